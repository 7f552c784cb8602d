package tidewatch.rotation;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * When the move that a row is in began, as a search over 3 to 126 sessions dates it, and how often a series without a trend shows as much.
 * A date found this way is always the best of many: it is told with its odds or not at all.
 *
 * @param rowId of the table
 * @param base last session before the move
 * @param start first session of the move
 * @param earliest the earliest start that fits about as well; told only where the odds are 1 in 5 or longer
 * @param latest the latest such start
 * @param sessions of the move
 * @param move relative to the yardstick since the base, as a ratio: .05 is 5 %
 * @param z the relative log move over sigma and the root of its sessions
 * @param odds of the search on the relative move as it is
 * @param rest what is left of it beside the market; absent when too little history came before it
 * @param adjusted p after correcting for all rows searched, by the odds that decide
 * @param strength by the odds that decide: those of the rest, else its own
 */
public record Start(
        String rowId,
        LocalDate base,
        LocalDate start,
        LocalDate earliest,
        LocalDate latest,
        int sessions,
        double move,
        double z,
        Odds odds,
        Optional<Rest> rest,
        double adjusted,
        Strength strength) {
    public Start {
        Objects.requireNonNull(odds);
        Objects.requireNonNull(rest);
        Objects.requireNonNull(strength);
        if (!base.isBefore(start) || earliest.isAfter(start) || latest.isBefore(start) || sessions < 3) {
            throw new IllegalArgumentException("A start of " + rowId + ": base " + base + ", start " + start + " of " + earliest + " to " + latest);
        }
    }

    /**
     * What the market did not make of a move.
     *
     * @param exposure what one per cent of the benchmark adds to the relative move, in per cent: the slope of 252 sessions before it, halved
     * @param left of the move, as a ratio
     * @param mostlyMarket less than half of the log move is left, or it points the other way
     * @param odds of a search on the relative returns without the market's part
     */
    public record Rest(double exposure, double left, boolean mostlyMarket, Odds odds) {}

    /** The odds that its strength was decided by. */
    public Odds deciding() {
        return rest.map(Rest::odds).orElse(odds);
    }

    /** Whether the days between which it may have begun are worth a word. */
    public boolean dated() {
        return odds.cautious() <= Strength.WEAK_P;
    }

    public boolean mostlyMarket() {
        return rest.filter(Rest::mostlyMarket).isPresent();
    }
}
