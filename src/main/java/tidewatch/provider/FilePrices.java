package tidewatch.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import tidewatch.market.Basis;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceHistory;
import tidewatch.market.PriceSeries;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Prices from folders of CSV files, one file a symbol, named after it. The layout of each file is read from its header; which share basis
 * its prices have is read from its rows, unless a {@code prices.properties} beside them says {@code basis=raw}, {@code split} or
 * {@code total}. Of a symbol in two folders the first folder's file is used and differences are told.
 *
 * <p>Files are read anew by each call; two threads read, and end with the call. Nothing is written.
 */
public final class FilePrices implements PriceHistory {
    private static final int THREADS = 2;
    /** 500 times a file of ten years. */
    private static final long BYTES_MAX = 64L << 20;
    /** Closes of one day further apart than this are not the same price. */
    private static final double APART = .005;

    private static final int NAMED = 5;

    private final List<Path> folders;
    private final Function<String, Optional<Instrument>> known;

    private FilePrices(List<Path> folders, Function<String, Optional<Instrument>> known) {
        this.folders = List.copyOf(folders);
        this.known = known;
    }

    /**
     * A source over these folders, of which earlier ones win.
     *
     * @param known names, kinds and sectors of symbols; one that it does not know is a share of that name, {@code ^} makes an index
     */
    public static FilePrices of(List<Path> folders, Function<String, Optional<Instrument>> known) {
        return new FilePrices(folders, known);
    }

    /** The same without names: each instrument is called by its symbol. */
    public static FilePrices of(List<Path> folders) {
        return new FilePrices(folders, symbol -> Optional.empty());
    }

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to) {
        var problems = new ArrayList<Problem>();
        var files = new ArrayList<SourceFile>();
        for (Path folder : folders) {
            files.addAll(list(folder, wanted, problems));
        }
        var bySymbol = new LinkedHashMap<String, PriceSeries>();
        for (Found<Optional<PriceSeries>> read : readAll(files, to)) {
            problems.addAll(read.problems());
            read.value().ifPresent(series -> {
                PriceSeries first = bySymbol.putIfAbsent(series.instrument().symbol(), series);
                if (first != null) {
                    compare(first, series).ifPresent(problems::add);
                }
            });
        }
        missing(wanted, bySymbol.keySet()).ifPresent(problems::add);
        return new Found<>(
                bySymbol.values().stream()
                        .map(series -> since(series, from))
                        .sorted((a, b) -> a.instrument().compareTo(b.instrument()))
                        .toList(),
                problems);
    }

    /** A file with what its folder says about it. */
    private record SourceFile(Path path, String folder, String symbol, Optional<Basis> basis) {
        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    /** The last part of a path: sentences hold no absolute paths. */
    private static String shown(Path path) {
        return String.valueOf(path.getFileName() == null ? path : path.getFileName());
    }

    private static List<SourceFile> list(Path folder, Set<String> wanted, List<Problem> problems) {
        String name = shown(folder);
        if (!Files.isDirectory(folder)) {
            problems.add(Problem.of(
                    Reason.UNREADABLE,
                    Files.exists(folder)
                            ? "Price folder " + name + " is a file; name the folder that holds it"
                            : "Price folder " + name + " does not exist; set prices.dirs or --prices to a folder of CSV files"));
            return List.of();
        }
        List<Path> paths;
        try (Stream<Path> entries = Files.list(folder)) {
            paths = entries.filter(p -> shown(p).toLowerCase(Locale.ROOT).endsWith(".csv") && !shown(p).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(Problem.of(Reason.UNREADABLE, "Price folder " + name + " cannot be listed; check its permissions"));
            return List.of();
        }
        if (paths.isEmpty()) {
            problems.add(Problem.of(
                    Reason.NO_DATA, "Price folder " + name + " holds no CSV file; each symbol needs one, such as SPY.csv"));
        }
        Optional<Basis> basis = statedBasis(folder, problems);
        var files = new ArrayList<SourceFile>();
        for (Path path : paths) {
            Optional<String> symbol = FileSymbol.of(shown(path));
            if (symbol.isEmpty()) {
                problems.add(new Problem(
                        Reason.UNKNOWN_NAME, "the name is no symbol, the file is left out; call it like SPY.csv or BRK.B.csv", shown(path)));
            } else if (wanted.isEmpty() || wanted.contains(symbol.get())) {
                files.add(new SourceFile(path, name, symbol.get(), basis));
            }
        }
        return files;
    }

    private static Optional<Basis> statedBasis(Path folder, List<Problem> problems) {
        Path file = folder.resolve("prices.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(
                    Reason.UNREADABLE, "the file cannot be read; the basis is read from the rows instead", "prices.properties"));
            return Optional.empty();
        }
        String stated = properties.getProperty("basis", "").strip();
        Optional<Basis> basis =
                Arrays.stream(Basis.values()).filter(b -> b.name().equalsIgnoreCase(stated)).findFirst();
        if (basis.isEmpty()) {
            problems.add(new Problem(
                    Reason.BAD_ARGUMENT,
                    stated.isEmpty()
                            ? "it says no basis; write basis=raw, basis=split or basis=total"
                            : "basis=" + stated + " is none of raw, split, total; the basis is read from the rows instead",
                    "prices.properties"));
        }
        return basis;
    }

    /** What each file holds, in the order of the files. */
    private List<Found<Optional<PriceSeries>>> readAll(List<SourceFile> files, LocalDate to) {
        var read = new ArrayList<Found<Optional<PriceSeries>>>();
        try (ExecutorService readers = Executors.newFixedThreadPool(THREADS)) {
            var parts = new ArrayList<Future<List<Found<Optional<PriceSeries>>>>>();
            int size = Math.max(1, (files.size() + 8 * THREADS - 1) / (8 * THREADS));
            for (int i = 0; i < files.size(); i += size) {
                List<SourceFile> part = files.subList(i, Math.min(files.size(), i + size));
                parts.add(readers.submit(() -> readSome(part, to)));
            }
            for (Future<List<Found<Optional<PriceSeries>>>> part : parts) {
                read.addAll(part.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            read.add(new Found<>(
                    Optional.empty(), List.of(Problem.of(Reason.UNREADABLE, "Reading the price files was interrupted; ask again"))));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A price file could not be read for a reason that is our fault", e.getCause());
        }
        return read;
    }

    private List<Found<Optional<PriceSeries>>> readSome(List<SourceFile> files, LocalDate to) {
        var reader = new PriceFile();
        byte[] buffer = new byte[1 << 18];
        var read = new ArrayList<Found<Optional<PriceSeries>>>();
        for (SourceFile file : files) {
            try {
                BasicFileAttributes about = Files.readAttributes(file.path(), BasicFileAttributes.class);
                if (about.size() > BYTES_MAX) {
                    read.add(leftOut(file, Reason.TOO_BIG, "the file is larger than 64 MB"));
                    continue;
                }
                if (about.size() >= buffer.length) {
                    buffer = new byte[(int) about.size() + 1];
                }
                int length;
                try (InputStream in = Files.newInputStream(file.path())) {
                    length = in.readNBytes(buffer, 0, buffer.length);
                }
                var origin = new Origin(id(), file.folder(), about.lastModifiedTime().toInstant());
                read.add(reader.read(file.name(), buffer, length, instrument(file.symbol()), origin, file.basis(), to));
            } catch (IOException e) {
                read.add(leftOut(file, Reason.UNREADABLE, "the file cannot be opened; check its permissions"));
            }
        }
        return read;
    }

    private static Found<Optional<PriceSeries>> leftOut(SourceFile file, Reason reason, String why) {
        return new Found<>(Optional.empty(), List.of(new Problem(reason, why + "; it is left out", file.name())));
    }

    private Instrument instrument(String symbol) {
        return known.apply(symbol).orElseGet(() -> {
            Instrument.Kind kind = Instrument.Kind.STOCK;
            if (symbol.startsWith("^")) {
                kind = symbol.startsWith("^V") && symbol.contains("VIX") ? Instrument.Kind.VOLATILITY : Instrument.Kind.INDEX;
            }
            return new Instrument(symbol, symbol, kind, "", "");
        });
    }

    /**
     * Two files of one symbol: of one basis their closes must agree on every common day; of different bases only the newest day can be
     * compared, where the least is adjusted.
     */
    private static Optional<Problem> compare(PriceSeries used, PriceSeries other) {
        boolean alike = used.basis() == other.basis();
        int apart = 0;
        String example = "";
        int j = other.size() - 1;
        for (int i = used.size() - 1; i >= 0; i--) {
            while (j >= 0 && other.epochDay(j) > used.epochDay(i)) {
                j--;
            }
            if (j < 0) {
                break;
            }
            if (other.epochDay(j) == used.epochDay(i)) {
                if (Math.abs(other.close(j) / used.close(i) - 1) > APART) {
                    if (apart++ == 0) {
                        example = used.date(i) + " " + used.close(i) + " and " + other.close(j);
                    }
                }
                if (!alike) {
                    break;
                }
            }
        }
        return apart == 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        Reason.CONFLICT,
                        "folders " + used.origin().feed() + " and " + other.origin().feed() + " differ by more than 0.5 % on " + apart
                                + (apart == 1 ? " day" : " days") + ", newest " + example + "; " + used.origin().feed() + " is used",
                        used.instrument().symbol()));
    }

    private static Optional<Problem> missing(Set<String> wanted, Set<String> have) {
        var absent = new TreeSet<>(wanted);
        absent.removeAll(have);
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        String some = String.join(", ", absent.stream().limit(NAMED).toList());
        String more = absent.size() > NAMED ? " and " + (absent.size() - NAMED) + " more" : "";
        return Optional.of(Problem.of(Reason.NO_DATA, "No price file for " + some + more + "; what needs them is left out"));
    }

    private static PriceSeries since(PriceSeries series, LocalDate from) {
        return series.size() == 0 || !series.date(0).isBefore(from) ? series : series.since(from);
    }
}
