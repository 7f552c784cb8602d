package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.testing.MemoryEventArchive;

class EventBookTest {
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 9);
    private static final Account FINNHUB = Account.of("finnhub");

    private final MemoryEventArchive archive = new MemoryEventArchive();
    private final List<ProviderState> states = new ArrayList<>();
    private Found<EventList> own = Found.of(new EventList(List.of()));
    private final EventBook book = new EventBook(
            EventList.parse("shipped", "date,event\n2026-01-28,fomc\n").value(), () -> own, List.of(FINNHUB), () -> Optional.of(archive), () -> states);

    private void heard(String day, Instant now) {
        var company = new Instrument("NVDA", "NVIDIA", Instrument.Kind.STOCK, "", "");
        var event = MarketEvent.earnings(company, LocalDate.parse(day), EventSource.FINNHUB, Earnings.of(Timing.UNKNOWN, Standing.ESTIMATED));
        archive.take(EventSource.FINNHUB, new EventQuestion(TODAY, TODAY, List.of()), EventBatch.some(List.of(event)), now, now);
    }

    @Test
    void the_list_is_the_same_object_until_something_changes() {
        var first = book.list(NOW);
        assertThat(first.events()).extracting(MarketEvent::key).containsExactly("fomc");
        assertThat(book.list(NOW.plusSeconds(60))).isSameAs(first);

        heard("2026-02-25", NOW.plusSeconds(120));
        var second = book.list(NOW.plusSeconds(180));
        assertThat(second.events()).hasSize(2);
        assertThat(book.list(NOW.plusSeconds(240))).isSameAs(second);

        own = Found.of(EventList.parse("own", "date,title\n2026-01-12,Dinner\n").value());
        assertThat(book.list(NOW.plusSeconds(300)).events()).extracting(MarketEvent::title).containsExactly("Dinner", "fomc", "NVIDIA: quarterly results");
        assertThat(book.list(NOW.plus(Duration.ofDays(1)))).isEqualTo(book.list(NOW.plus(Duration.ofDays(1)).plusSeconds(1)));
    }

    @Test
    void a_past_moment_knows_what_was_said_by_then_and_leaves_the_present_alone() {
        heard("2026-02-25", NOW);

        assertThat(book.list(NOW.minusSeconds(1)).events()).hasSize(1);
        assertThat(book.list(NOW).events()).hasSize(2);
        assertThat(book.list(NOW.minusSeconds(1)).events()).hasSize(1);
    }

    @Test
    void a_source_that_does_not_answer_and_a_line_that_cannot_be_read_are_told() {
        own = new Found<>(new EventList(List.of()), List.of(new Problem(Reason.GARBLED, "no day", "mine.md line 3")));
        states.add(state(FINNHUB, Trouble.of(Trouble.Kind.WRONG_KEY, "Finnhub does not accept the key")));
        states.add(state(Account.of("tiingo"), Trouble.of(Trouble.Kind.WRONG_KEY, "prices are not ours to tell")));

        assertThat(book.events(NOW).problems()).extracting(Problem::sentence).containsExactly("no day", "Finnhub does not accept the key");
        states.clear();
        states.add(state(FINNHUB, Trouble.of(Trouble.Kind.NO_DATA, "nothing there")));
        assertThat(book.events(NOW).problems()).hasSize(1);
        states.clear();
        states.add(state(FINNHUB, Trouble.until(Trouble.Kind.QUOTA_SPENT, "used up", NOW.plusSeconds(60))));
        assertThat(book.events(NOW).problems()).as("a limit that is used up").hasSize(2);
        assertThat(book.events(NOW.plusSeconds(60)).problems()).as("and is free again").hasSize(1);
        assertThat(book.sources()).containsExactly(EventSource.FINNHUB);
    }

    private static ProviderState state(Account account, Trouble trouble) {
        return new ProviderState(account, 0, 0, Optional.empty(), Optional.of(trouble), Optional.empty(), Optional.of(NOW));
    }
}
