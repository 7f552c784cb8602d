package tidewatch.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConnection;
import tidewatch.chat.ChatId;

/**
 * One statement of those that are run for each message that is sent, where the making of a statement costs as much as its work. On a file it
 * is prepared once and kept for the one connection that writes; a server's driver keeps its own. Used only inside of a write transaction:
 * whoever holds the writing connection holds this too. Not for reading transactions.
 */
final class Prepared {
    private final String sql;
    /** The places of each parameter, counted from 1. */
    private final Map<String, List<Integer>> places = new HashMap<>();

    private Optional<Kept> kept = Optional.empty();

    /** The statement on the connection for which it was prepared. */
    private record Kept(SQLiteConnection connection, PreparedStatement statement) {}

    /** @param text with parameters as {@code :name}; no colon stands for anything else in it */
    Prepared(String text) {
        var out = new StringBuilder(text.length());
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ':') {
                out.append(text.charAt(i));
                continue;
            }
            int end = i + 1;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            count++;
            places.computeIfAbsent(text.substring(i + 1, end), _ -> new ArrayList<>()).add(count);
            out.append('?');
            i = end - 1;
        }
        this.sql = out.toString();
    }

    /** Ready to be given its parameters; closed after use. */
    Call on(Handle handle) throws SQLException {
        var open = handle.getConnection();
        if (!open.isWrapperFor(SQLiteConnection.class)) {
            return new Call(open.prepareStatement(sql), false);
        }
        var file = open.unwrap(SQLiteConnection.class);
        var one = kept.filter(before -> before.connection().equals(file));
        if (one.isEmpty()) {
            one = Optional.of(new Kept(file, file.prepareStatement(sql)));
            kept = one;
        }
        return new Call(one.get().statement(), true);
    }

    /** One use of the statement. */
    final class Call implements AutoCloseable {
        private final PreparedStatement statement;
        private final boolean keep;

        private Call(PreparedStatement statement, boolean keep) {
            this.statement = statement;
            this.keep = keep;
        }

        Call with(String name, long value) throws SQLException {
            for (int place : at(name)) {
                statement.setLong(place, value);
            }
            return this;
        }

        Call with(String name, Instant value) throws SQLException {
            return with(name, value.toEpochMilli());
        }

        /** A NaN is stored as nothing. */
        Call with(String name, double value) throws SQLException {
            for (int place : at(name)) {
                if (Double.isNaN(value)) {
                    statement.setNull(place, java.sql.Types.DOUBLE);
                } else {
                    statement.setDouble(place, value);
                }
            }
            return this;
        }

        Call with(String name, byte[] value) throws SQLException {
            for (int place : at(name)) {
                statement.setBytes(place, value);
            }
            return this;
        }

        Call with(String name, LocalDate value) throws SQLException {
            return with(name, value.toString());
        }

        /** Text that people or platforms wrote is cleaned as {@link Bindings} does. */
        Call with(String name, String value) throws SQLException {
            var clean = Bindings.clean(value);
            for (int place : at(name)) {
                statement.setString(place, clean);
            }
            return this;
        }

        Call with(String name, Optional<String> value) throws SQLException {
            if (value.isPresent()) {
                return with(name, value.get());
            }
            for (int place : at(name)) {
                statement.setNull(place, java.sql.Types.VARCHAR);
            }
            return this;
        }

        /** Anything of the kinds that {@link Bindings} knows, or an optional one. */
        Call value(String name, Object value) throws SQLException {
            return switch (value) {
                case Optional<?> maybe -> maybe.isPresent() ? value(name, maybe.get()) : nothing(name);
                case String text -> with(name, text);
                case Instant instant -> with(name, instant);
                case Number number -> with(name, number.longValue());
                case Boolean flag -> with(name, flag ? 1 : 0);
                case LocalDate date -> with(name, date.toString());
                case ChatId chat -> with(name, chat.text());
                default -> throw new IllegalArgumentException("No parameter can be a " + value.getClass().getSimpleName());
            };
        }

        private Call nothing(String name) throws SQLException {
            for (int place : at(name)) {
                statement.setNull(place, java.sql.Types.NULL);
            }
            return this;
        }

        private List<Integer> at(String name) {
            var found = places.get(name);
            if (found == null) {
                throw new IllegalArgumentException("No parameter " + name + " in " + sql);
            }
            return found;
        }

        int update() throws SQLException {
            return statement.executeUpdate();
        }

        /** Adds these parameters to those that {@link #batch} runs. */
        Call add() throws SQLException {
            statement.addBatch();
            return this;
        }

        void batch() throws SQLException {
            statement.executeBatch();
        }

        void each(Step step) throws SQLException {
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    step.read(result);
                }
            }
        }

        <T> List<T> list(Reader<T> reader) throws SQLException {
            var list = new ArrayList<T>();
            each(columns -> list.add(reader.read(columns)));
            return list;
        }

        <T> Optional<T> first(Reader<T> reader) throws SQLException {
            return list(reader).stream().findFirst();
        }

        @Override
        public void close() throws SQLException {
            if (keep) {
                // Where something broke before the batch was run, nothing of it may be in the next.
                statement.clearBatch();
                statement.clearParameters();
            } else {
                statement.close();
            }
        }
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet columns) throws SQLException;
    }

    /** Takes one row of a result. */
    @FunctionalInterface
    interface Step {
        void read(ResultSet columns) throws SQLException;
    }
}
