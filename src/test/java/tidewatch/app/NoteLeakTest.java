package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.app.AccessRig.GROUP;
import static tidewatch.app.AccessRig.OWNER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section;
import tidewatch.chat.Arming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Role;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.Post;
import tidewatch.delivery.WatchRun;
import tidewatch.export.BriefJson;

/**
 * Words of notes that a chat may not know, in every place where a note can have words, and every command and brief of that chat: none comes
 * out. The same from its owner's private chat shows that there was something to find.
 */
class NoteLeakTest {
    /** Each stands in its own place of a hidden note. */
    private static final List<String> CANARIES = List.of(
            "zebrafinch", "quokkafund", "axolotlbank", "narwhalwatch", "okapidriver", "tapirscenario", "lemurtag", "dugongalias", "kakapofolder",
            "ibisprose", "wombatlink");

    private static final Pattern LEAK = Pattern.compile("(?i)" + String.join("|", CANARIES));

    private static final String MEMBER = "telegram:99";

    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AccessRig rig;

    private static String hidden(String title, String front) {
        return """
                ---
                created: 2026-02-05
                %s
                tags: [lemurtag, thesis]
                aliases: [dugongalias]
                ---
                # Long %s

                We are long quokkafund and Cloudflare (NET) because ibisprose says so. Overweight industrials.

                | Name | Move | Remark |
                |------|------|--------|
                | Oracle (ORCL) | -9.9 %% | axolotlbank |
                | Northrop Grumman (NOC) | +9.9 %% | axolotlbank |
                | Marathon | -9.9 %% | axolotlbank |
                | Utilities | 9 %% | axolotlbank |

                ## Drivers
                - okapidriver spending

                ## Scenarios
                1. tapirscenario: continuation, 2-4 weeks

                ## Watch
                - Narwhalwatch ruling (20 Feb) for axolotlbank

                See [[wombatlink]] and [[Defense]].
                """
                .formatted(front, title);
    }

    @BeforeEach
    void start() throws IOException {
        var vault = home.resolve("vault");
        write(vault, "Sectors/Defense.md", "---\ncreated: 2026-02-03\n---\n# Defense\n\nLong defense (ITA), weeks. See [[Broad tape]].\n");
        write(vault, "Sectors/Broad tape.md", "---\ncreated: 2026-02-02\n---\n# Broad tape\n\nOverweight utilities (XLU).\n");
        write(vault, "Sectors/Zebrafinch plan.md", hidden("zebrafinch", "private: true"));
        write(vault, "Sectors/Zebrafinch yes.md", hidden("zebrafinch yes", "private: yes"));
        write(vault, "Sectors/Zebrafinch broken.md", hidden("zebrafinch broken", "private: true\nbroken: [1, 2"));
        write(vault, "Sectors/Zebrafinch open.md", "---\nprivate: true\n# Long zebrafinch open\n\nibisprose\n");
        write(vault, "Kakapofolder/Zebrafinch out.md", hidden("zebrafinch out", "mood: calm"));
        write(vault, "Sectors2/Zebrafinch near.md", hidden("zebrafinch near", "mood: calm"));
        write(vault, "Kakapofolder/2026-02-05.md", hidden("zebrafinch day", "mood: calm"));
        write(vault, "Zebrafinch top.md", hidden("zebrafinch top", "mood: calm"));
        rig = new AccessRig(home.resolve("home"), vault);
        rig.open();
        // The index has every word of every note; without it text is looked through, which other tests do.
        assertThat(rig.app.search().update(rig.app.vault().value(), AccessRig.MORNING).added()).isEqualTo(10);
    }

    private static void write(Path vault, String path, String text) throws IOException {
        var file = vault.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void stop() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    /** Every command with its examples, and with what somebody would try who knows or guesses a hidden word. */
    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (var command : rig.commands()) {
            if (List.of("pair", "people", "start").contains(command.name())) {
                continue;
            }
            lines.add("/" + command.name());
            lines.addAll(command.examples());
            for (var word : List.of("zebrafinch plan", "Long zebrafinch", "zebra", "Long zebrafinch out", "Zebrafinch top", "Kakapo", "2026-02-05", "industrials", "ORCL")) {
                lines.add("/" + command.name() + " " + word);
            }
        }
        lines.addAll(List.of("/brief full", "/brief 2026-02-06 full", "/watch narwhal", "/watch earnings", "/nosuch zebra", "how is long zebra doing?", "how is zebrafinch", "what about oracle?",
                "show me my theses", "read zebrafinch plan", "what links to defense?", "how is long zebrafinc doing?",
                "read zebrafich plan", "open the note zebrfinch plan", "how is quokkafnd doing?", "/note zebrafich plan", "/thesis long zebrafnch", "/related Defense", "/check Defense", "/note Defense", "/lint", "/lint info", "/lint all page 2", "/aliases Marathon", "/aliases export", "/stale page 2", "/status",
                "search my notes for zebrafinch", "/notes zebrafich", "/notes quokkafnd ibisprse", "/notes ibispros*", "/notes zeb", "/notes #lemurtag", "/notes tag:lemur", "/notes folder:kakapofolder",
                "/notes -defense tag:thesis", "/notes title:dugongalias", "/notes because says", "/notes long so", "/notes cloudflar", "/notes since:2026-02-04"));
        // A person's own words come back in an answer about them; that is no leak.
        return lines;
    }

    private static String without(String text, String typed) {
        var left = text;
        for (var word : typed.replaceFirst("^/\\w+ ?", "").split("\\s+", -1)) {
            if (LEAK.matcher(word).find()) {
                left = left.replaceAll("(?i)" + Pattern.quote(word), "...");
            }
        }
        return left;
    }

    private void nothingOf(String person, boolean group) {
        for (var line : lines()) {
            rig.shown.clear();
            if (group) {
                rig.inGroup(person, line);
            } else {
                rig.alone(person, line);
            }
            for (var shown : rig.shown) {
                assertThat(without(shown, line)).as(line).doesNotContainPattern(LEAK);
                // How many there are is told neither: two notes are seen at most.
                assertThat(shown).as(line).doesNotContainPattern("\\b([3-9]|1\\d) notes\\b");
            }
        }
    }

    @Test
    void a_group_without_notes_is_told_none() {
        rig.inGroup(OWNER, "/settings members read");
        nothingOf(MEMBER, true);
    }

    @Test
    void a_group_that_sees_one_folder_is_told_of_no_other_and_of_no_private_note_in_it() {
        rig.inGroup(OWNER, "/settings members read");
        rig.inGroup(OWNER, "/settings scope Sectors");
        rig.shown.clear();
        rig.inGroup(MEMBER, "/note Defense");
        assertThat(rig.shown).singleElement().asString().contains("Long defense");
        nothingOf(MEMBER, true);
    }

    @Test
    void a_reader_in_a_private_chat_is_told_of_no_other_note() {
        rig.pair(MEMBER, Role.EDITOR);
        nothingOf(MEMBER, false);
        rig.alone(OWNER, "/people 2 scope Sectors");
        nothingOf(MEMBER, false);
    }

    @Test
    void the_owner_alone_finds_every_word() {
        var all = new StringBuilder();
        for (var line : lines()) {
            rig.shown.clear();
            rig.alone(OWNER, line);
            rig.shown.forEach(shown -> all.append(without(shown, line)));
        }
        for (var line : List.of("/note zebrafinch plan", "/note Long zebrafinch out")) {
            rig.shown.clear();
            rig.alone(OWNER, line);
            rig.shown.forEach(all::append);
        }
        assertThat(CANARIES).allSatisfy(word -> assertThat(all.toString().toLowerCase(Locale.ROOT)).contains(word));
    }

    @Test
    void a_hidden_name_is_answered_as_one_that_is_not_there() {
        rig.inGroup(OWNER, "/settings members read");
        rig.inGroup(OWNER, "/settings scope Sectors");
        for (var line : List.of("how is NAME doing?", "NAME", "read NAME", "what links to NAME?", "/note NAME", "/notes NAME", "search my notes for NAME", "/thesis NAME", "/check NAME", "/related NAME", "/quote NAME", "/watch NAME", "/nosuch NAME", "/winners NAME")) {
            for (var name : List.of("zebrafinch plan", "long zebrafinch out", "dugongalias", "quokkafund")) {
                rig.shown.clear();
                rig.inGroup(MEMBER, line.replace("NAME", name));
                var hidden = String.join("\n", rig.shown).replaceAll("zebrafinch|dugongalias|quokkafund", "zzyzxqwert");
                rig.shown.clear();
                var nobody = name.replaceAll("zebrafinch|dugongalias|quokkafund", "zzyzxqwert");
                rig.inGroup(MEMBER, line.replace("NAME", nobody));
                assertThat(hidden.replaceAll("\\s+", " ")).as(line + " " + name).isEqualTo(String.join("\n", rig.shown).replaceAll("\\s+", " "));
            }
        }
    }

    @Test
    void no_brief_of_theirs_holds_one() {
        for (var scope : List.of(NoteScope.NOTHING, NoteScope.of(List.of("Sectors")))) {
            var in = rig.app.desk().gather(LocalDate.of(2026, 2, 5), AccessRig.MORNING, scope);
            var facts = BriefComposer.facts(in.value().orElseThrow());
            assertThat(BriefJson.of(facts)).doesNotContainPattern(LEAK);
            for (var length : Section.Length.values()) {
                assertThat(BriefComposer.compose(facts, length).toString()).doesNotContainPattern(LEAK);
            }
            assertThat(in.problems().toString()).doesNotContainPattern(LEAK);
        }
        var everything = rig.app.desk().gather(LocalDate.of(2026, 2, 5), AccessRig.MORNING, NoteScope.EVERYTHING);
        assertThat(BriefJson.of(BriefComposer.facts(everything.value().orElseThrow()))).containsPattern(LEAK);
    }

    @Test
    void a_reminder_of_a_note_that_is_hidden_by_now_does_not_speak() {
        rig.inGroup(OWNER, "/settings scope Kakapofolder");
        rig.inGroup(OWNER, "/watch narwhalwatch-ruling");
        assertThat(rig.stored.watches().of(GROUP.text())).hasSize(1);
        rig.inGroup(OWNER, "/settings scope Sectors");
        rig.shown.clear();
        rig.inGroup(OWNER, "/watches");
        rig.inGroup(OWNER, "/unwatch");
        assertThat(rig.shown).hasSize(2).allSatisfy(shown -> assertThat(shown).doesNotContainPattern(LEAK));
        rig.clock.advance(Duration.ofDays(30));
        var posted = new ArrayList<String>();
        var run = new WatchRun(
                rig.stored.watches(),
                rig.stored.subscriptions(),
                new Mornings(rig.stored.subscriptions(), LocalTime.of(7, 0)),
                new Post(rig.stored.subscriptions(), rig.stored.outbox(), _ -> {
                    posted.add("asked");
                    return Optional.empty();
                }, new Arming(new SplittableRandom(7)), _ -> {}),
                rig.app.desk()::almanac,
                (_, fault) -> rig.broken.add(fault));
        run.run(rig.clock.instant());
        assertThat(posted).isEmpty();
        assertThat(rig.stored.watches().find(GROUP.text(), 1).orElseThrow().over()).isTrue();
    }
}
