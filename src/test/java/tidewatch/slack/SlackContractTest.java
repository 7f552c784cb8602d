package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
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
import tidewatch.testing.Patience;

/**
 * Slack keeps what every place to talk promises, over sockets and as the one who is called; the strict fake, in which our app is installed with
 * the rights of its manifest and no others, has nothing to complain of.
 */
class SlackContractTest {
    @Nested
    class OverSockets extends ChatPlatformContract {
        @Override
        protected Place place() {
            return new Faked(FakeRig.sockets(), false);
        }
    }

    @Nested
    class Called extends ChatPlatformContract {
        @Override
        protected Place place() {
            return new Faked(FakeRig.called(), false);
        }
    }

    /** The chat of a channel, where words are meant for us when they name us. */
    @Nested
    class InAChannel extends ChatPlatformContract {
        @Override
        protected Place place() {
            return new Faked(FakeRig.sockets(), true);
        }
    }

    /** The strict fake with one person, who speaks with us alone or in a channel. */
    private static final class Faked implements ChatPlatformContract.Place {
        private final FakeRig rig;
        private final FakeRig.Node node;
        private final String ada;
        private final String place;
        private final boolean channel;
        private final AtomicBoolean up = new AtomicBoolean();

        Faked(FakeRig rig, boolean channel) {
            this.rig = rig.unlimited();
            this.channel = channel;
            this.ada = rig.fake.people().user("ada");
            this.place = channel ? rig.fake.people().channel("desk", ada) : rig.fake.people().im(ada);
            this.node = rig.node();
        }

        @Override
        public ChatPlatform platform() {
            return new Watched(node.platform, up);
        }

        @Override
        public ChatId chat() {
            return rig.chat(channel ? place : ada);
        }

        @Override
        public ChatId gone() {
            return rig.chat("C0GONE");
        }

        @Override
        public List<String> shown() {
            return rig.fake.people().fromApp(place).stream().map(Faked::words).toList();
        }

        /** All words of its blocks in their order, as people see them. */
        private static String words(JsonNode message) {
            var words = new ArrayList<String>();
            gather(message.path("blocks"), words);
            return String.join(" ", words);
        }

        private static void gather(JsonNode node, List<String> words) {
            var text = node.path("text");
            if (text.isTextual()) {
                boolean markup = node.path("type").asText().equals("mrkdwn");
                words.add(markup ? text.textValue().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") : text.textValue());
            }
            node.forEach(child -> gather(child, words));
        }

        @Override
        public boolean say(String text) {
            // Called before we know who we are, we ask Slack to call again, which it does a minute later.
            Patience.until("the name of our app", up::get);
            rig.fake.people().say(place, ada, channel ? "@tidewatch " + text : text);
            return true;
        }

        @Override
        public void close() {
            rig.close();
            assertThat(rig.fake.lints()).isEmpty();
        }
    }

    /** The same platform, with an eye on its link. */
    private record Watched(ChatPlatform platform, AtomicBoolean up) implements ChatPlatform {
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
            return platform.deliver(outgoing);
        }

        @Override
        public void start(Inbox inbox) {
            up.set(false);
            platform.start(new Inbox() {
                @Override
                public boolean take(Incoming incoming) {
                    return inbox.take(incoming);
                }

                @Override
                public void take(List<Incoming> several, Runnable also) {
                    inbox.take(several, also);
                }

                @Override
                public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
                    up.set(state == LinkState.UP);
                    inbox.state(state, reason, lastSuccess);
                }
            });
        }

        @Override
        public void close() {
            platform.close();
        }
    }
}
