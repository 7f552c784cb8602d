package tidewatch.notes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Date phrases of one note, read from its anchor. Without an anchor only phrases count that mean the same days from any year: "late
 * Jan" then means nothing, "late January 2026" does.
 */
final class NoteDates {
    private static final LocalDate EARLY = LocalDate.of(2013, 6, 14);
    private static final LocalDate LATE = LocalDate.of(2046, 10, 17);

    private final NoteOptions options;
    private final Optional<LocalDate> anchor;
    /** The words that were searched last: several rules ask for the dates of one line. */
    private Optional<Searched> searched = Optional.empty();

    private record Searched(String text, DateContext.Mode mode, LocalDate from, List<DatePhrase.Located> found) {
        boolean is(String other, DateContext.Mode otherMode, LocalDate otherFrom) {
            return mode == otherMode && text.equals(other) && from.equals(otherFrom);
        }
    }

    NoteDates(NoteOptions options, Optional<LocalDate> anchor) {
        this.options = options;
        this.anchor = anchor;
    }

    Optional<LocalDate> anchor() {
        return anchor;
    }

    /** Date phrases in a text, read from the section's own day where it has one. */
    List<DatePhrase.Located> find(String text, DateContext.Mode mode, Optional<Window> section) {
        if (!mayHoldDate(text)) {
            return List.of();
        }
        // Under "Timeline (March 2023)" the 19th is of that year, whenever the note was written.
        var from = section.filter(w -> w.precision() == Window.Precision.DAY || !holds(w, anchor))
                .flatMap(Window::from)
                .or(() -> anchor);
        if (from.isPresent()) {
            if (searched.isEmpty() || !searched.get().is(text, mode, from.get())) {
                searched = Optional.of(new Searched(text, mode, from.get(), DatePhrase.find(text, context(from.get(), mode))));
            }
            return searched.get().found();
        }
        // What means the same days from any year names a year.
        if (!Folded.holdsDigit(text, 0, text.length())) {
            return List.of();
        }
        var early = DatePhrase.find(text, context(EARLY, DateContext.Mode.NEAREST));
        var late = DatePhrase.find(text, context(LATE, DateContext.Mode.NEAREST));
        var same = new ArrayList<DatePhrase.Located>();
        for (var one : early) {
            if (one.reading().window().isPresent() && late.contains(one)) {
                same.add(one);
            }
        }
        return same;
    }

    /** Whether words hold a day, a month or the like, whatever the year. */
    boolean isDated(String text) {
        return mayHoldDate(text)
                && DatePhrase.find(text, context(anchor.orElse(EARLY), DateContext.Mode.NEAREST)).stream()
                        .anyMatch(one -> one.reading().window().isPresent());
    }

    /** The length of time that a cell states: "2-4 weeks", "Full year+". */
    Optional<Span> span(String cell) {
        var whole = DatePhrase.read(cell, context(anchor.orElse(EARLY), DateContext.Mode.NEAREST));
        if (whole instanceof DateReading.Duration d) {
            return Optional.of(d.span());
        }
        for (var one : DatePhrase.find(cell, context(anchor.orElse(EARLY), DateContext.Mode.NEAREST))) {
            if (one.reading() instanceof DateReading.Duration d) {
                return Optional.of(d.span());
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Window window, Optional<LocalDate> day) {
        return day.isPresent()
                && window.from().map(f -> !day.get().isBefore(f)).orElse(true)
                && window.to().map(t -> !day.get().isAfter(t)).orElse(true);
    }

    private DateContext context(LocalDate from, DateContext.Mode mode) {
        return new DateContext(from.atStartOfDay(), options.zone(), mode, options.calendars());
    }

    /** The shortest date has three characters; a text longer than any paragraph that is read is not searched. */
    private static boolean mayHoldDate(String text) {
        return text.length() >= 3 && text.length() <= 20_000;
    }
}
