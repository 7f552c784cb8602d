package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.RenderPlan;

/** What every place to talk does: the terminal, the one in memory, Telegram against a server. */
public abstract class ChatPlatformContract {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);
    private static final Pattern SHARED =
            Pattern.compile("Okio |OkHttp (?!Dispatcher)|ForkJoinPool|VirtualThread-unparker|Common-Cleaner|process reaper|HttpClient-");
    private static final Meta META = Meta.answer(Instant.parse("2026-01-09T12:00:00Z"), Optional.empty(), ZoneOffset.UTC);

    /** A place under test and what people see there. */
    public interface Place extends AutoCloseable {
        ChatPlatform platform();

        /** A chat that lets us in. */
        ChatId chat();

        /** A chat of this platform that is not there, or not any more. */
        ChatId gone();

        /** All that people see, the oldest first, a text each. */
        List<String> shown();

        /** Somebody says it in the chat; false on a platform whose lines come another way. */
        boolean say(String text);

        @Override
        void close();
    }

    /** Opened before each test. */
    @SuppressWarnings("NullAway.Init")
    private Place place;

    private final Heard heard = new Heard();

    /** A new one, which does not listen yet. */
    protected abstract Place place();

    @BeforeEach
    void open() {
        place = place();
    }

    @AfterEach
    void shut() {
        place.platform().close();
        place.close();
    }

    private static final class Heard implements Inbox {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public boolean take(Incoming incoming) {
            if (incoming instanceof Incoming.Said said) {
                texts.add(said.text());
            }
            return true;
        }

        @Override
        public void take(List<Incoming> several, Runnable also) {
            several.forEach(this::take);
            also.run();
        }

        @Override
        public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
            // Not asked here.
        }
    }

    private static Doc doc(String text) {
        return new Doc("Morning", "Morning", List.of(Block.para(Inline.text(text))), List.of(Action.Run.read("Sources", "/why")), META);
    }

    private Outgoing outgoing(ChatId chat, String text, List<String> postscript, boolean silent, Placement placement) {
        RenderPlan.Part part = place.platform().plan(doc(text), chat).parts().getFirst();
        return new Outgoing("M-1", part, chat, Optional.empty(), postscript, silent, 1, Optional.empty(), placement);
    }

    private Delivered deliver(String text) {
        return place.platform().deliver(outgoing(place.chat(), text, List.of(), false, Placement.NEW));
    }

    @Test
    void its_name_is_the_one_that_its_chats_carry() {
        assertThat(place.chat().platform()).isEqualTo(place.platform().name());
        assertThat(ChatId.parse(place.chat().text())).contains(place.chat());
    }

    @Test
    void planning_the_same_gives_the_same_bytes_and_shows_nothing() {
        var platform = place.platform();

        var first = platform.plan(doc("It rained & <poured>."), place.chat());
        var second = platform.plan(doc("It rained & <poured>."), place.chat());

        assertThat(second).isEqualTo(first);
        assertThat(platform.capabilities(place.chat())).isEqualTo(platform.capabilities(place.chat()));
        assertThat(place.shown()).isEmpty();
    }

    @Test
    void what_is_delivered_is_seen_once_and_has_a_name_of_its_own() {
        var first = deliver("It rained.");
        var second = deliver("It rained.");

        assertThat(first).isInstanceOf(Delivered.Sent.class);
        assertThat(second).as("two messages, two names").isInstanceOf(Delivered.Sent.class).isNotEqualTo(first);
        assertThat(place.shown()).hasSize(2).allSatisfy(text -> assertThat(text).contains("It rained."));
    }

    @Test
    void delivering_does_not_need_listening() {
        assertThat(deliver("before")).isInstanceOf(Delivered.Sent.class);
        place.platform().start(heard);
        place.platform().close();
        assertThat(deliver("after")).isInstanceOf(Delivered.Sent.class);
    }

    @Test
    void a_chat_that_is_not_there_is_refused_and_nothing_is_seen() {
        var delivered = place.platform().deliver(outgoing(place.gone(), "It rained.", List.of(), false, Placement.NEW));

        assertThat(delivered).isInstanceOfSatisfying(
                Delivered.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Delivered.Refused.Cause.CHAT_GONE));
        assertThat(place.shown()).isEmpty();
    }

    @Test
    void a_silent_message_is_seen_all_the_same() {
        assertThat(place.platform().deliver(outgoing(place.chat(), "It rained.", List.of(), true, Placement.NEW)))
                .isInstanceOf(Delivered.Sent.class);
        assertThat(place.shown()).hasSize(1);
    }

    @Test
    void a_postscript_stands_below_word_by_word_also_the_longest() {
        var longest = "x".repeat(Outgoing.POSTSCRIPT_MAX - 30);
        var delivered = place.platform()
                .deliver(outgoing(place.chat(), "It rained.", List.of("Late: <b> & \"it\".", longest), false, Placement.NEW));

        assertThat(delivered).isInstanceOf(Delivered.Sent.class);
        assertThat(place.shown()).singleElement().satisfies(text -> assertThat(text).containsSubsequence("It rained.", "Late: <b> & \"it\".", longest));
    }

    @Test
    void a_replacement_is_seen_whether_or_not_it_can_take_the_place() {
        var sent = (Delivered.Sent) deliver("old");
        var ref = sent.ref().orElse(new MessageRef("0"));

        assertThat(place.platform().deliver(outgoing(place.chat(), "new", List.of(), false, new Placement.Replace(ref))))
                .isInstanceOf(Delivered.Sent.class);
        assertThat(place.shown().getLast()).contains("new");
    }

    @Test
    void where_nobody_can_look_a_suspect_is_sent() {
        if (place.platform().capabilities(place.chat()).canFind()) {
            return;
        }
        var part = place.platform().plan(doc("again"), place.chat()).parts().getFirst();
        var suspect = Optional.of(new Outgoing.Suspect(Instant.parse("2026-01-09T11:59:00Z")));

        assertThat(place.platform().deliver(new Outgoing("M-1", part, place.chat(), Optional.empty(), List.of(), false, 1, suspect)))
                .isInstanceOf(Delivered.Sent.class);
        assertThat(place.shown()).hasSize(1);
    }

    @Test
    void a_width_leaves_room_for_a_table() {
        var width = place.platform().capabilities(place.chat()).width();
        assertThat(width).isBetween(20, Capabilities.UNLIMITED);
    }

    @Test
    void what_is_said_is_heard_while_it_listens_also_after_a_second_start() {
        place.platform().start(heard);
        if (!place.say("first")) {
            return;
        }
        await("first");
        place.platform().close();
        place.platform().start(heard);
        assertThat(place.say("second")).isTrue();
        await("second");

        assertThat(heard.texts).containsExactly("first", "second");
    }

    private void await(String text) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!heard.texts.contains(text)) {
            assertThat(System.nanoTime()).as("%s was not heard, only %s", text, heard.texts).isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void closing_twice_and_without_a_start_does_nothing() {
        place.platform().close();
        place.platform().start(heard);
        place.platform().close();
        place.platform().close();
    }

    @Test
    void no_thread_that_came_with_it_is_left_twenty_seconds_after_it_was_closed() {
        Set<Thread> before = threads();
        place.platform().start(heard);
        var listens = place.say("hello");
        if (listens) {
            await("hello");
        }
        var _ = deliver("answer");
        long closed = System.nanoTime();

        place.platform().close();

        Set<Thread> left = new HashSet<>(threads());
        left.removeAll(before);
        while (left.stream().anyMatch(Thread::isAlive)) {
            assertThat(Duration.ofNanos(System.nanoTime() - closed)).as("still there: %s", left).isLessThan(GONE_WITHIN);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Without those that the runtime and the HTTP library share among all, timers that hold nothing up, and those of a server of the test. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !SHARED.matcher(thread.getName()).lookingAt())
                .collect(Collectors.toSet());
    }
}
