package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a note is the same whether the library reads its characters or those that stand in for them. */
class StandInTest {
    /** Signs of Markdown and Obsidian, blanks and ends of lines, and characters of each kind that CommonMark tells apart. */
    private static final List<String> PARTS = List.of(
            "*", "**", "_", "`", "``", "~~", "[", "]", "[[", "]]", "(", ")", "](", "](<", ">)", "|", "\\|", "\\", "\\*", "!", "#", "# ", "- ", "1. ", "> ", "---", "```", "$$", "<", ">", "<br>", "<b>", "&mdash;", "&#8212;", "&amp;", "\"", ": ", "]: ", "^", " ^a1", "%%",
            " ", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "\n| a | b |\n|---|---|\n| ", "\n    ",
            "a", "Nvidia", "up 3%", "é", "ª", "¡", "\u00a0", "https://x.y/", "q.md", "%E6%97%A5",
            "日", "本", "ё", "—", "–", "−", "“", "”", "’", "…", "，", "。", "（", "）", "€", "→", "▲", "\u2003", "\u3000", "\u202f", "\u2028", "\u200b", "\ufeff", "１", "²", "😀", "𝔸", "\ud83d", "\ude00", "\ue000", "\u0300");

    @Test
    void random_notes_have_the_same_pieces() {
        var random = new Random(20_261_123);
        int stoodIn = 0;
        for (int i = 0; i < 40_000; i++) {
            var note = new StringBuilder();
            int length = 1 + random.nextInt(40);
            for (int k = 0; k < length; k++) {
                note.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            stoodIn += same(note.toString());
        }

        assertThat(stoodIn).isGreaterThan(30_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[thesis](日本.md)",
                "[thesis](<日本 株.md>) and [more](../ё.md#—)",
                "[thesis](日本.md \"日本.md\")",
                "[日][本] and [本]\n\n[日]: one.md\n[本]: two.md",
                "[a][日] and [b][本]\n\n[日]: one.md\n[本]: two.md",
                "[a][x]\n\n[x]: 日本.md '—'",
                "![map](日本.png) ![other][x]\n\n[x]: 日本.png",
                "<https://例.jp/日>",
                "[a](\\日&#8212;.md)",
                "**「日本」**は**—bold—**x *’quoted’*s",
                "日_本_ _日_本 —_a_— €*b*€",
                "| 日 | 本 |\n|---|---|\n| — | − 3% | more |"
            })
    void links_and_emphasis_are_those_of_the_note(String note) {
        same(note);
    }

    private static int same(String note) {
        var mask = Mask.of(note, 0).orElseThrow();
        assertThat(MarkdownPieces.of(note, mask).stream().map(StandInTest::told)).as(note).containsExactlyElementsOf(
                MarkdownPieces.asItIs(note, mask).stream().map(StandInTest::told).toList());
        return mask.standIn().differs() ? 1 : 0;
    }

    private static String told(Piece piece) {
        return switch (piece) {
            case Piece.Heading h -> h.at() + " heading " + h.level() + told(h.words());
            case Piece.Paragraph p -> p.at() + " paragraph" + told(p.words());
            case Piece.Item i -> i.at() + " item " + i.depth() + i.box() + told(i.words());
            case Piece.Table t -> t.at() + " table " + t.delimiter() + t.head().stream().map(StandInTest::told).toList()
                    + t.rows().stream().map(row -> row.line() + " " + row.barless() + row.cells().stream().map(StandInTest::told).toList()).toList();
            case Piece.Verbatim v -> v.at() + " verbatim";
            case Piece.Rule r -> r.at() + " rule";
            case Piece.CalloutEnd c -> c.at() + " end";
        };
    }

    private static String told(Run run) {
        var places = new StringBuilder();
        for (int i = 0; i < run.length(); i++) {
            places.append(' ').append(run.from(i)).append('-').append(run.to(i));
        }
        return " \"" + run.plain() + "\"" + places + " " + run.marks();
    }
}
