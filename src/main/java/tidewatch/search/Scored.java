package tidewatch.search;

import java.time.LocalDate;
import java.util.Comparator;
import tidewatch.notes.Note;

/** A note that has what is looked for. */
record Scored(Note note, double score) {
    /** The best first; of equals the newest, those without a date last. */
    static final Comparator<Scored> BEST = Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(found -> found.note().date().orElse(LocalDate.MIN), Comparator.reverseOrder())
            .thenComparing(found -> found.note().path());
}
