package tidewatch.notes.dates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateContext;
import tidewatch.notes.DatePhrase.Located;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.DateReading.Bound;
import tidewatch.notes.DateReading.Edge;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Hour;
import tidewatch.notes.dates.Sense.Named;
import tidewatch.notes.dates.Sense.Yearly;

/**
 * The grammar of date phrases, by recursive descent over tokens. Each rule takes the index at which it starts and
 * answers what it read and where that ends, or null. Of several rules the longest wins, of equally long ones the
 * first. No rule repeats without a small bound, so the work for one start is constant and for a text linear.
 */
public final class Grammar {
    private static final DateReading NONE = new DateReading.None();

    private final Text text;
    private final DateContext context;
    private final Resolver resolver;
    private final Times times;
    private final Periods periods;
    private final Spans spans;
    private final Counts counts;
    private final Events events;
    private final Recurrences recurrences;

    private Grammar(Text text, DateContext context) {
        this.text = text;
        this.context = context;
        this.resolver = new Resolver(context);
        this.times = new Times(text);
        this.periods = new Periods(text, context, resolver);
        this.spans = new Spans(text, context, resolver);
        this.counts = new Counts(text, context, resolver);
        this.events = new Events(text, spans, counts, periods);
        this.recurrences = new Recurrences(text, context);
    }

    /** For a phrase typed by a person or standing in a cell. */
    public static Grammar typed(String phrase, DateContext context) {
        return new Grammar(new Text(Tokens.of(phrase), false), context);
    }

    /** All in prose, stricter with doubtful forms. */
    public static List<Located> inProse(String prose, DateContext context) {
        var text = new Text(Tokens.of(prose), true);
        // Most words of most texts are none of a date, and for those no rules are laid out.
        return text.promising() ? new Grammar(text, context).all() : List.of();
    }

    public DateReading whole() {
        int end = text.size();
        while (end > 0
                && (text.is(end - 1, ".") || text.is(end - 1, "!") || text.is(end - 1, "?") || text.is(end - 1, ","))) {
            end--;
        }
        int start = 0;
        for (int n = 0; n < 4 && start < end; n++) {
            var hit = text.unclean(start) ? null : when(start);
            if (hit != null && hit.end() >= end) {
                return resolver.settle(hit.sense());
            }
            int next = text.skip(start, "lead");
            if (next == start && (text.is(start, "(") || text.is(start, "@"))) {
                next++;
            }
            if (next == start) {
                break;
            }
            start = next;
        }
        var vague = text.match(start, "vague");
        if (vague.isPresent() && vague.get().end() >= end) {
            return new DateReading.Refused("\"" + text.source(0, end)
                    + "\" is no date. Give a day, a window (late Jan) or an event (next FOMC).");
        }
        int time = times.pastDigits(start);
        if (time > start && time >= end) {
            return new DateReading.Refused(
                    "\"" + text.source(start, end) + "\" is no time of day. Give one such as 9am or 14:30.");
        }
        return inside();
    }

    /** The one expression inside words that are no phrase as a whole. */
    private DateReading inside() {
        var found = new Grammar(text.asProse(), context).all();
        if (found.size() == 1) {
            return found.getFirst().reading();
        }
        if (found.isEmpty()) {
            for (int i = 0; i < text.size(); i++) {
                var event = text.match(i, "event");
                if (event.isPresent()) {
                    return resolver.settle(
                            new Named(event.get().value(), Optional.empty(), Named.Which.MENTION, List.of()));
                }
            }
            return NONE;
        }
        var choices = new ArrayList<Choice>();
        for (var one : found) {
            var label = one.reading().window().map(Wording::words).orElseGet(() -> "part " + (choices.size() + 1));
            choices.add(new Choice(label, one.reading()));
        }
        return new DateReading.Ambiguous(choices, "There are " + found.size() + " dates in it. Which one is meant?");
    }

    private List<Located> all() {
        var out = new ArrayList<Located>();
        int i = 0;
        while (i < text.size()) {
            var hit = !text.promising(i) || text.unclean(i) ? null : when(i);
            if (hit == null) {
                i++;
                continue;
            }
            var reading = resolver.settle(hit.sense());
            if (!(reading instanceof DateReading.None) && !reading.equals(Resolver.OUTSIDE)) {
                out.add(new Located(text.get(i).start(), text.get(hit.end() - 1).end(), reading));
            }
            i = hit.end();
        }
        return List.copyOf(out);
    }

    private @Nullable Hit when(int i) {
        var hit = Hit.longest(
                recurrences.recur(i),
                mark(i),
                clocked(i),
                bounded(i),
                counts.offset(i),
                events.event(i),
                spans.span(i),
                events.fiscal(i),
                counts.duration(i));
        if (hit == null) {
            return null;
        }
        var bracketed = bracket(hit);
        return hit.bare() && text.prose() && bracketed.end() == hit.end() ? null : bracketed;
    }

    /** "Q4 earnings (late Jan)": the window in brackets is meant. */
    private Hit bracket(Hit hit) {
        if (!text.is(hit.end(), "(")) {
            return hit;
        }
        int at = text.skip(hit.end() + 1, "lead");
        var inner = text.has(at) && !text.unclean(at) ? Hit.longest(clocked(at), bounded(at), spans.span(at)) : null;
        if (inner == null || !text.is(inner.end(), ")")) {
            return hit;
        }
        return new Hit(Events.override(hit.sense(), inner.sense()), inner.end() + 1);
    }

    private @Nullable Hit mark(int i) {
        var mark = text.match(i, "mark");
        if (mark.isEmpty() || !text.has(mark.get().end())) {
            return null;
        }
        var day = Hit.longest(clocked(mark.get().end()), spans.span(mark.get().end()));
        if (day == null) {
            return null;
        }
        var role = DateReading.Mark.valueOf(mark.get().value());
        return new Hit(new Answer(resolver.mark(day.sense(), role)), day.end());
    }

    /** A time with or without its day. */
    private @Nullable Hit clocked(int i) {
        return clocked(i, Optional.empty());
    }

    private @Nullable Hit clocked(int i, Optional<Edge> edge) {
        var time = times.time(i);
        if (time != null) {
            int on = text.skip(text.is(time.end(), ",") ? time.end() + 1 : time.end(), "lead");
            var day = oneDay(on);
            if (day != null) {
                return new Hit(
                        new Answer(resolver.moments().clock(Optional.of(day.sense()), time.time(), edge)), day.end());
            }
            boolean bare = time.time().hour() == Hour.TIME && text.number(i) && text.is(time.end() - 2, ":");
            // In a note an hour without a day ("sold after hours") dates nothing.
            boolean note = text.prose() && context.mode() == DateContext.Mode.NEAREST;
            if (note || (bare && text.doubtful(i))) {
                return null;
            }
            return new Hit(new Answer(resolver.moments().clock(Optional.empty(), time.time(), edge)), time.end());
        }
        var day = oneDay(i);
        if (day == null) {
            return null;
        }
        int at = day.end();
        if (text.glued(at) && text.is(at, "t")) {
            at++;
        } else {
            at = text.is(at, ",") ? at + 1 : at;
        }
        var behind = times.timeBehind(at);
        return behind == null
                ? null
                : new Hit(
                        new Answer(resolver.moments().clock(Optional.of(day.sense()), behind.time(), edge)),
                        behind.end());
    }

    private @Nullable Hit oneDay(int i) {
        var hit = spans.simple(i);
        boolean day = hit != null
                && switch (hit.sense()) {
                    case Yearly y -> y.oneDay();
                    case Fixed f -> f.oneDay();
                    case Answer a -> false;
                    case Named n -> false;
                };
        return day ? hit : null;
    }

    private @Nullable Hit bounded(int i) {
        var until = text.skip(i, "until");
        var before = text.skip(i, "before");
        var since = text.skip(i, "since");
        var after = text.skip(i, "after");
        int at = Math.max(Math.max(until, before), Math.max(since, after));
        if (at == i || !text.has(at)) {
            return null;
        }
        boolean back = since == at || after == at;
        boolean exclusive = (before == at && until != at) || (after == at && since != at);
        int inner = text.skip(at, "the");
        if (!text.has(inner) || text.unclean(inner)) {
            return null;
        }
        var side = Optional.of(back ? Edge.FROM : Edge.UNTIL);
        var edge = Hit.longest(clocked(at, side), clocked(inner, side));
        var days = Hit.longest(spans.span(inner), events.event(inner), periods.namedMonth(inner));
        if (edge != null && (days == null || edge.end() >= days.end())) {
            return edge;
        }
        if (days == null || (days.bare() && text.prose())) {
            return null;
        }
        boolean range = days.end() > inner + 1 && isRange(inner, days);
        if (since == at && text.is(i, "from") && range) {
            return days;
        }
        return new Hit(
                new Answer(resolver.bound(
                        days.sense(), back ? Bound.SINCE : Bound.UNTIL, exclusive, since == at && text.is(i, "since"))),
                days.end());
    }

    private boolean isRange(int inner, Hit days) {
        var first = spans.simple(inner);
        return first == null || first.end() < days.end();
    }
}
