package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tidewatch.http.HttpRequest;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.Instrument;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceRequest;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.VendorCalls.Reply;

/**
 * One request for splits and dividends at Massive. Few names are asked for one by one. Many are asked for with the market's, in pages
 * sorted by ticker from the first name on: when a limit ends the pages, the names before the last ticker are answered, and the next
 * request begins where this one ended. Mutable, for one request.
 */
final class MassiveActions {
    private final MassivePrices massive;
    private final PriceRequest.Actions request;
    private final Instant now;
    private final BatchBuilder batch;
    private final Map<String, List<CorporateAction>> actions = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    /** Why asking for more is in vain; absent while it is not. */
    private Optional<Trouble> end = Optional.empty();

    /** By ticker, in the order of its bytes. */
    private TreeMap<String, Instrument> known = new TreeMap<>();

    MassiveActions(MassivePrices massive, PriceRequest.Actions request, Instant now) {
        this.massive = massive;
        this.request = request;
        this.now = now;
        this.batch = new BatchBuilder(massive.vendor(), request);
    }

    Found<PriceBatch> fetch() {
        known = new TreeMap<>(batch.known(VendorSymbols.DOT));
        if (MassivePrices.oneByOne(known.size(), request.from(), request.to())) {
            for (String symbol : List.copyOf(known.keySet())) {
                if (pages(symbol, symbol)) {
                    break;
                }
            }
        } else if (!known.isEmpty()) {
            pages(known.firstKey(), known.lastKey());
        }
        end.ifPresent(batch::rest);
        problems.forEach(batch::problem);
        return batch.done();
    }

    /** Splits, then dividends of all names from {@code first} to {@code last}; true when asking for others is in vain. */
    private boolean pages(String first, String last) {
        var splits = new Pages("splits", "v3/reference/splits", "execution_date");
        boolean vain = splits.all(first, last);
        if (splits.through.isEmpty()) {
            return vain;
        }
        var dividends = new Pages("dividends", "v3/reference/dividends", "ex_dividend_date");
        vain |= dividends.all(first, splits.through.get());
        dividends.through.ifPresent(through -> known.subMap(first, true, through, true)
                .forEach((symbol, instrument) -> batch.found(instrument, actions.getOrDefault(symbol, List.of()))));
        splits.trouble.ifPresent(trouble -> batch.missing(List.copyOf(known.subMap(first, true, last, true).values()), trouble));
        dividends.trouble.ifPresent(trouble -> batch.missing(List.copyOf(known.subMap(first, true, last, true).values()), trouble));
        return vain;
    }

    /** The pages of one kind. */
    private final class Pages {
        private final String what;
        private final String path;
        private final String date;
        /** The last name up to which all is there; absent when there is none. */
        private Optional<String> through = Optional.empty();

        private Optional<Trouble> trouble = Optional.empty();
        private String newest = "";
        private boolean sorted = true;

        Pages(String what, String path, String date) {
            this.what = what;
            this.path = path;
            this.date = date;
        }

        /** Reads all pages that come; true when asking for others is in vain. */
        boolean all(String first, String last) {
            var seen = new HashSet<String>();
            var names = known.subMap(first, true, last, true);
            String about = what + (names.size() == 1 ? " of " + first : " of " + names.size() + " names");
            HttpRequest question = question(first, last);
            while (true) {
                switch (massive.calls().ask(question, about, Set.of(), now, this::read)) {
                    case Reply.Bad<String> bad -> {
                        return stopped(first, last, bad);
                    }
                    case Reply.Good<String>(String next) -> {
                        batch.good();
                        if (next.isEmpty()) {
                            through = Optional.of(last);
                            return false;
                        }
                        Optional<HttpRequest> more = massive.next(next);
                        if (more.isEmpty() || !seen.add(next) || seen.size() == MassivePrices.pagesMax()) {
                            return stopped(first, last, massive.endless(about, more.isEmpty()));
                        }
                        question = more.get();
                    }
                }
            }
        }

        /** What came before is kept, if it came in the order of the names. */
        private boolean stopped(String first, String last, Reply.Bad<?> bad) {
            if (sorted && !newest.isEmpty()) {
                through = Optional.ofNullable(known.lowerKey(newest)).filter(name -> name.compareTo(first) >= 0);
            }
            trouble = Optional.of(bad.trouble());
            if (through.isEmpty()) {
                batch.missing(List.copyOf(known.subMap(first, true, last, true).values()), bad.trouble());
            }
            if (batch.vain(bad)) {
                end = trouble;
                return true;
            }
            return false;
        }

        private HttpRequest question(String first, String last) {
            var question = massive.ask(path);
            question = first.equals(last)
                    ? question.query("ticker", first)
                    : question.query("ticker.gte", first).query("ticker.lte", last);
            return question.query(date + ".gte", request.from().toString())
                    .query(date + ".lte", request.to().toString())
                    .query("sort", "ticker")
                    .query("order", "asc")
                    .query("limit", Integer.toString(MassivePrices.actionsAPage()));
        }

        private String read(JsonParser json) throws IOException {
            var frame = new MassivePrices.Frame();
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw Unfit.garbled("a list where an object belongs");
            }
            while (JsonCells.member(json)) {
                if (json.currentName().equals("results") && json.currentToken() == JsonToken.START_ARRAY) {
                    frame.rows();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        row(json);
                    }
                    if (json.currentToken() != JsonToken.END_ARRAY) {
                        throw Unfit.garbled("a list of something else than " + what);
                    }
                } else {
                    frame.take(json);
                }
            }
            frame.check();
            return frame.next();
        }

        private void row(JsonParser json) throws IOException {
            String ticker = "";
            String ex = "";
            double from = Double.NaN;
            double to = Double.NaN;
            double cash = Double.NaN;
            while (JsonCells.member(json)) {
                switch (json.currentName()) {
                    case "ticker" -> ticker = JsonCells.text(json);
                    case "execution_date", "ex_dividend_date" -> ex = JsonCells.text(json);
                    case "split_from" -> from = JsonCells.number(json);
                    case "split_to" -> to = JsonCells.number(json);
                    case "cash_amount" -> cash = JsonCells.number(json);
                    default -> json.skipChildren();
                }
            }
            sorted &= ticker.compareTo(newest) >= 0;
            newest = ticker;
            Instrument instrument = known.get(ticker);
            if (instrument == null) {
                return;
            }
            Optional<LocalDate> day = VendorDates.day(ex);
            if (day.isPresent() && (day.get().isBefore(request.from()) || day.get().isAfter(request.to()))) {
                return;
            }
            double newPerOld = to / from;
            double paid = cash;
            Optional<CorporateAction> action = day.flatMap(date -> action(date, newPerOld, paid));
            if (action.isEmpty()) {
                problems.add(new Problem(
                        Reason.GARBLED,
                        "Massive sends one of its " + what + " that makes no sense (" + VendorWords.shown(ex, List.of()) + "); left out",
                        instrument.symbol()));
                return;
            }
            var all = actions.computeIfAbsent(ticker, _ -> new ArrayList<>());
            if (!all.contains(action.get())) {
                all.add(action.get());
            }
        }

        private Optional<CorporateAction> action(LocalDate ex, double newPerOld, double cash) {
            if (what.equals("splits")) {
                return newPerOld > 0 && Double.isFinite(newPerOld) ? Optional.of(SplitRatio.of(ex, newPerOld)) : Optional.empty();
            }
            return cash > 0 && Double.isFinite(cash) ? Optional.of(new CashDividend(ex, cash)) : Optional.empty();
        }
    }
}
