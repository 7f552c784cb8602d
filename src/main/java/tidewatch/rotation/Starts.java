package tidewatch.rotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * The starts of all rows that the list may name, searched in one go, because who searches many rows finds something in some of them: on 15
 * rows without a trend one shows p below .05 on half of all days. Which stand out is decided with q = .10 over all of them.
 *
 * @param found by row id, in the order of the table
 * @param absent why a row has none, by row id
 */
public record Starts(Map<String, Start> found, Map<String, String> absent) {
    /** Of the rows that stand out, at most this share does so by chance. */
    static final double Q = .10;

    /** Over this share of missing sessions a search says nothing. */
    private static final double MISSING_MOST = .05;

    public Starts {
        found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
    }

    /** Rows of which a start was searched. */
    public int searched() {
        return found.size();
    }

    public Optional<Start> start(String rowId) {
        return Optional.ofNullable(found.get(rowId));
    }

    /** All, those that chance shows most rarely first. */
    public List<Start> bySurprise() {
        return found.values().stream()
                .sorted(Comparator.comparingDouble((Start start) -> start.deciding().p())
                        .thenComparingDouble(start -> -Math.abs(start.z()))
                        .thenComparing(Start::rowId))
                .toList();
    }

    /** The rows that stand out, by their odds. */
    public List<Start> standOut() {
        return bySurprise().stream().filter(start -> start.strength().standsOut()).toList();
    }

    /** The most surprising one, whatever it is worth. */
    public Optional<Start> strongest() {
        return bySurprise().stream().findFirst();
    }

    /**
     * As of the panel's last session.
     *
     * @param table of the same panel and universe
     */
    public static Starts of(PricePanel panel, Universe universe, RotationTable table, FalseDiscovery correction) {
        var tracks = new Tracks(panel, MarketModel.DEPTH);
        var yardstick = tracks.of(TableRows.benchmark(panel, universe));
        var drafts = new ArrayList<Draft>();
        var absent = new LinkedHashMap<String, String>();
        for (var row : table.rows()) {
            if (!Candidate.may(row.kind())) {
                continue;
            }
            if (!row.ok()) {
                absent.put(row.id(), row.stateNote());
                continue;
            }
            Draft.of(row, MarketModel.of(tracks.of(row.basket()), tracks.of(row.against()), yardstick))
                    .ifPresentOrElse(drafts::add, () -> absent.put(row.id(), "too little history for a start date"));
        }
        var adjusted = correction.adjusted(drafts.stream().mapToDouble(draft -> draft.deciding().cautious()).toArray());
        var found = new LinkedHashMap<String, Start>();
        for (int i = 0; i < adjusted.length; i++) {
            found.put(drafts.get(i).row().id(), drafts.get(i).start(panel, adjusted[i]));
        }
        return new Starts(found, absent);
    }

    /** A search before it is known what the others found. The ints are axis indices of the sessions there are values for. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Draft(RotationRow row, StartScan scan, int[] sessions, Optional<Start.Rest> rest) {
        static Optional<Draft> of(RotationRow row, MarketModel model) {
            int end = model.relative.length - 1;
            int first = 0;
            while (first <= end && Double.isNaN(model.relative[first])) {
                first++;
            }
            int looked = Math.min(StartScan.DEPTH, end - first + 1);
            if (looked < StartScan.LEAST || looked - Trailing.count(model.relative, end, looked) > MISSING_MOST * looked) {
                return Optional.empty();
            }
            var values = new double[end - first + 1];
            var sessions = new int[values.length];
            int n = compact(model.relative, first, model.from, values, sessions);
            var scan = StartScan.of(Arrays.copyOf(values, n), SearchWindow.M3_TO_126);
            if (scan.isEmpty()) {
                return Optional.empty();
            }
            int base = sessions[n - scan.get().sessions() - 1];
            return Optional.of(new Draft(row, scan.get(), Arrays.copyOf(sessions, n), rest(model, scan.get(), base, first)));
        }

        /** Values that are there, from index {@code first} on, and their axis indices; answers how many. */
        private static int compact(double[] e, int first, int from, double[] values, int[] sessions) {
            int n = 0;
            for (int i = first; i < e.length; i++) {
                if (!Double.isNaN(e[i])) {
                    values[n] = e[i];
                    sessions[n++] = from + i;
                }
            }
            return n;
        }

        private static Optional<Start.Rest> rest(MarketModel model, StartScan scan, int base, int first) {
            var exposure = model.exposure(base);
            if (exposure.isEmpty()) {
                return Optional.empty();
            }
            var rest = model.without(exposure.getAsDouble());
            var values = new double[rest.length];
            int n = compact(rest, first, model.from, values, new int[rest.length]);
            double left = 0;
            for (int i = base + 1 - model.from; i < rest.length; i++) {
                left += Double.isNaN(rest[i]) ? 0 : rest[i];
            }
            var again = StartScan.of(Arrays.copyOf(values, n), SearchWindow.M3_TO_126);
            return again.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Start.Rest(
                            exposure.getAsDouble(), Math.expm1(left), MarketModel.isMostlyMarket(scan.sum(), left), again.get().odds()));
        }

        Odds deciding() {
            return rest.map(Start.Rest::odds).orElse(scan.odds());
        }

        Start start(PricePanel panel, double adjusted) {
            return new Start(
                    row.id(),
                    panel.session(sessions[sessions.length - scan.sessions() - 1]),
                    panel.session(sessions[sessions.length - scan.sessions()]),
                    panel.session(sessions[sessions.length - scan.most()]),
                    panel.session(sessions[sessions.length - scan.fewest()]),
                    scan.sessions(),
                    Math.expm1(scan.sum()),
                    scan.z(),
                    scan.odds(),
                    rest,
                    adjusted,
                    Strength.of(deciding().cautious(), adjusted <= Q));
        }
    }
}
