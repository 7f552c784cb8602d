package tidewatch.rotation;

import java.util.Optional;
import tidewatch.market.PricePanel;

/** The windows that a person can ask for: sessions back, or since the last close of the month, quarter or year before. */
public enum Lookback {
    D1("1d", 1, Measure.R1, Measure.REL1),
    D5("5d", 5, Measure.R5, Measure.REL5),
    D21("21d", 21, Measure.R21, Measure.REL21),
    D63("63d", 63, Measure.R63, Measure.REL63),
    D126("126d", 126, Measure.R126, Measure.REL126),
    D252("252d", 252, Measure.R252, Measure.REL252),
    MTD("mtd", 0, Measure.R_MTD, Measure.REL_MTD),
    QTD("qtd", 0, Measure.R_QTD, Measure.REL_QTD),
    YTD("ytd", 0, Measure.R_YTD, Measure.REL_YTD);

    private final String code;
    private final int sessions;
    private final Measure absolute;
    private final Measure relative;

    Lookback(String code, int sessions, Measure absolute, Measure relative) {
        this.code = code;
        this.sessions = sessions;
        this.absolute = absolute;
        this.relative = relative;
    }

    /** As typed: {@code 5d}, {@code ytd}. */
    public String code() {
        return code;
    }

    /** Sessions back; 0 for a window that begins with a month, quarter or year. */
    public int sessions() {
        return sessions;
    }

    public Measure absolute() {
        return absolute;
    }

    public Measure relative() {
        return relative;
    }

    /** Axis index of the close that the window starts from; below 0 when it lies before the axis. */
    public int base(PricePanel panel) {
        var asOf = panel.asOf();
        return switch (this) {
            case D1, D5, D21, D63, D126, D252 -> panel.size() - 1 - sessions;
            case MTD -> panel.indexAtOrBefore(asOf.withDayOfMonth(1).minusDays(1));
            case QTD -> panel.indexAtOrBefore(asOf.withDayOfMonth(1).withMonth((asOf.getMonthValue() - 1) / 3 * 3 + 1).minusDays(1));
            case YTD -> panel.indexAtOrBefore(asOf.withDayOfYear(1).minusDays(1));
        };
    }

    public static Optional<Lookback> parse(String code) {
        for (var one : values()) {
            if (one.code.equalsIgnoreCase(code)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
