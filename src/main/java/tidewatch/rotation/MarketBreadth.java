package tidewatch.rotation;

/**
 * How many of all stocks took part in the session. Each count with its own denominator.
 *
 * @param advancers OK stocks with a higher close than the session before
 * @param decliners with a lower one; an equal close is neither
 * @param compared stocks with both closes
 * @param aboveSma50 stocks above their own 50-session mean
 * @param withSma50 stocks that have such a mean
 * @param aboveSma200 stocks above their own 200-session mean
 * @param withSma200 stocks that have such a mean
 * @param newHighs stocks at their highest close of 252 sessions
 * @param newLows stocks at their lowest close of 252 sessions
 * @param withYear stocks with 252 sessions
 */
public record MarketBreadth(
        int advancers,
        int decliners,
        int compared,
        int aboveSma50,
        int withSma50,
        int aboveSma200,
        int withSma200,
        int newHighs,
        int newLows,
        int withYear) {
    public static MarketBreadth of(RotationTable table) {
        int advancers = 0;
        int decliners = 0;
        int compared = 0;
        int above = 0;
        int withMean = 0;
        int aboveLong = 0;
        int withLong = 0;
        int highs = 0;
        int lows = 0;
        int withYear = 0;
        for (var row : table.of(RotationRow.Kind.STOCK)) {
            if (!row.ok()) {
                continue;
            }
            var day = row.get(Measure.R1).asDouble();
            if (day.isPresent()) {
                compared++;
                advancers += day.getAsDouble() > 0 ? 1 : 0;
                decliners += day.getAsDouble() < 0 ? 1 : 0;
            }
            var mean = row.get(Measure.SMA50).asDouble();
            if (mean.isPresent()) {
                withMean++;
                above += mean.getAsDouble() > 0 ? 1 : 0;
            }
            var longMean = row.get(Measure.SMA200).asDouble();
            if (longMean.isPresent()) {
                withLong++;
                aboveLong += longMean.getAsDouble() > 0 ? 1 : 0;
            }
            var fromHigh = row.get(Measure.HIGH52).asDouble();
            var fromLow = row.get(Measure.LOW52).asDouble();
            if (fromHigh.isPresent() && fromLow.isPresent()) {
                withYear++;
                highs += fromHigh.getAsDouble() >= 0 ? 1 : 0;
                lows += fromLow.getAsDouble() <= 0 ? 1 : 0;
            }
        }
        return new MarketBreadth(advancers, decliners, compared, above, withMean, aboveLong, withLong, highs, lows, withYear);
    }
}
