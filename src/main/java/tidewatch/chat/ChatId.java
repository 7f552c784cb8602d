package tidewatch.chat;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One chat of one platform: {@code telegram:-1001234}, {@code slack:T1:C2}, {@code terminal:here}. It is the platform's own number or name
 * of the chat, never its title, which anybody can change.
 *
 * @param platform lower-case letters
 * @param local what the platform calls it, 1 to 200 visible ASCII characters
 */
public record ChatId(String platform, String local) {
    private static final Pattern PLATFORM = Pattern.compile("[a-z]{2,20}");
    private static final Pattern LOCAL = Pattern.compile("[!-~]{1,200}");

    /** The chat of a terminal: the person who started the program. */
    public static final ChatId TERMINAL = new ChatId("terminal", "here");

    public ChatId {
        Objects.requireNonNull(platform);
        Objects.requireNonNull(local);
        if (!PLATFORM.matcher(platform).matches() || !LOCAL.matcher(local).matches()) {
            throw new IllegalArgumentException("A chat is platform:name, not " + platform + ":" + local);
        }
    }

    /** As it is stored and typed: {@code telegram:-1001234}. */
    public String text() {
        return platform + ":" + local;
    }

    /** The chat that was stored or typed as this text; absent for anything else. */
    public static Optional<ChatId> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var platform = text.substring(0, colon);
        var local = text.substring(colon + 1);
        return PLATFORM.matcher(platform).matches() && LOCAL.matcher(local).matches()
                ? Optional.of(new ChatId(platform, local))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }
}
