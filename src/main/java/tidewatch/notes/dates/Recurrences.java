package tidewatch.notes.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.dates.Figures.Numeral;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Hour;
import tidewatch.notes.dates.Sense.OfDay;
import tidewatch.notes.dates.Times.OfDayHit;

/** Rules that come again: "every weekday 7:30", "every Monday and Thursday 9am ET". */
final class Recurrences {
    /** Longest list of weekdays in one rule. */
    private static final int WEEKDAYS = 7;

    /** Hour of a rule that states none: the usual hour of the morning brief. */
    private static final LocalTime USUAL = LocalTime.of(7, 0);

    private static final LocalTime REGULAR_OPEN = LocalTime.of(9, 30);
    private static final LocalTime REGULAR_CLOSE = LocalTime.of(16, 0);

    private final Text text;
    private final Figures figures;
    private final Times times;
    private final DateContext context;
    private final LocalDate today;

    Recurrences(Text text, DateContext context) {
        this.text = text;
        this.figures = new Figures(text);
        this.times = new Times(text);
        this.context = context;
        this.today = context.today();
    }

    @Nullable
    Hit recur(int i) {
        var clock = times.time(i);
        int from = clock == null ? i : text.skip(clock.end(), "on");
        int at = from;
        String days = "";
        String said = "";
        var dayOfMonth = "?";
        var months = "*";
        boolean sessions = false;
        var rule = text.match(from, "every-rule");
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
                    int on = text.skip(at, "lead");
                    var day = text.match(on, "weekday");
                    var of = day.isPresent()
                            ? DayOfWeek.of(Integer.parseInt(day.get().value()))
                            : today.getDayOfWeek();
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
        } else if (text.at(from, "every")) {
            at = text.skip(from, "every");
            var list = new ArrayList<DayOfWeek>();
            for (int n = 0; n < WEEKDAYS; n++) {
                int next = n == 0 ? at : text.skip(text.is(at, ",") ? at + 1 : at, "and");
                var day = n > 0 && next == at ? Optional.<Words.Match>empty() : text.match(next, "weekday");
                if (day.isEmpty()) {
                    break;
                }
                list.add(DayOfWeek.of(Integer.parseInt(day.get().value())));
                at = day.get().end();
            }
            if (list.isEmpty()) {
                return uncountable(from, at);
            }
            days = String.join(
                    ",",
                    list.stream().distinct().sorted().map(Recurrences::cron).toList());
            said = "every "
                    + String.join(
                            ", ",
                            list.stream()
                                    .distinct()
                                    .sorted()
                                    .map(Recurrences::name)
                                    .toList());
        } else {
            return null;
        }
        if (clock == null) {
            clock = times.timeBehind(text.is(at, ",") ? at + 1 : at);
            at = clock == null ? at : clock.end();
        }
        if (clock == null && text.prose() && rule.isPresent()) {
            return null;
        }
        return new Hit(
                new Answer(
                        rule(Optional.ofNullable(clock).map(OfDayHit::time), dayOfMonth, months, days, sessions, said)),
                at);
    }

    private DateReading rule(
            Optional<OfDay> clock, String dayOfMonth, String months, String days, boolean sessions, String said) {
        if (clock.isPresent() && clock.get().zones().size() > 1) {
            var of = clock.get();
            return new DateReading.Ambiguous(
                    of.zones().stream()
                            .map(id -> new Choice(
                                    Wording.city(ZoneId.of(id)),
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
                ? Moments.EXCHANGE
                : clock.flatMap(c -> c.zones().stream().findFirst())
                        .map(ZoneId::of)
                        .orElse(context.zone());
        var cron = "0 " + time.getMinute() + " " + time.getHour() + " " + dayOfMonth + " " + months + " " + days;
        var words = said + " at " + time
                + (exchange || clock.flatMap(OfDay::zoneSaid).isPresent() ? " " + Wording.city(zone) + " time" : "")
                + (clock.isEmpty() ? " (no time was given)" : "");
        return new DateReading.Recurrence(cron, zone, sessions, words);
    }

    /** "every 2 weeks", "every hour": said, since cron cannot. */
    private @Nullable Hit uncountable(int from, int at) {
        var count = figures.count(at);
        int end = count == null ? text.skip(at, "unit") : count.end();
        if (end == at || text.prose()) {
            return null;
        }
        return new Hit(
                new Answer(new DateReading.Refused("\"" + text.source(from, end)
                        + "\" cannot be repeated here. Give every day, weekday, trading day, week,"
                        + " month or day name, with a time.")),
                end);
    }

    private @Nullable Numeral monthDay(int i) {
        int at = text.skip(text.skip(i, "lead"), "the");
        var day = at > i ? figures.day(at) : null;
        return day;
    }

    private static String cron(DayOfWeek day) {
        return day.name().substring(0, 3);
    }

    static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
