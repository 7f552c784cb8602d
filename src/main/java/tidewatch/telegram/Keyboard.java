package tidewatch.telegram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Buttons under a message, in rows from top to bottom; no rows, no buttons. */
public record Keyboard(List<List<Button>> rows) {
    /** Bytes of what a press carries back: callback_data of InlineKeyboardButton (core.telegram.org/bots/api). */
    public static final int TOKEN_BYTES_MAX = 64;

    public static final Keyboard NONE = new Keyboard(List.of());

    public Keyboard {
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("A row of a keyboard has no button");
        }
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** One button. */
    public sealed interface Button {
        String label();
    }

    /** A button whose press comes back to us with this token. */
    public record Press(String label, String token) implements Button {
        public Press {
            refuseBlank(label);
            int bytes = token.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > TOKEN_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "The token of button " + label + " has " + bytes + " bytes, not 1 to " + TOKEN_BYTES_MAX);
            }
        }
    }

    /** A button that opens a web page; only https. */
    public record Open(String label, URI url) implements Button {
        public Open {
            refuseBlank(label);
            Objects.requireNonNull(url);
            if (!"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("Button " + label + " opens https only, not " + url.getScheme());
            }
        }
    }

    private static void refuseBlank(String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("A button needs a label");
        }
    }
}
