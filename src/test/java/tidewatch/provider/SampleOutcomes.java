package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.provider.SampleFacts.NOTE;
import static tidewatch.provider.SampleFacts.on;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the sample market has to show, one promise each: the figures of its rotation note of 8 January 2026, and how the theses stand on the
 * days after it. The pinned seed keeps them all; {@link SampleSeedSearch} finds another when the story changes.
 */
final class SampleOutcomes {
    private SampleOutcomes() {}

    /** A promise and the assertion that holds it. */
    record Outcome(String sentence, Consumer<SampleFacts> holds) {}

    private static Outcome outcome(String sentence, Consumer<SampleFacts> holds) {
        return new Outcome(sentence, holds);
    }

    static final List<Outcome> ALL = List.of(
            outcome("Apple closed lower seven sessions running", m -> assertThat(m.streak("AAPL", NOTE)).isEqualTo(-7)),
            outcome("NVIDIA lost 2 % at the close", m -> assertThat(m.move("NVDA", NOTE, 1)).isBetween(-2.5, -1.5)),
            outcome("Oracle lost 2 % at the close", m -> assertThat(m.move("ORCL", NOTE, 1)).isBetween(-2.5, -1.5)),
            outcome("Cloudflare lost 5 % at the close", m -> assertThat(m.move("NET", NOTE, 1)).isBetween(-5.5, -4.5)),
            outcome("Lockheed gained 8 % at the close", m -> assertThat(m.move("LMT", NOTE, 1)).isBetween(7.5, 8.5)),
            outcome("Northrop passed +8 % during the day, and no close up to five sessions back shows it", m -> {
                assertThat(m.highMove("NOC", NOTE)).isBetween(7.5, 8.5);
                assertThat(m.lowMove("NOC", NOTE)).isLessThan(7.5);
                assertThat(m.move("NOC", NOTE, 1)).isBetween(2.0, 2.2);
                for (int n = 2; n <= 5; n++) {
                    assertThat(Math.abs(m.move("NOC", NOTE, n) - 8)).isGreaterThan(.5);
                }
            }),
            outcome("General Dynamics gained 6 % over five sessions, not over fewer and not during the day", m -> {
                assertThat(m.move("GD", NOTE, 5)).isBetween(5.5, 6.5);
                assertThat(m.highMove("GD", NOTE)).isLessThan(5.5);
                for (int n = 1; n <= 4; n++) {
                    assertThat(Math.abs(m.move("GD", NOTE, n) - 6)).isGreaterThan(.5);
                }
            }),
            outcome("the Russell beat the Nasdaq by 6 points since 31 December, not on the day", m -> {
                assertThat(m.move("IWM", NOTE, 5) - m.move("QQQ", NOTE, 5)).isBetween(5.5, 6.1);
                for (int n = 1; n <= 4; n++) {
                    assertThat(m.move("IWM", NOTE, n) - m.move("QQQ", NOTE, n)).isLessThan(5.5);
                }
            }),
            outcome("defence ran 6.3 % ahead of the market from 31 December, and noise does as much in 1 of 5 to 12", m -> {
                var start = m.start(NOTE, List.of("ITA"), List.of("SPY"));
                assertThat(start.first()).isBetween(LocalDate.of(2025, 12, 30), LocalDate.of(2026, 1, 2));
                assertThat(100 * Math.expm1(start.sumLog() / 100)).isBetween(5.5, 7.5);
                assertThat(start.p()).isBetween(.08, .20);
            }),
            outcome("on the note's day nothing stands out after correcting for the rows searched", m -> assertThat(
                            m.standingOut(NOTE))
                    .isZero()),
            outcome("industrials stand out by themselves on 27 February", m -> assertThat(
                            m.start(on(2, 27), List.of("XLI"), List.of("SPY")).p())
                    .isLessThan(.02)),
            outcome("the market had drifted, not fallen, in the quarter before the note", m -> assertThat(
                            m.move("SPY", NOTE, 63))
                    .isBetween(-3.0, 6.0)),
            outcome("2025 was a year of growth shares: the Nasdaq and NVIDIA beat a rising market", m -> {
                LocalDate yearEnd = LocalDate.of(2025, 12, 31);
                double market = m.move("SPY", yearEnd, 250);
                assertThat(market).isBetween(4.0, 30.0);
                assertThat(m.move("QQQ", yearEnd, 250)).isBetween(market, 45.0);
                assertThat(m.move("NVDA", yearEnd, 250)).isBetween(market + 5, 150.0);
            }),
            outcome("on the demo's first morning industrials have led for a month and technology has trailed", m -> {
                assertThat(m.monthZ("XLI", on(2, 5))).isGreaterThan(1.25);
                assertThat(m.monthZ("XLK", on(2, 5))).isLessThan(-1.25);
            }),
            outcome("on the demo's first morning the day before was an ordinary one for the market", m -> assertThat(
                            Math.abs(m.move("SPY", on(2, 5), 1)))
                    .isBetween(.15, .9)),
            outcome("on the demo's first morning the longest run is of four to seven days", m -> assertThat(
                            SampleFacts.SYMBOLS.stream().mapToInt(s -> Math.abs(m.streak(s, on(2, 5)))).max().getAsInt())
                    .isBetween(4, 7)),
            outcome("on the demo's first morning shares moved that far both ways as they do on 1 day in 20", m -> {
                assertThat(SampleFacts.SYMBOLS.stream().filter(s -> m.sigmas(s, on(2, 5)) > 2)).hasSizeBetween(1, 5);
                assertThat(SampleFacts.SYMBOLS.stream().filter(s -> m.sigmas(s, on(2, 5)) < -2)).hasSizeBetween(1, 5);
            }),
            leaningFor("long defence", 1, on(2, 4), "ITA"),
            leaningFor("long defence", 1, on(2, 5), "ITA"),
            leaningFor("small caps", 1, on(2, 4), "IWM"),
            leaningFor("small caps", 1, on(2, 5), "IWM"),
            leaningFor("industrials", 1, on(2, 4), "XLI"),
            leaningFor("industrials", 1, on(2, 5), "XLI"),
            leaningAgainst("financials", 1, on(2, 4), "XLF"),
            leaningAgainst("financials", 1, on(2, 5), "XLF"),
            leaningFor("pressure on NVIDIA", -1, on(2, 4), "NVDA"),
            leaningFor("pressure on NVIDIA", -1, on(2, 5), "NVDA"),
            leaningFor("software out", -1, on(2, 4), "IGV"),
            leaningFor("software out", -1, on(2, 5), "IGV"),
            leaningFor("long defence and Palantir", 1, on(2, 4), "ITA", "PLTR"),
            leaningFor("long defence and Palantir", 1, on(2, 5), "ITA", "PLTR"),
            leaningFor("long defence", 1, on(2, 6), "ITA"),
            mixed("long defence", 1, on(2, 27), "ITA"),
            leaningAgainst("long defence", 1, on(3, 31), "ITA"),
            outcome("long defence is first against its note between 12 and 31 March", m -> {
                LocalDate first = m.bars("SPY").date(firstAgainst(m, "ITA"));
                assertThat(first).isBetween(on(3, 12), on(3, 31));
            }),
            leaningFor("long defence and Palantir", 1, on(2, 6), "ITA", "PLTR"),
            mixed("long defence and Palantir", 1, on(2, 27), "ITA", "PLTR"),
            leaningAgainst("long defence and Palantir", 1, on(3, 31), "ITA", "PLTR"),
            leaningFor("small caps", 1, on(2, 6), "IWM"),
            mixed("small caps", 1, on(2, 27), "IWM"),
            leaningAgainst("small caps", 1, on(3, 31), "IWM"),
            leaningAgainst("financials", 1, on(2, 6), "XLF"),
            leaningAgainst("financials", 1, on(2, 27), "XLF"),
            leaningAgainst("financials", 1, on(3, 31), "XLF"),
            leaningFor("industrials", 1, on(2, 6), "XLI"),
            leaningFor("industrials", 1, on(2, 27), "XLI"),
            mixed("industrials", 1, on(6, 30), "XLI"),
            leaningFor("utilities", 1, on(2, 27), "XLU"),
            mixed("utilities", 1, on(6, 30), "XLU"),
            leaningFor("software out", -1, on(2, 27), "IGV"),
            mixed("software out", -1, on(3, 31), "IGV"),
            mixed("software out", -1, on(6, 30), "IGV"),
            leaningFor("pressure on NVIDIA", -1, on(2, 6), "NVDA"),
            leaningAgainst("long NVIDIA", 1, on(2, 6), "NVDA"),
            mixed("long NVIDIA", 1, on(2, 27), "NVDA"),
            leaningFor("long NVIDIA", 1, on(3, 31), "NVDA"),
            mixed("long datacenter infrastructure", 1, on(2, 5), "EQIX", "VST"),
            mixed("long datacenter infrastructure", 1, on(2, 6), "EQIX", "VST"),
            mixed("long datacenter infrastructure", 1, on(2, 27), "EQIX", "VST"),
            mixed("long datacenter infrastructure", 1, on(3, 31), "EQIX", "VST"),
            mixed("long datacenter infrastructure", 1, on(6, 30), "EQIX", "VST"),
            outcome("no price of the five years falls under 5 dollars", m -> assertThat(m.lowestClose())
                    .isGreaterThan(5)));

    private static Outcome leaningFor(String thesis, int direction, LocalDate day, String... basket) {
        return outcome(thesis + ": leaning for on " + day, m -> {
            assertThat(m.z(direction, day, basket)).isGreaterThanOrEqualTo(1);
            assertThat(m.z10(direction, day, basket)).isGreaterThan(-1);
        });
    }

    private static Outcome leaningAgainst(String thesis, int direction, LocalDate day, String... basket) {
        return outcome(thesis + ": leaning against on " + day, m -> {
            assertThat(m.z(direction, day, basket)).isLessThanOrEqualTo(-1);
            assertThat(m.z10(direction, day, basket)).isLessThan(1);
        });
    }

    private static Outcome mixed(String thesis, int direction, LocalDate day, String... basket) {
        return outcome(thesis + ": no evidence either way on " + day, m -> assertThat(m.z(direction, day, basket))
                .isBetween(-1.0, 1.0));
    }

    private static int firstAgainst(SampleFacts m, String basket) {
        for (int t = m.at(NOTE) + 5; ; t++) {
            LocalDate day = m.bars("SPY").date(t);
            if (m.z(1, day, basket) <= -1 && m.z10(1, day, basket) < 1) {
                return t;
            }
        }
    }
}
