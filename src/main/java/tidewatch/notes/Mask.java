package tidewatch.notes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A copy of a note, character for character as long, in which CommonMark finds nothing that Obsidian means otherwise: the brackets and
 * bars of wikilinks and the escaped bars of tables stand as private-use characters, front matter and comments as blanks. All offsets
 * stay those of the note.
 *
 * <p>Why: the Markdown parser takes {@code [} before anybody else is asked, and an unescaped bar in a wikilink splits a table row.
 */
final class Mask {
    /** Positions in {@link #signs}: {@code [[} is OPEN and OPEN2, {@code ]]} is CLOSE and CLOSE2, a bar in a link BAR, a backslash before a bar SLASH. */
    static final int OPEN = 0, OPEN2 = 1, CLOSE = 2, CLOSE2 = 3, BAR = 4, SLASH = 5;

    static final char FIRST_PRIVATE = '\ue000';
    static final char LAST_PRIVATE = '\uf8ff';

    /** Of each ASCII character whether anything can begin with it that is masked or that ends a line. */
    private static final boolean[] MEANS = new boolean[128];

    static {
        "`\\[%\n\r".chars().forEach(c -> MEANS[c] = true);
    }

    private static final char[] NONE = {};

    private final char[] characters;
    private final List<Stretch> blanked;
    private final Optional<Integer> openComment;
    private final String signs;

    private Mask(char[] characters, List<Stretch> blanked, Optional<Integer> openComment, String signs) {
        this.characters = characters;
        this.blanked = blanked;
        this.openComment = openComment;
        this.signs = signs;
    }

    /** In which nothing is masked: of a text that is not read. */
    static Mask none(String text) {
        return new Mask(text.toCharArray(), List.of(), Optional.empty(), "");
    }

    /** The masked text. */
    String text() {
        return new String(characters);
    }

    /** A character of the masked text. */
    char at(int i) {
        return characters[i];
    }

    /** Puts characters of the masked text at the end of others. */
    void copy(int start, int end, char[] to, int at) {
        System.arraycopy(characters, start, to, at, end - start);
    }

    /** What the Markdown library reads in place of the masked text. */
    StandIn standIn() {
        return StandIn.of(characters);
    }

    /** Front matter, comments and sections that this program wrote. */
    List<Stretch> blanked() {
        return blanked;
    }

    /** Offset of a {@code %%} that nothing closes; it stays text. */
    Optional<Integer> openComment() {
        return openComment;
    }

    /** The six characters used, see the constants. */
    String signs() {
        return signs;
    }

    /** Absent when the note already uses all private characters: then it cannot be masked, and is kept as prose. */
    static Optional<Mask> of(String text, int bodyStart) {
        return of(text, bodyStart, true);
    }

    /** @param mayHoldPrivate whether the note may use private characters */
    static Optional<Mask> of(String text, int bodyStart, boolean mayHoldPrivate) {
        var out = text.toCharArray();
        var signs = unused(mayHoldPrivate ? out : NONE);
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        var s = signs.get();
        var blanked = new ArrayList<Stretch>();
        if (bodyStart > 0) {
            blank(out, 0, bodyStart);
            blanked.add(new Stretch(0, bodyStart));
        }
        Optional<Integer> open = Optional.empty();
        boolean noMoreComments = false;
        int fence = 0;
        char fenceSign = 0;
        int at = bodyStart;
        while (at < out.length) {
            int lead = at;
            while (lead < out.length && (out[lead] == ' ' || out[lead] == '>' || out[lead] == '\t')) {
                lead++;
            }
            char c = lead < out.length ? out[lead] : 0;
            if (fence > 0 || c == '`' || c == '~') {
                int stop = lineEnd(out, lead);
                int run = c == '`' || c == '~' ? run(text, lead, stop) : 0;
                if (fence > 0) {
                    if (c == fenceSign
                            && run >= fence
                            && text.substring(lead + run, stop).isBlank()) {
                        fence = 0;
                    }
                    at = stop + 1;
                    continue;
                }
                if (run >= 3 && !(c == '`' && text.substring(lead + run, stop).indexOf('`') >= 0)) {
                    fence = run;
                    fenceSign = c;
                    at = stop + 1;
                    continue;
                }
            }
            // Lengths of tick runs known to close nowhere further on in this line, so that a line of ticks stays
            // linear.
            BitSet openTicks = null;
            int end = -1;
            int i = at;
            for (; i < out.length; i++) {
                c = out[i];
                if (c >= 128 || !MEANS[c]) {
                    continue;
                }
                if (c == '\n' || c == '\r') {
                    break;
                }
                char next = i + 1 < out.length ? out[i + 1] : 0;
                if (c == '`') {
                    end = end < i ? lineEnd(out, i) : end;
                    int ticks = run(text, i, end);
                    int close = openTicks != null && openTicks.get(ticks) ? -1 : closingTicks(text, i + ticks, end, ticks);
                    if (close < 0) {
                        openTicks = openTicks == null ? new BitSet() : openTicks;
                        openTicks.set(ticks);
                    }
                    int past = close < 0 ? i + ticks : close + ticks;
                    for (int k = i; k < past; k++) {
                        if (out[k] == '\\' && k + 1 < end && out[k + 1] == '|') {
                            out[k] = s[SLASH];
                            out[k + 1] = s[BAR];
                        }
                    }
                    i = past - 1;
                } else if (c == '\\' && next == '|') {
                    out[i] = s[SLASH];
                    out[++i] = s[BAR];
                } else if (c == '[' && next == '[') {
                    i = link(out, s, i);
                } else if (c == '%' && next == '%' && !noMoreComments) {
                    int close = text.indexOf("%%", i + 2);
                    if (close < 0) {
                        open = Optional.of(i);
                        noMoreComments = true;
                        i++;
                    } else {
                        int past = ours(text, i, close + 2);
                        blank(out, i, past);
                        blanked.add(new Stretch(i, past));
                        i = past - 1;
                    }
                }
            }
            at = i + 1;
        }
        return Optional.of(new Mask(out, blanked, open, new String(s)));
    }

    private static int lineEnd(char[] in, int from) {
        int end = from;
        while (end < in.length && in[end] != '\n' && in[end] != '\r') {
            end++;
        }
        return end;
    }

    /**
     * Where the comment at {@code from} ends, with all that it marks as written by this program ({@link MarkedSection}): that is no word of
     * the user's. A mark that nothing ends marks everything below it, which is said.
     *
     * @param past first character behind the comment
     */
    private static int ours(String text, int from, int past) {
        if (!text.substring(from + 2, past - 2).strip().startsWith(MarkedSection.START)) {
            return past;
        }
        int open = text.indexOf("%%", past);
        while (open >= 0) {
            int close = text.indexOf("%%", open + 2);
            if (close < 0) {
                break;
            }
            if (text.substring(open + 2, close).strip().startsWith(MarkedSection.END)) {
                return close + 2;
            }
            open = text.indexOf("%%", open + 2);
        }
        return text.length();
    }

    /** Whether a stretch that was blanked was begun by a mark of ours that nothing ends. */
    static boolean unended(String text, Stretch blanked) {
        var stretch = blanked.of(text);
        return stretch.startsWith("%%") && stretch.substring(2).stripLeading().startsWith(MarkedSection.START) && !stretch.contains(MarkedSection.END);
    }

    /** Masks the wikilink that opens at {@code i}; returns the last character dealt with. */
    private static int link(char[] out, char[] s, int i) {
        for (int k = i + 2; k < out.length; k++) {
            char c = out[k];
            if (c == '\n' || c == '\r') {
                break;
            }
            if (c == '[') {
                return k > i + 2 ? k - 1 : i;
            }
            if (c == ']' && k + 1 < out.length && out[k + 1] == ']') {
                if (isBlank(out, i + 2, k)) {
                    return k + 1;
                }
                for (int m = i + 2; m < k; m++) {
                    if (out[m] == '|') {
                        out[m] = s[BAR];
                        if (out[m - 1] == '\\') {
                            out[m - 1] = s[SLASH];
                        }
                    }
                }
                out[i] = s[OPEN];
                out[i + 1] = s[OPEN2];
                out[k] = s[CLOSE];
                out[k + 1] = s[CLOSE2];
                return k + 1;
            }
        }
        // Not closed on this line: later brackets may still open a link of their own, but scanning again is only worth
        // it past this one.
        return i + 1;
    }

    private static boolean isBlank(char[] in, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Character.isWhitespace(in[i])) {
                return false;
            }
        }
        return true;
    }

    private static int run(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == text.charAt(from)) {
            at++;
        }
        return at - from;
    }

    private static int closingTicks(String text, int from, int end, int ticks) {
        int at = from;
        while (at < end) {
            if (text.charAt(at) == '`') {
                int run = run(text, at, end);
                if (run == ticks) {
                    return at;
                }
                at += run;
            } else {
                at++;
            }
        }
        return -1;
    }

    private static void blank(char[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            if (out[i] != '\n' && out[i] != '\r') {
                out[i] = ' ';
            }
        }
    }

    private static Optional<char[]> unused(char[] text) {
        boolean[] used = null;
        for (char c : text) {
            if (c >= FIRST_PRIVATE && c <= LAST_PRIVATE) {
                if (used == null) {
                    used = new boolean[LAST_PRIVATE - FIRST_PRIVATE + 1];
                }
                used[c - FIRST_PRIVATE] = true;
            }
        }
        var signs = new char[6];
        int found = 0;
        for (int i = 0; i <= LAST_PRIVATE - FIRST_PRIVATE && found < signs.length; i++) {
            if (used == null || !used[i]) {
                signs[found++] = (char) (FIRST_PRIVATE + i);
            }
        }
        return found == signs.length ? Optional.of(signs) : Optional.empty();
    }
}
