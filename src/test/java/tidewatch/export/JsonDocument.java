package tidewatch.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code deploy/JSON.md} as data: the objects by heading, the lists of words, the examples by chapter.
 *
 * @param objects table of fields by the anchor of its heading
 * @param words words by the name of their list
 * @param examples text of each json block, by the title of its chapter
 */
record JsonDocument(Map<String, List<Field>> objects, Map<String, Set<String>> words, Map<String, List<String>> examples) {
    static final Path FILE = Path.of("deploy", "JSON.md");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(#([^)]+)\\)");

    /**
     * A row of a table of fields.
     *
     * @param names of the fields; empty when the row stands for all fields of {@code object}
     * @param kinds words of the objects that have it, claims by their kind and figures by their verdict; empty for all
     * @param object anchor of the object that is its value
     * @param list name of the list of words that its value is from
     */
    record Field(Set<String> names, Set<String> kinds, Optional<String> object, Optional<String> list) {}

    static JsonDocument read() throws IOException {
        var objects = new LinkedHashMap<String, List<Field>>();
        var words = new LinkedHashMap<String, Set<String>>();
        var examples = new LinkedHashMap<String, List<String>>();
        var chapter = "";
        var heading = "";
        List<String> header = List.of();
        var example = new ArrayList<String>();
        boolean inExample = false;
        for (var line : Files.readAllLines(FILE)) {
            if (line.startsWith("```")) {
                if (inExample) {
                    examples.computeIfAbsent(chapter, _ -> new ArrayList<>()).add(String.join("\n", example));
                    example.clear();
                }
                inExample = line.equals("```json");
            } else if (inExample) {
                example.add(line);
            } else if (line.startsWith("#")) {
                heading = line.replaceFirst("^#+ ", "");
                chapter = line.startsWith("## ") ? heading : chapter;
                header = List.of();
            } else if (line.startsWith("|") && !line.startsWith("|---")) {
                var cells = cells(line);
                if (header.isEmpty()) {
                    header = cells;
                } else if (header.getFirst().equals("field")) {
                    objects.computeIfAbsent(anchor(heading), _ -> new ArrayList<>()).add(field(header, cells));
                } else if (header.getFirst().equals("list")) {
                    words.put(cells.getFirst(), codes(cells.get(1)));
                }
            }
        }
        return new JsonDocument(objects, words, examples);
    }

    private static Field field(List<String> header, List<String> cells) {
        int type = header.indexOf("type");
        var kinds = header.contains("for") ? codes(cells.get(header.indexOf("for"))) : Set.<String>of();
        var names = codes(cells.getFirst());
        var link = LINK.matcher(names.isEmpty() ? cells.getFirst() : cells.get(type));
        if (!link.find()) {
            return new Field(names, kinds, Optional.empty(), Optional.empty());
        }
        return link.group(2).equals("words")
                ? new Field(names, kinds, Optional.empty(), Optional.of(link.group(1)))
                : new Field(names, kinds, Optional.of(link.group(2)), Optional.empty());
    }

    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static List<String> cells(String line) {
        return Pattern.compile("\\|").splitAsStream(line.substring(1)).map(String::strip).toList();
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
