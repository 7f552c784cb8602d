package tidewatch.delivery;

import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells a chat that is too busy from a sender that is: the chat pauses first, the sender when a second chat is refused within 10 s. */
final class Throttling {
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private final LongSupplier nanos;
    private Optional<Refusal> last = Optional.empty();

    private record Refusal(String chat, long at) {}

    Throttling(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Pace.Scope refused(String chat) {
        long now = nanos.getAsLong();
        boolean second = last.filter(one -> !one.chat().equals(chat) && now - one.at() <= WINDOW_NANOS).isPresent();
        last = Optional.of(new Refusal(chat, now));
        return second ? Pace.Scope.SENDER : Pace.Scope.CHAT;
    }
}
