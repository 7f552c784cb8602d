package tidewatch.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.testing.Seeds;

/** Random vaults, random edits, random questions: the index after many updates finds what a new one finds, and what the text has. */
class SearchPropertyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 6);
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");
    private static final List<String> WORDS = List.of(
            "oil", "hormuz", "Öl", "oily", "gold", "S&P", "BRK.B", "4.7", "石油", "半导体", "油", "strait", "of", "the", "x²", "Łódź", "[[Gold]]", "#oil", "#macro/gold", "|", "**", "\n## ", "\n- ", "\n");

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        if (random.nextInt(3) == 0) {
            text.append("---\n");
            text.append(List.of("tags: [oil, macro/gold]", "aliases: [hormuz, 石油]", "private: true", "generated: true", "created: 2026-01-0" + random.nextInt(1, 10), "ticker: BRK.B")
                    .get(random.nextInt(6)));
            text.append("\n---\n");
        }
        if (random.nextBoolean()) {
            text.append("# ").append(word(random)).append(' ').append(word(random)).append("\n\n");
        }
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(word(random)).append(random.nextInt(8) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String path(SplittableRandom random) {
        return List.of("", "Energy/", "Energy/Deep/", "Ölpreis/").get(random.nextInt(4)) + List.of("oil", "Gold", "石油", "a", "b", "2026-01-05").get(random.nextInt(6)) + ".md";
    }

    private static String query(SplittableRandom random) {
        var parts = new ArrayList<String>();
        int length = random.nextInt(1, 4);
        for (int i = 0; i < length; i++) {
            parts.add(switch (random.nextInt(10)) {
                case 0 -> "-" + word(random).strip();
                case 1 -> "\"" + word(random) + " " + word(random) + "\"";
                case 2 -> word(random) + "*";
                case 3 -> "title:" + word(random);
                case 4 -> List.of("#oil", "tag:macro", "folder:energy", "since:2026-01-05", "before:2026-01-05", "-folder:energy/deep").get(random.nextInt(6));
                case 5 -> "OR";
                default -> word(random);
            });
        }
        return String.join(" ", parts);
    }

    private static List<String> found(NoteSearch search, Vault vault, NoteQuery query) {
        var hits = search.find(query, vault, 0, 1_000);
        assertThat(hits.complete()).isTrue();
        assertThat(hits.total()).isEqualTo(hits.page().size());
        return hits.page().stream().map(hit -> hit.note().path() + ":" + hit.line()).toList();
    }

    @Test
    void after_any_edits_it_finds_what_a_new_index_finds_and_what_the_text_has(@TempDir Path home) {
        Seeds.each(25, seed -> {
            var random = new SplittableRandom(seed);
            var texts = new TreeMap<String, String>();
            var folder = home.resolve("s" + seed);
            var grown = NoteSearch.in(folder, () -> 0);
            var at = NOW;
            for (int round = 0; round < 6; round++) {
                int edits = random.nextInt(6);
                for (int i = 0; i < edits; i++) {
                    var path = path(random);
                    switch (random.nextInt(4)) {
                        case 0 -> texts.remove(path);
                        case 1 -> {
                            var moved = texts.remove(path);
                            texts.put(path(random), moved == null ? text(random) : moved);
                        }
                        default -> texts.put(path, text(random));
                    }
                }
                var vault = Vaults.of(texts);
                at = at.plusSeconds(random.nextInt(40));
                if (random.nextInt(4) > 0) {
                    grown.update(vault, at);
                }
                if (random.nextInt(4) == 0) {
                    grown.close();
                    grown = NoteSearch.in(folder, () -> 0);
                }
                check(grown, vault, random);
            }
            grown.update(Vaults.of(texts), at);
            var fresh = NoteSearch.inMemory(() -> 0);
            fresh.update(Vaults.of(texts), NOW);
            assertThat(grown.state().notes()).isEqualTo(fresh.state().notes()).isEqualTo(texts.size());
            grown.close();
            clear(folder);
        });
    }

    private static void clear(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void check(NoteSearch grown, Vault vault, SplittableRandom random) {
        var fresh = NoteSearch.inMemory(() -> 0);
        fresh.update(vault, NOW);
        var byText = NoteSearch.byText(() -> 0);
        var seen = List.of(vault, vault.asOf(LocalDate.of(2026, 1, 5)), vault.within(path -> !path.startsWith("Energy/"))).get(random.nextInt(3));
        for (int i = 0; i < 8; i++) {
            var typed = query(random);
            var query = NoteQuery.parse(typed, TODAY).value();
            var words = found(byText, seen, query);
            assertThat(found(grown, seen, query)).as("grown: " + typed).containsExactlyInAnyOrderElementsOf(words);
            assertThat(found(fresh, seen, query)).as("new: " + typed).containsExactlyInAnyOrderElementsOf(words);
            var paths = seen.notes().stream().map(Note::path).collect(Collectors.toCollection(TreeSet::new));
            assertThat(words).allSatisfy(hit -> assertThat(paths).contains(hit.substring(0, hit.lastIndexOf(':'))));
        }
    }
}
