package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tidewatch.testing.fake.Json;

/**
 * What waits for the bot. Ids rise by one, and restart at random after a week of silence; each update lives 24 hours. Guarded by the lock of
 * the world.
 */
final class Updates {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);

    /** All kinds of Update up to Bot API 10. */
    static final Set<String> KINDS = Set.of(
            "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
            "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query",
            "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
            "my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost", "guest_message", "managed_bot");

    /** Only told when asked for. */
    private static final Set<String> ON_DEMAND = Set.of("chat_member", "message_reaction", "message_reaction_count");

    private final Random random;
    private final TreeMap<Integer, Waiting> waiting = new TreeMap<>();
    private int next;
    private Instant last = Instant.MIN;
    private Set<String> allowed = usual();
    private final List<ObjectNode> late = new ArrayList<>();
    private int doubled;
    private int heldBack;
    private boolean extended;

    /** @param key updates with the same key reach a webhook one after the other */
    record Waiting(int id, String kind, ObjectNode json, Instant until, long key) {}

    Updates(long seed) {
        this.random = new Random(seed);
        this.next = random.nextInt(100_000_000, 900_000_000);
    }

    private static Set<String> usual() {
        var all = new TreeSet<>(KINDS);
        all.removeAll(ON_DEMAND);
        return all;
    }

    /** Remembers {@code allowed_updates}; an empty list is the usual ones, and a call without it changes nothing. */
    void allow(Arguments call) {
        call.tree("allowed_updates", "allowed_updates").filter(JsonNode::isArray).ifPresent(list -> {
            var names = new TreeSet<String>();
            list.forEach(name -> names.add(name.asText()));
            names.retainAll(KINDS);
            allowed = names.isEmpty() ? usual() : names;
        });
    }

    boolean usualOnes() {
        return allowed.equals(usual());
    }

    Set<String> allowed() {
        return allowed;
    }

    /** Puts one in, unless the bot did not ask for its kind; answers its id, or 0. Kinds nobody knows always go in. */
    int put(String kind, JsonNode content, long key, Instant now) {
        if (KINDS.contains(kind) && !allowed.contains(kind)) {
            return 0;
        }
        if (heldBack > 0) {
            heldBack--;
            late.add(Json.object().put("kind", kind).put("key", key).set("content", content));
            return 0;
        }
        int id = enter(kind, content, key, now);
        for (var one : List.copyOf(late)) {
            late.remove(one);
            enter(one.get("kind").asText(), one.get("content"), one.get("key").asLong(), now);
        }
        return id;
    }

    private int enter(String kind, JsonNode content, long key, Instant now) {
        forget(now);
        if (!last.equals(Instant.MIN) && Duration.between(last, now).compareTo(WEEK) > 0 && waiting.isEmpty()) {
            next = random.nextInt(100_000_000, 900_000_000);
        }
        last = now;
        int id = next++;
        var json = Json.object().put("update_id", id);
        json.set(kind, extended && content.isObject() ? extended(content.deepCopy()) : content);
        if (extended) {
            json.put("field_of_the_future", true);
        }
        waiting.put(id, new Waiting(id, kind, json, now.plus(LIFE), key));
        return id;
    }

    private static JsonNode extended(JsonNode content) {
        content.forEach(Updates::extended);
        if (content instanceof ObjectNode object) {
            object.put("field_of_the_future", "x").putObject("object_of_the_future").put("number", Long.MAX_VALUE).putNull("nothing");
        }
        return content;
    }

    void forget(Instant now) {
        waiting.values().removeIf(one -> one.until().isBefore(now));
    }

    /** Forgets what is below an offset, as a call of getUpdates does, and answers where to read from. */
    int confirm(long offset, Instant now) {
        forget(now);
        if (offset < 0) {
            while (waiting.size() > -offset) {
                waiting.pollFirstEntry();
            }
            return head();
        }
        boolean usable = offset > 0 && offset <= next && (waiting.isEmpty() || offset >= waiting.firstKey());
        if (!usable) {
            return head();
        }
        if (doubled > 0 && !waiting.headMap((int) offset).isEmpty()) {
            doubled--;
            return (int) offset - 1;
        }
        waiting.headMap((int) offset).clear();
        return (int) offset;
    }

    private int head() {
        return waiting.isEmpty() ? next : waiting.firstKey();
    }

    List<Waiting> from(int offset, int limit, Instant now) {
        forget(now);
        return waiting.tailMap(offset).values().stream().limit(limit).toList();
    }

    Stream<Waiting> all(Instant now) {
        forget(now);
        return waiting.values().stream();
    }

    void done(int id) {
        waiting.remove(id);
    }

    void clear() {
        waiting.clear();
    }

    int count(Instant now) {
        forget(now);
        return waiting.size();
    }

    /** The next confirmations are lost: as many times the last update comes once more. */
    void doubleNext(int times) {
        doubled = times;
    }

    /** So many updates are held back, until another one has passed them. */
    void holdNext(int count) {
        heldBack = count;
    }

    /** Every object carries fields that nobody knows. */
    void extend(boolean on) {
        extended = on;
    }}
