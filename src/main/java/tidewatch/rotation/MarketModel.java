package tidewatch.rotation;

import java.util.OptionalDouble;

/**
 * A row's relative log returns beside those of the benchmark, and how much of the one the other makes: the slope of a regression over the
 * 252 sessions before a move, shrunk half-way to none, since a slope measured on a year is half luck (design, "Beta"; Vasicek 1973 shrinks
 * alike).
 *
 * <p>The slope of r_A - r_B on r_B is beta - 1, so that half-way to none is a beta half-way to 1; of a pair it is the difference of its legs'
 * betas.
 */
final class MarketModel {
    /** Sessions before the as-of session that a model can look at: a move of 252, 252 before it, and room for gaps. */
    static final int DEPTH = 800;

    private static final int WINDOW = 252;
    private static final double SHRUNK = .5;

    /** Axis index of the first value of both arrays. */
    final int from;

    /** ln of own over other, less that of the session before; NaN where it touches a gap. */
    final double[] relative;

    /** Log returns of the benchmark at the same sessions. */
    final double[] market;

    private MarketModel(int from, double[] relative, double[] market) {
        this.from = from;
        this.relative = relative;
        this.market = market;
    }

    static MarketModel of(Track own, Track other, Track yardstick) {
        int from = Math.max(Math.max(own.from, other.from), yardstick.from);
        var relative = new double[own.last - from + 1];
        var market = new double[relative.length];
        for (int i = 0; i < relative.length; i++) {
            int t = from + i;
            relative[i] = own.log.at(t - own.from) - other.log.at(t - other.from);
            market[i] = yardstick.log.at(t - yardstick.from);
        }
        return new MarketModel(from, relative, market);
    }

    /**
     * What one of the benchmark's log returns adds to the relative one, from the 252 sessions that end with axis index {@code end}; absent
     * with fewer than 240 of them or a benchmark that did not vary.
     */
    OptionalDouble exposure(int end) {
        int last = end - from;
        int first = last - WINDOW + 1;
        if (first < 0 || last >= relative.length) {
            return OptionalDouble.empty();
        }
        var both = new Comovement();
        for (int i = first; i <= last; i++) {
            both.add(market[i], relative[i]);
        }
        var slope = both.slope();
        return slope.isEmpty() || both.count() < Trailing.needed(WINDOW)
                ? OptionalDouble.empty()
                : OptionalDouble.of(SHRUNK * slope.getAsDouble());
    }

    /**
     * Whether less than half of a move is left without the market, or it then points the other way.
     *
     * @param move relative, in logs
     * @param left of it, in logs
     */
    static boolean isMostlyMarket(double move, double left) {
        return left * Math.signum(move) < Math.abs(move) / 2;
    }

    /** Relative log returns without what the benchmark made of them. */
    double[] without(double exposure) {
        var rest = new double[relative.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = relative[i] - exposure * market[i];
        }
        return rest;
    }
}
