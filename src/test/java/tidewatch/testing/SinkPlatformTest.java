package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.RetryAfter;
import tidewatch.chat.Outgoing;
import tidewatch.message.RenderPlan;

@Timeout(60)
class SinkPlatformTest {
    @TempDir
    private Path folder;

    private Optional<Sink> sink = Optional.empty();
    private Optional<SinkPlatform> platform = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        sink = Optional.of(Sink.start(folder.resolve("ledger")));
        platform = Optional.of(new SinkPlatform("telegram", sink().port(), true));
    }

    @AfterEach
    void end() throws IOException {
        platform.orElseThrow().end();
        sink().close();
    }

    private Sink sink() {
        return sink.orElseThrow();
    }

    static Outgoing outgoing(String delivery, Optional<Outgoing.Suspect> suspect) {
        var part = new RenderPlan.Part(1, 1, "the words of " + delivery, "the words");
        return new Outgoing(delivery, part, new ChatId("telegram", "1"), Optional.empty(), List.of(), false, 3, suspect);
    }

    private Delivered send(String delivery) {
        return platform.orElseThrow().deliver(outgoing(delivery, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "slow 10, SENT, true",
        "garbled, SENT no id, true",
        "half, SENT no id, true",
        "close-before, UNKNOWN, false",
        "close-unseen, UNKNOWN, false",
        "close-after, UNKNOWN, true",
        "silence 1, UNKNOWN, true",
        "too-many 7, AGAIN CHAT ANSWERED PT7S, false",
        "too-many-all 2, AGAIN SENDER ANSWERED PT2S, false",
        "error, UNKNOWN, false",
        "error-shown, UNKNOWN, true",
        "timeout-shown, UNKNOWN, true",
        "bad-gateway, AGAIN SENDER ASSUMED, false",
        "unavailable, AGAIN SENDER ASSUMED, false",
        "blocked, BLOCKED, false",
        "bad-token, BAD_TOKEN, false",
        "bad-content, BAD_CONTENT, false"
    })
    void each_fault_is_read_as_what_it_is_and_leads_to_one_transmission(String fault, String expected, boolean shown) {
        sink().script("n=1 " + fault);
        assertThat(words(send("M-1"))).isEqualTo(expected);
        var entries = sink().ledger();
        assertThat(entries).hasSize(fault.equals("close-before") ? 0 : 1);
        assertThat(entries.stream().anyMatch(Sink.Entry::shown)).isEqualTo(shown);
        assertThat(words(send("M-2"))).as("the next one goes").isEqualTo("SENT");
    }

    private static String words(Delivered delivered) {
        return switch (delivered) {
            case Delivered.Sent sent -> sent.found() ? "FOUND" : sent.ref().isPresent() ? "SENT" : "SENT no id";
            case RetryAfter later ->
                "AGAIN " + later.scope() + " " + later.certainty() + later.pause().map(pause -> " " + pause).orElse("");
            case Delivered.Refused refused -> refused.cause().name();
            case Delivered.Unknown _ -> "UNKNOWN";
        };
    }

    @Test
    void nobody_there_means_that_nothing_was_written() throws IOException {
        int port = sink().port();
        sink().close();
        // Bound and not listened on: nobody else of this machine can take the port meanwhile and answer.
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(words(send("M-1"))).isEqualTo("AGAIN SENDER NOTHING_WRITTEN");
        }
    }

    @Test
    void a_suspect_is_looked_for_before_it_is_sent_again() {
        sink().script("n=1 close-after; n=2 close-unseen; n=4 error");
        var suspect = Optional.of(new Outgoing.Suspect(Instant.EPOCH));
        assertThat(words(send("M-1"))).isEqualTo("UNKNOWN");
        assertThat(words(send("M-2"))).isEqualTo("UNKNOWN");
        assertThat(words(platform.orElseThrow().deliver(outgoing("M-1", suspect)))).isEqualTo("FOUND");
        assertThat(platform.orElseThrow().deliver(outgoing("M-2", suspect))).isEqualTo(new Delivered.Unknown(false, "the sink could not be asked"));
        assertThat(words(platform.orElseThrow().deliver(outgoing("M-2", suspect)))).isEqualTo("SENT");
        assertThat(sink().ledger().stream().filter(Sink.Entry::shown)).hasSize(2);
    }

    @Test
    void more_than_the_limit_in_a_second_are_refused() throws IOException {
        try (var strict = Sink.start(0, folder.resolve("strict"), 5, "", 1)) {
            var to = new SinkPlatform("telegram", strict.port(), false);
            var answers = IntStream.range(0, 8).mapToObj(n -> words(to.deliver(outgoing("M-" + n, Optional.empty())))).toList();
            to.end();
            assertThat(answers).contains("SENT", "AGAIN SENDER ANSWERED PT1S");
            assertThat(strict.ledger().stream().filter(Sink.Entry::shown)).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void a_script_is_rules_and_nothing_else() {
        assertThatThrownBy(() -> SinkScript.parse("n=1 explode", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SinkScript.parse("often error", 1)).hasMessageContaining("often error");
        var script = SinkScript.parse("n=2..3 error; t=10..20 blocked; p=0 kill; n=5 slow 7", 1);
        assertThat(IntStream.range(0, 5).mapToObj(_ -> script.next(0).toString()).toList())
                .containsExactly(
                        "What[fault=NONE, argument=-1]",
                        "What[fault=ERROR, argument=-1]",
                        "What[fault=ERROR, argument=-1]",
                        "What[fault=NONE, argument=-1]",
                        "What[fault=SLOW, argument=7]");
        assertThat(script.next(10).fault()).isEqualTo(SinkScript.Fault.BLOCKED);
    }

    /** Sends one message to the port that it is given, and says what became of it. */
    static final class OneMessage {
        private OneMessage() {}

        public static void main(String[] arguments) {
            var to = new SinkPlatform("telegram", Integer.parseInt(arguments[0]), false);
            System.out.println(words(to.deliver(outgoing("M-killed", Optional.empty()))));
            to.end();
        }
    }

    private static Process java(String main, String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    @Test
    void a_sink_in_its_own_process_kills_the_sender_when_it_has_read_all_and_keeps_its_ledger() throws Exception {
        var ledger = folder.resolve("own");
        var own = java("tidewatch.testing.Sink", "0", ledger.toString(), "30", "n=1 kill");
        try (BufferedReader said = own.inputReader()) {
            var port = String.valueOf(said.readLine()).replace("sink ", "");
            var sender = java(OneMessage.class.getName(), port);
            assertThat(sender.waitFor()).as("as by kill -9").isEqualTo(137);
            var second = java(OneMessage.class.getName(), port);
            assertThat(second.inputReader().readLine()).isEqualTo("SENT");
            assertThat(second.waitFor()).isZero();
        } finally {
            own.destroyForcibly().waitFor();
        }
        assertThat(Sink.read(ledger)).hasSize(2).allMatch(Sink.Entry::shown).allMatch(entry -> entry.delivery().equals("M-killed"));
        assertThat(Sink.read(ledger)).extracting(Sink.Entry::result).containsExactly("KILL", "NONE");
        assertThat(Duration.ofMillis(Sink.read(ledger).getLast().at() - Sink.read(ledger).getFirst().at())).isPositive();
    }
}
