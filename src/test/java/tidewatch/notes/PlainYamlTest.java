package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read without the YAML library is what the library would have read. */
class PlainYamlTest {
    private static final List<String> PARTS = List.of(
            "tags", "created", "Date-1", "key", "key2", "a", "b c", "2026-01-08", "1.10", "No", "null", "~", "x/y", "-", "- ", "  - ", " - ", ": ", ":", ": ", ": [", "[", "]", "]", ", ", ",", "\n", "\n",
            "\n", "\n", "\ntags: ", "\ndate: ", "\naliases:\n", "\r\n", "\r", " ", "  ", "\t", "#", " # ", "\"", "'", "é", "日", "&", "*", "!", "|", ">", "%", "@", "`", "{", "}", "?", "? ", "+", "(", ")", ".", "...", "---", "_");

    @Test
    void random_blocks_read_as_the_library_reads_them() {
        var random = new Random(20_261_124);
        int plain = 0;
        for (int i = 0; i < 60_000; i++) {
            var yaml = new StringBuilder("k: ");
            for (int k = random.nextInt(14); k >= 0; k--) {
                yaml.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            var values = new PlainYaml(yaml + "\n").values();
            if (!values.isEmpty()) {
                plain++;
                var library = FrontMatter.byLibrary(yaml + "\n", 0);
                assertThat(library.error()).as("%s", yaml).isEmpty();
                assertThat(List.copyOf(values.entrySet())).as("%s", yaml).isEqualTo(List.copyOf(library.values().entrySet()));
            }
        }

        assertThat(plain).isGreaterThan(1_000);
    }

    @Test
    void what_most_notes_begin_with_is_plain() {
        assertThat(new PlainYaml("tags: [company, markets]\ncreated: 2023-08-07\naliases:\n  - Nvidia Corp.\n  - NVDA\nempty:\nprivate: No\n").values())
                .isEqualTo(Map.of(
                        "tags", List.of("company", "markets"), "created", List.of("2023-08-07"), "aliases", List.of("Nvidia Corp.", "NVDA"), "empty", List.of(), "private", List.of("No")));
    }

    @Test
    void what_may_mean_more_is_left_to_the_library() {
        assertThat(new PlainYaml("title: a: b\n").values()).isEmpty();
        assertThat(new PlainYaml("title: \"a\"\n").values()).isEmpty();
        assertThat(new PlainYaml("title: a # b\n").values()).isEmpty();
        assertThat(new PlainYaml("a: b\n  c\n").values()).isEmpty();
        assertThat(new PlainYaml("a: b\na: c\n").values()).isEmpty();
        assertThat(new PlainYaml("a: b\n\nc: d\n").values()).isEmpty();
    }
}
