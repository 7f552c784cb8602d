package tidewatch.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LogReturnIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.StreakIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import tidewatch.rotation.Measure;

/** The columns that ta4j has, in its faster numbers (double). Its quotients of two series refuse, so nothing relative is asked of it. */
final class Ta4jColumns {
    private Ta4jColumns() {}

    static List<BarSeries> build(double[][] closes) {
        var numbers = DoubleNumFactory.getInstance();
        var zero = numbers.zero();
        var day = Duration.ofDays(1);
        List<BarSeries> all = new ArrayList<>();
        for (double[] row : closes) {
            List<Bar> bars = new ArrayList<>(row.length);
            for (int t = 0; t < row.length; t++) {
                var close = numbers.numOf(row[t]);
                var begin = Instant.EPOCH.plus(day.multipliedBy(t));
                bars.add(new BaseBar(day, begin, begin.plus(day), close, close, close, close, zero, zero, 0));
            }
            all.add(new BaseBarSeriesBuilder().withNumFactory(numbers).withBars(bars).build());
        }
        return all;
    }

    /** New indicators each time, for they remember what they were asked. */
    static Map<Measure, Double> lastDay(List<BarSeries> all) {
        var sums = new EnumMap<Measure, Double>(Measure.class);
        int[] back = {1, 5, 21, 63, 126, 252};
        for (var series : all) {
            int end = series.getEndIndex();
            var close = new ClosePriceIndicator(series);
            double now = close.getValue(end).doubleValue();
            for (int i = 0; i < back.length; i++) {
                add(sums, Columns.returns().get(i), now / close.getValue(end - back[i]).doubleValue() - 1);
            }
            add(sums, Measure.SMA50, now / new SMAIndicator(close, 50).getValue(end).doubleValue() - 1);
            add(sums, Measure.SMA200, now / new SMAIndicator(close, 200).getValue(end).doubleValue() - 1);
            add(sums, Measure.HIGH52, now / new HighestValueIndicator(close, 252).getValue(end).doubleValue() - 1);
            add(sums, Measure.LOW52, now / new LowestValueIndicator(close, 252).getValue(end).doubleValue() - 1);
            add(sums, Measure.STREAK, new StreakIndicator(close).getValue(end).doubleValue());
            var log = new LogReturnIndicator(close);
            double sd = StandardDeviationIndicator.ofSample(log, 63).getValue(end - 1).doubleValue();
            add(sums, Measure.Z_OWN, log.getValue(end).doubleValue() / sd);
        }
        return sums;
    }

    private static void add(Map<Measure, Double> sums, Measure measure, double value) {
        sums.merge(measure, value, Double::sum);
    }
}
