package tidewatch.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inline text without its markup, each character with the stretch of the note it stands for. Grammars read {@link #plain}; what they
 * find goes back to the note through {@link #at}.
 *
 * <p>Most runs stand in the note as they are read, one character after the other: those know where they begin and nothing else. The others
 * have their characters' places in two arrays, which their parts share. Belongs to one parse, like the pieces of a note.
 */
final class Run {
    /** What {@link #may} is asked for: digits, what folding changes, {@code #}, {@code :}, what may end a sentence, what is not of ASCII. */
    static final int DIGIT = 1, FOLDS = 2, HASH = 4, COLON = 8, STOP = 16, WIDE = 32;

    private static final byte[] SORTS = new byte[128];

    static {
        for (char c = 0; c < SORTS.length; c++) {
            SORTS[c] = (byte) ((Folded.isDigit(c) ? DIGIT : 0)
                    | (Folded.folds(c) ? FOLDS : 0)
                    | (c == '#' ? HASH : 0)
                    | (c == ':' ? COLON : 0)
                    | (c == '.' || c == '!' || c == '?' ? STOP : 0));
        }
    }

    static final Run EMPTY = new Run("", 0, List.of(), 0);

    private final String plain;
    private final int @Nullable [] from;
    private final int @Nullable [] to;
    /** The place of the first character: in the note, or in the arrays where there are some. */
    private final int first;

    private final List<Mark> marks;
    /** The sorts of its characters. Those of a part are those of the whole: too many and never too few. */
    private final int sorts;

    private boolean oneLine;
    private @Nullable String folded;
    /** Folded words of which these are a part, and where it begins there. */
    private @Nullable String source;

    private int sourceAt;

    /** A run that stands in the note as it is read. */
    Run(String plain, int first, List<Mark> marks, int sorts) {
        this(plain, null, null, first, marks, sorts);
    }

    /**
     * @param plain the words as a reader sees them: the alias of a link, no asterisks, a line break as a blank
     * @param from for each character of {@code plain} its first offset in the note; all characters of a link have the link's
     * @param to for each character one past its last
     * @param marks links, code and withdrawn words, in order, by positions in {@code plain}
     * @param sorts of its characters, see {@link #sortOf}
     */
    Run(String plain, int[] from, int[] to, List<Mark> marks, int sorts) {
        this(plain, from, to, 0, marks, sorts);
    }

    private Run(String plain, int @Nullable [] from, int @Nullable [] to, int first, List<Mark> marks, int sorts) {
        this.plain = plain;
        this.from = from;
        this.to = to;
        this.first = first;
        this.marks = marks;
        this.sorts = sorts;
    }

    static int sortOf(char c) {
        return c < 128 ? SORTS[c] : WIDE;
    }

    /** Whether it may hold any character of a sort; what is not of ASCII may be of any. Cheaper than to look, and often no. */
    boolean may(int sort) {
        return (sorts & (sort | WIDE)) != 0;
    }

    /** Says that no line of the note ends in it, which else is found out at the first question. */
    Run asOneLine() {
        oneLine = true;
        return this;
    }

    String plain() {
        return plain;
    }

    List<Mark> marks() {
        return marks;
    }

    /** First offset in the note of a character. */
    int from(int i) {
        return from == null ? first + i : from[first + i];
    }

    /** One past the last offset in the note of a character. */
    int to(int i) {
        return to == null ? first + i + 1 : to[first + i];
    }

    /**
     * The first character from here on that stands for a line's end in the note, else the length.
     *
     * @param text of the note
     */
    int lineEnd(String text, int at) {
        int length = plain.length();
        if (at >= length || isOneLine(text, at)) {
            return length;
        }
        int end = at;
        while (end < length && !isLineEnd(text.charAt(Math.min(from(end), text.length() - 1)))) {
            end++;
        }
        return end;
    }

    private boolean isOneLine(String text, int at) {
        if (oneLine) {
            return true;
        }
        int begin = Math.min(from(at), text.length());
        int end = Math.clamp(to(plain.length() - 1), begin, text.length());
        boolean one = text.indexOf('\n', begin, end) < 0 && text.indexOf('\r', begin, end) < 0;
        oneLine = one && at == 0;
        return one;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** {@link Folded#of} of the words, made once. */
    String folded() {
        var made = folded;
        if (made == null) {
            made = !may(FOLDS)
                    ? plain
                    : source != null
                            ? source.substring(sourceAt, sourceAt + plain.length())
                            : (sorts & WIDE) == 0 ? Folded.ofAscii(plain) : Folded.of(plain);
            folded = made;
            source = null;
        }
        return made;
    }

    /** What a part of a run is. */
    enum Kind {
        WIKILINK,
        NOTE_LINK,
        WEB_LINK,
        EMBED,
        CODE,
        /** Struck through: withdrawn by the writer. */
        STRUCK
    }

    /**
     * @param start in {@code plain}
     * @param end in {@code plain}
     * @param target of a link, without heading
     * @param heading or block of the target, without {@code #}
     */
    record Mark(Kind kind, int start, int end, String target, Optional<String> heading) {
        boolean isLink() {
            return kind == Kind.WIKILINK || kind == Kind.NOTE_LINK;
        }

        Mark shifted(int by) {
            return new Mark(kind, start + by, end + by, target, heading);
        }
    }

    boolean isBlank() {
        return plain.isBlank();
    }

    int length() {
        return plain.length();
    }

    /** The part of the note for these characters; an empty part has the place of its first. */
    Stretch at(int start, int end) {
        if (plain.isEmpty()) {
            return new Stretch(0, 0);
        }
        if (start >= end) {
            int spot = from(Math.min(start, plain.length() - 1));
            return new Stretch(spot, spot);
        }
        return new Stretch(from(start), Math.max(from(start), to(end - 1)));
    }

    Stretch whole() {
        return at(0, plain.length());
    }

    /** A part, with the marks that lie wholly in it. */
    Run sub(int start, int end) {
        if (start == 0 && end == plain.length()) {
            return this;
        }
        List<Mark> inside = List.of();
        for (var mark : marks) {
            if (mark.start >= start && mark.end <= end) {
                inside = inside.isEmpty() ? new ArrayList<>() : inside;
                inside.add(mark.shifted(-start));
            }
        }
        var part = new Run(plain.substring(start, end), from, to, first + start, inside, sorts);
        part.oneLine = oneLine;
        part.source = folded != null ? folded : source;
        part.sourceAt = folded != null ? start : sourceAt + start;
        return part;
    }

    Run strip() {
        return stripped(0, plain.length());
    }

    /** A part without the blanks around it. */
    Run stripped(int start, int end) {
        int a = start;
        int b = end;
        while (a < b && NameKey.isSpace(plain.charAt(a))) {
            a++;
        }
        while (b > a && NameKey.isSpace(plain.charAt(b - 1))) {
            b--;
        }
        return sub(a, b);
    }

    /** The first link to a note that touches these characters. */
    Optional<Mark> linkIn(int start, int end) {
        for (var mark : marks) {
            if (mark.isLink() && mark.start < end && mark.end > start) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    boolean isInside(Kind kind, int position) {
        for (var mark : marks) {
            if (mark.kind == kind && mark.start <= position && position < mark.end) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of its letters were struck through. */
    boolean isWithdrawn() {
        if (!holds(Kind.STRUCK)) {
            return false;
        }
        boolean any = false;
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isLetterOrDigit(plain.charAt(i))) {
                if (!isInside(Kind.STRUCK, i)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private boolean holds(Kind kind) {
        for (var mark : marks) {
            if (mark.kind == kind) {
                return true;
            }
        }
        return false;
    }

    /** The words with code and withdrawn parts blanked out, as long as {@code plain}: what figures are read from. */
    String readable() {
        char[] out = null;
        for (var mark : marks) {
            if (mark.kind == Kind.CODE || mark.kind == Kind.STRUCK || mark.kind == Kind.EMBED) {
                out = out == null ? plain.toCharArray() : out;
                Arrays.fill(out, mark.start, mark.end, ' ');
            }
        }
        return out == null ? plain : new String(out);
    }
}
