package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.Instrument;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** The actions of a group, in whatever order they come: only all pages together are an answer. */
final class AlpacaActions implements AlpacaPages {
    private final Map<String, Instrument> group;
    private final Map<String, List<CorporateAction>> actions = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final LocalDate from;
    private final LocalDate to;
    private final BatchBuilder batch;

    AlpacaActions(Map<String, Instrument> group, LocalDate from, LocalDate to, BatchBuilder batch) {
        this.group = group;
        this.from = from;
        this.to = to;
        this.batch = batch;
    }

    @Override
    public String read(JsonParser json) throws IOException {
        String token = "";
        boolean listed = false;
        var words = new StringBuilder();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Unfit.garbled("a list where an object belongs");
        }
        while (JsonCells.member(json)) {
            switch (json.currentName()) {
                case "corporate_actions" -> {
                    listed = true;
                    kinds(json);
                }
                case "next_page_token" -> token = JsonCells.text(json);
                default -> words.append(JsonCells.error(json));
            }
        }
        if (!listed) {
            throw words.isEmpty() ? Unfit.garbled("an object without \"corporate_actions\"") : Unfit.said(words.toString());
        }
        return token;
    }

    private void kinds(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Unfit.garbled("\"corporate_actions\" that are not listed by kind");
        }
        while (JsonCells.member(json)) {
            String kind = json.currentName();
            if (json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    action(kind, json);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void action(String kind, JsonParser json) throws IOException {
        String symbol = "";
        String ex = "";
        double fresh = Double.NaN;
        double old = Double.NaN;
        double rate = Double.NaN;
        while (JsonCells.member(json)) {
            switch (json.currentName()) {
                case "symbol", "source_symbol" -> symbol = JsonCells.text(json);
                case "ex_date" -> ex = JsonCells.text(json);
                case "new_rate" -> fresh = JsonCells.number(json);
                case "old_rate" -> old = JsonCells.number(json);
                case "rate" -> rate = JsonCells.number(json);
                default -> json.skipChildren();
            }
        }
        var instrument = group.get(symbol);
        Optional<LocalDate> day = VendorDates.day(ex);
        if (instrument == null || (day.isPresent() && (day.get().isBefore(from) || day.get().isAfter(to)))) {
            return; // of the other side of a spin-off, or dated by another day than the ex-date
        }
        double newPerOld = kind.equals("stock_dividends") ? 1 + rate : fresh / old;
        double paid = rate;
        Optional<CorporateAction> action = day.flatMap(
                date -> switch (kind) {
                    case "forward_splits", "reverse_splits", "stock_dividends" -> ratio(date, newPerOld);
                    case "cash_dividends" -> cash(date, paid);
                    default -> Optional.empty();
                });
        if (action.isPresent()) {
            var all = actions.computeIfAbsent(instrument.symbol(), _ -> new ArrayList<>());
            if (!all.contains(action.get())) {
                all.add(action.get());
            }
        } else if (kind.equals("spin_offs")) {
            problems.add(new Problem(
                    Reason.NOTICE,
                    "Alpaca tells of a spin-off on " + day.map(LocalDate::toString).orElse("an unknown day")
                            + " and not of what it is worth; the return of that day is not adjusted",
                    instrument.symbol()));
        } else {
            problems.add(new Problem(
                    Reason.GARBLED,
                    "Alpaca sends a corporate action that makes no sense (" + VendorWords.shown(kind + " " + ex, List.of()) + "); left out",
                    instrument.symbol()));
        }
    }

    private static Optional<CorporateAction> ratio(LocalDate ex, double newPerOld) {
        return newPerOld > 0 && Double.isFinite(newPerOld) ? Optional.of(SplitRatio.of(ex, newPerOld)) : Optional.empty();
    }

    private static Optional<CorporateAction> cash(LocalDate ex, double amount) {
        return amount > 0 && Double.isFinite(amount) ? Optional.of(new CashDividend(ex, amount)) : Optional.empty();
    }

    @Override
    public void whole() {
        problems.forEach(batch::problem);
        group.values().forEach(one -> batch.found(one, actions.getOrDefault(one.symbol(), List.of())));
    }

    @Override
    public void broken() {
        // What came of a symbol may not be all of it.
    }
}
