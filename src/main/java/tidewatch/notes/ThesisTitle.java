package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a title such as "Long NVIDIA", "Short TSMC / Long Korea" or "Overweight value vs growth" into the legs of a thesis. */
public final class ThesisTitle {
    private ThesisTitle() {}

    /** The legs, absent when the title is no thesis; works for titles that no note bears. */
    public static Optional<List<Claim.Thesis.Leg>> parse(String title) {
        return parse(title, Vocabulary.bundled());
    }

    static Optional<List<Claim.Thesis.Leg>> parse(String title, Vocabulary words) {
        var plain = unlinked(title);
        var lower = Folded.of(plain);
        var first = words.at(WordKind.THESIS, lower, 0);
        if (first.isEmpty()) {
            return behind(plain, lower, words);
        }
        if (isNoPosition(lower, first.get().end())) {
            return Optional.empty();
        }
        var legs = new ArrayList<Claim.Thesis.Leg>();
        var direction = direction(first.get());
        int from = first.get().end();
        int at = from;
        while (at <= plain.length()) {
            boolean end = at == plain.length();
            char c = end ? 0 : lower.charAt(at);
            int next = -1;
            var turned = direction;
            if (c == '/' || c == ',' || c == ';' || c == '+' || c == '&') {
                int word = skip(lower, at + 1);
                var leg = words.at(WordKind.THESIS, lower, word);
                if (leg.isPresent()) {
                    turned = direction(leg.get());
                    next = leg.get().end();
                }
            } else if (c == ' ') {
                var leg = lower.startsWith(" and ", at)
                        ? words.at(WordKind.THESIS, lower, at + 5)
                        : Optional.<Vocabulary.Hit>empty();
                if (leg.isPresent()) {
                    turned = direction(leg.get());
                    next = leg.get().end();
                } else {
                    for (var against : List.of(" vs. ", " vs ", " versus ", " against ", " over ")) {
                        if (lower.startsWith(against, at) && legs.isEmpty()) {
                            next = at + against.length();
                            turned = direction == Claim.Direction.UP ? Claim.Direction.DOWN : Claim.Direction.UP;
                        }
                    }
                }
            }
            if (end || next >= 0) {
                var leg = trimmed(plain.substring(from, at));
                if (leg.isEmpty()) {
                    return Optional.empty();
                }
                legs.add(new Claim.Thesis.Leg(NameList.single(Name.of(leg)), direction));
                if (end) {
                    break;
                }
                from = next;
                at = next;
                direction = turned;
            } else {
                at++;
            }
        }
        return legs.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(legs));
    }

    /** "NVDA short": the direction behind a ticker in capitals. Behind other words it may mean anything. */
    private static Optional<List<Claim.Thesis.Leg>> behind(String plain, String lower, Vocabulary words) {
        int gap = plain.lastIndexOf(' ');
        var ticker = gap < 0 ? "" : plain.substring(0, gap).strip();
        var direction = gap < 0 ? Optional.<Vocabulary.Hit>empty() : words.at(WordKind.THESIS, lower, gap + 1).filter(hit -> hit.end() == lower.length());
        return direction.isPresent() && NameList.isTicker(ticker)
                ? Optional.of(List.of(new Claim.Thesis.Leg(new Name(ticker, Optional.empty(), Optional.of(ticker)), direction(direction.get()))))
                : Optional.empty();
    }

    private static final List<String> OTHER_SENSES =
            List.of("term", "run", "interest", "squeeze", "sellers", "story", "version", "list", "read", "covering");

    /** "Short-term outlook", "Long run", "Short interest": the word is there and means something else. */
    private static boolean isNoPosition(String lower, int end) {
        int at = end;
        while (at < lower.length() && (lower.charAt(at) == ' ' || lower.charAt(at) == '-')) {
            at++;
        }
        boolean glued = end < lower.length() && lower.charAt(end) == '-' && at == end + 1;
        int from = at;
        return glued
                || OTHER_SENSES.stream()
                        .anyMatch(word -> Vocabulary.indexOf(lower.substring(from), word, 0, true) == 0);
    }

    private static Claim.Direction direction(Vocabulary.Hit hit) {
        return hit.role().equals("UP") ? Claim.Direction.UP : Claim.Direction.DOWN;
    }

    /** Without what may stand behind a name in a title: "thesis", a bracket that is no ticker, a colon and more words. */
    private static String trimmed(String words) {
        var name = words.strip();
        if (name.startsWith(":") || name.startsWith("-")) {
            name = name.substring(1).strip();
        }
        for (var end : List.of(" thesis", " Thesis", " trade", " Trade")) {
            name = name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
        }
        int dash = name.indexOf(" — ");
        dash = dash < 0 ? name.indexOf(" - ") : dash;
        dash = dash < 0 ? name.indexOf(": ") : dash;
        return (dash > 0 ? name.substring(0, dash) : name).strip();
    }

    private static String unlinked(String title) {
        var plain = title.strip();
        if (plain.startsWith("[[") && plain.endsWith("]]")) {
            plain = plain.substring(2, plain.length() - 2);
            int bar = plain.indexOf('|');
            plain = bar > 0 ? plain.substring(0, bar) : plain;
            int slash = plain.lastIndexOf('/');
            boolean folder = slash >= 0 && !plain.contains(" / ");
            plain = folder ? plain.substring(slash + 1) : plain;
        }
        return plain.endsWith(".md") ? plain.substring(0, plain.length() - 3) : plain;
    }

    private static int skip(String s, int from) {
        int at = from;
        while (at < s.length() && s.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
