package tidewatch.notes;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DatePhrase.Located;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.DateReading.Bound;
import tidewatch.notes.DateReading.Edge;
import tidewatch.notes.DateSense.Answer;
import tidewatch.notes.DateSense.Fixed;
import tidewatch.notes.DateSense.Hour;
import tidewatch.notes.DateSense.Named;
import tidewatch.notes.DateSense.OfDay;
import tidewatch.notes.DateSense.Yearly;
import tidewatch.notes.Window.Precision;

/**
 * The grammar of date phrases, by recursive descent over tokens. Each rule takes the index at which it starts and answers what it read
 * and where that ends, or null. Of several rules the longest wins, of equally long ones the first. No rule repeats without a small bound, so
 * the work for one start is constant and for a text linear.
 */
final class DateGrammar {
    /** How willingly a doubtful form is taken for a date. */
    enum Care {
        TYPED,
        PROSE
    }

    /** What a rule read, up to token {@code end}. */
    private record Hit(DateSense sense, int end) {}

    /** A number with its end, such as a year or a day. */
    private record Number(int value, int end) {}

    private record OfDayHit(OfDay time, int end) {}

    /** A count of units: "2-4 weeks". {@code most} below 0: no upper end. */
    private record Count(int least, int most, Unit unit, boolean spelledOne, boolean hyphen, int end) {}

    /** A fiscal or calendar quarter by name. */
    private record Quarter(int number, int year, Optional<String> fiscal, int end) {}

    private enum Unit {
        MINUTE,
        HOUR,
        DAY,
        SESSION,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    private enum Part {
        EARLY,
        MID,
        LATE,
        FIRST_WEEK,
        LAST_WEEK,
        FIRST_HALF,
        SECOND_HALF,
        END
    }

    private static final int NO_YEAR = -1;

    /** Longest list of weekdays in one recurrence. */
    private static final int WEEKDAYS = 7;

    private static final int MOST_OF_A_UNIT = 100_000;

    /** Hour of a recurrence that states none: the usual hour of the morning brief. */
    private static final LocalTime USUAL = LocalTime.of(7, 0);

    private static final LocalTime REGULAR_OPEN = LocalTime.of(9, 30);
    private static final LocalTime REGULAR_CLOSE = LocalTime.of(16, 0);
    private static final DateReading NONE = new DateReading.None();

    private final DateTokens t;
    private final DateContext context;
    private final DateResolver resolver;
    private final DateWords words = DateWords.bundled();
    private final LocalDate today;
    private Care care;

    DateGrammar(DateTokens tokens, DateContext context, Care care) {
        this.t = tokens;
        this.context = context;
        this.resolver = new DateResolver(context);
        this.today = context.today();
        this.care = care;
    }

    // --- the two ways in ---

    DateReading whole() {
        int end = t.size();
        while (end > 0 && (t.is(end - 1, ".") || t.is(end - 1, "!") || t.is(end - 1, "?") || t.is(end - 1, ","))) {
            end--;
        }
        int start = 0;
        for (int n = 0; n < 4 && start < end; n++) {
            var hit = unclean(start) ? null : when(start);
            if (hit != null && hit.end() >= end) {
                return resolver.settle(hit.sense());
            }
            int next = words.skip(t, start, "lead");
            if (next == start && (t.is(start, "(") || t.is(start, "@"))) {
                next++;
            }
            if (next == start) {
                break;
            }
            start = next;
        }
        var vague = words.match(t, start, "vague");
        if (vague.isPresent() && vague.get().end() >= end) {
            return new DateReading.Refused(
                    "\"" + shown(start, end) + "\" is no date. Give a day, a window (late Jan) or an event (next FOMC).");
        }
        return inside();
    }

    /** The one expression inside words that are no phrase as a whole. */
    private DateReading inside() {
        care = Care.PROSE;
        var found = all();
        if (found.size() == 1) {
            return found.getFirst().reading();
        }
        if (found.isEmpty()) {
            for (int i = 0; i < t.size(); i++) {
                var event = words.match(t, i, "event");
                if (event.isPresent()) {
                    return resolver.settle(
                            new Named(event.get().value(), Optional.empty(), Named.Which.MENTION, List.of()));
                }
            }
            return NONE;
        }
        var choices = new ArrayList<Choice>();
        for (var one : found) {
            var label = one.reading().window().map(DateResolver::words).orElseGet(() -> "part " + (choices.size() + 1));
            choices.add(new Choice(label, one.reading()));
        }
        return new DateReading.Ambiguous(choices, "There are " + found.size() + " dates in it. Which one is meant?");
    }

    List<Located> all() {
        var out = new ArrayList<Located>();
        int i = 0;
        while (i < t.size()) {
            var hit = unclean(i) ? null : when(i);
            if (hit == null) {
                i++;
                continue;
            }
            var reading = resolver.settle(hit.sense());
            if (!(reading instanceof DateReading.None) && !reading.equals(DateResolver.OUTSIDE)) {
                out.add(new Located(t.get(i).start(), t.get(hit.end() - 1).end(), reading));
            }
            i = hit.end();
        }
        return List.copyOf(out);
    }

    private String shown(int start, int end) {
        var out = new StringBuilder();
        for (int i = start; i < end; i++) {
            out.append(i > start && !t.glued(i) ? " " : "").append(t.get(i).text());
        }
        return out.toString();
    }

    // --- what is no part of a date ---

    /** Token i cannot begin an expression: it belongs to money, a signed figure, a name, a word or a tag before it. */
    private boolean unclean(int i) {
        if (t.get(i).kind() == DateTokens.Kind.NUMBER) {
            if (words.before(t, i, "number-name") || i > 0 && currency(i - 1)) {
                return true;
            }
            return t.glued(i) && gluesBefore(i - 1);
        }
        if (t.get(i).latin() && t.glued(i) && i > 0) {
            var before = t.get(i - 1);
            return before.kind() == DateTokens.Kind.NUMBER
                    || before.kind() == DateTokens.Kind.FIGURE
                    || before.is("#")
                    || before.is("$")
                    || before.is("'")
                    || before.is(".")
                    || before.is("/") && t.glued(i - 1) && i > 1 && t.get(i - 2).latin();
        }
        return false;
    }

    /** A number that touches this token is no date. */
    private boolean gluesBefore(int i) {
        var before = t.get(i);
        return before.latin()
                || before.kind() == DateTokens.Kind.NUMBER
                || before.kind() == DateTokens.Kind.FIGURE
                || "+-.#%&'=<>±$".contains(before.text()) && !before.is("") && !(before.is("=") || before.is(">"))
                || currency(i);
    }

    private boolean currency(int i) {
        return t.has(i) && "$€£¥₹₩".contains(t.get(i).text()) && !t.get(i).text().isEmpty();
    }

    /** Nothing at {@code end} claims the number before it: no letter, per cent, currency or counted noun. */
    private boolean clean(int end) {
        if (!t.has(end)) {
            return true;
        }
        if (t.is(end, "%") || currency(end) || words.at(t, end, "counted")) {
            return false;
        }
        if (!t.glued(end)) {
            return true;
        }
        if (t.get(end).latin() || t.get(end).kind() == DateTokens.Kind.FIGURE) {
            return false;
        }
        return !(t.is(end, "-") && t.glued(end + 1) && t.get(end + 1).latin() && care == Care.PROSE);
    }

    private boolean prosaicWithout(int i) {
        return care == Care.PROSE && !words.before(t, i, "on");
    }

    // --- when ---

    private @Nullable Hit when(int i) {
        var hit = longest(
                recur(i), mark(i), clocked(i), bounded(i), offset(i), event(i), span(i), fiscal(i), duration(i));
        return hit == null ? null : bracket(i, hit);
    }

    private static @Nullable Hit longest(@Nullable Hit... hits) {
        Hit best = null;
        for (var hit : hits) {
            if (hit != null && (best == null || hit.end() > best.end())) {
                best = hit;
            }
        }
        return best;
    }

    /** "Q4 earnings (late Jan)": the window in brackets is meant. */
    private Hit bracket(int i, Hit hit) {
        if (!t.is(hit.end(), "(")) {
            return hit;
        }
        int at = words.skip(t, hit.end() + 1, "lead");
        var inner = t.has(at) && !unclean(at) ? longest(clocked(at), bounded(at), span(at)) : null;
        if (inner == null || !t.is(inner.end(), ")")) {
            return hit;
        }
        return new Hit(override(hit.sense(), inner.sense()), inner.end() + 1);
    }

    private static DateSense override(DateSense label, DateSense inner) {
        return label instanceof Named named
                ? new Named(named.event(), Optional.of(inner), named.which(), List.of())
                : inner;
    }

    // --- recurrences ---

    private @Nullable Hit recur(int i) {
        var clock = time(i);
        int from = clock == null ? i : words.skip(t, clock.end(), "on");
        int at = from;
        String days = "";
        String said = "";
        var dayOfMonth = "?";
        var months = "*";
        boolean sessions = false;
        var rule = words.match(t, from, "every-rule");
        if (rule.isPresent()) {
            at = rule.get().end();
            switch (rule.get().value()) {
                case "DAY" -> {
                    days = "*";
                    said = "every day";
                }
                case "WEEKDAY" -> {
                    days = "MON-FRI";
                    said = "every weekday";
                }
                case "SESSION" -> {
                    days = "MON-FRI";
                    said = "every trading day";
                    sessions = true;
                }
                case "WEEK" -> {
                    int on = words.skip(t, at, "lead");
                    var day = words.match(t, on, "weekday");
                    var of = day.isPresent() ? DayOfWeek.of(Integer.parseInt(day.get().value())) : today.getDayOfWeek();
                    at = day.isPresent() ? day.get().end() : at;
                    days = cron(of);
                    said = "every week on " + name(of);
                }
                default -> {
                    var day = monthDay(at);
                    int number = day == null ? today.getDayOfMonth() : day.value();
                    at = day == null ? at : day.end();
                    dayOfMonth = number > 28 ? "L" : Integer.toString(number);
                    days = "?";
                    boolean quarter = rule.get().value().equals("QUARTER");
                    months = quarter ? "1/3" : "*";
                    said = (quarter ? "every quarter, in its first month" : "every month") + " on "
                            + (number > 28 ? "its last day" : "day " + number);
                }
            }
        } else if (words.at(t, from, "every")) {
            at = words.skip(t, from, "every");
            var list = new ArrayList<DayOfWeek>();
            for (int n = 0; n < WEEKDAYS; n++) {
                int next = n == 0 ? at : words.skip(t, t.is(at, ",") ? at + 1 : at, "and");
                var day = n > 0 && next == at ? Optional.<DateWords.Match>empty() : words.match(t, next, "weekday");
                if (day.isEmpty()) {
                    break;
                }
                list.add(DayOfWeek.of(Integer.parseInt(day.get().value())));
                at = day.get().end();
            }
            if (list.isEmpty()) {
                return uncountable(from, at);
            }
            days = String.join(",", list.stream().distinct().sorted().map(DateGrammar::cron).toList());
            said = "every " + String.join(", ", list.stream().distinct().sorted().map(DateGrammar::name).toList());
        } else {
            return null;
        }
        if (clock == null) {
            clock = time(words.skip(t, t.is(at, ",") ? at + 1 : at, "lead"));
            at = clock == null ? at : clock.end();
        }
        if (clock == null && care == Care.PROSE && rule.isPresent()) {
            return null;
        }
        return new Hit(new Answer(rule(Optional.ofNullable(clock).map(OfDayHit::time), dayOfMonth, months, days, sessions, said)), at);
    }

    private DateReading rule(
            Optional<OfDay> clock, String dayOfMonth, String months, String days, boolean sessions, String said) {
        if (clock.isPresent() && clock.get().zones().size() > 1) {
            var of = clock.get();
            return new DateReading.Ambiguous(
                    of.zones().stream()
                            .map(id -> new Choice(
                                    DateResolver.city(ZoneId.of(id)),
                                    rule(
                                            Optional.of(new OfDay(of.hour(), of.time(), List.of(id), of.zoneSaid())),
                                            dayOfMonth,
                                            months,
                                            days,
                                            sessions,
                                            said)))
                            .toList(),
                    of.zoneSaid().orElse("").toUpperCase(Locale.ROOT) + " has two meanings. Which?");
        }
        var time = clock.map(c -> switch (c.hour()) {
                    case TIME -> c.time();
                    case BEFORE_OPEN, OPEN -> REGULAR_OPEN;
                    case CLOSE, AFTER_CLOSE -> REGULAR_CLOSE;
                })
                .orElse(USUAL);
        boolean exchange = clock.isPresent() && clock.get().hour() != Hour.TIME;
        var zone = exchange
                ? ZoneId.of("America/New_York")
                : clock.flatMap(c -> c.zones().stream().findFirst())
                        .map(ZoneId::of)
                        .orElse(context.zone());
        var cron = "0 " + time.getMinute() + " " + time.getHour() + " " + dayOfMonth + " " + months + " " + days;
        var words = said + " at " + time + (exchange || clock.flatMap(OfDay::zoneSaid).isPresent() ? " " + DateResolver.city(zone) + " time" : "")
                + (clock.isEmpty() ? " (no time was given)" : "");
        return new DateReading.Recurrence(cron, zone, sessions, words);
    }

    /** "every 2 weeks", "every hour": said, since cron cannot. */
    private @Nullable Hit uncountable(int from, int at) {
        var count = count(at);
        int end = count == null ? words.skip(t, at, "unit") : count.end();
        if (end == at || care == Care.PROSE) {
            return null;
        }
        return new Hit(
                new Answer(new DateReading.Refused("\"" + shown(from, end)
                        + "\" cannot be repeated here. Give every day, weekday, trading day, week, month or day name, with a time.")),
                end);
    }

    private @Nullable Number monthDay(int i) {
        int at = words.skip(t, words.skip(t, i, "lead"), "the");
        var day = at > i ? day(at) : null;
        return day;
    }

    private static String cron(DayOfWeek day) {
        return day.name().substring(0, 3);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    // --- task marks ---

    private @Nullable Hit mark(int i) {
        var mark = words.match(t, i, "mark");
        if (mark.isEmpty() || !t.has(mark.get().end())) {
            return null;
        }
        var day = longest(clocked(mark.get().end()), span(mark.get().end()));
        if (day == null) {
            return null;
        }
        var role = DateReading.Mark.valueOf(mark.get().value());
        return new Hit(new Answer(resolver.mark(day.sense(), role)), day.end());
    }

    // --- clock times ---

    private @Nullable OfDayHit time(int i) {
        var edge = words.match(t, i, "edge");
        if (edge.isPresent()) {
            return switch (edge.get().value()) {
                case "NOON" -> zoned(LocalTime.NOON, edge.get().end());
                case "MIDNIGHT" -> zoned(LocalTime.MIDNIGHT, edge.get().end());
                default ->
                    new OfDayHit(
                            new OfDay(
                                    Hour.valueOf(edge.get().value()), LocalTime.MIDNIGHT, List.of(), Optional.empty()),
                            edge.get().end());
            };
        }
        int digits = t.digits(i);
        if (digits < 1 || digits > 2) {
            return null;
        }
        int hour = t.value(i);
        int minute = 0;
        int at = i + 1;
        boolean colon = t.glued(at) && t.is(at, ":") && t.glued(at + 1) && t.digits(at + 1) == 2;
        if (colon) {
            minute = t.value(at + 1);
            at += 2;
            if (t.glued(at) && t.is(at, ":") && t.glued(at + 1) && t.digits(at + 1) == 2) {
                at += 2;
            }
        }
        var half = words.match(t, at, "meridiem");
        if (half.isPresent()) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (half.get().value().equals("PM") ? 12 : 0);
            at = half.get().end();
        } else if (!colon) {
            return null;
        }
        if (hour > 23 || minute > 59) {
            return null;
        }
        var zoned = zoned(LocalTime.of(hour, minute), at);
        return clean(zoned.end()) ? zoned : null;
    }

    private OfDayHit zoned(LocalTime time, int at) {
        var zone = words.match(t, at, "zone");
        if (zone.isEmpty()) {
            return new OfDayHit(new OfDay(Hour.TIME, time, List.of(), Optional.empty()), at);
        }
        var said = shown(at, zone.get().end()).toUpperCase(Locale.ROOT);
        return new OfDayHit(
                new OfDay(Hour.TIME, time, List.of(zone.get().value().split("\\+")), Optional.of(said)),
                zone.get().end());
    }

    /** A time with or without its day. */
    private @Nullable Hit clocked(int i) {
        return clocked(i, Optional.empty());
    }

    private @Nullable Hit clocked(int i, Optional<Edge> edge) {
        var time = time(i);
        if (time != null) {
            int on = words.skip(t, t.is(time.end(), ",") ? time.end() + 1 : time.end(), "lead");
            var day = oneDay(on);
            if (day != null) {
                return new Hit(new Answer(resolver.clock(Optional.of(day.sense()), time.time(), edge)), day.end());
            }
            boolean bare = time.time().hour() == Hour.TIME && t.number(i) && t.is(time.end() - 2, ":");
            if (bare && prosaicWithout(i)) {
                return null;
            }
            return new Hit(new Answer(resolver.clock(Optional.empty(), time.time(), edge)), time.end());
        }
        var day = oneDay(i);
        if (day == null) {
            return null;
        }
        int at = day.end();
        if (t.glued(at) && t.is(at, "t")) {
            at++;
        } else {
            at = words.skip(t, t.is(at, ",") ? at + 1 : at, "lead");
        }
        var behind = time(at);
        return behind == null
                ? null
                : new Hit(new Answer(resolver.clock(Optional.of(day.sense()), behind.time(), edge)), behind.end());
    }

    private @Nullable Hit oneDay(int i) {
        var hit = simple(i);
        boolean day = hit != null
                && switch (hit.sense()) {
                    case Yearly y -> y.oneDay();
                    case Fixed f -> f.oneDay();
                    case Answer a -> false;
                    case Named n -> false;
                };
        return day ? hit : null;
    }

    // --- since, after, until, before ---

    private @Nullable Hit bounded(int i) {
        var until = words.skip(t, i, "until");
        var before = words.skip(t, i, "before");
        var since = words.skip(t, i, "since");
        var after = words.skip(t, i, "after");
        int at = Math.max(Math.max(until, before), Math.max(since, after));
        if (at == i || !t.has(at)) {
            return null;
        }
        boolean back = since == at || after == at;
        boolean exclusive = before == at && until != at || after == at && since != at;
        int inner = words.skip(t, at, "the");
        if (!t.has(inner) || unclean(inner)) {
            return null;
        }
        var edge = clocked(inner, Optional.of(back ? Edge.FROM : Edge.UNTIL));
        var days = longest(span(inner), event(inner), namedMonth(inner));
        if (edge != null && (days == null || edge.end() >= days.end())) {
            return edge;
        }
        if (days == null || days.sense() instanceof Named named && care == Care.PROSE && named.which() == Named.Which.MENTION) {
            return null;
        }
        boolean range = days.end() > inner + 1 && isRange(inner, days);
        if (since == at && t.is(i, "from") && range) {
            return days;
        }
        return new Hit(
                new Answer(resolver.bound(
                        days.sense(), back ? Bound.SINCE : Bound.UNTIL, exclusive, since == at && t.is(i, "since"))),
                days.end());
    }

    private boolean isRange(int inner, Hit days) {
        var first = simple(inner);
        return first == null || first.end() < days.end();
    }

    /** A month name of any kind standing alone. */
    private @Nullable Hit namedMonth(int i) {
        var month = words.match(t, i, "month");
        return month.map(m -> new Hit(monthOf(Integer.parseInt(m.value())), m.end())).orElse(null);
    }

    // --- counts: offsets and durations ---

    private @Nullable Count count(int i) {
        int least;
        int most;
        int at;
        boolean spelled = false;
        if (t.number(i)) {
            if (t.digits(i) > 4) {
                return null;
            }
            least = t.value(i);
            most = least;
            at = i + 1;
            boolean plus = t.glued(at) && t.is(at, "+");
            if (plus) {
                most = -1;
                at++;
            } else if (t.is(at, "-") && t.number(at + 1) && t.digits(at + 1) <= 4
                    || words.at(t, at, "to") && t.number(words.skip(t, at, "to"))) {
                int second = t.is(at, "-") ? at + 1 : words.skip(t, at, "to");
                most = t.value(second);
                at = second + 1;
                if (most < least || t.digits(second) > 4) {
                    return null;
                }
            }
        } else {
            var number = words.match(t, i, "number");
            if (number.isEmpty()) {
                return null;
            }
            least = Integer.parseInt(number.get().value());
            most = least;
            at = number.get().end();
            spelled = least == 1;
            int to = t.is(at, "-") ? at + 1 : words.skip(t, at, words.at(t, at, "to") ? "to" : "or");
            var second = to > at ? words.match(t, to, "number") : Optional.<DateWords.Match>empty();
            if (second.isPresent() && Integer.parseInt(second.get().value()) > least) {
                most = Integer.parseInt(second.get().value());
                at = second.get().end();
                spelled = false;
            }
        }
        boolean hyphen = t.is(at, "-");
        if (hyphen) {
            at++;
        }
        var unit = words.match(t, at, "unit");
        if (unit.isEmpty()) {
            return null;
        }
        boolean letter = t.get(at).text().length() == 1;
        int end = unit.get().end();
        if (letter && (!t.glued(at) || hyphen) || t.glued(end) && (t.number(end) || t.get(end).latin())) {
            return null;
        }
        return new Count(least, most, Unit.valueOf(unit.get().value()), spelled, hyphen, end);
    }

    private @Nullable Hit offset(int i) {
        if (words.at(t, i, "in") || words.at(t, i, "within")) {
            boolean within = !words.at(t, i, "in");
            var count = count(words.skip(t, i, within ? "within" : "in"));
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
        var count = t.has(i) ? count(i) : null;
        if (count == null || count.most() < 0) {
            return null;
        }
        int hence = words.skip(t, count.end(), "from-now");
        if (hence > count.end()) {
            return new Hit(new Answer(ahead(count, false)), hence);
        }
        int ago = words.skip(t, count.end(), "ago");
        return ago > count.end() ? new Hit(new Answer(ago(count)), ago) : null;
    }

    /** "+8 % in 3 months" says over which time a price moved, not when something happens. */
    private boolean periodOfMove(int i) {
        return care == Care.PROSE
                && i > 0
                && (t.is(i - 1, "%")
                        || t.number(i - 1)
                        || t.get(i - 1).kind() == DateTokens.Kind.FIGURE
                        || words.before(t, i, "counted"));
    }

    private DateReading ahead(Count count, boolean within) {
        if (count.most() > MOST_OF_A_UNIT) {
            return DateResolver.OUTSIDE;
        }
        if (count.unit() == Unit.MINUTE || count.unit() == Unit.HOUR) {
            int size = count.unit() == Unit.HOUR ? 60 : 1;
            long most = (long) count.most() * size;
            return resolver.minutes(within ? most : (long) count.least() * size, most, within ? Edge.UNTIL : Edge.AT);
        }
        var last = plus(today, count.unit(), count.most());
        if (last.isEmpty()) {
            return DateResolver.OUTSIDE;
        }
        if (within) {
            return resolver.settle(Fixed.of(Window.of(today, last.get(), Precision.DAY)));
        }
        var first = plus(today, count.unit(), count.least()).orElse(last.get());
        return resolver.settle(Fixed.of(Window.of(first, last.get(), Precision.DAY)));
    }

    private DateReading ago(Count count) {
        if (count.unit() == Unit.MINUTE || count.unit() == Unit.HOUR) {
            int size = count.unit() == Unit.HOUR ? 60 : 1;
            return context.mode() == DateContext.Mode.FORWARD
                    ? new DateReading.Refused("That is in the past. Give a time from now on.")
                    : resolver.minutes(-(long) count.most() * size, -(long) count.least() * size, Edge.AT);
        }
        var first = plus(today, count.unit(), -count.most());
        var last = plus(today, count.unit(), -count.least());
        return first.isEmpty() || last.isEmpty()
                ? DateResolver.OUTSIDE
                : resolver.settle(Fixed.of(Window.of(first.get(), last.get(), Precision.DAY)));
    }

    /** So many units on; empty far outside the years that are read, so that no calendar is asked about them. */
    private Optional<LocalDate> plus(LocalDate date, Unit unit, int n) {
        var rough =
                switch (unit) {
                    case MINUTE, HOUR -> date;
                    case DAY, SESSION -> date.plusDays(n);
                    case WEEK -> date.plusWeeks(n);
                    case MONTH -> date.plusMonths(n);
                    case QUARTER -> date.plusMonths(3L * n);
                    case YEAR -> date.plusYears(n);
                };
        if (rough.getYear() < DateResolver.FIRST_YEAR || rough.getYear() > DateResolver.LAST_YEAR) {
            return Optional.empty();
        }
        return Optional.of(unit == Unit.SESSION ? context.calendars().plusSessions(date, n) : rough);
    }

    /** "over the next 2-3 quarters", "the past 3 months": from today on, or up to today. */
    private @Nullable Hit run(int i) {
        int at = words.skip(t, i, "run-before");
        int ahead = words.skip(t, at, "run-forward");
        int behind = words.skip(t, at, "run-back");
        int from = Math.max(ahead, behind);
        var count = from > at && t.has(from) ? count(from) : null;
        if (count == null || count.most() < 0 || count.unit() == Unit.MINUTE || count.unit() == Unit.HOUR || streak(i, count.end())) {
            return null;
        }
        boolean forward = ahead >= behind;
        var far = plus(today, count.unit(), forward ? count.most() : -count.most());
        if (far.isEmpty()) {
            return new Hit(new Answer(DateResolver.OUTSIDE), count.end());
        }
        var window = forward
                ? Window.of(today, far.get(), Precision.DAY)
                : Window.of(far.get(), today, Precision.DAY);
        return new Hit(Fixed.of(window), count.end());
    }

    private boolean streak(int start, int end) {
        for (int i = Math.max(0, start - 3); i < start; i++) {
            if (words.at(t, i, "streak")) {
                return true;
            }
        }
        for (int i = end; i < Math.min(t.size(), end + 3); i++) {
            if (words.at(t, i, "streak")) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Hit duration(int i) {
        int full = words.skip(t, i, "full");
        if (full > i) {
            var unit = words.match(t, full, "unit");
            if (unit.isEmpty()) {
                return null;
            }
            boolean more = more(unit.get().end()) > unit.get().end();
            return span(1, more ? -1 : 1, Unit.valueOf(unit.get().value()), i, more(unit.get().end()));
        }
        int least = words.skip(t, i, "at-least");
        int most = words.skip(t, i, "at-most");
        var count = count(Math.max(least, most));
        if (count == null) {
            return null;
        }
        boolean prose = care == Care.PROSE;
        int last = count.end() - 1;
        boolean describing = count.most() > 1 && words.match(t, last, "single-unit").isPresent();
        if (streak(i, count.end()) || prose && (count.spelledOne() || count.hyphen() || describing)) {
            return prose ? new Hit(new Answer(NONE), count.end()) : null;
        }
        int end = more(count.end());
        boolean open = end > count.end() || least > i || count.most() < 0;
        return span(most > i ? 0 : count.least(), open ? -1 : count.most(), count.unit(), i, end);
    }

    /** Behind "+" or "or more". */
    private int more(int i) {
        return t.glued(i) && t.is(i, "+") ? i + 1 : words.skip(t, i, "or-more");
    }

    private @Nullable Hit span(int least, int most, Unit unit, int start, int end) {
        var upper = most < 0 ? Optional.<Integer>empty() : Optional.of(most);
        var span =
                switch (unit) {
                    case DAY -> Optional.of(new Span(least, upper, Span.Unit.DAY));
                    case WEEK -> Optional.of(new Span(least, upper, Span.Unit.WEEK));
                    case MONTH -> Optional.of(new Span(least, upper, Span.Unit.MONTH));
                    case QUARTER -> Optional.of(new Span(least, upper, Span.Unit.QUARTER));
                    case YEAR -> Optional.of(new Span(least, upper, Span.Unit.YEAR));
                    case HOUR -> whole(least, upper, 24, Span.Unit.DAY);
                    // Five sessions are a week, exactly as scenarios are scored; other counts of sessions have no calendar length.
                    case SESSION -> whole(least, upper, 5, Span.Unit.WEEK);
                    case MINUTE -> Optional.<Span>empty();
                };
        if (span.isPresent()) {
            return new Hit(new Answer(new DateReading.Duration(span.get())), end);
        }
        if (care == Care.PROSE) {
            return null;
        }
        var said = shown(start, end);
        return new Hit(
                new Answer(new DateReading.Refused(
                        "\"" + said + "\" is a length of time, not a date. For a date write \"in " + said + "\".")),
                end);
    }

    private static Optional<Span> whole(int least, Optional<Integer> most, int size, Span.Unit unit) {
        boolean fits = least % size == 0 && most.orElse(0) % size == 0;
        return fits ? Optional.of(new Span(least / size, most.map(m -> m / size), unit)) : Optional.empty();
    }

    // --- events ---

    private @Nullable Hit event(int i) {
        int the = words.skip(t, i, "the");
        var relative = words.match(t, the, "relative");
        int at = relative.map(DateWords.Match::end).orElse(i);
        var which = relative.isPresent() && relative.get().value().equals("-1") ? Named.Which.LAST : Named.Which.NEXT;
        var season = season(at, which);
        if (season != null) {
            return season;
        }
        var event = words.match(t, at, "event");
        if (event.isEmpty()) {
            return null;
        }
        int end = event.get().end();
        var run = run(end);
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
            boolean bracket = t.is(end, "(") && bracket(i, new Hit(named, end)).end() > end;
            if (care == Care.PROSE && !bracket) {
                return null;
            }
            if (event.get().value().equals("earnings")) {
                named = new Named("earnings", Optional.empty(), Named.Which.MENTION, List.of());
            }
        }
        return new Hit(named, end);
    }

    /** "Q4 earnings": the reporting season after the quarter, day 11 of its first month to day 20 of its second. */
    private @Nullable Hit season(int i, Named.Which which) {
        var quarter = quarter(i);
        if (quarter == null) {
            return null;
        }
        var event = words.match(t, quarter.end(), "season-event");
        if (event.isEmpty()) {
            return null;
        }
        var id = "q" + quarter.number()
                + quarter.fiscal().map(f -> "-" + f).orElse("") + "-earnings";
        int end = event.get().end();
        Optional<DateSense> days = Optional.empty();
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
                    quarter.year() == NO_YEAR
                            ? new Yearly(in, false, Precision.PART_MONTH, y -> "")
                            : Fixed.of(in.apply(quarter.year()).orElseThrow()));
        }
        var named = new Named(
                id, days, quarter.fiscal().isPresent() ? Named.Which.MENTION : which, remarks);
        var dated = dated(named, end);
        return dated == null ? new Hit(named, end) : dated;
    }

    /** "FOMC on Jan 28", "Q4 earnings in late Jan": the days behind a preposition are the event's. */
    private @Nullable Hit dated(Named named, int end) {
        boolean open = words.at(t, end, "in") || t.is(end, "on") || t.is(end, "around") || t.is(end, "due") || t.is(end, ":");
        if (!open) {
            return null;
        }
        int at = words.skip(t, t.is(end, ":") ? end + 1 : end, "lead");
        var days = t.has(at) && !unclean(at) ? longest(span(at), namedMonth(at)) : null;
        return days == null ? null : new Hit(override(named, days.sense()), days.end());
    }

    /** A fiscal year or quarter without a window: no calendar says when it is. */
    private @Nullable Hit fiscal(int i) {
        var quarter = quarter(i);
        int end;
        if (quarter != null && quarter.fiscal().isPresent()) {
            end = quarter.end();
        } else {
            var year = fiscalYear(i);
            if (year == null) {
                return null;
            }
            end = year.end();
        }
        var reading = care == Care.PROSE
                ? NONE
                : new DateReading.Refused("Which days \"" + shown(i, end)
                        + "\" has depends on the company. Give a window in brackets, such as (May 2026).");
        return new Hit(new Answer(reading), end);
    }

    private @Nullable Number fiscalYear(int i) {
        int at = words.skip(t, i, "fiscal");
        if (at == i) {
            return null;
        }
        if (t.is(at, "'")) {
            at++;
        }
        int digits = t.digits(at);
        return digits == 2 || digits == 4 ? new Number(t.value(at) % 100, at + 1) : null;
    }

    private @Nullable Quarter quarter(int i) {
        boolean fiscal = false;
        int at = i;
        Number fy = fiscalYear(i);
        if (fy != null) {
            at = fy.end();
        } else if (words.skip(t, i, "fiscal") > i) {
            fiscal = true;
            at = words.skip(t, i, "fiscal");
        }
        int number = NO_YEAR;
        int year = NO_YEAR;
        if (t.is(at, "q") && t.glued(at + 1) && t.digits(at + 1) == 1) {
            number = t.value(at + 1);
            at += 2;
        } else if (t.digits(at) == 1 && t.glued(at + 1) && t.is(at + 1, "q")) {
            number = t.value(at);
            at += 2;
            if (t.glued(at) && t.digits(at) == 2) {
                year = 2000 + t.value(at);
                at++;
            }
        } else {
            int the = words.skip(t, at, "the");
            var ordinal = words.match(t, the, "ordinal");
            if (ordinal.isEmpty() || !t.is(ordinal.get().end(), "quarter") || ordinal.get().value().equals("-1")) {
                return null;
            }
            number = Integer.parseInt(ordinal.get().value());
            at = ordinal.get().end() + 1;
            if (care == Care.PROSE && year(words.skip(t, at, "of")) == null) {
                return null;
            }
        }
        if (number < 1 || number > 4 || t.glued(at) && t.has(at) && t.get(at).latin()) {
            return null;
        }
        int of = words.skip(t, at, "of");
        if (fy == null && fiscalYear(of) != null) {
            fy = fiscalYear(of);
            at = fy.end();
        } else if (year == NO_YEAR && fy == null) {
            var said = year(of);
            if (said != null) {
                year = said.value();
                at = said.end();
            }
        }
        if (fy != null) {
            return new Quarter(number, NO_YEAR, Optional.of("fy" + (fy.value() < 10 ? "0" : "") + fy.value()), at);
        }
        if (!clean(at)) {
            return null;
        }
        return new Quarter(number, year, fiscal ? Optional.of("fiscal") : Optional.empty(), at);
    }

    // --- windows and points ---

    /** One window or point, or a range of two. */
    private @Nullable Hit span(int i) {
        int between = words.skip(t, i, "between");
        if (between > i) {
            var a = rangeable(between);
            int and = a == null ? between : words.skip(t, a.end(), "and");
            var b = a == null || and == a.end() ? null : rangeable(and);
            if (b == null && a != null && and > a.end()) {
                b = dayOfSameMonth(a, and);
            }
            return a == null || b == null ? null : new Hit(resolver.range(a.sense(), b.sense()), b.end());
        }
        var simple = simple(i);
        var a = simple == null ? namedMonth(i) : simple;
        if (a == null) {
            return null;
        }
        var joined = joined(a, simple != null);
        return joined == null ? simple : joined;
    }

    /** "between Jan 20 and 30". */
    private @Nullable Hit dayOfSameMonth(Hit a, int at) {
        var day = day(at);
        if (day == null || !(a.sense() instanceof Yearly first) || !first.oneDay()) {
            return null;
        }
        var second = first.map(true, Precision.DAY, w -> {
            var month = YearMonth.from(w.from().orElseThrow());
            return Window.day(month.atDay(Math.min(day.value(), month.lengthOfMonth())));
        });
        return new Hit(second, day.end());
    }

    private @Nullable Hit rangeable(int i) {
        var simple = simple(i);
        return simple == null ? namedMonth(i) : simple;
    }

    private @Nullable Hit joined(Hit a, boolean aIsDate) {
        int end = a.end();
        boolean dash = t.is(end, "-");
        int to = dash ? end + 1 : words.skip(t, end, "to");
        if (to > end) {
            var b = t.has(to) ? rangeable(to) : null;
            if (b == null || !aIsDate && b.sense().precision() != Precision.MONTH) {
                return null;
            }
            boolean coarser = b.sense().precision().compareTo(Precision.MONTH) > 0
                    && b.sense().precision() != a.sense().precision();
            boolean event = words.at(t, b.end(), "season-event");
            if (dash && (coarser || event)) {
                return null;
            }
            return new Hit(resolver.range(a.sense(), b.sense()), b.end());
        }
        int or = t.is(end, "/") ? end + 1 : words.skip(t, end, "or");
        var b = or > end && t.has(or) ? rangeable(or) : null;
        if (b == null || !resolver.touching(a.sense(), b.sense())) {
            return null;
        }
        return new Hit(resolver.range(a.sense(), b.sense()), b.end());
    }

    private @Nullable Hit simple(int i) {
        if (!t.has(i)) {
            return null;
        }
        return longest(
                iso(i),
                numeric(i),
                han(i),
                weekdayDate(i),
                date(i),
                ordinalWeekday(i),
                endOfUnit(i),
                part(i),
                monthWindow(i, false),
                calendarQuarter(i),
                half(i),
                seasonOfYear(i),
                relative(i),
                weekday(i),
                todayWord(i),
                dayOfMonth(i),
                yearAlone(i));
    }

    private static Hit refused(String reason, int end) {
        return new Hit(new Answer(new DateReading.Refused(reason)), end);
    }

    private static Fixed day(LocalDate date) {
        return Fixed.of(Window.day(date));
    }

    private Hit date(int year, int month, int day, int from, int end) {
        if (month < 1 || month > 12) {
            return refused("\"" + shown(from, end) + "\" is no date: there is no month " + month + ".", end);
        }
        if (day < 1 || day > 31) {
            return refused("\"" + shown(from, end) + "\" is no date: there is no day " + day + ".", end);
        }
        try {
            return new Hit(day(LocalDate.of(year, month, day)), end);
        } catch (DateTimeException impossible) {
            return refused(DateResolver.monthLength(year, month), end);
        }
    }

    /** 2026-01-28, 2026/1/28, 2026-01. */
    private @Nullable Hit iso(int i) {
        if (t.digits(i) != 4 || !t.glued(i + 1) || !(t.is(i + 1, "-") || t.is(i + 1, "/"))) {
            return null;
        }
        if (!t.glued(i + 2) || t.digits(i + 2) < 1 || t.digits(i + 2) > 2) {
            return null;
        }
        int year = t.value(i);
        boolean third = t.glued(i + 3)
                && t.is(i + 3, t.get(i + 1).text())
                && t.glued(i + 4)
                && t.number(i + 4);
        if (third) {
            boolean clock = t.is(i + 5, "t") && t.number(i + 6);
            return t.digits(i + 4) > 2 || !clock && !clean(i + 5)
                    ? null
                    : date(year, t.value(i + 2), t.value(i + 4), i, i + 5);
        }
        boolean month = t.is(i + 1, "-") && t.digits(i + 2) == 2 && t.value(i + 2) <= year % 100;
        if (!month || t.value(i + 2) < 1 || t.value(i + 2) > 12 || !clean(i + 3) || outsideYears(year)) {
            return null;
        }
        return new Hit(Fixed.of(month(YearMonth.of(year, t.value(i + 2)))), i + 3);
    }

    private static boolean outsideYears(int year) {
        return year < DateResolver.FIRST_YEAR || year > DateResolver.LAST_YEAR;
    }

    private static Window month(YearMonth month) {
        return Window.of(month.atDay(1), month.atEndOfMonth(), Precision.MONTH);
    }

    /** 3/31/2026, 31.3.2026, 1/28: read when only one order is possible, else asked. */
    private @Nullable Hit numeric(int i) {
        boolean slash = t.is(i + 1, "/");
        if (t.digits(i) < 1 || t.digits(i) > 2 || !(slash || t.is(i + 1, ".")) || !t.glued(i + 1) || !t.glued(i + 2)
                || t.digits(i + 2) < 1 || t.digits(i + 2) > 2) {
            return null;
        }
        int a = t.value(i);
        int b = t.value(i + 2);
        int end = i + 3;
        int year = NO_YEAR;
        if (t.glued(end) && t.is(end, t.get(i + 1).text()) && t.glued(end + 1)
                && (t.digits(end + 1) == 4 || slash && t.digits(end + 1) == 2)) {
            year = t.digits(end + 1) == 2 ? 2000 + t.value(end + 1) : t.value(end + 1);
            end += 2;
        }
        if (!clean(end) || t.glued(end) && t.is(end, "/") && t.glued(end + 1)) {
            return null;
        }
        if (year == NO_YEAR && (!slash || a == 24 && b == 7 || prosaicWithout(i) || care == Care.PROSE && a <= 12 && b <= 12)) {
            return null;
        }
        if (a > 12 && b > 12 || a == 0 || b == 0) {
            return year == NO_YEAR ? null : refused("\"" + shown(i, end) + "\" is no date: no month is in it.", end);
        }
        if (a > 12 || a == b) {
            return dayAndMonth(b, a, year, i, end);
        }
        if (b > 12) {
            return dayAndMonth(a, b, year, i, end);
        }
        var first = dayAndMonth(a, b, year, i, end).sense();
        var second = dayAndMonth(b, a, year, i, end).sense();
        String one = b + " " + shortName(a);
        String two = a + " " + shortName(b);
        var nearest = new DateResolver(context.with(DateContext.Mode.NEAREST));
        return new Hit(
                new Answer(new DateReading.Ambiguous(
                        List.of(new Choice(one, nearest.settle(first)), new Choice(two, nearest.settle(second))),
                        shown(i, end) + " can be " + one + " or " + two + ". Which?")),
                end);
    }

    private static String shortName(int month) {
        return Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private Hit dayAndMonth(int month, int day, int year, int from, int end) {
        return year == NO_YEAR ? new Hit(yearly(month, day, day), end) : date(year, month, day, from, end);
    }

    /** 2026年1月28日, 1月28日, 1月下旬, 2026年1月, 2026年. */
    private @Nullable Hit han(int i) {
        int at = i;
        int year = NO_YEAR;
        if (t.digits(at) == 4 && t.is(at + 1, "年")) {
            year = t.value(at);
            at += 2;
        }
        int month = t.value(at);
        if (!t.number(at) || !t.is(at + 1, "月") || month < 1 || month > 12) {
            return year == NO_YEAR || outsideYears(year) ? null : new Hit(Fixed.of(wholeYear(year)), at);
        }
        at += 2;
        if (t.digits(at) >= 1 && t.digits(at) <= 2 && (t.is(at + 1, "日") || t.is(at + 1, "号") || t.is(at + 1, "號"))) {
            return dayAndMonth(month, t.value(at), year, i, at + 2);
        }
        var of = year == NO_YEAR ? monthOf(month) : Fixed.of(month(YearMonth.of(year, month)));
        var part = words.match(t, at, "part-of-month");
        if (part.isPresent()) {
            return new Hit(partOf(Part.valueOf(part.get().value()), of), part.get().end());
        }
        return new Hit(of, t.is(at, "份") ? at + 1 : at);
    }

    /** "Wednesday, Jan 21". */
    private @Nullable Hit weekdayDate(int i) {
        var weekday = words.match(t, i, "weekday");
        if (weekday.isEmpty()) {
            return null;
        }
        int at = weekday.get().end();
        while (at < weekday.get().end() + 2 && (t.is(at, ",") || t.is(at, "."))) {
            at++;
        }
        int the = words.skip(t, at, "the");
        var date = t.has(the) ? longest(iso(the), numeric(the), date(the)) : null;
        boolean day = date != null
                && (date.sense() instanceof Fixed f && f.oneDay() || date.sense() instanceof Yearly y && y.oneDay());
        return date == null || !day
                ? null
                : new Hit(
                        DateResolver.onWeekday(date.sense(), DayOfWeek.of(Integer.parseInt(weekday.get().value()))),
                        date.end());
    }

    /** "Jan 28", "Jan 20-30, 2026", "28 Jan", "28th of January 2026". */
    private @Nullable Hit date(int i) {
        var month = words.match(t, i, "month");
        if (month.isPresent()) {
            int at = month.get().end();
            if (t.glued(at) && t.is(at, ".")) {
                at++;
            }
            var first = day(words.skip(t, at, "the"));
            return first == null ? null : days(Integer.parseInt(month.get().value()), first, i);
        }
        var first = day(i);
        if (first == null) {
            return null;
        }
        int at = first.end();
        var second = first;
        int to = t.is(at, "-") ? at + 1 : words.skip(t, at, "to");
        var until = to > at ? day(to) : null;
        if (until != null) {
            second = until;
            at = until.end();
        }
        int of = words.skip(t, t.is(at, "-") ? at + 1 : at, "of");
        month = words.match(t, of, "month");
        if (month.isEmpty()) {
            return null;
        }
        int end = month.get().end();
        var year = yearBehind(end);
        boolean everyday = words.at(t, of, "everyday-month");
        if (care == Care.PROSE && everyday && year == null && !words.before(t, i, "on")) {
            return null;
        }
        return days(
                Integer.parseInt(month.get().value()), first.value(), second.value(), year, i, year == null ? end : year.end());
    }

    /** Month name first: a second day may follow the first. */
    private Hit days(int month, Number first, int from) {
        int at = first.end();
        int to = t.is(at, "-") ? at + 1 : words.skip(t, at, "to");
        var second = to > at ? day(to) : null;
        boolean otherMonth = second != null && words.at(t, words.skip(t, second.end(), "of"), "month");
        boolean range = second != null && !otherMonth && second.value() >= first.value();
        int end = range && second != null ? second.end() : at;
        var year = yearBehind(end);
        return days(
                month,
                first.value(),
                range && second != null ? second.value() : first.value(),
                year,
                from,
                year == null ? end : year.end());
    }

    private Hit days(int month, int first, int last, @Nullable Number year, int from, int end) {
        if (year == null) {
            return new Hit(yearly(month, first, last), end);
        }
        var a = date(year.value(), month, first, from, end);
        var b = date(year.value(), month, last, from, end);
        return a.sense() instanceof Answer ? a : new Hit(resolver.range(a.sense(), b.sense()), end);
    }

    private static Yearly yearly(int month, int first, int last) {
        IntFunction<Optional<Window>> in = year -> last <= YearMonth.of(year, month).lengthOfMonth() && first <= last
                ? Optional.of(Window.of(LocalDate.of(year, month, first), LocalDate.of(year, month, last), Precision.DAY))
                : Optional.empty();
        return new Yearly(in, first == last, Precision.DAY, year -> DateResolver.monthLength(year, month));
    }

    /** A day of a month: "28", "28th". */
    private @Nullable Number day(int i) {
        int digits = t.digits(i);
        if (digits < 1 || digits > 2 || t.value(i) < 1 || t.value(i) > 31) {
            return null;
        }
        int end = i + 1;
        if (t.glued(end) && words.at(t, end, "ordinal-ending")) {
            end++;
        }
        boolean clock = t.glued(end) && t.is(end, ":") && t.glued(end + 1) && t.number(end + 1)
                || words.at(t, end, "meridiem");
        boolean slash = t.glued(end) && t.is(end, "/") && t.glued(end + 1) && t.number(end + 1);
        return clock || slash || !clean(end) ? null : new Number(t.value(i), end);
    }

    private @Nullable Number yearBehind(int i) {
        return year(t.is(i, ",") ? i + 1 : words.skip(t, i, "of"));
    }

    /** A year of four digits, or of two behind an apostrophe. Any four digits count here, so that 1999 is not lost from "Jan 1999". */
    private @Nullable Number year(int i) {
        if (t.is(i, "'") && t.glued(i + 1) && t.digits(i + 1) == 2 && clean(i + 2)) {
            return new Number(2000 + t.value(i + 1), i + 2);
        }
        if (t.digits(i) != 4 || !clean(i + 1) || t.glued(i + 1) && t.is(i + 1, ":")) {
            return null;
        }
        return new Number(t.value(i), i + 1);
    }

    private static Window wholeYear(int year) {
        return Window.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), Precision.YEAR);
    }

    /** 2026, 2024-25, 2024/25, 2027-2028. */
    private @Nullable Hit yearAlone(int i) {
        if (t.digits(i) != 4 || outsideYears(t.value(i))) {
            return null;
        }
        int year = t.value(i);
        boolean sign = t.is(i + 1, "-") || t.is(i + 1, "/");
        int digits = sign ? t.digits(i + 2) : 0;
        if (sign && (digits == 2 && t.glued(i + 1) && t.glued(i + 2) || digits == 4) && clean(i + 3)) {
            int last = digits == 2 ? year / 100 * 100 + t.value(i + 2) : t.value(i + 2);
            if (last > year && !outsideYears(last)) {
                return new Hit(
                        Fixed.of(Window.of(LocalDate.of(year, 1, 1), LocalDate.of(last, 12, 31), Precision.YEAR)), i + 3);
            }
        }
        boolean clock = t.glued(i + 1) && t.is(i + 1, ":") && t.number(i + 2);
        return clean(i + 1) && !clock ? new Hit(Fixed.of(wholeYear(year)), i + 1) : null;
    }

    private Yearly monthOf(int month) {
        return new Yearly(
                year -> Optional.of(month(YearMonth.of(year, month))), false, Precision.MONTH, year -> "");
    }

    /** "May 2026", "Jan". {@code any}: also a bare name that is an everyday word. */
    private @Nullable Hit monthWindow(int i, boolean any) {
        var month = words.match(t, i, "month");
        if (month.isEmpty()) {
            return null;
        }
        int number = Integer.parseInt(month.get().value());
        int end = month.get().end();
        if (t.glued(end) && t.is(end, ".") && t.has(end + 1) && words.skip(t, i, "month") == i + 1 && year(end + 1) != null) {
            end++;
        }
        var year = year(t.is(end, "-") && t.glued(end) ? end + 1 : end);
        year = year == null ? yearBehind(end) : year;
        if (year != null) {
            return new Hit(Fixed.of(month(YearMonth.of(year.value(), number))), year.end());
        }
        if (!any && words.at(t, i, "everyday-month") && !words.before(t, i, "month-lead")) {
            return null;
        }
        return new Hit(monthOf(number), month.get().end());
    }

    private @Nullable Hit calendarQuarter(int i) {
        var quarter = quarter(i);
        if (quarter == null || quarter.fiscal().isPresent()) {
            return null;
        }
        int first = quarter.number() * 3 - 2;
        return new Hit(months(first, 3, quarter.year(), Precision.QUARTER), quarter.end());
    }

    private static DateSense months(int first, int count, int year, Precision precision) {
        IntFunction<Window> in = y -> {
            var month = YearMonth.of(y, first);
            return Window.of(month.atDay(1), month.plusMonths(count - 1L).atEndOfMonth(), precision);
        };
        return year == NO_YEAR
                ? new Yearly(y -> Optional.of(in.apply(y)), false, precision, y -> "")
                : Fixed.of(in.apply(year));
    }

    /** "H2 2026", "2H26", "first half of 2026" is a part. */
    private @Nullable Hit half(int i) {
        int number;
        int year = NO_YEAR;
        int end;
        if (t.is(i, "h") && t.glued(i + 1) && t.digits(i + 1) == 1) {
            number = t.value(i + 1);
            end = i + 2;
        } else if (t.digits(i) == 1 && t.glued(i + 1) && t.is(i + 1, "h")) {
            number = t.value(i);
            end = i + 2;
            if (t.glued(end) && t.digits(end) == 2) {
                year = 2000 + t.value(end);
                end++;
            }
        } else {
            return null;
        }
        if (number < 1 || number > 2 || t.glued(end) && t.get(end).latin()) {
            return null;
        }
        var said = year == NO_YEAR ? year(words.skip(t, end, "of")) : null;
        if (said != null) {
            year = said.value();
            end = said.end();
        }
        boolean letterLast = t.number(i);
        if (!clean(end) || year == NO_YEAR && (letterLast || prosaicWithout(i))) {
            return null;
        }
        return new Hit(months(number * 6 - 5, 6, year, Precision.YEAR), end);
    }

    private @Nullable Hit seasonOfYear(int i) {
        var season = words.match(t, i, "season");
        if (season.isEmpty()) {
            return null;
        }
        int first = Integer.parseInt(season.get().value());
        var year = year(words.skip(t, season.get().end(), "of"));
        if (year == null) {
            return care == Care.PROSE ? null : new Hit(months(first, 3, NO_YEAR, Precision.QUARTER), season.get().end());
        }
        int end = year.end();
        if (first != 12) {
            return new Hit(months(first, 3, year.value(), Precision.QUARTER), end);
        }
        boolean pair = (t.is(end, "-") || t.is(end, "/")) && t.glued(end) && t.glued(end + 1)
                && t.digits(end + 1) == 2 && t.value(end + 1) == (year.value() + 1) % 100;
        if (pair) {
            return new Hit(months(12, 3, year.value(), Precision.QUARTER), end + 2);
        }
        var nearest = new DateResolver(context.with(DateContext.Mode.NEAREST));
        var early = nearest.settle(months(12, 3, year.value() - 1, Precision.QUARTER));
        var late = nearest.settle(months(12, 3, year.value(), Precision.QUARTER));
        return new Hit(
                new Answer(new DateReading.Ambiguous(
                        List.of(
                                new Choice("from Dec " + (year.value() - 1), early),
                                new Choice("from Dec " + year.value(), late)),
                        "The winter of " + year.value() + " can begin in December " + (year.value() - 1) + " or "
                                + year.value() + ". Which?")),
                end);
    }

    // --- parts ---

    /** "late Jan", "mid-February 2026", "early 2026", "first week of next month". */
    private @Nullable Hit part(int i) {
        var word = words.match(t, i, "part");
        if (word.isEmpty()) {
            return null;
        }
        int at = word.get().end();
        if (t.is(at, "-")) {
            at++;
        }
        int the = words.skip(t, at, "the");
        var part = Part.valueOf(word.get().value());
        var whole = t.has(the)
                ? longest(
                        monthWindow(the, true),
                        calendarQuarter(the),
                        half(the),
                        relative(the),
                        yearAlone(the),
                        seasonOfYear(the),
                        part == Part.END ? null : thisUnit(the))
                : null;
        if (whole == null || whole.sense() instanceof Answer || isDay(whole.sense())) {
            return null;
        }
        boolean day = part == Part.END && words.at(t, the, "month") && words.skip(t, the, "month") == whole.end();
        if (day && words.before(t, i, "number-name")) {
            return null;
        }
        return new Hit(partOf(part, whole.sense()), whole.end());
    }

    private static boolean isDay(DateSense sense) {
        return sense instanceof Fixed f && f.oneDay() || sense instanceof Yearly y && y.oneDay();
    }

    /** "the month" in "early in the month": the running one. */
    private @Nullable Hit thisUnit(int i) {
        var unit = words.match(t, i, "unit");
        if (unit.isEmpty() || !words.before(t, i, "the")) {
            return null;
        }
        return unitWindow(Unit.valueOf(unit.get().value()), 0).map(w -> new Hit(Fixed.of(w), unit.get().end())).orElse(null);
    }

    private static DateSense partOf(Part part, DateSense whole) {
        return switch (whole) {
            case Yearly yearly -> {
                var sample = partOf(part, yearly.in().apply(2024).orElseThrow());
                yield yearly.map(sample.from().equals(sample.to()), sample.precision(), w -> partOf(part, w));
            }
            case Fixed fixed -> Fixed.of(partOf(part, fixed.window()));
            case Named named -> named;
            case Answer answer -> answer;
        };
    }

    /** Months in thirds of 1-10, 11-20 and 21 to the end; longer spans in thirds of whole months; weeks by their days of trade. */
    private static Window partOf(Part part, Window whole) {
        var from = whole.from().orElseThrow();
        var to = whole.to().orElseThrow();
        return switch (whole.precision()) {
            case INSTANT, DAY, PART_MONTH -> whole;
            case WEEK ->
                switch (part) {
                    case EARLY, FIRST_WEEK, FIRST_HALF -> Window.of(from, from.plusDays(1), Precision.DAY);
                    case MID -> Window.day(from.plusDays(2));
                    case LATE, LAST_WEEK, SECOND_HALF -> Window.of(from.plusDays(3), from.plusDays(4), Precision.DAY);
                    case END -> Window.day(from.plusDays(4));
                };
            case MONTH ->
                switch (part) {
                    case EARLY -> Window.of(from, from.withDayOfMonth(10), Precision.PART_MONTH);
                    case MID -> Window.of(from.withDayOfMonth(11), from.withDayOfMonth(20), Precision.PART_MONTH);
                    case LATE -> Window.of(from.withDayOfMonth(21), to, Precision.PART_MONTH);
                    case FIRST_WEEK -> Window.of(from, from.plusDays(6), Precision.WEEK);
                    case LAST_WEEK, END -> Window.of(to.minusDays(6), to, Precision.WEEK);
                    case FIRST_HALF -> Window.of(from, from.withDayOfMonth(15), Precision.PART_MONTH);
                    case SECOND_HALF -> Window.of(from.withDayOfMonth(16), to, Precision.PART_MONTH);
                };
            case QUARTER, YEAR -> longPart(part, from, to, whole.precision());
        };
    }

    private static Window longPart(Part part, LocalDate from, LocalDate to, Precision precision) {
        int months = (to.getYear() - from.getYear()) * 12 + to.getMonthValue() - from.getMonthValue() + 1;
        int third = months / 3;
        // A third of a quarter is a month; a third or a half of a year stays as coarse as a year mention.
        var finer = third == 1 ? Precision.MONTH : precision;
        return switch (part) {
            case EARLY -> Window.of(from, from.plusMonths(third).minusDays(1), finer);
            case MID -> Window.of(from.plusMonths(third), from.plusMonths(2L * third).minusDays(1), finer);
            case LATE -> Window.of(from.plusMonths(2L * third), to, finer);
            case FIRST_WEEK -> Window.of(from, from.plusDays(6), Precision.WEEK);
            case LAST_WEEK -> Window.of(to.minusDays(6), to, Precision.WEEK);
            case FIRST_HALF -> Window.of(from, halfway(from, months).minusDays(1), precision);
            case SECOND_HALF -> Window.of(halfway(from, months), to, precision);
            case END -> Window.day(to);
        };
    }

    private static LocalDate halfway(LocalDate from, int months) {
        return from.plusMonths(months / 2).plusDays(months % 2 == 0 ? 0 : 15);
    }

    /** "end of month", "year-end 2025", "EOQ": the last day. */
    private @Nullable Hit endOfUnit(int i) {
        int the = words.skip(t, i, "the");
        var word = words.match(t, the, "end-of-unit");
        Unit unit;
        int at;
        if (word.isPresent()) {
            unit = Unit.valueOf(word.get().value());
            at = word.get().end();
        } else {
            var end = words.match(t, i, "part");
            if (end.isEmpty() || !end.get().value().equals("END")) {
                return null;
            }
            at = words.skip(t, t.is(end.get().end(), "-") ? end.get().end() + 1 : end.get().end(), "the");
            var named = words.match(t, at, "unit");
            if (named.isEmpty() || t.get(at).text().length() == 1) {
                return null;
            }
            unit = Unit.valueOf(named.get().value());
            at = named.get().end();
        }
        if (unit == Unit.YEAR) {
            var year = year(words.skip(t, at, "of"));
            if (year != null) {
                return new Hit(day(LocalDate.of(year.value(), 12, 31)), year.end());
            }
        }
        var days = new ArrayList<LocalDate>();
        for (int n = -1; n <= 1; n++) {
            unitWindow(unit, n).ifPresent(w -> days.add(lastDay(w)));
        }
        if (days.size() < 3) {
            return null;
        }
        var best = days.get(1);
        if (context.mode() == DateContext.Mode.FORWARD) {
            best = best.isBefore(today) ? days.get(2) : best;
        } else if (today.toEpochDay() - days.getFirst().toEpochDay() <= best.toEpochDay() - today.toEpochDay()) {
            best = days.getFirst();
        }
        return new Hit(day(best), at);
    }

    /** A week ends with its last weekday. */
    private static LocalDate lastDay(Window w) {
        var to = w.to().orElseThrow();
        return w.precision() == Precision.WEEK ? to.minusDays(2) : to;
    }

    // --- by the reference ---

    private Optional<Window> unitWindow(Unit unit, int steps) {
        return switch (unit) {
            case MINUTE, HOUR, DAY, SESSION -> Optional.empty();
            case WEEK -> {
                var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(steps);
                yield Optional.of(Window.of(monday, monday.plusDays(6), Precision.WEEK));
            }
            case MONTH -> Optional.of(month(YearMonth.from(today).plusMonths(steps)));
            case QUARTER -> {
                var first = YearMonth.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1).plusMonths(3L * steps);
                yield Optional.of(
                        Window.of(first.atDay(1), first.plusMonths(2).atEndOfMonth(), Precision.QUARTER));
            }
            case YEAR -> Optional.of(wholeYear(today.getYear() + steps));
        };
    }

    /** "next week", "this quarter", "last year", "next Friday", "last December", "next trading day". */
    private @Nullable Hit relative(int i) {
        for (var han : List.of("week-relative", "month-relative")) {
            var word = words.match(t, i, han);
            if (word.isPresent()) {
                var weekday = han.startsWith("week") ? hanWeekday(word.get().end()) : Optional.<DayOfWeek>empty();
                int steps = Integer.parseInt(word.get().value());
                if (weekday.isPresent()) {
                    return new Hit(resolver.weekday(weekday.get(), steps), word.get().end() + 1);
                }
                var unit = han.startsWith("week") ? Unit.WEEK : Unit.MONTH;
                return new Hit(Fixed.of(unitWindow(unit, steps).orElseThrow()), word.get().end());
            }
        }
        var word = words.match(t, i, "relative");
        if (word.isEmpty()) {
            return null;
        }
        int steps = Integer.parseInt(word.get().value());
        int at = word.get().end();
        var weekday = words.match(t, at, "weekday");
        if (weekday.isPresent()) {
            return new Hit(
                    resolver.weekday(DayOfWeek.of(Integer.parseInt(weekday.get().value())), steps), weekday.get().end());
        }
        var weekend = words.skip(t, at, "weekend");
        if (weekend > at) {
            var w = unitWindow(Unit.WEEK, steps).orElseThrow();
            var to = w.to().orElseThrow();
            return new Hit(Fixed.of(Window.of(to.minusDays(1), to, Precision.DAY)), weekend);
        }
        var month = words.match(t, at, "month");
        if (month.isPresent()) {
            return day(month.get().end()) == null && year(month.get().end()) == null
                    ? new Hit(Fixed.of(relativeMonth(Integer.parseInt(month.get().value()), steps)), month.get().end())
                    : null;
        }
        var unit = words.match(t, at, "unit");
        if (unit.isEmpty() || t.get(at).text().length() == 1) {
            return null;
        }
        var of = Unit.valueOf(unit.get().value());
        if (of == Unit.SESSION && steps != 0) {
            return plus(today, Unit.SESSION, steps).map(d -> new Hit(day(d), unit.get().end())).orElse(null);
        }
        return unitWindow(of, steps).map(w -> new Hit(Fixed.of(w), unit.get().end())).orElse(null);
    }

    private Window relativeMonth(int month, int steps) {
        var own = YearMonth.of(today.getYear(), month);
        var now = YearMonth.from(today);
        if (steps > 0) {
            return month(own.isAfter(now) ? own : own.plusYears(1));
        }
        return month(steps < 0 && !own.isBefore(now) ? own.minusYears(1) : own);
    }

    private Optional<DayOfWeek> hanWeekday(int i) {
        int day = t.has(i) ? "一二三四五六日".indexOf(t.get(i).text()) : -1;
        return day < 0 ? Optional.empty() : Optional.of(DayOfWeek.of(day + 1));
    }

    private @Nullable Hit weekday(int i) {
        var word = words.match(t, i, "weekday");
        if (word.isEmpty() || t.glued(word.get().end()) && t.number(word.get().end())) {
            return null;
        }
        var day = DayOfWeek.of(Integer.parseInt(word.get().value()));
        int later = words.skip(t, word.get().end(), "of-week");
        if (later > word.get().end()) {
            return new Hit(resolver.weekday(day, 2), later);
        }
        boolean clock = time(words.skip(t, word.get().end(), "lead")) != null;
        if (words.at(t, i, "everyday-weekday") && !clock && prosaicWithout(i)) {
            return null;
        }
        return new Hit(resolver.weekday(day), word.get().end());
    }

    private @Nullable Hit todayWord(int i) {
        return words.match(t, i, "today")
                .map(w -> new Hit(day(today.plusDays(Integer.parseInt(w.value()))), w.end()))
                .orElse(null);
    }

    /** "the 15th", typed: the next or nearest such day. */
    private @Nullable Hit dayOfMonth(int i) {
        int at = words.skip(t, i, "the");
        var day = at > i && care == Care.TYPED ? day(at) : null;
        if (day == null || day.end() != at + 2) {
            return null;
        }
        LocalDate best = null;
        for (int n = -1; n <= 2; n++) {
            var month = YearMonth.from(today).plusMonths(n);
            if (!month.isValidDay(day.value())) {
                continue;
            }
            var date = month.atDay(day.value());
            if (context.mode() == DateContext.Mode.FORWARD) {
                best = best == null && !date.isBefore(today) ? date : best;
            } else if (best == null
                    || Math.abs(date.toEpochDay() - today.toEpochDay()) < Math.abs(best.toEpochDay() - today.toEpochDay())) {
                best = date;
            }
        }
        return best == null ? null : new Hit(day(best), day.end());
    }

    /** "last Friday of January", "3rd Friday of March 2026". */
    private @Nullable Hit ordinalWeekday(int i) {
        int at = words.skip(t, i, "the");
        int number;
        if (t.digits(at) == 1 && t.glued(at + 1) && words.at(t, at + 1, "ordinal-ending")) {
            number = t.value(at);
            at += 2;
        } else {
            var ordinal = words.match(t, at, "ordinal");
            if (ordinal.isEmpty()) {
                return null;
            }
            number = Integer.parseInt(ordinal.get().value());
            at = ordinal.get().end();
        }
        var weekday = words.match(t, at, "weekday");
        if (weekday.isEmpty() || number == 0 || number > 5) {
            return null;
        }
        int of = words.skip(t, weekday.get().end(), "of");
        var month = of > weekday.get().end() ? longest(monthWindow(of, true), relative(of)) : null;
        if (month == null || month.sense().precision() != Precision.MONTH) {
            return null;
        }
        var day = DayOfWeek.of(Integer.parseInt(weekday.get().value()));
        IntFunction<String> none = year -> "No such " + name(day) + " is in that month of " + year + ".";
        if (month.sense() instanceof Yearly yearly) {
            return new Hit(
                    new Yearly(
                            year -> yearly.in().apply(year).flatMap(w -> nth(w, number, day)), true, Precision.DAY, none),
                    month.end());
        }
        if (month.sense() instanceof Fixed fixed) {
            return nth(fixed.window(), number, day)
                    .map(w -> new Hit(Fixed.of(w), month.end()))
                    .orElseGet(() -> refused(none.apply(fixed.window().from().orElseThrow().getYear()), month.end()));
        }
        return null;
    }

    private static Optional<Window> nth(Window month, int number, DayOfWeek day) {
        var first = month.from().orElseThrow();
        var date = number < 0
                ? first.with(TemporalAdjusters.lastInMonth(day))
                : first.with(TemporalAdjusters.dayOfWeekInMonth(number, day));
        return date.getMonth() == first.getMonth() ? Optional.of(Window.day(date)) : Optional.empty();
    }
}
