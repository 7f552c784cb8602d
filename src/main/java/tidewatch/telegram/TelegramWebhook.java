package tidewatch.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import tidewatch.chat.Hook;
import tidewatch.chat.Inbox;
import tidewatch.message.Sha256;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Telegram calls us (platforms design, 3.2). {@link #hook} takes the calls; {@link #step} tells Telegram where we are and looks now and then
 * whether it still calls there. What was not stored is answered with 503: Telegram keeps an update for 24 hours and calls again. Has no
 * thread.
 */
public final class TelegramWebhook {
    private static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";
    private static final int BODY_MAX = 1024 * 1024;
    /** Calls that Telegram makes to us at a time; the store takes one update at a time anyway. */
    private static final int CONNECTIONS = 4;

    private static final Duration LOOK = Duration.ofMinutes(5);
    private static final Hook.Answer TAKEN = new Hook.Answer(200, "application/json", "{}");

    private final TelegramSettings settings;
    private final TelegramClient client;
    private final Consumer<Problem> reports;
    private volatile Optional<Listening> listening = Optional.empty();

    /** What is needed to take updates; there from start to close. */
    private static final class Listening {
        private final Intake intake;
        private final Link link;
        private volatile Optional<UpdateReader> reader = Optional.empty();
        private boolean set;

        Listening(Intake intake, Link link) {
            this.intake = intake;
            this.link = link;
        }
    }

    TelegramWebhook(TelegramSettings settings, TelegramClient client, Consumer<Problem> reports) {
        this.settings = settings;
        this.client = client;
        this.reports = reports;
    }

    /** From now on calls are taken, once our name is known. */
    void open(Inbox inbox, Intake intake, InstantSource clock, RandomGenerator random) {
        listening = Optional.of(new Listening(intake, new Link(inbox, clock, random)));
    }

    /** Calls are answered with 503 from now on: they come again, here or to another node. */
    void shut() {
        listening = Optional.empty();
    }

    // ---- what Telegram calls ----

    /** The path to be served; it answers whether we listen or not. */
    public Hook hook() {
        var secret = Sha256.of(settings.hookSecret().reveal());
        return new Hook(settings.hookPath(), call -> {
            var shown = Sha256.of(call.header(SECRET_HEADER));
            return MessageDigest.isEqual(secret, shown) ? take(call) : Hook.Answer.status(401);
        });
    }

    private Hook.Answer take(Hook.Call call) {
        if (!call.header("content-type").strip().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Hook.Answer.status(415);
        }
        var body = call.body();
        if (body.length > BODY_MAX) {
            return Hook.Answer.status(413);
        }
        var open = listening;
        var reader = open.flatMap(one -> one.reader);
        if (open.isEmpty() || reader.isEmpty()) {
            return Hook.Answer.status(503);
        }
        try {
            var intake = open.get().intake;
            intake.told(json(body), reader.get()).ifPresent(intake::take);
            return TAKEN;
        } catch (JsonProcessingException garbled) {
            // Called again it would be no better, and the ones behind it would wait.
            open.get().intake.count("unreadable");
            reports.accept(Problem.of(Reason.GARBLED, "A call of Telegram is no JSON. It is left out."));
            return TAKEN;
        } catch (RuntimeException store) {
            reports.accept(Problem.of(
                    Reason.UNREACHABLE,
                    "The store does not take updates (" + store.getClass().getSimpleName() + "); Telegram brings them again."));
            return Hook.Answer.status(503);
        }
    }

    private static JsonNode json(byte[] body) throws JsonProcessingException {
        var json = ApiAnswer.JSON.readTree(new String(body, StandardCharsets.UTF_8));
        return json == null ? ApiAnswer.JSON.missingNode() : json;
    }

    // ---- what we tell Telegram ----

    /** Sets the webhook, then looks after it. How long to wait before the next time; absent when it is pointless. */
    Optional<Duration> step() {
        var open = listening;
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var one = open.get();
        if (one.reader.isEmpty()) {
            return whoWeAre(one);
        }
        return one.set ? look(one) : set(one);
    }

    private Optional<Duration> whoWeAre(Listening one) {
        var answer = client.call(ApiCall.of(new GetMe()));
        var self = answer instanceof ApiAnswer.Ok ok ? Self.of(ok.result()) : Optional.<Self>empty();
        if (self.isEmpty()) {
            return failed(one, answer);
        }
        one.reader = self.map(UpdateReader::new);
        return Optional.of(Duration.ZERO);
    }

    private Optional<Duration> set(Listening one) {
        // The library sends this one as multipart only, for a certificate that we do not have.
        var call = ApiCall.named("setWebhook")
                .with("url", settings.webhookAddress().toString())
                .with("secret_token", settings.hookSecret().reveal())
                .with("max_connections", CONNECTIONS)
                .with("allowed_updates", allowed());
        var answer = client.call(call);
        if (!(answer instanceof ApiAnswer.Ok)) {
            return failed(one, answer);
        }
        one.set = true;
        one.link.works();
        return Optional.of(LOOK);
    }

    private static ArrayNode allowed() {
        var names = ApiAnswer.JSON.createArrayNode();
        UpdateReader.ALLOWED.forEach(names::add);
        return names;
    }

    /** Somebody may have set another, and Telegram knows what went wrong when it called. */
    private Optional<Duration> look(Listening one) {
        var answer = client.call(ApiCall.of(new GetWebhookInfo()));
        if (!(answer instanceof ApiAnswer.Ok ok)) {
            return failed(one, answer);
        }
        if (!ok.result().path("url").asText("").equals(settings.webhookAddress().toString())) {
            one.set = false;
            return Optional.of(one.link.failed("The webhook was changed by somebody else; it is set again."));
        }
        var trouble = trouble(ok.result(), one.link.now());
        trouble.ifPresentOrElse(one.link::worksBut, one.link::works);
        return Optional.of(LOOK);
    }

    /** What Telegram says of its last calls; absent when nothing went wrong of late. */
    static Optional<String> trouble(JsonNode info, Instant now) {
        var at = Self.number(info.path("last_error_date"));
        boolean lately = at.isPresent() && now.getEpochSecond() - at.getAsLong() < LOOK.toSeconds();
        return lately && info.path("pending_update_count").asInt(0) > 0
                ? Optional.of("Telegram cannot call us: " + info.path("last_error_message").asText("it does not say why") + ".")
                : Optional.empty();
    }

    private static Optional<Duration> failed(Listening one, ApiAnswer answer) {
        if (Outcomes.badToken(answer)) {
            one.link.dead(Words.BAD_TOKEN);
            return Optional.empty();
        }
        return Optional.of(one.link.failed(answer));
    }

    // ---- the command line ----

    /** Takes the webhook of this bot away, whoever set it; what waits at Telegram stays there. Says what was done. */
    public static Found<String> remove(TelegramClient client) {
        var info = client.call(ApiCall.of(new GetWebhookInfo()));
        var url = info instanceof ApiAnswer.Ok ok ? ok.result().path("url").asText("") : "";
        if (info instanceof ApiAnswer.Ok && url.isEmpty()) {
            return Found.of("No webhook is set.");
        }
        var answer = info instanceof ApiAnswer.Ok ? client.call(ApiCall.of(new DeleteWebhook())) : info;
        if (answer instanceof ApiAnswer.Ok) {
            return Found.of("The webhook (" + Words.host(url) + ") is removed. With telegram.mode = poll the bot now asks for its messages.");
        }
        return new Found<>("", List.of(Problem.of(Reason.UNREACHABLE, "The webhook was not removed. " + Words.failure(answer))));
    }
}
