package tidewatch.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;

/** Updates in memory. */
final class MemoryInboundLog implements InboundLog {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Heard> heard;
    private final MemoryStore.Table<String, Heard> open;
    private final MemoryStore.Table<String, String> offsets;
    private long sequence;

    private record Heard(long number, Pending pending, Optional<String> result) {}

    MemoryInboundLog(MemoryStore store) {
        this.store = store;
        this.heard = store.new Table<>();
        this.open = store.new Table<>();
        this.offsets = store.new Table<>();
    }

    private static String key(Incoming incoming) {
        return incoming.envelope().sender() + "\n" + incoming.envelope().key();
    }

    @Override
    public boolean store(Incoming incoming, Instant receivedAt) {
        return store.transaction("store update", () -> {
            String key = key(incoming);
            if (heard.get(key).isPresent() && store.rules().dedupes()) {
                return false;
            }
            var one = new Heard(sequence++, new Pending(incoming, receivedAt), Optional.empty());
            heard.put(key, one);
            open.put(key, one);
            return true;
        });
    }

    @Override
    public List<Incoming> store(List<Incoming> several, Instant receivedAt, Runnable also) {
        return store.transaction("store updates", () -> {
            var fresh = several.stream().filter(incoming -> store(incoming, receivedAt)).toList();
            also.run();
            return fresh;
        });
    }

    @Override
    public List<Pending> pending(String sender, int limit) {
        return store.read("pending", () -> open.all().stream()
                .filter(one -> one.pending().incoming().envelope().sender().equals(sender))
                .sorted(Comparator.comparing((Heard one) -> one.pending().receivedAt())
                        .thenComparingLong(Heard::number))
                .limit(limit)
                .map(Heard::pending)
                .toList());
    }

    @Override
    public boolean handle(Pending pending, Supplier<String> work) {
        return store.transaction("handle", () -> {
            String key = key(pending.incoming());
            Optional<Heard> one = heard.get(key);
            if (one.isEmpty() || (one.get().result().isPresent() && store.rules().dedupes())) {
                return false;
            }
            open.remove(key);
            var result = work.get();
            // What the work did may have moved the chat, and this with it, or made all of it forgotten.
            heard.put(key, new Heard(one.get().number(), heard.get(key).orElse(one.get()).pending(), Optional.of(result)));
            return true;
        });
    }

    @Override
    public Optional<String> offset(String sender) {
        return store.read("offset", () -> offsets.get(sender));
    }

    @Override
    public void offset(String sender, String offset) {
        store.write("offset", () -> offsets.put(sender, offset));
    }

    @Override
    public int purge(Instant before) {
        return store.transaction("purge", () -> {
            var gone = heard.all().stream()
                    .filter(one -> one.result().isPresent() && one.pending().receivedAt().isBefore(before))
                    .toList();
            gone.forEach(one -> heard.remove(key(one.pending().incoming())));
            return gone.size();
        });
    }

    /** Whether somebody said something in another chat. */
    boolean heardOf(String person, ChatId otherThan) {
        return heard.all().stream()
                .map(one -> one.pending().incoming().envelope())
                .anyMatch(one -> one.person().equals(person) && !one.chat().equals(otherThan));
    }

    void rekey(ChatId from, ChatId to) {
        for (var one : List.copyOf(heard.all())) {
            Incoming incoming = one.pending().incoming();
            if (incoming.envelope().chat().equals(from)) {
                var moved = new Heard(one.number(), new Pending(in(to, incoming), one.pending().receivedAt()), one.result());
                heard.put(key(incoming), moved);
                if (open.get(key(incoming)).isPresent()) {
                    open.put(key(incoming), moved);
                }
            }
        }
    }

    private static Incoming in(ChatId chat, Incoming incoming) {
        var was = incoming.envelope();
        var is = new Incoming.Envelope(
                was.key(), was.sender(), chat, was.thread(), was.person(), was.sentAt(), was.origin(), was.place());
        return switch (incoming) {
            case Incoming.Said(_, String text, var handle, var replyTo) -> new Incoming.Said(is, text, handle, replyTo);
            case Incoming.Pressed(_, String token, var message, String handle) -> new Incoming.Pressed(is, token, message, handle);
            case Incoming.Moved(_, var to) -> new Incoming.Moved(is, to);
            case Incoming.Membership(_, var change) -> new Incoming.Membership(is, change);
        };
    }

    int forget(ChatId chat) {
        var gone = heard.all().stream()
                .filter(one -> one.pending().incoming().envelope().chat().equals(chat))
                .toList();
        gone.forEach(one -> {
            heard.remove(key(one.pending().incoming()));
            open.remove(key(one.pending().incoming()));
        });
        return gone.size();
    }
}
