package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tidewatch.testing.fake.Json;

/**
 * The webhook: what is set, and the telling. Updates of one chat follow each other; a refusal is repeated at once, then after 2, 4, 8 seconds and
 * so on up to about a minute, or when Retry-After says, until the update is a day old.
 */
final class Hook {
    private static final Duration DROPPED_AFTER = Duration.ofHours(23);
    private static final int DELAY_MAX = 60;

    private final World world;
    private final boolean allowLocal;
    private final HttpClient client;
    /** A method that the receiver put into its answer. */
    private final BiConsumer<String, Arguments> answered;

    private String url = "";
    private String secret = "";
    private String ip = "";
    private int connections = 40;
    private Instant allowedAt = Instant.MIN;
    private Instant goneSince = Instant.MIN;
    private Instant errorAt = Instant.MIN;
    private String error = "";
    private final Map<Integer, Trouble> troubles = new HashMap<>();
    private final Set<Integer> flying = new HashSet<>();
    private final Set<Long> busy = new HashSet<>();

    private record Trouble(int fails, long delay, Instant next) {}

    Hook(World world, boolean allowLocal, BiConsumer<String, Arguments> answered) {
        this.world = world;
        this.allowLocal = allowLocal;
        this.answered = answered;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    boolean active() {
        return !url.isEmpty();
    }

    void register(BotMethods methods) {
        methods.add("setWebhook", "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token", this::set);
        methods.add("deleteWebhook", "drop_pending_updates", this::delete);
        methods.add("getWebhookInfo", "", call -> info());
    }

    private JsonNode set(Arguments call) {
        var wanted = call.text("url").strip();
        if (wanted.isEmpty()) {
            return delete(call);
        }
        if (world.now().isBefore(allowedAt)) {
            throw ApiError.tooMany(1);
        }
        allowedAt = world.now().plusSeconds(world.rates.limits().pollPause() > 0 ? 1 : 0);
        var token = call.text("secret_token");
        int most = (int) call.number("max_connections", 40, 1, 100);
        boolean same = wanted.equals(url) && token.equals(secret) && most == connections && !call.flag("drop_pending_updates");
        if (same) {
            world.updates.allow(call);
            world.description = "Webhook is already set";
            return BooleanNode.TRUE;
        }
        var address = checked(wanted);
        if (token.length() > 256) {
            throw ApiError.bad("secret token is too long");
        }
        if (!token.matches("[A-Za-z0-9_-]*")) {
            throw ApiError.bad("secret token contains unallowed characters");
        }
        dropIfAsked(call);
        clear();
        url = address;
        secret = token;
        connections = most;
        ip = call.text("ip_address");
        world.updates.allow(call);
        world.description = "Webhook was set";
        world.changed.signalAll();
        return BooleanNode.TRUE;
    }

    private String checked(String wanted) {
        URI address;
        try {
            address = URI.create(wanted.contains("://") ? wanted : "https://" + wanted);
        } catch (IllegalArgumentException e) {
            throw ApiError.bad("invalid webhook URL specified");
        }
        var scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        var host = Optional.ofNullable(address.getHost()).orElse("");
        if (host.isEmpty() || !Set.of("http", "https").contains(scheme)) {
            throw ApiError.bad("invalid webhook URL specified");
        }
        if (allowLocal && loopback(host)) {
            return address.toString();
        }
        if (!scheme.equals("https")) {
            throw ApiError.bad("bad webhook: An HTTPS URL must be provided for webhook");
        }
        if (!Set.of(-1, 443, 80, 88, 8443).contains(address.getPort())) {
            throw ApiError.bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
        }
        if (loopback(host)) {
            throw ApiError.bad("bad webhook: IP address " + host + " is reserved");
        }
        return address.toString();
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException unknown) {
            return false;
        }
    }

    private JsonNode delete(Arguments call) {
        dropIfAsked(call);
        world.description = active() ? "Webhook was deleted" : "Webhook is already deleted";
        clear();
        world.changed.signalAll();
        return BooleanNode.TRUE;
    }

    private void dropIfAsked(Arguments call) {
        if (call.flag("drop_pending_updates")) {
            world.updates.clear();
        }
    }

    private void clear() {
        url = "";
        secret = "";
        error = "";
        errorAt = Instant.MIN;
        goneSince = Instant.MIN;
        troubles.clear();
    }

    private JsonNode info() {
        var info = Json.object().put("url", url).put("has_custom_certificate", false).put("pending_update_count", world.updates.count(world.now()));
        if (!error.isEmpty()) {
            info.put("last_error_date", errorAt.getEpochSecond()).put("last_error_message", error);
        }
        if (active()) {
            info.put("max_connections", connections).put("ip_address", ip.isEmpty() ? "127.0.0.1" : ip);
        }
        if (!world.updates.usualOnes()) {
            world.updates.allowed().forEach(info.withArray("allowed_updates")::add);
        }
        return info;
    }

    // ---- telling ----

    /** Runs until it is interrupted. */
    void run() {
        try {
            world.lock.lockInterruptibly();
            try {
                while (true) {
                    var due = active() ? due() : Optional.<Updates.Waiting>empty();
                    if (due.isPresent()) {
                        begin(due.get());
                    } else {
                        // A second at most, because the clock may go by itself and updates die.
                        world.changed.awaitNanos(next());
                    }
                }
            } finally {
                world.lock.unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Updates.Waiting> due() {
        if (flying.size() >= connections) {
            return Optional.empty();
        }
        var now = world.now();
        var seen = new HashSet<Long>();
        return world.updates.all(now)
                .filter(update -> seen.add(update.key()))
                .filter(update -> !busy.contains(update.key()) && !flying.contains(update.id()))
                .filter(update -> !troubles.containsKey(update.id()) || !now.isBefore(troubles.get(update.id()).next()))
                .findFirst();
    }

    private long next() {
        var now = world.now();
        long nanos = 1_000_000_000L;
        for (var trouble : troubles.values()) {
            long left = Duration.between(now, trouble.next()).toNanos();
            if (left > 0) {
                nanos = Math.min(nanos, left);
            }
        }
        return nanos;
    }

    private void begin(Updates.Waiting update) {
        flying.add(update.id());
        busy.add(update.key());
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(update.json())));
        if (!secret.isEmpty()) {
            request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        var to = url;
        Thread.ofVirtual().name("fake-telegram-webhook").start(() -> tell(update, request.build(), to));
    }

    private void tell(Updates.Waiting update, HttpRequest request, String to) {
        Optional<HttpResponse<String>> response = Optional.empty();
        try {
            response = Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException broken) {
            // Counts as a refusal.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        world.lock.lock();
        try {
            flying.remove(update.id());
            busy.remove(update.key());
            if (to.equals(url)) {
                told(update, response);
            }
            world.changed.signalAll();
        } finally {
            world.lock.unlock();
        }
        response.filter(good -> good.statusCode() / 100 == 2).flatMap(good -> Json.read(good.body())).ifPresent(this::method);
    }

    private void told(Updates.Waiting update, Optional<HttpResponse<String>> response) {
        int status = response.map(HttpResponse::statusCode).orElse(0);
        if (status / 100 == 2) {
            goneSince = Instant.MIN;
            troubles.remove(update.id());
            world.updates.done(update.id());
            return;
        }
        var now = world.now();
        error = status == 0 ? "Connection refused or closed" : "Wrong response from the webhook: " + status + " " + word(status);
        errorAt = now;
        if (status != 410) {
            goneSince = Instant.MIN;
        } else if (goneSince.equals(Instant.MIN)) {
            goneSince = now;
        } else if (Duration.between(goneSince, now).compareTo(DROPPED_AFTER) > 0) {
            clear();
            return;
        }
        again(update, response.flatMap(bad -> bad.headers().firstValue("Retry-After")).filter(text -> text.matches("[0-9]{1,6}")), now);
    }

    /** How often what waits was refused. */
    int refusals() {
        return troubles.values().stream().mapToInt(Trouble::fails).sum();
    }

    private void again(Updates.Waiting update, Optional<String> retryAfter, Instant now) {
        var before = troubles.getOrDefault(update.id(), new Trouble(0, 1, now));
        long asked = Math.min(3600, retryAfter.map(Long::parseLong).orElse(0L));
        long delay = asked == 0 && before.fails() > 0 ? Math.min(DELAY_MAX, before.delay() * 2) : before.delay();
        long wait = asked > 0 ? asked : before.fails() > 0 ? delay : 0;
        if (now.plusSeconds(wait).isAfter(update.until())) {
            troubles.remove(update.id());
            world.updates.done(update.id());
        } else {
            troubles.put(update.id(), new Trouble(before.fails() + 1, delay, now.plusSeconds(wait)));
        }
    }

    private static String word(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }

    private void method(JsonNode body) {
        var name = body.path("method").asText().toLowerCase(Locale.ROOT);
        boolean may = !name.isEmpty() && !name.startsWith("get") && !Set.of("setwebhook", "deletewebhook", "close", "logout").contains(name);
        if (body instanceof ObjectNode object && may) {
            object.remove("method");
            answered.accept(name, Arguments.of(object));
        }
    }
}
