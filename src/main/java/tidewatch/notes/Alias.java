package tidewatch.notes;

import java.time.Instant;
import java.util.Objects;

/**
 * What a name means, as somebody said it in a chat: remembered, and never written into the vault. The user's own file of aliases comes
 * before it.
 *
 * @param name as a note writes it; compared by {@link NameKey}
 * @param means an id such as {@code stock:MPC}, or {@link #NOTHING} where none of the meanings is meant
 * @param folder below which it holds, without a slash at its ends; empty for the whole vault
 * @param askedIn the place for which it was asked, {@code Energy/Majors.md:14}; empty where it was said without being asked
 * @param said when
 */
public record Alias(String name, String means, String folder, String askedIn, Instant said) {
    /** The meaning of a name that means nothing that has a price: it is not asked again. */
    public static final String NOTHING = "none";

    /** Longest name that is remembered, in characters; no note has a longer one that means something. */
    public static final int NAME_MAX = 120;

    public Alias {
        Objects.requireNonNull(said);
        Objects.requireNonNull(askedIn);
        if (name.isBlank() || name.length() > NAME_MAX || means.isBlank() || folder.startsWith("/") || folder.endsWith("/")) {
            throw new IllegalArgumentException("\"" + name + "\" means \"" + means + "\" in \"" + folder + "\"");
        }
    }

    /** What is compared. */
    public String key() {
        return NameKey.of(name);
    }

    /** The file for which it was asked; empty where none was. */
    public String askedInFile() {
        int colon = askedIn.lastIndexOf(':');
        return colon < 0 ? askedIn : askedIn.substring(0, colon);
    }
}
