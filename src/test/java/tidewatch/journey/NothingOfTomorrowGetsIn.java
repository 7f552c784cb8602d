package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The brief of a past morning is what it was on that morning, whatever was traded or written since. */
class NothingOfTomorrowGetsIn {
    private static final String MORNING = "2026-01-09";
    private static final LocalDate KNOWN = LocalDate.of(2026, 1, 8);
    private static final LocalDate LATER = LocalDate.of(2026, 6, 30);
    private static final LocalDate SPLIT = LocalDate.of(2026, 2, 17);

    @TempDir
    Path then;

    @TempDir
    Path since;

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-09", "2026-01-09T12:00", "2026-01-10", "2025-12-26"})
    void later_rows_and_later_notes_change_no_byte_of_the_brief(String asOf) {
        var lastKnown = asOf.equals("2026-01-10") ? LocalDate.of(2026, 1, 9) : KNOWN;
        var before = notes(Scene.in(then)).pricedUpTo(lastKnown);
        var after = laterNotes(notes(Scene.in(since))).pricedUpTo(LATER);

        assertSame(before, after, asOf);
    }

    @Test
    void a_split_that_came_later_tells_nothing_where_prices_are_as_traded() {
        var before = notes(Scene.in(then)).pricedUpTo(KNOWN);
        var after = notes(Scene.in(since)).pricedUpTo(LATER);
        asTraded(before, KNOWN);
        asTraded(after, LATER);

        assertSame(before, after, MORNING);
    }

    /** A vendor that rewrites its past gives other rows, so levels differ; what is told of moves must not, to the digit that is shown. */
    @Test
    void adjusted_closes_that_later_dividends_have_changed_tell_nothing() {
        var before = notes(Scene.in(then)).pricedUpTo(KNOWN);
        var after = laterNotes(notes(Scene.in(since))).pricedUpTo(LATER);
        adjusted(before, KNOWN);
        adjusted(after, LATER);

        assertSameWords(before, after);
    }

    @Test
    void a_split_by_which_all_closes_were_divided_later_tells_nothing() {
        var before = notes(Scene.in(then)).pricedUpTo(KNOWN);
        var after = laterNotes(notes(Scene.in(since))).pricedUpTo(LATER);
        divided(before, KNOWN);
        divided(after, LATER);

        assertSameWords(before, after);
    }

    @Test
    void the_next_morning_does_know_more() {
        var scene = laterNotes(notes(Scene.in(then))).pricedUpTo(LATER);

        assertThat(json(scene, "2026-01-13")).isNotEqualTo(json(scene, MORNING)).contains("Short energy");
        assertThat(json(scene, MORNING)).doesNotContain("Short energy").doesNotContain("hindsight");
    }

    private static void assertSame(Scene before, Scene after, String asOf) {
        assertThat(json(after, asOf)).isEqualTo(json(before, asOf));
        assertThat(after.run("brief", asOf, "--full").out()).isEqualTo(before.run("brief", asOf, "--full").out());
        assertThat(after.run("rotation", asOf, "--format", "json").out()).isEqualTo(before.run("rotation", asOf, "--format", "json").out());
        var notes = new String[] {"ask", "/note 2026-01-12"};
        assertThat(after.run(notes[0], asOf, notes[1]).out()).isEqualTo(before.run(notes[0], asOf, notes[1]).out());
    }

    private static void assertSameWords(Scene before, Scene after) {
        for (var line : new String[] {"/brief full", "/rotation", "/winners 5 21d", "/losers 5 1d", "/thesis long nvidia", "/check", "/sectors ytd"}) {
            assertThat(after.chat(MORNING).text(line)).as(line).isEqualTo(before.chat(MORNING).text(line));
        }
    }

    private static String json(Scene scene, String asOf) {
        var run = scene.run("brief", asOf, "--format", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private static Scene notes(Scene scene) {
        return scene.note("Long NVIDIA.md", "---\ncreated: 2025-11-03\n---\n# Long NVIDIA\n\n#thesis\n\nOrders exceed supply.\n")
                .note("Long defense.md", "---\ncreated: 2025-12-01\n---\n# Long defense\n\n#thesis\n")
                .note(
                        "2026-01-08.md",
                        """
                        # Rotation

                        | Flow | Detail |
                        |---|---|
                        | **Out of** | growth |
                        | **Into** | defense, utilities, industrials |

                        | Name | Change |
                        |---|---|
                        | Northrop Grumman | +3% |
                        | NVIDIA | -2% |

                        Watch: Q4 earnings (late Jan) for what was spent.
                        """);
    }

    private static Scene laterNotes(Scene scene) {
        return scene.note("2026-01-12.md", "With hindsight:\n\n| Name | Change |\n|---|---|\n| Northrop Grumman | +9% |\n")
                .note("Short energy.md", "---\ncreated: 2026-01-12\n---\n# Short energy\n\n#thesis\n\nIt ran too far.\n");
    }

    /** Northrop with a dividend a quarter: each changes the adjusted closes of all days before it. */
    private static void adjusted(Scene scene, LocalDate last) {
        scene.prices("NOC", "date,open,high,low,close,adj_close,volume,dividend", last, row -> {
            double factor = 1;
            for (var later : Scene.rows("NOC", last)) {
                if (later.date().isAfter(row.date()) && pays(later)) {
                    factor *= 1 - 2.31 / (later.close() + 2.31);
                }
            }
            return Scene.csv(row.date(), row.open(), row.high(), row.low(), row.close(), row.close() * factor, row.volume(), pays(row) ? 2.31 : 0.0);
        });
    }

    private static boolean pays(Scene.Row row) {
        return row.t() % 63 == 40;
    }

    /** NVIDIA as traded, four for one on 17 February. */
    private static void asTraded(Scene scene, LocalDate last) {
        scene.prices("NVDA", "date,open,high,low,close,volume,dividend,split", last, row -> {
            double by = row.date().isBefore(SPLIT) ? 1 : 4;
            return Scene.csv(row.date(), row.open() / by, row.high() / by, row.low() / by, row.close() / by, row.volume(), 0.0, row.date().equals(SPLIT) ? 4 : 0);
        });
    }

    /** The same as a vendor gives it that divides all closes by the splits it knows. */
    private static void divided(Scene scene, LocalDate last) {
        double by = last.isBefore(SPLIT) ? 1 : 4;
        scene.prices("NVDA", "date,open,high,low,close,volume,dividend,split", last, row -> Scene.csv(
                row.date(), row.open() / by, row.high() / by, row.low() / by, row.close() / by, row.volume(), 0.0, row.date().equals(SPLIT) ? 4 : 0));
    }
}
