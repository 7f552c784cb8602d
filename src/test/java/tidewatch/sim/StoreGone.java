package tidewatch.sim;

/** The store does not answer; nothing was done. */
final class StoreGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreGone() {
        super("the store does not answer", null, false, false);
    }
}
