package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marks that editors of vaults add to Markdown: what they say is read, what they only show is left. */
class ObsidianConstructTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    private static Note read(String text) {
        CoverageTest.assertCovered("n.md", text);
        return NoteParser.parse("n.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS).value();
    }

    @Test
    void an_embed_with_a_size_is_no_claim_and_its_number_no_figure() {
        var note = read("![[chart.png|300]] ![[chart.png|+3%]]\n\n![[Apple#Moves]]\n");
        assertThat(note.claims()).allMatch(c -> c instanceof Claim.Prose);
    }

    @Test
    void a_wikilink_at_the_end_of_a_web_link_ends_where_it_ends() {
        var text = "[ban on [[Germanium]]](https://example.org/a) and [[Oil|crude]], [[[IEA]]](https://example.org/b)\n";
        assertThat(read(text).links())
                .extracting(l -> text.substring(l.place().start(), l.place().end()))
                .containsExactly("[[Germanium]]", "[[Oil|crude]]", "[[IEA]]");
    }

    @Test
    void a_callout_in_a_callout_heads_its_own_lines_only() {
        var note = read("""
                > [!note]+ Winners
                > > [!WARNING]- Losers
                > > | Stock | Move |
                > > |---|---|
                > > | Apple | 3% |
                >
                > | Stock | Move |
                > |---|---|
                > | Oracle | +2% |
                """);
        assertThat(note.claims(Claim.Move.class)).extracting(m -> m.entity().text()).contains("Apple", "Oracle");
        var apple = note.claims(Claim.Move.class).stream().filter(m -> m.entity().text().equals("Apple")).findFirst();
        assertThat(apple.orElseThrow().source().trail()).containsExactly("Winners", "Losers");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            - [ ] decision 📅 2026-01-28;2026-01-28
            - [ ] decision (@2026-01-28);2026-01-28
            - [ ] decision @{2026-01-28};2026-01-28
            - [ ] decision @[[2026-01-28]];2026-01-28
            - [ ] decision [due:: 2026-01-28];2026-01-28
            - [/] decision ⏰ 2026-01-28 09:00;2026-01-28
            - [x] decision 📅 2026-01-28;
            - [-] decision 📅 2026-01-28;
            """)
    void a_dated_task_is_watched_until_it_is_closed(String line, String day) {
        var items = read("Created 2026-01-08\n\n" + line + "\n").claims(Claim.WatchItem.class);
        if (day == null) {
            assertThat(items).isEmpty();
        } else {
            assertThat(items).singleElement().satisfies(item -> {
                assertThat(item.slug()).isEqualTo("decision");
                assertThat(item.window().flatMap(Window::from)).contains(LocalDate.parse(day));
            });
        }
    }

    @Test
    void an_inline_field_with_a_lead_word_is_read_and_any_other_is_kept() {
        var note = read("Watch:: CPI (Jan 13, 2026)\n\nmood:: calm\n");
        assertThat(note.claims(Claim.WatchItem.class)).extracting(Claim.WatchItem::slug).containsExactly("cpi");
        assertThat(note.claims(Claim.Prose.class)).extracting(p -> p.source().quote()).contains("mood:: calm");
    }

    @Test
    void struck_figures_in_a_sentence_are_withdrawn() {
        assertThat(read("Apple ~~+5%~~ and Oracle +2%.\n").claims(Claim.Move.class))
                .extracting(m -> m.entity().text())
                .containsExactly("Oracle");
    }

    @Test
    void a_comment_over_several_lines_and_a_block_id_say_nothing() {
        var note = read("%%\nApple +5%\n%%\n\nOracle +2%. ^abc-1\n");
        assertThat(note.claims(Claim.Move.class)).extracting(m -> m.entity().text()).containsExactly("Oracle");
        assertThat(note.claims()).noneMatch(c -> c.source().quote().contains("Apple"));
    }

    @Test
    void a_veto_in_a_header_takes_its_column_out() {
        var note = read("""
                | Company | % of revenue | Move |
                |---|---|---|
                | Apple | +12% | −2% |
                """);
        assertThat(note.claims(Claim.Move.class)).singleElement().satisfies(m -> assertThat(m.amount().value()).isEqualTo(-2));
    }

    @Test
    void headers_of_another_language_come_from_the_file_of_words() {
        var words = Vocabulary.bundled().with("column,MOVE,de,Veränderung\ncolumn,ENTITY,de,Aktie\n", "words.csv");
        assertThat(words.problems()).isEmpty();
        var text = "| Aktie | Veränderung |\n|---|---|\n| Apple | −2 % |\n";
        var note = NoteParser.parse("n.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS.with(words.value())).value();
        assertThat(note.claims(Claim.Move.class)).singleElement()
                .satisfies(m -> assertThat(m.source().confidence()).isEqualTo(Confidence.SURE));
    }
}
