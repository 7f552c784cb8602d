package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.Incoming.Membership.Change;
import tidewatch.chat.Incoming.Origin;
import tidewatch.chat.Incoming.Place;
import tidewatch.chat.Line;
import tidewatch.chat.MessageRef;

/**
 * Reads one payload of Slack (docs.slack.dev: events, slash commands, interaction payloads) as a tree, so that fields that are missing or new
 * do no harm. It is the same payload whether it came over a socket or by a call. In channels only what is meant for us is told on: a mention,
 * a slash command, a press, a shortcut. Pure.
 */
final class PayloadReader {
    /** By which of the three ways a payload comes. */
    enum Kind {
        EVENT,
        SLASH,
        INTERACTION
    }

    /** The verb behind an opened App Home. */
    static final String HOME = "home";

    /** {@code callback_id} of the shortcut on a message. */
    static final String CHECK = "check";

    /** {@code callback_id} of the global shortcut. */
    static final String SUBSCRIBE = "subscribe";

    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
    private static final Pattern STAMP = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");
    private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]{1,1000}");
    private static final Pattern COUNTED = Pattern.compile("[a-z_]{1,40}");

    /** Stands for a button's value that no button of ours carries. */
    private static final String FORGED = "forged";

    private final Us us;
    private final SlashNames names;
    private final String sender;

    /**
     * Who we are in the workspace, as auth.test tells it.
     *
     * @param team our workspace
     * @param bot the user as whom our app speaks and is mentioned
     */
    record Us(String team, String bot) {
        Us {
            if (!ID.matcher(team).matches() || !ID.matcher(bot).matches()) {
                throw new IllegalArgumentException("A workspace and a user are named by capital letters and figures");
            }
        }
    }

    /** What a payload is to us. */
    sealed interface Heard {
        record Told(Incoming incoming) implements Heard {}

        /** Somebody opened our home; said as often as they do so. */
        record Home(Incoming.Said said) implements Heard {}

        /**
         * Somebody may fill in the form for {@code /subscribe}.
         *
         * @param plain to be told when the form cannot be opened
         */
        record Wanted(Incoming.Said plain, String trigger) implements Heard {}

        /**
         * Somebody sent a form.
         *
         * @param envelope in the person's own chat
         */
        record Sent(Incoming.Envelope envelope, JsonNode view) implements Heard {}

        /** The workspace put us out; nothing works before we are let in again. */
        record Removed() implements Heard {}

        /** Nothing to us; the kind is for counting. */
        record Passed(String kind) implements Heard {}

        /**
         * A kind that we know in a form that we do not.
         *
         * @param why what is missing, not what is there
         */
        record Unreadable(String why) implements Heard {}
    }

    PayloadReader(Us us, SlashNames names) {
        this.us = us;
        this.names = Objects.requireNonNull(names);
        this.sender = SlackNames.sender(us.team());
    }

    /**
     * Reads one.
     *
     * @param name of the envelope or call, to know it again where the payload bears no name of its own
     * @param now for what bears no time of its own, such as the press of a button
     */
    Heard read(Kind kind, JsonNode payload, String name, Instant now) {
        try {
            return switch (kind) {
                case EVENT -> event(payload, name, now);
                case SLASH -> slash(payload, name, now);
                case INTERACTION -> interaction(payload, name, now);
            };
        } catch (Lacking what) {
            return new Heard.Unreadable(what.sentence);
        } catch (RuntimeException fault) {
            return new Heard.Unreadable(fault.getClass().getSimpleName());
        }
    }

    // ---- events ----

    private Heard event(JsonNode outer, String name, Instant now) {
        var outerType = outer.path("type").asText("");
        if (!outerType.equals("event_callback") && !outer.path("event").isObject()) {
            return passed(outerType);
        }
        var event = outer.path("event");
        if (elsewhere(outer)) {
            return new Heard.Passed("other_workspace");
        }
        var key = key(outer.path("event_id"), name);
        var type = event.path("type").asText("");
        return switch (type) {
            case "app_mention" -> mention(outer, event, now);
            case "message" -> message(outer, event, key, now);
            case "app_home_opened" -> home(outer, event, key, now);
            case "member_joined_channel" -> ofUs(outer, event, key, Change.JOINED, now);
            case "member_left_channel" -> ofUs(outer, event, key, Change.LEFT, now);
            case "channel_left", "group_left", "channel_archive", "group_archive", "channel_deleted", "group_deleted" ->
                membership(outer, event, key, Change.LEFT, now);
            case "channel_id_changed" -> moved(outer, event, key, now);
            case "app_uninstalled" -> new Heard.Removed();
            case "tokens_revoked" -> revoked(event);
            default -> passed(type);
        };
    }

    /** Of another workspace in which the app is installed too: its chats are not reached with our token. */
    private boolean elsewhere(JsonNode outer) {
        var installs = outer.path("authorizations");
        if (!installs.isArray() || installs.isEmpty()) {
            return false;
        }
        for (var install : installs) {
            var team = install.path("team_id").asText("");
            if (team.isEmpty() || team.equals(us.team())) {
                return false;
            }
        }
        return true;
    }

    /** In a channel. The same message may be told as a mention and as a message: its place in the channel makes them one. */
    private Heard mention(JsonNode outer, JsonNode event, Instant now) {
        var channel = need(event.path("channel"), ID, "channel");
        if (channel.startsWith("D")) {
            return new Heard.Passed("mention_in_private"); // is told as a message too
        }
        var stamp = need(event.path("ts"), STAMP, "ts");
        boolean edited = event.path("edited").isObject();
        var key = edited ? channel + "/" + stamp + "/" + stamp(event.path("edited").path("ts")).orElse("edited") : channel + "/" + stamp;
        var from = author(event);
        if (from.isEmpty()) {
            return ofNoPerson(event);
        }
        var words = TypedText.without(us.bot(), event.path("text").asText(""));
        var person = person(outer, event, from.get());
        var envelope = envelope(
                key, chat(channel), thread(event, stamp), person, time(event.path("ts"), now), origin(edited, person, event), Place.GROUP);
        return new Heard.Told(new Incoming.Said(envelope, words, Optional.empty(), answered(event, stamp, channel)));
    }

    private Heard message(JsonNode outer, JsonNode event, String key, Instant now) {
        var channel = need(event.path("channel"), ID, "channel");
        boolean alone = event.path("channel_type").asText("").equals("im") || channel.startsWith("D");
        var subtype = event.path("subtype").asText("");
        if (!alone) {
            boolean ours = subtype.isEmpty() || subtype.equals("file_share") || subtype.equals("thread_broadcast");
            return ours && TypedText.mentions(us.bot(), event.path("text").asText("")) ? mention(outer, event, now) : new Heard.Passed("not_for_us");
        }
        return switch (subtype) {
            case "", "file_share", "thread_broadcast", "me_message" -> said(outer, event, channel, key, false, now);
            case "message_changed" ->
                event.path("message").path("edited").isObject()
                        ? said(outer, event.path("message"), channel, key, true, now)
                        : new Heard.Passed("message_changed"); // a preview was added, a thread got longer
            case "bot_message" -> new Heard.Passed("of_a_bot");
            default -> passed("message_" + subtype);
        };
    }

    /** Words in the chat of one person with us. */
    private Heard said(JsonNode outer, JsonNode message, String channel, String key, boolean edited, Instant now) {
        var from = author(message);
        if (from.isEmpty()) {
            return ofNoPerson(message);
        }
        var person = person(outer, message, from.get());
        var origin = origin(edited, person, message);
        var words = TypedText.plain(text(message));
        if (words.isBlank()) {
            return new Heard.Passed("without_words");
        }
        var stamp = message.path("ts").asText("");
        var at = time(edited ? message.path("edited").path("ts") : message.path("ts"), now);
        var envelope = envelope(key, person, thread(message, stamp), person, at, origin, Place.PRIVATE);
        return new Heard.Told(new Incoming.Said(envelope, words, Optional.empty(), answered(message, stamp, channel)));
    }

    /** The message that the thread of this one is about; it may be another's. Named as {@link Outcomes} names those that we sent. */
    private static Optional<MessageRef> answered(JsonNode message, String stamp, String channel) {
        return thread(message, stamp).map(first -> new MessageRef(channel + "/" + first));
    }

    /** What was typed; of a message that was passed on without a word, what it says. */
    private static String text(JsonNode message) {
        var own = message.path("text").asText("");
        if (!own.isBlank()) {
            return own;
        }
        for (var attachment : message.path("attachments")) {
            if (shared(attachment)) {
                return attachment.path("text").asText("");
            }
        }
        return "";
    }

    /** Who typed a message; absent where no person did. Two bots that answer each other would never stop. */
    private Optional<String> author(JsonNode message) {
        boolean bot = message.path("bot_id").isTextual()
                || message.path("bot_profile").isObject()
                || message.path("subtype").asText("").equals("bot_message");
        return Optional.of(message.path("user").asText(""))
                .filter(user -> !bot && !user.equals(us.bot()) && !user.equals("USLACKBOT") && ID.matcher(user).matches());
    }

    private static Heard ofNoPerson(JsonNode message) {
        return new Heard.Passed(message.path("user").isTextual() || message.path("bot_id").isTextual() ? "of_a_bot" : "of_nobody");
    }

    private Origin origin(boolean edited, ChatId person, JsonNode message) {
        if (edited) {
            return Origin.EDITED;
        }
        if (foreign(person)) {
            return Origin.EXTERNAL_TEAM;
        }
        for (var attachment : message.path("attachments")) {
            if (shared(attachment)) {
                return Origin.FORWARDED;
            }
        }
        return Origin.DIRECT;
    }

    private static boolean shared(JsonNode attachment) {
        return attachment.path("is_share").asBoolean(false) || attachment.path("is_msg_unfurl").asBoolean(false);
    }

    private Heard home(JsonNode outer, JsonNode event, String key, Instant now) {
        if (!event.path("tab").asText("home").equals("home")) {
            return new Heard.Passed("home_messages");
        }
        var user = need(event.path("user"), ID, "user");
        var person = person(outer, event, user);
        var envelope = envelope(key, person, Optional.empty(), person, time(event.path("event_ts"), now), origin(person), Place.PRIVATE);
        return new Heard.Home(new Incoming.Said(envelope, "/" + HOME, Optional.of(SlackNames.HOME + user)));
    }

    private Heard ofUs(JsonNode outer, JsonNode event, String key, Change change, Instant now) {
        return event.path("user").asText("").equals(us.bot())
                ? membership(outer, event, key, change, now)
                : new Heard.Passed("of_another_member");
    }

    private Heard membership(JsonNode outer, JsonNode event, String key, Change change, Instant now) {
        var chat = chat(need(event.path("channel"), ID, "channel"));
        var envelope = envelope(
                key, chat, Optional.empty(), actor(outer, event, chat), time(event.path("event_ts"), now), Origin.DIRECT, Place.GROUP);
        return new Heard.Told(new Incoming.Membership(envelope, change));
    }

    /** A channel gets a new name of its own when it is shared with another workspace. */
    private Heard moved(JsonNode outer, JsonNode event, String key, Instant now) {
        var old = chat(need(event.path("old_channel_id"), ID, "old_channel_id"));
        var fresh = chat(need(event.path("new_channel_id"), ID, "new_channel_id"));
        var envelope = envelope(
                key, old, Optional.empty(), actor(outer, event, old), time(event.path("event_ts"), now), Origin.DIRECT, Place.GROUP);
        return new Heard.Told(new Incoming.Moved(envelope, fresh));
    }

    /** Who did it; the chat itself where nobody but us is named. */
    private ChatId actor(JsonNode outer, JsonNode event, ChatId chat) {
        for (var field : new String[] {"inviter", "actor_id", "user"}) {
            var user = event.path(field).asText("");
            if (ID.matcher(user).matches() && !user.equals(us.bot())) {
                return person(outer, event, user);
            }
        }
        return chat;
    }

    private Heard revoked(JsonNode event) {
        for (var bot : event.path("tokens").path("bot")) {
            if (bot.asText("").equals(us.bot())) {
                return new Heard.Removed();
            }
        }
        return new Heard.Passed("tokens_revoked");
    }

    // ---- slash commands ----

    private Heard slash(JsonNode slash, String name, Instant now) {
        var command = need(slash.path("command"), WORD, "command");
        var channel = need(slash.path("channel_id"), ID, "channel_id");
        var person = SlackNames.chat(team(slash.path("team_id")), need(slash.path("user_id"), ID, "user_id"));
        boolean alone = channel.startsWith("D");
        var trigger = word(slash.path("trigger_id"));
        var envelope = envelope(
                trigger.orElse(name),
                alone ? person : chat(channel),
                stamp(slash.path("thread_ts")),
                person,
                now,
                origin(person),
                alone ? Place.PRIVATE : Place.GROUP);
        var line = names.line(command, TypedText.plain(slash.path("text").asText("")));
        return wanted(new Incoming.Said(envelope, line, url(slash)), trigger);
    }

    /** A bare {@code /subscribe} is asked for by a form, where there is a trigger to open one. */
    private static Heard wanted(Incoming.Said said, Optional<String> trigger) {
        var line = Line.of(said.text());
        boolean bare = line.verb().equals(SUBSCRIBE) && line.rest().isEmpty() && said.envelope().origin() == Origin.DIRECT;
        return bare && trigger.isPresent() ? new Heard.Wanted(said, trigger.get()) : new Heard.Told(said);
    }

    // ---- buttons, forms, shortcuts ----

    private Heard interaction(JsonNode payload, String name, Instant now) {
        var type = payload.path("type").asText("");
        return switch (type) {
            case "block_actions" -> press(payload, name, now);
            case "view_submission" -> sent(payload, name, now);
            case "message_action" -> onMessage(payload, name, now);
            case "shortcut" -> shortcut(payload, name, now);
            default -> passed(type);
        };
    }

    private Heard press(JsonNode payload, String name, Instant now) {
        var person = presser(payload);
        var value = value(payload.path("actions"));
        if (value.isEmpty()) {
            return new Heard.Passed("press_without_value"); // a link, or nothing chosen
        }
        var token = TOKEN.matcher(value.get()).matches() ? value.get() : FORGED;
        var key = key(payload.path("trigger_id"), name);
        if (payload.path("view").isObject() || payload.path("container").path("type").asText("").equals("view")) {
            if (payload.path("view").path("type").asText("home").equals("modal")) {
                return new Heard.Passed("press_in_a_form");
            }
            var envelope = envelope(key, person, Optional.empty(), person, now, origin(person), Place.PRIVATE);
            var home = SlackNames.HOME + SlackNames.id(person);
            return new Heard.Told(new Incoming.Pressed(envelope, token, new MessageRef(home), home));
        }
        var channel = first(payload.path("channel").path("id"), payload.path("container").path("channel_id"));
        if (channel.isEmpty()) {
            return new Heard.Passed("press_without_message");
        }
        var stamp = need(
                payload.path("container").has("message_ts") ? payload.path("container").path("message_ts") : payload.path("message").path("ts"),
                STAMP,
                "message_ts");
        boolean alone = channel.get().startsWith("D");
        var handle = url(payload);
        var envelope = envelope(
                key,
                alone ? person : chat(channel.get()),
                pressedThread(payload, stamp),
                person,
                now,
                origin(person),
                alone ? Place.PRIVATE : Place.GROUP);
        boolean unseen = payload.path("container").path("is_ephemeral").asBoolean(false)
                || payload.path("message").path("is_ephemeral").asBoolean(false);
        // What only one person sees can be changed by the handle only.
        var ref = unseen && handle.isPresent() ? handle.get() : channel.get() + "/" + stamp;
        return new Heard.Told(new Incoming.Pressed(envelope, token, new MessageRef(ref), handle.orElse("")));
    }

    /** Of a button its value, of a menu that of what was chosen. */
    private static Optional<String> value(JsonNode actions) {
        for (var action : actions) {
            var chosen = action.path("selected_option").path("value");
            var value = chosen.isTextual() ? chosen : action.path("value");
            if (value.isTextual() && !value.textValue().isEmpty()) {
                return Optional.of(value.textValue());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> pressedThread(JsonNode payload, String stamp) {
        var told = payload.path("container").path("thread_ts");
        return stamp(told.isTextual() ? told : payload.path("message").path("thread_ts")).filter(thread -> !thread.equals(stamp));
    }

    private Heard sent(JsonNode payload, String name, Instant now) {
        var person = presser(payload);
        var view = payload.path("view");
        var id = word(view.path("id"));
        var key = id.isPresent() ? id.get() + ":" + word(view.path("hash")).orElse("") : key(payload.path("trigger_id"), name);
        return new Heard.Sent(envelope(key, person, Optional.empty(), person, now, origin(person), Place.PRIVATE), view);
    }

    /** "Check this" on a message of whomever: the words are theirs, the question is of the one who chose it. */
    private Heard onMessage(JsonNode payload, String name, Instant now) {
        if (!payload.path("callback_id").asText("").equals(CHECK)) {
            return new Heard.Passed("unknown_shortcut");
        }
        var person = presser(payload);
        var channel = need(payload.path("channel").path("id"), ID, "channel.id");
        boolean alone = channel.startsWith("D");
        var message = payload.path("message");
        var envelope = envelope(
                key(payload.path("trigger_id"), name),
                alone ? person : chat(channel),
                thread(message, message.path("ts").asText("")),
                person,
                now,
                origin(person),
                alone ? Place.PRIVATE : Place.GROUP);
        var words = TypedText.without(us.bot(), text(message));
        return new Heard.Told(new Incoming.Said(envelope, ("/" + CHECK + " " + words).strip(), url(payload)));
    }

    /** From anywhere, so it is answered in the person's own chat. */
    private Heard shortcut(JsonNode payload, String name, Instant now) {
        if (!payload.path("callback_id").asText("").equals(SUBSCRIBE)) {
            return new Heard.Passed("unknown_shortcut");
        }
        var person = presser(payload);
        var trigger = word(payload.path("trigger_id"));
        var envelope = envelope(trigger.orElse(name), person, Optional.empty(), person, now, origin(person), Place.PRIVATE);
        return wanted(new Incoming.Said(envelope, "/" + SUBSCRIBE), trigger);
    }

    private ChatId presser(JsonNode payload) {
        var user = payload.path("user");
        var team = user.path("team_id").isTextual() ? user.path("team_id") : payload.path("team").path("id");
        return SlackNames.chat(team(team), need(user.path("id"), ID, "user.id"));
    }

    // ---- parts ----

    private Incoming.Envelope envelope(
            String key, ChatId chat, Optional<String> thread, ChatId person, Instant at, Origin origin, Place place) {
        return new Incoming.Envelope(key, sender, chat, thread, person.text(), at, origin, place);
    }

    /** A chat of ours, also where the channel is shared with another workspace. */
    private ChatId chat(String channel) {
        return SlackNames.chat(us.team(), channel);
    }

    /** In a channel that is shared the event says of which workspace its author is. */
    private ChatId person(JsonNode outer, JsonNode event, String user) {
        for (var field : new String[] {"user_team", "source_team", "team"}) {
            if (ID.matcher(event.path(field).asText("")).matches()) {
                return SlackNames.chat(event.path(field).textValue(), user);
            }
        }
        return SlackNames.chat(team(outer.path("team_id")), user);
    }

    private String team(JsonNode node) {
        return node.isTextual() && ID.matcher(node.textValue()).matches() ? node.textValue() : us.team();
    }

    private boolean foreign(ChatId person) {
        return !SlackNames.team(person).equals(us.team());
    }

    private Origin origin(ChatId person) {
        return foreign(person) ? Origin.EXTERNAL_TEAM : Origin.DIRECT;
    }

    /** The message that begins a thread bears its own stamp. */
    private static Optional<String> thread(JsonNode message, String stamp) {
        return stamp(message.path("thread_ts")).filter(thread -> !thread.equals(stamp));
    }

    private static Optional<String> url(JsonNode payload) {
        return Optional.of(payload.path("response_url").asText(""))
                .filter(url -> ADDRESS.matcher(url).matches())
                .map(url -> SlackNames.URL + url);
    }

    private static String key(JsonNode node, String name) {
        return word(node).orElse(name);
    }

    private static Optional<String> word(JsonNode node) {
        return node.isTextual() && WORD.matcher(node.textValue()).matches() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static Optional<String> stamp(JsonNode node) {
        return node.isTextual() && STAMP.matcher(node.textValue()).matches() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static Optional<String> first(JsonNode one, JsonNode other) {
        var node = one.isTextual() ? one : other;
        return node.isTextual() && ID.matcher(node.textValue()).matches() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** A stamp is a time in seconds; what is absurd is now. */
    private static Instant time(JsonNode stamp, Instant now) {
        var told = stamp(stamp).map(text -> Long.parseLong(text.substring(0, text.indexOf('.') < 0 ? text.length() : text.indexOf('.'))));
        return told.filter(seconds -> seconds > 0 && seconds <= now.getEpochSecond() + 86_400).map(Instant::ofEpochSecond).orElse(now);
    }

    private static String need(JsonNode node, Pattern form, String name) {
        if (node.isTextual() && form.matcher(node.textValue()).matches()) {
            return node.textValue();
        }
        throw new Lacking("it has no " + name);
    }

    /** A name as it may be counted under: whoever sends payloads must not fill our memory with names. */
    private static Heard passed(String type) {
        return new Heard.Passed(COUNTED.matcher(type).matches() ? type : type.isEmpty() ? "empty" : "unknown");
    }

    private static final class Lacking extends RuntimeException {
        private final String sentence;

        Lacking(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }
}
