package tidewatch.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.settings.Secret;

/** Asks the Web API who we are and where to connect. */
final class ApiAdmission implements Admission {
    /** Where "ratelimited" comes without a Retry-After. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

    private static final String LACKS = "Slack's answer does not say ";

    private final SlackClient client;

    ApiAdmission(SlackClient client) {
        this.client = client;
    }

    @Override
    public Answer<PayloadReader.Us> whoWeAre() {
        return answer(client.call(ApiCall.of("auth.test")), ok -> us(ok), "who we are.");
    }

    private static Optional<PayloadReader.Us> us(ApiAnswer.Ok ok) {
        try {
            return Optional.of(new PayloadReader.Us(ok.body().path("team_id").asText(""), ok.body().path("user_id").asText("")));
        } catch (IllegalArgumentException lacking) {
            return Optional.empty();
        }
    }

    @Override
    public Answer<Secret> open() {
        return answer(
                client.callAsApp(ApiCall.of("apps.connections.open")),
                ok -> Optional.of(ok.body().path("url").asText("")).filter(url -> !url.isBlank()).map(Secret::of),
                "where to connect.");
    }

    private static <T> Answer<T> answer(ApiAnswer answer, Function<ApiAnswer.Ok, Optional<T>> reads, String what) {
        return switch (answer) {
            case ApiAnswer.Ok ok ->
                reads.apply(ok).<Answer<T>>map(Answer.Given::new).orElseGet(() -> new Answer.Failed<>(LACKS + what));
            case ApiAnswer.No no ->
                no.status() == 429 || no.error().equals("ratelimited")
                        ? new Answer.RateLimited<>(no.retryAfter().orElse(USUAL_PAUSE))
                        : new Answer.Refused<>(no.error());
            case ApiAnswer.Unreadable page ->
                page.status() == 429
                        ? new Answer.RateLimited<>(page.retryAfter().orElse(USUAL_PAUSE))
                        : new Answer.Failed<>(page.detail());
            case ApiAnswer.Absent absent -> new Answer.Failed<>(absent.detail());
        };
    }

    @Override
    public void cancel() {
        client.cancel();
    }
}
