package tidewatch.http;

/**
 * How far a call got, in the order in which it gets there. Only {@link #NOTHING} makes it certain that the other side did nothing; between
 * {@link #REQUEST} and {@link #HEADERS} nobody can know.
 */
public enum Reach {
    /** No byte of the request was written: no name, no connection, no trust, or refused on this side. It may be repeated freely. */
    NOTHING,
    /** Writing began and no final status came back. The other side may have done what was asked. */
    REQUEST,
    /** The status line and all header fields came, the body not whole. */
    HEADERS,
    /** The whole answer was read. */
    BODY
}
