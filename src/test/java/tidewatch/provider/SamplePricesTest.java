package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

class SamplePricesTest {
    /** SHA-256 over all bars, one line each: symbol,date,open,high,low,close in cents,volume. To be re-pinned with the seed. */
    private static final String ALL_BARS = "4090677bd0115db2c3f7030141053bccefe9243ca9f917543fdeacdb05c2725e";

    private static final SamplePrices SAMPLE = new SamplePrices();
    private static final List<PriceSeries> ALL = all(SamplePrices.LAST).value();

    @Test
    void holds_48_named_series_and_110_members_over_1378_sessions() {
        assertThat(ALL).hasSize(158);
        assertThat(SAMPLE.instruments()).hasSize(158).doesNotHaveDuplicates();
        assertThat(ALL).filteredOn(s -> s.instrument().symbol().matches("SM[A-Z][0-9]{2}")).hasSize(110);
        assertThat(ALL).allSatisfy(series -> {
            assertThat(series.size()).isEqualTo(1378);
            assertThat(series.date(0)).isEqualTo(SamplePrices.FIRST);
            assertThat(series.date(1377)).isEqualTo(SamplePrices.LAST);
            assertThat(series.basis()).isEqualTo(Basis.RAW);
            assertThat(series.origin().feed()).isEqualTo("sample");
        });
    }

    @Test
    void every_bar_is_the_same_on_every_machine() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (PriceSeries series : ALL) {
            digest.update(csv(series).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(ALL_BARS);
    }

    @Test
    void every_bar_holds_together() {
        for (PriceSeries s : ALL) {
            for (int i = 0; i < s.size(); i++) {
                assertThat(s.low(i)).isPositive().isLessThanOrEqualTo(Math.min(s.open(i), s.close(i)));
                assertThat(s.high(i)).isGreaterThanOrEqualTo(Math.max(s.open(i), s.close(i)));
                assertThat(s.volume(i)).isPositive();
            }
        }
    }

    @Test
    void the_closes_of_8_January_are_the_levels_of_the_story() {
        LocalDate note = LocalDate.of(2026, 1, 8);
        assertThat(of(ALL, "SPY").close(of(ALL, "SPY").indexOf(note))).isEqualTo(690);
        assertThat(of(ALL, "NVDA").close(of(ALL, "NVDA").indexOf(note))).isEqualTo(178.20);
        assertThat(of(ALL, "SMK03").close(of(ALL, "SMK03").indexOf(note))).isEqualTo(100);
    }

    /** Against the sums of closes as a reader sees them, rounded to cents. */
    @Test
    void each_phase_of_each_series_sums_to_its_anchor() {
        var facts = new SampleFacts(ALL);
        double[] market = facts.returns("SPY");
        for (SampleStory.Row row : SampleStory.read().rows().values()) {
            double[] r = facts.returns(row.symbol());
            for (int phase = 0; phase < SampleStory.PHASES.size(); phase++) {
                if (row.anchors().get(phase).isPresent()) {
                    double sum = 0;
                    int last = facts.at(SampleStory.PHASES.get(phase).last());
                    for (int t = facts.at(SampleStory.PHASES.get(phase).first()); t <= last; t++) {
                        sum += r[t] - (row.onTopOfMarket() ? market[t] : 0);
                    }
                    assertThat(sum)
                            .as("%s, phase %d", row.symbol(), phase)
                            .isCloseTo(row.anchors().get(phase).getAsDouble(), within(0.06));
                }
            }
        }
    }

    @Test
    void ten_members_together_move_as_their_sector() {
        var facts = new SampleFacts(ALL);
        double[] fund = facts.returns("XLU");
        for (int t = 1; t < fund.length; t++) {
            double mean = 0;
            for (int i = 1; i <= 10; i++) {
                mean += facts.returns("SMU%02d".formatted(i))[t] / 10;
            }
            assertThat(mean).isCloseTo(fund[t], within(0.06));
        }
    }

    @Test
    void bars_up_to_a_day_are_the_beginning_of_all_bars() {
        Set<String> flawed = SampleFlaw.ALL.stream().map(SampleFlaw::symbol).collect(Collectors.toSet());
        for (LocalDate to : List.of(
                SamplePrices.FIRST, LocalDate.of(2024, 3, 8), LocalDate.of(2026, 1, 7), LocalDate.of(2026, 1, 8),
                LocalDate.of(2026, 2, 5), LocalDate.of(2026, 2, 13), LocalDate.of(2026, 3, 20))) {
            List<PriceSeries> early = all(to).value();
            for (PriceSeries series : ALL) {
                String symbol = series.instrument().symbol();
                if (!flawed.contains(symbol)) {
                    assertThat(barsOf(of(early, symbol), series)).as("%s up to %s", symbol, to).isTrue();
                    assertThat(of(early, symbol).actions())
                            .isEqualTo(series.actions().stream()
                                    .filter(action -> !action.ex().isAfter(to))
                                    .toList());
                }
            }
        }
    }

    @Test
    void a_range_that_begins_later_has_the_same_bars() {
        var from = LocalDate.of(2025, 12, 24);
        PriceSeries late = SAMPLE.history(Set.of("GD"), from, SamplePrices.LAST).value().getFirst();

        assertThat(late.date(0)).isEqualTo(from);
        assertThat(late.size()).isEqualTo(128);
        assertThat(barsOf(late, of(ALL, "GD"))).isTrue();
    }

    @Test
    void asked_for_few_it_builds_the_same_few() {
        Found<List<PriceSeries>> few =
                SAMPLE.history(Set.of("SMF07", "NET", "VNQ"), SamplePrices.FIRST, SamplePrices.LAST);

        assertThat(few.problems()).isEmpty();
        assertThat(few.value()).extracting(s -> s.instrument().symbol()).containsExactly("NET", "SMF07");
        for (PriceSeries series : few.value()) {
            String symbol = series.instrument().symbol();
            assertThat(series.size()).isEqualTo(1378);
            assertThat(barsOf(series, of(ALL, symbol))).as(symbol).isTrue();
        }
    }

    @Test
    void a_series_less_changes_no_number_of_the_others() {
        SampleStory story = SampleStory.read();
        var rows = new ArrayList<>(story.rows().values());
        rows.removeIf(row -> row.symbol().equals("KRE"));
        var smaller = new SamplePrices(SamplePrices.SEED, new SampleStory(rows, story.pins()));

        for (PriceSeries series :
                smaller.history(Set.of(), SamplePrices.FIRST, SamplePrices.LAST).value()) {
            String symbol = series.instrument().symbol();
            assertThat(series.size()).isEqualTo(1378);
            assertThat(barsOf(series, of(ALL, symbol))).as(symbol).isTrue();
        }
    }

    @Test
    void the_defence_fund_has_no_row_for_8_January_until_the_next_day() {
        var day = LocalDate.of(2026, 1, 8);
        PriceSeries thatDay = of(all(day).value(), "XAR");
        PriceSeries nextDay = of(all(LocalDate.of(2026, 1, 9)).value(), "XAR");

        assertThat(thatDay.date(thatDay.size() - 1)).isEqualTo(LocalDate.of(2026, 1, 7));
        assertThat(nextDay.close(nextDay.indexOf(day))).isEqualTo(260);
        assertThat(nextDay.date(nextDay.size() - 1)).isEqualTo(LocalDate.of(2026, 1, 9));
        PricePanel panel = panel(day).value();
        assertThat(panel.priced(panel.size() - 1)).isEqualTo(157);
    }

    @Test
    void a_late_bar_is_not_even_there_when_only_its_day_is_asked_for() {
        var day = LocalDate.of(2026, 1, 8);
        assertThat(SAMPLE.history(Set.of("XAR", "ITA"), day, day).value())
                .extracting(s -> s.instrument().symbol())
                .containsExactly("ITA");
    }

    @Test
    void a_halved_close_is_held_back_that_day_and_right_the_day_after() {
        var day = LocalDate.of(2026, 1, 21);
        Found<PricePanel> thatDay = panel(day);
        Found<PricePanel> nextDay = panel(LocalDate.of(2026, 1, 22));

        PricePanel.Series held = thatDay.value().find("SMF07").orElseThrow();
        assertThat(held.heldBack(thatDay.value().size() - 1)).isPresent();
        assertThat(thatDay.problems()).extracting(Problem::reason).containsExactly(Reason.QUARANTINED);
        assertThat(nextDay.problems()).isEmpty();
        PricePanel.Series right = nextDay.value().find("SMF07").orElseThrow();
        assertThat(right.close(nextDay.value().indexOf(day)) / right.close(nextDay.value().indexOf(day) - 1))
                .isBetween(0.9, 1.1);
    }

    @Test
    void two_more_flaws_lie_in_the_first_week_after_the_demos_first_morning() {
        assertThat(panel(LocalDate.of(2026, 2, 5)).problems()).isEmpty();
        PricePanel tuesday = panel(LocalDate.of(2026, 2, 10)).value();
        assertThat(tuesday.find("XOM").orElseThrow().close(tuesday.size() - 1)).isNaN();
        assertThat(panel(LocalDate.of(2026, 2, 12)).problems()).singleElement().satisfies(problem -> assertThat(
                        problem.line())
                .contains("SMU04"));
    }

    @Test
    void a_split_quarters_the_price_and_moves_no_return() {
        PriceSeries raw = of(ALL, "SMK03");
        int ex = raw.indexOf(LocalDate.of(2026, 2, 17));
        assertThat(raw.actions()).containsExactly(new CorporateAction.Split(LocalDate.of(2026, 2, 17), 4));
        assertThat(raw.close(ex) / raw.close(ex - 1)).isBetween(0.23, 0.27);
        assertThat(raw.open(ex) / raw.close(ex - 1)).isBetween(0.23, 0.27);
        assertThat(raw.volume(ex) / raw.volume(ex - 1)).isGreaterThan(1.5);

        Found<PricePanel> panel = panel(LocalDate.of(2026, 2, 17));
        PricePanel.Series view = panel.value().find("SMK03").orElseThrow();
        int t = panel.value().size() - 1;
        assertThat(view.close(t) / view.close(t - 1)).isCloseTo(4 * raw.close(ex) / raw.close(ex - 1), within(1e-12));
        assertThat(panel.problems()).isEmpty();
    }

    @Test
    void the_market_fund_pays_twice_and_its_price_steps_down_by_that() {
        assertThat(of(ALL, "SPY").actions())
                .extracting(CorporateAction::ex)
                .containsExactly(LocalDate.of(2025, 12, 19), LocalDate.of(2026, 3, 20));
        // The phase of March holds the second payment: its sum of returns with dividends is the anchor (test above), and the price alone
        // falls short of it by the payment.
        PriceSeries spy = of(ALL, "SPY");
        double priceOnly = 100
                * Math.log(spy.close(spy.indexOf(LocalDate.of(2026, 3, 31)))
                        / spy.close(spy.indexOf(LocalDate.of(2026, 2, 27))));
        assertThat(priceOnly).isCloseTo(1.6 - 100 * 1.78 / 700, within(0.03));
    }

    @Test
    void shares_carry_their_sector_and_funds_carry_none() {
        List<Instrument> instruments = SAMPLE.instruments();

        assertThat(instruments)
                .contains(
                        new Instrument(
                                "SMK01", "Sample Technology 01", Instrument.Kind.STOCK, "Information Technology", ""),
                        new Instrument("AAPL", "Apple", Instrument.Kind.STOCK, "Information Technology", ""));
        assertThat(instruments)
                .allSatisfy(i -> assertThat(i.sector().isEmpty()).isEqualTo(i.kind() == Instrument.Kind.ETF));
        Map<String, Long> members = instruments.stream()
                .filter(i -> !i.sector().isEmpty())
                .collect(Collectors.groupingBy(Instrument::sector, Collectors.counting()));
        assertThat(members).hasSize(11).allSatisfy((sector, n) -> assertThat(n).isGreaterThanOrEqualTo(10));
    }

    @Test
    void beyond_its_range_it_says_what_to_do() {
        Found<List<PriceSeries>> before = all(LocalDate.of(2020, 12, 31));
        assertThat(before.value()).isEmpty();
        assertThat(before.problems())
                .containsExactly(Problem.of(
                        Reason.NO_DATA, "The sample market starts on 4 January 2021; ask for a later day."));

        Found<List<PriceSeries>> after = all(LocalDate.of(2026, 7, 1));
        assertThat(after.value()).hasSize(158);
        assertThat(after.problems())
                .containsExactly(Problem.of(
                        Reason.NOTICE, "The sample market ends on 30 June 2026; /tomorrow reset starts again."));

        assertThat(SAMPLE.history(Set.of(), SamplePrices.LAST, SamplePrices.FIRST)).isEqualTo(Found.of(List.of()));
    }

    @Test
    void a_day_without_session_counts_as_the_session_before_it() {
        var saturday = LocalDate.of(2026, 2, 7);
        PriceSeries spy = SAMPLE.history(Set.of("SPY"), SamplePrices.FIRST, saturday).value().getFirst();
        assertThat(spy.date(spy.size() - 1)).isEqualTo(LocalDate.of(2026, 2, 6));
    }

    @Test
    void bars_appear_three_quarters_of_an_hour_after_the_close_early_closes_included() {
        assertThat(SAMPLE.newest(Instant.parse("2026-02-05T21:44:59Z"))).isEqualTo(LocalDate.of(2026, 2, 4));
        assertThat(SAMPLE.newest(Instant.parse("2026-02-05T21:45:00Z"))).isEqualTo(LocalDate.of(2026, 2, 5));
        assertThat(SAMPLE.newest(Instant.parse("2025-11-28T18:45:00Z"))).isEqualTo(LocalDate.of(2025, 11, 28));
        assertThat(SAMPLE.newest(Instant.parse("2026-08-03T12:00:00Z"))).isEqualTo(SamplePrices.LAST);
        Instant firstMorning =
                SamplePrices.FIRST_MORNING.atTime(7, 0).atZone(TradingCalendar.ZONE).toInstant();
        assertThat(SAMPLE.newest(firstMorning)).isEqualTo(LocalDate.of(2026, 2, 5));
    }

    private static Found<List<PriceSeries>> all(LocalDate to) {
        return SAMPLE.history(Set.of(), SamplePrices.FIRST, to);
    }

    private static Found<PricePanel> panel(LocalDate to) {
        return PricePanel.of(TradingCalendar.shipped(), all(to).value(), to);
    }

    private static PriceSeries of(List<PriceSeries> all, String symbol) {
        return all.stream()
                .filter(series -> series.instrument().symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    /** Whether each bar of the part is, to the last bit, the whole's bar of that day, and no day between is left out. */
    private static boolean barsOf(PriceSeries part, PriceSeries whole) {
        int offset = whole.indexOf(part.date(0));
        boolean same = offset >= 0;
        for (int i = 0; i < part.size() && same; i++) {
            int j = i + offset;
            same = part.epochDay(i) == whole.epochDay(j)
                    && part.open(i) == whole.open(j)
                    && part.high(i) == whole.high(j)
                    && part.low(i) == whole.low(j)
                    && part.close(i) == whole.close(j)
                    && part.volume(i) == whole.volume(j);
        }
        return same;
    }

    private static String csv(PriceSeries s) {
        var lines = new StringBuilder();
        for (int i = 0; i < s.size(); i++) {
            lines.append(s.instrument().symbol()).append(',').append(s.date(i));
            for (double price : new double[] {s.open(i), s.high(i), s.low(i), s.close(i)}) {
                lines.append(',').append(Math.round(100 * price));
            }
            lines.append(',').append((long) s.volume(i)).append('\n');
        }
        return lines.toString();
    }
}
