package tidewatch.chat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A date as people write it to a chat: {@code 2026-02-05}, {@code 5 feb}, {@code February 5th 2026}, {@code 5. Februar}. */
final class DayWords {
    /** Of each month the short form, by which its longer forms begin, and its names; English and German. */
    private static final List<List<String>> MONTHS = List.of(
            List.of("jan", "january", "januar"),
            List.of("feb", "february", "februar"),
            List.of("mar", "march", "märz", "mrz"),
            List.of("apr", "april"),
            List.of("may", "mai"),
            List.of("jun", "june", "juni"),
            List.of("jul", "july", "juli"),
            List.of("aug", "august"),
            List.of("sep", "sept", "september"),
            List.of("oct", "october", "okt", "oktober"),
            List.of("nov", "november"),
            List.of("dec", "december", "dez", "dezember"));

    private DayWords() {}

    /** A date and how many words it took. */
    record Found(LocalDate date, int length) {}

    /** The date that begins at this word; one without a year is the last such day that is not after today. */
    static Optional<Found> at(List<String> words, int from, LocalDate today) {
        var first = words.get(from).toLowerCase(Locale.ROOT);
        if (first.length() == 10 && first.charAt(4) == '-') {
            try {
                return Optional.of(new Found(LocalDate.parse(first), 1));
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        }
        int next = from + 1;
        if (next < words.size() && words.get(next).equalsIgnoreCase("of")) {
            next++;
        }
        if (next >= words.size()) {
            return Optional.empty();
        }
        var second = words.get(next).toLowerCase(Locale.ROOT);
        var day = day(first).isPresent() ? day(first) : day(second);
        var month = day(first).isPresent() ? month(second) : month(first);
        if (day.isEmpty() || month.isEmpty()) {
            return Optional.empty();
        }
        var year = next + 1 < words.size() ? year(words.get(next + 1)) : OptionalInt.empty();
        try {
            var date = LocalDate.of(year.orElse(today.getYear()), month.getAsInt(), day.getAsInt());
            return Optional.of(new Found(
                    year.isEmpty() && date.isAfter(today) ? date.minusYears(1) : date, next + (year.isPresent() ? 2 : 1) - from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static OptionalInt day(String word) {
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        return digits >= 1 && digits <= 2 && List.of("", "st", "nd", "rd", "th").contains(word.substring(digits))
                ? OptionalInt.of(Integer.parseInt(word.substring(0, digits)))
                : OptionalInt.empty();
    }

    private static OptionalInt month(String word) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).contains(word)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt year(String word) {
        return word.matches("20[0-9]{2}") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
