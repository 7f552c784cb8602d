package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.FigureCheck;
import tidewatch.evidence.FigureCheck.Rung;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.market.PricePanel;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Name;
import tidewatch.testing.Golden;
import tidewatch.testing.Prices;

class CheckJsonTest {
    /** STWK closes at 100, then opens at 107, trades from 101 to 110.5 and closes at 102.390625. */
    static final PricePanel PANEL = Prices.panel(Prices.bars(
            "STWK", Made.day("2026-01-07"), new double[] {100, 100, 100, 100, 1e6}, new double[] {107, 110.5, 101, 102.390625, 1e6}));

    private static final double CLOSE = 102.390625 / 100 - 1;

    /** Every verdict with all that it can hold. */
    static final List<FigureCheck> CHECKS = List.of(
            check(move(5, 2), new Verdict.AtClose(CLOSE, Optional.empty()), List.of(), rung("1d", "2026-01-07", CLOSE, true)),
            check(
                    move(6, 8),
                    new Verdict.IntradayOnly(CLOSE, .07, .105, .01, Verdict.IntradayOnly.Where.BETWEEN),
                    List.of(new Verdict.OverDays(4, Made.day("2026-01-02"), .0825, CLOSE)),
                    rung("1d", "2026-01-07", CLOSE, false),
                    new Rung("range", Made.day("2026-01-07"), Made.DAY, .105, Optional.empty(), Optional.of(.01), true),
                    new Rung("4d", Made.day("2026-01-02"), Made.DAY, .0825, Optional.empty(), Optional.empty(), true)),
            check(move(7, 8), new Verdict.OverDays(4, Made.day("2026-01-02"), .0825, CLOSE), List.of(), rung("4d", "2026-01-02", .0825, true)),
            check(
                    move(8, 12),
                    new Verdict.Since(Verdict.Since.Start.YEAR, Made.day("2025-12-31"), .1175, CLOSE),
                    List.of(),
                    rung("ytd", "2025-12-31", .1175, true)),
            check(move(9, -1), new Verdict.DayBefore(Made.day("2026-01-07"), -.0125, CLOSE), List.of(), new Rung("day-before", Made.day("2026-01-06"), Made.day("2026-01-07"), -.0125, Optional.empty(), Optional.empty(), true)),
            check(
                    new Claim.Streak(
                            Made.source(10, "-7 days consecutive", "streak.cell"),
                            Name.of("Steelworks"),
                            7,
                            Claim.Direction.DOWN,
                            Claim.Streak.Per.DAY,
                            Optional.empty()),
                    new Verdict.Differs(CLOSE, Optional.of(1), Optional.empty()),
                    List.of(),
                    rung("1d", "2026-01-07", CLOSE, false)),
            check(
                    new Claim.RelativeMove(
                            Made.source(13, "+2% vs Nasdaq", "move.relative"),
                            Name.of("Steelworks"),
                            Name.of("Nasdaq"),
                            Made.percent(2, 1.5, 2.5),
                            Optional.empty(),
                            Optional.empty()),
                    new Verdict.OverDays(3, Made.day("2026-01-05"), .0225, .03125),
                    List.of()),
            new FigureCheck(
                    new Claim.RelativeMove(
                            Made.source(11, "+6% vs Nasdaq", "move.relative"),
                            Name.of("Steelworks"),
                            Name.of("Nasdaq"),
                            Made.percent(6, 5.5, 6.5),
                            Optional.empty(),
                            Optional.empty()),
                    "Steelworks",
                    Optional.of("STWK vs QQQ"),
                    Optional.of(Made.DAY),
                    new Verdict.Differs(.015625, Optional.empty(), Optional.of(.03875)),
                    List.of(),
                    1,
                    List.of("Nasdaq is measured on QQQ as stand-in"),
                    List.of(new Rung(
                            "1d", Made.day("2026-01-07"), Made.DAY, .015625, Optional.of(.0155), Optional.empty(), false))),
            new FigureCheck(
                    new Claim.WordMove(
                            Made.source(12, "slight dip", "move.word"), Name.of("Steelworks"), "slight dip", Optional.empty(), Optional.empty()),
                    "Steelworks",
                    Optional.empty(),
                    Optional.empty(),
                    new Verdict.Uncheckable("a word, not a number"),
                    List.of(),
                    0,
                    List.of()));

    private static Claim.Move move(int line, double percent) {
        var amount = new Amount(percent, percent - .5, percent + .5, Amount.Unit.PERCENT, Amount.Sign.SIGNED, 0, false);
        var quote = (percent > 0 ? "+" : "") + (int) percent + "%";
        return new Claim.Move(Made.source(line, quote, "move.cell"), Name.of("Steelworks"), amount, Optional.empty(), Optional.empty());
    }

    private static Rung rung(String window, String base, double move, boolean fits) {
        return new Rung(window, Made.day(base), Made.DAY, move, Optional.empty(), Optional.empty(), fits);
    }

    private static FigureCheck check(Claim claim, Verdict verdict, List<Verdict> also, Rung... rungs) {
        return new FigureCheck(
                claim,
                "Steelworks",
                Optional.of(claim instanceof Claim.RelativeMove ? "STWK vs QQQ" : "STWK"),
                Optional.of(Made.DAY),
                verdict,
                also,
                rungs.length,
                List.of(),
                List.of(rungs));
    }

    static List<String> lines() {
        var note = Made.note(CHECKS.stream().map(FigureCheck::claim).toList());
        return CHECKS.stream().map(one -> CheckJson.line(note, one, PANEL)).toList();
    }

    private static List<JsonNode> read() throws IOException {
        var mapper = new ObjectMapper();
        var all = new ArrayList<JsonNode>();
        for (var line : lines()) {
            all.add(mapper.readTree(line));
        }
        return all;
    }

    @Test
    void every_verdict_has_a_line_with_its_figures() {
        Golden.check("export/check.jsonl", String.join("\n", lines()) + "\n");
    }

    @Test
    void no_verdict_is_missing_among_the_examples() {
        assertThat(CHECKS.stream().map(one -> one.verdict().getClass()).distinct().toList())
                .hasSize(Verdict.class.getPermittedSubclasses().length);
        assertThat(CHECKS.stream().map(one -> Verdicts.word(one.verdict())).distinct().toList())
                .containsExactlyInAnyOrder(
                        "at-close", "intraday-only", "over-days", "since", "day-before", "differs", "uncheckable");
    }

    @Test
    void moves_are_percent_at_full_precision() throws IOException {
        var line = read().getFirst();
        assertThat(line.get("closePct").doubleValue()).isEqualTo(CLOSE * 100);
        assertThat(line.get("highPct").doubleValue()).isCloseTo(10.5, within(1e-9));
        assertThat(line.get("lowPct").doubleValue()).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_relative_figure_is_in_points_and_has_no_open_high_or_low() throws IOException {
        var line = read().stream()
                .filter(one -> one.get("quote").textValue().equals("+6% vs Nasdaq"))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("closePp").doubleValue()).isEqualTo(1.5625);
        assertThat(line.get("yearToDatePp").doubleValue()).isEqualTo(3.875);
        assertThat(line.has("closePct")).isFalse();
        assertThat(line.has("highPct")).isFalse();
    }

    @Test
    void open_high_and_low_are_left_out_when_the_bar_is_not_what_was_measured() {
        var basket = check(move(5, 2), new Verdict.AtClose(.02, Optional.empty()), List.of());
        assertThat(CheckJson.line(Made.note(List.of()), basket, PANEL)).contains("\"closePct\":2,").doesNotContain("highPct");
    }

    @Test
    void the_day_of_the_first_bar_has_no_close_before() {
        var first = new FigureCheck(
                move(5, 2),
                "Steelworks",
                Optional.of("STWK"),
                Optional.of(Made.day("2026-01-07")),
                new Verdict.Differs(.5, Optional.empty(), Optional.empty()),
                List.of(),
                0,
                List.of());
        assertThat(CheckJson.line(Made.note(List.of()), first, PANEL)).contains("\"closePct\":50,").doesNotContain("openPct");
    }
}
