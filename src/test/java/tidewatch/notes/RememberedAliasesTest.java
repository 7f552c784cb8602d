package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was answered in a chat changes what names mean, and reads nothing again. */
class RememberedAliasesTest {
    private static final Instant NOON = Instant.parse("2026-02-06T17:00:00Z");
    private static final String ROW = "# Movers\n\n## Losers\n\n| Stock | Move |\n|---|---|\n| Marathon | -3% |\n";

    private static final Vault VAULT = Vault.of(
                    Map.of("Energy/Majors.md", ROW, "Mining/Coins.md", ROW + "| Constellation | -1% |\n", "Top.md", ROW),
                    NoteOptions.of(new TableCalendars()))
            .value();

    private static Alias said(String means, String folder) {
        return new Alias("Marathon", means, folder, "Energy/Majors.md:7", NOON);
    }

    private static Vault after(Alias... said) {
        return VAULT.with(VAULT.aliases().with(List.of(said)));
    }

    private static String meaning(Vault vault, String file) {
        return switch (vault.resolver().resolve(Name.of("Marathon"), file)) {
            case Resolution.One one -> one.id().orElse("a note");
            case Resolution.Ambiguous _ -> "several";
            case Resolution.Unknown _ -> "nothing";
        };
    }

    @Test
    void a_name_with_several_meanings_is_one_question_with_its_first_place() {
        assertThat(VAULT.questions()).hasSize(2).first().satisfies(question -> {
            assertThat(question.words()).startsWith("\"Marathon\" in Energy/Majors.md:7: Marathon").contains("(MPC)", " or ", "(MARA)").endsWith("?");
            assertThat(question.folder()).isEqualTo("Energy");
            assertThat(question.claims()).isEqualTo(3);
            assertThat(question.files()).containsExactly("Energy/Majors.md", "Mining/Coins.md", "Top.md");
        });
    }

    @Test
    void an_answer_for_a_folder_holds_there_and_the_question_stays_for_the_others() {
        var vault = after(said("stock:MPC", "Energy"));

        assertThat(meaning(vault, "Energy/Majors.md")).isEqualTo("stock:MPC");
        assertThat(meaning(vault, "Energy/Deep/Other.md")).isEqualTo("stock:MPC");
        assertThat(meaning(vault, "Energy2/Other.md")).isEqualTo("several");
        assertThat(meaning(vault, "Mining/Coins.md")).isEqualTo("several");
        assertThat(vault.questions().getFirst().first().file()).isEqualTo("Mining/Coins.md");
        assertThat(vault.notes()).as("nothing was read again").isEqualTo(VAULT.notes());
    }

    @Test
    void the_nearest_folder_wins_over_the_whole_vault() {
        var vault = after(said("stock:MARA", ""), said("stock:MPC", "Energy"));

        assertThat(meaning(vault, "Energy/Majors.md")).isEqualTo("stock:MPC");
        assertThat(meaning(vault, "Top.md")).isEqualTo("stock:MARA");
        assertThat(vault.questions()).extracting(NameQuestion::name).containsExactly("Constellation");
    }

    @Test
    void neither_is_an_answer_too_and_is_not_asked_again() {
        var vault = after(said(Alias.NOTHING, ""));

        assertThat(meaning(vault, "Top.md")).isEqualTo("nothing");
        assertThat(vault.questions()).extracting(NameQuestion::name).containsExactly("Constellation");
        assertThat(vault.resolver().resolve(Name.of("Marathon (MPC)"), "Top.md")).as("a ticker beside it").isInstanceOf(Resolution.One.class);
    }

    @Test
    void the_file_of_the_user_comes_first_whatever_the_folder() {
        var own = Aliases.read("name,means,scope,comment\nMarathon,stock:MARA,,mine\n", "aliases.csv").value();
        var vault = VAULT.with(own.with(List.of(said("stock:MPC", "Energy"))));

        assertThat(meaning(vault, "Energy/Majors.md")).isEqualTo("stock:MARA");
        assertThat(vault.aliases().own()).extracting(Aliases.Row::comment).containsExactly("mine");
    }

    @Test
    void the_file_may_say_that_a_name_means_nothing() {
        var own = Aliases.read("name,means,scope,comment\nMarathon,none,folder:Energy/,a run\n", "aliases.csv");

        assertThat(own.problems()).isEmpty();
        assertThat(meaning(VAULT.with(own.value()), "Energy/Majors.md")).isEqualTo("nothing");
    }

    @Test
    void what_is_exported_is_read_again_as_the_same() {
        var row = new Aliases.Row("Smith, \"J\" & Co", "stock:SJM", "Food, drink", "asked on 8 Jan");
        var read = Aliases.read("name,means,scope,comment\n" + row.csv() + "\n", "aliases.csv");

        assertThat(read.problems()).isEmpty();
        assertThat(read.value().own()).containsExactly(row);
        assertThat(new Aliases.Row("=HYPERLINK()", "stock:X", "", "").csv()).startsWith("'=");
    }

    @Test
    void a_scoped_vault_keeps_the_answers_and_asks_of_its_own_notes_only() {
        var scoped = VAULT.within(path -> path.startsWith("Mining/"));

        assertThat(scoped.questions().getFirst().files()).containsExactly("Mining/Coins.md");
        assertThat(meaning(after(said("stock:MPC", "")).within(path -> path.startsWith("Mining/")), "Mining/Coins.md")).isEqualTo("stock:MPC");
    }
}
