package tidewatch.slack;

import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.chat.ChatId;

/**
 * Where a call leads: what Slack calls a chat or person of {@code slack:T1:C2} inside the workspace. A person's id serves chat.postMessage as
 * a channel too.
 *
 * @param id {@code C...}, {@code G...}, {@code D...} for a channel, {@code U...}, {@code W...} for a person
 */
record Destination(String id) {
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9]{1,40}:([A-Za-z0-9]{1,40})");

    /** Absent for what is no chat of Slack's. */
    static Optional<Destination> of(ChatId chat) {
        var local = LOCAL.matcher(chat.local());
        return chat.platform().equals(SlackNames.PLATFORM) && local.matches() ? Optional.of(new Destination(local.group(1))) : Optional.empty();
    }

    /** A person, or the chat of one with us, which bears their id. */
    boolean person() {
        return SlackNames.isPerson(id);
    }
}
