package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Leases;
import tidewatch.testing.Seeds;

/** What {@link Leases} promises. Every store passes this. */
public abstract class LeasesContract extends StoreContract {
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final int NODES = 8;

    private Leases leases() {
        return store.leases();
    }

    @Test
    void the_clock_is_the_stores() {
        assertThat(leases().now()).isEqualTo(NOON);
        assertThat(leases().now()).isEqualTo(leases().now()).isNotEqualTo(after(Duration.ofMillis(1)));
        assertThat(leases().now()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void a_single_node_ends_the_leases_of_those_before_it_and_their_epochs_go_on() {
        var dead = leases().acquire("s", "dead", TTL).orElseThrow();
        var own = leases().acquire("tick:plan", "alive", TTL).orElseThrow();
        leases().orphans("alive");
        assertThat(leases().holder("s")).isEmpty();
        assertThat(leases().holder("tick:plan")).contains(own);
        assertThat(leases().acquire("s", "alive", TTL).orElseThrow().epoch()).isEqualTo(dead.epoch() + 1);
    }

    @Test
    void a_free_lease_is_taken_and_then_refused_to_others() {
        assertThat(leases().holder("s")).isEmpty();
        assertThat(leases().acquire("s", "a", TTL)).contains(new Lease("s", "a", 1, NOON.plus(TTL)));
        assertThat(leases().acquire("s", "b", TTL)).isEmpty();
        assertThat(leases().holder("s")).contains(new Lease("s", "a", 1, NOON.plus(TTL)));
        assertThat(leases().acquire("t", "b", TTL)).contains(new Lease("t", "b", 1, NOON.plus(TTL)));
    }

    @Test
    void renewing_ones_own_keeps_the_epoch() {
        leases().acquire("s", "a", TTL);
        var later = after(Duration.ofSeconds(14));
        assertThat(leases().acquire("s", "a", TTL)).contains(new Lease("s", "a", 1, later.plus(TTL)));
    }

    @Test
    void an_expired_lease_is_taken_over_with_the_next_epoch_and_its_holder_is_refused() {
        leases().acquire("s", "a", TTL);
        after(TTL.minusMillis(1));
        assertThat(leases().acquire("s", "b", TTL)).isEmpty();
        var later = after(TTL);
        assertThat(leases().holder("s")).isEmpty();
        assertThat(leases().acquire("s", "b", TTL)).contains(new Lease("s", "b", 2, later.plus(TTL)));
        assertThat(leases().acquire("s", "a", TTL)).isEmpty();
    }

    @Test
    void ones_own_expired_lease_comes_with_the_next_epoch() {
        leases().acquire("s", "a", TTL);
        after(TTL);
        assertThat(leases().acquire("s", "a", TTL)).map(Lease::epoch).contains(2L);
    }

    @Test
    void a_lease_that_was_given_back_is_free_at_once_and_its_epoch_is_not_given_again() {
        var lease = leases().acquire("s", "a", TTL).orElseThrow();
        leases().release(lease);
        assertThat(leases().holder("s")).isEmpty();
        assertThat(leases().acquire("s", "b", TTL)).map(Lease::epoch).contains(2L);
    }

    @Test
    void who_lost_a_lease_cannot_give_it_back() {
        var lost = leases().acquire("s", "a", TTL).orElseThrow();
        after(TTL);
        var held = leases().acquire("s", "b", TTL);
        leases().release(lost);
        assertThat(leases().holder("s")).isEqualTo(held);
        after(TTL.multipliedBy(2));
        var again = leases().acquire("s", "a", TTL);
        leases().release(lost);
        assertThat(leases().holder("s")).isEqualTo(again).isPresent();
    }

    @Test
    void a_sender_pauses_with_or_without_a_lease_and_a_shorter_pause_does_not_shorten_it() {
        assertThat(leases().paused("s")).isEmpty();
        leases().pause("s", NOON.plusSeconds(30), "told to");
        assertThat(leases().paused("s")).contains(new Leases.Pause(NOON.plusSeconds(30), "told to"));
        assertThat(leases().holder("s")).isEmpty();
        leases().pause("s", NOON.plusSeconds(10), "shorter");
        assertThat(leases().paused("s")).contains(new Leases.Pause(NOON.plusSeconds(30), "told to"));
        leases().pause("s", NOON.plusSeconds(40), "longer");
        assertThat(leases().paused("s")).contains(new Leases.Pause(NOON.plusSeconds(40), "longer"));
        assertThat(leases().acquire("s", "a", TTL)).map(Lease::epoch).contains(1L);
        assertThat(leases().paused("s")).isPresent();
        assertThat(leases().paused("other")).isEmpty();
        after(Duration.ofSeconds(40));
        assertThat(leases().paused("s")).isEmpty();
    }

    @Test
    void of_eight_that_race_never_two_hold_it_and_the_epoch_only_rises() throws Exception {
        var inside = new AtomicInteger();
        var last = new AtomicLong();
        var taken = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(NODES)) {
            var racers = new ArrayList<Callable<Boolean>>();
            for (int node = 0; node < NODES; node++) {
                var owner = "node" + node;
                racers.add(() -> {
                    for (int turn = 0; turn < 25; turn++) {
                        var lease = leases().acquire("s", owner, TTL);
                        if (lease.isPresent()) {
                            assertThat(inside.incrementAndGet()).isOne();
                            assertThat(last.getAndSet(lease.get().epoch())).isLessThan(lease.get().epoch());
                            taken.incrementAndGet();
                            inside.decrementAndGet();
                            leases().release(lease.get());
                        }
                    }
                    return true;
                });
            }
            for (var racer : threads.invokeAll(racers)) {
                assertThat(racer.get()).isTrue();
            }
        }
        assertThat(taken.get()).isPositive();
        assertThat(last.get()).isEqualTo(taken.get());
    }

    /** A store of leases in ten lines, without a store. */
    private static final class Model {
        private final Map<String, Lease> leases = new HashMap<>();

        Optional<Lease> acquire(String name, String owner, Instant now) {
            var before = Optional.ofNullable(leases.get(name));
            boolean live = before.filter(lease -> lease.until().isAfter(now)).isPresent();
            boolean own = before.filter(lease -> lease.owner().equals(owner)).isPresent();
            if (live && !own) {
                return Optional.empty();
            }
            long epoch = before.map(Lease::epoch).orElse(0L) + (live ? 0 : 1);
            var lease = new Lease(name, owner, epoch, now.plus(TTL));
            leases.put(name, lease);
            return Optional.of(lease);
        }

        void release(Lease lease) {
            leases.computeIfPresent(
                    lease.name(),
                    (name, held) -> held.owner().equals(lease.owner()) && held.epoch() == lease.epoch()
                            ? new Lease(name, held.owner(), held.epoch(), Instant.EPOCH)
                            : held);
        }
    }

    @Test
    void any_order_of_taking_giving_back_and_waiting_ends_as_it_should() {
        Seeds.each(3, seed -> {
            var random = new SplittableRandom(seed);
            var model = new Model();
            var known = new ArrayList<Lease>();
            var prefix = "seed" + seed + ":";
            long millis = 0;
            for (int step = 0; step < 80; step++) {
                var name = prefix + random.nextInt(2);
                millis += random.nextInt(6_000);
                var now = after(Duration.ofMillis(millis));
                if (random.nextInt(4) == 0 && !known.isEmpty()) {
                    var lease = known.get(random.nextInt(known.size()));
                    leases().release(lease);
                    model.release(lease);
                } else {
                    var owner = List.of("a", "b", "c").get(random.nextInt(3));
                    var expected = model.acquire(name, owner, now);
                    assertThat(leases().acquire(name, owner, TTL)).isEqualTo(expected);
                    expected.ifPresent(known::add);
                }
            }
        });
    }
}
