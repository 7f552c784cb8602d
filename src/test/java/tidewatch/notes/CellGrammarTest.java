package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellGrammarTest {
    private final CellGrammar grammar = new CellGrammar(Vocabulary.bundled());

    static Stream<Arguments> cells() throws Exception {
        try (var in = Objects.requireNonNull(CellGrammarTest.class.getResourceAsStream("cells.csv"))) {
            var rows = CsvRows.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return rows.stream().skip(1).map(row -> Arguments.of(row.fields().get(0), row.field(1), row.field(2)));
        }
    }

    @ParameterizedTest(name = "[{0}] under [{1}]")
    @MethodSource("cells")
    void a_cell_says_what_is_written_and_nothing_more(String cell, String header, String reading) {
        assertThat(shown(cell, grammar.read(cell, grammar.header(header)))).isEqualTo(reading);
    }

    @Test
    void figures_in_a_sentence_carry_a_sign_or_a_direction() {
        assertThat(figures("NVDA fell 3.5% and AMD +2%, capital of $1.5T, 25% of all"))
                .containsExactly(-3.5, 2.0);
        assertThat(figures("held through 2024-25 and 12-14 of them")).isEmpty();
        assertThat(grammar.findFigures("XLI +8% since Jan 8 vs SPY")
                        .getFirst()
                        .item()
                        .against())
                .isPresent();
    }

    @Test
    void a_run_in_a_sentence_needs_a_count_a_direction_and_a_word_of_sequence() {
        var run = grammar.findStreak("Apple fell for a seventh straight day")
                .orElseThrow()
                .item();
        assertThat(run.length()).isEqualTo(7);
        assertThat(run.direction()).isEqualTo(Claim.Direction.DOWN);
        assertThat(grammar.findStreak("Apple met them for seven days")).isEmpty();
        assertThat(grammar.findStreak("straight to the point")).isEmpty();
    }

    private List<Double> figures(String sentence) {
        return grammar.findFigures(sentence).stream()
                .map(f -> f.item().amount().value())
                .toList();
    }

    private static String shown(String cell, CellReading reading) {
        return reading.items().stream().map(item -> shown(cell, item)).collect(Collectors.joining("; "))
                + (reading.doubt().isPresent() ? " CHECK" : "");
    }

    private static String shown(String cell, CellReading.Item item) {
        return switch (item) {
            case CellReading.Figure f ->
                (f.against().isPresent() ? "relative " : "move ") + amount(f.amount()) + " "
                        + f.amount().unit() + " "
                        + f.amount().sign()
                        + f.against().map(a -> " against " + a.of(cell)).orElse("")
                        + f.period().map(p -> " period " + p).orElse("")
                        + (f.confidence() == Confidence.SURE ? "" : " " + f.confidence())
                        + (f.amount().approximate() ? " about" : "")
                        + f.context().map(c -> " context " + c).orElse("");
            case CellReading.Streak s -> "streak " + s.length() + " " + s.direction() + " " + s.per();
            case CellReading.Word w -> "word " + w.direction().map(Enum::name).orElse("-");
            case CellReading.Price p ->
                "level " + p.verb()
                        + p.price()
                                .map(a -> " " + amount(a) + " " + p.currency().orElse("-"))
                                .orElse("");
            case CellReading.NotStated n -> "not stated";
            case CellReading.Words w -> "words";
        };
    }

    private static String amount(Amount a) {
        return a.value() + " [" + a.low() + ", " + a.high() + "]";
    }
}
