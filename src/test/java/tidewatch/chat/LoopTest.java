package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidewatch.problem.Problem;
import tidewatch.testing.Patience;

/** The thread that takes steps: that it says when it is awake, and that a step which hangs or breaks is known by what it says. */
class LoopTest {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    private static final Function<Runnable, Thread> THREAD = Thread.ofPlatform().daemon().name("steps")::start;

    private final LinkedBlockingQueue<Duration> awake = new LinkedBlockingQueue<>();
    private final List<Problem> reports = Collections.synchronizedList(new ArrayList<>());

    private Duration told() throws InterruptedException {
        return Optional.ofNullable(awake.poll(Patience.SECONDS, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("It did not say that it is awake"));
    }

    @Test
    void it_says_after_each_step_when_it_says_so_again() throws InterruptedException {
        var hangs = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        var steps = new LinkedBlockingQueue<>(List.of(Duration.ofMillis(1), Duration.ofMillis(2)));
        try (var loop = new Loop(
                THREAD,
                () -> {
                    var pause = Optional.ofNullable(steps.poll());
                    if (pause.isEmpty()) {
                        hangs.countDown();
                        await(over);
                    }
                    return pause;
                },
                over::countDown,
                awake::add,
                reports::add)) {
            loop.start();

            assertThat(told()).as("before the first").isEqualTo(THREE_MINUTES);
            assertThat(told()).isEqualTo(THREE_MINUTES.plusMillis(1));
            assertThat(told()).isEqualTo(THREE_MINUTES.plusMillis(2));
            assertThat(hangs.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(awake).as("the third step hangs").isEmpty();
        }
        assertThat(awake).as("and was the last").isEmpty();
    }

    @Test
    void a_step_that_breaks_is_no_step_that_hangs() throws InterruptedException {
        try (var loop = new Loop(
                THREAD,
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> {},
                awake::add,
                reports::add)) {
            loop.start();

            assertThat(told()).isEqualTo(THREE_MINUTES);
            assertThat(told()).isEqualTo(THREE_MINUTES.plusSeconds(5));
            assertThat(reports).singleElement().satisfies(report -> assertThat(report.where()).isEqualTo("steps"));
        }
    }

    @Test
    void one_that_is_woken_does_not_wait_until_its_pause_is_over() throws InterruptedException {
        try (var loop = new Loop(THREAD, () -> Optional.of(Duration.ofDays(1)), () -> {}, awake::add, reports::add)) {
            loop.start();
            assertThat(told()).isEqualTo(THREE_MINUTES);
            assertThat(told()).isEqualTo(THREE_MINUTES.plusDays(1));

            loop.wake();
            assertThat(told()).as("at once").isEqualTo(THREE_MINUTES.plusDays(1));
            assertThat(awake).as("and once").isEmpty();
        }
    }

    @Test
    void what_a_step_waits_for_is_ended_with_it() throws InterruptedException {
        var hangs = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        var thread = new CompletableFuture<Thread>();
        try (var loop = new Loop(
                run -> {
                    thread.complete(THREAD.apply(run));
                    return thread.join();
                },
                () -> {
                    hangs.countDown();
                    await(over);
                    return Optional.of(Duration.ofDays(1));
                },
                over::countDown,
                awake::add,
                reports::add)) {
            loop.start();
            assertThat(hangs.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(thread.join().isAlive()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
