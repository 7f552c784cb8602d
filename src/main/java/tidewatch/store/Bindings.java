package tidewatch.store;

import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import tidewatch.chat.ChatId;

/** How our types are bound: as {@link Row} reads them. Optional ones are bound as what they hold, or as nothing. */
final class Bindings {
    private Bindings() {}

    /** Text as both databases can keep it. */
    static String clean(String text) {
        return Texts.clean(text);
    }

    static void install(Jdbi jdbi) {
        jdbi.registerArgument(new Millis());
        jdbi.registerArgument(new Dates());
        jdbi.registerArgument(new Chats());
        jdbi.registerArgument(new Flags());
        jdbi.registerArgument(new Texts());
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

    /** Of the primitive as well as of the object, which are two types to the binder. */
    private static final class Flags implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            return type == boolean.class || type == Boolean.class
                    ? Optional.of(value -> (position, statement, _) -> statement.setInt(position, Boolean.TRUE.equals(value) ? 1 : 0))
                    : Optional.empty();
        }
    }

    /**
     * PostgreSQL refuses the character zero, and neither base keeps half of a surrogate pair. People and platforms can send both, and such a
     * message must not stop the ones behind it.
     */
    private static final class Texts extends AbstractArgumentFactory<String> {
        private static final char REPLACEMENT = '\uFFFD';

        Texts() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            var clean = clean(value);
            return (position, statement, _) -> statement.setString(position, clean);
        }

        static String clean(String text) {
            for (int i = 0; i < text.length(); i++) {
                char one = text.charAt(i);
                if (one == 0 || Character.isSurrogate(one)) {
                    return cleaned(text);
                }
            }
            return text;
        }

        private static String cleaned(String text) {
            return text.codePoints()
                    .map(one -> one == 0 || (one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE) ? REPLACEMENT : one)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
