package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.EventList;
import tidewatch.market.MarketEvent;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

/** A user's own files, as people and their programs write them. */
class FileEventsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path folder;

    private Found<EventList> read(String name, String text) throws IOException {
        return new FileEvents(List.of(Files.writeString(folder.resolve(name), text)), BERLIN).get();
    }

    private static List<String> words(Found<EventList> found) {
        return found.value().events().stream().map(FileEventsTest::words).toList();
    }

    private static String words(MarketEvent event) {
        return event.date() + (event.end().equals(event.date()) ? "" : ".." + event.end()) + event.time().map(time -> " " + time + " " + event.zone()).orElse("")
                + " " + event.title() + event.symbol().map(symbol -> " [" + symbol + "]").orElse("") + event.results().map(_ -> " results").orElse("");
    }

    private static List<String> lines(Found<EventList> found) {
        return found.problems().stream().map(Problem::line).toList();
    }

    private static String ics(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    @Test
    void a_calendar_has_days_moments_in_utc_in_a_zone_and_in_the_readers_own() throws IOException {
        var found = read("mine.ics", ics(
                event("DTSTART;VALUE=DATE:20260317", "DTEND;VALUE=DATE:20260319", "SUMMARY:Meeting of two days"),
                event("DTSTART:20260225T212000Z", "DTEND:20260225T223000Z", "SUMMARY:$NVDA earnings call"),
                event("DTSTART;TZID=America/New_York:20260211T083000", "SUMMARY:CPI\\, final\\nsecond line"),
                event("DTSTART;TZID=\"Asia/Tokyo\":20260212T090000", "SUMMARY:Tankan"),
                event("DTSTART:20260213T101500", "SUMMARY;LANGUAGE=de:Zahlen"),
                event("DTSTART;VALUE=DATE:20260214", "DTEND;VALUE=DATE:20260214", "SUMMARY:Ends before it begins")));

        assertThat(found.problems()).isEmpty();
        assertThat(words(found)).containsExactly(
                "2026-02-11 08:30 America/New_York CPI, final second line",
                "2026-02-12 09:00 Asia/Tokyo Tankan",
                "2026-02-13 10:15 Europe/Berlin Zahlen",
                "2026-02-14 Ends before it begins",
                "2026-02-25 21:20 Z $NVDA earnings call [NVDA] results",
                "2026-03-17..2026-03-18 Meeting of two days");
    }

    @Test
    void folded_lines_are_one_line_and_an_alarm_inside_is_the_alarms() throws IOException {
        var found = read("mine.ics", ics(event(
                "SUMMARY:A title that is folded ov", " er two li", "\tnes", "DTSTART:2026021", " 3T101500", "BEGIN:VALARM", "SUMMARY:Not me", "TRIGGER:-PT15M", "END:VALARM")));

        assertThat(words(found)).containsExactly("2026-02-13 10:15 Europe/Berlin A title that is folded over two lines");
    }

    @Test
    void an_event_that_repeats_is_refused_with_its_line_and_the_others_stand() throws IOException {
        var found = read("mine.ics", ics(
                event("DTSTART:20260213T101500", "RRULE:FREQ=WEEKLY", "SUMMARY:Each week"),
                event("DTSTART;TZID=Eastern Standard Time:20260213T101500", "SUMMARY:Of another program"),
                event("DTSTART;VALUE=DATE:20260230", "SUMMARY:No such day"),
                event("DTSTART;VALUE=DATE:20260220"),
                event("SUMMARY:Nowhere"),
                event("DTSTART;VALUE=DATE:20260221", "STATUS:CANCELLED", "SUMMARY:Not any more"),
                event("DTSTART;VALUE=DATE:20260222", "SUMMARY:Stands")));

        assertThat(words(found)).containsExactly("2026-02-22 Stands");
        assertThat(lines(found)).satisfiesExactly(
                line -> assertThat(line).contains("mine.ics line 5", "RRULE", "each of its days"),
                line -> assertThat(line).contains("mine.ics line 9", "Eastern Standard Time", "America/New_York"),
                line -> assertThat(line).contains("mine.ics line 13", "20260230"),
                line -> assertThat(line).contains("mine.ics line 16", "without SUMMARY"),
                line -> assertThat(line).contains("mine.ics line 19", "without DTSTART"));
    }

    @Test
    void a_file_that_is_cut_off_or_no_calendar_is_told() throws IOException {
        assertThat(lines(read("cut.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260213T1015"))).singleElement().asString().contains("cut.ics line 2", "does not end");
        assertThat(lines(read("page.ics", "<html>not found</html>"))).singleElement().asString().contains("page.ics is no calendar");
        assertThat(lines(read("empty.ics", ""))).hasSize(1);
    }

    @Test
    void list_items_of_markdown_that_begin_with_a_date_are_dates_and_nothing_else_is() throws IOException {
        var found = read("Dates.md", """
                # 2026-01-01 A heading is none

                2026-01-02 nor is a line
                - 2026-02-25 16:20 $NVDA earnings
                * [ ] 2026-03-17 to 2026-03-18: Fed, see [[Rate cut expectations|the note]]
                1. **2026-02-11** CPI with a [link](https://example.org)
                  + 2026-02-12, 9:05 - nested
                - on 2026-02-13 it does not begin with it
                - 2026-02-30 no such day
                - 2026-02-14 25:00 no such hour
                - 2026-02-15
                - 2026-02-18 to 2026-02-17 backwards
                ```
                - 2026-02-16 code
                ```
                """);

        assertThat(words(found)).containsExactly(
                "2026-02-11 CPI with a link",
                "2026-02-12 09:05 Europe/Berlin nested",
                "2026-02-25 16:20 Europe/Berlin $NVDA earnings [NVDA] results",
                "2026-03-17..2026-03-18 Fed, see the note");
        assertThat(lines(found)).satisfiesExactly(
                line -> assertThat(line).contains("Dates.md line 9"),
                line -> assertThat(line).contains("Dates.md line 10"),
                line -> assertThat(line).contains("Dates.md line 11", "without words"),
                line -> assertThat(line).contains("Dates.md line 12"));
    }

    @Test
    void a_table_has_the_readers_zone_where_it_names_none() throws IOException {
        var found = read("mine.csv", "date,time,zone,title,symbol,kind\n2026-02-05,14:15,,ECB,,release\n2026-02-25,16:20,America/New_York,NVIDIA,nvda,earnings\nsoon,,,x,,\n");

        assertThat(words(found)).containsExactly("2026-02-05 14:15 Europe/Berlin ECB", "2026-02-25 16:20 America/New_York NVIDIA [NVDA] results");
        assertThat(found.value().events()).extracting(MarketEvent::source).containsOnly("your file");
        assertThat(lines(found)).singleElement().asString().contains("mine.csv line 4");
    }

    @Test
    void a_file_is_read_again_when_it_has_changed_and_only_then() throws IOException {
        var file = Files.writeString(folder.resolve("a.md"), "- 2026-02-25 one\n");
        var files = new FileEvents(List.of(file), BERLIN);
        var first = files.get();
        assertThat(files.get()).isSameAs(first);

        Files.writeString(file, "- 2026-02-25 one\n- 2026-02-26 two\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        assertThat(files.get().value().events()).hasSize(2);
        Files.delete(file);
        assertThat(files.get().problems()).extracting(Problem::line).singleElement().asString().contains("a.md does not exist", "events.files");
    }

    @Test
    void what_is_no_such_file_is_told_and_the_others_stand() throws IOException {
        var good = Files.writeString(folder.resolve("good.md"), "- 2026-02-25 one\n");
        var word = Files.writeString(folder.resolve("dates.docx"), "x");
        var latin = Files.write(folder.resolve("latin.csv"), "date,title\n2026-02-25,B\u00f6rse\n".getBytes(StandardCharsets.ISO_8859_1));
        var found = new FileEvents(List.of(word, latin, folder, good), BERLIN).get();

        assertThat(words(found)).containsExactly("2026-02-25 one");
        assertThat(lines(found)).satisfiesExactly(
                line -> assertThat(line).contains("dates.docx is none of .ics, .csv and .md"),
                line -> assertThat(line).contains("latin.csv is not UTF-8"),
                line -> assertThat(line).contains("is a folder"));
    }
}
