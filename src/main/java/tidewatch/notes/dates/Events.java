package tidewatch.notes.dates;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateReading;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Named;
import tidewatch.notes.dates.Sense.Yearly;

/** Events by name: "next FOMC", "Q4 earnings", "CPI prints over the next 2-3 quarters". */
final class Events {
    private static final DateReading NONE = new DateReading.None();

    private final Text text;
    private final Figures figures;
    private final Counts counts;
    private final Spans spans;
    private final Periods periods;

    Events(Text text, Spans spans, Counts counts, Periods periods) {
        this.text = text;
        this.figures = new Figures(text);
        this.counts = counts;
        this.spans = spans;
        this.periods = periods;
    }

    static Sense override(Sense label, Sense inner) {
        return label instanceof Named named
                ? new Named(named.event(), Optional.of(inner), named.which(), List.of())
                : inner;
    }

    @Nullable
    Hit event(int i) {
        int the = text.skip(i, "the");
        var relative = text.match(the, "relative");
        int at = relative.map(Words.Match::end).orElse(i);
        var which = relative.isPresent() && relative.get().value().equals("-1") ? Named.Which.LAST : Named.Which.NEXT;
        var season = season(at, which);
        if (season != null) {
            return season;
        }
        var event = text.match(at, "event");
        if (event.isEmpty()) {
            return null;
        }
        int end = event.get().end();
        var run = counts.run(end);
        if (run != null) {
            return new Hit(
                    new Named(event.get().value(), Optional.of(run.sense()), Named.Which.EACH, List.of()), run.end());
        }
        var named = new Named(event.get().value(), Optional.empty(), which, List.of());
        var dated = dated(named, end);
        if (dated != null) {
            return dated;
        }
        if (relative.isEmpty()) {
            if (event.get().value().equals("earnings")) {
                named = new Named("earnings", Optional.empty(), Named.Which.MENTION, List.of());
            }
            return new Hit(named, end, true);
        }
        return new Hit(named, end);
    }

    /** "Q4 earnings": the reporting season after the quarter, day 11 of its first month to day 20 of its second. */
    private @Nullable Hit season(int i, Named.Which which) {
        var quarter = figures.quarter(i);
        if (quarter == null) {
            return null;
        }
        var event = text.match(quarter.end(), "season-event");
        if (event.isEmpty()) {
            return null;
        }
        var id = "q" + quarter.number() + quarter.fiscal().map(f -> "-" + f).orElse("") + "-earnings";
        int end = event.get().end();
        Optional<Sense> days = Optional.empty();
        var remarks = List.<String>of();
        if (quarter.fiscal().isPresent()) {
            remarks = List.of("Fiscal years begin on different days; give a window in brackets, such as (May 2026)");
        } else {
            int number = quarter.number();
            IntFunction<Optional<Window>> in = year -> {
                var first = YearMonth.of(year, number * 3).plusMonths(1);
                return Optional.of(
                        Window.of(first.atDay(11), first.plusMonths(1).atDay(20), Precision.PART_MONTH));
            };
            days = Optional.of(
                    quarter.year() == Figures.NO_YEAR
                            ? new Yearly(in, false, Precision.PART_MONTH, y -> "")
                            : Fixed.of(in.apply(quarter.year()).orElseThrow()));
        }
        var named = new Named(id, days, quarter.fiscal().isPresent() ? Named.Which.MENTION : which, remarks);
        var dated = dated(named, end);
        return dated == null ? new Hit(named, end) : dated;
    }

    /** "FOMC on Jan 28", "Q4 earnings in late Jan": the days behind a preposition are the event's. */
    private @Nullable Hit dated(Named named, int end) {
        boolean open = text.at(end, "in")
                || text.is(end, "on")
                || text.is(end, "around")
                || text.is(end, "due")
                || text.is(end, ":");
        if (!open) {
            return null;
        }
        int at = text.skip(text.is(end, ":") ? end + 1 : end, "lead");
        var days = text.has(at) && !text.unclean(at) ? Hit.longest(spans.span(at), periods.namedMonth(at)) : null;
        return days == null ? null : new Hit(override(named, days.sense()), days.end());
    }

    /** A fiscal year or quarter without a window: no calendar says when it is. */
    @Nullable
    Hit fiscal(int i) {
        var quarter = figures.quarter(i);
        int end;
        if (quarter != null && quarter.fiscal().isPresent()) {
            end = quarter.end();
        } else {
            var year = figures.fiscalYear(i);
            if (year == null) {
                return null;
            }
            end = year.end();
        }
        var reading = text.prose()
                ? NONE
                : new DateReading.Refused("Which days \"" + text.source(i, end)
                        + "\" has depends on the company. Give a window in brackets, such as (May 2026).");
        return new Hit(new Answer(reading), end);
    }
}
