package tidewatch.evidence;

import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.notes.Claim;
import tidewatch.notes.Note;

/** How likely an author called a claim, in figures: only such a claim has a Brier score. */
final class StatedProbability {
    private static final Pattern BEFORE = Pattern.compile("(?i)\\b(\\d{1,3}(?:\\.\\d{1,2})?) ?% (?:probability|probable|chance|likely|likelihood|odds|confident)\\b");
    private static final Pattern BEHIND =
            Pattern.compile("(?i)\\b(?:probability|chance|likelihood|odds)(?: of|:| is| =)? ?(\\d{1,3}(?:\\.\\d{1,2})?) ?%");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?) ?%|(0?\\.\\d{1,3}|[01])");

    private StatedProbability() {}

    /** Of a claim: from its own words, else from the front matter of a note that states the thesis ({@code probability: 70%}, or .7). */
    static Optional<Double> of(Claim claim, Optional<Note> note) {
        var quote = claim.source().quote();
        return found(BEFORE, quote).or(() -> found(BEHIND, quote)).or(() -> claim instanceof Claim.Thesis
                ? note.map(Note::properties).flatMap(keys -> Optional.ofNullable(keys.get("probability"))).flatMap(StatedProbability::share)
                : Optional.empty());
    }

    private static Optional<Double> found(Pattern pattern, String words) {
        var match = pattern.matcher(words);
        return match.find() ? percent(match.group(1)) : Optional.empty();
    }

    private static Optional<Double> share(String words) {
        var match = SHARE.matcher(words.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        return match.group(1) != null ? percent(match.group(1)) : Optional.of(Double.parseDouble(match.group(2)));
    }

    private static Optional<Double> percent(String digits) {
        double percent = Double.parseDouble(digits);
        return percent > 100 ? Optional.empty() : Optional.of(percent / 100);
    }
}
