package tidewatch.export;

import java.util.function.DoubleUnaryOperator;
import tidewatch.market.Reading;
import tidewatch.rotation.Breadth;
import tidewatch.rotation.Correlation;
import tidewatch.rotation.MarketStructure;
import tidewatch.rotation.RotationMap;

/** The parts of the rotation table that speak of many rows at once: breadth of groups, structure of the market, the map. */
final class MarketJson {
    private MarketJson() {}

    /** {@code "breadth":[...],"structure":{...},"map":{...}}. */
    static void put(Json json, MarketStructure market, RotationMap map) {
        json.objects("breadth", market.breadth(), (fields, one) -> breadth(fields, one, market))
                .object("structure", fields -> structure(fields, market))
                .object("map", fields -> map(fields, map));
    }

    private static void breadth(Json json, Breadth one, MarketStructure market) {
        json.text("id", one.rowId())
                .count("outrunning", one.outrunning())
                .count("aboveSma50", one.aboveSma50())
                .count("members", one.members());
        market.longBreadth().stream()
                .filter(slow -> slow.rowId().equals(one.rowId()))
                .forEach(slow -> json.count("aboveSma200", slow.above()).count("withSma200", slow.members()));
    }

    private static void structure(Json json, MarketStructure market) {
        json.objects("dispersion", market.dispersion(), (fields, one) -> {
            fields.count("sessions", one.sessions());
            reading(fields, "spreadPp", one.spread(), x -> x * 100);
            reading(fields, "percentilePct", one.percentile(), x -> x * 100);
            fields.count("sectors", one.sectors()).count("listed", one.listed());
        });
        json.object("stockCorrelation", fields -> correlation(fields, market.stocks()))
                .object("sectorCorrelation", fields -> correlation(fields, market.sectors()))
                .objects("advanceDecline", market.line().days(), (fields, day) -> fields.date("session", day.session())
                        .count("advancers", day.advancers())
                        .count("decliners", day.decliners())
                        .count("compared", day.compared()));
    }

    private static void correlation(Json json, Correlation found) {
        reading(json, "mean", found.mean(), x -> x);
        json.count("names", found.names()).count("asked", found.asked());
    }

    private static void map(Json json, RotationMap map) {
        json.objects("placed", map.placed(), (fields, one) -> fields.text("id", one.row().id())
                        .objects("tail", one.tail(), (inner, point) -> inner.date("session", point.session())
                                .number("ratio", point.ratio())
                                .number("momentum", point.momentum())
                                .word("quadrant", point.quadrant())))
                .objects("unplaced", map.unplaced(), (fields, one) -> fields.text("id", one.row().id()).text("why", one.why()));
    }

    private static void reading(Json json, String field, Reading reading, DoubleUnaryOperator unit) {
        switch (reading) {
            case Reading.Value(double x) -> json.number(field, unit.applyAsDouble(x));
            case Reading.Absent(String why) -> json.object(field, absent -> absent.text("absent", why));
        }
    }
}
