package tidewatch.message;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes blocks as GitHub-flavoured Markdown (CommonMark 0.31 with tables).
 *
 * <p>Escaped everywhere: {@code \ ` * _ [ ] < | ~ # $}, an ampersand that could begin an entity and an exclamation mark
 * that a link could follow; at the start of a line also what
 * would begin a list, a quote, a heading line or a rule. Bold and italics are left off where CommonMark's flanking rules would not
 * read them as such, as in the middle of a word; the words stay.
 */
final class MarkdownWriter {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<|~#$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#A-Za-z])|!(?=$)");
    /** All with which {@link #SPECIAL} can begin. */
    private static final String SPECIAL_LETTERS = "\\`*[]<|~#$_&!";

    private static final Pattern BREAK = Pattern.compile("[\\n\\u2028\\u2029]");
    private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,9})([.)])(?= |$)");
    private static final Pattern LINE_START = Pattern.compile("^(?:[=>:]|\\+(?= |$)|-(?=[ :-]|$))");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#.-]*");

    private final ZoneId zone;
    private final Links links;
    private final List<String> furniture = new ArrayList<>();
    private boolean droppedStyle;

    /** How names of notes are written. */
    @FunctionalInterface
    interface Links {
        /** As words in double brackets that are no link: outside of a vault they lead nowhere. */
        Links NONE = _ -> Optional.empty();

        /** Absent for words; an empty target for a note that is not there. */
        Optional<Optional<String>> of(Inline.NoteRef ref);
    }

    MarkdownWriter(ZoneId zone) {
        this(zone, Links.NONE);
    }

    MarkdownWriter(ZoneId zone, Links links) {
        this.zone = zone;
        this.links = links;
    }

    /** Words that were written and are in no block. */
    List<String> furniture() {
        return furniture;
    }

    /** Whether bold or italics had to be left off somewhere. */
    boolean droppedStyle() {
        return droppedStyle;
    }

    String document(Doc doc) {
        var lines = new ArrayList<String>();
        if (!doc.title().isEmpty()) {
            lines.add("# " + escape(doc.title()));
            lines.add("");
        }
        lines.addAll(lines(doc.blocks()));
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Blocks, parted by empty lines. */
    List<String> lines(List<Block> blocks) {
        var all = new ArrayList<String>();
        boolean otherMark = false;
        for (int i = 0; i < blocks.size(); i++) {
            // Two lists in a row would be read as one; another mark parts them.
            boolean after = i > 0 && blocks.get(i) instanceof Block.Bullets list && list(blocks.get(i - 1), list.ordered());
            otherMark = after && !otherMark;
            var lines = lines(blocks.get(i), otherMark);
            if (lines.isEmpty()) {
                continue;
            }
            if (!all.isEmpty()) {
                all.add("");
            }
            all.addAll(lines);
        }
        return all;
    }

    private static boolean list(Block block, boolean ordered) {
        return (block instanceof Block.Bullets list && list.ordered() == ordered) || (block instanceof Block.KeyValues && !ordered);
    }

    private List<String> lines(Block block, boolean otherMark) {
        return switch (block) {
            case Block.Heading it -> {
                var text = words(it.text(), Place.LINE).replace("\n", " ");
                yield text.isEmpty() ? List.of() : List.of("#".repeat(it.level() + 1) + " " + text);
            }
            case Block.Para it -> paragraph(it.text());
            case Block.Footer it -> paragraph(it.text());
            case Block.Bullets it -> bullets(it, otherMark);
            case Block.Table it -> table(it);
            case Block.KeyValues it -> keyValues(it, otherMark);
            case Block.Quote it -> quoted(lines(it.blocks()));
            case Block.Callout it -> callout(it);
            case Block.Code it -> code(it);
            case Block.Divider _ -> List.of("***");
            case Block.Details _, Block.Chart _, Block.Image _ -> {
                var forms = new Ladder.Forms(true, Capabilities.UNLIMITED, Ladder.Buttons.COMMAND);
                var lower = Ladder.lower(List.of(block), forms, zone);
                furniture.addAll(lower.furniture());
                yield lines(lower.blocks());
            }
        };
    }

    private List<String> paragraph(List<Inline> text) {
        var words = words(text, Place.PARAGRAPH);
        return words.isEmpty() ? List.of() : List.of(words.split("\n"));
    }

    private List<String> bullets(Block.Bullets list, boolean otherMark) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < list.items().size(); i++) {
            var mark = list.ordered() ? list.first() + i + (otherMark ? ")" : ".") : otherMark ? "+" : "-";
            lines.addAll(item(mark, lines(list.items().get(i))));
        }
        return lines;
    }

    private static List<String> item(String mark, List<String> inner) {
        if (inner.isEmpty()) {
            return List.of(mark);
        }
        var lines = new ArrayList<String>();
        lines.add(mark + " " + inner.getFirst());
        var indent = " ".repeat(mark.length() + 1);
        inner.stream().skip(1).forEach(line -> lines.add(line.isEmpty() ? "" : indent + line));
        return lines;
    }

    private static List<String> quoted(List<String> inner) {
        return inner.stream().map(line -> line.isEmpty() ? ">" : "> " + line).toList();
    }

    private List<String> callout(Block.Callout callout) {
        var word = Layout.word(callout.level());
        furniture.add(word);
        var inner = lines(callout.blocks());
        boolean sameLine = callout.blocks().getFirst() instanceof Block.Para && !inner.isEmpty();
        var told = new ArrayList<String>();
        told.add("**" + word + "**" + (sameLine ? " " + inner.getFirst() : ""));
        if (!sameLine && !inner.isEmpty()) {
            told.add("");
        }
        told.addAll(sameLine ? inner.subList(1, inner.size()) : inner);
        return quoted(told);
    }

    private List<String> keyValues(Block.KeyValues block, boolean otherMark) {
        var lines = new ArrayList<String>();
        for (var pair : block.pairs()) {
            var text = new ArrayList<Inline>();
            text.add(new Inline.Strong(pair.key()));
            text.add(Inline.text(": "));
            text.addAll(pair.value());
            lines.addAll(item(otherMark ? "+" : "-", paragraph(text)));
        }
        return lines;
    }

    private static List<String> code(Block.Code code) {
        if (code.text().isEmpty()) {
            return List.of();
        }
        int longest = BACKTICKS.matcher(code.text()).results().mapToInt(run -> run.end() - run.start()).max().orElse(0);
        var fence = "`".repeat(Math.max(3, longest + 1));
        var lines = new ArrayList<String>();
        lines.add(fence + (LANGUAGE.matcher(code.lang()).matches() ? code.lang() : ""));
        Stream.of(code.text().split("\n", -1)).forEach(lines::add);
        lines.add(fence);
        return lines;
    }

    private List<String> table(Block.Table table) {
        var lines = new ArrayList<String>();
        var titles = table.columns().stream().map(column -> escape(column.title())).toList();
        lines.add("| " + String.join(" | ", titles) + " |");
        var aligns = table.columns().stream().map(c -> c.align() == Block.Column.Align.RIGHT ? "--:" : "---").toList();
        lines.add("| " + String.join(" | ", aligns) + " |");
        for (var row : table.rows()) {
            var cells = row.stream().map(cell -> words(cell.text(), Place.CELL).replace("\n", "<br>")).toList();
            lines.add("| " + String.join(" | ", cells) + " |");
        }
        table.caption().map(caption -> paragraph(List.of(Inline.text(caption.isEmpty() ? " " : caption)))).ifPresent(caption -> {
            if (!caption.isEmpty()) {
                lines.add("");
                lines.addAll(caption);
            }
        });
        return lines;
    }

    // ---- words

    /** Where words stand: what a line break becomes, and whether a line start needs care. */
    private enum Place {
        PARAGRAPH,
        LINE,
        CELL
    }

    /** A stretch of one look; {@code raw} text is escaped already, {@code code} is what a code span holds. A newline is its own stretch. */
    private record Run(String raw, boolean strong, boolean em, Optional<String> code) {
        Run(String raw, boolean strong, boolean em) {
            this(raw, strong, em, Optional.empty());
        }

        boolean isBreak() {
            return raw.equals("\n");
        }

        boolean styled() {
            return strong || em;
        }
    }

    /** Inlines with all escapes; lines are joined by newlines, hard breaks marked by a backslash in a paragraph. */
    private String words(List<Inline> inlines, Place place) {
        var runs = new ArrayList<Run>();
        inlines.forEach(inline -> runs(inline, false, false, place, runs));
        var lines = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= runs.size(); i++) {
            if (i == runs.size() || runs.get(i).isBreak()) {
                var line = line(runs.subList(start, i)).strip();
                if (!line.isEmpty()) {
                    lines.add(place == Place.PARAGRAPH ? guarded(line) : line);
                }
                start = i + 1;
            }
        }
        return String.join(place == Place.PARAGRAPH ? "\\\n" : "\n", lines);
    }

    private void runs(Inline inline, boolean strong, boolean em, Place place, List<Run> runs) {
        switch (inline) {
            case Inline.Strong it -> it.text().forEach(one -> runs(one, true, em, place, runs));
            case Inline.Em it -> it.text().forEach(one -> runs(one, strong, true, place, runs));
            case Inline.Code it -> {
                // Two spans side by side would share their back-ticks: they are one span.
                boolean joined = !runs.isEmpty() && runs.getLast().code().isPresent();
                var text = joined ? runs.removeLast().code().orElseThrow() + it.text() : it.text();
                runs.add(new Run(code(text, place), strong, em, Optional.of(text)));
            }
            case Inline.Link it -> runs.add(new Run("[" + escape(it.label()) + "](" + target(it) + ")", strong, em));
            case Inline.LineBreak _ -> runs.add(new Run("\n", false, false));
            case Inline.Text it -> text(it.text(), strong, em, runs);
            case Inline.NoteRef it -> {
                var link = links.of(it);
                if (link.isEmpty()) {
                    text(Inlines.shown(it, zone), strong, em, runs);
                } else if (link.get().isEmpty()) {
                    text(it.label(), strong, em, runs);
                } else {
                    runs.add(new Run(wikilink(link.get().get(), it.label(), place), strong, em));
                }
            }
            case Inline.Ticker _, Inline.When _, Inline.PersonRef _, Inline.Num _ ->
                text(Inlines.shown(inline, zone), strong, em, runs);
        }
    }

    private static void text(String text, boolean strong, boolean em, List<Run> runs) {
        var lines = has(text, "\n\u2028\u2029") ? BREAK.split(text, -1) : new String[] {text};
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                runs.add(new Run("\n", false, false));
            }
            if (lines[i].isEmpty()) {
                continue;
            }
            if (!runs.isEmpty() && !runs.getLast().isBreak() && runs.getLast().code().isEmpty() && runs.getLast().strong() == strong && runs.getLast().em() == em) {
                runs.set(runs.size() - 1, new Run(runs.getLast().raw() + escape(lines[i]), strong, em));
            } else {
                runs.add(new Run(escape(lines[i]), strong, em));
            }
        }
    }

    private String line(List<Run> runs) {
        var line = new StringBuilder();
        boolean delimiterBefore = false;
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var inner = strip(run.raw());
            if (!run.styled() || inner.isEmpty()) {
                line.append(run.raw());
                delimiterBefore &= run.raw().isEmpty();
                continue;
            }
            int lead = run.raw().indexOf(inner);
            line.append(run.raw(), 0, lead);
            var tail = run.raw().substring(lead + inner.length());
            var next = !tail.isEmpty() ? tail : i + 1 < runs.size() ? runs.get(i + 1).raw() : "";
            boolean readable = !(delimiterBefore && lead == 0)
                    && flanks(line.isEmpty() ? ' ' : line.codePointBefore(line.length()), inner.codePointAt(0))
                    && flanks(next.isEmpty() ? ' ' : next.codePointAt(0), inner.codePointBefore(inner.length()));
            var delimiter = !readable ? "" : run.strong() && run.em() ? "***" : run.strong() ? "**" : "*";
            droppedStyle |= !readable;
            line.append(delimiter).append(inner).append(delimiter).append(tail);
            delimiterBefore = readable && tail.isEmpty();
        }
        return line.toString();
    }

    /** CommonMark 6.2: a delimiter between these two opens (or closes) towards the inner one. */
    private static boolean flanks(int outer, int inner) {
        return !blank(inner) && (Character.isLetterOrDigit(inner) || blank(outer) || !plainLetter(outer));
    }

    /** What CommonMark surely takes for neither white space nor punctuation; all else that is unclear counts as a letter here. */
    private static boolean plainLetter(int c) {
        return !blank(c) && !(c < 128 && !Character.isLetterOrDigit(c));
    }

    private static boolean blank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Without blanks of any kind at both ends: a delimiter beside one would not count. */
    private static String strip(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && blank(raw.charAt(from))) {
            from++;
        }
        while (to > from && blank(raw.charAt(to - 1))) {
            to--;
        }
        return raw.substring(from, to);
    }

    private static String guarded(String line) {
        var numbered = NUMBERED.matcher(line);
        if (numbered.find()) {
            return numbered.replaceFirst("$1\\\\$2");
        }
        return LINE_START.matcher(line).find() ? "\\" + line : line;
    }

    /** In a table the bar belongs to the row unless a backslash stands before it. */
    private static String wikilink(String target, String label, Place place) {
        var shown = label.replaceAll("[\\[\\]|\\\\\\s]+", " ").strip();
        return "[[" + target + (shown.isEmpty() || shown.equals(target) ? "" : (place == Place.CELL ? "\\|" : "|") + shown) + "]]";
    }

    static String escape(String text) {
        return has(text, SPECIAL_LETTERS) ? SPECIAL.matcher(text).replaceAll("\\\\$0") : text;
    }

    /** Most words hold nothing special, and looking for that letter by letter is several times quicker than by a pattern. */
    private static boolean has(String text, String letters) {
        for (int i = 0; i < text.length(); i++) {
            if (letters.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String code(String text, Place place) {
        int longest = BACKTICKS.matcher(text).results().mapToInt(run -> run.end() - run.start()).max().orElse(0);
        var fence = "`".repeat(longest + 1);
        var pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return fence + pad + (place == Place.CELL ? text.replace("|", "\\|") : text) + pad + fence;
    }

    /** In angle brackets where round ones would confuse; an ampersand is written as its entity, lest it begin one. */
    private static String target(Inline.Link link) {
        var uri = link.target().toString().replace("&", "&amp;");
        return uri.contains("(") || uri.contains(")") ? "<" + uri + ">" : uri;
    }
}
