package tidewatch.app;

import tidewatch.store.StoreException;

/** Exit codes of the command line: a contract with scripts. */
final class Exit {
    static final int FINE = 0;
    /** Findings, or an incomplete answer. */
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    static final int UNREACHABLE = 4;

    private Exit() {}

    /** Of a store that could not be used: it does not answer, or it is not as it must be. */
    static int of(StoreException refused) {
        return switch (refused.kind()) {
            case BUSY, UNREACHABLE -> UNREACHABLE;
            case FULL, READ_ONLY, CONFLICT, DAMAGED, REFUSED, BUG -> CONFIGURATION;
        };
    }
}
