package tidewatch.delivery;

import java.time.Instant;
import java.util.Objects;

/** What is done about a row of which nobody knows whether it arrived. */
public sealed interface Resolution {
    /** Once more; the repeat says that it may be one. */
    record Resend() implements Resolution {}

    /** Ready again at this instant, with the doubtful try as a suspect that the platform looks for before it sends. */
    record Look(Instant notBefore) implements Resolution {
        public Look {
            Objects.requireNonNull(notBefore);
        }
    }

    /** It ends. */
    record End(DeliveryReason reason) implements Resolution {
        public End {
            Objects.requireNonNull(reason);
        }
    }
}
