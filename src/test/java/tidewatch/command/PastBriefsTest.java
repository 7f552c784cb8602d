package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Copy;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section.Length;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.Command;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.EventList;
import tidewatch.market.PriceReport;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.rotation.RotationBacktest;

/** A past brief is shown as it was, and what is shown says which it is. */
class PastBriefsTest {
    private static final ChatId MINE = new ChatId("terminal", "mine");
    private static final ChatId OTHER = new ChatId("terminal", "other");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-02-06T12:30:00Z");
    private static final Instant SENT = Instant.parse("2026-01-09T12:00:05Z");

    private final Past past = new Past();

    /** One chat's copies and the facts of all. */
    private static final class Past implements SentBriefs {
        private final List<Sent> mine = new ArrayList<>();
        private final List<Brief> frozen = new ArrayList<>();

        @Override
        public List<Sent> asSent(ChatId chat, NoteScope scope, LocalDate day) {
            return chat.equals(MINE) ? mine.stream().filter(one -> one.at().atZone(BERLIN).toLocalDate().equals(day)).toList() : List.of();
        }

        @Override
        public List<Brief> frozen(NoteScope scope, LocalDate day) {
            return frozen.stream().filter(one -> one.date().equals(day)).toList();
        }
    }

    /** Knows the morning of 9 January and that of today. */
    private static final class Mornings implements Desk {
        @Override
        public Found<Optional<BriefInput>> at(Instant moment, NoteScope scope) {
            return morning(LocalDate.of(2026, 2, 6), scope);
        }

        @Override
        public Found<Optional<BriefInput>> morning(LocalDate day, NoteScope scope) {
            return Found.of(Optional.of(SampleBriefs.input(day.toString())));
        }

        @Override
        public Found<Vault> vault(Instant moment, NoteScope scope) {
            throw new AssertionError("nobody asks for notes here");
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
            throw new AssertionError("nor for the setup");
        }
    }

    private Reply ask(ChatId chat, Optional<SentBriefs> briefs, String verb, String... arguments) {
        var request = new Request(verb, List.of(arguments), String.join(" ", arguments), NOW, BERLIN, new Asker(chat, "terminal:owner"));
        return List.<Command>of(new BriefCommand(new Mornings(), () -> briefs), new WhyCommand(new Mornings(), () -> briefs, List::of)).stream()
                .filter(command -> command.name().equals(verb))
                .map(command -> command.answer(request))
                .findFirst()
                .orElseThrow();
    }

    private String text(ChatId chat, String verb, String... arguments) {
        return text(ask(chat, Optional.of(past), verb, arguments).doc());
    }

    private static String text(Doc doc) {
        return new PlainRenderer().render(doc.withActions(List.of()), Capabilities.plain(Capabilities.UNLIMITED)).text();
    }

    private static Brief january() {
        return SampleBriefs.morning("2026-01-09");
    }

    /** Other facts than would be built now, so that one sees which were told. */
    private static Brief kept(String name) {
        return SampleBriefs.golden("fixture-note-2026-01-09").named(name);
    }

    private static Doc copy(Brief facts, String... opening) {
        return BriefComposer.compose(
                facts,
                new Copy(facts.at().withZoneSameInstant(BERLIN), Optional.empty(), Length.CHAT, Set.of(), Arrays.asList(opening), false, false, Optional.of("Mon 12 Jan 13:00 CET")));
    }

    @Test
    void what_a_chat_was_sent_is_shown_as_it_was() {
        var doc = copy(kept("2026-01-09"), "Said on that morning.");
        past.mine.add(new SentBriefs.Sent(doc, SENT));
        past.frozen.add(kept("2026-01-09"));

        var reply = ask(MINE, Optional.of(past), "brief", "2026-01-09");
        assertThat(reply.ok()).isTrue();
        assertThat(text(reply.doc())).contains("As sent to this chat on Fri 9 Jan 13:00.", "Said on that morning.", "Next brief Mon 12 Jan 13:00 CET");
        assertThat(reply.doc().blocks().subList(1, reply.doc().blocks().size())).isEqualTo(doc.blocks());
        assertThat(reply.doc().actions()).isEqualTo(doc.actions());
    }

    @Test
    void all_of_a_sent_brief_is_told_from_the_facts_that_were_frozen() {
        past.mine.add(new SentBriefs.Sent(copy(kept("2026-01-09")), SENT));
        past.frozen.add(kept("2026-01-09"));
        assertThat(text(MINE, "brief", "2026-01-09", "full"))
                .contains("All of the brief that this chat got on Fri 9 Jan 13:00.")
                .contains(text(BriefComposer.compose(kept("2026-01-09"), Length.FULL)).lines().skip(1).toList());
    }

    @Test
    void another_chat_is_shown_the_facts_frozen_that_day() {
        past.mine.add(new SentBriefs.Sent(copy(kept("2026-01-09")), SENT));
        past.frozen.add(kept("2026-01-09"));
        assertThat(text(OTHER, "brief", "2026-01-09")).contains("As it was built on Fri 9 Jan; it was not sent to this chat.", "Leadership Change").doesNotContain("13:00");
    }

    @Test
    void what_was_never_sent_is_built_now_and_says_so() {
        assertThat(text(MINE, "brief", "2026-01-09"))
                .contains("Rebuilt now from today's notes and prices; it was never sent.")
                .contains(text(BriefComposer.compose(january(), Length.CHAT)).lines().skip(1).toList());
    }

    @Test
    void without_a_service_a_brief_is_as_ever() {
        var doc = ask(MINE, Optional.empty(), "brief", "2026-01-09").doc();
        assertThat(doc).isEqualTo(BriefComposer.compose(january(), Length.CHAT));
        assertThat(text(MINE, "brief")).isEqualTo(text(BriefComposer.compose(SampleBriefs.morning("2026-02-06"), Length.CHAT)));
    }

    @Test
    void of_several_of_a_day_the_last_is_meant_unless_it_is_named() {
        past.mine.add(new SentBriefs.Sent(copy(kept("2026-01-09"), "In the morning."), SENT));
        past.mine.add(new SentBriefs.Sent(copy(kept("2026-01-09-close"), "At the close."), SENT.plusSeconds(30_000)));
        assertThat(text(MINE, "brief", "2026-01-09")).contains("At the close.", "Fri 9 Jan 21:20");
        assertThat(text(MINE, "brief", "2026-01-09-close")).contains("At the close.");
        assertThat(text(MINE, "brief", "2026-01-09-midday")).contains("There is no brief 2026-01-09-midday");
    }

    @Test
    void a_week_is_named_by_its_number() {
        past.mine.add(new SentBriefs.Sent(copy(kept("2026-W02"), "The week."), Instant.parse("2026-01-10T12:00:00Z")));
        assertThat(text(MINE, "brief", "2026-W02")).contains("As sent to this chat on Sat 10 Jan 13:00.", "The week.");
        assertThat(text(MINE, "brief", "2026-W03")).contains("There is no brief 2026-W03");
        for (var odd : List.of("2026-W60", "2026-13-01", "0000-W00", "x")) {
            assertThat(text(MINE, "brief", odd)).contains("\"" + odd + "\" is no date.");
        }
    }

    @Test
    void a_figure_that_was_said_is_the_figure_that_is_explained() {
        var figure = kept("2026-01-09").figure(1).orElseThrow();
        assertThat(figure).isNotEqualTo(january().figure(1).orElseThrow());
        past.frozen.add(kept("2026-01-09"));
        assertThat(text(OTHER, "why", "2026-01-09", "1")).contains("1 of 2026-01-09: " + figure.label());
        assertThat(text(OTHER, "why", "2026-01-09")).contains("Figures of the brief of 2026-01-09", figure.label(), "Close of Thu 8 Jan 2026");
        past.frozen.clear();
        assertThat(text(OTHER, "why", "2026-01-09", "1")).contains("1 of 2026-01-09: " + january().figure(1).orElseThrow().label());
    }

    @Test
    void a_figure_is_explained_from_the_brief_that_the_chat_got() {
        past.frozen.add(january());
        past.frozen.add(kept("2026-01-09-close"));
        past.mine.add(new SentBriefs.Sent(copy(kept("2026-01-09-close")), SENT.plusSeconds(30_000)));
        assertThat(text(MINE, "why", "2026-01-09", "1")).contains("1 of 2026-01-09-close: ");
        assertThat(text(OTHER, "why", "2026-01-09", "1")).contains("1 of 2026-01-09: " + january().figure(1).orElseThrow().label());
        assertThat(text(OTHER, "why", "2026-01-09-midday", "1")).contains("There is no brief 2026-01-09-midday");
    }

    @Test
    void tomorrow_is_not_written_yet() {
        assertThat(text(MINE, "brief", "2026-02-07")).contains("not written yet; today is 2026-02-06");
        assertThat(text(MINE, "why", "2026-W07", "1")).contains("not written yet");
    }
}
