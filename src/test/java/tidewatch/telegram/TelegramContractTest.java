package tidewatch.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.contract.ChatPlatformContract;

/** Telegram keeps what every place to talk promises, asked and called. */
class TelegramContractTest {
    @Nested
    class Polling extends ChatPlatformContract {
        @Override
        protected Place place() {
            return new Served();
        }
    }

    /** A server that shows what is sent and tells what is said; one chat is not there. */
    private static final class Served implements ChatPlatformContract.Place {
        private static final ChatId GONE = new ChatId("telegram", "404");

        private final Rig rig = new Rig();
        private final TelegramPlatform platform = rig.platform();
        private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
        private long update = 70;

        Served() {
            var held = List.<ScriptedApi.Turn>of((request, socket, api) -> {
                String text = said.poll(30, TimeUnit.SECONDS);
                return text != null && ScriptedApi.ok("[" + PollerTest.said(++update, text) + "]").answer(request, socket, api);
            });
            for (int i = 0; i < 10; i++) {
                rig.api.script("getUpdates", held.getFirst());
            }
        }

        @Override
        public ChatPlatform platform() {
            return platform;
        }

        @Override
        public ChatId chat() {
            return Rig.CHAT;
        }

        @Override
        public ChatId gone() {
            rig.api.script("sendMessage", ScriptedApi.no(400, "Bad Request: chat not found"));
            return GONE;
        }

        @Override
        public List<String> shown() {
            var shown = new ArrayList<String>();
            for (var request : rig.api.requests()) {
                boolean message = request.method().equals("sendMessage") || request.method().equals("editMessageText");
                if (message && !request.json().path("chat_id").asText("").equals(GONE.local())) {
                    shown.add(request.json()
                            .path("text")
                            .asText("")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&quot;", "\"")
                            .replace("&amp;", "&"));
                }
            }
            return shown;
        }

        @Override
        public boolean say(String text) {
            return said.add(text);
        }

        @Override
        public void close() {
            rig.close();
        }
    }
}
