package tidewatch.chat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.RenderPlan;

/**
 * One part of one message on its way to a chat.
 *
 * @param delivery id of the row of the outbox that asks for it
 * @param part frozen when the message became ready: the same bytes at every try
 * @param thread of the chat, where it has threads
 * @param postscript plain lines that are said below the part and are no part of its frozen bytes: that it is late, that it may be a
 *     repeat. The platform escapes them. {@link #POSTSCRIPT_MAX} characters are kept free for them when parts are planned
 * @param silent without sound, where the platform can
 * @param epoch of the sender's lease under which it is sent
 * @param suspect an earlier try of this part whose outcome nobody knows. A platform that can look does so first: found, it is sent; surely
 *     absent, it sends; if the look fails, the outcome stays unknown and nothing is sent. One that cannot look sends
 */
public record Outgoing(
        String delivery,
        RenderPlan.Part part,
        ChatId chat,
        Optional<String> thread,
        List<String> postscript,
        boolean silent,
        long epoch,
        Optional<Suspect> suspect,
        Placement placement) {
    /** Characters of all lines of a postscript with their line ends. */
    public static final int POSTSCRIPT_MAX = 300;

    /** Below what is there. */
    public Outgoing(
            String delivery,
            RenderPlan.Part part,
            ChatId chat,
            Optional<String> thread,
            List<String> postscript,
            boolean silent,
            long epoch,
            Optional<Suspect> suspect) {
        this(delivery, part, chat, thread, postscript, silent, epoch, suspect, Placement.NEW);
    }

    public Outgoing {
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(part);
        Objects.requireNonNull(chat);
        Objects.requireNonNull(thread);
        postscript = List.copyOf(postscript);
        Objects.requireNonNull(suspect);
        Objects.requireNonNull(placement);
        int length = postscript.stream().mapToInt(line -> line.length() + 1).sum();
        if (length > POSTSCRIPT_MAX) {
            throw new IllegalArgumentException("A postscript of " + length + " characters; " + POSTSCRIPT_MAX + " are kept free");
        }
    }

    /** A try that may have arrived. */
    public record Suspect(Instant startedAt) {
        public Suspect {
            Objects.requireNonNull(startedAt);
        }
    }
}
