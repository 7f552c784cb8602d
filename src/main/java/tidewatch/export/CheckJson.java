package tidewatch.export;

import tidewatch.brief.NoteCheckSection;
import tidewatch.evidence.FigureCheck;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.market.PricePanel;
import tidewatch.notes.Claim;
import tidewatch.notes.Note;

/**
 * A written figure recomputed, as one line of JSON: where it stands, what was measured, the verdict with its figures, the later rungs that
 * fit as well, and every window that was tried. Fields and words: {@code deploy/JSON.md}, "A figure of a note".
 */
public final class CheckJson {
    /** Two ways to the same move differ by less. */
    private static final double SAME = 1e-9;

    private CheckJson() {}

    /**
     * One line, without its end.
     *
     * @param note the note in which the figure stands
     * @param panel the prices against which it was checked; they say what the price did within the session where the verdict does not
     */
    public static String line(Note note, FigureCheck figure, PricePanel panel) {
        var claim = figure.claim();
        var unit = Verdicts.unit(claim);
        return Json.object(json -> {
            json.text("file", note.path())
                    .count("line", claim.source().place().line())
                    .text("kind", claim.kind())
                    .text("entity", figure.entity())
                    .text("written", written(claim))
                    .text("quote", claim.source().quote())
                    .text("symbol", figure.symbol())
                    .date("session", figure.session());
            Verdicts.put(json, figure.verdict(), unit);
            within(json, figure, panel);
            json.flag("holds", figure.holds())
                    .objects("also", figure.also(), (fields, verdict) -> Verdicts.put(fields, verdict, unit))
                    .count("tried", figure.tried())
                    .objects("windows", figure.rungs(), (fields, rung) -> {
                        fields.text("window", rung.window())
                                .date("base", rung.base())
                                .date("end", rung.end())
                                .hundredfold("move" + unit, rung.move())
                                .hundredfold("differencePp", rung.points())
                                .hundredfold("low" + unit, rung.low())
                                .flag("fits", rung.fits());
                    })
                    .texts("notes", figure.notes());
        });
    }

    /** As {@link NoteCheckSection#written}, with plain blanks: a program compares it, nobody wraps it. */
    static String written(Claim claim) {
        return plain(NoteCheckSection.written(claim));
    }

    static String plain(String words) {
        return words.replace('\u00A0', ' ');
    }

    /**
     * Open, high and low of the session against the close before, for the verdicts that do not hold them. Only where the instrument is the
     * one that was measured: its own move at the close must be the verdict's.
     */
    private static void within(Json json, FigureCheck figure, PricePanel panel) {
        double close = switch (figure.verdict()) {
            case Verdict.AtClose at -> at.close();
            case Verdict.OverDays over -> over.close();
            case Verdict.Since since -> since.close();
            case Verdict.DayBefore before -> before.close();
            case Verdict.Differs differs -> differs.close();
            case Verdict.IntradayOnly _, Verdict.Uncheckable _ -> Double.NaN;
        };
        var row = figure.symbol().flatMap(panel::find);
        int t = figure.session().map(panel::indexOf).orElse(-1);
        if (figure.claim() instanceof Claim.RelativeMove || row.isEmpty() || t < 1) {
            return;
        }
        var series = row.get();
        double before = series.levelClose(t - 1);
        if (Math.abs(series.levelClose(t) / before - 1 - close) < SAME) {
            json.hundredfold("openPct", series.levelOpen(t) / before - 1)
                    .hundredfold("highPct", series.levelHigh(t) / before - 1)
                    .hundredfold("lowPct", series.levelLow(t) / before - 1);
        }
    }
}
