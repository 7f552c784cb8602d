package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;

/** A corporate action as a row of {@code corporate_action}. */
record ActionRow(LocalDate ex, Kind kind, double value) {
    /** Stored by name. */
    enum Kind {
        SPLIT,
        DIVIDEND,
        FACTOR
    }

    static ActionRow of(CorporateAction action) {
        return switch (action) {
            case Split(var ex, double newPerOld) -> new ActionRow(ex, Kind.SPLIT, newPerOld);
            case CashDividend(var ex, double amount) -> new ActionRow(ex, Kind.DIVIDEND, amount);
            case PriceFactor(var ex, double factor) -> new ActionRow(ex, Kind.FACTOR, factor);
        };
    }

    static ActionRow read(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        return new ActionRow(row.date("ex"), row.word(Kind.class, "kind"), row.real("value"));
    }

    CorporateAction action() {
        return switch (kind) {
            case SPLIT -> new Split(ex, value);
            case DIVIDEND -> new CashDividend(ex, value);
            case FACTOR -> new PriceFactor(ex, value);
        };
    }
}
