package tidewatch.slack;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.Outgoing;

/**
 * One message as Slack takes it, without channel, thread and token: what the renderer makes, the store keeps and a call sends.
 *
 * <p>Its text form is one line of JSON with the fields in the order of the records, so that equal payloads are equal bytes:
 * {@code {"kind":"message","text":"…","blocks":"[…]","basic":"[…]","pictures":["…"]}}.
 */
sealed interface SlackPayload {
    /**
     * Words in blocks.
     *
     * @param text what a notification and a place without blocks show, as mrkdwn
     * @param blocks a JSON array of blocks. A picture is an image block with {@code "slack_file":{"id":"picture:NAME"}}, in which the file's id
     *     takes the place of the name once it is uploaded
     * @param basic the same without the newer blocks, for a workspace that refuses those; absent where there are none
     * @param pictures names of the pictures in it, as in {@code Block.Image}
     */
    record Message(String text, String blocks, Optional<String> basic, List<String> pictures) implements SlackPayload {
        public Message {
            Objects.requireNonNull(basic);
            pictures = List.copyOf(pictures);
            if (text.isBlank() || !blocks.startsWith("[") || basic.filter(json -> !json.startsWith("[")).isPresent()) {
                throw new IllegalArgumentException("A Slack message needs words and an array of blocks");
            }
        }

        @Override
        public Message with(List<String> postscript) {
            if (postscript.isEmpty()) {
                return this;
            }
            return new Message(text, Postscript.below(blocks, postscript), basic.map(json -> Postscript.below(json, postscript)), pictures);
        }
    }

    /**
     * A whole message as one file.
     *
     * @param name with its ending, such as {@code 2026-02-06.md}
     * @param mediaType such as {@code text/markdown}
     * @param content what is in it; written as UTF-8
     * @param text the words with which it comes, as mrkdwn
     */
    record File(String name, String mediaType, String content, String text) implements SlackPayload {
        public File {
            Objects.requireNonNull(text);
            if (name.isBlank() || mediaType.isBlank() || content.isEmpty()) {
                throw new IllegalArgumentException("A Slack file needs a name, a media type and content; name: " + name);
            }
        }

        @Override
        public File with(List<String> postscript) {
            if (postscript.isEmpty()) {
                return this;
            }
            var below = Mrkdwn.escaped(String.join("\n", postscript));
            return new File(name, mediaType, content, text.isEmpty() ? below : text + "\n" + below);
        }
    }

    /**
     * The same with these lines below, in small print. What a renderer made keeps room for {@link Outgoing#POSTSCRIPT_MAX} characters.
     *
     * @param postscript plain lines; none, and it is the same payload
     */
    SlackPayload with(List<String> postscript);

    /** This payload as JSON; {@link #parse} reads it back equal. */
    default String json() {
        return PayloadJson.write(this);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException when it is anything else; says what is wrong, not what is in it
     */
    static SlackPayload parse(String text) {
        return PayloadJson.read(text);
    }
}
