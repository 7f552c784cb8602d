package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import tidewatch.message.Times;

/**
 * What became of a wish for briefs. What could not be done does not spoil the rest.
 *
 * @param stored subscriptions that are new or changed
 * @param refused times that were not taken, each with what can be done
 * @param next the chat's next three sends over all its subscriptions, in the order in which they come
 * @param remarks worth saying about them
 */
public record Subscribed(List<Subscription> stored, List<Refusal> refused, List<NextSend> next, List<Remark> remarks) {
    public Subscribed {
        stored = List.copyOf(stored);
        refused = List.copyOf(refused);
        next = List.copyOf(next);
        remarks = List.copyOf(remarks);
    }

    /** Why a time was not taken. */
    public sealed interface Refusal {}

    /**
     * It lies in the chat's quiet hours. Nothing was stored for it; the same wish with {@link SubscriptionWish#keeping} keeps it, and the
     * brief comes silently.
     *
     * @param move the end of the quiet hours, the time to which it may be moved
     */
    public record InQuietHours(SlotTime time, QuietHours quiet, LocalTime move) implements Refusal {}

    /**
     * The chat has as many briefs of this sort as it can have; one of these is to be changed ({@link SubscriptionWish#insteadOf}) or
     * ended.
     */
    public record NoRoom(SlotTime time, List<Subscription> has) implements Refusal {
        public NoRoom {
            has = List.copyOf(has);
        }
    }

    /** In the new zone these two times of the chat would be briefs of one kind; so the zone stays, and nothing was stored. */
    public record ZoneClash(SlotTime one, SlotTime other) implements Refusal {}

    /** Something worth saying. */
    public sealed interface Remark {
        String words();
    }

    /** Prices come later than the chosen time for a part of the year. */
    public record Waits(DataWait data) implements Remark {
        @Override
        public String words() {
            return data.words();
        }
    }

    /**
     * The brief of this session was written already, so the new time counts from the next one on.
     *
     * @param first the chat's day of the first brief at the new time
     * @param tomorrow whether that is tomorrow
     */
    public record FromLater(SlotTime time, LocalDate first, boolean tomorrow) implements Remark {
        /** {@code From tomorrow: 09:00.} */
        @Override
        public String words() {
            return "From " + (tomorrow ? "tomorrow" : Times.day(first)) + ": " + time.words() + ".";
        }
    }

    /** "Weekdays" was taken as each session, for Friday's brief comes on the chat's Saturday. */
    public record AllSessions(SlotTime time) implements Remark {
        @Override
        public String words() {
            return "At " + time.words() + " Friday's brief comes on your Saturday, so weekdays means each session here.";
        }
    }

    /** The calendar of this year was not checked against the exchange's notices. */
    public record NotVerified(int year) implements Remark {
        @Override
        public String words() {
            return "Calendar not verified for " + year + ".";
        }
    }

    /** The class of these briefs was off and is on again, for somebody who subscribes wants them. */
    public record ClassOn(MessageClass messageClass) implements Remark {
        @Override
        public String words() {
            return (messageClass == MessageClass.CLOSE ? "Briefs of the close" : "Briefs") + " were off for this chat; they are on again.";
        }
    }

    /** The chat is muted; nothing comes before. */
    public record Muted(Instant until, ZoneId zone) implements Remark {
        public Muted {
            Objects.requireNonNull(zone);
        }

        @Override
        public String words() {
            return "Muted until " + LocalMoment.of(until, zone).dayTimeZone() + "; /mute off ends that.";
        }
    }
}
