package tidewatch.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects the characters of a run; when done, wikilinks are found among the masked signs and get their shown words. One serves all runs of
 * a note, one after the other.
 */
final class RunBuilder {
    private final String text;
    private final Mask mask;
    private char[] plain = new char[128];
    private int size;
    /** As long as each character stands behind the one before it in the note, the first one's place says all. */
    private boolean straight = true;

    private int first;
    private int[] from = {};
    private int[] to = {};
    private List<Run.Mark> marks = new ArrayList<>();
    private @Nullable RunBuilder linked;

    RunBuilder(String text, Mask mask) {
        this.text = text;
        this.mask = mask;
    }

    void clear() {
        size = 0;
        straight = true;
        marks = new ArrayList<>(4);
    }

    int size() {
        return size;
    }

    int lastEnd() {
        return size == 0 ? 0 : to(size - 1);
    }

    private int from(int i) {
        return straight ? first + i : from[i];
    }

    private int to(int i) {
        return straight ? first + i + 1 : to[i];
    }

    void add(char c, int start, int end) {
        room(1);
        if (straight) {
            if (size == 0) {
                first = start;
            }
            if (start == first + size && end == start + 1) {
                plain[size++] = c;
                return;
            }
            bend();
        }
        if (size == from.length) {
            from = Arrays.copyOf(from, plain.length);
            to = Arrays.copyOf(to, plain.length);
        }
        from[size] = start;
        to[size] = end;
        plain[size++] = c;
    }

    private void room(int more) {
        if (size + more > plain.length) {
            plain = Arrays.copyOf(plain, Math.max(plain.length * 2, size + more));
        }
    }

    /** Characters of the masked note as they stand there. */
    void add(int start, int end) {
        int more = end - start;
        room(more);
        if (straight && size == 0) {
            first = start;
        }
        if (straight && start != first + size) {
            bend();
        }
        mask.copy(start, end, plain, size);
        if (!straight) {
            places(start, more);
        }
        size += more;
    }

    /** Characters of another one with their places. */
    private void add(RunBuilder other, int start, int end) {
        int more = end - start;
        room(more);
        System.arraycopy(other.plain, start, plain, size, more);
        if (straight && other.straight && (size == 0 || other.first + start == first + size)) {
            first = size == 0 ? other.first + start : first;
        } else {
            if (straight) {
                bend();
            }
            if (other.straight) {
                places(other.first + start, more);
            } else {
                roomForPlaces(more);
                System.arraycopy(other.from, start, from, size, more);
                System.arraycopy(other.to, start, to, size, more);
            }
        }
        size += more;
    }

    /** The next characters stand in the note one after the other. */
    private void places(int start, int more) {
        roomForPlaces(more);
        for (int i = 0; i < more; i++) {
            from[size + i] = start + i;
            to[size + i] = start + i + 1;
        }
    }

    private void roomForPlaces(int more) {
        if (size + more > from.length) {
            from = Arrays.copyOf(from, plain.length);
            to = Arrays.copyOf(to, plain.length);
        }
    }

    /** From here on each character has places of its own. */
    private void bend() {
        if (from.length < plain.length) {
            from = new int[plain.length];
            to = new int[plain.length];
        }
        for (int i = 0; i < size; i++) {
            from[i] = first + i;
            to[i] = first + i + 1;
        }
        straight = false;
    }

    /** The last character also stands for markup up to this offset. */
    void reachTo(int end) {
        if (size > 0 && to(size - 1) < end) {
            if (straight) {
                bend();
            }
            to[size - 1] = end;
        }
    }

    /** The characters from here on stand for all of this stretch: words of a link with its address. */
    void widen(int start, Stretch at) {
        if (size > start) {
            if (from(start) > at.start()) {
                if (straight) {
                    bend();
                }
                from[start] = at.start();
            }
            reachTo(at.end());
        }
    }

    void mark(Run.Kind kind, int start, String target, Optional<String> heading) {
        if (size > start) {
            marks.add(new Run.Mark(kind, start, size, target, heading));
        }
    }

    Run run() {
        int sorts = plainSorts();
        return sorts >= 0 ? made(marks, sorts) : links(mask.signs());
    }

    private Run made(List<Run.Mark> found, int sorts) {
        var words = new String(plain, 0, size);
        return straight
                ? new Run(words, size == 0 ? 0 : first, found, sorts)
                : new Run(words, Arrays.copyOf(from, size), Arrays.copyOf(to, size), found, sorts);
    }

    /** The sorts of the characters; -1 where there is a masked sign, a pair of strokes or a block address to look at. */
    private int plainSorts() {
        int sorts = 0;
        for (int i = 0; i < size; i++) {
            char c = plain[i];
            boolean special = c >= Mask.FIRST_PRIVATE
                    ? isSign(c)
                    : (c == '~' || c == '^') && i > 0 && plain[i - 1] == (c == '~' ? '~' : ' ');
            if (special) {
                return -1;
            }
            sorts |= Run.sortOf(c);
        }
        return sorts;
    }

    private int sorts() {
        int sorts = 0;
        for (int i = 0; i < size; i++) {
            sorts |= Run.sortOf(plain[i]);
        }
        return sorts;
    }

    private boolean isSign(char c) {
        return c >= Mask.FIRST_PRIVATE && c <= Mask.LAST_PRIVATE && mask.signs().indexOf(c) >= 0;
    }

    /** Replaces each masked link by its shown words, drops strike marks and block addresses, and unmasks the rest. */
    private Run links(String s) {
        if (linked == null) {
            linked = new RunBuilder(text, mask);
        }
        var out = linked;
        out.clear();
        int[] moved = marks.isEmpty() ? new int[0] : new int[size + 1];
        var found = new ArrayList<Run.Mark>();
        int struck = -1;
        int length = size;
        int address = addressStart();
        int i = 0;
        while (i < length) {
            int before = i;
            int at = out.size;
            char c = plain[i];
            if (c < Mask.FIRST_PRIVATE && c != '~' && i != address) {
                do {
                    i++;
                } while (i < length && plain[i] < Mask.FIRST_PRIVATE && plain[i] != '~' && i != address);
                out.add(this, before, i);
                for (int k = before; k < i && moved.length > 0; k++) {
                    moved[k] = at + k - before;
                }
                continue;
            }
            if (c == s.charAt(Mask.OPEN) && !inCode(i)) {
                int close = indexOf(s.charAt(Mask.CLOSE), i);
                int end = close < 0 ? i + 2 : Math.min(length, close + 2);
                if (close > 0) {
                    boolean embed = i > 0 && plain[i - 1] == '!' && out.size > 0;
                    if (embed) {
                        out.size--;
                    }
                    found.add(link(out, from(i) - (embed ? 1 : 0), to(end - 1), embed));
                }
                at = out.size;
                i = end;
            } else if (c == '~' && i + 1 < length && plain[i + 1] == '~' && !inCode(i)) {
                if (struck < 0) {
                    struck = out.size;
                } else {
                    if (out.size > struck) {
                        found.add(new Run.Mark(Run.Kind.STRUCK, struck, out.size, "", Optional.empty()));
                    }
                    struck = -1;
                }
                i += 2;
            } else if (i == address) {
                out.reachTo(to(length - 1));
                i = length;
            } else if (c == s.charAt(Mask.SLASH)) {
                i++;
            } else {
                out.add(unmasked(c, s), from(i), to(i));
                i++;
            }
            if (moved.length > 0) {
                Arrays.fill(moved, before, Math.min(i, length), at);
            }
        }
        if (moved.length > 0) {
            moved[length] = out.size;
        }
        for (var mark : marks) {
            if (moved[mark.end()] > moved[mark.start()]) {
                found.add(new Run.Mark(
                        mark.kind(), moved[mark.start()], moved[mark.end()], mark.target(), mark.heading()));
            }
        }
        found.sort(Comparator.comparingInt(Run.Mark::start));
        return out.made(found, out.sorts());
    }

    private int indexOf(char c, int start) {
        for (int i = start; i < size; i++) {
            if (plain[i] == c) {
                return i;
            }
        }
        return -1;
    }

    /** Adds the shown words of the link between these offsets of the note and says what it leads to. */
    private Run.Mark link(RunBuilder out, int start, int end, boolean embed) {
        var inner = text.substring(start + (embed ? 3 : 2), Math.max(start + (embed ? 3 : 2), end - 2));
        int at = out.size;
        if (isName(inner)) {
            out.addAll(inner, start, end);
            return new Run.Mark(embed ? Run.Kind.EMBED : Run.Kind.WIKILINK, at, out.size, inner, Optional.empty());
        }
        int bar = inner.indexOf('|');
        var target = (bar < 0 ? inner : inner.substring(0, bar)).strip();
        if (bar > 0 && target.endsWith("\\")) {
            target = target.substring(0, target.length() - 1).strip();
        }
        var alias = bar < 0 ? "" : inner.substring(bar + 1).strip();
        int hash = target.indexOf('#');
        Optional<String> heading = hash < 0 ? Optional.empty() : Optional.of(target.substring(hash + 1));
        var file = hash < 0 ? target : target.substring(0, hash).strip();
        if (file.endsWith(".md")) {
            file = file.substring(0, file.length() - 3);
        }
        var shown = !alias.isEmpty() ? alias : hash == 0 ? target.substring(1) : file.isEmpty() ? target : file;
        if (alias.isEmpty() && shown.indexOf('/') >= 0) {
            shown = shown.substring(shown.lastIndexOf('/') + 1);
        }
        if (shown.isBlank()) {
            shown = inner;
        }
        out.addAll(shown, start, end);
        return new Run.Mark(embed ? Run.Kind.EMBED : Run.Kind.WIKILINK, at, out.size, file, heading);
    }

    /** Whether what stands between the brackets is the name of a note and nothing more: most links are that. */
    private static boolean isName(String inner) {
        int length = inner.length();
        for (int i = 0; i < length; i++) {
            char c = inner.charAt(i);
            if (c == '|' || c == '#' || c == '/') {
                return false;
            }
        }
        return length > 0 && !Character.isWhitespace(inner.charAt(0)) && !Character.isWhitespace(inner.charAt(length - 1)) && !inner.endsWith(".md");
    }

    /** Words that stand for one stretch of the note, all of them for all of it. */
    private void addAll(String words, int start, int end) {
        int more = words.length();
        room(more);
        if (straight) {
            bend();
        }
        roomForPlaces(more);
        words.getChars(0, more, plain, size);
        Arrays.fill(from, size, size + more, start);
        Arrays.fill(to, size, size + more, end);
        size += more;
    }

    private boolean inCode(int position) {
        for (var mark : marks) {
            if (mark.kind() == Run.Kind.CODE && mark.start() <= position && position < mark.end()) {
                return true;
            }
        }
        return false;
    }

    /** Where a block address {@code ^abc-1} starts at the end of the run; the length of the run when there is none. */
    private int addressStart() {
        int caret = size - 1;
        while (caret > 0 && isOfAddress(plain[caret])) {
            caret--;
        }
        return caret > 0 && caret + 1 < size && plain[caret] == '^' && plain[caret - 1] == ' ' ? caret - 1 : size;
    }

    private static boolean isOfAddress(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }

    private static char unmasked(char c, String s) {
        if (c == s.charAt(Mask.OPEN) || c == s.charAt(Mask.OPEN2)) {
            return '[';
        }
        if (c == s.charAt(Mask.CLOSE) || c == s.charAt(Mask.CLOSE2)) {
            return ']';
        }
        return c == s.charAt(Mask.BAR) ? '|' : c;
    }
}
