package tidewatch.telegram;

import java.net.URI;
import java.net.URISyntaxException;

/** Sentences that several places say about the link. */
final class Words {
    static final String BAD_TOKEN = "Telegram refused the token. Check telegram.token-file; BotFather shows the token of a bot.";

    static final String OTHER_LISTENER =
            "Another program listens with this token. Stop it, or use a second bot.";

    private Words() {}

    /** What to do about a webhook that is set while we poll. */
    static String webhookIsSet(String where) {
        return "A webhook is set" + (where.isEmpty() ? "" : " (" + where + ")")
                + ". Run \"tidewatch telegram webhook remove\" or set telegram.mode = webhook.";
    }

    /** Only the host of an address: its path may be a secret. */
    static String host(String address) {
        try {
            var host = new URI(address).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException unreadable) {
            return "";
        }
    }

    /** Why a call of our own did not work, in one sentence. */
    static String failure(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Ok _ -> "Telegram answered with something else than was asked.";
            case ApiAnswer.No no -> "Telegram answered: " + Outcomes.told(no);
            case ApiAnswer.Unreadable page -> page.detail();
            case ApiAnswer.Absent absent -> absent.detail();
        };
    }
}
