package tidewatch.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** The database did not do what was asked. The transaction has been rolled back, save where the kind says otherwise. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What was the matter; what to do about it depends on this alone. */
    public enum Kind {
        /** Somebody else holds what was needed, for longer than we wait. Nothing happened: try again. */
        BUSY("is busy", Reason.UNREACHABLE),
        /** No answer, or the link broke. If it broke during the commit, nobody knows whether it happened. */
        UNREACHABLE("cannot be reached", Reason.UNREACHABLE),
        /** No room left on its disk. Nothing happened. */
        FULL("has no room left on its disk", Reason.TOO_BIG),
        /** It may be read and not be written. */
        READ_ONLY("may not be written", Reason.REFUSED),
        /** A row that must be the only one would not have been. */
        CONFLICT("holds such a row already", Reason.CONFLICT),
        /** Its file is damaged, or is no database. */
        DAMAGED("is damaged", Reason.GARBLED),
        /** It cannot be opened as it is; the sentence says what to do. */
        REFUSED("was not opened", Reason.REFUSED),
        /** A fault of ours. */
        BUG("did not understand us", Reason.GARBLED);

        private final String words;
        private final Reason reason;

        Kind(String words, Reason reason) {
            this.words = words;
            this.reason = reason;
        }
    }

    private final Kind kind;

    StoreException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    StoreException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The same as a value. */
    public Problem problem() {
        return Problem.of(kind.reason, firstLine(getMessage()));
    }

    /** What a database said, as one of the kinds; a bug when there is no word of a database in it. */
    static StoreException of(String database, Throwable fault) {
        for (Throwable one = fault; one != null; one = one.getCause()) {
            if (one instanceof StoreException ours) {
                return ours;
            }
        }
        var said = said(fault);
        var kind = said.map(StoreException::kind).orElse(Kind.BUG);
        var words = said.<Throwable>map(one -> one).orElse(fault).getMessage();
        return new StoreException(kind, database + " " + kind.words + ": " + firstLine(words), fault);
    }

    /** The same fault told to one more of those whom it hit; each throws its own. */
    static StoreException shared(String database, Throwable fault) {
        var first = of(database, fault);
        return new StoreException(first.kind(), String.valueOf(first.getMessage()), fault);
    }

    private static Optional<SQLException> said(Throwable fault) {
        Optional<SQLException> deepest = Optional.empty();
        for (Throwable one = fault; one != null; one = one.getCause()) {
            if (one instanceof SQLException sql) {
                deepest = Optional.of(sql);
            }
        }
        return deepest;
    }

    private static String firstLine(@Nullable String words) {
        return words == null || words.isBlank() ? "no reason was given" : words.lines().findFirst().orElse("").strip();
    }

    private static Kind kind(SQLException fault) {
        return fault instanceof SQLiteException sqlite ? sqlite(sqlite) : state(fault);
    }

    /** The primary code is the low byte; of constraints the extended one tells which. */
    private static Kind sqlite(SQLiteException fault) {
        return switch (fault.getResultCode()) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> Kind.CONFLICT;
            default ->
                switch (fault.getResultCode().code & 0xff) {
                    case 5, 6 -> Kind.BUSY;
                    case 8 -> Kind.READ_ONLY;
                    case 10, 14 -> Kind.UNREACHABLE;
                    case 13 -> Kind.FULL;
                    case 11, 26 -> Kind.DAMAGED;
                    default -> Kind.BUG;
                };
        };
    }

    /** By PostgreSQL's classes of errors (its documentation, appendix A). */
    private static Kind state(SQLException fault) {
        var state = fault.getSQLState() == null ? "" : fault.getSQLState();
        return switch (state) {
            case "40001", "40P01", "55P03", "57014", "25P03", "53300" -> Kind.BUSY;
            case "23505" -> Kind.CONFLICT;
            case "53100" -> Kind.FULL;
            case "25006" -> Kind.READ_ONLY;
            case "57P01", "57P02", "57P03", "57P05" -> Kind.UNREACHABLE;
            case "XX001", "XX002" -> Kind.DAMAGED;
            case "28000", "28P01", "3D000" -> Kind.REFUSED;
            default ->
                state.startsWith("08") || fault instanceof java.sql.SQLTransientConnectionException
                        ? Kind.UNREACHABLE
                        : Kind.BUG;
        };
    }

    /** The database itself rolled the whole transaction back because others were in the way: it may be run again. */
    static boolean rolledBackByOthers(Throwable fault) {
        return said(fault)
                .map(one -> one.getSQLState() == null ? "" : one.getSQLState())
                .filter(state -> state.equals("40001") || state.equals("40P01"))
                .isPresent();
    }
}
