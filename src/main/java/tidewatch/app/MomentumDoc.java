package tidewatch.app;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.MonthlyReturns;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.Numbers;
import tidewatch.provider.ReturnsFile;
import tidewatch.rotation.MomentumBacktest;
import tidewatch.rotation.MomentumBacktest.Kind;
import tidewatch.rotation.MomentumBacktest.Outcome;
import tidewatch.rotation.MomentumBacktest.Row;
import tidewatch.rotation.MonthlyPerformance;
import tidewatch.rotation.MonthlyPerformance.CalendarYear;

/** The backtest of industry momentum in words: what was held against what, and one row a portfolio. */
final class MomentumDoc {
    private static final int DIGITS = 2;
    private static final String NO_YEAR = "no full year";

    private static final List<Column> COLUMNS = List.of(
            Column.text("Portfolio"),
            Column.number("CAGR %", Column.Type.PCT, 1),
            Column.number("Stdev %", Column.Type.PCT, 2),
            Column.number("Sharpe", Column.Type.NUMBER, 1),
            Column.number("Max drawdown %", Column.Type.PCT, 1),
            Column.number("Best year %", Column.Type.PCT, 3),
            Column.number("Worst year %", Column.Type.PCT, 3),
            Column.number("Years above equal weight %", Column.Type.PCT, 2));

    private MomentumDoc() {}

    static Doc of(ReturnsFile file, MomentumBacktest backtest) {
        var title = "Industry momentum, " + backtest.from() + " to " + backtest.to() + ", " + counted(backtest.months(), "month");
        var blocks = new ArrayList<Block>();
        blocks.add(Block.para(source(file) + " At the end of each month the groups are ranked by their compounded return of the lookback, of several lookbacks by"
                + " the mean; the best are held in equal parts through the next month, whose return no ranking has seen."));
        var rows = new ArrayList<List<Cell>>();
        var absent = new ArrayList<List<Inline>>();
        for (var row : backtest.rows()) {
            switch (row.outcome()) {
                case Outcome.Measured(MonthlyPerformance figures) -> rows.add(row(row, figures));
                case Outcome.Absent(String why) -> absent.add(List.of(Inline.text(row.name() + ": " + why)));
            }
        }
        blocks.add(new Block.Table(COLUMNS, rows, Optional.of(caption(backtest))));
        if (!absent.isEmpty()) {
            blocks.add(Block.para("Without figures:"));
            blocks.add(Block.bullets(absent));
        }
        blocks.add(new Block.Footer(List.of(Inline.text("A check of arithmetic against published tables, without costs and taxes. It is no advice."))));
        return new Doc(title, Doc.summaryOf(title), blocks, List.of(),
                Meta.answer(backtest.to().atEndOfMonth().atStartOfDay().toInstant(ZoneOffset.UTC), Optional.empty(), ZoneOffset.UTC));
    }

    private static String source(ReturnsFile file) {
        MonthlyReturns returns = file.returns();
        return counted(returns.groups().size(), "group") + " of " + file.name() + (file.table().isEmpty() ? "" : ", table \"" + file.table() + "\"") + ", with returns from "
                + returns.month(0) + " to " + returns.month(returns.months() - 1) + ".";
    }

    private static String caption(MomentumBacktest backtest) {
        var gaps = backtest.gapMonths() == 0 ? "" : " In " + counted(backtest.gapMonths(), "month")
                + " a group had no return; equal weight is then that of the others.";
        return "Sharpe is the CAGR less " + Numbers.write(new Inline.Num(Numbers.exact(backtest.riskFree() * 100), Inline.Num.Unit.PCT, DIGITS, false, Optional.empty()))
                + " a year, over the standard deviation; that is of monthly returns, times the root of 12. Drawdown is by month ends. Years are calendar years with all months;"
                + " equal weight holds all groups, rebalanced monthly." + gaps;
    }

    private static List<Cell> row(Row row, MonthlyPerformance figures) {
        return List.of(
                Cell.of(Inline.text(row.name())),
                percent(figures.cagr(), true),
                percent(figures.stdev(), false),
                switch (figures.sharpe()) {
                    case Reading.Value(double value) -> new Cell(List.of(new Inline.Num(Numbers.exact(value), Inline.Num.Unit.RATIO, DIGITS, false, Optional.empty())), Optional.of(value));
                    case Reading.Absent(String why) -> Cell.of(Inline.text(why));
                },
                percent(figures.maxDrawdown(), true),
                year(figures.best()),
                year(figures.worst()),
                ahead(row, figures));
    }

    private static Cell percent(Reading reading, boolean signed) {
        return switch (reading) {
            case Reading.Value(double value) -> new Cell(List.of(bare(value, signed)), Optional.of(value * 100));
            case Reading.Absent(String why) -> Cell.of(Inline.text(why));
        };
    }

    private static Cell year(Optional<CalendarYear> year) {
        return year.map(one -> new Cell(List.of(bare(one.returned(), true), Inline.text(" in " + one.year())), Optional.of(one.returned() * 100)))
                .orElseGet(() -> Cell.of(Inline.text(NO_YEAR)));
    }

    private static Cell ahead(Row row, MonthlyPerformance figures) {
        if (row.kind() == Kind.EQUAL_WEIGHT) {
            return Cell.of(Inline.text("the measure"));
        }
        return figures.ahead()
                .map(years -> new Cell(
                        List.of(bare(years.share(), false), Inline.text(", " + years.ahead() + " of " + years.of())), Optional.of(years.share() * 100)))
                .orElseGet(() -> Cell.of(Inline.text(NO_YEAR)));
    }

    private static Inline.Num bare(double fraction, boolean signed) {
        return new Inline.Num(Numbers.exact(fraction * 100), Inline.Num.Unit.BARE, DIGITS, signed, Optional.empty());
    }

    private static String counted(int n, String word) {
        return n + " " + word + (n == 1 ? "" : "s");
    }
}
