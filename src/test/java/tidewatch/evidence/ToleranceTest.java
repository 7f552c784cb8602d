package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.app.NoteCalendars;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;

/** What the words of a note leave room for, from the cell as it is written to the moves in percent that still fit and the next that do not. */
class ToleranceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +8%            |  7.5   |  8.49  |  7.49  |  8.5
            -5%            | -4.5   | -5.49  | -4.49  | -5.5
            +8.5%          |  8.45  |  8.549 |  8.449 |  8.55
            +8.50%         |  8.495 |  8.504 |  8.494 |  8.505
            ~+8%           |  7     |  8.99  |  6.99  |  9
            about -5%      | -4     | -5.99  | -3.99  | -6
            +6-7%          |  5.5   |  7.49  |  5.49  |  7.5
            -6-7%          | -5.5   | -7.49  | -5.49  | -7.5
            ~+6-7%         |  5     |  7.99  |  4.99  |  8
            +8%+           |  7.5   | 900    |  7.49  | -8
            at least +8%   |  7.5   | 900    |  7.49  | -8
            up to +8%      |  8.49  |  0     |  8.5   | 20
            """)
    void digits_leave_room_to_round(String cell, double least, double most, double below, double above) {
        var tolerance = new Tolerance(amount(cell));
        assertThat(tolerance.fits(least / 100, 1)).as("%s: %s", cell, least).isTrue();
        assertThat(tolerance.fits(most / 100, 1)).as("%s: %s", cell, most).isTrue();
        assertThat(tolerance.fits(below / 100, 1)).as("%s: %s", cell, below).isFalse();
        assertThat(tolerance.fits(above / 100, 1)).as("%s: %s", cell, above).isFalse();
    }

    @Test
    void a_word_keeps_the_interval_of_its_own() {
        var doubled = new Tolerance(amount("doubled"));
        assertThat(doubled.fits(.91, 1)).isTrue();
        assertThat(doubled.fits(.89, 1)).isFalse();
        assertThat(doubled.fits(1.11, 1)).isFalse();
    }

    private static Amount amount(String cell) {
        var text = "# Movers\n\n*Created 2026-01-08*\n\n| Name | Move |\n|---|---|\n| NVIDIA | " + cell + " |\n";
        var options = NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped()));
        return Vault.of(Map.of("Movers.md", text), options).value().note("Movers.md").orElseThrow().claims(Claim.Move.class).getFirst().amount();
    }
}
