package tidewatch.provider;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.market.EventList;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Events of an iCalendar file (RFC 5545): folded lines are joined (3.1), {@code DTSTART} is a day, a time in UTC, in a named zone or in the
 * reader's, {@code DTEND} of days is the day after the last (3.6.1). An event that repeats by a rule is refused with its line: write each of
 * its days. Cancelled events are left out.
 */
final class IcsEvents {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final int TITLE_MAX = 120;

    private final String file;
    private final ZoneId zone;
    private final List<MarketEvent> events = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** A line as it was before it was folded, with the number of its first part. */
    private record Line(int number, String name, Map<String, String> parameters, String value) {}

    private record When(LocalDate date, Optional<LocalTime> time, ZoneId zone) {}

    private IcsEvents(String file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    static Found<List<MarketEvent>> read(String file, String text, ZoneId zone) {
        var reading = new IcsEvents(file, zone);
        reading.read(unfolded(text));
        return new Found<>(reading.events, reading.problems);
    }

    private static List<Line> unfolded(String text) {
        var lines = new ArrayList<Line>();
        var folded = new StringBuilder();
        int first = 0;
        int number = 0;
        for (var raw : text.lines().toList()) {
            number++;
            if ((raw.startsWith(" ") || raw.startsWith("\t")) && !folded.isEmpty()) {
                folded.append(raw, 1, raw.length());
                continue;
            }
            line(first, folded.toString()).ifPresent(lines::add);
            folded.setLength(0);
            folded.append(raw);
            first = number;
        }
        line(first, folded.toString()).ifPresent(lines::add);
        return lines;
    }

    /** {@code NAME;PARAM=value;PARAM="quoted":value}; empty for what is no such line. */
    private static Optional<Line> line(int number, String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                parts.add(part.toString());
                part.setLength(0);
                if (c == ':') {
                    return Optional.of(named(number, parts, text.substring(i + 1)));
                }
            } else {
                part.append(c);
            }
        }
        return Optional.empty();
    }

    private static Line named(int number, List<String> parts, String value) {
        var parameters = new HashMap<String, String>();
        for (var part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals).toUpperCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        return new Line(number, parts.getFirst().strip().toUpperCase(Locale.ROOT), parameters, value.strip());
    }

    private void read(List<Line> lines) {
        if (lines.stream().noneMatch(line -> line.name().equals("BEGIN") && line.value().equalsIgnoreCase("VCALENDAR"))) {
            problems.add(new Problem(Reason.GARBLED, file + " is no calendar: it has no line BEGIN:VCALENDAR; no date was read from it", ""));
            return;
        }
        Map<String, Line> event = new HashMap<>();
        var within = new ArrayList<String>();
        for (var line : lines) {
            switch (line.name()) {
                case "BEGIN" -> {
                    within.add(line.value().toUpperCase(Locale.ROOT));
                    if (within.getLast().equals("VEVENT")) {
                        event = new HashMap<>(Map.of("BEGIN", line));
                    }
                }
                case "END" -> {
                    if (!within.isEmpty() && within.removeLast().equals("VEVENT")) {
                        take(event);
                    }
                }
                default -> {
                    // What stands in an alarm within the event is the alarm's.
                    if (!within.isEmpty() && within.getLast().equals("VEVENT")) {
                        event.putIfAbsent(line.name(), line);
                    }
                }
            }
        }
        if (within.contains("VEVENT")) {
            problem(event.get("BEGIN"), "an event that does not end; the file is cut off, and the event is left out");
        }
    }

    private void take(Map<String, Line> event) {
        var begin = event.get("BEGIN");
        var start = event.get("DTSTART");
        var status = event.get("STATUS");
        if (status != null && status.value().equalsIgnoreCase("CANCELLED")) {
            return;
        }
        for (var rule : List.of("RRULE", "RDATE")) {
            if (event.containsKey(rule)) {
                problem(event.get(rule), "an event that repeats (" + rule + ") is not read; write an event for each of its days. This one is left out");
                return;
            }
        }
        var summary = event.get("SUMMARY");
        var title = summary == null ? "" : unescaped(summary.value());
        if (start == null || title.isEmpty()) {
            problem(begin, "an event without " + (start == null ? "DTSTART" : "SUMMARY") + " is left out");
            return;
        }
        try {
            var from = when(start);
            var end = event.get("DTEND");
            var last = end == null ? from.date() : lastDay(from, when(end));
            events.add(EventList.worded(title, from.date(), last, from.time(), from.zone(), Optional.empty(), EventSource.OWN_FILE.title()));
        } catch (UnknownZone unknown) {
            problem(start, "the zone \"" + shown(unknown.name) + "\" is not known; name it as America/New_York. The event is left out");
        } catch (DateTimeException | IllegalArgumentException noDate) {
            problem(start, "\"" + shown(start.value()) + "\" and its end are no days and times that exist; the event is left out");
        }
    }

    /** Of days the end is the day after; a meeting that ends at midnight ends the day before. */
    private static LocalDate lastDay(When from, When end) {
        boolean midnight = end.time().filter(time -> !time.equals(LocalTime.MIDNIGHT)).isEmpty();
        var last = midnight ? end.date().minusDays(1) : end.date();
        // An hour that belongs to the first day would be told on the last one; the days after a night's end are not told.
        return last.isBefore(from.date()) || from.time().isPresent() ? from.date() : last;
    }

    private static final class UnknownZone extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String name;

        UnknownZone(String name) {
            super("unknown zone");
            this.name = name;
        }
    }

    private When when(Line line) {
        var value = line.value();
        if (value.length() == 8) {
            return new When(LocalDate.parse(value, DAY), Optional.empty(), zone);
        }
        boolean utc = value.endsWith("Z");
        var moment = LocalDateTime.parse(utc ? value.substring(0, value.length() - 1) : value, MOMENT);
        var at = utc ? ZoneOffset.UTC : zone(line.parameters().get("TZID"));
        return new When(moment.toLocalDate(), Optional.of(moment.toLocalTime()), at);
    }

    private ZoneId zone(@Nullable String named) {
        if (named == null) {
            return zone;
        }
        try {
            return ZoneId.of(named);
        } catch (DateTimeException unknown) {
            throw new UnknownZone(named);
        }
    }

    private void problem(@Nullable Line line, String sentence) {
        problems.add(new Problem(Reason.GARBLED, sentence, file + " line " + (line == null ? 0 : line.number())));
    }

    /** TEXT of 3.3.11, on one line. */
    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                plain.append(next == 'n' || next == 'N' ? ' ' : next);
            } else {
                plain.append(c);
            }
        }
        var line = plain.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= TITLE_MAX ? line : line.substring(0, line.offsetByCodePoints(0, TITLE_MAX)).strip() + "…";
    }

    private static String shown(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return plain.codePointCount(0, plain.length()) <= 40 ? plain : plain.substring(0, plain.offsetByCodePoints(0, 40)) + "…";
    }
}
