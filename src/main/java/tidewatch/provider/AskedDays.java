package tidewatch.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.BarFlag;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;

/** The days whose rows an answer may hold: sessions of the range asked for that are over. Days are epoch days. */
final class AskedDays {
    /** What a row's day is. */
    enum Standing {
        TAKEN,
        /** Before or after the range. */
        NOT_ASKED_FOR,
        /** The exchange was closed. */
        NO_SESSION,
        /** The session runs, or is yet to come. */
        NOT_OVER
    }

    private static final byte PROVISIONAL = BarFlag.bits(Set.of(BarFlag.PROVISIONAL));

    private final int from;
    private final int to;
    private final int last;
    /** From this day on bars may still change. */
    private final int provisionalFrom;

    private final LocalDate newest;
    private final BitSet sessions = new BitSet();
    private final Optional<Session> first;

    private AskedDays(
            int from, int to, LocalDate newest, int provisionalFrom, Iterable<LocalDate> sessions, Optional<Session> first) {
        this.from = from;
        this.to = to;
        this.newest = newest;
        this.last = Math.toIntExact(newest.toEpochDay());
        this.provisionalFrom = provisionalFrom;
        this.first = first;
        sessions.forEach(day -> this.sessions.set(Math.toIntExact(day.toEpochDay()) - from));
    }

    /**
     * The sessions from {@code from} to {@code to}, both included, that are over.
     *
     * @param lag of the source behind the market: a session is over for it so long after the close
     * @param finalAfter from a close until its bars do not change any more
     */
    static AskedDays of(TradingCalendar calendar, LocalDate from, LocalDate to, Instant now, Duration lag, Duration finalAfter) {
        LocalDate newest = calendar.lastClosed(now.minus(lag));
        LocalDate settled = calendar.lastClosed(now.minus(finalAfter));
        LocalDate end = to.isBefore(newest) ? to : newest;
        return new AskedDays(
                Math.toIntExact(from.toEpochDay()),
                Math.toIntExact(to.toEpochDay()),
                newest,
                Math.toIntExact(settled.toEpochDay()) + 1,
                calendar.sessions(from, end),
                calendar.sessions(from, to).stream().findFirst().flatMap(calendar::session));
    }

    /** Whether no session of the range is over. */
    boolean none() {
        return sessions.isEmpty();
    }

    /** The first session of the range, over or not; absent when there is none. */
    Optional<Session> first() {
        return first;
    }

    /** The newest session of the range that is over; only where there is one. */
    LocalDate end() {
        return LocalDate.ofEpochDay(from + sessions.length() - 1L);
    }

    /** How many are over. */
    int count() {
        return sessions.cardinality();
    }

    /** Whether the range holds no older session than the newest that is over: where it has no row, its rows may still come. */
    boolean newestOnly() {
        return sessions.cardinality() == 1 && end().equals(newest);
    }

    Standing standing(int day) {
        if (day > last) {
            return Standing.NOT_OVER;
        }
        if (day < from || day > to) {
            return Standing.NOT_ASKED_FOR;
        }
        return sessions.get(day - from) ? Standing.TAKEN : Standing.NO_SESSION;
    }

    /** {@link BarFlag#bits} of a bar that is taken. */
    byte flags(int day) {
        return day >= provisionalFrom ? PROVISIONAL : 0;
    }
}
