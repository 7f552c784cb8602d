package tidewatch.telegram;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import tidewatch.http.CarefulClient;
import tidewatch.http.Reach;
import tidewatch.http.Redaction;

/**
 * Calls the Bot API by the types and the client of the Telegram library, over our own careful client. What came of a call is read from the
 * bytes that were recorded; what the library returns or throws is not looked at. Any thread. It prints without its token.
 */
public final class TelegramClient {
    /** The methods that are called, as they are documented; the library writes them in small letters. */
    private static final Map<String, String> DOCUMENTED = List.of(
                    "getMe",
                    "getUpdates",
                    "setWebhook",
                    "deleteWebhook",
                    "getWebhookInfo",
                    "sendMessage",
                    "sendPhoto",
                    "sendDocument",
                    "editMessageText",
                    "answerCallbackQuery",
                    "setMyCommands")
            .stream()
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private final CarefulClient careful;
    private final OkHttpTelegramClient library;
    private final Redaction redaction;
    private final InstantSource clock;

    /**
     * Calls nothing yet.
     *
     * @param redaction learns the token, which stands in every address
     * @param clock for pauses that are told as a date
     * @throws IllegalArgumentException without a token
     */
    public TelegramClient(TelegramSettings settings, CarefulClient careful, Redaction redaction, InstantSource clock) {
        var token = settings.token().orElseThrow(() -> new IllegalArgumentException("Without a token there is no bot"));
        redaction.learn(token);
        var api = settings.api();
        var base = HttpUrl.get(api.toString()); // never with the token in it: what this throws may be shown
        this.careful = careful;
        this.redaction = redaction;
        this.clock = clock;
        this.library = new OkHttpTelegramClient(
                new JsonMapper(),
                careful.library().newBuilder().addInterceptor(asDocumented(base)).build(),
                token.reveal(),
                TelegramUrl.builder().schema(base.scheme()).host(base.host()).port(base.port()).build());
    }

    /** The library knows neither a path before the token nor the case of a method, and adds a header field that nobody has heard of. */
    private static Interceptor asDocumented(HttpUrl base) {
        return chain -> {
            var request = chain.request();
            var segments = request.url().pathSegments();
            var method = segments.getLast();
            var url = base.newBuilder();
            segments.subList(0, segments.size() - 1).forEach(url::addPathSegment);
            url.addPathSegment(DOCUMENTED.getOrDefault(method.toLowerCase(Locale.ROOT), method));
            return chain.proceed(request.newBuilder().url(url.build()).removeHeader("charset").build());
        };
    }

    /** Makes one call with a JSON body and waits for its end. */
    ApiAnswer call(ApiCall call) {
        return watched(() -> library.execute(call));
    }

    /** Sends a picture as multipart. */
    ApiAnswer call(SendPhoto photo) {
        return watched(() -> library.execute(photo));
    }

    /** Sends a file as multipart. */
    ApiAnswer call(SendDocument document) {
        return watched(() -> library.execute(document));
    }

    private ApiAnswer watched(Callable<?> action) {
        var watched = careful.watch(action::call);
        return watched.answer()
                .map(answer -> ApiAnswer.of(answer, clock.instant(), redaction))
                .orElseGet(() -> new ApiAnswer.Absent(Reach.NOTHING, "The call was not made" + watched.thrown()
                        .map(type -> " (" + type.getSimpleName() + ")")
                        .orElse("") + "; nothing was sent."));
    }

    /** Ends the calls under way. */
    void cancel() {
        careful.cancelAll();
    }

    @Override
    public String toString() {
        return "a client of the Bot API";
    }
}
