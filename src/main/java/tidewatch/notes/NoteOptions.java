package tidewatch.notes;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How notes are read.
 *
 * @param calendars trading days and events for date phrases
 * @param zone of the writer, for clock times in notes
 * @param words by which headings, headers and verdicts are known
 * @param aliases what the user says names mean
 * @param fallback charset of notes that are not UTF-8; absent: what cannot be read becomes U+FFFD and is listed
 * @param maxBytes size of one note; above it only its title is known
 * @param maxNotes files in one vault; above it the rest is left out with a problem
 * @param templateFolders names of folders whose notes are forms, not claims
 * @param staleDays days without review after which a thesis is stale
 * @param ours paths of notes that this program wrote: no evidence, whatever became of their front matter
 */
public record NoteOptions(
        Calendars calendars,
        ZoneId zone,
        Vocabulary words,
        Aliases aliases,
        Optional<Charset> fallback,
        long maxBytes,
        int maxNotes,
        Set<String> templateFolders,
        int staleDays,
        Predicate<String> ours) {
    public NoteOptions {
        Objects.requireNonNull(ours);
        Objects.requireNonNull(calendars);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(words);
        Objects.requireNonNull(aliases);
        Objects.requireNonNull(fallback);
        templateFolders = Set.copyOf(templateFolders);
        if (maxBytes < 1 || maxNotes < 1 || staleDays < 1) {
            throw new IllegalArgumentException("Caps of " + maxBytes + " bytes and " + maxNotes + " notes, " + staleDays + " days");
        }
    }

    /** The defaults: New York, the shipped words, no aliases, 5 MB a note, 200,000 notes, folder Templates. */
    public static NoteOptions of(Calendars calendars) {
        return new NoteOptions(
                calendars,
                ZoneId.of("America/New_York"),
                Vocabulary.bundled(),
                Aliases.none(),
                Optional.empty(),
                5_000_000,
                200_000,
                Set.of("Templates"),
                Stale.DAYS,
                _ -> false);
    }

    public NoteOptions with(Vocabulary other) {
        return new NoteOptions(calendars, zone, other, aliases, fallback, maxBytes, maxNotes, templateFolders, staleDays, ours);
    }

    public NoteOptions with(Aliases other) {
        return new NoteOptions(calendars, zone, words, other, fallback, maxBytes, maxNotes, templateFolders, staleDays, ours);
    }

    public NoteOptions with(ZoneId other) {
        return new NoteOptions(calendars, other, words, aliases, fallback, maxBytes, maxNotes, templateFolders, staleDays, ours);
    }

    public NoteOptions withStaleDays(int days) {
        return new NoteOptions(calendars, zone, words, aliases, fallback, maxBytes, maxNotes, templateFolders, days, ours);
    }

    public NoteOptions withOurs(Predicate<String> paths) {
        return new NoteOptions(calendars, zone, words, aliases, fallback, maxBytes, maxNotes, templateFolders, staleDays, paths);
    }

    public NoteOptions withMaxBytes(long most) {
        return new NoteOptions(calendars, zone, words, aliases, fallback, most, maxNotes, templateFolders, staleDays, ours);
    }
}
