package tidewatch.slack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.chat.ChatId;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Looks whether the app can work as it is set up: the tokens and whether they belong together, the scopes, how it hears, and whether it may
 * write where it is to write. Sends nothing.
 */
public final class SlackDoctor {
    /** Chats that are looked at: Slack takes some fifty such questions a minute. */
    private static final int CHATS_MAX = 20;

    private static final Pattern APP_ID = Pattern.compile("xapp-[0-9]+-(A[A-Z0-9]+)-.*");

    private final SlackSettings settings;
    private final SlackClient client;
    private final List<String> scopes;
    private final List<String> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * For one check.
     *
     * @param scopes of the bot that the app needs, as in its manifest
     */
    public SlackDoctor(SlackSettings settings, SlackClient client, Collection<String> scopes) {
        this.settings = settings;
        this.client = client;
        this.scopes = List.copyOf(scopes);
    }

    /**
     * Asks Slack, three calls and one for each chat.
     *
     * @param chats to which messages are to go; those of other platforms are passed over
     * @return a line for each thing that is as it should be, and a problem for each that is not
     */
    public Found<List<String>> check(Collection<ChatId> chats) {
        if (settings.api().getScheme().equals("http")) {
            lines.add("Slack: the Web API is asked by plain http at " + settings.api().getHost() + ".");
        }
        var answer = client.call(ApiCall.of("auth.test"));
        if (answer instanceof ApiAnswer.Ok ok) {
            workspace(ok);
            hears();
            chats(chats);
        } else {
            problems.add(
                    answer instanceof ApiAnswer.No no && no.status() != 429
                            ? new Problem(
                                    Reason.REFUSED,
                                    "Slack refused the bot token (" + no.error() + "). Check slack.bot-token-file; the page of the app shows the"
                                            + " token under OAuth & Permissions.",
                                    "slack.bot-token-file")
                            : Problem.of(Reason.UNREACHABLE, SlackWords.failure(answer)));
        }
        return new Found<>(List.copyOf(lines), List.copyOf(problems));
    }

    private void workspace(ApiAnswer.Ok ok) {
        var self = ok.body();
        var team = self.path("team_id").asText("");
        lines.add("Slack: the bot token works; the app is @" + self.path("user").asText("?") + " in the workspace "
                + self.path("team").asText("?") + " (" + team + ").");
        settings.team().filter(told -> !told.equals(team)).ifPresent(told -> problems.add(new Problem(
                Reason.CONFLICT, "slack.team is " + told + ", and the bot token belongs to " + team + ". Correct one of them.", "slack.team")));
        ok.scopes().ifPresentOrElse(this::scopes, () -> lines.add("Slack does not say which scopes the token has; they were not checked."));
        sameApp(self.path("bot_id").asText(""));
    }

    private void scopes(List<String> given) {
        var missing = scopes.stream().filter(scope -> !given.contains(scope)).toList();
        if (missing.isEmpty()) {
            lines.add("Slack: the token has all scopes that are needed.");
        } else {
            problems.add(new Problem(
                    Reason.REFUSED,
                    "Slack: the token lacks " + String.join(", ", missing) + ". Put the manifest of \"tidewatch slack manifest\" into the app"
                            + " again, install it again, and put the new token into slack.bot-token-file.",
                    "slack.bot-token-file"));
        }
    }

    /** Tokens of two apps look alike, and one of them hears what the other is never told. */
    private void sameApp(String bot) {
        var app = settings.appToken().map(token -> APP_ID.matcher(token.reveal())).filter(form -> form.matches());
        if (app.isEmpty() || bot.isEmpty()) {
            return;
        }
        var answer = client.call(ApiCall.of("bots.info").with("bot", bot));
        var ours = answer instanceof ApiAnswer.Ok ok ? ok.body().path("bot").path("app_id").asText("") : "";
        var other = app.map(form -> form.group(1)).filter(id -> !ours.isEmpty() && !id.equals(ours));
        other.ifPresent(id -> problems.add(new Problem(
                Reason.CONFLICT,
                "The bot token belongs to the app " + ours + " and the app-level token to " + id + ". Take both from one app.",
                "slack.app-token-file")));
    }

    private void hears() {
        switch (settings.mode()) {
            case SOCKET -> socket();
            case HTTP -> {
                lines.add("Slack: it calls us. The request URLs of the app lead to /hooks/slack/events, /hooks/slack/commands and"
                        + " /hooks/slack/actions of web.port, by https, and Socket Mode is off on the page of the app.");
                if (settings.signingSecret().isEmpty()) {
                    problems.add(new Problem(
                            Reason.REFUSED, "Without the signing secret no call of Slack is taken.", "slack.signing-secret-file"));
                }
            }
        }
    }

    private void socket() {
        if (settings.appToken().isEmpty()) {
            problems.add(new Problem(Reason.REFUSED, "Without the app-level token no connection is opened.", "slack.app-token-file"));
            return;
        }
        var answer = client.callAsApp(ApiCall.of("apps.connections.open"));
        switch (answer) {
            case ApiAnswer.Ok _ -> lines.add("Slack: the app-level token works; a connection can be opened.");
            case ApiAnswer.No no when no.status() != 429 ->
                problems.add(new Problem(
                        Reason.REFUSED,
                        "Slack opens no connection (" + no.error() + "). Check slack.app-token-file and its scope connections:write, and that"
                                + " Socket Mode is on, on the page of the app.",
                        "slack.app-token-file"));
            case ApiAnswer.No _, ApiAnswer.Unreadable _, ApiAnswer.Absent _ ->
                problems.add(Problem.of(
                        Reason.UNREACHABLE, "Slack: whether a connection can be opened is not known. " + SlackWords.failure(answer)));
        }
    }

    private void chats(Collection<ChatId> chats) {
        var ours = chats.stream().distinct().filter(chat -> Destination.of(chat).isPresent()).toList();
        for (var chat : ours.subList(0, Math.min(CHATS_MAX, ours.size()))) {
            var to = Destination.of(chat).orElseThrow();
            var fault = to.person() ? person(to) : channel(to);
            fault.ifPresent(sentence -> problems.add(new Problem(Reason.REFUSED, "Slack: " + sentence, chat.text())));
        }
        if (!ours.isEmpty()) {
            lines.add("Slack: " + Math.min(CHATS_MAX, ours.size()) + " of " + ours.size() + (ours.size() == 1 ? " chat was" : " chats were")
                    + " looked at.");
        }
    }

    private Optional<String> channel(Destination to) {
        var answer = client.call(ApiCall.of("conversations.info").with("channel", to.id()));
        if (answer instanceof ApiAnswer.Ok ok) {
            var channel = ok.body().path("channel");
            if (channel.path("is_archived").asBoolean(false)) {
                return Optional.of("the channel " + to.id() + " is archived; nothing can be written there.");
            }
            return channel.path("is_member").asBoolean(true) || channel.path("is_im").asBoolean(false)
                    ? Optional.empty()
                    : Optional.of("I am not in the channel " + to.id() + ". Invite me there: /invite @tidewatch.");
        }
        return Outcomes.outside(answer)
                ? Optional.of("the channel " + to.id() + " is not to be seen: it is gone, or private and without me. Invite me there:"
                        + " /invite @tidewatch.")
                : Optional.of("whether I may write in the channel " + to.id() + " is not known. " + SlackWords.failure(answer));
    }

    private Optional<String> person(Destination to) {
        var answer = client.call(ApiCall.of("users.info").with("user", to.id()));
        if (answer instanceof ApiAnswer.Ok ok) {
            return ok.body().path("user").path("deleted").asBoolean(false)
                    ? Optional.of("the person " + to.id() + " has left the workspace.")
                    : Optional.empty();
        }
        return Optional.of("the person " + to.id() + " is not known here. " + SlackWords.failure(answer));
    }
}
