package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import tidewatch.app.CommandLineRun;
import tidewatch.testing.StagedData;

/** A real note of 8 January 2026 on real prices, where both are here: what the market says to it the next morning and weeks later. */
class RealMorning {
    @Test
    void the_morning_after_the_note_shows_what_held_and_claims_nothing_yet() {
        var brief = brief("2026-01-09");

        assertThat(brief).startsWith("Rotation brief · Fri 9 Jan 2026 · 07:00 New York\nPrices: close of Thu 8 Jan, 546 of 546 series");
        assertThat(brief).as("Apple's run").contains("Down 7 closes in a row: Apple");
        assertThat(brief).as("true closes beside the note's figures")
                .containsPattern("Northrop Grumman \\+8.%.{1,60}closed at \\+2\\.4.%")
                .containsPattern("Lockheed Martin \\+8.%.{1,60}closed at \\+4\\.3.%");
        assertThat(brief).as("utilities against the note").contains("into utilities XLU -2.7");
        assertThat(brief).as("three theses, no evidence, the time before apart")
                .contains("no evidence yet. In the 21 sessions before the note")
                .contains("[[Long NVIDIA]]", "[[Long defense AI]]", "[[Long datacenter infrastructure]]")
                .contains("(stand-in)")
                .doesNotContain("leaning", "validating", "contradicting");
        assertThat(brief).as("drivers and clock").contains("Drivers. Past: ", "Standing: ", "day 1 from your note: \"2-4 weeks\"");
        assertThat(brief).as("what comes").contains("21 to 31 Jan: q4-earnings");
        assertThat(brief).doesNotContain("SAMPLE");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-06, leans for, day 29", "2026-03-31, validates so far, day 82"})
    void weeks_later_the_theses_have_moved(String asOf, String status, String day) {
        assertThat(brief(asOf)).contains(status).contains(day + " from your note").doesNotContain("no evidence yet");
    }

    @Test
    void every_figure_of_the_note_is_recomputed_as_json() {
        var run = run("check", "2026-01-09", "--format", "json");

        assertThat(run.exit()).as("some do not hold").isEqualTo(1);
        assertThat(run.out().lines()).hasSize(8).allMatch(line -> line.startsWith("{\"v\":1"));
    }

    private static String brief(String asOf) {
        var run = run("brief", asOf);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private static CommandLineRun run(String verb, String asOf, String... more) {
        var check = "the brief of " + asOf + " on real prices";
        var seed = StagedData.need("seed", check).toString();
        var funds = StagedData.need("data/us-daily-etf", check);
        var shares = StagedData.need("data/us-daily-sp500", check);
        var arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(verb.equals("check") ? List.of(seed) : List.of("--vault", seed));
        arguments.addAll(List.of("--prices", funds + "," + shares, "--as-of", asOf));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
