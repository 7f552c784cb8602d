package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.market.Account;
import tidewatch.market.RefreshBook;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.RefreshBook.SessionState;
import tidewatch.market.RefreshBook.Setback;
import tidewatch.market.Trouble;

/** What {@link RefreshBook} promises. Every book passes this. */
public abstract class RefreshBookContract {
    protected static final Instant T0 = Instant.parse("2026-01-09T12:00:00Z");
    private static final LocalDate JAN_8 = LocalDate.of(2026, 1, 8);
    private static final Account ME = new Account("tiingo", "0a1b2c3d");
    private static final Trouble BUSY = Trouble.until(Trouble.Kind.BUSY, "Tiingo asks us to wait", T0.plusSeconds(90));
    private static final Trouble UNKNOWN = Trouble.of(Trouble.Kind.NO_SUCH_SYMBOL, "Tiingo does not know XX");

    private RefreshBook book;

    /** An empty one. */
    protected abstract RefreshBook book();

    @BeforeEach
    void open() {
        book = book();
    }

    @Test
    void a_session_is_kept_as_it_was_saved_last() {
        assertThat(book.session(JAN_8)).isEmpty();
        var open = new SessionState(JAN_8, SessionState.Stage.OPEN, 548, 500, 3, 2, Optional.of(T0), "45 missing: \"XAR\", N\u00c9T");
        book.save(open);
        assertThat(book.session(JAN_8)).contains(open);
        var done = new SessionState(JAN_8, SessionState.Stage.FINAL, 548, 545, 3, 4, Optional.empty(), "");
        book.save(done);
        assertThat(book.session(JAN_8)).contains(done);
        assertThat(book.sessions(10)).containsExactly(done);
    }

    @Test
    void sessions_come_newest_first() {
        for (int i : List.of(2, 0, 1)) {
            book.save(new SessionState(JAN_8.plusDays(i), SessionState.Stage.GIVEN_UP, i, 0, 0, 0, Optional.empty(), ""));
        }
        assertThat(book.sessions(2)).extracting(SessionState::session).containsExactly(JAN_8.plusDays(2), JAN_8.plusDays(1));
    }

    @Test
    void a_source_is_kept_by_its_account() {
        assertThat(book.provider(ME)).isEmpty();
        assertThat(book.providers()).isEmpty();
        var broken = new ProviderState(ME, 3, 2, Optional.of(T0.plusSeconds(300)), Optional.of(BUSY), Optional.of(T0.minusSeconds(9)), Optional.of(T0));
        var fresh = ProviderState.unknown(Account.of("sample"));
        var other = ProviderState.unknown(new Account("tiingo", "00000000"));
        book.save(broken);
        book.save(fresh);
        book.save(other);
        assertThat(book.provider(ME)).contains(broken);
        assertThat(book.providers()).containsExactly(fresh, other, broken);
        var well = new ProviderState(ME, 0, 0, Optional.empty(), Optional.empty(), Optional.of(T0), Optional.of(T0));
        book.save(well);
        assertThat(book.provider(ME)).contains(well);
        var lasting = new ProviderState(ME, 1, 0, Optional.empty(), Optional.of(UNKNOWN), Optional.empty(), Optional.empty());
        book.save(lasting);
        assertThat(book.provider(ME)).contains(lasting);
    }

    @Test
    void setbacks_are_kept_until_they_are_cleared() {
        var first = new Setback("tiingo", "XX", UNKNOWN, 1, T0);
        var second = new Setback("alpaca", "corporate actions", BUSY, 2, T0.plusSeconds(5));
        book.save(List.of(first, second));
        book.save(List.of());
        assertThat(book.setbacks()).containsExactly(second, first);
        var again = new Setback("tiingo", "XX", BUSY, 2, T0.plusSeconds(600));
        book.save(Set.of(again));
        assertThat(book.setbacks()).containsExactly(second, again);
        book.cleared("tiingo", Set.of());
        book.cleared("alpaca", Set.of("XX"));
        assertThat(book.setbacks()).hasSize(2);
        book.cleared("tiingo", Set.of("XX", "corporate actions"));
        assertThat(book.setbacks()).containsExactly(second);
    }

    @Test
    void a_whole_market_of_setbacks_is_written_and_cleared_at_once() {
        var symbols = IntStream.range(0, 1_700).mapToObj(i -> "S" + i).toList();
        book.save(symbols.stream().map(symbol -> new Setback("tiingo", symbol, UNKNOWN, 1, T0)).toList());
        assertThat(book.setbacks()).hasSize(1_700);
        book.cleared("tiingo", Set.copyOf(symbols.subList(0, 1_699)));
        assertThat(book.setbacks()).extracting(Setback::subject).containsExactly("S1699");
    }
}
