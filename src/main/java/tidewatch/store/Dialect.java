package tidewatch.store;

import java.util.Locale;

/**
 * The one seam between the two databases. All other SQL is the same on both; whatever a statement must say differently is asked of here.
 */
public enum Dialect {
    /** One file, one writer: whoever writes holds the whole database, so no row needs a lock of its own. */
    SQLITE,
    /** A server, READ COMMITTED: a row that is read to be changed is locked. */
    POSTGRESQL;

    /** Behind a select of rows that will be changed by whoever comes first: rows that another holds are passed over. */
    public String skipLocked(String alias) {
        return switch (this) {
            case SQLITE -> "";
            case POSTGRESQL -> " FOR UPDATE OF " + alias + " SKIP LOCKED";
        };
    }

    /** Behind a select of rows that will be changed in this transaction: waits for whoever holds them. */
    public String forUpdate() {
        return switch (this) {
            case SQLITE -> "";
            case POSTGRESQL -> " FOR UPDATE";
        };
    }

    /** Folder of its migrations among the resources. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
