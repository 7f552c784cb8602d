package tidewatch.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.notes.Note;

/**
 * What a note must be, whatever its words are.
 *
 * @param tags it bears all of these, or tags below them; folded
 * @param withoutTags and none of these
 * @param folders its path begins with one of these; folded, without strokes at the ends; empty: any
 * @param withoutFolders and with none of these
 * @param since dated this day or later; notes without a date are left out
 * @param before dated before this day
 */
record NoteFilter(
        List<String> tags,
        List<String> withoutTags,
        List<String> folders,
        List<String> withoutFolders,
        Optional<LocalDate> since,
        Optional<LocalDate> before) {
    NoteFilter {
        tags = List.copyOf(tags);
        withoutTags = List.copyOf(withoutTags);
        folders = List.copyOf(folders);
        withoutFolders = List.copyOf(withoutFolders);
    }

    static String folded(String words) {
        return words.toLowerCase(Locale.ROOT);
    }

    /** Whether it says anything. */
    boolean any() {
        return !tags.isEmpty()
                || !withoutTags.isEmpty()
                || !folders.isEmpty()
                || !withoutFolders.isEmpty()
                || since.isPresent()
                || before.isPresent();
    }

    boolean lets(Note note) {
        var date = note.date();
        return (since.isEmpty() || date.filter(day -> !day.isBefore(since.get())).isPresent())
                && (before.isEmpty() || date.filter(day -> day.isBefore(before.get())).isPresent())
                && tags.stream().allMatch(tag -> bears(note, tag))
                && withoutTags.stream().noneMatch(tag -> bears(note, tag))
                && (folders.isEmpty() || folders.stream().anyMatch(folder -> lies(note, folder)))
                && withoutFolders.stream().noneMatch(folder -> lies(note, folder));
    }

    private static boolean bears(Note note, String tag) {
        return note.tags().stream().map(NoteFilter::folded).anyMatch(one -> one.equals(tag) || one.startsWith(tag + "/"));
    }

    /** In the folder, or the note itself. */
    private static boolean lies(Note note, String folder) {
        var path = folded(note.path());
        return path.startsWith(folder + "/") || path.equals(folder) || path.equals(folder + ".md");
    }
}
