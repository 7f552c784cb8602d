package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.chat.Incoming.Origin;
import tidewatch.chat.Incoming.Place;
import tidewatch.chat.MessageRef;
import tidewatch.message.Clean;

/**
 * Reads one Update of the Bot API (core.telegram.org/bots/api, "Getting updates") as a tree, so that fields that are missing or new do no
 * harm. In groups and channels only what is meant for us is told on: a command, a mention of our name, a reply to a message of ours. Pure.
 */
final class UpdateReader {
    /** What we ask for; the rest is not sent. */
    static final List<String> ALLOWED =
            List.of("message", "edited_message", "channel_post", "callback_query", "my_chat_member");

    private static final Pattern COMMAND = Pattern.compile("\\s*[/\\uFF0F][^\\s@/]+@(\\w+)(?:\\s.*)?", Pattern.DOTALL);
    /** A path such as /usr/bin is none. */
    private static final Pattern VERB =
            Pattern.compile("\\s*[/\\uFF0F][\\w-]+(?:@\\w+)?(?:\\s.*)?", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");

    /** Stands for button data that no button of ours carries. */
    private static final String FORGED = "forged";

    private final Self self;
    private final String sender;
    private final Optional<Pattern> mention;

    /** What an update is to us. */
    sealed interface Heard {
        record Told(Incoming incoming) implements Heard {}

        /** Nothing to us; the kind is for counting. */
        record Passed(String kind) implements Heard {}
    }

    UpdateReader(Self self) {
        this.self = self;
        this.sender = TelegramPlatform.NAME + ":" + self.id();
        this.mention = self.username().map(name -> Pattern.compile(
                "(?<![\\w@])@" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE));
    }

    /**
     * Reads one.
     *
     * @param now for what bears no time of its own, such as the press of a button
     * @throws IllegalArgumentException for a kind that we know in a form that we do not; it says what is missing, not what is there
     */
    Heard read(JsonNode update, Instant now) {
        var key = String.valueOf(need(update.path("update_id"), "update_id"));
        if (update.path("message").isObject()) {
            return message(update.path("message"), key, Optional.empty(), now);
        }
        if (update.path("edited_message").isObject()) {
            return message(update.path("edited_message"), key, Optional.of(Origin.EDITED), now);
        }
        if (update.path("channel_post").isObject()) {
            return message(update.path("channel_post"), key, Optional.empty(), now);
        }
        if (update.path("edited_channel_post").isObject()) {
            return message(update.path("edited_channel_post"), key, Optional.of(Origin.EDITED), now);
        }
        if (update.path("callback_query").isObject()) {
            return press(update.path("callback_query"), key, now);
        }
        if (update.path("my_chat_member").isObject()) {
            return membership(update.path("my_chat_member"), key, now);
        }
        var names = new ArrayList<String>();
        update.fieldNames().forEachRemaining(names::add);
        names.remove("update_id");
        return new Heard.Passed(names.isEmpty() ? "empty" : kind(names.getFirst()));
    }

    /** A name as it may be counted under: whoever sends updates must not fill our memory with names. */
    private static String kind(String name) {
        return name.matches("[a-z_]{1,40}") ? name : "unknown";
    }

    // ---- messages ----

    private Heard message(JsonNode message, String key, Optional<Origin> edited, Instant now) {
        var chat = chat(message.path("chat"));
        var to = Self.number(message.path("migrate_to_chat_id"));
        if (to.isPresent()) {
            return moved(message, chat, id(to.getAsLong()), now);
        }
        var from = Self.number(message.path("migrate_from_chat_id"));
        if (from.isPresent()) {
            return moved(message, id(from.getAsLong()), chat, now);
        }
        var place = place(message.path("chat"), chat);
        boolean asChat = message.path("sender_chat").isObject();
        if (!asChat && message.path("from").path("is_bot").asBoolean(false)) {
            return new Heard.Passed("of_a_bot"); // two bots that answer each other would never stop
        }
        var raw = message.path("text").isTextual() ? message.path("text") : message.path("caption");
        if (!raw.isTextual()) {
            return new Heard.Passed("without_words");
        }
        var meant = place == Place.PRIVATE ? ofPrivate(raw.textValue()) : ofMany(message, raw.textValue());
        if (meant.isEmpty()) {
            return new Heard.Passed("not_for_us");
        }
        var envelope = new Incoming.Envelope(
                key, sender, chat, thread(message), person(message, chat), time(message, now), edited.orElseGet(() -> origin(message, place)), place);
        return new Heard.Told(new Incoming.Said(envelope, Clean.text(meant.get()), Optional.empty(), answered(message)));
    }

    private Heard moved(JsonNode message, ChatId old, ChatId fresh, Instant now) {
        // Both chats tell it, each in an update of its own: one key for both makes it one.
        var key = "moved:" + old.local() + ":" + fresh.local();
        var envelope = new Incoming.Envelope(
                key, sender, old, Optional.empty(), person(message, old), time(message, now), Origin.DIRECT, Place.GROUP);
        return new Heard.Told(new Incoming.Moved(envelope, fresh));
    }

    private static Origin origin(JsonNode message, Place place) {
        if (message.has("forward_origin") || message.has("forward_date") || message.has("forward_from") || message.has("forward_from_chat")) {
            return Origin.FORWARDED;
        }
        if (message.has("via_bot")) {
            return Origin.VIA_BOT;
        }
        return message.path("sender_chat").isObject() || place == Place.CHANNEL || !message.path("from").isObject()
                ? Origin.ANONYMOUS_ADMIN
                : Origin.DIRECT;
    }

    private Optional<String> ofPrivate(String text) {
        return toAnother(text) ? Optional.empty() : Optional.of(text);
    }

    /** What of a message in a chat of several is meant for us; absent when nothing is. */
    private Optional<String> ofMany(JsonNode message, String text) {
        if (toAnother(text)) {
            return Optional.empty();
        }
        if (VERB.matcher(text).matches()) {
            return Optional.of(text);
        }
        var named = withoutMention(message, text);
        if (!named.equals(text)) {
            return Optional.of(named.strip());
        }
        return answered(message).map(_ -> text);
    }

    /** The message of ours that this one answers. */
    private Optional<MessageRef> answered(JsonNode message) {
        var answered = message.path("reply_to_message");
        var number = Self.number(answered.path("message_id"));
        // The first message of a topic is "answered" by every message in it.
        boolean ours = Self.number(answered.path("from").path("id")).equals(OptionalLong.of(self.id()))
                && !answered.has("forum_topic_created");
        return ours ? Optional.of(new MessageRef(number.isPresent() ? String.valueOf(number.getAsLong()) : "?")) : Optional.empty();
    }

    /** {@code /verb@other}. */
    private boolean toAnother(String text) {
        var command = COMMAND.matcher(text);
        return command.matches()
                && self.username().filter(name -> name.equalsIgnoreCase(command.group(1))).isEmpty();
    }

    /** Without our name, which people type or pick from a list; then it is an entity, whose offsets count UTF-16 units as Java does. */
    private String withoutMention(JsonNode message, String text) {
        var left = new StringBuilder(text);
        var spans = new ArrayList<int[]>();
        for (var entity : message.path(message.path("text").isTextual() ? "entities" : "caption_entities")) {
            int offset = entity.path("offset").asInt(-1);
            int end = offset + entity.path("length").asInt(0);
            boolean us = entity.path("type").asText("").equals("text_mention")
                    && Self.number(entity.path("user").path("id")).equals(OptionalLong.of(self.id()));
            if (us && offset >= 0 && end > offset && end <= text.length()) {
                spans.add(new int[] {offset, end});
            }
        }
        spans.sort(Comparator.comparingInt((int[] span) -> span[0]).reversed());
        int from = text.length();
        for (var span : spans) {
            if (span[1] <= from) {
                left.delete(span[0], span[1]);
                from = span[0];
            }
        }
        return mention.map(name -> name.matcher(left).replaceAll(" ")).orElseGet(left::toString);
    }

    // ---- presses, members ----

    private Heard press(JsonNode query, String key, Instant now) {
        var handle = query.path("id").asText("");
        var message = query.path("message");
        if (!WORD.matcher(handle).matches() || !message.isObject() || !query.path("data").isTextual()) {
            return new Heard.Passed("press_without_message");
        }
        var chat = chat(message.path("chat"));
        var person = id(need(query.path("from").path("id"), "from.id"));
        var data = query.path("data").textValue();
        var envelope = new Incoming.Envelope(
                key, sender, chat, thread(message), person.text(), now, Origin.DIRECT, place(message.path("chat"), chat));
        var ref = new MessageRef(String.valueOf(need(message.path("message_id"), "message_id")));
        return new Heard.Told(new Incoming.Pressed(envelope, TOKEN.matcher(data).matches() ? data : FORGED, ref, handle));
    }

    private Heard membership(JsonNode member, String key, Instant now) {
        var chat = chat(member.path("chat"));
        var place = place(member.path("chat"), chat);
        var after = member.path("new_chat_member");
        var change =
                switch (after.path("status").asText("").toLowerCase(Locale.ROOT)) {
                    case "creator", "administrator", "member" -> Incoming.Membership.Change.JOINED;
                    case "restricted" ->
                        after.path("is_member").asBoolean(true) ? Incoming.Membership.Change.JOINED : Incoming.Membership.Change.LEFT;
                    case "left" -> Incoming.Membership.Change.LEFT;
                    case "kicked" -> place == Place.PRIVATE ? Incoming.Membership.Change.BLOCKED : Incoming.Membership.Change.LEFT;
                    default -> throw new IllegalArgumentException("new_chat_member has no status that we know");
                };
        var envelope = new Incoming.Envelope(
                key, sender, chat, Optional.empty(), person(member, chat), time(member, now), Origin.DIRECT, place);
        return new Heard.Told(new Incoming.Membership(envelope, change));
    }

    // ---- parts ----

    private static ChatId chat(JsonNode chat) {
        return id(need(chat.path("id"), "chat.id"));
    }

    private static ChatId id(long id) {
        return new ChatId(TelegramPlatform.NAME, String.valueOf(id));
    }

    /** People have positive numbers, and so have private chats. */
    private static Place place(JsonNode chat, ChatId id) {
        return switch (chat.path("type").asText("")) {
            case "private" -> Place.PRIVATE;
            case "group", "supergroup" -> Place.GROUP;
            case "channel" -> Place.CHANNEL;
            default -> id.local().startsWith("-") ? Place.GROUP : Place.PRIVATE;
        };
    }

    /** Who said it; the chat itself where nobody in it is named. */
    private static String person(JsonNode message, ChatId chat) {
        var from = Self.number(message.path("from").path("id"));
        return from.isPresent() ? id(from.getAsLong()).text() : chat.text();
    }

    /** Only of a topic: replies in other groups bear a thread too, to which nothing can be sent. */
    private static Optional<String> thread(JsonNode message) {
        var thread = Self.number(message.path("message_thread_id"));
        return message.path("is_topic_message").asBoolean(false) && thread.isPresent()
                ? Optional.of(String.valueOf(thread.getAsLong()))
                : Optional.empty();
    }

    private static Instant time(JsonNode of, Instant now) {
        var seconds = Self.number(of.has("edit_date") ? of.path("edit_date") : of.path("date"));
        if (seconds.isEmpty() || seconds.getAsLong() <= 0) {
            return now;
        }
        try {
            var told = Instant.ofEpochSecond(seconds.getAsLong());
            return told.isAfter(now.plusSeconds(86_400)) ? now : told;
        } catch (DateTimeException absurd) {
            return now;
        }
    }

    private static long need(JsonNode node, String name) {
        return Self.number(node).orElseThrow(() -> new IllegalArgumentException("it has no number " + name));
    }
}
