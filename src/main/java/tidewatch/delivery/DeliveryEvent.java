package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import tidewatch.chat.ChatId;
import tidewatch.chat.Inbox;

/** Something that delivery did, told after it was committed. Numbers, logs and tests live on these. */
public sealed interface DeliveryEvent {
    /** Rows were planned. */
    record Planned(int rows) implements DeliveryEvent {}

    /** A row has its bytes. */
    record Composed(Delivery row, DeliveryState to) implements DeliveryEvent {}

    /** A row was claimed; bytes may leave from now on. */
    record Claimed(Claim claim) implements DeliveryEvent {}

    /** A part was sent and the next one is to follow. */
    record PartSent(Claim claim, int part) implements DeliveryEvent {}

    /** A try has ended. */
    record Finished(Claim claim, Outcome outcome, Duration took) implements DeliveryEvent {}

    /** A try ended after its fence was lost. */
    record LateResult(Claim claim, Outcome outcome) implements DeliveryEvent {}

    /** The platform was asked too often. */
    record Throttled(String sender, Pace.Scope scope, Duration pause) implements DeliveryEvent {}

    /** An unknown row was settled. */
    record Resolved(Delivery row, Resolution resolution) implements DeliveryEvent {}

    /** Rows were settled by time. */
    record Reaped(Outbox.Reaped count) implements DeliveryEvent {}

    /** A row ended without a try. */
    record Ended(Delivery row, DeliveryReason reason) implements DeliveryEvent {}

    /** This node leads a sender now. */
    record Leading(Lease lease) implements DeliveryEvent {}

    /** This node no longer does. */
    record NoLongerLeading(Lease lease, String why) implements DeliveryEvent {}

    /** A sender stops claiming for a while because the platform seems to be down. */
    record BreakerOpen(String sender, Instant until) implements DeliveryEvent {}

    /** The platform refuses the sender's own credential; nothing is claimed for it until then. */
    record SenderDown(String sender, Instant until, String detail) implements DeliveryEvent {}

    /** The link over which a platform is heard is another than before; {@code reason} is a sentence, empty while all is well. */
    record LinkTold(String sender, Inbox.LinkState state, String reason) implements DeliveryEvent {}

    /** A brief was built and frozen. */
    record BriefFrozen(String briefId, boolean complete, Duration took) implements DeliveryEvent {}

    /** A brief could not be built. */
    record BriefBroken(String briefId, int builds, String why) implements DeliveryEvent {}

    /** An update was answered. */
    record Answered(ChatId chat, String verb, boolean ok, Duration took) implements DeliveryEvent {}

    /** Somebody asked for what they may not, and nothing was done. {@code why} is a word, not theirs. */
    record Denied(ChatId chat, String person, String why) implements DeliveryEvent {}

    /** An owner let a chat or a person in, took that back, or changed it. {@code by} is who. */
    record Admitted(String what, String whom, String by) implements DeliveryEvent {}

    /**
     * The clock has not run a tick for far too long.
     *
     * @param silent since its last success, or since this node began to watch
     * @param renewed told when the stall is noticed (false), and each time that the tick's place in the clock was made anew (true)
     */
    record TickStalled(String tick, Duration silent, boolean renewed) implements DeliveryEvent {}

    /** Something of ours broke; the next tick tries again. */
    record Fault(String where, RuntimeException cause) implements DeliveryEvent {}

    /** Told of each. Called by the thread that did it; must be quick and must not throw. */
    @FunctionalInterface
    interface Listener {
        void on(DeliveryEvent event);
    }
}
