package tidewatch.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything of a vault that was not understood or is doubtful, note by note: files that could not be read, lines of notes, links and names
 * that lead nowhere or to several, and what notes say against each other.
 *
 * @param notes those with findings: the ones to mend first, then by path
 * @param counts of all notes together
 * @param read how many notes it is about
 */
public record Lint(List<OfNote> notes, Note.Counts counts, int read) {
    public Lint {
        notes = List.copyOf(notes);
    }

    /** The findings of one file, the gravest first, then by line; the file is empty where none is at fault. */
    public record OfNote(String file, List<Finding> findings) {
        public OfNote {
            findings = List.copyOf(findings);
        }

        public Finding.Grade worst() {
            return findings.getFirst().grade();
        }
    }

    public static Lint of(Vault vault) {
        return of(vault, Contradictions.of(vault));
    }

    static Lint of(Vault vault, Contradictions contradictions) {
        var all = new LinkedHashSet<Finding>();
        vault.problems().forEach(problem -> all.add(Finding.of(problem)));
        vault.lint().forEach(problem -> all.add(Finding.of(problem)));
        contradictions.pairs().forEach(pair -> all.add(pair.finding()));
        return of(all, vault.notes());
    }

    /** What the reading of one note alone says; links, names and other notes are not looked at. */
    public static Lint of(Note note) {
        return of(note.lint().stream().map(Finding::of).toList(), List.of(note));
    }

    private static Lint of(Collection<Finding> findings, Collection<Note> notes) {
        var byFile = new LinkedHashMap<String, List<Finding>>();
        findings.forEach(one -> byFile.computeIfAbsent(one.file(), _ -> new ArrayList<>(2)).add(one));
        var groups = new ArrayList<OfNote>(byFile.size());
        byFile.forEach((file, list) -> {
            list.sort(Comparator.comparing(Finding::grade).thenComparingInt(Finding::line));
            groups.add(new OfNote(file, list));
        });
        groups.sort(Comparator.comparing(OfNote::worst).thenComparing(OfNote::file));
        int headings = 0;
        int tables = 0;
        int rows = 0;
        int rowsRead = 0;
        int links = 0;
        int prose = 0;
        for (var note : notes) {
            var counts = note.counts();
            headings += counts.headings();
            tables += counts.tables();
            rows += counts.rows();
            rowsRead += counts.rowsRead();
            links += counts.links();
            prose += counts.prose();
        }
        return new Lint(groups, new Note.Counts(headings, tables, rows, rowsRead, links, prose), notes.size());
    }

    /** The findings of one note alone, with its own counts. */
    public Lint only(Note note) {
        return new Lint(notes.stream().filter(one -> one.file().equals(note.path())).toList(), note.counts(), 1);
    }

    /** Without what is only worth knowing; notes that have nothing else are gone. */
    public Lint withoutInfo() {
        return new Lint(
                notes.stream()
                        .filter(one -> one.worst() != Finding.Grade.INFO)
                        .map(one -> new OfNote(one.file(), one.findings().stream().filter(f -> f.grade() != Finding.Grade.INFO).toList()))
                        .toList(),
                counts,
                read);
    }

    public int count(Finding.Grade grade) {
        return of().getOrDefault(grade, 0);
    }

    /** How many there are of each grade. */
    public Map<Finding.Grade, Integer> of() {
        var many = new EnumMap<Finding.Grade, Integer>(Finding.Grade.class);
        notes.forEach(note -> note.findings().forEach(one -> many.merge(one.grade(), 1, Integer::sum)));
        return many;
    }

    /** How many there are of one grade by rule, the most frequent first. */
    public Map<String, Integer> rules(Finding.Grade grade) {
        var many = new TreeMap<String, Integer>();
        notes.forEach(note -> note.findings().stream().filter(one -> one.grade() == grade).forEach(one -> many.merge(one.rule(), 1, Integer::sum)));
        var sorted = new LinkedHashMap<String, Integer>();
        many.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
