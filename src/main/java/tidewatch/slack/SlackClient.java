package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.impl.MethodsClientImpl;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import okhttp3.HttpUrl;
import tidewatch.http.CarefulClient;
import tidewatch.http.HttpRequest;
import tidewatch.http.Reach;
import tidewatch.http.Redaction;
import tidewatch.settings.Secret;

/**
 * Calls the Web API by Slack's library over our own careful client. What came of a call is read from the bytes that were recorded; what the
 * library returns or throws is not looked at. A token goes into the header field Authorization and nowhere else. Any thread. It prints
 * without its tokens.
 */
public final class SlackClient {
    private final SlackSettings settings;
    private final Secret botToken;
    private final CarefulClient careful;
    private final MethodsClientImpl library;
    private final Redaction redaction;
    private final InstantSource clock;

    /**
     * Calls nothing yet.
     *
     * @param careful made for {@link SlackSettings#hosts()}
     * @param redaction learns the tokens and the signing secret
     * @param clock for pauses that are told as a date
     * @throws IllegalArgumentException without a bot token
     */
    public SlackClient(SlackSettings settings, CarefulClient careful, Redaction redaction, InstantSource clock) {
        this.botToken = settings.botToken().orElseThrow(() -> new IllegalArgumentException("Without a bot token there is no app"));
        redaction.learn(botToken);
        settings.appToken().ifPresent(redaction::learn);
        settings.signingSecret().ifPresent(redaction::learn);
        this.settings = settings;
        this.careful = careful;
        this.redaction = redaction;
        this.clock = clock;
        this.library = QuietSdk.methods(careful.library(), settings.api());
    }

    /** Makes one call with the bot token and waits for its end. */
    ApiAnswer call(ApiCall call) {
        return call(call, botToken);
    }

    /**
     * Makes one call with the app-level token; Slack takes it for apps.connections.open.
     *
     * @throws IllegalStateException without one
     */
    ApiAnswer callAsApp(ApiCall call) {
        return call(call, settings.appToken().orElseThrow(() -> new IllegalStateException("There is no app-level token")));
    }

    private ApiAnswer call(ApiCall call, Secret token) {
        // The recorder has read the whole body before the library sees the answer: closing it is all that is left to do.
        var watched = careful.watch(() -> {
            try (var response = library.runPostFormWithToken(call.form(), call.method(), token.reveal())) {
                return response.code();
            }
        });
        return watched.answer()
                .map(answer -> ApiAnswer.of(answer, clock.instant(), redaction))
                .orElseGet(() -> unmade("The call was not made" + watched.thrown()
                        .map(type -> " (" + type.getSimpleName() + ")")
                        .orElse("") + "; nothing was sent."));
    }

    /** Whether an address that came as a response_url leads to where Slack takes answers. */
    boolean takesAnswers(String responseUrl) {
        return leads(responseUrl, settings.answersHost());
    }

    /**
     * Answers by a response_url, without any token: the address itself is the right to do so, and is never told.
     *
     * @param message {@code {"text":..., "blocks":[...], "response_type" or "replace_original"...}}
     */
    ApiAnswer respond(String responseUrl, JsonNode message) {
        if (!takesAnswers(responseUrl)) {
            return unmade("An address that calls itself a response_url does not lead to Slack; it is not called.");
        }
        var body = message.toString().getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.post(responseUrl, body, "application/json; charset=utf-8");
        return ApiAnswer.ofUrl(careful.call(request), clock.instant(), redaction);
    }

    /** Sends the bytes of a file to the address that files.getUploadURLExternal named. */
    ApiAnswer upload(String uploadUrl, byte[] bytes, String mediaType) {
        if (!leads(uploadUrl, settings.filesHost())) {
            return unmade("The address for a file does not lead to Slack; it is not called.");
        }
        return ApiAnswer.ofBytes(careful.call(HttpRequest.post(uploadUrl, bytes, mediaType)), clock.instant());
    }

    private static ApiAnswer unmade(String sentence) {
        return new ApiAnswer.Absent(Reach.NOTHING, sentence);
    }

    /** By https; where the Web API itself is asked by plain http, so may be what lies beside it. Read as the one who calls reads it. */
    private boolean leads(String address, String host) {
        var url = HttpUrl.parse(address);
        return url != null
                && (url.isHttps() || url.scheme().equals(settings.api().getScheme()))
                && url.username().isEmpty()
                && url.password().isEmpty()
                && url.host().equals(host);
    }

    /** Ends the calls under way. */
    void cancel() {
        careful.cancelAll();
    }

    @Override
    public String toString() {
        return "a client of Slack's Web API";
    }
}
