package tidewatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tidewatch.app.NoteCalendars;
import tidewatch.brief.BriefInput;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.Hypothesis;
import tidewatch.evidence.Weighing;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.LiveVault;
import tidewatch.notes.Note;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Readers;
import tidewatch.notes.Vault;
import tidewatch.rotation.LargePanel;
import tidewatch.rotation.RotationSettings;
import tidewatch.testing.GeneratedVault;

/**
 * All that is weighed of a vault of 3,800 notes, on 548 instruments over ten years: after a new close, when nothing that was worked out before
 * holds any longer, and after one note changed. What is kept from one call to the next goes to old memory, which is touched before the first
 * of them: else each call would be measured while the machine hands out its pages.
 */
@State(Scope.Benchmark)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-Xms1g", "-Xmx1g", "-Xmn96m", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"
        })
public class EvidenceBenchmark extends AsLaunched {
    private static final int SYMBOLS = 548;
    private static final long SEED = 1;
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    /** So many notes are edited, one after the other and then back. */
    private static final int EDITS = 24;

    private static final ZonedDateTime MORNING = ZonedDateTime.of(LAST.plusDays(1), LocalTime.of(7, 0), ZoneOffset.UTC);
    private static final EventList EVENTS = EventList.shipped();
    private static final NoteOptions OPTIONS = NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EVENTS));

    private final Universe universe = Universe.shipped();
    private double[][] closes;
    /** As of two sessions; asked in turns, so that each one is new. */
    private List<PricePanel> panels;
    private int close;

    /** Each differs in one note from the one before. */
    private List<Vault> snapshots;
    /** The note in which a snapshot differs from the one before it. */
    private List<String> edited;
    private int edit;

    private Weighing kept;
    private Weighing briefed;

    @Setup(Level.Trial)
    public void make() throws IOException {
        closes = LargePanel.walks(SYMBOLS, Sample.SESSIONS);
        panels = List.of(LargePanel.panel(closes, universe, LAST), LargePanel.panel(closes, universe, LAST.minusDays(1)));
        var folder = Files.createTempDirectory("evidence");
        try {
            notes(folder);
        } finally {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        kept = Weighing.on(panels.getFirst(), universe);
        briefed = Weighing.on(panels.getFirst(), universe);
        count(kept.look(snapshots.getFirst()));
        gather(briefed, snapshots.getFirst());
    }

    private void notes(Path folder) throws IOException {
        var generated = GeneratedVault.of(SEED);
        for (int i = 0; i < generated.notes(); i++) {
            save(folder, generated.path(i), text(generated, i, 0));
        }
        var live = new LiveVault(folder, OPTIONS, Readers.ONE);
        snapshots = new ArrayList<>();
        edited = new ArrayList<>(List.of(""));
        // After whatever the disk says: nobody is still writing.
        var now = Instant.parse("2100-01-04T11:00:00Z");
        snapshots.add(live.look(now).vault().value());
        for (int i = 0; snapshots.size() <= EDITS; i += 37) {
            var path = generated.path(i);
            if (snapshots.getFirst().note(path).filter(EvidenceBenchmark::says).isPresent()) {
                save(folder, path, text(generated, i, 1 + i));
                Files.setLastModifiedTime(folder.resolve(path), FileTime.from(now));
                now = now.plusSeconds(60);
                snapshots.add(live.look(now).vault().value());
                edited.add(path);
            }
        }
    }

    /** Whether a note says something of evidence, as those do that are worth an edit here. */
    private static boolean says(Note note) {
        return note.claims().stream().anyMatch(claim -> switch (claim.kind()) {
            case "thesis", "impact", "sector-view", "flow", "move" -> true;
            default -> false;
        });
    }

    /** Notes of rotations say what money leaves and goes into, as such notes do. */
    private static String text(GeneratedVault generated, int note, int edit) {
        var text = generated.text(note, edit);
        var sides = List.of("Mag 7", "Utilities", "Financials", "Semiconductors", "Defense", "Small caps", "Energy");
        return generated.path(note).startsWith("Markets/")
                ? text + "\n\n| Flow | Detail |\n|---|---|\n| **Out of** | " + sides.get(note % 7) + " |\n| **Into** | " + sides.get((note + 3) % 7) + " |\n"
                : text;
    }

    private static void save(Path folder, String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Says what is weighed, and makes everything be weighed once. */
    private void count(Weighing.Look look) {
        var vault = snapshots.getFirst();
        Map<String, Integer> kinds = new TreeMap<>();
        int checkable = 0;
        int figures = 0;
        int clocks = 0;
        for (var note : vault.notes()) {
            note.claims().forEach(claim -> kinds.merge(claim.kind(), 1, Integer::sum));
            var checks = look.figures(note);
            figures += checks.size();
            checkable += (int) checks.stream().filter(check -> !(check.verdict() instanceof Verdict.Uncheckable)).count();
            clocks += look.clocks(note, LAST).size();
        }
        int hypotheses = look.hypotheses().testable().size();
        int views = look.views(Hypothesis.Kind.FLOW).size() + look.views(Hypothesis.Kind.SECTOR_VIEW).size();
        System.out.printf(
                Locale.ROOT,
                "%n%d notes: %s%n%d hypotheses (%d not testable) in %d theses and %d views; %d figures, %d checkable; %d readings of clocks%n",
                vault.notes().size(),
                kinds,
                hypotheses,
                look.hypotheses().untestable().size(),
                look.theses().size(),
                views,
                figures,
                checkable,
                clocks);
    }

    private PricePanel nextPanel() {
        close++;
        return panels.get(close % panels.size());
    }

    /** Forth and back, so that two neighbours differ in one note. */
    private int nextEdit() {
        edit++;
        int at = edit % (2 * EDITS);
        return at <= EDITS ? at : 2 * EDITS - at;
    }

    /** The note by which a snapshot differs from the one that was asked before. */
    private Note changed(int at) {
        boolean forth = edit % (2 * EDITS) <= EDITS && edit % (2 * EDITS) > 0;
        return snapshots.get(at).note(edited.get(forth ? at : at + 1)).orElseThrow();
    }

    /** Everything of evidence after a new close. */
    @Benchmark
    public void afterClose(Blackhole seen) {
        var vault = snapshots.getFirst();
        var look = Weighing.on(nextPanel(), universe).look(vault);
        theses(look, seen);
        for (var note : vault.notes()) {
            seen.consume(look.figures(note));
            seen.consume(look.clocks(note, LAST));
        }
    }

    /** Everything of evidence after one note changed. */
    @Benchmark
    public void afterEdit(Blackhole seen) {
        int at = nextEdit();
        var look = kept.look(snapshots.get(at));
        theses(look, seen);
        var note = changed(at);
        seen.consume(look.figures(note));
        seen.consume(look.clocks(note, LAST));
    }

    private static void theses(Weighing.Look look, Blackhole seen) {
        seen.consume(look.hypotheses());
        seen.consume(look.theses());
        seen.consume(look.views(Hypothesis.Kind.FLOW));
        seen.consume(look.views(Hypothesis.Kind.SECTOR_VIEW));
    }

    /** Of {@link #afterClose} the theses, sector views and flows. */
    @Benchmark
    public void thesesAfterClose(Blackhole seen) {
        theses(Weighing.on(nextPanel(), universe).look(snapshots.getFirst()), seen);
    }

    /** Of {@link #afterClose} the figures. */
    @Benchmark
    public void figuresAfterClose(Blackhole seen) {
        var vault = snapshots.getFirst();
        var look = Weighing.on(nextPanel(), universe).look(vault);
        vault.notes().forEach(note -> seen.consume(look.figures(note)));
    }

    /** Of {@link #afterClose} the clocks of scenarios. */
    @Benchmark
    public void clocksAfterClose(Blackhole seen) {
        var vault = snapshots.getFirst();
        var look = Weighing.on(nextPanel(), universe).look(vault);
        vault.notes().forEach(note -> seen.consume(look.clocks(note, LAST)));
    }

    /** All that a brief or an answer is made of, after a new close. */
    @Benchmark
    public BriefInput gatherAfterClose() {
        return gather(Weighing.on(nextPanel(), universe), snapshots.getFirst());
    }

    /** The same after one note changed. */
    @Benchmark
    public BriefInput gatherAfterEdit() {
        return gather(briefed, snapshots.get(nextEdit()));
    }

    private static BriefInput gather(Weighing weighing, Vault vault) {
        return BriefInput.gather(MORNING, weighing, RotationSettings.STANDARD, vault, EVENTS, LocalTime.of(7, 0), false);
    }

    /** One accumulator over the closes. */
    @Benchmark
    public double readCloses() {
        double sum = 0;
        for (double[] row : closes) {
            for (double close : row) {
                sum += close;
            }
        }
        return sum;
    }

    /** The same over their logarithms, of which everything here is made. */
    @Benchmark
    public double readLogs() {
        double sum = 0;
        for (double[] row : closes) {
            for (double close : row) {
                sum += Math.log(close);
            }
        }
        return sum;
    }
}
