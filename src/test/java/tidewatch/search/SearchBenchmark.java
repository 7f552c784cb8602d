package tidewatch.search;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tidewatch.notes.Aliases;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.LiveVault;
import tidewatch.notes.Note;
import tidewatch.notes.Readers;
import tidewatch.notes.Vault;
import tidewatch.problem.Problem;

/**
 * What search costs on a vault: from the start of the process to a whole index, a question, one changed note, an index that is there
 * already, and a look through all text without one. How it is run stands in {@code deploy/README.md}. Arguments: the folder of the notes;
 * {@code text} behind it looks through text only, so that this is cold.
 */
final class SearchBenchmark {
    private static final int QUESTIONS = 2_000;
    private static final int WARM = 500;
    private static final int EDITS = 300;
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 6);
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");

    /** On a busy machine the time of the clock says little. */
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    /** As the program has it: the processors share the files. */
    private static final Readers SEVERAL = (count, one) -> IntStream.range(0, count).parallel().forEach(one);

    private SearchBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        var vault = new LiveVault(Path.of(arguments[0]), Vaults.OPTIONS, SEVERAL).look(NOW).vault().value();
        System.out.printf(Locale.ROOT, "notes read: %d in %.2f s%n", vault.notes().size(), seconds(start));
        if (arguments.length > 1) {
            var byText = NoteSearch.byText(System::nanoTime);
            for (var how : List.of("cold", "again", "again")) {
                long began = System.nanoTime();
                var hits = byText.find(NoteQuery.parse("backlog guidance", TODAY).value(), vault, 0, 8);
                System.out.printf(Locale.ROOT, "text looked through, %s: %.0f ms, %d hits%s%n", how, seconds(began) * 1_000, hits.total(), hits.complete() ? "" : ", a part");
            }
            return;
        }
        var folder = Files.createTempDirectory("search");
        var search = NoteSearch.in(folder, System::nanoTime);
        long indexing = System.nanoTime();
        long work = PROCESSOR.getCurrentThreadCpuTime();
        search.update(vault, NOW);
        System.out.printf(Locale.ROOT, "index on disk: %.2f s (%.2f s of processor time), %.2f s after the start of reading; %.1f MB%n",
                seconds(indexing), (PROCESSOR.getCurrentThreadCpuTime() - work) / 1e9, seconds(start), size(folder) / 1e6);
        questions(search, vault);
        edits(search, vault);
        search.update(vault, NOW.plusSeconds(60));
        search.close();
        long reopening = System.nanoTime();
        try (var again = NoteSearch.in(folder, System::nanoTime)) {
            var updated = again.update(vault, NOW);
            System.out.printf(Locale.ROOT, "index opened again, checked and compared: %.0f ms, %s%n", seconds(reopening) * 1_000, updated);
        }
        for (var file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static void questions(NoteSearch search, Vault vault) {
        var random = new SplittableRandom(7);
        var words = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            var text = vault.text(vault.notes().get(random.nextInt(vault.notes().size())).path());
            for (var reader = WordReader.written(text); reader.next(); ) {
                if (random.nextInt(20) == 0) {
                    words.add(text.substring(reader.start(), reader.end()));
                }
            }
        }
        var took = new ArrayList<Double>();
        var worked = new ArrayList<Double>();
        int hits = 0;
        for (int i = 0; i < WARM + QUESTIONS; i++) {
            var typed = new StringBuilder(words.get(random.nextInt(words.size())));
            for (int more = random.nextInt(3); more > 0; more--) {
                typed.append(' ').append(words.get(random.nextInt(words.size())));
            }
            var query = NoteQuery.parse(typed.toString(), TODAY).value();
            long began = System.nanoTime();
            long work = PROCESSOR.getCurrentThreadCpuTime();
            hits += search.find(query, vault, 0, 8).total() > 0 ? 1 : 0;
            if (i >= WARM) {
                took.add(seconds(began) * 1_000);
                worked.add((PROCESSOR.getCurrentThreadCpuTime() - work) / 1e6);
            }
        }
        System.out.printf(Locale.ROOT, "a question with its excerpts, ms: %s; processor time: %s; %d of %d found something%n", spread(took), spread(worked), hits, WARM + QUESTIONS);
    }

    private static void edits(NoteSearch search, Vault vault) {
        var random = new SplittableRandom(11);
        var took = new ArrayList<Double>();
        var worked = new ArrayList<Double>();
        for (int i = 0; i < EDITS; i++) {
            var edited = new Edited(vault, vault.notes().get(random.nextInt(vault.notes().size())).path(), i + 1);
            search.update(vault, NOW);
            long began = System.nanoTime();
            long work = PROCESSOR.getCurrentThreadCpuTime();
            search.update(edited, NOW);
            took.add(seconds(began) * 1_000);
            worked.add((PROCESSOR.getCurrentThreadCpuTime() - work) / 1e6);
        }
        System.out.printf(Locale.ROOT, "one changed note, read, put in and visible, ms: %s; processor time: %s%n", spread(took), spread(worked));
    }

    /** The same vault but for one note. */
    private record Edited(Vault vault, String path, int edit) implements Vault {
        @Override
        public List<Note> notes() {
            return vault.notes();
        }

        @Override
        public Optional<Note> note(String asked) {
            return vault.note(asked);
        }

        @Override
        public Optional<Note> named(String name) {
            return vault.named(name);
        }

        @Override
        public EntityResolver resolver() {
            return vault.resolver();
        }

        @Override
        public String text(String asked) {
            return asked.equals(path) ? vault.text(asked) + "\nedited " + edit + "\n" : vault.text(asked);
        }

        @Override
        public long print(String asked) {
            return asked.equals(path) ? vault.print(asked) + edit : vault.print(asked);
        }

        @Override
        public List<Backlink> backlinks(String asked) {
            return vault.backlinks(asked);
        }

        @Override
        public Vault asOf(LocalDate day) {
            return vault.asOf(day);
        }

        @Override
        public Vault within(Predicate<String> seen) {
            return vault.within(seen);
        }

        @Override
        public Vault with(Aliases others) {
            return vault.with(others);
        }

        @Override
        public Aliases aliases() {
            return vault.aliases();
        }

        @Override
        public Optional<LinkTarget> target(Note.Link link, String fromFile) {
            return vault.target(link, fromFile);
        }

        @Override
        public List<Problem> problems() {
            return vault.problems();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        for (var file : files(folder)) {
            size += Files.size(file);
        }
        return size;
    }

    private static String spread(List<Double> took) {
        var sorted = took.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "p50 %.1f, p95 %.1f, p99 %.1f, most %.1f", sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
