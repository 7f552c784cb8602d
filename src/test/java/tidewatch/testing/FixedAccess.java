package tidewatch.testing;

import java.time.Instant;
import java.util.Optional;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;

/** Says the same of everybody: for tests of the gate itself. */
public final class FixedAccess extends UnchangingAccess {
    private final Seen seen;

    public FixedAccess(Seen seen) {
        this.seen = seen;
    }

    @Override
    public Seen seen(String person, ChatId chat, Instant now) {
        return seen;
    }

    @Override
    public Optional<ApprovedChat> chat(ChatId id) {
        return seen.chat();
    }
}
