package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The blocks of one message, and how much they take of each limit. Not changed once it is made; confined to one thread. */
final class Blocks {
    private static final Set<String> WORDS = Set.of("text", "alt_text", "caption", "fallback");

    private final ArrayNode blocks;
    private final List<String> pictures = new ArrayList<>();
    private int text;
    private int cells;
    private int rows;
    private Optional<String> json = Optional.empty();

    Blocks(ArrayNode blocks) {
        this.blocks = blocks;
        blocks.forEach(block -> {
            count(block);
            if (block.path("type").asText().equals("data_table")) {
                rows = Math.max(rows, block.path("rows").size() - 1);
                block.path("rows").forEach(row -> row.forEach(this::countCell));
            }
            var file = block.path("slack_file").path("id").asText();
            if (file.startsWith(BlockWriter.PICTURE)) {
                pictures.add(file.substring(BlockWriter.PICTURE.length()));
            }
        });
    }

    private void count(JsonNode node) {
        if (node.isObject()) {
            for (var field : node.properties()) {
                if (field.getValue().isTextual()) {
                    text += WORDS.contains(field.getKey()) ? field.getValue().textValue().length() : 0;
                } else {
                    count(field.getValue());
                }
            }
        } else {
            node.forEach(this::count);
        }
    }

    private void countCell(JsonNode cell) {
        int before = text;
        count(cell);
        cells += text - before;
        text = before;
    }

    int count() {
        return blocks.size();
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
    String json() {
        var written = json.orElseGet(blocks::toString);
        json = Optional.of(written);
        return written;
    }
}
