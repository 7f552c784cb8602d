package tidewatch.market;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** A way in which sources spoil prices, as found in public trackers of price feeds, and how to make it from good rows. */
enum PriceFault {
    HALVED_CLOSE("close of one day halved"),
    HALVED_BAR("all prices of one day halved"),
    SPLIT_3_2("3:2 split that nobody applied", 1.5),
    SPLIT_2_1("2:1 split that nobody applied", 2),
    SPLIT_3_1("3:1 split that nobody applied", 3),
    SPLIT_4_1("4:1 split that nobody applied", 4),
    SPLIT_10_1("10:1 split that nobody applied", 10),
    SPLIT_1_10("1:10 split that nobody applied", .1),
    HALF_APPLIED("split that comes and goes"),
    COPY("copy of yesterday"),
    SWAPPED("high and low swapped"),
    OUTSIDE("close outside its range"),
    MISSING("missing day"),
    DUPLICATE("row twice in the file"),
    NEGATIVE("negative price"),
    FUTURE("row of a day to come"),
    STALE_DAY("half or more of a batch repeat yesterday"),
    SPIKE("jump of one day, unlike any split");

    final String words;
    /** New shares for an old one where the fault is a split that stays; 1 for others. */
    final double split;

    PriceFault(String words) {
        this(words, 1);
    }

    PriceFault(String words, double split) {
        this.words = words;
        this.split = split;
    }

    boolean stays() {
        return split != 1;
    }

    /**
     * What a source with this fault would give.
     *
     * @param rows open, high, low, close, volume a session; an empty row is a missing one
     * @param bad the days that it spoils
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Spoilt(double[][] rows, BitSet bad) {}

    /** Spoils a copy of these rows from day {@code at} on. */
    Spoilt spoil(double[][] clean, int at, Random random) {
        double[][] rows = Arrays.stream(clean).map(double[]::clone).toArray(double[][]::new);
        var bad = new BitSet();
        bad.set(at);
        switch (this) {
            case HALVED_CLOSE -> rows[at][3] *= .5;
            case HALVED_BAR -> scale(rows[at], .5, 1);
            case SPLIT_3_2, SPLIT_2_1, SPLIT_3_1, SPLIT_4_1, SPLIT_10_1, SPLIT_1_10 -> {
                for (int i = at; i < rows.length; i++) {
                    scale(rows[i], 1 / split, split);
                    bad.set(i);
                }
            }
            case HALF_APPLIED -> {
                double by = new double[] {2, 3, 4, 10}[random.nextInt(4)];
                scale(rows[at], 1 / by, by);
                for (int i = at + 1; i < at + 10; i++) {
                    if (random.nextBoolean()) {
                        scale(rows[i], 1 / by, by);
                        bad.set(i);
                    }
                }
            }
            case COPY -> rows[at] = rows[at - 1].clone();
            case SWAPPED -> {
                double high = rows[at][1];
                rows[at][1] = rows[at][2];
                rows[at][2] = high;
            }
            case OUTSIDE -> {
                double by = .01 + .09 * random.nextDouble();
                rows[at][3] = random.nextBoolean() ? rows[at][1] * (1 + by) : rows[at][2] * (1 - by);
            }
            case MISSING -> rows[at] = new double[0];
            case NEGATIVE -> rows[at][3] = -rows[at][3];
            case SPIKE -> {
                double by = random.nextBoolean() ? .52 + .08 * random.nextDouble() : 1.62 + .2 * random.nextDouble();
                scale(rows[at], by, 1 / by);
            }
            case DUPLICATE, FUTURE, STALE_DAY -> {}
        }
        return new Spoilt(rows, bad);
    }

    private static void scale(double[] row, double price, double volume) {
        for (int c = 0; c < 4; c++) {
            row[c] *= price;
        }
        row[4] *= volume;
    }
}
