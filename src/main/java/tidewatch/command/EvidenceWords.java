package tidewatch.command;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.FigureBook;
import tidewatch.brief.ThesesSection;
import tidewatch.brief.Wording;
import tidewatch.evidence.Closing;
import tidewatch.evidence.ThesisView;
import tidewatch.evidence.Weighed;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;

/** What was measured for a view, in words that are kept: they say by themselves on what, against what, since when and as of which close. */
final class EvidenceWords {
    /** Nothing in a kept line is a moment. */
    private static final ZoneId NO_ZONE = ZoneId.of("UTC");

    private EvidenceWords() {}

    /**
     * As it stands in a note, without its day; absent while nothing is measured.
     *
     * @param of names the view in front, where the note holds several; else empty
     */
    static Optional<String> line(String of, ThesisView thesis, Weighed weighed, BriefInput in) {
        return line(of, ThesesSection.line(thesis, weighed, in, FigureBook.ofAnswer(in.panel())), weighed, in.sample());
    }

    static Optional<String> line(String of, ThesesSection.Line line, Weighed weighed, boolean sample) {
        if (line.since().isEmpty()) {
            return Optional.empty();
        }
        var words = new ArrayList<Inline>();
        words.add(Inline.text((of.isEmpty() ? "" : of + ": ") + status(weighed) + ". Measured on " + line.measured() + ": "));
        words.addAll(moved(line));
        words.add(Inline.text("." + (sample ? " " + Wording.SAMPLE + "." : "")));
        return Optional.of(Inlines.line(words, NO_ZONE));
    }

    /** "leaning for so far", "no evidence either way", "mixed, the last ten sessions turn the other way". */
    private static String status(Weighed weighed) {
        var label = Wording.status(weighed.status());
        return switch (weighed.cause()) {
            case NONE -> label + (weighed.takesSide() ? " so far" : "");
            case SMALL, PRICE_OLD -> weighed.why();
            case TURNING, LEGS, FEW_SESSIONS -> label + ", " + weighed.why();
            case HORIZON_PASSED, NO_CLOSE_YET, NOT_MEASURED, SHORT_HISTORY -> label;
        };
    }

    /** "+7.4 points against SPY in 20 sessions since 2026-01-08, as of the close of 2026-02-05; about 1 in 7 random calls ...". */
    private static List<Inline> moved(ThesesSection.Line line) {
        var figure = line.since().orElseThrow();
        var words = new ArrayList<Inline>();
        words.add(figure.inSentence());
        words.add(Inline.text(" points against " + String.join(" ", line.against()) + " in " + Wording.count(line.sessions(), "session", "sessions")
                + " since " + figure.provenance().from() + ", as of the close of " + figure.provenance().to()
                + (line.mostlyTheMarket() ? "; mostly the market's own move" : "")
                + line.z().filter(_ -> line.status() != Weighed.Status.TOO_EARLY).map(z -> "; " + Wording.chance(z)).orElse("")));
        return words;
    }

    /** What a thesis that its note calls closed did from its first close to its last. */
    static List<Inline> closing(ThesisView thesis, Closing closing, BriefInput in, FigureBook book) {
        var words = new ArrayList<Inline>();
        words.add(Inline.text("Closed, by its note. "));
        var held = closing.weigh(in.panel(), in.universe().benchmark());
        if (held.isPresent()) {
            var line = ThesesSection.line(thesis, held.get(), in, book);
            words.add(Inline.text("While it was held, measured on " + line.measured() + ": "));
            words.addAll(moved(line));
            words.add(Inline.text("."));
        } else {
            words.add(Inline.text(closing.on().isEmpty()
                    ? "It does not say when, so what it did until then is not measured. Its status may name the day: Closed " + in.today() + "."
                    : "What it did from its first day to " + closing.on().get() + " cannot be measured."));
        }
        return words;
    }
}
