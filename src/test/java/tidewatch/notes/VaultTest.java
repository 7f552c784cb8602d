package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

class VaultTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    @TempDir
    Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void notes_come_in_order_of_path_and_leftovers_of_other_programs_stay_out() throws IOException {
        for (var path : new String[] {
            "b.md",
            "a/c.md",
            "A.MD",
            ".obsidian/x.md",
            ".git/x.md",
            ".trash/x.md",
            "node_modules/x.md",
            ".hidden.md",
            "~$b.md",
            "b.md.tmp",
            "picture.png",
            ".stversions/b.md",
            "~syncthing~b.md"
        }) {
            write(path, "# " + path);
        }
        var vault = Vault.read(folder, OPTIONS).value();
        assertThat(vault.notes()).extracting(Note::path).containsExactly("A.MD", "a/c.md", "b.md");
    }

    @Test
    void a_copy_left_by_a_conflict_is_named_and_not_read() throws IOException {
        write("a.md", "# A");
        write("a.sync-conflict-20260108-093000-ABC.md", "# A");
        var found = Vault.read(folder, OPTIONS);
        assertThat(found.value().notes()).hasSize(1);
        assertThat(found.problems()).extracting(Problem::reason).containsExactly(Reason.CONFLICT);
    }

    @Test
    void a_missing_folder_and_an_empty_one_are_named_with_the_next_step() throws IOException {
        var missing = Vault.read(folder.resolve("nowhere"), OPTIONS);
        assertThat(missing.value().notes()).isEmpty();
        assertThat(missing.problems().getFirst().sentence())
                .isEqualTo("There is no vault nowhere: give the folder of your notes with --vault or the key"
                        + " vault.path.");
        var empty = Vault.read(Files.createDirectory(folder.resolve("empty")), OPTIONS);
        assertThat(empty.problems().getFirst().sentence()).startsWith("The vault empty holds no Markdown note");
    }

    @Test
    void a_single_file_is_a_vault_of_one_note() throws IOException {
        write("rotation.md", RotationNoteTest.fixture());
        var vault = Vault.read(folder.resolve("rotation.md"), OPTIONS).value();
        assertThat(vault.notes()).extracting(Note::path).containsExactly("rotation.md");
        assertThat(vault.text("rotation.md")).isEqualTo(RotationNoteTest.fixture());
    }

    @Test
    void a_folder_inside_an_archive_is_a_vault() throws IOException {
        var jar = folder.resolve("sample.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var entry : Map.of(
                            "sample/vault/Long NVIDIA.md",
                            "# Long NVIDIA",
                            "sample/vault/.obsidian/a.md",
                            "# No",
                            "other/b.md",
                            "# B")
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        try (var archive = FileSystems.newFileSystem(jar)) {
            var found = Vault.read(archive.getPath("/sample/vault"), OPTIONS);
            assertThat(found.problems()).isEmpty();
            assertThat(found.value().notes()).extracting(Note::path).containsExactly("Long NVIDIA.md");
            assertThat(found.value().text("Long NVIDIA.md")).isEqualTo("# Long NVIDIA");
        }
    }

    @Test
    void links_out_of_the_folder_are_refused_and_links_inside_are_read() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.md"), "# Secret");
        var root = Files.createDirectory(folder.resolve("vault"));
        Files.writeString(root.resolve("a.md"), "# A");
        Files.createSymbolicLink(root.resolve("out.md"), outside.resolve("secret.md"));
        Files.createSymbolicLink(root.resolve("outdir"), outside);
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("inside.md"), root.resolve("a.md"));
        var found = Vault.read(root, OPTIONS);
        assertThat(found.value().notes()).extracting(Note::path).containsExactly("a.md", "inside.md");
        assertThat(found.problems()).singleElement().satisfies(p -> {
            assertThat(p.reason()).isEqualTo(Reason.REFUSED);
            assertThat(p.line()).contains("out.md").doesNotContain(folder.toString());
        });
    }

    @Test
    void a_huge_and_a_binary_note_do_not_stop_the_others() throws IOException {
        write("ok.md", "# Ok\n\n- NVDA +8%\n");
        Files.write(folder.resolve("big.md"), new byte[6_000_000]);
        Files.write(folder.resolve("binary.md"), new byte[] {1, 2, 0, 3});
        var found = Vault.read(folder, OPTIONS);
        assertThat(found.value().notes()).hasSize(3);
        assertThat(found.problems()).extracting(Problem::where).containsExactly("big.md", "binary.md");
        assertThat(found.value().text("big.md")).isEmpty();
        assertThat(found.value().note("ok.md").orElseThrow().claims(Claim.Move.class))
                .hasSize(1);
    }

    @Test
    void the_time_a_file_was_written_dates_nothing() throws IOException {
        write("a.md", "# A\n\n- NVDA +8%\n");
        Files.setLastModifiedTime(folder.resolve("a.md"), FileTime.from(Instant.parse("2026-01-08T00:00:00Z")));
        var note = Vault.read(folder, OPTIONS).value().notes().getFirst();
        assertThat(note.date()).isEmpty();
        assertThat(note.claims().getLast().source().asOf()).isEmpty();
    }

    @Test
    void the_date_of_a_note_is_the_first_that_is_stated() {
        var vault = Vault.of(
                        Map.of(
                                "2026-01-05.md", "x",
                                "2026-01-06 Open.md", "---\ndate: 2026-01-02\n---\nx",
                                "created.md", "x\n\n*Created 2026-01-08*",
                                "bold.md", "**Created**: Jan 9, 2026\n\n**Last reviewed**: 2026-02-01",
                                "title.md", "# Close of January 12, 2026",
                                "month.md", "# Rotation January 2026",
                                "none.md", "late Jan"),
                        OPTIONS)
                .value();
        assertThat(vault.notes().stream()
                        .map(n -> n.path() + " "
                                + n.date().map(LocalDate::toString).orElse("-") + " " + n.dateFrom()))
                .containsExactly(
                        "2026-01-05.md 2026-01-05 file name",
                        "2026-01-06 Open.md 2026-01-02 front matter",
                        "bold.md 2026-01-09 Created",
                        "created.md 2026-01-08 Created",
                        "month.md - ",
                        "none.md - ",
                        "title.md 2026-01-12 title");
        assertThat(vault.note("bold.md").orElseThrow().reviewed()).contains(LocalDate.of(2026, 2, 1));
    }

    @Test
    void as_of_a_day_later_notes_and_later_sections_are_not_known() {
        var vault = Vault.of(
                        Map.of(
                                "2026-01-08.md", "# Winners\n\n- NVDA +8%\n",
                                "2026-01-12.md", "NVDA +9%",
                                "grown.md", """
                                ---
                                date: 2026-01-05
                                updated: 2026-02-01
                                ---
                                ## Winners (Jan 6, 2026)

                                - NVDA +1%

                                ## Winners (Feb 1, 2026)

                                - NVDA +2%
                                """,
                                "Long NVIDIA.md", "# Long NVIDIA\n\nSee [[2026-01-12]]."),
                        OPTIONS)
                .value();
        var then = vault.asOf(LocalDate.of(2026, 1, 8));
        assertThat(then.notes()).extracting(Note::path).containsExactly("2026-01-08.md", "Long NVIDIA.md", "grown.md");
        assertThat(then.note("2026-01-12.md")).isEmpty();
        assertThat(then.text("2026-01-12.md")).isEmpty();
        assertThat(then.note("grown.md").orElseThrow().claims(Claim.Move.class)).hasSize(1);
        assertThat(then.problems())
                .extracting(Problem::sentence)
                .containsExactly("grown was reviewed on 2026-02-01, after 2026-01-08: its words may be newer.");
        assertThat(vault.backlinks("2026-01-12.md")).hasSize(1);
        assertThat(then.backlinks("2026-01-12.md")).isEmpty();
    }

    @Test
    void links_find_notes_by_path_folder_title_and_alias_and_are_found_back() {
        var vault = Vault.of(
                        Map.of(
                                "Home.md",
                                        "[[NVDA]] [[Stocks/AMD]] [[Chips]] [text](Stocks/NVDA.md#Thesis)"
                                                + " [[NVDA#Risks|risks]]",
                                "Stocks/NVDA.md", "---\naliases: [Chips, NVIDIA]\n---\nx",
                                "Stocks/AMD.md", "[[NVDA]]",
                                "Old/Stocks/NVDA.md", "x",
                                "Old/Here.md", "[[NVDA]]"),
                        OPTIONS)
                .value();
        assertThat(vault.backlinks("Stocks/NVDA.md").stream()
                        .map(b -> b.note().path() + " " + b.link().shown()))
                .containsExactly(
                        "Home.md NVDA",
                        "Home.md Chips",
                        "Home.md text",
                        "Home.md risks",
                        "Old/Here.md NVDA",
                        "Stocks/AMD.md NVDA");
        assertThat(vault.backlinks("Stocks/AMD.md")).hasSize(1);
        assertThat(vault.named("chips").map(Note::path)).contains("Stocks/NVDA.md");
        assertThat(vault.lint()).anyMatch(p -> p.sentence().contains("several notes are named \"NVDA\""));
    }

    @Test
    void composed_and_decomposed_letters_are_one_name() {
        var vault = Vault.of(Map.of("Z\u00fcrich.md", "x", "b.md", "[[Zu\u0308rich]]"), OPTIONS)
                .value();
        assertThat(vault.backlinks("Z\u00fcrich.md")).hasSize(1);
    }
}
