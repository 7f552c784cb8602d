package tidewatch.market;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The exchange's trading days: the yearly rules of {@link ExchangeRules} and the days of {@code config/calendar.csv} that depart from them.
 * All dates are the exchange's (New York); no clock inside. Immutable, any thread.
 *
 * <p>It knows sessions from 1900 to 2199 and never throws for a date: outside that range nothing is a session, and a step that would leave
 * it stops at its first or last session. Between 2016 and 2030 its days were checked against the exchange's notices.
 */
public final class TradingCalendar {
    /** The zone of all dates, opens and closes. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    /** The last day that was checked against the exchange's notices. */
    public static final LocalDate VERIFIED_UNTIL = LocalDate.of(2030, 12, 31);

    private static final LocalDate VERIFIED_FROM = LocalDate.of(2016, 1, 1);
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final List<String> COLUMNS = List.of("date", "hours", "name");

    /**
     * A weekday that departs from the yearly rules.
     *
     * @param close when the session ends in New York; empty when the exchange is closed all day
     * @param name why, as it is printed
     */
    public record AdHoc(LocalDate date, Optional<LocalTime> close, String name) {
        public AdHoc {
            Objects.requireNonNull(close);
            if (name.isBlank()) {
                throw new IllegalArgumentException("The day " + date + " needs a name");
            }
            if (!ExchangeRules.weekday(date)) {
                throw new IllegalArgumentException(date + " is on a weekend, when the exchange is closed anyway");
            }
            if (close.isPresent() && (!close.get().isAfter(OPEN) || close.get().isAfter(CLOSE))) {
                throw new IllegalArgumentException(date + ": a session ends after 09:30 and by 16:00, not at " + close.get());
            }
        }

        public static AdHoc closed(LocalDate date, String name) {
            return new AdHoc(date, Optional.empty(), name);
        }
    }

    private final Map<LocalDate, AdHoc> adHoc;
    /** Epoch days of all sessions, rising. */
    private final int[] sessions;

    private TradingCalendar(List<AdHoc> days) {
        var byDate = new LinkedHashMap<LocalDate, AdHoc>();
        days.forEach(day -> byDate.put(day.date(), day));
        this.adHoc = Map.copyOf(byDate);
        this.sessions = sessionDays(byDate.values());
    }

    /** The calendar that ships with the program. */
    public static TradingCalendar shipped() {
        return Shipped.CALENDAR;
    }

    /** The yearly rules and these days; of two entries for one date the later one holds. */
    public static TradingCalendar of(List<AdHoc> days) {
        return new TradingCalendar(days);
    }

    /**
     * The shipped calendar with the rows of a user's {@code calendar.csv} on top: a row of the file decides its day. Rows that cannot be
     * read are problems, the others hold.
     */
    public static Found<TradingCalendar> read(Path file) {
        Found<ConfigTable> table = ConfigTable.read(file, COLUMNS, List.of());
        var problems = new ArrayList<>(table.problems());
        var days = new ArrayList<>(Shipped.DAYS);
        for (ConfigTable.Row row : table.value().rows()) {
            Found<Optional<AdHoc>> day = adHoc(row);
            problems.addAll(day.problems());
            day.value().ifPresent(days::add);
        }
        return new Found<>(new TradingCalendar(days), problems);
    }

    private static Found<Optional<AdHoc>> adHoc(ConfigTable.Row row) {
        LocalDate date;
        try {
            date = LocalDate.parse(row.cell("date"));
        } catch (DateTimeException e) {
            return refused(row, "date", "\"" + row.cell("date") + "\" is no date; write it as 2026-01-09");
        }
        String hours = row.cell("hours");
        try {
            Optional<LocalTime> close =
                    hours.equalsIgnoreCase("closed") ? Optional.empty() : Optional.of(LocalTime.parse(hours));
            return Found.of(Optional.of(new AdHoc(date, close, row.cell("name"))));
        } catch (DateTimeException e) {
            return refused(row, "hours", "\"" + hours + "\" is neither closed nor a closing time such as 13:00");
        } catch (IllegalArgumentException e) {
            return refused(row, row.cell("name").isBlank() ? "name" : "date", String.valueOf(e.getMessage()));
        }
    }

    private static Found<Optional<AdHoc>> refused(ConfigTable.Row row, String column, String sentence) {
        return new Found<>(
                Optional.empty(), List.of(row.problem(Reason.GARBLED, column, sentence + "; the row is left out")));
    }

    private static int[] sessionDays(Iterable<AdHoc> adHoc) {
        int first = (int) LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay();
        int end = (int) LocalDate.of(LAST_YEAR + 1, 1, 1).toEpochDay();
        boolean[] open = new boolean[end - first];
        for (int day = first; day < end; day++) {
            // 1 January 1970, day 0, was a Thursday: days 2 and 3 of each week of seven are the weekend.
            int ofWeek = Math.floorMod(day, 7);
            open[day - first] = ofWeek != 2 && ofWeek != 3;
        }
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (LocalDate closed : ExchangeRules.closures(year).keySet()) {
                open[(int) closed.toEpochDay() - first] = false;
            }
        }
        for (AdHoc day : adHoc) {
            int at = (int) day.date().toEpochDay() - first;
            if (at >= 0 && at < open.length) {
                open[at] = day.close().isPresent();
            }
        }
        return IntStream.range(first, end).filter(day -> open[day - first]).toArray();
    }

    public boolean isSession(LocalDate date) {
        return Arrays.binarySearch(sessions, Math.clamp(date.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE)) >= 0;
    }

    /** The session of this date, absent when the exchange is closed. */
    public Optional<Session> session(LocalDate date) {
        if (!isSession(date)) {
            return Optional.empty();
        }
        LocalTime close = closeOf(date);
        return Optional.of(new Session(
                date,
                date.atTime(OPEN).atZone(ZONE).toInstant(),
                date.atTime(close).atZone(ZONE).toInstant(),
                close.isBefore(CLOSE)));
    }

    private LocalTime closeOf(LocalDate session) {
        AdHoc day = adHoc.get(session);
        if (day != null) {
            return day.close().orElse(CLOSE);
        }
        return ExchangeRules.earlyCloses(session.getYear()).containsKey(session) ? EARLY_CLOSE : CLOSE;
    }

    /** Why the exchange is closed on a weekday, such as "Martin Luther King Jr. Day"; absent for sessions and weekends. */
    public Optional<String> closedBecause(LocalDate date) {
        if (isSession(date) || !ExchangeRules.weekday(date) || date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            return Optional.empty();
        }
        AdHoc day = adHoc.get(date);
        return day != null
                ? Optional.of(day.name())
                : Optional.ofNullable(ExchangeRules.closures(date.getYear()).get(date));
    }

    /** Why a session closes early, such as "Day after Thanksgiving"; absent for full sessions and closed days. */
    public Optional<String> earlyCloseBecause(LocalDate date) {
        if (!isSession(date) || !closeOf(date).isBefore(CLOSE)) {
            return Optional.empty();
        }
        AdHoc day = adHoc.get(date);
        return day != null
                ? Optional.of(day.name())
                : Optional.ofNullable(ExchangeRules.earlyCloses(date.getYear()).get(date));
    }

    /** The first session after this date. */
    public LocalDate next(LocalDate date) {
        return at(atOrBefore(date) + 1L);
    }

    /** The last session before this date. */
    public LocalDate previous(LocalDate date) {
        return at(atOrBefore(date.toEpochDay() - 1));
    }

    /** This date if it is a session, else the last session before it. */
    public LocalDate atOrPrevious(LocalDate date) {
        return at(atOrBefore(date));
    }

    /** The session n sessions after (before, for a negative n) this date; from a closed day the count starts at the session before it. */
    public LocalDate plus(LocalDate date, int n) {
        return at((long) atOrBefore(date) + n);
    }

    /** Sessions from {@code from} to {@code to}, both included; 0 when {@code to} is before {@code from}. */
    public int count(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? 0 : atOrBefore(to) - atOrBefore(from.toEpochDay() - 1);
    }

    /** All sessions from {@code from} to {@code to}, both included, oldest first. */
    public List<LocalDate> sessions(LocalDate from, LocalDate to) {
        return Arrays.stream(epochDays(from, to)).mapToObj(LocalDate::ofEpochDay).toList();
    }

    /** All sessions of this year. */
    public List<LocalDate> sessionsOf(int year) {
        return year < FIRST_YEAR || year > LAST_YEAR
                ? List.of()
                : sessions(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    /** As {@link #sessions}, as epoch days. */
    int[] epochDays(LocalDate from, LocalDate to) {
        int count = count(from, to);
        int first = atOrBefore(to) + 1 - count;
        return Arrays.copyOfRange(sessions, first, first + count);
    }

    /** The last session whose close is at or before this instant. */
    public LocalDate lastClosed(Instant now) {
        LocalDate today = now.atZone(ZONE).toLocalDate();
        return session(today).filter(s -> !s.close().isAfter(now)).isPresent() ? today : previous(today);
    }

    /** False outside the years that were checked (2016 to 2030); then only the weekday rule and the yearly rules apply, and it is said. */
    public boolean verified(LocalDate date) {
        return !date.isBefore(VERIFIED_FROM) && !date.isAfter(VERIFIED_UNTIL);
    }

    /** Days that depart from the yearly rules. */
    public Set<LocalDate> adHocDays() {
        return adHoc.keySet();
    }

    /** Index of the last session at or before this date; -1 when all are later. */
    private int atOrBefore(LocalDate date) {
        return atOrBefore(date.toEpochDay());
    }

    private int atOrBefore(long epochDay) {
        int at = Arrays.binarySearch(sessions, Math.clamp(epochDay, Integer.MIN_VALUE, Integer.MAX_VALUE));
        return at >= 0 ? at : -at - 2;
    }

    private LocalDate at(long index) {
        return LocalDate.ofEpochDay(sessions[(int) Math.clamp(index, 0L, sessions.length - 1L)]);
    }

    /** Read once, when the calendar is first asked for. */
    private static final class Shipped {
        static final List<AdHoc> DAYS = days();
        static final TradingCalendar CALENDAR = new TradingCalendar(DAYS);

        private static List<AdHoc> days() {
            var days = new TreeMap<LocalDate, AdHoc>();
            for (ConfigTable.Row row : ConfigTable.shipped("calendar.csv", COLUMNS, List.of()).rows()) {
                Found<Optional<AdHoc>> day = adHoc(row);
                AdHoc read = day.value()
                        .orElseThrow(() -> new IllegalStateException(
                                day.problems().stream().map(Problem::line).findFirst().orElse("")));
                days.put(read.date(), read);
            }
            return List.copyOf(days.values());
        }
    }
}
