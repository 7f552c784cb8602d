package tidewatch.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.Note;
import tidewatch.problem.Spelling;

/** The index as it was at one moment. Immutable; any thread, between {@link #take} and {@link #release}. */
final class IndexView {
    private static final float TIE = .1f;

    /** Words that are tried in the place of a mistyped one. */
    private static final int NEAR_MAX = 50;

    private final DirectoryReader reader;
    private final Map<String, Long> prints;

    IndexView(DirectoryReader reader) throws IOException {
        this(reader, stored(reader));
    }

    private IndexView(DirectoryReader reader, Map<String, Long> prints) {
        this.reader = reader;
        this.prints = Map.copyOf(prints);
    }

    /** Reads them from the index, as it is opened. */
    private static Map<String, Long> stored(DirectoryReader reader) throws IOException {
        var prints = new HashMap<String, Long>();
        for (var leaf : reader.leaves()) {
            var notes = new Notes(leaf);
            var live = leaf.reader().getLiveDocs();
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                if (live == null || live.get(doc)) {
                    prints.put(notes.path(doc), notes.print(doc));
                }
            }
        }
        return prints;
    }

    /** What is to be seen after changes; absent when nothing changed. */
    Optional<IndexView> reopened(IndexWriter writer, Map<String, Long> now) throws IOException {
        return Optional.ofNullable(DirectoryReader.openIfChanged(reader, writer)).map(fresh -> new IndexView(fresh, now));
    }

    /** Holds it open; false when it is gone. */
    boolean take() {
        return reader.tryIncRef();
    }

    void release() throws IOException {
        reader.decRef();
    }

    Map<String, Long> prints() {
        return prints;
    }

    /** Whether it has exactly this of a note. */
    boolean has(String path, long print) {
        var known = prints.get(path);
        return known != null && known == print;
    }

    /**
     * The notes that have what is wanted.
     *
     * @param known gives the note that a path and a print belong to, null where it may not be seen or has changed
     */
    Found find(NoteQuery query, BiFunction<String, Long, @Nullable Note> known, Deadline deadline) throws IOException {
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        searcher.setTimeout(deadline);
        var found = searcher.search(query(query), new Gathering(known));
        return new Found(found, !searcher.timedOut());
    }

    /** @param complete false when time ran out */
    record Found(List<Scored> notes, boolean complete) {}

    /** How many notes have a word, roughly: of all, whoever may see them. Only to weigh it. */
    int having(String word) {
        int most = 0;
        try {
            for (var field : Field.values()) {
                most = Math.max(most, reader.docFreq(new org.apache.lucene.index.Term(field.key(), word)));
            }
        } catch (IOException weighedWithout) {
            return most;
        }
        return most;
    }

    /** Words of the index within so many slips of another, with the slips; of notes that may be seen or not. */
    Map<String, Integer> near(String word, int slips, Deadline deadline) {
        var near = new HashMap<String, Integer>();
        try {
            for (var field : Field.values()) {
                near(field, word, slips, near, deadline);
            }
        } catch (IOException fewer) {
            return near;
        }
        return near;
    }

    private void near(Field field, String word, int slips, Map<String, Integer> near, Deadline deadline) throws IOException {
        var terms = MultiTerms.getTerms(reader, field.key());
        if (terms == null) {
            return;
        }
        var fuzzy = new FuzzyTermsEnum(terms, new org.apache.lucene.index.Term(field.key(), word), slips, 0, true);
        for (var term = fuzzy.next(); term != null && near.size() < NEAR_MAX && !deadline.over(); term = fuzzy.next()) {
            var other = term.utf8ToString();
            int apart = Spelling.slips(word, other, slips);
            if (apart > 0 && apart <= slips) {
                near.put(other, apart);
            }
        }
    }

    private static Query query(NoteQuery query) {
        var all = new BooleanQuery.Builder();
        if (query.wanted().isEmpty()) {
            all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        }
        query.wanted().forEach(group -> all.add(any(group.stream().map(IndexView::anywhere).toList()), Occur.MUST));
        query.without().forEach(term -> all.add(anywhere(term), Occur.MUST_NOT));
        return all.build();
    }

    private static Query any(Collection<Query> queries) {
        if (queries.size() == 1) {
            return queries.iterator().next();
        }
        var any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    /** The field in which it weighs most decides. */
    private static Query anywhere(Term term) {
        var fields = new ArrayList<Query>();
        for (var field : Field.values()) {
            if (!term.titleOnly() || field.names()) {
                fields.add(new BoostQuery(in(field, term), field.weight()));
            }
        }
        return new DisjunctionMaxQuery(fields, TIE);
    }

    private static Query in(Field field, Term term) {
        if (!term.single()) {
            var phrase = new PhraseQuery.Builder();
            term.words().forEach(word -> phrase.add(new org.apache.lucene.index.Term(field.key(), word.text()), word.place()));
            return phrase.build();
        }
        var whole = new org.apache.lucene.index.Term(field.key(), term.first());
        return term.beginning()
                ? any(List.of(new TermQuery(whole), new BoostQuery(new ConstantScoreQuery(new PrefixQuery(whole)), PlainScan.BEGINNING)))
                : new TermQuery(whole);
    }

    /** Paths and prints of a part of the index, asked for in rising order. */
    private static final class Notes {
        private final @Nullable BinaryDocValues paths;
        private final @Nullable NumericDocValues prints;

        Notes(LeafReaderContext leaf) throws IOException {
            paths = leaf.reader().getBinaryDocValues(NoteIndex.PATH);
            prints = leaf.reader().getNumericDocValues(NoteIndex.PRINT);
        }

        String path(int doc) throws IOException {
            if (paths == null || !paths.advanceExact(doc)) {
                throw new IOException("An entry of the index has no path");
            }
            return paths.binaryValue().utf8ToString();
        }

        long print(int doc) throws IOException {
            if (prints == null || !prints.advanceExact(doc)) {
                throw new IOException("An entry of the index has no print");
            }
            return prints.longValue();
        }
    }

    /** Gathers every note that may be seen; they are few enough to be put in order by us. */
    private record Gathering(BiFunction<String, Long, @Nullable Note> known) implements CollectorManager<Gathering.One, List<Scored>> {
        @Override
        public One newCollector() {
            return new One(known);
        }

        @Override
        public List<Scored> reduce(Collection<One> collectors) {
            return collectors.stream().flatMap(one -> one.found.stream()).toList();
        }

        private static final class One extends SimpleCollector {
            private final BiFunction<String, Long, @Nullable Note> known;
            private final List<Scored> found = new ArrayList<>();
            private @Nullable Notes notes;
            private @Nullable Scorable scorer;

            One(BiFunction<String, Long, @Nullable Note> known) {
                this.known = known;
            }

            @Override
            protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
                notes = new Notes(leaf);
            }

            @Override
            public void setScorer(Scorable now) {
                scorer = now;
            }

            @Override
            public void collect(int doc) throws IOException {
                if (notes == null || scorer == null) {
                    throw new IllegalStateException("Asked for a note of no part");
                }
                var note = known.apply(notes.path(doc), notes.print(doc));
                if (note != null) {
                    found.add(new Scored(note, scorer.score()));
                }
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE;
            }
        }
    }
}
