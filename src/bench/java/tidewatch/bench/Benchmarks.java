package tidewatch.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks with JMH's own arguments, then says the ratios within the run: these, not the times, hold on another machine. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        var given = new CommandLineOptions(args);
        if (given.shouldHelp()) {
            printHelp(given);
            return;
        }
        var options = new OptionsBuilder().parent(given);
        if (given.getIncludes().isEmpty()) {
            options.include("tidewatch\\.bench\\..*");
        }
        var results = new Runner(options.shouldFailOnError(true).build()).run();
        System.out.println();
        for (var symbols : new String[] {"500", "5000"}) {
            for (var volumes : new String[] {"false", "true"}) {
                var what = symbols + (volumes.equals("true") ? " with volumes" : " closes only");
                double table = time(results, "TableBenchmark.table", symbols, volumes).orElse(Double.NaN);
                print(what + ": table / plain read of its cells", table, time(results, "readCells", symbols, volumes));
                print(what + ": table / plain read of closes and log returns", table, time(results, "readClosesAndLogs", symbols, volumes));
                print(what + ": table / plain read of a year of closes", table, time(results, "readYear", symbols, volumes));
                var beside = time(results, "PeerBenchmark.table", symbols, volumes);
                time(results, "ta4j", symbols, volumes).ifPresent(x -> print(what + ": ta4j / table", x, beside));
                time(results, "duckDb", symbols, volumes).ifPresent(x -> print(what + ": DuckDB / table", x, beside));
                time(results, "duckDbPrices", symbols, volumes)
                        .ifPresent(x -> print(what + ": DuckDB, price columns only / table", x, beside));
            }
        }
        time(results, "BriefBenchmark.all", "", "")
                .ifPresent(x -> System.out.printf(Locale.ROOT, "%-58s %8.2f ms%n", "all analytics of a brief over 500 names", x));
        double close = time(results, "EvidenceBenchmark.afterClose", "", "").orElse(Double.NaN);
        print("evidence after a new close / plain read of all closes", close, time(results, "EvidenceBenchmark.readCloses", "", ""));
        print("evidence after a new close / logarithms of all closes", close, time(results, "EvidenceBenchmark.readLogs", "", ""));
        print("evidence after a new close / after one note changed", close, time(results, "EvidenceBenchmark.afterEdit", "", ""));
    }

    private static void printHelp(CommandLineOptions given) {
        try {
            given.showHelp();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static void print(String what, double time, OptionalDouble unit) {
        if (!Double.isNaN(time) && unit.isPresent()) {
            System.out.printf(Locale.ROOT, "%-58s %8.2f%n", what, time / unit.getAsDouble());
        }
    }

    /** Milliseconds of a benchmark of this run; empty where it did not run. */
    private static OptionalDouble time(Collection<RunResult> results, String name, String symbols, String volumes) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .filter(result -> given(result, "symbols", symbols) && given(result, "volumes", volumes))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst();
    }

    private static boolean given(RunResult result, String key, String value) {
        var params = result.getParams();
        return value.isEmpty() || (params.getParamsKeys().contains(key) && params.getParam(key).equals(value));
    }
}
