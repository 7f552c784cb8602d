package tidewatch.brief;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.Weighed.Status;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Window;

/** A brief of the morning of Friday 9 January 2026 whose sections are empty but those that a test fills; and the words of one section. */
final class Page {
    static final LocalDate TODAY = LocalDate.of(2026, 1, 9);
    static final LocalDate SESSION = LocalDate.of(2026, 1, 8);

    boolean sample;
    CoverageSection.Facts coverage = new CoverageSection.Facts(SESSION, 20, 20, List.of(), List.of(), false);
    TopCallSection.Facts call = new TopCallSection.Facts(TopCallSection.Kind.ROTATION, List.of(), Optional.empty(), List.of());
    RotationSection.Facts rotation = new RotationSection.Facts("SPY", List.of(), List.of(), Optional.empty());
    FlowSection.Facts flows = new FlowSection.Facts("", Optional.empty(), false, List.of(), List.of());
    ThesesSection.Facts theses = new ThesesSection.Facts(List.of());
    MoversSection.Facts movers = new MoversSection.Facts(List.of(), List.of(), List.of());
    ScenarioSection.Facts scenarios = new ScenarioSection.Facts("", Optional.empty(), List.of(), List.of());
    AheadSection.Facts ahead = new AheadSection.Facts(List.of(), List.of(), List.of());
    NoteCheckSection.Facts noteCheck = new NoteCheckSection.Facts(List.of());
    ScorecardSection.Facts scorecard = ScorecardSection.Facts.none();
    FooterSection.Facts footer =
            new FooterSection.Facts(LocalDate.of(2026, 1, 12), LocalTime.of(7, 0), Optional.empty(), Optional.empty());

    Brief brief() {
        return new Brief(
                "2026-01-09",
                TODAY.atTime(Morning.SEVEN).atZone(Morning.NEW_YORK),
                SESSION,
                sample,
                coverage,
                call,
                new TapeSection.Facts(List.of(), List.of()),
                rotation,
                flows,
                theses,
                movers,
                scenarios,
                ahead,
                noteCheck,
                footer,
                Brief.Days.plain(SESSION),
                SectorWeekSection.Facts.none(),
                StaleSection.Facts.none(),
                scorecard,
                List.of());
    }

    /** The section alone, as plain text without the blank line between its paragraphs. */
    String text(Section section, Length length) {
        return text(section.write(brief(), length));
    }

    static String text(List<Block> blocks) {
        if (blocks.isEmpty()) {
            return "";
        }
        var meta = BriefComposer.compose(new Page().called().brief(), Length.FULL).meta();
        return Morning.text(new Doc("", Doc.summaryOf("x"), blocks, List.<Action>of(), meta)).strip().replace("\n\n", "\n").replace('\u00A0', ' ');
    }

    /** Facts of the call, as the composer makes them. */
    Page called() {
        call = TopCallSection.facts(coverage, theses, noteCheck, rotation);
        return this;
    }

    static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    static Window days(String from, String to) {
        return Window.of(day(from), day(to), Window.Precision.DAY);
    }

    static Figure percent(double value) {
        return figure(value, Figure.Unit.PERCENT, "SPY", SESSION);
    }

    static Figure points(double value) {
        return figure(value, Figure.Unit.POINTS, "SPY", SESSION);
    }

    static Figure figure(double value, Figure.Unit unit, String against, LocalDate to) {
        var source = new Figure.Provenance(
                "", List.of("ITA"), unit == Figure.Unit.POINTS ? List.of(against) : List.of(), day("2026-01-07"), to, List.of(), false, List.of());
        return new Figure(0, "made", value, unit, source);
    }

    /** A figure of a note and what the market says, with the close of the day. */
    static NoteCheckSection.Line written(String entity, String written, Verdict verdict, double... close) {
        var figures = new ArrayList<Figure>();
        for (double one : close) {
            figures.add(percent(one));
        }
        return new NoteCheckSection.Line(entity, written, false, verdict, Optional.of(SESSION), figures, 1);
    }

    static NoteCheckSection.NoteResult note(String title, NoteCheckSection.Line... lines) {
        return new NoteCheckSection.NoteResult(title + ".md", title, Optional.of(SESSION), List.of(lines));
    }

    static RotationSection.Row row(Direction side, String id, String name, double month) {
        return new RotationSection.Row(side, id, name, points(.1), points(.2), points(month), Optional.empty(), false, SESSION, 3, Optional.empty(), List.of());
    }

    /** A thesis on ITA; each {@code with} is another. */
    record Thesis(
            String name, Status status, Optional<Status> from, boolean standIn, String against, Optional<Double> since, Optional<Double> beta,
            Optional<Double> before, Optional<Double> z, String why, LocalDate to) {
        static Thesis of(String name, Status status) {
            return new Thesis(name, status, Optional.empty(), false, "SPY", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", SESSION);
        }

        Thesis moved(double points, double z) {
            return new Thesis(name, status, from, standIn, against, Optional.of(points), beta, before, Optional.of(z), why, to);
        }

        Thesis was(Status before) {
            return new Thesis(name, status, Optional.of(before), standIn, against, since, beta, this.before, z, why, to);
        }

        Thesis onStandIn() {
            return new Thesis(name, status, from, true, against, since, beta, before, z, why, to);
        }

        Thesis leftAfterBeta(double points) {
            return new Thesis(name, status, from, standIn, against, since, Optional.of(points), before, z, why, to);
        }

        Thesis before(double points) {
            return new Thesis(name, status, from, standIn, against, since, beta, Optional.of(points), z, why, to);
        }

        Thesis because(String words) {
            return new Thesis(name, status, from, standIn, against, since, beta, before, z, words, to);
        }

        Thesis measuredTo(LocalDate day) {
            return new Thesis(name, status, from, standIn, against, since, beta, before, z, why, day);
        }

        Thesis against(String symbol) {
            return new Thesis(name, status, from, standIn, symbol, since, beta, before, z, why, to);
        }

        ThesesSection.Line line() {
            boolean measured = status != Status.UNTESTABLE;
            return new ThesesSection.Line(
                    name,
                    Optional.of(name + ".md"),
                    status,
                    why,
                    from,
                    measured ? List.of("ITA") : List.of(),
                    standIn,
                    measured ? List.of(against) : List.of(),
                    since.map(_ -> day("2025-12-08")),
                    since.isPresent() ? 20 : 0,
                    63,
                    since.map(move -> figure(move, Figure.Unit.POINTS, against, to)),
                    beta.map(Page::points),
                    before.map(Page::points),
                    z,
                    1);
        }
    }

    static ThesesSection.Facts theses(Thesis... theses) {
        return new ThesesSection.Facts(List.of(theses).stream().map(Thesis::line).toList());
    }
}
