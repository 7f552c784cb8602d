package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.newYork;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordRunTest {
    private static final LocalDate JANUARY_8 = LocalDate.of(2026, 1, 8);

    private final Bench bench = new Bench("2026-01-09T10:00:00Z");
    private final RecordRun run = run("a");

    private RecordRun run(String node) {
        return new RecordRun(bench.store.ledger(), bench.store.leases(), bench, bench.readiness, node, bench.events::add);
    }

    @Test
    void a_session_is_written_up_once_by_whichever_node_comes_first() {
        assertThat(run.run(newYork("2026-01-09T06:00"))).isTrue();
        assertThat(bench.store.ledger().last()).contains(JANUARY_8);
        int gathered = bench.gathered;

        assertThat(run.run(newYork("2026-01-09T06:01"))).isFalse();
        assertThat(run("b").run(newYork("2026-01-09T06:01"))).isFalse();
        assertThat(bench.gathered).as("nothing is measured again").isEqualTo(gathered);
        assertThat(run.run(newYork("2026-01-10T06:00"))).as("the next session").isTrue();
    }

    @Test
    void while_another_node_writes_nothing_is_done() {
        var lease = bench.store.leases().acquire("record", "b", Duration.ofMinutes(3)).orElseThrow();
        assertThat(run.run(newYork("2026-01-09T06:00"))).isFalse();
        bench.store.leases().release(lease);
        assertThat(run.run(newYork("2026-01-09T06:00"))).isTrue();
    }

    @Test
    void prices_that_are_late_are_waited_for_half_a_day_and_no_longer_than_they_need() {
        bench.late.add(JANUARY_8);
        assertThat(run.run(newYork("2026-01-08T17:00"))).isFalse();
        assertThat(bench.gathered).as("it is not measured while they are awaited").isZero();
        assertThat(run.run(newYork("2026-01-09T08:00"))).as("without a price of that session there is nothing to write up").isFalse();
        assertThat(bench.store.ledger().last()).isEmpty();

        bench.late.clear();
        assertThat(run.run(newYork("2026-01-09T08:01"))).as("it rests for a few minutes").isFalse();
        assertThat(run.run(newYork("2026-01-09T08:06"))).isTrue();
    }

    @Test
    void sessions_without_a_run_are_not_made_up() {
        run.run(newYork("2026-01-09T06:00"));
        run.run(newYork("2026-01-15T06:00"));
        assertThat(bench.store.ledger().last()).contains(LocalDate.of(2026, 1, 14));
        assertThat(bench.store.ledger().write(LocalDate.of(2026, 1, 12), newYork("2026-01-15T06:00"), List.of(), List.of())).as("nobody wrote that one").isTrue();
    }

    @Test
    void a_fault_is_told_and_tried_again_after_a_rest() {
        bench.bug = Optional.of(new IllegalStateException("no disk"));
        assertThat(run.run(newYork("2026-01-09T06:00"))).isFalse();
        assertThat(run.run(newYork("2026-01-09T06:01"))).isFalse();
        assertThat(bench.events).filteredOn(DeliveryEvent.Fault.class::isInstance).hasSize(1);

        bench.bug = Optional.empty();
        assertThat(run.run(newYork("2026-01-09T06:05"))).isTrue();
    }
}
