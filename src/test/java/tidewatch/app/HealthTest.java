package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Inbox;
import tidewatch.delivery.Answers;
import tidewatch.delivery.Timetable;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryStore;
import tidewatch.web.Check;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");
    private static final LocalDate THURSDAY = LocalDate.of(2026, 2, 5);

    private final FakeClock clock = new FakeClock(NOW);
    private final MemoryStore store = new MemoryStore(clock);

    @Test
    void a_thread_lives_or_has_ended() {
        assertThat(look(Health.thread("clock", () -> true))).containsExactly(Check.green("clock", "Runs."));
        assertThat(look(Health.thread("clock", () -> false))).containsExactly(Check.red("clock", "Its thread has ended. Restart the service."));
    }

    @Test
    void the_database_answers_slowly_or_not() {
        assertThat(look(Health.database(clock, () -> {}))).containsExactly(Check.green("database", "Answers in 0 ms."));
        assertThat(look(Health.database(clock, () -> clock.advance(Duration.ofMillis(1_400)))))
                .containsExactly(Check.yellow("database", "Answers in 1400 ms."));
        assertThat(look(Health.database(clock, () -> {
                    throw new IllegalStateException("the inside of it");
                })))
                .containsExactly(Check.red("database", "It could not be looked at; the log says why."));
    }

    @Test
    void one_probe_that_breaks_does_not_hide_the_others() {
        var health = new Health(List.of(
                new Health.Probe("broken", () -> {
                    throw new IllegalStateException("no");
                }),
                Health.thread("clock", () -> true)));

        assertThat(health.checks()).extracting(Check::state).containsExactly(Check.State.RED, Check.State.GREEN);
    }

    @Test
    void tables_of_another_version_are_red() {
        var problem = new Problem(Reason.CONFLICT, "Version 1 of the tables; this program needs 2. Run tidewatch migrate", "");

        assertThat(look(Health.schema(Optional::empty))).extracting(Check::state).containsExactly(Check.State.GREEN);
        assertThat(look(Health.schema(() -> Optional.of(problem)))).containsExactly(Check.red("schema", problem.sentence()));
    }

    @Test
    void a_link_that_does_not_hear_says_why() {
        var links = Health.links(() -> Map.of(
                "telegram:2", new Answers.Link(Inbox.LinkState.DOWN, "A webhook is set.", Optional.empty()),
                "telegram:1", new Answers.Link(Inbox.LinkState.UP, "", Optional.of(NOW)),
                "telegram:3", new Answers.Link(Inbox.LinkState.DEGRADED, "Once more in a moment.", Optional.of(NOW))));

        assertThat(look(links))
                .containsExactly(
                        Check.green("link telegram:1", "What is said is heard."),
                        Check.red("link telegram:2", "A webhook is set."),
                        Check.yellow("link telegram:3", "Once more in a moment."));
    }

    @Test
    void a_sender_is_led_here_elsewhere_or_by_nobody() {
        var senders = Health.senders(() -> List.of("telegram:1", "telegram:2", "telegram:3", "slack:T:A"), store.leases(), "a");
        store.leases().acquire("telegram:1", "a", Duration.ofSeconds(15));
        store.leases().acquire("telegram:2", "b", Duration.ofSeconds(15));
        store.leases().pause("slack:T:A", NOW.plusSeconds(30), "too many requests");

        assertThat(look(senders))
                .containsExactly(
                        Check.green("sender telegram:1", "Leader: this node sends, for the 1. time that the lead was taken."),
                        Check.green("sender telegram:2", "Standby: b sends."),
                        Check.red("sender telegram:3", "No node leads, so nothing is sent."),
                        Check.yellow("sender slack:T:A", "Waits until 2026-02-06T12:00:30Z: too many requests"));

        clock.advance(Duration.ofSeconds(16));
        assertThat(look(senders)).extracting(Check::state).startsWith(Check.State.RED, Check.State.RED);
    }

    @Test
    void old_prices_or_none_are_yellow_since_a_brief_goes_out_all_the_same() {
        assertThat(look(Health.prices(() -> Optional.of(THURSDAY), () -> THURSDAY)))
                .containsExactly(Check.green("prices", "The newest are of 2026-02-05."));
        assertThat(look(Health.prices(() -> Optional.of(THURSDAY.minusDays(1)), () -> THURSDAY)))
                .containsExactly(Check.yellow("prices", "The newest are of 2026-02-04; those of 2026-02-05 should be there."));
        assertThat(look(Health.prices(Optional::empty, () -> THURSDAY))).containsExactly(Check.yellow("prices", "There are none."));
    }

    @Test
    void a_message_that_waits_too_long_is_red() {
        assertThat(look(Health.outbox(clock, Optional::empty))).containsExactly(Check.green("outbox", "No message waits."));
        assertThat(look(Health.outbox(clock, () -> Optional.of(NOW.minusSeconds(60))))).containsExactly(Check.green("outbox", "The oldest message waits 60 s."));
        assertThat(look(Health.outbox(clock, () -> Optional.of(NOW.minusSeconds(121)))))
                .containsExactly(Check.yellow("outbox", "The oldest message waits 2 min."));
        assertThat(look(Health.outbox(clock, () -> Optional.of(NOW.minusSeconds(901)))))
                .containsExactly(Check.red("outbox", "The oldest message waits 15 min."));
    }

    @Test
    void a_silent_tick_is_yellow_after_the_patience_of_the_watchdog() {
        var ticks = List.of(
                new Timetable.Tick("plan", new Timetable.Every(Duration.ofMinutes(1)), () -> {}),
                new Timetable.Tick("retention", new Timetable.Daily(LocalTime.of(3, 17)), () -> {}));
        var probe = Health.ticks(clock, ticks, NOW, () -> Map.of("plan", NOW.minus(Duration.ofDays(2))));

        assertThat(look(probe)).containsExactly(Check.green("ticks", "All come: plan, retention."));
        clock.advance(Duration.ofSeconds(210));
        assertThat(look(probe)).extracting(Check::state).containsExactly(Check.State.GREEN);
        clock.advance(Duration.ofSeconds(1));
        assertThat(look(probe)).containsExactly(Check.yellow("ticks", "Silent, and run by the watchdog: plan for 3 min."));
    }

    private static List<Check> look(Health.Probe probe) {
        return new Health(List.of(probe)).checks();
    }
}
