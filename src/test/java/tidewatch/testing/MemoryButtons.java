package tidewatch.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tidewatch.chat.Button;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.ChatId;

/** Buttons in memory. */
final class MemoryButtons implements ButtonBook {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Button> byToken;

    MemoryButtons(MemoryStore store) {
        this.store = store;
        this.byToken = store.new Table<>();
    }

    @Override
    public void put(List<Button> buttons) {
        store.write("put buttons", () -> buttons.stream()
                .filter(button -> byToken.get(button.token()).isEmpty())
                .forEach(button -> byToken.put(button.token(), button)));
    }

    @Override
    public Optional<Button> find(String token) {
        return store.read("find button", () -> byToken.get(token));
    }

    @Override
    public boolean use(String token, Instant at) {
        return store.transaction("use button", () -> {
            var unused = byToken.get(token).filter(button -> button.usedAt().isEmpty());
            unused.ifPresent(button -> byToken.put(token, changed(button, button.chat(), Optional.of(at), button.result())));
            return unused.isPresent();
        });
    }

    @Override
    public void result(String token, String words) {
        store.write("result of button", () -> byToken.get(token)
                .ifPresent(button -> byToken.put(token, changed(button, button.chat(), button.usedAt(), words))));
    }

    @Override
    public int revoke(String person) {
        return store.transaction("revoke buttons", () -> remove(button -> button.owner().equals(Optional.of(person))));
    }

    @Override
    public int purge(Instant expiredBefore) {
        return store.transaction("purge buttons", () -> remove(button -> button.expiresAt().isBefore(expiredBefore)));
    }

    int forget(ChatId chat) {
        return remove(button -> button.chat().equals(Optional.of(chat)));
    }

    void rekey(ChatId from, ChatId to) {
        byToken.all().stream()
                .filter(button -> button.chat().equals(Optional.of(from)))
                .toList()
                .forEach(button -> byToken.put(button.token(), changed(button, Optional.of(to), button.usedAt(), button.result())));
    }

    private int remove(Predicate<Button> which) {
        var gone = byToken.all().stream().filter(which).toList();
        gone.forEach(button -> byToken.remove(button.token()));
        return gone.size();
    }

    private static Button changed(Button button, Optional<ChatId> chat, Optional<Instant> usedAt, String result) {
        return new Button(
                button.token(),
                chat,
                button.owner(),
                button.commandLine(),
                button.effect(),
                button.way(),
                button.armedAt(),
                button.expiresAt(),
                usedAt,
                result);
    }
}
