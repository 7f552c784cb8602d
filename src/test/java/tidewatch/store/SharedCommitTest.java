package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.testing.Databases;

/** Several threads write to one file; each must see its own transaction and nothing else. */
@Timeout(60)
final class SharedCommitTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-09T12:00:00Z"));

    @TempDir
    Path home;

    private Database database;

    @BeforeEach
    void open() throws Exception {
        database = Databases.file(home, CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void put(String name) {
        put(SharedCommit.Order.IN_TURN, name);
    }

    private void put(SharedCommit.Order order, String name) {
        Database.Work<Integer> insert = handle -> handle.createUpdate("INSERT INTO remembered (name, value) VALUES (:name, 'x')")
                .bind("name", name)
                .execute();
        int _ = order == SharedCommit.Order.NEXT ? database.writeNext(insert) : database.write(insert);
    }

    private Set<String> names() {
        return new HashSet<>(database.read(handle ->
                handle.createQuery("SELECT name FROM remembered").mapTo(String.class).list()));
    }

    /**
     * The first of these holds the connection until all the others wait for it, so that they share its commit.
     *
     * @return what each threw, nothing where it did not
     */
    private List<Throwable> together(List<Runnable> writes) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var futures = new ArrayList<Future<?>>();
            futures.add(threads.submit(() -> database.run(_ -> {
                try {
                    writes.getFirst().run();
                } finally {
                    begun.countDown();
                    await(go);
                }
            })));
            begun.await();
            var others = new ArrayList<Thread>();
            for (var write : writes.subList(1, writes.size())) {
                var started = new CountDownLatch(1);
                futures.add(threads.submit(() -> {
                    others.add(Thread.currentThread());
                    started.countDown();
                    write.run();
                }));
                started.await();
                var last = others.getLast();
                while (last.getState() != Thread.State.TIMED_WAITING && last.getState() != Thread.State.TERMINATED) {
                    Thread.onSpinWait();
                }
            }
            go.countDown();
            var thrown = new ArrayList<Throwable>();
            for (var future : futures) {
                try {
                    future.get();
                } catch (ExecutionException broke) {
                    thrown.add(broke.getCause());
                }
            }
            return thrown;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void those_that_wait_share_a_commit_and_each_is_there_when_it_returns() throws Exception {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var writes = List.<Runnable>of(
                () -> put("a"),
                () -> {
                    put("b");
                    assertThat(names()).contains("a", "b");
                    seen.add("b");
                },
                () -> {
                    put("c");
                    assertThat(names()).contains("a", "b", "c");
                    seen.add("c");
                });

        assertThat(together(writes)).isEmpty();

        assertThat(seen).containsExactlyInAnyOrder("b", "c");
        assertThat(names()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void what_goes_next_passes_those_in_turn_and_is_committed_before_them() throws Exception {
        var ran = Collections.synchronizedList(new ArrayList<String>());
        var atReturn = new ArrayList<String>();
        Function<String, Runnable> inTurn = name -> () -> database.run(_ -> ran.add(name));
        var writes = new ArrayList<Runnable>();
        for (var name : List.of("first", "a", "b", "c", "d", "e")) {
            writes.add(inTurn.apply(name));
        }
        var committed = new CountDownLatch(1);
        writes.set(2, () -> database.run(_ -> {
            // Would hold up whoever shared its commit.
            await(committed);
            ran.add("b");
        }));
        writes.add(() -> {
            boolean _ = database.writeNext(_ -> ran.add("heard"));
            atReturn.addAll(ran);
            committed.countDown();
        });

        assertThat(together(writes)).isEmpty();

        assertThat(ran).containsExactly("first", "a", "heard", "b", "c", "d", "e");
        assertThat(atReturn).containsExactly("first", "a", "heard");
    }

    @Test
    void one_that_breaks_takes_back_its_own_and_nothing_of_the_others() throws Exception {
        var thrown = together(List.of(
                () -> put("a"),
                () -> database.run(_ -> {
                    put("b");
                    put("b2");
                    throw new IllegalStateException("broke");
                }),
                () -> put("c")));

        assertThat(thrown).singleElement().satisfies(one -> assertThat(one).hasMessage("broke"));
        assertThat(names()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void the_last_that_breaks_still_commits_the_others() throws Exception {
        var thrown = together(List.of(() -> put("a"), () -> put("b"), () -> put("a")));

        assertThat(thrown).singleElement().isInstanceOfSatisfying(
                StoreException.class, one -> assertThat(one.kind()).isEqualTo(StoreException.Kind.CONFLICT));
        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void the_first_that_breaks_leaves_the_connection_to_the_others() throws Exception {
        var thrown = together(List.of(
                () -> {
                    throw new IllegalStateException("broke");
                },
                () -> put("b")));

        assertThat(thrown).hasSize(1);
        assertThat(names()).containsExactly("b");
    }

    @Test
    void where_the_whole_transaction_is_ended_all_that_shared_it_have_failed() throws Exception {
        var thrown = together(List.of(
                () -> put("a"),
                () -> put("b"),
                // As SQLite does by itself when a disk is full.
                () -> database.run(handle -> {
                    handle.execute("ROLLBACK");
                    throw new IllegalStateException("gone");
                })));

        assertThat(thrown).hasSize(3);
        assertThat(names()).isEmpty();
        put("d");
        assertThat(names()).containsExactly("d");
    }

    @Test
    void what_a_commit_refuses_nobody_of_it_has_written() throws Exception {
        database.run(handle -> {
            handle.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
            handle.execute("CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
        });
        var thrown = together(List.of(
                () -> put("a"),
                () -> database.run(handle -> handle.execute("INSERT INTO child (id) VALUES (7)")),
                () -> put("c")));

        assertThat(thrown).hasSize(3).allSatisfy(one -> assertThat(one).isInstanceOf(StoreException.class));
        assertThat(names()).isEmpty();
    }

    @Test
    void an_interrupted_writer_writes_nothing_and_the_next_does() throws Exception {
        var refused = new ArrayList<Throwable>();
        var writes = List.<Runnable>of(() -> put("a"), () -> {
            Thread.currentThread().interrupt();
            refused.add(catchThrowable(() -> put("b")));
            assertThat(Thread.interrupted()).isTrue();
        });

        assertThat(together(writes)).isEmpty();

        assertThat(refused).singleElement().isInstanceOf(StoreException.class);
        assertThat(names()).containsExactly("a");
    }

    /** Twelve threads, a third of their writes break; what returned is there and what threw is not. Seed in the name of a failure. */
    @Test
    void a_storm_of_writers_keeps_exactly_what_returned() throws Exception {
        long seed = 20_260_109;
        var kept = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var all = new ArrayList<Callable<Void>>();
            for (int t = 0; t < 12; t++) {
                var draws = new SplittableRandom(seed + t);
                int thread = t;
                all.add(() -> {
                    for (int i = 0; i < 60; i++) {
                        write(thread + "-" + i, draws.nextInt(6), kept);
                    }
                    return null;
                });
            }
            for (var future : threads.invokeAll(all)) {
                future.get();
            }
        }

        assertThat(names()).as("seed %d", seed).isEqualTo(kept);
    }

    /** Every third goes next. */
    private void write(String name, int way, Set<String> kept) {
        switch (way) {
            case 0 -> assertThatThrownBy(() -> database.run(_ -> {
                        put(name);
                        throw new IllegalStateException("broke");
                    }))
                    .hasMessage("broke");
            case 1 -> {
                put(name);
                kept.add(name);
                assertThatThrownBy(() -> put(name)).isInstanceOf(StoreException.class);
            }
            default -> {
                put(way < 4 ? SharedCommit.Order.NEXT : SharedCommit.Order.IN_TURN, name);
                assertThat(names()).contains(name);
                kept.add(name);
            }
        }
    }
}
