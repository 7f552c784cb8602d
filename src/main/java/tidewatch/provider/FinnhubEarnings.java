package tidewatch.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The earnings calendar of Finnhub (finnhub.io/docs/api/earnings-calendar): {@code {"earningsCalendar":[{date, epsActual, epsEstimate, hour,
 * quarter, symbol, year, ..}]}} with the hour {@code bmo}, {@code amc}, {@code dmh} or nothing. A free account sees about a month
 * (finnhubio/Finnhub-API#459), a wide window has its first 500 rows only (#92), the hour may be absent (#510), and large companies may be
 * (Finnhub-Stock-API/finnhub-python#41): so seven days at a time, halved where they are cut off, and then by company. An answer is never
 * proof that there is nothing.
 */
public final class FinnhubEarnings implements EventCalendar {
    private static final int DAYS_AHEAD = 28;
    private static final int DAYS_A_QUESTION = 7;
    private static final int ROWS_MAX = 500;

    private final EventCalls calls;

    public FinnhubEarnings(EventAccount account, CarefulClient client, CallBook book) {
        calls = new EventCalls(account, client, book, FinnhubEarnings::meaning);
    }

    @Override
    public EventSource source() {
        return EventSource.FINNHUB;
    }

    @Override
    public EventOffer offer() {
        return new EventOffer(DAYS_AHEAD, DAYS_A_QUESTION, true, false, calls.account().limits());
    }

    @Override
    public Account account() {
        return calls.account().account();
    }

    private static Optional<Trouble.Kind> meaning(int status, String words) {
        if (words.contains("don't have access")) {
            return Optional.of(Trouble.Kind.NOT_ENTITLED);
        }
        if (words.contains("invalid api key") || words.contains("api key")) {
            return Optional.of(Trouble.Kind.WRONG_KEY);
        }
        return words.contains("limit reached") || words.contains("too many requests") ? Optional.of(Trouble.Kind.QUOTA_SPENT) : Optional.empty();
    }

    @Override
    public Found<EventBatch> events(EventQuestion question, Instant now) {
        var asking = new Asking(now);
        var companies = question.companies().isEmpty()
                ? List.of(Optional.<Instrument>empty())
                : question.companies().stream().map(Optional::of).toList();
        for (var company : companies) {
            var trouble = asking.ask(question.from(), question.to(), company);
            if (trouble.isPresent()) {
                return new Found<>(new EventBatch(asking.events(), false, trouble), asking.problems);
            }
        }
        return new Found<>(EventBatch.some(asking.events()), asking.problems);
    }

    /** One question while it is put, call by call. */
    private final class Asking {
        private final Instant now;
        private final Map<String, MarketEvent> found = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();

        Asking(Instant now) {
            this.now = now;
        }

        List<MarketEvent> events() {
            return List.copyOf(found.values());
        }

        /** One call, or several where its answer is cut off. */
        Optional<Trouble> ask(LocalDate from, LocalDate to, Optional<Instrument> company) {
            var request = calls.request()
                    .path("api")
                    .path("v1")
                    .path("calendar")
                    .path("earnings")
                    .query("from", from.toString())
                    .query("to", to.toString())
                    .header("X-Finnhub-Token", calls.account().key());
            var asked = company.map(one -> request.query("symbol", one.symbol())).orElse(request);
            return switch (calls.ask(asked, now)) {
                case EventCalls.Reply.None(Trouble trouble) -> Optional.of(trouble);
                case EventCalls.Reply.Whole(AnswerHeaders headers, String text) -> read(headers, text, from, to, company);
            };
        }

        private Optional<Trouble> read(AnswerHeaders headers, String text, LocalDate from, LocalDate to, Optional<Instrument> company) {
            var json = EventCalls.json(text);
            if (json.isEmpty()) {
                return Optional.of(calls.noJson(text));
            }
            var error = json.get().path("error");
            if (error.isTextual()) {
                return Optional.of(calls.said(200, headers, error.asText(), now));
            }
            var rows = json.get().path("earningsCalendar");
            if (!rows.isArray() && !rows.isNull()) {
                return Optional.of(calls.garbled("there is no \"earningsCalendar\""));
            }
            if (rows.size() >= ROWS_MAX && from.isBefore(to) && company.isEmpty()) {
                var middle = from.plusDays((to.toEpochDay() - from.toEpochDay()) / 2);
                return ask(from, middle, company).or(() -> ask(middle.plusDays(1), to, company));
            }
            return take(rows, from, to, company);
        }

        private Optional<Trouble> take(JsonNode rows, LocalDate from, LocalDate to, Optional<Instrument> company) {
            int strange = 0;
            int others = 0;
            var today = now.atZone(TradingCalendar.ZONE).toLocalDate();
            var taken = new TreeMap<String, MarketEvent>();
            for (var row : rows) {
                var symbol = row.path("symbol").asText("").toUpperCase(Locale.ROOT);
                if (company.filter(one -> !one.symbol().equals(symbol)).isPresent()) {
                    others++;
                    continue;
                }
                var event = event(row, symbol, company, today);
                if (event.isEmpty() || event.get().date().isBefore(from) || event.get().date().isAfter(to)) {
                    strange++;
                    continue;
                }
                taken.putIfAbsent(symbol + " " + event.get().date(), event.get());
            }
            if (others > 0 && others == rows.size()) {
                return Optional.of(Trouble.of(
                        Trouble.Kind.MISMATCH,
                        "Finnhub answers about other companies than " + company.orElseThrow().symbol() + "; nothing of this answer is kept."));
            }
            if (rows.size() > 0 && 2 * strange > rows.size()) {
                return Optional.of(calls.garbled("a calendar in which most rows cannot be read"));
            }
            if (strange + others > 0) {
                problems.add(Problem.of(
                        Reason.GARBLED, "Finnhub sends " + (strange + others) + " rows that are none of " + from + " to " + to + "; they are left out"));
            }
            found.putAll(taken);
            return Optional.empty();
        }
    }

    private static Optional<MarketEvent> event(JsonNode row, String symbol, Optional<Instrument> known, LocalDate today) {
        if (!Instrument.isSymbol(symbol)) {
            return Optional.empty();
        }
        LocalDate date;
        try {
            date = LocalDate.parse(row.path("date").asText(""));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
        var timing =
                switch (row.path("hour").asText("").toLowerCase(Locale.ROOT)) {
                    case "bmo" -> Timing.BEFORE_OPEN;
                    case "amc" -> Timing.AFTER_CLOSE;
                    case "dmh" -> Timing.DURING;
                    default -> Timing.UNKNOWN;
                };
        boolean out = row.path("epsActual").isNumber() && !date.isAfter(today);
        var results = new Earnings(
                timing,
                Optional.empty(),
                EventNumbers.estimate(row.path("epsEstimate").asText(""), ""),
                out ? Standing.REPORTED : Standing.ESTIMATED);
        var company = known.orElseGet(() -> new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", ""));
        return Optional.of(MarketEvent.earnings(company, date, EventSource.FINNHUB, results));
    }
}
