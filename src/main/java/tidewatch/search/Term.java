package tidewatch.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A word or a phrase that is looked for.
 *
 * @param words in order, each with its place from 0; never empty
 * @param beginning the one word may go on: {@code horm} finds Hormuz
 * @param titleOnly only where notes are named, not in what they say
 * @param typed as it was typed, without marks
 * @param from where the typed words begin in the typed line
 * @param to one past their end
 */
record Term(List<Word> words, boolean beginning, boolean titleOnly, String typed, int from, int to) {
    /** A folded word and its place in the phrase. */
    record Word(String text, int place) {}

    Term {
        words = List.copyOf(words);
        if (words.isEmpty() || beginning && words.size() > 1) {
            throw new IllegalArgumentException(words + (beginning ? " as a beginning" : ""));
        }
    }

    /** The words of a text that is asked for; empty when there is none in it. */
    static List<Word> words(String text) {
        var words = new ArrayList<Word>();
        for (var reader = WordReader.asked(text); reader.next(); ) {
            words.add(new Word(reader.word(), reader.place()));
        }
        if (words.isEmpty()) {
            return words;
        }
        int first = words.getFirst().place();
        return words.stream().map(word -> new Word(word.text(), word.place() - first)).toList();
    }

    /** Another whole word in its place. */
    Term as(String word) {
        return new Term(List.of(new Word(word, 0)), false, titleOnly, word, from, from + word.length());
    }

    /** Whether it is one word that somebody may have mistyped. */
    boolean single() {
        return words.size() == 1;
    }

    String first() {
        return words.getFirst().text();
    }
}
