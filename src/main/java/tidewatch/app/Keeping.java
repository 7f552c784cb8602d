package tidewatch.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.PriceReadiness;
import tidewatch.store.StoreException;
import tidewatch.store.StoreSettings;

/**
 * The store of one home, opened when something first needs it: a question about prices in files starts no database. Any thread; opened once.
 */
final class Keeping implements AutoCloseable {
    private final StoreSettings settings;
    private final Path home;
    private final InstantSource clock;
    private Optional<Stored> opened = Optional.empty();

    /**
     * @param home folder of the file, and of everything else that is kept
     * @param clock of a store that is a file
     */
    Keeping(StoreSettings settings, Path home, InstantSource clock) {
        this.settings = settings;
        this.home = home;
        this.clock = clock;
    }

    /** What chats decide, on these tables. */
    static ChatBook chats(
            Stored stored, PriceReadiness readiness, Function<ChatId, String> sender, ZoneId zone, DeliveryEvent.Listener listener) {
        return new ChatBook(
                stored.subscriptions(), stored.outbox(), readiness, id -> fresh(id, sender, zone), listener);
    }

    /** Until somebody lets it in and says what it may see, a chat that is met sees no note. */
    private static Chat fresh(ChatId id, Function<ChatId, String> sender, ZoneId zone) {
        var met = Chat.of(id, sender.apply(id), false, zone);
        return id.platform().equals(ChatId.TERMINAL.platform()) ? met : met.withScope(NoteScope.NOTHING);
    }

    Path home() {
        return home;
    }

    StoreSettings settings() {
        return settings;
    }

    /**
     * The store, opened and migrated.
     *
     * @throws StoreException when it cannot be, with what to do
     */
    synchronized Stored stored() {
        if (opened.isEmpty()) {
            opened = Optional.of(Stored.open(settings, home, clock));
        }
        return opened.get();
    }

    /** The store if it is open by now. */
    synchronized Optional<Stored> opened() {
        return opened;
    }

    /** Whether there is one to open: a server, or a file that was made before. */
    boolean exists() {
        return !settings.isFile() || Files.exists(home.resolve("tidewatch.db"));
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(Stored::close);
        opened = Optional.empty();
    }
}
