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

    /** What {@link #openings} tells apart, one bit each. */
    private static final int SEQUENCE = 1, SUPPOSED = 2, ROTATION = 4, FLOW = 8;

    private final Draft draft;
    private final Vocabulary words;

    SentenceReader(Draft draft) {
        this.draft = draft;
        this.words = draft.words;
    }

    /** Most sentences hold none of these words, which one look tells. */
    static Openings openings(Vocabulary words) {
        return new Openings(List.of(words.all(WordKind.SEQUENCE), words.all(WordKind.SUPPOSED), List.of("rotation"), List.of("out of", "into")));
    }

    /** Whether a rule read the sentence. */
    boolean read(Run sentence, Section section) {
        if (watch(sentence, section)) {
            return true;
        }
        int openings = words.sentences().in(sentence.folded());
        boolean read = (openings & FLOW) != 0 && flow(sentence, section);
        // Words of links are no words of the sentence: behind one a word begins that would else be the end of another.
        boolean rotation = (openings & ROTATION) != 0 || stands("rotation", sentence);
        boolean about = section.topic() == Topic.FLOW
                || (rotation
                        && sentence.folded().contains("rotation")
                        && Vocabulary.indexOf(Folded.of(withoutLinks(sentence)), "rotation", 0, false) >= 0);
        read |= about && timing(sentence, section, false);
        if (!read && !NO_FIGURES.contains(section.topic())) {
            read = figures(sentence, section, openings);
        }
        return read;
    }

    /** Whether a word stands right behind a link, code or withdrawn words. */
    private static boolean stands(String word, Run sentence) {
        for (var mark : sentence.marks()) {
            if (sentence.folded().startsWith(word, mark.end())) {
                return true;
            }
        }
        return false;
    }

    private static final List<String> WATCH_FOR =
            List.of("watch for ", "watch whether ", "watch if ", "watch how ", "keep an eye on ", "keep watching ");

    /** "Watch whether margins hold.": a sentence that asks to look out for something. */
    private boolean watch(Run sentence, Section section) {
        var s = sentence.folded();
        if (s.isEmpty() || (s.charAt(0) != 'w' && s.charAt(0) != 'k')) {
            return false;
        }
        for (var word : WATCH_FOR) {
            if (s.startsWith(word)) {
                int from = word.startsWith("watch ") && !word.equals("watch for ") ? 6 : word.length();
                draft.structure(sentence.at(0, from));
                WatchReader.item(
                        draft,
                        section,
                        sentence.sub(from, sentence.length()).strip(),
                        Optional.empty(),
                        Rule.WATCH_LINE,
                        Confidence.LIKELY);
                return true;
            }
        }
        return false;
    }

    private static final List<String> FLOW_WORDS = List.of("rotat", "flow", "shift", "fled");

    /** Whether a word of moving money stands in the last words before "into" or "out of", in the same clause. */
    private static boolean movesMoney(String s, int at) {
        int from = at;
        int blanks = 0;
        while (from > 0 && blanks < 6 && ",;:.(".indexOf(s.charAt(from - 1)) < 0) {
            from--;
            blanks += s.charAt(from) == ' ' ? 1 : 0;
        }
        var before = s.substring(from, at);
        return FLOW_WORDS.stream().anyMatch(w -> before.contains(w))
                && !before.contains("cash flow")
                && (!before.contains("shift") || speaksOfMoney(s.replace("shift", "")));
    }

    private static final List<String> MONEY_WORDS = List.of(
            "rotat", "flow", "money", "capital", "investor", "fund", "allocat", "asset", "portfolio", "position", "trade", "stock",
            "share", "equit", "selling", "buying", "moving", "market");

    /** "Assembly shifts out of China into India" moves no money. */
    private static boolean speaksOfMoney(String s) {
        return MONEY_WORDS.stream().anyMatch(w -> Vocabulary.indexOf(s, w, 0, false) >= 0);
    }

    /** "out of A into B", or one of the two beside a word of moving money; at least one known name on each side that is there. */
    private boolean flow(Run sentence, Section section) {
        var s = sentence.folded();
        int out = Vocabulary.indexOf(s, "out of", 0, true);
        int in = Vocabulary.indexOf(s, "into", Math.max(0, out), true);
        if (in < 0 && out >= 0) {
            in = Vocabulary.indexOf(s, "into", 0, true);
        }
        if (out < 0 && in < 0) {
            return false;
        }
        if ((out < 0 || in < 0) ? !movesMoney(s, Math.max(out, in)) : !speaksOfMoney(s)) {
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
        return (n.link().isPresent() && wordsIn(n.text()) <= 4)
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
        var part = sentence.sub(from, Math.max(from, end)).strip();
        var joined = Folded.of(part.plain());
        if (joined.endsWith(" and") || joined.endsWith(" or")) {
            part = part.sub(0, joined.lastIndexOf(' ')).strip();
        }
        // In a sentence only names count: "into small caps and industrials, third day" has two.
        return NameList.list(part).stream().filter(SentenceReader::isKnown).toList();
    }

    private static final List<String> MOVERS = List.of(
            "rotation", "rotat", "flow", "unwind", "leadership", "selling", "de-risking", "money", "out of", "into");

    /** Whether the words before a verb of time are about money changing sides; nothing before it is about the section's subject. */
    private static boolean isOfRotation(String s, int verb, Section section) {
        int from = Math.max(0, verb - 60);
        for (int i = verb - 1; i >= from; i--) {
            if (";:.".indexOf(s.charAt(i)) >= 0 || s.startsWith(" - ", i)) {
                from = i + 1;
            }
        }
        var before = s.substring(from, verb);
        return before.isBlank()
                ? section.topic() == Topic.FLOW
                : !before.contains("cash flow")
                        && MOVERS.stream().anyMatch(w -> Vocabulary.indexOf(before, w, 0, false) >= 0);
    }

    /**
     * "Started late December 2025, accelerated first week of January 2026": each verb with the date behind it.
     *
     * @param stated by a lead word or a heading; else the first verb must speak of the rotation itself and "since" alone says nothing
     */
    boolean timing(Run phrase, Section section, boolean stated) {
        var s = phrase.folded();
        if (!words.anywhere(WordKind.TIMING, s)) {
            return false;
        }
        // A date in the title of a linked note is a name.
        var dates = draft.dates.find(withoutLinks(phrase), DateContext.Mode.NEAREST, section.asOf());
        if (dates.isEmpty()) {
            return false;
        }
        boolean ours = stated;
        record Verb(Claim.RotationTiming.Phase phase, int start, int end) {}
        var verbs = new ArrayList<Verb>();
        for (int i = 0; i < s.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(s.charAt(i - 1))) {
                var hit = words.at(WordKind.TIMING, s, i);
                if (hit.isPresent()) {
                    // In a sentence "best week since March" is no start of anything.
                    boolean since = !stated && s.startsWith("since", i);
                    ours |= !since && isOfRotation(s, i, section);
                    if (!ours || since) {
                        continue;
                    }
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
    private boolean figures(Run sentence, Section section, int ofAll) {
        var plain = sentence.readable();
        boolean any = false;
        int from = 0;
        boolean whole = plain.equals(sentence.plain());
        var s = whole ? sentence.folded() : Folded.of(plain);
        int openings = whole ? ofAll : words.sentences().in(s);
        // Most sentences hold neither a number with a unit nor a word of a run.
        boolean run = (openings & SEQUENCE) != 0 && words.anywhere(WordKind.SEQUENCE, s);
        if (!run && !(sentence.may(Run.DIGIT) && FigureScan.mayHoldFigure(s, 0, s.length()))) {
            return false;
        }
        if ((openings & SUPPOSED) != 0 && words.wordHit(WordKind.SUPPOSED, s)) {
            return false;
        }
        for (int i = 0; i <= plain.length(); i++) {
            char c = i < plain.length() ? s.charAt(i) : ';';
            boolean cut = c == ';'
                    || (c == ',' && i + 1 < s.length() && s.charAt(i + 1) == ' ')
                    || (c == ' ' && (s.startsWith(" while ", i) || s.startsWith(" but ", i)));
            if (cut) {
                any |= (run || FigureScan.mayHoldFigure(s, from, i)) && clause(sentence, plain, s, from, i, section, run);
                from = Math.min(plain.length(), i + 1);
            }
        }
        return any;
    }

    /** @param mayRun whether a word of runs of days stands in the sentence */
    private boolean clause(Run sentence, String plain, String lower, int from, int to, Section section, boolean mayRun) {
        var clause = plain.substring(from, to);
        if (clause.isBlank()) {
            return false;
        }
        boolean any = false;
        var folded = lower.substring(from, to);
        var run = mayRun ? draft.cells.findStreak(clause) : Optional.<CellGrammar.Located<CellReading.Streak>>empty();
        if (run.isPresent() && !isOfSomethingElse(folded, 0, run.get().start(), run.get().end())) {
            var name = nameBefore(sentence, from, from, from + run.get().start());
            if (name.isPresent()) {
                var streak = run.get().item();
                var source = draft.source(
                        sentence.whole(), section, said(sentence, from, to, section), Confidence.LIKELY, Rule.STREAK_PROSE);
                draft.add(new Claim.Streak(
                        source, name.get(), streak.length(), streak.direction(), streak.per(), Optional.empty()));
                return true;
            }
        }
        int behind = from;
        for (var found : draft.cells.findFigures(clause, folded)) {
            int start = from + found.start();
            int end = from + found.end();
            boolean other = isOfSomethingElse(folded, behind - from, found.start(), found.end());
            var name = other
                    ? Optional.<Name>empty()
                    : nameBefore(sentence, from, behind, start).or(() -> ownStock(sentence, from, start, section));
            behind = end;
            if (name.isEmpty()) {
                continue;
            }
            var figure = found.item();
            var asOf = said(sentence, from, to, section);
            if (figure.against().isPresent()) {
                var stretch = figure.against().get();
                var benchmark = NameList.inEntityCell(sentence.sub(from + stretch.start(), from + stretch.end())
                        .strip());
                if (!benchmark.isEmpty()) {
                    var source =
                            draft.source(sentence.whole(), section, asOf, Confidence.LIKELY, Rule.MOVE_RELATIVE);
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
            var source = draft.source(sentence.whole(), section, asOf, Confidence.LIKELY, Rule.MOVE_PROSE);
            draft.add(new Claim.Move(source, name.get(), figure.amount(), figure.period(), Optional.empty()));
            any = true;
        }
        return any;
    }

    private static final List<String> ASIDE =
            List.of("on ", "after ", "as ", "despite ", "following ", "amid ", "post", "ahead ", "because ", "before ");

    /**
     * Whether a word beside the figure makes it something else than a move: "revenue grew 5%", "+3% sales growth". Behind "on", "after"
     * or "despite" such words are the reason for a move and not its subject.
     */
    private boolean isOfSomethingElse(String clause, int from, int start, int end) {
        int open = clause.lastIndexOf('(', start);
        boolean listed = open >= from && clause.substring(open, start).chars().anyMatch(Character::isLetter);
        if (words.wordHit(WordKind.NOT_A_MOVE, clause.substring(Math.min(listed ? open : from, start), start))) {
            return true;
        }
        int at = end;
        while (at < clause.length() && " )".indexOf(clause.charAt(at)) >= 0) {
            at++;
        }
        int stop = at;
        for (int words = 0; stop < clause.length() && words < 3; stop++) {
            char c = clause.charAt(stop);
            if (c == ' ') {
                words++;
            } else if ("(:".indexOf(c) >= 0) {
                break;
            }
        }
        var next = clause.substring(at, stop);
        for (var aside : ASIDE) {
            int cut = next.startsWith(aside) ? 0 : next.indexOf(" " + aside);
            next = cut >= 0 ? next.substring(0, cut) : next;
        }
        return words.wordHit(WordKind.NOT_A_MOVE, next);
    }

    /** The day that a clause names beats the day of its section: "fell 8 % on Jan 8", "Feb 3, 2026: ...". */
    private Optional<Window> said(Run sentence, int from, int to, Section section) {
        var clause = oneDay(sentence.plain().substring(from, to), section);
        if (clause.isPresent()) {
            return clause;
        }
        int colon = sentence.plain().indexOf(':');
        var lead = colon > 0 && colon <= 30 && colon < from + 1 + to
                ? oneDay(sentence.plain().substring(0, colon), section)
                : Optional.<Window>empty();
        return lead.isPresent() ? lead : section.asOf();
    }

    private Optional<Window> oneDay(String words, Section section) {
        Optional<Window> only = Optional.empty();
        for (var found : draft.dates.find(words, DateContext.Mode.NEAREST, section.asOf())) {
            var window = found.reading().window();
            boolean days = window.filter(w -> w.precision() == Window.Precision.DAY
                            && w.from().isPresent()
                            && w.to().isPresent())
                    .isPresent();
            if (!days || found.reading() instanceof DateReading.Event || only.isPresent()) {
                return Optional.empty();
            }
            only = window;
        }
        return only;
    }

    private static final List<String> OWN = List.of("stock", "shares");

    /** "Stock fell 17 %", "the shares dropped": of what the section or the note is about, when that is one listed name. */
    private Optional<Name> ownStock(Run sentence, int clause, int figure, Section section) {
        var s = Folded.of(sentence.plain().substring(clause, figure));
        for (var word : OWN) {
            int at = Vocabulary.indexOf(s, word, 0, true);
            if (at < 0 || s.startsWith("stocks", at)) {
                continue;
            }
            var before = s.substring(0, at).strip();
            int space = before.lastIndexOf(' ');
            var last = before.substring(space + 1);
            boolean own = before.isEmpty()
                    || List.of("the", "its", "and", "but", "with").contains(last)
                    || ":.-(".indexOf(last.charAt(last.length() - 1)) >= 0;
            var rest = s.substring(at + word.length()).strip();
            boolean market = rest.startsWith("market") || rest.startsWith("index");
            if (own && !market && wordsIn(rest) <= MOST_BETWEEN) {
                return Subject.of(draft, section);
            }
        }
        return Optional.empty();
    }

    /** More words than these between a name and a figure, and the figure speaks of something else. */
    private static final int MOST_BETWEEN = 6;

    private static int wordsIn(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))) {
                count++;
            }
        }
        return count;
    }

    private static final List<String> NOT_THE_SUBJECT =
            List.of(" from ", " to ", " by ", " via ", " into ", " towards ", " toward ");

    /** "Imports from Brazil fell 4 %" is no move of Brazil; neither is a figure a dozen words further on. */
    private static Optional<Name> asSubject(String plain, int start, int end, int figure, Name name) {
        if (wordsIn(plain.substring(Math.min(end, figure), figure)) > MOST_BETWEEN) {
            return Optional.empty();
        }
        var before = " " + Folded.of(plain.substring(Math.max(0, start - 10), start));
        boolean object = NOT_THE_SUBJECT.stream().anyMatch(before::endsWith);
        return object ? Optional.empty() : Optional.of(name);
    }

    /** "AI-driven", "Retail-Supermarkets", "ex-Apple": the word is there and is another's part. */
    private static boolean isPartOfACompound(String plain, int start, int end) {
        boolean behind = end + 1 < plain.length()
                && plain.charAt(end) == '-'
                && Character.isLetter(plain.charAt(end + 1));
        boolean before = start > 1 && plain.charAt(start - 1) == '-' && Character.isLetter(plain.charAt(start - 2));
        return behind || before;
    }

    /** The last link or known name between these positions of the sentence. */
    private static Optional<Name> nameBefore(Run sentence, int clause, int from, int to) {
        Optional<Name> best = Optional.empty();
        int bestEnd = -1;
        int bestStart = -1;
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
                bestStart = mark.start();
            }
        }
        var plain = sentence.plain();
        var starts = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(plain.charAt(i))
                    && (i == clause || !Vocabulary.joins(plain.charAt(i - 1), plain.charAt(i)))) {
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
                boolean gapless = !Vocabulary.isWordy(plain.charAt(end));
                end += gapless ? 1 : 0;
                while (!gapless
                        && end < to
                        && (Vocabulary.isWordy(plain.charAt(end)) || "&'.".indexOf(plain.charAt(end)) >= 0)) {
                    end++;
                }
                var words = NameList.cleaned(plain.substring(start, end));
                if (start > 0 && plain.charAt(start - 1) == '$' && NameList.isTicker(words)) {
                    return asSubject(
                            plain, start - 1, end, to, new Name(words, Optional.empty(), Optional.of(words)));
                }
                if (isPartOfACompound(plain, start, end)) {
                    continue;
                }
                if (!words.isEmpty() && !Dictionary.bundled().inProse(words).isEmpty()) {
                    // A longer name that ends here too is the better one: "Russell 2000" before "2000".
                    int first = start;
                    int wider = w - 1;
                    while (wider >= 0 && w - wider <= 4) {
                        var longer = NameList.cleaned(plain.substring(starts.get(wider), end));
                        if (!Dictionary.bundled().inProse(longer).isEmpty()) {
                            words = longer;
                            first = starts.get(wider);
                        }
                        wider--;
                    }
                    return asSubject(plain, first, end, to, Name.of(words));
                }
            }
        }
        return best.isPresent() ? asSubject(plain, bestStart, bestEnd, to, best.get()) : best;
    }
}
