package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a chat wants of briefs that could not be sent on time. */
public enum CatchUp {
    /** Sent late while it still means something, and says that it is late. */
    LATE,
    /** Sent on time or not at all. */
    SKIP,
    /** Not sent late; its headline stands in a list in the next brief. */
    DIGEST;

    /** Rows older than this are not looked at one by one after a long downtime: one row stands for all of them. */
    public static final Duration LOOK_BACK = Duration.ofDays(31);

    /**
     * What becomes of briefs of one chat and one kind that a downtime left unsent: at most the newest is sent, so that a chat gets one
     * message of a kind.
     *
     * @param due rows that are due, the oldest first
     * @return for each row, in the same order, the reason for which it expires; empty where it is sent
     */
    public List<Optional<DeliveryReason>> settle(List<Staleness> due, Instant now) {
        var settled = new ArrayList<Optional<DeliveryReason>>();
        for (int row = 0; row < due.size(); row++) {
            Staleness one = due.get(row);
            boolean newest = row == due.size() - 1;
            settled.add(
                    switch (one.at(now, this)) {
                        case Staleness.Stale _ ->
                            Optional.of(
                                    one.due().isBefore(now.minus(LOOK_BACK)) ? DeliveryReason.GAP : DeliveryReason.STALE);
                        case Staleness.NotYet _ -> Optional.empty();
                        case Staleness.OnTime _, Staleness.Late _ ->
                            newest ? Optional.empty() : Optional.of(DeliveryReason.SUPERSEDED);
                    });
        }
        return List.copyOf(settled);
    }
}
