package tidewatch.chat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A sentence with its window of time taken out.
 *
 * @param words what is left
 * @param window such as {@code 5d} or {@code mtd}; empty when the sentence names none
 */
record Phrase(String words, String window) {
    private record Rule(Pattern pattern, String window) {}

    /** In order: the longer phrase first. */
    private static final List<Rule> RULES = List.of(
            rule("(?:(?:over|in|for|during|of|since) )?(?:the )?(?:last|past|previous|letzten?) (?:year|12 months|twelve months|52 weeks|252 (?:days|sessions))", "252d"),
            rule("(?:(?:over|in|for|during|of) )?(?:the )?(?:last|past|previous|letzten?) (?:half year|6 months|six months|half-year|126 (?:days|sessions))", "126d"),
            rule("(?:(?:over|in|for|during|of) )?(?:the )?(?:last|past|previous|letzten?) (?:quarter|3 months|three months|63 (?:days|sessions))", "63d"),
            rule("(?:(?:over|in|for|during|of) )?(?:the )?(?:last|past|previous|letzten?) (?:month|monat|4 weeks|four weeks|21 (?:days|sessions)|20 days|30 days)", "21d"),
            rule("(?:(?:over|in|for|during|of) )?(?:the )?(?:last|past|previous|letzten?) (?:week|woche|5 days|five days|5 sessions|five sessions|7 days|few days)", "5d"),
            rule("(?:(?:over|in|for|during|of) )?(?:the )?(?:last|past|previous|letzten?) (?:day|session|close)", "1d"),
            rule("(?:(?:over|in|for|during|of|so far) )?(?:this|diese[nrs]?) (?:year|jahr)", "ytd"),
            rule("year to date|year-to-date|since (?:new year|january|the start of the year)", "ytd"),
            rule("(?:(?:over|in|for|during|of) )?(?:this|diese[nrs]?) (?:quarter|quartal)", "qtd"),
            rule("(?:(?:over|in|for|during|of) )?(?:this|diese[nrs]?) (?:month|monat)", "mtd"),
            rule("month to date|month-to-date|quarter to date", "mtd"),
            rule("(?:(?:over|in|for|during|of) )?(?:this|diese[nrs]?) (?:week|woche)", "5d"),
            rule("(?:over |in |for )?(?:12 months|a year|one year|1 year|52 weeks|1y)", "252d"),
            rule("(?:over |in |for )?(?:6 months|six months|half a year|6m)", "126d"),
            rule("(?:over |in |for )?(?:3 months|three months|a quarter|one quarter|3m)", "63d"),
            rule("(?:over |in |for )?(?:1 month|one month|a month|4 weeks|1m)", "21d"),
            rule("(?:over |in |for )?(?:5 days|five days|5 sessions|a week|one week|1 week|1w)", "5d"),
            rule("(?:(?:of|from|for|since) )?(?:today|yesterday|heute|gestern|tonight)", "1d"),
            rule("(?:over |in |for )?(252d|126d|63d|21d|5d|1d|ytd|qtd|mtd)", ""));

    private static Rule rule(String words, String window) {
        return new Rule(Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE), window);
    }

    /** Takes the first window out of the words. */
    static Phrase window(String words) {
        for (var rule : RULES) {
            var match = rule.pattern().matcher(words);
            if (match.find()) {
                var rest = (words.substring(0, match.start()) + " " + words.substring(match.end())).replaceAll(" +", " ").strip();
                var code = rule.window().isEmpty() ? match.group(1).toLowerCase(Locale.ROOT) : rule.window();
                return new Phrase(rest, code);
            }
        }
        return new Phrase(words, "");
    }
}
