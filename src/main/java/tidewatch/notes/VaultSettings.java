package tidewatch.notes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * Where the notes are.
 *
 * @param path folder or single note; absent for the sample vault, which goes with the sample market only
 * @param aliases the user's own names, see {@code config/aliases.csv}
 * @param words the user's own words of headings and columns, see {@code config/words.csv}
 * @param noteMaxBytes a larger note is listed by its title only
 */
public record VaultSettings(Optional<Path> path, Optional<Path> aliases, Optional<Path> words, int noteMaxBytes) {
    public static final Key<Optional<Path>> PATH = Key.path("vault.path");
    public static final Key<Optional<Path>> ALIASES = Key.path("vault.aliases");
    public static final Key<Optional<Path>> WORDS = Key.path("vault.words");
    static final Key<Integer> NOTE_MAX_MB = Key.whole("vault.note-max-mb", 5, 1, 50);

    public static final List<Key<?>> KEYS = List.of(PATH, ALIASES, WORDS, NOTE_MAX_MB);

    public static VaultSettings read(Settings settings) {
        return new VaultSettings(settings.get(PATH), settings.get(ALIASES), settings.get(WORDS), settings.get(NOTE_MAX_MB) * 1024 * 1024);
    }
}
