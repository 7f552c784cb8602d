package tidewatch.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidewatch.message.Numbers;

/**
 * Writes one object of the contract: fields in the order of the calls, none for what is absent, never null, never NaN. Other than JSON
 * demands, only the line and paragraph separators (U+0085, U+2028, U+2029) are escaped, because some readers end a line there. Numbers are
 * the shortest decimals that read back as the same double. Confined to one call and one thread.
 */
final class Json {
    /** Of every object; raised when a field changes its meaning or goes, not when one is added. */
    static final int VERSION = 1;

    /** Beyond this many zeros a number is written with an exponent. */
    private static final int ZEROS_MAX = 30;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder().characterEscapes(new LineEnds()).build();

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** {@code {"v":1,...}} on one line, without its end. */
    static String object(Consumer<Json> fields) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("v", VERSION);
            fields.accept(new Json(out));
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory cannot be written", impossible);
        }
        return text.toString();
    }

    Json text(String field, String value) {
        return write(() -> out.writeStringField(field, value));
    }

    Json text(String field, Optional<String> value) {
        value.ifPresent(present -> text(field, present));
        return this;
    }

    /** A text of which the empty one means that there is none. */
    Json textIfAny(String field, String value) {
        return value.isBlank() ? this : text(field, value);
    }

    Json texts(String field, Collection<String> values) {
        return write(() -> {
            out.writeArrayFieldStart(field);
            for (var value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        });
    }

    Json date(String field, LocalDate value) {
        return text(field, value.toString());
    }

    Json date(String field, Optional<LocalDate> value) {
        return text(field, value.map(LocalDate::toString));
    }

    /** A word of a closed list, see {@link #word}. */
    Json word(String field, Enum<?> value) {
        return text(field, word(value));
    }

    Json flag(String field, boolean value) {
        return write(() -> out.writeBooleanField(field, value));
    }

    Json count(String field, long value) {
        return write(() -> out.writeNumberField(field, value));
    }

    Json counts(String field, Collection<Integer> values) {
        return write(() -> {
            out.writeArrayFieldStart(field);
            for (int value : values) {
                out.writeNumber(value);
            }
            out.writeEndArray();
        });
    }

    /** A figure in the unit of its field; left out when it is not finite. */
    Json number(String field, double value) {
        return Double.isFinite(value)
                ? write(() -> {
                    out.writeFieldName(field);
                    out.writeNumber(decimal(value));
                })
                : this;
    }

    /** A fraction as percent or points: .0239 is written 2.39. The same product as {@link tidewatch.brief.Figure} makes, to the bit. */
    Json hundredfold(String field, double fraction) {
        return number(field, fraction * 100);
    }

    Json hundredfold(String field, Optional<Double> fraction) {
        fraction.ifPresent(present -> hundredfold(field, present));
        return this;
    }

    Json object(String field, Consumer<Json> fields) {
        return write(() -> {
            out.writeObjectFieldStart(field);
            fields.accept(this);
            out.writeEndObject();
        });
    }

    <T> Json object(String field, Optional<T> value, BiConsumer<Json, T> fields) {
        value.ifPresent(present -> object(field, json -> fields.accept(json, present)));
        return this;
    }

    /** An array of objects; empty when there are none, never absent. */
    <T> Json objects(String field, Collection<T> values, BiConsumer<Json, T> fields) {
        return write(() -> {
            out.writeArrayFieldStart(field);
            for (var value : values) {
                out.writeStartObject();
                fields.accept(this, value);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** {@code DAY_BEFORE} is {@code day-before}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String decimal(double value) {
        BigDecimal shortest = Numbers.exact(value).stripTrailingZeros();
        return Math.abs((long) shortest.scale()) <= ZEROS_MAX ? shortest.toPlainString() : shortest.toString();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private Json write(Writing step) {
        try {
            step.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory cannot be written", impossible);
        }
        return this;
    }

    /** One object a line must stay one line for readers that split at every line end of Unicode. */
    private static final class LineEnds extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            return standardAsciiEscapesForJSON();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return switch (c) {
                case 0x85 -> new SerializedString("\\u0085");
                case 0x2028 -> new SerializedString("\\u2028");
                case 0x2029 -> new SerializedString("\\u2029");
                default -> null;
            };
        }
    }
}
