package tidewatch.rotation;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.market.Reading;

/**
 * How monthly returns compound (rotation design, section 15). Fractions: .05 is 5 %.
 *
 * @param cagr product^(12/n) - 1
 * @param stdev sd of the monthly returns (n - 1) times sqrt 12; needs two months
 * @param sharpe (cagr - risk-free) / stdev; absent when stdev is below 1e-12
 * @param maxDrawdown deepest fall of the wealth from its highest month's end before, the start counts as 1: 0 or below
 * @param best the calendar year with the greatest return, of those with all twelve months; the earlier one of equals
 * @param worst alike, with the least
 * @param ahead against another series; empty without one, or without a complete calendar year
 */
public record MonthlyPerformance(
        Reading cagr, Reading stdev, Reading sharpe, Reading maxDrawdown, Optional<CalendarYear> best, Optional<CalendarYear> worst, Optional<YearsAhead> ahead) {
    private static final double FLAT = 1e-12;
    private static final String TOO_LARGE = "the wealth is too large for a figure";
    private static final int MONTHS = 12;

    /** A year with all its months, and what they compounded to. */
    public record CalendarYear(int year, double returned) {}

    /**
     * Complete calendar years in which the series returned strictly more than the other.
     *
     * @param of complete calendar years, 1 or more
     */
    public record YearsAhead(int ahead, int of) {
        public YearsAhead {
            if (ahead < 0 || ahead > of || of < 1) {
                throw new IllegalArgumentException(ahead + " of " + of + " years");
            }
        }

        public double share() {
            return (double) ahead / of;
        }
    }

    /** Without anything to be compared with. */
    static MonthlyPerformance of(YearMonth from, double[] returns, double riskFree) {
        return of(from, returns, riskFree, Optional.empty());
    }

    /** Compared by calendar years with another series of the same months. */
    static MonthlyPerformance against(YearMonth from, double[] returns, double riskFree, double[] other) {
        return of(from, returns, riskFree, Optional.of(years(from, other)));
    }

    private static MonthlyPerformance of(YearMonth from, double[] returns, double riskFree, Optional<Map<Integer, Double>> other) {
        double wealth = 1;
        double peak = 1;
        double drawdown = 0;
        for (double one : returns) {
            wealth *= 1 + one;
            peak = Math.max(peak, wealth);
            drawdown = Math.min(drawdown, wealth / peak - 1);
        }
        var cagr = Reading.orAbsent(Math.pow(wealth, (double) MONTHS / returns.length) - 1, TOO_LARGE);
        var stdev = stdev(returns);
        var years = years(from, returns);
        var byReturn = Comparator.<Map.Entry<Integer, Double>>comparingDouble(Map.Entry::getValue);
        return new MonthlyPerformance(
                cagr,
                stdev,
                sharpe(cagr, stdev, riskFree),
                Reading.orAbsent(Double.isFinite(wealth) ? drawdown : Double.NaN, TOO_LARGE),
                years.entrySet().stream().max(byReturn).map(MonthlyPerformance::year),
                years.entrySet().stream().min(byReturn).map(MonthlyPerformance::year),
                other.filter(_ -> !years.isEmpty()).map(than -> ahead(years, than)));
    }

    private static CalendarYear year(Map.Entry<Integer, Double> year) {
        return new CalendarYear(year.getKey(), year.getValue());
    }

    private static Reading stdev(double[] returns) {
        if (returns.length < 2) {
            return Reading.absent("one month has no spread");
        }
        double sum = 0;
        for (double one : returns) {
            sum += one;
        }
        double mean = sum / returns.length;
        double squares = 0;
        for (double one : returns) {
            squares += (one - mean) * (one - mean);
        }
        return Reading.orAbsent(Math.sqrt(squares / (returns.length - 1)) * Math.sqrt(MONTHS), TOO_LARGE);
    }

    private static Reading sharpe(Reading cagr, Reading stdev, double riskFree) {
        if (!(cagr instanceof Reading.Value(double growth))) {
            return cagr;
        }
        if (!(stdev instanceof Reading.Value(double spread))) {
            return stdev;
        }
        return spread < FLAT ? Reading.absent("the returns do not vary") : Reading.orAbsent((growth - riskFree) / spread, TOO_LARGE);
    }

    /** Calendar years of which all months are there, oldest first. */
    private static Map<Integer, Double> years(YearMonth from, double[] returns) {
        var years = new TreeMap<Integer, Double>();
        for (int january = (MONTHS + 1 - from.getMonthValue()) % MONTHS; january + MONTHS <= returns.length; january += MONTHS) {
            double growth = 1;
            for (int t = january; t < january + MONTHS; t++) {
                growth *= 1 + returns[t];
            }
            years.put(from.plusMonths(january).getYear(), growth - 1);
        }
        return years;
    }

    private static YearsAhead ahead(Map<Integer, Double> years, Map<Integer, Double> other) {
        long ahead = years.entrySet().stream().filter(year -> year.getValue() > other.getOrDefault(year.getKey(), Double.NaN)).count();
        return new YearsAhead(Math.toIntExact(ahead), years.size());
    }
}
