package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.CellReading.Streak;

/**
 * Runs of days or weeks one way: {@code -7 days consecutive}, {@code 7th straight down day}, {@code third straight weekly loss}. A run
 * needs a count, a direction, a word of sequence and a word of time.
 */
final class StreakGrammar {
    private final Vocabulary words;

    StreakGrammar(Vocabulary words) {
        this.words = words;
    }

    /** The run of days or weeks that a text is about, wherever it stands in it; for sentences. */
    Optional<CellGrammar.Located<Streak>> find(String text) {
        var s = Folded.of(text);
        if (!words.anywhere(WordKind.SEQUENCE, s)) {
            return Optional.empty();
        }
        var tokens = tokens(s);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind != Token.SEQUENCE) {
                continue;
            }
            int a = i;
            int b = i + 1;
            while (a > 0 && tokens.get(a - 1).kind != Token.OTHER) {
                a--;
            }
            while (b < tokens.size() && tokens.get(b).kind != Token.OTHER) {
                b++;
            }
            var run = run(tokens.subList(a, b), Optional.empty());
            // "S&P 500 five-week losing streak": the first number belongs to the name.
            while (run.isPresent()
                    && tokens.get(a).kind == Token.COUNT
                    && tokens.subList(a + 1, b).stream().anyMatch(t -> t.kind == Token.COUNT)) {
                a++;
            }
            if (run.isPresent()) {
                return Optional.of(new CellGrammar.Located<>(tokens.get(a).start, tokens.get(b - 1).end, run.get()));
            }
        }
        return Optional.empty();
    }

    private record Token(
            int start,
            int end,
            int kind,
            int value,
            @Nullable String role,
            boolean hyphened) {
        Token(int start, int end, int kind, int value, @Nullable String role) {
            this(start, end, kind, value, role, false);
        }

        static final int OTHER = 0, COUNT = 1, SEQUENCE = 2, DIRECTION = 3, SESSION = 4, SIGN = 5, FILLER = 6;
    }

    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");
    private static final Set<String> FILLERS = Set.of("a", "the", "for", "its", "their", "of", "in", "now");

    private List<Token> tokens(String s) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < s.length()) {
            char c = s.charAt(at);
            if (c == ' ' || (c == '-' && at > 0 && Character.isLetterOrDigit(s.charAt(at - 1)))) {
                at++;
                continue;
            }
            int start = at;
            if ((c == '+' || c == '-') && at + 1 < s.length() && Folded.isDigit(s.charAt(at + 1))) {
                at++;
                tokens.add(new Token(start, at, Token.SIGN, c == '-' ? -1 : 1, null));
                continue;
            }
            if (Folded.isDigit(c)) {
                while (at < s.length() && Folded.isDigit(s.charAt(at))) {
                    at++;
                }
                int digits = at;
                while (at < s.length() && Character.isLetter(s.charAt(at))) {
                    at++;
                }
                var suffix = s.substring(digits, at);
                boolean plain = suffix.isEmpty() && (at == s.length() || " -".indexOf(s.charAt(at)) >= 0);
                boolean count = digits - start <= 3
                        && (plain || ORDINALS.contains(suffix));
                int value = count ? Integer.parseInt(s.substring(start, digits)) : 0;
                boolean hyphened = start > 0 && s.charAt(start - 1) == '-';
                tokens.add(new Token(start, at, count ? Token.COUNT : Token.OTHER, value, null, hyphened));
                continue;
            }
            var sequence = words.at(WordKind.SEQUENCE, s, at);
            if (sequence.isPresent()) {
                at = sequence.get().end();
                tokens.add(new Token(start, at, Token.SEQUENCE, 0, null));
                continue;
            }
            if (!Character.isLetter(c)) {
                at++;
                tokens.add(new Token(start, at, Token.OTHER, 0, null));
                continue;
            }
            while (at < s.length() && Character.isLetter(s.charAt(at))) {
                at++;
            }
            var w = s.substring(start, at);
            var ordinal = words.exact(WordKind.ORDINAL, w);
            var direction = words.exact(WordKind.DIRECTION, w);
            var session = words.exact(WordKind.SESSION, w);
            if (ordinal.isPresent()) {
                tokens.add(new Token(start, at, Token.COUNT, Integer.parseInt(ordinal.get()), null));
            } else if (direction.isPresent()) {
                tokens.add(new Token(start, at, Token.DIRECTION, direction.get().equals("UP") ? 1 : -1, null));
            } else if (session.isPresent()) {
                tokens.add(new Token(start, at, Token.SESSION, 0, session.get()));
            } else {
                tokens.add(new Token(start, at, FILLERS.contains(w) ? Token.FILLER : Token.OTHER, 0, null));
            }
        }
        return tokens;
    }

    /** A cell that is a run and nothing else; words in brackets are its context. */
    Optional<Streak> read(String s, String cell) {
        int bracket = s.indexOf('(');
        var head = bracket > 0 ? s.substring(0, bracket) : s;
        var chinese = chineseRun(head);
        if (chinese.isPresent()) {
            return chinese;
        }
        if (!words.anywhere(WordKind.SEQUENCE, head)) {
            return Optional.empty();
        }
        var tokens = tokens(head);
        if (tokens.stream().anyMatch(t -> t.kind == Token.OTHER)) {
            return Optional.empty();
        }
        return run(tokens, bracket > 0 ? Optional.of(inner(cell.substring(bracket))) : Optional.empty());
    }

    /** {@code 连跌7天}, {@code 7连涨}: written without gaps, so it is read as a whole. */
    private static Optional<Streak> chineseRun(String s) {
        var w = s.strip();
        boolean down = w.contains("连跌");
        if (!down && !w.contains("连涨")) {
            return Optional.empty();
        }
        var digits = w.chars()
                .filter(c -> c >= '0' && c <= '9')
                .limit(3)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        if (digits.isEmpty() || w.length() > 8) {
            return Optional.empty();
        }
        return Optional.of(new Streak(
                Integer.parseInt(digits.toString()),
                down ? Claim.Direction.DOWN : Claim.Direction.UP,
                w.contains("周") ? Claim.Streak.Per.WEEK : Claim.Streak.Per.DAY,
                Optional.empty()));
    }

    private static Optional<Streak> run(List<Token> tokens, Optional<String> context) {
        int count = count(tokens);
        int direction = 0;
        boolean sequence = false;
        String session = null;
        for (var t : tokens) {
            switch (t.kind) {
                case Token.COUNT -> {}
                case Token.SIGN, Token.DIRECTION -> {
                    if (direction != 0 && direction != t.value) {
                        return Optional.empty();
                    }
                    direction = t.value;
                }
                case Token.SEQUENCE -> sequence = true;
                case Token.SESSION -> session = t.role;
                default -> {}
            }
        }
        if (count == 0 || direction == 0 || !sequence || session == null) {
            return Optional.empty();
        }
        return Optional.of(new Streak(
                count,
                direction > 0 ? Claim.Direction.UP : Claim.Direction.DOWN,
                session.equals("WEEK") ? Claim.Streak.Per.WEEK : Claim.Streak.Per.DAY,
                context.filter(c -> !c.isBlank())));
    }

    /** The count nearest to the word of sequence: in "Apr 23 in 17-session streak" that is 17; 0 for a range, which is no count. */
    private static int count(List<Token> tokens) {
        int sequence = 0;
        while (sequence < tokens.size() && tokens.get(sequence).kind != Token.SEQUENCE) {
            sequence++;
        }
        int best = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind == Token.COUNT
                    && (best < 0 || Math.abs(i - sequence) <= Math.abs(best - sequence))) {
                best = i;
            }
        }
        boolean range = best > 0
                && tokens.get(best - 1).kind == Token.COUNT
                && tokens.get(best).start - tokens.get(best - 1).end == 1
                && tokens.get(best).hyphened;
        return best < 0 || range ? 0 : tokens.get(best).value;
    }

    private static String inner(String bracketed) {
        int close = bracketed.indexOf(')');
        return bracketed.substring(1, close < 0 ? bracketed.length() : close).strip();
    }
}
