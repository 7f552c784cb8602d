package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Section.Length;
import tidewatch.market.EventList;
import tidewatch.message.Canonical;
import tidewatch.testing.Seeds;

/** What holds for every brief, on seeded notes and markets. */
class BriefPropertyTest {
    private static final int CASES = 60;

    private static final List<String> NAMES = List.of(
            "[[Apple]]", "[[NVIDIA]]", "Cloudflare", "[[Oracle]]", "[[Northrop Grumman]]", "Lockheed Martin", "General Dynamics", "Russell 2000",
            "Equinix", "Palantir", "Nowhere Holdings", "A very long name of a company that has been listed on several exchanges since the war");
    private static final List<String> MOVES = List.of("-7 days consecutive", "-2%", "+8%", "+6% vs Nasdaq", "flat", "+15% MTD", "±3%", "5%", "-40%", "0%");
    private static final List<String> REMARKS = List.of("—", "Larger arms orders", "he said \"frantic\"", "x".repeat(150), "50/50; see above", "|");
    private static final List<String> FLOWS = List.of(
            "Mag 7", "high-growth tech", "AI momentum plays", "Defense", "small caps", "financials", "industrials", "utilities", "gold bugs", "energy");
    private static final List<String> THESES = List.of(
            "[[Long NVIDIA]] | Near-term headwind, structural case intact", "[[Long defense AI]] | Strengthened", "[[Short growth]] | Mixed",
            "[[Long Databricks]] | intact", "[[Long energy]] | Weakened", "[[Long utilities]] | supported",
            "[[Long a thing nobody has ever heard of and which has a title that does not end before the line does]] | supported");
    private static final List<String> SCENARIOS = List.of("Short-term | 2-4 weeks", "Medium-term | 1-2 quarters", "Secular change | Full year+", "Never | someday");
    private static final List<String> WATCHES = List.of(
            "Q4 earnings (late Jan) for proof that spending pays", "CPI (Feb 11) for goods", "Fed meeting (Jan 28)", "the vote (March) for Long defense AI",
            "opex (Jan 16) for whether it stops");

    /** A vault of one to five notes made of such pieces, dated around the day. */
    static Map<String, String> notes(Random random, LocalDate day) {
        var notes = new LinkedHashMap<String, String>();
        int n = random.nextInt(6);
        for (int i = 0; i < n; i++) {
            var date = day.minusDays(random.nextInt(60) * (random.nextBoolean() ? 1L : 0L));
            notes.put("Note " + i + ".md", note(random, date));
        }
        return notes;
    }

    static String note(Random random, LocalDate date) {
        var text = new StringBuilder("# Leadership change " + date + "\n\n");
        if (random.nextBoolean()) {
            text.append("| Flow | Detail |\n|---|---|\n| **Out of** | ").append(String.join(", ", some(random, FLOWS, 4)))
                    .append(" |\n| **Into** | ").append(String.join(", ", some(random, FLOWS, 6))).append(" |\n\n");
        }
        if (random.nextBoolean()) {
            text.append("## Biggest movers (").append(date).append(")\n\n| Name | Change | Comment |\n|---|---|---|\n");
            for (var name : some(random, NAMES, 10)) {
                text.append("| ").append(name).append(" | ").append(MOVES.get(random.nextInt(MOVES.size()))).append(" | ")
                        .append(REMARKS.get(random.nextInt(REMARKS.size()))).append(" |\n");
            }
            text.append('\n');
        }
        if (random.nextBoolean()) {
            text.append("## Drivers of the move\n\n### 1. Deferred tax selling\n\nBrokers called it \"frantic\" on Jan 2.\n\n### 2. A valuation reset\n\nThe best look dear.\n\n");
        }
        if (random.nextBoolean()) {
            text.append("## Thesis implications\n\n| Thesis | Implication |\n|---|---|\n");
            some(random, THESES, 6).forEach(row -> text.append("| ").append(row).append(" |\n"));
            text.append('\n');
        }
        if (random.nextBoolean()) {
            text.append("## How long might it run?\n\n| Scenario | Duration |\n|---|---|\n");
            some(random, SCENARIOS, 4).forEach(row -> text.append("| ").append(row).append(" |\n"));
            text.append('\n');
        }
        some(random, WATCHES, 4).forEach(watch -> text.append("Watch: ").append(watch).append(".\n\n"));
        return text.append("*Created ").append(date).append("*\n").toString();
    }

    private static List<String> some(Random random, List<String> of, int most) {
        var mixed = new ArrayList<>(of);
        Collections.shuffle(mixed, random);
        return mixed.subList(0, random.nextInt(Math.min(most, of.size()) + 1));
    }

    static Morning morning(long seed) {
        var random = new Random(seed);
        var last = Morning.CALENDAR.plus(LocalDate.of(2026, 1, 8), random.nextInt(60));
        var symbols = new ArrayList<>(Markets.SYMBOLS);
        Collections.shuffle(symbols, random);
        var some = symbols.subList(0, 1 + random.nextInt(symbols.size()));
        double own = .002 + .02 * random.nextDouble();
        var series = Markets.market(seed, last, some, .008, symbol -> symbol.length() == 3 ? own / 2 : own);
        var late = random.nextInt(4) == 0 ? Markets.cut(series, 1 + random.nextInt(4), Morning.CALENDAR.plus(last, -1)) : series;
        var day = random.nextInt(8) == 0 ? last.plusDays(1) : Morning.CALENDAR.next(last);
        return Morning.of(day.toString(), late, notes(random, day)).with(random.nextBoolean() ? EventList.shipped() : Morning.NO_EVENTS);
    }

    @Test
    void a_chats_brief_fits_and_header_call_and_footer_stand() {
        Seeds.each(CASES, seed -> {
            var brief = morning(seed).brief();
            var text = Morning.text(brief, Length.CHAT);
            assertThat(text.length()).isLessThanOrEqualTo(2000);
            var paragraphs = List.of(text.strip().split("\n\n"));
            assertThat(paragraphs.getFirst()).startsWith("Rotation brief · ").contains("\nPrices: close of ");
            assertThat(paragraphs.getLast()).startsWith("Next brief ").endsWith("not advice");
            assertThat(paragraphs.size()).isGreaterThanOrEqualTo(3);
        });
    }

    @Test
    void no_banned_word_and_no_figure_that_is_not_the_briefs() {
        Seeds.each(CASES, seed -> {
            var brief = morning(seed).brief();
            for (var length : Length.values()) {
                var doc = BriefComposer.compose(brief, length);
                BriefWordsTest.check(Morning.text(doc));
                BriefFiguresTest.nums(doc).forEach(num -> num.why().ifPresent(why -> assertThat(num.value().doubleValue())
                        .isEqualTo(brief.figure(Integer.parseInt(why)).orElseThrow().value())));
            }
        });
    }

    @Test
    void the_same_input_gives_the_same_bytes() {
        Seeds.each(CASES / 3, seed -> {
            for (var length : Length.values()) {
                assertThat(Canonical.json(BriefComposer.compose(morning(seed).brief(), length)))
                        .isEqualTo(Canonical.json(BriefComposer.compose(morning(seed).brief(), length)));
            }
        });
    }

    @Test
    void no_later_price_and_no_later_note_changes_a_byte() {
        Seeds.each(CASES / 3, seed -> {
            var whole = morning(seed);
            int back = 1 + new Random(seed).nextInt(20);
            var today = Morning.CALENDAR.plus(whole.at().toLocalDate(), -back);
            var at = today.atTime(Morning.SEVEN).atZone(Morning.NEW_YORK);
            var known = Morning.CALENDAR.lastClosed(at.toInstant());
            var then = whole.at(at)
                    .with(whole.series().stream().map(one -> one.upTo(known)).toList())
                    .with(whole.vault().asOf(today));
            assertThat(Canonical.json(BriefComposer.compose(whole.at(at).brief(), Length.FULL)))
                    .isEqualTo(Canonical.json(BriefComposer.compose(then.brief(), Length.FULL)));
        });
    }

    @Test
    void sections_vanish_when_they_have_nothing_to_say() {
        var day = LocalDate.of(2026, 2, 5);
        var alone = Morning.of("2026-02-06", Markets.market(3, day, List.of("SPY"), .01, symbol -> 0), Map.of());
        var text = Morning.text(alone.brief(), Length.FULL);
        assertThat(text).contains("Tape", "Left out of the tape: Equal weight (no prices for RSP)").doesNotContain("Theses", "Rotation  ", "flows", "Drivers", "Scenarios", "Ahead", "Note check", "Up most", "To answer");
        assertThat(text.strip().split("\n\n")).hasSize(5);
    }
}
