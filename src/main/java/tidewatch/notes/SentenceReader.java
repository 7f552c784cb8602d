package tidewatch.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.notes.Section.Topic;

/** Reads one sentence: "out of A into B", "started late December", a known name with a signed figure or a run. */
final class SentenceReader {
    private static final Set<Topic> NO_FIGURES = Set.of(Topic.RELATED, Topic.VALID, Topic.INVALID, Topic.DURATION);

    private final Draft draft;
    private final Vocabulary words;

    SentenceReader(Draft draft) {
        this.draft = draft;
        this.words = draft.words;
    }

    /** Whether a rule read the sentence. */
    boolean read(Run sentence, Section section) {
        boolean read = flow(sentence, section);
        boolean about = section.topic() == Topic.FLOW
                || Vocabulary.indexOf(Folded.of(withoutLinks(sentence)), "rotation", 0, false) >= 0;
        read |= about && timing(sentence, section);
        if (!read && !NO_FIGURES.contains(section.topic())) {
            read = figures(sentence, section);
        }
        return read;
    }

    private static final List<String> FLOW_WORDS =
            List.of("rotat", "flow", "money", "capital", "moving", "shift", "selling");

    /** "out of A into B", or one of the two beside a word of moving money; at least one known name on each side that is there. */
    private boolean flow(Run sentence, Section section) {
        var s = Folded.of(sentence.plain());
        int out = Vocabulary.indexOf(s, "out of", 0, true);
        int in = Vocabulary.indexOf(s, "into", Math.max(0, out), true);
        if (in < 0 && out >= 0) {
            in = Vocabulary.indexOf(s, "into", 0, true);
        }
        if (out < 0 && in < 0) {
            return false;
        }
        if ((out < 0 || in < 0) && FLOW_WORDS.stream().noneMatch(w -> Vocabulary.indexOf(s, w, 0, false) >= 0)) {
            return false;
        }
        var dates = draft.dates.find(sentence.plain(), DateContext.Mode.NEAREST, section.asOf());
        var outNames = out < 0 ? List.<Name>of() : flowNames(sentence, s, out + 6, in > out ? in : s.length(), dates);
        var inNames = in < 0 ? List.<Name>of() : flowNames(sentence, s, in + 4, out > in ? out : s.length(), dates);
        if ((out >= 0 && outNames.isEmpty()) || (in >= 0 && inNames.isEmpty())) {
            return false;
        }
        Optional<Window> period = dates.stream()
                .map(d -> d.reading().window())
                .flatMap(Optional::stream)
                .findFirst();
        var source = draft.source(sentence.whole(), section, Confidence.LIKELY, Rule.FLOW_PROSE);
        if (out >= 0) {
            draft.add(new Claim.Flow(source, Claim.Direction.DOWN, outNames, period));
        }
        if (in >= 0) {
            draft.add(new Claim.Flow(source, Claim.Direction.UP, inNames, period));
        }
        return true;
    }

    private static boolean isKnown(Name n) {
        return n.link().isPresent()
                || n.ticker().isPresent()
                || Dictionary.bundled().knows(n.text());
    }

    private static final List<String> FLOW_ENDS = List.of(
            " in ",
            " on ",
            " as ",
            " amid ",
            " after ",
            " since ",
            " during ",
            " because ",
            " while ",
            " with ",
            " over ",
            " ahead ",
            " by ",
            " at ",
            " for ",
            " this ",
            " last ",
            ". ",
            " - ",
            ":",
            ";",
            "(");

    private static List<Name> flowNames(Run sentence, String s, int from, int limit, List<DatePhrase.Located> dates) {
        int end = limit;
        for (var word : FLOW_ENDS) {
            int at = s.indexOf(word, from);
            end = at > from ? Math.min(end, at) : end;
        }
        for (var date : dates) {
            end = date.start() > from ? Math.min(end, date.start()) : end;
        }
        // In a sentence only names count: "into small caps and industrials, third day" has two.
        return NameList.list(sentence.sub(from, Math.max(from, end)).strip()).stream()
                .filter(SentenceReader::isKnown)
                .toList();
    }

    /** "Started late December 2025, accelerated first week of January 2026": each verb with the date behind it. */
    boolean timing(Run phrase, Section section) {
        var s = Folded.of(phrase.plain());
        // A date in the title of a linked note is a name.
        var dates = draft.dates.find(withoutLinks(phrase), DateContext.Mode.NEAREST, section.asOf());
        if (dates.isEmpty()) {
            return false;
        }
        record Verb(Claim.RotationTiming.Phase phase, int start, int end) {}
        var verbs = new ArrayList<Verb>();
        for (int i = 0; i < s.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(s.charAt(i - 1))) {
                var hit = words.at("timing", s, i);
                if (hit.isPresent()) {
                    verbs.add(new Verb(
                            Claim.RotationTiming.Phase.valueOf(hit.get().role()),
                            i,
                            hit.get().end()));
                    i = hit.get().end() - 1;
                }
            }
        }
        boolean any = false;
        for (int i = 0; i < verbs.size(); i++) {
            var verb = verbs.get(i);
            int stop = i + 1 < verbs.size() ? verbs.get(i + 1).start : s.length();
            for (var date : dates) {
                boolean behind = date.end() > verb.end && date.start() < stop && date.start() >= verb.start;
                var days = named(date.reading());
                if (behind && days.isPresent()) {
                    var at = phrase.at(verb.start, Math.max(verb.end, date.end()));
                    draft.add(new Claim.RotationTiming(
                            draft.source(at, section, Confidence.SURE, Rule.TIMING), verb.phase, days.get()));
                    any = true;
                    break;
                }
            }
        }
        if (any) {
            // The joints between the phrases belong to them.
            draft.structure(phrase.whole());
        }
        return any;
    }

    /** The words with those of links blanked out, as long as before. */
    private static String withoutLinks(Run run) {
        if (run.marks().isEmpty()) {
            return run.plain();
        }
        var out = run.plain().toCharArray();
        run.marks().forEach(mark -> Arrays.fill(out, mark.start(), mark.end(), ' '));
        return new String(out);
    }

    /** The days that the words name: for "since late December" that part of December, though the meaning has no end. */
    private static Optional<Window> named(DateReading reading) {
        return reading instanceof DateReading.Interval i ? Optional.of(i.named()) : reading.window();
    }

    /** A known name with a signed figure or a run in one clause, and no word that makes the figure something else. */
    private boolean figures(Run sentence, Section section) {
        var plain = sentence.readable();
        boolean any = false;
        int from = 0;
        var s = Folded.of(plain);
        for (int i = 0; i <= plain.length(); i++) {
            boolean cut = i == plain.length()
                    || s.charAt(i) == ';'
                    || (s.charAt(i) == ',' && i + 1 < s.length() && s.charAt(i + 1) == ' ')
                    || s.startsWith(" while ", i)
                    || s.startsWith(" but ", i);
            if (cut) {
                any |= clause(sentence, plain, from, i, section);
                from = Math.min(plain.length(), i + 1);
            }
        }
        return any;
    }

    private boolean clause(Run sentence, String plain, int from, int to, Section section) {
        var clause = plain.substring(from, to);
        if (clause.isBlank() || words.wordHit("not-a-move", Folded.of(clause))) {
            return false;
        }
        boolean any = false;
        var run = draft.cells.findStreak(clause);
        if (run.isPresent()) {
            var name = nameBefore(sentence, from, from, from + run.get().start());
            if (name.isPresent()) {
                var streak = run.get().item();
                var source = draft.source(sentence.whole(), section, Confidence.LIKELY, Rule.STREAK_PROSE);
                draft.add(new Claim.Streak(
                        source, name.get(), streak.length(), streak.direction(), streak.per(), Optional.empty()));
                return true;
            }
        }
        int behind = from;
        for (var found : draft.cells.findFigures(clause)) {
            var name = nameBefore(sentence, from, behind, from + found.start());
            behind = from + found.end();
            if (name.isEmpty()) {
                continue;
            }
            var figure = found.item();
            if (figure.against().isPresent()) {
                var stretch = figure.against().get();
                var benchmark = NameList.inEntityCell(sentence.sub(from + stretch.start(), from + stretch.end())
                        .strip());
                if (!benchmark.isEmpty()) {
                    var source = draft.source(sentence.whole(), section, Confidence.LIKELY, Rule.MOVE_RELATIVE);
                    draft.add(new Claim.RelativeMove(
                            source,
                            name.get(),
                            benchmark.getFirst(),
                            figure.amount(),
                            figure.period(),
                            Optional.empty()));
                    any = true;
                    continue;
                }
            }
            var source = draft.source(sentence.whole(), section, Confidence.LIKELY, Rule.MOVE_PROSE);
            draft.add(new Claim.Move(source, name.get(), figure.amount(), figure.period(), Optional.empty()));
            any = true;
        }
        return any;
    }

    /** The last link or known name between these positions of the sentence. */
    private static Optional<Name> nameBefore(Run sentence, int clause, int from, int to) {
        Optional<Name> best = Optional.empty();
        int bestEnd = -1;
        for (var mark : sentence.marks()) {
            if (mark.isLink()
                    && mark.start() >= from
                    && mark.end() <= to
                    && mark.end() > bestEnd
                    && !mark.target().isBlank()) {
                best = Optional.of(NameList.single(new Name(
                        sentence.plain().substring(mark.start(), mark.end()),
                        Optional.of(mark.target()),
                        Optional.empty())));
                bestEnd = mark.end();
            }
        }
        var plain = sentence.plain();
        var starts = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(plain.charAt(i))
                    && (i == clause || !Character.isLetterOrDigit(plain.charAt(i - 1)))) {
                starts.add(i);
            }
        }
        for (int w = starts.size() - 1; w >= 0 && starts.size() - w <= 12; w--) {
            int start = starts.get(w);
            if (start < bestEnd) {
                break;
            }
            for (int last = Math.min(starts.size(), w + 5) - 1; last >= w; last--) {
                int end = starts.get(last);
                while (end < to
                        && (Character.isLetterOrDigit(plain.charAt(end)) || "&'.".indexOf(plain.charAt(end)) >= 0)) {
                    end++;
                }
                var words = NameList.cleaned(plain.substring(start, end));
                if (!words.isEmpty() && !Dictionary.bundled().inProse(words).isEmpty()) {
                    // A longer name that ends here too is the better one: "Russell 2000" before "2000".
                    int wider = w - 1;
                    while (wider >= 0 && w - wider <= 4) {
                        var longer = NameList.cleaned(plain.substring(starts.get(wider), end));
                        if (!Dictionary.bundled().inProse(longer).isEmpty()) {
                            words = longer;
                        }
                        wider--;
                    }
                    return Optional.of(Name.of(words));
                }
            }
        }
        return best;
    }
}
