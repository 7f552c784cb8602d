package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import tidewatch.testing.Canaries;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.FakeTime;
import tidewatch.testing.fake.Faults;
import tidewatch.testing.fake.HttpLine;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Lint;
import tidewatch.testing.fake.Reply;
import tidewatch.testing.fake.Request;

/**
 * A strict fake of Slack for one app: the Web API and Socket Mode on 127.0.0.1, and HTTP mode towards the app. Where the service refuses, this
 * refuses with the same error; where the service quietly tolerates or loses, this does so and records a {@link Lint}. Any client of the public
 * protocol can be pointed at {@code http://127.0.0.1:PORT/api/}; what people do is told by {@link #people()} or over HTTP below {@code /_fake}
 * ({@code GET /_fake} lists it).
 *
 * <p>On its own, from a fresh clone:
 *
 * <pre>{@code
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test
 *     "-Dexec.args=-cp %classpath tidewatch.testing.slack.FakeSlack 8082 xoxb-any xapp-any signing-secret"
 * }</pre>
 */
public final class FakeSlack implements AutoCloseable {
    public static final String BOT_TOKEN = Canaries.SLACK_BOT;
    public static final String APP_TOKEN = Canaries.SLACK_APP;
    public static final String SIGNING_SECRET = Canaries.SLACK_SIGNING;

    private static final String APP = "A07FAKEAPP1";
    private static final int LEDGER_MAX = 200_000;

    private final World world;
    private final FakeTime time;
    private final Dispatch dispatch;
    private final Methods methods;
    private final Files files;
    private final ResponseUrls urls;
    private final Faults<Fault> faults = new Faults<>();
    private final UserSide people;
    private final Control control;
    private final HttpLine<Fault> line;
    private final Thread telling;
    private final AtomicLong number = new AtomicLong();
    private final Deque<Call> calls = new ArrayDeque<>();

    /**
     * How to start.
     *
     * @param port 0 takes a free one
     * @param clock of dates, rates, ages and the three seconds of an acknowledgement
     * @param seed of ids and secrets
     */
    public record Setup(int port, String botToken, String appToken, String signingSecret, InstantSource clock, Limits limits, long seed) {
        public static Setup usual() {
            return new Setup(0, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, InstantSource.system(), Limits.REAL, 1);
        }

        public Setup on(InstantSource newClock) {
            return new Setup(port, botToken, appToken, signingSecret, newClock, limits, seed);
        }

        public Setup with(Limits newLimits) {
            return new Setup(port, botToken, appToken, signingSecret, clock, newLimits, seed);
        }

        /** With other secrets, as a test wants that looks for them where they must not be. */
        public Setup secrets(String newBotToken, String newAppToken, String newSigningSecret) {
            return new Setup(port, newBotToken, newAppToken, newSigningSecret, clock, limits, seed);
        }
    }

    private FakeSlack(Setup setup) throws IOException {
        this.time = new FakeTime(setup.clock());
        this.world = new World(time, setup.seed(), setup.limits(), APP, setup.appToken(), setup.signingSecret());
        UserSide.newTeam(world, "Example", setup.botToken(), Team.Install.STANDING);
        this.dispatch = new Dispatch(world);
        this.methods = new Methods(world);
        var chatting = new Chatting(world, dispatch);
        var views = new Views(world);
        this.files = new Files(world, dispatch, chatting);
        this.urls = new ResponseUrls(world, dispatch, chatting);
        chatting.register(methods);
        views.register(methods);
        files.register(methods);
        new Conversations(world, dispatch).register(methods);
        this.people = new UserSide(world, dispatch, urls, views);
        this.control = new Control(this, world, faults);
        time.onMove(() -> locked(world.changed::signalAll));
        this.line = new HttpLine<>("fake-slack", setup.port(), new HttpLine.Service<Fault>() {
            @Override
            public Optional<Fault> fault(String verb, String path) {
                return path.startsWith("/_fake") ? Optional.empty() : faults.next(method(path));
            }

            @Override
            public Reply answer(Request request, Optional<Fault> fault) throws InterruptedException {
                return route(request, fault);
            }

            @Override
            public Reply unreadable(int status, String description) {
                return Reply.text(status, description);
            }
        });
        world.url = url();
        this.telling = Thread.ofVirtual().name("fake-slack-telling").unstarted(dispatch::run);
    }

    /** Listens on a free port, with the usual secrets, limits and real time. */
    public static FakeSlack start() throws IOException {
        return start(Setup.usual());
    }

    public static FakeSlack start(Setup setup) throws IOException {
        var fake = new FakeSlack(setup);
        fake.line.start();
        fake.telling.start();
        return fake;
    }

    /** Arguments: the port (0 takes a free one), the bot token, the app token, the signing secret. Runs until it is killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var usual = Setup.usual();
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        var bot = arguments.length > 1 ? arguments[1] : usual.botToken();
        var app = arguments.length > 2 ? arguments[2] : usual.appToken();
        var secret = arguments.length > 3 ? arguments[3] : usual.signingSecret();
        try (var fake = start(new Setup(port, bot, app, secret, usual.clock(), usual.limits(), usual.seed()))) {
            System.out.println("FakeSlack " + fake.url() + "/api/ workspace " + fake.team() + " app " + fake.app() + " bot " + fake.botUser());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end; the methods are below {@code /api/}. */
    public String url() {
        return "http://127.0.0.1:" + line.port();
    }

    public int port() {
        return line.port();
    }

    public String botToken() {
        return locked(() -> world.home().botToken);
    }

    public String appToken() {
        return world.appToken;
    }

    public String signingSecret() {
        return world.signingSecret;
    }

    /** The first workspace. */
    public String team() {
        return locked(() -> world.home().id);
    }

    public String app() {
        return world.app;
    }

    /** The app as a member of the first workspace. */
    public String botUser() {
        return locked(() -> world.home().bot.id);
    }

    /** The app's {@code bot_id} in the first workspace. */
    public String botId() {
        return locked(() -> world.home().botId);
    }

    /** What people do. */
    public UserSide people() {
        return people;
    }

    public FakeTime time() {
        return time;
    }

    // ---- looking ----

    /** Every call that was answered or cut, in order. */
    public List<Call> calls() {
        synchronized (calls) {
            return calls.stream().sorted(Comparator.comparingLong(Call::number)).toList();
        }
    }

    /** The calls of one method. */
    public List<Call> calls(String method) {
        return calls().stream().filter(call -> call.of(method)).toList();
    }

    /** Every message over every socket, in order. */
    public List<SocketFrame> frames() {
        return locked(() -> dispatch.sockets().frames());
    }

    /** What was quietly tolerated. */
    public List<Lint> lints() {
        return locked(() -> List.copyOf(world.lints));
    }

    /** Forgets calls, frames, receipts that are settled, and lints. */
    public void forget() {
        synchronized (calls) {
            calls.clear();
        }
        locked(() -> {
            world.lints.clear();
            dispatch.sockets().forget();
            dispatch.forget();
        });
    }

    /** Sockets that have had their hello and were not told to go. */
    public int liveSockets() {
        return locked(() -> dispatch.sockets().live().size());
    }

    // ---- ordering ----

    /** These calls go wrong, in this order. */
    public void fail(Fault... script) {
        faults.add(List.of(script));
    }

    /** Each call goes wrong with this chance, in one of these ways. */
    public void failByChance(long seed, double share, List<Fault> ways) {
        faults.byChance(seed, share, ways);
    }

    /** Nothing goes wrong any more. */
    public void heal() {
        faults.clear();
    }

    public void limits(Limits limits) {
        locked(() -> world.rates.limits(limits));
    }

    /** What the app may do in every workspace, from now on. */
    public void scopes(Collection<String> scopes) {
        locked(() -> world.teams.values().forEach(team -> {
            team.scopes.clear();
            team.scopes.addAll(scopes);
        }));
    }

    /** The events the app listens to, such as {@code message.im}. */
    public void subscribe(Collection<String> events) {
        locked(() -> {
            world.subscriptions.clear();
            world.subscriptions.addAll(events);
        });
    }

    /** The slash commands of the app; none lets any pass. */
    public void commands(Collection<String> commands) {
        locked(() -> {
            world.commands.clear();
            world.commands.addAll(commands);
        });
    }

    /**
     * Installs the app as its manifest says: scopes, events, commands.
     *
     * @throws IllegalArgumentException with every reason, when the manifest is beyond a limit; nothing has changed then
     */
    public void install(JsonNode manifest) {
        var wrong = Manifest.wrong(manifest);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        scopes(texts(manifest.path("oauth_config").path("scopes").path("bot")));
        subscribe(texts(manifest.path("settings").path("event_subscriptions").path("bot_events")));
        var names = new ArrayList<String>();
        manifest.path("features").path("slash_commands").forEach(command -> names.add(command.path("command").asText()));
        commands(names);
    }

    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** Whether a workspace takes the newer blocks. */
    public void newBlocks(String team, boolean dataTable, boolean dataVisualization) {
        locked(() -> {
            world.team(team).dataTable = dataTable;
            world.team(team).dataVisualization = dataVisualization;
        });
    }

    /** Whether a workspace takes the larger tables and charts of the newer documentation. */
    public void newerFigures(String team, boolean on) {
        locked(() -> {
            world.team(team).newerFigures = on;
        });
    }

    /** How long a completed file cannot be used in a block. */
    public void fileDelay(Duration delay) {
        locked(() -> {
            world.fileDelay = delay;
        });
    }

    /**
     * HTTP mode: payloads go to these addresses, and to no socket. An address of events must answer the challenge first.
     *
     * @throws IllegalArgumentException when it does not; nothing has changed then
     */
    public void httpMode(String events, String commands, String actions) throws InterruptedException {
        var said = events.isEmpty() ? "verified" : dispatch.hook().verify(events);
        if (!said.equals("verified")) {
            throw new IllegalArgumentException(said);
        }
        locked(() -> {
            dispatch.hook().addresses(events, commands, actions);
            dispatch.http(true);
        });
    }

    /** Socket Mode again, as at first. */
    public void socketMode() {
        locked(() -> dispatch.http(false));
    }

    /** How the next so many requests in HTTP mode are signed: GOOD, WRONG, STALE, EARLY, MISSING or CHANGED. */
    public void sign(String how, int times) {
        locked(() -> dispatch.hook().sign(Hook.Signing.valueOf(how.toUpperCase(Locale.ROOT)), times));
    }

    /** How long an answer in HTTP mode may take, in real time. */
    public void patience(Duration patience) {
        locked(() -> dispatch.hook().patience(patience));
    }

    /** Sends the last request of HTTP mode once more, byte for byte; answers the status. */
    public int replay() throws IOException, InterruptedException {
        return dispatch.hook().replay();
    }

    /** Asks the address of commands about its certificate; answers the status. */
    public int sslCheck() throws IOException, InterruptedException {
        return dispatch.hook().sslCheck();
    }

    /** Tells every socket to go: {@code warning}, {@code refresh_requested}, {@code link_disabled} or another reason. */
    public void disconnect(String reason) {
        locked(() -> dispatch.sockets().disconnectAll(reason));
    }

    /** Switches Socket Mode off, telling every socket, or on again. */
    public void linkDisabled(boolean off) {
        locked(() -> dispatch.sockets().disable(off));
    }

    /** Cuts every socket without a word. */
    public void cutSockets() {
        locked(() -> dispatch.sockets().cut());
    }

    /** Closes every socket with a handshake and no reason. */
    public void closeSockets() {
        locked(() -> dispatch.sockets().close());
    }

    /** How long new and open sockets live, on the fake's clock. */
    public void connectionTime(int seconds) {
        locked(() -> dispatch.sockets().seconds(seconds));
    }

    /** So many payloads come twice, the same envelope; the second on another socket when {@code across} and there is one. */
    public void doublePayloads(int times, boolean across) {
        locked(() -> dispatch.doubleNext(times, across));
    }

    /** So many payloads are held back until another has passed them. */
    public void holdPayloads(int times) {
        locked(() -> dispatch.holdNext(times));
    }

    /** Every object in a payload carries a field that nobody knows. */
    public void extendPayloads(boolean on) {
        locked(() -> dispatch.extend(on));
    }

    @Override
    public void close() throws IOException {
        telling.interrupt();
        dispatch.hook().close();
        line.close();
    }

    // ---- inside ----

    private <T> T locked(java.util.function.Supplier<T> action) {
        world.lock.lock();
        try {
            return action.get();
        } finally {
            world.lock.unlock();
        }
    }

    private void locked(Runnable action) {
        world.lock.lock();
        try {
            action.run();
        } finally {
            world.lock.unlock();
        }
    }

    /** What a path is called in faults and in the ledger; empty for what is nothing. */
    private static String method(String path) {
        if (path.startsWith("/api/")) {
            return path.substring("/api/".length());
        }
        return path.equals("/link") || path.equals("/link/") ? "link"
                : path.startsWith("/upload/") ? "upload"
                : path.matches("/(commands|actions|app)/T[A-Z0-9]+/.*") ? "response_url" : path.startsWith("/files-pri/") ? "file" : "";
    }

    private Reply route(Request request, Optional<Fault> fault) throws InterruptedException {
        var path = URLDecoder.decode(request.path().replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
        if (path.equals("/_fake") || path.startsWith("/_fake/")) {
            return control.answer(path, request);
        }
        var method = method(path);
        if (method.isEmpty()) {
            return Reply.text(404, "Not Found");
        }
        long mine = number.incrementAndGet();
        var at = world.now();
        Reply reply;
        if (fault.isPresent() && !fault.get().kind().effect) {
            reply = struck(fault.get());
        } else {
            world.lock.lockInterruptibly();
            try {
                world.call = mine;
                reply = done(path, method, request, fault);
            } finally {
                world.call = 0;
                world.lock.unlock();
            }
        }
        keep(mine, at, method, request, reply, fault);
        return fault.isPresent() ? spoiled(reply, fault.get()) : reply;
    }

    private Reply done(String path, String method, Request request, Optional<Fault> fault) {
        return switch (method) {
            case "link" -> dispatch.sockets().link(request, arguments(request), fault);
            case "upload" -> files.upload(path.substring(path.lastIndexOf('/') + 1), request);
            case "response_url" -> urls.answer(path, request);
            case "file" -> files.download(path, bearer(request).orElse(""));
            default -> called(method, request);
        };
    }

    private static Arguments arguments(Request request) {
        try {
            return Arguments.of(request);
        } catch (ApiError unreadable) {
            return Arguments.of(Json.object());
        }
    }

    private static Optional<String> bearer(Request request) {
        return request.header("authorization")
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(text -> text.substring("bearer ".length()).strip());
    }

    private Reply called(String name, Request request) {
        try {
            var in = Arguments.of(request);
            if (!request.verb().equals("GET") && !request.verb().equals("POST")) {
                throw new ApiError("invalid_method");
            }
            var answer = Json.object().put("ok", true);
            var reply = name.equals("apps.connections.open") ? open(request, in) : called(name, request, in);
            answer.setAll(reply);
            if (!in.warning().isEmpty()) {
                answer.put("warning", in.warning()).withObject("/response_metadata").withArray("/warnings").add(in.warning());
            }
            return headed(Reply.jsonUtf8(200, answer), in, request);
        } catch (ApiError refused) {
            var reply = Reply.jsonUtf8(refused.retryAfter > 0 ? 429 : 200, refused.json());
            return refused.retryAfter > 0 ? reply.with("Retry-After", Long.toString(refused.retryAfter)) : reply;
        }
    }

    private Reply headed(Reply reply, Arguments in, Request request) {
        var token = bearer(request).orElse(in.token());
        var scopes = world.teams.values().stream().filter(team -> team.botToken.equals(token)).findFirst().map(Team::provided);
        var headed = reply.with("x-slack-req-id", world.secret(32));
        return scopes.map(all -> headed.with("x-oauth-scopes", all)).orElse(headed);
    }

    /** The one method that takes the token of the app itself. */
    private ObjectNode open(Request request, Arguments in) {
        var token = bearer(request).orElse(in.token());
        if (token.isEmpty()) {
            throw new ApiError("not_authed");
        }
        if (bearer(request).isEmpty()) {
            world.lint("TOKEN_IN_BODY", "apps.connections.open with its token in the form");
        }
        if (!token.equals(world.appToken)) {
            boolean bots = world.teams.values().stream().anyMatch(team -> team.botToken.equals(token));
            throw new ApiError(bots ? "not_allowed_token_type" : "invalid_auth");
        }
        in.values().keySet().forEach(extra -> world.lint("UNKNOWN_PARAMETER", "apps.connections.open: " + extra));
        return dispatch.sockets().ticket("ws://127.0.0.1:" + line.port());
    }

    private ObjectNode called(String name, Request request, Arguments in) {
        var method = methods.find(name).orElseThrow(() -> new ApiError("unknown_method"));
        if (name.equals("api.test")) {
            if (in.has("error")) {
                throw new ApiError(in.text("error"));
            }
            return method.doing().call(world.home(), in);
        }
        var token = bearer(request).orElse(in.token());
        if (token.isEmpty()) {
            throw new ApiError("not_authed");
        }
        if (token.equals(world.appToken)) {
            throw new ApiError("not_allowed_token_type");
        }
        var team = world.teams.values().stream()
                .filter(one -> one.botToken.equals(token) && one.install != Team.Install.ABSENT)
                .findFirst()
                .orElseThrow(() -> new ApiError("invalid_auth"));
        if (team.install != Team.Install.STANDING) {
            throw new ApiError(team.install == Team.Install.REVOKED ? "token_revoked" : "account_inactive");
        }
        return methods.call(method, team, in);
    }

    private static Reply struck(Fault fault) {
        return switch (fault.kind()) {
            case RATELIMITED -> {
                var seconds = Long.toString((long) Math.ceil(fault.seconds()));
                yield Reply.jsonUtf8(429, new ApiError("ratelimited").json()).with("Retry-After", seconds);
            }
            case ERROR -> Reply.jsonUtf8(200, new ApiError(fault.error()).json());
            case SERVER_ERROR -> Reply.text(500, "Internal Server Error");
            case UNAVAILABLE -> Reply.text(503, "Service Unavailable");
            case BAD_GATEWAY -> page(502);
            case HTML -> page(200);
            case SILENCE -> Reply.text(0, "").by(Reply.Way.SILENCE, fault.seconds());
            default -> Reply.text(0, "").by(Reply.Way.CUT, 0);
        };
    }

    private static Reply page(int status) {
        return new Reply(status, "text/html; charset=utf-8", Bytes.of("<!DOCTYPE html>\n<html><head><title>Slack</title></head><body>"
                + "<h1>We will be back soon</h1></body></html>\n"));
    }

    private static Reply spoiled(Reply reply, Fault fault) {
        return switch (fault.kind()) {
            case ERROR_DONE -> Reply.jsonUtf8(200, new ApiError(fault.error()).json());
            case BAD_GATEWAY_DONE -> page(502);
            case CUT_DONE -> reply.by(Reply.Way.CUT, 0);
            case HALF -> reply.by(Reply.Way.HALF, 0);
            case DRIP -> reply.by(Reply.Way.DRIP, fault.seconds());
            case SILENCE_DONE -> reply.by(Reply.Way.SILENCE, fault.seconds());
            case WRONG_JSON -> new Reply(200, "application/json; charset=utf-8", Bytes.of("{\"ok\":true,\"channel\":\"C07"));
            default -> reply;
        };
    }

    private void keep(long mine, Instant at, String method, Request request, Reply reply, Optional<Fault> fault) {
        var answer = Json.read(reply.body().text()).filter(JsonNode::isObject).map(ObjectNode.class::cast);
        var call = new Call(
                mine, at, method, request.verb(), request.header("content-type").orElse(""), request.header("authorization").orElse(""),
                request.body(), shown(method, request), reply.status(), answer.orElseGet(Json::object),
                fault.map(one -> one.kind().name()).orElse(""));
        synchronized (calls) {
            calls.addLast(call);
            while (calls.size() > LEDGER_MAX) {
                calls.removeFirst();
            }
        }
    }

    /** The parameters for the ledger; a message to an address for answers is read as JSON whatever it says it is. */
    private static ObjectNode shown(String method, Request request) {
        var json = method.equals("response_url") ? Json.read(request.body().text()).filter(JsonNode::isObject) : Optional.<JsonNode>empty();
        return method.equals("upload") ? Json.object() : json.map(Arguments::of).orElseGet(() -> arguments(request)).shown();
    }

    List<Fault> ways(JsonNode list) {
        var ways = new ArrayList<Fault>();
        for (var one : list) {
            ways.add(new Fault(
                    Fault.Kind.valueOf(one.path("kind").asText().toUpperCase(Locale.ROOT)), one.path("method").asText(""), one.path("skip").asInt(0),
                    one.path("times").asInt(1), one.path("error").asText("internal_error"), one.path("seconds").asDouble(5)));
        }
        return ways;
    }
}
