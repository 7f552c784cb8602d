package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Reply;
import tidewatch.chat.Rights;
import tidewatch.chat.Role;
import tidewatch.message.Action;

/** A name that means several things, from the question to the answer and back: the whole program with its store. */
class NamesAnsweredTest {
    @TempDir
    Path folder;

    private Path vault;

    @BeforeEach
    void notes() throws IOException {
        vault = folder.resolve("vault");
        write("Energy/Majors.md", "| Marathon | -3% |\n| Oracle | 3% |\n");
        write("Mining/Coins.md", "| Marathon | -4% |\n| Constellation | -1% |\n");
    }

    private void write(String path, String rows) throws IOException {
        var file = vault.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "---\ncreated: 2026-01-08\n---\n# " + path.replaceAll("^.*/|\\.md$", "") + "\n\n## Losers\n\n| Stock | Move |\n|---|---|\n" + rows);
    }

    private App app() {
        return Chat.start(folder.resolve("home"), vault, List.of(), null);
    }

    private static String text(Reply reply) {
        return Output.text(reply.doc(), Format.text);
    }

    private static String say(App app, String line) {
        return text(app.conversation().say(line));
    }

    private static List<String> buttons(Reply reply) {
        return reply.doc().actions().stream().map(Action.Run.class::cast).map(one -> one.label() + " = " + one.commandLine()).toList();
    }

    @Test
    void a_note_with_such_a_name_asks_with_a_button_for_each_meaning() {
        var app = app();
        var reply = app.conversation().say("/note majors");

        assertThat(text(reply)).contains("Which is meant? \"Marathon\" in Energy/Majors.md:10: Marathon Digital (MARA) or Marathon Petroleum (MPC)?").doesNotContain("Constellation");
        assertThat(buttons(reply)).contains(
                "Marathon Digital (MARA) = /aliases Marathon = stock:MARA",
                "Marathon Petroleum (MPC) = /aliases Marathon = stock:MPC",
                "Neither = /aliases Marathon = neither",
                "Not now = /aliases later Marathon");
        assertThat(say(app, "/check majors")).contains("Which is meant? \"Marathon\"");
        assertThat(say(app, "/lint coins")).contains("Which is meant? \"Marathon\" in Mining/Coins.md:10", "1 more name has several meanings");
    }

    @Test
    void a_tap_is_remembered_told_and_leads_to_the_next_question() {
        var app = app();
        var reply = app.conversation().say("/aliases Marathon = stock:MPC");

        assertThat(text(reply)).contains("\"Marathon\" means Marathon Petroleum (MPC) in all notes. 2 claims of your notes are read so from now on.", "Which is meant? \"Constellation\"");
        assertThat(buttons(reply)).startsWith("Only in Energy = /aliases Marathon = stock:MPC only in Energy", "Forget = /aliases forget Marathon");
        assertThat(say(app, "/note majors")).doesNotContain("Which is meant?");
        assertThat(say(app, "/lint")).doesNotContain("\"Marathon\" can be").contains("Marathon: \"Marathon | -4%\" here, \"Marathon | -3%\" at Energy/Majors.md:10");
        assertThat(say(app, "/aliases")).contains("Marathon: Marathon Petroleum (MPC) (answered Fri 6 Feb 2026 for Energy/Majors.md:10)");
    }

    @Test
    void another_node_on_the_same_store_knows_it_at_its_next_question() {
        var one = app();
        var other = app();
        assertThat(say(other, "/note majors")).contains("Which is meant?");
        say(one, "/aliases Marathon = MPC");

        assertThat(say(other, "/note majors")).doesNotContain("Which is meant?");
        say(one, "/aliases forget Marathon");
        assertThat(say(other, "/note majors")).contains("Which is meant?");
    }

    @Test
    void only_in_a_folder_leaves_it_open_elsewhere() {
        var app = app();
        say(app, "/aliases Marathon = stock:MPC");
        assertThat(say(app, "/aliases Marathon = stock:MPC only in energy")).contains("in Energy. In other folders it is still open.", "\"Marathon\" in Mining/Coins.md:10");
        assertThat(say(app, "/note majors")).doesNotContain("Which is meant?");
        assertThat(say(app, "/note coins")).contains("Which is meant? \"Marathon\" in Mining/Coins.md:10");

        say(app, "/aliases Marathon = MARA in Mining");
        assertThat(say(app, "/aliases")).contains("MPC), in Energy", "MARA), in Mining");
        assertThat(say(app, "/aliases export")).contains("Marathon,stock:MPC,folder:Energy,answered", "Marathon,stock:MARA,folder:Mining,answered");
        assertThat(say(app, "/aliases forget Marathon")).contains("Which one?");
        assertThat(say(app, "/aliases forget marathon in mining")).contains("Forgotten: what \"Marathon\" means in Mining. It means several things again.");
    }

    @Test
    void neither_and_not_now_are_answers_too() {
        var app = app();
        assertThat(say(app, "/aliases Marathon = neither")).contains("means nothing that has a price in all notes.");
        assertThat(say(app, "/note majors")).doesNotContain("Which is meant?");
        assertThat(say(app, "/aliases later Constellation")).contains("I ask about \"Constellation\" again after Fri 13 Feb");
        assertThat(say(app, "/note coins")).doesNotContain("Which is meant?");
        assertThat(say(app, "/aliases")).contains("Put off for now: Constellation");
        assertThat(say(app, "/aliases Constellation")).as("asked for by name").contains("Which is meant? \"Constellation\"");
    }

    @Test
    void of_two_figures_of_a_note_the_finer_one_is_checked_and_the_other_is_said() throws IOException {
        write("Defense.md", "| General Dynamics | +6% |\n| General Dynamics | +6.2% |\n");

        assertThat(say(app(), "/check defense"))
                .contains("of 1 figure", "line 11 General Dynamics +6.2", "finer, and used: \"General Dynamics | +6.2%\"")
                .doesNotContain("line 10 General Dynamics");
    }

    @Test
    void odd_wishes_are_answered_with_the_next_step_and_change_nothing() {
        var app = app();
        assertThat(say(app, "/aliases Marathon = FOO")).contains("I don't know what \"FOO\" is, so nothing was changed.", "The ticker FOO");
        assertThat(say(app, "/aliases Marathon = MPC in Nowhere")).contains("The vault has no folder \"Nowhere\". There are: Energy and Mining. Nothing was changed.");
        assertThat(say(app, "/aliases Marathon = constellation")).contains("means several things itself");
        assertThat(say(app, "/aliases " + "x".repeat(200) + " = MPC")).contains("A name has 120 characters at most");
        assertThat(say(app, "/aliases forget Nobody")).contains("I remember nothing about \"Nobody\"");
        assertThat(say(app, "/aliases later Oracle")).contains("\"Oracle\" is not open here");
        assertThat(say(app, "/aliases Oracle")).contains("\"Oracle\" is Oracle (ORCL); nobody had to say so.");
        assertThat(say(app, "/aliases")).doesNotContain("answered");
    }

    @Test
    void what_stands_in_a_scoped_chat_is_of_its_notes_alone() {
        var app = app();
        say(app, "/aliases Marathon = MPC in Energy");
        say(app, "/aliases Constellation = CEG");
        var scoped = new Asker(ChatId.TERMINAL, "telegram:9", java.util.Optional.empty(), new Rights(Role.READER, NoteScope.of(List.of("Energy")), Incoming.Place.GROUP));
        var list = app.conversation().say("/aliases", scoped);

        assertThat(text(list)).contains("Marathon").doesNotContain("Constellation").doesNotContain("Coins");
        assertThat(text(app.conversation().say("/aliases export", scoped))).contains("Marathon").doesNotContain("Constellation");
        assertThat(text(app.conversation().say("/aliases Constellation", scoped))).doesNotContain("answered").doesNotContain("Mining");
        assertThat(text(app.conversation().say("/lint", scoped))).doesNotContain("Coins").contains("in 1 note.");
        assertThat(text(app.conversation().say("/note majors", scoped))).doesNotContain("Coins");
        assertThat(buttons(list)).as("a reader presses nothing that changes").noneMatch(one -> one.contains(" = /aliases forget"));
    }

    @Test
    void a_reader_sees_the_question_and_who_may_answer() {
        var reader = new Asker(ChatId.TERMINAL, "telegram:9", java.util.Optional.empty(), new Rights(Role.READER, NoteScope.of(List.of("")), Incoming.Place.GROUP));
        var reply = app().conversation().say("/note majors", reader);

        assertThat(text(reply)).contains("Which is meant?", "Until an owner says which (/aliases Marathon), its claim is kept and not tested.");
        assertThat(buttons(reply)).noneMatch(one -> one.contains("stock:MPC"));
    }
}
