package tidewatch.slack;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.Refused.Cause;
import tidewatch.chat.Delivered.RetryAfter.Certainty;
import tidewatch.chat.Delivered.RetryAfter.Scope;
import tidewatch.chat.MessageRef;
import tidewatch.http.Reach;
import tidewatch.message.RenderPlan;

/**
 * What an answer of Slack means for a message (platforms design, 2.1 and 4.4). The words are those that docs.slack.dev lists for the methods
 * that are called. Slack refuses with status 200 too, so a 2xx that cannot be read says nothing, and can be looked up. An answer that is none
 * of Slack's never condemns a chat: it comes from something on the way. Pure.
 */
final class Outcomes {
    /** Where "too many requests" comes without a time. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private Outcomes() {}

    /**
     * The outcome of one part.
     *
     * @param degradations that were needed until this answer came
     */
    static Delivered of(ApiAnswer answer, List<RenderPlan.Degradation> degradations) {
        return switch (answer) {
            case ApiAnswer.Ok ok -> new Delivered.Sent(ref(ok), false, degradations);
            case ApiAnswer.No no -> refused(no);
            case ApiAnswer.Unreadable page -> unreadable(page);
            case ApiAnswer.Absent absent ->
                absent.reach() == Reach.NOTHING
                        ? new Delivered.RetryAfter(Optional.empty(), Scope.SENDER, Certainty.NOTHING_WRITTEN, absent.detail())
                        : new Delivered.Unknown(true, absent.detail());
        };
    }

    /** The channel that the answer names is the real one, also where a person was written to. */
    private static Optional<MessageRef> ref(ApiAnswer.Ok ok) {
        var channel = ok.body().path("channel");
        var ts = ok.body().path("ts");
        return channel.isTextual() && ts.isTextual() && !ts.textValue().isEmpty()
                ? Optional.of(new MessageRef(channel.textValue() + "/" + ts.textValue()))
                : Optional.empty();
    }

    private static Delivered refused(ApiAnswer.No no) {
        if (no.status() == 429) {
            return throttled(no.retryAfter(), told(no));
        }
        return switch (no.error()) {
            case "ratelimited", "rate_limited", "message_limit_exceeded" -> throttled(no.retryAfter(), told(no));
            // "Part of the request may have succeeded", or nobody says that none did.
            case "internal_error", "fatal_error", "request_timeout", "service_unavailable", "update_failed" ->
                new Delivered.Unknown(true, told(no));
            // Being moved between organisations: it passes.
            case "team_added_to_org", "org_login_required", "external_channel_migrating" ->
                new Delivered.RetryAfter(no.retryAfter(), Scope.SENDER, Certainty.ANSWERED, told(no));
            default -> cause(no.error()).<Delivered>map(cause -> Delivered.Refused.because(cause, told(no))).orElseGet(() -> unlisted(no));
        };
    }

    /** Slack limits by method and workspace: everything that is sent waits. */
    private static Delivered throttled(Optional<Duration> pause, String words) {
        return new Delivered.RetryAfter(pause.or(() -> Optional.of(PAUSE)), Scope.SENDER, Certainty.ANSWERED, words);
    }

    /** Absent for a word that is about what was sent, or that is not known. */
    private static Optional<Cause> cause(String error) {
        return Optional.ofNullable(
                switch (error) {
                    case "channel_not_found",
                            "is_archived",
                            "channel_is_archived",
                            "is_inactive",
                            "invalid_channel",
                            "user_not_found",
                            "users_not_found",
                            "user_disabled",
                            "user_not_visible",
                            "cannot_dm_bot" -> Cause.CHAT_GONE;
                    case "not_in_channel",
                            "restricted_action",
                            "restricted_action_read_only_channel",
                            "restricted_action_thread_only_channel",
                            "restricted_action_non_threadable_channel",
                            "restricted_action_thread_locked",
                            "ekm_access_denied",
                            "messages_tab_disabled",
                            "posting_to_channel_denied",
                            "posting_to_general_channel_denied",
                            "action_prohibited",
                            "user_is_restricted",
                            "channel_type_not_supported",
                            "slack_connect_team_blocked" -> Cause.NO_RIGHTS;
                    case "account_inactive",
                            "token_revoked",
                            "token_expired",
                            "invalid_auth",
                            "not_authed",
                            "missing_scope",
                            "no_permission",
                            "not_allowed_token_type",
                            "access_denied",
                            "accesslimited",
                            "team_access_not_granted",
                            "team_disabled",
                            "enterprise_is_restricted",
                            "two_factor_setup_required",
                            "user_removed_from_team",
                            "app_uninstalled" -> Cause.BAD_TOKEN;
                    case "msg_too_long", "msg_blocks_too_long", "attachment_payload_limit_exceeded", "too_long" -> Cause.TOO_LONG;
                    default -> null;
                });
    }

    private static Delivered unlisted(ApiAnswer.No no) {
        if (no.status() / 100 == 5) {
            return ofStatus(no.status(), no.retryAfter(), told(no));
        }
        if (no.status() == 401) {
            return Delivered.Refused.because(Cause.BAD_TOKEN, told(no));
        }
        return Delivered.Refused.because(no.status() == 413 ? Cause.TOO_LONG : Cause.BAD_CONTENT, told(no));
    }

    private static Delivered unreadable(ApiAnswer.Unreadable page) {
        return ofStatus(page.status(), page.retryAfter(), page.detail());
    }

    private static Delivered ofStatus(int status, Optional<Duration> pause, String words) {
        if (status == 429) {
            return throttled(pause, words);
        }
        if (status == 413) {
            return Delivered.Refused.because(Cause.TOO_LONG, words);
        }
        boolean unknown = status / 100 == 2 || status == 408 || (status >= 500 && status != 502 && status != 503);
        return unknown
                ? new Delivered.Unknown(true, words)
                : new Delivered.RetryAfter(pause, Scope.SENDER, Certainty.ASSUMED, words);
    }

    /**
     * The outcome of a part whose preparation failed, as the upload of its file: nothing of it was seen by anybody, however far the call got.
     * That a scope for files is missing is no fault of the token for messages.
     */
    static Delivered unprepared(ApiAnswer answer) {
        return switch (of(answer, List.of())) {
            case Delivered.Unknown lost -> new Delivered.RetryAfter(Optional.empty(), Scope.SENDER, Certainty.ASSUMED, lost.detail());
            case Delivered.Refused refused when is(answer, "missing_scope") ->
                Delivered.Refused.because(Cause.BAD_CONTENT, refused.detail() + ". Install the app again with all of its scopes.");
            case Delivered.Refused refused -> refused;
            case Delivered.RetryAfter later -> later;
            case Delivered.Sent _ ->
                new Delivered.RetryAfter(
                        Optional.empty(), Scope.CHAT, Certainty.ANSWERED, "Slack answered with something else than was asked.");
        };
    }

    /** The same change once more: one whose outcome nobody knows may be repeated at will. */
    static Delivered repeatable(Delivered delivered) {
        return delivered instanceof Delivered.Unknown lost
                ? new Delivered.RetryAfter(
                        Optional.empty(), Scope.CHAT, Certainty.ASSUMED, "The same change once more: " + lost.detail())
                : delivered;
    }

    // ---- refusals of form and place ----

    /** The blocks are refused; others, or the words alone, may pass. */
    static boolean blocks(ApiAnswer answer) {
        return is(answer, "invalid_blocks", "invalid_blocks_format", "invalid_block", "msg_blocks_too_long", "too_many_blocks")
                || (is(answer, "invalid_arguments", "invalid_payload") && details(answer, "block"));
    }

    /** A picture in the blocks is refused: not ready, or gone. */
    static boolean picture(ApiAnswer answer) {
        return blocks(answer) && (details(answer, "slack_file") || details(answer, "slack file"));
    }

    /** The blocks are refused and nothing says why. */
    static boolean unexplained(ApiAnswer answer) {
        return is(answer, "invalid_blocks") && answer instanceof ApiAnswer.No no && no.details().isEmpty();
    }

    /** The thread is gone or closed; the channel may do. */
    static boolean thread(ApiAnswer answer) {
        return is(
                answer,
                "thread_not_found",
                "invalid_thread_ts",
                "cannot_reply_to_message",
                "restricted_action_thread_locked",
                "restricted_action_non_threadable_channel");
    }

    /** The message cannot be changed, or not there; a new one may be sent. */
    static boolean fixed(ApiAnswer answer) {
        return is(
                answer,
                "message_not_found",
                "cant_update_message",
                "edit_window_closed",
                "block_mismatch",
                "bad_timestamp",
                "invalid_ts",
                "is_inactive",
                "channel_not_found",
                "not_in_channel");
    }

    /** We are not in the channel. */
    static boolean outside(ApiAnswer answer) {
        return is(answer, "not_in_channel", "channel_not_found");
    }

    /** A response_url is used up or too old. */
    static boolean usedUp(ApiAnswer answer) {
        return is(answer, "used_url", "expired_url", "invalid_url", "no_service", "token_expired", "expired_trigger_id")
                || (answer instanceof ApiAnswer.No no && (no.status() == 404 || no.status() == 410))
                || (answer instanceof ApiAnswer.Unreadable page && (page.status() == 404 || page.status() == 410));
    }

    static boolean is(ApiAnswer answer, String... errors) {
        return answer instanceof ApiAnswer.No no && List.of(errors).contains(no.error());
    }

    private static boolean details(ApiAnswer answer, String word) {
        return answer instanceof ApiAnswer.No no
                && no.details().stream().anyMatch(detail -> detail.toLowerCase(Locale.ROOT).contains(word));
    }

    /** "not_in_channel. Invite me: /invite @tidewatch". */
    static String told(ApiAnswer.No no) {
        var error = no.error().isEmpty() ? "refused with status " + no.status() : no.error();
        var said = "Slack: " + error + (no.needed().isEmpty() ? "" : " (" + no.needed() + ")");
        return switch (no.error()) {
            case "not_in_channel" -> said + ". Invite me: /invite @tidewatch";
            case "messages_tab_disabled" -> said + ". Switch the Messages Tab on, on the page of the app under App Home";
            default -> no.details().isEmpty() ? said : said + ": " + String.join("; ", no.details());
        };
    }
}
