package tidewatch.message;

import java.net.URI;
import java.util.Optional;

/**
 * How a stretch of laid-out text would look where looks exist. It only repeats what the words say: with all styles dropped nothing is
 * lost.
 *
 * @param tone green or red for a figure with a sign, none for everything else
 * @param link the address behind the text, present only where the place shows links
 */
public record Style(boolean strong, boolean em, boolean dim, boolean code, Tone tone, Optional<URI> link) {
    /** The sign of a figure, for places with colour. */
    public enum Tone {
        NONE,
        UP,
        DOWN
    }

    public static final Style NORMAL = new Style(false, false, false, false, Tone.NONE, Optional.empty());
    public static final Style STRONG = NORMAL.withStrong();
    public static final Style DIM = new Style(false, false, true, false, Tone.NONE, Optional.empty());

    Style withStrong() {
        return new Style(true, em, dim, code, tone, link);
    }

    Style withEm() {
        return new Style(strong, true, dim, code, tone, link);
    }

    Style withCode() {
        return new Style(strong, em, dim, true, tone, link);
    }

    Style with(Tone other) {
        return new Style(strong, em, dim, code, other, link);
    }

    Style with(URI target) {
        return new Style(strong, em, dim, code, tone, Optional.of(target));
    }
}
