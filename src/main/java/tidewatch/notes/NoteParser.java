package tidewatch.notes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.notes.Section.Topic;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Reads one note: bytes to text, to blocks, to sections, to claims. Pure: the same path, bytes and options give the same note. Any
 * thread.
 *
 * <p>Every non-blank character ends in a claim or in structure (headings, rules, delimiters, comments, front matter); what no rule reads
 * is {@link Claim.Prose}.
 */
public final class NoteParser {
    /** Of the largest notes of public vaults none has a tenth of this. */
    private static final int MOST_SIGNS = 200_000;

    /** Of each ASCII character whether the Markdown library may make a part of its own of it. */
    private static final boolean[] SIGN = new boolean[128];

    static {
        "\n\r|*_`[<&\\".chars().forEach(c -> SIGN[c] = true);
    }

    private NoteParser() {}

    /**
     * Reads a note and never throws on input: a binary, huge or broken file is a note with a title only, and a problem that names it.
     *
     * @param path vault-relative, with {@code /}
     */
    public static Found<Note> parse(String path, byte[] bytes, NoteOptions options) {
        if (bytes.length > options.maxBytes()) {
            return tooBig(path, bytes.length, options);
        }
        if (NoteText.isBinary(bytes)) {
            return titleOnly(path, Reason.GARBLED, "holds binary data and is no Markdown; only its title is known");
        }
        return read(path, bytes, options).map(Reading::note);
    }

    /** A note over the cap: only its title is known. */
    static Found<Note> tooBig(String path, long size, NoteOptions options) {
        return titleOnly(
                path,
                Reason.TOO_BIG,
                "is " + megabytes(size) + " MB, the limit is " + megabytes(options.maxBytes())
                        + " MB; only its title is known");
    }

    private static final Pattern TAG_GAP = Pattern.compile("[,\\s]+");

    private static String megabytes(long bytes) {
        long tenths = (bytes + 50_000) / 100_000;
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    static Found<Note> titleOnly(String path, Reason reason, String why) {
        var title = fileTitle(path);
        var note = new Note(
                path,
                title,
                NoteDay.fileDay(title),
                NoteDay.fileDay(title).isPresent() ? "file name" : "",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                // Nobody has read whether it is.
                true,
                Map.of(),
                List.of(),
                List.of(),
                new Note.Counts(0, 0, 0, 0, 0, 0),
                List.of());
        var name = path.substring(path.lastIndexOf('/') + 1);
        return new Found<>(note, List.of(new Problem(reason, name + " " + why + ".", path)));
    }

    /** A note and the parts of its text that are no claim; package-private for the test that nothing is dropped. */
    record Reading(Note note, String text, List<Stretch> structure) {}

    static Found<Reading> read(String path, byte[] bytes, NoteOptions options) {
        var decoded = NoteText.decode(bytes, options.fallback());
        try {
            return Found.of(new One(path, decoded, options).read());
        } catch (RuntimeException | StackOverflowError broken) {
            // The promise is that no input stops a vault from being read. What is lost is said, and the text stays
            // searchable.
            var failed = titleOnly(path, Reason.GARBLED, "could not be read; only its title is known");
            return failed.map(note -> new Reading(note, decoded.text(), List.of()));
        }
    }

    /** File name without folder and {@code .md}. */
    static String fileTitle(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.toLowerCase(java.util.Locale.ROOT).endsWith(".md") && name.length() > 3
                ? name.substring(0, name.length() - 3)
                : name;
    }

    /** Where the first mark of a merge stands that was not finished, -1 where there is none. */
    static int unmergedAt(String text) {
        if (text.startsWith("<<<<<<< ")) {
            return 0;
        }
        int end = text.indexOf("\n<<<<<<< ");
        return end < 0 ? -1 : end + 1;
    }

    /** The parse of one note. */
    private static final class One {
        private final String path;
        private final NoteText decoded;
        private final String text;
        private final NoteOptions options;
        private final Vocabulary words;
        private final FrontMatter front;
        private final NoteText.Lines lines;
        private List<Piece> pieces = List.of();
        private final NoteDay day;
        /** The line that was last cut out: the links of a line share it. */
        private String line = "";

        private int lineStart = -1;
        private int lineEnd = -1;

        One(String path, NoteText decoded, NoteOptions options) {
            this.path = path;
            this.decoded = decoded;
            this.text = decoded.text();
            this.options = options;
            this.words = options.words();
            this.front = FrontMatter.of(text);
            this.lines = new NoteText.Lines(decoded);
            this.day = new NoteDay(path, text, front, options);
        }

        Reading read() {
            var mask = Mask.of(text, front.end(), decoded.may(NoteText.PRIVATE));
            if (mask.isEmpty()) {
                return unread(Draft.Grade.FIX, "the note uses every private character and is kept as prose");
            }
            if (isForm()) {
                return unread(Draft.Grade.INFO, "a template or generated text: searched, never a claim");
            }
            if (isDump()) {
                return unread(
                        Draft.Grade.INFO,
                        "more than " + MOST_SIGNS + " lines, bars and brackets, which is data and no note: searched, never a claim");
            }
            pieces = MarkdownPieces.of(text, mask.get());
            var title = pieces.stream()
                    .filter(p -> p instanceof Piece.Heading h
                            && h.level() == 1
                            && !h.words().isBlank())
                    .map(p -> (Piece.Heading) p)
                    .findFirst();
            day.read(title.map(h -> h.words().plain()), pieces);
            var draft = new Draft(path, text, lines, options, new NoteDates(options, day.date()));
            draft.ticker = new ThesisReader(draft, front).ticker();
            textLint(draft, mask.get());
            mask.get().blanked().forEach(draft::structure);
            var top = sections(title, draft);
            walk(draft, top, Topic.NONE);
            var theses = new ThesisReader(draft, front);
            theses.note(title);
            theses.levels();
            matchScenarios(draft);
            cover(draft);
            return finish(draft, title);
        }

        /** The Markdown library keeps half a kilobyte for each cell, link and line of a note until all of it is read. */
        private boolean isDump() {
            int signs = 0;
            // A note of so many signs has at least as many characters.
            for (int i = 0; i < text.length() && text.length() > MOST_SIGNS; i++) {
                char c = text.charAt(i);
                if (c < 128 && SIGN[c] && ++signs > MOST_SIGNS) {
                    return true;
                }
            }
            return false;
        }

        /** Templates and generated text yield no claims. */
        private boolean isForm() {
            if (front.first("generated").filter("true"::equals).isPresent()) {
                return true;
            }
            if (options.ours().test(path)) {
                return true;
            }
            for (var folder : options.templateFolders()) {
                if (path.startsWith(folder + "/") || path.contains("/" + folder + "/")) {
                    return true;
                }
            }
            boolean braces = decoded.may(NoteText.BRACE) && text.contains("{{") && (text.contains("{{title}}") || text.contains("{{date"));
            return braces || (decoded.may(NoteText.ANGLE) && text.contains("<% tp."));
        }

        private Reading unread(Draft.Grade grade, String why) {
            day.read(Optional.empty(), List.of());
            var draft = new Draft(path, text, lines, options, new NoteDates(options, day.date()));
            textLint(draft, Mask.none(text));
            int start = 0;
            int end = text.length();
            while (start < end && NameKey.isSpace(text.charAt(start))) {
                start++;
            }
            while (end > start && NameKey.isSpace(text.charAt(end - 1))) {
                end--;
            }
            if (end > start) {
                var at = new Stretch(start, end);
                draft.add(new Claim.Prose(draft.source(at, Section.top(), Confidence.SURE, Rule.PROSE_NOTE)));
                draft.lint(grade, Rule.PROSE_NOTE, new Stretch(start, start), why);
            }
            return finish(draft, Optional.empty());
        }

        private void textLint(Draft draft, Mask mask) {
            decoded.badByte()
                    .ifPresent(at -> draft.lint(
                            Draft.Grade.CHECK,
                            Rule.TEXT_NOT_UTF8,
                            new Stretch(0, 0),
                            "not UTF-8 at byte " + at + ": save it as UTF-8"));
            front.error()
                    .filter(why -> !isForm())
                    .ifPresent(why -> draft.lint(Draft.Grade.FIX, Rule.FRONT_MATTER, new Stretch(0, 0), why));
            mask.openComment()
                    .ifPresent(at -> draft.lint(
                            Draft.Grade.CHECK,
                            Rule.TEXT_COMMENT_OPEN,
                            new Stretch(at, at + 2),
                            "a comment is opened with %% and never closed"));
            mask.blanked().stream()
                    .filter(at -> Mask.unended(text, at))
                    .forEach(at -> draft.lint(
                            Draft.Grade.FIX,
                            Rule.TEXT_MARK_OPEN,
                            at,
                            "%% tidewatch:start %% has no %% tidewatch:end %%: everything below it counts as written by me"));
            int conflict = decoded.may(NoteText.ANGLE) ? unmergedAt(text) : -1;
            if (conflict >= 0) {
                draft.lint(
                        Draft.Grade.FIX,
                        Rule.TEXT_CONFLICT,
                        new Stretch(conflict, conflict),
                        "holds the marks of a merge that was not finished");
            }
        }

        // -- sections
        // ----------------------------------------------------------------------------------------------------------------

        private Section sections(Optional<Piece.Heading> title, Draft draft) {
            var top = Section.top();
            var open = new ArrayList<Section>();
            open.add(top);
            for (var piece : pieces) {
                switch (piece) {
                    case Piece.Heading h -> {
                        while (open.size() > 1 && open.getLast().level() >= h.level() && h.level() < 7) {
                            open.removeLast();
                        }
                        boolean isTitle = title.isPresent() && title.get().at().equals(h.at());
                        open.add(open.getLast().child(h, isTitle, words, draft.dates));
                        draft.structure(h.at());
                    }
                    case Piece.CalloutEnd end -> {
                        while (open.size() > 1) {
                            if (open.removeLast().level() == 7) {
                                break;
                            }
                        }
                    }
                    case Piece.Paragraph p -> open.getLast().pieces().add(p);
                    case Piece.Item i -> open.getLast().pieces().add(i);
                    case Piece.Table t -> open.getLast().pieces().add(t);
                    case Piece.Verbatim v -> open.getLast().pieces().add(v);
                    case Piece.Rule r -> draft.structure(r.at());
                }
            }
            return top;
        }

        private void walk(Draft draft, Section section, Topic above) {
            boolean drivers = section.topic() == Topic.DRIVERS && above != Topic.DRIVERS;
            boolean headed =
                    drivers && section.children().stream().anyMatch(c -> c.level() < 7 && c.topic() == Topic.DRIVERS);
            var prose = new ProseReader(draft);
            var items = new ItemReader(draft, prose);
            for (int i = 0; i < section.pieces().size(); i++) {
                switch (section.pieces().get(i)) {
                    case Piece.Paragraph p -> prose.paragraph(p, section);
                    case Piece.Item item -> {
                        if (section.topic() == Topic.DRIVERS
                                && !headed
                                && item.depth() == 0
                                && !item.words().isBlank()) {
                            i = driverItem(draft, section, item, i);
                        } else {
                            items.item(item, section);
                        }
                    }
                    case Piece.Table t -> TableReader.read(draft, section, t);
                    case Piece.Verbatim v -> draft.prose(v.at(), section);
                    case Piece.Heading h -> {}
                    case Piece.Rule r -> {}
                    case Piece.CalloutEnd c -> {}
                }
            }
            for (var child : section.children()) {
                if (headed && child.level() < 7 && child.topic() == Topic.DRIVERS) {
                    DriverReader.heading(draft, child);
                } else {
                    new ThesisReader(draft, front).heading(child);
                    walk(draft, child, section.topic());
                }
            }
        }

        /** A top-level item with what is nested in it; returns the position of its last piece. */
        private int driverItem(Draft draft, Section section, Piece.Item item, int at) {
            var nested = new ArrayList<Run>();
            int end = item.at().end();
            int last = at;
            for (int k = at + 1; k < section.pieces().size(); k++) {
                if (!(section.pieces().get(k) instanceof Piece.Item below) || below.depth() == 0) {
                    break;
                }
                nested.add(below.words());
                end = Math.max(end, below.at().end());
                last = k;
            }
            DriverReader.item(draft, section, item, nested, end);
            return last;
        }

        private static void matchScenarios(Draft draft) {
            if (!holdsScenario(draft.claims())) {
                return;
            }
            var drivers = draft.claims().stream()
                    .filter(c -> c instanceof Claim.Driver)
                    .map(c -> (Claim.Driver) c)
                    .toList();
            draft.claims()
                    .replaceAll(claim ->
                            claim instanceof Claim.Scenario s && s.cause().isPresent()
                                    ? new Claim.Scenario(
                                            s.source(),
                                            s.label(),
                                            s.cause(),
                                            s.span(),
                                            DriverReader.matching(s.cause().get(), drivers),
                                            s.odds())
                                    : claim);
        }

        private static boolean holdsScenario(List<Claim> claims) {
            for (var claim : claims) {
                if (claim instanceof Claim.Scenario) {
                    return true;
                }
            }
            return false;
        }

        // -- the rest
        // ----------------------------------------------------------------------------------------------------------------

        /** What is neither claim nor structure: words become prose, bare markup becomes structure. */
        private void cover(Draft draft) {
            var taken = new java.util.BitSet(text.length());
            for (var at : draft.structure()) {
                taken.set(at.start(), at.end());
            }
            for (var claim : draft.claims()) {
                var place = claim.source().place();
                taken.set(place.start(), place.end());
            }
            int at = taken.nextClearBit(0);
            while (at < text.length()) {
                int end = taken.nextSetBit(at);
                end = end < 0 ? text.length() : end;
                int from = at;
                for (int i = at; i <= end; i++) {
                    if (i == end || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                        gap(draft, from, i);
                        from = i + 1;
                    }
                }
                at = taken.nextClearBit(end);
            }
        }

        private void gap(Draft draft, int from, int to) {
            int start = from;
            int end = to;
            while (start < end && NameKey.isSpace(text.charAt(start))) {
                start++;
            }
            while (end > start && NameKey.isSpace(text.charAt(end - 1))) {
                end--;
            }
            if (start == end) {
                return;
            }
            if (isPlainMarkup(start, end) || isMarkup(text.substring(start, end))) {
                draft.structure(new Stretch(start, end));
            } else {
                draft.prose(new Stretch(start, end), Section.top());
            }
        }

        /** Signs of ASCII alone, as between most words and their neighbours. */
        private boolean isPlainMarkup(int start, int end) {
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                if (c >= 128 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                    return false;
                }
            }
            return true;
        }

        /** Bars, dashes, stars, the number of a list item, a task box. */
        private static boolean isMarkup(String gap) {
            boolean plain = true;
            boolean words = false;
            for (int i = 0; i < gap.length(); i++) {
                char c = gap.charAt(i);
                plain &= c < 128 && c != '[';
                words |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            }
            if (plain && words) {
                return false;
            }
            var rest = gap;
            int at = 0;
            while (at < rest.length() && (Character.isDigit(rest.charAt(at)) || " >\t".indexOf(rest.charAt(at)) >= 0)) {
                at++;
            }
            if (at < rest.length() && (rest.charAt(at) == '.' || rest.charAt(at) == ')')) {
                rest = rest.substring(at + 1);
            }
            int box = rest.indexOf('[');
            if (box >= 0 && box + 2 < rest.length() && rest.charAt(box + 2) == ']') {
                rest = rest.substring(0, box) + rest.substring(box + 3);
            }
            for (int i = 0; i < rest.length(); i = rest.offsetByCodePoints(i, 1)) {
                int c = rest.codePointAt(i);
                if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL) {
                    return false;
                }
            }
            return true;
        }

        private Reading finish(Draft draft, Optional<Piece.Heading> title) {
            var tags = new LinkedHashSet<String>();
            for (var tag : front.all("tags")) {
                for (var one : TAG_GAP.split(tag, -1)) {
                    var bare = one.startsWith("#") ? one.substring(1) : one;
                    if (!bare.isBlank()) {
                        tags.add(bare);
                    }
                }
            }
            var numeric = new ArrayList<Stretch>();
            var links = new ArrayList<Note.Link>();
            int seen = 0;
            for (var run : runs()) {
                if (run.length() <= 20_000) {
                    Tags.collect(run, tags, numeric);
                }
                for (var mark : run.marks()) {
                    boolean note = mark.isLink() || (mark.kind() == Run.Kind.EMBED && !hasExtension(mark.target()));
                    if (note) {
                        seen += mark.kind() == Run.Kind.NOTE_LINK ? 0 : 1;
                        links.add(link(draft, run, mark));
                    }
                }
            }
            numeric.forEach(at -> draft.lint(
                    Draft.Grade.INFO,
                    Rule.TAG_NUMERIC,
                    at,
                    Draft.quoted(at.of(text)) + " is a tag of digits only; Obsidian does not take it for one"));
            draft.claims()
                    .sort(Comparator.comparingInt(
                            (Claim c) -> c.source().place().start()));
            int headings = 0;
            for (var piece : pieces) {
                headings += piece instanceof Piece.Heading h && h.level() < 7 ? 1 : 0;
            }
            int prose = 0;
            for (var claim : draft.claims()) {
                prose += claim instanceof Claim.Prose p && p.source().rule().equals(Rule.PROSE.id()) ? 1 : 0;
            }
            var properties = new LinkedHashMap<String, String>();
            front.values().forEach((key, values) -> properties.put(key, String.join(", ", values)));
            var note = new Note(
                    path,
                    title.map(h -> h.words().plain().strip()).orElse(fileTitle(path)),
                    day.date(),
                    day.from(),
                    day.reviewed(),
                    List.copyOf(tags),
                    aliases(),
                    new ThesisReader(draft, front).ticker(),
                    front.isPrivate(text),
                    properties,
                    draft.claims(),
                    links,
                    new Note.Counts(headings, draft.tables, draft.rows, draft.rowsRead, seen, prose),
                    draft.lint());
            return new Reading(note, text, List.copyOf(draft.structure()));
        }

        private List<String> aliases() {
            var all = new ArrayList<>(front.all("aliases"));
            all.addAll(front.all("alias"));
            return all.stream()
                    .map(String::strip)
                    .filter(a -> !a.isEmpty())
                    .distinct()
                    .toList();
        }

        private static boolean hasExtension(String target) {
            int dot = target.lastIndexOf('.');
            return dot > 0 && target.length() - dot <= 5 && !target.endsWith(".md");
        }

        private Note.Link link(Draft draft, Run run, Run.Mark mark) {
            var at = place(run, mark);
            var place = draft.place(at);
            int start = Math.max(lines.start(place.line()), at.start() - 400);
            int endOfLine = lines.end(place.line());
            if (endOfLine < at.end()) {
                endOfLine = Math.max(at.end(), lines.end(lines.of(at.end())));
            }
            int end = Math.min(endOfLine, at.end() + 400);
            if (start != lineStart || end != lineEnd) {
                lineStart = start;
                lineEnd = end;
                line = text.substring(start, end).strip();
            }
            var shown = run.plain().substring(mark.start(), mark.end());
            return new Note.Link(
                    mark.target(),
                    mark.heading(),
                    shown.equals(mark.target()) ? mark.target() : shown,
                    place,
                    line);
        }

        /** In "[words [[Oil]]](address)" the last letter stands for the address too; the wikilink is only what its own brackets hold. */
        private Stretch place(Run run, Run.Mark mark) {
            var at = run.at(mark.start(), mark.end());
            if (mark.kind() != Run.Kind.WIKILINK) {
                return at;
            }
            int close = text.indexOf("]]", at.start());
            int open = close < 0 ? -1 : text.lastIndexOf("[[", close);
            return open >= at.start() && close + 2 <= at.end() ? new Stretch(open, close + 2) : at;
        }

        /** All words of the note, in order. */
        private List<Run> runs() {
            var all = new ArrayList<Run>();
            for (var piece : pieces) {
                switch (piece) {
                    case Piece.Heading h -> all.add(h.words());
                    case Piece.Paragraph p -> all.add(p.words());
                    case Piece.Item i -> all.add(i.words());
                    case Piece.Table t -> {
                        all.addAll(t.head());
                        for (var row : t.rows()) {
                            all.addAll(row.cells());
                        }
                    }
                    case Piece.Verbatim v -> {}
                    case Piece.Rule r -> {}
                    case Piece.CalloutEnd c -> {}
                }
            }
            return all;
        }
    }
}
