package tidewatch.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tidewatch.http.Answer;
import tidewatch.http.AnswerHeaders;
import tidewatch.http.CarefulClient;
import tidewatch.http.Content;
import tidewatch.http.Failure;
import tidewatch.http.HttpRequest;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;

/**
 * The calls to one source of events: each is reserved in the book before it goes out and made once. What is not a whole answer with status
 * 200 ends here as a {@link Trouble}; a body of 200 is still to be mistrusted by its reader. No sentence holds a key, or more than 80
 * characters of what came.
 */
final class EventCalls {
    /** A longer pause than this is a limit that is used up. */
    private static final Duration PAUSE_MAX = Duration.ofMinutes(15);

    /** The largest planned for, three months of the whole market or a company's filings, are 1 to 2 MiB. */
    private static final int BODY_MAX = 8 << 20;

    /** Of JSON: whole, and nothing behind it. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final EventAccount account;
    private final CarefulClient client;
    private final CallBook book;
    private final Dialect dialect;

    /** What statuses and words mean at this source beyond what they mean everywhere. */
    interface Dialect {
        /**
         * Says what it means; empty when it means what it means everywhere.
         *
         * @param words lower case, what came
         */
        Optional<Kind> meaning(int status, String words);
    }

    /** What came of one call. */
    sealed interface Reply {
        /** Status 200 and something in it. */
        record Whole(AnswerHeaders headers, String text) implements Reply {}

        record None(Trouble trouble) implements Reply {}
    }

    EventCalls(EventAccount account, CarefulClient client, CallBook book, Dialect dialect) {
        this.account = account;
        this.client = client;
        this.book = book;
        this.dialect = dialect;
    }

    EventAccount account() {
        return account;
    }

    /** The address of the source, to which path and query are added. */
    HttpRequest request() {
        return HttpRequest.get(account.url().toString());
    }

    /** Reserves a call, makes it, and answers the body of a 200. */
    Reply ask(HttpRequest request, Instant now) {
        var spent = book.reserve(account.account(), account.limits(), Set.of(), now);
        if (spent.isPresent()) {
            var rule = spent.get().rule();
            return new Reply.None(Trouble.until(
                    Kind.QUOTA_SPENT, title() + ": the " + rule.words() + " are used up; it is asked again when the limit allows it.", spent.get().until()));
        }
        return switch (client.call(request)) {
            case Answer.Absent absent -> new Reply.None(failed(absent.failure()));
            case Answer.Partial partial -> new Reply.None(failed(partial.failure()));
            case Answer.Complete(int status, AnswerHeaders headers, Content body) -> whole(status, headers, body, now);
        };
    }

    private Reply whole(int status, AnswerHeaders headers, Content body, Instant now) {
        if (status >= 300 && status < 400) {
            return new Reply.None(Trouble.of(
                    Kind.REFUSED_ADDRESS, title() + " leads elsewhere (" + status + "), and that is not followed; look at " + account.urlName() + "."));
        }
        if (body.size() > BODY_MAX) {
            return new Reply.None(Trouble.of(Kind.TOO_BIG, title() + " sends " + (body.size() >> 20) + " MiB, far more than such an answer has; none of it is kept."));
        }
        var text = body.text();
        if (status != 200) {
            return new Reply.None(said(status, headers, text, now));
        }
        var plain = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
        if (plain.isEmpty()) {
            return new Reply.None(garbled("nothing"));
        }
        return plain.startsWith("<") ? new Reply.None(said(status, headers, text, now)) : new Reply.Whole(headers, plain);
    }

    private Trouble failed(Failure failure) {
        return Trouble.of(VendorCalls.kind(failure), title() + ": " + failure.sentence());
    }

    /**
     * What the source says is wrong, by its status, in words, or both.
     *
     * @param text what it says; with tags and all
     */
    Trouble said(int status, AnswerHeaders headers, String text, Instant now) {
        var words = VendorWords.lower(text);
        var shown = shown(text);
        var says = " It says " + status + (shown.isEmpty() ? "." : ", \"" + shown + "\".");
        return switch (dialect.meaning(status, words).orElseGet(() -> everywhere(status))) {
            case WRONG_KEY -> Trouble.of(Kind.WRONG_KEY, title() + " does not accept the key; put a valid one into the file of " + account.keyName() + "." + says);
            case NOT_ENTITLED -> Trouble.of(Kind.NOT_ENTITLED, title() + " does not give this to the account of " + account.keyName() + "." + says);
            case QUOTA_SPENT -> limited(headers, words, says, now);
            case BUSY -> paused(headers.retryAfter(now), says, now);
            case NO_SUCH_SYMBOL, NO_DATA, NOT_YET -> Trouble.of(Kind.NO_DATA, title() + " has nothing for this question." + says);
            case UNREACHABLE -> headers.retryAfter(now)
                    .map(pause -> paused(Optional.of(pause), says, now))
                    .orElseGet(() -> Trouble.of(Kind.UNREACHABLE, title() + " is out of order; it is asked again." + says));
            case REFUSED_ADDRESS -> Trouble.of(Kind.REFUSED_ADDRESS, title() + " cannot be called there; look at " + account.urlName() + "." + says);
            case GARBLED, MISMATCH, TOO_BIG -> Trouble.of(Kind.GARBLED, title() + " answers with something else; it is asked again later." + says);
        };
    }

    private static Kind everywhere(int status) {
        return switch (status) {
            case 401 -> Kind.WRONG_KEY;
            case 402, 403 -> Kind.NOT_ENTITLED;
            case 429 -> Kind.QUOTA_SPENT;
            case 408 -> Kind.UNREACHABLE;
            default -> status >= 500 ? Kind.UNREACHABLE : Kind.GARBLED;
        };
    }

    /**
     * A limit is used up, whatever we counted: the one that the words name, else the smallest. Where the source asks for a pause, that counts,
     * and no rule that lasts longer is marked.
     */
    private Trouble limited(AnswerHeaders headers, String words, String says, Instant now) {
        var pause = headers.retryAfter(now);
        var rule = account.limits().stream()
                .filter(one -> words.contains("per " + one.window().name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .or(() -> account.limits().stream().min(Comparator.comparing(LimitRule::window)));
        rule.filter(one -> pause.isEmpty() || !one.freeAgain(now).isAfter(now.plus(pause.get())))
                .ifPresent(one -> book.exhausted(account.account(), one, now));
        if (pause.isPresent() || rule.isEmpty()) {
            return paused(pause, says, now);
        }
        return Trouble.until(
                Kind.QUOTA_SPENT,
                title() + " says that a limit is used up (" + rule.get().words() + "); it is asked again when it allows it." + says,
                rule.get().freeAgain(now));
    }

    private Trouble paused(Optional<Duration> asked, String says, Instant now) {
        var pause = asked.orElse(PAUSE_MAX);
        return pause.compareTo(PAUSE_MAX) <= 0
                ? Trouble.until(Kind.BUSY, title() + " asks for a pause; it is asked again after it." + says, now.plus(pause))
                : Trouble.until(Kind.QUOTA_SPENT, title() + " asks for a long pause; it is asked again after it." + says, now.plus(pause));
    }

    /** The body as JSON; empty when it is none. */
    static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    /** For a body that is no JSON. */
    Trouble noJson(String text) {
        return garbled(text.startsWith("{") || text.startsWith("[") ? "JSON that breaks off or is none" : "\"" + shown(text) + "\"");
    }

    /**
     * Something else came.
     *
     * @param what came instead, as it fits behind "answers with something else: "
     */
    Trouble garbled(String what) {
        return Trouble.of(Kind.GARBLED, title() + " answers with something else: " + what + "; nothing of it is kept, and it is asked again later.");
    }

    private String title() {
        return account.source().title();
    }

    /** Without the key, tags and what a terminal would obey, on one line, at most 80 characters. */
    String shown(String text) {
        return VendorWords.shown(text, List.of(account.key()));
    }
}
