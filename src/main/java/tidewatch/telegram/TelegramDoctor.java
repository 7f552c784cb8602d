package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Looks whether the bot can work as it is set up: the token, who it is, how it hears, what it may hear in groups. Sends nothing. */
public final class TelegramDoctor {
    private final TelegramSettings settings;
    private final TelegramClient client;

    public TelegramDoctor(TelegramSettings settings, TelegramClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Asks Telegram, two calls at most.
     *
     * @return a line for each thing that is as it should be, and a problem for each that is not
     */
    public Found<List<String>> check(Instant now) {
        var lines = new ArrayList<String>();
        var problems = new ArrayList<Problem>();
        if (settings.api().getScheme().equals("http")) {
            lines.add("Telegram: the Bot API is asked by plain http at " + settings.api().getHost() + ".");
        }
        var answer = client.call(ApiCall.of(new GetMe()));
        var self = answer instanceof ApiAnswer.Ok ok ? Self.of(ok.result()) : Optional.<Self>empty();
        if (self.isEmpty()) {
            problems.add(
                    Outcomes.badToken(answer)
                            ? new Problem(Reason.REFUSED, Words.BAD_TOKEN, "telegram.token-file")
                            : Problem.of(Reason.UNREACHABLE, "Telegram: " + Words.failure(answer)));
            return new Found<>(lines, problems);
        }
        var bot = self.get();
        lines.add("Telegram: the token works; the bot is " + bot.username().map(name -> "@" + name).orElse(bot.name()) + ", number "
                + bot.id() + ".");
        if (!String.valueOf(bot.id()).equals(TelegramSettings.botId(settings.token().orElseThrow()))) {
            problems.add(new Problem(
                    Reason.CONFLICT,
                    "The token says another number than Telegram does for this bot. Take the token from BotFather again.",
                    "telegram.token-file"));
        }
        groups(bot, lines);
        var info = client.call(ApiCall.of(new GetWebhookInfo()));
        if (info instanceof ApiAnswer.Ok ok) {
            hears(ok.result(), now, lines, problems);
        } else {
            problems.add(Problem.of(Reason.UNREACHABLE, "Telegram: whether a webhook is set is not known. " + Words.failure(info)));
        }
        return new Found<>(List.copyOf(lines), problems);
    }

    private static void groups(Self bot, List<String> lines) {
        if (!bot.joinsGroups()) {
            lines.add("Telegram: it cannot be added to groups. To change that, BotFather: /setjoingroups.");
            return;
        }
        lines.add(
                bot.readsAll()
                        ? "Telegram: it can be added to groups and hears everything in them (privacy mode is off); what is not meant for it"
                                + " is not kept."
                        : "Telegram: it can be added to groups and hears there commands, its name and answers to it (privacy mode is on).");
    }

    private void hears(JsonNode info, Instant now, List<String> lines, List<Problem> problems) {
        var url = info.path("url").asText("");
        switch (settings.mode()) {
            case POLL -> {
                if (url.isEmpty()) {
                    lines.add("Telegram: no webhook is set, so it can be asked for messages.");
                } else {
                    problems.add(new Problem(Reason.CONFLICT, Words.webhookIsSet(Words.host(url)), "telegram.mode"));
                }
            }
            case WEBHOOK -> {
                if (url.equals(settings.webhookAddress().toString())) {
                    lines.add("Telegram: it calls " + Words.host(url) + ".");
                } else {
                    lines.add("Telegram: the webhook is set when the service starts" + (url.isEmpty() ? "." : "; now it is another one."));
                }
                TelegramWebhook.trouble(info, now)
                        .ifPresent(trouble -> problems.add(new Problem(Reason.UNREACHABLE, trouble, "telegram.webhook-url")));
            }
        }
        int waiting = info.path("pending_update_count").asInt(0);
        if (waiting > 0) {
            lines.add("Telegram: " + waiting + (waiting == 1 ? " update waits" : " updates wait") + " to be fetched.");
        }
    }
}
