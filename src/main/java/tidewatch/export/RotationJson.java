package tidewatch.export;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.market.Reading;
import tidewatch.rotation.MarketBreadth;
import tidewatch.rotation.MarketStructure;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationMap;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.Starts;

/**
 * The whole table of one session as one JSON object: the rows named into and out of, the breadth of the market, then every row with every
 * measure, a figure or why there is none, and when its move began. Fields and words: {@code deploy/JSON.md}, "The rotation table".
 */
public final class RotationJson {
    /** What a measure is counted in: the ending of its field and what its fraction is multiplied by. */
    private enum Unit {
        PERCENT,
        POINTS,
        /** As it is: sessions, standard deviations, a ratio. */
        OWN
    }

    private static final Map<Measure, String> FIELDS = fields();

    private RotationJson() {}

    /** The table and the list of these inputs, and what many rows say together; nothing else of them is read but whether prices are invented. */
    public static String of(BriefInput in) {
        return of(in, MarketStructure.of(in.panel(), in.universe(), in.table()), RotationMap.of(in.panel(), in.table()));
    }

    static String of(BriefInput in, MarketStructure market, RotationMap map) {
        var table = in.table();
        var list = in.list();
        return Json.object(json -> {
            json.date("asOf", table.asOf()).text("benchmark", table.benchmark()).flag("sample", in.sample());
            named(json, "into", list.into());
            named(json, "outOf", list.outOf());
            json.texts("narrow", list.narrow())
                    .text("mostInto", list.mostInto().map(RotationRow::id))
                    .text("mostOutOf", list.mostOutOf().map(RotationRow::id))
                    .object("market", fields -> market(fields, MarketBreadth.of(table)))
                    .count("searched", in.starts().searched())
                    .objects("rows", table.rows(), (fields, row) -> row(fields, row, in.starts()));
            MarketJson.put(json, market, map);
        });
    }

    private static void named(Json json, String field, List<RotationList.Named> rows) {
        json.objects(field, rows, (fields, one) -> {
            fields.text("id", one.row().id())
                    .text("name", one.row().name())
                    .date("since", one.since())
                    .count("sessions", one.sessions());
            Breadths.put(fields, one.breadth());
        });
    }

    private static void market(Json json, MarketBreadth breadth) {
        json.count("advancers", breadth.advancers())
                .count("decliners", breadth.decliners())
                .count("compared", breadth.compared())
                .count("aboveSma50", breadth.aboveSma50())
                .count("withSma50", breadth.withSma50())
                .count("aboveSma200", breadth.aboveSma200())
                .count("withSma200", breadth.withSma200())
                .count("newHighs", breadth.newHighs())
                .count("newLows", breadth.newLows())
                .count("withYear", breadth.withYear());
    }

    private static void row(Json json, RotationRow row, Starts starts) {
        json.text("id", row.id())
                .text("name", row.name())
                .word("kind", row.kind())
                .word("state", row.state())
                .textIfAny("stateNote", row.stateNote())
                .texts("measuredOn", row.basket().symbols())
                .texts("against", row.against().symbols())
                .object("measures", fields -> {
                    for (var measure : Measure.values()) {
                        var field = field(measure);
                        switch (row.get(measure)) {
                            case Reading.Value(double value) -> {
                                switch (unit(measure)) {
                                    case PERCENT, POINTS -> fields.hundredfold(field, value);
                                    case OWN -> fields.number(field, value);
                                }
                            }
                            case Reading.Absent(String why) -> fields.object(field, absent -> absent.text("absent", why));
                        }
                    }
                })
                .object("start", starts.start(row.id()), StartJson::put)
                .text("noStart", Optional.ofNullable(starts.absent().get(row.id())));
    }

    /** {@code r5Pct}, {@code relYtdPp}, {@code zOwn}, {@code dollarVolumeRatio}. */
    static String field(Measure measure) {
        return Objects.requireNonNull(FIELDS.get(measure));
    }

    private static Map<Measure, String> fields() {
        var fields = new EnumMap<Measure, String>(Measure.class);
        for (var measure : Measure.values()) {
            var name = new StringBuilder();
            for (var part : Json.word(measure).split("-", -1)) {
                name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
            }
            fields.put(measure, name + switch (unit(measure)) {
                case PERCENT -> "Pct";
                case POINTS -> "Pp";
                case OWN -> measure == Measure.DOLLAR_VOLUME ? "Ratio" : "";
            });
        }
        return fields;
    }

    private static Unit unit(Measure measure) {
        return switch (measure) {
            case R1, R5, R21, R63, R126, R252, R_MTD, R_QTD, R_YTD, HIGH52, LOW52, SMA50, SMA200 -> Unit.PERCENT;
            case REL1, REL5, REL21, REL63, REL126, REL252, REL_MTD, REL_QTD, REL_YTD -> Unit.POINTS;
            case STREAK, Z_OWN, Z5, Z21, Z63, DOLLAR_VOLUME -> Unit.OWN;
        };
    }
}
