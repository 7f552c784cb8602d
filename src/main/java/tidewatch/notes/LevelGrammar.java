package tidewatch.notes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tidewatch.notes.CellReading.Price;

/** Price levels: a verb and a price ({@code Buy at $340}, {@code PT $250-275}), or a moving average. */
final class LevelGrammar {
    /** What stands behind the number of an average: "200-day MA". */
    private static final Set<String> AVERAGES = Set.of(
            "-day ma",
            "-day sma",
            "-day ema",
            "d ma",
            "d sma",
            "d ema",
            "dma",
            "-dma",
            "-d ma",
            "day ma",
            "-day moving average");

    private static final List<String> BOUNDS = List.of(">=", "<=", "≥", "≤", ">", "<", "below ", "above ");
    private static final List<String> CURRENCIES =
            List.of("us$", "hk$", "c$", "$", "€", "£", "¥", "usd", "eur", "gbp", "jpy");

    private final Vocabulary words;

    LevelGrammar(Vocabulary words) {
        this.words = words;
    }

    Optional<Price> level(String s) {
        int at = Folded.skipSpaces(s, 0);
        int digits = at;
        while (digits < s.length() && Folded.isDigit(s.charAt(digits))) {
            digits++;
        }
        if (digits > at && digits - at <= 3) {
            if (AVERAGES.contains(s.substring(digits).strip())) {
                return Optional.of(new Price("MA" + s.substring(at, digits), Optional.empty(), Optional.empty()));
            }
        }
        var verb = words.at(WordKind.LEVEL, s, at);
        return verb.flatMap(v -> price(s, v.end(), v.role()));
    }

    static Optional<Price> price(String s, int from, String verb) {
        int at = Folded.skipSpaces(s, from);
        while (at < s.length() && (s.charAt(at) == ':' || s.charAt(at) == '=' || s.startsWith("at ", at))) {
            at = Folded.skipSpaces(s, s.startsWith("at ", at) ? at + 3 : at + 1);
        }
        int bound = 0;
        for (var sign : BOUNDS) {
            if (s.startsWith(sign, at)) {
                bound = sign.startsWith("<") || sign.equals("≤") || sign.equals("below ") ? -1 : 1;
                at = Folded.skipSpaces(s, at + sign.length());
                break;
            }
        }
        boolean approximate = at < s.length() && (s.charAt(at) == '~' || s.charAt(at) == '≈');
        at = approximate ? Folded.skipSpaces(s, at + 1) : at;
        var currency = currency(s, at);
        at += currency.isPresent() ? currency.get().length() : 0;
        var low = WrittenNumber.at(s, at);
        if (low == null) {
            return Optional.empty();
        }
        at = low.end();
        var high = low;
        int dash = Folded.skipSpaces(s, at);
        if (dash < s.length() && (s.charAt(dash) == '-' || s.startsWith("to ", dash))) {
            int next = Folded.skipSpaces(s, dash + (s.charAt(dash) == '-' ? 1 : 3));
            var second = currency(s, next);
            var upper = WrittenNumber.at(
                    s, next + (second.isPresent() ? second.get().length() : 0));
            if (upper != null && upper.value() >= low.value()) {
                high = upper;
                at = upper.end();
            }
        }
        var rest = s.substring(at).strip();
        var code = currency.isPresent() ? currency : currency(rest, 0);
        if (currency.isEmpty() && code.isPresent()) {
            rest = rest.substring(code.get().length()).strip();
        }
        if (!rest.isEmpty()
                && "%xkmbt".indexOf(rest.charAt(0)) >= 0
                && (rest.length() == 1 || !Character.isLetter(rest.charAt(1)))) {
            return Optional.empty();
        }
        if (!rest.isEmpty() && !mayFollow(rest, code.isPresent())) {
            return Optional.empty();
        }
        boolean year = code.isEmpty()
                && low.decimals() == 0
                && low.value() >= 1990
                && low.value() < 2060
                && low.end() - 4 >= 0
                && Folded.isDigit(s.charAt(low.end() - 4));
        if (year) {
            return Optional.empty();
        }
        double lo = high.value() > low.value() ? low.value() : WrittenNumber.edge(low.value(), -1, low.decimals());
        double hi = high.value() > low.value() ? high.value() : WrittenNumber.edge(low.value(), 1, low.decimals());
        var amount = new Amount(
                (low.value() + high.value()) / 2,
                bound < 0 ? Double.NEGATIVE_INFINITY : bound > 0 ? low.value() : lo,
                bound > 0 ? Double.POSITIVE_INFINITY : bound < 0 ? low.value() : hi,
                Amount.Unit.PRICE,
                Amount.Sign.UNSIGNED,
                low.decimals(),
                approximate);
        return Optional.of(new Price(verb, Optional.of(amount), code.map(LevelGrammar::iso)));
    }

    /** Whether a number or range stands alone, up to its end, a comma or a bracket: no unit and no noun behind it. */
    static boolean isBare(String s) {
        int at = Folded.skipSpaces(s, 0);
        while (at < s.length() && (Folded.isDigit(s.charAt(at)) || " .,-~<>=≥≤".indexOf(s.charAt(at)) >= 0)) {
            if (s.charAt(at) == ',' && at + 1 < s.length() && s.charAt(at + 1) == ' ') {
                return true;
            }
            at++;
        }
        return at == s.length() || s.charAt(at) == '(' || s.charAt(at) == ';';
    }

    private static final List<String> ABOUT_A_PRICE = List.of(
            "per share", "a share", "or", "area", "zone", "level", "support", "resistance", "by", "on", "if", "with",
            "within", "for", "in", "then", "today", "now", "close", "based", "from", "at", "and", "pre", "post", "as",
            "when", "until", "after", "before", "again", "mid", "low", "high", "vs");

    /** What may stand behind a price: "$340 (base case)", "98.5 or lower"; not "30/70", "100 turbines a year". */
    private static boolean mayFollow(String rest, boolean money) {
        char c = rest.charAt(0);
        if (c == '/') {
            return rest.startsWith("/sh") || rest.startsWith("/oz") || rest.startsWith("/b") || rest.startsWith("/t");
        }
        if (c == '+' && rest.length() > 1) {
            return false;
        }
        if (!Character.isLetter(c) || money) {
            return c != '%' && c != ':' && c != '×';
        }
        return ABOUT_A_PRICE.stream().anyMatch(word -> Vocabulary.indexOf(rest, word, 0, true) == 0);
    }

    static Optional<String> currency(String s, int at) {
        if (at >= s.length() || "uhc$€£¥egj".indexOf(s.charAt(at)) < 0) {
            return Optional.empty();
        }
        for (var sign : CURRENCIES) {
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
}
