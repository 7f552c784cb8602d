package tidewatch.app;

/** Exit codes of the command line: a contract with scripts. */
final class Exit {
    static final int FINE = 0;
    /** Findings, or an incomplete answer. */
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    static final int UNREACHABLE = 4;

    private Exit() {}
}
