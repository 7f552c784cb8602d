package tidewatch.export;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import tidewatch.notes.DateReading;
import tidewatch.notes.Window;

/**
 * What a date phrase means, as one line of JSON. Days are ISO dates, both ends included, an open end left out; a clock time comes with its
 * zone and as a moment with its offset. Fields and words: {@code deploy/JSON.md}, "A date phrase".
 */
public final class DatesJson {
    private DatesJson() {}

    /** One line, without its end; {@code phrase} is said back as it came. */
    public static String line(String phrase, DateReading reading) {
        return Json.object(json -> {
            json.text("phrase", phrase);
            put(json, reading);
        });
    }

    private static void put(Json json, DateReading reading) {
        json.word("kind", reading.kind());
        switch (reading) {
            case DateReading.Day day -> {
                days(json, day.window());
                clock(json, day.clock());
                day.mark().ifPresent(mark -> json.word("mark", mark));
            }
            case DateReading.Interval interval -> {
                days(json, interval.window());
                json.word("bound", interval.bound());
                if (!interval.named().equals(interval.days())) {
                    json.object("named", fields -> days(fields, Optional.of(interval.named())));
                }
            }
            case DateReading.Duration(var span) -> {
                json.count("least", span.least());
                span.most().ifPresent(most -> json.count("most", most));
                json.word("unit", span.unit());
            }
            case DateReading.Recurrence again -> json.text("cron", again.quartzCron())
                    .text("zone", again.zone().getId())
                    .flag("sessionsOnly", again.sessionsOnly())
                    .text("words", again.words());
            case DateReading.Event event -> {
                json.text("event", event.event());
                days(json, event.window());
                clock(json, event.clock());
                json.flag("repeated", event.repeated());
            }
            case DateReading.None _ -> {}
            case DateReading.Ambiguous several -> json.text("question", several.question())
                    .objects("choices", several.choices(), (fields, choice) -> {
                        fields.text("words", choice.words());
                        put(fields, choice.reading());
                    });
            case DateReading.Refused(String reason) -> json.text("reason", reason);
        }
        notes(json, reading.remarks());
    }

    private static void days(Json json, Optional<Window> window) {
        window.ifPresent(days -> json.date("start", days.from()).date("end", days.to()).word("precision", days.precision()));
    }

    private static void clock(Json json, Optional<DateReading.Clock> clock) {
        clock.ifPresent(one -> json.text("time", one.at().toLocalTime().toString())
                .text("zone", one.at().getZone().getId())
                .text("zoneSaid", one.zoneSaid())
                .text("at", moment(one.at()))
                .word("edge", one.edge()));
    }

    /** {@code 2026-01-09T09:00:00-05:00}. */
    static String moment(ZonedDateTime at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
    }

    private static void notes(Json json, List<String> remarks) {
        if (!remarks.isEmpty()) {
            json.texts("notes", remarks);
        }
    }
}
