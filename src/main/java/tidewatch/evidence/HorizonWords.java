package tidewatch.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.notes.Span;

/**
 * How long a view is meant to hold, from its words (rotation design, section 12).
 *
 * @param sessions trading sessions, at least 1
 * @param why the words it was read from, or that none were there
 */
record HorizonWords(int sessions, String why) {
    static final HorizonWords NOT_STATED = new HorizonWords(63, "not stated: one quarter");

    private static final Pattern COUNT =
            Pattern.compile("(?:(\\d{1,3})\\s*(?:-|–|to)\\s*)?(\\d{1,3})\\+?[\\s-]*(day|session|week|month|quarter|year)s?\\b");
    private static final Pattern NEAR = Pattern.compile("\\b(?:near|short)[\\s-]*(?:term|run)\\b|\\btactical\\b");
    private static final Pattern MEDIUM = Pattern.compile("\\b(?:medium|mid|intermediate)[\\s-]*term\\b");
    private static final Pattern LONG =
            Pattern.compile("\\b(?:long|longer|multi)[\\s-]*(?:term|run|year)\\b|\\bstructural(?:ly)?\\b|\\bsecular(?:ly)?\\b|\\bfull year\\b");

    HorizonWords {
        if (sessions < 1) {
            throw new IllegalArgumentException("A horizon of " + sessions);
        }
    }

    static HorizonWords near() {
        return new HorizonWords(20, "near-term");
    }

    static HorizonWords structural() {
        return new HorizonWords(252, "structural");
    }

    /** Absent when the words name no span; a range takes its upper end; the nearest named span wins over the far one. */
    static Optional<HorizonWords> in(String words) {
        var text = words.toLowerCase(Locale.ROOT);
        var count = COUNT.matcher(text);
        if (count.find()) {
            int n = Integer.parseInt(count.group(2));
            if (n > 0) {
                int unit = switch (count.group(3)) {
                    case "week" -> Span.Unit.WEEK.sessions();
                    case "month" -> Span.Unit.MONTH.sessions();
                    case "quarter" -> Span.Unit.QUARTER.sessions();
                    case "year" -> Span.Unit.YEAR.sessions();
                    default -> 1;
                };
                return Optional.of(new HorizonWords(n * unit, count.group().strip()));
            }
        }
        return found(NEAR, text, 20).or(() -> found(MEDIUM, text, 126)).or(() -> found(LONG, text, 252));
    }

    private static Optional<HorizonWords> found(Pattern pattern, String text, int sessions) {
        var match = pattern.matcher(text);
        return match.find() ? Optional.of(new HorizonWords(sessions, match.group())) : Optional.empty();
    }
}
