package tidewatch.brief;

import java.time.LocalDate;
import tidewatch.market.Reading;
import tidewatch.rotation.AfterMarket;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.Start;

/**
 * What a row of the rotation table did over a window, as figures with their sources: the own move, the relative one, and what beta leaves of
 * that. A value is asked first, then its figure, for a row may lack it. Confined to one brief or answer and one thread.
 */
public final class RowFigures {
    private final BriefInput in;
    private final FigureBook book;
    private final AfterMarket market;

    public RowFigures(BriefInput in, FigureBook book) {
        this.in = in;
        this.book = book;
        this.market = new AfterMarket(in.panel(), in.universe(), in.table());
    }

    /** What is left of the relative move when the market's part is taken out, as a ratio less 1. */
    public Reading left(RotationRow row, Lookback window) {
        return market.left(row, window);
    }

    /** Whether the market made most of the relative move. */
    public boolean mostlyMarket(RotationRow row, Lookback window) {
        return market.mostlyMarket(row, window);
    }

    /**
     * The own move.
     *
     * @param fraction what the row has of that window
     */
    public Figure own(RotationRow row, Lookback window, double fraction) {
        var whose = row.kind() == RotationRow.Kind.PAIR ? row.basket().name() : row.name();
        return book.move(whose + ", " + Wording.lookback(window), fraction, row.basket(), window.base(in.panel()), in.back(0));
    }

    /**
     * The move against the yardstick.
     *
     * @param ratio what the row has of that window
     */
    public Figure relative(RotationRow row, Lookback window, double ratio) {
        return book.relative(against(row, window), ratio, row.basket(), row.against(), window.base(in.panel()), in.back(0));
    }

    /**
     * What is left of that when the market's part is taken out.
     *
     * @param ratio what {@link #left(RotationRow, Lookback)} said
     */
    public Figure left(RotationRow row, Lookback window, double ratio) {
        return book.afterBeta(against(row, window) + ", left after beta", ratio, row.basket(), row.against(), window.base(in.panel()), in.back(0));
    }

    /** The relative move since its dated start. */
    public Figure since(RotationRow row, Start start) {
        return book.relative(since(row, start.base()), start.move(), row.basket(), row.against(), in.panel().indexOf(start.base()), in.back(0));
    }

    /** What is left of that beside the market. */
    public Figure left(RotationRow row, Start start, Start.Rest rest) {
        return book.afterBeta(
                since(row, start.base()) + ", left after beta", rest.left(), row.basket(), row.against(), in.panel().indexOf(start.base()), in.back(0));
    }

    private static String since(RotationRow row, LocalDate base) {
        return against(row) + " since " + base;
    }

    private static String against(RotationRow row, Lookback window) {
        return against(row) + ", " + Wording.lookback(window);
    }

    /** A pair is named by both of its legs. */
    private static String against(RotationRow row) {
        return row.kind() == RotationRow.Kind.PAIR ? row.name() : row.name() + " against " + row.against().name();
    }
}
