package tidewatch.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.market.PricePanel;
import tidewatch.notes.Note;

/**
 * A thesis that its own note calls closed. It is weighed no more; what it did while it was held can still be told, where the note says until
 * when.
 *
 * @param note path of the note that says so
 * @param on the day, where the note has it: in its status as 2026-01-20, or as a property {@code closed} or {@code exited}
 * @param held what it was measured on; absent when that is nothing, or when the note has no first day
 */
public record Closing(String note, Optional<LocalDate> on, Optional<Hypothesis> held) {
    private static final Pattern CLOSED =
            Pattern.compile("(?i)^\\W*(closed|exited|abandoned|invalidated|retired|archived|stopped out|sold)\\b.*");

    private static final Pattern DAY = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)");
    private static final List<String> PROPERTIES = List.of("closed", "exited");

    public Closing {
        Objects.requireNonNull(note);
        Objects.requireNonNull(on);
        Objects.requireNonNull(held);
    }

    /** Whether a status says that a thesis is closed. */
    static boolean says(String status) {
        return CLOSED.matcher(status).matches();
    }

    static Closing of(Note note, String status, Optional<Hypothesis> held) {
        var on = day(status).or(() -> PROPERTIES.stream()
                .flatMap(key -> Optional.ofNullable(note.properties().get(key)).flatMap(Closing::day).stream())
                .findFirst());
        return new Closing(note.path(), on, held);
    }

    private static Optional<LocalDate> day(String words) {
        var found = DAY.matcher(words);
        try {
            return found.find() ? Optional.of(LocalDate.parse(found.group())) : Optional.empty();
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /**
     * From the first close of the note to the close of the day on which it was closed; absent where that cannot be measured. Its status is of
     * no meaning: the thesis is not weighed.
     */
    public Optional<Weighed> weigh(PricePanel panel, String benchmark) {
        if (on.isEmpty() || held.isEmpty() || panel.size() == 0) {
            return Optional.empty();
        }
        var calendar = panel.calendar();
        var written = held.get().written();
        var first = calendar.isSession(written) ? written : calendar.next(written);
        var last = on.get().isAfter(panel.asOf()) ? panel.asOf() : on.get();
        if (!first.isBefore(last)) {
            return Optional.empty();
        }
        // A claim is measured up to its horizon, so this one's horizon is the day of its end.
        int sessions = calendar.count(first.plusDays(1), last);
        return sessions == 0
                ? Optional.empty()
                : Optional.of(ThesisStatus.of(held.get().until(sessions), panel, benchmark)).filter(one -> one.sessions() > 0);
    }
}
