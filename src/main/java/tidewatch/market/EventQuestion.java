package tidewatch.market;

import java.time.LocalDate;
import java.util.List;

/**
 * What an {@link EventCalendar} is asked for: the days from {@code from} to {@code to}, both included.
 *
 * @param companies only theirs; empty for everything that the source has
 */
public record EventQuestion(LocalDate from, LocalDate to, List<Instrument> companies) {
    public EventQuestion {
        companies = List.copyOf(companies);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A question from " + from + " to " + to);
        }
    }

    /** Its name among the questions to one source, as it is stored: the days, and before them the companies. */
    public String part() {
        var days = from + ".." + to;
        return companies.isEmpty() ? days : String.join(" ", companies.stream().map(Instrument::symbol).toList()) + " " + days;
    }
}
