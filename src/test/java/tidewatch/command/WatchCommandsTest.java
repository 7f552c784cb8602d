package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.BriefInput;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Names;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Reply;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ClassSettings;
import tidewatch.delivery.Loudness;
import tidewatch.delivery.MessageClass;
import tidewatch.delivery.Mornings;
import tidewatch.market.EventList;
import tidewatch.market.PriceReport;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Action;
import tidewatch.message.Capabilities;
import tidewatch.message.PlainRenderer;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.rotation.RotationBacktest;
import tidewatch.search.NoteSearch;
import tidewatch.testing.Almanacs;
import tidewatch.testing.FakeClock;
import tidewatch.testing.Golden;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.MemoryWatchlist;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;
import tidewatch.watch.Watch;

/** The commands about reminders as a person meets them, on notes of our own. Thu 8 Jan 2026, 11:30 in New York. */
class WatchCommandsTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-08T16:30:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final MemoryWatchlist watchlist = new MemoryWatchlist(store);
    private final Books books = MemoryBooks.of(store, watchlist, NEW_YORK);
    private final List<String> broken = new ArrayList<>();
    private final Conversation conversation = conversation(Books.Shelf.of(books));

    private Conversation conversation(Books.Shelf shelf) {
        return conversation(new Notes(), shelf);
    }

    private Conversation conversation(Desk desk, Books.Shelf shelf) {
        return new Conversation(CommandList.of(desk, Optional.empty(), shelf, NoteSearch.byText(clock.nanoSource()), Optional.empty()), new Nameless(), clock::instant, _ -> NEW_YORK, (ref, fault) -> broken.add(ref + fault));
    }

    /** Notes without prices. */
    static final class Notes implements Desk {
        private final Vault notes;

        Notes() {
            this(Almanacs.january().vault());
        }

        Notes(Vault notes) {
            this.notes = notes;
        }

        @Override
        public Found<Optional<BriefInput>> at(Instant moment, NoteScope scope) {
            return Found.of(Optional.empty());
        }

        @Override
        public Found<Optional<BriefInput>> morning(LocalDate day, NoteScope scope) {
            return Found.of(Optional.empty());
        }

        @Override
        public Found<Vault> vault(Instant moment, NoteScope scope) {
            return Found.of(scope.everything() ? notes : notes.within(scope::sees));
        }

        @Override
        public Reread reload() {
            throw new AssertionError("Not asked here");
        }

        @Override
        public Note read(String words, LocalDate day) {
            throw new AssertionError("Nothing is read here");
        }

        @Override
        public Optional<PriceReport> feed(Instant moment) {
            return Optional.empty();
        }

        @Override
        public Found<Boolean> settle(String symbol, LocalDate session, boolean accept, String by, Instant moment) {
            return Found.of(false);
        }

        @Override
        public Optional<RotationBacktest> replay(Instant moment) {
            return Optional.empty();
        }

        @Override
        public Dates dates(Instant moment) {
            return new Dates(new EventList(List.of()), TradingCalendar.shipped(), Set.of(), List.of());
        }

        @Override
        public Setup setup() {
            return new Setup("notes", "none", List.of(), false, false, "test");
        }
    }

    private static final class Nameless implements Names {
        @Override
        public Optional<Kind> kind(String words) {
            return Optional.empty();
        }

        @Override
        public List<String> all() {
            return List.of();
        }
    }

    private String say(String line) {
        return text(line, conversation.say(line));
    }

    private String text(String line, Reply reply) {
        assertThat(broken).isEmpty();
        var plain = PlainRenderer.within(8000).render(reply.doc(), Capabilities.plain(100)).parts().getFirst().payload();
        return "> " + line + (reply.ok() ? "" : "   (not done)") + "\n" + plain.strip() + "\n";
    }

    /** The answer on one line. */
    private String flat(String line) {
        return say(line).replaceAll("\\s+", " ");
    }

    @Test
    void what_there_is_to_be_reminded_of_goes_on_page_by_page_and_changes_nothing() {
        var items = IntStream.rangeClosed(1, 8).mapToObj(n -> "- item" + n + " (2026-02-0" + n + ")\n").collect(Collectors.joining());
        var vault = Almanacs.of(Map.of("Dates.md", "# Dates\n\n*Created 2026-01-06*\n\n## Watch\n\n" + items)).vault();
        var conversation = conversation(new Notes(vault), Books.Shelf.of(books));
        var first = conversation.say("/watch");
        var more = first.doc().actions().stream().map(action -> (Action.Run) action).filter(run -> run.label().equals("More")).findFirst();
        assertThat(more).as(text("/watch", first)).hasValueSatisfying(run -> {
            assertThat(run.commandLine()).isEqualTo("/watch page 2");
            assertThat(run.effect()).isEqualTo(Action.Effect.READ);
        });
        assertThat(conversation.changes("/watch", Asker.TERMINAL)).isFalse();
        assertThat(conversation.changes("/watch page 2", Asker.TERMINAL)).isFalse();
        assertThat(conversation.changes("/watch q4-earnings", Asker.TERMINAL)).isTrue();

        assertThat(bullets(first)).hasSize(6);
        var second = conversation.say("/watch page 2");
        assertThat(second.ok()).isTrue();
        assertThat(second.asks()).contains("/watch");
        assertThat(bullets(second)).isNotEmpty().doesNotContainAnyElementsOf(bullets(first));
        assertThat(text("/watch page 9", conversation.say("/watch page 9"))).contains("There is no page 9.");
        assertThat(say("/watches")).contains("You have no reminders.");
    }

    private List<String> bullets(Reply reply) {
        return text("", reply).lines().filter(line -> line.contains("\u2022")).toList();
    }

    @Test
    void a_conversation_about_reminders() {
        var lines = List.of(
                "/watches", "/watch", "/watch q4-earnings", "/watch Q4 Earnings", "/watch next fomc", "/watch tomorrow 08:00 look at NVDA", "/watch in 2 weeks check defense urgent",
                "/watch 2026-02-11 CPI", "/watch q4-earnings 2026-02-20", "/watch Sat 31 Jan review the month", "/watch nvda below 170 \"half position\"", "/watch Jan 2 taxes", "/watch insiders",
                "/watch whether insiders sell again", "/watch tomorrow", "/watch soon", "remind me of q4 earnings", "remind me tomorrow at 8 to look at nvidia", "what am I watching?",
                "/unwatch", "/unwatch 3", "/unwatch 3", "/unwatch 99 2", "/unwatch q4 earnings", "/unwatch cpl", "/unwatch check defense", "stop watching cpi", "/watches", "/unwatch all", "/watches");
        Golden.check("command/watches.txt", lines.stream().map(this::say).collect(Collectors.joining("\n")));
    }

    @Test
    void a_window_that_is_open_already_and_reminders_that_were_told() {
        clock.advance(Duration.ofDays(15));
        assertThat(flat("/watch q4-earnings")).contains("That window is open already. I will ask what came of it on Sun 1 Feb 07:00 New York.");
        var open = (Reminder) watchlist.find("terminal:here", 1).orElseThrow();
        assertThat(watchlist.change(open, open.fires())).isTrue();
        assertThat(flat("/watches")).contains("It is being told now.");
        assertThat(watchlist.change(open.fires(), open.fires().fired(Step.CLOSE, clock.instant()))).isTrue();
        assertThat(flat("/watches")).contains("You have no reminders.", "Told lately:", "1: Q4 earnings, on Fri 23 Jan 11:30");
        assertThat(flat("/unwatch 1")).contains("none to take back");
        assertThat(flat("/watch q4-earnings")).contains("Reminder 2");
    }

    @Test
    void the_same_thing_twice_is_one_reminder() {
        assertThat(flat("/watch cpi")).contains("Reminder 1").doesNotContain("already");
        assertThat(flat("/watch CPI")).contains("You have that already. Reminder 1");
        assertThat(watchlist.of("terminal:here")).hasSize(1);
    }

    @Test
    void the_hundred_and_first_is_refused() {
        for (int i = 1; i <= 100; i++) {
            say("/watch 2026-02-11 thing number " + i);
        }
        assertThat(flat("/watch 2026-02-11 one more")).contains("(not done)", "This chat has 100 reminders");
        assertThat(flat("/watches")).contains("80 more, later ones.", "More · /watches page 2", "Cancel 1 ");
        assertThat(flat("/watches page 5")).contains("thing number 100", "Cancel 81 ").doesNotContain("more, later ones", "More ·");
        assertThat(flat("/watches page 6")).contains("(not done)", "There is no page 6.");
        assertThat(flat("/unwatch all")).contains("No reminder is left.");
        assertThat(flat("/watch 2026-02-11 one more")).contains("Reminder 101");
    }

    @Test
    void a_chat_that_turned_reminders_off_is_told_so() {
        store.subscriptions().save(books.chats().chat(ChatId.TERMINAL).withClasses(ClassSettings.ALL_ON.with(MessageClass.REMINDER, Loudness.OFF)));
        assertThat(flat("/watch cpi")).contains("Reminders are turned off in this chat");
    }

    @Test
    void where_nothing_is_stored_the_commands_say_so() {
        var bare = conversation(Books.Shelf.none("This run stores nothing"));
        for (var line : List.of("/watch q4-earnings", "/unwatch 1")) {
            assertThat(text(line, bare.say(line))).contains("(not done)", "stores nothing");
        }
        assertThat(text("/watches", bare.say("/watches"))).contains("stores nothing");
        assertThat(text("/watch", bare.say("/watch"))).contains("q4-earnings");
    }

    /** Every example of help works, and every button of every answer leads to an answer and never to a fault. */
    @Test
    void examples_and_buttons_work() {
        for (var name : List.of("watch", "watches", "unwatch")) {
            Command command = conversation.commands().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
            for (var example : command.examples()) {
                say("/watch q4-earnings");
                int number = watchlist.of("terminal:here").stream().mapToInt(Watch::number).max().orElseThrow();
                var line = example.equals("/unwatch 1") ? "/unwatch " + number : example;
                var reply = conversation.say(line);
                assertThat(reply.ok()).as(line + ": " + text(line, reply)).isTrue();
                for (var action : reply.doc().actions()) {
                    var pressed = (Action.Run) action;
                    assertThat(text(pressed.commandLine(), conversation.say(pressed.commandLine()))).as(line).doesNotContain("Something broke").doesNotContain("I don't know /");
                    boolean changes = pressed.commandLine().startsWith("/unwatch") || pressed.commandLine().startsWith("/watch ");
                    assertThat(pressed.effect() == Action.Effect.EFFECT || !changes).as(pressed.commandLine()).isTrue();
                }
            }
        }
    }
}
