package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.problem.Problem;

class NoteReadingTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    private static Note read(String text) {
        return read("note.md", text);
    }

    private static Note read(String path, String text) {
        CoverageTest.assertCovered(path, text);
        var note = NoteParser.parse(path, text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value();
        return note;
    }

    private static List<String> lint(Note note) {
        return note.lint().stream().map(Problem::line).toList();
    }

    @Test
    void an_unsigned_figure_under_a_side_gets_no_sign_and_a_line_of_lint() {
        var note = read("""
            ## Losers

            | Stock | Move |
            |---|---|
            | NVDA | 3% |
            """);
        assertThat(note.claims(Claim.Move.class).getFirst().amount().sign()).isEqualTo(Amount.Sign.UNSIGNED);
        assertThat(lint(note))
                .containsExactly(
                        "note.md:5: CHECK \"3%\" has no sign under \"Losers\": write -3% or +3% (move.unsigned)");
    }

    @Test
    void a_table_of_metrics_has_no_movers() {
        var note = read("""
            | metric | value |
            |---|---|
            | revenue growth | +12% |
            | Energy | +3% |
            | Utilities | +4% |
            | Financials | +5% |
            """);
        assertThat(note.claims()).allMatch(c -> c instanceof Claim.Prose);
        assertThat(note.counts().rowsRead()).isZero();
    }

    @Test
    void an_unknown_header_over_figures_beside_known_names_is_likely_a_table_of_movers() {
        var note = read("""
            | Wer | Wieviel |
            |---|---|
            | Apple | -1% |
            | Nvidia | +2% |
            | Oracle | +3% |
            | Cisco | beat |
            """);
        assertThat(note.claims(Claim.Move.class))
                .hasSize(3)
                .allMatch(m -> m.source().confidence() == Confidence.LIKELY);
    }

    @Test
    void a_table_without_first_header_and_two_sides_is_read_by_rows() {
        var note = read("""
            |  | Groups |
            |---|---|
            | Sell side | growth, tech |
            | Buy side | value |
            """);
        assertThat(note.claims(Claim.Flow.class))
                .extracting(f ->
                        f.direction() + " " + f.names().stream().map(Name::text).toList())
                .containsExactly("DOWN [growth, tech]", "UP [value]");
    }

    @Test
    void cells_beyond_the_header_are_kept_and_listed() {
        var note = read("""
            | Stock | Move |
            |---|---|
            | NVDA | +3% | and why | not
            | AMD |
            """);
        assertThat(note.claims(Claim.Move.class)).hasSize(1);
        assertThat(note.claims(Claim.Prose.class))
                .extracting(p -> p.source().quote())
                .contains("and why", "not");
        assertThat(lint(note))
                .anyMatch(l -> l.startsWith("note.md:3: FIX \"and why\" stands in a cell beyond the header"));
    }

    @Test
    void escaped_and_unescaped_bars_in_links_split_no_cell() {
        var note = read("""
            | Stock | Move |
            |---|---|
            | [[NVIDIA\\|the chip maker]] | +3% |
            | [[Advanced Micro|AMD]] | -1% |
            """);
        assertThat(note.claims(Claim.Move.class))
                .extracting(m -> m.entity().text() + " -> " + m.entity().link().orElse(""))
                .containsExactly("the chip maker -> NVIDIA", "AMD -> Advanced Micro");
    }

    @Test
    void a_ticker_belongs_to_the_name_beside_it() {
        var note = read("""
            | Ticker | Company | YTD (Feb 13, 2026) | Target |
            |---|---|---|---|
            | NET | Cloudflare | -12% | $250 |

            | Stock | 1D % |
            |---|---|
            | Northrop Grumman (NOC) | +8.3 |
            | $LMT | -1.25 |
            """);
        assertThat(note.claims(Claim.Move.class))
                .extracting(m -> m.entity().text() + ":" + m.entity().ticker().orElse("") + " "
                        + m.amount().value() + " " + m.period().orElse(""))
                .containsExactly("Cloudflare:NET -12.0 YTD", "Northrop Grumman:NOC 8.3 1D", "LMT:LMT -1.25 1D");
        assertThat(note.claims(Claim.Move.class).getFirst().source().asOf())
                .contains(Window.day(LocalDate.of(2026, 2, 13)));
        assertThat(note.claims(Claim.Level.class).getFirst().currency()).contains("USD");
    }

    @Test
    void a_thesis_has_status_vehicles_benchmark_levels_and_lists() {
        var note = read("Theses/Long NVIDIA.md", """
            ---
            date: 2026-01-08
            stop: 150
            target: $220
            tags: [thesis]
            private: true
            ---
            # Long NVIDIA

            **Status**: Active — orders exceed supply
            Benchmark: SMH

            ## Vehicles

            | Public | ETF | Private |
            |---|---|---|
            | NVIDIA (NVDA) | SMH | Anthropic |

            ## What validates

            - [x] Capex guided up
            - [ ] A close above $220

            ## What invalidates

            - Two cuts in one season
            """);
        var thesis = note.claims(Claim.Thesis.class).getFirst();
        assertThat(thesis.status()).contains("Active — orders exceed supply");
        assertThat(thesis.benchmark().map(Name::text)).contains("SMH");
        assertThat(thesis.vehicles()).extracting(Name::text).containsExactly("NVIDIA", "SMH", "Anthropic");
        assertThat(thesis.vehicles().getFirst().ticker()).contains("NVDA");
        assertThat(thesis.source().quote()).isEqualTo("Long NVIDIA");
        assertThat(note.claims(Claim.Level.class))
                .extracting(l -> l.verb() + " " + l.price().orElseThrow().value() + " "
                        + l.currency().orElse("-"))
                .containsExactly("STOP 150.0 -", "TARGET 220.0 USD");
        assertThat(note.claims(Claim.Checklist.class))
                .extracting(c -> c.side() + " " + c.done() + " " + c.text())
                .containsExactly(
                        "UP true Capex guided up", "UP false A close above $220", "DOWN false Two cuts in one season");
        assertThat(note.isPrivate()).isTrue();
    }

    @Test
    void a_title_like_a_thesis_needs_something_that_speaks_for_a_position() {
        assertThat(read("# Long walks in the rain").claims(Claim.Thesis.class)).isEmpty();
        assertThat(read("Trades/Long Acme.md", "Nothing yet.").claims(Claim.Thesis.class))
                .hasSize(1);
        assertThat(read("## Short TSMC / Long Korea")
                        .claims(Claim.Thesis.class)
                        .getFirst()
                        .legs())
                .hasSize(2);
        assertThat(read("---\nticker: NET\ndirection: short\n---\n# Cloudflare")
                        .claims(Claim.Thesis.class)
                        .getFirst()
                        .legs())
                .singleElement()
                .satisfies(leg -> assertThat(
                                leg.direction() + " " + leg.entity().ticker().orElse(""))
                        .isEqualTo("DOWN NET"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Near-term pressure, structural thesis intact | NEAR HURT, STRUCTURAL NEUTRAL
        Validating — rotation INTO defense | NOT_STATED CONFIRM
        Mixed — AI scrutiny but demand real | NOT_STATED MIXED
        ↓ Short-term fading | NEAR HURT
        ✅ | NOT_STATED CONFIRM
        → holding | NOT_STATED NEUTRAL
        ↑ weakened by costs | NOT_STATED HURT
        ➡️ | NOT_STATED NEUTRAL
        Tailwind near-term, headwind long-term | NEAR CONFIRM, STRUCTURAL HURT
        Headwinds fading | NOT_STATED HURT negated
        Orders support it but margins challenge it | NOT_STATED MIXED
        It is no longer supported | NOT_STATED CONFIRM negated
        New thesis | NOT_STATED NEW
        Unchanged | NOT_STATED NEUTRAL
        the oldest one | ''
        """)
    void words_beat_arrows_horizons_stay_apart_and_negations_are_asked(String words, String verdicts) {
        var read = Verdicts.of(words, Vocabulary.bundled());
        assertThat(read.verdicts().stream()
                                .map(v -> v.horizon() + " " + v.kind())
                                .collect(Collectors.joining(", "))
                        + (read.negated() ? " negated" : ""))
                .isEqualTo(verdicts);
    }

    @Test
    void a_negated_verdict_is_a_guess_and_asked() {
        var note = read("""
            ## Implications for theses

            | Thesis | Impact |
            |---|---|
            | [[Long NVIDIA]] | Headwinds fading |
            | [[Long gold]] | nothing said |

            - [[Long defense AI]]: strengthened
            """);
        assertThat(note.claims(Claim.ThesisImpact.class))
                .extracting(i -> i.source().confidence())
                .containsExactly(Confidence.GUESS, Confidence.SURE);
        assertThat(lint(note)).hasSize(2);
    }

    @Test
    void sentences_give_moves_runs_and_flows_only_with_a_known_name_and_a_sign() {
        var note = read("""
            *Created 2026-01-08*

            NVDA fell 3% after hours, while [[Oracle]] gained 2%. Apple fell for a seventh straight day. Revenue of Microsoft rose 12%.
            XLI +8% since Jan 8 vs SPY.

            Something rose 5%. We need 25% of it. Money is moving out of Mag 7 into utilities. He walked out of the room into the rain.
            """);
        assertThat(note.claims(Claim.Move.class))
                .extracting(m -> m.entity().text() + " " + m.amount().value())
                .containsExactly("NVDA -3.0", "Oracle 2.0");
        assertThat(note.claims(Claim.RelativeMove.class))
                .extracting(m -> m.entity().text() + " vs " + m.benchmark().text())
                .containsExactly("XLI vs SPY");
        assertThat(note.claims(Claim.Streak.class)).hasSize(1);
        assertThat(note.claims(Claim.Flow.class)).hasSize(2);
        assertThat(note.claims())
                .allMatch(c -> c instanceof Claim.Prose || c.source().confidence() == Confidence.LIKELY);
    }

    @Test
    void tasks_lists_tables_and_lines_are_watched_with_their_days() {
        var note = read("""
            *Created 2026-01-08*

            - [ ] review the note 📅 2026-01-28
            - [x] done 📅 2026-01-29
            - [-] dropped (@2026-01-30)
            - [ ] no day at all
            - [ ] impossible 📅 2026-02-30

            ## What to watch

            - whether banks follow
            - 2026-02-12: first hearing

            | Date | Event | Why |
            |---|---|---|
            | Jan 28 | FOMC | words |
            | 2025-12-10 | FOMC | history |

            Catalysts: Q4 earnings (late Jan) for orders; Q4 earnings (Feb 25)
            """);
        assertThat(note.claims(Claim.WatchItem.class))
                .extracting(w -> w.slug() + " "
                        + w.window()
                                .map(d -> d.from().orElseThrow() + ".." + d.to().orElseThrow())
                                .orElse("-"))
                .containsExactly(
                        "review-the-note 2026-01-28..2026-01-28",
                        "whether-banks-follow -",
                        "first-hearing 2026-02-12..2026-02-12",
                        "fomc 2026-01-28..2026-01-28",
                        "q4-earnings 2026-01-21..2026-01-31",
                        "q4-earnings-2 2026-02-25..2026-02-25");
        assertThat(lint(note)).anyMatch(l -> l.contains("date.refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "Q4 earnings,q4-earnings",
        "CPI (core),cpi",
        "  --  ,item",
        "a very long name of something that is to be watched,a-very-long-name-of-something-that-is-to",
        "美联储 会议,美联储-会议"
    })
    void a_slug_is_short_and_stable(String what, String slug) {
        assertThat(WatchReader.slug(what)).isEqualTo(slug);
    }

    @Test
    void comments_code_templates_and_struck_rows_make_no_claims() {
        var note = read("""
            %% NVDA +8% %%

            ```
            NVDA +8%
            ```

            `NVDA +8%` and ~~AMD +5%~~

            | Stock | Move |
            |---|---|
            | ~~NVDA~~ | ~~+5%~~ |
            | AMD | — |
            """);
        assertThat(note.claims()).allMatch(c -> c instanceof Claim.Prose);
        assertThat(note.links()).isEmpty();
        assertThat(read("Templates/Daily.md", "NVDA +8%").claims(Claim.Move.class))
                .isEmpty();
        assertThat(read("x.md", "---\ngenerated: true\n---\nNVDA +8%").claims(Claim.Move.class))
                .isEmpty();
        assertThat(read("x.md", "# {{title}}\n\nNVDA +8%").claims(Claim.Move.class))
                .isEmpty();
    }

    @Test
    void callouts_head_what_stands_in_them_and_end_with_it() {
        var note = read("""
            > [!warning]- Losers
            > | Stock | Move |
            > |---|---|
            > | NVDA | 3% |

            | Stock | Move |
            |---|---|
            | AMD | 4% |
            """);
        assertThat(note.claims(Claim.Move.class)).hasSize(2);
        assertThat(note.claims(Claim.Move.class).getFirst().source().trail()).containsExactly("Losers");
        assertThat(note.claims(Claim.Move.class).getLast().source().trail()).isEmpty();
        assertThat(lint(note)).hasSize(1);
    }

    @Test
    void drivers_are_items_or_rows_where_no_heading_names_them() {
        var note = read("""
            *Created 2026-01-08*

            ## Why it happened

            - Tax selling: held through Dec 31
              - and sold on Jan 2
            - Rate cuts → banks gain

            ## Drivers

            | Driver | Detail |
            |---|---|
            | Capex | guided up from February on |

            ## Scenarios

            - Base (tax selling): 2-4 weeks
            """);
        assertThat(note.claims(Claim.Driver.class))
                .extracting(d -> d.name() + " " + d.state(LocalDate.of(2026, 1, 8)))
                .containsExactly("Tax selling PAST", "Rate cuts → banks gain STANDING", "Capex UPCOMING");
        assertThat(note.claims(Claim.Scenario.class).getFirst().driver()).contains("Tax selling");
    }

    @Test
    void a_glued_watch_line_under_a_table_is_not_lost() {
        var note = read("""
            | Stock | Move |
            |---|---|
            | NVDA | +3% |
            Watch: CPI for rents
            """);
        assertThat(note.claims(Claim.WatchItem.class))
                .hasSize(1)
                .allMatch(w -> w.source().confidence() == Confidence.LIKELY);
        assertThat(note.counts().rows()).isEqualTo(1);
    }

    @Test
    void tags_links_and_embeds_are_collected_and_code_is_not() {
        var note = read("""
                ---
                tags: [a, '#b']
                aliases: X
                ---
                Text #c/d-e and `#no` [[A#H|B]] ![[C]] ![[p.png|200]] [t](D%20E.md#x) #5 ^id-1
                """);
        assertThat(note.tags()).containsExactly("a", "b", "c/d-e");
        assertThat(note.aliases()).containsExactly("X");
        assertThat(note.links())
                .extracting(l -> l.target() + "#" + l.heading().orElse("") + " " + l.shown())
                .containsExactly("A#H B", "C# C", "D E.md#x t");
    }

    @Test
    void words_of_the_user_are_added_and_rows_of_unknown_kinds_named() {
        var found = Vocabulary.bundled()
                .with("kind,role,language,words\ncolumn,MOVE,de,Veränderung\nfoo,MOVE,de,x\n", "words.csv");
        assertThat(found.problems()).extracting(Problem::where).containsExactly("words.csv line 3");
        var text = "| Stock | Veränderung |\n|---|---|\n| NVDA | +3% |\n";
        var note = NoteParser.parse("a.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS.with(found.value()))
                .value();
        assertThat(note.claims(Claim.Move.class).getFirst().source().confidence())
                .isEqualTo(Confidence.SURE);
        assertThat(read(text).claims(Claim.Move.class)).isEmpty();
    }

    @Test
    void sides_of_a_heading_cancel_out_and_lists_under_a_side_are_views() {
        var note = read("""
            ## Sectors: winners and losers

            - Energy

            ## Sectors under pressure (2026)

            - Financials — curve
            - [[Something else]]: unclear

            ## Flow

            - Out of: growth, tech
            - Into: value
            """);
        assertThat(note.claims(Claim.SectorView.class))
                .extracting(v -> v.sector().text() + " " + v.direction() + " "
                        + v.reason().orElse(""))
                .containsExactly("Financials DOWN curve", "Something else DOWN unclear");
        assertThat(note.claims(Claim.Flow.class)).hasSize(2);
    }

    @Test
    void names_without_one_meaning_are_listed() {
        var vault = Vault.of(
                        Map.of("a.md", "| Stock | Move |\n|---|---|\n| Marathon | +3% |\n| Unheard | +4% |\n"), OPTIONS)
                .value();
        assertThat(vault.lint())
                .extracting(Problem::line)
                .containsExactly(
                        "a.md:3: CHECK \"Marathon\" can be Marathon Digital (MARA) or Marathon Petroleum (MPC): write"
                                + " the ticker beside it, or say which: /aliases (name.ambiguous)",
                        "a.md:4: INFO \"Unheard\" is not known, so its claim is kept and not tested (name.unknown)");
    }

    @Test
    void rule_ids_are_words_with_a_point_and_appear_once() {
        var ids = java.util.Arrays.stream(Rule.values()).map(Rule::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+(\\.[a-z0-9-]+)?"));
    }
}
