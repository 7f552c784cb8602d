package tidewatch.provider;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.http.Redaction;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.settings.Secret;

/** What a source says in words of its own: made fit to be shown, and searched for what it means. */
final class VendorWords {
    private static final int SHOWN_MAX = 80;
    /** No source says anything of use further on. */
    private static final int READ_MAX = 4_000;

    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style)\\b.*?(</\\1\\s*>|$)");
    private static final Pattern TAG = Pattern.compile("<[^>]*(>|$)");
    private static final Pattern UNPRINTED = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\s\\uFFFD]+");

    /** "You have run over your hourly request allocation", "exceeded the maximum requests per minute", "too many requests.". */
    private static final Pattern LIMIT = Pattern.compile(
            "run over your|request allocation|exceeded the maximum requests|too many requests|rate limit|request limit|quota");

    private static final Pattern KEY = Pattern.compile(
            "(invalid|unknown|missing|expired|revoked|wrong|bad) (api[ _-]?)?(key|token|credential)|api[ _-]?key (is |was )?(invalid|unknown|missing|not)"
                    + "|not authenticated|authentication credentials|please supply a token");

    private VendorWords() {}

    /** Without secrets, tags and what a terminal would obey, on one line, at most 80 characters. */
    static String shown(String text, List<Secret> secrets) {
        String cut = text.length() > READ_MAX ? text.substring(0, READ_MAX) : text;
        cut = Redaction.of(secrets).cut(cut);
        for (Secret secret : secrets) {
            cut = cut.replace(secret.reveal(), "***"); // also one that is too short to be looked for elsewhere
        }
        cut = TAG.matcher(UNSEEN.matcher(cut).replaceAll(" ")).replaceAll(" ");
        cut = UNPRINTED.matcher(cut).replaceAll(" ").strip();
        int length = cut.codePointCount(0, cut.length());
        return length <= SHOWN_MAX ? cut : cut.substring(0, cut.offsetByCodePoints(0, SHOWN_MAX)).strip() + "…";
    }

    static String lower(String text) {
        return (text.length() > READ_MAX ? text.substring(0, READ_MAX) : text).toLowerCase(Locale.ROOT);
    }

    /** Whether lower-case words say that a limit is used up. */
    static boolean sayLimit(String words) {
        return LIMIT.matcher(words).find();
    }

    /** Whether lower-case words say that the key is not accepted. */
    static boolean sayKey(String words) {
        return KEY.matcher(words).find();
    }

    /** The rule that lower-case words about a limit name; empty when they name none of ours. */
    static Optional<LimitRule> rule(String words, List<LimitRule> rules) {
        if (words.contains("symbol")) {
            var symbols = rules.stream().filter(rule -> rule.per() == Per.DISTINCT_SYMBOL).findFirst();
            if (symbols.isPresent()) {
                return symbols;
            }
        }
        return window(words).flatMap(window -> rules.stream()
                .filter(rule -> rule.window() == window && rule.per() != Per.DISTINCT_SYMBOL)
                .findFirst());
    }

    private static Optional<Window> window(String words) {
        if (words.contains("second")) {
            return Optional.of(Window.SECOND);
        }
        if (words.contains("minute")) {
            return Optional.of(Window.MINUTE);
        }
        if (words.contains("hour")) {
            return Optional.of(Window.HOUR);
        }
        if (words.contains("day") || words.contains("daily")) {
            return Optional.of(Window.DAY);
        }
        return words.contains("month") ? Optional.of(Window.MONTH) : Optional.empty();
    }
}
