package tidewatch.command;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.brief.Topic;
import tidewatch.delivery.SlotTime;

class SubscribeWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    07:00                 | 07:00
                    7                     | 07:00
                    7am                   | 07:00
                    7 am                  | 07:00
                    7.30                  | 07:30
                    7:30pm                | 19:30
                    12am                  | 00:00
                    12 pm                 | 12:00
                    noon                  | 12:00
                    at 19h30              | 19:30
                    07:00, 16:45          | 07:00 16:45
                    7am and 5pm           | 07:00 17:00
                    after close 30m       | after close 30m
                    after the close       | after close 0m
                    after close 2 hours   | after close 120m
                    every day at 06:15    | 06:15
                    """)
    void times_are_read_in_the_forms_in_which_people_write_them(String typed, String expected) {
        var read = SubscribeWords.read(typed);
        assertThat(read.problems()).isEmpty();
        assertThat(String.join(" ", read.times().stream().map(SlotTime::words).toList())).isEqualTo(expected);
    }

    @Test
    void days_are_named_alone_in_rows_and_over_the_end_of_a_week() {
        assertThat(SubscribeWords.read("07:00 mon, wednesday and fri").days()).contains(Set.of(MONDAY, WEDNESDAY, FRIDAY));
        assertThat(SubscribeWords.read("07:00 fri-mon").days()).contains(Set.of(FRIDAY, SATURDAY, SUNDAY, MONDAY));
        assertThat(SubscribeWords.read("07:00 mondays").days()).contains(Set.of(MONDAY));
        assertThat(SubscribeWords.read("daily 07:00").days()).contains(EnumSet.allOf(DayOfWeek.class));
        var weekdays = SubscribeWords.read("07:00 weekdays");
        assertThat(weekdays.weekdays()).isTrue();
        assertThat(weekdays.days()).as("the word alone names no days: which ones it means depends on the zone").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "07:00 Europe/Berlin, Europe/Berlin", "07:00 berlin, Europe/Berlin", "07:00 New York, America/New_York", "07:00 new_york weekdays, America/New_York",
        "07:00 ET, America/New_York", "07:00 tokyo, Asia/Tokyo", "07:00 UTC, UTC", "07:00 lord howe, Australia/Lord_Howe", "07:00 london, Europe/London"
    })
    void a_zone_is_an_id_a_city_or_a_common_short_form(String typed, String zone) {
        var read = SubscribeWords.read(typed);
        assertThat(read.problems()).isEmpty();
        assertThat(read.zone()).contains(ZoneId.of(zone));
        assertThat(read.times()).hasSize(1);
    }

    @Test
    void sections_are_left_out_or_chosen() {
        assertThat(SubscribeWords.read("07:00 without movers, tape and check").leftOut()).contains(Set.of(Topic.MOVERS, Topic.TAPE, Topic.CHECK));
        assertThat(SubscribeWords.read("only theses ahead 07:00").leftOut())
                .contains(EnumSet.complementOf(EnumSet.of(Topic.THESES, Topic.AHEAD)));
        assertThat(SubscribeWords.read("07:00 everything").leftOut()).contains(Set.of());
        assertThat(SubscribeWords.read("07:00").leftOut()).isEmpty();
        assertThat(SubscribeWords.read("07:00 without sports").problems()).singleElement().asString().contains("sports", "movers");
    }

    @Test
    void the_weekly_edition_and_the_wrap_are_turned_on_and_off() {
        var on = SubscribeWords.read("07:00 weekly wrap");
        assertThat(on.weekly()).contains(true);
        assertThat(on.wrap()).contains(true);
        var off = SubscribeWords.read("no weekly no wrap");
        assertThat(off.weekly()).contains(false);
        assertThat(off.wrap()).contains(false);
        assertThat(off.times()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    25:00           | no time of day
                    07:61           | no time of day
                    07:00 wekdays   | weekdays
                    07:00 Belrin    | Europe/Berlin
                    07:00 no sports | weekly
                    after lunch     | after close 30m
                    after close 99h | 0 to 12 hours
                    """)
    void what_is_not_understood_is_named_with_what_would_be(String typed, String told) {
        assertThat(SubscribeWords.read(typed).problems()).singleElement().asString().contains(told);
    }

    @Test
    void any_words_are_read_without_breaking() {
        var random = new SplittableRandom(20260122);
        String[] bits = {"07:00", "after", "close", "-", "mon-", "-fri", "no", "only", "without", "am", "é", "１２", "\u202e", "/", "::", "99999999999999", "europe/", "the"};
        for (int i = 0; i < 5_000; i++) {
            var line = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                line.append(bits[random.nextInt(bits.length)]).append(random.nextBoolean() ? " " : ",");
            }
            var read = SubscribeWords.read(line.toString());
            assertThat(read).as(line.toString()).isEqualTo(SubscribeWords.read(line.toString()));
        }
        assertThat(SubscribeWords.read("")).isEqualTo(SubscribeWords.read("   "));
        assertThat(SubscribeWords.read("").zone()).isEqualTo(Optional.empty());
    }
}
