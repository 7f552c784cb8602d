package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Nested;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.contract.ChatPlatformContract;

/** Telegram keeps what every place to talk promises, whether we ask or are called; the strict fake has nothing to complain of. */
class TelegramContractTest {
    @Nested
    class Asking extends ChatPlatformContract {
        @Override
        protected Place place() {
            return new Faked(FakeRig.polling());
        }
    }

    @Nested
    class Called extends ChatPlatformContract {
        @Override
        protected Place place() {
            return new Faked(FakeRig.called());
        }
    }

    /** The strict fake; the person has opened a chat with the bot. */
    private static final class Faked implements ChatPlatformContract.Place {
        private final FakeRig rig;
        private final long person;

        Faked(FakeRig rig) {
            this.rig = rig.unlimited();
            this.person = rig.fake.people().user("Ada");
            rig.fake.people().opened(person);
        }

        @Override
        public ChatPlatform platform() {
            return rig.platform;
        }

        @Override
        public ChatId chat() {
            return new ChatId("telegram", String.valueOf(person));
        }

        @Override
        public ChatId gone() {
            return new ChatId("telegram", "-1009999999999");
        }

        @Override
        public List<String> shown() {
            return rig.fake.people().fromBot(person).stream().map(message -> text(message)).toList();
        }

        private static String text(JsonNode message) {
            return message.path("text").asText("");
        }

        @Override
        public boolean say(String text) {
            rig.fake.people().say(person, text);
            return true;
        }

        @Override
        public void close() {
            rig.close();
            assertThat(rig.fake.lints()).isEmpty();
        }
    }
}
