package tidewatch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Outgoing;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Meta;

class TerminalPlatformTest {
    private static final Meta META = Meta.answer(Instant.EPOCH, Optional.empty(), ZoneOffset.UTC);
    private static final Doc BRIEF = new Doc(
            "Morning", "Morning", List.of(Block.para("It rained.")), List.of(Action.Run.read("Sources", "/why")), META);

    private static Outgoing outgoing(ChatId chat, TerminalPlatform platform, List<String> postscript) {
        var part = platform.plan(BRIEF, chat).parts().getFirst();
        return new Outgoing("M-1", part, chat, Optional.empty(), postscript, false, 1, Optional.empty());
    }

    @Test
    void a_message_is_printed_with_what_has_to_be_said_about_its_way() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var platform = new TerminalPlatform(new PrintedScreen(out, TerminalSettings.of(Map.of(), Optional.empty())));
        assertThat(platform.deliver(outgoing(ChatId.TERMINAL, platform, List.of("Due 07:00, sent 09:12 EST."))))
                .isInstanceOf(Delivered.Sent.class);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Morning", "It rained.", "[1] Sources", "Due 07:00, sent 09:12 EST.");
    }

    @Test
    void the_screen_learns_which_choices_a_message_has() {
        var docs = new ArrayList<Optional<Doc>>();
        var platform = new TerminalPlatform(new Screen() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.plain(80);
            }

            @Override
            public boolean show(String text, Optional<Doc> doc) {
                docs.add(doc);
                return true;
            }
        });
        var sent = platform.deliver(outgoing(ChatId.TERMINAL, platform, List.of()));
        var again = platform.deliver(outgoing(ChatId.TERMINAL, platform, List.of()));
        assertThat(docs).containsExactly(Optional.of(BRIEF), Optional.of(BRIEF));
        assertThat(sent).as("two messages have two names").isNotEqualTo(again);
    }

    @Test
    void a_chat_of_somebody_else_is_refused_and_a_screen_that_nobody_reads_is_tried_again() {
        var closed = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public boolean checkError() {
                return true;
            }
        };
        var platform = new TerminalPlatform(new PrintedScreen(closed, TerminalSettings.of(Map.of(), Optional.empty())));
        assertThat(platform.deliver(outgoing(new ChatId("terminal", "there"), platform, List.of())))
                .isInstanceOfSatisfying(
                        Delivered.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Delivered.Refused.Cause.CHAT_GONE));
        assertThat(platform.deliver(outgoing(ChatId.TERMINAL, platform, List.of()))).isInstanceOf(Delivered.RetryAfter.class);
    }
}
