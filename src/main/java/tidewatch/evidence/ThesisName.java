package tidewatch.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Claim.Thesis.Leg;
import tidewatch.notes.Name;

/**
 * The legs that the name of a thesis states, for theses that a note names without having a note of their own: "Long NVIDIA",
 * "Short TSMC / Long Korea", "Long utilities vs SPY".
 *
 * @param legs at least one
 * @param benchmark what stands behind "vs"
 */
record ThesisName(List<Leg> legs, Optional<Name> benchmark) {
    private static final Pattern LEG = Pattern.compile("(?i)(long|overweight|bullish|short|underweight|bearish|avoid)\\s+(?:on\\s+)?(.+)");
    /** "NVDA short": the direction behind a ticker in capitals. */
    private static final Pattern BEHIND = Pattern.compile("\\$?([A-Z]{1,5}(?:[.-][A-Z])?)\\s+(?i:(long|short))");
    private static final Pattern NEXT_LEG = Pattern.compile("(?i)\\s*[/,;]\\s*(?=(?:long|short|overweight|underweight|bullish|bearish|avoid)\\s)");
    private static final Pattern VERSUS = Pattern.compile("(?i)\\s+(?:vs\\.?|versus|against)\\s+");

    ThesisName {
        legs = List.copyOf(legs);
    }

    /** Absent when the name states no direction. */
    static Optional<ThesisName> parse(String name) {
        var behind = BEHIND.matcher(name.strip());
        if (behind.matches()) {
            var ticker = behind.group(1);
            return Optional.of(new ThesisName(
                    List.of(new Leg(new Name(ticker, Optional.empty(), Optional.of(ticker)), direction(behind.group(2)))), Optional.empty()));
        }
        var sides = VERSUS.splitAsStream(name.strip()).limit(2).toList();
        var legs = new ArrayList<Leg>();
        for (var part : NEXT_LEG.splitAsStream(sides.getFirst()).toList()) {
            var match = LEG.matcher(part.strip());
            if (!match.matches()) {
                return Optional.empty();
            }
            legs.add(new Leg(Name.of(match.group(2).strip()), direction(match.group(1))));
        }
        var benchmark = sides.size() > 1 && !sides.get(1).isBlank()
                ? Optional.of(Name.of(sides.get(1).strip()))
                : Optional.<Name>empty();
        return Optional.of(new ThesisName(legs, benchmark));
    }

    private static Direction direction(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "short", "underweight", "bearish", "avoid" -> Direction.DOWN;
            default -> Direction.UP;
        };
    }
}
