package tidewatch.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;

/**
 * What a watch waits for, as one text: the part of it that no query looks into. The same value is always the same text, by which a change
 * of somebody else is noticed. Days are ISO, instants milliseconds.
 *
 * @param noteTitle with its note: title, and whether the dates follow it
 */
record WatchSpec(
        Occasion when, Optional<Occasion> before, List<Step> steps, Map<Step, Instant> fired, Optional<String> noteTitle, boolean follows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WatchSpec of(Reminder reminder) {
        return new WatchSpec(
                reminder.when(),
                reminder.before(),
                reminder.steps(),
                reminder.fired(),
                reminder.note().map(Reminder.FromNote::title),
                reminder.note().filter(Reminder.FromNote::follows).isPresent());
    }

    String text() {
        var root = JSON.createObjectNode();
        write(root.putObject("when"), when);
        before.ifPresent(was -> write(root.putObject("before"), was));
        var list = root.putArray("steps");
        steps.forEach(step -> list.add(step.name()));
        var done = root.putObject("fired");
        for (var step : Step.values()) {
            var at = fired.get(step);
            if (at != null) {
                done.put(step.name(), at.toEpochMilli());
            }
        }
        noteTitle.ifPresent(title -> root.put("note", title).put("follows", follows));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A watch that cannot be written", broken);
        }
    }

    private static void write(ObjectNode node, Occasion occasion) {
        switch (occasion) {
            case Occasion.Days days -> {
                node.put("from", days.from().toString());
                days.to().ifPresent(to -> node.put("to", to.toString()));
            }
            case Occasion.Clock(Instant at) -> node.put("at", at.toEpochMilli());
            case Occasion.Event event ->
                node.put("from", event.from().toString()).put("to", event.to().toString()).put("moment", event.moment().toEpochMilli());
        }
    }

    static WatchSpec parse(String text) throws SQLException {
        try {
            var root = JSON.readTree(text);
            var steps = new ArrayList<Step>();
            root.path("steps").forEach(step -> steps.add(Step.valueOf(step.asText())));
            var fired = new EnumMap<Step, Instant>(Step.class);
            root.path("fired").properties().forEach(one -> fired.put(Step.valueOf(one.getKey()), Instant.ofEpochMilli(one.getValue().asLong())));
            return new WatchSpec(
                    occasion(root.path("when")),
                    root.has("before") ? Optional.of(occasion(root.path("before"))) : Optional.empty(),
                    steps,
                    fired,
                    root.has("note") ? Optional.of(root.path("note").asText()) : Optional.empty(),
                    root.path("follows").asBoolean(false));
        } catch (JsonProcessingException | IllegalArgumentException | java.time.DateTimeException broken) {
            throw new SQLException("A watch reads " + text, broken);
        }
    }

    private static Occasion occasion(JsonNode node) {
        if (node.has("at")) {
            return new Occasion.Clock(Instant.ofEpochMilli(node.path("at").asLong()));
        }
        var from = LocalDate.parse(node.path("from").asText());
        var to = node.has("to") ? Optional.of(LocalDate.parse(node.path("to").asText())) : Optional.<LocalDate>empty();
        return node.has("moment")
                ? new Occasion.Event(from, to.orElse(from), Instant.ofEpochMilli(node.path("moment").asLong()))
                : new Occasion.Days(from, to);
    }
}
