package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.app.NoteCalendars;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.Claim;
import tidewatch.notes.Confidence;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;

class StatedProbabilityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "probability: 70% | .7",
        "probability: 70 % | .7",
        "probability: 0.65 | .65",
        "probability: .5 | .5",
        "probability: 1 | 1",
        "probability: 130% | -1",
        "probability: high | -1",
        "probability: 7 of 10 | -1",
        "conviction: 70% | -1",
    })
    void of_the_front_matter_of_a_thesis(String property, double expected) {
        var note = "---\n" + property + "\n---\n# Long NVIDIA\n\n*Created 2026-01-08*\n\nStatus: active\n";
        var vault = Vault.of(Map.of("Long NVIDIA.md", note), NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped()))).value();
        var thesis = vault.notes().getFirst().claims(Claim.Thesis.class).getFirst();
        assertThat(StatedProbability.of(thesis, Optional.of(vault.notes().getFirst()))).isEqualTo(expected < 0 ? Optional.empty() : Optional.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Defense leads for a quarter, 70 % likely | .7",
        "60% probability that banks lead | .6",
        "Chance of 55% that utilities lag | .55",
        "odds: 40 % | .4",
        "Up 70 % since May | -1",
        "a 7 % chance meeting | .07",
    })
    void of_its_own_words(String words, double expected) {
        var source = new Claim.Source(Claims.source(TestNotes.DAY).place(), words, List.of(), Optional.empty(), Confidence.SURE, "test");
        assertThat(StatedProbability.of(new Claim.Prose(source), Optional.empty())).isEqualTo(expected < 0 ? Optional.empty() : Optional.of(expected));
    }
}
