package tidewatch.notes.dates;

import java.util.Optional;
import java.util.StringJoiner;
import tidewatch.notes.dates.Tokens.Kind;
import tidewatch.notes.dates.Tokens.Token;

/**
 * Tokens with the words at them, and the tests that tell a number of a date from any other: money, per cents, signed
 * figures, names with digits, runs of days.
 */
final class Text {
    /** Tokens of the longest word that is looked for backwards. */
    private static final int LONGEST_WORD = 4;

    private final Tokens tokens;
    /** Of each token the words that begin with it, looked up once. */
    private final Words.Beginning[] words;

    private final boolean prose;

    /** @param prose stricter with doubtful forms than for a phrase typed by a person */
    Text(Tokens tokens, boolean prose) {
        this.tokens = tokens;
        this.prose = prose;
        this.words = new Words.Beginning[tokens.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = Words.bundled().beginning(tokens.get(i).text());
        }
    }

    boolean prose() {
        return prose;
    }

    Text asProse() {
        return new Text(tokens, true);
    }

    int size() {
        return tokens.size();
    }

    Token get(int i) {
        return tokens.get(i);
    }

    boolean has(int i) {
        return tokens.has(i);
    }

    boolean is(int i, String token) {
        return tokens.is(i, token);
    }

    /** Token i is there and touches the one before it. */
    boolean glued(int i) {
        return tokens.glued(i);
    }

    boolean number(int i) {
        return tokens.number(i);
    }

    /** Digits of the number at i; 0 where there is none. */
    int digits(int i) {
        return tokens.digits(i);
    }

    /** Value of the number at i; -1 where there is none. */
    int value(int i) {
        return tokens.value(i);
    }

    /** The longest word of the class at token i. */
    Optional<Words.Match> match(int i, String wordClass) {
        if (!tokens.has(i)) {
            return Optional.empty();
        }
        var same = words[i].classes().get(wordClass);
        return same == null ? Optional.empty() : Words.longest(same, tokens, i);
    }

    /** Where the longest word of the class at token i ends; i when there is none. */
    private int end(int i, String wordClass) {
        var same = tokens.has(i) ? words[i].classes().get(wordClass) : null;
        return same == null ? i : Words.end(same, tokens, i);
    }

    /** Where the longest word of the class at token i ends; i itself when there is none. */
    int skip(int i, String wordClass) {
        return end(i, wordClass);
    }

    boolean at(int i, String wordClass) {
        return end(i, wordClass) > i;
    }

    /** A word of the class ends just before token i. */
    boolean before(int i, String wordClass) {
        for (int start = Math.max(0, i - LONGEST_WORD); start < i; start++) {
            if (end(start, wordClass) == i) {
                return true;
            }
        }
        return false;
    }

    /** The tokens in lower case with one space between each two. */
    String words(int start, int end) {
        var out = new StringJoiner(" ");
        for (int i = start; i < end; i++) {
            out.add(tokens.get(i).text());
        }
        return out.toString();
    }

    /** The tokens as they were written. */
    String source(int start, int end) {
        return tokens.source(start, end);
    }

    /** Token i may begin an expression, as far as it and the next tell: most tokens of a text may not. */
    boolean promising(int i) {
        var here = words[i];
        if (here.first()) {
            return !here.joining() || number(i) || is(i, "q") || is(i, "h") || known(i + 1) || phrase(i);
        }
        return number(i) || is(i, "q") || is(i, "h");
    }

    /** Any token may begin one. */
    boolean promising() {
        for (int i = 0; i < words.length; i++) {
            if (promising(i)) {
                return true;
            }
        }
        return false;
    }

    /** A word of several tokens stands at i: "at least". */
    private boolean phrase(int i) {
        for (var same : words[i].classes().values()) {
            if (Words.end(same, tokens, i) > i + 1) {
                return true;
            }
        }
        return false;
    }

    private boolean known(int i) {
        return has(i) && (number(i) || is(i, "q") || is(i, "h") || !words[i].classes().isEmpty());
    }

    /** Token i cannot begin an expression: it belongs to money, a signed figure, a name, a word or a tag before it. */
    boolean unclean(int i) {
        if (get(i).kind() == Kind.NUMBER) {
            if (before(i, "number-name") || (i > 0 && currency(i - 1))) {
                return true;
            }
            return glued(i) && gluesBefore(i - 1);
        }
        if (get(i).latin() && glued(i) && i > 0) {
            var before = get(i - 1);
            return before.kind() == Kind.NUMBER
                    || before.kind() == Kind.FIGURE
                    || before.is("#")
                    || before.is("$")
                    || before.is("'")
                    || before.is(".")
                    || (before.is("/") && glued(i - 1) && i > 1 && get(i - 2).latin());
        }
        return false;
    }

    /** A number that touches this token is no date. */
    private boolean gluesBefore(int i) {
        var before = get(i);
        return before.latin()
                || before.kind() == Kind.NUMBER
                || before.kind() == Kind.FIGURE
                || "+-.#%&'<±".contains(before.text())
                || currency(i);
    }

    private boolean currency(int i) {
        return has(i) && "$€£¥₹₩".contains(get(i).text());
    }

    /** Nothing at {@code end} claims the number before it: no letter, per cent, currency or counted noun. */
    boolean clean(int end) {
        return !at(end, "counted") && cleanDay(end);
    }

    /** The same behind a whole date, which counts nothing: "2026-02-06 jobs report". */
    boolean cleanDay(int end) {
        if (!has(end)) {
            return true;
        }
        if (is(end, "%") || currency(end)) {
            return false;
        }
        if (!glued(end)) {
            return true;
        }
        if (get(end).latin() || get(end).kind() == Kind.FIGURE) {
            return false;
        }
        return !(is(end, "-") && glued(end + 1) && get(end + 1).latin() && prose());
    }

    boolean doubtful(int i) {
        return prose() && !before(i, "on");
    }

    boolean streak(int start, int end) {
        for (int i = Math.max(0, start - 3); i < start; i++) {
            if (at(i, "streak")) {
                return true;
            }
        }
        for (int i = end; i < Math.min(size(), end + 3); i++) {
            if (at(i, "streak")) {
                return true;
            }
        }
        return false;
    }
}
