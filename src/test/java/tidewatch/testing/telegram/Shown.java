package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One message in a chat. Guarded by the lock of the world. */
final class Shown {
    final int id;
    final Instant at;
    final boolean fromBot;
    final int thread;
    ObjectNode json;
    /** Whether link previews are off; not part of the object that comes back, but of what an edit compares. */
    String hidden = "";

    Shown(int id, Instant at, boolean fromBot, int thread, ObjectNode json) {
        this.id = id;
        this.at = at;
        this.fromBot = fromBot;
        this.thread = thread;
        this.json = json;
    }
}
