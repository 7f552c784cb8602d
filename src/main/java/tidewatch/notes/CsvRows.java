package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a CSV text as RFC 4180 quotes them. Blank lines and lines that start with {@code #} are no rows.
 *
 * @param line 1-based line on which the row starts
 */
record CsvRows(int line, List<String> fields) {
    String field(int column) {
        return column < fields.size() ? fields.get(column).strip() : "";
    }

    /** All rows, the header row included. */
    static List<CsvRows> of(String csv) {
        var rows = new ArrayList<CsvRows>();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int rowLine = 1;
        int at = csv.startsWith("\ufeff") ? 1 : 0;
        boolean fresh = true;
        while (at <= csv.length()) {
            char c = at < csv.length() ? csv.charAt(at) : '\n';
            if (fresh && c == '#') {
                while (at < csv.length() && csv.charAt(at) != '\n') {
                    at++;
                }
                at++;
                line++;
                rowLine = line;
                continue;
            }
            fresh = false;
            if (quoted && at < csv.length()) {
                if (c == '"' && at + 1 < csv.length() && csv.charAt(at + 1) == '"') {
                    field.append('"');
                    at++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                    line += c == '\n' ? 1 : 0;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                if (fields.size() > 1 || !fields.getFirst().isBlank()) {
                    rows.add(new CsvRows(rowLine, List.copyOf(fields)));
                }
                fields.clear();
                line++;
                rowLine = line;
                fresh = true;
                quoted = false;
            } else if (c != '\r') {
                field.append(c);
            }
            at++;
        }
        return rows;
    }
}
