package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.app.AccessRig.OWNER;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.Role;

/** What a chat sees at a glance, and words that are checked without becoming a note: the real commands, gate and tables. */
class HomeTest {
    /** One message of any platform, with room to spare. */
    private static final int MESSAGE_MAX = 3_900;

    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AccessRig rig;

    @BeforeEach
    void start() {
        rig = new AccessRig(home);
        rig.open();
    }

    @AfterEach
    void stop() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    @Test
    void a_glance_holds_the_next_brief_todays_the_theses_the_reminders_and_the_settings() {
        rig.alone(OWNER, "/subscribe 07:30");
        rig.alone(OWNER, "/quiet 22:00-07:00");
        rig.alone(OWNER, "/settings alerts silent");
        for (int day = 10; day < 17; day++) {
            rig.alone(OWNER, "/watch \"the meeting of the " + day + "th\" 2026-03-" + day);
        }
        assertThat(rig.alone(OWNER, "/home")).hasSize(1);
        assertThat(rig.shown.getLast())
                .contains("At a glance", "Next morning brief: Fri 6 Feb 07:30", "Rotation brief · Fri 6 Feb 2026", "The rest: /brief")
                .contains("Theses", "Long NVIDIA", "Reminder 1", "2 more: /watches")
                .contains("Times in America/New_York, quiet 22:00-07:00, alerts silent. /settings changes them.")
                .contains("Whole brief", "/watches")
                .doesNotContain("A brief at 07:00", "No brief comes")
                .hasSizeLessThan(MESSAGE_MAX);
    }

    @Test
    void a_chat_without_a_brief_is_offered_one_and_a_verb_alone_is_enough() {
        rig.pair("telegram:8", Role.READER);
        assertThat(rig.alone("telegram:8", "home")).hasSize(1);
        assertThat(rig.shown.getLast()).contains("No brief comes to this chat by itself", "A brief at 07:00");
    }

    @Test
    void a_group_that_may_see_no_notes_sees_none_at_a_glance_and_may_have_words_checked() {
        rig.inGroup(OWNER, "/home");
        assertThat(rig.shown.getLast()).contains("Rotation brief", "S&P 500").doesNotContain("NVIDIA", "Databricks", "your note");
        assertThat(rig.inGroup(OWNER, "/check Alphabet fell 3.7 % yesterday")).containsExactly("-100: Check");
        assertThat(rig.shown.getLast()).contains("1 of 1 figure holds.", "Thu 5 Feb: holds at the close", "kept nowhere");
        assertThat(rig.inGroup(OWNER, "/check Long NVIDIA")).as("a note is for who may see it").contains("-100: I sent it to you privately.");
    }

    @Test
    void words_that_were_checked_are_no_note_and_no_claim() {
        rig.alone(OWNER, "/check Alphabet fell 3.7 % yesterday and palladium is doomed");
        for (var question : new String[] {"/check", "/note palladium", "/related Alphabet", "/status"}) {
            rig.alone(OWNER, question);
            assertThat(rig.shown.getLast()).as(question).doesNotContain("doomed");
        }
        assertThat(rig.app.vault().value().notes()).noneMatch(note -> rig.app.vault().value().text(note.path()).contains("doomed"));
    }
}
