package tidewatch.telegram;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.settings.Secret;

/**
 * The least that a bot can be, over our own client: asks for updates and says each text back, each in a thread of its own. Keeps nothing,
 * knows nobody. A process of its own for {@code tidewatch.app.AnswerBenchmark}; arguments: address of the Bot API, token.
 */
public final class EchoLoop {
    private static final int HELD = 30;

    private EchoLoop() {}

    public static void main(String[] arguments) {
        var redaction = Redaction.of(List.of());
        var settings = new TelegramSettings(
                Optional.of(Secret.of(arguments[1])), TelegramSettings.Mode.POLL, URI.create(arguments[0]), Optional.empty(), Optional.empty());
        var calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
        var hosts = TelegramPlatform.hosts(settings);
        var polls = new TelegramClient(settings, calls.polls(hosts), redaction, Instant::now);
        var sends = new TelegramClient(settings, calls.sends(hosts), redaction, Instant::now);
        long next = 0;
        while (true) {
            var call = ApiCall.of(GetUpdates.builder().limit(100).timeout(HELD).build());
            if (next > 0) {
                call = call.with("offset", next);
            }
            if (!(polls.call(call) instanceof ApiAnswer.Ok ok)) {
                throw new IllegalStateException("No updates came");
            }
            for (var update : ok.result()) {
                next = update.path("update_id").longValue() + 1;
                var message = update.path("message");
                var echo = SendMessage.builder()
                        .chatId(message.path("chat").path("id").longValue())
                        .text(message.path("text").asText())
                        .build();
                Thread.ofVirtual().start(() -> {
                    if (!(sends.call(ApiCall.of(echo)) instanceof ApiAnswer.Ok)) {
                        throw new IllegalStateException("An echo was not taken");
                    }
                });
            }
        }
    }
}
