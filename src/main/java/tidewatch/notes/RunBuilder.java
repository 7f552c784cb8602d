package tidewatch.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the characters of a run; when done, wikilinks are found among the masked signs and get their shown words. */
final class RunBuilder {
    private final String text;
    private final Mask mask;
    private final StringBuilder plain = new StringBuilder();
    private int[] from = new int[64];
    private int[] to = new int[64];
    private final List<Run.Mark> marks = new ArrayList<>();

    RunBuilder(String text, Mask mask) {
        this.text = text;
        this.mask = mask;
    }

    int size() {
        return plain.length();
    }

    int lastEnd() {
        return plain.isEmpty() ? 0 : to[plain.length() - 1];
    }

    void add(char c, int start, int end) {
        int n = plain.length();
        if (n == from.length) {
            from = Arrays.copyOf(from, n * 2);
            to = Arrays.copyOf(to, n * 2);
        }
        from[n] = start;
        to[n] = end;
        plain.append(c);
    }

    /** The last character also stands for markup up to this offset. */
    void reachTo(int end) {
        if (!plain.isEmpty()) {
            to[plain.length() - 1] = Math.max(to[plain.length() - 1], end);
        }
    }

    /** The characters from here on stand for all of this stretch: words of a link with its address. */
    void widen(int start, Stretch at) {
        if (plain.length() > start) {
            from[start] = Math.min(from[start], at.start());
            reachTo(at.end());
        }
    }

    void mark(Run.Kind kind, int start, String target, Optional<String> heading) {
        if (plain.length() > start) {
            marks.add(new Run.Mark(kind, start, plain.length(), target, heading));
        }
    }

    Run run() {
        var s = mask.signs();
        if (!hasSigns(s) && plain.indexOf("~~") < 0 && plain.indexOf(" ^") < 0) {
            return new Run(
                    plain.toString(),
                    Arrays.copyOf(from, plain.length()),
                    Arrays.copyOf(to, plain.length()),
                    List.copyOf(marks));
        }
        return links(s);
    }

    private boolean hasSigns(String s) {
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (s.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Replaces each masked link by its shown words, drops strike marks and block addresses, and unmasks the rest. */
    private Run links(String s) {
        var out = new RunBuilder(text, mask);
        int[] moved = new int[plain.length() + 1];
        var found = new ArrayList<Run.Mark>();
        int struck = -1;
        int length = plain.length();
        int address = addressStart();
        int i = 0;
        while (i < length) {
            moved[i] = out.size();
            char c = plain.charAt(i);
            if (c == s.charAt(Mask.OPEN) && !inCode(i)) {
                int close = plain.indexOf(String.valueOf(s.charAt(Mask.CLOSE)), i);
                int end = close < 0 ? i + 2 : Math.min(length, close + 2);
                if (close > 0) {
                    boolean embed = i > 0 && plain.charAt(i - 1) == '!' && out.size() > 0;
                    if (embed) {
                        out.drop();
                    }
                    found.add(link(out, from[i] - (embed ? 1 : 0), to[end - 1], embed));
                }
                for (int k = i; k < end; k++) {
                    moved[k] = out.size();
                }
                i = end;
            } else if (c == '~' && i + 1 < length && plain.charAt(i + 1) == '~' && !inCode(i)) {
                if (struck < 0) {
                    struck = out.size();
                } else {
                    if (out.size() > struck) {
                        found.add(new Run.Mark(Run.Kind.STRUCK, struck, out.size(), "", Optional.empty()));
                    }
                    struck = -1;
                }
                moved[i + 1] = out.size();
                i += 2;
            } else if (i == address) {
                for (int k = i; k < length; k++) {
                    moved[k] = out.size();
                }
                out.reachTo(to[length - 1]);
                i = length;
            } else if (c == s.charAt(Mask.SLASH)) {
                moved[i] = out.size();
                i++;
            } else {
                out.add(unmasked(c, s), from[i], to[i]);
                i++;
            }
        }
        moved[length] = out.size();
        for (var mark : marks) {
            if (moved[mark.end()] > moved[mark.start()]) {
                found.add(new Run.Mark(
                        mark.kind(), moved[mark.start()], moved[mark.end()], mark.target(), mark.heading()));
            }
        }
        found.sort(Comparator.comparingInt(Run.Mark::start));
        return new Run(
                out.plain.toString(),
                Arrays.copyOf(out.from, out.size()),
                Arrays.copyOf(out.to, out.size()),
                List.copyOf(found));
    }

    /** Adds the shown words of the link between these offsets of the note and says what it leads to. */
    private Run.Mark link(RunBuilder out, int start, int end, boolean embed) {
        var inner = text.substring(start + (embed ? 3 : 2), Math.max(start + (embed ? 3 : 2), end - 2));
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
        int at = out.size();
        for (int k = 0; k < shown.length(); k++) {
            out.add(shown.charAt(k), start, end);
        }
        return new Run.Mark(embed ? Run.Kind.EMBED : Run.Kind.WIKILINK, at, out.size(), file, heading);
    }

    private void drop() {
        plain.setLength(plain.length() - 1);
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
        int caret = plain.lastIndexOf(" ^");
        if (caret < 0 || caret + 2 >= plain.length()) {
            return plain.length();
        }
        for (int i = caret + 2; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) {
                return plain.length();
            }
        }
        return caret;
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
