package tidewatch.notes;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a day as a pattern of Moment.js says (momentjs.com/docs, "Format"), in which Obsidian keeps the names of daily notes: words in
 * square brackets as they stand, tokens such as {@code YYYY MM DD dddd}, everything else as it stands. Names of months and days are English;
 * weeks that are not ISO's begin on Sunday, the first being that of 1 January.
 */
final class MomentFormat {
    /** The longest of one beginning first, so that MMMM is not read as two MM. */
    private static final List<String> TOKENS = List.of(
            "YYYY", "YY", "Qo", "Q", "MMMM", "MMM", "MM", "Mo", "M", "DDDD", "DDDo", "DDD", "DD", "Do", "D", "dddd", "ddd", "dd", "do", "d", "E",
            "e", "gggg", "gg", "GGGG", "GG", "ww", "wo", "w", "WW", "Wo", "W", "HH", "H", "hh", "h", "kk", "k", "mm", "m", "ss", "s", "A", "a");

    /** Moment writes these by language or zone, or as seconds; a name made of them would not be found again. */
    private static final List<String> OTHERS = List.of("LTS", "LT", "LLLL", "LLL", "LL", "L", "llll", "lll", "ll", "l", "S", "x", "X", "ZZ", "Z", "z", "N", "y");

    private static final String CLOCK = "HhkmsAa";
    private static final WeekFields SUNDAYS = WeekFields.of(DayOfWeek.SUNDAY, 1);

    private MomentFormat() {}

    /**
     * The pattern written out.
     *
     * @return absent when it holds a token that depends on a language, a zone or fractions of a second
     */
    static Optional<String> write(String pattern, LocalDateTime at) {
        return write(pattern, at, true);
    }

    /** The same for a day: absent for a pattern with a time of day too. */
    static Optional<String> day(String pattern, LocalDateTime at) {
        return write(pattern, at, false);
    }

    private static Optional<String> write(String pattern, LocalDateTime at, boolean clock) {
        var out = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            int close = pattern.charAt(i) == '[' ? pattern.indexOf(']', i) : -1;
            if (close > 0) {
                out.append(pattern, i + 1, close);
                i = close + 1;
                continue;
            }
            if (pattern.charAt(i) == '\\' && i + 1 < pattern.length()) {
                out.append(pattern.charAt(i + 1));
                i += 2;
                continue;
            }
            var token = begins(TOKENS, pattern, i);
            if (token.isEmpty() && begins(OTHERS, pattern, i).isPresent()) {
                return Optional.empty();
            }
            if (token.isEmpty()) {
                out.append(pattern.charAt(i++));
            } else if (!clock && CLOCK.indexOf(token.get().charAt(0)) >= 0) {
                return Optional.empty();
            } else {
                out.append(token(token.get(), at));
                i += token.get().length();
            }
        }
        return Optional.of(out.toString());
    }

    private static Optional<String> begins(List<String> tokens, String pattern, int at) {
        return tokens.stream().filter(token -> pattern.startsWith(token, at)).findFirst();
    }

    private static String token(String token, LocalDateTime at) {
        return switch (token) {
            case "YYYY" -> String.format(Locale.ROOT, "%04d", at.getYear());
            case "YY" -> two(at.getYear() % 100);
            case "Q" -> String.valueOf(at.get(IsoFields.QUARTER_OF_YEAR));
            case "Qo" -> nth(at.get(IsoFields.QUARTER_OF_YEAR));
            case "MMMM" -> at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "MMM" -> at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "MM" -> two(at.getMonthValue());
            case "Mo" -> nth(at.getMonthValue());
            case "M" -> String.valueOf(at.getMonthValue());
            case "DDDD" -> String.format(Locale.ROOT, "%03d", at.getDayOfYear());
            case "DDDo" -> nth(at.getDayOfYear());
            case "DDD" -> String.valueOf(at.getDayOfYear());
            case "DD" -> two(at.getDayOfMonth());
            case "Do" -> nth(at.getDayOfMonth());
            case "D" -> String.valueOf(at.getDayOfMonth());
            case "dddd" -> name(at);
            case "ddd" -> name(at).substring(0, 3);
            case "dd" -> name(at).substring(0, 2);
            case "do" -> nth(at.getDayOfWeek().getValue() % 7);
            case "d", "e" -> String.valueOf(at.getDayOfWeek().getValue() % 7);
            case "E" -> String.valueOf(at.getDayOfWeek().getValue());
            case "gggg" -> String.valueOf(sundayYear(at));
            case "gg" -> two(sundayYear(at) % 100);
            case "GGGG" -> String.valueOf(at.get(IsoFields.WEEK_BASED_YEAR));
            case "GG" -> two(at.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case "ww" -> two(sundayWeek(at));
            case "wo" -> nth(sundayWeek(at));
            case "w" -> String.valueOf(sundayWeek(at));
            case "WW" -> two(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "Wo" -> nth(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "W" -> String.valueOf(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "HH", "H", "mm", "m", "ss", "s" -> DateTimeFormatter.ofPattern(token, Locale.ROOT).format(at);
            case "hh", "h" -> DateTimeFormatter.ofPattern(token, Locale.ROOT).format(at);
            case "kk", "k" -> DateTimeFormatter.ofPattern(token, Locale.ROOT).format(at);
            case "A" -> at.getHour() < 12 ? "AM" : "PM";
            case "a" -> at.getHour() < 12 ? "am" : "pm";
            default -> throw new IllegalStateException("A token that is listed and not written: " + token);
        };
    }

    /** The year of the Saturday of its week. */
    private static int sundayYear(LocalDateTime at) {
        return at.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY)).getYear();
    }

    private static int sundayWeek(LocalDateTime at) {
        return at.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY)).truncatedTo(ChronoUnit.DAYS).get(SUNDAYS.weekOfYear());
    }

    private static String name(LocalDateTime at) {
        return at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static String nth(int number) {
        int tens = number % 100;
        return number + (tens >= 11 && tens <= 13 ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th");
    }
}
