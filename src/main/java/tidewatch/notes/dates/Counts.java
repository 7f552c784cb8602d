package tidewatch.notes.dates;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Edge;
import tidewatch.notes.Span;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Figures.Count;
import tidewatch.notes.dates.Figures.Unit;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Tokens.Kind;

/** Counts of units: offsets ("in 3 trading days"), runs ("over the next 2 weeks") and durations ("2-4 weeks"). */
final class Counts {
    private static final int MOST_OF_A_UNIT = 100_000;
    private static final DateReading NONE = new DateReading.None();

    private final Text text;
    private final Figures figures;
    private final DateContext context;
    private final Resolver resolver;
    private final LocalDate today;

    Counts(Text text, DateContext context, Resolver resolver) {
        this.text = text;
        this.figures = new Figures(text);
        this.context = context;
        this.resolver = resolver;
        this.today = context.today();
    }

    @Nullable
    Hit offset(int i) {
        if (text.at(i, "in") || text.at(i, "within")) {
            boolean within = !text.at(i, "in");
            var count = figures.count(text.skip(i, within ? "within" : "in"));
            if (count != null && count.most() >= 0) {
                if (periodOfMove(i)) {
                    return new Hit(new Answer(NONE), count.end());
                }
                return new Hit(new Answer(ahead(count, within)), count.end());
            }
        }
        var run = run(i);
        if (run != null) {
            return run;
        }
        var count = text.has(i) ? figures.count(i) : null;
        if (count == null || count.most() < 0) {
            return null;
        }
        int hence = text.skip(count.end(), "from-now");
        if (hence > count.end()) {
            return new Hit(new Answer(ahead(count, false)), hence);
        }
        int ago = text.skip(count.end(), "ago");
        return ago > count.end() ? new Hit(new Answer(ago(count)), ago) : null;
    }

    /** "+8 % in 3 months" says over which time a price moved, not when something happens. */
    private boolean periodOfMove(int i) {
        return text.prose()
                && i > 0
                && (text.is(i - 1, "%")
                        || text.number(i - 1)
                        || text.get(i - 1).kind() == Kind.FIGURE
                        || text.before(i, "counted"));
    }

    private DateReading ahead(Count count, boolean within) {
        if (count.most() > MOST_OF_A_UNIT) {
            return Resolver.OUTSIDE;
        }
        if (count.unit() == Unit.MINUTE || count.unit() == Unit.HOUR) {
            int size = count.unit() == Unit.HOUR ? 60 : 1;
            long most = (long) count.most() * size;
            return resolver.moments()
                    .minutes(within ? most : (long) count.least() * size, most, within ? Edge.UNTIL : Edge.AT);
        }
        var last = resolver.plus(today, count.unit(), count.most());
        if (last.isEmpty()) {
            return Resolver.OUTSIDE;
        }
        if (within) {
            return resolver.settle(Fixed.of(Window.of(today, last.get(), Precision.DAY)));
        }
        var first = resolver.plus(today, count.unit(), count.least()).orElse(last.get());
        return resolver.settle(Fixed.of(Window.of(first, last.get(), Precision.DAY)));
    }

    private DateReading ago(Count count) {
        if (count.unit() == Unit.MINUTE || count.unit() == Unit.HOUR) {
            int size = count.unit() == Unit.HOUR ? 60 : 1;
            return context.mode() == DateContext.Mode.FORWARD
                    ? new DateReading.Refused("That is in the past. Give a time from now on.")
                    : resolver.moments().minutes(-(long) count.most() * size, -(long) count.least() * size, Edge.AT);
        }
        var first = resolver.plus(today, count.unit(), -count.most());
        var last = resolver.plus(today, count.unit(), -count.least());
        return first.isEmpty() || last.isEmpty()
                ? Resolver.OUTSIDE
                : resolver.settle(Fixed.of(Window.of(first.get(), last.get(), Precision.DAY)));
    }

    /** "over the next 2-3 quarters", "the past 3 months": from today on, or up to today. */
    @Nullable
    Hit run(int i) {
        int at = text.skip(i, "run-before");
        int ahead = text.skip(at, "run-forward");
        int behind = text.skip(at, "run-back");
        int from = Math.max(ahead, behind);
        var count = from > at && text.has(from) ? figures.count(from) : null;
        if (count == null
                || count.most() < 0
                || count.unit() == Unit.MINUTE
                || count.unit() == Unit.HOUR
                || text.streak(i, count.end())) {
            return null;
        }
        boolean forward = ahead >= behind;
        var far = resolver.plus(today, count.unit(), forward ? count.most() : -count.most());
        if (far.isEmpty()) {
            return new Hit(new Answer(Resolver.OUTSIDE), count.end());
        }
        var window = forward ? Window.of(today, far.get(), Precision.DAY) : Window.of(far.get(), today, Precision.DAY);
        return new Hit(Fixed.of(window), count.end());
    }

    @Nullable
    Hit duration(int i) {
        int full = text.skip(i, "full");
        if (full > i) {
            var unit = text.match(full, "unit");
            if (unit.isEmpty()) {
                return null;
            }
            boolean more = more(unit.get().end()) > unit.get().end();
            return length(
                    1,
                    more ? -1 : 1,
                    Unit.valueOf(unit.get().value()),
                    i,
                    more(unit.get().end()));
        }
        int least = text.skip(i, "at-least");
        int most = text.skip(i, "at-most");
        var count = figures.count(Math.max(least, most));
        if (count == null) {
            return null;
        }
        boolean prose = text.prose();
        int last = count.end() - 1;
        boolean describing = count.most() > 1 && text.match(last, "single-unit").isPresent();
        if (text.streak(i, count.end()) || (prose && (count.spelledOne() || count.hyphen() || describing))) {
            return prose ? new Hit(new Answer(NONE), count.end()) : null;
        }
        int end = more(count.end());
        boolean open = end > count.end() || least > i || count.most() < 0;
        return length(most > i ? 0 : count.least(), open ? -1 : count.most(), count.unit(), i, end);
    }

    /** Behind "+" or "or more". */
    private int more(int i) {
        return text.glued(i) && text.is(i, "+") ? i + 1 : text.skip(i, "or-more");
    }

    private @Nullable Hit length(int least, int most, Unit unit, int start, int end) {
        var upper = most < 0 ? Optional.<Integer>empty() : Optional.of(most);
        var span = switch (unit) {
            case DAY -> Optional.of(new Span(least, upper, Span.Unit.DAY));
            case WEEK -> Optional.of(new Span(least, upper, Span.Unit.WEEK));
            case MONTH -> Optional.of(new Span(least, upper, Span.Unit.MONTH));
            case QUARTER -> Optional.of(new Span(least, upper, Span.Unit.QUARTER));
            case YEAR -> Optional.of(new Span(least, upper, Span.Unit.YEAR));
            case HOUR -> whole(least, upper, 24, Span.Unit.DAY);
            // Five sessions are a week, exactly as scenarios are scored; other counts of sessions have no calendar
            // length.
            case SESSION -> whole(least, upper, 5, Span.Unit.WEEK);
            case MINUTE -> Optional.<Span>empty();
        };
        if (span.isPresent()) {
            return new Hit(new Answer(new DateReading.Duration(span.get())), end);
        }
        if (text.prose()) {
            return null;
        }
        var said = text.source(start, end);
        return new Hit(
                new Answer(new DateReading.Refused(
                        "\"" + said + "\" is a length of time, not a date. For a date write \"in " + said + "\".")),
                end);
    }

    private static Optional<Span> whole(int least, Optional<Integer> most, int size, Span.Unit unit) {
        boolean fits = least % size == 0 && most.orElse(0) % size == 0;
        return fits ? Optional.of(new Span(least / size, most.map(m -> m / size), unit)) : Optional.empty();
    }
}
