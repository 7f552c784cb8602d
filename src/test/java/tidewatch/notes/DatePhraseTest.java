package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of date phrases, one row a case. */
class DatePhraseTest {
    /** A row of {@code date-phrases.csv}. */
    record Row(
            String origin,
            String mode,
            String phrase,
            String kind,
            String start,
            String end,
            String precision,
            String extra) {
        @Override
        public String toString() {
            return phrase + " (" + mode + ")";
        }
    }

    static Stream<Row> rows() throws IOException {
        try (var in = Objects.requireNonNull(DatePhraseTest.class.getResourceAsStream("date-phrases.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .skip(1)
                            .map(DatePhraseTest::row)
                            .toList()
                            .stream();
        }
    }

    private static Row row(String line) {
        var cells = line.split(";", 8);
        assertThat(cells).as(line).hasSize(8);
        return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]);
    }

    static DateContext reference(DateContext.Mode mode) {
        return new DateContext(
                LocalDateTime.of(2026, 1, 8, 9, 30), ZoneId.of("America/New_York"), mode, new TableCalendars());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_phrase_of_the_table_is_read_as_agreed(Row row) {
        var mode = row.mode().equals("N") ? DateContext.Mode.NEAREST : DateContext.Mode.FORWARD;
        var reading = DatePhrase.read(row.phrase(), reference(mode));
        assertThat(shown(reading)).isEqualTo(List.of(row.kind(), row.start(), row.end(), row.precision(), row.extra()));
    }

    @Test
    void the_table_is_complete() throws IOException {
        assertThat(rows().filter(r -> r.origin().equals("T"))).hasSize(76);
    }

    /** Kind, start, end, precision and what else matters, as the table writes them. */
    private static List<String> shown(DateReading reading) {
        var out = new ArrayList<String>();
        out.add(reading.kind().name());
        out.add(reading.window()
                .map(w -> w.from().map(LocalDate::toString).orElse("-"))
                .orElse(""));
        out.add(reading.window()
                .map(w -> w.to().map(LocalDate::toString).orElse("-"))
                .orElse(""));
        out.add(reading.window().map(w -> w.precision().name()).orElse(""));
        out.add(
                switch (reading) {
                    case DateReading.Day d ->
                        d.mark().map(Enum::name).orElse("")
                                + d.clock()
                                        .map(c -> c.at().toLocalTime() + " " + c.at().getZone() + " " + c.edge()
                                                + c.zoneSaid().map(z -> " " + z).orElse(""))
                                        .orElse("");
                    case DateReading.Interval i ->
                        i.bound() == DateReading.Bound.WITHIN
                                ? ""
                                : i.bound() + " " + i.named().from().orElseThrow() + ".."
                                        + i.named().to().orElseThrow();
                    case DateReading.Duration d ->
                        d.span().least() + ".."
                                + d.span().most().map(Object::toString).orElse("") + " "
                                + d.span().unit();
                    case DateReading.Recurrence r -> r.quartzCron();
                    case DateReading.Event e ->
                        e.event() + e.clock().map(c -> " " + c.at()).orElse("") + (e.repeated() ? " repeated" : "");
                    case DateReading.None n -> "";
                    case DateReading.Ambiguous a -> a.question();
                    case DateReading.Refused r -> r.reason();
                });
        return out;
    }
}
