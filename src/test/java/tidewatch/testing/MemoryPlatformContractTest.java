package tidewatch.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.Outgoing;
import tidewatch.contract.ChatPlatformContract;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;

/** The platform in memory keeps what every place to talk promises. */
class MemoryPlatformContractTest extends ChatPlatformContract {
    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");

    @Override
    protected Place place() {
        return new InMemory();
    }

    /** Knows its messages by their hash only, so the texts are kept on the way in. */
    private static final class InMemory implements ChatPlatformContract.Place, ChatPlatform {
        private final MemoryPlatform platform = new MemoryPlatform("telegram", new FakeClock(NOON));
        private final Map<String, String> texts = new HashMap<>();
        private int update;

        InMemory() {
            platform.admit(chat(), false);
        }

        @Override
        public ChatPlatform platform() {
            return this;
        }

        @Override
        public String name() {
            return platform.name();
        }

        @Override
        public Capabilities capabilities(ChatId chat) {
            return platform.capabilities(chat);
        }

        @Override
        public RenderPlan plan(Doc doc, ChatId chat) {
            return platform.plan(doc, chat);
        }

        @Override
        public Delivered deliver(Outgoing outgoing) {
            texts.put(MemoryPlatform.hash(outgoing.part().payload()), outgoing.part().payload());
            return platform.deliver(outgoing);
        }

        @Override
        public void start(Inbox inbox) {
            platform.start(inbox);
        }

        @Override
        public ChatId chat() {
            return new ChatId("telegram", "42");
        }

        @Override
        public ChatId gone() {
            return new ChatId("telegram", "404");
        }

        @Override
        public List<String> shown() {
            var shown = new ArrayList<String>();
            platform.shown().forEach(entry -> shown.add(texts.get(entry.payload()) + String.join("\n", entry.postscript())));
            return shown;
        }

        @Override
        public boolean say(String text) {
            var envelope = new Incoming.Envelope(
                    String.valueOf(++update), "telegram:1", chat(), Optional.empty(), "telegram:42", NOON, Incoming.Origin.DIRECT);
            return platform.hear(new Incoming.Said(envelope, text));
        }

        @Override
        public void close() {
            platform.close();
        }
    }
}
