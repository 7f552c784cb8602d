package tidewatch.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import tidewatch.chat.ChatId;
import tidewatch.chat.Inbox;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Resolution;
import tidewatch.message.Sha256;

/**
 * Logs what delivery did, an event a line. Chats are told by platform and a hash of their id: enough to follow one chat through a log, and not
 * its number. What is routine (a plan, a claim, a part) is a debug line; a message sent or ended is an info line.
 */
final class Journal implements DeliveryEvent.Listener {
    private static final int HASH_DIGITS = 10;

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    /** Strangers of an hour of whom a line is written; the metric counts all. */
    private static final int PEOPLE_MOST = 1_000;

    private final LongSupplier nanos;
    private final Map<String, Long> told = new HashMap<>();
    private final Logger log = LoggerFactory.getLogger("tidewatch.delivery");

    /** @param nanos a clock that never goes back */
    Journal(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Planned planned -> line(planned.rows() > 0 ? Level.DEBUG : Level.TRACE, "planned").with("rows", planned.rows()).end();
            case DeliveryEvent.Composed composed -> line(Level.DEBUG, "composed").row(composed.row()).with("to", word(composed.to())).end();
            case DeliveryEvent.Claimed claimed -> line(Level.DEBUG, "claimed").claim(claimed.claim()).end();
            case DeliveryEvent.PartSent part -> line(Level.DEBUG, "part_sent").claim(part.claim()).with("part", part.part()).end();
            case DeliveryEvent.Finished finished -> finished(finished);
            case DeliveryEvent.LateResult late ->
                line(Level.WARN, "late_result").claim(late.claim()).outcome(late.outcome()).end();
            case DeliveryEvent.Throttled throttled ->
                line(Level.WARN, "throttled")
                        .with("sender", throttled.sender())
                        .with("scope", word(throttled.scope()))
                        .with("pause_ms", throttled.pause().toMillis())
                        .end();
            case DeliveryEvent.Resolved resolved ->
                line(Level.INFO, "resolved").row(resolved.row()).with("resolution", word(resolved.resolution())).end();
            case DeliveryEvent.Reaped reaped ->
                line(reaped.count().unknown() > 0 ? Level.WARN : reaped.count().expired() > 0 ? Level.INFO : Level.TRACE, "reaped")
                        .with("unknown", reaped.count().unknown())
                        .with("expired", reaped.count().expired())
                        .end();
            case DeliveryEvent.Ended ended -> line(level(ended.reason()), "ended").row(ended.row()).with("reason", word(ended.reason())).end();
            case DeliveryEvent.Leading leading ->
                line(Level.INFO, "leading").with("sender", leading.lease().name()).with("epoch", leading.lease().epoch()).end();
            case DeliveryEvent.NoLongerLeading lost ->
                line(Level.WARN, "no_longer_leading")
                        .with("sender", lost.lease().name())
                        .with("epoch", lost.lease().epoch())
                        .with("why", lost.why())
                        .end();
            case DeliveryEvent.BreakerOpen open ->
                line(Level.WARN, "breaker_open").with("sender", open.sender()).with("until", open.until()).end();
            case DeliveryEvent.SenderDown down ->
                line(Level.ERROR, "sender_down")
                        .with("sender", down.sender())
                        .with("until", down.until())
                        .with("detail", down.detail())
                        .end();
            case DeliveryEvent.LinkTold link ->
                line(link.state() == Inbox.LinkState.DOWN ? Level.WARN : Level.INFO, "link")
                        .with("sender", link.sender())
                        .with("state", word(link.state()))
                        .with("reason", link.reason())
                        .end();
            case DeliveryEvent.BriefFrozen frozen ->
                line(frozen.complete() ? Level.INFO : Level.WARN, "brief_frozen")
                        .with("brief_id", frozen.briefId())
                        .with("complete", frozen.complete())
                        .took(frozen.took())
                        .end();
            case DeliveryEvent.BriefBroken broken ->
                line(Level.ERROR, "brief_broken")
                        .with("brief_id", broken.briefId())
                        .with("builds", broken.builds())
                        .with("why", broken.why())
                        .end();
            case DeliveryEvent.Answered answered ->
                line(answered.ok() ? Level.INFO : Level.WARN, "answered")
                        .with("chat", hash(answered.chat()))
                        .with("command", answered.verb())
                        .with("ok", answered.ok())
                        .took(answered.took())
                        .end();
            case DeliveryEvent.Denied denied -> denied(denied);
            case DeliveryEvent.Admitted admitted ->
                line(Level.WARN, "admitted")
                        .with("what", admitted.what())
                        .with("whom", hash(admitted.whom()))
                        .with("by", hash(admitted.by()))
                        .end();
            case DeliveryEvent.TickStalled stalled ->
                line(Level.ERROR, "tick_stalled")
                        .with("tick", stalled.tick())
                        .with("silent_s", stalled.silent().toSeconds())
                        .with("renewed", stalled.renewed())
                        .end();
            case DeliveryEvent.Fault fault -> line(Level.ERROR, "fault").with("where", fault.where()).cause(fault.cause()).end();
        }
    }

    /** One line an hour and person: a stranger who tries for hours fills no disk. */
    private void denied(DeliveryEvent.Denied denied) {
        var person = hash(denied.person());
        long now = nanos.getAsLong();
        synchronized (told) {
            told.values().removeIf(at -> now - at >= HOUR_NANOS);
            if (told.size() >= PEOPLE_MOST || told.putIfAbsent(person, now) != null) {
                return;
            }
        }
        line(Level.WARN, "denied")
                .with("chat", hash(denied.chat()))
                .with("person", person)
                .with("why", denied.why())
                .end();
    }

    private void finished(DeliveryEvent.Finished finished) {
        var level =
                switch (finished.outcome()) {
                    case Outcome.Arrived _ -> Level.INFO;
                    case Outcome.PutBack _ -> Level.DEBUG;
                    case Outcome.Moved _ -> Level.INFO;
                    case Outcome.Again _, Outcome.Lost _, Outcome.Barred _ -> Level.WARN;
                    case Outcome.Over over -> level(over.reason());
                };
        line(level, finished.outcome() instanceof Outcome.Arrived ? "sent" : "finished")
                .claim(finished.claim())
                .outcome(finished.outcome())
                .took(finished.took())
                .end();
    }

    /** A dead one waits for a person. */
    private static Level level(DeliveryReason reason) {
        return reason.state() == DeliveryState.DEAD ? Level.ERROR : Level.INFO;
    }

    /** The outcome of a try in one word: {@code arrived}, {@code again}, {@code put_back}, {@code lost}, {@code over}, {@code barred}, {@code moved}. */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Arrived _ -> "arrived";
            case Outcome.Again _ -> "again";
            case Outcome.PutBack _ -> "put_back";
            case Outcome.Lost _ -> "lost";
            case Outcome.Over _ -> "over";
            case Outcome.Barred _ -> "barred";
            case Outcome.Moved _ -> "moved";
        };
    }

    private static String word(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resend _ -> "resend";
            case Resolution.Look _ -> "look";
            case Resolution.End end -> word(end.reason());
        };
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** {@code telegram:1f0c9a33b2}: the same for the same chat, on every node and after a restart. */
    static String hash(ChatId chat) {
        return hash(chat.text());
    }

    /** The same of a person, or of a chat as text. */
    private static String hash(String id) {
        return id.substring(0, Math.max(0, id.indexOf(':'))) + ":" + Sha256.hex(id).substring(0, HASH_DIGITS);
    }

    private Line line(Level level, String event) {
        return new Line(log.atLevel(level).addKeyValue(LogLine.EVENT, event));
    }

    /** A line that is being put together. */
    private static final class Line {
        private LoggingEventBuilder line;

        private Line(LoggingEventBuilder line) {
            this.line = line;
        }

        private Line with(String key, Object value) {
            line = line.addKeyValue(key, value);
            return this;
        }

        private Line row(Delivery row) {
            var _ = with("delivery_id", row.id()).with("kind", word(row.kind())).with("chat", hash(row.chat()));
            row.briefId().ifPresent(brief -> with("brief_id", brief));
            return with("attempt", row.attempt());
        }

        private Line claim(Claim claim) {
            return row(claim.delivery()).with("epoch", claim.lease().epoch());
        }

        private Line outcome(Outcome outcome) {
            var _ = with("outcome", word(outcome));
            switch (outcome) {
                case Outcome.Arrived arrived -> with("reason", word(arrived.reason()));
                case Outcome.Again again -> with("not_before", again.notBefore());
                case Outcome.Over over -> with("reason", word(over.reason()));
                case Outcome.Barred barred -> with("reason", word(barred.reason()));
                case Outcome.Moved moved -> with("to", hash(moved.to()));
                case Outcome.PutBack _, Outcome.Lost _ -> {}
            }
            return outcome.detail().isEmpty() ? this : with("detail", outcome.detail());
        }

        private Line took(Duration took) {
            return with("took_ms", took.toMillis());
        }

        private Line cause(Throwable cause) {
            line = line.setCause(cause);
            return this;
        }

        private void end() {
            line.log("");
        }
    }
}
