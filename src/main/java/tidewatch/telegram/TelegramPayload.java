package tidewatch.telegram;

import java.util.Objects;

/**
 * What one part of a message is on Telegram, without chat, thread and token: the payload of a {@code RenderPlan.Part} there. All markup
 * is for parse_mode HTML.
 *
 * <p>Its text form is one line of JSON with the fields in the order of the records, so that equal payloads are equal bytes:
 * {@code {"kind":"text","html":"…","keyboard":[[{"label":"…","token":"…"},{"label":"…","url":"https://…"}]]}}.
 */
public sealed interface TelegramPayload {
    /** Buttons under the message; they may be none. */
    Keyboard keyboard();

    /** A text: sendMessage. */
    record Text(String html, Keyboard keyboard) implements TelegramPayload {
        public Text {
            Objects.requireNonNull(keyboard);
            if (html.isBlank()) {
                throw new IllegalArgumentException("A Telegram message needs words");
            }
        }
    }

    /**
     * A picture with words below it: sendPhoto.
     *
     * @param picture its name in the store, as in {@code Block.Image}
     * @param caption may be empty
     */
    record Photo(String picture, String caption, Keyboard keyboard) implements TelegramPayload {
        public Photo {
            Objects.requireNonNull(caption);
            Objects.requireNonNull(keyboard);
            if (picture.isBlank()) {
                throw new IllegalArgumentException("A Telegram photo needs the name of a picture");
            }
        }
    }

    /**
     * A whole message as one file: sendDocument.
     *
     * @param name with its ending, such as {@code 2026-02-06.md}
     * @param mediaType such as {@code text/markdown}
     * @param content what is in it; written as UTF-8
     * @param caption may be empty
     */
    record File(String name, String mediaType, String content, String caption, Keyboard keyboard) implements TelegramPayload {
        public File {
            Objects.requireNonNull(caption);
            Objects.requireNonNull(keyboard);
            if (name.isBlank() || mediaType.isBlank() || content.isEmpty()) {
                throw new IllegalArgumentException("A Telegram file needs a name, a media type and content; name: " + name);
            }
        }
    }

    /** This payload as JSON; {@link #parse} reads it back equal. */
    default String text() {
        return PayloadJson.write(this);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is anything else; says what is wrong, not what is in it
     */
    static TelegramPayload parse(String text) {
        return PayloadJson.read(text);
    }
}
