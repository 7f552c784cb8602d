package tidewatch.market;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;

/**
 * Whether one history of an instrument may take the place of another, and whether a single bar of another source may stand in it
 * (market-data design, sections 6.7 and 6.9). Pure.
 */
public final class SeriesSwap {
    private static final double LINES_UP = 1e-3;
    private static final double SAME_RETURN = .002;
    /** Part of the bars for which it must hold. */
    private static final double MOST = .98;

    private static final int OVERLAP_MIN = 60;
    private static final int DENOMINATOR_MAX = 50;
    private static final double WHOLE_NUMBER = 1e-4;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private SeriesSwap() {}

    /**
     * The answer.
     *
     * @param allowed whether the new history may come in; it is to be judged as {@link BarGate.Look#WHOLE} then
     * @param sentence what was compared, or why not, such as {@code History of SMK03 does not line up after the 4:1 split of 17 Feb; old
     *     prices kept, series quarantined.}
     */
    public record Verdict(boolean allowed, String sentence) {
        public Verdict {
            Objects.requireNonNull(sentence);
        }
    }

    /**
     * The home's own history, fetched again: held / fetched must be 1 from the last action on, and what the actions say before it (within
     * 0.1 % on 98 % of the sessions that both have).
     *
     * @param since actions that came into effect since {@code held} was fetched; none when the prices moved for an unknown reason: then
     *     one factor must lie between all bars
     */
    public static Verdict refetched(PriceSeries held, PriceSeries fetched, List<CorporateAction> since) {
        if (held.size() == 0) {
            return new Verdict(true, "nothing was held");
        }
        if (held.basis() != fetched.basis()) {
            return moved(held, fetched);
        }
        int[][] both = both(held, fetched);
        double[] off = new double[both.length];
        for (int b = 0; b < both.length; b++) {
            off[b] = held.close(both[b][0]) / fetched.close(both[b][1]) / expected(held, held.epochDay(both[b][0]), since);
        }
        double factor = since.isEmpty() && off.length > 0 ? median(off) : 1;
        long good = Arrays.stream(off).filter(x -> Math.abs(x / factor - 1) <= LINES_UP).count();
        if (both.length > 0 && good >= MOST * both.length) {
            return new Verdict(true, good + " of " + both.length + " sessions line up" + (since.isEmpty() ? "" : " after " + words(since)));
        }
        String symbol = held.instrument().symbol();
        return new Verdict(
                false,
                since.isEmpty()
                        ? "History of " + symbol + " does not line up with the prices held; old prices kept, series quarantined."
                        : "History of " + symbol + " does not line up after " + words(since) + "; old prices kept, series quarantined.");
    }

    /** Another source's whole history, for a home that is dead: 60 sessions in common and returns within 0.2 % on 98 % of them. */
    public static Verdict moved(PriceSeries held, PriceSeries fetched) {
        if (held.size() == 0) {
            return new Verdict(true, "nothing was held");
        }
        int[][] both = both(held, fetched);
        String symbol = held.instrument().symbol();
        String other = fetched.origin().provider();
        if (both.length < OVERLAP_MIN) {
            return new Verdict(
                    false,
                    "The history of " + symbol + " from " + other + " shares " + both.length + " sessions with the one held, " + OVERLAP_MIN
                            + " are needed to compare; both are kept, the old one stays in use.");
        }
        var here = new Actions(held.actions(), Integer.MAX_VALUE);
        var there = new Actions(fetched.actions(), Integer.MAX_VALUE);
        int good = 0;
        for (int b = 1; b < both.length; b++) {
            good += Math.abs(growth(held, here, both[b - 1][0], both[b][0]) / growth(fetched, there, both[b - 1][1], both[b][1]) - 1)
                            <= SAME_RETURN
                    ? 1
                    : 0;
        }
        int returns = both.length - 1;
        return good >= MOST * returns
                ? new Verdict(true, "returns of " + good + " of " + returns + " sessions agree")
                : new Verdict(
                        false,
                        "The history of " + symbol + " from " + other + " differs from the one held in " + (returns - good) + " of " + returns
                                + " returns; both are kept, the old one stays in use.");
    }

    /**
     * Whether a bar of this session in the basis {@code other} means the same as one in the basis {@code own}: no action that one of them
     * counts and the other does not has come after it.
     *
     * @param actions all known ones
     * @param today those with a later ex-date have not happened
     */
    public static boolean mayStandIn(Basis own, Basis other, List<CorporateAction> actions, LocalDate session, LocalDate today) {
        if (own == Basis.RAW && other == Basis.RAW) {
            return true;
        }
        boolean dividends = own == Basis.TOTAL || other == Basis.TOTAL;
        return actions.stream()
                .filter(a -> dividends || !(a instanceof CashDividend))
                .noneMatch(a -> a.ex().isAfter(session) && !a.ex().isAfter(today));
    }

    private static double growth(PriceSeries series, Actions actions, int k, int i) {
        return actions.growth(series.basis(), series.epochDay(k), series.close(k), series.epochDay(i), series.close(i));
    }

    /** Old price / new price of a day when these actions came into effect between the two fetches. */
    private static double expected(PriceSeries held, int day, List<CorporateAction> since) {
        double factor = 1;
        for (CorporateAction action : since) {
            if (action.ex().toEpochDay() <= day || held.basis() == Basis.RAW) {
                continue;
            }
            factor *= switch (action) {
                case Split split -> split.newPerOld();
                case PriceFactor spinOff -> spinOff.factor();
                case CashDividend dividend -> held.basis() == Basis.TOTAL ? 1 / (1 - dividend.amount() / closeBefore(held, action.ex())) : 1;
            };
        }
        return factor;
    }

    private static double closeBefore(PriceSeries held, LocalDate ex) {
        int at = held.indexOf(ex);
        int before = (at >= 0 ? at : -at - 1) - 1;
        return before >= 0 ? held.close(before) : Double.NaN;
    }

    /** Positions of the sessions that both have. */
    private static int[][] both(PriceSeries a, PriceSeries b) {
        int[][] found = new int[Math.min(a.size(), b.size())][];
        int n = 0;
        int j = 0;
        for (int i = 0; i < a.size(); i++) {
            while (j < b.size() && b.epochDay(j) < a.epochDay(i)) {
                j++;
            }
            if (j < b.size() && b.epochDay(j) == a.epochDay(i)) {
                found[n++] = new int[] {i, j};
            }
        }
        return Arrays.copyOf(found, n);
    }

    private static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String words(List<CorporateAction> since) {
        CorporateAction last = since.stream().max(Comparator.comparing(CorporateAction::ex)).orElseThrow();
        String what = switch (last) {
            case Split split -> "the " + ratio(split.newPerOld()) + " split";
            case PriceFactor _ -> "the spin-off";
            case CashDividend dividend -> "the dividend of " + BarCheck.plain(dividend.amount());
        };
        return what + " of " + DAY.format(last.ex()) + (since.size() == 1 ? "" : " and " + (since.size() - 1) + " before it");
    }

    private static String ratio(double newPerOld) {
        for (int old = 1; old <= DENOMINATOR_MAX; old++) {
            double shares = newPerOld * old;
            if (Math.rint(shares) >= 1 && Math.abs(shares - Math.rint(shares)) < WHOLE_NUMBER * shares) {
                return Math.round(shares) + ":" + old;
            }
        }
        return BarCheck.plain(newPerOld) + ":1";
    }
}
