package tidewatch.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.market.Basket;
import tidewatch.notes.Claim;

/**
 * A view of a note made testable: a direction, what is measured, against what, since when, for how long.
 *
 * @param id stable for its meaning: kind, thesis or sector, direction, basket, yardstick, horizon, note
 * @param title as the person calls it: "Long defense AI", "Utilities favored"
 * @param kind where it comes from
 * @param sign +1 when the view gains from a rise of the asset against the yardstick, -1 when from a fall
 * @param asset what it is measured on
 * @param standIn true when the asset only stands near to what the note means
 * @param against the yardstick: the benchmark, or the other leg of a spread
 * @param written day of the note; evidence starts the session after the first close at or after it
 * @param horizon in sessions
 * @param horizonWhy the words from which the horizon was taken, or "not stated: one quarter"
 * @param span near-term or structural, where the note says so
 * @param legs the parts of a thesis that names several with one direction, each weighed alone too; empty when it names one
 */
public record Hypothesis(
        String id,
        String title,
        Kind kind,
        Claim claim,
        int sign,
        Basket asset,
        boolean standIn,
        Basket against,
        LocalDate written,
        int horizon,
        String horizonWhy,
        Optional<Claim.ThesisImpact.Horizon> span,
        List<Basket> legs) {
    /** Where a hypothesis comes from. */
    public enum Kind {
        THESIS,
        IMPACT,
        SECTOR_VIEW,
        FLOW
    }

    /** Of one leg. */
    public Hypothesis(
            String id,
            String title,
            Kind kind,
            Claim claim,
            int sign,
            Basket asset,
            boolean standIn,
            Basket against,
            LocalDate written,
            int horizon,
            String horizonWhy,
            Optional<Claim.ThesisImpact.Horizon> span) {
        this(id, title, kind, claim, sign, asset, standIn, against, written, horizon, horizonWhy, span, List.of());
    }

    public Hypothesis {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(claim);
        legs = List.copyOf(legs);
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("The sign of " + id + " is " + sign);
        }
        if (horizon < 1) {
            throw new IllegalArgumentException("The horizon of " + id + " is " + horizon);
        }
    }

    /** The same with a horizon of so many sessions. */
    Hypothesis until(int sessions) {
        return new Hypothesis(id, title, kind, claim, sign, asset, standIn, against, written, sessions, horizonWhy, span, legs);
    }

    /**
     * Whether it may ever be scored. A thesis that a table only names, with a mixed verdict or one against it, is followed in the direction
     * of its name and never scored: the note claimed nothing.
     */
    public boolean scored() {
        return !(kind == Kind.THESIS && claim instanceof Claim.ThesisImpact);
    }

    /** Path of the note that holds the claim. */
    public String note() {
        return claim.source().place().file();
    }
}
