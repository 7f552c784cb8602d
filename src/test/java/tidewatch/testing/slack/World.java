package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tidewatch.testing.fake.FakeTime;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Lint;

/** Every workspace, person, channel and message around one app. Everything but the lock is guarded by the lock. */
final class World {
    /** What a new app with the usual manifest may do. */
    static final Set<String> USUAL_SCOPES = Set.of(
            "commands", "chat:write", "im:write", "mpim:write", "files:write", "files:read", "app_mentions:read", "users:read", "team:read",
            "channels:history", "groups:history", "im:history", "mpim:history", "channels:read", "groups:read", "im:read", "mpim:read",
            "channels:join", "reactions:write");

    final ReentrantLock lock = new ReentrantLock();
    /** Signalled when something is due: the clock moved, a payload came, a socket opened or closed. */
    final Condition changed = lock.newCondition();

    final FakeTime time;
    final Rates rates;
    final Random random;
    final String app;
    final String appToken;
    final String signingSecret;
    final String verification;
    final Map<String, Team> teams = new LinkedHashMap<>();
    final Map<String, Person> people = new TreeMap<>();
    final Map<String, Channel> channels = new TreeMap<>();
    /** Direct messages with the app, by person. */
    private final Map<String, Channel> ims = new HashMap<>();
    final Map<String, StoredFile> files = new LinkedHashMap<>();
    final Map<String, View> views = new LinkedHashMap<>();
    final Map<String, Trigger> triggers = new HashMap<>();
    final List<Lint> lints = new ArrayList<>();
    /** The events the app has subscribed to, as {@code message.im}. */
    final Set<String> subscriptions = new TreeSet<>();
    /** The slash commands of the app; empty lets any pass. */
    final Set<String> commands = new TreeSet<>();
    /** How long a completed file stays unusable. */
    Duration fileDelay = Duration.ZERO;
    /** Number of the call being answered. */
    long call;
    /** Where the fake is reached, without a slash at the end. */
    String url = "";
    private long nextId = 1;
    private long lastMicros;

    /** A trigger that can open one modal within three seconds. */
    record Trigger(String team, String user, Instant until) {}

    World(FakeTime time, long seed, Limits limits, String app, String appToken, String signingSecret) {
        this.time = time;
        this.rates = new Rates(limits);
        this.random = new Random(seed);
        this.app = app;
        this.appToken = appToken;
        this.signingSecret = signingSecret;
        this.verification = secret(24);
        subscriptions.addAll(Set.of(
                "app_mention", "message.im", "app_home_opened", "member_joined_channel", "channel_archive", "group_archive", "app_uninstalled",
                "tokens_revoked"));
    }

    Instant now() {
        return time.instant();
    }

    void lint(String kind, String text) {
        lints.add(new Lint(now(), call, kind, text));
    }

    // ---- ids and times ----

    /** An id that nobody has yet, as {@code C07000000A}. */
    String id(String letters) {
        var digits = Long.toString(nextId++, 36).toUpperCase(Locale.ROOT);
        return letters + "07" + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }

    /** Random small letters and digits. */
    String secret(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
        }
        return text.toString();
    }

    String uuid() {
        var hex = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            hex.append(i == 8 || i == 12 || i == 16 || i == 20 ? "-" : "").append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    /** A ts greater than every one before. */
    String ts() {
        var now = now();
        lastMicros = Math.max(lastMicros + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
        return ts(lastMicros);
    }

    static String ts(long micros) {
        return String.format(Locale.ROOT, "%010d.%06d", micros / 1_000_000, micros % 1_000_000);
    }

    String trigger(Team team, Person person) {
        var trigger = now().toEpochMilli() + "." + nextId++ + "." + secret(32);
        triggers.put(trigger, new Trigger(team.id, person.id, now().plusSeconds(3)));
        return trigger;
    }

    // ---- who and where ----

    Team home() {
        return teams.values().iterator().next();
    }

    Team team(String id) {
        return Optional.ofNullable(teams.get(id)).orElseThrow(() -> new IllegalArgumentException("no workspace " + id));
    }

    Person person(String id) {
        return Optional.ofNullable(people.get(id)).orElseThrow(() -> new IllegalArgumentException("no person " + id));
    }

    Channel channel(String id) {
        return Optional.ofNullable(channels.get(id)).orElseThrow(() -> new IllegalArgumentException("no channel " + id));
    }

    /** By id, or by name with or without a hash. */
    Optional<Channel> findChannel(Team team, String given) {
        var byId = Optional.ofNullable(channels.get(given)).filter(channel -> seenFrom(channel, team));
        var name = given.startsWith("#") ? given.substring(1) : given;
        return byId.or(() -> channels.values().stream()
                .filter(channel -> channel.kind != Channel.Kind.IM && channel.name.equals(name) && seenFrom(channel, team))
                .findFirst());
    }

    static boolean seenFrom(Channel channel, Team team) {
        return channel.team.equals(team.id) || channel.shared.contains(team.id);
    }

    /** The direct message between the app and a person, made when it is not there. */
    Channel im(Team team, Person person) {
        return ims.computeIfAbsent(team.id + " " + person.id, key -> {
            var made = new Channel(id("D"), Channel.Kind.IM, team.id, "", now().getEpochSecond());
            made.user = person.id;
            made.members.add(person.id);
            made.members.add(team.bot.id);
            channels.put(made.id, made);
            return made;
        });
    }

    /** The workspace through which the app hears of a channel: its own one, or one it is shared with. */
    Optional<Team> hearing(Channel channel) {
        return teams.values().stream()
                .filter(team -> team.install == Team.Install.STANDING && seenFrom(channel, team) && channel.members.contains(team.bot.id))
                .findFirst();
    }

    // ---- messages ----

    /** What the service stores of a text: {@code &}, and angles that are no tag of its own, as entities. */
    static String stored(String text) {
        return Mrkdwn.stored(text);
    }

    /** A message of the app, with what always stands in one. */
    ObjectNode fromApp(Team team, String ts) {
        var message = Json.object().put("user", team.bot.id).put("type", "message").put("ts", ts).put("bot_id", team.botId).put("app_id", app);
        message.put("text", "").put("team", team.id);
        message.set("bot_profile", profile(team));
        return message;
    }

    ObjectNode profile(Team team) {
        var profile = Json.object().put("id", team.botId).put("app_id", app).put("user_id", team.bot.id).put("name", team.bot.real);
        profile.putObject("icons").put("image_36", "https://a.slack-edge.com/36.png").put("image_48", "https://a.slack-edge.com/48.png")
                .put("image_72", "https://a.slack-edge.com/72.png");
        return profile.put("deleted", false).put("updated", 1_700_000_000).put("team_id", team.id);
    }

    /** Shows a message, and counts it in its thread. */
    void show(Channel channel, Shown shown) {
        channel.messages.put(shown.ts, shown);
        if (!shown.reply() || shown.ephemeral()) {
            return;
        }
        Optional.ofNullable(channel.messages.get(shown.thread())).ifPresent(parent -> {
            parent.json.put("thread_ts", parent.ts).put("latest_reply", shown.ts).put("is_locked", false).put("subscribed", true);
            parent.json.put("reply_count", parent.json.path("reply_count").asInt() + 1);
            var users = parent.json.withArray("reply_users");
            boolean known = false;
            for (JsonNode user : users) {
                known |= user.asText().equals(shown.author);
            }
            if (!known) {
                users.add(shown.author);
            }
            parent.json.put("reply_users_count", users.size());
        });
    }
}
