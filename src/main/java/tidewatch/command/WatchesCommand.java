package tidewatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.OccasionWords;
import tidewatch.delivery.WatchBook;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;

/** {@code /watches}: the reminders of the chat, by when they speak next. */
final class WatchesCommand implements Command {
    private static final int SHOWN_MAX = 20;
    private static final int PAST_MAX = 5;
    private static final int BUTTONS_MAX = 4;
    private static final Duration RECENT = Duration.ofDays(14);

    private final Desk desk;
    private final Books.Shelf shelf;

    WatchesCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "watches";
    }

    @Override
    public List<String> aliases() {
        return List.of("reminders", "watchlist");
    }

    @Override
    public String help() {
        return "Your reminders and when they come";
    }

    @Override
    public List<String> examples() {
        return List.of("/watches");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Reply answer(Request request) {
        var found = shelf.open();
        return found.value().map(there -> list(request, there.watches())).orElseGet(() -> Ask.nothingKept(Answer.to(request, ""), found));
    }

    private Reply list(Request request, WatchBook book) {
        var chat = request.asker().chat();
        var morning = book.morning(chat);
        var words = new Reminders(morning, request.at());
        var open = book.open(chat, request.scope(), request.at());
        var answer = Answer.to(request, "Reminders").of(desk.setup());
        var page = Page.of(request.rest()).orElse(new Page(1));
        if (page.beyond(open, SHOWN_MAX)) {
            return answer.complain(page.none()).button("/watches", "/watches").reply();
        }
        if (open.isEmpty()) {
            answer.say("You have no reminders. /watch lists what there is to be reminded of.").effect("/watch", "/watch");
        } else {
            var shown = page.of(open, SHOWN_MAX);
            answer.add(Block.bullets(shown.stream().map(one -> line(one, words, request)).toList()));
            if (page.after(open, SHOWN_MAX) > 0) {
                answer.say(page.after(open, SHOWN_MAX) + " more, later ones.");
            }
            shown.stream().limit(BUTTONS_MAX).forEach(one -> answer.effect("Cancel " + one.number(), "/unwatch " + one.number()));
            page.more(open, SHOWN_MAX, "watches", answer);
        }
        var past = book.past(chat, request.scope(), request.at()).stream().filter(one -> last(one).isAfter(request.at().minus(RECENT))).limit(PAST_MAX).toList();
        if (!past.isEmpty()) {
            var today = request.at().atZone(morning.zone()).toLocalDate();
            answer.say("Told lately:").add(Block.bullets(past.stream()
                    .map(one -> List.<Inline>of(Inline.text(one.number() + ": " + one.what() + ", on " + OccasionWords.moment(last(one), today, morning.zone()))))
                    .toList()));
        }
        if (book.silenced(chat)) {
            answer.say("Reminders are turned off in this chat. /settings turns them on.");
        }
        return answer.reply();
    }

    private static List<Inline> line(Reminder reminder, Reminders words, Request request) {
        var line = new ArrayList<>(words.name(reminder));
        var plan = words.plan(reminder).orElse("");
        boolean due = reminder.state() == ReminderState.DUE;
        line.add(Inline.text(". " + (due ? "It is being told now." : plan)
                + reminder.before().map(was -> " Moved by your note: it was " + OccasionWords.of(was, request.at().atZone(request.zone()).toLocalDate(), request.zone()) + ".").orElse("")));
        return line;
    }

    private static Instant last(Reminder reminder) {
        return reminder.fired().values().stream().max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }
}
