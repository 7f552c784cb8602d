package tidewatch.export;

import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.notes.Claim;

/**
 * What the market says to a written figure: the word, then the figures that belong to it. Moves of a relative figure are differences, so
 * their fields end in {@code Pp}; those of any other figure are changes and end in {@code Pct}.
 */
final class Verdicts {
    private Verdicts() {}

    static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.AtClose _ -> "at-close";
            case Verdict.IntradayOnly _ -> "intraday-only";
            case Verdict.OverDays _ -> "over-days";
            case Verdict.Since _ -> "since";
            case Verdict.DayBefore _ -> "day-before";
            case Verdict.Differs _ -> "differs";
            case Verdict.Uncheckable _ -> "uncheckable";
        };
    }

    /** {@code Pp} for a figure against something, else {@code Pct}. */
    static String unit(Claim claim) {
        return claim instanceof Claim.RelativeMove ? "Pp" : "Pct";
    }

    /**
     * Writes the fields of a verdict into the open object.
     *
     * @param unit ending of the fields of moves, see {@link #unit}
     */
    static void put(Json json, Verdict verdict, String unit) {
        json.text("verdict", word(verdict));
        switch (verdict) {
            case Verdict.AtClose(double close, var run) -> {
                json.hundredfold("close" + unit, close);
                run.ifPresent(length -> json.count("run", length));
            }
            case Verdict.IntradayOnly(double close, double open, double high, double low, var where) ->
                json.hundredfold("close" + unit, close)
                        .hundredfold("open" + unit, open)
                        .hundredfold("high" + unit, high)
                        .hundredfold("low" + unit, low)
                        .word("where", where);
            case Verdict.OverDays(int sessions, var base, double move, double close) ->
                json.hundredfold("close" + unit, close)
                        .count("sessions", sessions)
                        .date("base", base)
                        .hundredfold("move" + unit, move);
            case Verdict.Since(var start, var base, double move, double close) ->
                json.hundredfold("close" + unit, close)
                        .word("since", start)
                        .date("base", base)
                        .hundredfold("move" + unit, move);
            case Verdict.DayBefore(var session, double move, double close) ->
                json.hundredfold("close" + unit, close).date("on", session).hundredfold("move" + unit, move);
            case Verdict.Differs(double close, var run, var yearToDate) -> {
                json.hundredfold("close" + unit, close);
                run.ifPresent(length -> json.count("run", length));
                json.hundredfold("yearToDate" + unit, yearToDate);
            }
            case Verdict.Uncheckable(String because) -> json.text("because", because);
        }
    }
}
