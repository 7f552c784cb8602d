package tidewatch.market;

import java.time.LocalDate;

/** What changed the share basis or was paid out; {@code ex} is the first session without it. */
public sealed interface CorporateAction {
    LocalDate ex();

    /** {@code newPerOld} new shares for each old one: 4 for a 4:1 split, .2 for a 1:5 reverse split. */
    record Split(LocalDate ex, double newPerOld) implements CorporateAction {
        public Split {
            if (!(newPerOld > 0) || !Double.isFinite(newPerOld)) {
                throw new IllegalArgumentException("Split of " + newPerOld + " on " + ex);
            }
        }
    }

    /**
     * Cash a share: of a RAW series in the share basis of the session {@code ex} (after a split of the same day), else in the share basis
     * of the series' prices.
     */
    record CashDividend(LocalDate ex, double amount) implements CorporateAction {
        public CashDividend {
            if (!(amount > 0) || !Double.isFinite(amount)) {
                throw new IllegalArgumentException("Dividend of " + amount + " on " + ex);
            }
        }
    }

    /** A spin-off that a vendor writes as a split such as 1.067: it scales prices and leaves the volume alone. */
    record PriceFactor(LocalDate ex, double factor) implements CorporateAction {
        public PriceFactor {
            if (!(factor > 0) || !Double.isFinite(factor)) {
                throw new IllegalArgumentException("Price factor of " + factor + " on " + ex);
            }
        }
    }
}
