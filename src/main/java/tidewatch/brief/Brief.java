package tidewatch.brief;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The facts of one brief: a value without words, without clock and without I/O behind it. {@link BriefComposer} says it.
 *
 * @param id its date; with a figure's number it names a figure for ever
 * @param at the moment for which it is written, in the reader's zone
 * @param session session of the closes
 * @param sample true when prices are invented
 * @param figures every figure of it, by number
 */
public record Brief(
        String id,
        ZonedDateTime at,
        LocalDate session,
        boolean sample,
        CoverageSection.Facts coverage,
        TopCallSection.Facts call,
        TapeSection.Facts tape,
        RotationSection.Facts rotation,
        FlowSection.Facts flows,
        ThesesSection.Facts theses,
        MoversSection.Facts movers,
        ScenarioSection.Facts scenarios,
        AheadSection.Facts ahead,
        NoteCheckSection.Facts noteCheck,
        FooterSection.Facts footer,
        List<Figure> figures) {
    public Brief {
        Objects.requireNonNull(id);
        figures = List.copyOf(figures);
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i).number() != i + 1) {
                throw new IllegalArgumentException("Figure " + figures.get(i).number() + " stands at place " + (i + 1));
            }
        }
    }

    public LocalDate date() {
        return at.toLocalDate();
    }

    public Optional<Figure> figure(int number) {
        return number >= 1 && number <= figures.size() ? Optional.of(figures.get(number - 1)) : Optional.empty();
    }
}
