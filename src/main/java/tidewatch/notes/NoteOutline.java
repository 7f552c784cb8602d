package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a note and what each is to somebody who wants to add one: a heading, words, or a line inside of something that only its own
 * end closes. Says less than {@link NoteParser} and never fails.
 *
 * @param lines in order; none for an empty text
 * @param open what was begun and is never closed, so that a line at the end would stand inside of it: "code block", "comment" or "section of mine"
 */
record NoteOutline(String text, List<Line> lines, Optional<String> open) {
    /** What a line is. */
    enum Kind {
        BLANK,
        WORDS,
        /** A line of the front matter, its delimiters too. */
        FRONT,
        /** One of {@code #} or one that is underlined; of several lines under one heading the first one. */
        HEADING,
        /** Inside of a code block, a comment, a heading of several lines or a section of ours. */
        INSIDE,
        /** A line that begins or ends a section of ours ({@link MarkedSection}). */
        MARK
    }

    /**
     * One line.
     *
     * @param start offset of its first character, {@code end} behind its last one, {@code next} behind its line end
     * @param level of a heading, 1 to 6; else 0
     */
    record Line(int start, int end, int next, Kind kind, int level) {
        boolean blank() {
            return kind == Kind.BLANK;
        }

        boolean heading() {
            return kind == Kind.HEADING;
        }

        /** Whether a line end follows it. */
        boolean ended() {
            return next > end;
        }

        private Line as(Kind other, int ofLevel) {
            return new Line(start, end, next, other, ofLevel);
        }
    }

    private static final int LEVELS = 6;

    NoteOutline {
        lines = List.copyOf(lines);
    }

    static NoteOutline of(String text) {
        return new Scan(text).outline();
    }

    /** The words of a line, without its line end. */
    String words(Line line) {
        return text.substring(line.start(), line.end());
    }

    /** The last line before this index that is not blank. */
    Optional<Line> lastWords(int until) {
        int last = until - 1;
        while (last >= 0 && lines.get(last).blank()) {
            last--;
        }
        return last < 0 ? Optional.empty() : Optional.of(lines.get(last));
    }

    /** What is put between the lines before this index and an underlined heading right below them, which would go on with them: a line end. */
    String gap(int until) {
        boolean underlined = until > 0 && until < lines.size() && lines.get(until).heading() && !words(lines.get(until)).strip().startsWith("#");
        return underlined && !lines.get(until - 1).blank() ? eol(Optional.of(lines.get(until - 1))) : "";
    }

    /** The line end that this text uses at this line, else anywhere, else LF. */
    String eol(Optional<Line> near) {
        return near.filter(Line::ended)
                .or(() -> lines.stream().filter(Line::ended).findFirst())
                .map(line -> text.substring(line.end(), line.next()))
                .orElse("\n");
    }

    /** Going through a text once. */
    private static final class Scan {
        private final String text;
        private final List<Line> lines = new ArrayList<>();
        private Optional<String> open = Optional.empty();

        Scan(String text) {
            this.text = text;
        }

        NoteOutline outline() {
            int front = FrontMatter.of(text).end();
            int at = 0;
            int inside = 0;
            String fence = "";
            boolean ours = false;
            while (at < text.length()) {
                int end = at;
                while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                    end++;
                }
                int next = end == text.length()
                        ? end
                        : text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n' ? end + 2 : end + 1;
                var words = text.substring(at, end);
                var kind = Kind.WORDS;
                int level = 0;
                if (at < front) {
                    kind = Kind.FRONT;
                } else if (!fence.isEmpty()) {
                    kind = Kind.INSIDE;
                    fence = closes(words, fence) ? "" : fence;
                } else if (at < inside) {
                    kind = Kind.INSIDE;
                    inside = Math.max(inside, comments(Math.max(at, inside), end));
                } else if (!opening(words).isEmpty()) {
                    kind = Kind.INSIDE;
                    fence = opening(words);
                } else if (MarkedSection.mark(words).isPresent()) {
                    kind = Kind.MARK;
                    ours = !MarkedSection.mark(words).get().equals(MarkedSection.END);
                } else {
                    inside = comments(at, end);
                    if (ours) {
                        kind = Kind.INSIDE;
                    } else if (words.isBlank()) {
                        kind = Kind.BLANK;
                    } else if (level(words) > 0) {
                        level = level(words);
                        kind = Kind.HEADING;
                    } else if (underlines(words)) {
                        kind = underlined(words.strip().charAt(0) == '=' ? 1 : 2) ? Kind.INSIDE : Kind.WORDS;
                    }
                }
                lines.add(new Line(at, end, next, kind, level));
                at = next;
            }
            if (!fence.isEmpty()) {
                open = Optional.of("code block");
            } else if (ours) {
                open = Optional.of("section of mine");
            }
            return new NoteOutline(text, lines, open);
        }

        /** Where the last comment that begins in this stretch of one line ends, if that is beyond it; else 0. */
        private int comments(int from, int end) {
            int at = from;
            while (at < end) {
                char c = text.charAt(at);
                if (c == '`') {
                    int run = 1;
                    while (at + run < end && text.charAt(at + run) == '`') {
                        run++;
                    }
                    int close = text.substring(at + run, end).indexOf("`".repeat(run));
                    at += run + (close < 0 ? 0 : close + run);
                } else if (text.startsWith("%%", at) || text.startsWith("<!--", at)) {
                    int close = c == '%' ? text.indexOf("%%", at + 2) : text.indexOf("-->", at + 4);
                    if (close < 0) {
                        // Obsidian hides all that stands behind either.
                        open = Optional.of("comment");
                        return text.length();
                    }
                    at = close + (c == '%' ? 2 : 3);
                } else {
                    at++;
                }
            }
            return at > end ? at : 0;
        }

        /** Makes the paragraph above a heading; false when there is none. */
        private boolean underlined(int level) {
            int first = lines.size();
            while (first > 0 && lines.get(first - 1).kind() == Kind.WORDS && !rule(lines.get(first - 1)) && plain(lines.get(first - 1))) {
                first--;
            }
            // Words right below an item, a quote or a row go on with that, and cannot be underlined either.
            if (first == lines.size() || (first > 0 && lines.get(first - 1).kind() == Kind.WORDS && !rule(lines.get(first - 1)))) {
                return false;
            }
            for (int i = first; i < lines.size(); i++) {
                lines.set(i, i == first ? lines.get(i).as(Kind.HEADING, level) : lines.get(i).as(Kind.INSIDE, 0));
            }
            return true;
        }

        /** A line across the page, which is no words to underline and takes none in. */
        private boolean rule(Line line) {
            var words = text.substring(line.start(), line.end());
            return underlines(words) && words.strip().startsWith("---");
        }

        /** Neither an item, a quote nor a row: those cannot be underlined. */
        private boolean plain(Line line) {
            var words = text.substring(line.start(), line.end()).strip();
            return !words.startsWith(">")
                    && !words.startsWith("|")
                    && !words.startsWith("- ")
                    && !words.startsWith("* ")
                    && !words.startsWith("+ ")
                    && !words.matches("\\d{1,9}[.)] .*");
        }

        private static boolean underlines(String words) {
            var bare = words.strip();
            return !words.startsWith("    ")
                    && !bare.isEmpty()
                    && (bare.charAt(0) == '=' || bare.charAt(0) == '-')
                    && bare.chars().allMatch(c -> c == bare.charAt(0));
        }

        private static int level(String words) {
            int lead = lead(words);
            int level = 0;
            while (lead + level < words.length() && words.charAt(lead + level) == '#') {
                level++;
            }
            boolean heading = lead <= 3
                    && level >= 1
                    && level <= LEVELS
                    && (lead + level == words.length() || words.charAt(lead + level) == ' ' || words.charAt(lead + level) == '\t');
            return heading ? level : 0;
        }

        private static int lead(String words) {
            int at = 0;
            while (at < words.length() && words.charAt(at) == ' ') {
                at++;
            }
            return at;
        }

        /** The marks that begin a code block in this line; empty when none does. */
        private static String opening(String words) {
            var bare = words.replaceFirst("^[ \\t>]+", "");
            int run = run(bare);
            return run >= 3 && !(bare.charAt(0) == '`' && bare.indexOf('`', run) >= 0) ? bare.substring(0, run) : "";
        }

        private static boolean closes(String words, String fence) {
            var bare = words.replaceFirst("^[ \\t>]+", "").stripTrailing();
            return bare.length() >= fence.length() && bare.charAt(0) == fence.charAt(0) && run(bare) == bare.length();
        }

        private static int run(String bare) {
            int run = 0;
            while (run < bare.length() && bare.charAt(run) == bare.charAt(0) && (bare.charAt(0) == '`' || bare.charAt(0) == '~')) {
                run++;
            }
            return run;
        }
    }
}
