package tidewatch.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Finds notes by their words.
 *
 * <p>Whoever asks gives the notes that may be known. A note is found only when it is one of those, as it is in them: by the index where that
 * has this very note, else by looking through its text. So an answer is right whatever state the index is in, only slower until it is
 * ready; and nothing that is hidden, private or of later can come out of it, in hits, counts or suggestions.
 *
 * <p>{@link #update} in one thread at a time, {@link #find} in any.
 */
public final class NoteSearch implements AutoCloseable {
    /** Longest time of an answer; what was found by then is told as a part. */
    static final Duration MOST = Duration.ofMillis(500);

    /** The same while much of the text has to be looked through. */
    static final Duration MOST_BY_TEXT = Duration.ofSeconds(3);

    /** A change is on disk so much later at most; until then it would be made again. */
    static final Duration COMMIT_EACH = Duration.ofSeconds(30);

    /** So many notes of which the index does not know yet are nothing to speak of. */
    private static final int FEW = 50;

    /** Shorter words are near to too many. */
    private static final int NEAR_MIN = 4;

    private static final int NEAR_SHOWN = 3;

    private final LongSupplier nanos;
    private final Kept kept;
    private @Nullable NoteIndex index;
    private volatile @Nullable IndexView view;
    private volatile State state;
    /** Found so while it was read; it is made anew by the next update. */
    private volatile boolean damaged;

    private @Nullable Vault last;
    private @Nullable Instant committed;

    /** Where the index is kept. */
    private sealed interface Kept {
        record Nowhere() implements Kept {}

        record Memory() implements Kept {}

        record Folder(Path path) implements Kept {}
    }

    /**
     * How the index is.
     *
     * @param planned whether one is made: from the first update on
     * @param ready whether it has been brought up to date since the start
     * @param notes that it has
     * @param trouble why it is not kept on disk, or is not there
     */
    public record State(boolean planned, boolean ready, int notes, Optional<Problem> trouble) {}

    /** What an update did. */
    public record Updated(int added, int replaced, int removed) {
        static final Updated NOTHING = new Updated(0, 0, 0);

        public boolean any() {
            return added + replaced + removed > 0;
        }
    }

    private NoteSearch(Kept kept, LongSupplier nanos) {
        this.kept = kept;
        this.nanos = nanos;
        this.state = new State(false, false, 0, Optional.empty());
    }

    /**
     * Without an index: text is looked through each time. Writes nothing.
     *
     * @param nanos a clock that never goes back
     */
    public static NoteSearch byText(LongSupplier nanos) {
        return new NoteSearch(new Kept.Nowhere(), nanos);
    }

    /** With an index that ends with the program. */
    public static NoteSearch inMemory(LongSupplier nanos) {
        return new NoteSearch(new Kept.Memory(), nanos);
    }

    /** With an index in a folder, which belongs to it alone and may be deleted at any time; opened by the first {@link #update}. */
    public static NoteSearch in(Path folder, LongSupplier nanos) {
        return new NoteSearch(new Kept.Folder(folder), nanos);
    }

    /** How many notes an index on disk has; absent where there is none that can be read. Only looks. */
    public static Optional<Integer> kept(Path folder) {
        return NoteIndex.count(folder);
    }

    public State state() {
        return state;
    }

    // ---- update ----

    /**
     * Brings the index to these notes, all that there are: what is new or changed is read, what is gone is removed, nothing else is touched.
     * Never throws for what is on disk: a damaged index is made anew, one that another program has open is made in memory instead, and where
     * none can be made text is looked through.
     *
     * @param now decides when changes are due to be on disk
     */
    public synchronized Updated update(Vault vault, Instant now) {
        if (kept instanceof Kept.Nowhere) {
            return Updated.NOTHING;
        }
        if (!state.planned()) {
            state = new State(true, false, 0, Optional.empty());
        }
        try {
            return attempt(vault, now);
        } catch (IOException | RuntimeException broken) {
            abandon();
        }
        try {
            // Opened again it is found to be damaged and made anew, or goes on from what was on disk.
            return attempt(vault, now);
        } catch (IOException | RuntimeException broken) {
            abandon();
            state = new State(true, false, 0, Optional.of(Problem.of(
                    Reason.UNREADABLE,
                    "The search index cannot be written (" + broken.getClass().getSimpleName()
                            + "), so the text of the notes is looked through. Make its folder writable, or delete it")));
            return Updated.NOTHING;
        }
    }

    private Updated attempt(Vault vault, Instant now) throws IOException {
        if (damaged) {
            damaged = false;
            abandon();
        }
        var open = index == null ? open() : index;
        index = open;
        var updated = vault.equals(last) ? Updated.NOTHING : bring(open, vault);
        last = vault;
        if (open.uncommitted() && (committed == null || !now.isBefore(committed.plus(COMMIT_EACH)))) {
            open.commit();
            committed = now;
        }
        return updated;
    }

    private NoteIndex open() throws IOException {
        last = null;
        committed = null;
        NoteIndex made;
        Optional<Problem> trouble = Optional.empty();
        switch (kept) {
            case Kept.Folder(Path path) -> {
                NoteIndex found;
                try {
                    found = NoteIndex.in(path);
                } catch (LockObtainFailedException taken) {
                    found = NoteIndex.inMemory();
                    trouble = Optional.of(
                            Problem.of(Reason.NOTICE, "The search index is in use by another Tidewatch on this home, so this one keeps its own in memory"));
                }
                made = found;
            }
            case Kept.Memory _, Kept.Nowhere _ -> made = NoteIndex.inMemory();
        }
        view = made.view();
        state = new State(true, false, made.prints().size(), trouble);
        return made;
    }

    private Updated bring(NoteIndex open, Vault vault) throws IOException {
        int added = 0;
        int replaced = 0;
        var gone = new HashMap<>(open.prints());
        for (var note : vault.notes()) {
            long print = NoteFields.print(note, vault);
            var known = gone.remove(note.path());
            if (known != null && known == print) {
                continue;
            }
            open.put(note, print, vault.text(note.path()));
            added += known == null ? 1 : 0;
            replaced += known == null ? 0 : 1;
        }
        for (var path : gone.keySet()) {
            open.remove(path);
        }
        var before = open.refresh();
        view = open.view();
        before.ifPresent(NoteSearch::release);
        state = new State(true, true, open.prints().size(), state.trouble());
        return new Updated(added, replaced, gone.size());
    }

    /** Lets go of an index that cannot be used any more. */
    private void abandon() {
        view = null;
        last = null;
        var broken = index;
        index = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException | RuntimeException alreadyGone) {
                // It is thrown away.
            }
        }
    }

    /** Writes what is not on disk yet, and lets go. */
    @Override
    public synchronized void close() {
        try {
            if (index != null && index.uncommitted()) {
                index.commit();
            }
        } catch (IOException | RuntimeException lost) {
            // What is lost is read again by the next one.
        }
        abandon();
        state = new State(false, false, 0, Optional.empty());
    }

    // ---- find ----

    /**
     * Finds in the notes that may be known.
     *
     * @param from of all hits the first that is given back, from 0
     * @param limit how many are given back
     */
    public Hits find(NoteQuery query, Vault vault, int from, int limit) {
        var taken = taken();
        try {
            return new Asking(query, vault, taken).hits(from, limit);
        } finally {
            taken.ifPresent(NoteSearch::release);
        }
    }

    private Optional<IndexView> taken() {
        // Between the two it may be replaced, and then there is another; twice in a row text will do.
        for (int i = 0; i < 2; i++) {
            var now = view;
            if (now != null && now.take()) {
                return Optional.of(now);
            }
        }
        return Optional.empty();
    }

    private static void release(IndexView view) {
        try {
            view.release();
        } catch (IOException alreadyGone) {
            // Nothing is read from it any more.
        }
    }

    /** One question. */
    private final class Asking {
        private final NoteQuery query;
        private final Vault vault;
        private final Deadline deadline;
        private Optional<IndexView> index;
        private List<Note> unindexed;
        private PlainScan scan;
        private boolean complete = true;

        Asking(NoteQuery query, Vault vault, Optional<IndexView> index) {
            this.query = query;
            this.vault = vault;
            this.index = index;
            this.unindexed = unindexed();
            this.scan = new PlainScan(query);
            this.deadline = Deadline.in(unindexed.size() > FEW ? MOST_BY_TEXT : MOST, nanos);
        }

        /** The notes that the index does not have as they are here. */
        private List<Note> unindexed() {
            return vault.notes().stream()
                    .filter(note -> index.filter(one -> one.has(note.path(), NoteFields.print(note, vault))).isEmpty())
                    .filter(query.filter()::lets)
                    // The newest first, for time may run out.
                    .sorted(Comparator.comparing((Note note) -> note.date().orElse(LocalDate.MIN)).reversed())
                    .toList();
        }

        Hits hits(int from, int limit) {
            boolean words = !query.wanted().isEmpty() || !query.without().isEmpty();
            var found = words ? found() : vault.notes().stream().filter(query.filter()::lets).map(note -> new Scored(note, 0)).toList();
            var sorted = found.stream().sorted(Scored.BEST).toList();
            var page = sorted.subList(Math.min(from, sorted.size()), Math.min(sorted.size(), from + limit));
            boolean nothing = words && sorted.isEmpty() && complete;
            return new Hits(
                    page.stream().map(this::hit).toList(),
                    sorted.size(),
                    complete,
                    words && unindexed.size() > FEW ? unindexed.size() : 0,
                    vault.notes().size(),
                    nothing ? near() : List.of(),
                    nothing && query.wanted().size() > 1 ? alone() : List.of());
        }

        private List<Scored> found() {
            var indexed = indexed(query);
            int looked = scan.look(unindexed, vault, deadline);
            complete &= looked == unindexed.size();
            var all = new ArrayList<>(indexed);
            all.addAll(scan.found(index.map(one -> one.prints().size()).orElse(0), having()));
            return all;
        }

        /** What the index has of it; an index that cannot be read is none. */
        private List<Scored> indexed(NoteQuery asked) {
            if (index.isEmpty()) {
                return List.of();
            }
            try {
                var found = index.get().find(asked, this::known, deadline);
                complete &= found.complete();
                return found.notes();
            } catch (IOException | RuntimeException broken) {
                damaged = true;
                index = Optional.empty();
                unindexed = unindexed();
                scan = new PlainScan(query);
                return List.of();
            }
        }

        private @Nullable Note known(String path, long print) {
            return vault.note(path)
                    .filter(note -> NoteFields.print(note, vault) == print)
                    .filter(query.filter()::lets)
                    .orElse(null);
        }

        private Map<String, Integer> having() {
            var having = new HashMap<String, Integer>();
            index.ifPresent(one -> query.terms().forEach(term -> having.put(term.first(), one.having(term.first()))));
            return having;
        }

        private Hit hit(Scored scored) {
            var note = scored.note();
            var shown = new Excerpt(vault.text(note.path()), query.terms()).best();
            return new Hit(note, shown.line(), shown.pieces(), scored.score(), NoteFields.generated(note));
        }

        /** Of each thing that is wanted how many notes have it. */
        private List<Hits.Alone> alone() {
            var alone = new ArrayList<Hits.Alone>();
            for (int i = 0; i < query.wanted().size(); i++) {
                var group = query.wanted().get(i);
                var typed = group.stream().map(Term::typed).collect(Collectors.joining(" or "));
                alone.add(new Hits.Alone(typed, indexed(query.only(group)).size() + scan.havingAny(i)));
            }
            return alone;
        }

        /** The query with another word in the place of one that no note has. */
        private List<String> near() {
            return query.terms().stream()
                    .filter(term -> term.single() && term.first().length() >= NEAR_MIN && term.first().chars().anyMatch(Character::isLetter))
                    .filter(term -> scan.having(term) == 0 && indexed(query.only(List.of(term))).isEmpty())
                    .flatMap(term -> near(term).stream())
                    .distinct()
                    .limit(NEAR_SHOWN)
                    .toList();
        }

        /** Of words near to it those by which whoever asks finds something: a word of a note that may not be seen is none. */
        private List<String> near(Term term) {
            int slips = term.first().length() > NEAR_MIN + 1 ? 2 : 1;
            var seen = PlainScan.near(term.first(), slips, unindexed, vault, deadline);
            var near = new HashMap<>(seen);
            index.ifPresent(one -> one.near(term.first(), slips, deadline).forEach(near::putIfAbsent));
            return near.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .filter(word -> query.wanted().size() == 1 && seen.containsKey(word) || finds(query.with(term, word)))
                    .limit(NEAR_SHOWN)
                    .map(word -> query.with(term, word).typed())
                    .toList();
        }

        private boolean finds(NoteQuery other) {
            if (!indexed(other).isEmpty()) {
                return true;
            }
            var text = new PlainScan(other);
            text.look(unindexed, vault, deadline);
            return !text.found(0, Map.of()).isEmpty();
        }
    }
}
