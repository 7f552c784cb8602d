package tidewatch.chat;

import java.util.Objects;

/** What a platform calls one message of a chat; opaque. */
public record MessageRef(String value) {
    public MessageRef {
        Objects.requireNonNull(value);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A message without a name cannot be found again");
        }
    }
}
