package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelReadingTest {
    @ParameterizedTest
    @CsvSource({"1,5000", "2,0", "2,1", "2,2", "2,4", "2,5000", "7,3", "7,5000"})
    void each_is_given_once(int processors, int count) {
        var seen = ConcurrentHashMap.<Integer>newKeySet();
        new ParallelReading(processors).each(count, i -> assertThat(seen.add(i)).as("%d again", i).isTrue());

        assertThat(seen).hasSize(count);
    }

    @Test
    void two_are_read_at_a_time() {
        // Each waits until another one has begun: with one reader the first would wait in vain.
        var begun = new CountDownLatch(2);
        var met = ConcurrentHashMap.<Integer>newKeySet();
        new ParallelReading(2).each(4, i -> {
            begun.countDown();
            try {
                if (begun.await(30, TimeUnit.SECONDS)) {
                    met.add(i);
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });

        assertThat(met).hasSize(4);
    }

    @Test
    void what_one_throws_is_thrown() {
        assertThatThrownBy(() -> new ParallelReading(2).each(100, i -> {
                    if (i == 50) {
                        throw new IllegalStateException("no 50");
                    }
                }))
                .hasMessageContaining("no 50");
    }
}
