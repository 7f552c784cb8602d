package tidewatch.provider;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tidewatch.market.CorporateAction;
import tidewatch.market.PriceSeries;

/**
 * Plain arithmetic over sample bars, written apart from {@code rotation} and {@code evidence}, so that the sample's promises do not hang on
 * the code that will show them. Percent unless said. Expects the whole range, without gaps.
 */
final class SampleFacts {
    static final LocalDate NOTE = LocalDate.of(2026, 1, 8);
    private static final int YEAR = 252;

    /** The named series. */
    static final List<String> SYMBOLS = List.copyOf(SampleStory.read().rows().keySet());

    private final Map<String, PriceSeries> series = new HashMap<>();
    private final Map<String, double[]> adjusted = new HashMap<>();
    private final Map<String, double[]> signedExcess = new HashMap<>();

    SampleFacts(List<PriceSeries> all) {
        for (PriceSeries one : all) {
            series.put(one.instrument().symbol(), one);
        }
    }

    static LocalDate on(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    PriceSeries bars(String symbol) {
        return Objects.requireNonNull(series.get(symbol), symbol);
    }

    int at(LocalDate session) {
        return bars("SPY").indexOf(session);
    }

    /** Close to close over n sessions ending on the day, as a screen shows it. */
    double move(String symbol, LocalDate day, int n) {
        PriceSeries s = bars(symbol);
        int t = at(day);
        return 100 * (s.close(t) / s.close(t - n) - 1);
    }

    double openMove(String symbol, LocalDate day) {
        return 100 * (bars(symbol).open(at(day)) / bars(symbol).close(at(day) - 1) - 1);
    }

    double highMove(String symbol, LocalDate day) {
        return 100 * (bars(symbol).high(at(day)) / bars(symbol).close(at(day) - 1) - 1);
    }

    double lowMove(String symbol, LocalDate day) {
        return 100 * (bars(symbol).low(at(day)) / bars(symbol).close(at(day) - 1) - 1);
    }

    /** Closes in a row above (+) or below (-) the one before, ending on the day. */
    int streak(String symbol, LocalDate day) {
        PriceSeries s = bars(symbol);
        int t = at(day);
        int sign = Double.compare(s.close(t), s.close(t - 1));
        int run = 0;
        while (sign != 0 && Double.compare(s.close(t - run), s.close(t - run - 1)) == sign) {
            run++;
        }
        return Integer.signum(sign) * run;
    }

    /** The day's move in sd of the 63 days before it. */
    double sigmas(String symbol, LocalDate day) {
        double[] r = returns(symbol);
        int t = at(day);
        return r[t] / sd(r, t - 63, t - 1);
    }

    /** The z of a basket's excess over SPY since the note: sum / (1.08 sd of the year before sqrt n). */
    double z(int direction, LocalDate day, String... basket) {
        double[] e = excess(List.of(basket), List.of("SPY"));
        int t0 = at(NOTE);
        int t = at(day);
        return direction * sum(e, t0 + 1, t) / (1.08 * sd(e, t0 - YEAR + 1, t0) * Math.sqrt(t - t0));
    }

    /** The same of the last 10 sessions. */
    double z10(int direction, LocalDate day, String... basket) {
        double[] e = excess(List.of(basket), List.of("SPY"));
        int t0 = at(NOTE);
        int t = at(day);
        int n = Math.min(10, t - t0);
        return direction * sum(e, t - n + 1, t) / (1.08 * sd(e, t0 - YEAR + 1, t0) * Math.sqrt(n));
    }

    /** The excess of the last 21 sessions in sd of the year before them. */
    double monthZ(String symbol, LocalDate day) {
        double[] e = excess(List.of(symbol), List.of("SPY"));
        int t = at(day);
        return sum(e, t - 20, t) / (sd(e, t - 20 - YEAR, t - 21) * Math.sqrt(21));
    }

    double lowestClose() {
        double lowest = Double.MAX_VALUE;
        for (PriceSeries s : series.values()) {
            for (int i = 0; i < s.size(); i++) {
                lowest = Math.min(lowest, s.close(i));
            }
        }
        return lowest;
    }

    /** Where the log excess of a long over a short basket began, how far it went and how often noise goes as far. */
    record Start(LocalDate first, double sumLog, double z, double p) {}

    /** The search over 3 to 126 sessions ending on the day. */
    Start start(LocalDate day, List<String> longLeg, List<String> shortLeg) {
        double[] e = excess(longLeg, shortLeg);
        int t = at(day);
        double sigma = Math.max(sd(e, t - YEAR + 1, t), 1.4826 * mad(e, t - 377, t));
        double best = 0;
        int length = 0;
        for (int m = 3; m <= 126; m++) {
            double z = sum(e, t - m + 1, t) / (sigma * Math.sqrt(m));
            if (Math.abs(z) > Math.abs(best)) {
                best = z;
                length = m;
            }
        }
        return new Start(bars("SPY").date(t - length + 1), sum(e, t - length + 1, t), best, p(Math.abs(best)));
    }

    /** The 11 sectors and 10 pairs that a brief searches, as (long, short). */
    static final List<List<List<String>>> SEARCHED = searched();

    private static List<List<List<String>>> searched() {
        List<String> spy = List.of("SPY");
        var rows = new ArrayList<List<List<String>>>();
        for (String one : List.of(
                "XLB", "XLC", "XLE", "XLF", "XLI", "XLK", "XLP", "XLRE", "XLU", "XLV", "XLY", "IWM", "RSP", "QQQ", "MTUM", "USMV",
                "SMH", "ITA")) {
            rows.add(List.of(List.of(one), spy));
        }
        rows.add(List.of(List.of("IWF"), List.of("IWD")));
        rows.add(List.of(List.of("IWM"), List.of("QQQ")));
        rows.add(List.of(List.of("XLY", "XLI", "XLB", "XLF"), List.of("XLP", "XLU", "XLV")));
        return rows;
    }

    /** How many of the rows searched stand out after Benjamini-Hochberg at 10 %. */
    long standingOut(LocalDate day) {
        double[] p = SEARCHED.stream()
                .mapToDouble(row -> start(day, row.get(0), row.get(1)).p())
                .sorted()
                .toArray();
        for (int i = p.length; i > 0; i--) {
            if (p[i - 1] <= 0.10 * i / p.length) {
                return i;
            }
        }
        return 0;
    }

    private static final double[] P = {.95, .80, .60, .50, .40, .30, .20, .15, .10, .05, .02, .01, .005, .002, .001, .0005, .0001};
    private static final double[] Z = {
        1.017, 1.318, 1.601, 1.740, 1.889, 2.060, 2.272, 2.409, 2.586, 2.860, 3.183, 3.402, 3.609, 3.863, 4.039, 4.211, 4.569
    };

    /** The share of no-trend series whose search over 3 to 126 sessions goes as far as z. */
    static double p(double z) {
        if (z < Z[0]) {
            return 1;
        }
        for (int i = 1; i < Z.length; i++) {
            if (z < Z[i]) {
                double share = (z - Z[i - 1]) / (Z[i] - Z[i - 1]);
                return Math.exp(Math.log(P[i - 1]) + share * Math.log(P[i] / P[i - 1]));
            }
        }
        return .0001;
    }

    /** Daily log excess of one basket over another, %, equal weights each day. */
    private double[] excess(List<String> longLeg, List<String> shortLeg) {
        return signedExcess.computeIfAbsent(longLeg + "/" + shortLeg, key -> {
            double[] a = basket(longLeg);
            double[] b = basket(shortLeg);
            double[] e = new double[a.length];
            Arrays.setAll(e, t -> a[t] - b[t]);
            return e;
        });
    }

    private double[] basket(List<String> symbols) {
        double[][] each = symbols.stream().map(this::returns).toArray(double[][]::new);
        double[] r = new double[each[0].length];
        for (int t = 0; t < r.length; t++) {
            double mean = 0;
            for (double[] one : each) {
                mean += Math.expm1(one[t] / 100) / each.length;
            }
            r[t] = 100 * Math.log1p(mean);
        }
        return r;
    }

    /** Daily log returns with dividends, %; 0 on the first session. */
    double[] returns(String symbol) {
        return adjusted.computeIfAbsent(symbol, key -> {
            PriceSeries s = bars(key);
            double[] r = new double[s.size()];
            for (int t = 1; t < r.length; t++) {
                double before = s.close(t - 1);
                for (CorporateAction action : s.actions()) {
                    if (action.ex().equals(s.date(t))) {
                        before = switch (action) {
                            case CorporateAction.Split split -> before / split.newPerOld();
                            case CorporateAction.CashDividend dividend -> before - dividend.amount();
                            case CorporateAction.PriceFactor factor -> before / factor.factor();
                        };
                    }
                }
                r[t] = 100 * Math.log(s.close(t) / before);
            }
            return r;
        });
    }

    private static double sum(double[] x, int first, int last) {
        double sum = 0;
        for (int t = first; t <= last; t++) {
            sum += x[t];
        }
        return sum;
    }

    private static double sd(double[] x, int first, int last) {
        int n = last - first + 1;
        double mean = sum(x, first, last) / n;
        double squares = 0;
        for (int t = first; t <= last; t++) {
            squares += (x[t] - mean) * (x[t] - mean);
        }
        return Math.sqrt(squares / (n - 1));
    }

    private static double mad(double[] x, int first, int last) {
        double[] window = Arrays.copyOfRange(x, first, last + 1);
        double middle = median(window);
        return median(Arrays.stream(window).map(v -> Math.abs(v - middle)).toArray());
    }

    private static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
