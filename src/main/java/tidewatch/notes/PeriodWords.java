package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Windows that stand beside a figure in words of their own: "this week", "over 5 sessions", "since Jan 8". What speaks of anything else as
 * well ("ahead of earnings this week") names no window.
 */
final class PeriodWords {
    private static final String COUNT = "(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]?";
    private static final String UNIT = "(?:(?:trading )?(?:days?|sessions?)|weeks?|months?|quarters?|years?)";
    private static final String DAY = "\\d{1,2}(?:st|nd|rd|th)?";
    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
    private static final String YEAR = "(?:,? \\d{4})?";

    /** "over the last five sessions"; not "in 3 weeks", which may lie ahead. */
    private static final String OVER =
            "(?:(?:over|during) (?:the )?(?:(?:last|past|trailing) )?|(?:in )?(?:the )?(?:last|past|trailing) )" + COUNT + UNIT;

    /** "over the past week"; not "last week", which is the calendar week before. */
    private static final String PAST = "(?:(?:in|over|during) the (?:last|past) |(?:the )?past )(?:week|month|quarter|year)";

    private static final String SINCE =
            "since (?:\\d{4}-\\d{2}-\\d{2}|" + MONTH + " " + DAY + YEAR + "|" + DAY + " " + MONTH + YEAR + ")";

    private static final Pattern BEHIND = Pattern.compile("(?:" + OVER + "|" + PAST + ")\\b");
    private static final Pattern LOOKS_BACK = Pattern.compile(
            OVER + "|" + PAST + "|" + SINCE + "|\\d{1,3} ?[dwmqy]|[ymqw]td|(?:year|month|quarter|week) to date");
    private static final Pattern COUNTED = Pattern.compile("(?:in )?" + COUNT + UNIT);

    private PeriodWords() {}

    /** Where a window that starts here and looks back ends; -1 when none does. */
    static int behind(String folded, int at, int end) {
        var words = BEHIND.matcher(folded).region(at, end);
        return words.lookingAt() ? words.end() : -1;
    }

    /** Whether these words are the name of a window and nothing else. */
    static boolean only(String said, Vocabulary words) {
        var key = NameKey.of(bare(said));
        return words.isWord(WordKind.PERIOD, key) || LOOKS_BACK.matcher(key).matches() || COUNTED.matcher(key).matches();
    }

    /**
     * The window that a remark beside a figure names: all of it, or its first part ("this week, on the budget"), or its last when that can
     * only look back ("on the budget, over 5 sessions"); "earnings, this week" is about the earnings. Of two, the last.
     */
    static Optional<String> of(String remark, Vocabulary words) {
        if (only(remark, words)) {
            return Optional.of(bare(remark));
        }
        var parts = parts(remark);
        var first = parts.getFirst();
        var last = parts.getLast();
        if (parts.size() > 1 && LOOKS_BACK.matcher(NameKey.of(last)).matches()) {
            return Optional.of(last);
        }
        return parts.size() > 1 && only(first, words) ? Optional.of(first) : Optional.empty();
    }

    private static List<String> parts(String remark) {
        var parts = new ArrayList<String>();
        for (var part : remark.split("[,;]", -1)) {
            parts.add(bare(part));
        }
        return parts;
    }

    /** Without the marks around it. */
    private static String bare(String said) {
        int from = 0;
        int to = said.length();
        while (from < to && isMark(said.charAt(from))) {
            from++;
        }
        while (to > from && isMark(said.charAt(to - 1))) {
            to--;
        }
        return said.substring(from, to);
    }

    private static boolean isMark(char c) {
        return NameKey.isSpace(c) || "\"'()[].*_\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
    }
}
