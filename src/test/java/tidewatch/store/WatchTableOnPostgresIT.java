package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import tidewatch.contract.WatchlistContract;
import tidewatch.testing.Databases;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

class WatchTableOnPostgresIT extends WatchlistContract {
    private @Nullable Database database;

    @Override
    protected Watchlist watchlist() {
        var opened = Databases.postgres(InstantSource.fixed(T0));
        database = opened;
        return new WatchTable(opened);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    /** Several nodes hear the same chat at once. */
    @Test
    void wishes_at_the_same_time_get_numbers_of_their_own_and_the_same_wish_one() throws Exception {
        var watches = watchlist();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 64)
                    .<Callable<Watchlist.Added>>mapToObj(i -> () -> watches.add(Reminder.wish("terminal:here", "p", "s" + i / 2, "w", Optional.empty(),
                            Optional.empty(), Occasion.Days.day(LocalDate.of(2026, 2, 11)), List.of(Step.AT), false, T0)))
                    .toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(watches.of("terminal:here")).extracting(Watch::number).containsExactlyElementsOf(IntStream.rangeClosed(1, 32).boxed().toList());
    }
}
