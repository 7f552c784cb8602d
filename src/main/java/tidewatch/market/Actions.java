package tidewatch.market;

import java.util.Comparator;
import java.util.List;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;

/** The corporate actions of one series that are known on the as-of day, by ex-date. Days are epoch days; intervals leave out their start. */
final class Actions {
    private final List<CorporateAction> sorted;
    private final int[] ex;

    /** Actions with an ex-date after {@code asOf} do not exist yet and are left out. */
    Actions(List<CorporateAction> actions, int asOf) {
        this.sorted = actions.stream()
                .filter(a -> a.ex().toEpochDay() <= asOf)
                .sorted(Comparator.comparing(CorporateAction::ex))
                .toList();
        this.ex = sorted.stream().mapToInt(a -> (int) a.ex().toEpochDay()).toArray();
    }

    List<CorporateAction> all() {
        return sorted;
    }

    /** True when nothing happened in (after, until]. */
    boolean none(int after, int until) {
        int at = firstAfter(after);
        return at == ex.length || ex[at] > until;
    }

    /** Product of the splits and price factors with an ex-date in (after, until]: prices before are divided by it. */
    double priceFactor(int after, int until) {
        double product = 1;
        for (int i = firstAfter(after); i < ex.length && ex[i] <= until; i++) {
            product *= switch (sorted.get(i)) {
                case Split split -> split.newPerOld();
                case PriceFactor factor -> factor.factor();
                case CashDividend ignored -> 1;
            };
        }
        return product;
    }

    /** Product of the splits with an ex-date in (after, until]: volumes before are multiplied by it. */
    double shareFactor(int after, int until) {
        double product = 1;
        for (int i = firstAfter(after); i < ex.length && ex[i] <= until; i++) {
            if (sorted.get(i) instanceof Split split) {
                product *= split.newPerOld();
            }
        }
        return product;
    }

    /** Cash paid a share with an ex-date in (after, until], each in its own share basis; near enough for a check, not for a return. */
    double cash(int after, int until) {
        double sum = 0;
        for (int i = firstAfter(after); i < ex.length && ex[i] <= until; i++) {
            if (sorted.get(i) instanceof CashDividend dividend) {
                sum += dividend.amount();
            }
        }
        return sum;
    }

    /** What one unit of money in a close was worth in a later one of the same basis, splits and dividends in between counted. */
    double growth(Basis basis, int dayBefore, double closeBefore, int day, double close) {
        double plain = close / closeBefore;
        if (basis == Basis.TOTAL || none(dayBefore, day)) {
            return plain;
        }
        double shares = basis == Basis.RAW ? priceFactor(dayBefore, day) : 1;
        return plain * shares + cash(dayBefore, day) / closeBefore;
    }

    private int firstAfter(int day) {
        int from = 0;
        int to = ex.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ex[middle] <= day) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
