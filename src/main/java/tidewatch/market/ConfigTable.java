package tidewatch.market;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.problem.Spelling;

/**
 * One CSV file of the configuration: RFC 4180 cells on one line each, a header row, comment lines that begin with {@code #}. Column names
 * are read without regard to case and in any order; columns that nobody asked for are left alone.
 *
 * @param file the file's name, for sentences
 * @param rows in file order; each has a cell, maybe empty, for every column asked for
 */
record ConfigTable(String file, List<Row> rows) {
    /** More than any hand-kept list of instruments or days; keeps a mistaken path from filling the memory. */
    private static final long BYTES_MAX = 8L << 20;

    ConfigTable {
        rows = List.copyOf(rows);
    }

    /** One row: its line in the file, counted from 1, and its cells in the order of the columns asked for. */
    record Row(String file, int line, List<String> columns, List<String> cells) {
        Row {
            columns = List.copyOf(columns);
            cells = List.copyOf(cells);
        }

        String cell(String column) {
            return cells.get(columns.indexOf(column));
        }

        Problem problem(Reason reason, String column, String sentence) {
            return new Problem(reason, "column " + column + ": " + sentence, file + " line " + line);
        }
    }

    /** A file that ships inside the jar. Its absence or a fault in it is a broken build, hence an exception. */
    static ConfigTable shipped(String file, List<String> required, List<String> optional) {
        try (InputStream in = ConfigTable.class.getResourceAsStream("/tidewatch/config/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The program was packed without its config/" + file);
            }
            Found<ConfigTable> table =
                    parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), required, optional);
            if (!table.complete()) {
                throw new IllegalStateException("Shipped " + table.problems().getFirst().line());
            }
            return table.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A user's file. Missing, unreadable or without a usable header: no rows and a problem that says so. */
    static Found<ConfigTable> read(Path path, List<String> required, List<String> optional) {
        String file = String.valueOf(path.getFileName());
        var nothing = new ConfigTable(file, List.of());
        try {
            if (Files.size(path) > BYTES_MAX) {
                return failed(nothing, Reason.TOO_BIG, "is larger than 8 MB; nothing was read from it");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            return parse(file, text, required, optional);
        } catch (CharacterCodingException e) {
            return failed(nothing, Reason.GARBLED, "is not UTF-8 text; save it as UTF-8");
        } catch (NoSuchFileException e) {
            return failed(nothing, Reason.UNREADABLE, "does not exist");
        } catch (IOException e) {
            return failed(nothing, Reason.UNREADABLE, "cannot be read; check its permissions");
        }
    }

    static Found<ConfigTable> parse(String file, String text, List<String> required, List<String> optional) {
        var columns = new ArrayList<>(required);
        columns.addAll(optional);
        var rows = new ArrayList<Row>();
        var problems = new ArrayList<Problem>();
        int[] place = {};
        int line = 0;
        for (String raw : text.lines().toList()) {
            line++;
            String content = line == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
            if (content.isBlank() || content.startsWith("#")) {
                continue;
            }
            Optional<List<String>> cells = cells(content);
            if (cells.isEmpty()) {
                problems.add(new Problem(
                        Reason.GARBLED, "a quotation mark is opened and not closed; the row is left out", file + " line " + line));
                continue;
            }
            if (place.length == 0) {
                List<String> header =
                        cells.get().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
                place = columns.stream().mapToInt(c -> header.indexOf(c.toLowerCase(Locale.ROOT))).toArray();
                for (int i = 0; i < required.size(); i++) {
                    if (place[i] < 0) {
                        String hint = nearest(required.get(i), header)
                                .map(n -> " (is \"" + n + "\" meant?)")
                                .orElse("");
                        return failed(
                                new ConfigTable(file, List.of()),
                                Reason.GARBLED,
                                "has no column \"" + required.get(i) + "\"" + hint + "; its header must name " + String.join(", ", required));
                    }
                }
                continue;
            }
            var picked = new ArrayList<String>();
            for (int i = 0; i < place.length; i++) {
                picked.add(place[i] >= 0 && place[i] < cells.get().size() ? cells.get().get(place[i]) : "");
            }
            rows.add(new Row(file, line, columns, picked));
        }
        if (place.length == 0) {
            return failed(
                    new ConfigTable(file, List.of()),
                    Reason.GARBLED,
                    "is empty; its first row must name the columns " + String.join(", ", required));
        }
        return new Found<>(new ConfigTable(file, rows), problems);
    }

    private static Found<ConfigTable> failed(ConfigTable table, Reason reason, String what) {
        return new Found<>(table, List.of(new Problem(reason, table.file() + " " + what, "")));
    }

    /** Cells without surrounding blanks; empty when a quotation mark is left open. */
    private static Optional<List<String>> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
                cell.setLength(0);
            } else if (c == ',') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return quoted ? Optional.empty() : Optional.of(cells);
    }

    /** The valid word that is fewest edits away, if it is near enough to be a slip of the fingers. */
    static Optional<String> nearest(String word, Collection<String> valid) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int most = Math.max(1, wanted.length() / 3);
        return new HashSet<>(valid)
                .stream()
                        .filter(v -> !v.isBlank())
                        .filter(v -> Spelling.slips(wanted, v.toLowerCase(Locale.ROOT), most) <= most)
                        .min(Comparator.comparingInt((String v) -> Spelling.slips(wanted, v.toLowerCase(Locale.ROOT), most))
                                .thenComparing(Comparator.naturalOrder()));
    }
}
