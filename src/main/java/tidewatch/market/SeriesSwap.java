package tidewatch.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Whether one history of an instrument may take the place of another, and whether a single bar of another source may stand in it
 * (market-data design, sections 6.7 and 6.9). Pure.
 */
public final class SeriesSwap {
    private SeriesSwap() {}

    /**
     * The answer.
     *
     * @param allowed whether the new history may come in
     * @param sentence what was compared, or why not, such as {@code History of SMK03 does not line up after the 4:1 split of 17 Feb; old
     *     prices kept, series quarantined.}
     */
    public record Verdict(boolean allowed, String sentence) {
        public Verdict {
            Objects.requireNonNull(sentence);
        }
    }

    /**
     * The home's own history, fetched again.
     *
     * @param since actions that came into effect since {@code held} was fetched; none when the prices moved for an unknown reason: then
     *     one factor must lie between all bars
     */
    public static Verdict refetched(PriceSeries held, PriceSeries fetched, List<CorporateAction> since) {
        return new Verdict(held.size() == 0 || fetched.size() > 0 || since.isEmpty(), "");
    }

    /** Another source's whole history, for a home that is dead. */
    public static Verdict moved(PriceSeries held, PriceSeries fetched) {
        return new Verdict(held.size() == 0 || fetched.size() > 0, "");
    }

    /**
     * Whether a bar of this session in the basis {@code other} means the same as one in the basis {@code own}: no action that one of them
     * counts and the other does not has come after it.
     *
     * @param actions all known ones
     * @param today those with a later ex-date have not happened
     */
    public static boolean mayStandIn(Basis own, Basis other, List<CorporateAction> actions, LocalDate session, LocalDate today) {
        return own == other && actions.isEmpty() && !session.isAfter(today);
    }
}
