package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidewatch.chat.Delivered;

/**
 * What is written about a row when a try has ended, from what the platform said. Everything that certainly did not arrive is tried again up
 * to a number of transmissions and never past the row's end; everything of which nobody knows is left to {@link Resolution}. Any thread.
 */
final class OutcomeTable {
    /** What a sender waits after a failure that is its own and names no time; a lasting one opens the {@link Breaker}. */
    private static final Duration SENDER_PAUSE = Duration.ofSeconds(2);

    private final Pace pace;
    private final RandomGenerator random;

    OutcomeTable(Pace pace, RandomGenerator random) {
        this.pace = pace;
        this.random = random;
    }

    /**
     * The outcome of the try of the last or the only part that was left; "sent" of an earlier part is not an outcome yet.
     *
     * @param now by the store's clock
     */
    synchronized Outcome of(Claim claim, Delivered delivered, Instant now) {
        return switch (delivered) {
            case Delivered.Sent sent ->
                new Outcome.Arrived(Outbox.reason(sent), sent.ref(), sent.found() ? "found: an earlier try had arrived" : "sent");
            case Delivered.RetryAfter later -> again(claim, later, now);
            case Delivered.Refused refused -> refused(refused);
            case Delivered.Unknown lost -> new Outcome.Lost(lost.sent(), lost.detail());
        };
    }

    /** Waits as long as the platform named, else as long as the number of tries says. */
    private Outcome again(Claim claim, Delivered.RetryAfter later, Instant now) {
        Delivery row = claim.delivery();
        boolean written = later.certainty() != Delivered.RetryAfter.Certainty.NOTHING_WRITTEN;
        Duration wait = later.pause()
                .map(named -> Backoff.paused(named, random))
                .orElseGet(() -> Backoff.after(Math.max(0, row.attempt() - 1), random));
        Optional<Pace.Scope> scope = scope(claim, later);
        // Parts that arrived are transmissions too, but not failed ones.
        int failed = Math.max(0, row.written() - claim.arrived()) + (written ? 1 : 0);
        return switch (Backoff.next(now, wait, failed, claim.end())) {
            case Backoff.Again(Instant notBefore) ->
                new Outcome.Again(
                        notBefore,
                        written,
                        scope.filter(Pace.Scope.CHAT::equals).map(_ -> notBefore),
                        scope.filter(Pace.Scope.SENDER::equals)
                                .map(_ -> later.pause().isPresent() ? notBefore : now.plus(SENDER_PAUSE)),
                        later.reason());
            case Backoff.Over(DeliveryReason reason) -> new Outcome.Over(reason, written, later.reason());
        };
    }

    /** What pauses; absent when only this row waits. */
    private Optional<Pace.Scope> scope(Claim claim, Delivered.RetryAfter later) {
        boolean named = later.pause().isPresent();
        // Told of each "too many requests", because the pace learns from them.
        var felt = named && later.certainty() == Delivered.RetryAfter.Certainty.ANSWERED
                ? pace.throttled(claim.delivery().chat().text())
                : Pace.Scope.CHAT;
        return switch (later.scope()) {
            case SENDER -> Optional.of(Pace.Scope.SENDER);
            case CHAT -> named ? Optional.of(felt) : Optional.empty();
        };
    }

    private static Outcome refused(Delivered.Refused refused) {
        return switch (refused.cause()) {
            case BLOCKED -> new Outcome.Barred(SubscriptionReason.BLOCKED, refused.detail());
            case KICKED -> new Outcome.Barred(SubscriptionReason.KICKED, refused.detail());
            case CHAT_GONE -> new Outcome.Barred(SubscriptionReason.CHAT_GONE, refused.detail());
            case NO_RIGHTS -> new Outcome.Barred(SubscriptionReason.NO_RIGHTS, refused.detail());
            case MOVED -> new Outcome.Moved(refused.movedTo().orElseThrow(), refused.detail());
            case BAD_TOKEN -> new Outcome.PutBack(refused.detail());
            case BAD_CONTENT, TOO_LONG -> new Outcome.Over(DeliveryReason.REFUSED, true, refused.detail());
        };
    }
}
