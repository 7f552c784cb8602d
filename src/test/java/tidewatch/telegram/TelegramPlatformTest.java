package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Incoming;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.RenderPlan;
import tidewatch.testing.Patience;
import tidewatch.testing.telegram.Fault;
import tidewatch.testing.telegram.Limits;
import tidewatch.testing.telegram.UserSide;

/** The whole platform against the strict fake, through real sockets and in real time. */
class TelegramPlatformTest {
    private static final Meta META = Meta.answer(Instant.parse("2026-01-09T12:00:00Z"), Optional.empty(), ZoneOffset.UTC);

    /** A grey dot of one pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private final FakeRig rig = FakeRig.polling();
    private final UserSide people = rig.fake.people();
    private final long ada = people.user("Ada");

    @AfterEach
    void close() {
        rig.close();
    }

    private static ChatId chat(long id) {
        return new ChatId("telegram", String.valueOf(id));
    }

    private Outgoing outgoing(long to, Doc doc, Optional<String> thread, Placement placement) {
        var part = rig.platform.plan(doc, chat(to)).parts().getFirst();
        return new Outgoing("M-1", part, chat(to), thread, List.of(), false, 1, Optional.empty(), placement);
    }

    private Delivered deliver(long to, String text) {
        return deliver(to, text, Optional.empty());
    }

    private Delivered deliver(long to, String text, Optional<String> thread) {
        return rig.platform.deliver(outgoing(to, doc(text), thread, Placement.NEW));
    }

    private static Doc doc(String text, Action... actions) {
        return new Doc("", "x", List.of(Block.para(Inline.text(text))), List.of(actions), META);
    }

    private static Action button(String label, String token) {
        return new Action.Run(label, "/x", Action.Effect.READ, Optional.of(token));
    }

    private void listen() {
        rig.platform.start(rig.inbox);
        Patience.until("a poll", rig.fake::polled);
    }

    private <T extends Incoming> T heard(Class<T> type) {
        Patience.until(type.getSimpleName(), () -> rig.inbox.heard.stream().anyMatch(type::isInstance));
        return rig.inbox.heard.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    private void settled() {
        Patience.until("the queue to be empty", () -> rig.fake.pending() == 0);
    }

    @Test
    void a_conversation_in_private_goes_both_ways() {
        listen();
        people.open(ada);

        var said = heard(Incoming.Said.class);
        assertThat(said.text()).isEqualTo("/start");
        assertThat(said.envelope().person()).isEqualTo("telegram:" + ada);
        assertThat(deliver(ada, "Good morning <&>")).isInstanceOf(Delivered.Sent.class);
        assertThat(people.fromBot(ada)).singleElement().extracting(message -> message.path("text").asText()).asString().contains("Good morning <&>");
        assertThat(rig.fake.lints()).isEmpty();
        assertThat(rig.reports).isEmpty();
    }

    @Test
    void a_group_with_all_its_talk_tells_only_what_is_meant_for_us() {
        rig.fake.privacy(false);
        long group = people.supergroup("Desk", ada);
        listen();
        people.say(group, ada, "lovely weather");
        people.say(group, ada, "@" + rig.fake.username() + " winners");
        people.say(group, ada, "/brief@" + rig.fake.username());
        people.say(group, ada, "/brief@some_other_bot");
        people.say(group, ada, "/rotation 3m");
        assertThat(deliver(group, "Here it is")).isInstanceOf(Delivered.Sent.class);
        int ours = people.fromBot(group).getLast().path("message_id").asInt();
        people.say(group, ada, "why?", UserSide.Extra.replyTo(ours));
        settled();

        Patience.until("the reply", () -> rig.inbox.texts().size() == 4);
        assertThat(rig.inbox.texts()).containsExactly("winners", "/brief@" + rig.fake.username(), "/rotation 3m", "why?");
        assertThat(heard(Incoming.Membership.class).change()).isEqualTo(Incoming.Membership.Change.JOINED);
        assertThat(rig.platform.passed()).containsEntry("not_for_us", 2L);
    }

    @Test
    void a_topic_is_answered_in_it_and_one_that_is_gone_in_general() {
        long forum = people.forum("Desk", ada);
        int topic = people.topic(forum, "Markets");
        listen();
        people.say(forum, ada, "/brief", UserSide.Extra.inThread(topic));

        var thread = heard(Incoming.Said.class).envelope().thread();
        assertThat(thread).contains(String.valueOf(topic));
        deliver(forum, "in the topic", thread);
        assertThat(people.fromBot(forum).getLast().path("message_thread_id").asInt()).isEqualTo(topic);

        people.deleteTopic(forum, topic);
        var late = deliver(forum, "in general", thread);
        assertThat(late).isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.degradations()).hasSize(1));
        assertThat(people.fromBot(forum).getLast().has("message_thread_id")).isFalse();
    }

    @Test
    void a_group_that_becomes_a_supergroup_moves_once_and_sending_to_the_old_one_says_where() {
        long group = people.group("Desk", ada);
        listen();
        long fresh = people.migrate(group);
        var moved = heard(Incoming.Moved.class);
        settled();

        assertThat(moved.to()).isEqualTo(chat(fresh));
        assertThat(rig.inbox.heard.stream().filter(Incoming.Moved.class::isInstance)).hasSize(1);
        assertThat(deliver(group, "hello")).isInstanceOfSatisfying(
                Delivered.Refused.class, refused -> assertThat(refused.movedTo()).contains(chat(fresh)));
    }

    @Test
    void who_shuts_us_out_is_told_apart() {
        long bea = people.user("Bea");
        people.opened(bea);
        people.block(bea);
        long cy = people.user("Cy");
        people.opened(cy);
        people.deactivate(cy);
        long group = people.supergroup("Desk", ada);
        people.kickBot(group);
        long quiet = people.supergroup("Quiet", ada);
        people.restrictBot(quiet);
        listen();

        assertThat(cause(deliver(bea, "x"))).isEqualTo(Delivered.Refused.Cause.BLOCKED);
        assertThat(cause(deliver(cy, "x"))).isEqualTo(Delivered.Refused.Cause.BLOCKED);
        assertThat(cause(deliver(group, "x"))).isEqualTo(Delivered.Refused.Cause.KICKED);
        assertThat(cause(deliver(quiet, "x"))).isEqualTo(Delivered.Refused.Cause.NO_RIGHTS);
        assertThat(cause(deliver(people.user("Stranger"), "x"))).isIn(Delivered.Refused.Cause.BLOCKED, Delivered.Refused.Cause.CHAT_GONE);
        settled();
        Patience.until("the block", () -> rig.inbox.heard.stream().anyMatch(one -> one instanceof Incoming.Membership member
                && member.change() == Incoming.Membership.Change.BLOCKED));
    }

    private static Delivered.Refused.Cause cause(Delivered delivered) {
        assertThat(delivered).isInstanceOf(Delivered.Refused.class);
        return ((Delivered.Refused) delivered).cause();
    }

    @Test
    void a_press_is_heard_and_answered_by_what_comes_of_it() {
        long group = people.supergroup("Desk", ada);
        listen();
        var asked = doc("Refresh?", button("Refresh", "t1refresh-token-000000"));
        var sent = (Delivered.Sent) rig.platform.deliver(outgoing(group, asked, Optional.empty(), Placement.NEW));
        int message = Integer.parseInt(sent.ref().orElseThrow().value());

        var press = people.press(group, message, ada, "Refresh");
        var pressed = heard(Incoming.Pressed.class);
        assertThat(pressed.token()).isEqualTo("t1refresh-token-000000");
        assertThat(pressed.message().value()).isEqualTo(String.valueOf(message));
        rig.platform.deliver(outgoing(group, doc("Refreshed."), Optional.empty(), new Placement.Replace(pressed.message())));

        Patience.until("an answer", () -> people.answer(press).isPresent());
        assertThat(people.fromBot(group)).singleElement().extracting(one -> one.path("text").asText()).asString().contains("Refreshed.");

        rig.inbox.heard.clear();
        var second = people.forge(group, message, ada, "t1somebody-elses-token");
        var forged = heard(Incoming.Pressed.class);
        var alone = new Placement.Private("telegram:" + ada, Optional.of(forged.handle()));
        rig.platform.deliver(outgoing(group, doc("This button belongs to someone else."), Optional.empty(), alone));
        Patience.until("an alert", () -> people.answer(second).isPresent());
        assertThat(people.answer(second).orElseThrow().text()).contains("belongs to someone else");
        assertThat(people.fromBot(group)).hasSize(1);
        assertThat(rig.fake.lints()).isEmpty();
    }

    @Test
    void a_press_that_nothing_comes_of_is_answered_all_the_same() {
        try (var hasty = FakeRig.polling(Duration.ofMillis(300))) {
            var there = hasty.fake.people();
            long bea = there.user("Bea");
            there.opened(bea);
            hasty.platform.start(hasty.inbox);
            Patience.until("a poll", hasty.fake::polled);
            var more = doc("More?", button("More", "t1more-token-000000000"));
            var last = (Delivered.Sent) hasty.platform.deliver(outgoing(bea, more, Optional.empty(), Placement.NEW));
            var ignored = there.press(bea, Integer.parseInt(last.ref().orElseThrow().value()), bea, "More");
            Patience.until("an answer to what nothing comes of", () -> there.answer(ignored).isPresent());
            assertThat(hasty.fake.lints()).isEmpty();
        }
    }

    @Test
    void a_picture_comes_with_its_words_and_goes_up_once() {
        people.opened(ada);
        long bea = people.user("Bea");
        people.opened(bea);
        rig.pictures.put("map.png", PNG);
        var photo = new TelegramPayload.Photo("map.png", "<b>Map</b>", Keyboard.NONE).text();

        for (long person : List.of(ada, bea)) {
            var part = new RenderPlan.Part(1, 1, photo, "Map");
            var delivered = rig.platform.deliver(
                    new Outgoing("M-1", part, chat(person), Optional.empty(), List.of("Late."), true, 1, Optional.empty()));
            assertThat(delivered).isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.degradations()).isEmpty());
        }

        assertThat(people.fromBot(bea)).singleElement().satisfies(message -> {
            assertThat(message.path("photo").size()).isPositive();
            assertThat(message.path("caption").asText()).isEqualTo("Map\nLate.");
        });
        assertThat(rig.fake.calls("sendPhoto")).extracting(call -> call.contentType().startsWith("multipart")).containsExactly(true, false);
        assertThat(rig.fake.lints()).isEmpty();
    }

    @Test
    void a_message_too_long_for_a_chat_comes_with_its_whole_as_a_file() {
        people.opened(ada);
        var plan = rig.platform.plan(doc("word ".repeat(12_000)), chat(ada));
        rig.fake.limits(Limits.NONE);

        for (var part : plan.parts()) {
            assertThat(rig.platform.deliver(new Outgoing("M-1", part, chat(ada), Optional.empty(), List.of(), false, 1, Optional.empty())))
                    .isInstanceOf(Delivered.Sent.class);
        }

        assertThat(people.fromBot(ada)).hasSize(plan.parts().size());
        assertThat(people.fromBot(ada).getLast().has("document")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void whatever_goes_wrong_with_a_poll_the_next_ones_go_on_and_nothing_is_lost_or_doubled(Fault.Kind kind) {
        people.opened(ada);
        rig.fake.fail(Fault.once(kind, "getUpdates").lasting(1));
        people.say(ada, "first");
        people.say(ada, "second");
        rig.platform.start(rig.inbox);

        Patience.until("both", () -> rig.inbox.texts().size() == 2);
        settled();
        assertThat(rig.inbox.texts()).containsExactly("first", "second");
    }

    @Test
    void updates_that_come_twice_late_or_with_more_fields_are_borne() {
        people.opened(ada);
        rig.fake.doubleUpdates(2);
        rig.fake.extendUpdates(true);
        rig.fake.holdUpdates(1);
        listen();
        for (int i = 0; i < 5; i++) {
            people.say(ada, "line " + i);
        }
        settled();

        Patience.until("all five", () -> rig.inbox.texts().size() == 5);
        assertThat(rig.inbox.texts()).containsExactlyInAnyOrder("line 0", "line 1", "line 2", "line 3", "line 4");
    }

    @Test
    void pictures_stickers_places_forwards_edits_and_posts_stop_nothing() throws Exception {
        rig.fake.privacy(false);
        long group = people.supergroup("Desk", ada);
        long channel = people.channel("News", "news_channel", ada);
        people.opened(ada);
        listen();
        people.photo(ada, ada, PNG, "/quote NVDA");
        people.photo(ada, ada, PNG, "");
        people.sticker(group, ada, "x");
        people.location(ada, ada, 1, 2);
        people.document(ada, ada, "a.txt", new byte[] {1});
        int message = people.say(ada, "before");
        people.edit(ada, message, "after");
        people.forward(ada, ada, ada, message);
        people.post(channel, "/brief");
        people.raw("kind_of_tomorrow", ScriptedApi.tree("{\"a\":[1]}"));
        people.raw("message", ScriptedApi.tree("{\"chat\":5}"));
        people.say(ada, "last");
        settled();

        Patience.until("the last", () -> rig.inbox.texts().contains("last"));
        var origins = rig.inbox.heard.stream()
                .filter(Incoming.Said.class::isInstance)
                .map(Incoming.Said.class::cast)
                .map(said -> said.text() + " " + said.envelope().origin())
                .toList();
        assertThat(origins).containsExactly(
                "/quote NVDA DIRECT", "before DIRECT", "after EDITED", "after FORWARDED", "/brief ANONYMOUS_ADMIN", "last DIRECT");
        assertThat(rig.reports).as("the garbled message").hasSize(1);
    }

    @Test
    void the_menu_and_the_doctor_speak_with_the_fake() {
        var found = new TelegramDoctor(Rig.settings(rig.fake.url()), rig.platform.client()).check(Instant.now());

        assertThat(found.value()).anyMatch(line -> line.contains("@" + rig.fake.username()));
        assertThat(TelegramWebhook.remove(rig.platform.client()).value()).isEqualTo("No webhook is set.");
    }

    @Test
    void a_closed_platform_hears_nothing_and_an_opened_one_what_was_said_meanwhile() {
        people.opened(ada);
        listen();
        rig.platform.close();
        people.say(ada, "meanwhile");
        assertThat(rig.inbox.texts()).isEmpty();

        rig.platform.start(rig.inbox);

        Patience.until("what was said", () -> rig.inbox.texts().equals(List.of("meanwhile")));
    }

    @Test
    void its_token_is_in_nothing_that_it_tells() {
        var secret = rig.fake.token().substring(rig.fake.token().indexOf(':') + 1);
        rig.fake.fail(
                Fault.error("sendMessage", 400, "Bad Request: bot" + rig.fake.token() + " is odd"),
                Fault.error("getMe", 401, "Unauthorized: " + rig.fake.token()));
        var refused = deliver(ada, "x");
        rig.platform.start(rig.inbox);
        Patience.until("a state", () -> rig.inbox.states.size() > 1);

        var told = List.of(
                refused.toString(), rig.inbox.states.toString(), rig.reports.toString(), rig.platform.toString(),
                rig.platform.client().toString(), Rig.settings(rig.fake.url()).toString());
        assertThat(told).noneMatch(text -> text.contains(secret));
        assertThat(refused.toString()).contains("***");
    }
}
