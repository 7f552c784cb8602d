package tidewatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.OccasionWords;
import tidewatch.delivery.WatchBook;
import tidewatch.market.MarketEvent;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Window;
import tidewatch.watch.Almanac;
import tidewatch.watch.Reminder;
import tidewatch.watch.Watch;
import tidewatch.watch.WatchReading;
import tidewatch.watch.Watchlist;

/** {@code /watch WHAT [WHEN]}: sets a reminder and says how it was understood; alone it lists what there is to be reminded of. */
final class WatchCommand implements Command {
    private static final int ITEMS_MAX = 6;
    private static final int EVENTS_MAX = 4;

    private final Desk desk;
    private final Books.Shelf shelf;

    WatchCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public List<String> aliases() {
        return List.of("remind", "remindme", "reminder");
    }

    @Override
    public String arguments() {
        return "WHAT [WHEN]";
    }

    @Override
    public String help() {
        return "A reminder: an item of your notes, an event or a date";
    }

    @Override
    public List<String> examples() {
        return List.of("/watch", "/watch q4-earnings", "/watch next fomc", "/watch tomorrow 08:00 look at NVIDIA", "/watch in 2 weeks check defense");
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public Action.Effect effect(String rest) {
        return Page.of(rest).isPresent() ? Action.Effect.READ : Action.Effect.EFFECT;
    }

    @Override
    public String overview() {
        return "/watches";
    }

    @Override
    public Reply answer(Request request) {
        var page = Page.of(request.rest());
        if (page.isPresent()) {
            return offered(request, page.get());
        }
        var found = shelf.open();
        return found.value().map(there -> set(request, there.watches())).orElseGet(() -> Ask.nothingKept(Answer.to(request, ""), found));
    }

    private Reply set(Request request, WatchBook book) {
        return switch (book.read(request.asker().chat(), request.scope(), request.rest(), request.at())) {
            case WatchReading.Clear clear -> set(request, book, clear);
            case WatchReading.Unclear unclear -> {
                var answer = Answer.to(request, "").complain(unclear.sentence());
                unclear.offers().forEach(offer -> answer.effect(offer.words(), "/watch " + offer.phrase()));
                yield answer.reply();
            }
        };
    }

    private Reply set(Request request, WatchBook book, WatchReading.Clear clear) {
        return switch (book.add(request.asker(), clear, request.at())) {
            case Watchlist.New(Watch watch) -> echo(request, book, reminder(watch), "", clear.remarks());
            case Watchlist.Known(Watch watch) -> echo(request, book, reminder(watch), "You have that already. ", List.of());
            case Watchlist.Full() ->
                Answer.to(request, "")
                        .complain("This chat has " + Watch.PER_CHAT_MAX + " reminders, and no more fit. /watches lists them, /unwatch takes one back.")
                        .button("/watches", "/watches")
                        .reply();
        };
    }

    private static Reminder reminder(Watch watch) {
        return switch (watch) {
            case Reminder reminder -> reminder;
        };
    }

    private Reply echo(Request request, WatchBook book, Reminder reminder, String before, List<String> remarks) {
        var words = new Reminders(book.morning(request.asker().chat()), request.at());
        var first = new ArrayList<Inline>();
        if (!before.isEmpty()) {
            first.add(Inline.text(before));
        }
        first.addAll(words.name(reminder));
        first.add(Inline.text("." + words.plan(reminder).map(plan -> " " + plan).orElse("")
                + Reminders.question(reminder).map(question -> " " + question).orElse("")));
        var answer = Answer.to(request, "").of(desk.setup()).add(new Block.Para(first));
        if (!remarks.isEmpty()) {
            answer.say(String.join(". ", remarks) + ".");
        }
        if (book.silenced(request.asker().chat())) {
            answer.say("Reminders are turned off in this chat, so it will not be told. /settings turns them on.");
        }
        answer.effect("Cancel", "/unwatch " + reminder.number());
        reminder.note().ifPresent(note -> answer.button("Note", "/note " + note.title()));
        return answer.button("All reminders", "/watches").reply();
    }

    /** What the notes offer to watch, and what comes next. */
    private Reply offered(Request request, Page page) {
        var zone = shelf.ifKept().map(there -> there.watches().morning(request.asker().chat()).zone()).orElse(request.zone());
        var today = request.at().atZone(zone).toLocalDate();
        var vault = desk.vault(request.at(), request.scope()).value();
        var items = Almanac.ahead(Almanac.items(vault), today);
        var events = page.number() > 1
                ? List.<MarketEvent>of()
                : desk.at(request.at(), request.scope()).value().map(in -> next(in, today)).orElse(List.of());
        var answer = Answer.to(request, "To be reminded of").of(desk.setup());
        if (page.beyond(items, ITEMS_MAX)) {
            return answer.complain(page.none()).button("/watch", "/watch").reply();
        }
        if (!items.isEmpty()) {
            var shown = page.of(items, ITEMS_MAX);
            answer.say("Your notes want to watch:").add(Block.bullets(shown.stream().map(item -> item(item, today)).toList()));
            if (page.after(items, ITEMS_MAX) > 0) {
                answer.say(page.after(items, ITEMS_MAX) + " more in your notes.");
            }
            shown.stream().filter(item -> item.window().isPresent()).forEach(item -> answer.effect(item.what(), "/watch " + item.slug()));
        }
        if (!events.isEmpty()) {
            answer.say("Next events:").add(Block.bullets(events.stream().map(event -> event(event, zone, today)).toList()));
            events.forEach(event -> answer.effect(event.title(), "/watch " + name(event)));
        }
        if (items.isEmpty() && events.isEmpty()) {
            answer.say("Your notes name nothing to watch, and I know no event ahead.");
        }
        page.more(items, ITEMS_MAX, "watch", answer);
        return answer.asks("watch").say("Or anything with a date: /watch in 2 weeks check defense").reply();
    }

    private static List<MarketEvent> next(BriefInput in, LocalDate today) {
        var seen = new HashSet<String>();
        return in.events().events().stream()
                .filter(event -> event.symbol().isEmpty() && !event.end().isBefore(today) && seen.add(name(event)))
                .limit(EVENTS_MAX)
                .toList();
    }

    private static String name(MarketEvent event) {
        return event.key().isEmpty() ? event.title() : event.key();
    }

    private static List<Inline> item(Almanac.Item item, LocalDate today) {
        var line = new ArrayList<Inline>();
        line.add(new Inline.Code(item.slug()));
        line.add(Inline.text(item.window().map(window -> ", " + days(window, today)).orElse(", no date")
                + item.question().map(words -> ": " + Wording.quoted(words.replaceFirst("[?\\s]+$", "") + "?")).orElse("") + " "));
        line.add(new Inline.NoteRef(item.note().path(), item.note().title()));
        return line;
    }

    private static String days(Window window, LocalDate today) {
        return Wording.window(window, today);
    }

    private static List<Inline> event(MarketEvent event, ZoneId zone, LocalDate today) {
        var when = event.time()
                .map(time -> OccasionWords.moment(instant(event, time), today, zone))
                .orElseGet(() -> Wording.window(Window.of(event.date(), event.end(), Window.Precision.DAY), today));
        return List.of(new Inline.Code(name(event)), Inline.text(", " + when + (event.published() ? "" : " (expected)")));
    }

    private static Instant instant(MarketEvent event, LocalTime time) {
        return event.end().atTime(time).atZone(event.zone()).toInstant();
    }
}
