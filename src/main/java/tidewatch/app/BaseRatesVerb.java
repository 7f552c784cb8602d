package tidewatch.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidewatch.export.BaseRatesJson;
import tidewatch.problem.Problem;
import tidewatch.rotation.BaseRates;
import tidewatch.rotation.GroupReturns;

/** {@code tidewatch baserates [--returns FILE]}: how long relative moves have lasted; from a file of daily returns, or the table that ships. */
@Command(
        name = "baserates",
        mixinStandardHelpOptions = true,
        description = "How long relative moves have lasted: the table that ships, or the same from a file of daily returns by group.")
final class BaseRatesVerb implements Callable<Integer> {
    @Option(
            names = "--returns",
            paramLabel = "FILE",
            description = "CSV: a header with the groups, then day (yyyymmdd or yyyy-mm-dd) and a return a group in percent.")
    private @Nullable Path returns;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random signs that chance is counted with; 1 by default.")
    private long seed = 1;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.text;

    @Override
    public Integer call() {
        var table = returns == null ? Optional.of(BaseRates.shipped()) : rebuilt(returns);
        if (table.isEmpty()) {
            return Exit.USAGE;
        }
        var drawn = returns == null ? OptionalLong.empty() : OptionalLong.of(seed);
        if (format == Format.json) {
            System.out.println(BaseRatesJson.of(table.get(), drawn));
        } else {
            var fence = format == Format.markdown ? "```\n" : "";
            System.out.print(fence);
            print(table.get(), drawn, System.out);
            System.out.print(fence);
        }
        return Exit.FINE;
    }

    private Optional<BaseRates> rebuilt(Path file) {
        var name = String.valueOf(file.getFileName());
        try {
            // Latin 1 reads any bytes: a file with odd names of groups is no worse for it
            var read = GroupReturns.read(name, Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            read.problems().stream().map(Problem::line).forEach(System.err::println);
            return read.value().map(found -> BaseRates.of(found, name, new Random(seed)));
        } catch (NoSuchFileException absent) {
            System.err.println(name + " does not exist");
        } catch (IOException unreadable) {
            System.err.println(name + (Files.isDirectory(file) ? " is a folder; name a file in it" : " cannot be read"));
        }
        return Optional.empty();
    }

    private static void print(BaseRates table, OptionalLong seed, PrintStream out) {
        out.println("Base rates of " + table.source() + ": " + table.groups() + " groups, " + table.from() + " to " + table.to());
        out.printf("%4s %9s  %-26s %9s %6s  %-34s  %s%n", "k", "episodes", "length q10/25/50/75/90", "remaining", "seen", "still running after", "by chance");
        out.printf("%4s %9s  %-26s %9s %6s  %s%n", "", "", "sessions", "median", "after", BaseRates.HORIZONS.stream().map(String::valueOf).collect(Collectors.joining("/")));
        for (var rate : table.rates()) {
            out.printf(
                    "%4s %9d  %-26s %9s %6s  %-34s  %s%n",
                    plain(rate.k()),
                    rate.episodes(),
                    rate.lengths().stream().map(BaseRatesVerb::plain).collect(Collectors.joining("/")),
                    plain(rate.remaining()),
                    plain(rate.lag()),
                    shares(rate.running()),
                    rate.chance().isEmpty() ? "no such move" : shares(rate.chance()));
        }
        out.println("k: size at which a move is seen, in deviations of 21 sessions. Remaining: from being seen to the next extreme.");
        out.println("By chance: the same returns with random signs"
                + (seed.isPresent() ? ", " + BaseRates.DRAWS + " draws, seed " + seed.getAsLong() : "") + ".");
        out.println("A base rate of past moves; it says nothing about how long a live one goes on.");
    }

    private static String plain(double x) {
        return x == Math.rint(x) ? String.valueOf((long) x) : String.format(Locale.ROOT, "%.1f", x);
    }

    private static String shares(List<Double> shares) {
        return shares.stream().map(share -> String.format(Locale.ROOT, "%.2f", share)).collect(Collectors.joining("/"));
    }
}
