package tidewatch.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tidewatch.http.AnswerHeaders;
import tidewatch.http.CarefulClient;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.EventBatch;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.market.EventOffer;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Instrument;
import tidewatch.market.MarketEvent;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The earnings calendar of Alpha Vantage (alphavantage.co/documentation, EARNINGS_CALENDAR): one call is three months of the whole market, as
 * CSV with the columns {@code symbol,name,reportDate,fiscalDateEnding,estimate,currency} and, in newer recordings of several public projects,
 * {@code timeOfTheDay} with {@code pre-market}, {@code post-market} or nothing. Every error is a status 200 with JSON in the place of CSV.
 * The key stands in the address; no vendor's date says whether the company announced it, so all are estimates.
 */
public final class AlphaVantageEarnings implements EventCalendar {
    /** Three months. */
    private static final int DAYS_AHEAD = 92;
    /** A row further off is no date of this calendar. */
    private static final int DAYS_MAX = 200;

    private static final int SHOWN_MAX = 3;

    private final EventCalls calls;

    public AlphaVantageEarnings(EventAccount account, CarefulClient client, CallBook book) {
        calls = new EventCalls(account, client, book, AlphaVantageEarnings::meaning);
    }

    @Override
    public EventSource source() {
        return EventSource.ALPHA_VANTAGE;
    }

    @Override
    public EventOffer offer() {
        return EventOffer.daily(DAYS_AHEAD, calls.account().limits());
    }

    @Override
    public Account account() {
        return calls.account().account();
    }

    /** "spreading" first: words about the second also name the day. A text about the day also names the key that it counts for. */
    private static Optional<Trouble.Kind> meaning(int status, String words) {
        if (words.contains("spreading") || words.contains("per second")) {
            return Optional.of(Trouble.Kind.BUSY);
        }
        if (words.contains("per day")) {
            return Optional.of(Trouble.Kind.QUOTA_SPENT);
        }
        if (words.contains("premium")) {
            return Optional.of(Trouble.Kind.NOT_ENTITLED);
        }
        return words.contains("apikey") || words.contains("api key") ? Optional.of(Trouble.Kind.WRONG_KEY) : Optional.empty();
    }

    @Override
    public Found<EventBatch> events(EventQuestion question, Instant now) {
        var request = calls.request()
                .path("query")
                .query("function", "EARNINGS_CALENDAR")
                .query("horizon", "3month")
                .query("apikey", calls.account().key());
        return switch (calls.ask(request, now)) {
            case EventCalls.Reply.None(Trouble trouble) -> Found.of(EventBatch.none(trouble));
            case EventCalls.Reply.Whole(AnswerHeaders headers, String text) -> text.startsWith("{") || text.startsWith("[")
                    ? Found.of(EventBatch.none(calls.said(200, headers, errors(text), now)))
                    : rows(text, question);
        };
    }

    /** The texts of the JSON that stands in the place of CSV; the body itself where it is not whole. */
    private static String errors(String json) {
        var words = new ArrayList<String>();
        EventCalls.json(json).ifPresent(body -> body.forEach(value -> {
            if (value.isTextual()) {
                words.add(value.asText());
            }
        }));
        return words.isEmpty() ? json : String.join(" ", words);
    }

    private Found<EventBatch> rows(String text, EventQuestion question) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        Map<String, Integer> place = new HashMap<>();
        var header = CsvLine.cells(lines.getFirst().toLowerCase(Locale.ROOT));
        for (int i = 0; i < header.size(); i++) {
            place.putIfAbsent(header.get(i), i);
        }
        if (!place.keySet().containsAll(Set.of("symbol", "reportdate"))) {
            return Found.of(EventBatch.none(calls.garbled("\"" + calls.shown(lines.getFirst()) + "\" in the place of a header")));
        }
        var events = new TreeMap<String, MarketEvent>();
        var unread = new ArrayList<String>();
        int foreign = 0;
        for (var line : lines.subList(1, lines.size())) {
            var cells = CsvLine.cells(line);
            var symbol = cell(cells, place, "symbol").toUpperCase(Locale.ROOT).replace('-', '.');
            if (!Instrument.isSymbol(symbol)) {
                foreign++;
                continue;
            }
            try {
                event(cells, place, symbol, question).ifPresent(event -> events.putIfAbsent(symbol + " " + event.date(), event));
            } catch (DateTimeException noDate) {
                unread.add(symbol);
            }
        }
        int rows = lines.size() - 1;
        if (rows == 0) {
            // Three months of the whole market are never empty: what was known is not withdrawn for this.
            return Found.of(EventBatch.none(Trouble.of(
                    Trouble.Kind.NO_DATA, "Alpha Vantage sends a calendar without a row; what it said before stands, and it is asked again later.")));
        }
        if (2 * (unread.size() + foreign) > rows) {
            return Found.of(EventBatch.none(calls.garbled("a calendar in which most rows cannot be read")));
        }
        return new Found<>(EventBatch.whole(List.copyOf(events.values())), notices(unread));
    }

    private static List<Problem> notices(List<String> unread) {
        if (unread.isEmpty()) {
            return List.of();
        }
        var shown = String.join(", ", unread.subList(0, Math.min(SHOWN_MAX, unread.size())));
        var more = unread.size() > SHOWN_MAX ? " and " + (unread.size() - SHOWN_MAX) + " more" : "";
        return List.of(Problem.of(Reason.GARBLED, "Alpha Vantage sends dates of results that are none, for " + shown + more + "; these rows are left out"));
    }

    private static String cell(List<String> cells, Map<String, Integer> place, String column) {
        var at = place.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at);
    }

    /** Empty for a day that is over or too far off; throws for a day that is none. */
    private Optional<MarketEvent> event(List<String> cells, Map<String, Integer> place, String symbol, EventQuestion question) {
        var date = LocalDate.parse(cell(cells, place, "reportdate"));
        if (date.isBefore(question.from()) || date.isAfter(question.from().plusDays(DAYS_MAX))) {
            return Optional.empty();
        }
        var period = cell(cells, place, "fiscaldateending");
        var estimate = EventNumbers.estimate(cell(cells, place, "estimate"), cell(cells, place, "currency"));
        var timing =
                switch (cell(cells, place, "timeoftheday").toLowerCase(Locale.ROOT)) {
                    case "pre-market" -> Timing.BEFORE_OPEN;
                    case "post-market" -> Timing.AFTER_CLOSE;
                    default -> Timing.UNKNOWN;
                };
        var results = new Earnings(timing, period.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(period)), estimate, Standing.ESTIMATED);
        var named = cell(cells, place, "name");
        var company = new Instrument(symbol, named.isBlank() ? symbol : calls.shown(named), Instrument.Kind.STOCK, "", "");
        return Optional.of(MarketEvent.earnings(company, date, source(), results));
    }
}
