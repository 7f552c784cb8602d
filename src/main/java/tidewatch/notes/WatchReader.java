package tidewatch.notes;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads things to watch: WHAT, a window in brackets or in the words, and "for" EVIDENCE. */
final class WatchReader {
    private static final int LONGEST_SLUG = 40;

    private WatchReader() {}

    /** Clauses of a line after "Watch:", divided by semicolons; each becomes a watch item. */
    static void clauses(Draft draft, Section section, Run words, Rule rule, Confidence confidence) {
        int from = 0;
        int depth = 0;
        var plain = words.plain();
        int closing = plain.lastIndexOf(')');
        for (int i = 0; i <= plain.length(); i++) {
            char c = i < plain.length() ? plain.charAt(i) : ';';
            depth = c == '(' && i < closing ? depth + 1 : c == ')' ? Math.max(0, depth - 1) : depth;
            if (i == plain.length() || (c == ';' && depth == 0)) {
                item(draft, section, words.sub(from, i).strip(), Optional.empty(), rule, confidence);
                from = i + 1;
            }
        }
    }

    /**
     * One item.
     *
     * @param stated a window known from elsewhere, such as the date column; it beats the words
     */
    static void item(
            Draft draft, Section section, Run words, Optional<Window> stated, Rule rule, Confidence confidence) {
        item(draft, section, words, stated, rule, confidence, words.whole(), Optional.empty());
    }

    static void item(
            Draft draft,
            Section section,
            Run words,
            Optional<Window> stated,
            Rule rule,
            Confidence confidence,
            Stretch at,
            Optional<String> remark) {
        if (NameList.cleaned(words.plain()).isEmpty()) {
            return;
        }
        var dates = draft.dates.find(words.plain(), DateContext.Mode.FORWARD, section.asOf());
        dates.forEach(found -> doubt(draft, words, found));
        var window = stated.or(() -> window(words.plain(), dates));
        var plain = withoutMarks(words.plain(), dates);
        var s = Folded.of(plain);
        int from = s.startsWith("for ")
                ? 4
                : s.startsWith("watch for ") ? 10 : s.startsWith("watch: ") ? 7 : s.startsWith("watch ") ? 6 : 0;
        int open = s.indexOf('(', from);
        int close = open < 0 ? -1 : s.indexOf(')', open);
        int split = close > 0 ? s.indexOf("for ", close) : s.indexOf(" for ", from);
        int whatEnd = close > 0 ? open : split > 0 ? split : plain.length();
        if (close > 0
                && split < 0
                && NameList.cleaned(plain.substring(close + 1)).length() > 0) {
            // Words behind the bracket that are no evidence belong to WHAT.
            whatEnd = plain.length();
        }
        var what = Section.withoutBrackets(plain.substring(from, Math.max(from, whatEnd)))
                .strip();
        what = trimEnd(what);
        Optional<String> evidence = split < 0
                ? Optional.empty()
                : Optional.of(trimEnd(plain.substring(split + (close > 0 ? 4 : 5))))
                        .filter(e -> !e.isEmpty());
        if (NameList.cleaned(what).isEmpty()) {
            what = trimEnd(plain);
        }
        draft.add(new Claim.WatchItem(
                draft.source(at, section, confidence, rule),
                draft.slug(what),
                what,
                window,
                evidence.or(() -> remark)));
    }

    /** Says what is wrong with a date that cannot be used. */
    static void doubt(Draft draft, Run words, DatePhrase.Located found) {
        var at = words.at(found.start(), found.end());
        if (found.reading() instanceof DateReading.Refused refused) {
            draft.lint(Draft.Grade.CHECK, Rule.DATE_REFUSED, at, refused.reason());
        } else if (found.reading() instanceof DateReading.Ambiguous ambiguous) {
            draft.lint(Draft.Grade.CHECK, Rule.DATE_AMBIGUOUS, at, ambiguous.question());
        }
    }

    /** A task mark beats a bracket, a bracket beats the words. */
    private static Optional<Window> window(String plain, List<DatePhrase.Located> dates) {
        Optional<Window> bracketed = Optional.empty();
        Optional<Window> said = Optional.empty();
        for (var found : dates) {
            var window = found.reading().window();
            if (isMarked(found)) {
                return window;
            }
            int open = plain.lastIndexOf('(', found.start());
            boolean inside = open >= 0 && plain.indexOf(')', open) >= found.end() - 1;
            bracketed = bracketed.isEmpty() && inside ? window : bracketed;
            said = said.isEmpty() ? window : said;
        }
        return bracketed.isPresent() ? bracketed : said;
    }

    private static boolean isMarked(DatePhrase.Located found) {
        return found.reading() instanceof DateReading.Day day && day.mark().isPresent();
    }

    /** The words without the marks of task lists and without a date that stands in front: "2026-02-12 first hearing". */
    private static String withoutMarks(String plain, List<DatePhrase.Located> dates) {
        var out = new StringBuilder(plain);
        for (int i = dates.size() - 1; i >= 0; i--) {
            var found = dates.get(i);
            int wrapper = wrapper(plain, found.start());
            if (isMarked(found)) {
                out.delete(found.start(), found.end());
                trimMark(out, found.start());
            } else if (wrapper >= 0) {
                int end = found.end();
                while (end < plain.length() && ")}]".indexOf(plain.charAt(end)) >= 0) {
                    end++;
                }
                out.replace(wrapper, end, " ");
            } else if (found.start() == 0
                    && found.end() < plain.length()
                    && found.reading().window().isPresent()
                    && !(found.reading() instanceof DateReading.Event)) {
                var rest = plain.substring(found.end());
                int skip = 0;
                while (skip < rest.length() && " :-–—".indexOf(rest.charAt(skip)) >= 0) {
                    skip++;
                }
                if (skip > 0 && !NameList.cleaned(rest.substring(skip)).isEmpty() && rest.charAt(skip) != '(') {
                    out.delete(0, found.end() + skip);
                }
            }
        }
        var words = out.toString().strip();
        return NameList.cleaned(words).isEmpty() ? plain : words;
    }

    /** Where {@code @2026-01-28}, {@code @{2026-01-28}} or {@code [due:: 2026-01-28]} starts whose day starts here; -1 for plain words. */
    private static int wrapper(String plain, int day) {
        int at = day;
        if (at > 0 && plain.charAt(at - 1) == '{') {
            at--;
        }
        if (at > 0 && plain.charAt(at - 1) == '@') {
            return at - 1;
        }
        int open = Math.max(plain.lastIndexOf('[', day), plain.lastIndexOf('(', day));
        boolean field = open >= 0
                && plain.substring(open, day).stripTrailing().endsWith("::")
                && plain.indexOf(plain.charAt(open) == '[' ? ']' : ')', day) > 0;
        return field ? open : -1;
    }

    /** What is left of a mark at this position: its sign, the "@" or the brackets around it. */
    private static void trimMark(StringBuilder out, int at) {
        int start = at;
        while (start > 0
                && (NameKey.isSpace(out.charAt(start - 1))
                        || "(@{[".indexOf(out.charAt(start - 1)) >= 0
                        || MARKS.indexOf(out.charAt(start - 1)) >= 0)) {
            start--;
        }
        int end = at;
        while (end < out.length() && ")}]".indexOf(out.charAt(end)) >= 0) {
            end++;
        }
        out.replace(start, end, end < out.length() && start > 0 ? " " : "");
    }

    /** Both halves of the signs before a task's date, and the ones outside the first plane. */
    private static final String MARKS = "\ud83d\udcc5\udcc6\uddd3\udeeb\u23f3\u2795\u2705\u274c\u23f0\ufe0f";

    private static String trimEnd(String words) {
        int end = words.length();
        while (end > 0 && " .,;:".indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        return words.substring(0, end).strip();
    }

    /**
     * The stable short name of a watch item: key form, brackets dropped, letters and digits of any script kept, everything else a hyphen,
     * at most 40 characters cut at a word.
     */
    static String slug(String what) {
        var bare = Section.withoutBrackets(what);
        var key = NameKey.isAscii(bare)
                ? bare.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(bare, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var slug = new StringBuilder();
        int at = 0;
        while (at < key.length()) {
            int c = key.codePointAt(at);
            if (Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
            at += Character.charCount(c);
        }
        var whole = slug.toString();
        whole = whole.endsWith("-") ? whole.substring(0, whole.length() - 1) : whole;
        while (whole.length() > LONGEST_SLUG && whole.indexOf('-') >= 0) {
            whole = whole.substring(0, whole.lastIndexOf('-'));
        }
        var cut = whole.length() <= LONGEST_SLUG
                ? whole
                : whole.substring(
                        0,
                        whole.offsetByCodePoints(
                                0, Math.min(LONGEST_SLUG - 1, whole.codePointCount(0, whole.length()))));
        return cut.isEmpty() ? "item" : cut;
    }
}
