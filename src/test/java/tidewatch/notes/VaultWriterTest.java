package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultWriterTest {
    private static final long MOST = 100_000;

    @TempDir
    Path folder;

    private Path vault;
    private VaultWriter writer;

    @BeforeEach
    void vault() throws IOException {
        vault = Files.createDirectory(folder.resolve("vault"));
        writer = new VaultWriter(vault, MOST);
    }

    private static NoteBytes note(String text) {
        return NoteBytes.of(text);
    }

    private String text(String path) throws IOException {
        return Files.readString(vault.resolve(path));
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(vault.resolve(path).getParent());
        Files.writeString(vault.resolve(path), text);
    }

    /** Everything that lies in the vault, hidden files too. */
    private List<String> all() throws IOException {
        try (Stream<Path> walk = Files.walk(vault)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).map(path -> vault.relativize(path).toString()).sorted().toList();
        }
    }

    @Test
    void a_note_is_made_with_its_folders_and_replaced() throws IOException {
        assertThat(writer.create("Briefs/2026/a.md", note("one\n"))).isEqualTo(new WriteOutcome.Done());
        assertThat(writer.replace("Briefs/2026/a.md", note("one\n"), note("two\r\n"))).isEqualTo(new WriteOutcome.Done());

        assertThat(text("Briefs/2026/a.md")).isEqualTo("two\r\n");
        assertThat(all()).containsExactly("Briefs/2026/a.md");
    }

    @Test
    void what_somebody_wrote_meanwhile_is_not_written_over() throws IOException {
        put("a.md", "theirs");

        assertThat(writer.create("a.md", note("ours"))).isEqualTo(new WriteOutcome.Changed());
        assertThat(writer.replace("a.md", note("before"), note("ours"))).isEqualTo(new WriteOutcome.Changed());
        assertThat(writer.replace("b.md", note("before"), note("ours"))).isEqualTo(new WriteOutcome.Changed());
        assertThat(writer.replace("C/b.md", note("before"), note("ours"))).isEqualTo(new WriteOutcome.Changed());
        assertThat(text("a.md")).isEqualTo("theirs");
        assertThat(all()).containsExactly("a.md");
    }

    /** Up to the last look an edit is seen, whoever makes it in whatever way. */
    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "HALF", "WRITTEN"})
    void an_edit_while_we_write_is_never_lost(VaultWriter.Step step) throws IOException {
        for (boolean atomic : new boolean[] {false, true}) {
            put("a.md", "before");
            var racing = new VaultWriter(vault, MOST, now -> {
                if (now == step) {
                    edit("a.md", "theirs", atomic);
                }
            });

            assertThat(racing.replace("a.md", note("before"), note("ours"))).isEqualTo(new WriteOutcome.Changed());
            assertThat(text("a.md")).isEqualTo("theirs");
            assertThat(all()).containsExactly("a.md");
        }
    }

    /** A note that comes into being at the very last moment: a new one of ours never takes its place. */
    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "HALF", "WRITTEN", "LOOKED"})
    void a_note_that_appears_while_ours_is_made_stays(VaultWriter.Step step) throws IOException {
        Files.deleteIfExists(vault.resolve("a.md"));
        var racing = new VaultWriter(vault, MOST, now -> {
            if (now == step) {
                edit("a.md", "theirs", false);
            }
        });

        assertThat(racing.create("a.md", note("ours"))).isEqualTo(new WriteOutcome.Changed());
        assertThat(text("a.md")).isEqualTo("theirs");
        assertThat(all()).containsExactly("a.md");
    }

    private void edit(String path, String text, boolean atomic) {
        try {
            if (atomic) {
                var other = vault.resolve("." + path + ".swp");
                Files.writeString(other, text);
                Files.move(other, vault.resolve(path), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.writeString(vault.resolve(path), text);
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void what_is_done_by_several_at_once_is_done_once_each() throws Exception {
        put("a.md", "0\n");
        var done = new AtomicInteger();
        var threads = Stream.generate(() -> new Thread(() -> {
                    for (int i = 0; i < 40; i++) {
                        // Each has a writer of its own, as two processes have.
                        var own = new VaultWriter(vault, MOST);
                        if (own.read("a.md") instanceof VaultWriter.Seen.There(NoteBytes before)
                                && own.replace("a.md", before, before.with(before.text() + "x\n")) instanceof WriteOutcome.Done) {
                            done.incrementAndGet();
                        }
                    }
                }))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }

        assertThat(done.get()).isPositive();
        assertThat(text("a.md")).isEqualTo("0\n" + "x\n".repeat(done.get()));
        assertThat(all()).containsExactly("a.md");
    }

    @Test
    void an_empty_note_is_nobodys_words() throws IOException {
        put("a.md", "");

        assertThat(writer.create("a.md", note("ours"))).isEqualTo(new WriteOutcome.Done());
        assertThat(text("a.md")).isEqualTo("ours");
    }

    @Test
    void a_note_keeps_its_permissions_and_a_new_one_has_those_of_its_folder() throws IOException {
        assumeThat(vault.getFileSystem().supportedFileAttributeViews()).as("this file system has no permissions to keep").contains("posix");
        put("a.md", "before");
        Files.setPosixFilePermissions(vault.resolve("a.md"), PosixFilePermissions.fromString("rw-rw----"));
        Files.setPosixFilePermissions(vault, PosixFilePermissions.fromString("rwxrwx---"));

        writer.replace("a.md", note("before"), note("after"));
        writer.create("Briefs/b.md", note("new"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(vault.resolve("a.md")))).isEqualTo("rw-rw----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(vault.resolve("Briefs/b.md")))).isEqualTo("rw-rw----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(vault.resolve("Briefs")))).isEqualTo("rwxrwx---");
    }

    // ---- where nothing is written

    @Test
    void nothing_is_written_through_a_link_or_out_of_the_vault() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.md"), "secret");
        Files.createSymbolicLink(vault.resolve("Out"), outside);
        Files.createSymbolicLink(vault.resolve("link.md"), outside.resolve("secret.md"));
        Files.createSymbolicLink(vault.resolve("dangling.md"), vault.resolve("gone.md"));
        put("In/real.md", "words");
        Files.createSymbolicLink(vault.resolve("Alias"), vault.resolve("In"));

        assertThat(refusal(writer.create("Out/new.md", note("x")))).isEqualTo("The folder Out is a link that leads out of the vault, so nothing is written there.");
        assertThat(refusal(writer.create("link.md", note("x")))).contains("link.md is a link");
        assertThat(refusal(writer.create("dangling.md", note("x")))).contains("dangling.md is a link");
        assertThat(writer.read("Out/secret.md")).isInstanceOf(VaultWriter.Seen.Refused.class);
        assertThat(writer.read("link.md")).isInstanceOf(VaultWriter.Seen.Refused.class);
        assertThat(writer.replace("Alias/real.md", note("words"), note("more"))).isEqualTo(new WriteOutcome.Done());
        assertThat(text("In/real.md")).isEqualTo("more");
        assertThat(Files.readString(outside.resolve("secret.md"))).isEqualTo("secret");
        try (var left = Files.list(outside)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void a_folder_that_becomes_a_link_while_we_write_leads_nowhere() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        put("Briefs/other.md", "words");
        var racing = new VaultWriter(vault, MOST, now -> {
            if (now == VaultWriter.Step.BEGIN) {
                try {
                    Files.move(vault.resolve("Briefs"), folder.resolve("moved"));
                    Files.createSymbolicLink(vault.resolve("Briefs"), outside);
                } catch (IOException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        });

        assertThat(racing.create("Briefs/a.md", note("ours"))).isNotEqualTo(new WriteOutcome.Done());
        try (var left = Files.list(outside)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.md", "/a.md", "a/../../b.md", ".obsidian/a.md", "a.txt", "", "a//b.md", "b\\c.md", "a\u0000.md", "~$a.md", ".a.md", "x/.md"})
    void a_path_that_no_note_has_is_refused(String path) throws IOException {
        assertThat(refusal(writer.create(path, note("x")))).isEqualTo("A note cannot bear that name.");
        assertThat(all()).isEmpty();
    }

    private static String refusal(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        return ((WriteOutcome.Refused) outcome).why().sentence();
    }

    @Test
    void a_vault_that_went_away_or_is_read_only_is_said_and_nothing_is_thrown() throws IOException {
        assertThat(refusal(new VaultWriter(folder.resolve("gone"), MOST).create("a.md", note("x")))).isEqualTo("The folder of your notes is not there.");
        put("Briefs", "a file");
        assertThat(refusal(writer.create("Briefs/a.md", note("x")))).contains("Briefs is a file");
        assertThat(refusal(writer.create("a.md", note("x".repeat((int) MOST + 1))))).contains("larger than I read notes");

        var zip = folder.resolve("notes.zip");
        try (var archive = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            assertThat(refusal(new VaultWriter(archive.getPath("/"), MOST).create("a.md", note("x")))).contains("inside of an archive");
        }
    }

    @Test
    void a_folder_without_the_right_to_write_is_said() throws IOException {
        Files.setPosixFilePermissions(vault, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(vault)).as("whoever runs this may write everywhere, so that a read-only folder is refused is not checked").isFalse();

        assertThat(refusal(writer.create("a.md", note("x")))).isEqualTo("a.md cannot be written: this program may not do that there. Give it the right to write in the vault.");
        Files.setPosixFilePermissions(vault, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void git_at_work_is_waited_for() throws IOException {
        put(".git/index.lock", "");

        assertThat(writer.create("a.md", note("x"))).isEqualTo(new WriteOutcome.Busy("git is at work in the vault (.git/index.lock)"));
        assertThat(Files.exists(vault.resolve("a.md"))).isFalse();
        Files.delete(vault.resolve(".git/index.lock"));
        assertThat(writer.create("a.md", note("x"))).isEqualTo(new WriteOutcome.Done());
    }

    // ---- when this program dies

    /** Stands for the end of the process: nothing of ours runs behind it but what the language insists on. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_breaks_off_leaves_the_old_note_or_the_new_one(VaultWriter.Step step) throws IOException {
        put("a.md", "before");
        var dying = new VaultWriter(vault, MOST, now -> {
            if (now == step) {
                throw new Died();
            }
        });

        var outcome = dying.replace("a.md", note("before"), note("after"));

        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        assertThat(text("a.md")).isEqualTo(step == VaultWriter.Step.MOVED ? "after" : "before");
        assertThat(all()).containsExactly("a.md");
    }

    @Test
    void what_a_dead_process_left_is_cleared_and_what_a_living_one_writes_is_not() throws IOException {
        put("a.md", "before");
        var left = new java.util.concurrent.atomic.AtomicReference<Path>();
        new VaultWriter(vault, MOST, now -> {
                    if (now == VaultWriter.Step.WRITTEN) {
                        try (Stream<Path> files = Files.list(vault)) {
                            left.set(files.filter(file -> file.getFileName().toString().startsWith(".tidewatch-")).findFirst().orElseThrow());
                        } catch (IOException impossible) {
                            throw new AssertionError(impossible);
                        }
                    }
                })
                .replace("a.md", note("before"), note("between"));
        Files.writeString(left.get(), "half of");

        try (var living = FileChannel.open(left.get(), StandardOpenOption.WRITE);
                var lock = living.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(writer.replace("a.md", note("between"), note("after"))).isEqualTo(new WriteOutcome.Busy("another Tidewatch is writing a.md"));
            assertThat(Files.readString(left.get(), StandardCharsets.UTF_8)).isEqualTo("half of");
        }
        assertThat(writer.replace("a.md", note("between"), note("after"))).isEqualTo(new WriteOutcome.Done());
        assertThat(text("a.md")).isEqualTo("after");
        assertThat(all()).containsExactly("a.md");
    }

    @Test
    void a_bug_of_ours_is_no_refusal() {
        assertThatThrownBy(() -> new NoteEdit(3, 2, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
