package tidewatch.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.market.Basket;

/**
 * A claim as it was written down before its outcome, with everything needed to compute it again. It never changes: a claim of another
 * meaning, or of another start, is another one.
 *
 * @param id its meaning and its start
 * @param author whose claim it is
 * @param title as people call it: "Long defense AI", "Industrials into the list"
 * @param sign +1 when it gains from a rise of the asset against the yardstick, -1 when from a fall
 * @param asset symbols of what it is measured on, at least one
 * @param standIn true when the asset only stands near to what the note means
 * @param against symbols of the yardstick, at least one
 * @param start session at whose close it begins; evidence starts the session after
 * @param horizon sessions after which it is scored, at least 1
 * @param horizonWhy the words from which the horizon was taken
 * @param source where a note says it; absent for the list's
 * @param probability that the author gave it, 0 to 1; absent where none was written
 * @param knownTo session of the newest prices when it was written down
 * @param imported true when more than five sessions of its evidence were there by then, so that it could have been chosen for how it went: it
 *     is listed, and in no hit rate
 * @param method version of the method
 * @param at when it was written down
 */
public record RecordedClaim(
        String id,
        Author author,
        String title,
        int sign,
        List<String> asset,
        boolean standIn,
        List<String> against,
        LocalDate start,
        int horizon,
        String horizonWhy,
        Optional<Source> source,
        Optional<Double> probability,
        LocalDate knownTo,
        boolean imported,
        int method,
        Instant at) {
    /** Whose claim it is. */
    public enum Author {
        /** Whoever wrote the notes. */
        NOTES,
        /** This program: a row that entered its list. */
        LIST
    }

    /**
     * The words of a note.
     *
     * @param file vault-relative path
     * @param line 1-based, when it was written down
     */
    public record Source(String file, int line, String quote) {}

    public RecordedClaim {
        Objects.requireNonNull(author);
        Objects.requireNonNull(start);
        Objects.requireNonNull(knownTo);
        Objects.requireNonNull(at);
        asset = List.copyOf(asset);
        against = List.copyOf(against);
        if (asset.isEmpty() || against.isEmpty() || horizon < 1 || (sign != 1 && sign != -1)) {
            throw new IllegalArgumentException("No claim to be scored: " + id + ", " + asset + " against " + against + ", " + sign + ", " + horizon);
        }
        if (probability.filter(p -> !(p >= 0 && p <= 1)).isPresent()) {
            throw new IllegalArgumentException("The probability of " + id + " is " + probability);
        }
        if ((author == Author.NOTES) != source.isPresent()) {
            throw new IllegalArgumentException(id + " of " + author + " has the source " + source);
        }
    }

    Basket basket() {
        return new Basket(id, title, asset);
    }

    Basket yardstick() {
        return new Basket(id + " yardstick", "yardstick", against);
    }
}
