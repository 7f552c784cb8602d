package tidewatch.notes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/**
 * Where the notes are.
 *
 * @param path folder or single note; absent for the sample vault, which goes with the sample market only
 * @param aliases the user's own names, see {@code config/aliases.csv}
 * @param words the user's own words of headings and columns, see {@code config/words.csv}
 * @param hidden folders below the vault whose notes are for its owners alone, as if each said {@code private: true}
 * @param noteMaxBytes a larger note is listed by its title only
 * @param staleDays days without review after which a thesis is stale
 */
public record VaultSettings(Optional<Path> path, Optional<Path> aliases, Optional<Path> words, Set<String> hidden, int noteMaxBytes, int staleDays) {
    public VaultSettings {
        hidden = Set.copyOf(hidden);
    }

    public static final Key<Optional<Path>> PATH = Key.path("vault.path");
    public static final Key<Optional<Path>> ALIASES = Key.path("vault.aliases");
    public static final Key<Optional<Path>> WORDS = Key.path("vault.words");
    public static final Key<Set<String>> PRIVATE =
            new Key<>("vault.private", "", "folders below the vault, divided by commas", VaultSettings::folders);
    static final Key<Integer> STALE_DAYS = Key.whole("vault.stale-days", Stale.DAYS, 1, 3650);
    static final Key<Integer> NOTE_MAX_MB = Key.whole("vault.note-max-mb", 5, 1, 50);

    public static final List<Key<?>> KEYS = List.of(PATH, ALIASES, WORDS, PRIVATE, NOTE_MAX_MB, STALE_DAYS);

    public static VaultSettings read(Settings settings) {
        return new VaultSettings(
                settings.get(PATH), settings.get(ALIASES), settings.get(WORDS), settings.get(PRIVATE), settings.get(NOTE_MAX_MB) * 1024 * 1024, settings.get(STALE_DAYS));
    }

    private static Set<String> folders(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(folder -> folder.strip().replaceAll("^/+|/+$", ""))
                .filter(folder -> !folder.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
