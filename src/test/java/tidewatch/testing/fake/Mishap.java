package tidewatch.testing.fake;

/** Something that goes wrong on purpose; each service has ways of its own. */
public interface Mishap {
    /** Of which calls, in any letter case; empty for all. */
    String method();

    /** So many calls pass before. */
    int skip();

    /** So many calls are struck. */
    int times();

    /** Whether the connection is reset before the body was read. */
    boolean cutsUnread();
}
