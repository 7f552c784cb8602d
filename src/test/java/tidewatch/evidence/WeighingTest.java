package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.NoteCalendars;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.Aliases;
import tidewatch.notes.LiveVault;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Readers;
import tidewatch.notes.Vault;
import tidewatch.rotation.LargePanel;
import tidewatch.testing.GeneratedVault;
import tidewatch.testing.Seeds;

/** What is kept from one look to the next shows in nothing but the time. */
class WeighingTest {
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final Universe UNIVERSE = Universe.shipped();
    private static final double[][] WALKS = LargePanel.walks(548, 600);
    private static final PricePanel TODAY = LargePanel.panel(WALKS, UNIVERSE, LAST);
    private static final PricePanel BEFORE = LargePanel.panel(WALKS, UNIVERSE, LAST.minusDays(1));
    private static final NoteOptions OPTIONS = NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped()));

    private static final int NOTES = 40;
    private static final int STEPS = 30;

    @TempDir
    private Path folder;

    /** After whatever the disk says: nobody is still writing. */
    private Instant now = Instant.parse("2100-01-04T11:00:00Z");

    @Test
    void after_any_edits_and_closes_it_is_the_same_as_weighed_anew() {
        Seeds.each(3, seed -> new Story(seed).run());
    }

    /** Months with one vault. */
    private final class Story {
        private final SplittableRandom random;
        private final GeneratedVault generated;
        private final Path root;
        private final LiveVault live;
        private Weighing weighing = Weighing.on(TODAY, UNIVERSE);
        private int testable;
        private int checked;
        private int clocks;

        Story(long seed) {
            this.random = new SplittableRandom(seed);
            this.generated = GeneratedVault.of(seed, NOTES);
            this.root = folder.resolve("vault " + seed);
            this.live = new LiveVault(root, OPTIONS, Readers.ONE);
        }

        void run() {
            for (int note = 0; note < NOTES; note++) {
                save(root, generated.path(note), generated.text(note));
            }
            save(root, "Rotation.md", rotation(0));
            for (int step = 0; step < STEPS; step++) {
                compare(step(step), step);
            }
            assertThat(testable).isGreaterThan(STEPS * 5);
            assertThat(checked).isGreaterThan(STEPS * 2);
            assertThat(clocks).isGreaterThanOrEqualTo(STEPS);
        }

        private Vault step(int step) {
            int note = random.nextInt(NOTES);
            var path = generated.path(note);
            switch (random.nextInt(12)) {
                case 0 -> save(root, "Rotation " + step + ".md", rotation(random.nextInt(3)));
                case 1 -> save(root, "Rotation again.md", rotation(random.nextInt(3)));
                case 2 -> save(root, path, generated.text(note) + "\n- read once more\n");
                case 3 -> save(root, path, "# " + (random.nextBoolean() ? "NVIDIA" : "Long Apple") + "\n\n" + generated.text(note));
                case 4 -> save(root, path, "---\naliases: [Utilities, Oracle]\ndate: 2025-11-03\n---\n" + generated.text(note));
                case 5 -> save(root, path, generated.text(note) + "\n*Created 2025-06-03*\n*Reviewed 2026-03-30*\n");
                case 6 -> delete(path);
                case 7 -> weighing = Weighing.on(random.nextBoolean() ? TODAY : BEFORE, UNIVERSE);
                default -> save(root, path, generated.text(note, 1 + step));
            }
            var vault = look();
            return switch (random.nextInt(8)) {
                case 0 -> vault.with(Aliases.read("name,means,scope\nNVIDIA,stock:AAPL,\nUtilities,nothing,\n", "aliases.csv").value());
                case 1 -> vault.asOf(LocalDate.of(2025, 9, 1));
                case 2 -> vault.within(one -> !one.startsWith("Theses/"));
                default -> vault;
            };
        }

        private Vault look() {
            now = now.plusSeconds(60);
            return live.look(now).vault().value();
        }

        private void delete(String path) {
            try {
                Files.deleteIfExists(root.resolve(path));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private void compare(Vault vault, int step) {
            var panel = weighing.panel();
            var look = weighing.look(vault);
            var anew = Hypotheses.of(vault, UNIVERSE, panel);
            var at = "step " + step;
            assertThat(look.hypotheses()).as(at).isEqualTo(anew);
            if (random.nextInt(4) > 0) {
                assertThat(look.theses()).as(at).isEqualTo(ThesisView.all(anew, panel, "SPY"));
            }
            for (var kind : List.of(Hypothesis.Kind.FLOW, Hypothesis.Kind.SECTOR_VIEW)) {
                assertThat(look.views(kind)).as(at).isEqualTo(anew.weigh(kind, panel, "SPY"));
            }
            var today = LAST.plusDays(step / 10);
            for (var note : vault.notes()) {
                var figures = look.figures(note);
                assertThat(figures).as(at).isEqualTo(ClaimCheck.note(note, vault.resolver(), UNIVERSE, panel));
                checked += (int) figures.stream().filter(one -> !(one.verdict() instanceof Verdict.Uncheckable)).count();
                var read = look.clocks(note, today);
                assertThat(read).as(at).isEqualTo(ScenarioClock.of(note, vault.resolver(), UNIVERSE, panel, today));
                clocks += read.size();
            }
            testable += anew.testable().size();
        }
    }

    /** A note that says all that evidence weighs. */
    private static String rotation(int kind) {
        return """
            # Leadership change

            *Created 2025-12-0%d*

            | Flow | Detail |
            |------|--------|
            | **Out of** | Mag 7, high-growth tech |
            | **Into** | %s, financials |

            **Timing:** It began in late November 2025.

            | Name | Change |
            |------|--------|
            | NVIDIA | -2%% |
            | NVIDIA | -2.1%% |
            | Oracle | +6%% vs S&P 500 |

            ### Implications for theses

            | Thesis | Impact |
            |---|---|
            | [[Long NVIDIA]] | %s |
            | [[Long Apple]] | Near-term pressure, structural case intact |

            | Scenario | Duration |
            |---|---|
            | Short-term | 2-4 weeks |
            """.formatted(1 + kind, kind == 0 ? "Utilities" : "defense", kind == 2 ? "Confirms" : "Hurts");
    }

    @Test
    void what_a_changed_note_does_not_touch_stays_the_same_object() {
        save(folder, "Rotation.md", rotation(0));
        save(folder, "Other.md", rotation(1));
        var live = new LiveVault(folder, OPTIONS, Readers.ONE);
        var weighing = Weighing.on(TODAY, UNIVERSE);
        var first = weighing.look(vault(live));
        var flows = first.views(Hypothesis.Kind.FLOW);
        var theses = first.theses();
        assertThat(flows).hasSizeGreaterThanOrEqualTo(6);

        save(folder, "Rotation.md", rotation(0).replace("[[Long Apple]]", "[[Long Oracle]]"));
        var second = weighing.look(vault(live));

        assertThat(about(second.views(Hypothesis.Kind.FLOW), "Other.md")).isNotEmpty().zipSatisfy(
                about(flows, "Other.md"), (now, before) -> assertThat(now).isSameAs(before));
        assertThat(second.theses()).extracting(ThesisView::name).contains("Long Oracle");
        var apple = second.theses().stream().filter(one -> one.name().equals("Long Apple")).findFirst().orElseThrow();
        var before = theses.stream().filter(one -> one.name().equals("Long Apple")).findFirst().orElseThrow();
        assertThat(apple.weighed()).hasSizeLessThan(before.weighed().size());
        assertThat(apple.weighed()).allSatisfy(one -> assertThat(before.weighed()).anySatisfy(known -> assertThat(one).isSameAs(known)));
        var seen = second.theses();
        assertThat(weighing.look(vault(live)).theses()).zipSatisfy(seen, (now, known) -> assertThat(now).isSameAs(known));
    }

    private static List<Weighed> about(List<Weighed> all, String note) {
        return all.stream().filter(one -> one.hypothesis().filter(h -> h.note().equals(note)).isPresent()).toList();
    }

    @Test
    void a_look_that_is_over_answers_no_more() {
        save(folder, "Rotation.md", rotation(0));
        var live = new LiveVault(folder, OPTIONS, Readers.ONE);
        var weighing = Weighing.on(TODAY, UNIVERSE);
        var vault = vault(live);
        var over = weighing.look(vault);
        weighing.look(vault);
        assertThatThrownBy(over::theses).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> over.views(Hypothesis.Kind.FLOW)).isInstanceOf(IllegalStateException.class);
        var note = vault.notes().getFirst();
        assertThatThrownBy(() -> over.figures(note)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> over.clocks(note, LAST)).isInstanceOf(IllegalStateException.class);
    }

    private Vault vault(LiveVault live) {
        now = now.plusSeconds(60);
        return live.look(now).vault().value();
    }

    /** Saved long enough before the next look that it is read there. */
    private void save(Path root, String path, String text) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(30)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
