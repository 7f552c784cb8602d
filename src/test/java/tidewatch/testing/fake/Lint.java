package tidewatch.testing.fake;

import java.time.Instant;

/**
 * Something that the service quietly tolerates or loses.
 *
 * @param call number of the call in the ledger, 0 when it was not a call
 * @param kind a short name, such as RAW_ANGLE
 */
public record Lint(Instant at, long call, String kind, String text) {}
