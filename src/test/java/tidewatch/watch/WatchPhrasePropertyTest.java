package tidewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Almanacs;
import tidewatch.testing.Seeds;

/** Laws that hold for everything that can be typed. */
class WatchPhrasePropertyTest {
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2101-01-01T00:00:00Z");
    private static final List<String> ZONES = List.of("America/New_York", "Europe/Berlin", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo");
    private static final List<String> WORDS = List.of(
            "q4-earnings", "Q4", "earnings", "CPI", "fomc", "jobs", "nvda", "NVIDIA", "tomorrow", "today", "at", "8", "15:00", "25:99", "2026-02-11", "2049-12-31",
            "9999-12-31", "0000-00-00", "-", "late", "Jan", "Feb", "30", "31", "next", "week", "in", "2", "999999999", "weeks", "days", "months", "years", "by", "since", "until", "every",
            "weekday", "below", "above", "170", "$", "%", "5%", "<", ">", "?", "\"", "[[", "]]", "(", ")", "urgent", "urgent!", "\u4e0b\u65ec", "1\u6708", "\ud83d\ude80", "\ud83d", "\u0000", "\u202e",
            "a\u0301", "\u00df", "\u0130", "/", "\\", "$1", "\\E", "'s", "results", "of", "to", "and", "or", "inventory", "data", "the", "before", "open", "after", "close");

    @Test
    void every_text_is_answered_the_same_way_twice_and_no_date_lies_outside_the_years_that_are_known() {
        var almanac = Almanacs.january();
        Seeds.each(3000, seed -> {
            var random = new Random(seed);
            var typed = typed(random);
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            var morning = new Morning(LocalTime.of(random.nextInt(24), random.nextInt(60)), zone);
            var now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextLong(500L * 24 * 3600));
            var reading = WatchPhrase.read(typed, almanac, now, morning);
            assertThat(WatchPhrase.read(typed, almanac, now, morning)).as(typed).isEqualTo(reading);
            switch (reading) {
                case WatchReading.Clear clear -> {
                    var wish = clear.wish("terminal:here", "terminal:owner", now);
                    for (var step : clear.steps()) {
                        var due = wish.due(step, morning);
                        assertThat(due).as("%s: %s of %s", typed, step, clear).isAfter(now).isBetween(FIRST, LAST);
                    }
                    assertThat(wish.lookFrom()).hasValueSatisfying(look ->
                            assertThat(look).as("%s looks from", typed).isBeforeOrEqualTo(wish.due(clear.steps().getFirst(), morning)));
                    assertThat(clear.steps().stream().map(step -> wish.due(step, morning)).toList()).as(typed).isSorted();
                }
                case WatchReading.Unclear unclear -> {
                    assertThat(unclear.sentence()).as(typed).isNotBlank();
                    assertThat(unclear.offers()).as(typed).allSatisfy(offer -> assertThat(offer.phrase()).hasSizeLessThanOrEqualTo(200));
                }
            }
        });
    }

    @Test
    void a_text_of_any_length_is_answered_at_once() {
        var almanac = Almanacs.january();
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (var piece : WORDS) {
                assertThat(WatchPhrase.read((piece + " ").repeat(20_000), almanac, Instant.parse("2026-01-08T16:30:00Z"), new Morning(LocalTime.of(7, 0), ZoneId.of("UTC"))))
                        .isInstanceOf(WatchReading.Unclear.class);
            }
        });
    }

    private static String typed(Random random) {
        var typed = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            typed.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(6) == 0 ? "" : " ");
        }
        return typed.toString();
    }
}
