package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tidewatch.brief.Brief;
import tidewatch.chat.Asker;
import tidewatch.chat.NoteScope;
import tidewatch.command.SentBriefs.Sent;

/**
 * How people name a brief: by its day, {@code 2026-01-09}, one of several of a day as {@code 2026-01-09-close}, a weekly edition as
 * {@code 2026-W02}. Briefs bear these names themselves.
 *
 * @param text the name
 * @param day of the brief; of a week its Monday
 * @param days on which it may have been sent
 */
record BriefName(String text, LocalDate day, List<LocalDate> days) {
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})-[a-z]{1,12}");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-[wW](\\d{2})");

    static BriefName of(LocalDate day) {
        return new BriefName(day.toString(), day, List.of(day));
    }

    /** Absent for what is no name. */
    static Optional<BriefName> parse(String text) {
        var oneDay = DAY.matcher(text);
        var week = WEEK.matcher(text);
        try {
            if (!week.matches()) {
                var day = LocalDate.parse(oneDay.matches() ? oneDay.group(1) : text);
                return Optional.of(new BriefName(text, day, List.of(day)));
            }
            var monday = LocalDate.of(Integer.parseInt(week.group(1)), 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week.group(2)))
                    .with(WeekFields.ISO.dayOfWeek(), 1);
            return Optional.of(new BriefName(week.group(1) + "-W" + week.group(2), monday, monday.datesUntil(monday.plusWeeks(1)).toList()));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** True when it names a day and leaves open which of its briefs. */
    boolean wholeDay() {
        return text.equals(day.toString());
    }

    /** This chat's own copy: the one of this name; of a day the last one sent. */
    Optional<Sent> sent(SentBriefs past, Asker asker) {
        var copies = days.stream().flatMap(date -> past.asSent(asker.chat(), asker.rights().scope(), date).stream()).toList();
        return pick(copies.reversed(), copy -> copy.doc().meta().docId(), true);
    }

    /** The facts of this name; of a day those of its morning, else the newest. */
    Optional<Brief> frozen(SentBriefs past, NoteScope scope) {
        return pick(days.stream().flatMap(date -> past.frozen(scope, date).stream()).toList(), Brief::id, false);
    }

    private <T> Optional<T> pick(List<T> newestFirst, Function<T, String> name, boolean newest) {
        var exact = newestFirst.stream().filter(one -> name.apply(one).equals(text)).findFirst();
        var any = newestFirst.stream().filter(_ -> wholeDay()).findFirst();
        return newest && wholeDay() ? any : exact.or(() -> any);
    }
}
