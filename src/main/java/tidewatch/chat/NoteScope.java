package tidewatch.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tidewatch.message.Sha256;

/**
 * Which notes may be known: all of them, or those in some folders of the vault. What lies outside does not exist for whoever has the scope:
 * no title, no count, no near name. Notes that are marked as private belong to {@link #EVERYTHING} alone.
 *
 * @param everything private notes too; then there are no folders
 * @param folders relative to the vault, with {@code /} between their parts and none at the ends; the empty name is the vault itself
 */
public record NoteScope(boolean everything, SortedSet<String> folders) {
    /** All notes: the person who owns them, alone. */
    public static final NoteScope EVERYTHING = new NoteScope(true, Collections.emptySortedSet());

    /** No note at all: what a chat may see before somebody says otherwise. */
    public static final NoteScope NOTHING = new NoteScope(false, Collections.emptySortedSet());

    /** Folders that one scope may name. */
    public static final int FOLDERS_MAX = 50;

    private static final String NONE = "-";
    private static final int HASH_DIGITS = 12;

    public NoteScope {
        folders = Collections.unmodifiableSortedSet(outermost(folders));
        if (everything && !folders.isEmpty()) {
            throw new IllegalArgumentException("Everything has no folders: " + folders);
        }
        if (folders.size() > FOLDERS_MAX) {
            throw new IllegalArgumentException(folders.size() + " folders; a scope has " + FOLDERS_MAX + " at most");
        }
        for (var folder : folders) {
            if (!folder(folder)) {
                throw new IllegalArgumentException("No folder of a vault: \"" + folder + "\"");
            }
        }
    }

    private static boolean folder(String name) {
        return !name.startsWith("/") && !name.endsWith("/") && name.chars().noneMatch(Character::isISOControl);
    }

    /** The notes in these folders and below them. */
    public static NoteScope of(Collection<String> folders) {
        return new NoteScope(false, new TreeSet<>(folders));
    }

    /** A folder within another one adds nothing to it. */
    private static SortedSet<String> outermost(SortedSet<String> folders) {
        return folders.stream()
                .filter(one -> folders.stream().noneMatch(other -> !other.equals(one) && within(one, other)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean within(String path, String folder) {
        return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }

    /** Whether no note can be seen. */
    public boolean nothing() {
        return !everything && folders.isEmpty();
    }

    /** Whether a note that is not private may be seen. */
    public boolean sees(String path) {
        return everything || folders.stream().anyMatch(folder -> folder.isEmpty() || path.startsWith(folder + "/"));
    }

    /** What both may see. */
    public NoteScope and(NoteScope other) {
        if (everything) {
            return other;
        }
        if (other.everything) {
            return this;
        }
        var common = new TreeSet<String>();
        for (var one : folders) {
            for (var two : other.folders) {
                if (within(one, two)) {
                    common.add(one);
                } else if (within(two, one)) {
                    common.add(two);
                }
            }
        }
        return new NoteScope(false, common);
    }

    /** Whether everything that the other may see may be seen here too. */
    public boolean covers(NoteScope other) {
        return and(other).equals(other);
    }

    /** As it is stored: empty for everything, {@code -} for nothing, else a folder a line, each with a slash behind it. */
    public String text() {
        if (everything) {
            return "";
        }
        return folders.isEmpty() ? NONE : folders.stream().map(folder -> folder + "/").collect(Collectors.joining("\n"));
    }

    /** What was stored as this text; absent for anything else. */
    public static Optional<NoteScope> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(EVERYTHING);
        }
        if (text.equals(NONE)) {
            return Optional.of(NOTHING);
        }
        var folders = new TreeSet<String>();
        for (var line : text.split("\n", -1)) {
            if (!line.endsWith("/") || !folder(line.substring(0, line.length() - 1))) {
                return Optional.empty();
            }
            folders.add(line.substring(0, line.length() - 1));
        }
        return folders.size() > FOLDERS_MAX ? Optional.empty() : Optional.of(of(folders));
    }

    /** Names the scope in the key of a brief: empty for everything; the same for the same folders, and no folder's name. */
    public String profile() {
        if (everything) {
            return "";
        }
        return Sha256.hex(text()).substring(0, HASH_DIGITS);
    }

    /** For people: {@code all notes}, {@code no notes}, {@code Sectors and Watch}. */
    public String words() {
        if (everything) {
            return "all notes";
        }
        if (folders.contains("")) {
            return "all notes but private ones";
        }
        if (folders.isEmpty()) {
            return "no notes";
        }
        return "notes in " + folders.stream().map(folder -> "\"" + folder + "\"").collect(Collectors.joining(", "));
    }
}
