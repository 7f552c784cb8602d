package tidewatch.telegram;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.Refused.Cause;
import tidewatch.chat.Delivered.RetryAfter.Certainty;
import tidewatch.chat.Delivered.RetryAfter.Scope;
import tidewatch.chat.MessageRef;
import tidewatch.http.Reach;
import tidewatch.message.RenderPlan;

/**
 * What an answer of the Bot API means for a message (platforms design, 2.1 and 3.4). Telegram has few codes and many sentences, so the
 * sentences decide; they are those of the public server source. An answer that is none of the Bot API never condemns a chat: it comes from
 * something on the way. Any thread.
 */
final class Outcomes {
    /** A second chat that is told "too many requests" within this time means that it is us and not the chat. */
    private static final long ALL_OF_US = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanos;
    private Optional<Throttled> last = Optional.empty();

    private record Throttled(ChatId chat, long at) {}

    Outcomes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The outcome of one part.
     *
     * @param degradations that were needed until this answer came
     */
    Delivered of(ChatId chat, ApiAnswer answer, List<RenderPlan.Degradation> degradations) {
        return switch (answer) {
            case ApiAnswer.Ok ok -> new Delivered.Sent(ref(ok), false, degradations);
            case ApiAnswer.No no -> refused(chat, no);
            case ApiAnswer.Unreadable page -> unreadable(chat, page, degradations);
            case ApiAnswer.Absent absent ->
                absent.reach() == Reach.NOTHING
                        ? new Delivered.RetryAfter(Optional.empty(), Scope.SENDER, Certainty.NOTHING_WRITTEN, absent.detail())
                        : new Delivered.Unknown(true, absent.detail());
        };
    }

    private static Optional<MessageRef> ref(ApiAnswer.Ok ok) {
        var id = ok.result().path("message_id");
        return id.isIntegralNumber() && id.canConvertToLong() ? Optional.of(new MessageRef(id.asText())) : Optional.empty();
    }

    private Delivered refused(ChatId chat, ApiAnswer.No no) {
        var moved = no.movedTo().flatMap(to -> ChatId.parse(TelegramPlatform.NAME + ":" + to));
        if (moved.isPresent()) {
            return new Delivered.Refused(Cause.MOVED, told(no), moved);
        }
        if (is(no, "not enough rights", "have no rights", "write_forbidden", "chat_send_", "administrator rights", "admin_required")) {
            return Delivered.Refused.because(Cause.NO_RIGHTS, told(no));
        }
        return switch (no.code()) {
            case 429 -> new Delivered.RetryAfter(no.retryAfter(), scope(chat), Certainty.ANSWERED, told(no));
            case 401 -> Delivered.Refused.because(Cause.BAD_TOKEN, told(no));
            case 403 -> Delivered.Refused.because(shutOut(no), told(no));
            case 404 -> Delivered.Refused.because(badToken(no) ? Cause.BAD_TOKEN : Cause.BAD_CONTENT, told(no));
            case 413 -> Delivered.Refused.because(Cause.TOO_LONG, told(no));
            case 502, 503 -> new Delivered.RetryAfter(no.retryAfter(), Scope.SENDER, Certainty.ASSUMED, told(no));
            default ->
                no.code() >= 500 || no.code() == 408
                        ? new Delivered.Unknown(true, told(no))
                        : Delivered.Refused.because(badRequest(no), told(no));
        };
    }

    private static Cause shutOut(ApiAnswer.No no) {
        if (is(no, "kicked", "not a member", "was deleted", "group is deactivated")) {
            return Cause.KICKED;
        }
        if (is(no, "can't send messages to bots", "can't send messages to the bot")) {
            return Cause.CHAT_GONE;
        }
        // "bot was blocked", "user is deactivated", "can't initiate conversation", and whatever a forbidden may be called tomorrow: a chat
        // that does not let us in is left alone until it does.
        return Cause.BLOCKED;
    }

    private static Cause badRequest(ApiAnswer.No no) {
        if (is(no, "chat not found", "user not found", "peer_id_invalid", "group chat was upgraded", "group chat was deactivated")) {
            return Cause.CHAT_GONE;
        }
        if (is(no, "topic_closed")) {
            return Cause.NO_RIGHTS;
        }
        return is(no, "is too long", "too_long", "too big", "too large") ? Cause.TOO_LONG : Cause.BAD_CONTENT;
    }

    private Delivered unreadable(ChatId chat, ApiAnswer.Unreadable page, List<RenderPlan.Degradation> degradations) {
        int status = page.status();
        if (status / 100 == 2) {
            // A refusal of Telegram carries 4xx: this one arrived, whatever became of the words about it.
            return new Delivered.Sent(Optional.empty(), false, degradations);
        }
        if (status == 429) {
            return new Delivered.RetryAfter(page.retryAfter(), scope(chat), Certainty.ANSWERED, page.detail());
        }
        if (status == 413) {
            return Delivered.Refused.because(Cause.TOO_LONG, page.detail());
        }
        boolean unknown = status == 408 || (status >= 500 && status != 502 && status != 503);
        return unknown
                ? new Delivered.Unknown(true, page.detail())
                : new Delivered.RetryAfter(page.retryAfter(), Scope.SENDER, Certainty.ASSUMED, page.detail());
    }

    private synchronized Scope scope(ChatId chat) {
        long now = nanos.getAsLong();
        boolean other = last.filter(one -> !one.chat().equals(chat) && now - one.at() <= ALL_OF_US).isPresent();
        last = Optional.of(new Throttled(chat, now));
        return other ? Scope.SENDER : Scope.CHAT;
    }

    // ---- refusals of form ----

    /** The markup is refused; the same words without it may pass. */
    static boolean markup(ApiAnswer answer) {
        return badRequest(answer, "can't parse", "entities_too_long", "entity_", "unsupported start tag");
    }

    /** The topic is gone or closed; General may do. */
    static boolean thread(ApiAnswer answer) {
        return badRequest(answer, "message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid");
    }

    /** What the message would become it is already. */
    static boolean unchanged(ApiAnswer answer) {
        return badRequest(answer, "message is not modified", "message_not_modified");
    }

    /** The message cannot be changed; a new one can be sent. */
    static boolean fixed(ApiAnswer answer) {
        return badRequest(
                answer,
                "message to edit not found",
                "message can't be edited",
                "message_id_invalid",
                "message_edit_time_expired",
                "message identifier is not specified",
                "no text in the message to edit",
                "message_author_required");
    }

    /** The name under which Telegram kept a file is no good any more; its bytes are. */
    static boolean fileId(ApiAnswer answer) {
        return badRequest(answer, "wrong file identifier", "wrong remote file", "wrong file_id", "file_reference", "can't use file of type");
    }

    /** Telegram does not take the picture; its words it will. */
    static boolean picture(ApiAnswer answer) {
        return badRequest(answer, "photo_", "image_process_failed", "wrong type of the web page content", "failed to get http url content");
    }

    /** The token is refused: 401, or the bare 404 for what is not even one. */
    static boolean badToken(ApiAnswer answer) {
        return answer instanceof ApiAnswer.No no
                && (no.code() == 401 || (no.code() == 404 && (no.description().isEmpty() || no.description().equalsIgnoreCase("not found"))));
    }

    private static boolean badRequest(ApiAnswer answer, String... words) {
        return answer instanceof ApiAnswer.No no && no.code() == 400 && is(no, words);
    }

    private static boolean is(ApiAnswer.No no, String... words) {
        var said = no.description().toLowerCase(Locale.ROOT);
        for (var word : words) {
            if (said.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** "400 Bad Request: chat not found". */
    static String told(ApiAnswer.No no) {
        return (no.code() + " " + no.description()).strip();
    }
}
