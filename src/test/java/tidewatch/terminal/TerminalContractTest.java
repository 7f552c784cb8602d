package tidewatch.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.contract.ChatPlatformContract;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;

/** The terminal keeps what every place to talk promises; what is typed there comes another way. */
class TerminalContractTest extends ChatPlatformContract {
    @Override
    protected Place place() {
        var shown = new ArrayList<String>();
        var platform = new TerminalPlatform(new Screen() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.plain(80);
            }

            @Override
            public boolean show(String text, Optional<Doc> doc) {
                return shown.add(text);
            }
        });
        return new Place() {
            @Override
            public ChatPlatform platform() {
                return platform;
            }

            @Override
            public ChatId chat() {
                return ChatId.TERMINAL;
            }

            @Override
            public ChatId gone() {
                return new ChatId("terminal", "elsewhere");
            }

            @Override
            public List<String> shown() {
                return shown;
            }

            @Override
            public boolean say(String text) {
                return false;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
