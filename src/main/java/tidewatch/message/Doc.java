package tidewatch.message;

import java.util.List;
import java.util.Objects;

/**
 * A whole message as a tree of meaning: what is said, not how any platform writes it.
 *
 * <p>A Doc is a value: it can be stored, hashed (see {@link Canonical}) and rendered again later with the same result.
 *
 * @param title one line; may be empty when the blocks begin with their own first line
 * @param summary plain words for a notification, required, at most 200 characters
 * @param blocks in reading order
 * @param actions buttons; they stand under the last part
 * @param meta what the message is and how old its data are
 */
public record Doc(String title, String summary, List<Block> blocks, List<Action> actions, Meta meta) {
    /** Longest summary, in characters. Telegram and phone notifications show about this much (platform practice). */
    public static final int SUMMARY_MAX = 200;

    public Doc {
        title = Clean.line(title);
        summary = Clean.line(summary);
        blocks = List.copyOf(blocks);
        actions = List.copyOf(actions);
        Objects.requireNonNull(meta);
        if (summary.isBlank()) {
            throw new IllegalArgumentException("A Doc needs a summary (title: " + title + ")");
        }
        if (summary.length() > SUMMARY_MAX) {
            throw new IllegalArgumentException("Summary has " + summary.length() + " characters, at most " + SUMMARY_MAX + " fit");
        }
    }

    /** The same message with other actions, such as the armed ones. */
    public Doc withActions(List<Action> other) {
        return new Doc(title, summary, blocks, other, meta);
    }

    /** Cuts words for a summary at a word, so that a long first sentence still makes a notification. */
    public static String summaryOf(String text) {
        var line = Clean.line(text);
        if (line.length() <= SUMMARY_MAX) {
            return line;
        }
        int word = line.lastIndexOf(' ', SUMMARY_MAX - 2);
        int cut = word > SUMMARY_MAX / 2 ? word : Graphemes.before(line, SUMMARY_MAX - 2);
        return line.substring(0, cut) + " …";
    }
}
