package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.CHAT;
import static tidewatch.delivery.Bench.newYork;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefInput;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.testing.MemoryStore;

class MorningRunTest {
    private static final LocalDate THURSDAY = LocalDate.of(2026, 1, 8);
    private static final BriefArchive.Key KEY = new BriefArchive.Key("", "2026-01-09", "MORNING", THURSDAY);

    private final Bench bench = new Bench(newYork("2026-01-08T20:00"));

    @BeforeEach
    void chats() {
        bench.subscribed("07:00");
    }

    private List<DeliveryEvent.BriefBroken> breaks() {
        return of(DeliveryEvent.BriefBroken.class);
    }

    private <E> List<E> of(Class<E> kind) {
        return bench.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void a_brief_is_built_once_for_all_chats_as_soon_as_its_prices_are_complete() {
        bench.subscribed(new ChatId("telegram", "8"), "America/Chicago", "06:30");
        bench.subscribed(new ChatId("telegram", "9"), "America/New_York", "06:45");

        bench.runTo("2026-01-09T05:44");
        assertThat(bench.gathered).as("nobody's row is there yet").isZero();
        bench.runTo("2026-01-09T05:45");
        assertThat(bench.gathered).as("the first chat is due at 06:45").isEqualTo(1);
        bench.runTo("2026-01-09T07:31");

        assertThat(bench.sent).hasSize(3);
        assertThat(bench.gathered).isEqualTo(1);
        assertThat(of(DeliveryEvent.BriefFrozen.class)).singleElement().satisfies(frozen -> {
            assertThat(frozen.briefId()).isEqualTo(KEY.id());
            assertThat(frozen.complete()).isTrue();
        });
    }

    @Test
    void chats_of_another_scope_or_session_have_a_brief_of_their_own() {
        var other = new ChatId("telegram", "8");
        bench.subscribed(other, "America/New_York", "07:00");
        var chat = bench.book.chat(other);
        bench.store.subscriptions().save(new Chat(
                other, chat.sender(), chat.thread(), false, chat.zone(), chat.state(), chat.mutedUntil(), chat.quiet(), chat.classes(),
                chat.catchUp(), "desk"));

        bench.runTo("2026-01-09T07:00");

        assertThat(bench.store.briefs().find(KEY)).isPresent();
        assertThat(bench.store.briefs().find(new BriefArchive.Key("desk", "2026-01-09", "MORNING", THURSDAY))).isPresent();
        assertThat(bench.gathered).isEqualTo(2);
    }

    @Test
    void without_complete_prices_it_waits_until_twenty_minutes_before_the_first_is_due_and_says_what_is_missing() {
        bench.late.add(THURSDAY);
        bench.problems = List.of(Problem.of(Reason.STALE, "No prices for Thu 8 Jan yet; figures are of the close of Wed 7 Jan"));
        bench.runTo("2026-01-09T06:39");
        assertThat(bench.gathered).isZero();
        bench.runTo("2026-01-09T06:40");
        assertThat(bench.gathered).isEqualTo(1);
        bench.late.clear();
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.gathered).as("late data make no second brief").isEqualTo(1);
        assertThat(bench.lastText()).contains("No prices for Thu 8 Jan yet; figures are Wed's close");
        assertThat(bench.lastText().split("No prices for Thu", -1)).as("said once").hasSize(2);
        assertThat(bench.store.briefs().find(KEY).map(BriefArchive.Kept.class::cast).orElseThrow().missing())
                .first()
                .asString()
                .contains("No prices for Thu 8 Jan yet");
        assertThat(of(DeliveryEvent.BriefFrozen.class)).noneMatch(DeliveryEvent.BriefFrozen::complete);
    }

    @Test
    void prices_that_come_before_the_last_moment_are_waited_for() {
        bench.late.add(THURSDAY);
        bench.runTo("2026-01-09T06:30");
        bench.late.clear();
        bench.runTo("2026-01-09T06:31");

        assertThat(bench.gathered).isEqualTo(1);
        assertThat(of(DeliveryEvent.BriefFrozen.class)).allMatch(DeliveryEvent.BriefFrozen::complete);
    }

    @Test
    void a_vault_that_cannot_be_read_is_said_in_the_brief() {
        bench.problems = List.of(Problem.of(Reason.UNREADABLE, "The vault cannot be read: is the disk mounted?"));
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.lastText()).contains("The vault cannot be read: is the disk mounted?");
        assertThat(of(DeliveryEvent.BriefFrozen.class)).noneMatch(DeliveryEvent.BriefFrozen::complete);
    }

    @Test
    void a_build_that_breaks_three_times_is_given_up_and_the_chat_is_told_on_time() {
        bench.bug = Optional.of(new IllegalStateException("a bug"));
        bench.runTo("2026-01-09T07:30");

        assertThat(breaks()).extracting(DeliveryEvent.BriefBroken::builds).containsExactly(1, 2, 3);
        assertThat(breaks()).allMatch(one -> one.why().contains("a bug"));
        assertThat(bench.gathered).isEqualTo(3);
        assertThat(bench.arrivals()).containsExactly("2026-01-09T07:00 MORNING 2026-01-09");
        assertThat(bench.lastText())
                .contains("No brief for Fri 9 Jan: an error of the program while it was written.")
                .contains("/status")
                .contains("Next brief Mon 12 Jan 07:00 EST")
                .doesNotContain("a bug");
    }

    @Test
    void a_source_that_mends_itself_between_two_builds_makes_it_a_brief_after_all() {
        bench.bug = Optional.of(new IllegalStateException("a bug"));
        bench.runTo("2026-01-09T06:04");
        assertThat(breaks()).as("it rests for five minutes after the first").hasSize(1);
        bench.bug = Optional.empty();
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.lastText()).contains("Rotation brief");
    }

    @Test
    void with_nothing_to_build_from_the_cause_is_said_in_its_own_words() {
        bench.noInput = true;
        bench.problems = List.of(Problem.of(Reason.UNREADABLE, "The folder of prices is gone"));
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.lastText()).contains("No brief for Fri 9 Jan: The folder of prices is gone.");
    }

    @Test
    void the_short_message_is_no_brief_so_the_next_one_is_compared_with_the_last_real_one() {
        bench.runTo("2026-01-09T07:30");
        var real = bench.store.outbox().lastDelivered(CHAT, DeliveryKind.MORNING).orElseThrow().briefId();
        bench.bug = Optional.of(new IllegalStateException("a bug"));
        bench.runFarTo(newYork("2026-01-12T08:00"));
        bench.bug = Optional.empty();

        assertThat(bench.lastText()).contains("No brief for Mon 12 Jan");
        assertThat(bench.store.outbox().lastDelivered(CHAT, DeliveryKind.MORNING).orElseThrow().briefId()).isEqualTo(real);
        bench.runFarTo(newYork("2026-01-13T07:05"));
        assertThat(bench.store.outbox().list(Outbox.Filter.ALL, 1).getFirst().baseId()).contains(real);
    }

    @Test
    void one_node_builds_while_another_waits_for_its_lease() {
        bench.runTo("2026-01-09T05:50");
        bench.planner.plan(newYork("2026-01-09T06:00"));
        var held = bench.store.leases().acquire("brief:" + KEY.id(), "b", Duration.ofMinutes(3)).orElseThrow();

        assertThat(bench.morning.run(newYork("2026-01-09T06:00"))).isZero();
        assertThat(bench.gathered).isZero();
        bench.store.leases().release(held);
        assertThat(bench.morning.run(newYork("2026-01-09T06:00"))).isEqualTo(1);
        assertThat(bench.store.leases().holder("brief:" + KEY.id())).as("given back").isEmpty();
    }

    @Test
    void a_brief_that_another_node_froze_before_the_lease_was_had_is_not_built_again() {
        bench.runTo("2026-01-09T05:50");
        bench.planner.plan(newYork("2026-01-09T06:00"));
        var other = new MorningRun(
                bench.store.subscriptions(), bench.store.outbox(), bench.store.briefs(), bench.store.leases(), bench.store.ledger(), bench, Chat::scope, "b",
                bench.events::add);
        bench.store.gate(new MemoryStore.Gate() {
            private boolean first = true;

            @Override
            public void begins(String what) {
                if (first && what.equals("acquire")) {
                    first = false;
                    other.run(newYork("2026-01-09T06:00"));
                }
            }

            @Override
            public void commits(String what) {}

            @Override
            public void committed(String what) {}
        });

        assertThat(bench.morning.run(newYork("2026-01-09T06:00"))).isZero();
        assertThat(bench.gathered).isEqualTo(1);
    }

    @Test
    void a_source_that_cannot_say_whether_prices_are_there_takes_no_tick_down() {
        var faults = new ArrayList<DeliveryEvent>();
        var broken = new BriefSource() {
            @Override
            public Found<Optional<BriefInput>> gather(LocalDate asOf, Instant due, NoteScope scope) {
                throw new IllegalStateException("no disk");
            }

            @Override
            public boolean complete(LocalDate asOf) {
                throw new IllegalStateException("no disk");
            }
        };
        var run = new MorningRun(
                bench.store.subscriptions(), bench.store.outbox(), bench.store.briefs(), bench.store.leases(), bench.store.ledger(), broken, _ -> "", "a", faults::add);
        bench.planner.plan(newYork("2026-01-09T06:10"));

        assertThat(run.run(newYork("2026-01-09T06:10"))).isZero();
        assertThat(run.run(newYork("2026-01-09T06:45"))).isZero();

        assertThat(faults).filteredOn(DeliveryEvent.Fault.class::isInstance).hasSize(2);
        assertThat(faults).filteredOn(DeliveryEvent.BriefBroken.class::isInstance).hasSize(1);
    }
}
