package tidewatch.delivery;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.Objects;
import tidewatch.watch.Morning;

/**
 * When the day of a chat begins: the time of its first brief before noon, else the usual one. A chat that reads its brief after the close
 * still wants to know in the morning what the day brings.
 */
public final class Mornings {
    private final Subscriptions subscriptions;
    private final LocalTime usual;

    /** @param usual time of a brief where nothing else is said */
    public Mornings(Subscriptions subscriptions, LocalTime usual) {
        this.subscriptions = Objects.requireNonNull(subscriptions);
        this.usual = Objects.requireNonNull(usual);
    }

    /** The mornings of this chat, as its settings are now. */
    public Morning of(Chat chat) {
        var time = subscriptions.of(chat.id()).stream()
                .map(one -> one.rule().time())
                .filter(SlotTime.At.class::isInstance)
                .map(one -> ((SlotTime.At) one).time())
                .filter(LocalTime.NOON::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(usual);
        return new Morning(time, chat.zone());
    }
}
