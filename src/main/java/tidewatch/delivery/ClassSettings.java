package tidewatch.delivery;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How loud each class of message is in one chat. Classes that nobody touched are on. Immutable. */
public record ClassSettings(Map<MessageClass, Loudness> changed) {
    public static final ClassSettings ALL_ON = new ClassSettings(Map.of());

    /** Keeps only what differs from on, so that equal settings are equal values. */
    public ClassSettings {
        var kept = new EnumMap<MessageClass, Loudness>(MessageClass.class);
        changed.forEach((messageClass, loudness) -> {
            if (loudness != Loudness.ON) {
                kept.put(messageClass, loudness);
            }
        });
        changed = Map.copyOf(kept);
    }

    public Loudness of(MessageClass messageClass) {
        return changed.getOrDefault(messageClass, Loudness.ON);
    }

    /** Answers and digests are always on. */
    public Loudness of(DeliveryKind kind) {
        return kind.messageClass().map(this::of).orElse(Loudness.ON);
    }

    public ClassSettings with(MessageClass messageClass, Loudness loudness) {
        var next = new EnumMap<MessageClass, Loudness>(MessageClass.class);
        next.putAll(changed);
        next.put(messageClass, loudness);
        return new ClassSettings(next);
    }

    /** As it is stored: {@code alert=silent,data=off}, in the order of the classes; empty when all are on. */
    public String text() {
        return Arrays.stream(MessageClass.values())
                .filter(one -> of(one) != Loudness.ON)
                .map(one -> lower(one) + "=" + lower(of(one)))
                .collect(joining(","));
    }

    /** The settings that were stored as this text; absent when it names a class or a loudness that does not exist. */
    public static Optional<ClassSettings> parse(String text) {
        var read = new EnumMap<MessageClass, Loudness>(MessageClass.class);
        if (text.isEmpty()) {
            return Optional.of(ALL_ON);
        }
        for (var part : text.split(",", -1)) {
            int equals = Math.max(part.indexOf('='), 0);
            var messageClass = named(MessageClass.values(), part.substring(0, equals));
            var loudness = named(Loudness.values(), part.substring(Math.min(equals + 1, part.length())));
            if (messageClass.isEmpty() || loudness.isEmpty()) {
                return Optional.empty();
            }
            read.put(messageClass.get(), loudness.get());
        }
        return Optional.of(new ClassSettings(read));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String word) {
        for (E value : values) {
            if (lower(value).equals(word)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
