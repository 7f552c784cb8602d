package tidewatch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Where the terms of a query stand in one text. */
final class Occurrences {
    /** From the first to one past the last character, and whether it is the whole word or only its beginning. */
    record Span(int start, int end, boolean whole) {}

    private final List<List<Span>> spans;
    private final int words;

    private Occurrences(List<List<Span>> spans, int words) {
        this.spans = spans;
        this.words = words;
    }

    /** The places of a word that is looked for, in order. */
    private static final class Places {
        private int[] places = new int[4];
        private int[] starts = new int[4];
        private int[] ends = new int[4];
        private int count;

        void add(WordReader at) {
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            places[count] = at.place();
            starts[count] = at.start();
            ends[count] = at.end();
            count++;
        }

        Optional<Integer> at(int place) {
            int found = Arrays.binarySearch(places, 0, count, place);
            return found >= 0 ? Optional.of(found) : Optional.empty();
        }
    }

    static Occurrences in(String text, List<Term> terms) {
        var keys = new ArrayList<>(new LinkedHashSet<>(
                terms.stream().flatMap(term -> term.words().stream()).map(Term.Word::text).toList()));
        var beginnings = terms.stream().filter(Term::beginning).map(Term::first).distinct().toList();
        var whole = keys.stream().map(_ -> new Places()).toList();
        var begun = beginnings.stream().map(_ -> new Places()).toList();
        var reader = WordReader.written(text);
        while (reader.next()) {
            for (int i = 0; i < keys.size(); i++) {
                if (reader.is(keys.get(i))) {
                    whole.get(i).add(reader);
                }
            }
            for (int i = 0; i < beginnings.size(); i++) {
                if (reader.length() > beginnings.get(i).length() && reader.begins(beginnings.get(i))) {
                    begun.get(i).add(reader);
                }
            }
        }
        var spans = new ArrayList<List<Span>>();
        for (var term : terms) {
            var found = new ArrayList<Span>();
            var first = whole.get(keys.indexOf(term.first()));
            for (int i = 0; i < first.count; i++) {
                int end = first.ends[i];
                for (var word : term.words().subList(1, term.words().size())) {
                    var places = whole.get(keys.indexOf(word.text()));
                    int at = places.at(first.places[i] + word.place()).orElse(-1);
                    end = at < 0 || end < 0 ? -1 : places.ends[at];
                }
                if (end >= 0) {
                    found.add(new Span(first.starts[i], end, true));
                }
            }
            if (term.beginning()) {
                var more = begun.get(beginnings.indexOf(term.first()));
                for (int i = 0; i < more.count; i++) {
                    found.add(new Span(more.starts[i], more.ends[i], false));
                }
            }
            spans.add(found);
        }
        return new Occurrences(spans, reader.place() + 1);
    }

    /** Of the term with this number: whole words in order, then beginnings in order. */
    List<Span> of(int term) {
        return spans.get(term);
    }

    boolean has(int term) {
        return !spans.get(term).isEmpty();
    }

    /** How many words the text has. */
    int words() {
        return words;
    }
}
