package tidewatch.notes;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * What may be written into the user's notes.
 *
 * @param briefs whether and how briefs are; nothing unless somebody says so
 * @param folder of the pages, relative to the vault
 * @param capture whether words of an owner are offered to be added to a note; never without a tap
 * @param heading under which they stand; absent for the usual ones
 */
public record WritingSettings(Briefs briefs, String folder, boolean capture, Optional<String> heading) {
    /** How briefs are written back. */
    public enum Briefs {
        OFF,
        /** Each as a page of its own. */
        FOLDER,
        /** Each as a section of the daily note. */
        DAILY,
        BOTH;

        public boolean pages() {
            return this == FOLDER || this == BOTH;
        }

        public boolean sections() {
            return this == DAILY || this == BOTH;
        }
    }

    static final Key<Briefs> BRIEFS = new Key<>("vault.write-briefs", "off", "off, folder, daily or both", WritingSettings::briefs);
    static final Key<String> FOLDER =
            new Key<>("vault.briefs-folder", "Briefs", "a folder below the vault such as Briefs", WritingSettings::folder);
    static final Key<Boolean> CAPTURE = new Key<>("vault.capture", "on", "on or off", WritingSettings::onOrOff);
    static final Key<Optional<String>> HEADING = new Key<>(
            "vault.capture-heading", "", "a heading such as Market log", text -> Optional.of(text.strip()).filter(one -> !one.isEmpty()));

    public static final List<Key<?>> KEYS = List.of(BRIEFS, FOLDER, CAPTURE, HEADING);

    public WritingSettings {
        Objects.requireNonNull(briefs);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(heading);
    }

    public static WritingSettings read(Settings settings) {
        return new WritingSettings(settings.get(BRIEFS), settings.get(FOLDER), settings.get(CAPTURE), settings.get(HEADING));
    }

    private static Briefs briefs(String text) {
        for (var one : Briefs.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(text.strip().toLowerCase(Locale.ROOT))) {
                return one;
            }
        }
        throw new IllegalArgumentException("is none of them");
    }

    private static boolean onOrOff(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("is neither");
        };
    }

    private static String folder(String text) {
        var bare = text.strip().replaceAll("^/+|/+$", "");
        for (var part : bare.split("/", -1)) {
            if (part.isBlank() || part.startsWith(".") || part.chars().anyMatch(c -> c < ' ' || c == '\\')) {
                throw new IllegalArgumentException("is no folder below the vault");
            }
        }
        return bare;
    }
}
