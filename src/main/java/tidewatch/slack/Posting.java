package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.Refused.Cause;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Pictures;
import tidewatch.message.RenderPlan.Degradation;

/**
 * Brings one part to one chat. Sends once; again only when Slack refused the form, each poorer form once: without the newer blocks, as words,
 * without its thread, without its picture. Where an answer came with a handle and we may not write ourselves, it goes by the handle. A part
 * with a suspect is looked for first. Any thread.
 */
final class Posting {

    private static final String NOWHERE = "I cannot show the rest here. Invite me with /invite, or ask me in a direct message.";

    private final SlackClient client;
    private final Uploads uploads;
    private final Conversations conversations;
    private final Find find;
    private final NativeTables tables;
    private final ResponseUrls urls;
    private final BiFunction<SlackPayload, List<String>, SlackPayload> postscript;
    private final Function<SlackPayload.Message, String> home;
    private final Pause pause;
    private final LongSupplier nanos;

    /**
     * Calls nothing yet.
     *
     * @param postscript the payload with plain lines below it, in its blocks, its basic blocks and its text
     * @param home the view of an App Home, as JSON, that shows a message; its blocks are ready to be sent
     * @param pause {@code Thread::sleep}; waits are at most 2 s
     * @param nanos a clock that never goes back
     */
    Posting(
            SlackClient client,
            Pictures pictures,
            BiFunction<SlackPayload, List<String>, SlackPayload> postscript,
            Function<SlackPayload.Message, String> home,
            Pause pause,
            LongSupplier nanos) {
        this.client = client;
        this.uploads = new Uploads(client, pictures, nanos);
        this.conversations = new Conversations(client);
        this.find = new Find(client, conversations, nanos);
        this.tables = new NativeTables(nanos);
        this.urls = new ResponseUrls(client, nanos);
        this.postscript = Objects.requireNonNull(postscript);
        this.home = Objects.requireNonNull(home);
        this.pause = Objects.requireNonNull(pause);
        this.nanos = nanos;
    }

    /** Whether messages may be planned with tables as tables. */
    boolean nativeTables() {
        return tables.taken();
    }

    /** Whether it can be looked up in this chat what arrived. */
    boolean canFind(ChatId chat) {
        return find.able(chat);
    }

    /** Sends a part, or finds that it was sent. */
    Delivered deliver(Outgoing outgoing, SlackPayload payload) {
        var to = Destination.of(outgoing.chat());
        if (to.isEmpty()) {
            return Delivered.Refused.because(Cause.BAD_CONTENT, "That chat is none of Slack's");
        }
        try {
            var told = outgoing.postscript().isEmpty() ? payload : postscript.apply(payload, outgoing.postscript());
            return new Sending(outgoing, told, to.get()).run();
        } catch (Form.BadBlocks unreadable) {
            return Delivered.Refused.because(Cause.BAD_CONTENT, "The blocks of this message cannot be read");
        }
    }

    /** One part on its way. */
    private final class Sending {
        private final Outgoing outgoing;
        private final SlackPayload payload;
        private final Destination to;
        private final Hurry hurry = new Hurry(nanos);
        private final Forms forms = new Forms(uploads, tables, pause, hurry);

        Sending(Outgoing outgoing, SlackPayload payload, Destination to) {
            this.outgoing = outgoing;
            this.payload = payload;
            this.to = to;
        }

        Delivered run() {
            var seen = outgoing.suspect().flatMap(this::seen);
            return seen.isPresent() ? seen.get() : send();
        }

        private Delivered send() {
            return switch (outgoing.placement()) {
                case Placement.New _ -> below(to, outgoing.thread());
                case Placement.Reply reply -> reply(reply.handle());
                case Placement.Replace replace -> replace(replace.message());
                case Placement.Private alone -> privately(alone);
            };
        }

        // ---- an earlier try ----

        /** What became of it; absent when the part is to be sent. */
        private Optional<Delivered> seen(Outgoing.Suspect suspect) {
            if (home().isPresent()) {
                return Optional.empty(); // shown once more, it is the same
            }
            if (outgoing.placement() instanceof Placement.Private alone && !alone.person().equals(outgoing.chat().text())) {
                return Optional.of(unfindable());
            }
            return switch (find.look(outgoing, suspect, payload, to, hurry::late)) {
                case Find.Seen.There(var ref) -> Optional.of(new Delivered.Sent(ref, true, List.of()));
                case Find.Seen.NotYet _ ->
                    Optional.of(new Delivered.Unknown(false, "The earlier try is not to be seen; it is looked for once more."));
                case Find.Seen.Failed failed ->
                    Optional.of(
                            failed.outside() && outgoing.placement() instanceof Placement.Reply
                                    ? unfindable()
                                    : new Delivered.Unknown(false, failed.detail()));
                case Find.Seen.Absent _ ->
                    hurry.late()
                            ? Optional.of(new Delivered.Unknown(false, "Looking for an earlier try took too long."))
                            : Optional.empty();
            };
        }

        /** What one person sees nobody can look up: it is an answer to them, and they can ask again. */
        private static Delivered unfindable() {
            return Delivered.Refused.because(
                    Cause.BAD_CONTENT, "Nobody can see whether what is shown to one person only has arrived; it is not sent again");
        }

        // ---- below what is there ----

        private Delivered below(Destination channel, Optional<String> thread) {
            return switch (payload) {
                case SlackPayload.File file -> shared(file, channel, thread);
                case SlackPayload.Message message -> settled(forms.send(message, thread, true, form -> posted(form, channel)), channel);
            };
        }

        private ApiAnswer posted(Form form, Destination channel) {
            var call = said(ApiCall.of("chat.postMessage").with("channel", channel.id()), form)
                    .with("unfurl_links", false)
                    .with("unfurl_media", false)
                    .with("metadata", metadata());
            form.thread().ifPresent(thread -> call.with("thread_ts", thread));
            if (form.level() == Form.Level.WORDS) {
                call.with("mrkdwn", false);
            }
            return client.call(call);
        }

        private Delivered settled(Forms.Ended ended, Destination channel) {
            return switch (ended) {
                case Forms.Ended.Not(var delivered) -> delivered;
                case Forms.Ended.Answered(var answer, var form) -> {
                    var delivered = Outcomes.of(answer, form.degradations());
                    if (delivered instanceof Delivered.Sent sent) {
                        var where = sent.ref().map(ref -> ref.value().substring(0, ref.value().indexOf('/')));
                        conversations.learn(channel, where);
                        lonely(form, where.orElse(channel.id()));
                    }
                    yield delivered;
                }
            };
        }

        /** Pictures that Slack would not show in blocks go below as messages of their own; whether they arrive is nobody's matter. */
        private void lonely(Form form, String channel) {
            if (!form.message().pictures().isEmpty() && form.files().isEmpty() && forms.picturesGivenUp()) {
                form.message().pictures().stream()
                        .takeWhile(_ -> !hurry.late())
                        .forEach(name -> uploads.into(channel, form.thread(), name));
            }
        }

        // ---- words and blocks ----

        private ApiCall said(ApiCall call, Form form) {
            call.with("text", text(form)).with("link_names", false).with("parse", "none");
            form.blocks().ifPresent(blocks -> call.with("blocks", blocks));
            return call;
        }

        private String text(Form form) {
            return form.level() == Form.Level.WORDS ? words() : form.message().text();
        }

        /** All words of the part, as they are where blocks are refused. */
        private String words() {
            var plain = outgoing.part().plain().strip();
            var below = String.join("\n", outgoing.postscript());
            return SlackWords.escaped(plain.isEmpty() || below.isEmpty() ? plain + below : plain + "\n" + below);
        }

        private ObjectNode metadata() {
            var metadata = ApiAnswer.JSON.createObjectNode().put("event_type", Find.EVENT);
            metadata.putObject("event_payload").put("delivery_id", outgoing.delivery()).put("part", outgoing.part().number());
            return metadata;
        }

        /** For a response_url. */
        private ObjectNode body(Form form) {
            var body = ApiAnswer.JSON.createObjectNode().put("text", text(form));
            form.blocks().ifPresent(blocks -> body.set("blocks", tree(blocks)));
            form.thread().ifPresent(thread -> body.put("thread_ts", thread));
            return body;
        }

        private static JsonNode tree(String blocks) {
            try {
                return ApiAnswer.JSON.readTree(blocks);
            } catch (JsonProcessingException unreadable) {
                throw new Form.BadBlocks();
            }
        }

        // ---- a file ----

        /** The file and its words are one message; Slack does not say under which number. */
        private Delivered shared(SlackPayload.File file, Destination to, Optional<String> thread) {
            var channel = conversations.channel(to);
            if (channel instanceof Conversations.Channel.None(var answer)) {
                return Outcomes.unprepared(answer);
            }
            var id = ((Conversations.Channel.Is) channel).id();
            var stored = uploads.stored(file.name(), file.content().getBytes(StandardCharsets.UTF_8));
            return switch (stored) {
                case Uploads.File.Failed(var answer) -> Outcomes.unprepared(answer);
                case Uploads.File.Missing _ -> throw new IllegalStateException("Bytes that are here are not missing");
                case Uploads.File.Ready _ when hurry.late() -> Hurry.later("Uploading the file took too long to share it at once.");
                case Uploads.File.Ready(var upload) -> {
                    var answer = uploads.complete(upload, file.name(), Optional.of(id), thread, file.text());
                    if (thread.isPresent() && Outcomes.thread(answer) && !hurry.late()) {
                        var again = uploads.complete(upload, file.name(), Optional.of(id), Optional.empty(), file.text());
                        yield Outcomes.of(again, List.of(new Degradation(Degradation.Kind.THREAD_GONE, "")));
                    }
                    yield Outcomes.of(answer, List.of());
                }
            };
        }

        // ---- by a handle ----

        private Optional<String> home() {
            return switch (outgoing.placement()) {
                case Placement.Reply reply -> after(SlackNames.HOME, reply.handle());
                case Placement.Replace replace -> after(SlackNames.HOME, replace.message().value());
                case Placement.New _, Placement.Private _ -> Optional.empty();
            };
        }

        private static Optional<String> after(String prefix, String text) {
            return text.startsWith(prefix) ? Optional.of(text.substring(prefix.length())) : Optional.empty();
        }

        private Delivered reply(String handle) {
            var user = after(SlackNames.HOME, handle);
            if (user.isPresent()) {
                return shown(user.get());
            }
            var delivered = below(to, outgoing.thread());
            boolean shut = delivered instanceof Delivered.Refused refused
                    && switch (refused.cause()) {
                        case CHAT_GONE, NO_RIGHTS, KICKED, BLOCKED -> true;
                        case MOVED, BAD_TOKEN, BAD_CONTENT, TOO_LONG -> false;
                    };
            var url = after(SlackNames.URL, handle);
            if (!shut || url.isEmpty()) {
                return delivered;
            }
            return hurry.late() ? Hurry.later("It took too long to see that we may not write there.") : byUrl(url.get(), delivered);
        }

        /** Where we are no member only the one who asked sees the answer: nobody there has invited us to speak. */
        private Delivered byUrl(String url, Delivered shut) {
            if (payload instanceof SlackPayload.Message message) {
                var used = responded(url, message, body -> body.put("response_type", "ephemeral").put("replace_original", false));
                if (used.isPresent()) {
                    return used.get();
                }
            }
            var sorry = ApiAnswer.JSON
                    .createObjectNode()
                    .put("text", NOWHERE)
                    .put("response_type", "ephemeral")
                    .put("replace_original", false);
            var _ = urls.lastWord(url, sorry);
            // Not the cause itself: who asked has no part in whether we may write there, and nor have those who subscribed.
            return Delivered.Refused.because(
                    Cause.BAD_CONTENT,
                    "It could be answered neither there nor by its handle"
                            + (shut instanceof Delivered.Refused refused ? ". " + refused.detail() : ""));
        }

        /** Absent when the address can be used no more. */
        private Optional<Delivered> responded(String url, SlackPayload.Message message, Function<ObjectNode, ObjectNode> how) {
            var gone = new ApiAnswer.No(404, "used_url", "", List.of(), Optional.empty());
            var ended = forms.send(message, outgoing.thread(), true, form -> urls.answer(url, how.apply(body(form))).orElse(gone));
            return switch (ended) {
                case Forms.Ended.Not(var delivered) -> Optional.of(delivered);
                case Forms.Ended.Answered(var answer, var form) ->
                    Outcomes.usedUp(answer) ? Optional.empty() : Optional.of(unnumbered(Outcomes.of(answer, form.degradations())));
            };
        }

        /** In the person's App Home, in place of what it showed before; shown twice it is the same. */
        private Delivered shown(String user) {
            var person = new Destination(user);
            if (!(payload instanceof SlackPayload.Message message)) {
                return below(person, Optional.empty());
            }
            var ended = forms.send(message, Optional.empty(), false, form -> published(form, user));
            return switch (ended) {
                case Forms.Ended.Not(var delivered) -> delivered;
                case Forms.Ended.Answered(var answer, var _) when Outcomes.is(answer, "not_enabled") -> below(person, Optional.empty());
                case Forms.Ended.Answered(var answer, var form) ->
                    switch (Outcomes.repeatable(Outcomes.of(answer, form.degradations()))) {
                        case Delivered.Sent sent ->
                            new Delivered.Sent(Optional.of(new MessageRef(SlackNames.HOME + user)), false, sent.degradations());
                        case Delivered other -> other;
                    };
            };
        }

        private ApiAnswer published(Form form, String user) {
            var message = form.message();
            var ready = new SlackPayload.Message(
                    message.text(), form.blocks().orElse(message.blocks()), Optional.empty(), List.of());
            return client.call(ApiCall.of("views.publish").with("user_id", user).with("view", home.apply(ready)));
        }

        // ---- in place of a message ----

        private Delivered replace(MessageRef message) {
            var user = after(SlackNames.HOME, message.value());
            if (user.isPresent()) {
                return shown(user.get());
            }
            var url = after(SlackNames.URL, message.value());
            if (url.isPresent()) {
                return replaceUnseen(url.get());
            }
            int slash = message.value().indexOf('/');
            if (slash < 1 || !(payload instanceof SlackPayload.Message words)) {
                return below(to, outgoing.thread());
            }
            var channel = message.value().substring(0, slash);
            var ts = message.value().substring(slash + 1);
            return switch (forms.send(words, Optional.empty(), true, form -> updated(form, channel, ts))) {
                case Forms.Ended.Not(var delivered) -> delivered;
                case Forms.Ended.Answered(var answer, var _) when Outcomes.fixed(answer) ->
                    hurry.late()
                            ? Hurry.later("The message cannot be changed, and a new one was not begun in time.")
                            : below(to, outgoing.thread());
                case Forms.Ended.Answered(var answer, var form) ->
                    switch (Outcomes.repeatable(Outcomes.of(answer, form.degradations()))) {
                        case Delivered.Sent sent -> new Delivered.Sent(Optional.of(message), false, sent.degradations());
                        case Delivered other -> other;
                    };
            };
        }

        private ApiAnswer updated(Form form, String channel, String ts) {
            var call = said(ApiCall.of("chat.update").with("channel", channel).with("ts", ts), form).with("metadata", metadata());
            if (form.level() == Form.Level.WORDS) {
                call.with("blocks", "[]"); // left out, the old ones stay
            }
            return client.call(call);
        }

        /** A message that one person sees. Nobody else is shown what was theirs, also where it cannot be replaced. */
        private Delivered replaceUnseen(String url) {
            if (payload instanceof SlackPayload.Message message) {
                var used = responded(url, message, body -> body.put("replace_original", true));
                if (used.isPresent()) {
                    return Outcomes.repeatable(used.get());
                }
            }
            return to.person()
                    ? below(to, outgoing.thread())
                    : Delivered.Refused.because(Cause.BAD_CONTENT, "A message for one person can be changed only for a while");
        }

        // ---- for one person ----

        private Delivered privately(Placement.Private alone) {
            var person = ChatId.parse(alone.person()).flatMap(Destination::of).filter(Destination::person);
            if (person.isEmpty()) {
                return Delivered.Refused.because(Cause.BAD_CONTENT, "That person is none of Slack's");
            }
            if (alone.person().equals(outgoing.chat().text())) {
                return below(to, outgoing.thread());
            }
            if (payload instanceof SlackPayload.Message message) {
                var url = alone.handle().flatMap(handle -> after(SlackNames.URL, handle));
                if (url.isPresent()) {
                    var used = responded(
                            url.get(), message, body -> body.put("response_type", "ephemeral").put("replace_original", false));
                    if (used.isPresent()) {
                        return used.get();
                    }
                }
                var ephemeral = ephemeral(message, person.get());
                if (ephemeral.isPresent()) {
                    return ephemeral.get();
                }
            }
            return hurry.late() ? Hurry.later("It took too long to find a way to one person.") : written(person.get());
        }

        /** Absent when it cannot be shown to them there. */
        private Optional<Delivered> ephemeral(SlackPayload.Message message, Destination person) {
            if (hurry.late()) {
                return Optional.empty();
            }
            var ended = forms.send(message, outgoing.thread(), true, form -> {
                var call = said(
                        ApiCall.of("chat.postEphemeral").with("channel", to.id()).with("user", person.id()), form);
                form.thread().ifPresent(thread -> call.with("thread_ts", thread));
                return client.call(call);
            });
            return switch (ended) {
                case Forms.Ended.Not(var delivered) -> Optional.of(delivered);
                case Forms.Ended.Answered(var answer, var form) ->
                    switch (Outcomes.of(answer, form.degradations())) {
                        case Delivered.Refused refused when refused.cause() == Cause.BAD_TOKEN -> Optional.of(refused);
                        case Delivered.Refused _ -> Optional.empty();
                        case Delivered other -> Optional.of(unnumbered(other));
                    };
            };
        }

        private Delivered written(Destination person) {
            var delivered = below(person, Optional.empty());
            boolean shut = delivered instanceof Delivered.Refused refused
                    && switch (refused.cause()) {
                        case BLOCKED, KICKED, CHAT_GONE, NO_RIGHTS, MOVED -> true;
                        case BAD_TOKEN, BAD_CONTENT, TOO_LONG -> false;
                    };
            // Not the cause itself: it speaks of the person's own chat, and the one of this part would be blamed for it.
            return shut
                    ? Delivered.Refused.because(Cause.BAD_CONTENT, "The person does not let us write privately")
                    : unnumbered(delivered);
        }

        /** What only one person sees, or stands in another chat, has no number here. */
        private static Delivered unnumbered(Delivered delivered) {
            return delivered instanceof Delivered.Sent sent
                    ? new Delivered.Sent(Optional.empty(), sent.found(), sent.degradations())
                    : delivered;
        }
    }
}
