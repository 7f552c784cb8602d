package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidewatch.http.CarefulClient;
import tidewatch.http.HttpRequest;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.Instrument;
import tidewatch.market.Offer;
import tidewatch.market.Origin;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.provider.VendorCalls.Reply;

/**
 * Massive (once Polygon): the whole market of one day in one call, histories of one symbol a call, splits and dividends of the market in
 * pages (massive.com/docs/rest/stocks). Prices are asked for as traded; the answer says whether they are, and is refused when it does not.
 * Safe for one thread at a time.
 */
public final class MassivePrices implements PriceProvider {
    private static final String FEED = "sip";
    private static final int BARS_A_PAGE = 50_000;
    private static final int ACTIONS_A_PAGE = 1_000;
    private static final int PAGES_MAX = 500;
    /** About 35,000 dividends and 1,500 splits a year in all: a page of the market lasts for so many days. */
    private static final int DAYS_A_PAGE = 9;

    private final VendorSettings vendor;
    private final VendorCalls calls;
    private final TradingCalendar calendar;
    private final Function<String, Optional<Instrument>> names;
    private final Offer offer;

    /**
     * Opens nothing.
     *
     * @param client that serves {@link VendorSettings#hosts()}
     * @param names of symbols that were not asked for by name; one that it does not know is a share of that name
     */
    public MassivePrices(
            VendorSettings vendor,
            CarefulClient client,
            CallBook book,
            TradingCalendar calendar,
            Function<String, Optional<Instrument>> names) {
        this.vendor = vendor;
        this.calls = new VendorCalls(vendor, client, book, MassivePrices::meaning);
        this.calendar = calendar;
        this.names = names;
        this.offer = vendor.offer(Set.of(PriceRequest.Kind.ONE_DAY, PriceRequest.Kind.HISTORY, PriceRequest.Kind.ACTIONS), 1, BARS_A_PAGE, FEED);
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

    /** "Attempted to request today's data before end of day" is a wait; another NOT_AUTHORIZED, under whatever status, is the plan's. */
    private static Optional<Kind> meaning(int status, String words) {
        if (words.contains("before end of day") || words.contains("today's data")) {
            return Optional.of(Kind.NOT_YET);
        }
        if (words.contains("not authorized") || words.contains("not_authorized") || words.contains("your plan")) {
            return Optional.of(VendorWords.sayKey(words) ? Kind.WRONG_KEY : Kind.NOT_ENTITLED);
        }
        return Optional.empty();
    }

    @Override
    public Found<PriceBatch> fetch(PriceRequest request, Instant now) {
        return switch (request) {
            case PriceRequest.OneDay day -> oneDay(day, now);
            case PriceRequest.History history -> history(history, now);
            case PriceRequest.Actions actions -> new MassiveActions(this, actions, now).fetch();
        };
    }

    VendorSettings vendor() {
        return vendor;
    }

    VendorCalls calls() {
        return calls;
    }

    HttpRequest ask(String path) {
        return HttpRequest.get(vendor.url() + path).bearer(vendor.needKey());
    }

    /**
     * The next page, at the address that the source names.
     *
     * @return empty when that is not the same host, scheme and port: the key goes nowhere else
     */
    Optional<HttpRequest> next(String address) {
        try {
            var next = new URI(address);
            var ours = vendor.url();
            boolean same = ours.getScheme().equalsIgnoreCase(String.valueOf(next.getScheme()))
                    && String.valueOf(next.getHost()).toLowerCase(Locale.ROOT).equals(ours.getHost().toLowerCase(Locale.ROOT))
                    && port(next) == port(ours)
                    && next.getRawUserInfo() == null;
            return same ? Optional.of(HttpRequest.get(address).bearer(vendor.needKey())) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
    }

    /** Pages that lead elsewhere, or nowhere. */
    Reply.Bad<String> endless(String about, boolean elsewhere) {
        return elsewhere
                ? new Reply.Bad<>(
                        Trouble.of(
                                Kind.REFUSED_ADDRESS,
                                "Massive, asked for " + about + ", names another host for its next page, which is not called; look at "
                                        + vendor.urlName() + "."),
                        true,
                        "")
                : new Reply.Bad<>(
                        Trouble.of(
                                Kind.GARBLED,
                                "Massive, asked for " + about + ", answers with pages that do not end; what is whole is kept, the rest is asked"
                                        + " for again later."),
                        false,
                        "");
    }

    /** What stands around the rows of an answer. */
    static final class Frame {
        private String status = "";
        private String adjusted = "";
        private String next = "";
        private boolean results;
        private long count = -1;
        private final StringBuilder words = new StringBuilder();

        /** Takes a member that is not the rows. */
        void take(JsonParser json) throws IOException {
            switch (json.currentName()) {
                case "status" -> status = JsonCells.text(json);
                case "adjusted" -> adjusted = JsonCells.text(json);
                case "next_url" -> next = JsonCells.text(json);
                case "resultsCount" -> count = (long) JsonCells.number(json);
                default -> words.append(JsonCells.error(json));
            }
        }

        void rows() {
            results = true;
        }

        String next() {
            return next;
        }

        /** Refuses what the members around the rows say is no answer. */
        void check() throws Unfit {
            boolean good = status.isEmpty() || status.equals("OK") || status.equals("DELAYED");
            if (!good) {
                throw Unfit.said(status + " " + words);
            }
            if (!results && count != 0) {
                throw words.isEmpty() ? Unfit.garbled("an object without \"results\"") : Unfit.said(words.toString());
            }
        }

        /** Refuses prices that are adjusted, or may be. */
        void checkRaw() throws Unfit {
            if (!adjusted.equals("false")) {
                throw Unfit.mismatch(
                        adjusted.isEmpty() ? "it does not say whether prices are as traded" : "prices are adjusted, and not as traded");
            }
        }
    }

    // ---- one day of the market ----

    private Found<PriceBatch> oneDay(PriceRequest.OneDay request, Instant now) {
        var batch = new BatchBuilder(vendor, request);
        LocalDate session = request.session();
        var asked = AskedDays.of(calendar, session, session, now, Duration.ZERO, vendor.finalAfter());
        Map<String, Instrument> known = batch.known(VendorSymbols.DOT);
        if (batch.nothingYet(asked)) {
            return batch.done();
        }
        var day = new Day(session, asked, known, request.everything(), now);
        var question = ask("v2/aggs/grouped/locale/us/market/stocks").path(session.toString()).query("adjusted", "false").query("include_otc", "false");
        switch (calls.ask(question, session.toString(), Set.of(), now, day::read)) {
            case Reply.Bad<Integer> bad -> batch.rest(tooRecent(bad.trouble(), asked));
            case Reply.Good<Integer>(Integer rows) -> {
                if (rows == 0) {
                    batch.rest(batch.none(asked, "of " + session));
                } else {
                    day.answer(batch);
                }
            }
        }
        return batch.done();
    }

    /** The plan that has older days does not have the newest one at once: that is no lack of rights. */
    private static Trouble tooRecent(Trouble trouble, AskedDays asked) {
        return trouble.kind() == Kind.NOT_ENTITLED && asked.newestOnly() ? Trouble.of(Kind.NOT_YET, trouble.sentence()) : trouble;
    }

    private final class Day {
        private final LocalDate session;
        private final AskedDays asked;
        private final Map<String, Instrument> known;
        private final boolean everything;
        private final Origin origin;
        private final int day;
        /** The exchange's day in milliseconds: a row's moment lies in it. */
        private final long begin;

        private final long end;
        private final Map<String, BarRows> rows = new HashMap<>();
        private int otherDays;

        Day(LocalDate session, AskedDays asked, Map<String, Instrument> known, boolean everything, Instant now) {
            this.session = session;
            this.asked = asked;
            this.known = known;
            this.everything = everything;
            this.origin = new Origin(id(), FEED, now);
            this.day = Math.toIntExact(session.toEpochDay());
            this.begin = session.atStartOfDay(TradingCalendar.ZONE).toInstant().toEpochMilli();
            this.end = session.plusDays(1).atStartOfDay(TradingCalendar.ZONE).toInstant().toEpochMilli();
        }

        /** Answers how many rows came. */
        private Integer read(JsonParser json) throws IOException {
            var frame = new Frame();
            int came = 0;
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw Unfit.garbled("a list where an object belongs");
            }
            while (JsonCells.member(json)) {
                if (json.currentName().equals("results") && json.currentToken() == JsonToken.START_ARRAY) {
                    frame.rows();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        came++;
                        row(json);
                    }
                    if (json.currentToken() != JsonToken.END_ARRAY) {
                        throw Unfit.garbled("a list of something else than bars");
                    }
                } else {
                    frame.take(json);
                }
            }
            frame.check();
            if (came > 0) {
                frame.checkRaw();
                if (frame.count > came) {
                    throw Unfit.garbled("fewer rows (" + came + ") than it says (" + frame.count + ")");
                }
                if (otherDays == came) {
                    throw Unfit.mismatch("its rows are of another day");
                }
            }
            return came;
        }

        private void row(JsonParser json) throws IOException {
            String symbol = "";
            double moment = Double.NaN;
            double open = Double.NaN;
            double high = Double.NaN;
            double low = Double.NaN;
            double close = Double.NaN;
            double volume = Double.NaN;
            while (JsonCells.member(json)) {
                switch (json.currentName()) {
                    case "T" -> symbol = JsonCells.text(json);
                    case "t" -> moment = JsonCells.number(json);
                    case "o" -> open = JsonCells.number(json);
                    case "h" -> high = JsonCells.number(json);
                    case "l" -> low = JsonCells.number(json);
                    case "c" -> close = JsonCells.number(json);
                    case "v" -> volume = JsonCells.number(json);
                    default -> json.skipChildren();
                }
            }
            if (!(moment >= begin && moment < end)) {
                otherDays++;
                return;
            }
            Instrument instrument = known.get(symbol);
            if (instrument == null) {
                if (!everything) {
                    return;
                }
                Optional<String> ours = VendorSymbols.DOT.ours(symbol);
                if (ours.isEmpty()) {
                    return;
                }
                instrument = named(ours.get());
            }
            var of = rows.get(symbol);
            if (of == null) {
                of = new BarRows(instrument, asked);
                rows.put(symbol, of);
            }
            of.add(day, open, high, low, close, volume, Double.NaN);
        }

        private Instrument named(String symbol) {
            return names.apply(symbol).orElseGet(() -> new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", ""));
        }

        private void answer(BatchBuilder batch) {
            if (otherDays > 0) {
                batch.problem(Problem.of(Reason.GARBLED, "Massive, asked for " + session + ", sends " + otherDays + " rows of other days; left out"));
            }
            known.forEach((symbol, instrument) -> {
                var of = rows.remove(symbol);
                if (of == null) {
                    batch.missing(instrument, Trouble.of(
                            Kind.NO_DATA,
                            "Massive has the market of " + session + " and no row of " + instrument.symbol()
                                    + ": it was not traded, or is not known there under that symbol."));
                } else {
                    of.settle();
                    batch.rows(of, of.series(origin, List.of(), new byte[0]), asked, "of " + instrument.symbol() + " of " + session);
                }
            });
            rows.values().stream()
                    .sorted((a, b) -> a.instrument().compareTo(b.instrument()))
                    .forEach(of -> {
                        of.settle();
                        of.series(origin, List.of(), new byte[0]).ifPresent(batch::besides);
                    });
        }
    }

    // ---- histories ----

    private Found<PriceBatch> history(PriceRequest.History request, Instant now) {
        var batch = new BatchBuilder(vendor, request);
        var asked = AskedDays.of(calendar, request.from(), request.to(), now, Duration.ZERO, vendor.finalAfter());
        Map<String, Instrument> known = batch.known(VendorSymbols.DOT);
        if (batch.nothingYet(asked)) {
            return batch.done();
        }
        for (var one : known.entrySet()) {
            if (symbol(one.getKey(), one.getValue(), request.from(), asked, batch, now)) {
                break;
            }
        }
        return batch.done();
    }

    /** All pages of one symbol; true when asking for others is in vain. */
    private boolean symbol(String symbol, Instrument instrument, LocalDate from, AskedDays asked, BatchBuilder batch, Instant now) {
        var rows = new BarRows(instrument, asked);
        var pages = new HashSet<String>();
        var question = ask("v2/aggs/ticker")
                .path(symbol)
                .path("range")
                .path("1")
                .path("day")
                .path(from.toString())
                .path(asked.end().toString())
                .query("adjusted", "false")
                .query("sort", "asc")
                .query("limit", Integer.toString(BARS_A_PAGE));
        while (true) {
            switch (calls.ask(question, instrument.symbol(), Set.of(instrument.symbol()), now, json -> range(json, symbol, rows))) {
                case Reply.Bad<String> bad -> {
                    return batch.bad(List.of(instrument), new Reply.Bad<>(tooRecent(bad.trouble(), asked), bad.all(), bad.words()));
                }
                case Reply.Good<String>(String next) -> {
                    batch.good();
                    if (next.isEmpty()) {
                        rows.settle();
                        var bars = rows.series(new Origin(id(), FEED, now), List.of(), new byte[0]);
                        batch.rows(rows, bars, asked, "of " + instrument.symbol() + " from " + from + " to " + asked.end());
                        return false;
                    }
                    Optional<HttpRequest> more = next(next);
                    if (more.isEmpty() || !pages.add(next) || pages.size() == PAGES_MAX) {
                        return batch.bad(List.of(instrument), endless(instrument.symbol(), more.isEmpty()));
                    }
                    question = more.get();
                }
            }
        }
    }

    /** Reads a page of a history; answers the address of the next one, or nothing. */
    private static String range(JsonParser json, String symbol, BarRows rows) throws IOException {
        var frame = new Frame();
        String ticker = "";
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Unfit.garbled("a list where an object belongs");
        }
        boolean any = false;
        while (JsonCells.member(json)) {
            String name = json.currentName();
            if (name.equals("results") && json.currentToken() == JsonToken.START_ARRAY) {
                frame.rows();
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    any = true;
                    bar(json, rows);
                }
                if (json.currentToken() != JsonToken.END_ARRAY) {
                    throw Unfit.garbled("a list of something else than bars");
                }
            } else if (name.equals("ticker")) {
                ticker = JsonCells.text(json);
            } else {
                frame.take(json);
            }
        }
        frame.check();
        if (any) {
            frame.checkRaw();
            if (!Objects.equals(ticker, symbol)) {
                throw Unfit.mismatch(ticker.isEmpty() ? "it does not say of which symbol" : "its rows are of another symbol");
            }
        }
        return frame.next();
    }

    private static void bar(JsonParser json, BarRows rows) throws IOException {
        double moment = Double.NaN;
        double open = Double.NaN;
        double high = Double.NaN;
        double low = Double.NaN;
        double close = Double.NaN;
        double volume = Double.NaN;
        while (JsonCells.member(json)) {
            switch (json.currentName()) {
                case "t" -> moment = JsonCells.number(json);
                case "o" -> open = JsonCells.number(json);
                case "h" -> high = JsonCells.number(json);
                case "l" -> low = JsonCells.number(json);
                case "c" -> close = JsonCells.number(json);
                case "v" -> volume = JsonCells.number(json);
                default -> json.skipChildren();
            }
        }
        // Milliseconds of midnight in New York; anything in that day is that day.
        if (moment >= 0 && moment < 1e14) {
            long day = Instant.ofEpochMilli((long) moment).atZone(TradingCalendar.ZONE).toLocalDate().toEpochDay();
            rows.add(Math.toIntExact(day), open, high, low, close, volume, Double.NaN);
        } else {
            rows.addUndated();
        }
    }

    /** Whether the actions of these names take fewer calls one by one than those of the whole market. */
    static boolean oneByOne(int names, LocalDate from, LocalDate to) {
        return 2L * names <= 2 + ChronoUnit.DAYS.between(from, to) / DAYS_A_PAGE;
    }

    static int actionsAPage() {
        return ACTIONS_A_PAGE;
    }

    static int pagesMax() {
        return PAGES_MAX;
    }

    @Override
    public String toString() {
        return vendor.toString();
    }
}
