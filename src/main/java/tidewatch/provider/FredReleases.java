package tidewatch.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.http.AnswerHeaders;
import tidewatch.http.CarefulClient;
import tidewatch.market.Account;
import tidewatch.market.CallBook;
import tidewatch.market.EventBatch;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventKind;
import tidewatch.market.EventOffer;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.market.Releases;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The dates of economic releases from FRED (fred.stlouisfed.org/docs/api/fred/releases_dates.html). Dates to come are in the answer only with
 * {@code include_release_dates_with_no_data=true}; the standard order is descending, a page has at most 1,000 rows. Releases are known by
 * name, for public lists of their numbers differ; what {@link Releases} does not name is left out. The day is the agency's, the hour the
 * usual one. Errors are {@code {"error_code":400,"error_message":..}}, also labelled as XML.
 */
public final class FredReleases implements EventCalendar {
    private static final int DAYS_AHEAD = 92;
    private static final int ROWS_A_PAGE = 1_000;
    /** Some hundred releases a month: more pages than these are no answer to three months. */
    private static final int PAGES_MAX = 8;

    private final EventCalls calls;
    private final Releases releases;

    public FredReleases(EventAccount account, CarefulClient client, CallBook book, Releases releases) {
        this.calls = new EventCalls(account, client, book, FredReleases::meaning);
        this.releases = releases;
    }

    @Override
    public EventSource source() {
        return EventSource.FRED;
    }

    @Override
    public EventOffer offer() {
        return EventOffer.daily(DAYS_AHEAD, calls.account().limits());
    }

    @Override
    public Account account() {
        return calls.account().account();
    }

    /** A wrong key is a 400 like any other wrong parameter; 423 is a lock for asking too often. */
    private static Optional<Trouble.Kind> meaning(int status, String words) {
        if (words.contains("api_key")) {
            return Optional.of(Trouble.Kind.WRONG_KEY);
        }
        if (status == 423) {
            return Optional.of(Trouble.Kind.BUSY);
        }
        return words.contains("rate limit") || words.contains("too many requests") ? Optional.of(Trouble.Kind.QUOTA_SPENT) : Optional.empty();
    }

    @Override
    public Found<EventBatch> events(EventQuestion question, Instant now) {
        var events = new TreeMap<String, MarketEvent>();
        int seen = 0;
        for (int page = 0; page < PAGES_MAX; page++) {
            var request = calls.request()
                    .path("fred")
                    .path("releases")
                    .path("dates")
                    .query("file_type", "json")
                    .query("include_release_dates_with_no_data", "true")
                    .query("sort_order", "asc")
                    .query("realtime_start", question.from().toString())
                    .query("realtime_end", question.to().toString())
                    .query("limit", Integer.toString(ROWS_A_PAGE))
                    .query("offset", Integer.toString(seen))
                    .query("api_key", calls.account().key());
            switch (calls.ask(request, now)) {
                case EventCalls.Reply.None(Trouble trouble) -> {
                    return Found.of(cut(events, trouble));
                }
                case EventCalls.Reply.Whole(AnswerHeaders headers, String text) -> {
                    var json = EventCalls.json(text);
                    if (json.isEmpty()) {
                        return Found.of(cut(events, calls.noJson(text)));
                    }
                    var body = json.get();
                    if (body.has("error_message")) {
                        return Found.of(cut(events, calls.said(body.path("error_code").asInt(200), headers, body.path("error_message").asText(), now)));
                    }
                    var rows = body.path("release_dates");
                    if (!rows.isArray() || !body.path("count").isInt()) {
                        return Found.of(cut(events, calls.garbled("there are no \"release_dates\" with their \"count\"")));
                    }
                    if (body.path("offset").asInt(-1) != seen) {
                        return Found.of(cut(events, calls.garbled("another page than the one from row " + seen)));
                    }
                    rows.forEach(row -> event(row, question).ifPresent(event -> events.putIfAbsent(event.key() + " " + event.date(), event)));
                    seen += rows.size();
                    if (seen >= body.path("count").asInt()) {
                        return all(List.copyOf(events.values()), seen);
                    }
                    if (rows.isEmpty()) {
                        return Found.of(cut(events, calls.garbled("an empty page before the last one")));
                    }
                }
            }
        }
        return Found.of(cut(events, calls.garbled("more than " + PAGES_MAX + " pages")));
    }

    private static EventBatch cut(Map<String, MarketEvent> events, Trouble trouble) {
        return new EventBatch(List.copyOf(events.values()), false, Optional.of(trouble));
    }

    private Found<EventBatch> all(List<MarketEvent> events, int rows) {
        if (rows == 0) {
            return Found.of(EventBatch.none(Trouble.of(
                    Trouble.Kind.NO_DATA, "FRED sends a calendar without a row; what it said before stands, and it is asked again later.")));
        }
        if (events.isEmpty()) {
            return new Found<>(
                    EventBatch.some(events),
                    List.of(Problem.of(
                            Reason.NO_DATA,
                            "None of FRED's " + rows + " dates is of a release that releases.csv names (" + releases.size() + " names); compare the names")));
        }
        return Found.of(EventBatch.whole(events));
    }

    private Optional<MarketEvent> event(JsonNode row, EventQuestion question) {
        return releases.named(row.path("release_name").asText("")).flatMap(release -> {
            try {
                var date = LocalDate.parse(row.path("date").asText(""));
                return date.isBefore(question.from()) || date.isAfter(question.to()) ? Optional.empty() : Optional.of(event(release, date));
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        });
    }

    private static MarketEvent event(Releases.Known release, LocalDate date) {
        return new MarketEvent(
                release.key(),
                release.title(),
                date,
                date,
                release.time(),
                TradingCalendar.ZONE,
                Optional.empty(),
                EventSource.FRED.title(),
                true,
                new EventKind.Release(release.time().isPresent()),
                List.of(),
                Optional.empty());
    }
}
