package tidewatch.notes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import tidewatch.notes.Claim.ThesisImpact.Horizon;
import tidewatch.notes.Claim.ThesisImpact.Kind;
import tidewatch.notes.Claim.ThesisImpact.Verdict;

/**
 * What a few words mean for a thesis. Words beat arrows; a leading verdict word rules the row; horizons are never averaged; a negation is
 * asked about and never flipped.
 *
 * @param verdicts one for each horizon spoken of; empty when no word and no arrow hits
 * @param negated a word that may turn the verdict round
 */
record Verdicts(List<Verdict> verdicts, boolean negated) {
    static Verdicts of(String text, Vocabulary words) {
        var s = Folded.of(text);
        var clauses = clauses(s, text);
        // "If it stays, confirms": a condition is no verdict yet.
        boolean negated =
                Vocabulary.indexOf(s, "if", 0, true) >= 0 || Vocabulary.indexOf(s, "unless", 0, true) >= 0;
        var leading = leading(s, words);
        // "Tailwind near-term, headwind long-term" speaks of two spans of time, and neither rules the other.
        boolean twoHorizons = clauses.stream()
                        .filter(c -> kind(c, words).isPresent())
                        .map(c -> horizon(c, words))
                        .filter(h -> h != Horizon.NOT_STATED)
                        .distinct()
                        .count()
                > 1;
        if (leading.isPresent() && !twoHorizons) {
            var clause = clauses.getFirst();
            return new Verdicts(List.of(new Verdict(horizon(clause, words), leading.get())), negated || isNegated(clause, words));
        }
        var found = new EnumMap<Horizon, Kind>(Horizon.class);
        for (var clause : clauses) {
            var kind = kind(clause, words);
            if (kind.isPresent()) {
                negated |= isNegated(clause, words);
                found.merge(horizon(clause, words), kind.get(), Verdicts::both);
            }
        }
        if (found.isEmpty()) {
            var arrow = arrow(text, words);
            if (arrow.isPresent()) {
                return new Verdicts(List.of(new Verdict(horizon(s, words), arrow.get())), false);
            }
        }
        return new Verdicts(
                found.entrySet().stream()
                        .map(e -> new Verdict(e.getKey(), e.getValue()))
                        .toList(),
                negated);
    }

    private static Kind both(Kind a, Kind b) {
        if (a == b) {
            return a;
        }
        if (a == Kind.NEUTRAL || a == Kind.NEW) {
            return b;
        }
        return b == Kind.NEUTRAL || b == Kind.NEW ? a : Kind.MIXED;
    }

    /** Clauses end at a comma, a semicolon, a dash between blanks, "but" and "however". */
    private static List<String> clauses(String s, String text) {
        var clauses = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at <= s.length(); at++) {
            int width = 0;
            if (at == s.length()) {
                width = 1;
            } else if (s.charAt(at) == ',' || s.charAt(at) == ';') {
                width = 1;
            } else if (s.startsWith(" - ", at)) {
                width = 3;
            } else if (s.startsWith(" but ", at)) {
                width = 5;
            } else if (s.startsWith(" however ", at)) {
                width = 9;
            }
            if (width > 0) {
                var clause = s.substring(from, Math.min(at, s.length())).strip();
                if (!clause.isEmpty()) {
                    clauses.add(clause);
                }
                from = at + width;
                at = from - 1;
            }
        }
        return clauses.isEmpty() ? List.of(text) : clauses;
    }

    private static Optional<Kind> leading(String s, Vocabulary words) {
        int at = 0;
        while (at < s.length() && !Character.isLetter(s.charAt(at))) {
            at++;
        }
        int end = at;
        while (end < s.length() && Character.isLetter(s.charAt(end))) {
            end++;
        }
        var first = s.substring(at, end);
        var alone = words.exact(WordKind.VERDICT_ALONE, first);
        if (alone.isPresent() && s.substring(end).chars().noneMatch(Character::isLetter)) {
            return alone.map(Kind::valueOf);
        }
        for (var role : words.roles(WordKind.VERDICT).entrySet()) {
            for (var word : role.getValue()) {
                // "Risk" or "pressure" in front of more words is a topic, not a verdict: only whole verbs and
                // adjectives lead.
                if (first.startsWith(word) || (s.startsWith(word, at) && word.indexOf(' ') > 0)) {
                    return Optional.of(Kind.valueOf(role.getKey()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Kind> kind(String clause, Vocabulary words) {
        Optional<Kind> kind = Optional.empty();
        for (var role : words.roles(WordKind.VERDICT).keySet()) {
            if (words.startHit(WordKind.VERDICT, role, clause)) {
                var one = Kind.valueOf(role);
                kind = Optional.of(kind.map(k -> both(k, one)).orElse(one));
            }
        }
        return kind;
    }

    private static Horizon horizon(String clause, Vocabulary words) {
        boolean near = words.startHit(WordKind.HORIZON, "NEAR", clause);
        boolean far = words.startHit(WordKind.HORIZON, "STRUCTURAL", clause);
        if (near == far) {
            return Horizon.NOT_STATED;
        }
        return near ? Horizon.NEAR : Horizon.STRUCTURAL;
    }

    private static Optional<Kind> arrow(String text, Vocabulary words) {
        var start = text.strip();
        for (var role : words.roles(WordKind.ARROW).entrySet()) {
            for (var sign : role.getValue()) {
                if (start.startsWith(sign)) {
                    return Optional.of(Kind.valueOf(role.getKey()));
                }
            }
        }
        return Optional.empty();
    }

    /** A negator within three words before a verdict, or a headwind that is itself easing. */
    private static boolean isNegated(String clause, Vocabulary words) {
        var parts = clause.split(" ", -1);
        for (int i = 0; i < parts.length; i++) {
            if (words.startHit(WordKind.VERDICT, parts[i]).isEmpty()) {
                continue;
            }
            for (int k = Math.max(0, i - 3); k < i; k++) {
                if (words.isWord(WordKind.NEGATOR, parts[k])) {
                    return true;
                }
            }
            boolean hurt = words.startHit(WordKind.VERDICT, "HURT", parts[i]);
            for (int k = i + 1; hurt && k < Math.min(parts.length, i + 3); k++) {
                if (words.isWord(WordKind.EASING, parts[k])) {
                    return true;
                }
            }
        }
        return false;
    }
}
