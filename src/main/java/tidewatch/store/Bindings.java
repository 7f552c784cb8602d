package tidewatch.store;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import tidewatch.chat.ChatId;

/** How our types are bound: as {@link Row} reads them. Optional ones are bound as what they hold, or as nothing. */
final class Bindings {
    private Bindings() {}

    static void install(Jdbi jdbi) {
        jdbi.registerArgument(new Millis());
        jdbi.registerArgument(new Dates());
        jdbi.registerArgument(new Chats());
        jdbi.registerArgument(new Flags());
    }

    private static final class Millis extends AbstractArgumentFactory<Instant> {
        Millis() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, _) -> statement.setLong(position, value.toEpochMilli());
        }
    }

    private static final class Dates extends AbstractArgumentFactory<LocalDate> {
        Dates() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(LocalDate value, ConfigRegistry config) {
            return (position, statement, _) -> statement.setString(position, value.toString());
        }
    }

    private static final class Chats extends AbstractArgumentFactory<ChatId> {
        Chats() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(ChatId value, ConfigRegistry config) {
            return (position, statement, _) -> statement.setString(position, value.text());
        }
    }

    private static final class Flags extends AbstractArgumentFactory<Boolean> {
        Flags() {
            super(Types.INTEGER);
        }

        @Override
        protected Argument build(Boolean value, ConfigRegistry config) {
            return (position, statement, _) -> statement.setInt(position, value ? 1 : 0);
        }
    }
}
