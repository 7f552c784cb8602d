package tidewatch.brief;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A section of the brief that a chat can leave out. Header, top call and footer always stand. */
public enum Topic {
    TAPE("the tape"),
    ROTATION("the rotation table"),
    FLOWS("your flows"),
    THESES("your theses"),
    MOVERS("movers"),
    SCENARIOS("drivers and scenarios"),
    AHEAD("what is ahead"),
    CHECK("the note check"),
    SCORE("the scorecard");

    private final String words;

    Topic(String words) {
        this.words = words;
    }

    /** As it is named in a sentence. */
    public String words() {
        return words;
    }

    /** As it is typed: {@code movers}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The topic of a typed word. */
    public static Optional<Topic> of(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word().equalsIgnoreCase(word)).findFirst();
    }
}
