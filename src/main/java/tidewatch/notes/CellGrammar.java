package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.CellReading.Doubt;
import tidewatch.notes.CellReading.Figure;
import tidewatch.notes.CellReading.Item;
import tidewatch.notes.CellReading.NotStated;
import tidewatch.notes.CellReading.Price;
import tidewatch.notes.CellReading.Streak;
import tidewatch.notes.CellReading.Word;
import tidewatch.notes.CellReading.Words;

/**
 * The grammar of figures in cells: moves, relative moves, runs, words, levels. A dash before the first number is a sign, between
 * numbers a range; a leading minus covers both ends of a dash range, but not of "to". A written number keeps its decimals: {@code +8%}
 * means [7.5, 8.5). No sign, unit or period is made up. Linear in the length of the cell.
 */
final class CellGrammar {
    private static final Set<String> NULLS = Set.of("", "n/a", "na", "n.a.", "n.m.", "nm", "tbd", "none", "?");
    private static final double INF = Double.POSITIVE_INFINITY;

    private final Vocabulary words;

    CellGrammar(Vocabulary words) {
        this.words = words;
    }

    /** What the header says for cells that do not say it themselves. */
    record Header(Optional<Amount.Unit> unit, List<String> periods) {
        static final Header SILENT = new Header(Optional.empty(), List.of());
    }

    /** Reads a cell of a move column. */
    CellReading read(String cell, Header header) {
        var s = fold(cell);
        var bare = trimDecoration(s);
        if (NULLS.contains(bare) || bare.chars().allMatch(c -> c == '-' || c == ' ')) {
            return CellReading.of(new NotStated());
        }
        var run = streak(s, cell);
        if (run.isPresent()) {
            return CellReading.of(run.get());
        }
        var level = level(s);
        if (level.isPresent()) {
            return CellReading.of(level.get());
        }
        var whole = new Scan(s, cell, 0, s.length(), header.unit).figure();
        if (whole.item != null) {
            var item = header.periods.size() == 1 && whole.item.period().isEmpty()
                    ? withPeriod(whole.item, header.periods.getFirst())
                    : whole.item;
            return new CellReading(List.of(item), whole.doubt());
        }
        var word = word(bare);
        if (word.isPresent()) {
            return CellReading.of(word.get());
        }
        var several = several(s, cell, header);
        if (several.isPresent()) {
            return several.get();
        }
        return new CellReading(List.of(new Words()), whole.doubt().or(() -> unread(bare)));
    }

    /** Reads a cell of a level column; the header's word is the verb when the cell has none. */
    Optional<Price> readLevel(String cell, String headerVerb) {
        var s = fold(cell);
        var stated = level(s);
        return stated.isPresent() ? stated : price(s, 0, headerVerb);
    }

    /** The level that a cell states with its own verb: {@code watch $170}, {@code 200-day MA}. */
    Optional<Price> statedLevel(String cell) {
        return level(fold(cell));
    }

    /** The run of days or weeks that a text is about, wherever it stands in it; for sentences. */
    Optional<Located<Streak>> findStreak(String text) {
        var s = fold(text);
        var tokens = tokens(s);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind != Token.SEQUENCE) {
                continue;
            }
            int a = i;
            int b = i + 1;
            while (a > 0 && tokens.get(a - 1).kind != Token.OTHER) {
                a--;
            }
            while (b < tokens.size() && tokens.get(b).kind != Token.OTHER) {
                b++;
            }
            var run = run(tokens.subList(a, b), Optional.empty());
            if (run.isPresent()) {
                return Optional.of(new Located<>(tokens.get(a).start, tokens.get(b - 1).end, run.get()));
            }
        }
        return Optional.empty();
    }

    /** A figure found in a sentence. */
    record Located<T>(int start, int end, T item) {}

    /**
     * Figures of a sentence that carry a sign or stand beside a word of direction ("fell 3%", "3% lower"), with a unit of moves. Money
     * and bare per cents are none.
     */
    List<Located<Figure>> findFigures(String text) {
        var s = fold(text);
        var found = new ArrayList<Located<Figure>>();
        int at = 0;
        while (at < s.length()) {
            char c = s.charAt(at);
            boolean starts = at == 0 || !Character.isLetterOrDigit(s.charAt(at - 1)) && s.charAt(at - 1) != '.' && s.charAt(at - 1) != '$';
            boolean sign = (c == '+' || c == '-') && starts && at + 1 < s.length() && isDigit(s.charAt(at + 1));
            var direction = starts && Character.isLetter(c) ? words.at("direction", s, at) : Optional.<Vocabulary.Hit>empty();
            if (sign || direction.isPresent() || isArrow(c) != 0) {
                var scan = new Scan(s, text, at, s.length(), Optional.empty());
                var figure = scan.figureInProse();
                if (figure != null) {
                    found.add(new Located<>(at, scan.at, figure));
                    at = scan.at;
                    continue;
                }
            }
            at++;
        }
        return found;
    }

    /** The unit and the periods that a header names: {@code 1D %}, {@code Chg (bp)}, {@code 1D / YTD}. */
    Header header(String header) {
        var s = fold(header);
        Optional<Amount.Unit> unit = s.indexOf('%') >= 0
                ? Optional.of(Amount.Unit.PERCENT)
                : Vocabulary.indexOf(s, "bp", 0, true) >= 0
                        ? Optional.of(Amount.Unit.BASIS_POINTS)
                        : Vocabulary.indexOf(s, "pp", 0, true) >= 0 ? Optional.of(Amount.Unit.POINTS) : Optional.empty();
        var periods = new ArrayList<String>();
        int at = 0;
        while (at < s.length()) {
            boolean starts = at == 0 || !Character.isLetterOrDigit(s.charAt(at - 1));
            var hit = starts ? words.at("period", s, at) : Optional.<Vocabulary.Hit>empty();
            if (hit.isPresent()) {
                periods.add(header.substring(at, hit.get().end()));
                at = hit.get().end();
            } else {
                at++;
            }
        }
        return new Header(unit, periods);
    }

    // -- parts -----------------------------------------------------------------------------------------------------------------------

    private CellReading severalOrWords(List<Item> items, Optional<Doubt> doubt) {
        return new CellReading(items, doubt);
    }

    /** {@code +2% / -1%}, {@code 1W: -3%; YTD +8%}: each part a figure of its own. */
    private Optional<CellReading> several(String s, String cell, Header header) {
        var items = new ArrayList<Figure>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i <= s.length(); i++) {
            char c = i < s.length() ? s.charAt(i) : ';';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean cut = i == s.length()
                    || depth == 0 && (c == '/' || c == ';' || c == ',' && i + 1 < s.length() && s.charAt(i + 1) == ' ');
            if (!cut) {
                continue;
            }
            var part = new Scan(s, cell, from, i, header.unit).figure();
            if (part.item == null) {
                return Optional.empty();
            }
            items.add(part.item);
            from = i + 1;
        }
        if (items.size() < 2) {
            return Optional.empty();
        }
        if (items.stream().allMatch(f -> f.period().isPresent())) {
            return Optional.of(severalOrWords(List.copyOf(items), Optional.empty()));
        }
        if (header.periods.size() == items.size()) {
            var dated = new ArrayList<Item>();
            for (int i = 0; i < items.size(); i++) {
                dated.add(withPeriod(items.get(i), header.periods.get(i)));
            }
            return Optional.of(severalOrWords(dated, Optional.empty()));
        }
        var guesses = items.stream().<Item>map(f -> new Figure(f.amount(), f.against(), f.period(), f.context(), Confidence.GUESS)).toList();
        return Optional.of(severalOrWords(
                guesses,
                Optional.of(new Doubt(
                        Rule.MOVE_DOUBTFUL,
                        "holds " + items.size() + " figures and the header does not say which is which: write 1D: "
                                + "and YTD: before them"))));
    }

    private static Figure withPeriod(Figure f, String period) {
        return new Figure(f.amount(), f.against(), f.period().or(() -> Optional.of(period)), f.context(), f.confidence());
    }

    private Optional<Doubt> unread(String bare) {
        boolean digit = bare.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (!digit || bare.length() > 40) {
            return Optional.empty();
        }
        for (var word : words.roles("session").getOrDefault("DAY", List.of())) {
            if (Vocabulary.indexOf(bare, word, 0, true) >= 0) {
                return Optional.of(new Doubt(Rule.MOVE_UNREAD, "says a number of days and no direction: write 7 down days in a row"));
            }
        }
        return Optional.empty();
    }

    private Optional<Item> word(String bare) {
        var factor = words.exact("factor", bare);
        if (factor.isPresent()) {
            double v = Double.parseDouble(factor.get());
            var amount = new Amount(v, v - .05 * v, v + .05 * v, Amount.Unit.FACTOR, Amount.Sign.SIGNED, 0, true);
            return Optional.of(new Figure(amount, Optional.empty(), Optional.empty(), Optional.empty(), Confidence.SURE));
        }
        var exact = words.exact("move-word", bare);
        if (exact.isPresent()) {
            return Optional.of(new Word(exact.get(), direction(exact.get()), Confidence.SURE));
        }
        boolean digits = bare.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (digits || bare.chars().filter(c -> c == ' ').count() > 4) {
            return Optional.empty();
        }
        return words.at("move-word", bare, 0)
                .filter(hit -> bare.charAt(Math.min(hit.end(), bare.length() - 1)) == ' ')
                .map(hit -> new Word(hit.role(), direction(hit.role()), Confidence.LIKELY));
    }

    private static Optional<Claim.Direction> direction(String role) {
        return switch (role) {
            case "UP" -> Optional.of(Claim.Direction.UP);
            case "DOWN" -> Optional.of(Claim.Direction.DOWN);
            default -> Optional.empty();
        };
    }

    private record Token(int start, int end, int kind, int value, @Nullable String role) {
        static final int OTHER = 0, COUNT = 1, SEQUENCE = 2, DIRECTION = 3, SESSION = 4, SIGN = 5, FILLER = 6;
    }

    private static final Set<String> FILLERS = Set.of("a", "the", "for", "its", "their", "of", "in", "now");

    private List<Token> tokens(String s) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < s.length()) {
            char c = s.charAt(at);
            if (c == ' ' || c == '-' && at > 0 && Character.isLetterOrDigit(s.charAt(at - 1))) {
                at++;
                continue;
            }
            int start = at;
            if ((c == '+' || c == '-') && at + 1 < s.length() && isDigit(s.charAt(at + 1))) {
                at++;
                tokens.add(new Token(start, at, Token.SIGN, c == '-' ? -1 : 1, null));
                continue;
            }
            if (isDigit(c)) {
                while (at < s.length() && isDigit(s.charAt(at))) {
                    at++;
                }
                int digits = at;
                while (at < s.length() && Character.isLetter(s.charAt(at))) {
                    at++;
                }
                var suffix = s.substring(digits, at);
                boolean plain = suffix.isEmpty() && (at == s.length() || " -".indexOf(s.charAt(at)) >= 0);
                boolean count = digits - start <= 3 && (plain || Set.of("st", "nd", "rd", "th").contains(suffix));
                int value = count ? Integer.parseInt(s.substring(start, digits)) : 0;
                tokens.add(new Token(start, at, count ? Token.COUNT : Token.OTHER, value, null));
                continue;
            }
            var sequence = words.at("sequence", s, at);
            if (sequence.isPresent()) {
                at = sequence.get().end();
                tokens.add(new Token(start, at, Token.SEQUENCE, 0, null));
                continue;
            }
            if (!Character.isLetter(c)) {
                at++;
                tokens.add(new Token(start, at, Token.OTHER, 0, null));
                continue;
            }
            while (at < s.length() && Character.isLetter(s.charAt(at))) {
                at++;
            }
            var w = s.substring(start, at);
            var ordinal = words.exact("ordinal", w);
            var direction = words.exact("direction", w);
            var session = words.exact("session", w);
            if (ordinal.isPresent()) {
                tokens.add(new Token(start, at, Token.COUNT, Integer.parseInt(ordinal.get()), null));
            } else if (direction.isPresent()) {
                tokens.add(new Token(start, at, Token.DIRECTION, direction.get().equals("UP") ? 1 : -1, null));
            } else if (session.isPresent()) {
                tokens.add(new Token(start, at, Token.SESSION, 0, session.get()));
            } else {
                tokens.add(new Token(start, at, FILLERS.contains(w) ? Token.FILLER : Token.OTHER, 0, null));
            }
        }
        return tokens;
    }

    private Optional<Streak> streak(String s, String cell) {
        int bracket = s.indexOf('(');
        var head = bracket > 0 ? s.substring(0, bracket) : s;
        var chinese = chineseRun(head);
        if (chinese.isPresent()) {
            return chinese;
        }
        var tokens = tokens(head);
        if (tokens.stream().anyMatch(t -> t.kind == Token.OTHER)) {
            return Optional.empty();
        }
        return run(tokens, bracket > 0 ? Optional.of(inner(cell.substring(bracket))) : Optional.empty());
    }

    /** {@code 连跌7天}, {@code 7连涨}: written without gaps, so it is read as a whole. */
    private static Optional<Streak> chineseRun(String s) {
        var w = s.strip();
        boolean down = w.contains("连跌");
        if (!down && !w.contains("连涨")) {
            return Optional.empty();
        }
        var digits = w.chars().filter(c -> c >= '0' && c <= '9').limit(3).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        if (digits.isEmpty() || w.length() > 8) {
            return Optional.empty();
        }
        return Optional.of(new Streak(
                Integer.parseInt(digits.toString()),
                down ? Claim.Direction.DOWN : Claim.Direction.UP,
                w.contains("周") ? Claim.Streak.Per.WEEK : Claim.Streak.Per.DAY,
                Optional.empty()));
    }

    private static Optional<Streak> run(List<Token> tokens, Optional<String> context) {
        int count = 0;
        int direction = 0;
        boolean sequence = false;
        String session = null;
        for (var t : tokens) {
            switch (t.kind) {
                case Token.COUNT -> count = count == 0 ? t.value : count;
                case Token.SIGN, Token.DIRECTION -> {
                    if (direction != 0 && direction != t.value) {
                        return Optional.empty();
                    }
                    direction = t.value;
                }
                case Token.SEQUENCE -> sequence = true;
                case Token.SESSION -> session = t.role;
                default -> {}
            }
        }
        if (count == 0 || direction == 0 || !sequence || session == null) {
            return Optional.empty();
        }
        return Optional.of(new Streak(
                count,
                direction > 0 ? Claim.Direction.UP : Claim.Direction.DOWN,
                session.equals("WEEK") ? Claim.Streak.Per.WEEK : Claim.Streak.Per.DAY,
                context.filter(c -> !c.isBlank())));
    }

    private Optional<Price> level(String s) {
        int at = skipSpaces(s, 0);
        int digits = at;
        while (digits < s.length() && isDigit(s.charAt(digits))) {
            digits++;
        }
        if (digits > at && digits - at <= 3) {
            var tail = s.substring(digits).strip();
            for (var form : List.of("-day ma", "-day sma", "-day ema", "d ma", "d sma", "d ema", "dma", "-dma", "-d ma", " day ma", "-day moving average")) {
                if (tail.equals(form.strip())) {
                    return Optional.of(new Price("MA" + s.substring(at, digits), Optional.empty(), Optional.empty()));
                }
            }
        }
        var verb = words.at("level", s, at);
        return verb.flatMap(v -> price(s, v.end(), v.role()));
    }

    private static Optional<Price> price(String s, int from, String verb) {
        int at = skipSpaces(s, from);
        while (at < s.length() && (s.charAt(at) == ':' || s.charAt(at) == '=' || s.startsWith("at ", at))) {
            at = skipSpaces(s, s.startsWith("at ", at) ? at + 3 : at + 1);
        }
        int bound = 0;
        for (var sign : List.of(">=", "<=", "≥", "≤", ">", "<", "below ", "above ")) {
            if (s.startsWith(sign, at)) {
                bound = sign.startsWith("<") || sign.equals("≤") || sign.equals("below ") ? -1 : 1;
                at = skipSpaces(s, at + sign.length());
                break;
            }
        }
        boolean approximate = at < s.length() && (s.charAt(at) == '~' || s.charAt(at) == '≈');
        at = approximate ? skipSpaces(s, at + 1) : at;
        var currency = currency(s, at);
        at += currency.isPresent() ? currency.get().length() : 0;
        var low = Number.at(s, at);
        if (low == null) {
            return Optional.empty();
        }
        at = low.end;
        var high = low;
        int dash = skipSpaces(s, at);
        if (dash < s.length() && (s.charAt(dash) == '-' || s.startsWith("to ", dash))) {
            int next = skipSpaces(s, dash + (s.charAt(dash) == '-' ? 1 : 3));
            var second = currency(s, next);
            var upper = Number.at(s, next + (second.isPresent() ? second.get().length() : 0));
            if (upper != null && upper.value >= low.value) {
                high = upper;
                at = upper.end;
            }
        }
        var rest = s.substring(at).strip();
        var code = currency.isPresent() ? currency : currency(rest, 0);
        if (currency.isEmpty() && code.isPresent()) {
            rest = rest.substring(code.get().length()).strip();
        }
        if (!rest.isEmpty() && "%xkmbt".indexOf(rest.charAt(0)) >= 0 && (rest.length() == 1 || !Character.isLetter(rest.charAt(1)))) {
            return Optional.empty();
        }
        double lo = high.value > low.value ? low.value : edge(low.value, -1, low.decimals);
        double hi = high.value > low.value ? high.value : edge(low.value, 1, low.decimals);
        var amount = new Amount(
                (low.value + high.value) / 2,
                bound < 0 ? -INF : bound > 0 ? low.value : lo,
                bound > 0 ? INF : bound < 0 ? low.value : hi,
                Amount.Unit.PRICE,
                Amount.Sign.UNSIGNED,
                low.decimals,
                approximate);
        return Optional.of(new Price(verb, Optional.of(amount), code.map(CellGrammar::iso)));
    }

    /** Half a unit of the last written digit away, without the dust of binary fractions: 0.4 is [0.35, 0.45). */
    private static double edge(double value, int side, int decimals) {
        double scale = Math.pow(10, decimals + 1.0);
        return (Math.rint(value * scale) + 5 * side) / scale;
    }

    private static Optional<String> currency(String s, int at) {
        for (var sign : List.of("us$", "hk$", "c$", "$", "€", "£", "¥", "usd", "eur", "gbp", "jpy")) {
            if (s.startsWith(sign, at)) {
                return Optional.of(sign);
            }
        }
        return Optional.empty();
    }

    private static String iso(String sign) {
        return switch (sign) {
            case "$", "us$" -> "USD";
            case "hk$" -> "HKD";
            case "c$" -> "CAD";
            case "€" -> "EUR";
            case "£" -> "GBP";
            case "¥" -> "JPY";
            default -> sign.toUpperCase(Locale.ROOT);
        };
    }

    /** A written number. Commas are thousands only before exactly three digits. */
    private record Number(double value, int decimals, int end, boolean decimalComma) {
        static @Nullable Number at(String s, int start) {
            int at = start;
            while (at < s.length() && isDigit(s.charAt(at))) {
                at++;
            }
            if (at == start || at - start > 15) {
                return null;
            }
            var digits = new StringBuilder(s.substring(start, at));
            while (at + 3 < s.length() && s.charAt(at) == ',' && threeDigits(s, at + 1)) {
                digits.append(s, at + 1, at + 4);
                at += 4;
            }
            boolean comma = at + 1 < s.length() && s.charAt(at) == ',' && isDigit(s.charAt(at + 1));
            int decimals = 0;
            if (at + 1 < s.length() && s.charAt(at) == '.' && isDigit(s.charAt(at + 1))) {
                digits.append('.');
                at++;
                while (at < s.length() && isDigit(s.charAt(at)) && decimals < 9) {
                    digits.append(s.charAt(at++));
                    decimals++;
                }
            }
            return new Number(Double.parseDouble(digits.toString()), decimals, at, comma);
        }

        private static boolean threeDigits(String s, int at) {
            return isDigit(s.charAt(at))
                    && isDigit(s.charAt(at + 1))
                    && isDigit(s.charAt(at + 2))
                    && (at + 3 >= s.length() || !isDigit(s.charAt(at + 3)));
        }
    }

    private record Outcome(@Nullable Figure item, @Nullable Doubt why) {
        static final Outcome NONE = new Outcome(null, null);

        Optional<Doubt> doubt() {
            return Optional.ofNullable(why);
        }
    }

    /** One pass over one item of a cell. */
    private final class Scan {
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

        Scan(String s, String raw, int start, int end, Optional<Amount.Unit> headerUnit) {
            this.s = s;
            this.raw = raw;
            this.at = start;
            this.end = end;
            this.headerUnit = headerUnit;
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
            boolean bracketed = at > 0 && s.charAt(at - 1) == '(' || accounting;
            var amount = amount();
            if (amount == null) {
                return new Outcome(null, doubt);
            }
            if (bracketed || at < end && s.charAt(at) == ')' && openBefore()) {
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
        @Nullable Figure figureInProse() {
            if (!prefix() || money) {
                return null;
            }
            var amount = amount();
            if (amount == null || amount.sign() == Amount.Sign.UNSIGNED && suffixDirection() == 0) {
                return null;
            }
            if (amount.unit() == Amount.Unit.FACTOR || amount.unit() == Amount.Unit.PRICE) {
                return null;
            }
            Optional<Stretch> against = Optional.empty();
            while (against.isEmpty()) {
                int next = skipSpaces(s, at);
                var vs = next < end ? words.at("relative", s, next) : Optional.<Vocabulary.Hit>empty();
                if (vs.isPresent()) {
                    int from = skipSpaces(s, vs.get().end());
                    int to = from;
                    while (to < end && ",;.()".indexOf(s.charAt(to)) < 0) {
                        to++;
                    }
                    boolean name = to > from && Character.isLetter(s.charAt(from)) && !words.wordHit("no-benchmark", s.substring(from, to));
                    if (!name) {
                        return null;
                    }
                    against = Optional.of(new Stretch(from, to));
                    at = to;
                    amount = relative(amount, vs.get().role().equals("BEHIND") ? -1 : s.startsWith("ahead", vs.get().start()) ? 1 : 0);
                } else if (period.isEmpty() && next < end && words.at("period", s, next).isPresent()) {
                    int stop = words.at("period", s, next).orElseThrow().end();
                    period = Optional.of(raw.substring(next, stop));
                    at = stop;
                } else if (period.isEmpty() && s.startsWith("since ", next)) {
                    int stop = next;
                    while (stop < end && "(;,.".indexOf(s.charAt(stop)) < 0 && !(s.charAt(stop) == ' ' && words.at("relative", s, stop + 1).isPresent())) {
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

        /** A direction behind an unsigned number: "3% lower". */
        private int suffixDirection() {
            int next = skipSpaces(s, at);
            var hit = next < end ? words.at("direction", s, next) : Optional.<Vocabulary.Hit>empty();
            return hit.map(h -> h.role().equals("UP") ? 1 : -1).orElse(0);
        }

        private boolean prefix() {
            while (true) {
                at = skipSpaces(s, at);
                if (at >= end) {
                    return false;
                }
                char c = s.charAt(at);
                if (isDigit(c) || c == '(') {
                    // "1W: -3%" starts with a digit and is a period.
                    if (isDigit(c) && period.isEmpty() && sign == 0 && periodAhead()) {
                        continue;
                    }
                    return true;
                }
                int pointed = isArrow(c);
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
                var currency = currency(s, at);
                if (currency.isPresent() && !money) {
                    money = true;
                    at += currency.get().length();
                    continue;
                }
                if (Character.isSurrogate(c) || isSymbol(c)) {
                    var hit = words.at("approximate", s, at).or(() -> boundHit());
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
                var about = words.at("approximate", s, at);
                if (about.isPresent()) {
                    continueWith(about.get());
                    continue;
                }
                var direction = words.at("direction", s, at);
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
            var least = words.at("at-least", s, at);
            return least.isPresent() ? least : words.at("at-most", s, at);
        }

        private void continueWith(Vocabulary.Hit hit) {
            if (words.at("at-least", s, at).isPresent()) {
                bound = 1;
            } else if (words.at("at-most", s, at).isPresent()) {
                bound = -1;
            } else {
                approximate = true;
            }
            at = hit.end();
        }

        private boolean periodAhead() {
            var hit = words.at("period", s, at);
            if (hit.isEmpty()) {
                return false;
            }
            int next = skipSpaces(s, hit.get().end());
            period = Optional.of(raw.substring(at, hit.get().end()));
            at = next < end && s.charAt(next) == ':' ? next + 1 : next;
            return true;
        }

        private @Nullable Amount amount() {
            int start = at;
            var first = Number.at(s, at);
            if (first == null) {
                return null;
            }
            if (first.decimalComma) {
                doubt = new Doubt(Rule.MOVE_UNREAD, "may have a decimal comma: write a point");
                return null;
            }
            at = first.end;
            if (money && isScale()) {
                return null;
            }
            var unit = unit();
            Number second = null;
            char secondSign = 0;
            boolean to = false;
            int mark = at;
            int next = skipSpaces(s, at);
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
                    after = skipSpaces(s, after);
                    if (after < end && (s.charAt(after) == '+' || s.charAt(after) == '-')) {
                        secondSign = s.charAt(after);
                        after = skipSpaces(s, after + 1);
                    }
                    var currency = currency(s, after);
                    after += currency.isPresent() ? currency.get().length() : 0;
                    second = after < end ? Number.at(s, after) : null;
                    if (second != null && !second.decimalComma) {
                        at = second.end;
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
                var inner = new Scan(s, raw, skipSpaces(s, at) + 1, end, Optional.empty());
                if (inner.prefix()) {
                    var share = inner.amount();
                    if (share != null && inner.at < end && s.charAt(inner.at) == ')') {
                        aside = Optional.of((sign == 0 ? "" : sign) + raw.substring(start, first.end));
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
                int next2 = skipSpaces(s, at);
                var hit = next2 < end ? words.at("direction", s, next2) : Optional.<Vocabulary.Hit>empty();
                if (hit.isPresent()) {
                    dir = hit.get().role().equals("UP") ? 1 : -1;
                    at = hit.get().end();
                }
            }
            return build(first, second, secondSign, to, unit);
        }

        private boolean bracketAhead() {
            int next = skipSpaces(s, at);
            return next < end && s.charAt(next) == '(';
        }

        private Amount build(Number first, @Nullable Number second, char secondSign, boolean to, Amount.Unit unit) {
            int way = dir != 0 ? dir : arrow;
            int signed = sign == '-' ? -1 : sign == '+' ? 1 : 0;
            if (signed != 0 && way != 0 && signed != way) {
                confidence = Confidence.GUESS;
                doubt = new Doubt(Rule.MOVE_DOUBTFUL, "has a sign and a direction that disagree");
            }
            int s1 = signed != 0 ? signed : way;
            var kind = sign == '±' ? Amount.Sign.EITHER_WAY : s1 != 0 ? Amount.Sign.SIGNED : Amount.Sign.UNSIGNED;
            if (first.value == 0 && second == null) {
                kind = Amount.Sign.SIGNED;
            }
            double a = first.value * (s1 < 0 ? -1 : 1);
            if (second == null) {
                // "up to 50%" and "at least 5%" bound the size: for a written minus the sides change places.
                double low = edge(a, -1, first.decimals);
                double high = edge(a, 1, first.decimals);
                if (bound != 0) {
                    boolean up = (bound > 0) == (s1 >= 0);
                    low = up ? a : -INF;
                    high = up ? INF : a;
                }
                return new Amount(a, low, high, unit, kind, first.decimals, approximate);
            }
            int s2 = secondSign == '-' ? -1 : secondSign == '+' ? 1 : to && dir == 0 && arrow == 0 ? 1 : s1;
            if (to && s1 < 0 && secondSign == 0 && dir == 0 && arrow == 0) {
                doubt = new Doubt(Rule.MOVE_DOUBTFUL, "runs from minus to plus: write both signs");
            }
            if (kind == Amount.Sign.UNSIGNED && secondSign != 0) {
                kind = Amount.Sign.SIGNED;
            }
            double b = second.value * (s2 < 0 ? -1 : 1);
            int decimals = Math.max(first.decimals, second.decimals);
            return new Amount((a + b) / 2, Math.min(a, b), Math.max(a, b), unit, kind, decimals, approximate);
        }

        private Amount negated(Amount a) {
            return new Amount(-a.value(), -a.high(), -a.low(), a.unit(), Amount.Sign.SIGNED, a.decimals(), a.approximate());
        }

        private boolean isScale() {
            int next = skipSpaces(s, at);
            for (var scale : List.of("trillion", "billion", "million", "thousand", "tn", "bn", "mn", "k", "m", "b", "t")) {
                if (s.startsWith(scale, next) && (next + scale.length() >= s.length() || !Character.isLetterOrDigit(s.charAt(next + scale.length())))) {
                    return true;
                }
            }
            return false;
        }

        private Amount.@Nullable Unit unit() {
            int next = skipSpaces(s, at);
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
                at = skipSpaces(s, at);
                if (at >= end) {
                    break;
                }
                var p = words.at("period", s, at);
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
                    var named = words.exact("period", NameKey.of(said));
                    if (named.isPresent() && period.isEmpty()) {
                        period = Optional.of(said);
                    } else if (!said.isEmpty()) {
                        context.add(said);
                    }
                    at = Math.min(end, stop + 1);
                    continue;
                }
                var vs = words.at("relative", s, at);
                if (vs.isPresent() && against.isEmpty()) {
                    int from = skipSpaces(s, vs.get().end());
                    int stop = from;
                    while (stop < end && "(;,".indexOf(s.charAt(stop)) < 0) {
                        stop++;
                    }
                    boolean name = stop > from && Character.isLetter(s.charAt(from));
                    if (!name || words.wordHit("no-benchmark", s.substring(from, stop))) {
                        return Outcome.NONE;
                    }
                    while (stop > from && s.charAt(stop - 1) == ' ') {
                        stop--;
                    }
                    int cut = periodBehind(from, stop);
                    against = Optional.of(new Stretch(from, cut));
                    at = stop;
                    amount = relative(amount, vs.get().role().equals("BEHIND") ? -1 : s.startsWith("ahead", vs.get().start()) ? 1 : 0);
                    continue;
                }
                boolean dated = s.startsWith("since ", at) || s.startsWith("in ", at) || s.startsWith("on ", at) && at + 3 < end && dateLike(at + 3);
                if (dated && period.isEmpty()) {
                    int stop = at;
                    while (stop < end && "(;,".indexOf(s.charAt(stop)) < 0 && !(s.charAt(stop) == ' ' && words.at("relative", s, stop + 1).isPresent())) {
                        stop++;
                    }
                    period = Optional.of(raw.substring(at, stop).strip());
                    at = stop;
                    continue;
                }
                // Words behind a figure: "-3% on weak guidance" is a move, "12% of revenue" and "25x earnings" are none.
                var rest = s.substring(at, end);
                boolean multiple = amount.unit() == Amount.Unit.FACTOR;
                if (rest.startsWith("of ") || multiple || startsWithVeto(rest) || Character.isDigit(rest.charAt(0))) {
                    return Outcome.NONE;
                }
                // A slash or semicolon and another figure: several items, read one by one.
                if (rest.charAt(0) == '/' || rest.charAt(0) == ';' || rest.charAt(0) == ',' && figureBehind(rest)) {
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
            return i < rest.length() && isDigit(rest.charAt(i));
        }

        private int periodBehind(int from, int stop) {
            for (int i = from + 1; i < stop; i++) {
                if (s.charAt(i) == ' ') {
                    var hit = words.at("period", s, i + 1);
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
            var same = new Amount(a.value(), a.low(), a.high(), unit, unsigned ? Amount.Sign.SIGNED : a.sign(), a.decimals(), a.approximate());
            return unsigned && way < 0 ? negated(same) : same;
        }

        private boolean dateLike(int from) {
            char c = s.charAt(from);
            if (isDigit(c)) {
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
            return words.at("not-a-move", rest, 0).isPresent();
        }
    }

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

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Character for character as long: dashes to "-", full-width forms to plain ones, every blank to a blank, lower-case. */
    static String fold(String text) {
        var out = new char[text.length()];
        for (int i = 0; i < out.length; i++) {
            char c = text.charAt(i);
            out[i] = switch (c) {
                case '\u2212', '\u2013', '\u2014', '\u2011', '\u2010', '\u2012', '\ufe63', '\uff0d', '\u2015' -> '-';
                case '\uff0b' -> '+';
                case '\uff05' -> '%';
                case '\u2019' -> '\'';
                case '\ufe0f' -> ' ';
                default -> c >= '\uff10' && c <= '\uff19'
                        ? (char) (c - '\uff10' + '0')
                        : NameKey.isSpace(c) ? ' ' : lower(c);
            };
        }
        return new String(out);
    }

    private static char lower(char c) {
        return c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
    }

    private static String trimDecoration(String s) {
        int a = 0;
        int b = s.length();
        while (a < b && isDecoration(s.charAt(a))) {
            a++;
        }
        while (b > a && (isDecoration(s.charAt(b - 1)) || s.charAt(b - 1) == '.' && b - a > 4)) {
            b--;
        }
        return s.substring(a, b);
    }

    private static boolean isDecoration(char c) {
        return c == ' ' || c == '*' || Character.isSurrogate(c) || Character.getType(c) == Character.OTHER_SYMBOL && isArrow(c) == 0;
    }

    private static boolean isSymbol(char c) {
        return !Character.isLetterOrDigit(c) && c != ' ';
    }

    private static int isArrow(char c) {
        return switch (c) {
            case '↑', '▲', '⬆', '△' -> 1;
            case '↓', '▼', '⬇', '▽' -> -1;
            default -> 0;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int skipSpaces(String s, int from) {
        int at = from;
        while (at < s.length() && s.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static String inner(String bracketed) {
        int close = bracketed.indexOf(')');
        return bracketed.substring(1, close < 0 ? bracketed.length() : close).strip();
    }
}
