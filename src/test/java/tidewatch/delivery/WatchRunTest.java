package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.testing.Almanacs;
import tidewatch.testing.Golden;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.Seeds;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Step;

class WatchRunTest {
    /** Thu 8 Jan 2026, 11:30 in New York. */
    private static final String NOW = "2026-01-08T16:30:00Z";

    private final Reminding world = new Reminding(NOW);

    @Test
    void a_window_speaks_on_its_first_morning_and_on_the_morning_after_its_last_day() {
        var watch = world.watch("q4-earnings");
        world.until("2026-01-21T06:59");
        assertThat(world.owed()).isEmpty();
        world.until("2026-01-21T07:00");
        assertThat(world.owed()).containsExactly("2026-01-21T07:00 watch:1:open:2026-01-21 READY");
        assertThat(world.stored(watch).state()).isEqualTo(ReminderState.SCHEDULED);
        world.until("2026-02-01T06:59");
        assertThat(world.owed()).hasSize(1);
        world.until("2026-02-03T12:00");
        assertThat(world.owed()).containsExactly("2026-01-21T07:00 watch:1:open:2026-01-21 READY", "2026-02-01T07:00 watch:1:close:2026-01-31 READY");
        assertThat(world.stored(watch).state()).isEqualTo(ReminderState.FIRED);
        assertThat(world.broken).isEmpty();
    }

    @Test
    void the_words_of_reminders() {
        world.watch("q4-earnings");
        world.watch("next fomc, fewer dots?");
        world.watch("tomorrow 08:00 look at NVDA");
        world.watch("late jan AI ROI evidence?");
        world.watch("2026-02-11 CPI");
        world.watch("opec-meeting");
        world.watch("from 10 feb energy");
        world.watch("nvda earnings");
        world.watch("after CPI check small caps");
        world.until("2026-02-26T12:00");
        Golden.check("delivery/reminders.txt", words(world));
    }

    @Test
    void the_words_on_another_clock() {
        world.zone("Asia/Tokyo");
        world.watch("fomc");
        world.watch("q4-earnings");
        world.until("2026-02-02T12:00");
        Golden.check("delivery/reminders-tokyo.txt", words(world));
    }

    private static String words(Reminding world) {
        return world.rows().stream()
                .map(row -> "== " + row.due().atZone(world.chat(Reminding.HERE).zone()).toLocalDateTime() + " " + row.slot() + " | " + row.headline() + "\n" + world.text(row.slot()) + "\n")
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_clock_time_stays_and_a_day_moves_with_the_zone_of_the_chat() {
        world.watch("tomorrow 08:00 look at NVDA");
        world.watch("2026-01-12 look at oil");
        world.zone("Asia/Tokyo");
        world.until("2026-01-12T12:00");
        assertThat(world.owed()).containsExactly("2026-01-09T08:00 watch:1:at:2026-01-09 READY", "2026-01-11T17:00 watch:2:at:2026-01-12 READY");
    }

    @Test
    void a_change_of_zone_in_the_night_before_is_noticed_within_minutes() {
        world.watch("2026-01-12 look at oil");
        world.until("2026-01-11T15:58");
        world.zone("Asia/Tokyo");
        world.until("2026-01-11T17:06");
        assertThat(world.owed()).containsExactly("2026-01-11T17:00 watch:1:at:2026-01-12 READY");
    }

    @Test
    void the_morning_is_that_of_the_first_brief_before_noon() {
        world.watch("2026-01-12 look at oil");
        world.watch("2026-01-13 look at gas");
        world.subscribe(LocalTime.of(6, 15));
        world.until("2026-01-12T12:00");
        world.subscribe(LocalTime.of(9, 45));
        world.until("2026-01-13T12:00");
        assertThat(world.owed()).containsExactly("2026-01-12T06:15 watch:1:at:2026-01-12 READY", "2026-01-13T09:45 watch:2:at:2026-01-13 READY");

        var evening = new Reminding(NOW);
        evening.subscribe(LocalTime.of(18, 0));
        evening.watch("2026-01-12 look at oil");
        evening.until("2026-01-12T12:00");
        assertThat(evening.owed()).containsExactly("2026-01-12T07:00 watch:1:at:2026-01-12 READY");
    }

    @Test
    void an_event_is_told_on_the_last_morning_before_its_moment() {
        world.zone("Asia/Tokyo");
        world.watch("fomc");
        world.until("2026-01-30T12:00");
        // 14:00 in New York is 04:00 of the next day in Tokyo, so the morning before is that of the 28th there.
        assertThat(world.owed()).containsExactly("2026-01-27T17:00 watch:1:at:2026-01-28 READY");
    }

    @Test
    void a_late_reminder_keeps_the_moment_for_which_it_was_meant() {
        world.watch("2026-01-12 look at oil");
        world.down("2026-01-14T16:00");
        world.restart();
        assertThat(world.tick()).isEqualTo(1);
        assertThat(world.owed()).containsExactly("2026-01-12T07:00 watch:1:at:2026-01-12 READY");
        assertThat(world.text("watch:1:at:2026-01-12")).contains("Look at oil was meant for Mon 12 Jan");
    }

    @Test
    void after_a_downtime_over_a_whole_window_only_its_end_is_asked() {
        var watch = world.watch("q4-earnings");
        world.down("2026-02-04T09:00");
        world.restart();
        world.tick();
        world.tick();
        assertThat(world.owed()).containsExactly("2026-02-01T07:00 watch:1:close:2026-01-31 READY");
        assertThat(world.stored(watch).state()).isEqualTo(ReminderState.FIRED);
    }

    @Test
    void a_window_that_is_open_when_it_is_watched_only_closes() {
        world.down("2026-01-25T10:00");
        world.watch("q4-earnings");
        world.until("2026-02-02T12:00");
        assertThat(world.owed()).containsExactly("2026-02-01T07:00 watch:1:close:2026-01-31 READY");
    }

    // The note changes.

    private static Map<String, String> window(String when, String question) {
        return Map.of("Machines.md", Almanacs.ROTATION.replace("late Jan", when).replace("AI ROI evidence", question));
    }

    @Test
    void a_reminder_follows_its_note_to_other_days_and_says_so() {
        world.watch("q4-earnings");
        world.until("2026-01-09T12:00");
        world.notes(window("Feb 3 to Feb 6", "AI ROI evidence"));
        world.until("2026-02-08T12:00");
        assertThat(world.owed()).containsExactly("2026-02-03T07:00 watch:1:open:2026-02-03 READY", "2026-02-07T07:00 watch:1:close:2026-02-06 READY");
        assertThat(world.text("watch:1:open:2026-02-03")).containsPattern("it moved the dates, which were 21\\s+to 31 Jan");
    }

    @Test
    void a_reminder_follows_its_note_to_an_earlier_day() {
        world.watch("q4-earnings");
        world.until("2026-01-09T12:00");
        world.notes(window("Jan 12 to Jan 16", "AI ROI evidence"));
        world.until("2026-01-20T12:00");
        assertThat(world.owed()).containsExactly("2026-01-12T07:00 watch:1:open:2026-01-12 READY", "2026-01-17T07:00 watch:1:close:2026-01-16 READY");
    }

    @Test
    void a_window_that_opened_and_is_put_off_opens_again() {
        world.watch("q4-earnings");
        world.until("2026-01-22T12:00");
        world.notes(window("Feb 3 to Feb 6", "AI ROI evidence"));
        world.until("2026-02-08T12:00");
        assertThat(world.owed()).containsExactly(
                "2026-01-21T07:00 watch:1:open:2026-01-21 READY", "2026-02-03T07:00 watch:1:open:2026-02-03 READY", "2026-02-07T07:00 watch:1:close:2026-02-06 READY");
    }

    @Test
    void a_window_that_is_drawn_out_closes_later_and_does_not_open_again() {
        world.watch("q4-earnings");
        world.until("2026-01-22T12:00");
        world.notes(window("Jan 21 to Feb 6", "margins"));
        world.until("2026-02-08T12:00");
        assertThat(world.owed()).containsExactly("2026-01-21T07:00 watch:1:open:2026-01-21 READY", "2026-02-07T07:00 watch:1:close:2026-02-06 READY");
        assertThat(world.text("watch:1:close:2026-02-06")).contains("Margins?");
    }

    /** The service was down when the window opened, and the note was edited meanwhile. */
    @Test
    void an_opening_that_was_not_told_yet_is_not_lost_when_the_note_moves() {
        world.watch("q4-earnings");
        world.down("2026-01-23T10:00");
        world.notes(window("Jan 20 to Feb 6", "AI ROI evidence"));
        world.restart();
        world.until("2026-02-08T12:00");
        assertThat(world.owed()).containsExactly("2026-01-20T07:00 watch:1:open:2026-01-20 READY", "2026-02-07T07:00 watch:1:close:2026-02-06 READY");
    }

    @Test
    void a_reminder_outlives_its_note_and_says_that_it_is_gone() {
        world.watch("q4-earnings");
        world.until("2026-01-09T12:00");
        world.notes(Map.of("Other.md", "# Other\n\nNothing to see."));
        world.until("2026-01-21T12:00");
        assertThat(world.owed()).containsExactly("2026-01-21T07:00 watch:1:open:2026-01-21 READY");
        assertThat(world.text("watch:1:open:2026-01-21")).contains("which no longer names it");
    }

    @Test
    void a_reminder_finds_its_note_under_a_new_name() {
        world.watch("q4-earnings");
        world.notes(Map.of("Old/Machines of 2026.md", Almanacs.ROTATION.replace("late Jan", "Feb 3 to Feb 6")));
        world.until("2026-02-03T12:00");
        assertThat(world.owed()).containsExactly("2026-02-03T07:00 watch:1:open:2026-02-03 READY");
    }

    @Test
    void a_day_of_ones_own_does_not_follow_the_note() {
        world.watch("q4-earnings 2026-01-15");
        world.notes(window("Feb 3 to Feb 6", "AI ROI evidence"));
        world.until("2026-01-17T12:00");
        assertThat(world.owed()).containsExactly("2026-01-15T07:00 watch:1:at:2026-01-15 READY", "2026-01-16T07:00 watch:1:close:2026-01-15 READY");
    }

    // Faults.

    @Test
    void what_the_chat_turned_off_leaves_its_reason_and_the_reminder_moves_on() {
        world.store.subscriptions().save(world.chat(Reminding.HERE).withClasses(ClassSettings.ALL_ON.with(MessageClass.REMINDER, Loudness.OFF)));
        var watch = world.watch("2026-01-12 look at oil");
        world.until("2026-01-12T12:00");
        assertThat(world.owed()).containsExactly("2026-01-12T07:00 watch:1:at:2026-01-12 CANCELLED");
        assertThat(world.stored(watch).state()).isEqualTo(ReminderState.FIRED);
    }

    @Test
    void a_taken_back_reminder_is_silent() {
        var watch = world.watch("2026-01-12 look at oil");
        assertThat(world.book.end(watch)).isTrue();
        assertThat(world.book.end(watch)).isFalse();
        world.until("2026-01-13T12:00");
        assertThat(world.owed()).isEmpty();
    }

    @Test
    void a_chat_that_is_not_known_loses_nothing() {
        var watch = world.watch(new ChatId("memory", "gone"), "2026-01-12 look at oil");
        world.store.subscriptions().forget(new ChatId("memory", "gone"));
        world.until("2026-01-12T12:00");
        assertThat(world.owed()).isEmpty();
        assertThat(world.stored(watch).state()).isEqualTo(ReminderState.SCHEDULED);
    }

    /** The store fails at each of its transactions once, before, in and after it. */
    @Test
    void a_crash_at_any_place_neither_loses_nor_doubles() {
        for (int at = 0; at < 40; at++) {
            var crashed = new Reminding(NOW);
            var one = crashed.watch("q4-earnings");
            var two = crashed.watch("2026-01-21 look at oil");
            crashed.down("2026-01-21T07:00");
            var gate = new Once(at);
            crashed.store.gate(gate);
            try {
                crashed.tick();
            } catch (Once.Crash stopped) {
                assertThat(stopped).isNotNull();
            }
            crashed.store.gate(MemoryStore.Gate.OPEN);
            crashed.restart();
            crashed.until("2026-02-01T07:00");
            assertThat(crashed.owed()).as("crash at %s", at).containsExactly(
                    "2026-01-21T07:00 watch:1:open:2026-01-21 READY", "2026-01-21T07:00 watch:2:at:2026-01-21 READY", "2026-02-01T07:00 watch:1:close:2026-01-31 READY");
            assertThat(crashed.stored(one).state()).isEqualTo(ReminderState.FIRED);
            assertThat(crashed.stored(two).state()).isEqualTo(ReminderState.FIRED);
        }
    }

    private static final class Once implements MemoryStore.Gate {
        static final class Crash extends Error {
            private static final long serialVersionUID = 1;
        }

        private int left;

        Once(int at) {
            left = at;
        }

        private void count() {
            if (left-- == 0) {
                throw new Crash();
            }
        }

        @Override
        public void begins(String what) {
            count();
        }

        @Override
        public void commits(String what) {
            count();
        }

        @Override
        public void committed(String what) {
            count();
        }
    }

    /** Two nodes, each with its own memory, take turns; the store fails now and then; zones, notes and wishes change. */
    @Test
    void thirty_days_with_faults_owe_every_step_once() {
        var things = List.of("q4-earnings", "fomc", "2026-01-12 oil", "2026-01-20 06:10 gas", "late jan coal?", "opec-meeting", "2026-01-27 to 2026-01-29 uranium");
        Seeds.each(60, seed -> {
            var random = new Random(seed);
            var faulty = new Reminding(NOW);
            things.forEach(faulty::watch);
            var nodes = List.of(faulty.node(), faulty.node());
            var end = Instant.parse("2026-02-05T18:00:00Z");
            while (faulty.clock.instant().isBefore(end)) {
                faulty.clock.advance(Duration.ofMinutes(random.nextInt(200) == 0 ? random.nextInt(2000) : 1 + random.nextInt(20)));
                if (random.nextInt(400) == 0) {
                    faulty.zone(List.of("America/New_York", "Europe/Berlin", "Asia/Tokyo", "Pacific/Honolulu").get(random.nextInt(4)));
                }
                if (random.nextInt(3) == 0) {
                    faulty.store.gate(new Once(random.nextInt(30)));
                }
                try {
                    nodes.get(random.nextInt(2)).run(faulty.clock.instant());
                } catch (Once.Crash stopped) {
                    assertThat(stopped).isNotNull();
                }
                faulty.store.gate(MemoryStore.Gate.OPEN);
            }
            nodes.getFirst().run(faulty.clock.instant());
            nodes.getLast().run(faulty.clock.instant());
            var reminders = faulty.watchlist.of(Reminding.HERE.text()).stream().map(Reminder.class::cast).toList();
            var rows = faulty.rows();
            assertThat(rows).extracting(Delivery::slot).doesNotHaveDuplicates();
            for (var one : reminders) {
                assertThat(one.state()).as("%s", one).isEqualTo(ReminderState.FIRED);
                var last = one.steps().getLast();
                assertThat(rows).as("%s", one).extracting(Delivery::slot).contains(one.slot(last));
                for (var step : one.steps()) {
                    boolean told = rows.stream().anyMatch(row -> row.slot().equals(one.slot(step)));
                    boolean overtaken = !told && one.due(last, new tidewatch.watch.Morning(LocalTime.of(7, 0), faulty.chat(Reminding.HERE).zone()))
                            .isBefore(Optional.ofNullable(one.fired().get(step)).orElse(Instant.MIN).plus(Duration.ofDays(1)));
                    assertThat(told || overtaken).as("%s of %s", step, one).isTrue();
                }
            }
            assertThat(rows).hasSizeLessThanOrEqualTo(reminders.stream().mapToInt(one -> one.steps().size()).sum());
        });
    }

    @Test
    void a_reminder_moves_only_as_its_states_allow() {
        var watch = world.watch("2026-01-12 look at oil");
        assertThatThrownBy(() -> watch.fired(Step.AT, world.clock.instant())).isInstanceOf(IllegalStateException.class);
        assertThat(watch.fires().fired(Step.AT, world.clock.instant()).next()).isEmpty();
        assertThatThrownBy(() -> watch.ended().fires()).isInstanceOf(IllegalStateException.class);
    }
}
