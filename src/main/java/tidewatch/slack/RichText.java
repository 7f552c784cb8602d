package tidewatch.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;

/**
 * Words as elements of a rich_text block (docs.slack.dev/reference/block-kit/blocks/rich-text-block), in which nothing is markup and
 * nothing has to be escaped: a mention is only what is an element of that kind.
 */
final class RichText {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A person as the platform names one: {@code U1}, with or without what stands before it ({@code slack:T1:U1}). */
    private static final Pattern PERSON = Pattern.compile("(?:slack:)?(?:[A-Z0-9]+:)?([UW][A-Z0-9]+)");

    private RichText() {}

    /** A stretch of one look. */
    sealed interface Run {}

    /** Words. */
    record Words(String words, boolean strong, boolean em, boolean code) implements Run {
        private boolean looksLike(Words other) {
            return strong == other.strong && em == other.em && code == other.code;
        }
    }

    /** Words that open a web page. */
    record Linked(String address, String words, boolean strong, boolean em) implements Run {}

    /** A person, who is told of it. */
    record Person(String id) implements Run {}

    /** A moment, which each reader sees by the own clock; the words stand where that does not work. */
    record Moment(Instant instant, String format, String words, boolean strong, boolean em) implements Run {}

    /** Inlines as stretches, words of one look in one. */
    static List<Run> runs(List<Inline> text, boolean strong, boolean em, ZoneId zone) {
        var runs = new ArrayList<Run>();
        text.forEach(inline -> add(inline, strong, em, zone, runs));
        return runs;
    }

    private static void add(Inline inline, boolean strong, boolean em, ZoneId zone, List<Run> runs) {
        switch (inline) {
            case Inline.Strong it -> it.text().forEach(one -> add(one, true, em, zone, runs));
            case Inline.Em it -> it.text().forEach(one -> add(one, strong, true, zone, runs));
            case Inline.Code it -> add(new Words(lines(it.text()), false, false, true), runs);
            case Inline.Link it when it.target().toASCIIString().length() <= SlackLimits.ADDRESS ->
                runs.add(new Linked(it.target().toASCIIString(), lines(it.label()), strong, em));
            case Inline.PersonRef it when PERSON.matcher(it.personId()).matches() ->
                runs.add(new Person(PERSON.matcher(it.personId()).replaceFirst("$1")));
            case Inline.When it when format(it).isPresent() ->
                runs.add(new Moment(it.instant(), format(it).get(), Inlines.shown(it, zone), strong, em));
            case Inline.Link _, Inline.PersonRef _, Inline.When _, Inline.Text _, Inline.Ticker _, Inline.NoteRef _, Inline.LineBreak _, Inline.Num _ ->
                add(new Words(lines(Inlines.shown(inline, zone)), strong, em, false), runs);
        }
    }

    static void add(Words words, List<Run> runs) {
        if (!runs.isEmpty() && runs.getLast() instanceof Words last && last.looksLike(words)) {
            runs.removeLast();
            runs.add(new Words(last.words + words.words, words.strong, words.em, words.code));
        } else {
            runs.add(words);
        }
    }

    /**
     * How a moment is shown by the reader's own clock. Absent for a date alone: it is a day of the message's zone, and must not become the
     * day before for whoever lives further west.
     */
    static Optional<String> format(Inline.When when) {
        return switch (when.style()) {
            case DATE -> Optional.empty();
            case TIME -> Optional.of("{time}");
            case DATE_TIME -> Optional.of("{date_short_pretty} {time}");
        };
    }

    /** Whether there is nothing to see. */
    static boolean blank(List<Run> runs) {
        return runs.stream().allMatch(run -> run instanceof Words words && blank(words.words));
    }

    static boolean blank(String words) {
        return words.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** A Unicode line or paragraph separator is a new line. */
    static String lines(String words) {
        return words.replace('\u2028', '\n').replace('\u2029', '\n');
    }

    /** The elements of a section, a quote or an item. */
    static ArrayNode elements(List<Run> runs) {
        var elements = NODES.arrayNode();
        for (var run : runs) {
            switch (run) {
                case Words it -> {
                    if (!it.words.isEmpty()) {
                        style(text(it.words, elements), it.strong, it.em, it.code);
                    }
                }
                case Linked it -> {
                    var link = elements.addObject().put("type", "link").put("url", it.address).put("text", it.words);
                    style(link, it.strong, it.em, false);
                }
                case Person it -> elements.addObject().put("type", "user").put("user_id", it.id);
                case Moment it -> {
                    var date = elements.addObject().put("type", "date").put("timestamp", it.instant.getEpochSecond());
                    style(date.put("format", it.format).put("fallback", it.words), it.strong, it.em, false);
                }
            }
        }
        return elements;
    }

    private static ObjectNode text(String words, ArrayNode elements) {
        return elements.addObject().put("type", "text").put("text", words);
    }

    private static void style(ObjectNode element, boolean strong, boolean em, boolean code) {
        if (strong || em || code) {
            var style = element.putObject("style");
            if (strong) {
                style.put("bold", true);
            }
            if (em) {
                style.put("italic", true);
            }
            if (code) {
                style.put("code", true);
            }
        }
    }

    /** Words in fixed-width type. */
    static ObjectNode fixed(String words) {
        var fixed = NODES.objectNode().put("type", "rich_text_preformatted");
        text(words, fixed.putArray("elements"));
        return fixed;
    }

    /** {@code {"type":"plain_text","text":"...","emoji":false}}: words as they are, for places that take no others. */
    static ObjectNode plain(String words) {
        return NODES.objectNode().put("type", "plain_text").put("text", words).put("emoji", false);
    }

    /** Markup of ours; addresses and names in it stay words. */
    static ObjectNode mrkdwn(String markup) {
        return NODES.objectNode().put("type", "mrkdwn").put("text", markup).put("verbatim", true);
    }
}
