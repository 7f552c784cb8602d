package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;
import tidewatch.delivery.DeliveryKind;

/** Two hundred chats get their brief at seven, and while they do some say goodbye: after the answer to that nothing comes. */
class GoodbyeInTheMiddleOfAFanOut {
    private static final List<String> CHATS = IntStream.rangeClosed(1, 200).mapToObj(n -> "chat" + n).toList();

    @TempDir
    Path folder;

    private Phones phones;

    @BeforeEach
    void twoHundredChats() {
        phones = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30)).phones("2026-01-09T06:30");
        CHATS.forEach(chat -> phones.type(chat, "/subscribe 07:00 New York"));
        phones.settle();
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    private static boolean goodbye(Phones.Message message) {
        return message.text().startsWith("You are unsubscribed.");
    }

    private List<DeliveryKind> seen(String chat) {
        return phones.messages(chat).stream().filter(one -> !one.at().isBefore(Phones.newYork("2026-01-09T07:00"))).map(Phones.Message::kind).toList();
    }

    @Test
    void nothing_is_sent_to_a_chat_after_it_was_told_goodbye() {
        phones.runTo("2026-01-09T06:59");
        phones.latency(Duration.ofMillis(300));
        phones.sleepTo("2026-01-09T07:00");
        phones.tick();
        while (phones.seen(DeliveryKind.MORNING) < 100) {
            phones.step();
        }
        var under = phones.onTheWay();
        assertThat(under).as("several are on the way at once").hasSizeGreaterThan(4);
        var served = CHATS.stream().filter(chat -> seen(chat).contains(DeliveryKind.MORNING)).limit(3).toList();
        var waiting = CHATS.stream().filter(chat -> seen(chat).isEmpty() && !under.contains(chat)).toList();
        var first = waiting.getFirst();
        var last = waiting.getLast();

        served.forEach(chat -> phones.type(chat, "/unsubscribe"));
        under.forEach(chat -> phones.type(chat, "/unsubscribe"));
        phones.type(first, "/unsubscribe");
        phones.type(last, "/unsubscribe");
        phones.settle();

        var gone = new TreeMap<String, List<DeliveryKind>>();
        List.of(served, under, List.of(first, last)).forEach(some -> some.forEach(chat -> gone.put(chat, seen(chat))));
        assertThat(gone).allSatisfy((chat, kinds) -> {
            assertThat(phones.messages(chat).getLast()).as(chat).matches(GoodbyeInTheMiddleOfAFanOut::goodbye);
            assertThat(phones.callsAfter(chat, GoodbyeInTheMiddleOfAFanOut::goodbye)).isEmpty();
        });
        assertThat(served).allSatisfy(chat -> assertThat(seen(chat)).containsExactly(DeliveryKind.MORNING, DeliveryKind.ANSWER));
        assertThat(under).as("what was on the way arrives first, the answer waits for it")
                .allSatisfy(chat -> assertThat(seen(chat)).containsExactly(DeliveryKind.MORNING, DeliveryKind.ANSWER));
        assertThat(seen(last)).as("not begun, so never begun").containsExactly(DeliveryKind.ANSWER);
        assertThat(phones.rows(last)).containsExactly("MORNING 2026-01-09 CANCELLED UNSUBSCRIBED");

        var stayed = CHATS.stream().filter(chat -> !gone.containsKey(chat)).toList();
        assertThat(stayed).hasSizeGreaterThan(180).allSatisfy(chat -> assertThat(seen(chat)).as(chat).containsExactly(DeliveryKind.MORNING));
        phones.passTo("2026-01-12T07:00");
        assertThat(gone.keySet()).as("nor on the next morning").allSatisfy(chat ->
                assertThat(phones.callsAfter(chat, GoodbyeInTheMiddleOfAFanOut::goodbye)).isEmpty());
        assertThat(stayed).allSatisfy(chat -> assertThat(seen(chat)).containsExactly(DeliveryKind.MORNING, DeliveryKind.MORNING));
    }

    @Test
    void an_answer_does_not_wait_for_the_others_briefs() {
        phones.runTo("2026-01-09T06:59");
        phones.sleepTo("2026-01-09T07:00");
        phones.tick();
        while (phones.seen(DeliveryKind.MORNING) < 20) {
            phones.step();
        }
        var asked = phones.now();
        phones.type("stranger", "/status");
        while (phones.messages("stranger").isEmpty()) {
            phones.step();
        }
        assertThat(Duration.between(asked, phones.messages("stranger").getFirst().at())).isLessThan(Duration.ofMillis(500));
        assertThat(phones.seen(DeliveryKind.MORNING)).isLessThan(40);
        phones.settle();
        assertThat(phones.seen(DeliveryKind.MORNING)).isEqualTo(200);
    }
}
