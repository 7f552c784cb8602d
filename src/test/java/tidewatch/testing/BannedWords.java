package tidewatch.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words that briefs, evidence, alerts and the record never say of their own: promises, causes, flows of money that nobody measured (rotation
 * design, section 12). Those of a note stand between quotation marks or in its title, and are left out.
 */
public final class BannedWords {
    private static final List<Pattern> BANNED = patterns(
            "confirm(ed|s)?", "proves?", "proven", "will", "certain(ly)?", "guaranteed?", "safe", "buy(ing)?", "sell", "should", "because of",
            "caused by", "in-?flows?", "out-?flows?", "(?<!not )fund flows?", "\\d+ weeks? left", "weeks left", "R" + "RG", "J" + "dK");

    /** A quote may run over the lines of its paragraph. */
    private static final Pattern QUOTES = Pattern.compile("\"(?:[^\"\n]|\n(?!\\s*\n))*\"|\\[\\[[^\\]]*\\]\\]");

    /** In JSON every text stands between quotation marks, so only escaped ones quote a note, and what a field of the note holds is the note's. */
    private static final Pattern JSON_QUOTES = Pattern.compile("\\\\\"(?:[^\"\\\\\n]|\\\\n)*\\\\\"|\"(?:quote|entity|title|remark|trail|note)\":\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*\\])");

    private BannedWords() {}

    /** Each line that holds one, with the word in front; empty when there is none. */
    public static List<String> in(String text) {
        return find(own(text), BANNED);
    }

    /** The same of a text in JSON. */
    public static List<String> inJson(String json) {
        return find(JSON_QUOTES.matcher(json).replaceAll("*"), BANNED);
    }

    /** What a text says of its own: without quotes, links and names of notes. */
    public static String own(String text) {
        return QUOTES.matcher(text).replaceAll("*");
    }

    /** Patterns of whole words. */
    public static List<Pattern> patterns(String... words) {
        return Stream.of(words).map(word -> Pattern.compile("(?<![\\w-])" + word + "(?![\\w-])", Pattern.CASE_INSENSITIVE)).toList();
    }

    private static List<String> find(String own, List<Pattern> banned) {
        var found = new ArrayList<String>();
        own.lines().forEach(line -> banned.forEach(word -> {
            var hit = word.matcher(line);
            if (hit.find()) {
                found.add(hit.group() + ": " + line.strip());
            }
        }));
        return found;
    }
}
