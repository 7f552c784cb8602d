package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tidewatch.chat.ChatId;
import tidewatch.message.Graphemes;

/**
 * The window in which {@code /subscribe} is filled in, as a view of views.open (docs.slack.dev/reference/views/modal-views), and what somebody
 * sent with it as the command line that says the same: {@code /subscribe 07:00 weekdays Europe/Berlin without movers}. Only what the person
 * set is said; the command decides what it means, answers and refuses.
 *
 * <p>Immutable; any thread.
 */
public final class SubscribeView {
    /** Names the view in what comes of it, and the global shortcut that opens it. */
    public static final String CALLBACK = "subscribe";

    /** A title, a button (modal-views), the label of an option (option-object), private_metadata (modal-views). */
    static final int TITLE_MAX = 24;

    static final int METADATA_MAX = 3_000;

    /** Options of a group of checkboxes (checkboxes-element). */
    static final int BOXES_MAX = 10;

    private static final String TIME = "time";
    private static final String CLOSE = "close";
    private static final String DAYS = "days";
    private static final String ZONE = "zone";
    private static final String SECTIONS = "sections";
    private static final String EXTRAS = "extras";
    private static final String LOST = "The view of /subscribe has lost where it was opened";
    private static final LocalTime USUAL = LocalTime.of(7, 0);
    private static final int ZONE_MAX = 60;

    /** Minutes behind the close, by the words that offer them. */
    private static final Map<String, String> AFTER = after();

    private static final Map<String, String> EXTRA = extra();
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Map<String, ZoneId> ZONES = zones();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<Section> sections;

    /**
     * A section of the brief that can be left out.
     *
     * @param word as it is typed: {@code movers}
     * @param words as it is named: {@code Movers}
     */
    public record Section(String word, String words) {
        public Section {
            if (word.isBlank() || words.isBlank() || word.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("A section is one word and has a name: " + word);
            }
        }
    }

    /**
     * Where the window was opened: there the answer goes.
     *
     * @param handle by which words of that place can be answered; see {@code Incoming.Said}
     */
    public record Origin(ChatId chat, Optional<String> thread, Optional<String> handle) {
        public Origin {
            Objects.requireNonNull(chat);
            Objects.requireNonNull(thread);
            Objects.requireNonNull(handle);
        }
    }

    /** What somebody sent. */
    public sealed interface Sent {
        /** The command line to be run as if it had been typed there. */
        record Line(Origin origin, String commandLine) implements Sent {}

        /** Not to be run: the window stays, with a sentence at each field, by its {@code block_id}. */
        record Wrong(Map<String, String> byBlock) implements Sent {
            public Wrong {
                byBlock = Collections.unmodifiableMap(new LinkedHashMap<>(byBlock)); // in the order of the fields
            }
        }
    }

    /** @param sections in the order of the brief, at most {@link #BOXES_MAX}; none, and nothing is asked about them */
    public SubscribeView(List<Section> sections) {
        this.sections = List.copyOf(sections);
        if (sections.size() > BOXES_MAX) {
            throw new IllegalArgumentException("Slack shows " + BOXES_MAX + " boxes in a group, not " + sections.size());
        }
    }

    // ---- the window

    /**
     * The view as JSON.
     *
     * @param zone that stands in its field at first; without one the field is empty, and left so means the zone of the chat
     */
    public String open(Origin origin, Optional<ZoneId> zone) {
        var view = RichText.NODES.objectNode().put("type", "modal").put("callback_id", CALLBACK).put("private_metadata", metadata(origin));
        view.set("title", RichText.plain("Subscribe"));
        view.set("submit", RichText.plain("Subscribe"));
        view.set("close", RichText.plain("Cancel"));
        var blocks = view.putArray("blocks");

        var time = input(blocks, TIME, "Brief at", "timepicker", true);
        time.put("initial_time", USUAL.toString());
        var close = input(blocks, CLOSE, "And after the close", "static_select", true);
        close.set("placeholder", RichText.plain("No brief after the close"));
        AFTER.forEach((value, words) -> close.withArray("options").add(option(value, words)));

        var days = input(blocks, DAYS, "On", "checkboxes", false);
        for (var day : DayOfWeek.values()) {
            days.withArray("options").add(day(day));
        }
        WEEKDAYS.forEach(day -> days.withArray("initial_options").add(day(day)));

        var place = input(blocks, ZONE, "Time zone", "plain_text_input", true);
        place.put("max_length", ZONE_MAX).set("placeholder", RichText.plain("Europe/Berlin, New York; empty: the zone of this chat"));
        zone.map(ZoneId::getId).filter(id -> id.length() <= ZONE_MAX).ifPresent(id -> place.put("initial_value", id));

        if (!sections.isEmpty()) {
            var parts = input(blocks, SECTIONS, "With", "checkboxes", true);
            sections.forEach(section -> {
                parts.withArray("options").add(option(section.word(), section.words()));
                parts.withArray("initial_options").add(option(section.word(), section.words()));
            });
        }
        var extras = input(blocks, EXTRAS, "Besides", "checkboxes", true);
        EXTRA.forEach((value, words) -> extras.withArray("options").add(option(value, words)));
        return view.toString();
    }

    private static ObjectNode input(ArrayNode blocks, String id, String label, String type, boolean optional) {
        var block = blocks.addObject().put("type", "input").put("block_id", id).put("optional", optional);
        block.set("label", RichText.plain(label));
        return block.putObject("element").put("type", type).put("action_id", id);
    }

    private static ObjectNode option(String value, String words) {
        var option = RichText.NODES.objectNode().put("value", value);
        option.set("text", RichText.plain(Graphemes.shortened(words, SlackLimits.LABEL)));
        return option;
    }

    private static ObjectNode day(DayOfWeek day) {
        var name = day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
        return option(short3(day), name);
    }

    private static String short3(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static String metadata(Origin origin) {
        var json = RichText.NODES.objectNode().put("chat", origin.chat().toString());
        origin.thread().ifPresent(thread -> json.put("thread", thread));
        origin.handle().ifPresent(handle -> json.put("handle", handle));
        var text = json.toString();
        if (text.length() > METADATA_MAX) {
            throw new IllegalArgumentException("Slack keeps " + METADATA_MAX + " characters with a view, not " + text.length());
        }
        return text;
    }

    // ---- what was sent

    /**
     * Reads the {@code view} of a view_submission.
     *
     * @throws IllegalArgumentException when it is no view of ours; says what is missing, not what is in it
     */
    public Sent read(JsonNode view) {
        if (!view.path("callback_id").asText().equals(CALLBACK)) {
            throw new IllegalArgumentException("A view that is not the one of /subscribe");
        }
        var origin = origin(view.path("private_metadata").asText());
        var values = view.path("state").path("values");
        var wrong = new LinkedHashMap<String, String>();
        var words = new ArrayList<String>();
        words.add("/subscribe");
        time(values, words, wrong);
        days(values, words, wrong);
        zone(values, words, wrong);
        sections(values, words, wrong);
        chosen(element(values, EXTRAS)).stream().filter(EXTRA::containsKey).forEach(words::add);
        if (wrong.isEmpty()) {
            return new Sent.Line(origin, String.join(" ", words));
        }
        return new Sent.Wrong(wrong);
    }

    private static Origin origin(String metadata) {
        JsonNode json;
        try {
            json = MAPPER.readTree(metadata);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(LOST, unreadable);
        }
        var chat = ChatId.parse(json.path("chat").asText()).orElseThrow(() -> new IllegalArgumentException(LOST));
        return new Origin(chat, Optional.ofNullable(json.path("thread").textValue()), Optional.ofNullable(json.path("handle").textValue()));
    }

    private static JsonNode element(JsonNode values, String id) {
        return values.path(id).path(id);
    }

    /** Values of what is ticked or chosen. */
    private static List<String> chosen(JsonNode element) {
        var chosen = new ArrayList<String>();
        element.path("selected_options").forEach(option -> chosen.add(option.path("value").asText()));
        if (element.path("selected_option").path("value").isTextual()) {
            chosen.add(element.path("selected_option").path("value").textValue());
        }
        return chosen;
    }

    private static void time(JsonNode values, List<String> words, Map<String, String> wrong) {
        var typed = Optional.ofNullable(element(values, TIME).path("selected_time").textValue()).filter(time -> !time.isBlank());
        var after = chosen(element(values, CLOSE)).stream().filter(AFTER::containsKey).findFirst();
        if (typed.isPresent()) {
            try {
                words.add(LocalTime.parse(typed.get()).withSecond(0).withNano(0).toString());
            } catch (DateTimeParseException noTime) {
                wrong.put(TIME, "That is no time of day; write it as 07:00.");
            }
        } else if (after.isEmpty()) {
            wrong.put(TIME, "Choose a time, or a brief after the close.");
        }
        after.ifPresent(minutes -> words.add("after close " + minutes + "m"));
    }

    private static void days(JsonNode values, List<String> words, Map<String, String> wrong) {
        var chosen = new HashSet<>(chosen(element(values, DAYS)));
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (chosen.contains(short3(day))) {
                days.add(day);
            }
        }
        if (days.isEmpty()) {
            wrong.put(DAYS, "Choose a day. To end briefs, write /unsubscribe.");
        } else if (days.size() == DayOfWeek.values().length) {
            words.add("daily");
        } else if (days.equals(WEEKDAYS)) {
            words.add("weekdays");
        } else {
            days.forEach(day -> words.add(short3(day)));
        }
    }

    private static void zone(JsonNode values, List<String> words, Map<String, String> wrong) {
        var typed = element(values, ZONE).path("value").asText("").strip();
        if (typed.isEmpty()) {
            return;
        }
        var zone = Optional.ofNullable(ZONES.get(typed.replaceAll("\\s+", "_").toLowerCase(Locale.ROOT))).or(() -> offset(typed));
        if (zone.isPresent()) {
            words.add(zone.get().getId());
        } else {
            wrong.put(ZONE, "I don't know this zone. Write a city or an area with it: New York, Europe/Berlin, UTC.");
        }
    }

    private static Optional<ZoneId> offset(String typed) {
        try {
            return Optional.of(ZoneId.of(typed));
        } catch (DateTimeException noZone) {
            return Optional.empty();
        }
    }

    /** Only what was ticked off is said: all of them ticked changes nothing. */
    private void sections(JsonNode values, List<String> words, Map<String, String> wrong) {
        if (sections.isEmpty() || !element(values, SECTIONS).has("selected_options")) {
            return;
        }
        var kept = chosen(element(values, SECTIONS));
        var out = sections.stream().map(Section::word).filter(word -> !kept.contains(word)).toList();
        if (out.size() == sections.size()) {
            wrong.put(SECTIONS, "Keep one section at least.");
        } else if (!out.isEmpty()) {
            words.add("without " + String.join(" ", out));
        }
    }

    private static Map<String, String> after() {
        var after = new LinkedHashMap<String, String>();
        after.put("0", "As soon as the prices are there");
        after.put("30", "30 minutes after the close");
        after.put("60", "1 hour after the close");
        after.put("120", "2 hours after the close");
        return after;
    }

    private static Map<String, String> extra() {
        var extra = new LinkedHashMap<String, String>();
        extra.put("weekly", "The weekly edition");
        extra.put("wrap", "A wrap on holidays");
        return extra;
    }

    /** Zones by their ids and by the names of their cities, in lower case; of two with one city the one whose area comes first. */
    private static Map<String, ZoneId> zones() {
        var zones = new TreeMap<String, ZoneId>();
        var ids = new TreeSet<>(ZoneId.getAvailableZoneIds());
        ids.forEach(id -> zones.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id)));
        ids.stream()
                .filter(id -> id.matches("(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                .forEach(id -> zones.putIfAbsent(id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), ZoneId.of(id)));
        return zones;
    }
}
