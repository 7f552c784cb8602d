package tidewatch.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
import tidewatch.provider.VendorCalls.Reply;

/**
 * Alpaca, daily bars as traded of many symbols a call, in pages (docs.alpaca.markets, "Historical bars"), and their corporate actions.
 *
 * <p>No feed is named and no moment of the last 15 minutes is asked for: the free plan then answers with the consolidated tape, while the
 * feed of one exchange has other closes and a 28th of the volume. Safe for one thread at a time.
 */
public final class AlpacaPrices implements PriceProvider {
    /** Symbols in one address: 200 of five characters are well below the 8 KiB that servers take. */
    private static final int SYMBOLS_A_CALL = 200;

    private static final int ROWS_A_PAGE = 10_000;
    private static final int ACTIONS_A_PAGE = 1_000;
    /** More pages than that are none of a history of 200 names over 30 years. */
    private static final int PAGES_MAX = 500;

    /** The free plan answers up to 15 minutes ago; one more for clocks that differ. */
    private static final Duration TOO_RECENT = Duration.ofMinutes(16);

    private static final String FEED = "sip";
    private static final String ACTION_TYPES = "forward_split,reverse_split,stock_dividend,cash_dividend,spin_off";
    private static final Pattern INVALID_SYMBOL = Pattern.compile("invalid symbols?[^a-z0-9]+([a-z0-9.]+)");

    private final VendorSettings vendor;
    private final VendorCalls calls;
    private final TradingCalendar calendar;
    private final Offer offer;

    /**
     * Opens nothing.
     *
     * @param client that serves {@link VendorSettings#hosts()}
     */
    public AlpacaPrices(VendorSettings vendor, CarefulClient client, CallBook book, TradingCalendar calendar) {
        this.vendor = vendor;
        this.calls = new VendorCalls(vendor, client, book, AlpacaPrices::meaning);
        this.calendar = calendar;
        this.offer = vendor.offer(Set.of(PriceRequest.Kind.HISTORY, PriceRequest.Kind.ACTIONS), SYMBOLS_A_CALL, ROWS_A_PAGE, FEED);
        vendor.needKey();
        vendor.needSecret();
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

    /** "subscription does not permit querying recent SIP data", "end is too late for subscription": a wait, not a wrong key. */
    private static Optional<Kind> meaning(int status, String words) {
        if (words.contains("recent sip") || words.contains("too late for subscription")) {
            return Optional.of(Kind.NOT_YET);
        }
        return status == 403 && (words.isEmpty() || words.startsWith("forbidden")) ? Optional.of(Kind.WRONG_KEY) : Optional.empty();
    }

    @Override
    public Found<PriceBatch> fetch(PriceRequest request, Instant now) {
        return switch (request) {
            case PriceRequest.History history -> history(history, now);
            case PriceRequest.Actions actions -> actions(actions, now);
            case PriceRequest.OneDay _ -> throw new IllegalArgumentException("Alpaca is not asked for a whole market");
        };
    }

    private HttpRequest ask(String path) {
        return HttpRequest.get(vendor.url() + path)
                .header("APCA-API-KEY-ID", vendor.needKey())
                .header("APCA-API-SECRET-KEY", vendor.needSecret());
    }

    /** What one group of symbols is asked with; its answer comes in pages. */
    private interface Question {
        HttpRequest page(String symbols, String token);
    }

    private Found<PriceBatch> history(PriceRequest.History request, Instant now) {
        var batch = new BatchBuilder(vendor, request);
        var asked = AskedDays.of(calendar, request.from(), request.to(), now, TOO_RECENT, vendor.finalAfter());
        Map<String, Instrument> known = batch.known(VendorSymbols.DOT);
        if (batch.nothingYet(asked)) {
            return batch.done();
        }
        var end = calendar.session(asked.end()).orElseThrow().close();
        var origin = new Origin(id(), FEED, now);
        var dates = new VendorDates();
        inGroups(
                known,
                group -> new AlpacaBars(group, asked, dates, origin, batch, "from " + request.from() + " to " + asked.end()),
                (symbols, token) -> {
                    var page = ask("v2/stocks/bars")
                            .query("symbols", symbols)
                            .query("timeframe", "1Day")
                            .query("start", request.from().toString())
                            .query("end", end.toString())
                            .query("adjustment", "raw")
                            .query("limit", Integer.toString(ROWS_A_PAGE));
                    return token.isEmpty() ? page : page.query("page_token", token);
                },
                batch,
                now);
        return batch.done();
    }

    private Found<PriceBatch> actions(PriceRequest.Actions request, Instant now) {
        var batch = new BatchBuilder(vendor, request);
        Map<String, Instrument> known = batch.known(VendorSymbols.DOT);
        inGroups(
                known,
                group -> new AlpacaActions(group, request.from(), request.to(), batch),
                (symbols, token) -> {
                    var page = ask("v1/corporate-actions")
                            .query("symbols", symbols)
                            .query("types", ACTION_TYPES)
                            .query("start", request.from().toString())
                            .query("end", request.to().toString())
                            .query("limit", Integer.toString(ACTIONS_A_PAGE));
                    return token.isEmpty() ? page : page.query("page_token", token);
                },
                batch,
                now);
        return batch.done();
    }

    private interface Start {
        AlpacaPages of(Map<String, Instrument> group);
    }

    private void inGroups(Map<String, Instrument> known, Start start, Question question, BatchBuilder batch, Instant now) {
        var group = new LinkedHashMap<String, Instrument>();
        for (var one : known.entrySet()) {
            group.put(one.getKey(), one.getValue());
            if (group.size() == SYMBOLS_A_CALL) {
                if (!group(group, start, question, batch, now)) {
                    return;
                }
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            group(group, start, question, batch, now);
        }
    }

    /** Asks for all pages of a group; false when asking for another group is in vain. */
    private boolean group(Map<String, Instrument> names, Start start, Question question, BatchBuilder batch, Instant now) {
        var group = new LinkedHashMap<>(names);
        var pages = start.of(new LinkedHashMap<>(group));
        var tokens = new HashSet<String>();
        String token = "";
        while (true) {
            String page = token;
            var symbols = Set.copyOf(group.values().stream().map(Instrument::symbol).toList());
            var reply = calls.ask(question.page(String.join(",", group.keySet()), page), about(group), symbols, now, pages::read);
            switch (reply) {
                case Reply.Good<String>(String next) -> {
                    batch.good();
                    if (next.isEmpty()) {
                        pages.whole();
                        return true;
                    }
                    if (!tokens.add(next) || tokens.size() == PAGES_MAX) {
                        pages.broken();
                        return !batch.bad(
                                group.values(),
                                new Reply.Bad<>(
                                        Trouble.of(
                                                Kind.GARBLED,
                                                "Alpaca, asked for " + about(group)
                                                        + ", answers with pages that do not end; what is whole is kept, the rest is asked for"
                                                        + " again later."),
                                        false,
                                        ""));
                    }
                    token = next;
                }
                case Reply.Bad<String> bad -> {
                    var invalid = INVALID_SYMBOL.matcher(bad.words());
                    if (page.isEmpty() && invalid.find() && drop(group, invalid.group(1).toUpperCase(Locale.ROOT), batch)) {
                        if (group.isEmpty()) {
                            return true;
                        }
                        pages = start.of(new LinkedHashMap<>(group));
                        continue;
                    }
                    pages.broken();
                    return !batch.bad(group.values(), bad);
                }
            }
        }
    }

    /** One symbol of a form that the source does not take spoils the whole call: the others are asked for without it. */
    private static boolean drop(Map<String, Instrument> group, String symbol, BatchBuilder batch) {
        var wrong = group.remove(symbol);
        if (wrong == null) {
            return false;
        }
        batch.missing(wrong, Trouble.of(Kind.NO_SUCH_SYMBOL, "Alpaca does not know " + wrong.symbol() + "; look at the symbol."));
        return true;
    }

    private static String about(Map<String, Instrument> group) {
        String first = group.values().iterator().next().symbol();
        return group.size() == 1 ? first : first + " and " + (group.size() - 1) + " more";
    }

    @Override
    public String toString() {
        return vendor.toString();
    }
}
