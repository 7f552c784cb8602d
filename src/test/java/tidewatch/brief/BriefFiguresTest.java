package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.brief.Section.Length;
import tidewatch.market.PricePanel;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;

/** Every figure of a brief has a number, and the number a source from which the value can be computed again. */
class BriefFiguresTest {
    static List<String> mornings() {
        return BriefGoldenTest.mornings();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void every_numbered_figure_of_the_message_is_the_briefs(String morning) {
        var brief = BriefGoldenTest.brief(morning);
        for (var length : Length.values()) {
            for (var shown : numbered(BriefComposer.compose(brief, length))) {
                var figure = brief.figure(Integer.parseInt(shown.why().orElseThrow())).orElseThrow();
                assertThat(shown.value().doubleValue()).as("figure %s", figure).isEqualTo(figure.value());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void numbers_run_in_reading_order(String morning) {
        var met = numbered(BriefComposer.compose(BriefGoldenTest.brief(morning), Length.FULL)).stream()
                .map(shown -> Integer.parseInt(shown.why().orElseThrow()))
                .distinct()
                .toList();
        assertThat(met).isSorted();
        if (!met.isEmpty()) {
            assertThat(met.getFirst()).isEqualTo(1);
        }
    }

    /** A bound that was never measured, and the note's own words, bear no number; every measured figure does. */
    @ParameterizedTest
    @MethodSource("mornings")
    void a_figure_without_a_number_is_only_what_would_change_the_call(String morning) {
        for (var length : Length.values()) {
            var doc = BriefComposer.compose(BriefGoldenTest.brief(morning), length);
            long bare = nums(doc).stream().filter(num -> num.why().isEmpty()).count();
            assertThat(bare).isEqualTo(Morning.text(doc).contains("Would change it:") ? 1L : 0L);
        }
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void each_value_can_be_computed_again_from_the_closes_of_its_source(String morning) {
        var brief = BriefGoldenTest.brief(morning);
        int checked = 0;
        for (var figure : brief.figures()) {
            var closes = figure.provenance().closes();
            if (figure.provenance().formula().startsWith("exp(")) {
                assertThat(closes).as("a figure after beta shows no closes that do not make it").isEmpty();
                continue;
            }
            boolean single = figure.provenance().instruments().size() == 1 && figure.provenance().against().size() <= 1;
            if (single) {
                double move = closes.get(1).price() / closes.get(0).price();
                double yardstick = figure.provenance().against().isEmpty() ? 1 : closes.get(3).price() / closes.get(2).price();
                assertThat(closes).hasSize(figure.provenance().against().isEmpty() ? 2 : 4);
                assertThat(100 * (move / yardstick - 1)).as("%s", figure).isCloseTo(figure.value(), within(1e-6));
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    /** Moves of baskets: the mean of the members' moves a session, rebalanced daily. */
    @ParameterizedTest
    @MethodSource("mornings")
    void each_value_can_be_computed_again_from_the_panel(String morning) {
        var brief = BriefGoldenTest.brief(morning);
        var panel = Mornings.named(morning).panel();
        for (var figure : brief.figures()) {
            var source = figure.provenance();
            boolean quoted = source.closes().stream().anyMatch(close -> !close.what().equals("close")) || !source.adjusted();
            if (source.formula().startsWith("exp(") || quoted) {
                continue;
            }
            int from = panel.indexOf(source.from());
            int to = panel.indexOf(source.to());
            double own = wealth(panel, source.instruments(), from, to);
            double other = source.against().isEmpty() ? 1 : wealth(panel, source.against(), from, to);
            assertThat(100 * (own / other - 1)).as("%s", figure).isCloseTo(figure.value(), within(1e-6));
        }
    }

    private static double wealth(PricePanel panel, List<String> symbols, int from, int to) {
        if (symbols.size() == 1) {
            var row = panel.find(symbols.get(0)).orElseThrow();
            return row.close(to) / row.close(from);
        }
        double wealth = 1;
        for (int t = from + 1; t <= to; t++) {
            int day = t;
            wealth *= symbols.stream()
                    .flatMap(symbol -> panel.find(symbol).stream())
                    .mapToDouble(row -> row.close(day) / row.close(day - 1))
                    .filter(Double::isFinite)
                    .average()
                    .orElseThrow();
        }
        return wealth;
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_label_names_one_figure(String morning) {
        var brief = BriefGoldenTest.brief(morning);
        assertThat(brief.figures().stream().map(figure -> figure.label() + figure.provenance().closes() + figure.value()))
                .doesNotHaveDuplicates();
        assertThat(brief.figures()).allSatisfy(figure -> assertThat(figure.provenance().origins()).isNotEmpty());
    }

    @Test
    void the_same_date_gives_the_same_numbers_whenever_it_is_asked() {
        var morning = Mornings.named("first-morning-2026-02-06");
        var brief = morning.brief();
        assertThat(morning.brief().figures()).isEqualTo(brief.figures());
        for (var time : List.of(LocalTime.of(5, 31), LocalTime.of(9, 29), LocalTime.of(15, 59))) {
            var later = Morning.sample(morning.at().with(time)).brief();
            assertThat(later.id()).isEqualTo(brief.id());
            assertThat(later.figures()).isEqualTo(brief.figures());
        }
    }

    private static List<Inline.Num> numbered(Doc doc) {
        return nums(doc).stream().filter(num -> num.why().isPresent()).toList();
    }

    static List<Inline.Num> nums(Doc doc) {
        return doc.blocks().stream().flatMap(BriefFiguresTest::inlines).flatMap(BriefFiguresTest::nums).toList();
    }

    private static Stream<Inline.Num> nums(Inline inline) {
        return switch (inline) {
            case Inline.Num num -> Stream.of(num);
            case Inline.Strong strong -> strong.text().stream().flatMap(BriefFiguresTest::nums);
            case Inline.Em em -> em.text().stream().flatMap(BriefFiguresTest::nums);
            case Inline.Text _, Inline.Code _, Inline.Link _, Inline.Ticker _, Inline.When _ -> Stream.of();
            case Inline.NoteRef _, Inline.PersonRef _, Inline.LineBreak _ -> Stream.of();
        };
    }

    private static Stream<Inline> inlines(Block block) {
        return switch (block) {
            case Block.Para para -> para.text().stream();
            case Block.Footer footer -> footer.text().stream();
            case Block.Callout callout -> callout.blocks().stream().flatMap(BriefFiguresTest::inlines);
            case Block.Bullets bullets -> bullets.items().stream().flatMap(List::stream).flatMap(BriefFiguresTest::inlines);
            case Block.Table table -> {
                var all = new ArrayList<Inline>();
                table.rows().forEach(row -> row.forEach(cell -> all.addAll(cell.text())));
                yield all.stream();
            }
            case Block.Heading _, Block.KeyValues _, Block.Quote _, Block.Details _, Block.Chart _, Block.Image _, Block.Code _, Block.Divider _ ->
                throw new AssertionError("A brief has no such block: " + block);
        };
    }
}
