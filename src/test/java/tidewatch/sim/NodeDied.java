package tidewatch.sim;

/** The process is gone. No error of the program: nothing may catch it but the simulator. */
final class NodeDied extends Error {
    private static final long serialVersionUID = 1;

    NodeDied() {
        super("the process is gone", null, false, false);
    }
}
