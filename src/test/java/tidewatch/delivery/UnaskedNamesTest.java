package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.newYork;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.notes.Alias;
import tidewatch.notes.Vault;
import tidewatch.testing.Almanacs;

/** The brief of whoever sees all notes asks about a name with several meanings, once. */
class UnaskedNamesTest {
    private static final String ASKED = "Which is meant? \"Marathon\" in Energy/Majors.md:9: ";
    private static final ChatId GROUP = new ChatId("telegram", "-100");

    private Bench bench = new Bench(newYork("2026-01-08T20:00"));
    private Vault vault = vault("| Marathon | -3% |");

    private static Vault vault(String rows) {
        return Almanacs.of(Map.of("Energy/Majors.md", "# Majors\n\n*Created 2026-01-08*\n\n## Losers\n\n| Stock | Move |\n|---|---|\n" + rows + "\n")).vault();
    }

    @BeforeEach
    void asking() {
        bench.composition = new Composition(
                bench.store.subscriptions(),
                bench.store.outbox(),
                bench.store.briefs(),
                bench.store.ticks(),
                bench.readiness,
                chat -> chat.platform().equals("telegram") ? Optional.of(bench.platform) : Optional.empty(),
                Chat::scope,
                Optional.empty(),
                Optional.of(new UnaskedNames(bench.store.aliases(), _ -> vault)),
                bench.arming,
                bench.events::add);
    }

    @Test
    void the_next_brief_carries_one_line_with_the_question_and_the_one_after_it_none() {
        bench.subscribed("07:00");
        bench.runFarTo(newYork("2026-01-13T07:05"));

        assertThat(bench.sent).hasSize(3);
        assertThat(bench.sent.get(0).text()).contains(ASKED).contains("/aliases Marathon");
        assertThat(bench.sent.get(1).text()).doesNotContain("Which is meant?");
        assertThat(bench.sent.get(2).text()).doesNotContain("Which is meant?");
    }

    @Test
    void with_several_names_each_brief_asks_about_one() {
        vault = vault("| Marathon | -3% |\n| Constellation | -1% |");
        bench.subscribed("07:00");
        bench.runFarTo(newYork("2026-01-13T07:05"));

        assertThat(bench.sent.get(0).text()).contains(ASKED).doesNotContain("\"Constellation\"");
        assertThat(bench.sent.get(1).text()).contains("Which is meant? \"Constellation\" in Energy/Majors.md:10: ").doesNotContain("\"Marathon\"");
        assertThat(bench.sent.get(2).text()).doesNotContain("Which is meant?");
    }

    @Test
    void whoever_does_not_see_all_notes_is_not_asked_and_the_owner_still_is() {
        bench.subscribed(GROUP, "America/New_York", "06:30");
        bench.subscribed("07:00");
        bench.store.subscriptions().save(bench.store.subscriptions().chat(GROUP).orElseThrow().withScope(NoteScope.NOTHING));
        bench.runFarTo(newYork("2026-01-09T07:05"));

        assertThat(bench.sent).filteredOn(sent -> sent.chat().equals(GROUP)).isNotEmpty().allSatisfy(sent -> assertThat(sent.text()).doesNotContain("Which is meant?"));
        assertThat(bench.sent).filteredOn(sent -> !sent.chat().equals(GROUP)).singleElement().satisfies(sent -> assertThat(sent.text()).contains(ASKED));
    }

    @Test
    void what_was_put_off_or_answered_is_not_asked() {
        bench.store.aliases().putOff("marathon", newYork("2026-01-11T12:00"));
        bench.subscribed("07:00");
        bench.runFarTo(newYork("2026-01-09T07:05"));
        assertThat(bench.sent.get(0).text()).doesNotContain("Which is meant?");

        bench.runFarTo(newYork("2026-01-12T07:05"));
        assertThat(bench.sent.get(1).text()).as("its time is over").contains(ASKED);

        vault = vault.with(vault.aliases().with(java.util.List.of(new Alias("Marathon", "stock:MPC", "", "", Instant.EPOCH))));
        bench.runFarTo(newYork("2026-01-13T07:05"));
        assertThat(bench.sent.get(2).text()).doesNotContain("Which is meant?");
    }

    @Test
    void a_row_that_is_composed_twice_asks_the_same() {
        bench.subscribed("07:00");
        bench.planner.plan(bench.now().plus(Duration.ofHours(10)));
        var row = bench.store.outbox().planned(newYork("2026-01-09T07:00"), 10).getFirst();
        var chat = bench.store.subscriptions().chat(row.chat()).orElseThrow();
        var names = new UnaskedNames(bench.store.aliases(), _ -> vault);

        assertThat(names.line(row, chat)).isPresent().isEqualTo(names.line(row, chat));
    }
}
