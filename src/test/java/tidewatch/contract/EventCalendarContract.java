package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.http.CarefulClient;
import tidewatch.http.QuickCalls;
import tidewatch.market.CallBook;
import tidewatch.market.EventBatch;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Instrument;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.market.MarketEvent;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.provider.EventAccount;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;
import tidewatch.testing.MemoryCallBook;

/**
 * What every {@link EventCalendar} promises, over real sockets. After each test: each call that arrived was reserved in the book before, and
 * no sentence, problem or log line holds the key.
 */
public abstract class EventCalendarContract {
    protected static final Secret KEY = Secret.of("key.of.the.test@" + Canaries.MARK + ".example");
    /** Fri 9 Jan 2026, 07:00 in New York. */
    protected static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    protected static final LocalDate TODAY = LocalDate.of(2026, 1, 9);
    private static final String HTML =
            "<!DOCTYPE html><html><head><title>Oh</title><style>b{x}</style></head><body><h1>Back &amp; soon</h1></body></html>";

    protected MemoryCallBook book = new MemoryCallBook();
    protected @Nullable ReplayServer server;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    protected abstract EventSource source();

    protected abstract EventCalendar calendar(EventAccount account, CarefulClient client, CallBook of);

    /** What the case {@code good} answers. */
    protected abstract EventQuestion question();

    /** A source that has keys and plans; else a refusal is a pause. */
    protected boolean keyed() {
        return true;
    }

    @BeforeEach
    void listen() {
        root.addHandler(listener);
    }

    @AfterEach
    void nothingIsToldAndEachCallWasReserved() throws Exception {
        root.removeHandler(listener);
        for (var one : open.reversed()) {
            one.close();
        }
        assertThat(Stream.concat(told.stream(), logged.stream())).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(Canaries.MARK));
        if (server != null) {
            assertThat(server.unexpected()).as("requests that the case does not have").isEmpty();
        }
    }

    protected static Instrument share(String symbol) {
        return new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", "");
    }

    protected static List<LimitRule> limits() {
        return List.of(rule(Window.SECOND, 40), rule(Window.DAY, 50));
    }

    protected static LimitRule rule(Window window, int most) {
        return new LimitRule(window, most, Per.CALL, TradingCalendar.ZONE);
    }

    protected EventCalendar replay(String about) {
        try {
            return calendar(started(ReplayServer.of(source().id(), about)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    protected EventCalendar always(MockResponse.Builder answer) throws IOException {
        return calendar(started(ReplayServer.always(answer)));
    }

    protected EventCalendar always(int status, String body) throws IOException {
        return always(new MockResponse.Builder().code(status).body(body));
    }

    private ReplayServer started(ReplayServer one) {
        open.add(one);
        server = one;
        book = new MemoryCallBook();
        return one;
    }

    private EventCalendar calendar(ReplayServer of) {
        return calendar(of.url(), Set.of("localhost", "127.0.0.1", "[::1]", "::1"), Map.of());
    }

    private EventCalendar calendar(String url, Set<String> inside, Map<String, String> names) {
        var account = new EventAccount(source(), KEY, URI.create(url), limits());
        var calls = new QuickCalls(inside, names);
        open.add(calls);
        return calendar(account, calls.fetches(account.hosts()), book);
    }

    protected Found<EventBatch> ask(EventCalendar calendar) {
        return ask(calendar, question());
    }

    protected Found<EventBatch> ask(EventCalendar calendar, EventQuestion question) {
        var found = calendar.events(question, NOW);
        told.add(calendar + " " + calendar.account());
        found.value().trouble().map(Trouble::sentence).ifPresent(told::add);
        found.value().events().forEach(event -> told.add(event.toString()));
        found.problems().stream().map(Problem::line).forEach(told::add);
        return found;
    }

    /** Nothing came, for this reason. */
    protected Trouble trouble(EventCalendar calendar) {
        var found = ask(calendar);
        assertThat(found.value().events()).isEmpty();
        assertThat(found.value().whole()).isFalse();
        assertThat(found.value().trouble()).isPresent();
        return found.value().trouble().orElseThrow();
    }

    protected void is(Trouble trouble, Kind kind, String... words) {
        assertThat(trouble.kind()).as(trouble.sentence()).isEqualTo(kind);
        assertThat(trouble.sentence()).contains(source().title());
        assertThat(List.of(words)).allSatisfy(one -> assertThat(trouble.sentence()).contains(one));
        assertThat(trouble.sentence().length()).isLessThan(320);
    }

    @Test
    void a_good_answer_is_whole_said_by_its_source_and_costs_what_was_reserved() {
        var calendar = replay("good");
        var found = ask(calendar);

        assertThat(found.value().trouble()).isEmpty();
        assertThat(found.value().events()).isNotEmpty().allSatisfy(event -> {
            assertThat(event.source()).isEqualTo(source().title());
            assertThat(event.date()).isBetween(question().from(), question().to());
        });
        assertThat(found.value().events()).extracting(event -> event.title() + event.date()).doesNotHaveDuplicates();
        assertThat(book.calls(calendar.account())).isEqualTo(requests().size());
        assertThat(calendar.account().provider()).isEqualTo(source().id());
        assertThat(calendar.offer().limits()).isEqualTo(limits());
    }

    @Test
    void the_key_is_shown_to_the_source() {
        ask(replay("good"));

        assertThat(requests()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.getTarget() + one.getHeaders()).satisfiesAnyOf(
                    text -> assertThat(text).contains(KEY.reveal()),
                    text -> assertThat(text).contains(URLEncoder.encode(KEY.reveal(), StandardCharsets.UTF_8)));
        });
    }

    @Test
    void a_refusal_by_status_is_the_keys_or_the_plans_and_of_a_source_without_keys_a_pause() throws IOException {
        if (keyed()) {
            is(trouble(always(401, "{}")), Kind.WRONG_KEY, "events." + source().id() + ".key");
            is(trouble(always(403, "{}")), Kind.NOT_ENTITLED);
        } else {
            is(trouble(always(403, HTML)), Kind.BUSY);
        }
    }

    @Test
    void an_answer_that_repeats_the_key_is_shown_without_it() throws IOException {
        assertThat(trouble(always(500, "your key " + KEY.reveal() + " is fine, we are not")).sentence()).contains("your key ***");
        assertThat(trouble(always(200, "key=" + KEY.reveal())).sentence()).doesNotContainIgnoringCase(Canaries.MARK);
    }

    @Test
    void a_limit_is_marked_in_the_book_and_ends_the_questions() throws IOException {
        var calendar = always(429, "{}");
        var trouble = trouble(calendar);

        is(trouble, Kind.QUOTA_SPENT);
        assertThat(trouble.until()).contains(limits().getFirst().freeAgain(NOW));
        is(trouble(calendar), Kind.QUOTA_SPENT, limits().getFirst().words());
        assertThat(book.calls(calendar.account())).as("nothing more was asked").isEqualTo(1);
    }

    @Test
    void a_pause_that_the_source_asks_for_is_kept() throws IOException {
        var seconds = trouble(always(new MockResponse.Builder().code(429).body("{}").addHeader("Retry-After", "7")));
        is(seconds, Kind.BUSY);
        assertThat(seconds.until()).contains(NOW.plusSeconds(7));

        var date = trouble(always(new MockResponse.Builder().code(429).body("{}").addHeader("Retry-After", "Fri, 09 Jan 2026 12:10:00 GMT")));
        is(date, Kind.BUSY);
        assertThat(date.until()).contains(NOW.plus(Duration.ofMinutes(10)));

        var much = trouble(always(new MockResponse.Builder().code(503).body("{}").addHeader("Retry-After", "901")));
        is(much, Kind.QUOTA_SPENT);
        assertThat(much.until()).contains(NOW.plusSeconds(901));
    }

    @Test
    void our_own_count_of_a_limit_stops_a_call_before_it_goes_out() {
        var calendar = replay("good");
        book.exhausted(calendar.account(), limits().get(1), NOW);

        var trouble = trouble(calendar);
        is(trouble, Kind.QUOTA_SPENT, "50 calls a day");
        assertThat(trouble.until()).contains(Instant.parse("2026-01-10T05:00:00Z"));
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_server_error_is_told_without_its_page() throws IOException {
        is(trouble(always(500, HTML)), Kind.UNREACHABLE, "500", "Back &amp; soon");
        is(trouble(always(502, "<html><body>Bad Gateway")), Kind.UNREACHABLE, "502", "Bad Gateway");
    }

    @Test
    void a_page_under_200_is_no_answer_and_is_shown_without_tags() throws IOException {
        var trouble = trouble(always(200, HTML));

        is(trouble, Kind.GARBLED, "Back &amp; soon");
        assertThat(trouble.sentence()).doesNotContain("<", "{x}");
        is(trouble(always(200, "A".repeat(5_000))), Kind.GARBLED, "A".repeat(80) + "…");
    }

    @Test
    void an_empty_body_is_no_answer() throws IOException {
        is(trouble(always(200, "")), Kind.GARBLED, "nothing");
        is(trouble(always(200, " \r\n ")), Kind.GARBLED, "nothing");
        is(trouble(always(204, "")), Kind.GARBLED, "204");
    }

    @Test
    void json_of_another_kind_is_no_answer() throws IOException {
        for (var body : List.of("{}", "{\"hello\":1}", "[1,2]", "[[]]", "\"x\"", "null", "{\"filings\":[],\"release_dates\":{},\"earningsCalendar\":7}")) {
            assertThat(trouble(always(200, body)).kind()).as(body).isIn(Kind.GARBLED, Kind.MISMATCH);
        }
    }

    @Test
    void a_body_that_breaks_off_anywhere_withdraws_nothing() throws IOException {
        var whole = ReplayServer.body(source().id(), "good").stripTrailing();
        for (int length = 1; length < whole.length(); length += Math.max(1, whole.length() / 23)) {
            var found = ask(always(new MockResponse.Builder().body(whole.substring(0, length)).onResponseBody(new SocketEffect.CloseSocket())));
            assertThat(found.value().whole()).isFalse();
            assertThat(found.value().events()).isEmpty();
        }
    }

    @Test
    void a_connection_that_ends_or_drips_leaves_no_date() throws IOException {
        is(trouble(always(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))), Kind.UNREACHABLE);
        var body = ReplayServer.body(source().id(), "good");
        is(trouble(always(new MockResponse.Builder().body(body).throttleBody(8, 200, TimeUnit.MILLISECONDS))), Kind.UNREACHABLE, "in time");
    }

    @Test
    void far_too_much_is_refused_packed_or_not() throws IOException {
        is(trouble(always(new MockResponse.Builder().body("{" + " ".repeat(9 << 20)))), Kind.TOO_BIG);
        is(trouble(always(new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed(50)))), Kind.TOO_BIG);
    }

    private static Buffer packed(int megabytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            var spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            zip.write('{');
            for (int i = 0; i < megabytes; i++) {
                zip.write(spaces);
            }
        }
        return new Buffer().write(packed.toByteArray());
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        is(
                trouble(always(new MockResponse.Builder().code(302).addHeader("Location", "http://localhost:1/" + KEY.reveal()))),
                Kind.REFUSED_ADDRESS,
                "events." + source().id() + ".url");
    }

    @Test
    void a_host_that_lies_inside_a_network_is_not_called() {
        for (var address : List.of("127.0.0.1", "169.254.169.254", "10.0.0.8", "::1")) {
            is(trouble(calendar("https://events.example.org/", Set.of(), Map.of("events.example.org", address))), Kind.REFUSED_ADDRESS, address.replace("::1", "0:0:0:0:0:0:0:1"));
        }
        is(trouble(calendar("http://events.example.org/", Set.of(), Map.of("events.example.org", "203.0.113.7"))), Kind.REFUSED_ADDRESS);
    }

    /** What arrived at the server of the last case. */
    protected List<RecordedRequest> requests() {
        return server == null ? List.of() : server.requests();
    }

    protected static List<String> days(Found<EventBatch> found) {
        return found.value().events().stream().map(EventCalendarContract::day).toList();
    }

    private static String day(MarketEvent event) {
        return event.symbol().orElse(event.key()) + " " + event.date() + " " + event.timing();
    }
}
