package tidewatch.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Inline text without its markup, each character with the stretch of the note it stands for. Grammars read {@link #plain}; what they
 * find goes back to the note through {@link #at}.
 *
 * @param plain the words as a reader sees them: the alias of a link, no asterisks, a line break as a blank
 * @param from for each character of {@code plain} its first offset in the note; all characters of a link have the link's
 * @param to for each character one past its last
 * @param marks links, code and withdrawn words, in order, by positions in {@code plain}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out of the package
record Run(String plain, int[] from, int[] to, List<Mark> marks) {
    static final Run EMPTY = new Run("", new int[0], new int[0], List.of());

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
            int spot = from[Math.min(start, plain.length() - 1)];
            return new Stretch(spot, spot);
        }
        return new Stretch(from[start], Math.max(from[start], to[end - 1]));
    }

    Stretch whole() {
        return at(0, plain.length());
    }

    /** A part, with the marks that lie wholly in it. */
    Run sub(int start, int end) {
        if (start == 0 && end == plain.length()) {
            return this;
        }
        var inside = new ArrayList<Mark>();
        for (var mark : marks) {
            if (mark.start >= start && mark.end <= end) {
                inside.add(mark.shifted(-start));
            }
        }
        return new Run(
                plain.substring(start, end),
                Arrays.copyOfRange(from, start, end),
                Arrays.copyOfRange(to, start, end),
                inside);
    }

    Run strip() {
        int a = 0;
        int b = plain.length();
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
        return marks.stream()
                .filter(m -> m.isLink() && m.start < end && m.end > start)
                .findFirst();
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
