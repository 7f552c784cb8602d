package tidewatch.rotation;

import java.util.List;
import java.util.Objects;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;

/**
 * How the market moves as a whole, beside what each row does.
 *
 * @param breadth of each row whose members are known, in the order of the universe
 * @param longBreadth the slow side of it, alike
 * @param dispersion of the sectors over 5, 21 and 63 sessions
 * @param stocks correlation of all stocks of the table
 * @param sectors correlation of the sector funds
 * @param line rising and falling stocks of the last 21 sessions
 */
public record MarketStructure(
        List<Breadth> breadth,
        List<LongBreadth> longBreadth,
        List<Dispersion> dispersion,
        Correlation stocks,
        Correlation sectors,
        AdvanceDecline line) {
    private static final List<Integer> DISPERSIONS = List.of(5, 21, 63);
    private static final int LINE = 21;

    public MarketStructure {
        breadth = List.copyOf(breadth);
        longBreadth = List.copyOf(longBreadth);
        dispersion = List.copyOf(dispersion);
        Objects.requireNonNull(stocks);
        Objects.requireNonNull(sectors);
        Objects.requireNonNull(line);
    }

    /**
     * As of the panel's last session.
     *
     * @param table of the same panel and universe
     */
    public static MarketStructure of(PricePanel panel, Universe universe, RotationTable table) {
        var members = new MemberBreadth(panel, universe, 1);
        return new MarketStructure(
                List.copyOf(members.asOf().values()),
                List.copyOf(members.longAsOf().values()),
                DISPERSIONS.stream().map(sessions -> Dispersion.of(panel, universe, sessions)).toList(),
                Correlation.of(panel, table.of(RotationRow.Kind.STOCK).stream().map(RotationRow::id).toList()),
                Correlation.of(panel, universe.group("sector").stream().map(Instrument::symbol).toList()),
                AdvanceDecline.of(panel, table, LINE));
    }
}
