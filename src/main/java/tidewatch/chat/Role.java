package tidewatch.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do, each role all of the one before it and more. */
public enum Role {
    /** Asks. */
    READER,
    /** Decides what a chat gets: reminders, briefs, quiet hours. */
    EDITOR,
    /** Decides who may what. */
    OWNER;

    /** Whether whoever has this role may do what needs that one. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word that people type: {@code reader}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a typed word, in any case; absent for anything else. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.name().equalsIgnoreCase(word.strip())).findFirst();
    }
}
