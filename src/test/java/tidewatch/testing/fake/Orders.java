package tidewatch.testing.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;

/** The page over which a fake is told what happens, and asked: JSON below {@code /_fake}. Each service adds its own orders. */
public final class Orders {
    /** What an order does with what it was given. */
    public interface Doing {
        JsonNode of(JsonNode in) throws IOException, InterruptedException;
    }

    /** What is shown below a path with more than one part; absent when it is no such path. */
    public interface Shelf {
        Optional<Reply> at(List<String> parts);
    }

    private record Order(String takes, Doing doing) {}

    private static final String BASE = "/_fake/";

    private final Map<String, Order> orders = new TreeMap<>();
    private final Map<String, String> shown = new LinkedHashMap<>();
    private final Shelf shelf;
    private final Function<Request, JsonNode> fields;

    /** @param fields a form and the query as the service reads them */
    public Orders(Shelf shelf, Function<Request, JsonNode> fields) {
        this.shelf = shelf;
        this.fields = fields;
    }

    /**
     * One thing that can be asked for.
     *
     * @param name verb and path, such as {@code POST say}
     * @param takes for the list
     */
    public void add(String name, String takes, Doing doing) {
        orders.put(name, new Order(takes, doing));
    }

    /** What stands on the shelf, for the list. */
    public void shows(String path, String what) {
        shown.put("GET " + BASE + path, what);
    }

    public Reply answer(String path, Request request) throws InterruptedException {
        try {
            var rest = path.length() <= BASE.length() ? "" : path.substring(BASE.length());
            var parts = Arrays.asList(rest.split("/", -1));
            var found = parts.size() > 1 ? shelf.at(parts) : Optional.<Reply>empty();
            if (found.isPresent()) {
                return found.get();
            }
            if (rest.isEmpty()) {
                return Reply.json(200, list());
            }
            var order = Optional.ofNullable(orders.get(request.verb() + " " + parts.getFirst()));
            return order.isEmpty()
                    ? refused(404, "no " + request.verb() + " " + BASE + rest + "; GET /_fake lists all")
                    : Reply.json(200, order.get().doing().of(body(request)));
        } catch (Refused | IllegalArgumentException | DateTimeException | IOException wrong) {
            return refused(400, String.valueOf(wrong.getMessage()));
        }
    }

    public static Reply refused(int status, String text) {
        return Reply.json(status, Json.object().put("error", text));
    }

    /** JSON, a form and the query all do. */
    private JsonNode body(Request request) {
        var text = request.body().text();
        if (text.stripLeading().startsWith("{")) {
            return Json.read(text).orElseThrow(() -> new IllegalArgumentException("the body is no JSON"));
        }
        return fields.apply(request);
    }

    private JsonNode list() {
        var list = Json.object();
        orders.forEach((name, order) -> list.put(name.replace(" ", " " + BASE), order.takes()));
        shown.forEach(list::put);
        return list;
    }

    // ---- what every fake has ----

    public void clock(FakeTime time) {
        add("GET clock", "", _ -> told(time));
        add("POST clock", "advance (seconds), stop (an instant, or true for now) or go (true)", in -> {
            if (in.has("stop")) {
                var at = in.get("stop").asText();
                time.stop(at.equals("true") ? time.instant() : Instant.parse(at));
            }
            if (in.path("go").asBoolean()) {
                time.go();
            }
            time.advance(Duration.ofMillis((long) (in.path("advance").asDouble() * 1000)));
            return told(time);
        });
    }

    private static JsonNode told(FakeTime time) {
        return Json.object().put("now", time.instant().toString()).put("standing", time.standing());
    }

    /**
     * What goes wrong from now on.
     *
     * @param rule the fields of one, for the list
     * @param reads the rules
     */
    public <F extends Mishap> void faults(Faults<F> faults, String rule, List<?> kinds, Function<JsonNode, List<F>> reads) {
        add("POST faults", "rules: [{" + rule + "}], or seed, share and rules for chance; kinds: " + kinds, in -> {
            var ways = reads.apply(in.path("rules"));
            if (in.has("seed")) {
                faults.byChance(in.get("seed").asLong(), in.path("share").asDouble(), ways);
            } else {
                faults.add(ways);
            }
            return ok();
        });
        add("DELETE faults", "nothing goes wrong any more", _ -> {
            faults.clear();
            return ok();
        });
    }

    public void lints(Supplier<List<Lint>> lints) {
        add("GET lints", "what was quietly tolerated", _ -> {
            var list = Json.array();
            lints.get().forEach(lint -> list.addObject().put("at", lint.at().toString()).put("call", lint.call()).put("kind", lint.kind())
                    .put("text", lint.text()));
            return list;
        });
    }

    // ---- answers ----

    public static ObjectNode ok() {
        return Json.object().put("ok", true);
    }

    /** A list made under a lock. */
    public static JsonNode each(Lock lock, Supplier<List<? extends JsonNode>> nodes) {
        var list = Json.array();
        lock.lock();
        try {
            nodes.get().forEach(list::add);
        } finally {
            lock.unlock();
        }
        return list;
    }
}
