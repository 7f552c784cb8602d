package tidewatch.sim;

/** An invariant does not hold. */
final class Broken extends Error {
    private static final long serialVersionUID = 1;

    private final String invariant;

    Broken(String invariant, String words) {
        super(invariant + ": " + words);
        this.invariant = invariant;
    }

    /** {@code I3}. */
    String invariant() {
        return invariant;
    }
}
