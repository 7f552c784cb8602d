package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Canonical;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.PlainRenderer;
import tidewatch.testing.DocGenerator;

class CommandFormTest {
    private static final CommandForm SLACK = new CommandForm("/tidewatch ", Set.of("brief", "watches", "watch", "pair", "people", "help", "h"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /help lists what I answer.                        | /tidewatch help lists what I answer.
            Read it: /brief 2026-01-08                        | Read it: /tidewatch brief 2026-01-08
            Send /watches, or /watch NVDA below 170.          | Send /tidewatch watches, or /tidewatch watch NVDA below 170.
            (/brief) "/brief" [/Brief]                        | (/tidewatch brief) "/tidewatch brief" [/tidewatch Brief]
            Also: /h, /?                                      | Also: /tidewatch h, /?
            """)
    void a_command_line_is_said_as_it_is_typed_there(String said, String there) {
        assertThat(SLACK.words(said)).isEqualTo(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/brief/x", "and/or", "2/help", "https://example.org/brief", "/nothing", "/", "value / growth", "/briefly", "a/brief", "/tidewatch watches", "/help/x"})
    void what_is_no_command_of_ours_stays(String said) {
        assertThat(SLACK.words(said)).isEqualTo(said);
    }

    @Test
    void a_message_is_turned_in_title_summary_and_every_block_but_what_others_wrote_and_what_is_pressed() {
        var meta = Meta.answer(Instant.EPOCH, Optional.empty(), ZoneId.of("America/New_York"));
        var doc = new Doc(
                "/brief [full]",
                "See /brief",
                List.of(
                        Block.bullets(List.of(List.of(new Inline.Code("/brief full"), Inline.strong(" or /watches")))),
                        new Block.Quote(false, List.of(Block.para("I typed /brief"))),
                        new Block.KeyValues(List.of(new Block.KeyValues.Pair(List.of(new Inline.Code("/people 3 editor")), List.of(Inline.text("who"))))),
                        new Block.Footer(List.of(Inline.text("Next: /watches")))),
                List.of(Action.Run.read("/brief", "/brief")),
                meta);
        var there = SLACK.in(doc);
        assertThat(new PlainRenderer().render(there, Capabilities.plain(80)).text())
                .contains("/tidewatch brief [full]", "/tidewatch brief full or /tidewatch watches", "I typed /brief", "/tidewatch people 3 editor", "Next: /tidewatch watches");
        assertThat(there.actions()).isEqualTo(doc.actions());
        assertThat(there.summary()).isEqualTo("See /tidewatch brief");
    }

    @Test
    void a_long_summary_stays_one() {
        var summary = "/brief ".repeat(28).strip();
        var meta = Meta.answer(Instant.EPOCH, Optional.empty(), ZoneId.of("America/New_York"));
        assertThat(SLACK.in(new Doc("", summary, List.of(), List.of(), meta)).summary()).hasSizeLessThanOrEqualTo(Doc.SUMMARY_MAX).startsWith("/tidewatch brief");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_message_that_names_no_command_is_the_same_message(long seed) {
        var doc = new DocGenerator(seed).doc(12);
        assertThat(Canonical.hash(new CommandForm("/tidewatch ", Set.of("nosuchverb")).in(doc))).isEqualTo(Canonical.hash(doc));
    }
}
