package tidewatch.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tidewatch.market.MonthlyReturns;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * A file of monthly returns by group: one column a group and one row a month, oldest first, with the names in the line above the first
 * month. Months are written 192607, 1926-07, or as a day of the month, 1926-07-31; cells are divided by commas, semicolons, tabs or blanks.
 *
 * <p>Also the files of Kenneth French's data library as they are: lines of prose, then several tables, each with its title, the line of names
 * and rows. The first monthly table whose title says that it is value-weighted is taken, and without titles the first monthly one.
 *
 * @param name of the file, without its folder
 * @param table title of the table that was taken; empty when it has none
 */
public record ReturnsFile(String name, String table, MonthlyReturns returns) {
    /** What a 1 in the file means. */
    public enum Unit {
        /** 1 is 1 %. */
        PERCENT,
        /** 1 is 100 %. */
        FRACTION
    }

    /** A century of 49 groups is some 400 kB with all its tables. */
    private static final int BYTES_MAX = 20 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Half of the months of a share move by more than some percent, of cash by more than some tenths; as fractions both are far below. */
    private static final double LOOKS_PERCENT_FROM = .15;

    /**
     * Reads a file.
     *
     * @param unit empty when it was not said; then nothing is returned, and the problem says what the figures look like
     * @param missing how a return that is not there is written, such as -99.99; an empty cell always means that
     * @return the returns, with a notice when the figures do not look like the unit; or nothing and why
     */
    public static Found<Optional<ReturnsFile>> read(Path file, Optional<Unit> unit, List<String> missing) {
        var name = Optional.ofNullable(file.getFileName()).map(Path::toString).filter(one -> !one.isEmpty()).orElse(file.toString());
        if (Files.isDirectory(file)) {
            return refused(Reason.UNREADABLE, "is a folder; name a file in it", name);
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        } catch (NoSuchFileException absent) {
            return refused(Reason.UNREADABLE, "there is no such file; correct its path", name);
        } catch (AccessDeniedException closed) {
            return refused(Reason.UNREADABLE, "the file may not be read by the user that runs Tidewatch", name);
        } catch (IOException failed) {
            return refused(Reason.UNREADABLE, "the file cannot be read (" + failed.getClass().getSimpleName() + ")", name);
        }
        if (bytes.length > BYTES_MAX) {
            return refused(Reason.TOO_BIG, "the file is larger than 20 MB; is it the right one?", name);
        }
        for (byte one : bytes) {
            if (one == 0) {
                return refused(Reason.GARBLED, "this is no text file (a zip archive, or text in UTF-16?); unpack it, or save it as UTF-8", name);
            }
        }
        return of(name, new String(bytes, StandardCharsets.UTF_8), unit, missing);
    }

    /** Reads the text of a file, see {@link #read}. */
    static Found<Optional<ReturnsFile>> of(String name, String text, Optional<Unit> unit, List<String> missing) {
        try {
            var body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            var table = ReturnsTable.choose(name, ReturnsTable.all(name, body, missing));
            var figures = table.figures(name, missing);
            if (unit.isEmpty()) {
                return refused(Reason.BAD_ARGUMENT, "say the unit with --unit percent or --unit fraction" + looks(figures.values()).map(words -> "; " + words).orElse(""), name);
            }
            var rows = figures.values().stream().map(row -> row.clone()).toList();
            if (unit.get() == Unit.PERCENT) {
                rows.forEach(row -> Arrays.setAll(row, group -> row[group] / 100));
            }
            impossible(name, table, figures.values(), rows, unit.get());
            var returns = MonthlyReturns.of(figures.first(), figures.groups(), rows);
            return new Found<>(Optional.of(new ReturnsFile(name, table.title(), returns)), doubt(name, figures.values(), unit.get()));
        } catch (Refused refused) {
            return new Found<>(Optional.empty(), refused.problems());
        }
    }

    /** Why a file is no file of monthly returns. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient List<Problem> problems;

        Refused(List<Problem> problems) {
            super(problems.getFirst().line());
            this.problems = List.copyOf(problems);
        }

        Refused(String sentence, String where) {
            this(List.of(new Problem(Reason.GARBLED, sentence, where)));
        }

        List<Problem> problems() {
            return problems;
        }
    }

    private static Found<Optional<ReturnsFile>> refused(Reason reason, String sentence, String name) {
        return new Found<>(Optional.empty(), List.of(new Problem(reason, sentence, name)));
    }

    /** Nobody loses more than everything: such a figure is a code for a missing one, or the unit is wrong. */
    private static void impossible(String name, ReturnsTable table, List<double[]> written, List<double[]> rows, Unit unit) throws Refused {
        for (int t = 0; t < rows.size(); t++) {
            for (int group = 0; group < rows.get(t).length; group++) {
                if (rows.get(t)[group] < -1) {
                    var row = table.rows().get(t);
                    var cell = row.cells().get(group + 1);
                    boolean percent = unit == Unit.FRACTION && median(written).orElse(0) >= LOOKS_PERCENT_FROM;
                    throw new Refused(
                            "group " + table.groups().get(group) + " has " + cell + (unit == Unit.PERCENT ? " %" : "") + ", which is below -100 %; "
                                    + (percent ? "the figures look like percent: --unit percent" : "if that means missing, say --missing " + cell),
                            name + " line " + row.line());
                }
            }
        }
    }

    private static List<Problem> doubt(String name, List<double[]> written, Unit unit) {
        var median = median(written);
        boolean percent = median.isPresent() && median.getAsDouble() >= LOOKS_PERCENT_FROM;
        if (median.isEmpty() || median.getAsDouble() == 0 || percent == (unit == Unit.PERCENT)) {
            return List.of();
        }
        return looks(written).map(words -> List.of(new Problem(Reason.NOTICE, "--unit " + unit.name().toLowerCase(Locale.ROOT) + " may be wrong: " + words, name)))
                .orElse(List.of());
    }

    /** What the size of the figures says about their unit. */
    private static Optional<String> looks(List<double[]> written) {
        var median = median(written);
        if (median.isEmpty() || median.getAsDouble() == 0) {
            return Optional.empty();
        }
        boolean percent = median.getAsDouble() >= LOOKS_PERCENT_FROM;
        return Optional.of("half of the figures are beyond " + String.format(Locale.ROOT, percent ? "%.2f" : "%.4f", median.getAsDouble())
                + " up or down, so they look like " + (percent ? "percent" : "fractions"));
    }

    /** Of the sizes, the upper one of two in the middle. */
    private static OptionalDouble median(List<double[]> written) {
        var sizes = written.stream().flatMapToDouble(Arrays::stream).filter(one -> !Double.isNaN(one)).map(Math::abs).sorted().toArray();
        return sizes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sizes[sizes.length / 2]);
    }
}
