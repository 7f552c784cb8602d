package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** The bars of a group. Pages run by symbol: one after which another began is whole, as long as none comes back later. */
final class AlpacaBars implements AlpacaPages {
    private final Map<String, BarRows> rows = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final AskedDays asked;
    private final VendorDates dates;
    private final Origin origin;
    private final BatchBuilder batch;
    private final String range;
    private String last = "";
    private boolean bySymbol = true;
    private final Set<String> unasked = new TreeSet<>();

    AlpacaBars(Map<String, Instrument> group, AskedDays asked, VendorDates dates, Origin origin, BatchBuilder batch, String range) {
        group.forEach((symbol, instrument) -> rows.put(symbol, new BarRows(instrument, asked)));
        this.asked = asked;
        this.dates = dates;
        this.origin = origin;
        this.batch = batch;
        this.range = range;
    }

    @Override
    public String read(JsonParser json) throws IOException {
        String token = "";
        boolean bars = false;
        var words = new StringBuilder();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Unfit.garbled("a list where an object belongs");
        }
        while (JsonCells.member(json)) {
            switch (json.currentName()) {
                case "bars" -> {
                    bars = true;
                    symbols(json);
                }
                case "next_page_token" -> token = JsonCells.text(json);
                default -> words.append(JsonCells.error(json));
            }
        }
        if (!bars) {
            throw words.isEmpty() ? Unfit.garbled("an object without \"bars\"") : Unfit.said(words.toString());
        }
        return token;
    }

    private void symbols(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Unfit.garbled("\"bars\" that are not listed by symbol");
        }
        while (JsonCells.member(json)) {
            String symbol = json.currentName();
            var of = rows.get(symbol);
            if (of == null) {
                unasked.add(symbol);
                json.skipChildren();
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                bySymbol &= symbol.equals(last) || begun.add(symbol);
                last = symbol;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    row(json, of);
                }
                if (json.currentToken() != JsonToken.END_ARRAY) {
                    throw Unfit.garbled("a list of something else than bars");
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void row(JsonParser json, BarRows of) throws IOException {
        String moment = "";
        double open = Double.NaN;
        double high = Double.NaN;
        double low = Double.NaN;
        double close = Double.NaN;
        double volume = Double.NaN;
        while (JsonCells.member(json)) {
            switch (json.currentName()) {
                case "t" -> moment = JsonCells.text(json);
                case "o" -> open = JsonCells.number(json);
                case "h" -> high = JsonCells.number(json);
                case "l" -> low = JsonCells.number(json);
                case "c" -> close = JsonCells.number(json);
                case "v" -> volume = JsonCells.number(json);
                default -> json.skipChildren();
            }
        }
        OptionalInt day = dates.dayOf(moment);
        if (day.isPresent()) {
            of.add(day.getAsInt(), open, high, low, close, volume, Double.NaN);
        } else {
            of.addUndated();
        }
    }

    @Override
    public void whole() {
        rows.values().forEach(this::take);
        tellUnasked();
    }

    @Override
    public void broken() {
        if (bySymbol) {
            rows.forEach((symbol, of) -> {
                if (begun.contains(symbol) && !symbol.equals(last)) {
                    take(of);
                }
            });
        }
        tellUnasked();
    }

    private void take(BarRows of) {
        of.settle();
        batch.rows(of, of.series(origin, List.of(), new byte[0]), asked, "of " + of.instrument().symbol() + " " + range);
    }

    private void tellUnasked() {
        for (String symbol : unasked) {
            batch.problem(new Problem(
                    Reason.CONFLICT, "Alpaca sends bars of a symbol that was not asked for; left out", VendorWords.shown(symbol, List.of())));
        }
    }
}
