package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Chat;

/** What theses are measured on where their own name has no price, and what to do where nothing is found. */
class ThesesOfOneselfTest {
    @TempDir
    Path vault;

    private String thesis(String title, String text) throws IOException {
        Files.writeString(Files.createDirectories(vault.resolve("Theses")).resolve(title.replaceFirst("l", "L") + ".md"), text);
        return Chat.of(vault, List.of(), "2026-02-06").text("/thesis " + title);
    }

    @Test
    void another_name_of_the_note_is_taken_where_its_title_has_no_price() throws IOException {
        var said = thesis("long rearmament", """
                ---
                aliases: [Arms bull case, Short defense, Long defense]
                ---
                # Long rearmament

                *Created 2026-01-08*
                """);
        assertThat(said).startsWith("Long rearmament\n").contains("points against SPY in ", "measured on ITA");
    }

    @Test
    void an_alias_of_the_other_direction_or_without_one_is_not_taken() throws IOException {
        var said = thesis("long rearmament", """
                ---
                aliases: [Short defense, defense]
                ---
                # Long rearmament

                *Created 2026-01-08*
                """);
        assertThat(said).contains("cannot be measured (no ticker is known for rearmament: name a ticker in the Vehicles table of its note)");
    }

    @Test
    void what_stands_in_brackets_is_a_name_too() throws IOException {
        assertThat(thesis("long wfe", "# Long WFE (Wafer Fab Equipment)\n\n*Created 2026-01-08*\n")).contains("measured on SMH (stand-in)");
        assertThat(thesis("long coolers", "# Long coolers (utilities)\n\n*Created 2026-01-08*\n")).contains("measured on XLU");
    }

    @Test
    void a_vehicle_without_prices_is_named_and_a_name_without_a_ticker_asks_for_one() throws IOException {
        assertThat(thesis("long wafers", "# Long wafers\n\n*Created 2026-01-08*\n\n**Primary vehicle**: [[Sumco]] (3436.T)\n"))
                .contains("cannot be measured (there are no prices of 3436.T: add them to your prices, or name another ticker in the Vehicles table of its note)");
        assertThat(thesis("long geysers", "# Long geysers\n\n*Created 2026-01-08*\n"))
                .contains("cannot be measured (no ticker is known for geysers: name a ticker in the Vehicles table of its note)");
    }
}
