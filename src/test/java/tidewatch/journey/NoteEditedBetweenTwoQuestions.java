package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes in the vault while the chat is open: the next answer knows it, without a restart or a command. */
class NoteEditedBetweenTwoQuestions {
    private static final String THESIS =
            """
            ---
            created: 2025-11-03
            ---
            # Long NVIDIA

            #thesis

            Orders exceed supply.
            """;

    @TempDir
    Path folder;

    @Test
    void what_is_written_between_two_questions_is_in_the_second_answer() {
        var scene = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 8)).note("Long NVIDIA.md", THESIS).note("2026-01-07.md", "Quiet day.\n");
        var chat = scene.chat("2026-01-09");

        assertThat(chat.text("/theses")).contains("[[Long NVIDIA]]").contains("measured on NVDA");
        assertThat(chat.text("/check")).contains("None of your notes has a figure that I can check.");
        assertThat(chat.text("/note Long NVIDIA")).contains("Orders exceed supply.");

        scene.note("Long NVIDIA.md", THESIS + "\nEdited: the price ran ahead of it.\n");
        assertThat(chat.text("/note Long NVIDIA")).contains("the price ran ahead of it");

        scene.note("2026-01-08.md", "# Movers (Jan 8, 2026)\n\n| Name | Change |\n|---|---|\n| Northrop Grumman | +8% |\n");
        assertThat(chat.text("/check")).startsWith("Check of").contains("line 5 Northrop Grumman +8");
        assertThat(chat.text("/brief")).contains("Note check");

        scene.note("Short energy.md", THESIS.replace("Long NVIDIA", "Short energy"));
        assertThat(chat.text("/theses")).contains("Short energy");

        scene.without("notes/Short energy.md").without("notes/2026-01-08.md");
        assertThat(chat.text("/theses")).doesNotContain("Short energy");
        assertThat(chat.text("/check")).contains("None of your notes");
    }

    @Test
    void prices_that_come_while_the_chat_is_open_are_in_the_next_answer() {
        var scene = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 7)).note("Long NVIDIA.md", THESIS);
        var chat = scene.chat("2026-01-09");
        assertThat(chat.problems()).anyMatch(line -> line.startsWith("The newest price is of 2026-01-07, not of 2026-01-08."));
        assertThat(chat.text("/quote NVDA")).contains("close of Wed 7 Jan 2026");

        scene.pricedUpTo(LocalDate.of(2026, 1, 8));

        assertThat(chat.text("/quote NVDA")).contains("close of Thu 8 Jan 2026");
        assertThat(chat.problems()).noneMatch(line -> line.startsWith("The newest price"));
    }
}
