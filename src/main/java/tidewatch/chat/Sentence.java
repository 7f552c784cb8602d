package tidewatch.chat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sentence taken apart from left to right: at each word the longest thing that is known wins, be it an entry of {@link Words}, a name, a
 * date or a counted span of time; an entry wins over a name of the same length, so a note called "Drivers" does not hide the drivers.
 */
final class Sentence {
    /** Longest name that is looked for inside a sentence, in words; each place costs as many questions. */
    private static final int NAME_WORDS_MAX = 8;

    private Sentence() {}

    /** The words of a typed line: quoted words and {@code [[links]]} are one, punctuation around the others is dropped. */
    static List<String> words(Line line, Names names) {
        var words = new ArrayList<String>();
        for (var argument : line.arguments()) {
            boolean whole = argument.indexOf(' ') >= 0 || argument.startsWith("[[");
            if (whole && names.kind(argument).isPresent()) {
                words.add(argument);
                continue;
            }
            for (var word : spaced(argument).split(" ", -1)) {
                var bare = bare(word);
                if (!bare.isEmpty() && !bare.startsWith("@")) {
                    words.add(bare);
                }
            }
        }
        return words;
    }

    /** With the marks that part words replaced by a space, except between digits. */
    private static String spaced(String text) {
        var spaced = new StringBuilder(text);
        for (int i = 0; i < spaced.length(); i++) {
            boolean inNumber = i > 0 && i + 1 < spaced.length() && Character.isDigit(spaced.charAt(i - 1)) && Character.isDigit(spaced.charAt(i + 1));
            if ("?!,;\u2026\u00BF\u00A1".indexOf(spaced.charAt(i)) >= 0 && !inNumber) {
                spaced.setCharAt(i, ' ');
            }
        }
        return spaced.toString();
    }

    /** Without the punctuation at its edges, except what belongs to tickers and dates. */
    private static String bare(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && mark(word.charAt(from)) && word.charAt(from) != '$' && word.charAt(from) != '@' && word.charAt(from) != '^') {
            from++;
        }
        while (to > from && mark(word.charAt(to - 1)) && word.charAt(to - 1) != '%') {
            to--;
        }
        // A stroke that stands alone is part of names such as "value / growth".
        return from == to && word.equals("/") ? word : word.substring(from, to);
    }

    private static boolean mark(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c);
    }

    static List<Piece> pieces(List<String> typed, Words words, Names names, LocalDate today) {
        var read = typed.stream().map(words::read).toList();
        var pieces = new ArrayList<Piece>();
        int i = 0;
        while (i < typed.size()) {
            var entry = words.at(read, i);
            int known = entry.map(Words.Entry::length).orElse(0);
            var name = name(typed, i, known, names);
            var day = DayWords.at(typed, i, today);
            int counted = counted(read, i);
            int length;
            Piece piece;
            if (day.isPresent() && day.get().length() >= name.map(Name::length).orElse(0)) {
                length = day.get().length();
                piece = new Piece.Day(joined(typed, i, length), day.get().date());
            } else if (counted > Math.max(known, name.map(Name::length).orElse(0))) {
                length = counted;
                var span = Span.of(Integer.parseInt(read.get(i)), read.get(i + counted - 1));
                piece = new Piece.Window(joined(typed, i, length), span.code(), Optional.empty(), span.exact());
            } else if (name.isPresent()) {
                length = name.get().length();
                piece = new Piece.Named(name.get().words(), name.get().kind());
            } else if (entry.isPresent()) {
                length = known;
                piece = piece(joined(typed, i, length), entry.get().meaning());
            } else {
                length = 1;
                piece = alone(typed.get(i), read.get(i));
            }
            pieces.add(piece);
            i += length;
        }
        return pieces;
    }

    private static Piece piece(String typed, Words.Meaning meaning) {
        return switch (meaning) {
            case Words.Meaning.Asks(Intent intent, Words.Strength strength) -> new Piece.Asked(typed, intent, strength);
            case Words.Meaning.Window(String code, Optional<Integer> daysBack) -> new Piece.Window(typed, code, daysBack, true);
            case Words.Meaning.Full() -> new Piece.Full(typed);
            case Words.Meaning.Filler() -> new Piece.Filler(typed);
        };
    }

    private static Piece alone(String typed, String read) {
        if (number(read)) {
            return new Piece.Count(read);
        }
        return typed.equals("/") ? new Piece.Filler(typed) : new Piece.Unknown(typed);
    }

    private static boolean number(String word) {
        return !word.isEmpty() && word.length() <= 3 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Words of "3 months" or "5 trading days"; 0 when no span is counted here. */
    private static int counted(List<String> read, int from) {
        int unit = from + 1 < read.size() && read.get(from + 1).equals("trading") ? from + 2 : from + 1;
        return number(read.get(from)) && unit < read.size() && Span.unit(read.get(unit)) ? unit - from + 1 : 0;
    }

    private record Name(String words, Names.Kind kind, int length) {}

    /** The longest name that begins here and is longer than the entry found here. */
    private static Optional<Name> name(List<String> typed, int from, int known, Names names) {
        for (int length = Math.min(NAME_WORDS_MAX, typed.size() - from); length > known; length--) {
            var words = joined(typed, from, length);
            words = words.startsWith("$") ? words.substring(1) : words;
            for (var form : List.of(words, owner(words))) {
                var kind = form.isEmpty() ? Optional.<Names.Kind>empty() : names.kind(form);
                if (kind.isPresent()) {
                    return Optional.of(new Name(form, kind.get(), length));
                }
            }
        }
        return Optional.empty();
    }

    /** "Apple's" names Apple. */
    private static String owner(String words) {
        return words.endsWith("'s") || words.endsWith("'S") ? words.substring(0, words.length() - 2) : "";
    }

    private static String joined(List<String> words, int from, int length) {
        return String.join(" ", words.subList(from, from + length));
    }
}
