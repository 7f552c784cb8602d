package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.rotation.BaseRates;
import tidewatch.rotation.Odds;
import tidewatch.rotation.Odds.Bound;
import tidewatch.rotation.Start;
import tidewatch.rotation.Strength;

/** What the search over all rows found, in plain words by its strength. */
class VerdictTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 6);

    private static Start start(String id, Strength strength, double p, boolean market) {
        var odds = new Odds(p, p == .95 ? Bound.MORE : Bound.WITHIN);
        return new Start(
                id,
                LocalDate.of(2025, 12, 22),
                LocalDate.of(2025, 12, 23),
                LocalDate.of(2025, 12, 15),
                LocalDate.of(2026, 1, 2),
                30,
                .091,
                3,
                odds,
                Optional.of(new Start.Rest(.2, .03, market, odds)),
                Math.min(1, p * 10),
                strength);
    }

    private static RotationSection.Leader leader(String name, double move, Start start) {
        return new RotationSection.Leader(name, start, Page.points(move), Optional.empty());
    }

    static RotationSection.Verdict oneStandsOut() {
        return new RotationSection.Verdict(41, List.of(leader("industrials", 9.1, start("XLI", Strength.SIGNIFICANT, .004, false))));
    }

    private static String said(RotationSection.Leader... leaders) {
        return plain(new RotationSection.Verdict(41, List.of(leaders)).words(TODAY));
    }

    private static String plain(List<Inline> words) {
        return Page.text(List.of(new Block.Para(words)));
    }

    @Test
    void one_stands_out() {
        assertThat(said(leader("industrials", 9.1, start("XLI", Strength.SIGNIFICANT, .004, false))))
                .isEqualTo("Of the 41 rows searched Industrials stands out: +9.1 points since 22 Dec 2025.");
    }

    @Test
    void one_stands_out_clearly_and_is_mostly_the_market() {
        assertThat(said(leader("industrials", 9.1, start("XLI", Strength.CLEAR, .001, true))))
                .isEqualTo("Of the 41 rows searched Industrials stands out clearly: +9.1 points since 22 Dec 2025 (mostly the market's own move).");
    }

    @Test
    void of_several_the_first_is_told_with_their_number() {
        var some = Arrays.stream(new String[] {"industrials", "software", "banks", "gold"})
                .map(name -> leader(name, 4.5, start(name, Strength.SIGNIFICANT, .002, false)))
                .toArray(RotationSection.Leader[]::new);

        assertThat(said(some)).isEqualTo("Of the 41 rows searched 4 stand out, most of all Industrials: +4.5 points since 22 Dec 2025.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUGGESTIVE | .04 | would stand out alone, but not among so many.",
                "WEAK       | .16 | is weak: about 1 no-trend search in 6 shows as much.",
                "NOISE      | .31 | cannot be told from noise: about 1 no-trend search in 3 shows as much.",
                "NOISE      | .6  | cannot be told from noise: most no-trend searches show as much.",
                "NOISE      | .95 | cannot be told from noise: most no-trend searches show as much."
            })
    void none_stands_out_and_the_strongest_is_worth_what_its_odds_are(Strength strength, double p, String words) {
        assertThat(said(leader("software", -12.3, start("IGV", strength, p, false))))
                .isEqualTo("Of the 41 rows searched none stands out. The strongest, Software, -12.3 points since 22 Dec 2025, " + words);
    }

    @Test
    void a_base_rate_says_what_past_moves_did_and_nothing_of_this_one() {
        var rate = BaseRates.shipped().at(2).orElseThrow();

        assertThat(Wording.baseRate("Software", new BaseRates.Live.Passed(rate, TODAY, 3)))
                .isEqualTo("Base rate for Software: of 918 past moves this size, 62 % still ran 20 sessions after confirmation, 36 % for 63, 4 % for 252. "
                        + "A no-memory series gives about the same, so this is a base rate, not a forecast.");
        assertThat(Wording.baseRate("Software", new BaseRates.Live.TooSmall())).isEqualTo("Software: too small for a base rate.");
        assertThat(Wording.baseRate("Software", new BaseRates.Live.Unknown("no bar"))).isEqualTo("No base rate for Software: no bar.");
    }

    @Test
    void the_words_alone() {
        assertThat(Wording.strength(start("x", Strength.CLEAR, .001, false), 41))
                .isEqualTo("stands out clearly: fewer than 1 no-trend search in 100 shows as much");
        assertThat(Wording.strength(start("x", Strength.SIGNIFICANT, .004, false), 1)).isEqualTo("stands out among the one row searched");
        assertThat(Arrays.stream(Strength.values()).map(one -> Wording.strength(start("x", one, .3, false), 9)).collect(Collectors.toSet()))
                .hasSameSizeAs(Strength.values());
    }
}
