package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a sentence, a labelled line or a row says, one case for each rule: found is what a reader of markets would underline, and what he
 * would not stays prose.
 */
class PlainSentenceTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    /** The typed claims of a note as short words, in reading order. */
    private static List<String> facts(String path, String text) {
        CoverageTest.assertCovered(path, text);
        return NoteParser.parse(path, text.getBytes(StandardCharsets.UTF_8), OPTIONS).value().claims().stream()
                .filter(c -> !(c instanceof Claim.Prose))
                .map(PlainSentenceTest::shown)
                .toList();
    }

    private static List<String> facts(String text) {
        return facts("note.md", text);
    }

    private static String shown(Claim claim) {
        return switch (claim) {
            case Claim.Move m -> "move " + m.entity().text() + number(m.amount()) + m.period().map(p -> " " + p).orElse("");
            case Claim.RelativeMove m ->
                "relative " + m.entity().text() + number(m.amount()) + " vs " + m.benchmark().text();
            case Claim.Streak s -> "streak " + s.entity().text() + " " + s.length() + " " + s.direction();
            case Claim.WordMove w -> "word " + w.entity().text() + " " + w.word() + " " + w.direction().map(Enum::name).orElse("-");
            case Claim.Level l -> "level " + l.entity().text() + " " + l.verb() + l.price().map(PlainSentenceTest::number).orElse("");
            case Claim.Flow f ->
                "flow " + f.direction() + " " + f.names().stream().map(Name::text).collect(Collectors.joining("+"));
            case Claim.RotationTiming t -> "timing " + t.phase() + " " + t.window().from().orElseThrow();
            case Claim.SectorView v -> "view " + v.sector().text() + " " + v.direction();
            case Claim.Driver d -> "driver " + d.name();
            case Claim.Thesis t -> "thesis " + t.name();
            case Claim.ThesisImpact i ->
                "impact " + i.thesis().text() + " " + i.verdicts().getFirst().kind() + " " + i.source().confidence();
            case Claim.Checklist c -> "check " + c.text();
            case Claim.Scenario s -> "scenario " + s.label();
            case Claim.WatchItem w -> "watch " + w.slug() + w.window().flatMap(Window::from).map(d -> " " + d).orElse("");
            case Claim.Related r -> "related " + r.target().text();
            case Claim.Prose p -> "prose";
        };
    }

    private static String number(Amount a) {
        return " " + (a.value() == Math.rint(a.value()) ? String.valueOf((long) a.value()) : String.valueOf(a.value()));
    }

    // -- moves in sentences

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            RUT +3.0% vs SPX +0.4% today. = move RUT 3|move SPX 0.4 today
            XLU +0.78% against SOXX −7.88%. = move XLU 0.78|move SOXX -7.88
            Chevron +30% vs the S&P YTD. = relative Chevron 30 vs the S&P
            Nvidia rose 7% over the past month. = move Nvidia 7 over the past month
            Nvidia +2% vs consensus. =
            - $NET +3 % = move NET 3
            LMT +8 % on budget talk on Jan 8 = move LMT 8
            Amazon +5.6% to $233.65 = move Amazon 5.6
            Oracle fell 30bp to 4.89% = move Oracle -30
            Amazon rose 6% to 811 = move Amazon 6
            "Imports from Apple fell 40%." =
            "Revenue at Oracle grew 12%." =
            "Oracle +12% revenue growth." =
            "Oracle fell 12% on weak revenue." = move Oracle -12
            "Oracle cloud sales: Oracle +12%." =
            "Oracle is the name that everybody on the desk spoke of all day, +3%." =
            Nikkei 225 +4% over the same period. = move Nikkei 225 4 over the same period
            OXY −20% vs FANG (Diamondback) +40%. = move OXY -20|move FANG 40
            Scares compress NVDA 15-25% in weeks. =
            Retail-Supermarkets +28.2%. =
            "For example, if Apple rose 20%, fine." =
            例如QQQ涨20% =
            S&P 500 five-week losing streak = streak S&P 500 5 DOWN
            QQQ max drawdown −83% =
            标普 500 收跌 2.1% = move 标普 500 -2.1
            标普500上涨约11%。 = move 标普500 11
            Oracle gave up 3% at the end. =
            纳指单日跌 4.1% = move 纳指 -4.1
            Apple 7th straight down day = streak Apple 7 DOWN
            SOX broke 10000 on Apr 23 in a 17-session winning streak = streak SOX 17 UP
            Apple up 8-9 straight days =
            """)
    void a_sentence_is_read_or_left(String sentence, String wanted) {
        assertThat(facts(sentence + "\n"))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted.split("\\|", -1)));
    }

    @Test
    void the_day_in_a_clause_beats_the_day_of_the_note() {
        var text = "# Week\n\nCreated 2026-01-12\n\nLMT +8 % on budget talk on Jan 8, Apple −2 %.\n";
        var moves = NoteParser.parse("week.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value()
                .claims(Claim.Move.class);
        assertThat(moves).extracting(m -> m.source().asOf().flatMap(Window::from).orElseThrow().toString())
                .containsExactly("2026-01-08", "2026-01-12");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            Stock fell 17% after the print. = move Intel Corporation -17
            The shares dropped −5%. = move Intel Corporation -5
            Widget stocks fell 3%. =
            The stock market fell 3%. =
            A rival's stock fell 9%. =
            """)
    void stock_means_the_own_stock_of_the_note(String sentence, String wanted) {
        assertThat(facts("# Intel Corporation (INTC)\n\n" + sentence + "\n"))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted));
        assertThat(facts("# Thoughts\n\n" + sentence + "\n")).isEmpty();
    }

    // -- levels

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            "- **Stop loss:** $39.50" = level Intel Corporation STOP 39.5
            "- Aggressive entry: $42.50 - $42.80 (momentum)" = level Intel Corporation ENTRY 42.65
            "- Entry target: $36" = level Intel Corporation ENTRY 36
            "- Apple target: $310" = level Apple TARGET 310
            "- Support: 600 (psychological), 580" = level Intel Corporation SUPPORT 600
            "- Target: 1,000+ new stores" =
            "- Post-restart target: 50,000 bbl/day" =
            "- Target date: 2027" =
            "- Target: 2027" =
            "- Stop: soon" =
            - 止损：39.5 =
            "- 止损: 39.5" = level Intel Corporation STOP 39.5
            """)
    void a_labelled_price_is_a_level_of_what_the_section_is_about(String line, String wanted) {
        assertThat(facts("# Plans\n\n## Trade plan 1: Intel Corporation (INTC)\n\n### Levels\n\n" + line + "\n"))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', textBlock = """
            30/70 =
            ~100 turbines/year =
            360/year ($225M allocated) =
            2031 =
            $340 (base) = level Apple TARGET 340
            250-275 = level Apple TARGET 262.5
            2,031 = level Apple TARGET 2031
            """)
    void a_cell_of_a_level_column_needs_a_price(String cell, String wanted) {
        assertThat(facts("| Stock | Target |\n|---|---|\n| Apple | " + cell + " |\n"))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted));
    }

    // -- tables

    @Test
    void behind_the_first_column_performance_says_more_than_market() {
        assertThat(facts("| Sector | Current market performance |\n|---|---|\n| Healthcare | +2.6% (leading) |\n"))
                .containsExactly("move Healthcare 2.6");
    }

    @Test
    void each_of_several_unexplained_columns_keeps_its_header_as_period() {
        assertThat(facts("""
                | Stock | 2024 | 2025 |
                |---|---|---|
                | Apple | +30% | +9% |
                | Nvidia | +170% | +35% |
                | Oracle | +60% | +20% |
                """)).contains("move Apple 30 2024", "move Apple 9 2025", "move Nvidia 35 2025");
    }

    @Test
    void a_row_with_a_date_is_as_of_that_date() {
        var text = "| Date | Stock | Move |\n|---|---|---|\n| 2024-02-09 | Apple | −2% |\n";
        var move = NoteParser.parse("x.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value()
                .claims(Claim.Move.class)
                .getFirst();
        assertThat(move.source().asOf().flatMap(Window::from).orElseThrow()).hasToString("2024-02-09");
    }

    @Test
    void a_chronicle_with_sentences_in_its_column_of_moves_is_read_row_by_row() {
        var text = "| 日期 | 事件 | 市场表现 |\n|---|---|---|\n| 2018-02-05 | 波动率爆炸 | 标普 500 跌 4.1% |\n";
        assertThat(facts(text)).containsExactly("move 标普 500 -4.1");
        var move = NoteParser.parse("x.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value()
                .claims(Claim.Move.class)
                .getFirst();
        assertThat(move.source().asOf().flatMap(Window::from).orElseThrow()).hasToString("2018-02-05");
    }

    @Test
    void figures_beside_the_names_of_a_cell_are_theirs() {
        assertThat(facts("""
                | Group | Direction | Names |
                |---|---|---|
                | Security | up | [[Oracle]] +24%, [[Datadog]] +9% |
                | Retail | down | [[Walmart]] −3% |
                | Chips | up | [[Nvidia]] +2% |
                """)).containsExactly("move Oracle 24", "move Datadog 9", "move Walmart -3", "move Nvidia 2");
    }

    @Test
    void up_then_down_has_no_direction() {
        assertThat(facts("| Stock | Move |\n|---|---|\n| Apple | Up then down |\n"))
                .containsExactly("word Apple Up then down -");
    }

    @Test
    void upside_and_distance_to_entry_are_no_moves() {
        assertThat(facts("""
                | Stock | Upside | % to entry |
                |---|---|---|
                | Apple | +30% | −9% |
                | Nvidia | +17% | −3% |
                | Oracle | +60% | −2% |
                """)).isEmpty();
    }

    @Test
    void a_table_of_arguments_views_no_sector() {
        assertThat(facts("""
                ## Factors that support leadership

                | Factor | Detail |
                |---|---|
                | Demographics | others age faster |
                | Growth of output | outpaced peers |
                """)).noneMatch(f -> f.startsWith("view"));
    }

    // -- theses

    @Test
    void a_thesis_column_names_theses() {
        assertThat(facts("| Ticker | Thesis-break | Read |\n|---|---|---|\n| BIDU | 95 | cheap, risk |\n"))
                .noneMatch(f -> f.startsWith("impact"));
        assertThat(facts("| Name | Thesis fit | Read |\n|---|---|---|\n| BIDU | direct exposure | confirmed |\n"))
                .noneMatch(f -> f.startsWith("impact"));
        assertThat(facts("| Trade | Factor |\n|---|---|\n| Wait | the largest holding |\n"))
                .noneMatch(f -> f.startsWith("impact"));
        assertThat(facts("| Thesis | Status |\n|---|---|\n| [[Long steel]] | Holding |\n"))
                .containsExactly("impact Long steel NEUTRAL SURE");
    }

    @Test
    void a_condition_is_no_verdict() {
        assertThat(facts("## For theses\n\n- [[Long TSMC]] — if the customer stays, reinforces the moat\n"))
                .containsExactly("impact Long TSMC CONFIRM GUESS");
    }

    @Test
    void a_list_of_theses_without_verdicts_is_no_lint() {
        var text = "| Thesis | Status |\n|---|---|\n| Power | Researched |\n";
        assertThat(NoteParser.parse("x.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS).value().lint())
                .noneMatch(p -> p.line().contains("impact.unread"));
    }

    @Test
    void vehicles_are_what_trades_and_not_its_kind() {
        var text = """
                # Long emerging markets

                ## Vehicles

                | Type | Examples |
                |---|---|
                | Broad | EEM, VWO |
                | Country | EWZ |
                """;
        var thesis = NoteParser.parse("x.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value()
                .claims(Claim.Thesis.class)
                .getFirst();
        assertThat(thesis.vehicles()).extracting(Name::text).containsExactly("EEM", "VWO", "EWZ");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '=', quoteCharacter = '~', textBlock = """
            Investment vehicles = Part;Firms;Why@Makers;[[Nucor]], [[Steel Dynamics]];ore@Hoped for;[[Slag and Sons]];none@Users;[[Ford]];cars = Nucor|Steel Dynamics|Slag and Sons|Ford
            Vehicles = Reach;Vehicle;Why@Direct (private);[[Slag and Sons]];best@Direct (public);[[Nucor]];large = Slag and Sons|Nucor
            How large = Vehicle;Weight@[[Nucor]];half@[[Ford]];half = Nucor|Ford
            Garage = Vehicle;Range@Model One;300@Model Two;400 =
            Prices = Vehicle;Change@[[Nucor]];+3% =
            """)
    void a_column_headed_so_or_with_listed_names_says_what_trades(String heading, String rows, String wanted) {
        var text = new StringBuilder("# Long steel\n\n## " + heading + "\n\n");
        var lines = rows.split("@", -1);
        for (int i = 0; i < lines.length; i++) {
            text.append("| ").append(lines[i].replace(";", " | ")).append(" |\n").append(i == 0 ? "|---".repeat(lines[i].split(";", -1).length) + "|\n" : "");
        }
        var thesis = NoteParser.parse("Theses/x.md", text.toString().getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value()
                .claims(Claim.Thesis.class)
                .getFirst();
        assertThat(thesis.vehicles()).extracting(Name::text).containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted.split("\\|", -1)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            Theses/NUE.md; ticker: NUE, status: holding; NUE - the mill thesis; UP NUE
            Stocks/NUE.md; ticker: NUE, status: Held (since May); NUE - the mill thesis; UP NUE
            Stocks/NUE.md; ticker: NUE, status: holding; Nucor;
            Theses/NUE.md; ticker: NUE, status: watching; NUE - the mill thesis;
            Theses/NUE.md; status: holding; The mill thesis;
            Stocks/NUE.md; ticker: NUE, position: short; Nucor; DOWN NUE
            Ideas/x.md; created: 2026-01-05; NUE short; DOWN NUE
            Ideas/x.md; created: 2026-01-05; Nothing sold short;
            Log/x.md; tags: [trade]; Bullish but choppy, small caps lag;
            Log/x.md; tags: [trade]; Bearish watch list (NUE);
            Log/x.md; created: 2026-01-05; Bullish on Nucor; UP NUE
            Log/x.md; created: 2026-01-05; Bearish Nucor; DOWN NUE
            """)
    void a_thesis_states_its_direction_in_its_name_or_its_properties(String path, String front, String title, String wanted) {
        var text = "---\n" + front.replaceAll(", (?=[a-z]+:)", "\n") + "\n---\n# " + title + "\n";
        var vault = Vault.of(Map.of(path, text), OPTIONS).value();
        assertThat(vault.notes().getFirst().claims(Claim.Thesis.class).stream().flatMap(thesis -> thesis.legs().stream()).map(leg -> leg.direction() + " "
                        + (vault.resolver().resolve(leg.entity(), path) instanceof Resolution.One one ? one.id().orElse("").replace("stock:", "") : "?")))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted));
    }

    // -- flows and timing

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            Sector rotation into healthcare. = flow UP healthcare
            Money flows out of Mag 7 into small caps. = flow DOWN Mag 7|flow UP small caps
            They placed capital into Oracle. =
            Assembly shifts out of China into India. =
            Management is investing heavily into semiconductors. =
            Net cash flow into Oracle was poor. =
            """)
    void one_side_of_a_flow_needs_a_word_of_moving_money(String sentence, String wanted) {
        assertThat(facts(sentence + "\n"))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted.split("\\|", -1)));
    }

    @Test
    void timing_is_of_the_rotation_and_not_of_anything_since() {
        assertThat(facts("## Rotation\n\nThe rotation started in late December 2025.\n"))
                .containsExactly("timing START 2025-12-21");
        assertThat(facts("## Rotation\n\nBest week since March 2025. The war started Feb 28, 2025.\n")).isEmpty();
    }

    // -- watch items

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            Watch whether margins hold. = watch whether-margins-hold
            Watch for a break of the range. = watch a-break-of-the-range
            "Watch: yields (2Y; 10Y); FOMC" = watch yields|watch fomc
            """)
    void a_sentence_that_says_watch_is_watched(String sentence, String wanted) {
        assertThat(facts(sentence + "\n")).containsExactlyElementsOf(List.of(wanted.split("\\|", -1)));
    }

    @Test
    void a_move_below_an_inherited_watch_heading_is_a_move() {
        assertThat(facts("## Calendar\n\n### Strategy\n\n- Healthcare leads (+2.6%)\n- Earnings of Nvidia\n"))
                .containsExactly("move Healthcare 2.6", "watch earnings-of-nvidia");
    }

    @Test
    void a_timeline_of_a_note_without_a_day_is_history() {
        assertThat(facts("## Milestones\n\n| Date | Event |\n|---|---|\n| Jun 2, 2021 | squeeze peak |\n")).isEmpty();
        assertThat(facts("Created 2026-01-28\n\n## The collapse (March 2023)\n\n| Date | Event |\n|---|---|\n| March 19 | take-over |\n"))
                .isEmpty();
        assertThat(facts("Created 2026-01-08\n\n| Date | Event |\n|---|---|\n| Jan 28 | decision |\n"))
                .containsExactly("watch decision 2026-01-28");
    }

    @Test
    void headings_of_others_and_of_the_past_head_nothing() {
        assertThat(facts("## Read \"Why the won is falling\"\n\n- added a section\n")).isEmpty();
        assertThat(facts("## Recent news and catalysts\n\n- Inflation hedge\n")).containsExactly("driver Inflation hedge");
        assertThat(facts("## 2. 关键观察\n\n- 逻辑\n")).isEmpty();
        assertThat(facts("## 关注\n\n- 非农数据\n")).containsExactly("watch 非农数据");
    }

    @Test
    void a_line_of_a_timeline_is_no_scenario() {
        assertThat(facts("## Timeline\n\n- Apr 5: rescued after 24 hours\n- Base case: 2-4 weeks\n"))
                .containsExactly("scenario Base case");
    }
}
