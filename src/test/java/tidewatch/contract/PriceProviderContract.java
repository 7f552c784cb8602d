package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.market.BarFlag;
import tidewatch.market.Instrument;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.PriceSeries;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;

/** What {@link PriceProvider} promises. Every source passes this. The sessions are those of 5 to 8 January 2026. */
public abstract class PriceProviderContract {
    protected static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    protected static final LocalDate LAST = LocalDate.of(2026, 1, 8);

    /** The morning after, 07:00 in New York: all four sessions are over and final. */
    protected static final Instant MORNING = Instant.parse("2026-01-09T12:00:00Z");

    /** While the last session runs, 13:00 in New York. */
    protected static final Instant RUNNING = Instant.parse("2026-01-08T18:00:00Z");

    /** Two hours after the last close. */
    protected static final Instant EVENING = Instant.parse("2026-01-08T23:00:00Z");

    /**
     * The source, ready to answer.
     *
     * @param about what it is to have: {@code good} the four sessions of both {@link #known} instruments, {@code running} the same rows
     *     while the last session runs, {@code evening} two hours after it
     */
    protected abstract PriceProvider provider(String about);

    /** Two that the source has. */
    protected List<Instrument> known() {
        return List.of(share("AAPL"), share("BRK.B"));
    }

    public static Instrument share(String symbol) {
        return new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", "");
    }

    /** It has the two known ones, and neither an unknown share nor an index of that name. */
    private static final Instrument UNKNOWN = share("ZZZZ");

    private static final Instrument INDEX = new Instrument("^ZZZZ", "An index", Instrument.Kind.INDEX, "", "");

    protected static PriceRequest.History history(LocalDate from, LocalDate to, Instrument... of) {
        return new PriceRequest.History(List.of(of), from, to);
    }

    protected static PriceSeries only(Found<PriceBatch> found) {
        assertThat(found.value().missing()).isEmpty();
        assertThat(found.value().series()).hasSize(1);
        return found.value().series().getFirst();
    }

    protected static Trouble missing(Found<PriceBatch> found, String symbol) {
        return Optional.ofNullable(found.value().missing().get(symbol)).orElseThrow(() -> new AssertionError(symbol + " is not missing"));
    }

    protected static List<String> days(PriceSeries series) {
        return IntStream.range(0, series.size()).mapToObj(i -> series.date(i).toString()).toList();
    }

    /** Asks, and lets each test look at every sentence. */
    protected Found<PriceBatch> fetch(PriceProvider provider, PriceRequest request, Instant now) {
        return provider.fetch(request, now);
    }

    @Test
    void each_instrument_has_a_series_or_a_trouble_and_one_bad_symbol_spoils_nothing() {
        var found = fetch(provider("good"), history(FIRST, LAST, known().getFirst(), UNKNOWN, INDEX, known().getLast()), MORNING);

        assertThat(found.value().series())
                .extracting(PriceSeries::instrument)
                .containsExactlyInAnyOrderElementsOf(known());
        assertThat(found.value().series())
                .allSatisfy(series -> assertThat(days(series)).containsExactly("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"));
        assertThat(found.value().missing().keySet()).containsExactlyInAnyOrder("ZZZZ", "^ZZZZ");
        assertThat(found.value().missing().values())
                .extracting(Trouble::kind)
                .containsAnyOf(Trouble.Kind.NO_SUCH_SYMBOL, Trouble.Kind.NO_DATA)
                .doesNotContain(Trouble.Kind.GARBLED, Trouble.Kind.UNREACHABLE);
        assertThat(missing(found, "ZZZZ")).satisfies(trouble -> assertThat(trouble.sentence()).contains("ZZZZ"));
        assertThat(found.value().actions()).isEmpty();
    }

    @Test
    void a_session_that_runs_has_no_bar() {
        var found = fetch(provider("running"), history(FIRST, LAST, known().getFirst()), RUNNING);

        assertThat(days(only(found))).containsExactly("2026-01-05", "2026-01-06", "2026-01-07");
    }

    @Test
    void before_the_first_session_asked_for_is_over_nothing_is_there_yet() {
        var found = fetch(provider("nothing"), history(LAST, LAST, known().getFirst()), RUNNING);

        assertThat(found.value().series()).isEmpty();
        assertThat(missing(found, known().getFirst().symbol())).satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NOT_YET));
    }

    @Test
    void bars_that_came_before_the_session_is_final_are_provisional_and_the_older_ones_are_not() {
        var provider = provider("evening");
        var series = only(fetch(provider, history(FIRST, LAST, known().getFirst()), EVENING));

        assertThat(days(series)).endsWith("2026-01-08");
        boolean settled = provider.offer().finalAfter().compareTo(Duration.ofHours(2)) <= 0;
        assertThat(BarFlag.of(series.flags(3)).contains(BarFlag.PROVISIONAL)).isEqualTo(!settled);
        assertThat(BarFlag.of(series.flags(2))).doesNotContain(BarFlag.PROVISIONAL);
    }

    @Test
    void each_bar_says_where_it_came_from() {
        var series = only(fetch(provider("good"), history(FIRST, LAST, known().getFirst()), MORNING));

        assertThat(series.origin(0).provider()).isEqualTo(provider("good").id());
        assertThat(series.origin(0).fetchedAt()).isNotNull();
    }

    @Test
    void the_offer_is_constant_and_the_account_is_the_sources() {
        var provider = provider("good");

        assertThat(provider.offer()).isEqualTo(provider.offer());
        assertThat(provider.account().provider()).isEqualTo(provider.id());
        assertThat(provider.offer().kinds()).contains(PriceRequest.Kind.HISTORY);
    }
}
