package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidewatch.delivery.Outage;
import tidewatch.delivery.Ticks;

/** What {@link Ticks} promises. Every store passes this. */
public abstract class TicksContract extends StoreContract {
    private Ticks ticks() {
        return store.ticks();
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void the_last_success_of_each_tick_is_known_whichever_node_had_it() {
        assertThat(ticks().lastSuccess()).isEmpty();
        ticks().succeeded("plan", "a", at(1));
        ticks().succeeded("watch", "a", at(1));
        ticks().succeeded("plan", "b", at(2));
        assertThat(ticks().lastSuccess()).isEqualTo(Map.of("plan", at(2), "watch", at(1)));
    }

    @Test
    void the_first_beat_is_no_outage_and_neither_are_three_minutes() {
        ticks().beat(at(0));
        ticks().beat(at(3));
        ticks().beat(at(6));
        assertThat(ticks().outages(Instant.EPOCH)).isEmpty();
        assertThat(ticks().lastSuccess()).isEmpty();
    }

    @Test
    void a_longer_gap_is_an_outage_from_the_last_beat_to_the_first_one_after() {
        ticks().beat(at(0));
        ticks().beat(at(1));
        ticks().beat(at(1).plus(Duration.ofMinutes(3)).plusMillis(1));
        assertThat(ticks().outages(Instant.EPOCH))
                .containsExactly(new Outage(at(1), at(4).plusMillis(1)));
    }

    @Test
    void outages_that_ended_after_an_instant_come_the_oldest_first() {
        ticks().beat(at(0));
        ticks().beat(at(10));
        ticks().beat(at(30));
        ticks().beat(at(60));
        assertThat(ticks().outages(at(10)))
                .containsExactly(new Outage(at(10), at(30)), new Outage(at(30), at(60)));
        assertThat(ticks().outages(at(60))).isEmpty();
    }

    @Test
    void two_nodes_that_beat_are_one_service() {
        ticks().beat(at(0));
        ticks().beat(at(2));
        ticks().beat(at(2));
        ticks().beat(at(4));
        ticks().beat(at(5));
        assertThat(ticks().outages(Instant.EPOCH)).isEmpty();
    }

    @Test
    void a_clock_that_goes_back_makes_no_outage() {
        ticks().beat(at(60));
        ticks().beat(at(0));
        ticks().beat(at(1));
        assertThat(ticks().outages(Instant.EPOCH)).isEmpty();
    }

    @Test
    void a_word_is_remembered_until_another_takes_its_place() {
        assertThat(ticks().remembered("zones")).isEmpty();
        ticks().remember("zones", "2025b");
        ticks().remember("calendar", "");
        assertThat(ticks().remembered("zones")).isEqualTo("2025b");
        ticks().remember("zones", "2026a");
        assertThat(ticks().remembered("zones")).isEqualTo("2026a");
        assertThat(ticks().remembered("calendar")).isEmpty();
    }
}
