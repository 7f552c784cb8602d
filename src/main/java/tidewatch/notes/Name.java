package tidewatch.notes;

import java.util.Objects;
import java.util.Optional;

/**
 * A name as a note writes it. It is a key, not a target: {@link EntityResolver} says late what it means, so adding a note repairs a
 * dangling link without reading anything again.
 *
 * @param text the words shown: the alias of a link where it has one
 * @param link target of the wikilink without brackets and heading, absent when the name is no link
 * @param ticker ticker written beside the name or in its own column, absent when none
 */
public record Name(String text, Optional<String> link, Optional<String> ticker) {
    public Name {
        Objects.requireNonNull(link);
        Objects.requireNonNull(ticker);
        if (text.isBlank()) {
            throw new IllegalArgumentException("A name without a letter");
        }
    }

    public static Name of(String text) {
        return new Name(text, Optional.empty(), Optional.empty());
    }

    public static Name link(String target) {
        return new Name(target, Optional.of(target), Optional.empty());
    }
}
