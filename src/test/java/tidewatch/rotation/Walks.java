package tidewatch.rotation;

import java.util.Random;

/** Seeded price paths. */
final class Walks {
    private Walks() {}

    /** 100 at the first, then n - 1 log steps of this sd. */
    static double[] walk(Random random, int n, double sd) {
        var price = new double[n];
        double x = 100;
        for (int t = 0; t < n; t++) {
            price[t] = x;
            x *= Math.exp(sd * random.nextGaussian());
        }
        return price;
    }

    /** This price path with a log step of its own on each session: a beta of one and noise. */
    static double[] around(Random random, double[] base, double sd) {
        var own = walk(random, base.length, sd);
        for (int t = 0; t < own.length; t++) {
            own[t] *= base[t] / 100;
        }
        return own;
    }

    /** A constant log drift a session from index {@code from} on. */
    static double[] drift(double[] base, int from, double step) {
        var price = base.clone();
        for (int t = from; t < price.length; t++) {
            price[t] *= Math.exp(step * (t - from + 1));
        }
        return price;
    }

    static double[] linear(int n, double start, double step) {
        var price = new double[n];
        for (int t = 0; t < n; t++) {
            price[t] = start + step * t;
        }
        return price;
    }
}
