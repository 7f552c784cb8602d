package tidewatch.brief;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.market.Origin;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;

/**
 * One figure of a brief or an answer with everything needed to compute it again; {@code /why N} shows it.
 *
 * @param number 1, 2, 3 ... in reading order of a brief; the same inputs give the same numbers. 0 outside a brief: there the place in the
 *     answer's {@link FigureBook} is its number
 * @param label what it is, in words: "Apple, 1 session"
 * @param value in its unit: 2.4 for 2.4 %
 */
public record Figure(int number, String label, double value, Unit unit, Provenance provenance) {
    /** What a figure is measured in; those of a brief are changes, in percent or points. */
    public enum Unit {
        PERCENT,
        /** Relative moves and differences of percentages. */
        POINTS,
        /** Points that have no direction: how far things lie apart. */
        DISTANCE,
        /** Percent of a whole, 0 to 100. */
        SHARE,
        /** A price in the currency of its instrument. */
        PRICE,
        /** A level around 100. */
        INDEX,
        /** A bare number such as a correlation. */
        RATIO
    }

    /**
     * Where a figure comes from.
     *
     * @param formula in plain symbols: "close / close 5 sessions before - 1"
     * @param instruments what was measured, symbols
     * @param against the yardstick of a relative figure; absent for an absolute one
     * @param from session of the first close used
     * @param to session of the last close used
     * @param closes the closes at both ends, for one instrument and its yardstick; empty for baskets of several and for what is made of every
     *     session between
     * @param adjusted true when closes are adjusted for dividends as well as splits
     * @param origins provider and feed of each series used
     */
    public record Provenance(
            String formula,
            List<String> instruments,
            List<String> against,
            LocalDate from,
            LocalDate to,
            List<Close> closes,
            boolean adjusted,
            List<Origin> origins) {
        public Provenance {
            instruments = List.copyOf(instruments);
            against = List.copyOf(against);
            closes = List.copyOf(closes);
            origins = List.copyOf(origins);
        }
    }

    /** A price that was used; {@code what} is "close", "open", "high" or "low". */
    public record Close(String symbol, LocalDate session, String what, double price) {}

    public Figure {
        Objects.requireNonNull(unit);
        Objects.requireNonNull(provenance);
        if (number < 0 || !Double.isFinite(value)) {
            throw new IllegalArgumentException("Figure " + number + " (" + label + ") is " + value);
        }
    }

    /** With its unit, for a sentence whose next word is "points" where the unit is points. */
    public Inline.Num inSentence() {
        return switch (unit) {
            case PERCENT -> num(Inline.Num.Unit.PCT, 1, true);
            case POINTS -> num(Inline.Num.Unit.BARE, 1, true);
            case DISTANCE -> num(Inline.Num.Unit.BARE, 1, false);
            case SHARE -> num(Inline.Num.Unit.PCT, 0, false);
            case PRICE -> num(Inline.Num.Unit.PRICE, value < 1 ? 4 : 2, false);
            case INDEX -> num(Inline.Num.Unit.BARE, 1, false);
            case RATIO -> num(Inline.Num.Unit.BARE, 2, false);
        };
    }

    /** Without unit, for a cell whose header names it. */
    public Inline.Num inCell() {
        var shown = inSentence();
        return num(Inline.Num.Unit.BARE, shown.digits(), shown.signed());
    }

    private Inline.Num num(Inline.Num.Unit shown, int digits, boolean signed) {
        return new Inline.Num(Numbers.exact(value), shown, digits, signed, number == 0 ? Optional.empty() : Optional.of(Integer.toString(number)));
    }
}
