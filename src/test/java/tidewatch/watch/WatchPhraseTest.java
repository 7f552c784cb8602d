package tidewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Almanacs;
import tidewatch.testing.Golden;

class WatchPhraseTest {
    private static final Morning NEW_YORK = new Morning(LocalTime.of(7, 0), ZoneId.of("America/New_York"));
    /** Thu 8 Jan 2026, 11:30 in New York. */
    private static final Instant NOW = Instant.parse("2026-01-08T16:30:00Z");

    private static final List<String> PHRASES = List.of(
            "q4-earnings", "Q4 earnings", "\"Q4 earnings\"", "[[Q4 earnings]]", "Q4-Earnings urgent", "q4 earning", "q4-earnings 2026-02-20", "q4-earnings tomorrow 8am",
            "inventory data", "tariff-ruling", "whether insiders sell again", "insiders", "opec-meeting",
            "CPI", "cpi", "next fomc", "FOMC", "the fed", "jobs", "jobs report", "nfp", "opex", "ECB decision", "PPI", "CPI hot or cool?", "next fomc, fewer dots?",
            "nvda earnings", "NVIDIA earnings", "earnings of Apple", "apple's earnings", "msft earnings", "intel results", "earnings",
            "2026-02-11 CPI", "CPI 2026-02-11", "tomorrow 08:00 look at NVDA", "tomorrow at 8 to look at nvidia", "look at nvda at 15:00", "15:00 look at nvda",
            "tomorrow at 3 look at oil", "at 9 look at oil", "in 3 hours check oil", "late jan AI ROI evidence?", "in 2 weeks check defense", "check defense in 2 weeks",
            "by Friday check the print", "from 10 feb energy", "since Feb 10 energy", "feb 3 to feb 7 conference", "first week of March read the filings", "next week call the broker",
            "before the open on Friday look at futures", "after the close on friday check", "after CPI check small caps", "today look at oil", "today 15:00 look at oil", "today 08:00 look at oil",
            "today", "tomorrow 08:00", "Jan 2 taxes", "01/02/2026 taxes", "2025-12-20 taxes", "feb 30 taxes", "2060-01-01 taxes", "soon", "2 weeks check", "every weekday 7:30 coffee",
            "Jan 20 or Feb 3 hearing", "Sat 31 Jan review the month", "urgent: tomorrow 06:30 call Tokyo",
            "nvda below 170", "nvda below 170 \"half position\"", "NVDA 170", "nvda < 170", "QQQ above 600 by March", "xlf down 5%", "3 days in a row oracle", "oracle up 3 %",
            "tomorrow nvda below 170?", "look at nvda", "x", "?!", "", "   ", "asdf ghjk", "\u4e0b\u65ec \u6c7a\u7b97", "1\u670831\u65e5 \u6c7a\u7b97", "\ud83d\ude80");

    @Test
    void what_was_typed_is_understood_or_asked_about() {
        var almanac = Almanacs.january();
        Golden.check(
                "watch/phrases.txt",
                PHRASES.stream().map(phrase -> phrase + "\n" + say(WatchPhrase.read(phrase, almanac, NOW, NEW_YORK), NEW_YORK)).collect(Collectors.joining("\n")));
    }

    @Test
    void the_windows_of_the_notes_and_the_closed_ones_of_yesterday_are_told_apart() {
        var almanac = Almanacs.january();
        var open = Instant.parse("2026-01-25T15:00:00Z");
        var closed = Instant.parse("2026-02-02T15:00:00Z");
        assertThat(WatchPhrase.read("q4-earnings", almanac, open, NEW_YORK))
                .isInstanceOfSatisfying(WatchReading.Clear.class, clear -> assertThat(clear.steps()).containsExactly(Step.CLOSE));
        assertThat(WatchPhrase.read("q4-earnings", almanac, closed, NEW_YORK))
                .isInstanceOfSatisfying(WatchReading.Unclear.class, unclear -> {
                    assertThat(unclear.why()).isEqualTo(WatchReading.Why.PASSED);
                    assertThat(unclear.sentence()).contains("ended on Sat 31 Jan 2026", "AI ROI evidence?");
                });
    }

    /** Every offer is understood, or asks for a date and nothing else. */
    @Test
    void whatever_is_offered_leads_to_a_reminder() {
        var almanac = Almanacs.january();
        for (var phrase : PHRASES) {
            if (WatchPhrase.read(phrase, almanac, NOW, NEW_YORK) instanceof WatchReading.Unclear unclear) {
                for (var offer : unclear.offers()) {
                    var next = WatchPhrase.read(offer.phrase(), almanac, NOW, NEW_YORK);
                    if (next instanceof WatchReading.Unclear when && when.why() == WatchReading.Why.NO_DATE) {
                        next = WatchPhrase.read(when.offers().getFirst().phrase(), almanac, NOW, NEW_YORK);
                    }
                    assertThat(next).as("%s -> %s", phrase, offer).isInstanceOf(WatchReading.Clear.class);
                }
            }
        }
    }

    static String say(WatchReading reading, Morning morning) {
        return switch (reading) {
            case WatchReading.Clear clear ->
                "    " + clear.what() + " (" + clear.slug() + ")" + clear.question().map(q -> " asks: " + q).orElse("")
                        + clear.note().map(n -> " from " + n.title() + (n.follows() ? "" : ", own date")).orElse("") + (clear.urgent() ? " URGENT" : "") + "\n      "
                        + clear.steps().stream().map(step -> step + " " + clear.when().due(step, morning).atZone(morning.zone()).toLocalDateTime()).collect(Collectors.joining(", "))
                        + "\n" + clear.remarks().stream().map(r -> "      ! " + r + "\n").collect(Collectors.joining());
            case WatchReading.Unclear unclear ->
                "    " + unclear.why() + ": " + unclear.sentence() + "\n"
                        + unclear.offers().stream().map(o -> "      [" + o.words() + "] " + o.phrase() + "\n").collect(Collectors.joining());
        };
    }
}
