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
        var plain = words.plain();
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || plain.charAt(i) == ';') {
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
        var plain = words.plain();
        if (NameList.cleaned(plain).isEmpty()) {
            return;
        }
        var s = CellGrammar.fold(plain);
        int from = s.startsWith("for ") ? 4 : 0;
        var window = stated;
        if (window.isEmpty()) {
            for (var found : draft.dates.find(plain, DateContext.Mode.FORWARD, section.asOf())) {
                switch (found.reading()) {
                    case DateReading.Refused refused ->
                        draft.lint(Draft.Grade.CHECK, Rule.DATE_REFUSED, words.at(found.start(), found.end()), refused.reason());
                    case DateReading.Ambiguous ambiguous ->
                        draft.lint(
                                Draft.Grade.CHECK, Rule.DATE_AMBIGUOUS, words.at(found.start(), found.end()), ambiguous.question());
                    default -> window = window.isPresent() ? window : found.reading().window();
                }
            }
        }
        int open = s.indexOf('(', from);
        int close = open < 0 ? -1 : s.indexOf(')', open);
        int split = close > 0 ? s.indexOf("for ", close) : s.indexOf(" for ", from);
        int whatEnd = close > 0 ? open : split > 0 ? split : plain.length();
        if (close > 0 && split < 0 && NameList.cleaned(plain.substring(close + 1)).length() > 0) {
            // Words behind the bracket that are no evidence belong to WHAT.
            whatEnd = plain.length();
        }
        var what = Section.withoutBrackets(plain.substring(from, Math.max(from, whatEnd))).strip();
        what = trimEnd(what);
        Optional<String> evidence = split < 0
                ? Optional.empty()
                : Optional.of(trimEnd(plain.substring(split + (close > 0 ? 4 : 5)))).filter(e -> !e.isEmpty());
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
        var key = Normalizer.normalize(Section.withoutBrackets(what), Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
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
        var parts = new ArrayList<>(List.of(slug.toString().split("-")));
        while (parts.size() > 1 && String.join("-", parts).length() > LONGEST_SLUG) {
            parts.removeLast();
        }
        var whole = String.join("-", parts);
        var cut = whole.length() <= LONGEST_SLUG ? whole : whole.substring(0, whole.offsetByCodePoints(0, Math.min(LONGEST_SLUG - 1, whole.codePointCount(0, whole.length()))));
        return cut.isEmpty() ? "item" : cut;
    }
}
