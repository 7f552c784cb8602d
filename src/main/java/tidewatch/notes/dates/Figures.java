package tidewatch.notes.dates;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers with what they count: days of a month, years, fiscal quarters, counts of units. */
final class Figures {
    static final int NO_YEAR = -1;

    private static final int LONGEST_COUNT = 6;

    /** A number with its end, such as a year or a day. */
    record Numeral(int value, int end) {}

    /** A count of units: "2-4 weeks". {@code most} below 0: no upper end. {@code spelledOne}: "a week". */
    record Count(int least, int most, Unit unit, boolean spelledOne, boolean hyphen, int end) {}

    /** A fiscal or calendar quarter by name; {@code fiscal} as the id of an event has it. */
    record Quarter(int number, int year, Optional<String> fiscal, int end) {}

    /** What is counted. */
    enum Unit {
        MINUTE,
        HOUR,
        DAY,
        SESSION,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    private final Text text;

    Figures(Text text) {
        this.text = text;
    }

    @Nullable
    Count count(int i) {
        int least;
        int most;
        int at;
        boolean spelled = false;
        if (text.number(i)) {
            if (text.digits(i) > LONGEST_COUNT) {
                return null;
            }
            least = text.value(i);
            most = least;
            at = i + 1;
            boolean plus = text.glued(at) && text.is(at, "+");
            if (plus) {
                most = -1;
                at++;
            } else if ((text.is(at, "-") && text.number(at + 1) && text.digits(at + 1) <= LONGEST_COUNT)
                    || (text.at(at, "to") && text.number(text.skip(at, "to")))) {
                int second = text.is(at, "-") ? at + 1 : text.skip(at, "to");
                most = text.value(second);
                at = second + 1;
                if (most < least || text.digits(second) > LONGEST_COUNT) {
                    return null;
                }
            }
        } else {
            var number = text.match(i, "number");
            if (number.isEmpty()) {
                return null;
            }
            least = Integer.parseInt(number.get().value());
            most = least;
            at = number.get().end();
            spelled = least == 1;
            int to = text.is(at, "-") ? at + 1 : text.skip(at, text.at(at, "to") ? "to" : "or");
            var second = to > at ? text.match(to, "number") : Optional.<Words.Match>empty();
            if (second.isPresent() && Integer.parseInt(second.get().value()) > least) {
                most = Integer.parseInt(second.get().value());
                at = second.get().end();
                spelled = false;
            }
        }
        boolean hyphen = text.is(at, "-");
        if (hyphen) {
            at++;
        }
        var unit = text.match(at, "unit");
        if (unit.isEmpty()) {
            return null;
        }
        boolean letter = text.get(at).text().length() == 1;
        int end = unit.get().end();
        if ((letter && (!text.glued(at) || hyphen))
                || (text.glued(end) && (text.number(end) || text.get(end).latin()))) {
            return null;
        }
        return new Count(least, most, Unit.valueOf(unit.get().value()), spelled, hyphen, end);
    }

    @Nullable
    Numeral fiscalYear(int i) {
        int at = text.skip(i, "fiscal");
        if (at == i) {
            return null;
        }
        if (text.is(at, "'")) {
            at++;
        }
        int digits = text.digits(at);
        return digits == 2 || digits == 4 ? new Numeral(text.value(at) % 100, at + 1) : null;
    }

    @Nullable
    Quarter quarter(int i) {
        boolean fiscal = false;
        int at = i;
        Numeral fy = fiscalYear(i);
        if (fy != null) {
            at = fy.end();
        } else if (text.skip(i, "fiscal") > i) {
            fiscal = true;
            at = text.skip(i, "fiscal");
        }
        int number = NO_YEAR;
        int year = NO_YEAR;
        if (text.is(at, "q") && text.glued(at + 1) && text.digits(at + 1) == 1) {
            number = text.value(at + 1);
            at += 2;
        } else if (text.digits(at) == 1 && text.glued(at + 1) && text.is(at + 1, "q")) {
            number = text.value(at);
            at += 2;
            if (text.glued(at) && text.digits(at) == 2) {
                year = 2000 + text.value(at);
                at++;
            }
        } else {
            int the = text.skip(at, "the");
            var ordinal = text.match(the, "ordinal");
            if (ordinal.isEmpty()
                    || !text.is(ordinal.get().end(), "quarter")
                    || ordinal.get().value().equals("-1")) {
                return null;
            }
            number = Integer.parseInt(ordinal.get().value());
            at = ordinal.get().end() + 1;
            if (text.prose() && year(text.skip(at, "of")) == null) {
                return null;
            }
        }
        if (number < 1
                || number > 4
                || (text.glued(at) && text.has(at) && text.get(at).latin())) {
            return null;
        }
        int of = text.skip(at, "of");
        var fiscalBehind = fy == null ? fiscalYear(of) : null;
        if (fiscalBehind != null) {
            fy = fiscalBehind;
            at = fiscalBehind.end();
        } else if (year == NO_YEAR && fy == null) {
            var said = year(of);
            if (said != null) {
                year = said.value();
                at = said.end();
            }
        }
        if (fy != null) {
            return new Quarter(number, NO_YEAR, Optional.of("fy" + (fy.value() < 10 ? "0" : "") + fy.value()), at);
        }
        if (!text.clean(at)) {
            return null;
        }
        return new Quarter(number, year, fiscal ? Optional.of("fiscal") : Optional.empty(), at);
    }

    /** A day of a month: "28", "28th". */
    @Nullable
    Numeral day(int i) {
        int digits = text.digits(i);
        if (digits < 1 || digits > 2 || text.value(i) < 1 || text.value(i) > 31) {
            return null;
        }
        int end = i + 1;
        if (text.glued(end) && text.at(end, "ordinal-ending")) {
            end++;
        }
        boolean clock = (text.glued(end) && text.is(end, ":") && text.glued(end + 1) && text.number(end + 1))
                || text.at(end, "meridiem");
        boolean slash = text.glued(end) && text.is(end, "/") && text.glued(end + 1) && text.number(end + 1);
        return clock || slash || !text.clean(end) ? null : new Numeral(text.value(i), end);
    }

    @Nullable
    Numeral yearBehind(int i) {
        return year(text.is(i, ",") ? i + 1 : text.skip(i, "of"));
    }

    /**
     * A year of four digits, or of two behind an apostrophe. Any four digits count here, so that 1999 is not lost from
     * "Jan 1999".
     */
    @Nullable
    Numeral year(int i) {
        if (text.is(i, "'") && text.glued(i + 1) && text.digits(i + 1) == 2 && text.clean(i + 2)) {
            return new Numeral(2000 + text.value(i + 1), i + 2);
        }
        if (text.digits(i) != 4 || !text.clean(i + 1) || (text.glued(i + 1) && text.is(i + 1, ":"))) {
            return null;
        }
        return new Numeral(text.value(i), i + 1);
    }
}
