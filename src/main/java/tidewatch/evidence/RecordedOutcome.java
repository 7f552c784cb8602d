package tidewatch.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a recorded claim at its horizon. It is never changed: when prices or the method do, another line supersedes it and says why.
 *
 * @param claim id of the claim
 * @param line 1 for the first, one more for each that supersedes
 * @param session the horizon
 * @param excess sum of the signed relative log returns from the start to the horizon: above 0 the claim came in
 * @param z of {@code excess}, see {@link ThesisStatus}
 * @param closes "ITA 2026-01-08 231.1000": the adjusted closes of both ends
 * @param method version of the method
 * @param reason why it supersedes the line before; absent on the first
 */
public record RecordedOutcome(
        String claim, int line, LocalDate session, double excess, double z, List<String> closes, int method, Instant at, Optional<String> reason) {
    public RecordedOutcome {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(session);
        Objects.requireNonNull(at);
        closes = List.copyOf(closes);
        if (line < 1 || (line == 1) != reason.isEmpty() || !Double.isFinite(excess) || !Double.isFinite(z)) {
            throw new IllegalArgumentException("No outcome of " + claim + ": line " + line + ", " + excess + ", " + z + ", " + reason);
        }
    }

    /** Whether the claim came in. */
    public boolean hit() {
        return excess > 0;
    }
}
