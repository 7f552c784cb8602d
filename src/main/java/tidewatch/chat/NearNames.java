package tidewatch.chat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tidewatch.problem.Spelling;

/** What mistyped or incomplete words may have meant. Its answers are offered, never run. */
final class NearNames {
    /** With more unknown words than this a correction would be invention. */
    private static final int CORRECTED_MAX = 3;

    /** Shorter words are near to everything, and "not" is never to become another word. */
    private static final int CORRECTED_LENGTH_MIN = 4;

    private final Names names;

    NearNames(Names names) {
        this.names = names;
    }

    /** The sentence with each unknown word replaced by the nearest of the words and of the parts of names. */
    List<String> corrected(List<String> typed, Set<String> unknown, Words words) {
        if (unknown.isEmpty() || unknown.size() > CORRECTED_MAX) {
            return typed;
        }
        var known = new LinkedHashSet<>(words.all());
        names.all().forEach(name -> known.addAll(split(name)));
        return typed.stream().map(word -> unknown.contains(word) ? nearest(word, known) : word).toList();
    }

    /** The nearest word with the same first letter, which a finger rarely misses: without this "joke" would be near to "note". */
    private static String nearest(String word, Set<String> known) {
        var folded = Words.fold(word);
        if (folded.length() < CORRECTED_LENGTH_MIN) {
            return word;
        }
        var begun = known.stream().filter(one -> one.charAt(0) == folded.charAt(0)).toList();
        return Spelling.near(folded, begun).stream().findFirst().orElse(word);
    }

    /** Known names that hold all these words in any order, the shortest first; else those of near spelling. */
    List<String> holding(String words) {
        var asked = split(words);
        if (asked.isEmpty()) {
            return List.of();
        }
        var holding = names.all().stream()
                .filter(name -> split(name).containsAll(asked))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        return holding.isEmpty() ? Spelling.near(words, names.all()) : holding;
    }

    private static Set<String> split(String name) {
        return Arrays.stream(Words.fold(name).split("[ /,:()]+", -1)).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
