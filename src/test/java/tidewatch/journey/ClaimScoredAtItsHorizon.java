package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;
import tidewatch.market.TradingCalendar;

/** A thesis is written down as it is made and scored at its horizon, whatever becomes of the note meanwhile. */
class ClaimScoredAtItsHorizon {
    private static final LocalDate NOTED = LocalDate.of(2026, 1, 8);
    private static final String THESIS = "# Long utilities\n\n*Created 2026-01-08*\n\nVehicle: XLU\n\nHorizon: two weeks, 70 % probability\n";

    @TempDir
    Path folder;

    private Scene scene;
    private Phones phones;

    @BeforeEach
    void thursdayEvening() {
        scene = Scene.in(folder)
                .pricedUpTo(LocalDate.of(2026, 3, 31))
                .note("Theses/Long utilities.md", "---\nhorizon: 2 weeks\nprobability: 70 %\n---\n" + THESIS)
                .note("Old/Long energy.md", "# Long energy\n\n*Created 2025-12-01*\n\nVehicle: XLE\n");
        phones = scene.phones("2026-01-08T20:00");
        phones.say("anna", "/subscribe 07:00 New York");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    private static LocalDate horizon() {
        return TradingCalendar.shipped().plus(NOTED, 10);
    }

    @Test
    void it_is_open_until_its_horizon_and_then_told_with_its_figure() {
        phones.passTo("2026-01-09T07:01");
        assertThat(phones.say("anna", "/record"))
                .contains("Your notes: none scored yet. 1 is open, the first is due on Fri 23 Jan 2026: Long utilities.")
                .contains("Imported: 1 claim of your notes was first seen more than five sessions after it was made, and counts in no rate.");
        assertThat(phones.say("anna", "/record open")).contains("Long utilities", "over 10 sessions (2 weeks), you said 70 %, due Fri 23 Jan 2026").contains("Line 5");
        assertThat(horizon()).isEqualTo("2026-01-23");

        phones.passTo("2026-01-23T07:01");
        assertThat(phones.unasked("anna").getLast().text()).as("the close of the horizon is tonight").doesNotContain("Scored");

        phones.passTo("2026-01-26T07:01");
        double xlu = move("XLU");
        double spy = move("SPY");
        boolean came = xlu > spy;
        var brief = phones.unasked("anna").getLast().text();
        assertThat(brief).contains("Long utilities").contains((came ? "came in, " : "did not come in, ") + points((1 + xlu) / (1 + spy) - 1) + " points in 10 sessions since 8 Jan");
        assertThat(phones.say("anna", "/record"))
                .contains("Your notes: " + (came ? 1 : 0) + " of 1 (random calls 47\u00A0%) came in.")
                .contains("Brier score 0." + (came ? "09" : "49") + " over 1 claim");
        assertThat(phones.say("anna", "/why record"))
                .contains("Your notes, share that came in: " + (came ? "100" : "0") + "\u00A0%", "Your notes, share of random calls that come in: 47\u00A0%")
                .contains("Brier score: 0." + (came ? "09" : "49"), "Brier score of always saying the base rate: 0.");
        assertThat(phones.say("anna", "/why 3 record"))
                .contains("Your notes, mean of what they were ahead", "XLU", "SPY", "Thu 8 Jan 2026 to Fri 23 Jan 2026", "relative move over the claim's horizon; their mean");
    }

    @Test
    void a_note_that_was_deleted_meanwhile_is_scored_all_the_same() {
        phones.passTo("2026-01-09T07:01");
        scene.without("notes/Theses/Long utilities.md");
        phones.passTo("2026-01-26T07:01");
        assertThat(phones.say("anna", "/record")).contains(" of 1 (random calls 47\u00A0%) came in.");
    }

    private static double move(String symbol) {
        var rows = Scene.rows(symbol, horizon());
        double from = rows.stream().filter(row -> row.date().equals(NOTED)).findFirst().orElseThrow().close();
        return rows.getLast().close() / from - 1;
    }

    private static String points(double ratio) {
        return String.format(Locale.ROOT, "%+.1f", ratio * 100);
    }
}
