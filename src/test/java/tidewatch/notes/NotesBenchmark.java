package tidewatch.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import tidewatch.testing.GeneratedVault;

/**
 * What reading a vault costs. Arguments: a folder, which is filled with the generated vault of 3,800 notes and 25 MB when it is empty, and how
 * often each thing is measured; {@code dense} in place of {@code all} takes the vault with three times the claims. Each line is a process of its own with the options of {@code deploy/bin/tidewatch}:
 *
 * <ul>
 *   <li>cold: from the start of the process to claims, names and links, without and with the archive of classes; and what the Markdown
 *       library alone takes to read and parse the same files with the archive, in as many threads;
 *   <li>where each link leads and from where each note is linked, once all is read;
 *   <li>all claims of all notes, in one thread, beside what the Markdown library alone takes for the same texts in the same run, with source
 *       spans and tables as we ask for them; with the compiler that the launcher asks for and with Java's own choice;
 *   <li>what the vault keeps in memory, by its bytes on disk;
 *   <li>one changed note in a warm process: read from disk, parsed; and the whole look at the folder that finds it.
 * </ul>
 *
 * <p>Build first ({@code mvn -q -DskipTests package} and {@code deploy/bin/tidewatch-warm}); deploy/README.md has the command and figures.
 */
public final class NotesBenchmark {
    private static final long SEED = 1;
    private static final List<String> LAUNCHER = List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders", "-Xmx384m", "-Xmn96m", "-XX:MaxTenuringThreshold=1");
    private static final List<String> COMPILER = List.of("-XX:+UseSerialGC", "-Xmx1g");

    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    /** As the program has it: the processors share the files. */
    private static final Readers SEVERAL = (count, one) -> {
        var next = new AtomicInteger();
        IntStream.range(0, Runtime.getRuntime().availableProcessors()).parallel().forEach(_ -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                one.accept(i);
            }
        });
    };

    private NotesBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "all" -> all(folder, Integer.parseInt(arguments[2]), GeneratedVault.of(SEED));
            case "cold" -> cold(folder);
            case "cold-library" -> coldLibrary(folder);
            case "ratio" -> ratio(folder, Integer.parseInt(arguments[2]));
            case "heap" -> heap(folder);
            case "one" -> one(folder, Integer.parseInt(arguments[2]));
            case "dense" -> all(folder, Integer.parseInt(arguments[2]), GeneratedVault.dense(SEED));
            case "links" -> links(folder);
            case "look" -> look(folder, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException("all, dense, cold, cold-library, links, ratio, heap, one or look: " + arguments[0]);
        }
    }

    private static void all(Path folder, int rounds, GeneratedVault generated) throws IOException, InterruptedException {
        if (!Files.exists(folder) || files(folder).isEmpty()) {
            generated.write(folder);
        }
        long bytes = 0;
        for (var file : files(folder)) {
            bytes += Files.size(file);
        }
        say("%,d notes, %,d bytes, %d processors", files(folder).size(), bytes, Runtime.getRuntime().availableProcessors());
        var archive = Path.of("target", "tidewatch.aot");
        colds("cold, without the archive", "cold", folder, rounds, List.of());
        if (Files.exists(archive)) {
            colds("cold, with the archive", "cold", folder, rounds, List.of("-XX:AOTCache=" + archive));
        } else {
            say("no %s: deploy/bin/tidewatch-warm makes it", archive);
        }
        colds("cold, the library alone", "cold-library", folder, rounds, Files.exists(archive) ? List.of("-XX:AOTCache=" + archive) : List.of());
        for (int i = 0; i < 2; i++) {
            say("the launcher's compiler: %s", child(LAUNCHER, "ratio", folder, rounds).output);
            say("Java's own compilers: %s", child(COMPILER, "ratio", folder, rounds).output);
        }
        say("%s", child(LAUNCHER, "links", folder, 0).output);
        say("%s", child(LAUNCHER, "heap", folder, 0).output);
        for (int i = 0; i < 2; i++) {
            say("%s", child(LAUNCHER, "one", folder, 1_000).output);
            say("%s", child(LAUNCHER, "look", folder, 200).output);
        }
    }

    private record Child(String output, long wall) {}

    private static Child child(List<String> options, String what, Path folder, int rounds) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // The jar comes first, so that the archive fits.
        var jar = Path.of("target", "tidewatch.jar");
        command.addAll(List.of("-cp", (Files.exists(jar) ? jar + ":" : "") + System.getProperty("java.class.path")));
        command.addAll(List.of(NotesBenchmark.class.getName(), what, folder.toString(), String.valueOf(rounds)));
        long start = System.nanoTime();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(output);
        }
        return new Child(output, System.nanoTime() - start);
    }

    private static void colds(String name, String what, Path folder, int rounds, List<String> archive) throws IOException, InterruptedException {
        var options = new ArrayList<>(LAUNCHER);
        options.addAll(archive);
        var walls = new ArrayList<Long>();
        var cpus = new ArrayList<Long>();
        var said = "";
        for (int i = 0; i < rounds; i++) {
            var child = child(options, what, folder, 0);
            walls.add(child.wall);
            int blank = child.output.lastIndexOf(' ');
            cpus.add(Long.parseLong(child.output.substring(blank + 1)));
            said = child.output.substring(0, blank);
        }
        say("%s: wall %s; processor %s; %s", name, spread(walls), spread(cpus), said);
    }

    /** Reads the vault as the program does; the last word is the processor time of the process in nanoseconds. */
    private static void cold(Path folder) {
        var vault = new LiveVault(folder, OPTIONS, SEVERAL).look(Instant.now()).vault().value();
        long claims = vault.notes().stream().mapToLong(note -> note.claims().size()).sum();
        long links = vault.notes().stream().mapToLong(note -> note.links().size()).sum();
        var cpu = ProcessHandle.current().info().totalCpuDuration();
        say("%,d notes, %,d claims, %,d links %d", vault.notes().size(), claims, links, cpu.orElseThrow().toNanos());
    }

    /** What the Markdown library alone takes for the same files, read and shared among the processors alike: the part that is not ours. */
    private static void coldLibrary(Path folder) throws IOException {
        var files = files(folder);
        var blocks = new AtomicInteger();
        SEVERAL.each(files.size(), i -> {
            var parser = library();
            for (var node = parser.parse(text(files.get(i))).getFirstChild(); node != null; node = node.getNext()) {
                blocks.incrementAndGet();
            }
        });
        var cpu = ProcessHandle.current().info().totalCpuDuration();
        say("%,d notes, %,d blocks %d", files.size(), blocks.get(), cpu.orElseThrow().toNanos());
    }

    private static String text(Path file) {
        try {
            return NoteText.decode(Files.readAllBytes(file), Optional.empty()).text();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Parser library() {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .build();
    }

    /** Where each link leads, and from where each note is linked, in the process that read the vault. */
    private static void links(Path folder) {
        var vault = new LiveVault(folder, OPTIONS, SEVERAL).look(Instant.now()).vault().value();
        long start = System.nanoTime();
        long links = 0;
        long leading = 0;
        for (var note : vault.notes()) {
            for (var link : note.links()) {
                links++;
                leading += vault.target(link, note.path()).isPresent() ? 1 : 0;
            }
        }
        long resolved = System.nanoTime();
        long back = vault.notes().stream().mapToLong(note -> vault.backlinks(note.path()).size()).sum();
        say(
                "%,d links, of which %,d lead to a note: first resolved in %.2f us each; %,d backlinks of all notes in %.2f us each",
                links, leading, (resolved - start) / 1e3 / links, back, (System.nanoTime() - resolved) / 1e3 / back);
    }

    private static void ratio(Path folder, int rounds) throws IOException {
        var library = library();
        var bytes = new ArrayList<byte[]>();
        var texts = new ArrayList<String>();
        for (var file : files(folder)) {
            bytes.add(Files.readAllBytes(file));
            texts.add(NoteText.decode(bytes.getLast(), Optional.empty()).text());
        }
        var threads = ManagementFactory.getThreadMXBean();
        var plain = new ArrayList<Long>();
        var full = new ArrayList<Long>();
        long claims = 0;
        for (int round = -2; round < rounds; round++) {
            long a = threads.getCurrentThreadCpuTime();
            long nodes = 0;
            for (var text : texts) {
                nodes += library.parse(text).getFirstChild() == null ? 0 : 1;
            }
            long b = threads.getCurrentThreadCpuTime();
            claims = 0;
            for (int i = 0; i < bytes.size(); i++) {
                claims += NoteParser.parse("Folder/note " + i + ".md", bytes.get(i), OPTIONS).value().claims().size();
            }
            long c = threads.getCurrentThreadCpuTime();
            if (nodes == 0 || claims == 0) {
                throw new IllegalStateException("Nothing was read");
            }
            if (round == -2) {
                System.out.printf(Locale.ROOT, "first library %.0f ms, all claims %.0f ms; ", (b - a) / 1e6, (c - b) / 1e6);
            } else if (round >= 0) {
                plain.add(b - a);
                full.add(c - b);
            }
        }
        say("then library %s, all %,d claims %s of processor time: %.2f times", spread(plain), claims, spread(full), median(full) / (double) median(plain));
    }

    private static void heap(Path folder) throws IOException {
        NoteParser.parse("first.md", "# One\n\n| Stock | Move |\n|---|---|\n| NVIDIA | +8% |\n".getBytes(StandardCharsets.UTF_8), OPTIONS);
        long before = used();
        var vault = Vault.read(folder, OPTIONS).value();
        long kept = used() - before;
        long bytes = 0;
        for (var file : files(folder)) {
            bytes += Files.size(file);
        }
        say("kept in memory: %,d bytes for %,d notes, %.1f times the text", kept, vault.notes().size(), kept / (double) bytes);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void one(Path folder, int times) throws IOException {
        var vault = Vault.read(folder, OPTIONS).value();
        var random = new SplittableRandom(SEED);
        var took = new ArrayList<Long>();
        var file = Files.createTempFile("changed", ".md");
        for (int i = 0; i < times; i++) {
            var path = vault.notes().get(random.nextInt(vault.notes().size())).path();
            Files.writeString(file, vault.text(path) + "\n- added " + i + ": [[NVIDIA]] +" + (1 + i % 9) + "%\n");
            long a = System.nanoTime();
            var read = NoteParser.parse(path, Files.readAllBytes(file), OPTIONS).value();
            took.add(System.nanoTime() - a);
            if (read.claims().isEmpty()) {
                throw new IllegalStateException(path + " has no claim");
            }
        }
        Files.delete(file);
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        say("one changed note, warm: first %.1f ms, p50 %.2f ms, p95 %.1f ms, worst %.1f ms", took.getFirst() / 1e6,
                sorted[times / 2] / 1e6, sorted[times * 95 / 100] / 1e6, sorted[times - 1] / 1e6);
    }

    /** One note changes on the disk and is changed back: walk, read, next snapshot with its names and links. */
    private static void look(Path folder, int times) throws IOException {
        var live = new LiveVault(folder, OPTIONS, SEVERAL);
        // Later than any file was touched, so that all are settled.
        var vault = live.look(Instant.now().plusSeconds(60)).vault().value();
        var random = new SplittableRandom(SEED);
        var idle = new ArrayList<Long>();
        var took = new ArrayList<Long>();
        for (int i = 0; i < times; i++) {
            long before = System.nanoTime();
            live.look(Instant.now().plusSeconds(60));
            idle.add(System.nanoTime() - before);
            var path = folder.resolve(vault.notes().get(random.nextInt(vault.notes().size())).path());
            var bytes = Files.readAllBytes(path);
            Files.writeString(path, "\n- added " + i + ": [[NVIDIA]] +" + (1 + i % 9) + "%\n", StandardOpenOption.APPEND);
            took.add(changed(live));
            Files.write(path, bytes);
            took.add(changed(live));
        }
        say("a look that finds nothing: %s", quantiles(idle));
        say("a look that finds one changed note: %s", quantiles(took));
    }

    private static long changed(LiveVault live) {
        long before = System.nanoTime();
        var sight = live.look(Instant.now().plusSeconds(60));
        long took = System.nanoTime() - before;
        if (sight.change().changed().size() != 1) {
            throw new IllegalStateException("One note changed, and the look saw " + sight.change());
        }
        return took;
    }

    private static String quantiles(List<Long> took) {
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT, "first %.1f ms, p50 %.1f ms, p95 %.1f ms, worst %.1f ms", took.getFirst() / 1e6, sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 95 / 100] / 1e6, sorted[sorted.length - 1] / 1e6);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static long median(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String spread(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f ms (%.0f to %.0f)", median(times) / 1e6, sorted[0] / 1e6, sorted[sorted.length - 1] / 1e6);
    }

    @SuppressWarnings("AnnotateFormatMethod") // called with constants only
    private static void say(String words, Object... values) {
        System.out.println(String.format(Locale.ROOT, words, values));
    }
}
