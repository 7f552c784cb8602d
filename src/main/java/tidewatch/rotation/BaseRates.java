package tidewatch.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import tidewatch.market.PricePanel;

/**
 * How long relative moves have lasted, by their size (rotation design, section 7). Episodes are those of {@link DirectionalChange} on the
 * running sum of e with threshold h[t] = k s[t] sqrt 21, where s[t]^2 is the mean of e^2 over the 252 sessions that end at t; before session
 * 252 the absent squares count as the variance of the first 252. A base rate speaks of past moves; it gives no live move a remaining life.
 *
 * @param source whose returns they were, in words
 * @param from first session
 * @param to last session
 * @param groups series that were cut
 * @param rates by k, ascending; only those of which an episode ended
 */
public record BaseRates(String source, LocalDate from, LocalDate to, int groups, List<Rate> rates) {
    /** Sizes: multiples of a month's sd. */
    public static final List<Double> SIZES = List.of(1.0, 1.5, 2.0, 3.0);
    /** Sessions after the confirmation at which it is asked whether a move still ran. */
    public static final List<Integer> HORIZONS = List.of(10, 20, 63, 126, 252);
    /** Random sign series whose episodes are pooled for chance. */
    public static final int DRAWS = 20;

    private static final int WINDOW = 252;
    private static final double MONTH = Math.sqrt(21);
    private static final String RESOURCE = "base-rates.csv";

    /**
     * Moves of one size.
     *
     * @param k threshold in sd of 21 sessions
     * @param episodes moves that began and ended
     * @param lengths sessions from extreme to extreme at the quantiles .1 .25 .5 .75 .9
     * @param remaining median sessions from the confirmation to the next extreme
     * @param lag median sessions from the extreme to the confirmation
     * @param running share of the moves that still ran so many sessions after their confirmation, for each of {@link #HORIZONS}
     * @param chance the same shares of returns with random signs; empty when no such episode ended
     */
    public record Rate(double k, int episodes, List<Double> lengths, double remaining, double lag, List<Double> running, List<Double> chance) {
        public Rate {
            lengths = List.copyOf(lengths);
            running = List.copyOf(running);
            chance = List.copyOf(chance);
            boolean shares = running.size() == HORIZONS.size() && (chance.isEmpty() || chance.size() == HORIZONS.size());
            if (episodes < 1 || lengths.size() != QUANTILES.length || !shares || !(k > 0)) {
                throw new IllegalArgumentException("No rate of " + k + ": " + episodes + " " + lengths + running + chance);
            }
        }

        /** Share that still ran so many sessions after the confirmation; one of {@link #HORIZONS}. */
        public double after(int sessions) {
            return running.get(HORIZONS.indexOf(sessions));
        }
    }

    private static final double[] QUANTILES = {.1, .25, .5, .75, .9};

    public BaseRates {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        rates = rates.stream().sorted(Comparator.comparingDouble(Rate::k)).toList();
    }

    /** The size of a live move beside those of the table. */
    public sealed interface Live {
        /**
         * It has passed a threshold.
         *
         * @param rate of the largest k passed
         * @param session of the close that passed it first
         * @param sessions since that close
         */
        record Passed(Rate rate, LocalDate session, int sessions) implements Live {}

        /** It has passed none: "too small for a base rate". */
        record TooSmall() implements Live {}

        /** Nothing can be said, and why. */
        record Unknown(String why) implements Live {}
    }

    /** The rate of this k; absent when no episode of it ended, or the table has no such k. */
    public Optional<Rate> at(double k) {
        return rates.stream().filter(rate -> rate.k() == k).findFirst();
    }

    /**
     * How large the move of a row is that began some sessions ago.
     *
     * @param row of the table of the same panel
     * @param sessions of the move, as of the panel's last session; its direction is the sign of its sum
     */
    public Live live(PricePanel panel, RotationRow row, int sessions) {
        var tracks = new Tracks(panel, panel.size() - 1);
        var own = tracks.of(row.basket());
        var other = tracks.of(row.against());
        if (!row.ok()) {
            return new Live.Unknown(row.stateNote());
        }
        var whole = own.relative(other);
        int base = panel.size() - 1 - sessions - Math.max(own.from, other.from);
        var at = new int[whole.length];
        var e = new double[whole.length];
        int n = 0;
        int before = 0;
        for (int t = 0; t < whole.length; t++) {
            if (!Double.isNaN(whole[t])) {
                at[n] = t;
                e[n++] = whole[t];
                before += t <= base ? 1 : 0;
            }
        }
        if (n < WINDOW) {
            return new Live.Unknown(n + " sessions against " + row.against().id() + ", a base rate needs " + WINDOW);
        }
        var move = Arrays.copyOf(e, n);
        for (int i = rates.size() - 1; i >= 0; i--) {
            int passed = passed(move, before, rates.get(i).k());
            if (passed >= 0) {
                int t = at[passed] + Math.max(own.from, other.from);
                return new Live.Passed(rates.get(i), panel.session(t), panel.size() - 1 - t);
            }
        }
        return new Live.TooSmall();
    }

    /** Index of the first e at which the move that begins with index {@code from} had gone k thresholds its own way; -1 for none. */
    static int passed(double[] e, int from, double k) {
        double total = 0;
        for (int t = from; t < e.length; t++) {
            total += e[t];
        }
        var h = thresholds(e, k);
        double sum = 0;
        for (int t = from; t < e.length; t++) {
            sum += e[t];
            if (h[t] > Trailing.FLAT && Math.signum(total) * sum >= h[t]) {
                return t;
            }
        }
        return -1;
    }

    /** k s[t] sqrt 21 for each session of a series without gaps of at least 252. */
    static double[] thresholds(double[] e, double k) {
        double sd = Trailing.sd(e, WINDOW - 1, WINDOW);
        var squares = new double[e.length + WINDOW];
        Arrays.fill(squares, 0, WINDOW, sd * sd);
        for (int t = 0; t < e.length; t++) {
            squares[WINDOW + t] = e[t] * e[t];
        }
        var h = new double[e.length];
        for (int t = 0; t < h.length; t++) {
            h[t] = k * Math.sqrt(Trailing.mean(squares, WINDOW + t, WINDOW)) * MONTH;
        }
        return h;
    }

    /**
     * Counts the episodes of a file of daily returns: each group against the equal-weight mean of those that have a return that day.
     *
     * @param source whose returns they are, in words
     * @param random for the signs of chance: {@link #DRAWS} series a group, each return demeaned and given a sign at random
     */
    public static BaseRates of(GroupReturns returns, String source, Random random) {
        var relative = returns.relative();
        var real = relative.stream().map(Cut::of).toList();
        List<Cut> chance = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            for (var e : relative) {
                double mean = Arrays.stream(e).sum() / e.length;
                chance.add(Cut.of(Arrays.stream(e).map(one -> (one - mean) * (random.nextBoolean() ? 1 : -1)).toArray()));
            }
        }
        List<Rate> rates = new ArrayList<>();
        for (double k : SIZES) {
            var episodes = episodes(real, k);
            if (!episodes.isEmpty()) {
                var running = shares(episodes);
                var byChance = episodes(chance, k);
                rates.add(new Rate(
                        k,
                        episodes.size(),
                        quantiles(episodes.stream().mapToDouble(DirectionalChange.Episode::length).sorted().toArray()),
                        Trailing.quantile(episodes.stream().mapToDouble(DirectionalChange.Episode::remaining).sorted().toArray(), .5),
                        Trailing.quantile(episodes.stream().mapToDouble(DirectionalChange.Episode::lag).sorted().toArray(), .5),
                        running,
                        byChance.isEmpty() ? List.of() : shares(byChance)));
            }
        }
        return new BaseRates(source, returns.days().getFirst(), returns.days().getLast(), real.size(), rates);
    }

    /** A series ready to be cut at any size: its running sum, and its thresholds of size 1. */
    @SuppressWarnings("ArrayRecordComponent") // read by this class alone
    private record Cut(double[] s, double[] unit) {
        static Cut of(double[] e) {
            var s = e.clone();
            for (int t = 1; t < s.length; t++) {
                s[t] += s[t - 1];
            }
            return new Cut(s, thresholds(e, 1));
        }

        List<DirectionalChange.Episode> at(double k) {
            return DirectionalChange.of(s, Arrays.stream(unit).map(h -> k * h).toArray()).closed();
        }
    }

    private static List<DirectionalChange.Episode> episodes(List<Cut> series, double k) {
        return series.stream().flatMap(one -> one.at(k).stream()).toList();
    }

    private static List<Double> shares(List<DirectionalChange.Episode> episodes) {
        return HORIZONS.stream()
                .map(n -> (double) episodes.stream().filter(one -> one.remaining() >= n).count() / episodes.size())
                .toList();
    }

    private static List<Double> quantiles(double[] sorted) {
        return Arrays.stream(QUANTILES).mapToObj(q -> Trailing.quantile(sorted, q)).toList();
    }

    /** The table that ships: ten US industries from 1990 to April 2025. */
    public static BaseRates shipped() {
        return Shipped.TABLE;
    }

    private static final class Shipped {
        static final BaseRates TABLE = read();

        private static BaseRates read() {
            Map<String, String> told = new HashMap<>();
            List<Rate> rates = new ArrayList<>();
            for (var line : lines()) {
                int colon = line.indexOf(": ");
                if (line.startsWith("# ") && colon > 0) {
                    told.put(line.substring(2, colon), line.substring(colon + 2));
                } else if (!line.startsWith("#") && !line.startsWith("k,")) {
                    rates.add(rate(Arrays.stream(line.split(",", -1)).map(Double::valueOf).toList()));
                }
            }
            return new BaseRates(
                    told(told, "source"),
                    LocalDate.parse(told(told, "from")),
                    LocalDate.parse(told(told, "to")),
                    Integer.parseInt(told(told, "groups")),
                    rates);
        }

        private static String told(Map<String, String> told, String what) {
            return Objects.requireNonNull(told.get(what), what);
        }

        private static Rate rate(List<Double> cells) {
            return new Rate(
                    cells.get(0),
                    cells.get(1).intValue(),
                    cells.subList(2, 7),
                    cells.get(7),
                    cells.get(8),
                    cells.subList(9, 14),
                    cells.subList(14, 19));
        }

        private static List<String> lines() {
            try (var in = Objects.requireNonNull(BaseRates.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
