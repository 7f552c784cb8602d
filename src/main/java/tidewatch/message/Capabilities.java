package tidewatch.message;

import java.util.Objects;

/**
 * What the place can show where a message goes: data, so that a missing ability is never an optional method.
 *
 * @param profile which family of renderings applies
 * @param width columns of a line of fixed-width text, 40 at least where it is known; {@link #UNLIMITED} where lines wrap by themselves
 * @param colour true when the place shows ANSI colours
 * @param links true when a link can be shown behind its label
 * @param canFind true when the place can be asked whether an earlier message arrived
 */
public record Capabilities(Profile profile, int width, boolean colour, boolean links, boolean canFind) {
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Families of renderings. */
    public enum Profile {
        PLAIN,
        MARKDOWN,
        ANSI,
        HTML,
        TELEGRAM_CLASSIC,
        SLACK_FULL,
        SLACK_BASIC
    }

    public Capabilities {
        Objects.requireNonNull(profile);
        if (width < 20) {
            throw new IllegalArgumentException("A width of " + width + " columns is too narrow");
        }
    }

    /** Of a place that cannot be asked what arrived. */
    public Capabilities(Profile profile, int width, boolean colour, boolean links) {
        this(profile, width, colour, links, false);
    }

    /** The same place, able to say whether an earlier message arrived. */
    public Capabilities finding() {
        return new Capabilities(profile, width, colour, links, true);
    }

    /** Whether buttons are shown that can be pressed, and a message of ours be edited: where one is, so is the other. */
    public boolean pressable() {
        return switch (profile) {
            case TELEGRAM_CLASSIC, SLACK_FULL, SLACK_BASIC -> true;
            case PLAIN, MARKDOWN, ANSI, HTML -> false;
        };
    }

    /** Whether a message can come without a sound. Where none can, what is to be silent waits for the next brief. */
    public boolean silent() {
        return switch (profile) {
            case PLAIN, MARKDOWN, ANSI, HTML, TELEGRAM_CLASSIC -> true;
            case SLACK_FULL, SLACK_BASIC -> false;
        };
    }

    public static Capabilities plain(int width) {
        return new Capabilities(Profile.PLAIN, width, false, false);
    }

    public static Capabilities markdown() {
        return new Capabilities(Profile.MARKDOWN, UNLIMITED, false, true);
    }
}
