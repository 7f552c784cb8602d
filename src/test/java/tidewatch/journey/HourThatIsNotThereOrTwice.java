package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;

/** Clocks spring forward and fall back in New York, Berlin and Cairo: each brief comes once, at the time that was asked for. */
class HourThatIsNotThereOrTwice {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");

    @TempDir
    Path folder;

    private Phones phones;

    private void from(String newYork) {
        phones = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 12, 30)).phones(newYork);
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    /** These days, with something done by the clock at each of these times: twice at one that is there twice. */
    private void days(ZoneId zone, String first, int days, String... times) {
        var moments = new TreeSet<Instant>();
        for (int day = 0; day < days; day++) {
            for (var time : times) {
                var moment = LocalDate.parse(first).plusDays(day).atTime(LocalTime.parse(time)).atZone(zone);
                moments.add(moment.withEarlierOffsetAtOverlap().toInstant());
                moments.add(moment.withLaterOffsetAtOverlap().toInstant());
            }
        }
        moments.forEach(phones::passTo);
    }

    private List<String> utc(String chat) {
        return phones.arrivals(chat, ZoneId.of("UTC"));
    }

    @Test
    void new_york_springs_forward_on_8_march() {
        from("2026-03-05T20:00");
        phones.say("seven", "/subscribe 07:00 New York weekly");
        phones.say("night", "/subscribe 02:30 New York");
        phones.say("night", "/watch 2026-03-08 02:30 the night train");
        days(Phones.NEW_YORK, "2026-03-06", 5, "02:30", "03:30", "07:00");

        assertThat(phones.arrivals("seven"))
                .containsExactly("2026-03-06T07:00 MORNING", "2026-03-07T07:00 WEEKLY", "2026-03-09T07:00 MORNING", "2026-03-10T07:00 MORNING");
        assertThat(utc("seven")).containsExactly("2026-03-06T12:00 MORNING", "2026-03-07T12:00 WEEKLY", "2026-03-09T11:00 MORNING", "2026-03-10T11:00 MORNING");
        assertThat(phones.arrivals("night"))
                .as("02:30 is not there on Sunday; the reminder comes an hour later by the clock")
                .containsExactly("2026-03-06T02:30 MORNING", "2026-03-08T03:30 REMINDER", "2026-03-09T02:30 MORNING", "2026-03-10T02:30 MORNING");
        assertThat(phones.unasked("seven").get(0).text()).contains("Next brief Sat 7 Mar 07:00 EST");
        assertThat(phones.unasked("seven").get(1).text()).contains("Next brief Mon 9 Mar 07:00 EDT");
    }

    @Test
    void new_york_falls_back_on_1_november() {
        from("2026-10-29T20:00");
        phones.say("seven", "/subscribe 07:00 New York weekly");
        phones.say("night", "/subscribe 01:30 New York");
        phones.say("night", "/watch 2026-11-01 01:30 the night train");
        days(Phones.NEW_YORK, "2026-10-30", 4, "01:30", "07:00");

        assertThat(utc("seven")).containsExactly("2026-10-30T11:00 MORNING", "2026-10-31T11:00 WEEKLY", "2026-11-02T12:00 MORNING");
        assertThat(utc("night"))
                .as("01:30 is there twice on Sunday; the first counts")
                .containsExactly("2026-10-30T05:30 MORNING", "2026-11-01T05:30 REMINDER", "2026-11-02T06:30 MORNING");
        assertThat(phones.arrivals("night"))
                .containsExactly("2026-10-30T01:30 MORNING", "2026-11-01T01:30 REMINDER", "2026-11-02T01:30 MORNING");
    }

    @Test
    void berlin_springs_forward_on_29_march_three_weeks_after_new_york() {
        from("2026-03-26T12:00");
        phones.say("seven", "/subscribe 07:00 Berlin");
        phones.say("night", "/subscribe 02:30 Berlin weekly");
        phones.say("night", "/watch 2026-03-29 02:30 der Nachtzug");
        days(BERLIN, "2026-03-27", 5, "02:30", "03:30", "07:00");

        assertThat(phones.arrivals("seven", BERLIN)).containsExactly("2026-03-27T07:00 MORNING", "2026-03-30T07:00 MORNING", "2026-03-31T07:00 MORNING");
        assertThat(utc("seven")).containsExactly("2026-03-27T06:00 MORNING", "2026-03-30T05:00 MORNING", "2026-03-31T05:00 MORNING");
        assertThat(phones.arrivals("night", BERLIN)).contains("2026-03-29T03:30 REMINDER");
        assertThat(phones.arrivals("night", BERLIN).stream().filter(one -> one.endsWith("CLOSE")))
                .containsExactly("2026-03-27T02:30 CLOSE", "2026-03-28T02:30 CLOSE", "2026-03-31T02:30 CLOSE");
    }

    @Test
    void berlin_falls_back_on_25_october_a_week_before_new_york() {
        from("2026-10-22T12:00");
        phones.say("seven", "/subscribe 07:00 Berlin");
        phones.say("night", "/subscribe 02:30 Berlin");
        phones.say("night", "/watch 2026-10-25 02:30 der Nachtzug");
        days(BERLIN, "2026-10-23", 5, "02:30", "07:00");

        assertThat(phones.arrivals("seven", BERLIN)).containsExactly("2026-10-23T07:00 MORNING", "2026-10-26T07:00 MORNING", "2026-10-27T07:00 MORNING");
        assertThat(utc("seven")).containsExactly("2026-10-23T05:00 MORNING", "2026-10-26T06:00 MORNING", "2026-10-27T06:00 MORNING");
        assertThat(utc("night"))
                .as("02:30 is there twice on Sunday; the first counts")
                .containsExactly("2026-10-23T00:30 CLOSE", "2026-10-24T00:30 CLOSE", "2026-10-25T00:30 REMINDER", "2026-10-27T01:30 CLOSE");
    }

    @Test
    void cairo_springs_forward_at_midnight_of_friday_24_april() {
        from("2026-04-22T12:00");
        phones.say("midnight", "/subscribe 00:30 Cairo");
        phones.say("night", "/subscribe 02:30 Cairo");
        days(CAIRO, "2026-04-23", 3, "00:30", "01:30", "02:30");

        assertThat(phones.arrivals("midnight", CAIRO))
                .as("00:30 is not there on Friday")
                .containsExactly("2026-04-23T00:30 CLOSE", "2026-04-24T01:30 CLOSE", "2026-04-25T00:30 CLOSE");
        assertThat(phones.arrivals("night", CAIRO))
                .containsExactly("2026-04-23T02:30 CLOSE", "2026-04-24T02:30 CLOSE", "2026-04-25T02:30 CLOSE");
        assertThat(phones.unasked("midnight").getFirst().text()).contains("Next brief Fri 24 Apr 01:30 EEST");
    }

    @Test
    void cairo_falls_back_at_midnight_after_thursday_29_october() {
        from("2026-10-28T12:00");
        phones.say("evening", "/subscribe 23:50 Cairo");
        phones.say("night", "/subscribe 02:30 Cairo");
        days(CAIRO, "2026-10-28", 4, "02:30", "23:50");

        assertThat(phones.arrivals("night", CAIRO))
                .containsExactly("2026-10-29T02:30 CLOSE", "2026-10-30T02:30 CLOSE", "2026-10-31T02:30 CLOSE");
        assertThat(utc("night")).containsExactly("2026-10-28T23:30 CLOSE", "2026-10-30T00:30 CLOSE", "2026-10-31T00:30 CLOSE");
        assertThat(phones.arrivals("evening", CAIRO))
                .as("23:50 is there twice on Thursday; the first counts")
                .containsExactly("2026-10-28T23:50 CLOSE", "2026-10-29T23:50 CLOSE", "2026-10-30T23:50 CLOSE");
        assertThat(utc("evening")).containsExactly("2026-10-28T20:50 CLOSE", "2026-10-29T20:50 CLOSE", "2026-10-30T21:50 CLOSE");
    }
}
