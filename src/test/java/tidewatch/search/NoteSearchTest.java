package tidewatch.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.notes.Vault;

/** What is found, of whom, and what becomes of the index on disk. */
class NoteSearchTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 6);
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");

    private static final Vault VAULT = Vaults.of(
            "Energy/Hormuz.md", "---\ncreated: 2026-01-08\ntags: [energy, macro/oil]\n---\n# Strait of Hormuz\n\nA fifth of the oil passes here. Tankers wait.\n",
            "Energy/Oil price.md", "---\ncreated: 2026-01-20\naliases: [Brent]\nticker: USO\n---\n# Oil price\n\n## Supply\nWhat passes Hormuz, and what OPEC pumps.\n\n#energy\n",
            "Inbox/2026-02-02.md", "# 2026-02-02\n\nBanks. Gold miners rose; the strait was quiet.\n| Name | Move |\n|---|---|\n| Oil (USO) | +2.1 % |\n",
            "Inbox/Brief.md", "---\ngenerated: true\n---\n# Brief\n\nOil rose, says the brief.\n",
            "Diary/Fear.md", "---\nprivate: true\ncreated: 2026-02-01\n---\n# Fear\n\nI hold too much oil, and zebrafinch.\n",
            "Asia/石油.md", "# 石油市场\n\n霍尔木兹海峡的石油运输。半导体不受影响。\n",
            "Europe/Öl.md", "# Ölpreis\n\nDie Straße von Hormus, Häfen und Tanker.\n");

    /** Both ways of finding; they find the same. */
    enum How {
        INDEX,
        TEXT;

        NoteSearch of(Vault vault) {
            var search = this == INDEX ? NoteSearch.inMemory(() -> 0) : NoteSearch.byText(() -> 0);
            search.update(vault, NOW);
            return search;
        }
    }

    private static Hits find(NoteSearch search, Vault vault, String typed) {
        return search.find(NoteQuery.parse(typed, TODAY).value(), vault, 0, 20);
    }

    private static List<String> titles(Hits hits) {
        return hits.page().stream().map(hit -> hit.note().title()).toList();
    }

    private static void finds(How how, String typed, String... titles) {
        var hits = find(how.of(VAULT), VAULT, typed);
        assertThat(titles(hits)).as(how + ": " + typed).containsExactly(titles);
        assertThat(hits.total()).isEqualTo(titles.length);
        assertThat(hits.complete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void titles_and_names_come_before_headings_and_those_before_text(How how) {
        finds(how, "hormuz", "Strait of Hormuz", "Oil price");
        finds(how, "supply passes", "Oil price");
        finds(how, "brent", "Oil price");
        finds(how, "uso", "Oil price", "2026-02-02");
        var weighed = Vaults.of("A.md", "# One\n\nrare words here\n", "B.md", "# Two\n\n## Rare\nwords here\n", "C.md", "# Rare\n\nwords here\n");
        assertThat(titles(find(how.of(weighed), weighed, "rare"))).containsExactly("Rare", "Two", "One");
    }

    @ParameterizedTest
    @EnumSource
    void the_last_word_may_be_under_way_and_any_with_a_star(How how) {
        finds(how, "tank", "Strait of Hormuz", "Ölpreis");
        finds(how, "tank fifth", new String[0]);
        finds(how, "tank* fifth", "Strait of Hormuz");
    }

    @ParameterizedTest
    @EnumSource
    void a_phrase_is_words_in_order_and_without_means_without(How how) {
        finds(how, "\"gold miners\"", "2026-02-02");
        finds(how, "\"miners gold\"", new String[0]);
        finds(how, "strait -gold", "Strait of Hormuz");
        finds(how, "tankers OR banks -\"gold miners\"", "Strait of Hormuz");
        finds(how, "\"2.1 %\"", "2026-02-02");
        finds(how, "title:oil", "Oil price");
    }

    @ParameterizedTest
    @EnumSource
    void accents_capitals_and_scripts_without_blanks_are_found(How how) {
        finds(how, "ÖLPREIS", "Ölpreis");
        finds(how, "olpreis strasse", "Ölpreis");
        finds(how, "石油", "石油市场");
        finds(how, "海峡", "石油市场");
        finds(how, "油", "石油市场");
        finds(how, "半导体", "石油市场");
        finds(how, "体导", new String[0]);
    }

    @ParameterizedTest
    @EnumSource
    void tags_folders_and_days_filter_with_words_and_alone(How how) {
        finds(how, "#energy", "Oil price", "Strait of Hormuz");
        finds(how, "tag:macro", "Strait of Hormuz");
        finds(how, "tag:mac", new String[0]);
        finds(how, "oil folder:energy", "Oil price", "Strait of Hormuz");
        finds(how, "oil -folder:energy -folder:diary since:2026-02", "2026-02-02");
        finds(how, "on:2026-01-08", "Strait of Hormuz");
        finds(how, "oil before:2026-01-20", "Strait of Hormuz");
        finds(how, "folder:inbox/brief", "Brief");
    }

    @ParameterizedTest
    @EnumSource
    void a_generated_note_is_found_and_marked(How how) {
        var hits = find(how.of(VAULT), VAULT, "brief");
        assertThat(hits.page()).singleElement().satisfies(hit -> assertThat(hit.generated()).isTrue());
        assertThat(find(how.of(VAULT), VAULT, "tankers").page()).noneMatch(Hit::generated);
    }

    @ParameterizedTest
    @EnumSource
    void an_escaped_bar_of_a_table_is_a_bar(How how) {
        var vault = Vaults.of(Map.of("a.md", "| Thesis | Read |\n|---|---|\n| [[Long oil\\|crude]] | intact |\n"));
        assertThat(find(how.of(vault), vault, "intact").page()).singleElement().satisfies(hit -> assertThat(
                        hit.excerpt().stream().map(Hit.Piece::text).collect(Collectors.joining()))
                .isEqualTo("Long oil|crude · intact"));
    }

    @ParameterizedTest
    @EnumSource
    void the_line_that_shows_why_is_shown_with_its_words_apart(How how) {
        var table = find(how.of(VAULT), VAULT, "\"2.1\" uso oil").page().getFirst();
        assertThat(table.line()).isEqualTo(6);
        assertThat(table.excerpt().stream().map(piece -> piece.match() ? "<" + piece.text() + ">" : piece.text()).collect(Collectors.joining()))
                .isEqualTo("<Oil> (<USO>) · +<2.1> %");
        var front = find(how.of(VAULT), VAULT, "tankers").page().getFirst();
        assertThat(front.line()).as("front matter counts").isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void what_may_not_be_seen_is_in_no_hit_no_count_and_no_suggestion(How how) {
        var search = how.of(VAULT);
        var others = VAULT.within(path -> !path.startsWith("Asia/"));

        assertThat(find(search, VAULT, "zebrafinch").total()).isEqualTo(1);
        for (var typed : List.of("zebrafinch", "zebrafinsh", "zebra", "zebr*", "石油", "folder:diary", "folder:asia", "title:fear")) {
            var hits = find(search, others, typed);
            assertThat(hits.total()).as(typed).isZero();
            assertThat(hits.near()).as(typed).isEmpty();
        }
        assertThat(find(search, others, "oil").total()).isEqualTo(find(search, VAULT, "oil").total() - 1);
        assertThat(find(search, others, "banks zebrafinch").alone()).extracting(Hits.Alone::notes).containsExactly(1, 0);
        assertThat(find(search, VAULT, "zebrafinsh").near()).containsExactly("zebrafinch");
    }

    @ParameterizedTest
    @EnumSource
    void a_note_of_later_is_not_found_as_of_a_day(How how) {
        var search = how.of(VAULT);
        var then = VAULT.asOf(LocalDate.of(2026, 1, 10));
        assertThat(titles(find(search, then, "oil folder:energy"))).containsExactly("Strait of Hormuz");
        assertThat(find(search, then, "banks").total()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_slip_is_answered_with_the_word_that_is_there_in_its_place(How how) {
        var search = how.of(VAULT);
        assertThat(find(search, VAULT, "tankesr hormuz").near()).containsExactly("tankers hormuz");
        assertThat(find(search, VAULT, "-gold hormzu since:2020").near()).as("Hormus stands in a note without a date").containsExactly("-gold hormuz since:2020");
        assertThat(find(search, VAULT, "xyzzyx").near()).isEmpty();
        var apart = find(search, VAULT, "miners hafen");
        assertThat(apart.near()).isEmpty();
        assertThat(apart.alone()).containsExactly(new Hits.Alone("miners", 1), new Hits.Alone("hafen", 1));
    }

    @ParameterizedTest
    @EnumSource
    void pages_follow_each_other(How how) {
        var many = new TreeMap<String, String>();
        IntStream.range(0, 30).forEach(i -> many.put("N" + i + ".md", "# Note " + i + "\n\noil " + "and more ".repeat(i) + "\n"));
        var vault = Vaults.of(many);
        var search = how.of(vault);
        var query = NoteQuery.parse("oil", TODAY).value();
        var all = titles(search.find(query, vault, 0, 100));
        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(titles(search.find(query, vault, 8, 8))).isEqualTo(all.subList(8, 16));
        assertThat(titles(search.find(query, vault, 24, 8))).isEqualTo(all.subList(24, 30));
        assertThat(search.find(query, vault, 800, 8)).satisfies(hits -> {
            assertThat(hits.page()).isEmpty();
            assertThat(hits.total()).isEqualTo(30);
        });
    }

    @Test
    void time_that_runs_out_gives_a_part_and_says_so() {
        var many = new TreeMap<String, String>();
        IntStream.range(0, 200).forEach(i -> many.put("N" + i + ".md", "# Note " + i + "\n\noil\n"));
        var vault = Vaults.of(many);
        var clock = new AtomicLong();
        var byText = NoteSearch.byText(() -> clock.getAndAdd(NoteSearch.MOST_BY_TEXT.toNanos() / 100));
        var hits = find(byText, vault, "oil");
        assertThat(hits.complete()).isFalse();
        assertThat(hits.total()).isBetween(50, 150);
        assertThat(find(byText, vault, "nothing")).satisfies(none -> {
            assertThat(none.complete()).isFalse();
            assertThat(none.near()).isEmpty();
        });

        var indexed = NoteSearch.inMemory(() -> clock.getAndAdd(NoteSearch.MOST.toNanos() * 2));
        indexed.update(vault, NOW);
        assertThat(find(indexed, vault, "oil").complete()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void hostile_queries_are_answered_in_time(How how) {
        var search = how.of(VAULT);
        for (var typed : List.of(
                "x".repeat(4_000), "x ".repeat(2_000), "\"" + "oil ".repeat(1_000) + "\"", "*".repeat(4_000), "a*", "?", "**", "(", "oil AND", "oil OR", "\\", "\"\"",
                "[[]]", "-", "--", "#", "tag:", "title:", "title:\"", "since:", "+oil", "oil~2", "oil^4", "[a TO z]", "/.*/", "field:oil", "😀", "\u0000", "\ud83d",
                "石".repeat(4_000), "NOT", "OR OR OR", "o* i* l*", "-oil -gas")) {
            var query = NoteQuery.parse(typed, TODAY).value();
            assertThat(search.find(query, VAULT, 0, 8).page()).as(typed).hasSizeLessThanOrEqualTo(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_note_of_one_endless_line_is_found_and_shown_in_part(How how) {
        var vault = Vaults.of("Long.md", "# Long\n\n" + "word [[link]] ".repeat(60_000) + "needle " + "tail ".repeat(60_000));
        var hit = find(how.of(vault), vault, "needle").page().getFirst();
        assertThat(hit.excerpt().stream().filter(Hit.Piece::match)).extracting(Hit.Piece::text).containsExactly("needle");
        assertThat(hit.excerpt().stream().mapToInt(piece -> piece.text().length()).sum()).isLessThan(250);
    }

    // ---- the index and the notes ----

    @Test
    void only_what_changed_is_read() {
        var search = NoteSearch.inMemory(() -> 0);
        assertThat(search.update(VAULT, NOW)).isEqualTo(new NoteSearch.Updated(7, 0, 0));
        assertThat(search.update(VAULT, NOW)).isEqualTo(NoteSearch.Updated.NOTHING);
        assertThat(search.update(Vaults.of("Energy/Hormuz.md", "# Strait of Hormuz\n\nopen\n", "New.md", "# New\n"), NOW)).isEqualTo(new NoteSearch.Updated(1, 1, 6));
        assertThat(search.state()).isEqualTo(new NoteSearch.State(true, true, 2, Optional.empty()));
    }

    @Test
    void a_note_that_the_index_has_otherwise_is_looked_through_as_it_is() {
        var search = NoteSearch.inMemory(() -> 0);
        search.update(VAULT, NOW);
        var now = Vaults.of("Energy/Hormuz.md", "# Strait of Hormuz\n\nreopened\n", "Energy/New.md", "# New\n\nreopened too\n");

        assertThat(titles(find(search, now, "reopened"))).containsExactlyInAnyOrder("Strait of Hormuz", "New");
        assertThat(find(search, now, "tankers").total()).isZero();
        assertThat(find(search, VAULT, "tankers").total()).as("whoever still sees the old ones").isEqualTo(2 - 1);
    }

    @Test
    void an_index_on_disk_is_there_at_the_next_start(@TempDir Path home) {
        try (var first = NoteSearch.in(home.resolve("search"), () -> 0)) {
            first.update(VAULT, NOW);
        }
        assertThat(NoteSearch.kept(home.resolve("search"))).contains(7);
        try (var second = NoteSearch.in(home.resolve("search"), () -> 0)) {
            assertThat(second.update(VAULT, NOW)).isEqualTo(NoteSearch.Updated.NOTHING);
            var hits = find(second, VAULT, "tankers");
            assertThat(hits.total()).isEqualTo(1);
            assertThat(hits.lookedThrough()).isZero();
        }
    }

    @Test
    void changes_are_on_disk_half_a_minute_later_at_most_and_at_the_end(@TempDir Path home) {
        var folder = home.resolve("search");
        try (var search = NoteSearch.in(folder, () -> 0)) {
            search.update(VAULT, NOW);
            assertThat(NoteSearch.kept(folder)).as("the first time at once").contains(7);
            search.update(Vaults.of("A.md", "a"), NOW.plusSeconds(10));
            assertThat(NoteSearch.kept(folder)).contains(7);
            assertThat(search.state().notes()).isEqualTo(1);
            var same = Vaults.of("A.md", "a", "B.md", "b");
            search.update(same, NOW.plusSeconds(29));
            assertThat(NoteSearch.kept(folder)).contains(7);
            search.update(same, NOW.plusSeconds(30));
            assertThat(NoteSearch.kept(folder)).contains(2);
            search.update(Vaults.of(), NOW.plusSeconds(31));
        }
        assertThat(NoteSearch.kept(folder)).contains(0);
    }

    @Test
    void a_second_program_on_the_folder_keeps_its_own_in_memory_and_says_so(@TempDir Path home) {
        try (var first = NoteSearch.in(home, () -> 0);
                var second = NoteSearch.in(home, () -> 0)) {
            first.update(VAULT, NOW);
            second.update(VAULT, NOW);
            assertThat(second.state().trouble()).hasValueSatisfying(trouble -> assertThat(trouble.sentence()).contains("another Tidewatch"));
            assertThat(second.state().ready()).isTrue();
            assertThat(find(second, VAULT, "tankers").total()).isEqualTo(1);
            assertThat(find(first, VAULT, "tankers").total()).isEqualTo(1);
        }
        assertThat(NoteSearch.kept(home)).contains(7);
    }

    @Test
    @Timeout(120)
    void the_same_with_a_process_of_its_own_and_when_that_has_ended_the_folder_is_free(@TempDir Path home) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = Stream.of(HoldsIndex.class, IndexWriter.class).map(NoteSearchTest::home).collect(Collectors.joining(File.pathSeparator));
        var other = new ProcessBuilder(java, "-cp", classes, HoldsIndex.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("held");
            try (var second = NoteSearch.in(home, () -> 0)) {
                second.update(VAULT, NOW);
                assertThat(second.state().trouble()).isPresent();
                assertThat(find(second, VAULT, "tankers").total()).isEqualTo(1);
            }
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }
        try (var third = NoteSearch.in(home, () -> 0)) {
            third.update(VAULT, NOW);
            assertThat(third.state().trouble()).isEmpty();
        }
        assertThat(NoteSearch.kept(home)).contains(7);
    }

    /** Where a class was read from. */
    private static String home(Class<?> one) {
        return Path.of(URI.create(one.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    /** Files of the index, cut, overwritten or gone; others in the folder are left alone. */
    @ParameterizedTest
    @EnumSource
    void a_damaged_index_is_made_anew(Damage damage, @TempDir Path home) throws IOException {
        try (var first = NoteSearch.in(home, () -> 0)) {
            first.update(VAULT, NOW);
        }
        Files.writeString(home.resolve("mine.txt"), "not yours");
        for (var file : files(home)) {
            if (!file.endsWith("write.lock") && !file.endsWith("mine.txt")) {
                damage.on(file);
            }
        }
        try (var second = NoteSearch.in(home, () -> 0)) {
            second.update(VAULT, NOW);
            assertThat(second.state().ready()).isTrue();
            assertThat(second.state().trouble()).isEmpty();
            assertThat(titles(find(second, VAULT, "tankers"))).containsExactly("Strait of Hormuz");
            assertThat(find(second, VAULT, "tankers").lookedThrough()).isZero();
        }
        assertThat(NoteSearch.kept(home)).contains(7);
        assertThat(home.resolve("mine.txt")).hasContent("not yours");
    }

    enum Damage {
        CUT {
            @Override
            void on(Path file) throws IOException {
                var bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        /** One bit in the middle. */
        FLIPPED {
            @Override
            void on(Path file) throws IOException {
                var bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 4;
                Files.write(file, bytes);
            }
        },
        EMPTIED {
            @Override
            void on(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        /** All but the list of the others. */
        GONE {
            @Override
            void on(Path file) throws IOException {
                if (!file.getFileName().toString().startsWith("segments")) {
                    Files.delete(file);
                }
            }
        },
        LIST_GONE {
            @Override
            void on(Path file) throws IOException {
                if (file.getFileName().toString().startsWith("segments")) {
                    Files.delete(file);
                }
            }
        };

        abstract void on(Path file) throws IOException;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void an_index_of_another_format_is_made_anew(@TempDir Path home) throws IOException {
        try (var directory = new NIOFSDirectory(home);
                var writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(Map.of("tidewatch", "0").entrySet());
            writer.addDocument(new Document());
            writer.commit();
        }
        try (var search = NoteSearch.in(home, () -> 0)) {
            assertThat(search.update(VAULT, NOW).added()).isEqualTo(7);
            assertThat(search.state().trouble()).isEmpty();
        }
        assertThat(NoteSearch.kept(home)).contains(7);
    }

    @Test
    void an_index_that_is_damaged_while_it_is_used_answers_from_the_text_and_is_made_anew(@TempDir Path home) throws IOException {
        var many = new TreeMap<String, String>();
        IntStream.range(0, 2_000).forEach(i -> many.put("N" + i + ".md", "# Note " + i + "\n\noil word" + i + "\n"));
        var vault = Vaults.of(many);
        try (var first = NoteSearch.in(home, () -> 0)) {
            first.update(vault, NOW);
        }
        try (var search = NoteSearch.in(home, () -> 0)) {
            search.update(vault, NOW);
            for (var file : files(home)) {
                if (!file.endsWith("write.lock")) {
                    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(10);
                    }
                }
            }
            var hits = find(search, vault, "word1234");
            assertThat(titles(hits)).containsExactly("Note 1234");
            assertThat(hits.lookedThrough()).isEqualTo(2_000);

            assertThat(search.update(vault, NOW.plusSeconds(60)).added()).isEqualTo(2_000);
            assertThat(find(search, vault, "word1234").lookedThrough()).isZero();
        }
    }

    @Test
    void a_folder_that_cannot_be_used_leaves_the_text_and_says_so(@TempDir Path home) throws IOException {
        var file = Files.writeString(home.resolve("search"), "a file where the folder should be");
        try (var search = NoteSearch.in(file, () -> 0)) {
            search.update(VAULT, NOW);
            assertThat(search.state().ready()).isFalse();
            assertThat(search.state().trouble()).hasValueSatisfying(trouble -> assertThat(trouble.sentence()).contains("cannot be written"));
            assertThat(find(search, VAULT, "tankers").total()).isEqualTo(1);
        }
    }
}
