package tidewatch.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.http.AnswerHeaders;
import tidewatch.http.CarefulClient;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.CompanyNumbers;
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

/**
 * What companies filed with the SEC (sec.gov/search-filings/edgar-application-programming-interfaces): a form 8-K with item 2.02, results of
 * operations, says that results are out. It confirms and never predicts. Callers have to name themselves in the user agent
 * (sec.gov/os/accessing-edgar-data); who calls too often is answered with a page for some minutes.
 *
 * <p>{@code acceptanceDateTime} ends in Z and is the clock of New York for 181 of 808 large filers (measured in theOGognf/finagg#64; also
 * dgunning/edgartools#557). Both readings are made: one outside the hours in which EDGAR accepts filings, 6:00 to 22:00 there, is none; where
 * both may be and differ in the half of the day, the timing is not known.
 */
public final class EdgarFilings implements EventCalendar {
    private static final LocalTime ACCEPTS_FROM = LocalTime.of(6, 0);
    private static final LocalTime ACCEPTS_UNTIL = LocalTime.of(22, 0);
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final String RESULTS = "2.02";

    private final EventCalls calls;
    private final CompanyNumbers numbers;

    /** @param account whose key is the contact: a name and an e-mail address */
    public EdgarFilings(EventAccount account, CarefulClient client, CallBook book, CompanyNumbers numbers) {
        this.calls = new EventCalls(account, client, book, EdgarFilings::meaning);
        this.numbers = numbers;
    }

    @Override
    public EventSource source() {
        return EventSource.EDGAR;
    }

    @Override
    public EventOffer offer() {
        return new EventOffer(0, 0, false, true, calls.account().limits());
    }

    @Override
    public Account account() {
        return calls.account().account();
    }

    /** There are no keys: a 403 is for calling too often, or for a contact that is none. */
    private static Optional<Trouble.Kind> meaning(int status, String words) {
        if (status == 403 || words.contains("request rate threshold") || words.contains("undeclared automated tool")) {
            return Optional.of(Trouble.Kind.BUSY);
        }
        return status == 404 ? Optional.of(Trouble.Kind.NO_DATA) : Optional.empty();
    }

    @Override
    public Found<EventBatch> events(EventQuestion question, Instant now) {
        var events = new ArrayList<MarketEvent>();
        var problems = new ArrayList<Problem>();
        for (var company : question.companies()) {
            var number = numbers.of(company.symbol());
            if (number.isEmpty()) {
                continue; // not in the list of numbers: nothing to be confirmed, and that is no fault
            }
            var request = calls.request().path("submissions").path("CIK" + number.get() + ".json").header("User-Agent", calls.account().key());
            switch (calls.ask(request, now)) {
                case EventCalls.Reply.None(Trouble trouble) -> {
                    if (trouble.kind() == Trouble.Kind.NO_DATA) {
                        problems.add(trouble.problem(company.symbol()));
                    } else {
                        return new Found<>(new EventBatch(events, false, Optional.of(trouble)), problems);
                    }
                }
                case EventCalls.Reply.Whole(AnswerHeaders _, String text) -> {
                    var trouble = read(text, company, number.get(), question, events);
                    if (trouble.isPresent()) {
                        return new Found<>(new EventBatch(events, false, trouble), problems);
                    }
                }
            }
        }
        return new Found<>(EventBatch.some(events), problems);
    }

    private Optional<Trouble> read(String text, Instrument company, String number, EventQuestion question, List<MarketEvent> events) {
        var json = EventCalls.json(text);
        if (json.isEmpty()) {
            return Optional.of(calls.noJson(text));
        }
        var body = json.get();
        var said = body.path("cik").asText("").replaceFirst("^0+", "");
        if (!said.equals(number.replaceFirst("^0+", ""))) {
            return Optional.of(Trouble.of(
                    Trouble.Kind.MISMATCH, "EDGAR answers about another company than " + company.symbol() + "; nothing of this answer is kept."));
        }
        var recent = body.path("filings").path("recent");
        var columns = Stream.of("form", "filingDate", "items", "acceptanceDateTime").map(recent::path).toList();
        int rows = columns.getFirst().size();
        if (columns.stream().anyMatch(column -> !column.isArray() || column.size() != rows)) {
            return Optional.of(calls.garbled("filings whose columns are not of one length"));
        }
        for (int i = 0; i < rows; i++) {
            boolean results = columns.get(0).path(i).asText("").equals("8-K")
                    && Arrays.asList(columns.get(2).path(i).asText("").split("[,\\s]+")).contains(RESULTS);
            if (results) {
                filed(columns.get(1).path(i).asText(""), columns.get(3).path(i).asText(""), company)
                        .filter(event -> !event.date().isBefore(question.from()) && !event.date().isAfter(question.to()))
                        .filter(event -> events.stream().noneMatch(one -> one.symbol().equals(event.symbol()) && one.date().equals(event.date())))
                        .ifPresent(events::add);
            }
        }
        return Optional.empty();
    }

    private static Optional<MarketEvent> filed(String filingDate, String accepted, Instrument company) {
        try {
            var told = told(accepted);
            var date = told.stream().map(LocalDateTime::toLocalDate).distinct().count() == 1
                    ? told.getFirst().toLocalDate()
                    : LocalDate.parse(filingDate);
            var timings = told.stream().map(one -> timing(one.toLocalTime())).distinct().toList();
            var timing = timings.size() == 1 ? timings.getFirst() : Timing.UNKNOWN;
            return Optional.of(MarketEvent.earnings(company, date, EventSource.EDGAR, Earnings.of(timing, Standing.REPORTED)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** The clock of New York by the readings that can be: one, two, or none for what is no time. */
    private static List<LocalDateTime> told(String accepted) {
        LocalDateTime asWritten;
        try {
            asWritten = LocalDateTime.parse(accepted.replaceFirst("(\\.\\d+)?Z$", ""));
        } catch (DateTimeException noTime) {
            return List.of();
        }
        var fromUtc = asWritten.atOffset(ZoneOffset.UTC).atZoneSameInstant(TradingCalendar.ZONE).toLocalDateTime();
        return Stream.of(fromUtc, asWritten)
                .filter(one -> !one.toLocalTime().isBefore(ACCEPTS_FROM) && !one.toLocalTime().isAfter(ACCEPTS_UNTIL))
                .toList();
    }

    private static Timing timing(LocalTime time) {
        if (time.isBefore(OPEN)) {
            return Timing.BEFORE_OPEN;
        }
        return time.isBefore(CLOSE) ? Timing.DURING : Timing.AFTER_CLOSE;
    }
}
