package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.problem.Problem;

/** A folder that is written in between two looks. The time of a look is told by the files' own times, so nothing here depends on a clock. */
class LiveVaultTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    @TempDir
    Path folder;

    private LiveVault live;

    @BeforeEach
    void open() {
        live = new LiveVault(folder, OPTIONS, Readers.ONE);
    }

    private Path write(String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return file;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Instant touched(Path file) {
        try {
            return NoteFile.of(file).changed();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A look when everything has been left alone for long. */
    private LiveVault.Sight later() {
        return live.look(Instant.now().plusSeconds(5));
    }

    private static List<String> titles(LiveVault.Sight sight) {
        return sight.vault().value().notes().stream().map(Note::title).toList();
    }

    private static List<String> sentences(LiveVault.Sight sight) {
        return sight.vault().value().problems().stream().map(Problem::sentence).toList();
    }

    @Test
    void the_first_look_reads_everything_and_the_next_gives_the_very_same() {
        write("b.md", "# B");
        write("a/c.md", "# C");

        var first = later();
        assertThat(titles(first)).containsExactly("C", "B");
        assertThat(first.change().added()).containsExactly("a/c.md", "b.md");

        var second = later();
        assertThat(second.vault()).isSameAs(first.vault());
        assertThat(second.change().isNothing()).isTrue();
        assertThat(second.again()).isEmpty();
    }

    @Test
    void a_file_that_was_just_touched_is_read_when_it_was_left_alone_for_a_moment() {
        var file = write("a.md", "# Before");
        later();
        write("a.md", "# After");
        var touched = touched(file);

        var early = live.look(touched.plusMillis(100));
        assertThat(titles(early)).containsExactly("Before");
        assertThat(early.again()).contains(touched.plus(LiveVault.SETTLED));

        var settled = live.look(early.again().orElseThrow());
        assertThat(titles(settled)).containsExactly("After");
        assertThat(settled.change().changed()).containsExactly("a.md");
        assertThat(settled.again()).isEmpty();
    }

    @Test
    void where_the_clock_of_the_files_is_ahead_two_looks_that_see_the_same_are_enough() {
        var file = write("a.md", "# Before");
        later();
        write("a.md", "# After");
        var now = touched(file).minus(Duration.ofHours(1));

        assertThat(titles(live.look(now))).containsExactly("Before");
        assertThat(titles(live.look(now.plusMillis(200)))).containsExactly("Before");
        assertThat(titles(live.look(now.plusMillis(300)))).containsExactly("After");
    }

    @Test
    void a_touched_file_with_the_same_words_changes_nothing() throws IOException {
        var file = write("a.md", "# A");
        var first = later();
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-08T12:00:00Z")));

        assertThat(later().vault()).isSameAs(first.vault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n\n",
                "---\nticker: NVDA\nda",
                "---\nticker: NVDA\n---\n<<<<<<< HEAD\n# Long NVIDIA\n=======\n# Short NVIDIA\n>>>>>>> theirs\n"
            })
    void a_file_that_can_be_no_new_state_of_its_note_leaves_the_last_good_reading(String broken) {
        write("a.md", "---\nticker: NVDA\n---\n# Long NVIDIA\n");
        write("b.md", "# B");
        later();
        write("a.md", broken);

        var kept = later();
        assertThat(titles(kept)).containsExactly("Long NVIDIA", "B");
        assertThat(kept.change().isNothing()).isTrue();
        assertThat(sentences(kept)).singleElement().asString().startsWith("FIX a.md ").contains("is kept (text.kept)");
        assertThat(later().vault()).isSameAs(kept.vault());

        write("a.md", "---\nticker: AMD\n---\n# Long AMD\n");
        var mended = later();
        assertThat(titles(mended)).containsExactly("Long AMD", "B");
        assertThat(sentences(mended)).isEmpty();
    }

    @Test
    void a_note_that_always_spoke_of_merges_is_read_as_it_is() {
        write("git.md", "# Git\n\n```\n<<<<<<< HEAD\n```\n");
        later();
        write("git.md", "# Git and merges\n\n```\n<<<<<<< HEAD\n```\n");

        assertThat(titles(later())).containsExactly("Git and merges");
    }

    @Test
    void a_note_that_comes_back_as_it_was_is_no_longer_told() {
        write("a.md", "# A");
        later();
        write("a.md", "");
        later();
        write("a.md", "# A");

        var back = later();
        assertThat(sentences(back)).isEmpty();
        assertThat(back.change().isNothing()).isTrue();
    }

    @Test
    void most_notes_gone_at_once_are_kept_until_a_later_look_sees_the_same() throws IOException {
        for (int i = 0; i < 30; i++) {
            write("n" + i + ".md", "# Note " + i);
        }
        var now = Instant.now().plusSeconds(5);
        live.look(now);
        for (int i = 0; i < 25; i++) {
            Files.delete(folder.resolve("n" + i + ".md"));
        }

        var kept = live.look(now.plusSeconds(1));
        assertThat(titles(kept)).hasSize(30);
        assertThat(sentences(kept)).singleElement().asString().startsWith("25 of 30 notes are suddenly gone. They are kept as they were on ");
        assertThat(kept.again()).contains(now.plusSeconds(16));
        assertThat(titles(live.look(now.plusSeconds(15)))).hasSize(30);

        var gone = live.look(now.plusSeconds(16));
        assertThat(titles(gone)).hasSize(5);
        assertThat(gone.change().removed()).hasSize(25);
        assertThat(sentences(gone)).isEmpty();
    }

    @Test
    void a_folder_of_notes_that_moved_is_no_loss() throws IOException {
        for (int i = 0; i < 30; i++) {
            write("old/n" + i + ".md", "# Note " + i);
        }
        later();
        Files.move(folder.resolve("old"), folder.resolve("new"));

        var moved = later();
        assertThat(moved.change().renamed()).hasSize(30).containsEntry("old/n7.md", "new/n7.md");
        assertThat(moved.change().added()).isEmpty();
        assertThat(moved.change().removed()).isEmpty();
        assertThat(moved.vault().value().note("new/n7.md")).isPresent();
        assertThat(moved.vault().value().note("old/n7.md")).isEmpty();
    }

    @Test
    void a_note_that_was_renamed_and_edited_a_little_is_still_the_same_one() throws IOException {
        var claims = "- NVDA +1%\n- AMD +2%\n- ORCL -3%\n- NET -4%\n- MU +5%\n- AVGO +6%\n";
        write("one.md", "# Movers\n\n" + claims);
        write("other.md", "# Other\n\n- XLE +1%\n- XLF -2%\n- XLK +3%\n");
        later();
        Files.delete(folder.resolve("one.md"));
        write("two.md", "# Movers of the week\n\n" + claims.replace("AVGO +6%", "AVGO +7%"));
        write("three.md", "# Empty");

        var moved = later();
        assertThat(moved.change().renamed()).isEqualTo(Map.of("one.md", "two.md"));
        assertThat(moved.change().added()).containsExactly("three.md");
        assertThat(moved.change().removed()).isEmpty();
    }

    @Test
    void a_note_is_not_gone_before_the_file_it_may_have_become_is_read() throws IOException {
        write("one.md", "# One");
        write("gone.md", "# Gone");
        later();
        Files.delete(folder.resolve("gone.md"));
        Files.move(folder.resolve("one.md"), folder.resolve("two.md"));
        var touched = touched(folder.resolve("two.md"));

        assertThat(live.look(touched).change().isNothing()).isTrue();
        var moved = live.look(touched.plus(LiveVault.SETTLED)).change();
        assertThat(moved.renamed()).isEqualTo(Map.of("one.md", "two.md"));
        assertThat(moved.removed()).containsExactly("gone.md");
    }

    @Test
    void a_file_that_is_written_without_end_holds_up_nobody_for_long() throws IOException {
        write("one.md", "# One");
        var now = Instant.now().plusSeconds(5);
        live.look(now);
        Files.delete(folder.resolve("one.md"));
        var log = write("log.md", "# Log");
        // Its time is ahead of each look, and it grows.
        var at = touched(log).minus(Duration.ofHours(1));
        for (int second = 0; second <= 15; second++) {
            write("log.md", "# Log " + "x".repeat(second + 1));
            assertThat(titles(live.look(at.plusSeconds(second)))).as("second %d", second).hasSize(second < 15 ? 1 : 0);
        }
    }

    @Test
    void a_vault_that_is_not_there_leaves_all_its_notes() throws IOException {
        var root = Files.createDirectory(folder.resolve("disk"));
        Files.writeString(root.resolve("a.md"), "# A");
        var vault = new LiveVault(root, OPTIONS, Readers.ONE);
        var first = vault.look(Instant.now().plusSeconds(5));
        Files.move(root, folder.resolve("elsewhere"));

        var away = vault.look(Instant.now().plusSeconds(6));
        assertThat(titles(away)).containsExactly("A");
        assertThat(sentences(away)).singleElement().asString().startsWith("The vault disk is not there");
        assertThat(vault.reread(OPTIONS, Instant.now().plusSeconds(7)).vault()).isSameAs(away.vault());

        Files.move(folder.resolve("elsewhere"), root);
        var back = vault.look(Instant.now().plusSeconds(8));
        assertThat(back.vault().value().notes()).isEqualTo(first.vault().value().notes());
        assertThat(sentences(back)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.lock", "MERGE_HEAD"})
    void while_git_is_at_work_nothing_is_read_unless_it_forgot_its_lock(String lock) throws IOException {
        write("a.md", "# A");
        later();
        var held = write(".git/" + lock, "");
        write("a.md", "# B");
        var at = Files.getLastModifiedTime(held).toInstant();

        var busy = live.look(at.plusSeconds(30));
        assertThat(titles(busy)).containsExactly("A");
        assertThat(sentences(busy)).singleElement().asString().startsWith("Git is at work in the vault (" + lock + ")");
        assertThat(live.look(at.plusSeconds(31)).vault()).isSameAs(busy.vault());

        assertThat(titles(live.look(at.plus(Duration.ofMinutes(10))))).containsExactly("B");
    }

    @Test
    void links_are_found_back_when_notes_come_change_and_go() throws IOException {
        write("Home.md", "[[NVDA]] and [[Gone]]");
        write("Stocks/NVDA.md", "x");
        later();
        write("Stocks/AMD.md", "[[NVDA|chips]]");
        assertThat(backlinks("Stocks/NVDA.md")).containsExactly("Home.md NVDA", "Stocks/AMD.md chips");
        write("Home.md", "[[AMD]] and [[Gone]]");
        assertThat(backlinks("Stocks/NVDA.md")).containsExactly("Stocks/AMD.md chips");
        write("Gone.md", "here");
        assertThat(backlinks("Gone.md")).containsExactly("Home.md Gone");
        Files.delete(folder.resolve("Home.md"));
        assertThat(backlinks("Gone.md")).isEmpty();
    }

    private List<String> backlinks(String path) {
        return later().vault().value().backlinks(path).stream().map(b -> b.note().path() + " " + b.link().shown()).toList();
    }

    @Test
    void other_words_for_names_change_what_they_mean_and_nothing_is_read_again() {
        write("Energy.md", "# Energy\n\n- Zorblatt +3%\n");
        var vault = later().vault().value();
        assertThat(vault.resolver().resolve(Name.of("Zorblatt"), "Energy.md")).isInstanceOf(Resolution.Unknown.class);

        var named = vault.with(Aliases.read("Zorblatt,stock:MPC,,", "aliases.csv").value());
        assertThat(named.resolver().resolve(Name.of("Zorblatt"), "Energy.md"))
                .isInstanceOfSatisfying(Resolution.One.class, one -> assertThat(one.id()).contains("stock:MPC"));
        assertThat(named.notes()).isEqualTo(vault.notes());
    }

    /** Whatever was done to the folder, the snapshot made step by step is the one that is read afresh. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_snapshot_made_of_changes_is_the_one_read_afresh(long seed) throws IOException {
        var draws = new SplittableRandom(seed);
        var paths = List.of("a.md", "b.md", "Daily/2026-01-08.md", "Daily/a.md", "Stocks/NVDA.md", "Stocks/b.md", "deep/er/a.md", "c.md");
        for (int step = 0; step < 40; step++) {
            for (int k = draws.nextInt(4); k >= 0; k--) {
                mutate(draws, paths);
            }
            var seen = later().vault();
            var fresh = Vault.read(folder, OPTIONS);
            assertThat(view(seen.value())).as("seed %d, step %d", seed, step).isEqualTo(view(fresh.value()));
            assertThat(seen.value().notes()).as("seed %d, step %d", seed, step).isEqualTo(fresh.value().notes());
            var day = LocalDate.of(2026, 1, 8);
            assertThat(view(seen.value().asOf(day))).as("seed %d, step %d", seed, step).isEqualTo(view(fresh.value().asOf(day)));
        }
    }

    private void mutate(SplittableRandom draws, List<String> paths) throws IOException {
        var path = paths.get(draws.nextInt(paths.size()));
        var file = folder.resolve(path);
        switch (draws.nextInt(6)) {
            case 0 -> Files.deleteIfExists(file);
            case 1 -> {
                var to = folder.resolve(paths.get(draws.nextInt(paths.size())));
                if (Files.exists(file) && !to.equals(file)) {
                    Files.createDirectories(to.getParent());
                    Files.deleteIfExists(to);
                    Files.move(file, to);
                }
            }
            default -> write(path, text(draws));
        }
    }

    private static String text(SplittableRandom draws) {
        var words = new String[] {
            "[[a]]", "[[b|B]]", "[[Stocks/NVDA]]", "[[Chips]]", "[x](Stocks/b.md)", "[[c#Head]]", "[[nowhere]]", "[[#Own]]", "![[a]]",
            "NVDA +2%", "fell", "\n\n- AMD -3%\n", "\n\n## Winners (Jan 12, 2026)\n\n- MU +4%\n", "\n\nWatch: CPI (late Jan)\n"
        };
        var out = new StringBuilder();
        if (draws.nextInt(3) == 0) {
            out.append("---\naliases: [").append(draws.nextInt(2) == 0 ? "Chips" : "B").append("]\nticker: NVDA\n---\n");
        }
        out.append("# ").append(List.of("Alpha", "a", "Chips", "NVDA").get(draws.nextInt(4))).append("\n\n");
        for (int k = 1 + draws.nextInt(8); k > 0; k--) {
            out.append(words[draws.nextInt(words.length)]).append(' ');
        }
        return out.toString();
    }

    /** All that a vault says of its links and names. */
    private static List<String> view(Vault vault) {
        var lines = new ArrayList<String>();
        for (var note : vault.notes()) {
            lines.add(note.path() + " " + note.title() + " " + vault.print(note.path()));
            vault.backlinks(note.path()).forEach(back -> lines.add("  <- " + back.note().path() + " " + back.link()));
        }
        for (var name : List.of("a", "b", "chips", "NVDA", "nowhere", "Alpha", "Stocks/b")) {
            lines.add(name + ": " + vault.named(name).map(Note::path) + " " + vault.resolver().resolve(Name.link(name), "Daily/a.md"));
        }
        vault.lint().forEach(problem -> lines.add(problem.line()));
        vault.problems().forEach(problem -> lines.add(problem.line()));
        return lines;
    }
}
