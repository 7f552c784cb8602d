package tidewatch.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.Reading;
import tidewatch.rotation.Followed;
import tidewatch.rotation.Followed.Side;
import tidewatch.rotation.RotationBacktest;

/**
 * A backtest of the list as one JSON object: what was called, for how long, and what followed beside the naive choices. Fields and words:
 * {@code deploy/JSON.md}, "A backtest of the rotation list".
 */
public final class RotationBacktestJson {
    private RotationBacktestJson() {}

    /**
     * The object, on one line without its end.
     *
     * @param prices where the prices come from, in words
     * @param sample whether they are invented
     */
    public static String of(RotationBacktest backtest, String prices, boolean sample) {
        var horizons = backtest.horizons();
        return Json.object(json -> json.date("from", backtest.from())
                .date("to", backtest.to())
                .text("benchmark", backtest.benchmark())
                .flag("sample", sample)
                .text("prices", prices)
                .date("lastPrice", backtest.lastPrice())
                .date("firstPossible", backtest.firstPossible())
                .count("sessions", backtest.sessions())
                .count("sessionsWithoutList", backtest.withoutList())
                .count("sessionsChanged", backtest.changed())
                .texts("rows", backtest.rows())
                .objects("sides", List.of(Side.values()), (fields, side) -> side(fields, backtest, side))
                .objects("followed", backtest.followed(), RotationBacktestJson::followed)
                .objects("calls", backtest.calls(), (fields, call) -> call(fields, call, horizons)));
    }

    private static void side(Json json, RotationBacktest backtest, Side side) {
        json.word("side", side)
                .count("calls", backtest.called(side))
                .count("stillNamed", backtest.open(side))
                .count("sessionsChanged", side == Side.INTO ? backtest.changedInto() : backtest.changedOutOf());
        backtest.lengths(Optional.of(side)).ifPresent(lengths -> json.number("lengthLowerQuartileSessions", lengths.lower())
                .number("lengthMedianSessions", lengths.median())
                .number("lengthUpperQuartileSessions", lengths.upper()));
    }

    private static void followed(Json json, Followed one) {
        json.word("side", one.side())
                .word("group", one.group())
                .count("horizonSessions", one.horizon())
                .count("outcomes", one.count())
                .count("notYet", one.open())
                .count("unpriced", one.unpriced());
        one.outcome().ifPresent(outcome -> {
            json.number("worthOutcomes", one.effective()).hundredfold("meanPp", outcome.mean());
            outcome.meanInterval().ifPresent(interval -> json.hundredfold("meanLowPp", interval.low()).hundredfold("meanHighPp", interval.high()));
            json.hundredfold("medianPp", outcome.median())
                    .count("asCalled", outcome.hits())
                    .hundredfold("asCalledPct", one.share())
                    .hundredfold("asCalledLowPct", outcome.shareInterval().low())
                    .hundredfold("asCalledHighPct", outcome.shareInterval().high());
        });
    }

    private static void call(Json json, RotationBacktest.Call call, List<Integer> horizons) {
        json.text("id", call.id())
                .text("name", call.name())
                .word("side", call.side())
                .date("session", call.session())
                .text("measuredOn", call.measuredOn())
                .text("against", call.against())
                .count("sessions", call.sessions())
                .flag("stillNamed", call.open());
        record After(int horizon, Reading move) {}
        var after = new ArrayList<After>();
        for (int i = 0; i < horizons.size(); i++) {
            after.add(new After(horizons.get(i), call.after().get(i)));
        }
        json.objects("after", after, (fields, one) -> {
            fields.count("horizonSessions", one.horizon());
            switch (one.move()) {
                case Reading.Value(double move) -> fields.hundredfold("relPp", move);
                case Reading.Absent(String why) -> fields.text("absent", why);
            }
        });
    }
}
