package tidewatch.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.Topic;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.ChatOverview;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.delivery.SubscriptionState;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.problem.Spelling;

/** {@code /settings}: what this chat gets and when; {@code /settings reminders silent} changes one of them. */
final class SettingsCommand implements Command {
    private static final String FORMS =
            "zone Europe/Berlin; reminders on, silent or off; late on, skip or digest; without movers; everything";

    private static final String OWNERS = "members read or off; scope \"Sectors\"";

    private final Desk desk;
    private final Books.Shelf shelf;

    SettingsCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<String> aliases() {
        return List.of("set");
    }

    @Override
    public String arguments() {
        return "[WHAT HOW]";
    }

    @Override
    public String help() {
        return "What this chat gets, and how loud";
    }

    @Override
    public List<String> examples() {
        return List.of("/settings", "/settings zone Europe/Berlin", "/settings reminders silent", "/settings late digest", "/settings without movers",
                "/settings members read", "/settings scope \"Sectors\"");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    /** To look is for everybody, to change for editors; who may see what is decided by owners. */
    @Override
    public Role role(String rest, Incoming.Place place) {
        return switch (first(rest)) {
            case "" -> Role.READER;
            case "members", "scope" -> Role.OWNER;
            default -> role();
        };
    }

    private static String first(String rest) {
        return rest.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "");
        var found = shelf.open();
        if (found.value().isEmpty()) {
            return Ask.nothingKept(answer, found);
        }
        var chats = found.value().get().chats();
        var words = List.of(request.rest().strip().split("\\s+"));
        var first = first(request.rest());
        var rest = String.join(" ", words.subList(1, words.size()));
        switch (first) {
            case "" -> {
                overview(answer, chats.overview(request.asker().chat(), request.at()), request);
                new ChatAccess(desk, found.value().get().admission()).say(answer, request);
            }
            case "members" -> new ChatAccess(desk, found.value().get().admission()).members(answer, rest, request);
            case "scope" -> new ChatAccess(desk, found.value().get().admission()).scope(answer, request);
            case "zone" -> zone(answer, chats, rest, request);
            case "late", "catch-up", "catchup" -> late(answer, chats, rest, request);
            case "without", "only", "everything" -> topics(answer, chats, request);
            default -> loudness(answer, chats, first, rest, request);
        }
        return answer.reply();
    }

    private static void zone(Answer answer, ChatBook chats, String typed, Request request) {
        var zone = SubscribeWords.zone(typed);
        if (zone.isEmpty()) {
            var near = SubscribeWords.nearZones(typed);
            answer.complain(typed.isEmpty()
                    ? "Which zone? Write /settings zone Europe/Berlin."
                    : "I don't know the zone \"" + Answer.shown(typed) + "\"." + (near.isEmpty() ? " Write it as Europe/Berlin." : " Near: " + String.join(", ", near) + "."));
            near.forEach(one -> answer.effect(one, "/settings zone " + one));
            return;
        }
        var moved = chats.zone(request.asker().chat(), zone.get(), request.at());
        if (moved.refused().isEmpty()) {
            answer.say("Times are told in " + zone.get().getId() + " from now on." + (moved.stored().isEmpty() ? "" : " " + SubscriptionWords.next(moved.next())));
        } else {
            answer.complain("In " + zone.get().getId() + " two of your briefs would be the same one, so the zone stays as it was. /unsubscribe one of them first.");
        }
        moved.remarks().forEach(remark -> answer.say(remark.words()));
    }

    private static void late(Answer answer, ChatBook chats, String typed, Request request) {
        var choice = switch (typed.toLowerCase(Locale.ROOT)) {
            case "on", "late" -> Optional.of(CatchUp.LATE);
            case "skip", "off" -> Optional.of(CatchUp.SKIP);
            case "digest" -> Optional.of(CatchUp.DIGEST);
            default -> Optional.<CatchUp>empty();
        };
        if (choice.isEmpty()) {
            answer.complain("Late briefs: /settings late on, /settings late skip, or /settings late digest.");
            return;
        }
        chats.catchUp(request.asker().chat(), choice.get());
        answer.say(late(choice.get()));
    }

    private static String late(CatchUp choice) {
        return switch (choice) {
            case LATE -> "A late brief is sent while it still means something, and says that it is late.";
            case SKIP -> "A brief that is late is not sent.";
            case DIGEST -> "A brief that is late is not sent; its headline stands in the next one.";
        };
    }

    private static void topics(Answer answer, ChatBook chats, Request request) {
        var read = SubscribeWords.read(request.rest());
        read.problems().forEach(answer::complain);
        if (read.leftOut().isEmpty() || !read.problems().isEmpty() && read.leftOut().get().isEmpty()) {
            answer.complain("Which sections? There are " + String.join(", ", Arrays.stream(Topic.values()).map(Topic::word).toList()) + ".");
            return;
        }
        var changed = chats.topics(request.asker().chat(), read.leftOut().get(), request.at());
        if (changed.isEmpty()) {
            answer.complain("This chat gets no brief whose sections could be chosen. /subscribe 07:00 " + Answer.shown(request.rest()));
            return;
        }
        answer.say(read.leftOut().get().isEmpty()
                ? "Briefs have all their sections again."
                : "Briefs come without " + SubscriptionWords.topics(read.leftOut().get()) + "; /brief full always has them.");
    }

    private static void loudness(Answer answer, ChatBook chats, String first, String rest, Request request) {
        var messageClass = messageClass(first);
        var loudness = Arrays.stream(Loudness.values()).filter(one -> one.name().equalsIgnoreCase(rest)).findFirst();
        if (messageClass.isEmpty()) {
            var near = Spelling.near(first, List.of("zone", "late", "without", "everything", "members", "scope", "brief", "close", "alert", "reminder", "thesis", "data", "system"));
            answer.complain("\"" + Answer.shown(first) + "\" is no setting." + (near.isEmpty() ? "" : " Near: " + String.join(", ", near) + ".") + " There are: " + FORMS + "; " + OWNERS + ".");
            return;
        }
        if (loudness.isEmpty()) {
            answer.complain(name(messageClass.get()) + ": on, silent or off?");
            for (var one : Loudness.values()) {
                answer.effect(one.name().toLowerCase(Locale.ROOT), "/settings " + first + " " + one.name().toLowerCase(Locale.ROOT));
            }
            return;
        }
        chats.classes(request.asker().chat(), messageClass.get(), loudness.get(), request.at());
        answer.say(name(messageClass.get()) + ": " + switch (loudness.get()) {
            case ON -> "on.";
            case SILENT -> "without a sound; on Slack, which has no silent messages, in the next brief.";
            case OFF -> "off. /deliveries still tells what would have come.";
        });
    }

    private static Optional<MessageClass> messageClass(String word) {
        var singular = word.equals("theses") ? "thesis" : word.replaceFirst("(?<=[a-z]{4})s$", "");
        return Arrays.stream(MessageClass.values())
                .filter(one -> one.name().equalsIgnoreCase(word) || one.name().equalsIgnoreCase(singular))
                .findFirst();
    }

    static String name(MessageClass messageClass) {
        return switch (messageClass) {
            case BRIEF -> "Briefs";
            case CLOSE -> "Briefs of the close";
            case ALERT -> "Alerts";
            case REMINDER -> "Reminders";
            case THESIS -> "Changes of theses";
            case DATA -> "Words about data";
            case SYSTEM -> "Words about the service";
        };
    }

    /** What the chat gets and when, as a page. */
    static Answer overview(Answer answer, ChatOverview overview, Request request) {
        var chat = overview.chat();
        var pairs = new ArrayList<Block.KeyValues.Pair>();
        if (overview.lines().isEmpty()) {
            pair(pairs, "briefs", "none");
        }
        for (var line : overview.lines()) {
            pair(pairs, "brief", SubscriptionWords.of(line.subscription()) + state(line, request));
        }
        if (!overview.next(1).isEmpty()) {
            pair(pairs, "next", overview.next(1).getFirst().words());
        }
        pair(pairs, "zone", chat.zone().getId());
        pair(pairs, "quiet hours", chat.quiet().map(hours -> hours.words()).orElse("none"));
        chat.mutedUntil().filter(request.at()::isBefore).ifPresent(until -> pair(pairs, "muted", "until " + DeliveryWords.moment(until, chat.zone())));
        var changed = Arrays.stream(MessageClass.values())
                .filter(one -> chat.classes().of(one) != Loudness.ON)
                .map(one -> name(one) + " " + chat.classes().of(one).name().toLowerCase(Locale.ROOT))
                .toList();
        pair(pairs, "loudness", changed.isEmpty() ? "everything on" : String.join(", ", changed) + "; the others on");
        pair(pairs, "late briefs", late(chat.catchUp()));
        answer.add(new Block.KeyValues(pairs));
        overview.lines().forEach(line -> line.waits().ifPresent(wait -> answer.say(wait.words())));
        answer.say("Change one: " + FORMS + "; hours by /quiet, a break by /mute.");
        if (overview.lines().isEmpty()) {
            answer.effect("A brief at 07:00", "/subscribe 07:00");
        }
        return answer;
    }

    private static String state(ChatOverview.Line line, Request request) {
        if (line.classOff()) {
            return " (turned off)";
        }
        var one = line.subscription();
        if (one.state() == SubscriptionState.PAUSED) {
            return one.pausedUntil().map(until -> " (paused until " + DeliveryWords.moment(until, request.zone()) + ")").orElse(" (paused)");
        }
        return one.state() == SubscriptionState.SUSPENDED ? " (suspended: the chat does not let us in)" : "";
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, String value) {
        pairs.add(new Block.KeyValues.Pair(List.of(Inline.text(key)), List.of(Inline.text(value))));
    }
}
