package tidewatch.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tidewatch.rotation.Odds.Bound;

/**
 * How large the greatest |Z| of a search for a start is when there is none: quantiles over 2,000,000 simulated series of independent normal
 * values, two runs within .01 (rotation design, section 4; {@code start-null.csv}). Between two entries ln p is taken as linear in Z, which
 * is off by at most .006.
 */
final class NullQuantiles {
    private static final Map<SearchWindow, NullQuantiles> SHIPPED = load();

    private final double[] p;
    private final double[] z;

    private NullQuantiles(double[] p, double[] z) {
        this.p = p;
        this.z = z;
        for (int i = 1; i < p.length; i++) {
            if (!(p[i] < p[i - 1] && z[i] > z[i - 1])) {
                throw new IllegalStateException("Null quantiles out of order at " + p[i]);
            }
        }
    }

    static NullQuantiles of(SearchWindow window) {
        return Objects.requireNonNull(SHIPPED.get(window));
    }

    /** Shares, descending. */
    double[] shares() {
        return p.clone();
    }

    /** |Z| that this share of searches reaches. */
    double quantile(int i) {
        return z[i];
    }

    Odds odds(double size) {
        int end = p.length - 1;
        if (size < z[0]) {
            return new Odds(p[0], Bound.MORE);
        }
        if (size > z[end]) {
            return new Odds(p[end], Bound.LESS);
        }
        int i = 1;
        while (size > z[i]) {
            i++;
        }
        double part = (size - z[i - 1]) / (z[i] - z[i - 1]);
        double log = Math.log(p[i - 1]) + part * (Math.log(p[i]) - Math.log(p[i - 1]));
        return new Odds(Math.exp(log), Bound.WITHIN);
    }

    private static Map<SearchWindow, NullQuantiles> load() {
        var lines = resource().lines().toList();
        var p = numbers(lines.getFirst());
        var rows = new EnumMap<SearchWindow, NullQuantiles>(SearchWindow.class);
        for (var line : lines.subList(1, lines.size())) {
            rows.put(SearchWindow.coded(line.substring(0, line.indexOf(','))), new NullQuantiles(p, numbers(line)));
        }
        return rows;
    }

    private static double[] numbers(String line) {
        var fields = line.split(",", -1);
        var numbers = new double[fields.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(fields[i + 1]);
        }
        return numbers;
    }

    private static String resource() {
        try (InputStream in = NullQuantiles.class.getResourceAsStream("start-null.csv")) {
            return new String(Objects.requireNonNull(in, "start-null.csv").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The program's own file start-null.csv cannot be read", broken);
        }
    }
}
