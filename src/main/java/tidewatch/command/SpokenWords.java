package tidewatch.command;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidewatch.brief.BriefInput;

/**
 * Words of a chat made ready to be read as a note: names as a note writes them, and the session of which they speak. A note has a day of its
 * own; what is said has the last close, or the one day that it names.
 *
 * @param text with capitals where a name of a fund, stock or sector has none, and with the date of the one day that it names
 * @param day the session of its figures; after the last close where it names a day that has none yet
 * @param several more than one day is named, so none of them counts
 */
record SpokenWords(String text, LocalDate day, boolean several) {
    private static final String DAYS =
            Arrays.stream(DayOfWeek.values()).map(day -> day.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining("|"));

    private static final Pattern DAY = Pattern.compile(
            "\\b(?:(yesterday)|(today)|(?:on\\s+|last\\s+)(" + DAYS + ")|on\\s+(\\d{4}-\\d{2}-\\d{2}))\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern SMALL = Pattern.compile("\\b[a-z]{3,}\\b");
    private static final Pattern CHANGE = Pattern.compile("\\s+[+\\-\\u2212\\u2013]\\s*\\d");

    /** Shorter words are names of nothing, unless a change stands behind them. */
    private static final int NAME_MIN = 4;

    static SpokenWords of(String words, BriefInput in) {
        var days = new TreeSet<LocalDate>();
        var matcher = DAY.matcher(words);
        while (matcher.find()) {
            day(matcher, in).ifPresent(days::add);
        }
        var named = days.size() == 1 ? Optional.of(days.first()) : Optional.<LocalDate>empty();
        // A note would count "yesterday" from its own day, which here is the day that was meant.
        var dated = named.map(day -> DAY.matcher(words).replaceAll("on " + day)).orElseGet(() -> DAY.matcher(words).replaceAll(" "));
        return new SpokenWords(capitals(days.isEmpty() ? words : dated, in), named.orElse(in.panel().asOf()), days.size() > 1);
    }

    private static Optional<LocalDate> day(Matcher found, BriefInput in) {
        var calendar = in.panel().calendar();
        var today = in.today();
        if (found.group(1) != null) {
            return Optional.of(calendar.atOrPrevious(today.minusDays(1)));
        }
        if (found.group(2) != null) {
            return Optional.of(today);
        }
        if (found.group(3) != null) {
            var weekday = DayOfWeek.valueOf(found.group(3).toUpperCase(Locale.ENGLISH));
            return Optional.of(in.panel().asOf().with(TemporalAdjusters.previousOrSame(weekday)));
        }
        try {
            return Optional.of(LocalDate.parse(found.group(4)));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** People type names without capitals, by which a note's names are known. */
    private static String capitals(String words, BriefInput in) {
        var pieces = new ArrayList<String>();
        var matcher = SMALL.matcher(words);
        int at = 0;
        while (matcher.find()) {
            pieces.add(words.substring(at, matcher.start()));
            pieces.add(capital(matcher.group(), CHANGE.matcher(words).region(matcher.end(), words.length()).lookingAt(), in));
            at = matcher.end();
        }
        pieces.add(words.substring(at));
        return String.join("", pieces);
    }

    private static String capital(String word, boolean changes, BriefInput in) {
        var upper = word.toUpperCase(Locale.ROOT);
        if (in.panel().find(upper).isPresent()) {
            return changes ? upper : word;
        }
        boolean name = (changes || word.length() >= NAME_MIN) && NameBook.priced(word, in).isPresent();
        return name ? upper.charAt(0) + word.substring(1) : word;
    }

    /** What is said of the reading. */
    List<String> remarks() {
        return several ? List.of("Several days are named; each figure is read for the last close. Ask for one day at a time.") : List.of();
    }
}
