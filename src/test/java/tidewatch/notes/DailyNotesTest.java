package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyNotesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-06");

    @TempDir
    Path vault;

    private DailyNotes read(String json, String... notes) throws IOException {
        Files.createDirectories(vault.resolve(".obsidian"));
        Files.writeString(vault.resolve(".obsidian/daily-notes.json"), json);
        return DailyNotes.of(vault, List.of(notes)).value();
    }

    /** Answers of Moment.js 2.30.1 (momentjs.com), language English, for Friday 6 February 2026 07:12:05. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            YYYY-MM-DD                          | 2026-02-06
            YYYY/MM-MMMM/YYYY-MM-DD-dddd        | 2026/02-February/2026-02-06-Friday
            ddd, MMM Do YYYY                    | Fri, Feb 6th 2026
            D.M.YY dd                           | 6.2.26 Fr
            [Daily] YYYY [week] WW              | Daily 2026 week 06
            gggg-[W]ww                          | 2026-W06
            GGGG-[W]WW-E                        | 2026-W06-5
            [Q]Q Qo DDD DDDD d e                | Q1 1st 37 037 5 5
            YYYYMMDD                            | 20260206
            Mo wo                               | 2nd 6th
            """)
    void a_day_is_written_as_the_pattern_says(String pattern, String written) {
        assertThat(MomentFormat.day(pattern, DAY.atTime(7, 12, 5))).contains(written);
    }

    @Test
    void weeks_at_the_end_of_a_year_belong_to_the_year_of_their_rule() {
        var day = LocalDate.parse("2025-12-31").atStartOfDay();

        assertThat(MomentFormat.day("gggg-ww GGGG-WW YYYY", day)).contains("2026-01 2026-01 2025");
        assertThat(MomentFormat.day("gggg-ww GGGG-WW", LocalDate.parse("2027-01-01").atStartOfDay())).contains("2027-01 2026-53");
    }

    @Test
    void a_name_that_depends_on_the_clock_the_language_or_the_zone_is_not_guessed() {
        var at = LocalDateTime.parse("2026-02-06T15:07:09");

        assertThat(MomentFormat.day("YYYY-MM-DD HHmm", at)).isEmpty();
        assertThat(MomentFormat.day("LL", at)).isEmpty();
        assertThat(MomentFormat.write("L", at)).isEmpty();
        assertThat(MomentFormat.write("HH:mm:ss h A hh a k", at)).contains("15:07:09 3 PM 03 pm 15");
    }

    @Test
    void obsidians_own_file_says_where_they_lie() throws IOException {
        assertThat(read("{\n\t\"folder\": \"/Daily/\",\n\t\"format\": \"YYYY/MM/YYYY-MM-DD\",\n\t\"template\": \"Templates/Daily\"\n}").path(DAY).value())
                .contains("Daily/2026/02/2026-02-06.md");
        assertThat(read("{\"folder\":\"Daily\"}").path(DAY).value()).contains("Daily/2026-02-06.md");
        assertThat(read("{}", "Log/2026-02-05.md").path(DAY).value()).contains("2026-02-06.md");
        assertThat(read("{\"format\":\"\"}").format()).isEqualTo("YYYY-MM-DD");
    }

    @Test
    void without_it_they_lie_where_most_do() {
        assertThat(DailyNotes.of(vault, List.of("a/2026-02-04.md", "Log/2026-02-05.md", "Log/2026-02-03.md", "b/2026-02-01 Open.md")).value())
                .isEqualTo(new DailyNotes("Log", "YYYY-MM-DD", Optional.empty()));
        assertThat(DailyNotes.of(vault, List.of("Nothing.md")).value().path(DAY).value()).contains("2026-02-06.md");
    }

    @Test
    void a_file_that_cannot_be_read_is_said() throws IOException {
        var broken = List.of("{\"folder\": ", "[1]", "x".repeat(20_000), "[".repeat(8_000), "&a [*a]");
        for (var json : broken) {
            Files.createDirectories(vault.resolve(".obsidian"));
            Files.writeString(vault.resolve(".obsidian/daily-notes.json"), json);
            assertThat(DailyNotes.of(vault, List.of()).problems()).as(json).singleElement().extracting("sentence").asString().contains("daily-notes.json");
        }
    }

    @Test
    void a_template_is_begun_and_one_of_a_program_is_not() {
        var at = LocalDateTime.parse("2026-02-06T07:12");

        assertThat(DailyNotes.begun("# {{title}}\n{{date}} {{time}} {{ date:dddd }} {{other}} {{", "Friday", at))
                .contains("# Friday\n2026-02-06 07:12 Friday {{other}} {{");
        assertThat(DailyNotes.begun("<% tp.date.now() %>", "Friday", at)).isEmpty();
    }
}
