package tidewatch.market;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/** What a {@link MarketEvent} is, with what only its kind has. */
public sealed interface EventKind {
    /**
     * A company's results.
     *
     * @param periodEnd last day of the quarter they are about
     * @param estimate of the earnings a share, as the source writes it: {@code 1.85 USD}
     */
    record Earnings(Timing timing, Optional<LocalDate> periodEnd, Optional<String> estimate, Standing standing) implements EventKind {
        public Earnings {
            Objects.requireNonNull(timing);
            Objects.requireNonNull(periodEnd);
            Objects.requireNonNull(estimate);
            Objects.requireNonNull(standing);
        }

        public static Earnings of(Timing timing, Standing standing) {
            return new Earnings(timing, Optional.empty(), Optional.empty(), standing);
        }
    }

    /**
     * Figures about the economy, or the decision of a central bank.
     *
     * @param usualTime its hour is that of most such releases; nobody announced it for this one
     */
    record Release(boolean usualTime) implements EventKind {}

    /** The exchange is closed on a weekday. */
    record Holiday() implements EventKind {}

    /** The exchange closes before its usual hour; the event's time is that of the close. */
    record EarlyClose() implements EventKind {}

    /** Options expire. */
    record Expiry() implements EventKind {}

    /** Anything else that somebody wrote down. */
    record Custom() implements EventKind {}

    /** When on its day a company tells its results. */
    enum Timing {
        BEFORE_OPEN("before the open"),
        DURING("during the session"),
        AFTER_CLOSE("after the close"),
        /** Not said, or two readings of what was said differ. */
        UNKNOWN("");

        private final String words;

        Timing(String words) {
            this.words = words;
        }

        /** Behind a date; empty when it is not known. */
        public String words() {
            return words;
        }
    }

    /** How sure a date of results is. Stored by name. */
    enum Standing {
        /** A data vendor's date; none of them says whether the company has announced it. */
        ESTIMATED("estimated"),
        /** Somebody who writes a file of dates says that the company announced it. */
        ANNOUNCED("announced"),
        /** The results are out: a filing, or their figures at a vendor. */
        REPORTED("reported"),
        /** The day is over, filings are looked at, and none with results was seen. */
        UNSEEN("no filing seen");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
