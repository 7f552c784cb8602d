package tidewatch.app;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.market.PriceRefresh.Progress;

/** The bar of {@code tidewatch refresh}, one line that is drawn over again. Pure. */
final class ProgressLine {
    private static final int CELLS = 24;
    /** Before so much is done nothing can be said about the rest. */
    private static final double TELLING = .02;

    private ProgressLine() {}

    /**
     * {@code [############............] 274 of 548 series · 361,000 bars · 26 of 50 calls an hour left · about 3 min to go}.
     *
     * @param began share that was done when it began
     * @param bars that were fetched so far
     * @param quota what is left, in words; absent where nothing is limited
     */
    static String of(Progress progress, double began, long bars, Optional<String> quota, Duration elapsed) {
        double done = share(progress);
        int cells = (int) Math.round(done * CELLS);
        var line = new StringBuilder("[").append("#".repeat(cells)).append(".".repeat(CELLS - cells)).append("] ");
        line.append(progress.filled()).append(" of ").append(Wording.count(progress.wanted(), "series", "series"));
        if (bars > 0) {
            line.append(" · ").append(String.format(Locale.ROOT, "%,d bars", bars));
        }
        quota.ifPresent(left -> line.append(" · ").append(left));
        if (done - began > TELLING && done < 1) {
            var rest = Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - done) / (done - began)));
            line.append(" · about ").append(words(rest)).append(" to go");
        }
        return line.toString();
    }

    static double share(Progress progress) {
        return progress.wanted() == 0 ? 1 : (double) progress.filled() / progress.wanted();
    }

    /** {@code 40 s}, {@code 3 min}, {@code 11 hours}, {@code 2 days}. */
    static String words(Duration time) {
        if (time.toSeconds() < 90) {
            return Math.max(1, time.toSeconds()) + " s";
        }
        if (time.toMinutes() < 90) {
            return (time.toSeconds() + 30) / 60 + " min";
        }
        if (time.toHours() < 36) {
            return (time.toMinutes() + 30) / 60 + " hours";
        }
        return (time.toHours() + 12) / 24 + " days";
    }
}
