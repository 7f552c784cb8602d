package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Problem;
import tidewatch.testing.FakeClock;

class DemoTest {
    private static final LocalDate LAST = LocalDate.of(2026, 7, 1);
    private static final Instant FIRST_MORNING = Instant.parse("2026-02-06T12:00:00Z");

    private final FakeClock wall = new FakeClock(Instant.parse("2026-11-23T12:00:00Z"));

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void aFile() {
        file = home.resolve("sample").resolve("clock");
    }

    @Test
    void the_clock_starts_on_the_first_morning_and_stands_still() {
        var demo = demo();

        assertThat(demo.now()).isEqualTo(FIRST_MORNING).isEqualTo(demo.now());
        assertThat(demo.problems()).isEmpty();
        assertThat(file).as("nothing is written before somebody steps").doesNotExist();
    }

    @Test
    void a_step_without_words_is_the_next_session_and_five_are_five() {
        var demo = demo();

        assertThat(demo.step("").value()).containsExactly(Instant.parse("2026-02-09T12:00:00Z"));
        var five = demo.step("5").value();
        assertThat(five).hasSize(5).isSorted();
        assertThat(five.getLast()).as("16 February is a holiday").isEqualTo(Instant.parse("2026-02-17T12:00:00Z")).isEqualTo(demo.now());
    }

    @Test
    void a_step_to_a_day_passes_every_morning_between() {
        var demo = demo();

        var mornings = demo.step("2026-03-11").value();

        assertThat(mornings).hasSize(22).doesNotHaveDuplicates().isSorted();
        assertThat(demo.now()).as("07:00 New York in summer time").isEqualTo(Instant.parse("2026-03-11T11:00:00Z"));
    }

    @Test
    void the_day_is_kept_for_the_next_start_and_reset_goes_back() {
        demo().step("2026-03-02");

        var next = demo();
        assertThat(next.now()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
        assertThat(next.step("Reset").value()).containsExactly(FIRST_MORNING);
        assertThat(demo().now()).isEqualTo(FIRST_MORNING);
    }

    @Test
    void at_the_end_of_the_sample_it_says_so_and_reset_still_works() {
        var demo = demo();

        assertThat(demo.step("110").value().getLast()).isEqualTo(Instant.parse("2026-07-01T11:00:00Z"));
        var refused = demo.step("");
        assertThat(refused.value()).isEmpty();
        assertThat(refused.problems()).extracting(Problem::sentence)
                .containsExactly("The sample market ends on the morning of 2026-07-01; /tomorrow reset starts again.");
        assertThat(demo.step("reset").value()).containsExactly(FIRST_MORNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0                    | I step 1 to 110 mornings at a time, not 0.
                    -3                   | I step 1 to 110 mornings at a time, not -3.
                    111                  | I step 1 to 110 mornings at a time, not 111.
                    99999999999999999999 | I step 1 to 110 mornings at a time, not 99999999999999999999.
                    2026-02-08           | 2026-02-08 is no trading day; the next one is 2026-02-09.
                    2026-01-09           | The demo runs from 2026-02-06 to 2026-07-01; 2026-01-09 lies outside.
                    2030-01-09           | The demo runs from 2026-02-06 to 2026-07-01; 2030-01-09 lies outside.
                    2026-02-30           | "2026-02-30" is neither a number of mornings nor a date nor reset.
                    soon                 | "soon" is neither a number of mornings nor a date nor reset.
                    """)
    void what_cannot_be_stepped_to_is_told_and_the_clock_stays(String to, String sentence) {
        var demo = demo();

        var refused = demo.step(to);

        assertThat(refused.value()).isEmpty();
        assertThat(refused.problems()).singleElement().extracting(Problem::sentence).asString().startsWith(sentence);
        assertThat(demo.now()).isEqualTo(FIRST_MORNING);
        assertThat(file).doesNotExist();
    }

    @Test
    void the_clock_does_not_go_back_but_the_brief_of_that_morning_is_named() {
        var demo = demo();
        demo.step("2026-03-02");

        assertThat(demo.step("2026-02-20").problems()).extracting(Problem::sentence)
                .containsExactly("The clock goes forward only: it is 2026-03-02. /tomorrow reset starts again, /brief 2026-02-20 shows that morning.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "2026-02-31", "2026-02-08", "1999-01-04", "2031-01-06", "\u0000\u0001", "2026-02-09\n2026-02-10"})
    void a_broken_file_is_told_and_the_demo_starts_again(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);

        var demo = demo();

        assertThat(demo.now()).isEqualTo(FIRST_MORNING);
        assertThat(demo.problems()).extracting(Problem::line)
                .containsExactly("sample/clock: it holds no morning of the demo, which starts again on 2026-02-06");
        assertThat(demo.step("").problems()).as("the next step mends it").isEmpty();
        assertThat(demo().problems()).isEmpty();
    }

    @Test
    void a_file_that_is_no_text_is_told_too() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThat(demo().problems()).hasSize(1);
    }

    @Test
    void a_home_that_cannot_be_written_is_told_and_the_clock_still_steps() throws IOException {
        Files.writeString(home.resolve("sample"), "a file where the folder should be");
        var demo = demo();

        var stepped = demo.step("2");

        assertThat(stepped.value()).hasSize(2);
        assertThat(demo.now()).isEqualTo(stepped.value().getLast());
        assertThat(stepped.problems()).extracting(Problem::line)
                .containsExactly("sample/clock: The day of the demo could not be kept, so it starts again next time; check that the home folder can be written");
    }

    @Test
    void that_the_day_was_not_kept_stands_above_the_brief() throws IOException {
        Files.writeString(home.resolve("sample"), "a file where the folder should be");

        var text = Chat.demo(home).text("/tomorrow");

        assertThat(text).startsWith("Rotation brief").contains("The day of the demo could not be kept").contains("Tape");
    }

    @Test
    void while_the_service_runs_time_passes_for_a_day_at_most_and_others_see_it() {
        var service = demo();
        var morning = service.now();
        wall.advance(Duration.ofHours(3));
        assertThat(service.now()).as("it stands").isEqualTo(morning);

        service.start();
        wall.advance(Duration.ofMinutes(90));
        assertThat(service.now()).isEqualTo(morning.plus(Duration.ofMinutes(90)));
        assertThat(demo().now()).as("another program of this home").isEqualTo(service.now());

        service.step("");
        assertThat(service.now()).as("a step leads to a morning").isEqualTo(morning.plus(Duration.ofDays(3)));
        wall.advance(Duration.ofDays(9));
        assertThat(service.now()).isEqualTo(morning.plus(Duration.ofDays(3)).plus(Duration.ofHours(23)));

        service.stop();
        assertThat(service.now()).isEqualTo(morning.plus(Duration.ofDays(3)));
        assertThat(demo().now()).isEqualTo(service.now());
    }

    @Test
    void nothing_half_written_is_left_behind() throws IOException {
        demo().step("3");

        try (var files = Files.list(file.getParent())) {
            assertThat(files.toList()).isEqualTo(List.of(file));
        }
        assertThat(file).hasContent("2026-02-11");
    }

    private Demo demo() {
        return new Demo(file, TradingCalendar.shipped(), LAST, wall::instant);
    }
}
