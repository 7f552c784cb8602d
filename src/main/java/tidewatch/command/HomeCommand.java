package tidewatch.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.PlainRenderer;
import tidewatch.watch.Reminder;

/**
 * {@code /home}: everything of a chat at a glance: when the next brief comes, how today's begins, the status of each thesis, the next
 * reminders, the settings. One screen on a phone, and what the home of an app shows.
 */
final class HomeCommand implements Command {
    /** Characters of today's brief that are shown; the rest is behind a button. */
    private static final int BRIEF_MAX = 1_500;

    private static final int THESES_MAX = 10;
    private static final int REMINDERS_MAX = 5;

    private final Desk desk;
    private final Command brief;
    private final Books.Shelf shelf;

    HomeCommand(Desk desk, Supplier<Optional<SentBriefs>> past, Books.Shelf shelf) {
        this.desk = desk;
        this.brief = new BriefCommand(desk, past);
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "home";
    }

    @Override
    public List<String> aliases() {
        return List.of("glance");
    }

    @Override
    public String help() {
        return "Today at a glance: next brief, theses, reminders, settings";
    }

    @Override
    public List<String> examples() {
        return List.of("/home");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public boolean plain(String rest) {
        return rest.isEmpty();
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "At a glance").of(desk.setup());
        var input = desk.at(request.at(), request.scope()).value();
        input.ifPresent(answer::from);
        var kept = shelf.ifKept();
        boolean subscribed = next(answer, kept, request);
        brief(answer, request);
        input.ifPresent(in -> theses(answer, in));
        kept.ifPresent(books -> reminders(answer, books, request));
        kept.ifPresent(books -> settings(answer, books, request));
        answer.button("Whole brief", "/brief").button("Rotation", "/rotation");
        if (input.filter(in -> !in.theses().isEmpty()).isPresent()) {
            answer.button("Theses", "/theses");
        }
        answer.button("Reminders", "/watches");
        return (subscribed ? answer : answer.effect("A brief at 07:00", "/subscribe 07:00")).reply();
    }

    /** When this chat gets its next briefs; whether it gets any. */
    private static boolean next(Answer answer, Optional<Books> kept, Request request) {
        var lines = kept.map(books -> books.chats().overview(request.asker().chat(), request.at()).lines()).orElse(List.of());
        for (var line : lines) {
            var what = SubscriptionWords.kind(line.subscription().rule().kind());
            answer.say("Next " + what + ": " + (line.next().isEmpty() ? "none for now" : line.next().getFirst().words()) + ".");
        }
        if (lines.isEmpty()) {
            answer.say("No brief comes to this chat by itself. /subscribe 07:00 brings one every morning.");
        }
        return !lines.isEmpty();
    }

    /** The beginning of today's brief, as this chat got it or as it would be now; whole blocks. */
    private void brief(Answer answer, Request request) {
        var doc = brief.answer(new Request("brief", List.of(), "", request.at(), request.zone(), request.asker())).doc();
        if (!doc.title().isEmpty()) {
            answer.add(Block.heading(2, doc.title()));
        }
        var shown = new ArrayList<Block>();
        int length = 0;
        boolean all = true;
        for (var block : doc.blocks()) {
            if (block instanceof Block.Footer || block instanceof Block.Divider) {
                continue;
            }
            length += length(block, doc);
            if (length > BRIEF_MAX && !shown.isEmpty()) {
                all = false;
                break;
            }
            shown.add(block);
        }
        // A line that only announces what is cut off says nothing.
        while (shown.size() > 1 && shown.getLast() instanceof Block.Heading) {
            shown.removeLast();
        }
        answer.add(shown);
        if (!all) {
            answer.say("The rest: /brief");
        }
    }

    private static int length(Block block, Doc of) {
        var alone = new Doc("", "x", List.of(block), List.of(), of.meta());
        return new PlainRenderer().render(alone, Capabilities.plain(Capabilities.UNLIMITED)).text().length();
    }

    private static void theses(Answer answer, BriefInput in) {
        if (in.theses().isEmpty()) {
            return;
        }
        var items = in.theses().stream()
                .limit(THESES_MAX)
                .map(thesis -> {
                    var words = new ArrayList<Inline>();
                    words.add(Inline.text(Wording.mark(thesis.lead().status()) + " "));
                    words.add(thesis.notes().isEmpty() ? Inline.strong(thesis.name()) : new Inline.NoteRef(thesis.notes().getFirst(), thesis.name()));
                    words.add(Inline.text(": " + Wording.status(thesis.lead().status())));
                    return List.copyOf(words);
                })
                .toList();
        answer.add(Block.heading(2, "Theses")).add(Block.bullets(items));
        if (in.theses().size() > THESES_MAX) {
            answer.say((in.theses().size() - THESES_MAX) + " more: /theses");
        }
    }

    private static void reminders(Answer answer, Books books, Request request) {
        var chat = request.asker().chat();
        var open = books.watches().open(chat, request.scope(), request.at());
        if (open.isEmpty()) {
            return;
        }
        var words = new Reminders(books.watches().morning(chat), request.at());
        answer.add(Block.heading(2, "Reminders"))
                .add(Block.bullets(open.stream().limit(REMINDERS_MAX).map((Reminder one) -> words.name(one)).toList()));
        if (open.size() > REMINDERS_MAX) {
            answer.say((open.size() - REMINDERS_MAX) + " more: /watches");
        }
    }

    private static void settings(Answer answer, Books books, Request request) {
        var chat = books.chats().overview(request.asker().chat(), request.at()).chat();
        var words = new ArrayList<String>();
        words.add("times in " + chat.zone().getId());
        words.add(chat.quiet().map(hours -> "quiet " + hours.words()).orElse("no quiet hours"));
        chat.mutedUntil()
                .filter(request.at()::isBefore)
                .ifPresent(until -> words.add("muted until " + DeliveryWords.moment(until, chat.zone())));
        Arrays.stream(MessageClass.values())
                .filter(one -> chat.classes().of(one) != Loudness.ON)
                .forEach(one -> words.add(SettingsCommand.name(one).toLowerCase(Locale.ROOT) + " "
                        + chat.classes().of(one).name().toLowerCase(Locale.ROOT)));
        answer.add(Block.heading(2, "Settings")).say(Wording.capital(String.join(", ", words)) + ". /settings changes them.");
    }
}
