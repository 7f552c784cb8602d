package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.slack.Payloads.event;
import static tidewatch.slack.Payloads.sent;
import static tidewatch.slack.Payloads.shortcut;
import static tidewatch.slack.Payloads.slash;
import static tidewatch.testing.Patience.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Incoming;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.slack.PayloadReader.Kind;

class IntakeTest {
    private static final String HOME = "/" + PayloadReader.HOME;

    private final EarRig rig = new EarRig();
    private final Intake intake = rig.intake();

    private Optional<String> take(Kind kind, String json) {
        return intake.take(intake.hear(kind, EarRig.json(json), "name-of-ours"));
    }

    private static String home(String id, String user) {
        return event(id, "{'type':'app_home_opened','user':'" + user + "','channel':'D1','tab':'home','event_ts':'" + Payloads.TS + "'}");
    }

    private Incoming.Said said() {
        return (Incoming.Said) rig.inbox.heard.getLast();
    }

    // ---- the home ----

    @Test
    void a_home_is_told_once_in_ten_seconds_a_person() {
        take(Kind.EVENT, home("Ev1", "U1"));
        take(Kind.EVENT, home("Ev2", "U1"));
        take(Kind.EVENT, home("Ev3", "U2"));
        assertThat(rig.inbox.texts()).containsExactly(HOME, HOME);

        rig.clock.advance(Duration.ofSeconds(9));
        take(Kind.EVENT, home("Ev4", "U1"));
        assertThat(rig.inbox.heard).hasSize(2);
        rig.clock.advance(Duration.ofSeconds(1));
        take(Kind.EVENT, home("Ev5", "U1"));
        assertThat(rig.inbox.heard).hasSize(3);
        assertThat(intake.passed()).containsEntry("home_again", 2L);
    }

    @Test
    void a_home_that_the_store_did_not_take_is_told_again() {
        rig.inbox.refuse = 1;

        assertThatThrownBy(() -> take(Kind.EVENT, home("Ev1", "U1"))).hasMessage("the disk is full");
        take(Kind.EVENT, home("Ev1", "U1"));
        assertThat(rig.inbox.texts()).containsExactly(HOME);
    }

    @Test
    void homes_of_many_people_do_not_fill_our_memory() {
        for (int i = 0; i < 30_000; i++) {
            take(Kind.EVENT, home("Ev1", "U" + i)); // one event, so that the inbox stays small
        }
        assertThat(rig.inbox.heard).hasSize(1);
        take(Kind.EVENT, home("Ev2", "U29999"));
        assertThat(intake.passed()).containsEntry("home_again", 1L);
    }

    // ---- the form ----

    @Test
    void a_form_that_opens_is_instead_of_the_command() {
        assertThat(take(Kind.SLASH, slash("/tidewatch", "subscribe", ""))).isEmpty();

        assertThat(rig.inbox.heard).isEmpty();
        assertThat(rig.views.opened).containsExactly("13.345.9f");
        assertThat(rig.views.forms.getFirst())
                .isEqualTo(new Views.Form(
                        new ChatId("slack", "T1:C2"), Optional.empty(), Optional.of("url:https://hooks.example/commands/T1/1/abc")));
        assertThat(rig.views.forms.getFirst().toString()).doesNotContain("hooks.example");
    }

    @Test
    void a_form_that_does_not_open_leaves_the_command() {
        rig.views.opens = CompletableFuture.completedFuture(false);

        take(Kind.SLASH, slash("/tidewatch", "subscribe", ""));
        assertThat(said().text()).isEqualTo("/subscribe");
        assertThat(said().handle()).isPresent();
    }

    @Test
    void a_form_that_breaks_leaves_the_command() {
        rig.views.opens = CompletableFuture.failedFuture(new IllegalStateException("no"));

        take(Kind.INTERACTION, shortcut("subscribe"));
        assertThat(said().text()).isEqualTo("/subscribe");
    }

    @Test
    void a_form_that_is_slow_leaves_the_command_within_the_time_that_slack_waits() {
        rig.views.opens = new CompletableFuture<>();
        var hurried = rig.intake(Duration.ofMillis(50));

        hurried.take(hurried.hear(Kind.SLASH, EarRig.json(slash("/tidewatch", "subscribe", "")), "x"));
        assertThat(said().text()).isEqualTo("/subscribe");
        rig.views.opens.complete(true);
        assertThat(Intake.PATIENCE).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_flood_of_wishes_opens_few_forms_at_a_time_and_answers_the_others_with_words() {
        rig.views.opens = new CompletableFuture<>();
        var hurried = rig.intake(Duration.ofMillis(1));
        for (int i = 0; i < 30; i++) {
            hurried.take(hurried.hear(Kind.SLASH, EarRig.json(slash("/tidewatch", "subscribe", "").replace("13.345.9f", "13." + i)), "x"));
        }
        assertThat(rig.inbox.texts()).hasSize(30);
        rig.views.opens.complete(true);
        await().untilAsserted(() -> assertThat(rig.views.opened).hasSize(16));
    }

    @Test
    void the_same_wish_told_twice_opens_one_form_and_runs_no_command() {
        take(Kind.SLASH, slash("/tidewatch", "subscribe", ""));
        rig.views.opens = CompletableFuture.completedFuture(false); // the trigger is used up
        take(Kind.SLASH, slash("/tidewatch", "subscribe", ""));

        assertThat(rig.views.opened).hasSize(1);
        assertThat(rig.inbox.heard).isEmpty();
        assertThat(intake.passed()).containsEntry("form_again", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "slack:T1:C2,     slack:T1:C2, GROUP,   true",
        "slack:T1:U1,     slack:T1:U1, PRIVATE, true",
        "slack:T1:U5,     slack:T1:U1, PRIVATE, false",
        "slack:T9:C2,     slack:T1:U1, PRIVATE, false",
        "telegram:42,     slack:T1:U1, PRIVATE, false",
    })
    void a_form_that_was_sent_is_a_command_of_its_chat_and_never_of_another_persons(String chat, String told, Incoming.Place place, boolean handle) {
        var form = new Views.Form(ChatId.parse(chat.strip()).orElseThrow(), Optional.of("1.5"), Optional.of("url:https://hooks.example/1"));
        rig.views.sent = new Views.Sent.Line("/subscribe 07:00 weekdays", form);

        assertThat(take(Kind.INTERACTION, sent())).isEmpty();
        assertThat(said().text()).isEqualTo("/subscribe 07:00 weekdays");
        assertThat(said().envelope().chat().text()).isEqualTo(told);
        assertThat(said().envelope().place()).isEqualTo(place);
        assertThat(said().envelope().person()).isEqualTo("slack:T1:U1");
        assertThat(said().envelope().key()).isEqualTo("V1:156.7");
        assertThat(said().handle().isPresent()).isEqualTo(handle);
        assertThat(said().envelope().thread().isPresent()).isEqualTo(handle);
    }

    @Test
    void a_form_with_errors_stays_open_and_says_them_block_by_block() {
        rig.views.sent = new Views.Sent.Errors(Map.of("at", "\"7\" is no time.", "days", "Choose a day."));

        assertThat(take(Kind.INTERACTION, sent()))
                .contains("{\"response_action\":\"errors\",\"errors\":{\"at\":\"\\\"7\\\" is no time.\",\"days\":\"Choose a day.\"}}");
        assertThat(rig.inbox.heard).isEmpty();

        rig.views.sent = new Views.Sent.Line("/subscribe 07:00", new Views.Form(new ChatId("slack", "T1:U1"), Optional.empty(), Optional.empty()));
        take(Kind.INTERACTION, sent());
        assertThat(rig.inbox.texts()).as("the same view, mended").containsExactly("/subscribe 07:00");
    }

    @Test
    void a_form_of_nobody_is_passed_over() {
        assertThat(take(Kind.INTERACTION, sent())).isEmpty();
        assertThat(intake.passed()).containsEntry("unknown_form", 1L);
    }

    // ---- the rest ----

    @Test
    void what_cannot_be_read_is_counted_and_reported_without_its_content() {
        take(Kind.SLASH, "{'command':'/tidewatch','channel_id':'very secret'}");

        assertThat(intake.passed()).containsEntry("unreadable", 1L);
        assertThat(rig.reports).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.GARBLED);
            assertThat(problem.sentence()).contains("it has no channel_id").doesNotContain("very secret");
        });
    }

    @Test
    void only_a_form_makes_others_wait() {
        for (var one : Payloads.ofEveryKind()) {
            var heard = intake.hear(one.kind(), EarRig.json(one.json()), "x");
            assertThat(Intake.waits(heard)).as(one.name()).isEqualTo(one.name().equals("slash, for a form") || one.name().equals("shortcut"));
        }
        assertThat(rig.reports).extracting(Problem::sentence).isEmpty();
    }
}
