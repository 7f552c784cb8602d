package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.market.ArchiveEntry;
import tidewatch.market.ArchiveEntry.Fetched;
import tidewatch.market.ArchiveEntry.SeriesEntry;
import tidewatch.market.BarFlag;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;
import tidewatch.market.Gap;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceArchive;
import tidewatch.market.PriceChange;
import tidewatch.market.PriceSeries;
import tidewatch.market.Suspect;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.testing.Prices;

/** What {@link PriceArchive} promises. Every archive passes this. */
public abstract class PriceArchiveContract {
    protected static final Instant T0 = Instant.parse("2026-01-09T22:00:00Z");
    private static final Instant T1 = T0.plusSeconds(3_600);
    private static final Origin FIRST = new Origin("tiingo", "eod", T0);
    private static final Origin SECOND = new Origin("tiingo", "eod", T1);
    private static final LocalDate JAN_5 = LocalDate.of(2026, 1, 5);
    private static final LocalDate JAN_6 = LocalDate.of(2026, 1, 6);
    private static final LocalDate JAN_7 = LocalDate.of(2026, 1, 7);

    private PriceArchive archive;

    /** An empty one that knows {@link #known}. */
    protected abstract PriceArchive archive();

    @BeforeEach
    void open() {
        archive = archive();
    }

    protected static Optional<Instrument> known(String symbol) {
        return symbol.equals("XLK") ? Optional.of(new Instrument("XLK", "Technology", Instrument.Kind.ETF, "", "")) : Optional.empty();
    }

    private static PriceSeries series(String symbol, Basis basis, Origin origin, LocalDate first, double... closes) {
        int[] days = Prices.sessions(first, closes.length).stream().mapToInt(day -> (int) day.toEpochDay()).toArray();
        return new PriceSeries(
                Prices.instrument(symbol),
                basis,
                origin,
                days,
                Arrays.stream(closes).map(c -> c - .5).toArray(),
                Arrays.stream(closes).map(c -> c + 1).toArray(),
                Arrays.stream(closes).map(c -> c - 1).toArray(),
                closes.clone(),
                Arrays.stream(closes).map(c -> c * 1e4 + .25).toArray(),
                new double[0],
                List.of());
    }

    private static SeriesEntry part(PriceSeries series) {
        return new SeriesEntry(series, "tiingo", false);
    }

    private static SeriesEntry whole(PriceSeries series) {
        return new SeriesEntry(series, "tiingo", true);
    }

    private static ArchiveEntry entry(Origin origin, SeriesEntry... series) {
        return new ArchiveEntry(new Fetched(origin, "a request", 7, "an outcome"), List.of(series), Map.of(), List.of(), List.of(), List.of());
    }

    private static ArchiveEntry beside(Map<String, List<CorporateAction>> actions, List<Suspect> suspects, List<Gap> gaps, List<PriceChange> changes) {
        return new ArchiveEntry(new Fetched(FIRST, "a request", 7, "an outcome"), List.of(), actions, suspects, gaps, changes);
    }

    private static Suspect suspect(String symbol, LocalDate session, String rule) {
        return new Suspect(
                symbol, session, Double.NaN, 3, 2, -41.5, Double.NaN, FIRST, rule, "close -41.5 is not above 0", Suspect.State.OPEN, Optional.empty());
    }

    private PriceArchive.Holding held(String symbol) {
        return Optional.ofNullable(archive.holdings().get(symbol)).orElseThrow();
    }

    private PriceSeries one(String symbol) {
        return one(symbol, LocalDate.MIN, LocalDate.MAX);
    }

    private PriceSeries one(String symbol, LocalDate from, LocalDate to) {
        var found = archive.history(Set.of(symbol), from, to).value();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<Double> closes(PriceSeries series) {
        return IntStream.range(0, series.size()).mapToObj(series::close).toList();
    }

    @Test
    void an_empty_archive_says_what_it_has_not() {
        assertThat(archive.id()).isEqualTo("archive");
        assertThat(archive.holdings()).isEmpty();
        assertThat(archive.history(Set.of(), LocalDate.MIN, LocalDate.MAX).value()).isEmpty();
        assertThat(archive.history(Set.of(), LocalDate.MIN, LocalDate.MAX).complete()).isTrue();
        var asked = archive.history(Set.of("XLK"), JAN_5, JAN_7);
        assertThat(asked.value()).isEmpty();
        assertThat(asked.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.NO_DATA);
            assertThat(problem.line()).contains("XLK");
        });
        assertThat(archive.actions()).isEmpty();
        assertThat(archive.suspects(EnumSet.allOf(Suspect.State.class))).isEmpty();
        assertThat(archive.gaps(LocalDate.MIN)).isEmpty();
        assertThat(archive.changes(Instant.EPOCH, 10)).isEmpty();
    }

    @Test
    void bars_come_back_as_they_went_over_quarters_and_years() {
        double[] closes = IntStream.range(0, 300).mapToDouble(i -> 100 + i / 3.0).toArray();
        var given = series("XLK", Basis.RAW, FIRST, LocalDate.of(2025, 2, 3), closes);
        var flags = new byte[300];
        flags[7] = BarFlag.bits(EnumSet.of(BarFlag.PROVISIONAL, BarFlag.BREAK));
        flags[299] = BarFlag.bits(EnumSet.of(BarFlag.UNCONFIRMED));
        var originOf = new int[300];
        originOf[120] = 1;
        var other = new Origin("alpaca", "sip", T0.minusSeconds(5));
        archive.enter(entry(FIRST, part(given.marked(flags, List.of(FIRST, other), originOf))));
        var series = one("XLK");
        assertThat(series.instrument()).isEqualTo(known("XLK").orElseThrow());
        assertThat(series.basis()).isEqualTo(Basis.RAW);
        assertThat(series.size()).isEqualTo(300);
        assertThat(series.hasAdjusted()).isFalse();
        for (int i = 0; i < 300; i++) {
            assertThat(series.date(i)).isEqualTo(given.date(i));
            assertThat(new double[] {series.open(i), series.high(i), series.low(i), series.close(i), series.volume(i)})
                    .containsExactly(given.open(i), given.high(i), given.low(i), given.close(i), given.volume(i));
            assertThat(series.flags(i)).isEqualTo(flags[i]);
            assertThat(series.origin(i)).isEqualTo(i == 120 ? other : FIRST);
        }
        assertThat(series.origin()).isEqualTo(FIRST);
        assertThat(archive.holdings()).hasSize(1);
        assertThat(held("XLK"))
                .isEqualTo(new PriceArchive.Holding("XLK", "tiingo", Basis.RAW, Optional.of(given.date(0)), Optional.of(given.date(299)), 300,
                        Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void what_is_no_number_and_adjusted_closes_come_back_too() {
        double none = Double.NaN;
        int[] days = Prices.sessions(JAN_5, 2).stream().mapToInt(day -> (int) day.toEpochDay()).toArray();
        archive.enter(entry(FIRST, part(new PriceSeries(
                Prices.instrument("A"), Basis.SPLIT, FIRST, days, new double[] {none, 1}, new double[] {none, 2}, new double[] {none, .5},
                new double[] {1.5, 1.25}, new double[] {none, 0}, new double[] {1.4, 1.25}, List.of()))));
        archive.enter(entry(SECOND, part(series("A", Basis.SPLIT, SECOND, JAN_7, 1.75))));
        var series = one("A");
        assertThat(series.open(0)).isNaN();
        assertThat(series.volume(0)).isNaN();
        assertThat(series.volume(1)).isZero();
        assertThat(series.hasAdjusted()).isTrue();
        assertThat(series.adjusted(0)).isEqualTo(1.4);
        assertThat(series.adjusted(2)).as("its close, of a source without adjusted ones").isEqualTo(1.75);
        assertThat(one("A", JAN_7, JAN_7).hasAdjusted()).isFalse();
    }

    @Test
    void an_unknown_symbol_is_a_share_and_a_roof_an_index() {
        archive.enter(entry(FIRST, part(series("ZZZ", Basis.RAW, FIRST, JAN_5, 1)), part(series("^SPX", Basis.RAW, FIRST, JAN_5, 1))));
        assertThat(archive.history(Set.of(), JAN_5, JAN_7).value()).extracting(series -> series.instrument().kind())
                .containsExactly(Instrument.Kind.STOCK, Instrument.Kind.INDEX);
        assertThat(one("ZZZ").instrument().name()).isEqualTo("ZZZ");
    }

    @Test
    void a_range_has_both_its_ends_and_nothing_else() {
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, LocalDate.of(2025, 12, 29), 1, 2, 3, 4, 5, 6, 7))));
        archive.enter(beside(
                Map.of("A", List.of(new Split(JAN_5, 2), new Split(JAN_7, 3), new Split(LocalDate.of(2026, 1, 2), 4))), List.of(), List.of(), List.of()));
        assertThat(closes(one("A", LocalDate.of(2025, 12, 30), JAN_5))).containsExactly(2.0, 3.0, 4.0, 5.0);
        assertThat(one("A", JAN_5, JAN_6).actions()).containsExactly(new Split(JAN_5, 2));
        assertThat(closes(one("A", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 1)))).isEmpty();
        assertThat(closes(one("A", LocalDate.of(2020, 1, 1), LocalDate.of(2025, 12, 29)))).containsExactly(1.0);
        assertThat(closes(one("A", JAN_7, JAN_5))).isEmpty();
        assertThat(closes(one("A", LocalDate.of(2030, 1, 1), LocalDate.MAX))).isEmpty();
    }

    @Test
    void only_what_is_wanted_comes() {
        archive.enter(entry(
                FIRST,
                part(series("A", Basis.RAW, FIRST, JAN_5, 1)),
                part(series("B", Basis.RAW, FIRST, JAN_5, 2)),
                part(series("C", Basis.RAW, FIRST, JAN_5, 3)),
                part(series("D", Basis.RAW, FIRST, JAN_5, 4))));
        assertThat(archive.history(Set.of("B"), JAN_5, JAN_7).value()).extracting(series -> closes(series).getFirst()).containsExactly(2.0);
        assertThat(archive.history(Set.of("C", "A", "D"), JAN_5, JAN_7).value()).extracting(series -> closes(series).getFirst())
                .containsExactly(1.0, 3.0, 4.0);
        assertThat(archive.history(Set.of("B", "E"), JAN_5, JAN_7).problems()).extracting(Problem::reason).containsExactly(Reason.NO_DATA);
    }

    @Test
    void the_same_bars_again_change_nothing_and_keep_their_origin() {
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, JAN_5, 1, 2, 3))));
        long revision = archive.revision();
        archive.enter(entry(SECOND, part(series("A", Basis.RAW, SECOND, JAN_5, 1, 2, 3))));
        archive.enter(entry(SECOND, part(series("A", Basis.RAW, SECOND, JAN_6, 2))));
        archive.enter(entry(SECOND, whole(series("A", Basis.RAW, SECOND, JAN_5, 1, 2, 3))));
        assertThat(archive.revision()).isEqualTo(revision);
        assertThat(one("A").origin()).isEqualTo(FIRST);
    }

    @Test
    void a_bar_that_differs_replaces_the_one_before_and_leaves_the_others() {
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, JAN_5, 1, 2, 3))));
        long revision = archive.revision();
        archive.enter(entry(SECOND, part(series("A", Basis.RAW, SECOND, JAN_6, 2.5))));
        assertThat(archive.revision()).isNotEqualTo(revision);
        var series = one("A");
        assertThat(closes(series)).containsExactly(1.0, 2.5, 3.0);
        assertThat(IntStream.range(0, 3).mapToObj(series::origin)).containsExactly(FIRST, SECOND, FIRST);
        assertThat(held("A").bars()).isEqualTo(3);
    }

    @Test
    void a_flag_alone_is_a_difference() {
        var bars = series("A", Basis.RAW, FIRST, JAN_5, 1);
        archive.enter(entry(FIRST, part(bars.marked(new byte[] {1}, List.of(), new int[0]))));
        long revision = archive.revision();
        archive.enter(entry(SECOND, part(bars)));
        assertThat(archive.revision()).isNotEqualTo(revision);
        assertThat(one("A").flags(0)).isZero();
    }

    @Test
    void a_whole_series_takes_the_place_of_all_that_was_held_and_is_up_to_date() {
        archive.enter(entry(FIRST, part(series("A", Basis.SPLIT, FIRST, LocalDate.of(2025, 9, 25), IntStream.rangeClosed(1, 80).asDoubleStream().toArray()))));
        archive.stale("A", Optional.of("a 4:1 split on 17 Feb"));
        archive.enter(entry(SECOND, new SeriesEntry(series("A", Basis.RAW, SECOND, JAN_6, 9, 8), "alpaca", true)));
        assertThat(closes(one("A"))).containsExactly(9.0, 8.0);
        assertThat(held("A"))
                .isEqualTo(new PriceArchive.Holding(
                        "A", "alpaca", Basis.RAW, Optional.of(JAN_6), Optional.of(JAN_7), 2, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void a_series_without_a_bar_takes_nothing_away() {
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, JAN_5, 1))));
        var before = archive.holdings();
        long revision = archive.revision();
        archive.enter(entry(SECOND, whole(series("A", Basis.RAW, SECOND, JAN_5))));
        archive.enter(entry(SECOND, new SeriesEntry(series("A", Basis.SPLIT, SECOND, JAN_5), "alpaca", false)));
        assertThat(closes(one("A"))).containsExactly(1.0);
        assertThat(archive.holdings()).isEqualTo(before);
        assertThat(archive.revision()).isEqualTo(revision);
    }

    @Test
    void a_bar_of_another_basis_joins_its_series_and_a_new_home_of_another_basis_must_bring_all() {
        archive.enter(entry(FIRST, part(series("A", Basis.SPLIT, FIRST, JAN_5, 1))));
        archive.enter(entry(SECOND, part(series("A", Basis.RAW, SECOND, JAN_6, 2))));
        assertThat(one("A").basis()).isEqualTo(Basis.SPLIT);
        long revision = archive.revision();
        var refused = entry(
                SECOND, part(series("B", Basis.RAW, SECOND, JAN_6, 2)), new SeriesEntry(series("A", Basis.RAW, SECOND, JAN_7, 3), "alpaca", false));
        assertThatThrownBy(() -> archive.enter(refused)).isInstanceOf(IllegalArgumentException.class);
        assertThat(archive.holdings()).containsOnlyKeys("A");
        assertThat(archive.revision()).isEqualTo(revision);
    }

    @Test
    void two_parts_of_one_series_in_one_entry_are_both_there() {
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, JAN_5, 1)), part(series("A", Basis.RAW, FIRST, JAN_6, 2))));
        assertThat(closes(one("A"))).containsExactly(1.0, 2.0);
        assertThat(held("A").bars()).isEqualTo(2);
    }

    @Test
    void an_action_replaces_the_one_of_its_kind_and_day_and_two_dividends_of_a_day_are_two() {
        Split split = new Split(JAN_6, 4);
        archive.enter(beside(Map.of("A", List.of(split, new CashDividend(JAN_6, .5), new PriceFactor(JAN_6, 1.067))), List.of(), List.of(), List.of()));
        long revision = archive.revision();
        archive.enter(beside(Map.of("A", List.of(split)), List.of(), List.of(), List.of()));
        assertThat(archive.revision()).isEqualTo(revision);
        archive.enter(beside(Map.of("A", List.of(new CashDividend(JAN_6, .25), new CashDividend(JAN_6, 3), new Split(JAN_5, 2))), List.of(), List.of(), List.of()));
        assertThat(archive.revision()).isNotEqualTo(revision);
        assertThat(archive.actions())
                .isEqualTo(Map.of("A", List.of(new Split(JAN_5, 2), new CashDividend(JAN_6, .25), new CashDividend(JAN_6, 3), new PriceFactor(JAN_6, 1.067), split)));
    }

    @Test
    void an_open_suspect_is_held_back_and_told_until_it_is_settled() {
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, JAN_5, 1))));
        var open = suspect("A", JAN_6, "RANGE");
        archive.enter(beside(Map.of(), List.of(open), List.of(), List.of()));
        assertThat(one("A").heldBack()).containsExactly(new PriceSeries.HeldBack(JAN_6, "close -41.5 is not above 0"));
        assertThat(archive.history(Set.of(), JAN_5, JAN_7).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.QUARANTINED);
            assertThat(problem.line()).startsWith("A 2026-01-06: close -41.5 is not above 0");
        });
        assertThat(archive.history(Set.of(), JAN_5, JAN_5).complete()).isTrue();
        assertThat(archive.suspects(Set.of(Suspect.State.OPEN))).containsExactly(open);
        assertThat(archive.suspects(Set.of())).isEmpty();
        long revision = archive.revision();
        archive.enter(beside(Map.of(), List.of(open), List.of(), List.of()));
        assertThat(archive.revision()).isEqualTo(revision);
        var settled = open.settled(Suspect.State.REFUSED, new Suspect.Decision("an owner", T1));
        archive.enter(beside(Map.of(), List.of(settled), List.of(), List.of()));
        assertThat(archive.revision()).isNotEqualTo(revision);
        assertThat(one("A").heldBack()).isEmpty();
        assertThat(archive.history(Set.of(), JAN_5, JAN_7).complete()).isTrue();
        assertThat(archive.suspects(Set.of(Suspect.State.OPEN))).isEmpty();
        assertThat(archive.suspects(Set.of(Suspect.State.REFUSED, Suspect.State.OPEN))).containsExactly(settled);
    }

    @Test
    void a_series_of_which_all_is_held_back_is_there_without_a_bar() {
        archive.enter(beside(Map.of(), List.of(suspect("A", JAN_6, "RANGE")), List.of(), List.of()));
        assertThat(one("A").size()).isZero();
        assertThat(one("A").heldBack()).hasSize(1);
    }

    @Test
    void a_gap_is_known_until_a_bar_comes() {
        var early = new Gap("B", JAN_5, Gap.Why.NOT_LISTED_YET);
        var late = new Gap("A", JAN_7, Gap.Why.GIVEN_UP);
        archive.enter(beside(Map.of(), List.of(), List.of(early, late, new Gap("A", JAN_6, Gap.Why.NO_TRADE)), List.of()));
        archive.enter(beside(Map.of(), List.of(), List.of(new Gap("A", JAN_6, Gap.Why.NO_LONGER_LISTED)), List.of()));
        assertThat(archive.gaps(LocalDate.MIN)).containsExactly(new Gap("A", JAN_6, Gap.Why.NO_LONGER_LISTED), late, early);
        assertThat(archive.gaps(JAN_7)).containsExactly(late);
        archive.enter(entry(FIRST, part(series("A", Basis.RAW, FIRST, JAN_7, 1))));
        assertThat(archive.gaps(JAN_6)).containsExactly(new Gap("A", JAN_6, Gap.Why.NO_LONGER_LISTED));
    }

    @Test
    void changes_are_told_newest_first() {
        var first = new PriceChange("A", JAN_5, 1, 1.5, "tiingo", "second look", T0);
        var second = new PriceChange("A", JAN_5, 1.5, 1.25, "alpaca", "refetch", T1);
        var third = new PriceChange("B", JAN_5, 2, 2.5, "tiingo", "second look", T1);
        archive.enter(beside(Map.of(), List.of(), List.of(), List.of(first, second)));
        archive.enter(beside(Map.of(), List.of(), List.of(), List.of(third, second)));
        assertThat(archive.changes(Instant.EPOCH, 10)).containsExactly(second, third, first);
        assertThat(archive.changes(T1, 10)).containsExactly(second, third);
        assertThat(archive.changes(Instant.EPOCH, 1)).containsExactly(second);
        assertThat(archive.changes(T1.plusMillis(1), 10)).isEmpty();
    }

    @Test
    void what_was_asked_and_why_a_series_is_stale_is_remembered_before_there_is_a_bar() {
        archive.actionsAsked(Set.of("A", "B"), JAN_6);
        archive.actionsAsked(Set.of("A"), JAN_5);
        archive.historyAsked(Set.of("A", "B"), JAN_6);
        archive.historyAsked(Set.of("B"), JAN_5);
        archive.historyAsked(Set.of("B"), JAN_7);
        archive.stale("A", Optional.of("why"));
        assertThat(archive.history(Set.of(), LocalDate.MIN, LocalDate.MAX).value()).isEmpty();
        assertThat(held("A"))
                .isEqualTo(new PriceArchive.Holding(
                        "A", "", Basis.RAW, Optional.empty(), Optional.empty(), 0, Optional.of(JAN_6), Optional.of(JAN_6), Optional.of("why")));
        archive.enter(entry(FIRST, part(series("A", Basis.SPLIT, FIRST, JAN_5, 1))));
        assertThat(held("A"))
                .isEqualTo(new PriceArchive.Holding(
                        "A", "tiingo", Basis.SPLIT, Optional.of(JAN_5), Optional.of(JAN_5), 1, Optional.of(JAN_6), Optional.of(JAN_6), Optional.of("why")));
        assertThat(held("B").askedFrom()).contains(JAN_5);
        archive.stale("A", Optional.empty());
        assertThat(held("A").stale()).isEmpty();
    }
}
