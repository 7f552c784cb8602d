package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.brief.BriefWordsTest;
import tidewatch.brief.Figure;
import tidewatch.brief.ThesesSection;
import tidewatch.evidence.Weighed;
import tidewatch.evidence.Weighed.Cause;
import tidewatch.evidence.Weighed.Status;

/** A line that is kept in a note says all that a reader needs a year later, in words that promise nothing. */
class EvidenceWordsTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 8);
    private static final LocalDate CLOSE = LocalDate.of(2026, 2, 5);

    private static Figure figure(double points) {
        var provenance = new Figure.Provenance("", List.of("ITA"), List.of("SPY"), START, CLOSE, List.of(), true, List.of());
        return new Figure(0, "x", points, Figure.Unit.POINTS, provenance);
    }

    private static String line(Status status, Cause cause, String why, double z, boolean standIn, double left, boolean sample) {
        var weighed = new Weighed(
                "Long defense", Optional.empty(), status, false, why, Optional.of(START), 20, Optional.of(.074), Optional.empty(), Optional.of(z),
                Optional.empty(), Optional.empty(), 1, Optional.empty(), cause, Optional.empty(), status);
        var line = new ThesesSection.Line(
                "Long defense", Optional.of("T.md"), status, why, Optional.empty(), List.of("ITA"), standIn, List.of("SPY"), Optional.of(START), 20, 63,
                Optional.of(figure(7.4)), Optional.of(figure(left)), Optional.empty(), Optional.of(z), 1);
        return EvidenceWords.line("", line, weighed, sample).orElseThrow();
    }

    @Test
    void it_says_on_what_against_what_since_when_and_as_of_which_close() {
        assertThat(line(Status.LEANING_FOR, Cause.NONE, "", 1.3, true, 7, false))
                .isEqualTo("leaning for so far. Measured on ITA (stand-in): +7.4 points against SPY in 20 sessions since 2026-01-08, as of the close of "
                        + "2026-02-05; about 1 in 7 random calls look this far off one way or the other.");
        assertThat(line(Status.LEANING_AGAINST, Cause.NONE, "", -1.3, false, 2, true))
                .isEqualTo("leaning against so far. Measured on ITA: +7.4 points against SPY in 20 sessions since 2026-01-08, as of the close of "
                        + "2026-02-05; mostly the market's own move; about 1 in 7 random calls look this far off one way or the other. SAMPLE: invented prices.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    LEANING_FOR     | NONE           |                                         | 1.2  | leaning for so far.        | about 1 in 6 random calls
                    VALIDATING      | NONE           |                                         | 2.9  | validating so far.         | fewer than 1 in 25 random calls
                    CONTRADICTING   | NONE           |                                         | -2.9 | contradicting so far.      | fewer than 1 in 25 random calls
                    MIXED           | SMALL          | no evidence either way                  | .1   | no evidence either way.    | most random calls
                    MIXED           | TURNING        | the last ten sessions turn the other way| 1.2  | mixed, the last ten sessions turn the other way. | about 1 in 6
                    MIXED           | LEGS           | one leg speaks for it, another against  | .7   | mixed, one leg speaks for it, another against.   | about 1 in 2
                    TOO_EARLY       | FEW_SESSIONS   | 3 of 5 sessions                         | 1.2  | too early, 3 of 5 sessions. | 2026-02-05.
                    STALE           | HORIZON_PASSED | its horizon passed, please review       | 1.2  | horizon passed.            | about 1 in 6
                    STALE           | PRICE_OLD      | no price since 2026-02-05               | 1.2  | no price since 2026-02-05. | about 1 in 6
                    """)
    void each_status_has_its_plain_words(Status status, Cause cause, String why, double z, String begins, String holds) {
        var line = line(status, cause, why == null ? "" : why, z, false, 7, false);

        assertThat(line).startsWith(begins).contains(holds);
        BriefWordsTest.check(line);
    }
}
