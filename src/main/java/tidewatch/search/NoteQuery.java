package tidewatch.search;

import java.time.LocalDate;
import java.util.List;
import tidewatch.problem.Found;

/**
 * What somebody looks for in notes, as it was understood. All that is wanted must be there, of an "or" one of its words; see
 * {@link QueryParser} for how it is typed. Immutable.
 */
public final class NoteQuery {
    private final String typed;
    private final List<List<Term>> wanted;
    private final List<Term> without;
    private final NoteFilter filter;

    NoteQuery(String typed, List<List<Term>> wanted, List<Term> without, NoteFilter filter) {
        this.typed = typed;
        this.wanted = wanted.stream().map(List::copyOf).toList();
        this.without = List.copyOf(without);
        this.filter = filter;
    }

    /**
     * Reads what was typed. What cannot be understood is left out and named in a sentence; never throws.
     *
     * @param today for "since:7d"
     */
    public static Found<NoteQuery> parse(String typed, LocalDate today) {
        return new QueryParser(typed, today).query();
    }

    /** Whether there is nothing to look for. */
    public boolean empty() {
        return wanted.isEmpty() && !filter.any();
    }

    /** Whether words decide, and not only tags, folders or days. */
    public boolean words() {
        return !wanted.isEmpty();
    }

    public String typed() {
        return typed;
    }

    /** Each inner list is an "or". */
    List<List<Term>> wanted() {
        return wanted;
    }

    List<Term> terms() {
        return wanted.stream().flatMap(List::stream).toList();
    }

    List<Term> without() {
        return without;
    }

    NoteFilter filter() {
        return filter;
    }

    /** Only this, of the notes that the filter lets through: for counting one word alone. */
    NoteQuery only(List<Term> one) {
        return new NoteQuery(typed, List.of(one), List.of(), filter);
    }

    /** The same with another word in the place of this one. */
    NoteQuery with(Term term, String word) {
        var other = term.as(word);
        var line = typed.substring(0, term.from()) + word + typed.substring(term.to());
        return new NoteQuery(
                line,
                wanted.stream().map(group -> group.stream().map(one -> one.equals(term) ? other : one).toList()).toList(),
                without,
                filter);
    }
}
