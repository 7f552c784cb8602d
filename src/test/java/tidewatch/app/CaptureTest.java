package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.brief.BriefSettings;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Post;
import tidewatch.delivery.WatchRun;
import tidewatch.testing.Golden;

/** Words of an owner become a line of a note: shown first, added by a tap, and only where they may be. The real program, gate and store. */
class CaptureTest {
    private static final Pattern ADD = Pattern.compile("commandLine=(/capture add .*?), effect=");
    private static final String DAILY = "Daily/2026-02-06.md";
    private static final String THESIS = "Theses/Long NVIDIA.md";

    @TempDir
    Path home;

    private Path vault;
    private AccessRig rig;

    @BeforeEach
    void open() throws IOException {
        vault = home.resolve("vault");
        for (var folder : List.of("Daily", "Theses", "Diary", ".obsidian")) {
            Files.createDirectories(vault.resolve(folder));
        }
        Files.writeString(vault.resolve(".obsidian/daily-notes.json"), "{\"folder\": \"Daily\"}");
        Files.writeString(vault.resolve(DAILY), "# Friday\r\n\r\n## Log\r\n- 06:50: futures up\r\n\r\n## Plan\r\n- read");
        Files.writeString(
                vault.resolve(THESIS),
                "# Long NVIDIA\n\n*Created 2026-01-08*\n\n| Thesis | Impact |\n|---|---|\n| [[Long NVIDIA]] | Hurt |\n\nWatch: Q4 earnings (2026-02-09) for AI ROI evidence\n");
        rig = new AccessRig(home, vault);
        rig.open();
    }

    @AfterEach
    void close() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    private String text(String path) throws IOException {
        return Files.readString(vault.resolve(path));
    }

    private String shown() {
        return rig.shown.getLast();
    }

    /** The command lines behind the buttons of the last answer. */
    private List<String> buttons() {
        return ADD.matcher(shown()).results().map(found -> found.group(1)).toList();
    }

    private List<String> owner(String words) {
        return rig.alone(AccessRig.OWNER, words);
    }

    @Test
    void words_are_shown_as_a_change_and_added_by_a_tap_only() throws IOException {
        var before = text(DAILY);
        owner("/capture Margins held at the suppliers");

        assertThat(text(DAILY)).isEqualTo(before);
        Golden.check("app/capture.txt", shown().replaceAll("(?s)\n\\[Run.*", "") + "\n");
        assertThat(buttons()).hasSize(1);

        assertThat(owner(buttons().getFirst())).containsExactly("5: Added to \"2026-02-06\" under \"Log\": 2026-02-06 07:01: Margins held at the suppliers");
        assertThat(text(DAILY)).isEqualTo("# Friday\r\n\r\n## Log\r\n- 06:50: futures up\r\n- 2026-02-06 07:01: Margins held at the suppliers\r\n\r\n## Plan\r\n- read");
    }

    @Test
    void a_second_tap_adds_nothing() throws IOException {
        owner("/capture Margins held");
        var add = buttons().getFirst();
        owner(add);
        var once = text(DAILY);

        assertThat(owner(add)).containsExactly("5: Daily note \"2026-02-06\" has that line already.");
        assertThat(text(DAILY)).isEqualTo(once);
    }

    @Test
    void an_edit_between_the_showing_and_the_tap_is_never_written_over() throws IOException {
        owner("/capture Margins held");
        var add = buttons().getFirst();
        Files.writeString(vault.resolve(DAILY), text(DAILY) + "\r\n- and think");

        assertThat(owner(add)).containsExactly("5: The note was changed meanwhile, so nothing was added. As it is now:");
        assertThat(text(DAILY)).endsWith("- and think").doesNotContain("Margins held");
        owner(buttons().getFirst());
        assertThat(text(DAILY)).contains("- 2026-02-06 07:01: Margins held\r\n").endsWith("- and think");
    }

    @Test
    void a_thesis_that_the_words_name_is_offered_too() throws IOException {
        owner("/capture Long NVIDIA holds and [[Nobody]] does not");
        assertThat(buttons()).hasSize(2);
        assertThat(shown()).contains("Add to Long NVIDIA").contains("under \"Log\" (new)");

        owner(buttons().getLast());
        assertThat(text(THESIS)).endsWith("evidence\n\n## Log\n\n- 2026-02-06 07:01: Long NVIDIA holds and [[Nobody]] does not\n");
        assertThat(text(DAILY)).doesNotContain("holds");
    }

    @Test
    void a_daily_note_that_is_not_there_is_made() throws IOException {
        Files.delete(vault.resolve(DAILY));
        owner("/capture Margins held");
        assertThat(shown()).contains("Daily note \"2026-02-06\" (new), under \"Log\":");
        owner(buttons().getFirst());

        assertThat(text(DAILY)).isEqualTo("## Log\n\n- 2026-02-06 07:01: Margins held\n");
    }

    @Test
    void nobody_but_an_owner_gets_anything_written() throws IOException {
        owner("/capture Margins held");
        var add = buttons().getFirst();
        var before = text(DAILY);
        rig.pair("telegram:6", Role.EDITOR);
        rig.pair("telegram:7", Role.READER);

        for (var person : List.of("telegram:6", "telegram:7")) {
            assertThat(rig.alone(person, "/capture words")).singleElement().asString().contains("needs an owner");
            assertThat(rig.alone(person, add)).singleElement().asString().contains("needs an owner");
        }
        assertThat(rig.alone("telegram:8", add)).isEmpty();
        assertThat(rig.say(AccessRig.OWNER, AccessRig.OWNERS, Incoming.Place.PRIVATE, Incoming.Origin.FORWARDED, add)).singleElement().asString().contains("only for what you type here yourself");
        assertThat(text(DAILY)).isEqualTo(before);
    }

    @Test
    void in_a_group_nothing_outside_of_its_scope_is_shown_or_changed() throws IOException {
        owner("/capture Margins held");
        var daily = buttons().getFirst();
        rig.inGroup(AccessRig.OWNER, "/settings scope \"Theses\"");
        int shown = rig.shown.size();
        rig.inGroup(AccessRig.OWNER, "/capture Long NVIDIA holds");
        assertThat(String.join("\n", rig.shown.subList(shown, rig.shown.size()))).contains("Long NVIDIA").doesNotContain("2026-02-06\"").doesNotContain("futures up");
        assertThat(buttons()).hasSize(1);

        assertThat(rig.inGroup(AccessRig.OWNER, daily)).containsExactly("-100: That note is not here any more, or it may not be written in from here. Nothing was changed.");
        assertThat(text(DAILY)).doesNotContain("Margins");
    }

    @Test
    void what_cannot_be_written_is_said_and_can_be_tried_again() throws IOException {
        owner("/capture Margins held");
        var add = buttons().getFirst();
        Files.createDirectories(vault.resolve(".git"));
        Files.writeString(vault.resolve(".git/index.lock"), "");

        assertThat(owner(add)).containsExactly("5: Nothing was added: git is at work in the vault (.git/index.lock).");
        Files.delete(vault.resolve(".git/index.lock"));
        owner(buttons().getFirst());
        assertThat(text(DAILY)).contains("Margins held");
    }

    // ---- answers to messages of ours

    /** Sends all that waits; each message is called by its row. */
    private void send() {
        while (true) {
            var lease = rig.stored.leases().acquire(AccessRig.SENDER, "test", Duration.ofMinutes(1)).orElseThrow();
            var claims = rig.stored.outbox().claim(lease, 50);
            if (claims.isEmpty()) {
                return;
            }
            claims.forEach(claim -> rig.stored.outbox().finish(
                    claim, new Outcome.Arrived(DeliveryReason.OK, Optional.of(new MessageRef("m" + claim.delivery().id())), "yes")));
        }
    }

    private MessageRef reminder() {
        owner("/watch Q4 earnings");
        rig.clock.advance(Duration.ofDays(3));
        var mornings = new Mornings(rig.stored.subscriptions(), BriefSettings.read(rig.app.settings()).time());
        var post = new Post(rig.stored.subscriptions(), rig.stored.outbox(), _ -> Optional.of(platform()), new Arming(new SplittableRandom(3)), rig.events::add);
        new WatchRun(rig.stored.watches(), rig.stored.subscriptions(), mornings, post, rig.app.desk()::almanac, (_, fault) -> rig.broken.add(fault))
                .run(rig.clock.instant());
        send();
        return rig.rows().stream()
                .filter(row -> row.kind() == DeliveryKind.REMINDER)
                .map(row -> new MessageRef("m" + row.id()))
                .findFirst()
                .orElseThrow();
    }

    private tidewatch.chat.ChatPlatform platform() {
        return rig.platform();
    }

    private List<String> answer(String person, MessageRef to, String words) {
        return rig.reply(person, ChatId.parse(person).orElseThrow(), Incoming.Place.PRIVATE, to, words);
    }

    @Test
    void an_answer_to_a_reminder_is_offered_for_the_note_that_it_was_about() throws IOException {
        var reminder = reminder();
        answer(AccessRig.OWNER, reminder, "capex still climbing and margins held");

        assertThat(shown()).contains("Add to daily note").contains("Add to Long NVIDIA");
        owner(buttons().getLast());
        assertThat(text(THESIS)).contains("- 2026-02-09 07:0").contains(": capex still climbing and margins held\n");
        assertThat(shown()).contains("Reminder 1 is answered").contains("/unwatch 1");
    }

    @Test
    void an_answer_that_is_a_command_or_a_question_is_answered_as_ever() {
        var reminder = reminder();

        answer(AccessRig.OWNER, reminder, "theses");
        assertThat(buttons()).isEmpty();
        answer(AccessRig.OWNER, reminder, "/help");
        assertThat(buttons()).isEmpty();
        answer(AccessRig.OWNER, reminder, "did it hold up as we all thought?");
        assertThat(buttons()).isEmpty();
        answer(AccessRig.OWNER, new MessageRef("another's"), "capex still climbing");
        assertThat(shown()).contains("I did not understand");
    }

    @Test
    void answers_of_others_are_no_lines() throws IOException {
        var reminder = reminder();
        rig.pair("telegram:6", Role.EDITOR);

        answer("telegram:6", reminder, "capex still climbing");
        assertThat(shown()).doesNotContain("/capture");
        assertThat(answer("telegram:8", reminder, "capex still climbing")).isEmpty();
        assertThat(text(DAILY)).doesNotContain("capex");
    }
}
