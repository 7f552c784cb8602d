package tidewatch.export;

import tidewatch.market.MonthlyReturns;
import tidewatch.market.Reading;
import tidewatch.rotation.MomentumBacktest;
import tidewatch.rotation.MomentumBacktest.Outcome;
import tidewatch.rotation.MonthlyPerformance;
import tidewatch.rotation.MonthlyPerformance.CalendarYear;

/**
 * The backtest of industry momentum as one JSON object: what was read, then one row a portfolio, its figures or why there are none. Fields
 * and words: {@code deploy/JSON.md}, "The industry-momentum backtest".
 */
public final class MomentumJson {
    private MomentumJson() {}

    /**
     * One line, without its end.
     *
     * @param file name of the file with the returns
     * @param table title of the table in it; may be empty
     */
    public static String of(String file, String table, MonthlyReturns returns, MomentumBacktest backtest) {
        return Json.object(json -> json.text("file", file)
                .textIfAny("table", table)
                .texts("groups", returns.groups())
                .text("dataFrom", returns.month(0).toString())
                .text("dataTo", returns.month(returns.months() - 1).toString())
                .text("from", backtest.from().toString())
                .text("to", backtest.to().toString())
                .count("months", backtest.months())
                .count("gapMonths", backtest.gapMonths())
                .hundredfold("riskFreePct", backtest.riskFree())
                .objects("rows", backtest.rows(), MomentumJson::row));
    }

    private static void row(Json json, MomentumBacktest.Row row) {
        json.word("kind", row.kind()).text("name", row.name());
        row.rule().ifPresent(rule -> json.counts("lookbackMonths", rule.lookbacks()).count("top", rule.top()));
        switch (row.outcome()) {
            case Outcome.Measured(MonthlyPerformance figures) -> figures(json, figures);
            case Outcome.Absent(String why) -> json.text("absent", why);
        }
    }

    private static void figures(Json json, MonthlyPerformance figures) {
        percent(json, "cagrPct", figures.cagr());
        percent(json, "stdevPct", figures.stdev());
        switch (figures.sharpe()) {
            case Reading.Value(double value) -> json.number("sharpe", value);
            case Reading.Absent(String why) -> absent(json, "sharpe", why);
        }
        percent(json, "maxDrawdownPct", figures.maxDrawdown());
        json.object("bestYear", figures.best(), MomentumJson::year)
                .object("worstYear", figures.worst(), MomentumJson::year)
                .object("yearsAboveEqualWeight", figures.ahead(), (fields, years) ->
                        fields.count("years", years.ahead()).count("ofYears", years.of()).hundredfold("sharePct", years.share()));
    }

    private static void year(Json json, CalendarYear year) {
        json.count("year", year.year()).hundredfold("returnPct", year.returned());
    }

    private static void percent(Json json, String field, Reading reading) {
        switch (reading) {
            case Reading.Value(double value) -> json.hundredfold(field, value);
            case Reading.Absent(String why) -> absent(json, field, why);
        }
    }

    private static void absent(Json json, String field, String why) {
        json.object(field, fields -> fields.text("absent", why));
    }
}
