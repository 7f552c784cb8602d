package tidewatch.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;

/**
 * The terminal as a place to which briefs and reminders come. It has one chat, {@link ChatId#TERMINAL}. What is typed there is answered at
 * once by the chat itself and never comes through an inbox.
 */
public final class TerminalPlatform implements ChatPlatform {
    /** The account that writes to the terminal. */
    public static final String SENDER = ChatId.TERMINAL.text();

    /** Messages whose choices can still be told; more than are ever ready at one moment. */
    private static final int KNOWN_MAX = 64;

    private final Screen screen;
    private final AtomicLong shown = new AtomicLong();
    private final Map<String, Doc> known = new LinkedHashMap<>();

    public TerminalPlatform(Screen screen) {
        this.screen = Objects.requireNonNull(screen);
    }

    @Override
    public String name() {
        return ChatId.TERMINAL.platform();
    }

    @Override
    public Capabilities capabilities(ChatId chat) {
        return screen.capabilities();
    }

    @Override
    public RenderPlan plan(Doc doc, ChatId chat) {
        var place = screen.capabilities();
        var plan = place.profile() == Capabilities.Profile.ANSI
                ? new AnsiRenderer().render(doc, place)
                : new PlainRenderer().render(doc, place);
        remember(plan.text(), doc);
        return plan;
    }

    private synchronized void remember(String text, Doc doc) {
        known.put(text, doc);
        var oldest = known.keySet().iterator();
        while (known.size() > KNOWN_MAX) {
            oldest.next();
            oldest.remove();
        }
    }

    private synchronized Optional<Doc> doc(String text) {
        return Optional.ofNullable(known.get(text));
    }

    @Override
    public Delivered deliver(Outgoing outgoing) {
        if (!outgoing.chat().equals(ChatId.TERMINAL)) {
            return Delivered.Refused.because(Delivered.Refused.Cause.CHAT_GONE, "A terminal has one chat, and it is not " + outgoing.chat());
        }
        var text = new StringBuilder(outgoing.part().payload());
        outgoing.postscript().forEach(line -> text.append(line).append('\n'));
        if (!screen.show(text.toString(), doc(outgoing.part().payload()))) {
            // Not "gone": the next start has a new screen.
            return new Delivered.RetryAfter(
                    Optional.empty(),
                    Delivered.RetryAfter.Scope.SENDER,
                    Delivered.RetryAfter.Certainty.NOTHING_WRITTEN,
                    "Nobody reads this terminal any more");
        }
        return Delivered.Sent.as(new MessageRef(outgoing.delivery() + "/" + shown.incrementAndGet()));
    }

    @Override
    public void start(Inbox inbox) {
        // Its lines go to the conversation directly.
    }

    @Override
    public void close() {
        // The chat that owns the screen closes it.
    }
}
