package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.CellReading.Doubt;
import tidewatch.notes.CellReading.Figure;

/** One pass over one item of a cell. */
final class FigureScan {
    private static final double INF = Double.POSITIVE_INFINITY;

    private record UnitWord(String word, Amount.Unit unit) {}

    private static final List<UnitWord> UNITS = List.of(
            new UnitWord("percentage points", Amount.Unit.POINTS),
            new UnitWord("percent", Amount.Unit.PERCENT),
            new UnitWord("pct", Amount.Unit.PERCENT),
            new UnitWord("%", Amount.Unit.PERCENT),
            new UnitWord("ppt", Amount.Unit.POINTS),
            new UnitWord("pp", Amount.Unit.POINTS),
            new UnitWord("bps", Amount.Unit.BASIS_POINTS),
            new UnitWord("bp", Amount.Unit.BASIS_POINTS),
            new UnitWord("pts", Amount.Unit.PRICE),
            new UnitWord("points", Amount.Unit.PRICE),
            new UnitWord("×", Amount.Unit.FACTOR),
            new UnitWord("x", Amount.Unit.FACTOR));

    private static final List<String> SCALES =
            List.of("trillion", "billion", "million", "thousand", "tn", "bn", "mn", "k", "m", "b", "t");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /**
     * Whether a number with the first letter of a unit behind it stands in this part: where none does, a sentence holds no figure. Most
     * numbers of notes are days, years and money.
     */
    static boolean mayHoldFigure(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Folded.isDigit(s.charAt(i))) {
                int next = i + 1;
                while (next < s.length() && Folded.isDigit(s.charAt(next))) {
                    next++;
                }
                next = Folded.skipSpaces(s, next);
                if (next < s.length() && "%pb×x".indexOf(s.charAt(next)) >= 0) {
                    return true;
                }
                i = next - 1;
            }
        }
        return false;
    }

    /** A figure, or why there is none, or both with a doubt. */
    record Outcome(@Nullable Figure item, @Nullable Doubt why) {
        static final Outcome NONE = new Outcome(null, null);

        Optional<Doubt> doubt() {
            return Optional.ofNullable(why);
        }
    }

    private final Vocabulary words;
    private final String s;
    private final String raw;
    private final int end;
    private final Optional<Amount.Unit> headerUnit;
    private int at;
    private boolean approximate;
    private int bound;
    private int arrow;
    private int dir;
    private char sign;
    private boolean money;
    private Optional<String> period = Optional.empty();
    private @Nullable Doubt doubt;
    private Confidence confidence = Confidence.SURE;
    /** The amount in front of a per cent in brackets. */
    private Optional<String> aside = Optional.empty();

    FigureScan(Vocabulary words, String s, String raw, int start, int end, Optional<Amount.Unit> headerUnit) {
        this.words = words;
        this.s = s;
        this.raw = raw;
        this.at = start;
        this.end = end;
        this.headerUnit = headerUnit;
    }

    /** How far the scan came: one past the last character it read. */
    int end() {
        return at;
    }

    Outcome figure() {
        if (!prefix()) {
            return Outcome.NONE;
        }
        boolean accounting = at < end && s.charAt(at) == '(';
        if (accounting) {
            at++;
            if (sign == 0 && at < end && (s.charAt(at) == '-' || s.charAt(at) == '+')) {
                sign = s.charAt(at++);
                accounting = false;
            }
        }
        boolean bracketed = (at > 0 && s.charAt(at - 1) == '(') || accounting;
        var amount = amount();
        if (amount == null) {
            return new Outcome(null, doubt);
        }
        if (bracketed || (at < end && s.charAt(at) == ')' && openBefore())) {
            at = at < end && s.charAt(at) == ')' ? at + 1 : at;
        }
        if (accounting && sign == 0) {
            amount = negated(amount);
            confidence = Confidence.GUESS;
            doubt = new Doubt(Rule.MOVE_DOUBTFUL, "in brackets may be a minus: write the sign");
        }
        return tail(amount);
    }

    private boolean openBefore() {
        int open = s.lastIndexOf('(', at - 1);
        return open >= 0 && s.indexOf(')', open) >= at;
    }

    /** A figure that a sentence holds: nothing behind it is read but "vs" and a name, or a period. */
    @Nullable
    Figure figureInProse() {
        if (!prefix() || money) {
            return null;
        }
        var amount = amount();
        if (amount == null || (amount.sign() == Amount.Sign.UNSIGNED && suffixDirection() == 0)) {
            return null;
        }
        if (amount.unit() == Amount.Unit.FACTOR || amount.unit() == Amount.Unit.PRICE) {
            return null;
        }
        Optional<Stretch> against = Optional.empty();
        while (against.isEmpty()) {
            int next = Folded.skipSpaces(s, at);
            // "over" is also a word of comparison.
            int counted = period.isEmpty() ? PeriodWords.behind(s, next, end) : -1;
            if (counted > 0) {
                period = Optional.of(raw.substring(next, counted));
                at = counted;
                continue;
            }
            var vs = next < end ? words.at(WordKind.RELATIVE, s, next) : Optional.<Vocabulary.Hit>empty();
            if (vs.isPresent()) {
                int from = Folded.skipSpaces(s, vs.get().end());
                int to = from;
                while (to < end && ",;.()".indexOf(s.charAt(to)) < 0) {
                    to++;
                }
                if (holdsFigure(from)) {
                    // "RUT +3% vs SPX +1%" are two moves, each of its own.
                    break;
                }
                if (to > from && words.wordHit(WordKind.NO_BENCHMARK, "TIME", s.substring(from, to))) {
                    if (!vs.get().role().equals("ABOVE") || period.isPresent()) {
                        return null;
                    }
                    period = Optional.of(raw.substring(next, to).strip());
                    at = to;
                    continue;
                }
                boolean name = to > from
                        && Character.isLetter(s.charAt(from))
                        && !words.wordHit(WordKind.NO_BENCHMARK, s.substring(from, to));
                if (!name) {
                    return null;
                }
                against = Optional.of(new Stretch(from, benchmarkEnd(from, to)));
                at = to;
                amount = relative(
                        amount,
                        vs.get().role().equals("BEHIND")
                                ? -1
                                : s.startsWith("ahead", vs.get().start()) ? 1 : 0);
            } else if (period.isEmpty()
                    && next < end
                    && words.at(WordKind.PERIOD, s, next).isPresent()) {
                int stop = words.at(WordKind.PERIOD, s, next).orElseThrow().end();
                period = Optional.of(raw.substring(next, stop));
                at = stop;
            } else if (period.isEmpty() && next < end && s.charAt(next) == '(' && bracketed(next).isPresent()) {
                period = bracketed(next);
                at = s.indexOf(')', next) + 1;
            } else if (period.isEmpty() && s.startsWith("since ", next)) {
                int stop = next;
                while (stop < end
                        && "(;,.".indexOf(s.charAt(stop)) < 0
                        && !(s.charAt(stop) == ' '
                                && words.at(WordKind.RELATIVE, s, stop + 1).isPresent())) {
                    stop++;
                }
                period = Optional.of(raw.substring(next, stop).strip());
                at = stop;
            } else {
                break;
            }
        }
        return new Figure(amount, against, period, Optional.empty(), Confidence.LIKELY);
    }

    /** A window alone in brackets: "+6% (over 5 sessions)". */
    private Optional<String> bracketed(int open) {
        int close = s.indexOf(')', open);
        var said = close < 0 || close >= end ? "" : raw.substring(open + 1, close);
        return PeriodWords.only(said, words) ? Optional.of(said.strip()) : Optional.empty();
    }

    /** Whether the name behind "vs" comes with a figure of its own before the next comma or bracket. */
    private boolean holdsFigure(int from) {
        for (int i = from; i < end && ",;)".indexOf(s.charAt(i)) < 0; i++) {
            if (s.charAt(i) == '(' && s.indexOf(')', i) > 0) {
                // "vs FANG (Diamondback) +40%"
                i = s.indexOf(')', i);
                continue;
            }
            char c = s.charAt(i);
            if (c == '%' || (c == '.' && i + 1 < end && s.charAt(i + 1) == ' ')) {
                return c == '%';
            }
            boolean signed = (c == '+' || c == '-') && i + 1 < end && Folded.isDigit(s.charAt(i + 1));
            if (signed && (s.charAt(i - 1) == ' ' || s.charAt(i - 1) == ']')) {
                return true;
            }
        }
        return false;
    }

    private static final List<String> BEHIND_BENCHMARK = List.of(
            " in ", " on ", " since ", " over ", " as ", " for ", " while ", " after ", " with ", " at ", " from ",
            " this ", " last ", " but ", " because ", " amid ", " - ", ":");

    /** Where a benchmark's name ends in a sentence: before a period or a word that starts the rest. */
    private int benchmarkEnd(int from, int to) {
        int stop = to;
        for (var word : BEHIND_BENCHMARK) {
            int at = s.indexOf(word, from);
            stop = at > from ? Math.min(stop, at) : stop;
        }
        while (stop > from && s.charAt(stop - 1) == ' ') {
            stop--;
        }
        return periodBehind(from, stop);
    }

    /** A direction behind an unsigned number: "3% lower". */
    private int suffixDirection() {
        int next = Folded.skipSpaces(s, at);
        var hit = next < end ? words.at(WordKind.DIRECTION, s, next) : Optional.<Vocabulary.Hit>empty();
        return hit.map(h -> h.role().equals("UP") ? 1 : -1).orElse(0);
    }

    private boolean prefix() {
        while (true) {
            at = Folded.skipSpaces(s, at);
            if (at >= end) {
                return false;
            }
            char c = s.charAt(at);
            if (Folded.isDigit(c) || c == '(') {
                // "1W: -3%" starts with a digit and is a period.
                if (Folded.isDigit(c) && period.isEmpty() && sign == 0 && periodAhead()) {
                    continue;
                }
                return true;
            }
            int pointed = Folded.isArrow(c);
            if (pointed != 0) {
                arrow = pointed;
                at++;
                continue;
            }
            if ((c == '+' || c == '-' || c == '±') && sign == 0) {
                sign = c;
                at++;
                continue;
            }
            var currency = LevelGrammar.currency(s, at);
            if (currency.isPresent() && !money) {
                money = true;
                at += currency.get().length();
                continue;
            }
            if (Character.isSurrogate(c) || Folded.isSymbol(c)) {
                var hit = words.at(WordKind.APPROXIMATE, s, at).or(() -> boundHit());
                if (hit.isPresent()) {
                    continueWith(hit.get());
                    continue;
                }
                if (Character.isSurrogate(c) || Character.getType(c) == Character.OTHER_SYMBOL) {
                    at++;
                    continue;
                }
                return false;
            }
            if (period.isEmpty() && periodAhead()) {
                continue;
            }
            var bounded = boundHit();
            if (bounded.isPresent()) {
                continueWith(bounded.get());
                continue;
            }
            var about = words.at(WordKind.APPROXIMATE, s, at);
            if (about.isPresent()) {
                continueWith(about.get());
                continue;
            }
            var direction = words.at(WordKind.DIRECTION, s, at);
            if (direction.isPresent() && dir == 0) {
                dir = direction.get().role().equals("UP") ? 1 : -1;
                at = direction.get().end();
                if (s.startsWith(" by ", at)) {
                    at += 4;
                }
                continue;
            }
            return false;
        }
    }

    private Optional<Vocabulary.Hit> boundHit() {
        var least = words.at(WordKind.AT_LEAST, s, at);
        return least.isPresent() ? least : words.at(WordKind.AT_MOST, s, at);
    }

    private void continueWith(Vocabulary.Hit hit) {
        if (words.at(WordKind.AT_LEAST, s, at).isPresent()) {
            bound = 1;
        } else if (words.at(WordKind.AT_MOST, s, at).isPresent()) {
            bound = -1;
        } else {
            approximate = true;
        }
        at = hit.end();
    }

    private boolean periodAhead() {
        var hit = words.at(WordKind.PERIOD, s, at);
        if (hit.isEmpty()) {
            return false;
        }
        int next = Folded.skipSpaces(s, hit.get().end());
        period = Optional.of(raw.substring(at, hit.get().end()));
        at = next < end && s.charAt(next) == ':' ? next + 1 : next;
        return true;
    }

    private @Nullable Amount amount() {
        int start = at;
        var first = WrittenNumber.at(s, at);
        if (first == null) {
            return null;
        }
        if (first.decimalComma()) {
            doubt = new Doubt(Rule.MOVE_UNREAD, "may have a decimal comma: write a point");
            return null;
        }
        at = first.end();
        if (money && isScale()) {
            return null;
        }
        var unit = unit();
        WrittenNumber second = null;
        char secondSign = 0;
        boolean to = false;
        int mark = at;
        int next = Folded.skipSpaces(s, at);
        if (next < end) {
            int after = -1;
            if (s.charAt(next) == '-') {
                after = next + 1;
            } else if (s.startsWith("..", next)) {
                after = next + 2;
            } else if (s.startsWith("to ", next) || s.startsWith("through ", next)) {
                after = next + (s.charAt(next + 1) == 'o' ? 3 : 8);
                to = true;
            }
            if (after > 0) {
                after = Folded.skipSpaces(s, after);
                if (after < end && (s.charAt(after) == '+' || s.charAt(after) == '-')) {
                    secondSign = s.charAt(after);
                    after = Folded.skipSpaces(s, after + 1);
                }
                var currency = LevelGrammar.currency(s, after);
                after += currency.isPresent() ? currency.get().length() : 0;
                second = after < end ? WrittenNumber.at(s, after) : null;
                // "+5.6% to $233.65", "rose 57% to 811": where it came to, no range.
                boolean arrived = to && second != null && unit != null && !money
                        && (currency.isPresent() || unitAt(second.end()) != unit);
                if (second != null && !second.decimalComma() && !arrived) {
                    at = second.end();
                    var own = unit();
                    unit = own == null ? unit : own;
                } else {
                    second = null;
                    at = mark;
                }
            }
        }
        if (unit == null && money) {
            unit = Amount.Unit.PRICE;
        }
        if (unit == null && second == null && bracketAhead()) {
            // "-65,000 (-24%)": the amount, then its per cent.
            var inner = new FigureScan(words, s, raw, Folded.skipSpaces(s, at) + 1, end, Optional.empty());
            if (inner.prefix()) {
                var share = inner.amount();
                if (share != null && inner.at < end && s.charAt(inner.at) == ')') {
                    aside = Optional.of((sign == 0 ? "" : sign) + raw.substring(start, first.end()));
                    at = inner.at + 1;
                    return share;
                }
            }
        }
        if (unit == null) {
            unit = headerUnit.orElse(null);
        }
        if (unit == null) {
            return null;
        }
        if (at < end && s.charAt(at) == '+') {
            bound = 1;
            at++;
        }
        if (sign == 0 && dir == 0 && arrow == 0) {
            int next2 = Folded.skipSpaces(s, at);
            var hit = next2 < end ? words.at(WordKind.DIRECTION, s, next2) : Optional.<Vocabulary.Hit>empty();
            if (hit.isPresent()) {
                dir = hit.get().role().equals("UP") ? 1 : -1;
                at = hit.get().end();
            }
        }
        return build(first, second, secondSign, to, unit);
    }

    private boolean bracketAhead() {
        int next = Folded.skipSpaces(s, at);
        return next < end && s.charAt(next) == '(';
    }

    private Amount build(
            WrittenNumber first, @Nullable WrittenNumber second, char secondSign, boolean to, Amount.Unit unit) {
        int way = dir != 0 ? dir : arrow;
        int signed = sign == '-' ? -1 : sign == '+' ? 1 : 0;
        if (signed != 0 && way != 0 && signed != way) {
            confidence = Confidence.GUESS;
            doubt = new Doubt(Rule.MOVE_DOUBTFUL, "has a sign and a direction that disagree");
        }
        int s1 = signed != 0 ? signed : way;
        var kind = sign == '±' ? Amount.Sign.EITHER_WAY : s1 != 0 ? Amount.Sign.SIGNED : Amount.Sign.UNSIGNED;
        if (first.value() == 0 && second == null) {
            kind = Amount.Sign.SIGNED;
        }
        double a = first.value() * (s1 < 0 ? -1 : 1);
        if (second == null) {
            // "up to 50%" and "at least 5%" bound the size: for a written minus the sides change places.
            double low = WrittenNumber.edge(a, -1, first.decimals());
            double high = WrittenNumber.edge(a, 1, first.decimals());
            if (bound != 0) {
                boolean up = (bound > 0) == (s1 >= 0);
                low = up ? a : -INF;
                high = up ? INF : a;
            }
            return new Amount(a, low, high, unit, kind, first.decimals(), approximate);
        }
        int s2 = secondSign == '-' ? -1 : secondSign == '+' ? 1 : to && dir == 0 && arrow == 0 ? 1 : s1;
        if (to && s1 < 0 && secondSign == 0 && dir == 0 && arrow == 0) {
            doubt = new Doubt(Rule.MOVE_DOUBTFUL, "runs from minus to plus: write both signs");
        }
        if (kind == Amount.Sign.UNSIGNED && secondSign != 0) {
            kind = Amount.Sign.SIGNED;
        }
        double b = second.value() * (s2 < 0 ? -1 : 1);
        int decimals = Math.max(first.decimals(), second.decimals());
        return new Amount((a + b) / 2, Math.min(a, b), Math.max(a, b), unit, kind, decimals, approximate);
    }

    private Amount negated(Amount a) {
        return new Amount(-a.value(), -a.high(), -a.low(), a.unit(), Amount.Sign.SIGNED, a.decimals(), a.approximate());
    }

    private boolean isScale() {
        int next = Folded.skipSpaces(s, at);
        for (var scale : SCALES) {
            if (s.startsWith(scale, next)
                    && (next + scale.length() >= s.length()
                            || !Character.isLetterOrDigit(s.charAt(next + scale.length())))) {
                return true;
            }
        }
        return false;
    }

    private Amount.@Nullable Unit unitAt(int from) {
        int mark = at;
        at = from;
        var found = unit();
        at = mark;
        return found;
    }

    private Amount.@Nullable Unit unit() {
        int next = Folded.skipSpaces(s, at);
        if (next >= end) {
            return null;
        }
        for (var entry : UNITS) {
            if (s.startsWith(entry.word, next)) {
                int stop = next + entry.word.length();
                boolean letters = Character.isLetter(entry.word.charAt(entry.word.length() - 1));
                if (stop <= end && (!letters || stop >= s.length() || !Character.isLetterOrDigit(s.charAt(stop)))) {
                    at = stop;
                    return entry.unit;
                }
            }
        }
        return null;
    }

    /** What may stand behind a figure: period, brackets, "from", "vs" and a name; else words that belong to it, LIKELY. */
    private Outcome tail(Amount read) {
        var amount = read;
        Optional<Stretch> against = Optional.empty();
        var context = new ArrayList<String>();
        aside.ifPresent(context::add);
        while (true) {
            at = Folded.skipSpaces(s, at);
            if (at >= end) {
                break;
            }
            var p = words.at(WordKind.PERIOD, s, at);
            if (p.isPresent()) {
                var said = raw.substring(at, p.get().end());
                period = period.isPresent() ? period : Optional.of(said);
                at = p.get().end();
                continue;
            }
            if (s.charAt(at) == '(') {
                int close = s.indexOf(')', at);
                int stop = close < 0 || close >= end ? end : close;
                var said = raw.substring(at + 1, stop).strip();
                boolean named = period.isEmpty() && PeriodWords.only(said, words);
                period = period.isPresent() ? period : PeriodWords.of(said, words);
                if (!named && !said.isEmpty()) {
                    context.add(said);
                }
                at = Math.min(end, stop + 1);
                continue;
            }
            int counted = period.isEmpty() ? PeriodWords.behind(s, at, end) : -1;
            if (counted > 0) {
                period = Optional.of(raw.substring(at, counted));
                at = counted;
                continue;
            }
            var vs = words.at(WordKind.RELATIVE, s, at);
            if (vs.isPresent() && against.isEmpty()) {
                int from = Folded.skipSpaces(s, vs.get().end());
                int stop = from;
                while (stop < end
                        && "(;,".indexOf(s.charAt(stop)) < 0
                        && !(s.charAt(stop) == ' ' && PeriodWords.behind(s, stop + 1, end) > 0)) {
                    stop++;
                }
                if (holdsFigure(from)) {
                    context.add(raw.substring(at, end).strip());
                    confidence = confidence == Confidence.SURE ? Confidence.LIKELY : confidence;
                    at = end;
                    continue;
                }
                boolean name = stop > from && Character.isLetter(s.charAt(from));
                if (!name || words.wordHit(WordKind.NO_BENCHMARK, s.substring(from, stop))) {
                    return Outcome.NONE;
                }
                while (stop > from && s.charAt(stop - 1) == ' ') {
                    stop--;
                }
                int cut = periodBehind(from, stop);
                against = Optional.of(new Stretch(from, cut));
                at = stop;
                amount = relative(
                        amount,
                        vs.get().role().equals("BEHIND")
                                ? -1
                                : s.startsWith("ahead", vs.get().start()) ? 1 : 0);
                continue;
            }
            boolean dated = s.startsWith("since ", at)
                    || s.startsWith("in ", at)
                    || (s.startsWith("on ", at) && at + 3 < end && dateLike(at + 3));
            if (dated && period.isEmpty()) {
                int stop = at;
                while (stop < end
                        && "(;,".indexOf(s.charAt(stop)) < 0
                        && !(s.charAt(stop) == ' '
                                && words.at(WordKind.RELATIVE, s, stop + 1).isPresent())) {
                    stop++;
                }
                period = Optional.of(raw.substring(at, stop).strip());
                at = stop;
                continue;
            }
            if (period.isEmpty() && s.charAt(at) == ',' && PeriodWords.only(raw.substring(at + 1, end), words)) {
                period = Optional.of(raw.substring(at + 1, end).strip());
                at = end;
                continue;
            }
            // Words behind a figure: "-3% on weak guidance" is a move, "12% of revenue" and "25x earnings" are none.
            var rest = s.substring(at, end);
            boolean multiple = amount.unit() == Amount.Unit.FACTOR;
            if (rest.startsWith("of ") || multiple || startsWithVeto(rest) || Character.isDigit(rest.charAt(0))) {
                return Outcome.NONE;
            }
            // A slash or semicolon and another figure: several items, read one by one.
            if (rest.charAt(0) == '/' || rest.charAt(0) == ';' || (rest.charAt(0) == ',' && figureBehind(rest))) {
                return Outcome.NONE;
            }
            context.add(raw.substring(at, end).strip());
            confidence = confidence == Confidence.SURE ? Confidence.LIKELY : confidence;
            at = end;
        }
        var joined = context.isEmpty() ? Optional.<String>empty() : Optional.of(String.join("; ", context));
        return new Outcome(new Figure(amount, against, period, joined, confidence), doubt);
    }

    private boolean figureBehind(String rest) {
        int i = 1;
        while (i < rest.length() && " +-~(".indexOf(rest.charAt(i)) >= 0) {
            i++;
        }
        return i < rest.length() && Folded.isDigit(rest.charAt(i));
    }

    private int periodBehind(int from, int stop) {
        for (int i = from + 1; i < stop; i++) {
            if (s.charAt(i) == ' ') {
                var hit = words.at(WordKind.PERIOD, s, i + 1);
                if (hit.isPresent() && hit.get().end() == stop) {
                    period = period.isPresent() ? period : Optional.of(raw.substring(i + 1, stop));
                    return i;
                }
            }
        }
        return stop;
    }

    private Amount relative(Amount a, int way) {
        // Index points make no sense between two names: "2 points behind" are points of per cent.
        var unit = a.unit() == Amount.Unit.PRICE && !money ? Amount.Unit.POINTS : a.unit();
        boolean unsigned = a.sign() == Amount.Sign.UNSIGNED && way != 0;
        var same = new Amount(
                a.value(),
                a.low(),
                a.high(),
                unit,
                unsigned ? Amount.Sign.SIGNED : a.sign(),
                a.decimals(),
                a.approximate());
        return unsigned && way < 0 ? negated(same) : same;
    }

    private boolean dateLike(int from) {
        char c = s.charAt(from);
        if (Folded.isDigit(c)) {
            return true;
        }
        for (var month : MONTHS) {
            if (s.startsWith(month, from)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWithVeto(String rest) {
        return words.at(WordKind.NOT_A_MOVE, rest, 0).isPresent();
    }
}
