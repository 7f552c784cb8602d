package tidewatch.delivery;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;

/**
 * When a subscription's briefs are due. Briefs belong to sessions of the exchange, not to calendar days: each session has exactly one due
 * instant, later sessions have later ones, and the rule is defined for every time, zone and session. Pure; any thread.
 *
 * <p>With the chat's time T, its zone Z and the anchor A of the kind ({@link SlotKind#anchor}), a session is due at the instant among T on
 * the day of A in Z, the day before it and the day after it that is nearest to A; of two equally near ones the earlier. A {@link
 * SlotKind#CLOSE} also waits until the session's prices are complete. (The last T before the open would send Monday's 15:00 brief on
 * Sunday; windows that tile the time line would send a half-day's on Thanksgiving.)
 *
 * <p>T on a day is what {@link java.time.LocalDateTime#atZone} makes of it: forward by the gap where clocks skip it, the first of two
 * where they repeat it.
 *
 * @param time of the chat; after the close only with kind close
 * @param zone of the chat
 * @param days of the week, on the chat's clock, on which it wants briefs; the others are left out
 * @param weekly adds the weekly edition on the first calendar day after a week's last session, unless the brief of that session already
 *     has its prices
 * @param wrap adds a brief on weekdays on which the exchange is closed
 */
public record SlotRule(SlotKind kind, SlotTime time, ZoneId zone, Set<DayOfWeek> days, boolean weekly, boolean wrap) {
    /** All days: what is meant when nothing is said. */
    public static final Set<DayOfWeek> EVERY_DAY = Set.copyOf(EnumSet.allOf(DayOfWeek.class));

    /** A due instant lies within this of noon of its exchange day, whatever zone, kind and readiness. */
    private static final int REACH_DAYS = 3;

    /** The longest stretch that is searched for coming briefs: one day a week, over holidays, is found well within it. */
    private static final int SEARCHED_DAYS = 400;

    public SlotRule {
        Objects.requireNonNull(time);
        Objects.requireNonNull(zone);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A subscription without a day gets no brief; end it instead");
        }
        if (time instanceof SlotTime.AfterClose && kind != SlotKind.CLOSE) {
            throw new IllegalArgumentException("Only the brief of the close can be due after the close, not " + kind);
        }
        days = Set.copyOf(days);
    }

    /** Each session at this time of the chat, and nothing beside. */
    public static SlotRule at(SlotKind kind, LocalTime time, ZoneId zone) {
        return new SlotRule(kind, new SlotTime.At(time), zone, EVERY_DAY, false, false);
    }

    /** Each session so long after its close. */
    public static SlotRule afterClose(Duration offset, ZoneId zone) {
        return new SlotRule(SlotKind.CLOSE, new SlotTime.AfterClose(offset), zone, EVERY_DAY, false, false);
    }

    public SlotRule onDays(Set<DayOfWeek> wanted) {
        return new SlotRule(kind, time, zone, wanted, weekly, wrap);
    }

    public SlotRule withWeekly(boolean on) {
        return new SlotRule(kind, time, zone, days, on, wrap);
    }

    public SlotRule withWrap(boolean on) {
        return new SlotRule(kind, time, zone, days, weekly, on);
    }

    /** The one instant at which the brief of this session is due, whether or not its day of the week is wanted. */
    public Instant due(Session session, PriceReadiness readiness) {
        Instant planned = switch (time) {
            case SlotTime.At(LocalTime at) -> nearest(kind.anchor(session.date()), at, zone);
            case SlotTime.AfterClose(Duration offset) -> session.close().plus(offset);
        };
        return kind == SlotKind.CLOSE ? later(planned, readiness.ready(session)) : planned;
    }

    /** The instant of a day of the exchange that is no session, as if it were a full one. */
    private Instant due(LocalDate closedDay) {
        return switch (time) {
            case SlotTime.At(LocalTime at) -> nearest(kind.anchor(closedDay), at, zone);
            case SlotTime.AfterClose(Duration offset) ->
                closedDay.atTime(16, 0).atZone(TradingCalendar.ZONE).toInstant().plus(offset);
        };
    }

    /** The instant with this local time that is nearest to the anchor; of two equally near ones the earlier. */
    static Instant nearest(Instant anchor, LocalTime time, ZoneId zone) {
        LocalDate middle = anchor.atZone(zone).toLocalDate();
        Instant best = middle.minusDays(1).atTime(time).atZone(zone).toInstant();
        for (int day = 0; day <= 1; day++) {
            Instant next = middle.plusDays(day).atTime(time).atZone(zone).toInstant();
            if (Duration.between(anchor, next).abs().compareTo(Duration.between(anchor, best).abs()) < 0) {
                best = next;
            }
        }
        return best;
    }

    /**
     * The brief of this exchange day: of the session, else the weekly edition or the wrap where they are wanted; absent on a day without
     * one. No day has two.
     */
    public Optional<Slot> slot(LocalDate exchangeDay, PriceReadiness readiness) {
        return wanted(any(exchangeDay, readiness));
    }

    /** As {@link #slot}, with the days of the week that are left out. */
    private Optional<Slot> any(LocalDate day, PriceReadiness readiness) {
        TradingCalendar calendar = readiness.calendar();
        Optional<Session> session = calendar.session(day);
        if (session.isPresent()) {
            Instant due = due(session.get(), readiness);
            return Optional.of(new Slot(kind, new SlotKey.OfSession(day), day, due, readiness.asOf(due)));
        }
        LocalDate last = calendar.previous(day);
        if (weekly && last.plusDays(1).equals(day) && lastOfWeek(last, calendar)) {
            Session closing = calendar.session(last).orElseThrow();
            if (readiness.asOf(due(closing, readiness)).isBefore(last)) {
                Instant due = later(due(day), readiness.ready(closing));
                return Optional.of(new Slot(kind, SlotKey.OfWeek.of(last), last, due, readiness.asOf(due)));
            }
        }
        if (wrap && calendar.closedBecause(day).isPresent()) {
            Instant due = due(day);
            return Optional.of(new Slot(kind, new SlotKey.OfHoliday(day), last, due, readiness.asOf(due)));
        }
        return Optional.empty();
    }

    /** The weekly edition was asked for by name and comes on its own day. */
    private Optional<Slot> wanted(Optional<Slot> slot) {
        return slot.filter(one ->
                one.key() instanceof SlotKey.OfWeek || days.contains(one.due().atZone(zone).getDayOfWeek()));
    }

    /** All briefs due after the first instant and not after the second, in the order in which they are due. */
    public List<Slot> slots(Instant after, Instant until, PriceReadiness readiness) {
        var found = new ArrayList<Slot>();
        LocalDate last = exchangeDay(until).plusDays(REACH_DAYS);
        for (LocalDate day = exchangeDay(after).minusDays(REACH_DAYS); !day.isAfter(last); day = day.plusDays(1)) {
            slot(day, readiness)
                    .filter(slot -> slot.due().isAfter(after) && !slot.due().isAfter(until))
                    .ifPresent(found::add);
        }
        return found;
    }

    /**
     * The next briefs due after this instant, with the days between that have none. Fewer than asked only where the calendar ends.
     *
     * @param count 1 or more
     */
    public List<NextSend> next(int count, Instant after, PriceReadiness readiness) {
        if (count < 1) {
            throw new IllegalArgumentException("Ask for at least one coming brief, not " + count);
        }
        TradingCalendar calendar = readiness.calendar();
        LocalDate today = exchangeDay(after);
        LocalDate end = today.plusDays(SEARCHED_DAYS);
        var sends = new ArrayList<NextSend>();
        var skipped = new ArrayList<SkippedDay>();
        for (LocalDate day = today.minusDays(REACH_DAYS); !day.isAfter(end) && sends.size() < count; day = day.plusDays(1)) {
            Optional<Slot> slot = slot(day, readiness);
            if (slot.isEmpty()) {
                if (!day.isBefore(today)) {
                    skipped.add(new SkippedDay(day, because(day, calendar)));
                }
            } else if (slot.get().due().isAfter(after)) {
                boolean verified = calendar.verified(slot.get().session());
                sends.add(new NextSend(slot.get(), editions(slot.get(), readiness), skipped, verified, zone));
                skipped.clear();
            } else {
                skipped.clear();
            }
        }
        return sends;
    }

    private static SkippedDay.Because because(LocalDate day, TradingCalendar calendar) {
        if (calendar.isSession(day)) {
            return new SkippedDay.DayLeftOut();
        }
        return calendar.closedBecause(day).<SkippedDay.Because>map(SkippedDay.Closed::new).orElseGet(SkippedDay.Weekend::new);
    }

    /**
     * What this brief adds, seen from the brief before it. The sector week goes with the first one that has the prices of a week's last
     * session, be it the weekly edition, a wrap or the next session's; the week ahead with the first session's brief, and for the close
     * with the last one of the week before.
     */
    public Set<Edition> editions(Slot slot, PriceReadiness readiness) {
        TradingCalendar calendar = readiness.calendar();
        var editions = EnumSet.noneOf(Edition.class);
        List<Slot> before = slots(slot.due().minus(Duration.ofDays(16)), slot.due().minusNanos(1), readiness);
        LocalDate known = before.isEmpty() ? calendar.previous(slot.asOf()) : before.getLast().asOf();
        for (LocalDate day = slot.asOf(); day.isAfter(known); day = calendar.previous(day)) {
            if (lastOfWeek(day, calendar)) {
                editions.add(Edition.SECTOR_WEEK);
                break;
            }
        }
        if (slot.key() instanceof SlotKey.OfSession) {
            LocalDate ahead = ahead(slot, calendar);
            LocalDate aheadBefore = before.stream()
                    .filter(one -> one.key() instanceof SlotKey.OfSession)
                    .reduce((first, second) -> second)
                    .map(one -> ahead(one, calendar))
                    .orElseGet(() -> calendar.previous(ahead));
            if (!SlotKey.OfWeek.of(ahead).equals(SlotKey.OfWeek.of(aheadBefore))) {
                editions.add(Edition.WEEK_AHEAD);
            }
        }
        return editions;
    }

    /** The session that lies before the reader. */
    private LocalDate ahead(Slot slot, TradingCalendar calendar) {
        return kind == SlotKind.CLOSE ? calendar.next(slot.session()) : slot.session();
    }

    /**
     * Whether and when, in the twelve months from this day, the brief of the close has to wait for prices after the time that was chosen.
     * Sessions that close early never wait and are not looked at. Absent for other kinds and when nothing waits.
     */
    public Optional<DataWait> waits(LocalDate from, PriceReadiness readiness) {
        if (!(time instanceof SlotTime.At(LocalTime at)) || kind != SlotKind.CLOSE) {
            return Optional.empty();
        }
        Optional<Session> first = Optional.empty();
        Optional<LocalDate> until = Optional.empty();
        Duration longest = Duration.ZERO;
        boolean waitsNow = false;
        boolean nothingSeen = true;
        for (Session session : fullSessions(from, readiness.calendar())) {
            Duration wait = wait(session, at, readiness);
            if (wait.isPositive()) {
                longest = wait.compareTo(longest) > 0 ? wait : longest;
                waitsNow |= nothingSeen;
                first = first.or(() -> Optional.of(session));
            } else if (first.isPresent() && until.isEmpty()) {
                until = Optional.of(local(nearest(kind.anchor(session.date()), at, zone)));
            }
            nothingSeen = false;
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        LocalTime closes = first.get().close().atZone(zone).toLocalTime();
        return Optional.of(new DataWait(
                closes, local(readiness.ready(first.get())), until, waitsNow, neverWaits(at.plus(longest), from, readiness)));
    }

    /** From this time on, the first full or half hour that asks for the close and waits on no day. */
    private Optional<LocalTime> neverWaits(LocalTime enough, LocalDate from, PriceReadiness readiness) {
        int minutes = (enough.toSecondOfDay() + 1799) / 1800 * 30;
        for (int step = 0; step < 48; step++) {
            LocalTime tried = LocalTime.ofSecondOfDay((minutes + 30L * step) % 1440 * 60);
            if (SlotKind.of(tried, zone, from) != SlotKind.CLOSE) {
                return Optional.empty();
            }
            if (fullSessions(from, readiness.calendar()).stream()
                    .noneMatch(session -> wait(session, tried, readiness).isPositive())) {
                return Optional.of(tried);
            }
        }
        return Optional.empty();
    }

    private Duration wait(Session session, LocalTime at, PriceReadiness readiness) {
        return Duration.between(nearest(kind.anchor(session.date()), at, zone), readiness.ready(session));
    }

    private static List<Session> fullSessions(LocalDate from, TradingCalendar calendar) {
        return calendar.sessions(from, from.plusYears(1).minusDays(1)).stream()
                .flatMap(day -> calendar.session(day).stream())
                .filter(session -> !session.earlyClose())
                .toList();
    }

    private static boolean lastOfWeek(LocalDate session, TradingCalendar calendar) {
        return !SlotKey.OfWeek.of(session).equals(SlotKey.OfWeek.of(calendar.next(session)));
    }

    private LocalDate local(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private static LocalDate exchangeDay(Instant at) {
        return at.atZone(TradingCalendar.ZONE).toLocalDate();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
