package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.market.PricePanel;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Name;
import tidewatch.testing.Prices;

/** A thesis that its note calls closed is weighed no more; what it did until then is told. */
class ClosingTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 2);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 8);

    private static PricePanel panel() {
        return Prices.panel(Prices.series("SPY", FIRST, closes(1)), Prices.series("NVDA", FIRST, closes(2)));
    }

    private static double[] closes(int seed) {
        var random = new Random(seed);
        double[] closes = new double[280];
        double log = 4;
        for (int i = 0; i < closes.length; i++) {
            log += .01 * random.nextGaussian();
            closes[i] = Math.exp(log);
        }
        return closes;
    }

    private static ThesisView view(String status, Map<String, String> properties, Optional<LocalDate> day, String entity) {
        var claim = new Claim.Thesis(
                Claims.source("T.md", Optional.empty()),
                "Long " + entity,
                List.of(new Claim.Thesis.Leg(Name.of(entity), Direction.UP)),
                Optional.of(status),
                List.of(),
                Optional.empty());
        var note = Claims.note("T.md", day, Optional.empty(), properties, claim);
        return ThesisView.all(Hypotheses.of(List.of(note), Meanings.bySymbol(panel())), panel(), "SPY").getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "Active, false",
        "Not closed yet, false",
        "Core holding, false",
        "Closed, true",
        "**Closed** 2026-01-20, true",
        "exited at 180, true",
        "Abandoned, true",
        "Invalidated: margins fell, true",
        "Retired, true",
        "Stopped out 2026-01-20, true",
    })
    void a_status_says_that_it_is_closed(String status, boolean closed) {
        assertThat(view(status, Map.of(), Optional.of(DAY), "NVDA").closing().isPresent()).isEqualTo(closed);
    }

    @Test
    void it_is_measured_from_its_first_close_to_the_day_on_which_it_was_closed() {
        var panel = panel();
        var closing = view("Closed 2026-01-20, target reached", Map.of(), Optional.of(DAY), "NVDA").closing().orElseThrow();
        assertThat(closing.note()).isEqualTo("T.md");
        assertThat(closing.on()).contains(LocalDate.of(2026, 1, 20));

        var held = closing.weigh(panel, "SPY").orElseThrow();
        int from = panel.indexOf(DAY);
        int to = panel.indexOf(LocalDate.of(2026, 1, 20));
        var nvda = panel.find("NVDA").orElseThrow();
        var spy = panel.find("SPY").orElseThrow();
        assertThat(held.start()).contains(DAY);
        assertThat(held.sessions()).isEqualTo(to - from).isEqualTo(7);
        assertThat(held.relative().orElseThrow())
                .isCloseTo(nvda.close(to) / nvda.close(from) / (spy.close(to) / spy.close(from)) - 1, within(1e-12));
    }

    @Test
    void the_day_may_be_a_property_or_a_weekend_or_still_to_come() {
        assertThat(view("Closed", Map.of("closed", "2026-01-20"), Optional.of(DAY), "NVDA").closing().orElseThrow().on()).contains(LocalDate.of(2026, 1, 20));
        assertThat(view("Closed", Map.of("exited", "2026-01-18"), Optional.of(DAY), "NVDA").closing().orElseThrow().weigh(panel(), "SPY").orElseThrow().sessions())
                .as("the Friday before").isEqualTo(6);
        var later = view("Closed 2030-01-01", Map.of(), Optional.of(DAY), "NVDA").closing().orElseThrow().weigh(panel(), "SPY").orElseThrow();
        assertThat(later.sessions()).isEqualTo(panel().size() - 1 - panel().indexOf(DAY));
    }

    @Test
    void what_cannot_be_measured_is_absent() {
        assertThat(view("Closed", Map.of(), Optional.of(DAY), "NVDA").closing().orElseThrow().weigh(panel(), "SPY")).isEmpty();
        assertThat(view("Closed 2026-13-40", Map.of(), Optional.of(DAY), "NVDA").closing().orElseThrow().on()).isEmpty();
        assertThat(view("Closed 2026-01-08", Map.of(), Optional.of(DAY), "NVDA").closing().orElseThrow().weigh(panel(), "SPY")).isEmpty();
        assertThat(view("Closed 2026-01-11", Map.of(), Optional.of(LocalDate.of(2026, 1, 9)), "NVDA").closing().orElseThrow().weigh(panel(), "SPY"))
                .as("no session between").isEmpty();
        assertThat(view("Closed 2026-01-20", Map.of(), Optional.empty(), "NVDA").closing().orElseThrow().held()).as("no first day").isEmpty();
        assertThat(view("Closed 2026-01-20", Map.of(), Optional.of(DAY), "private:Lab").closing().orElseThrow().held()).as("nothing with a price").isEmpty();
    }

    @Test
    void it_is_neither_weighed_nor_scored() {
        var view = view("Closed 2026-01-20", Map.of(), Optional.of(DAY), "NVDA");
        assertThat(view.weighed()).singleElement().satisfies(one -> assertThat(one.status()).isEqualTo(Weighed.Status.UNTESTABLE));
    }
}
