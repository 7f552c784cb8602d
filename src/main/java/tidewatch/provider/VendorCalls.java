package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
import tidewatch.market.LimitRule.Per;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;

/**
 * The calls to one source: each is reserved in the book before it goes out, is made once, and is read with mistrust. A status alone is
 * never believed: the body must begin as JSON does, must not say what is wrong, and must hold what was asked for. Whatever goes wrong ends
 * as a {@link Trouble} whose sentence holds no key and at most 80 characters of what came, without tags.
 */
final class VendorCalls {
    /** A source that asks for a longer pause is not asked as long, and the pause counts as a limit. */
    private static final Duration PAUSE_MAX = Duration.ofMinutes(15);

    private static final int OK = 200;

    private final VendorSettings vendor;
    private final CarefulClient client;
    private final CallBook book;
    private final Dialect dialect;

    /** What statuses and words mean at this source beyond what they mean everywhere. */
    interface Dialect {
        /**
         * Says what it means.
         *
         * @param status not 200, or 200 with words about an error
         * @param words lower case, what the source says is wrong; empty when it says nothing
         * @return empty when it means what it means everywhere
         */
        Optional<Kind> meaning(int status, String words);
    }

    /** What came of one call. */
    sealed interface Reply<T> {
        record Good<T>(T value) implements Reply<T> {}

        /**
         * No answer.
         *
         * @param all whether further calls of the same kind are in vain now
         * @param words lower case, what the source said; empty when it said nothing
         */
        record Bad<T>(Trouble trouble, boolean all, String words) implements Reply<T> {}
    }

    VendorCalls(VendorSettings vendor, CarefulClient client, CallBook book, Dialect dialect) {
        this.vendor = vendor;
        this.client = client;
        this.book = book;
        this.dialect = dialect;
    }

    /**
     * Reserves a call, makes it and reads the answer.
     *
     * @param about what is asked for, as words that fit behind "asked for": {@code AAPL}, {@code 2026-01-08}
     * @param symbols that the call names, as their rules count them
     */
    <T> Reply<T> ask(HttpRequest request, String about, Set<String> symbols, Instant now, VendorReading<T> reading) {
        var spent = book.reserve(vendor.account(), vendor.limits(), symbols, now);
        if (spent.isPresent()) {
            return spent(spent.get().rule(), spent.get().until());
        }
        return switch (client.call(request)) {
            case Answer.Absent absent -> failed(absent.failure());
            case Answer.Partial partial -> failed(partial.failure());
            case Answer.Complete(int status, AnswerHeaders headers, Content body) ->
                status == OK ? read(headers, body, about, now, reading) : refused(status, headers, body, about, now);
        };
    }

    private <T> Reply<T> spent(LimitRule rule, Instant until) {
        String sentence = vendor.source().title() + ": the " + rule.words() + " are used up; the rest is asked for when the limit allows it.";
        return new Reply.Bad<>(Trouble.until(Kind.QUOTA_SPENT, sentence, until), rule.per() != Per.DISTINCT_SYMBOL, "");
    }

    private <T> Reply<T> failed(Failure failure) {
        Kind kind = kind(failure);
        boolean all = kind == Kind.REFUSED_ADDRESS || kind == Kind.UNREACHABLE;
        return new Reply.Bad<>(Trouble.of(kind, vendor.source().title() + ": " + failure.sentence()), all, "");
    }

    /** What a call that got no whole answer is for whoever decides when to ask again. */
    static Kind kind(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED -> Kind.REFUSED_ADDRESS;
            case TOO_BIG -> Kind.TOO_BIG;
            case GARBLED -> Kind.GARBLED;
            case UNKNOWN_HOST, UNREACHABLE, TLS, TIMEOUT, BROKEN, SECOND_TRANSMISSION, CANCELLED -> Kind.UNREACHABLE;
        };
    }

    private <T> Reply<T> read(AnswerHeaders headers, Content body, String about, Instant now, VendorReading<T> reading) {
        char first = first(body);
        if (first != '{' && first != '[') {
            String text = body.size() == 0 ? "" : body.text();
            if (first != '<' && VendorWords.sayLimit(VendorWords.lower(text))) {
                return limited(OK, headers, text, now);
            }
            return garbled(text.isBlank() ? "nothing" : "\"" + VendorWords.shown(text, vendor.secrets()) + "\"", about);
        }
        try (JsonParser json = JsonCells.FACTORY.createParser(body.stream())) {
            json.nextToken();
            T value = reading.read(json);
            if (json.nextToken() != null) {
                return garbled("more than one answer", about);
            }
            return new Reply.Good<>(value);
        } catch (Unfit unfit) {
            if (unfit.said()) {
                return said(OK, headers, unfit.words(), about, now);
            }
            return unfit.kind() == Kind.MISMATCH
                    ? new Reply.Bad<>(
                            Trouble.of(Kind.MISMATCH, vendor.source().title() + ", asked for " + about + ": " + unfit.words()
                                    + "; nothing of this answer is kept."),
                            false,
                            "")
                    : garbled(unfit.words(), about);
        } catch (JsonProcessingException broken) {
            return garbled("JSON that breaks off or is none, at character " + broken.getLocation().getByteOffset(), about);
        } catch (IOException broken) {
            return garbled("bytes that are no text", about);
        }
    }

    /** The first character that is not blank, behind a byte order mark; 0 when there is none. */
    private static char first(Content body) {
        try (var in = body.stream()) {
            int b = in.read();
            while (b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == 0xEF || b == 0xBB || b == 0xBF) {
                b = in.read();
            }
            return b < 0 ? 0 : (char) b;
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private <T> Reply<T> garbled(String what, String about) {
        return new Reply.Bad<>(
                Trouble.of(
                        Kind.GARBLED,
                        vendor.source().title() + ", asked for " + about + ", answers with something else: " + what
                                + "; nothing of this answer is kept, and it is asked again later."),
                false,
                "");
    }

    /** An answer with another status than 200. */
    private <T> Reply<T> refused(int status, AnswerHeaders headers, Content body, String about, Instant now) {
        if (status >= 300 && status < 400) {
            return bad(Kind.REFUSED_ADDRESS, status, "", "leads elsewhere, and that is not followed; look at " + vendor.urlName() + ".", true);
        }
        String text = JsonCells.errors(body.bytes());
        if (text.isEmpty() && first(body) != '{' && first(body) != '[') {
            text = body.text();
        }
        return said(status, headers, text, about, now);
    }

    /** The source says what is wrong, by its status, in words, or both. */
    private <T> Reply<T> said(int status, AnswerHeaders headers, String text, String about, Instant now) {
        String words = VendorWords.lower(text);
        Optional<Kind> meant = dialect.meaning(status, words);
        if (meant.isEmpty() && (status == 429 || (status < 500 && VendorWords.sayLimit(words)))) {
            return limited(status, headers, text, now);
        }
        return switch (meant.orElseGet(() -> everywhere(status, words))) {
            case WRONG_KEY ->
                bad(Kind.WRONG_KEY, status, text, "does not accept the key; put a valid one into the file of " + vendor.keyName() + ".", true);
            case NOT_ENTITLED ->
                bad(
                        Kind.NOT_ENTITLED,
                        status,
                        text,
                        "does not give " + about + " to this account; a larger plan there, or another source in prices.providers, does.",
                        true);
            case QUOTA_SPENT -> limited(status, headers, text, now);
            case BUSY -> paused(status, headers, text, now);
            case NO_SUCH_SYMBOL -> bad(Kind.NO_SUCH_SYMBOL, status, text, "does not know " + about + "; look at the symbol.", false);
            case NO_DATA -> bad(Kind.NO_DATA, status, text, "has nothing for " + about + ".", false);
            case NOT_YET -> bad(Kind.NOT_YET, status, text, "does not have " + about + " yet; it is asked again.", true);
            case UNREACHABLE -> bad(Kind.UNREACHABLE, status, text, "is out of order; it is asked again.", false);
            case REFUSED_ADDRESS -> bad(Kind.REFUSED_ADDRESS, status, text, "cannot be called there; look at " + vendor.urlName() + ".", true);
            case TOO_BIG -> bad(Kind.TOO_BIG, status, text, "says that " + about + " is too much.", false);
            case GARBLED, MISMATCH ->
                bad(Kind.GARBLED, status, text, "does not take the question for " + about + "; it is asked again later.", false);
        };
    }

    private Kind everywhere(int status, String words) {
        if (VendorWords.sayKey(words) || status == 401) {
            return Kind.WRONG_KEY;
        }
        if (status == 402 || status == 403) {
            return Kind.NOT_ENTITLED;
        }
        if (status == 503) {
            return Kind.BUSY;
        }
        return status == 408 || status >= 500 ? Kind.UNREACHABLE : Kind.GARBLED;
    }

    private <T> Reply<T> bad(Kind kind, int status, String text, String what, boolean all) {
        return new Reply.Bad<>(Trouble.of(kind, sentence(status, text, what)), all, VendorWords.lower(text));
    }

    private String sentence(int status, String text, String what) {
        String shown = VendorWords.shown(text, vendor.secrets());
        String quoted = shown.isEmpty() ? "" : ", \"" + shown + "\"";
        return vendor.source().title() + " " + what + " It says " + status + quoted + ".";
    }

    /** 503: asked for a pause, or just out of order. */
    private <T> Reply<T> paused(int status, AnswerHeaders headers, String text, Instant now) {
        var pause = headers.retryAfter(now);
        return pause.isEmpty()
                ? bad(Kind.UNREACHABLE, status, text, "is out of order; it is asked again.", false)
                : pause(status, text, pause.get(), now);
    }

    private <T> Reply<T> pause(int status, String text, Duration pause, Instant now) {
        Instant until = now.plus(pause);
        return pause.compareTo(PAUSE_MAX) <= 0
                ? new Reply.Bad<>(Trouble.until(Kind.BUSY, sentence(status, text, "asks for a pause; the rest is asked for after it."), until), true, "")
                : new Reply.Bad<>(
                        Trouble.until(Kind.QUOTA_SPENT, sentence(status, text, "asks for a long pause; the rest is asked for after it."), until),
                        true,
                        "");
    }

    /**
     * A limit is used up, whatever we counted. The rule that the words name is marked in the book, else the smallest window; never one that
     * lasts longer than the pause that the source asks for.
     */
    private <T> Reply<T> limited(int status, AnswerHeaders headers, String text, Instant now) {
        var named = VendorWords.rule(VendorWords.lower(text), vendor.limits());
        var pause = headers.retryAfter(now);
        var rule = named.or(() -> vendor.limits().stream()
                .filter(one -> one.per() != Per.DISTINCT_SYMBOL)
                .min(Comparator.comparing(LimitRule::window)));
        if (pause.isPresent()) {
            Instant until = now.plus(pause.get());
            rule.filter(one -> !one.freeAgain(now).isAfter(until)).ifPresent(one -> book.exhausted(vendor.account(), one, now));
            return pause(status, text, pause.get(), now);
        }
        if (rule.isEmpty()) {
            return pause(status, text, PAUSE_MAX, now);
        }
        book.exhausted(vendor.account(), rule.get(), now);
        return new Reply.Bad<>(
                Trouble.until(
                        Kind.QUOTA_SPENT,
                        sentence(status, text, "says that a limit is used up (" + rule.get().words() + "); the rest is asked for when it allows it."),
                        rule.get().freeAgain(now)),
                rule.get().per() != Per.DISTINCT_SYMBOL,
                "");
    }
}
