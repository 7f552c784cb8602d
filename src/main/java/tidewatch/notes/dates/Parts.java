package tidewatch.notes.dates;

import java.time.LocalDate;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Named;
import tidewatch.notes.dates.Sense.Yearly;

/** Parts of a window: "early", "last week of", "second half of". */
final class Parts {
    /** Which part. */
    enum Part {
        EARLY,
        MID,
        LATE,
        FIRST_WEEK,
        LAST_WEEK,
        FIRST_HALF,
        SECOND_HALF,
        END
    }

    private Parts() {}

    static Sense partOf(Part part, Sense whole) {
        return switch (whole) {
            case Yearly yearly -> {
                var sample = partOf(part, yearly.in().apply(2024).orElseThrow());
                yield yearly.map(sample.from().equals(sample.to()), sample.precision(), w -> partOf(part, w));
            }
            case Fixed fixed -> Fixed.of(partOf(part, fixed.window()));
            case Named named -> named;
            case Answer answer -> answer;
        };
    }

    /**
     * Months in thirds of 1-10, 11-20 and 21 to the end; longer spans in thirds of whole months; weeks by their days
     * of trade.
     */
    static Window partOf(Part part, Window whole) {
        var from = whole.from().orElseThrow();
        var to = whole.to().orElseThrow();
        return switch (whole.precision()) {
            case INSTANT, DAY, PART_MONTH -> whole;
            case WEEK ->
                switch (part) {
                    case EARLY, FIRST_WEEK, FIRST_HALF -> Window.of(from, from.plusDays(1), Precision.DAY);
                    case MID -> Window.day(from.plusDays(2));
                    case LATE, LAST_WEEK, SECOND_HALF -> Window.of(from.plusDays(3), from.plusDays(4), Precision.DAY);
                    case END -> Window.day(from.plusDays(4));
                };
            case MONTH ->
                switch (part) {
                    case EARLY -> Window.of(from, from.withDayOfMonth(10), Precision.PART_MONTH);
                    case MID -> Window.of(from.withDayOfMonth(11), from.withDayOfMonth(20), Precision.PART_MONTH);
                    case LATE -> Window.of(from.withDayOfMonth(21), to, Precision.PART_MONTH);
                    case FIRST_WEEK -> Window.of(from, from.plusDays(6), Precision.WEEK);
                    case LAST_WEEK, END -> Window.of(to.minusDays(6), to, Precision.WEEK);
                    case FIRST_HALF -> Window.of(from, from.withDayOfMonth(15), Precision.PART_MONTH);
                    case SECOND_HALF -> Window.of(from.withDayOfMonth(16), to, Precision.PART_MONTH);
                };
            case QUARTER, YEAR -> longPart(part, from, to, whole.precision());
        };
    }

    private static Window longPart(Part part, LocalDate from, LocalDate to, Precision precision) {
        int months = (to.getYear() - from.getYear()) * 12 + to.getMonthValue() - from.getMonthValue() + 1;
        int third = months / 3;
        // A third of a quarter is a month; a third or a half of a year stays as coarse as a year mention.
        var finer = third == 1 ? Precision.MONTH : precision;
        return switch (part) {
            case EARLY -> Window.of(from, from.plusMonths(third).minusDays(1), finer);
            case MID ->
                Window.of(from.plusMonths(third), from.plusMonths(2L * third).minusDays(1), finer);
            case LATE -> Window.of(from.plusMonths(2L * third), to, finer);
            case FIRST_WEEK -> Window.of(from, from.plusDays(6), Precision.WEEK);
            case LAST_WEEK -> Window.of(to.minusDays(6), to, Precision.WEEK);
            case FIRST_HALF -> Window.of(from, halfway(from, months).minusDays(1), precision);
            case SECOND_HALF -> Window.of(halfway(from, months), to, precision);
            case END -> Window.day(to);
        };
    }

    private static LocalDate halfway(LocalDate from, int months) {
        return from.plusMonths(months / 2).plusDays(months % 2 == 0 ? 0 : 15);
    }
}
