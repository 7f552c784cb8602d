package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.ClaimCheck;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.FigureCheck;
import tidewatch.evidence.Hypotheses;
import tidewatch.evidence.ScenarioClock;
import tidewatch.evidence.ThesisStatus;
import tidewatch.evidence.Weighed;
import tidewatch.market.Basis;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.Universe;
import tidewatch.notes.Vault;
import tidewatch.rotation.FalseDiscovery;
import tidewatch.rotation.RotationTable;
import tidewatch.rotation.Starts;
import tidewatch.testing.Prices;
import tidewatch.testing.Seeds;

/**
 * What the evidence of a day says is decided on that day: prices and notes that come later change nothing of it, over seeded notes and
 * markets with gaps. Each part is asked by itself, for a brief shows only some of it.
 */
class EvidencePropertyTest {
    private static final int CASES = 40;
    private static final String BENCHMARK = "SPY";
    private static final Universe UNIVERSE = Universe.shipped();

    /** A market whose series lack bars here and there, the notes of its time, and a day on which part of both was known. */
    private record Case(List<PriceSeries> series, Map<String, String> notes, LocalDate today) {
        static Case of(long seed) {
            var random = new Random(seed);
            var last = Morning.CALENDAR.plus(LocalDate.of(2026, 1, 8), random.nextInt(60));
            var series = new ArrayList<PriceSeries>();
            for (var one : Markets.market(seed, last, Markets.SYMBOLS, .008, symbol -> symbol.length() == 3 ? .006 : .015)) {
                series.add(one.instrument().symbol().equals(BENCHMARK) ? one : gaps(one, random));
            }
            var today = Morning.CALENDAR.plus(last, -1 - random.nextInt(40));
            var notes = new TreeMap<>(BriefPropertyTest.notes(random, last));
            for (int i = 0; i < 4; i++) {
                var written = today.minusDays(random.nextInt(40));
                notes.put("Then " + i + ".md", BriefPropertyTest.note(random, written));
            }
            return new Case(series, notes, today);
        }

        private static PriceSeries gaps(PriceSeries whole, Random random) {
            var bars = new double[whole.size()][];
            for (int i = 0; i < bars.length; i++) {
                boolean gone = i > 0 && random.nextInt(25) == 0;
                bars[i] = gone
                        ? new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN}
                        : new double[] {whole.open(i), whole.high(i), whole.low(i), whole.close(i), whole.volume(i)};
            }
            return Prices.bars(whole.instrument(), Basis.SPLIT, whole.date(0), List.of(), bars);
        }

        /** The last session whose close is known on the morning of a day. */
        LocalDate close() {
            return Morning.CALENDAR.previous(today);
        }

        PricePanel all() {
            return panel(series, Morning.CALENDAR.plus(LocalDate.of(2026, 1, 8), 60));
        }

        PricePanel cut(LocalDate last) {
            return panel(series, last);
        }

        /** The panel of somebody who has no later bar. */
        PricePanel known() {
            return panel(series.stream().map(one -> one.upTo(close())).toList(), close());
        }

        /** The vault of somebody who has no later note. */
        Vault vaultThen() {
            var then = new TreeMap<String, String>();
            Morning.vault(notes).notes().stream()
                    .filter(note -> note.date().filter(today::isBefore).isEmpty())
                    .forEach(note -> then.put(note.path(), notes.get(note.path())));
            return Morning.vault(then);
        }

        private static PricePanel panel(List<PriceSeries> series, LocalDate last) {
            return PricePanel.of(Morning.CALENDAR, series, last, UNIVERSE.core()).value();
        }
    }

    private static List<FigureCheck> figures(Vault vault, PricePanel panel) {
        return vault.notes().stream().flatMap(note -> ClaimCheck.note(note, vault.resolver(), UNIVERSE, panel).stream()).toList();
    }

    @Test
    void the_verdict_on_a_figure_is_that_of_its_own_session_whatever_came_later() {
        int[] compared = {0};
        Seeds.each(CASES, seed -> {
            var one = Case.of(seed);
            var then = figures(one.vaultThen(), one.known());
            var since = figures(Morning.vault(one.notes()).asOf(one.today()), one.all());
            assertThat(since).hasSameSizeAs(then);
            for (int i = 0; i < then.size(); i++) {
                // A day without a close yet waits for it.
                if (then.get(i).session().filter(day -> !day.isAfter(one.close())).isPresent()) {
                    assertThat(since.get(i)).isEqualTo(then.get(i));
                    compared[0]++;
                }
            }
        });
        assertThat(compared[0]).isGreaterThan(CASES);
    }

    @Test
    void a_status_is_the_same_with_later_prices_and_notes_and_its_history_is_what_was_said_day_by_day() {
        int[] changes = {0};
        Seeds.each(CASES / 2, seed -> {
            var one = Case.of(seed);
            var then = Hypotheses.of(one.vaultThen(), UNIVERSE, one.known());
            var panel = one.cut(one.close());
            var since = Hypotheses.of(Morning.vault(one.notes()).asOf(one.today()), UNIVERSE, panel);
            assertThat(since).isEqualTo(then);
            for (var hypothesis : since.testable()) {
                var now = ThesisStatus.of(hypothesis, panel, BENCHMARK);
                assertThat(now).isEqualTo(ThesisStatus.of(hypothesis, one.known(), BENCHMARK));
                changes[0] += replayed(one, hypothesis.written(), now, day -> ThesisStatus.of(hypothesis, one.cut(day), BENCHMARK));
            }
        });
        assertThat(changes[0]).isGreaterThan(CASES);
    }

    /** That the run and the status before it are those that were said on the days themselves; answers how many days had another status. */
    private static int replayed(Case one, LocalDate written, Weighed now, Function<LocalDate, Weighed> on) {
        if (now.start().isEmpty() || now.holding() == 0) {
            return 0;
        }
        int holding = 0;
        Optional<Weighed.Status> before = Optional.empty();
        for (var day = one.close(); !day.isBefore(now.start().get()) && before.isEmpty(); day = Morning.CALENDAR.previous(day)) {
            var said = on.apply(day).status();
            if (said == now.status()) {
                holding++;
            } else {
                before = Optional.of(said);
            }
        }
        assertThat(holding).as("sessions of %s since %s", now.status(), written).isEqualTo(now.holding());
        assertThat(before).isEqualTo(now.previous());
        return before.isPresent() ? 1 : 0;
    }

    @Test
    void a_scenario_is_answered_as_on_that_day_and_an_end_stays_where_it_was() {
        int[] ended = {0};
        Seeds.each(CASES, seed -> {
            var one = Case.of(seed);
            var vault = Morning.vault(one.notes()).asOf(one.today());
            var then = one.vaultThen();
            for (var note : vault.notes()) {
                var asked = ScenarioClock.of(note, vault.resolver(), UNIVERSE, one.cut(one.close()), one.today());
                assertThat(asked)
                        .isEqualTo(ScenarioClock.of(then.note(note.path()).orElseThrow(), then.resolver(), UNIVERSE, one.known(), one.today()));
                var later = ScenarioClock.of(note, vault.resolver(), UNIVERSE, one.all(), one.today().plusMonths(3));
                for (int i = 0; i < asked.size(); i++) {
                    ended[0] += stays(asked.get(i), later.get(i));
                }
            }
        });
        assertThat(ended[0]).isPositive();
    }

    private static int stays(ClockReading then, ClockReading later) {
        var before = then.spread();
        if (before.isEmpty()) {
            return 0;
        }
        var after = later.spread().orElseThrow();
        assertThat(after.base()).isEqualTo(before.get().base());
        assertThat(after.threshold()).isEqualTo(before.get().threshold());
        if (before.get().ended().isEmpty()) {
            return 0;
        }
        assertThat(after.ended()).isEqualTo(before.get().ended());
        assertThat(after.peakOn()).isEqualTo(before.get().peakOn());
        return 1;
    }

    @Test
    void the_starts_of_a_day_are_found_without_the_days_after_it() {
        Seeds.each(CASES / 4, seed -> {
            var one = Case.of(seed);
            assertThat(starts(one.cut(one.close()))).isEqualTo(starts(one.known()));
        });
    }

    private static Starts starts(PricePanel panel) {
        return Starts.of(panel, UNIVERSE, RotationTable.of(panel, UNIVERSE), FalseDiscovery.BH);
    }

    @Test
    void asked_twice_the_evidence_is_the_same_to_the_last_bit() {
        Seeds.each(CASES / 4, seed -> {
            var one = Case.of(seed);
            assertThat(everything(one)).isEqualTo(everything(Case.of(seed)));
        });
    }

    /** Records say their figures in full. */
    private static String everything(Case one) {
        var vault = Morning.vault(one.notes());
        var panel = one.known();
        var hypotheses = Hypotheses.of(vault, UNIVERSE, panel);
        var out = new StringBuilder().append(figures(vault, panel)).append(hypotheses);
        hypotheses.testable().forEach(hypothesis -> out.append(ThesisStatus.of(hypothesis, panel, BENCHMARK)));
        vault.notes().forEach(note -> out.append(ScenarioClock.of(note, vault.resolver(), UNIVERSE, panel, one.today())));
        return out.append(starts(panel).found()).toString();
    }
}
