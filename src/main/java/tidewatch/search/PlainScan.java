package tidewatch.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Spelling;

/**
 * Looks through the text of notes themselves: what the index would find, without one. Weighs by the same formula (Okapi BM25 with the usual
 * k1 and b, and usual lengths in the place of averages). Confined to one question.
 */
final class PlainScan {
    private static final double K1 = 1.2;
    private static final double B = .75;

    /** What a beginning counts beside a whole word. */
    static final float BEGINNING = .5f;

    private final NoteQuery query;
    private final List<Term> terms = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final int[] having;
    private final int[] havingAny;
    private int notes;

    /** A note that has what is wanted, and how much of each term. */
    private static final class Seen {
        private final Note note;
        private final double[] whole;
        private final double[] begun;

        Seen(Note note, double[] whole, double[] begun) {
            this.note = note;
            this.whole = whole;
            this.begun = begun;
        }
    }

    PlainScan(NoteQuery query) {
        this.query = query;
        terms.addAll(query.terms());
        terms.addAll(query.without());
        having = new int[terms.size()];
        havingAny = new int[query.wanted().size()];
    }

    /** Looks through these notes until time runs out; how many it got through. */
    int look(List<Note> among, Vault vault, Deadline deadline) {
        int done = 0;
        for (var note : among) {
            if (deadline.over()) {
                break;
            }
            look(note, vault.text(note.path()));
            done++;
        }
        return done;
    }

    private void look(Note note, String text) {
        notes++;
        var whole = new double[terms.size()];
        var begun = new double[terms.size()];
        for (var field : NoteFields.of(note, text).entrySet()) {
            if (!field.getValue().isEmpty()) {
                weigh(field.getKey(), field.getValue(), whole, begun);
            }
        }
        for (int i = 0; i < terms.size(); i++) {
            having[i] += whole[i] + begun[i] > 0 ? 1 : 0;
        }
        int i = 0;
        boolean all = true;
        for (int group = 0; group < havingAny.length; group++) {
            boolean one = false;
            for (var _ : query.wanted().get(group)) {
                one |= whole[i] + begun[i] > 0;
                i++;
            }
            havingAny[group] += one ? 1 : 0;
            all &= one;
        }
        for (; i < terms.size(); i++) {
            all &= whole[i] + begun[i] == 0;
        }
        if (all) {
            seen.add(new Seen(note, whole, begun));
        }
    }

    private void weigh(Field field, String text, double[] whole, double[] begun) {
        var there = Occurrences.in(text, terms);
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).titleOnly() && !field.names() || !there.has(i)) {
                continue;
            }
            long times = there.of(i).stream().filter(Occurrences.Span::whole).count();
            double length = 1 - B + B * there.words() / field.usual();
            whole[i] = Math.max(whole[i], field.weight() * times / (times + K1 * length));
            if (times < there.of(i).size()) {
                begun[i] = Math.max(begun[i], field.weight() * BEGINNING);
            }
        }
    }

    /**
     * What was found.
     *
     * @param more notes that were looked at elsewhere
     * @param elsewhere how many of those have each word, by its text
     */
    List<Scored> found(int more, Map<String, Integer> elsewhere) {
        var scored = new ArrayList<Scored>(seen.size());
        for (var one : seen) {
            double score = 0;
            for (int i = 0; i < query.terms().size(); i++) {
                double has = having[i] + elsewhere.getOrDefault(terms.get(i).first(), 0);
                double all = Math.max(has, notes + more);
                score += one.whole[i] * Math.log(1 + (all - has + .5) / (has + .5)) + one.begun[i];
            }
            scored.add(new Scored(one.note, score));
        }
        return scored;
    }

    /** How many notes have what is wanted at this place of the query, whatever else they have. */
    int havingAny(int group) {
        return havingAny[group];
    }

    /** How many notes have this term. */
    int having(Term term) {
        return having[terms.indexOf(term)];
    }

    /** Words of these notes within so many slips of another, with the slips. */
    static Map<String, Integer> near(String word, int slips, List<Note> among, Vault vault, Deadline deadline) {
        var near = new HashMap<String, Integer>();
        for (var note : among) {
            if (deadline.over()) {
                break;
            }
            for (var text : NoteFields.of(note, vault.text(note.path())).values()) {
                for (var reader = WordReader.written(text); reader.next(); ) {
                    if (Math.abs(reader.length() - word.length()) <= slips) {
                        var other = reader.word();
                        int apart = Spelling.slips(word, other, slips);
                        if (apart > 0 && apart <= slips) {
                            near.put(other, apart);
                        }
                    }
                }
            }
        }
        return near;
    }
}
