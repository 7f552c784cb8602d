package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.http.CarefulClient;
import tidewatch.http.QuickCalls;
import tidewatch.market.CallBook;
import tidewatch.market.Instrument;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceProvider;
import tidewatch.market.PriceRequest;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.provider.PriceSource;
import tidewatch.provider.VendorSettings;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;
import tidewatch.testing.MemoryCallBook;

/**
 * What every source over the wire makes of answers that are none, over real sockets. After each test: each call that arrived was reserved
 * in the book before, and no sentence, problem or log line holds the key.
 */
public abstract class VendorContract extends PriceProviderContract {
    protected static final Secret KEY = Secret.of("key-of-the-test-" + Canaries.MARK);
    protected static final Secret SECRET = Secret.of("secret-of-the-test-" + Canaries.MARK);

    private static final String HTML = "<!DOCTYPE html><html><head><style>b{x}</style><title>Oh</title></head><body><h1>Back &amp; soon</h1></body></html>";

    /** A new one for each server. */
    protected MemoryCallBook book = new MemoryCallBook();

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
    protected @Nullable ReplayServer server;
    private @Nullable VendorSettings asked;

    protected abstract PriceSource source();

    protected abstract PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of);

    /** As the configuration has them when nothing is set. */
    protected abstract List<LimitRule> limits();

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
        if (server != null && asked != null) {
            assertThat(server.unexpected()).as("requests that the case does not have").isEmpty();
            assertThat(book.calls(asked.account())).as("calls reserved").isGreaterThanOrEqualTo(server.requests().size());
            assertThat(server.requests()).allSatisfy(request -> {
                assertThat(request.getHeaders().toMultimap().toString()).as("the key goes in a header field").contains(KEY.reveal());
                assertThat(request.getTarget()).as("and not in the address").doesNotContainIgnoringCase(Canaries.MARK);
            });
        }
    }

    @Override
    protected PriceProvider provider(String about) {
        return provider(replay(about));
    }

    protected ReplayServer replay(String about) {
        try {
            return started(ReplayServer.of(source().id(), about));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ReplayServer started(ReplayServer one) {
        open.add(one);
        book = new MemoryCallBook();
        server = one;
        return one;
    }

    protected PriceProvider always(MockResponse.Builder answer) throws IOException {
        return provider(started(ReplayServer.always(answer)));
    }

    protected PriceProvider provider(ReplayServer of) {
        return provider(of.url(), Set.of("localhost", "127.0.0.1", "[::1]", "::1"), Map.of());
    }

    protected PriceProvider provider(String url, Set<String> inside, Map<String, String> names) {
        asked = new VendorSettings(
                source(),
                Optional.of(KEY),
                source() == PriceSource.ALPACA ? Optional.of(SECRET) : Optional.empty(),
                URI.create(url),
                Duration.ofMinutes(30),
                Duration.ofHours(4),
                5,
                limits());
        var calls = new QuickCalls(inside, names);
        open.add(calls);
        return provider(asked, calls.fetches(asked.hosts()), book);
    }

    @Override
    protected Found<PriceBatch> fetch(PriceProvider provider, PriceRequest request, Instant now) {
        var found = provider.fetch(request, now);
        told.add(provider.toString());
        told.add(found.value().toString());
        found.value().missing().values().forEach(trouble -> told.add(trouble.sentence()));
        found.problems().stream().map(Problem::line).forEach(told::add);
        return found;
    }

    protected static Instrument apple() {
        return share("AAPL");
    }

    /** The one trouble of a history of one share: nothing came of it. */
    protected Trouble trouble(PriceProvider provider) {
        return trouble(provider, MORNING);
    }

    protected Trouble trouble(PriceProvider provider, Instant now) {
        var found = fetch(provider, history(FIRST, LAST, apple()), now);
        assertThat(found.value().series()).isEmpty();
        assertThat(found.value().missing()).containsOnlyKeys("AAPL");
        return missing(found, "AAPL");
    }

    private MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    protected void is(Trouble trouble, Kind kind, String... words) {
        assertThat(trouble.kind()).as(trouble.sentence()).isEqualTo(kind);
        assertThat(trouble.sentence()).contains(source().title());
        assertThat(List.of(words)).allSatisfy(one -> assertThat(trouble.sentence()).contains(one));
        assertThat(trouble.sentence().length()).isLessThan(420);
    }

    // ---- the key, the plan, the limits ----

    @Test
    void a_wrong_key_is_told_with_the_file_to_put_another_into() {
        var trouble = trouble(provider("wrong-key"));

        is(trouble, Kind.WRONG_KEY, "prices." + source().id() + ".key-file");
        assertThat(trouble.until()).isEmpty();
    }

    @Test
    void an_answer_that_repeats_the_key_is_shown_without_it() throws IOException {
        is(trouble(always(answer(401, "{\"message\":\"the key " + KEY.reveal() + " is wrong\"}"))), Kind.WRONG_KEY, "the key *** is wrong");
        is(trouble(always(answer(200, "key=" + KEY.reveal() + " " + (source() == PriceSource.ALPACA ? SECRET : KEY).reveal()))), Kind.GARBLED, "***");
    }

    @Test
    void what_the_plan_does_not_have_is_no_wrong_key() {
        is(trouble(provider("plan")), Kind.NOT_ENTITLED, "plan");
    }

    @Test
    void a_limit_ends_the_questions_and_is_marked_in_the_book() {
        var provider = provider("limit");
        var found = fetch(provider, history(FIRST, LAST, apple(), share("BRK.B"), share("MSFT")), MORNING);

        assertThat(found.value().missing()).hasSize(3).allSatisfy((symbol, trouble) -> {
            is(trouble, Kind.QUOTA_SPENT);
            assertThat(trouble.until()).contains(limits().getFirst().freeAgain(MORNING));
        });
        assertThat(book.calls(provider.account())).isEqualTo(1);
        assertThat(book.quotas(provider.account(), limits(), MORNING).getFirst().left()).isZero();
        assertThat(fetch(provider, history(FIRST, LAST, apple()), MORNING.plusMillis(1)).value().missing().get("AAPL"))
                .satisfies(trouble -> is(trouble, Kind.QUOTA_SPENT, limits().getFirst().words()));
        assertThat(book.calls(provider.account())).as("nothing more was asked").isEqualTo(1);
    }

    @Test
    void a_pause_asked_for_in_seconds_is_kept_and_marks_no_longer_limit() throws IOException {
        var provider = always(answer(429, "{\"message\":\"slow down\"}").addHeader("Retry-After", "7"));
        var trouble = trouble(provider);

        is(trouble, Kind.BUSY);
        assertThat(trouble.until()).contains(MORNING.plusSeconds(7));
        assertThat(book.quotas(provider.account(), limits(), MORNING).getFirst().left()).isPositive();
    }

    @Test
    void a_pause_asked_for_by_a_date_is_kept() throws IOException {
        var trouble = trouble(always(answer(429, "{}").addHeader("Retry-After", "Fri, 09 Jan 2026 12:10:00 GMT")));

        is(trouble, Kind.BUSY);
        assertThat(trouble.until()).contains(MORNING.plus(Duration.ofMinutes(10)));
    }

    @Test
    void a_pause_of_more_than_fifteen_minutes_is_a_limit_that_is_used_up() throws IOException {
        var trouble = trouble(always(answer(429, "{}").addHeader("Retry-After", "901")));

        is(trouble, Kind.QUOTA_SPENT);
        assertThat(trouble.until()).contains(MORNING.plusSeconds(901));
    }

    @Test
    void our_own_count_of_a_limit_ends_the_questions_before_the_source_does() {
        var provider = provider("good");
        book.exhausted(provider.account(), limits().getFirst(), MORNING);

        var trouble = trouble(provider);

        is(trouble, Kind.QUOTA_SPENT, limits().getFirst().words());
        assertThat(trouble.until()).contains(limits().getFirst().freeAgain(MORNING));
        assertThat(Objects.requireNonNull(server).requests()).isEmpty();
    }

    // ---- bodies that are none ----

    @Test
    void a_server_error_is_told_without_its_page() throws IOException {
        is(trouble(always(answer(500, HTML))), Kind.UNREACHABLE, "500", "Oh Back &amp; soon");
        is(trouble(always(answer(502, "<html><body>Bad Gateway"))), Kind.UNREACHABLE, "502", "Bad Gateway");
        var paused = trouble(always(answer(503, "{}").addHeader("Retry-After", "30")));
        is(paused, Kind.BUSY);
        assertThat(paused.until()).contains(MORNING.plusSeconds(30));
    }

    @Test
    void three_failures_in_a_row_end_the_questions() throws IOException {
        var provider = always(answer(500, HTML));
        var many = Stream.of("AA", "BB", "CC", "DD", "EE", "FF").map(PriceProviderContract::share).toArray(Instrument[]::new);
        var found = fetch(provider, history(FIRST, LAST, many), MORNING);

        assertThat(found.value().missing()).hasSize(6);
        assertThat(book.calls(provider.account())).isLessThanOrEqualTo(3);
    }

    @Test
    void a_page_under_200_is_no_answer_and_is_shown_without_tags() throws IOException {
        var trouble = trouble(always(answer(200, HTML)));

        is(trouble, Kind.GARBLED, "Back &amp; soon");
        assertThat(trouble.sentence()).doesNotContain("<", "{x}");
        is(trouble(always(answer(200, "A".repeat(5_000)))), Kind.GARBLED, "A".repeat(80) + "…");
    }

    @Test
    void an_empty_body_is_no_answer() throws IOException {
        is(trouble(always(answer(200, ""))), Kind.GARBLED, "nothing");
        is(trouble(always(answer(200, " \n\t "))), Kind.GARBLED, "nothing");
        is(trouble(always(answer(204, ""))), Kind.GARBLED, "204");
    }

    @Test
    void json_that_breaks_off_anywhere_leaves_no_bar() throws IOException {
        var whole = ReplayServer.body(source().id(), "apple").stripTrailing();
        for (int length = 1; length < whole.length(); length += 37) {
            is(trouble(always(answer(200, whole.substring(0, length)))), Kind.GARBLED);
        }
        is(trouble(always(answer(200, whole + whole))), Kind.GARBLED, "more than one");
        is(trouble(always(answer(200, whole.replace("close", "\u0000").replace("\"c\"", "\u0000")))), Kind.GARBLED);
    }

    @Test
    void json_of_another_kind_is_no_answer() throws IOException {
        for (String body : List.of("{}", "{\"hello\":1}", "[1,2]", "[[]]", "{\"bars\":[],\"results\":{}}", "[\"AAPL\"]")) {
            var trouble = trouble(always(answer(200, body)));
            assertThat(trouble.kind()).as(body).isIn(Kind.GARBLED, Kind.MISMATCH, Kind.NO_DATA);
        }
    }

    @Test
    void an_error_under_200_is_an_error() throws IOException {
        is(trouble(always(answer(200, "{\"message\":\"something went wrong\"}"))), Kind.GARBLED, "something went wrong");
        is(trouble(always(answer(200, "{\"error\":\"Unknown API Key\"}"))), Kind.WRONG_KEY, "Unknown API Key");
        is(trouble(always(answer(200, "{\"detail\":\"Invalid token.\"}"))), Kind.WRONG_KEY, "Invalid token.");
        is(trouble(always(answer(200, "{\"error\":{\"code\":9,\"message\":\"too many requests.\"}}"))), Kind.QUOTA_SPENT, "too many requests.");
    }

    // ---- rows ----

    @Test
    void a_history_without_a_row_is_no_data() {
        is(trouble(provider("empty")), Kind.NO_DATA, "AAPL", "2026-01-05", "2026-01-08");
    }

    @Test
    void the_newest_session_without_a_row_is_not_there_yet() {
        var found = fetch(provider("empty"), history(LAST, LAST, apple()), EVENING);

        assertThat(missing(found, "AAPL")).satisfies(trouble -> is(trouble, Kind.NOT_YET, "AAPL"));
    }

    @Test
    void rows_with_impossible_figures_are_held_back_and_the_others_stand() {
        var found = fetch(provider("impossible"), history(FIRST, LAST, apple()), MORNING);
        var series = only(found);

        assertThat(days(series)).containsExactly("2026-01-05");
        assertThat(series.close(0)).isEqualTo(101.5);
        assertThat(series.heldBack()).extracting(row -> row.day() + " " + row.why()).containsExactlyInAnyOrder(
                "2026-01-06 close -3.0 is no price", "2026-01-07 open is no number", "2026-01-08 volume -1.0 is no volume");
        assertThat(found.problems()).hasSize(3).allSatisfy(problem -> assertThat(problem.where()).isEqualTo("AAPL"));
    }

    @Test
    void a_series_without_a_possible_row_is_garbled() {
        is(trouble(provider("all-impossible")), Kind.GARBLED, "2026-01-05", "close 0.0 is no price");
    }

    @Test
    void numbers_in_quotation_marks_are_numbers_and_words_and_nan_are_not() {
        var series = only(fetch(provider("strings"), history(FIRST, LAST, apple()), MORNING));

        assertThat(days(series)).containsExactly("2026-01-05");
        assertThat(series.close(0)).isEqualTo(101.5);
        assertThat(series.volume(0)).isNaN();
        assertThat(series.heldBack()).extracting(row -> row.day().toString()).containsExactlyInAnyOrder("2026-01-06", "2026-01-07", "2026-01-08");
    }

    @Test
    void rows_newest_first_are_turned_around_and_it_is_told() {
        var found = fetch(provider("reversed"), history(FIRST, LAST, apple()), MORNING);

        assertThat(days(only(found))).containsExactly("2026-01-05", "2026-01-06", "2026-01-07");
        assertThat(found.problems()).singleElement().satisfies(problem -> assertThat(problem.sentence()).contains("not in the order"));
    }

    @Test
    void a_day_that_comes_twice_counts_once_or_not_at_all() {
        var found = fetch(provider("doubled"), history(FIRST, LAST, apple()), MORNING);
        var series = only(found);

        assertThat(days(series)).containsExactly("2026-01-05", "2026-01-07");
        assertThat(series.heldBack()).extracting(row -> row.day().toString()).as("two that differ, one of two impossible").containsExactlyInAnyOrder(
                "2026-01-06", "2026-01-08");
        assertThat(found.problems()).anySatisfy(problem -> assertThat(problem.sentence()).contains("twice"));
    }

    @Test
    void rows_of_days_to_come_of_closed_days_and_of_days_not_asked_for_are_left_out_and_counted() {
        var found = fetch(provider("other-days"), history(FIRST, LAST, apple()), MORNING);

        assertThat(days(only(found))).containsExactly("2026-01-05");
        assertThat(found.problems()).extracting(Problem::sentence)
                .anySatisfy(sentence -> assertThat(sentence).contains("2 rows of sessions that are not over"))
                .anySatisfy(sentence -> assertThat(sentence).contains("1 row of days that were not asked for"));
    }

    // ---- the wire ----

    @Test
    void a_redirect_is_not_followed() throws IOException {
        is(
                trouble(always(answer(302, "").addHeader("Location", "http://localhost:1/" + KEY.reveal()))),
                Kind.REFUSED_ADDRESS,
                "prices." + source().id() + ".url");
    }

    @Test
    void a_host_inside_a_network_is_not_called() {
        for (String address : List.of("127.0.0.1", "169.254.169.254", "10.0.0.8", "::1")) {
            var provider = provider("https://prices.test/", Set.of(), Map.of("prices.test", address));
            is(trouble(provider), Kind.REFUSED_ADDRESS, "prices.test", "inside a network");
        }
        is(trouble(provider("http://prices.test/", Set.of(), Map.of("prices.test", "93.184.216.34"))), Kind.REFUSED_ADDRESS, "plain http");
    }

    @Test
    void a_name_without_address_and_a_closed_port_are_out_of_reach_and_end_the_questions() throws IOException {
        is(trouble(provider("https://nowhere.invalid/", Set.of(), Map.of())), Kind.UNREACHABLE, "nowhere.invalid");
        var gone = ReplayServer.always(new MockResponse.Builder());
        gone.close();
        var provider = provider(gone);
        var found = fetch(provider, history(FIRST, LAST, apple(), share("BRK.B"), share("MSFT")), MORNING);
        assertThat(found.value().missing()).hasSize(3).allSatisfy((symbol, trouble) -> is(trouble, Kind.UNREACHABLE));
        assertThat(book.calls(provider.account())).as("a crash may waste calls, never overspend").isLessThanOrEqualTo(2);
    }

    @Test
    void a_connection_that_breaks_half_way_leaves_no_bar() throws IOException {
        var body = ReplayServer.body(source().id(), "apple");
        is(trouble(always(answer(200, body).onResponseBody(new SocketEffect.CloseSocket()))), Kind.UNREACHABLE);
        is(trouble(always(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))), Kind.UNREACHABLE);
    }

    @Test
    void a_slow_drip_ends_at_the_time_of_a_call() throws IOException {
        var body = ReplayServer.body(source().id(), "apple");
        is(trouble(always(answer(200, body).throttleBody(8, 200, TimeUnit.MILLISECONDS))), Kind.UNREACHABLE, "in time");
    }

    @Test
    void fifty_megabytes_are_too_much_also_when_packed() throws IOException {
        is(trouble(always(new MockResponse.Builder().body(zeros(50 << 20)))), Kind.TOO_BIG);
        is(trouble(always(new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed(50)))), Kind.TOO_BIG);
    }

    private static Buffer zeros(int bytes) {
        var body = new Buffer();
        body.writeUtf8("[");
        var spaces = new byte[1 << 20];
        Arrays.fill(spaces, (byte) ' ');
        for (int i = 0; i < bytes >> 20; i++) {
            body.write(spaces);
        }
        return body;
    }

    private static Buffer packed(int megabytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            var spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            zip.write('[');
            for (int i = 0; i < megabytes; i++) {
                zip.write(spaces);
            }
        }
        return new Buffer().write(packed.toByteArray());
    }
}
