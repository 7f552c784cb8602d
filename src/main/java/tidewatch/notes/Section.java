package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A heading and what stands under it, up to the next heading of its level.
 *
 * @param at the heading's stretch; empty for the top of the note
 * @param shown the heading without markup
 * @param topic what the words of this heading, or else those above it, are about
 * @param side which side it speaks of, inherited
 * @param asOf the days named in it or above it
 * @param period a year or quarter named in it: "for 2026"
 * @param pieces blocks before the first child, in reading order
 */
record Section(
        Stretch at,
        int level,
        String shown,
        List<String> trail,
        Topic topic,
        boolean ownTopic,
        Optional<Claim.Direction> side,
        Optional<Window> asOf,
        Optional<Window> period,
        List<Piece> pieces,
        List<Section> children) {
    /** What a part of a note is about. */
    enum Topic {
        RELATED,
        VALID,
        INVALID,
        THESES,
        DURATION,
        WATCH,
        DRIVERS,
        SECTORS,
        MOVES,
        FLOW,
        NONE
    }

    static Section top() {
        return new Section(
                new Stretch(0, 0),
                0,
                "",
                List.of(),
                Topic.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** The same section with these days, for a row that states its own. */
    Section on(Window days) {
        return new Section(
                at, level, shown, trail, topic, ownTopic, side, Optional.of(days), period, pieces, children);
    }

    /** All blocks, those of the children included. */
    Stream<Piece> allPieces() {
        return Stream.concat(pieces.stream(), children.stream().flatMap(Section::allPieces));
    }

    /** A child for this heading. */
    Section child(Piece.Heading heading, boolean isTitle, Vocabulary words, NoteDates dates) {
        var shown = heading.words().plain().strip();
        var bare = withoutBrackets(shown);
        var key = NameKey.of(withoutNumber(NameList.cleaned(withoutQuotes(bare))));
        boolean numbered = number(NameList.cleaned(bare)).isPresent();
        var own = isTitle || (topic == Topic.DRIVERS && numbered) ? Optional.<Topic>empty() : topic(key, words);
        var about = own.orElse(isTitle ? Topic.NONE : topic);
        var side = isTitle ? Optional.<Claim.Direction>empty() : side(key, about, words);
        Optional<Window> day = Optional.empty();
        Optional<Window> span = Optional.empty();
        if (!isTitle && about != Topic.WATCH && about != Topic.DURATION && about != Topic.DRIVERS) {
            for (var found : dates.find(shown, DateContext.Mode.NEAREST, asOf)) {
                var window = found.reading().window();
                boolean open =
                        window.map(w -> w.from().isEmpty() || w.to().isEmpty()).orElse(true);
                if (open || found.reading() instanceof DateReading.Event) {
                    continue;
                }
                boolean coarse = window.get().precision() == Window.Precision.YEAR
                        || window.get().precision() == Window.Precision.QUARTER;
                day = day.isEmpty() && !coarse ? window : day;
                span = span.isEmpty() && coarse ? window : span;
            }
        }
        var path = new ArrayList<>(trail);
        if (!shown.isEmpty()) {
            path.add(shown);
        }
        var made = new Section(
                heading.at(),
                heading.level(),
                shown,
                List.copyOf(path),
                about,
                own.isPresent(),
                side,
                day.isPresent() ? day : asOf,
                span.isPresent() ? span : period,
                new ArrayList<>(),
                new ArrayList<>());
        children.add(made);
        return made;
    }

    private Optional<Topic> topic(String key, Vocabulary words) {
        var exact = words.exact(WordKind.TOPIC_EXACT, key);
        if (exact.isPresent()) {
            return exact.map(Topic::valueOf);
        }
        return words.startHit(WordKind.TOPIC, key).map(role -> {
            if (role.equals("CATALYST")) {
                boolean past = words.startHit(WordKind.PAST, key).isPresent();
                return topic == Topic.DRIVERS || past ? Topic.DRIVERS : Topic.WATCH;
            }
            return Topic.valueOf(role);
        });
    }

    /** Both sides in one heading cancel out; none inherits. */
    private Optional<Claim.Direction> side(String key, Topic about, Vocabulary words) {
        boolean up = words.startHit(WordKind.POLARITY, "UP", key);
        boolean down = words.startHit(WordKind.POLARITY, "DOWN", key);
        if (about == Topic.FLOW || about == Topic.MOVES || about == Topic.SECTORS) {
            up |= words.startHit(WordKind.POLARITY_FLOW, "UP", key);
            down |= words.startHit(WordKind.POLARITY_FLOW, "DOWN", key);
        }
        if (!up && !down) {
            return side;
        }
        return up && down ? Optional.empty() : Optional.of(up ? Claim.Direction.UP : Claim.Direction.DOWN);
    }

    /** Without words in quotation marks, which are somebody else's title; a heading that is one quotation stays. */
    private static String withoutQuotes(String words) {
        if (words.indexOf('"') < 0 && words.indexOf('\u201c') < 0 && words.indexOf('\u201d') < 0) {
            return words;
        }
        var out = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean mark = c == '"' || c == '\u201c' || c == '\u201d';
            if (!mark && !inside) {
                out.append(c);
            }
            inside = mark ? (c == '"' ? !inside : c == '\u201c') : inside;
        }
        return inside || out.toString().isBlank() ? words : out.toString();
    }

    static String withoutBrackets(String words) {
        if (words.indexOf('(') < 0) {
            return words.strip();
        }
        var out = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            depth += c == '(' ? 1 : 0;
            if (depth == 0) {
                out.append(c);
            }
            depth = Math.max(0, depth - (c == ')' ? 1 : 0));
        }
        return out.toString().strip();
    }

    /** Without "1." or "2)" in front. */
    static String withoutNumber(String words) {
        int at = 0;
        while (at < words.length() && words.charAt(at) >= '0' && words.charAt(at) <= '9') {
            at++;
        }
        boolean numbered =
                at > 0 && at <= 3 && at < words.length() && (words.charAt(at) == '.' || words.charAt(at) == ')');
        return numbered ? words.substring(at + 1).strip() : words;
    }

    /** The number in front, absent when there is none. */
    static Optional<Integer> number(String words) {
        var rest = withoutNumber(words);
        if (rest.equals(words)) {
            return Optional.empty();
        }
        int at = 0;
        while (words.charAt(at) >= '0' && words.charAt(at) <= '9') {
            at++;
        }
        return Optional.of(Integer.parseInt(words.substring(0, at)));
    }
}
