package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tidewatch.chat.ChatId;

/** One row of a result in our own types: instants from milliseconds, dates and ids from text, booleans from 0 and 1. */
record Row(ResultSet columns) {
    String text(String column) throws SQLException {
        var text = columns.getString(column);
        if (text == null) {
            throw new SQLException("Column " + column + " is empty");
        }
        return text;
    }

    Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(columns.getString(column));
    }

    int number(String column) throws SQLException {
        return columns.getInt(column);
    }

    long big(String column) throws SQLException {
        return columns.getLong(column);
    }

    /** NaN where it is empty. */
    double real(String column) throws SQLException {
        double value = columns.getDouble(column);
        return columns.wasNull() ? Double.NaN : value;
    }

    byte[] bytes(String column) throws SQLException {
        var bytes = columns.getBytes(column);
        if (bytes == null) {
            throw new SQLException("Column " + column + " is empty");
        }
        return bytes;
    }

    boolean flag(String column) throws SQLException {
        return columns.getInt(column) != 0;
    }

    Instant instant(String column) throws SQLException {
        return maybeInstant(column).orElseThrow(() -> new SQLException("Column " + column + " is empty"));
    }

    Optional<Instant> maybeInstant(String column) throws SQLException {
        long millis = columns.getLong(column);
        return columns.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    Optional<LocalDate> maybeDate(String column) throws SQLException {
        return maybeText(column).map(LocalDate::parse);
    }

    LocalDate date(String column) throws SQLException {
        return LocalDate.parse(text(column));
    }

    ChatId chat(String column) throws SQLException {
        var text = text(column);
        return ChatId.parse(text).orElseThrow(() -> new SQLException("Column " + column + " holds no chat: " + text));
    }

    <E extends Enum<E>> E word(Class<E> type, String column) throws SQLException {
        return Enum.valueOf(type, text(column));
    }

    <E extends Enum<E>> Optional<E> maybeWord(Class<E> type, String column) throws SQLException {
        return maybeText(column).map(name -> Enum.valueOf(type, name));
    }
}
