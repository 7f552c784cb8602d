package tidewatch.app;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidewatch.export.MomentumJson;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.ReturnsFile;
import tidewatch.rotation.MomentumBacktest;
import tidewatch.rotation.MomentumRule;

/**
 * {@code tidewatch backtest industry-momentum --returns FILE}: the rule of Faber 2010 over a file of monthly returns. Ends with 1 when the
 * file cannot be used or a rule cannot be followed to the end, with 2 when what was asked makes no sense.
 */
@Command(
        name = "industry-momentum",
        mixinStandardHelpOptions = true,
        description = "Holds the industries that rose most, month by month (Faber 2010), beside equal weight and each industry. A check of arithmetic, no advice.")
final class IndustryMomentumVerb implements Callable<Integer> {
    /** Months that are looked back when nothing is said. */
    private static final int YEAR = 12;

    @Option(names = "--returns", required = true, paramLabel = "FILE", description = "Monthly returns, one column a group; files of Kenneth French's library as they are.")
    private Path file = Path.of("");

    @Option(names = "--unit", description = "What the figures of the file are: ${COMPLETION-CANDIDATES} (1 is 1 %%, or 1 is 100 %%).")
    private ReturnsFile.@Nullable Unit unit;

    @Option(names = "--missing", paramLabel = "CODE", split = ",", defaultValue = "-99.99,-999", description = "How a missing return is written: ${DEFAULT-VALUE}.")
    private List<String> missing = new ArrayList<>();

    @Option(names = "--from", paramLabel = "MONTH", description = "First month of holding, 1928-01; the first that the lookbacks allow by default.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MONTH", description = "Last month of holding, 2009-12; the last of the file by default.")
    private @Nullable String to;

    @Option(names = "--lookback", paramLabel = "MONTHS", split = ",", description = "Months that are looked back, each by itself: 1,3,6,9,12. Without --combo 12.")
    private List<Integer> lookbacks = new ArrayList<>();

    /** The same in the plural; an option of its own, so that complaints name the one that was typed. */
    @Option(names = "--lookbacks", paramLabel = "MONTHS", split = ",", hidden = true)
    private List<Integer> more = new ArrayList<>();

    @Option(names = "--combo", paramLabel = "MONTHS", split = ",", description = "Ranks by the mean return over these lookbacks: 1,3,6,9,12.")
    private List<Integer> combo = new ArrayList<>();

    @Option(names = "--top", paramLabel = "N", split = ",", defaultValue = "1,2,3", description = "How many groups are held: ${DEFAULT-VALUE}.")
    private List<Integer> tops = new ArrayList<>();

    @Option(names = "--rf", paramLabel = "PERCENT", defaultValue = "0", description = "Risk-free return of a year in percent, for Sharpe: ${DEFAULT-VALUE}.")
    private double riskFree;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
    private Format format = Format.text;

    @Override
    public Integer call() {
        var rules = rules();
        var first = month("--from", from);
        var last = month("--to", to);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            throw new IllegalArgumentException("--from " + first.get() + " is after --to " + last.get());
        }
        if (!Double.isFinite(riskFree) || Math.abs(riskFree) > 100) {
            throw new IllegalArgumentException("--rf " + riskFree + " is no return of a year in percent: write 3.81");
        }
        var read = ReturnsFile.read(file, Optional.ofNullable(unit), missing.stream().map(String::strip).toList());
        say(read.problems());
        if (read.value().isEmpty()) {
            return exit(read.problems());
        }
        var returns = read.value().get();
        var found = MomentumBacktest.of(returns.returns(), first, last, rules, riskFree / 100);
        say(found.problems());
        if (found.value().isEmpty() || found.problems().size() == rules.size()) {
            return exit(found.problems());
        }
        if (format == Format.json) {
            System.out.println(MomentumJson.of(returns.name(), returns.table(), returns.returns(), found.value().get()));
        } else {
            Output.print(MomentumDoc.of(returns, found.value().get()), format);
        }
        return exit(found.problems());
    }

    private List<MomentumRule> rules() {
        positive("--lookback", lookbacks);
        positive("--lookbacks", more);
        positive("--combo", combo);
        positive("--top", tops);
        var windows = new ArrayList<List<Integer>>();
        Stream.concat(lookbacks.stream(), more.stream()).distinct().forEach(k -> windows.add(List.of(k)));
        if (!combo.isEmpty()) {
            windows.add(combo.stream().distinct().toList());
        }
        if (windows.isEmpty()) {
            windows.add(List.of(YEAR));
        }
        return windows.stream().flatMap(window -> tops.stream().distinct().map(top -> new MomentumRule(window, top))).toList();
    }

    private static void positive(String option, List<Integer> numbers) {
        numbers.stream().filter(one -> one < 1).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException(option + " " + one + " is too small: the least is 1");
        });
    }

    private static Optional<YearMonth> month(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(text));
        } catch (DateTimeException noMonth) {
            throw new IllegalArgumentException(option + " " + text + " is no month: write 1928-01", noMonth);
        }
    }

    private static void say(List<Problem> problems) {
        problems.stream().map(Problem::line).forEach(System.err::println);
    }

    private static int exit(List<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.reason() == Reason.BAD_ARGUMENT)) {
            return Exit.USAGE;
        }
        return problems.stream().allMatch(problem -> problem.reason() == Reason.NOTICE) ? Exit.FINE : Exit.FINDINGS;
    }
}
