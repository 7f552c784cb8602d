package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.http.CarefulClient;
import tidewatch.http.HttpRequest;
import tidewatch.market.Account;
import tidewatch.market.BarFlag;
import tidewatch.market.CallBook;
import tidewatch.market.CorporateAction;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;
import tidewatch.market.Instrument;
import tidewatch.market.Offer;
import tidewatch.market.Origin;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.VendorCalls.Reply;

/**
 * Tiingo, end of day: one symbol a call, prices as traded with dividends and splits in the same rows (api.tiingo.com/documentation/end-of-day).
 * Its own adjusted close is compared with ours, bar by bar; where the returns are further apart than 0.2 % the bar is
 * {@link BarFlag#DISPUTED}. The answer does not repeat the symbol: one call at a time. Safe for one thread at a time.
 */
public final class TiingoPrices implements PriceProvider {
    private static final double APART = .002;
    private static final String FEED = "eod";
    private static final byte DISPUTED = BarFlag.bits(Set.of(BarFlag.DISPUTED));
    private static final int DATE_LENGTH = 10;

    private final VendorSettings vendor;
    private final VendorCalls calls;
    private final TradingCalendar calendar;
    private final Offer offer;

    /**
     * Opens nothing.
     *
     * @param client that serves {@link VendorSettings#hosts()}
     */
    public TiingoPrices(VendorSettings vendor, CarefulClient client, CallBook book, TradingCalendar calendar) {
        this.vendor = vendor;
        this.calls = new VendorCalls(vendor, client, book, TiingoPrices::meaning);
        this.calendar = calendar;
        this.offer = vendor.offer(Set.of(PriceRequest.Kind.HISTORY), 1, 0, FEED);
        vendor.needKey();
    }

    @Override
    public String id() {
        return vendor.source().id();
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public Account account() {
        return vendor.account();
    }

    /** 404 with {@code {"detail":"Not found."}} or, for a ticker of a form that it does not have, with a page. */
    private static Optional<Kind> meaning(int status, String words) {
        boolean unknown = status == 404 || (status < 500 && words.contains("ticker") && words.contains("not found"));
        return unknown ? Optional.of(Kind.NO_SUCH_SYMBOL) : Optional.empty();
    }

    @Override
    public Found<PriceBatch> fetch(PriceRequest request, Instant now) {
        return switch (request) {
            case PriceRequest.History history -> history(history, now);
            case PriceRequest.OneDay _, PriceRequest.Actions _ ->
                throw new IllegalArgumentException("Tiingo is asked for histories only, not for " + request.kind());
        };
    }

    private Found<PriceBatch> history(PriceRequest.History request, Instant now) {
        var batch = new BatchBuilder(vendor, request);
        var asked = AskedDays.of(calendar, request.from(), request.to(), now, Duration.ZERO, vendor.finalAfter());
        Map<String, Instrument> known = batch.known(VendorSymbols.DASH);
        if (batch.nothingYet(asked)) {
            return batch.done();
        }
        for (var one : known.entrySet()) {
            Instrument instrument = one.getValue();
            var rows = new Rows(instrument, asked);
            var reply = calls.ask(ask(one.getKey(), request.from(), asked.end()), instrument.symbol(), Set.of(instrument.symbol()), now, rows::read);
            switch (reply) {
                case Reply.Bad<Rows> bad -> {
                    if (batch.bad(List.of(instrument), bad)) {
                        return batch.done();
                    }
                }
                case Reply.Good<Rows> _ -> {
                    batch.good();
                    take(rows, batch, asked, request, now);
                }
            }
        }
        return batch.done();
    }

    private HttpRequest ask(String symbol, LocalDate from, LocalDate to) {
        return HttpRequest.get(vendor.url() + "tiingo/daily")
                .path(symbol)
                .path("prices")
                .query("startDate", from.toString())
                .query("endDate", to.toString())
                .query("format", "json")
                .authorization("Token", vendor.needKey());
    }

    private void take(Rows rows, BatchBuilder batch, AskedDays asked, PriceRequest.History request, Instant now) {
        rows.bars.settle();
        rows.problems.forEach(batch::problem);
        var origin = new Origin(id(), FEED, now);
        var bars = rows.bars.series(origin, rows.actions, rows.disputed());
        batch.rows(rows.bars, bars, asked, "of " + rows.bars.instrument().symbol() + " from " + request.from() + " to " + asked.end());
    }

    /** The rows of one symbol. */
    private static final class Rows {
        private final BarRows bars;
        private final AskedDays asked;
        private final List<CorporateAction> actions = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Rows(Instrument instrument, AskedDays asked) {
            this.bars = new BarRows(instrument, asked);
            this.asked = asked;
        }

        private Rows read(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                var words = new StringBuilder();
                while (JsonCells.member(json)) {
                    words.append(JsonCells.error(json));
                }
                throw words.isEmpty() ? Unfit.garbled("an object where a list of days belongs") : Unfit.said(words.toString());
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw Unfit.garbled("a list of something else than days");
                }
                row(json);
            }
            return this;
        }

        private void row(JsonParser json) throws IOException {
            String date = "";
            double open = Double.NaN;
            double high = Double.NaN;
            double low = Double.NaN;
            double close = Double.NaN;
            double volume = Double.NaN;
            double adjusted = Double.NaN;
            double cash = 0;
            double split = 1;
            while (JsonCells.member(json)) {
                switch (json.currentName()) {
                    case "date" -> date = JsonCells.text(json);
                    case "open" -> open = JsonCells.number(json);
                    case "high" -> high = JsonCells.number(json);
                    case "low" -> low = JsonCells.number(json);
                    case "close" -> close = JsonCells.number(json);
                    case "volume" -> volume = JsonCells.number(json);
                    case "adjClose" -> adjusted = JsonCells.number(json);
                    case "divCash" -> cash = JsonCells.number(json);
                    case "splitFactor" -> split = JsonCells.number(json);
                    default -> json.skipChildren();
                }
            }
            // The date is the session, whatever time and zone stand behind it.
            Optional<LocalDate> day = VendorDates.day(date.length() > DATE_LENGTH ? date.substring(0, DATE_LENGTH) : date);
            if (day.isEmpty()) {
                bars.addUndated();
                return;
            }
            int epochDay = Math.toIntExact(day.get().toEpochDay());
            bars.add(epochDay, open, high, low, close, volume, adjusted);
            if (asked.standing(epochDay) == AskedDays.Standing.TAKEN) {
                action(day.get(), cash, split);
            }
        }

        private void action(LocalDate ex, double cash, double split) {
            if (cash > 0 && Double.isFinite(cash)) {
                add(new CashDividend(ex, cash));
            } else if (cash != 0) {
                refuse(ex, "a dividend of " + cash);
            }
            if (split > 0 && Double.isFinite(split)) {
                if (split != 1) {
                    add(SplitRatio.of(ex, split));
                }
            } else {
                refuse(ex, "a split of " + split);
            }
        }

        /** Of a row that came twice its actions count once. */
        private void add(CorporateAction action) {
            if (!actions.contains(action)) {
                actions.add(action);
            }
        }

        private void refuse(LocalDate ex, String what) {
            problems.add(new Problem(
                    Reason.GARBLED, "Tiingo " + ex + ": " + what + " makes no sense; left out", bars.instrument().symbol()));
        }

        /** Flags, one a bar: where our return since the bar before, dividends and splits counted, is not theirs. Rows are settled. */
        private byte[] disputed() {
            byte[] flags = new byte[bars.size()];
            for (int i = 1; i < flags.length; i++) {
                double theirs = bars.adjusted(i) / bars.adjusted(i - 1);
                double ours = growth(i);
                if (theirs > 0 && Double.isFinite(theirs) && Math.abs(theirs / ours - 1) > APART) {
                    flags[i] = DISPUTED;
                }
            }
            return flags;
        }

        /** As adjusted closes are usually made: a dividend is worth its part of the close before it. */
        private double growth(int i) {
            double before = bars.close(i - 1);
            double cash = 0;
            for (CorporateAction action : actions) {
                long ex = action.ex().toEpochDay();
                if (ex > bars.day(i - 1) && ex <= bars.day(i)) {
                    switch (action) {
                        case Split(LocalDate _, double newPerOld) -> before /= newPerOld;
                        case PriceFactor(LocalDate _, double factor) -> before /= factor;
                        case CashDividend(LocalDate _, double amount) -> cash += amount;
                    }
                }
            }
            return bars.close(i) / (before - cash);
        }
    }

    @Override
    public String toString() {
        return vendor.toString();
    }
}
