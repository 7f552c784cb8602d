package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * A strict fake of the Telegram Bot API: a real HTTP server on 127.0.0.1 for one bot. Where the service refuses, this refuses with the same
 * status, {@code error_code} and description; where the service quietly tolerates or loses, this does so and records a {@link Lint}. Any
 * client of the Bot API can be pointed at {@code http://127.0.0.1:PORT}; what people do is told by {@link #people()} or over HTTP below
 * {@code /_fake} ({@code GET /_fake} lists it).
 *
 * <p>On its own, from a fresh clone:
 *
 * <pre>{@code
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test
 *     "-Dexec.args=-cp %classpath tidewatch.testing.telegram.FakeTelegram 8081 123456789:any-secret"
 * }</pre>
 */
public final class FakeTelegram implements AutoCloseable {
    /** A token of the documented form; its number is the id of the bot. */
    public static final String TOKEN = Canaries.FAKE_BOT;

    private static final int LEDGER_MAX = 200_000;

    private final String token;
    private final World world;
    private final FakeTime time;
    private final Polling polling;
    private final BotMethods methods;
    private final Faults<Fault> faults = new Faults<>();
    private final UserSide people;
    private final Control control;
    private final HttpLine<Fault> line;
    private final Thread telling;
    private final AtomicLong number = new AtomicLong();
    private final Deque<Call> calls = new ArrayDeque<>();
    private boolean loggedOut;

    /**
     * How to start.
     *
     * @param port 0 takes a free one
     * @param clock of dates, rates and ages; waiting calls wait in real time too
     * @param seed of update ids
     * @param allowLocal a webhook may be http, on any port, on loopback
     */
    public record Setup(int port, String token, InstantSource clock, Limits limits, long seed, boolean allowLocal) {
        public static Setup usual() {
            return new Setup(0, TOKEN, InstantSource.system(), Limits.REAL, 1, true);
        }

        public Setup on(InstantSource newClock) {
            return new Setup(port, token, newClock, limits, seed, allowLocal);
        }

        public Setup with(Limits newLimits) {
            return new Setup(port, token, clock, newLimits, seed, allowLocal);
        }

        public Setup strictWebhook() {
            return new Setup(port, token, clock, limits, seed, false);
        }

        public Setup seed(long newSeed) {
            return new Setup(port, token, clock, limits, newSeed, allowLocal);
        }
    }

    private FakeTelegram(Setup setup) throws IOException {
        this.token = setup.token();
        this.time = new FakeTime(setup.clock());
        var id = setup.token().split(":", -1)[0];
        if (!id.matches("[0-9]{1,15}") || !setup.token().contains(":")) {
            throw new IllegalArgumentException("A token is the number of the bot, a colon and a secret");
        }
        var bot = new Account(Long.parseLong(id), true, "Fake Bot");
        bot.username = "fake_" + id + "_bot";
        this.world = new World(time, setup.seed(), setup.limits(), bot, all -> new Hook(all, setup.allowLocal(), this::fromWebhook));
        this.polling = new Polling(world);
        this.methods = new BotMethods(world);
        this.people = new UserSide(world);
        this.control = new Control(this, world, faults);
        world.hook.register(methods);
        methods.add("logOut", "", call -> {
            loggedOut = true;
            return BooleanNode.TRUE;
        });
        methods.add("getUpdates", "offset limit timeout allowed_updates", call -> Json.array());
        time.onMove(this::moved);
        this.line = new HttpLine<>("fake-telegram", setup.port(), new HttpLine.Service<Fault>() {
            @Override
            public Optional<Fault> fault(String verb, String path) {
                var parts = path.split("/", -1);
                return path.startsWith("/bot") && parts.length == 3 ? faults.next(parts[2]) : Optional.empty();
            }

            @Override
            public Reply answer(Request request, Optional<Fault> fault) throws InterruptedException {
                return route(request, fault);
            }

            @Override
            public Reply unreadable(int status, String description) {
                return Reply.json(status, Json.object().put("ok", false).put("error_code", status).put("description", description));
            }
        });
        this.telling = Thread.ofVirtual().name("fake-telegram-telling").unstarted(world.hook::run);
    }

    /** Listens on a free port, with the usual token, limits and real time. */
    public static FakeTelegram start() throws IOException {
        return start(Setup.usual());
    }

    public static FakeTelegram start(Setup setup) throws IOException {
        var fake = new FakeTelegram(setup);
        fake.line.start();
        fake.telling.start();
        return fake;
    }

    /** Arguments: the port (0 takes a free one) and the token. Runs until it is killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var usual = Setup.usual();
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        var token = arguments.length > 1 ? arguments[1] : TOKEN;
        try (var fake = start(new Setup(port, token, usual.clock(), usual.limits(), usual.seed(), usual.allowLocal()))) {
            System.out.println("FakeTelegram " + fake.url() + " bot " + fake.world.bot.id + " @" + fake.username());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + line.port();
    }

    public int port() {
        return line.port();
    }

    public String token() {
        return token;
    }

    public long botId() {
        return world.bot.id;
    }

    public String username() {
        return world.bot.username;
    }

    /** What people do. */
    public UserSide people() {
        return people;
    }

    public FakeTime time() {
        return time;
    }

    /** Every call that was answered or cut, in order; a call that waits comes when it ends. */
    public List<Call> calls() {
        synchronized (calls) {
            return calls.stream().sorted(Comparator.comparingLong(Call::number)).toList();
        }
    }

    /** The calls of one method. */
    public List<Call> calls(String method) {
        return calls().stream().filter(call -> call.of(method)).toList();
    }

    /** What was quietly tolerated, presses without an answer included. */
    public List<Lint> lints() {
        world.lock.lock();
        try {
            for (var press : world.presses.values()) {
                boolean late = world.now().isAfter(press.at.plusSeconds(15));
                if (press.answer.isEmpty() && late && !press.linted) {
                    press.linted = true;
                    world.lints.add(new Lint(world.now(), 0, "PRESS_UNANSWERED", "press " + press.id + " was never answered"));
                }
            }
            return List.copyOf(world.lints);
        } finally {
            world.lock.unlock();
        }
    }

    /** Forgets calls and lints. */
    public void forget() {
        synchronized (calls) {
            calls.clear();
        }
        locked(world.lints::clear);
    }

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

    /** Whether the bot sees only what is meant for it in groups; on at first, as with a new bot. */
    public void privacy(boolean on) {
        locked(() -> world.privacy = on);
    }

    /** So many confirmations are lost: the last update of each comes once more. */
    public void doubleUpdates(int times) {
        locked(() -> world.updates.doubleNext(times));
    }

    /** So many updates are held back until another has passed them. */
    public void holdUpdates(int count) {
        locked(() -> world.updates.holdNext(count));
    }

    /** Every object in an update carries fields that nobody knows. */
    public void extendUpdates(boolean on) {
        locked(() -> world.updates.extend(on));
    }

    /** Updates that the bot has not confirmed. */
    public int pending() {
        world.lock.lock();
        try {
            return world.updates.count(world.now());
        } finally {
            world.lock.unlock();
        }
    }

    /** How often the webhook refused what waits for it. */
    int refusals() {
        world.lock.lock();
        try {
            return world.hook.refusals();
        } finally {
            world.lock.unlock();
        }
    }

    /** Whether a call of getUpdates is waiting. */
    public boolean polled() {
        world.lock.lock();
        try {
            return polling.waiting();
        } finally {
            world.lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        telling.interrupt();
        line.close();
    }

    // ---- inside ----

    private void moved() {
        locked(world.changed::signalAll);
    }

    private void locked(Runnable action) {
        world.lock.lock();
        try {
            action.run();
        } finally {
            world.lock.unlock();
        }
    }

    private Reply route(Request request, Optional<Fault> fault) throws InterruptedException {
        var path = decoded(request.path());
        if (path.equals("/_fake") || path.startsWith("/_fake/")) {
            return control.answer(path, request);
        }
        if (path.startsWith("/file/bot")) {
            return file(path.substring("/file/bot".length()));
        }
        int slash = path.indexOf('/', 1);
        if (!path.startsWith("/bot") || slash < 0) {
            return error(new ApiError(404, "Not Found"));
        }
        var method = path.substring(slash + 1);
        return called(path.substring("/bot".length(), slash), method.startsWith("test/") ? method.substring(5) : method, request, fault);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private Reply file(String rest) {
        int slash = rest.indexOf('/');
        if (slash < 0 || !rest.substring(0, slash).equals(token)) {
            return error(new ApiError(401, "Unauthorized"));
        }
        world.lock.lock();
        try {
            return world.fileAt(rest.substring(slash + 1))
                    .map(file -> new Reply(200, "application/octet-stream", file.bytes()))
                    .orElseGet(() -> error(new ApiError(404, "Not Found")));
        } finally {
            world.lock.unlock();
        }
    }

    private Reply called(String given, String method, Request request, Optional<Fault> fault) throws InterruptedException {
        long mine = number.incrementAndGet();
        var at = world.now();
        var parameters = Json.object();
        Reply reply;
        if (fault.isPresent() && !fault.get().kind().effect) {
            parameters = shown(request);
            reply = struck(fault.get());
        } else {
            try {
                if (!given.equals(token)) {
                    boolean formed = given.matches("[0-9]{1,15}:[A-Za-z0-9_-]{3,}");
                    throw new ApiError(401, formed ? "Unauthorized" : "Unauthorized: invalid token specified");
                }
                var call = Arguments.of(request);
                parameters = call.shown();
                reply = Reply.json(200, done(mine, method, call));
            } catch (ApiError refused) {
                reply = error(refused);
            }
        }
        keep(mine, at, method, request, parameters, reply, fault);
        return fault.isPresent() ? spoiled(reply, fault.get()) : reply;
    }

    private static ObjectNode shown(Request request) {
        try {
            return Arguments.of(request).shown();
        } catch (ApiError unreadable) {
            return Json.object();
        }
    }

    private ObjectNode done(long mine, String method, Arguments call) throws InterruptedException {
        var found = methods.find(method).orElseThrow(() -> new ApiError(404, "Not Found: method not found"));
        if (method.toLowerCase(Locale.ROOT).equals("getupdates")) {
            refuseLoggedOut();
            return Json.object().put("ok", true).set("result", polling.poll(call));
        }
        world.lock.lockInterruptibly();
        try {
            refuseLoggedOut();
            world.call = mine;
            world.description = "";
            var result = methods.call(found, call);
            var answer = Json.object().put("ok", true);
            answer.set("result", result);
            Account.optional(answer, "description", world.description);
            return answer;
        } finally {
            world.lock.unlock();
        }
    }

    private void refuseLoggedOut() {
        if (loggedOut) {
            throw new ApiError(400, "Logged out");
        }
    }

    private void fromWebhook(String method, Arguments call) {
        var request = new Request("POST", "/" + method, "", Map.of(), Bytes.NONE, true);
        var at = world.now();
        long mine = number.incrementAndGet();
        Reply reply;
        try {
            reply = Reply.json(200, done(mine, method, call));
        } catch (ApiError refused) {
            reply = error(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        keep(mine, at, method, request, call.shown(), reply, Optional.empty());
    }

    static Reply error(ApiError refused) {
        var body = Json.object().put("ok", false).put("error_code", refused.code).put("description", refused.description);
        if (!refused.parameters.isEmpty()) {
            body.set("parameters", refused.parameters);
        }
        var reply = Reply.json(refused.code, body);
        return refused.parameters.has("retry_after") ? reply.with("Retry-After", refused.parameters.get("retry_after").asText()) : reply;
    }

    private static Reply struck(Fault fault) {
        return switch (fault.kind()) {
            case RETRY_AFTER -> error(ApiError.tooMany((long) Math.ceil(fault.seconds())));
            case ERROR -> error(new ApiError(fault.code(), fault.description()));
            case BAD_GATEWAY -> new Reply(
                    502,
                    "text/html",
                    Bytes.of("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"));
            case SILENCE -> Reply.json(0, Json.object()).by(Reply.Way.SILENCE, fault.seconds());
            case CUT_UNREAD, CUT_READ, CUT_DONE, HALF, WRONG_JSON, DRIP, SILENCE_DONE -> Reply.json(0, Json.object()).by(Reply.Way.CUT, 0);
        };
    }

    private static Reply spoiled(Reply reply, Fault fault) {
        return switch (fault.kind()) {
            case RETRY_AFTER, ERROR, BAD_GATEWAY, SILENCE, CUT_UNREAD, CUT_READ -> reply;
            case CUT_DONE -> reply.by(Reply.Way.CUT, 0);
            case HALF -> reply.by(Reply.Way.HALF, 0);
            case DRIP -> reply.by(Reply.Way.DRIP, fault.seconds());
            case SILENCE_DONE -> reply.by(Reply.Way.SILENCE, fault.seconds());
            case WRONG_JSON -> new Reply(200, "application/json", Bytes.of("{\"ok\":true,\"result\":{\"message_id\":"));
        };
    }

    private void keep(long mine, Instant at, String method, Request request, ObjectNode parameters, Reply reply, Optional<Fault> fault) {
        var answer = Json.read(reply.body().text()).filter(JsonNode::isObject).map(ObjectNode.class::cast);
        var call = new Call(
                mine, at, method, request.verb(), request.header("content-type").orElse(""), request.body(), parameters, reply.status(),
                answer.orElseGet(Json::object), fault.map(one -> one.kind().name()).orElse(""));
        synchronized (calls) {
            calls.addLast(call);
            while (calls.size() > LEDGER_MAX) {
                calls.removeFirst();
            }
        }
    }

    List<Fault> ways(JsonNode list) {
        var ways = new ArrayList<Fault>();
        for (var one : list) {
            ways.add(new Fault(
                    Fault.Kind.valueOf(one.path("kind").asText().toUpperCase(Locale.ROOT)), one.path("method").asText(""), one.path("skip").asInt(0),
                    one.path("times").asInt(1), one.path("code").asInt(500), one.path("description").asText("Internal Server Error"),
                    one.path("seconds").asDouble(5)));
        }
        return ways;
    }
}
