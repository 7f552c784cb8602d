package tidewatch.command;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import tidewatch.brief.Brief;
import tidewatch.chat.ChatId;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.PriceReadiness;
import tidewatch.delivery.WatchBook;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Almanacs;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.MemoryWatchlist;

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
        var watches = new WatchBook(watchlist, chats::chat, new Mornings(store.subscriptions(), LocalTime.of(7, 0)), _ -> Almanacs.january());
        return new Books(chats, store.outbox(), store.ticks(), new NothingSent(), watches);
    }

    private static final class NothingSent implements SentBriefs {
        @Override
        public List<Sent> asSent(ChatId chat, LocalDate day) {
            return List.of();
        }

        @Override
        public List<Brief> frozen(ChatId chat, LocalDate day) {
            return List.of();
        }
    }
}
