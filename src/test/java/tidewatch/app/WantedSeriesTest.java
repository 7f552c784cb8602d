package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventList;
import tidewatch.market.Instrument;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.market.Wanted;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;

/** Which series are fetched: the universe, the notes, the index, in this order. */
class WantedSeriesTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();

    private static Vault vault(String text) {
        return Vault.of(
                        Map.of("Notes/Morning.md", text),
                        NoteOptions.of(new NoteCalendars(CALENDAR, EventList::shipped)))
                .value();
    }

    private static List<String> symbols(Wanted wanted) {
        return wanted.instruments().stream().map(Instrument::symbol).toList();
    }

    @Test
    void what_a_brief_cannot_do_without_comes_first_then_what_the_notes_speak_of_then_the_index() {
        var universe = Universe.shipped();
        var wanted = symbols(WantedSeries.of(universe, vault("# Morning\n\n| Name | Move |\n|---|---|\n| Zeta Works (ZETA) | +3 % |\n| NVIDIA | -2 % |\n")));

        assertThat(wanted.subList(0, universe.core().size())).containsExactlyElementsOf(universe.core());
        assertThat(wanted).contains("ZETA", "NVDA", "MMM").doesNotHaveDuplicates().hasSizeGreaterThan(500);
        assertThat(wanted.indexOf("ZETA")).isLessThan(wanted.indexOf("MMM")).isLessThan(wanted.indexOf("TLT"));
        assertThat(wanted.indexOf("XLK")).isLessThan(wanted.indexOf("ZETA"));
    }

    @Test
    void of_a_theme_the_vehicles_are_fetched_and_a_name_that_means_nothing_adds_nothing() {
        var universe = Universe.shipped();
        var none = symbols(WantedSeries.of(universe, vault("# Morning\n")));
        var odd = symbols(WantedSeries.of(universe, vault("# Morning\n\n| Name | Move |\n|---|---|\n| Defense | +3 % |\n| Nobody Knows It | +1 % |\n")));

        assertThat(odd).containsExactlyInAnyOrderElementsOf(none);
        assertThat(WantedSeries.mentioned(universe, vault("# Morning\n\n| Name | Move |\n|---|---|\n| Defense | +3 % |\n"))).contains("ITA");
    }

    @Test
    void it_is_found_once_for_each_reading_of_the_notes() {
        var readings = new ArrayList<Vault>(List.of(vault("# One\n")));
        var wanted = new WantedSeries(Universe.shipped(), readings::getLast);
        var first = wanted.get();
        assertThat(wanted.get()).isSameAs(first);

        readings.add(vault("# Morning\n\n| Name | Move |\n|---|---|\n| Zeta Works (ZETA) | +3 % |\n"));
        assertThat(wanted.get().watched()).contains("ZETA").isNotEqualTo(first.watched());
        assertThat(wanted.get().instruments().stream().map(Instrument::symbol).collect(Collectors.toSet())).contains("ZETA");
    }
}
