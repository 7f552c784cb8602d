package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The blocks {@code table} and {@code data_table}, whose cells are counted over the whole message. */
final class Tables {
    private static final int COLUMNS = 20;
    private static final Set<String> CELLS = Set.of("raw_text", "raw_number", "rich_text");

    private final Findings findings;
    private final RichText rich;
    private final int rows;
    private final int characters;
    private int all;

    /** @param newer whether a data_table takes 200 rows and 20,000 characters, as newer texts say, instead of 100 and 10,000 */
    Tables(Findings findings, RichText rich, boolean newer) {
        this.findings = findings;
        this.rich = rich;
        this.rows = newer ? 201 : 101;
        this.characters = newer ? 20_000 : 10_000;
    }

    void table(JsonNode block, String pointer) {
        findings.only(block, pointer, "type block_id rows column_settings");
        int sum = rows(block, pointer, 1, 100, false);
        if (block.has("column_settings")) {
            findings.items(block, pointer, "column_settings", 0, COLUMNS, (setting, place) -> {
                if (!setting.isNull()) {
                    findings.only(setting, place, "align is_wrapped");
                    findings.oneOf(setting, place, "align", "left center right");
                    findings.flag(setting, place, "is_wrapped");
                }
            });
        }
        count(sum, pointer, 10_000);
    }

    void dataTable(JsonNode block, String pointer) {
        findings.only(block, pointer, "type block_id rows caption page_size row_header_column_index");
        findings.requiredString(block, pointer, "caption", Integer.MAX_VALUE - 1);
        findings.whole(block, pointer, "page_size", 1, 100);
        int columns = block.path("rows").path(0).size();
        findings.whole(block, pointer, "row_header_column_index", 0, Math.max(0, columns - 1));
        int sum = rows(block, pointer, 2, rows, true);
        for (int i = 1; i < block.path("rows").size(); i++) {
            if (block.get("rows").get(i).size() != columns) {
                findings.add("must have the same number of cells as the first row", pointer + "/rows/" + i);
            }
        }
        count(sum, pointer, characters);
    }

    private int rows(JsonNode block, String pointer, int least, int most, boolean header) {
        int[] sum = new int[1];
        findings.items(block, pointer, "rows", least, most, (row, place) -> findings.items(row, place, 1, COLUMNS, (cell, spot) -> {
            sum[0] += cell(cell, spot, header && place.endsWith("/rows/0"));
        }));
        return sum[0];
    }

    /** Looks at one cell and answers its characters. */
    private int cell(JsonNode cell, String pointer, boolean header) {
        if (!findings.object(cell, pointer) || !findings.required(cell, pointer, "type")) {
            return 0;
        }
        var type = cell.get("type").asText();
        if (!CELLS.contains(type) || header && type.equals("rich_text")) {
            findings.add("unsupported type: " + type, pointer + "/type");
            return 0;
        }
        if (type.equals("rich_text")) {
            rich.block(cell, pointer);
            return Blocks.characters(cell);
        }
        findings.only(cell, pointer, type.equals("raw_number") ? "type value text" : "type text");
        findings.requiredString(cell, pointer, "text", Integer.MAX_VALUE - 1);
        if (type.equals("raw_number") && findings.required(cell, pointer, "value") && !cell.get("value").isNumber()) {
            findings.add("must provide a number", pointer + "/value");
        }
        return cell.path("text").asText().length();
    }

    private void count(int sum, String pointer, int most) {
        all += sum;
        if (sum > most) {
            findings.add("must be less than " + (most + 1) + " characters", pointer + "/rows");
        } else if (all > characters) {
            findings.add("must be less than " + (characters + 1) + " characters in all tables", pointer + "/rows");
        }
    }
}
