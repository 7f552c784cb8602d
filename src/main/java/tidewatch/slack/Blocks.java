package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The blocks of one message, and how much they take of each limit. Not changed once it is made; any thread. */
final class Blocks {
    private static final Set<String> WORDS = Set.of("text", "alt_text", "caption", "fallback");

    private final int count;
    private final int text;
    private final int cells;
    private final int rows;
    private final List<String> pictures;
    /** Lets go of the tree, which takes many times the room of its text, once that is written. */
    private Supplier<String> writing;

    /** @param blocks is not changed any more */
    Blocks(ArrayNode blocks) {
        int words = 0;
        int inCells = 0;
        int longest = 0;
        var named = new ArrayList<String>();
        for (var block : blocks) {
            words += words(block);
            if (block.path("type").asText().equals("data_table")) {
                longest = Math.max(longest, block.path("rows").size() - 1);
                for (var row : block.path("rows")) {
                    inCells += words(row);
                }
            }
            var file = block.path("slack_file").path("id").asText();
            if (file.startsWith(BlockWriter.PICTURE)) {
                named.add(file.substring(BlockWriter.PICTURE.length()));
            }
        }
        count = blocks.size();
        text = words;
        cells = inCells;
        rows = longest;
        pictures = List.copyOf(named);
        writing = blocks::toString;
    }

    private Blocks(Blocks above, Blocks below) {
        count = above.count + below.count;
        text = above.text + below.text;
        cells = above.cells + below.cells;
        rows = Math.max(above.rows, below.rows);
        pictures = Stream.concat(above.pictures.stream(), below.pictures.stream()).toList();
        writing = () -> above.json().substring(0, above.json().length() - 1) + "," + below.json().substring(1);
    }

    /** These, and others below them. */
    Blocks and(Blocks below) {
        return below.count == 0 ? this : count == 0 ? below : new Blocks(this, below);
    }

    private static int words(JsonNode node) {
        int words = 0;
        if (node.isObject()) {
            for (var field : node.properties()) {
                if (!field.getValue().isTextual()) {
                    words += words(field.getValue());
                } else if (WORDS.contains(field.getKey())) {
                    words += field.getValue().textValue().length();
                }
            }
        } else {
            for (var one : node) {
                words += words(one);
            }
        }
        return words;
    }

    int count() {
        return count;
    }

    /** Characters of all words, those in cells too. */
    int text() {
        return text;
    }

    /** Characters in cells of tables. */
    int cells() {
        return cells;
    }

    /** Rows of the longest table, without its header; 0 without a table. */
    int rows() {
        return rows;
    }

    /** Whether there are blocks that not every workspace takes. */
    boolean newer() {
        return rows > 0;
    }

    List<String> pictures() {
        return pictures;
    }

    /** A JSON array; {@code []} when there is nothing to see. */
    synchronized String json() {
        var written = writing.get();
        writing = () -> written;
        return written;
    }
}
