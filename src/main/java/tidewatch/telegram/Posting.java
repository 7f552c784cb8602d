package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.message.Pictures;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.message.Sha256;

/**
 * Brings one part to one chat: as a new message, or in place of one. Sends once; again only when Telegram refused the form, each poorer form
 * once: without markup, without its topic, without its picture. Any thread.
 */
final class Posting {
    private static final String HTML = "HTML";

    /** Pictures whose names at Telegram are kept. */
    private static final int FILES_MAX = 500;

    /** A poorer form is tried only while a whole call more still ends within the sender's lease (delivery design, 8). */
    private static final long FORMS = TimeUnit.SECONDS.toNanos(5);

    private static final Delivered TOO_LATE = new Delivered.RetryAfter(
            Optional.empty(),
            Delivered.RetryAfter.Scope.CHAT,
            Delivered.RetryAfter.Certainty.ANSWERED,
            "Telegram refused the form and took too long for another try at once.");

    private final TelegramClient client;
    private final Outcomes outcomes;
    private final Pictures pictures;
    private final LongSupplier nanos;
    /** By content, the name under which Telegram keeps a picture that it took; lost with this process. */
    private final Map<String, String> files = new LinkedHashMap<>();

    Posting(TelegramClient client, Outcomes outcomes, Pictures pictures, LongSupplier nanos) {
        this.client = client;
        this.outcomes = outcomes;
        this.pictures = pictures;
        this.nanos = nanos;
    }

    /** What is to be shown, and how much of it has been given up. */
    private record Form(TelegramPayload payload, boolean markup, Optional<Long> thread, List<Degradation> degradations) {
        Form {
            degradations = List.copyOf(degradations);
        }

        Form plain() {
            return new Form(payload, false, thread, and(Degradation.Kind.PARSE_REJECTED));
        }

        Form general() {
            return new Form(payload, markup, Optional.empty(), and(Degradation.Kind.THREAD_GONE));
        }

        /** The words of a picture as a text. */
        Form words(TelegramPayload.Text words) {
            return new Form(words, markup, thread, and(Degradation.Kind.IMAGE_AS_ALT));
        }

        private List<Degradation> and(Degradation.Kind kind) {
            var all = new ArrayList<>(degradations);
            all.add(new Degradation(kind, ""));
            return all;
        }
    }

    /**
     * Sends a part below what is there.
     *
     * @param chat to which it goes; for what is private not that of the part
     */
    Delivered send(Outgoing part, TelegramPayload payload, ChatId chat, Optional<Long> thread) {
        long began = nanos.getAsLong();
        var form = new Form(payload, true, thread, List.of());
        while (true) {
            var answer = transmit(part, form, chat);
            var poorer = answer.isEmpty() ? Optional.of(words(form, part.part())) : poorer(form, answer.get(), part.part());
            if (poorer.isEmpty()) {
                return outcomes.of(chat, answer.get(), form.degradations());
            }
            form = poorer.get();
            if (late(began)) {
                return TOO_LATE;
            }
        }
    }

    private boolean late(long began) {
        return nanos.getAsLong() - began > FORMS;
    }

    /** The next poorer form after a certain refusal of this one; absent when the answer is the last word. */
    private static Optional<Form> poorer(Form form, ApiAnswer answer, RenderPlan.Part part) {
        if (form.markup() && Outcomes.markup(answer)) {
            return Optional.of(form.plain());
        }
        if (form.thread().isPresent() && Outcomes.thread(answer)) {
            return Optional.of(form.general());
        }
        return form.payload() instanceof TelegramPayload.Photo && Outcomes.picture(answer)
                ? Optional.of(words(form, part))
                : Optional.empty();
    }

    /** The caption of a picture as a text; the words that stand for it where it has none. */
    private static Form words(Form form, RenderPlan.Part part) {
        var caption = form.payload() instanceof TelegramPayload.Photo photo ? photo.caption() : "";
        return form.words(new TelegramPayload.Text(caption.isBlank() ? escaped(part.plain()) : caption, form.payload().keyboard()));
    }

    /** Absent, and nothing is sent, when the picture is not there. */
    private Optional<ApiAnswer> transmit(Outgoing part, Form form, ChatId chat) {
        return switch (form.payload()) {
            case TelegramPayload.Text text -> Optional.of(client.call(message(part, form, text, chat)));
            case TelegramPayload.File file -> Optional.of(client.call(document(part, form, file, chat)));
            case TelegramPayload.Photo photo -> pictures.bytes(photo.picture()).map(bytes -> photo(part, form, photo, bytes, chat));
        };
    }

    // ---- a text ----

    private static ApiCall message(Outgoing part, Form form, TelegramPayload.Text text, ChatId chat) {
        var typed = SendMessage.builder()
                .chatId(chat.local())
                .text(form.markup() ? html(text.html(), part) : plain(part.part().plain(), part))
                .parseMode(form.markup() ? HTML : null)
                .linkPreviewOptions(noPreview())
                .disableNotification(part.silent() ? true : null)
                .replyMarkup(markup(text.keyboard()))
                .build();
        var call = ApiCall.of(typed).chat(chat.local());
        form.thread().ifPresent(thread -> call.with("message_thread_id", thread));
        return call;
    }

    /** A line of our own to a chat; whether it arrives is nobody's matter. */
    void say(ChatId chat, Optional<Long> thread, String words) {
        var call = ApiCall.of(SendMessage.builder().chatId(chat.local()).text(words).build()).chat(chat.local());
        thread.ifPresent(id -> call.with("message_thread_id", id));
        var _ = client.call(call);
    }

    /**
     * Puts a part in place of a message. Where that one cannot be changed, or the part is no text, it is sent below. An edit whose outcome
     * nobody knows may be repeated at will: it is the same edit.
     */
    Delivered replace(Outgoing part, TelegramPayload payload, MessageRef message, Optional<Long> thread) {
        var id = number(message);
        if (id.isEmpty() || !(payload instanceof TelegramPayload.Text text)) {
            return send(part, payload, part.chat(), thread);
        }
        long began = nanos.getAsLong();
        var form = new Form(payload, true, thread, List.of());
        var answer = client.call(edit(part, form, text, id.get()));
        if ((Outcomes.markup(answer) || Outcomes.fixed(answer)) && late(began)) {
            return TOO_LATE;
        }
        if (Outcomes.markup(answer)) {
            form = form.plain();
            answer = client.call(edit(part, form, text, id.get()));
        }
        if (Outcomes.unchanged(answer)) {
            return Delivered.Sent.as(message);
        }
        if (Outcomes.fixed(answer)) {
            return send(part, payload, part.chat(), thread);
        }
        return switch (outcomes.of(part.chat(), answer, form.degradations())) {
            case Delivered.Sent sent -> new Delivered.Sent(Optional.of(message), false, sent.degradations());
            case Delivered.Unknown lost ->
                new Delivered.RetryAfter(
                        Optional.empty(),
                        Delivered.RetryAfter.Scope.CHAT,
                        Delivered.RetryAfter.Certainty.ASSUMED,
                        "The same edit once more: " + lost.detail());
            case Delivered.RetryAfter later -> later;
            case Delivered.Refused refused -> refused;
        };
    }

    private static ApiCall edit(Outgoing part, Form form, TelegramPayload.Text text, long id) {
        var typed = EditMessageText.builder()
                .chatId(part.chat().local())
                .text(form.markup() ? html(text.html(), part) : plain(part.part().plain(), part))
                .parseMode(form.markup() ? HTML : null)
                .linkPreviewOptions(noPreview())
                .replyMarkup(markup(text.keyboard()))
                .build();
        return ApiCall.of(typed).chat(part.chat().local()).with("message_id", id);
    }

    private static Optional<Long> number(MessageRef message) {
        try {
            return Optional.of(Long.parseLong(message.value()));
        } catch (NumberFormatException ofAnother) {
            return Optional.empty();
        }
    }

    // ---- a picture, a file ----

    /** By its name at Telegram where it was sent before, with its bytes else, and once more with them when the name is no good any more. */
    private ApiAnswer photo(Outgoing part, Form form, TelegramPayload.Photo photo, byte[] bytes, ChatId chat) {
        var hash = Sha256.hex(bytes);
        var name = file(hash);
        if (name.isPresent()) {
            var answer = client.call(known(part, form, photo, name.get(), chat));
            if (!Outcomes.fileId(answer)) {
                return answer;
            }
            forget(hash);
        }
        var answer = client.call(picture(part, form, photo, new InputFile(new ByteArrayInputStream(bytes), photo.picture()), chat));
        if (answer instanceof ApiAnswer.Ok ok) {
            largest(ok.result().path("photo")).ifPresent(id -> keep(hash, id));
        }
        return answer;
    }

    private static SendPhoto picture(Outgoing part, Form form, TelegramPayload.Photo photo, InputFile file, ChatId chat) {
        var caption = caption(part, form, photo.caption());
        var typed = SendPhoto.builder()
                .chatId(chat.local())
                .messageThreadId(thread(form))
                .photo(file)
                .caption(caption.isEmpty() ? null : caption)
                .parseMode(form.markup() && !caption.isEmpty() ? HTML : null)
                .disableNotification(part.silent() ? true : null)
                .replyMarkup(markup(photo.keyboard()))
                .build();
        typed.setCaptionEntities(null); // an empty list would be sent beside parse_mode
        return typed;
    }

    /** The library's type of it is for multipart only, and cannot be written as JSON; a name needs no multipart. */
    private static ApiCall known(Outgoing part, Form form, TelegramPayload.Photo photo, String name, ChatId chat) {
        var call = ApiCall.named("sendPhoto").chat(chat.local()).with("photo", name);
        form.thread().ifPresent(thread -> call.with("message_thread_id", thread));
        var caption = caption(part, form, photo.caption());
        if (!caption.isEmpty()) {
            call.with("caption", caption);
            if (form.markup()) {
                call.with("parse_mode", HTML);
            }
        }
        if (part.silent()) {
            call.with("disable_notification", BooleanNode.TRUE);
        }
        var markup = markup(photo.keyboard());
        return markup == null ? call : call.with("reply_markup", ApiAnswer.JSON.<JsonNode>valueToTree(markup));
    }

    private static SendDocument document(Outgoing part, Form form, TelegramPayload.File file, ChatId chat) {
        var caption = caption(part, form, file.caption());
        var content = new ByteArrayInputStream(file.content().getBytes(StandardCharsets.UTF_8));
        var typed = SendDocument.builder()
                .chatId(chat.local())
                .messageThreadId(thread(form))
                .document(new InputFile(content, file.name()))
                .caption(caption.isEmpty() ? null : caption)
                .parseMode(form.markup() && !caption.isEmpty() ? HTML : null)
                .disableNotification(part.silent() ? true : null)
                .replyMarkup(markup(file.keyboard()))
                .build();
        typed.setCaptionEntities(null);
        return typed;
    }

    /**
     * A topic whose number has more than 32 bits does not fit into the library's multipart forms. Telegram's own have no more, and the
     * message is worth more than its topic.
     */
    private static @Nullable Integer thread(Form form) {
        return form.thread().filter(id -> id == id.intValue()).map(Long::intValue).orElse(null);
    }

    private static String caption(Outgoing part, Form form, String caption) {
        if (!form.markup()) {
            return plain(caption.isBlank() ? "" : part.part().plain(), part);
        }
        return html(caption, part);
    }

    private static Optional<String> largest(JsonNode sizes) {
        var id = sizes.path(sizes.size() - 1).path("file_id");
        return id.isTextual() ? Optional.of(id.textValue()) : Optional.empty();
    }

    private Optional<String> file(String hash) {
        synchronized (files) {
            return Optional.ofNullable(files.get(hash));
        }
    }

    private void forget(String hash) {
        synchronized (files) {
            files.remove(hash);
        }
    }

    private void keep(String hash, String id) {
        synchronized (files) {
            files.put(hash, id);
            var oldest = files.keySet().iterator();
            while (files.size() > FILES_MAX) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    // ---- words and buttons ----

    /** With the postscript below, each line behind a line end, as they were counted. */
    private static String html(String html, Outgoing part) {
        return joined(html, part.postscript().stream().map(Posting::escaped).toList());
    }

    static String plain(String text, Outgoing part) {
        return joined(text, part.postscript());
    }

    private static String joined(String text, List<String> lines) {
        var below = String.join("\n", lines);
        return text.isEmpty() || below.isEmpty() ? text + below : text + "\n" + below;
    }

    /** Text for parse_mode HTML (core.telegram.org/bots/api, "HTML style"). */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static LinkPreviewOptions noPreview() {
        return LinkPreviewOptions.builder().isDisabled(true).build();
    }

    private static @Nullable InlineKeyboardMarkup markup(Keyboard keyboard) {
        if (keyboard.isEmpty()) {
            return null;
        }
        var rows = keyboard.rows().stream()
                .map(row -> new InlineKeyboardRow(row.stream().map(Posting::button).toList()))
                .toList();
        return new InlineKeyboardMarkup(rows);
    }

    private static InlineKeyboardButton button(Keyboard.Button button) {
        return switch (button) {
            case Keyboard.Press press ->
                InlineKeyboardButton.builder().text(press.label()).callbackData(press.token()).build();
            case Keyboard.Open open ->
                InlineKeyboardButton.builder().text(open.label()).url(open.url().toString()).build();
        };
    }
}
