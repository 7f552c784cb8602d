package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Step;
import tidewatch.watch.Watch;
import tidewatch.watch.Watchlist;

/** What {@link Watchlist} promises. Every store passes this. */
public abstract class WatchlistContract {
    protected static final Instant T0 = Instant.parse("2026-01-09T12:00:00Z");
    private static final String HERE = "terminal:here";
    private static final String THERE = "memory:there";

    private Watchlist watches;

    /** An empty one. */
    protected abstract Watchlist watchlist();

    @BeforeEach
    void open() {
        watches = watchlist();
    }

    private static Reminder wish(String chat, String slug, Occasion when, Step... steps) {
        return Reminder.wish(chat, "terminal:owner", slug, slug + "!", Optional.empty(), Optional.empty(), when, List.of(steps), false, T0);
    }

    private static Reminder day(String chat, String slug, String day) {
        return wish(chat, slug, Occasion.Days.day(LocalDate.parse(day)), Step.AT);
    }

    private static Reminder full() {
        var note = new Reminder.FromNote("Folder/Who pays.md", "Who pays \"this\" \u6c7a\u7b97", true);
        var when = Occasion.Days.of(LocalDate.of(2026, 1, 21), LocalDate.of(2026, 1, 31));
        return Reminder.wish(HERE, "terminal:owner", "q4-earnings", "Q4 earnings", Optional.of("AI ROI evidence"), Optional.of(note), when,
                List.of(Step.OPEN, Step.CLOSE), true, T0);
    }

    private Reminder add(Reminder wish) {
        assertThat(watches.add(wish)).isInstanceOf(Watchlist.New.class);
        return stored(wish.chat(), watches.of(wish.chat()).stream().mapToInt(Watch::number).max().orElseThrow());
    }

    private Reminder stored(String chat, int number) {
        return (Reminder) watches.find(chat, number).orElseThrow();
    }

    @Test
    void a_wish_is_kept_as_it_is_under_the_next_number_of_its_chat() {
        var first = watches.add(full());
        assertThat(first).isEqualTo(new Watchlist.New(full().numbered(1)));
        assertThat(watches.add(day(HERE, "cpi", "2026-02-11"))).isEqualTo(new Watchlist.New(day(HERE, "cpi", "2026-02-11").numbered(2)));
        assertThat(watches.add(day(THERE, "cpi", "2026-02-11"))).isEqualTo(new Watchlist.New(day(THERE, "cpi", "2026-02-11").numbered(1)));
        assertThat(watches.of(HERE)).containsExactly(full().numbered(1), day(HERE, "cpi", "2026-02-11").numbered(2));
        assertThat(watches.find(HERE, 3)).isEmpty();
        assertThat(watches.of("memory:nobody")).isEmpty();
    }

    @Test
    void each_kind_of_occasion_comes_back_as_it_went() {
        var clock = add(wish(HERE, "clock", new Occasion.Clock(T0.plusSeconds(90)), Step.AT));
        var event = add(wish(HERE, "event", new Occasion.Event(LocalDate.of(2026, 1, 27), LocalDate.of(2026, 1, 28), T0.plusSeconds(1)), Step.AT, Step.CLOSE));
        var open = add(wish(HERE, "open", new Occasion.Days(LocalDate.of(2026, 2, 1), Optional.empty()), Step.OPEN));
        assertThat(watches.of(HERE)).containsExactly(clock, event, open);
        assertThat(clock.when()).isEqualTo(new Occasion.Clock(T0.plusSeconds(90)));
        assertThat(open.when()).isEqualTo(new Occasion.Days(LocalDate.of(2026, 2, 1), Optional.empty()));
    }

    @Test
    void the_same_wish_twice_is_one_watch_until_it_is_over() {
        var first = add(full());
        assertThat(watches.add(full())).isEqualTo(new Watchlist.Known(first));
        var ownDay = Reminder.wish(HERE, "terminal:owner", "q4-earnings", "Q4 earnings", Optional.empty(),
                Optional.of(new Reminder.FromNote("Folder/Who pays.md", "Who pays", false)), Occasion.Days.day(LocalDate.of(2026, 2, 20)), List.of(Step.AT), false, T0);
        assertThat(watches.add(ownDay)).isEqualTo(new Watchlist.New(ownDay.numbered(2)));
        assertThat(watches.add(ownDay)).isEqualTo(new Watchlist.Known(ownDay.numbered(2)));
        assertThat(watches.change(first, first.ended())).isTrue();
        assertThat(watches.add(full())).isEqualTo(new Watchlist.New(full().numbered(3)));
    }

    @Test
    void a_number_is_never_given_twice() {
        var first = add(day(HERE, "a", "2026-02-11"));
        assertThat(watches.change(first, first.ended())).isTrue();
        assertThat(watches.of(HERE)).isEmpty();
        assertThat(watches.find(HERE, 1)).contains(first.ended());
        assertThat(add(day(HERE, "b", "2026-02-11")).number()).isEqualTo(2);
        assertThat(watches.forget(HERE)).isEqualTo(2);
        assertThat(watches.of(HERE)).isEmpty();
        assertThat(watches.find(HERE, 1)).isEmpty();
        assertThat(add(day(HERE, "c", "2026-02-11")).number()).isEqualTo(3);
    }

    @Test
    void a_chat_waits_for_a_hundred_things_and_no_more() {
        for (int i = 1; i <= Watch.PER_CHAT_MAX; i++) {
            add(day(HERE, "thing-" + i, "2026-02-11"));
        }
        assertThat(watches.add(day(HERE, "one-more", "2026-02-11"))).isEqualTo(new Watchlist.Full());
        assertThat(watches.add(day(HERE, "thing-7", "2026-02-11"))).isInstanceOf(Watchlist.Known.class);
        assertThat(watches.add(day(THERE, "one-more", "2026-02-11"))).isInstanceOf(Watchlist.New.class);
        var first = stored(HERE, 1);
        assertThat(watches.change(first, first.ended())).isTrue();
        assertThat(watches.add(day(HERE, "one-more", "2026-02-11"))).isEqualTo(new Watchlist.New(day(HERE, "one-more", "2026-02-11").numbered(101)));
    }

    @Test
    void of_two_changes_of_one_state_one_is_made() {
        var read = add(full());
        var due = read.fires();
        assertThat(watches.change(read, due)).isTrue();
        assertThat(watches.change(read, read.ended())).isFalse();
        var fired = due.fired(Step.OPEN, T0.plusSeconds(5));
        assertThat(watches.change(due, fired)).isTrue();
        assertThat(watches.change(due, fired)).isFalse();
        assertThat(watches.find(HERE, 1)).contains(fired);
        assertThat(fired.state()).isEqualTo(ReminderState.SCHEDULED);
        assertThatThrownBy(() -> watches.change(read, add(day(HERE, "other", "2026-02-11")))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_change_of_words_alone_is_noticed_too() {
        var read = add(full());
        var other = new Reminder(read.chat(), read.number(), read.person(), read.slug(), read.what(), Optional.of("other"), read.note(), read.when(),
                read.before(), read.steps(), read.fired(), read.state(), read.urgent(), read.created());
        assertThat(watches.change(read, other)).isTrue();
        assertThat(watches.change(read, read.ended())).isFalse();
        assertThat(watches.find(HERE, 1)).contains(other);
    }

    @Test
    void what_may_be_due_is_listed_a_page_at_a_time_and_what_is_over_is_not() {
        var expected = new ArrayList<Watch>();
        IntStream.rangeClosed(1, 3).forEach(i -> expected.add(add(day(THERE, "x" + i, "2026-01-10"))));
        IntStream.rangeClosed(1, 4).forEach(i -> expected.add(add(day(HERE, "x" + i, "2026-01-10"))));
        add(day(HERE, "later", "2026-03-10"));
        var ended = add(day(HERE, "ended", "2026-01-10"));
        assertThat(watches.change(ended, ended.ended())).isTrue();

        var look = Instant.parse("2026-01-09T10:00:00Z");
        assertThat(watches.mayBeDue(look.minusMillis(1), Optional.empty(), 10)).isEmpty();
        assertThat(watches.mayBeDue(look, Optional.empty(), 100)).containsExactlyElementsOf(expected);
        var seen = new ArrayList<Watch>();
        Optional<Watch> last = Optional.empty();
        for (int i = 0; i < 4; i++) {
            var page = watches.mayBeDue(look.plus(Duration.ofDays(1)), last, 2);
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page);
            last = page.isEmpty() ? last : Optional.of(page.getLast());
        }
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void what_came_from_notes_is_listed_until_it_is_over() {
        add(day(HERE, "own", "2026-02-11"));
        var noted = add(full());
        assertThat(watches.fromNotes(Optional.empty(), 10)).containsExactly(noted);
        assertThat(watches.fromNotes(Optional.of(noted), 10)).isEmpty();
        assertThat(watches.change(noted, noted.ended())).isTrue();
        assertThat(watches.fromNotes(Optional.empty(), 10)).isEmpty();
    }
}
