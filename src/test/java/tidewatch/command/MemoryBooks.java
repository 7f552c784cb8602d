package tidewatch.command;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import tidewatch.brief.Brief;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.delivery.Admission;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.PriceReadiness;
import tidewatch.delivery.WatchBook;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Almanacs;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.MemoryWatchlist;
import tidewatch.watch.Almanac;

/** The books of a chat over a store in memory, with notes of January 2026; nothing was sent so far. */
final class MemoryBooks {
    private MemoryBooks() {}

    static Books of(MemoryStore store, MemoryWatchlist watchlist, ZoneId zone) {
        var chats = new ChatBook(
                store.subscriptions(),
                store.outbox(),
                new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45)),
                id -> Chat.of(id, id.text(), false, zone),
                _ -> {});
        var watches = new WatchBook(watchlist, chats::chat, new Mornings(store.subscriptions(), LocalTime.of(7, 0)), (_, scope) -> scope.everything() ? Almanacs.january() : seen(Almanacs.january(), scope));
        return new Books(chats, store.outbox(), store.ticks(), new NothingSent(), watches, new Admission(store.access(), store.subscriptions(), chats, _ -> {}), store.aliases(), store.ledger());
    }

    private static Almanac seen(Almanac all, NoteScope scope) {
        return new Almanac(all.vault().within(scope::sees), all.events(), all.calendars(), Set.of());
    }

    private static final class NothingSent implements SentBriefs {
        @Override
        public List<Sent> asSent(ChatId chat, NoteScope scope, LocalDate day) {
            return List.of();
        }

        @Override
        public List<Brief> frozen(NoteScope scope, LocalDate day) {
            return List.of();
        }
    }
}
