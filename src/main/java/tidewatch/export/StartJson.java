package tidewatch.export;

import tidewatch.rotation.Odds;
import tidewatch.rotation.Start;

/** When a row's move began and what that is worth; {@code deploy/JSON.md}, "start". */
final class StartJson {
    private StartJson() {}

    static void put(Json json, Start start) {
        json.date("base", start.base())
                .date("start", start.start())
                .date("earliest", start.earliest())
                .date("latest", start.latest())
                .count("sessions", start.sessions())
                .hundredfold("movePp", start.move())
                .number("z", start.z())
                .object("odds", fields -> odds(fields, start.odds()))
                .object("rest", start.rest(), (fields, rest) -> fields.number("exposure", rest.exposure())
                        .hundredfold("afterBetaPp", rest.left())
                        .flag("mostlyTheMarket", rest.mostlyMarket())
                        .object("odds", odds -> odds(odds, rest.odds())))
                .number("adjustedP", start.adjusted())
                .word("strength", start.strength());
    }

    private static void odds(Json json, Odds odds) {
        json.number("p", odds.p()).word("is", odds.bound()).count("oneIn", odds.oneIn());
    }
}
