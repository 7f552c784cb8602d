package tidewatch.chat;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a plain sentence as a command line, by rules and without guessing. The rules:
 *
 * <ol>
 *   <li>A sentence is taken apart into pieces ({@link Sentence}).
 *   <li>It is run only when it asks for exactly one command and every piece is understood and used; fillers carry nothing ({@link Reading}).
 *   <li>"Remind me" and the like take all that is said behind them as it is; the command reads it, and as it changes something it is
 *       offered and never run. "Search my notes for" and the like do too, and are run.
 *   <li>A sentence of names and fillers asks about them.
 *   <li>Everything else is offered: first what the sentence asks for when its unknown words are taken for the nearest known ones
 *       ({@link NearNames}), then the commands that it names, then what its names are.
 * </ol>
 */
final class Sentences {
    /** A longer line is no question; also bounds the work. */
    private static final int WORDS_MAX = 40;

    /** Words between "remind me" and what is meant. */
    private static final Set<String> JOINTS = Set.of("of", "about", "to", "that", "on", "for", "when", "the", "my", "an", "am", "um");

    /** Words between "search" and what is looked for, and behind it: "in my notes". */
    private static final Set<String> SEARCHED = Set.of(
            "for", "about", "on", "with", "mentioning", "that", "mention", "my", "the", "our", "all", "any", "notes", "in", "nach", "zu", "über", "meinen", "meine", "den",
            "notizen");

    private final Names names;
    private final Words words = Words.shipped();

    Sentences(Names names) {
        this.names = names;
    }

    /**
     * What the sentence leads to; offers may be empty, and are not yet cut to three.
     *
     * @param today in the zone of the chat; decides the year of "5 Feb"
     */
    Routing route(Line line, LocalDate today) {
        var typed = Sentence.words(line, names);
        if (typed.isEmpty() || typed.size() > WORDS_MAX) {
            return new Routing.Unclear(List.of());
        }
        var wish = wish(line, typed);
        if (wish.isPresent()) {
            return wish.get();
        }
        boolean entry = words.at(typed.stream().map(words::read).toList(), 0)
                .filter(found -> found.length() == typed.size())
                .isPresent();
        // A title may hold marks that words lose: "Banks, second look".
        var whole = entry ? Optional.<Names.Kind>empty() : names.kind(line.rest());
        if (whole.isPresent()) {
            return new Routing.Run(Reading.about(new Piece.Named(line.rest(), whole.get())));
        }
        var pieces = Sentence.pieces(typed, words, names, today);
        return switch (new Reading(pieces, names, today).routing()) {
            case Routing.Run run -> run;
            case Routing.Unclear(List<String> near) -> {
                var offers = new LinkedHashSet<>(corrected(typed, pieces, today));
                offers.addAll(near);
                yield new Routing.Unclear(List.copyOf(offers));
            }
        };
    }

    /** The command that takes the whole rest of the sentence, when one is asked for at its beginning. */
    private Optional<Routing> wish(Line line, List<String> typed) {
        var read = typed.stream().map(words::read).toList();
        int at = 0;
        while (at < typed.size()) {
            var found = words.at(read, at);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            int length = found.get().length();
            if (found.get().meaning() instanceof Words.Meaning.Asks(Intent intent, _) && intent.takes() == Intent.Takes.PHRASE) {
                int rest = at + length;
                while (rest < typed.size() && JOINTS.contains(read.get(rest))) {
                    rest++;
                }
                return Optional.of(new Routing.Unclear(List.of((intent.commandLine() + " " + String.join(" ", typed.subList(rest, typed.size()))).strip())));
            }
            if (found.get().meaning() instanceof Words.Meaning.Asks(Intent intent, _) && intent.takes() == Intent.Takes.SEARCH) {
                return Optional.of(new Routing.Run((intent.commandLine() + " " + searched(line, typed, read, at + length)).strip()));
            }
            if (!(found.get().meaning() instanceof Words.Meaning.Filler)) {
                return Optional.empty();
            }
            at += length;
        }
        return Optional.empty();
    }

    /** What is looked for, as it was typed from this word on, without "for" before it and "in my notes" behind it. */
    private static String searched(Line line, List<String> typed, List<String> read, int behind) {
        int from = behind;
        while (from < typed.size() && SEARCHED.contains(read.get(from))) {
            from++;
        }
        int to = typed.size();
        while (to > from + 1 && SEARCHED.contains(read.get(to - 1)) && read.subList(from + 1, to).contains("in")) {
            to--;
        }
        if (from >= to) {
            return "";
        }
        int start = 0;
        int end = 0;
        for (int i = 0; i < to; i++) {
            int at = line.rest().indexOf(typed.get(i), end);
            if (at < 0) {
                return String.join(" ", typed.subList(from, to));
            }
            start = i == from ? at : start;
            end = at + typed.get(i).length();
        }
        // With the marks right before the first word and behind the last.
        while (start > 0 && line.rest().charAt(start - 1) != ' ') {
            start--;
        }
        while (end < line.rest().length() && line.rest().charAt(end) != ' ') {
            end++;
        }
        return line.rest().substring(start, end).replaceAll("[?!.]+$", "");
    }

    /** What is asked for when each unknown word is taken for the nearest known one; empty when none is near. */
    private List<String> corrected(List<String> typed, List<Piece> pieces, LocalDate today) {
        var unknown = pieces.stream().filter(Piece.Unknown.class::isInstance).map(Piece::typed).collect(Collectors.toSet());
        var corrected = new NearNames(names).corrected(typed, unknown, words);
        if (corrected.equals(typed)) {
            return List.of();
        }
        return switch (new Reading(Sentence.pieces(corrected, words, names, today), names, today).routing()) {
            case Routing.Run(String commandLine) -> List.of(commandLine);
            case Routing.Unclear(List<String> near) -> near;
        };
    }
}
