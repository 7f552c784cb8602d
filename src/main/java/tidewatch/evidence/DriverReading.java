package tidewatch.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tidewatch.market.PricePanel;
import tidewatch.notes.Claim;

/**
 * A driver of a note on a day: where it stands in time, and what may be looked at beside it. A gauge measures nothing about the cause; it
 * is a price that people watch for it.
 *
 * @param state from the dates in its words alone
 * @param gauges what its words name and the panel has prices of, at most three, in the order of the table
 */
public record DriverReading(Claim.Driver driver, Claim.Driver.State state, List<Gauge> gauges) {
    /**
     * A price beside a driver.
     *
     * @param what as people say it: "long Treasury bonds"
     */
    public record Gauge(String what, String symbol) {}

    private record Row(Pattern words, String what, List<String> symbols) {
        Row(String words, String what, String... symbols) {
            this(Pattern.compile("\\b(?:" + words + ")", Pattern.UNICODE_CHARACTER_CLASS), what, List.of(symbols));
        }
    }

    private static final int MOST = 3;

    /** Words at a word's start, and the funds for it, the first with prices taken. */
    private static final List<Row> TABLE = List.of(
            new Row("rate cut|rate hike|interest rate|rates\\b|yield|treasur|federal reserve|the fed\\b|fed cut|fed hike|fomc", "long Treasury bonds", "TLT", "IEF"),
            new Row("dollar\\b|usd\\b|dxy\\b|greenback", "the dollar", "UUP", "DX-Y.NYB"),
            new Row("oil\\b|crude|wti\\b|brent|opec", "oil", "USO", "BNO", "DBC"),
            new Row("gold\\b|bullion", "gold", "GLD", "IAU"),
            new Row("credit spread|high yield|junk bond|default rate", "high-yield bonds", "HYG", "JNK"),
            new Row("volatility|vix\\b", "implied volatility", "^VIX"),
            new Row("bitcoin|crypto", "bitcoin", "IBIT", "BITO"),
            new Row("commodit", "commodities", "DBC", "GSG"),
            new Row("copper", "copper", "CPER"),
            new Row("natural gas", "natural gas", "UNG"),
            new Row("china\\b|chinese|yuan", "Chinese shares", "FXI", "MCHI"),
            new Row("semiconductor|chipmaker|gpu", "semiconductors", "SMH", "SOXX"));

    public DriverReading {
        gauges = List.copyOf(gauges);
    }

    public static DriverReading of(Claim.Driver driver, LocalDate day, PricePanel panel) {
        var words = new StringBuilder(driver.name()).append('\n').append(driver.text());
        driver.effects().forEach(effect -> words.append('\n').append(effect.cause()).append('\n').append(effect.effect()));
        var text = words.toString().toLowerCase(Locale.ROOT);
        var gauges = new ArrayList<Gauge>();
        var seen = new LinkedHashSet<String>();
        for (var row : TABLE) {
            if (gauges.size() < MOST && row.words().matcher(text).find()) {
                row.symbols().stream()
                        .filter(symbol -> panel.find(symbol).isPresent())
                        .findFirst()
                        .filter(seen::add)
                        .ifPresent(symbol -> gauges.add(new Gauge(row.what(), symbol)));
            }
        }
        return new DriverReading(driver, driver.state(day), gauges);
    }
}
