package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names out of a cell or clause. It is tried whole first (S&P 500, AT&T, Johnson & Johnson), then split at slashes, commas, "and" and
 * "&". A ticker in brackets or with a dollar sign belongs to the name beside it.
 */
final class NameList {
    private static final Dictionary KNOWN = Dictionary.bundled();

    private NameList() {}

    /** The one name of a cell, or several when the cell lists known ones; empty for a blank cell. */
    static List<Name> inEntityCell(Run cell) {
        var whole = whole(cell);
        if (whole.isEmpty()) {
            return List.of();
        }
        var links = cell.marks().stream().filter(Run.Mark::isLink).count();
        if (links <= 1
                && (links == 1
                        || KNOWN.knows(whole.get().text())
                        || whole.get().ticker().isPresent())) {
            return List.of(whole.get());
        }
        var parts = split(cell);
        boolean several = parts.size() > 1
                && parts.stream()
                        .allMatch(p -> p.link().isPresent() || p.ticker().isPresent() || KNOWN.knows(p.text()));
        return several ? parts : List.of(whole.get());
    }

    /** Every name of a list: "Mag 7, high-growth tech, and AI momentum plays". */
    static List<Name> list(Run words) {
        var whole = whole(words);
        if (whole.isEmpty()) {
            return List.of();
        }
        boolean one = words.marks().stream().filter(Run.Mark::isLink).count() <= 1
                && KNOWN.knows(whole.get().text());
        return one ? List.of(whole.get()) : split(words);
    }

    /** A name and the ticker written in its words. */
    static Name single(Name name) {
        if (name.ticker().isPresent()) {
            return name;
        }
        var text = name.text();
        int open = text.lastIndexOf('(');
        int close = text.indexOf(')', Math.max(0, open));
        if (open >= 0 && close > open) {
            var inner = text.substring(open + 1, close).strip();
            int colon = inner.lastIndexOf(':');
            var symbol = (colon >= 0 ? inner.substring(colon + 1) : inner).strip();
            symbol = symbol.startsWith("$") ? symbol.substring(1) : symbol;
            boolean sure = inner.startsWith("$")
                    || colon >= 0
                    || KNOWN.ticker(symbol).isPresent()
                    || !KNOWN.isStopWord(symbol);
            if (isTicker(symbol) && sure) {
                var rest = (text.substring(0, open) + text.substring(close + 1)).strip();
                return new Name(rest.isEmpty() ? symbol : rest, name.link(), Optional.of(symbol));
            }
        }
        int dollar = text.indexOf('$');
        if (dollar >= 0 && dollar + 1 < text.length()) {
            int end = dollar + 1;
            while (end < text.length()
                    && ((text.charAt(end) >= 'A' && text.charAt(end) <= 'Z') || text.charAt(end) == '.')) {
                end++;
            }
            var symbol = text.substring(dollar + 1, end);
            if (isTicker(symbol)) {
                var rest = (text.substring(0, dollar) + text.substring(end)).strip();
                return new Name(rest.isEmpty() ? symbol : rest, name.link(), Optional.of(symbol));
            }
        }
        return name;
    }

    /** {@code NVDA}, {@code BRK.B}, {@code WAF.DE}; digits only with the letters of an exchange behind them, as {@code 3436.T} has. */
    static boolean isTicker(String word) {
        int dot = word.indexOf('.');
        var head = dot > 0 ? word.substring(0, dot) : word;
        return !head.isEmpty()
                && head.length() <= 5
                && head.chars().allMatch(c -> c >= 'A' && c <= 'Z')
                && (dot < 0 || (dot > 0 && word.length() - dot <= 3))
                || isNumbered(head, dot > 0 ? word.substring(dot + 1) : "");
    }

    private static boolean isNumbered(String head, String exchange) {
        return head.length() >= 4
                && head.length() <= 6
                && head.chars().allMatch(c -> c >= '0' && c <= '9')
                && !exchange.isEmpty()
                && exchange.length() <= 3
                && exchange.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static Optional<Name> whole(Run words) {
        var text = cleaned(words.plain());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var link = words.linkIn(0, words.length()).map(Run.Mark::target).filter(t -> !t.isBlank());
        return Optional.of(single(new Name(text, link, Optional.empty())));
    }

    private static List<Name> split(Run words) {
        var names = new ArrayList<Name>();
        var s = Folded.of(words.plain());
        int from = 0;
        int depth = 0;
        int at = 0;
        while (at <= s.length()) {
            char c = at < s.length() ? s.charAt(at) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            int width = 0;
            int here = at;
            boolean linked = words.marks().stream().anyMatch(m -> m.isLink() && m.start() < here && here < m.end());
            if (at == s.length()) {
                width = 1;
            } else if (!linked && depth <= 0) {
                if (c == ',' || c == ';' || c == '/' || c == '、' || c == '，') {
                    width = 1;
                } else if (c == ' ') {
                    width = s.startsWith(" and ", at)
                            ? 5
                            : s.startsWith(" & ", at)
                                    ? 3
                                    : s.startsWith(" + ", at) ? 3 : s.startsWith(" plus ", at) ? 6 : 0;
                }
            }
            // A joint inside a known name is no joint: "metals and mining", "S&P 500".
            if (width > 0 && at < s.length() && isInsideKnownName(words.plain(), from, at, width)) {
                width = 0;
            }
            if (width > 0) {
                add(words.sub(from, Math.min(at, s.length())).strip(), names);
                at += width;
                from = Math.min(at, s.length());
                // ", and " is one joint.
                if (s.startsWith(" and ", from)) {
                    from += 5;
                    at = from;
                } else if (s.startsWith("and ", from)) {
                    from += 4;
                    at = from;
                }
                continue;
            }
            at++;
        }
        return names;
    }

    private static boolean isInsideKnownName(String text, int from, int at, int width) {
        int end = at + width;
        while (end < text.length() && ",;/".indexOf(text.charAt(end)) < 0 && !text.startsWith(" and ", end)) {
            end++;
        }
        return end > at + width
                && !KNOWN.named(cleaned(text.substring(from, end))).isEmpty();
    }

    private static void add(Run part, List<Name> names) {
        whole(part).ifPresent(names::add);
    }

    /** Without the marks people put around names: emoji, bullets, a final full stop. */
    static String cleaned(String words) {
        int a = 0;
        int b = words.length();
        while (a < b) {
            int c = words.codePointAt(a);
            if (Character.isLetterOrDigit(c) || c == '$' || c == '(' || c == '[') {
                break;
            }
            a += Character.charCount(c);
        }
        while (b > a) {
            int c = words.codePointBefore(b);
            if (Character.isLetterOrDigit(c) || c == ')' || c == ']' || c == '+' || c == '!') {
                break;
            }
            b -= Character.charCount(c);
        }
        return words.substring(a, b);
    }
}
