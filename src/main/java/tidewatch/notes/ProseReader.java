package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.notes.Section.Topic;

/** Reads words between tables: lead lines, flows, timing, figures with a name, and list items by the topic of their section. */
final class ProseReader {
    /** Longer paragraphs are kept and searched, not read: nobody writes a claim of 20,000 characters. */
    private static final int LONGEST = 20_000;

    private static final Set<Topic> NO_FIGURES = Set.of(Topic.RELATED, Topic.VALID, Topic.INVALID, Topic.DURATION);

    private final Draft draft;
    private final Vocabulary words;

    ProseReader(Draft draft) {
        this.draft = draft;
        this.words = draft.words;
    }

    void paragraph(Piece.Paragraph p, Section section) {
        read(p.words(), section, Confidence.SURE);
    }

    /** Words of a paragraph or a loose line; each line that starts with a lead word is a section of its own. */
    void read(Run all, Section section, Confidence confidence) {
        if (all.length() > LONGEST) {
            draft.lint(Draft.Grade.INFO, Rule.TEXT_TOO_LONG, all.at(0, 40), "a paragraph of " + all.length() + " characters is kept as prose");
            draft.prose(all.whole(), section);
            return;
        }
        int from = 0;
        int textFrom = 0;
        for (int i = 0; i <= all.length(); i++) {
            boolean lineEnd = i == all.length() || isLineEnd(all, i);
            if (!lineEnd) {
                continue;
            }
            var line = all.sub(from, i).strip();
            if (!line.isBlank() && (isTags(line) || lead(line, section, confidence))) {
                sentences(all.sub(textFrom, Math.max(textFrom, from)).strip(), section);
                textFrom = Math.min(all.length(), i + 1);
            }
            from = i + 1;
        }
        sentences(all.sub(Math.min(textFrom, all.length()), all.length()).strip(), section);
    }

    private boolean isLineEnd(Run all, int i) {
        char c = draft.text.charAt(Math.min(all.from()[i], draft.text.length() - 1));
        return c == '\n' || c == '\r';
    }

    private boolean isTags(Run line) {
        for (var word : line.plain().split(" ")) {
            if (!word.isEmpty() && !(word.length() > 1 && word.charAt(0) == '#' && Tags.end(word, 1) == word.length())) {
                return false;
            }
        }
        draft.structure(line.whole());
        return true;
    }

    // -- lead lines ------------------------------------------------------------------------------------------------------------------

    /** "Watch: ...", "**Timing:** ...", "Status: ...", "Created 2026-01-08". False when the line starts with no lead word. */
    private boolean lead(Run line, Section section, Confidence confidence) {
        var s = CellGrammar.fold(line.plain());
        int colon = s.indexOf(':');
        if (colon < 0 || colon > 40) {
            return stamp(line, s);
        }
        var key = NameKey.of(NameList.cleaned(s.substring(0, colon)));
        var role = words.exact("lead", key);
        if (role.isEmpty()) {
            return false;
        }
        int behind = colon + 1;
        while (behind < s.length() && (s.charAt(behind) == ':' || s.charAt(behind) == ' ')) {
            behind++;
        }
        var rest = line.sub(behind, line.length());
        var label = line.at(0, colon + 1);
        switch (role.get()) {
            case "WATCH" -> {
                if (rest.isBlank()) {
                    return false;
                }
                draft.structure(label);
                WatchReader.clauses(draft, section, rest, Rule.WATCH_LINE, confidence);
            }
            case "TIMING" -> {
                if (!timing(rest, section)) {
                    return false;
                }
                draft.structure(label);
            }
            case "RELATED" -> {
                if (rest.marks().stream().noneMatch(Run.Mark::isLink)) {
                    return false;
                }
                draft.structure(label);
                rest.marks().stream().filter(Run.Mark::isLink).forEach(mark -> related(rest, mark, Optional.empty(), section));
            }
            case "STATUS" -> {
                if (rest.isBlank()) {
                    return false;
                }
                draft.thesis.status = draft.thesis.status.or(() -> Optional.of(rest.plain().strip()));
                draft.thesis.places.add(line.whole());
            }
            case "BENCHMARK" -> {
                var names = NameList.inEntityCell(rest);
                if (names.isEmpty()) {
                    return false;
                }
                draft.thesis.benchmark = draft.thesis.benchmark.or(() -> Optional.of(names.getFirst()));
                draft.thesis.places.add(line.whole());
            }
            case "VEHICLES" -> {
                var names = NameList.list(rest);
                if (names.isEmpty()) {
                    return false;
                }
                draft.thesis.vehicles.addAll(names);
                draft.thesis.hasVehicleList = true;
                draft.thesis.places.add(line.whole());
            }
            // The note's own dates were read before everything else.
            case "CREATED", "REVIEWED" -> {
                if (!isStamp(s.substring(behind))) {
                    return false;
                }
                draft.structure(line.whole());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** "Created 2026-01-08" without a colon. */
    private boolean stamp(Run line, String s) {
        for (var role : List.of("CREATED", "REVIEWED")) {
            for (var word : words.roles("lead").getOrDefault(role, List.of())) {
                if (s.startsWith(word + " ") && isStamp(s.substring(word.length() + 1))) {
                    draft.structure(line.whole());
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isStamp(String rest) {
        return rest.length() <= 40 && rest.chars().anyMatch(Character::isDigit);
    }

    // -- sentences -------------------------------------------------------------------------------------------------------------------

    private void sentences(Run text, Section section) {
        if (text.isBlank()) {
            return;
        }
        int proseFrom = -1;
        int at = 0;
        while (at < text.length()) {
            int end = sentenceEnd(text.plain(), at);
            var sentence = text.sub(at, end).strip();
            if (!sentence.isBlank()) {
                if (sentence(sentence, section)) {
                    if (proseFrom >= 0) {
                        draft.prose(text.sub(proseFrom, at).strip().whole(), section);
                        proseFrom = -1;
                    }
                } else if (proseFrom < 0) {
                    proseFrom = at;
                }
            }
            at = end;
        }
        if (proseFrom >= 0) {
            draft.prose(text.sub(proseFrom, text.length()).strip().whole(), section);
        }
    }

    static int sentenceEnd(String plain, int from) {
        for (int i = from; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '。') {
                return i + 1;
            }
            if ((c == '.' || c == '!' || c == '?') && i + 2 < plain.length() && NameKey.isSpace(plain.charAt(i + 1))) {
                char next = plain.charAt(i + 2);
                // "St. Louis", "vs. Nasdaq": a short word before the point ends no sentence.
                boolean shortWord = c == '.' && i >= 2 && (plain.charAt(i - 2) == ' ' || i >= 3 && plain.startsWith("vs", i - 2));
                if (!shortWord && !Character.isLowerCase(next)) {
                    return i + 1;
                }
            }
        }
        return plain.length();
    }

    /** Whether a rule read the sentence. */
    private boolean sentence(Run sentence, Section section) {
        boolean read = flow(sentence, section);
        boolean about = section.topic() == Topic.FLOW
                || Vocabulary.indexOf(CellGrammar.fold(withoutLinks(sentence)), "rotation", 0, false) >= 0;
        read |= about && timing(sentence, section);
        if (!read && !NO_FIGURES.contains(section.topic())) {
            read = figures(sentence, section);
        }
        return read;
    }

    private static final List<String> FLOW_WORDS = List.of("rotat", "flow", "money", "capital", "moving", "shift", "selling");

    /** "out of A into B", or one of the two beside a word of moving money; at least one known name on each side that is there. */
    private boolean flow(Run sentence, Section section) {
        var s = CellGrammar.fold(sentence.plain());
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
        return n.link().isPresent() || n.ticker().isPresent() || Dictionary.bundled().knows(n.text());
    }

    private static final List<String> FLOW_ENDS = List.of(
            " in ", " on ", " as ", " amid ", " after ", " since ", " during ", " because ", " while ", " with ", " over ", " ahead ", " by ",
            " at ", " for ", " this ", " last ", ". ", " - ", ":", ";", "(");

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
                .filter(ProseReader::isKnown)
                .toList();
    }

    /** "Started late December 2025, accelerated first week of January 2026": each verb with the date behind it. */
    private boolean timing(Run words1, Section section) {
        var s = CellGrammar.fold(words1.plain());
        // A date in the title of a linked note is a name.
        var dates = draft.dates.find(withoutLinks(words1), DateContext.Mode.NEAREST, section.asOf());
        if (dates.isEmpty()) {
            return false;
        }
        record Verb(Claim.RotationTiming.Phase phase, int start, int end) {}
        var verbs = new ArrayList<Verb>();
        for (int i = 0; i < s.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(s.charAt(i - 1))) {
                var hit = words.at("timing", s, i);
                if (hit.isPresent()) {
                    verbs.add(new Verb(Claim.RotationTiming.Phase.valueOf(hit.get().role()), i, hit.get().end()));
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
                    var at = words1.at(verb.start, Math.max(verb.end, date.end()));
                    draft.add(new Claim.RotationTiming(
                            draft.source(at, section, Confidence.SURE, Rule.TIMING), verb.phase, days.get()));
                    any = true;
                    break;
                }
            }
        }
        if (any) {
            // The joints between the phrases belong to them.
            draft.structure(words1.whole());
        }
        return any;
    }

    /** The words with those of links blanked out, as long as before. */
    private static String withoutLinks(Run run) {
        if (run.marks().isEmpty()) {
            return run.plain();
        }
        var out = run.plain().toCharArray();
        run.marks().forEach(mark -> java.util.Arrays.fill(out, mark.start(), mark.end(), ' '));
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
        var s = CellGrammar.fold(plain);
        for (int i = 0; i <= plain.length(); i++) {
            boolean cut = i == plain.length()
                    || s.charAt(i) == ';'
                    || s.charAt(i) == ',' && i + 1 < s.length() && s.charAt(i + 1) == ' '
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
        if (clause.isBlank() || words.wordHit("not-a-move", CellGrammar.fold(clause))) {
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
                var benchmark = NameList.inEntityCell(sentence.sub(from + stretch.start(), from + stretch.end()).strip());
                if (!benchmark.isEmpty()) {
                    var source = draft.source(sentence.whole(), section, Confidence.LIKELY, Rule.MOVE_RELATIVE);
                    draft.add(new Claim.RelativeMove(
                            source, name.get(), benchmark.getFirst(), figure.amount(), figure.period(), Optional.empty()));
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
            if (mark.isLink() && mark.start() >= from && mark.end() <= to && mark.end() > bestEnd && !mark.target().isBlank()) {
                best = Optional.of(NameList.single(
                        new Name(sentence.plain().substring(mark.start(), mark.end()), Optional.of(mark.target()), Optional.empty())));
                bestEnd = mark.end();
            }
        }
        var plain = sentence.plain();
        var starts = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(plain.charAt(i)) && (i == clause || !Character.isLetterOrDigit(plain.charAt(i - 1)))) {
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
                while (end < to && (Character.isLetterOrDigit(plain.charAt(end)) || "&'.".indexOf(plain.charAt(end)) >= 0)) {
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

    // -- items -----------------------------------------------------------------------------------------------------------------------

    void item(Piece.Item item, Section section) {
        var words1 = item.words();
        if (words1.length() > LONGEST) {
            draft.prose(item.at(), section);
            return;
        }
        boolean closed = item.box().filter(c -> c == 'x' || c == 'X' || c == '-').isPresent();
        boolean read = switch (section.topic()) {
            case RELATED -> relatedItem(words1, section);
            case VALID, INVALID -> checklist(item, section);
            case WATCH -> !closed && watch(words1, section, Rule.WATCH_ITEM);
            case THESES -> impact(words1, section);
            case DURATION -> scenario(words1, section);
            case FLOW -> flowItem(words1, section);
            case SECTORS -> sectorItem(words1, section);
            case DRIVERS, MOVES, NONE -> false;
        };
        if (read || vehicle(words1, section)) {
            return;
        }
        boolean openTask = item.box().isPresent() && !closed;
        if (openTask) {
            draft.dates.find(words1.plain(), DateContext.Mode.FORWARD, section.asOf()).stream()
                    .filter(found -> found.reading() instanceof DateReading.Refused)
                    .forEach(found -> WatchReader.doubt(draft, words1, found));
        }
        if (openTask && hasDate(words1, section) && watch(words1, section, Rule.WATCH_TASK)) {
            return;
        }
        read(words1, section, Confidence.SURE);
    }

    private boolean hasDate(Run words1, Section section) {
        return draft.dates.find(words1.plain(), DateContext.Mode.FORWARD, section.asOf()).stream()
                .anyMatch(d -> d.reading().window().isPresent());
    }

    private boolean watch(Run words1, Section section, Rule rule) {
        if (words1.isBlank()) {
            return false;
        }
        WatchReader.item(draft, section, words1, Optional.empty(), rule, Confidence.SURE);
        return true;
    }

    private boolean relatedItem(Run words1, Section section) {
        var links = words1.marks().stream().filter(Run.Mark::isLink).toList();
        if (links.isEmpty()) {
            return false;
        }
        if (links.size() == 1) {
            related(words1, links.getFirst(), label(words1.plain().substring(links.getFirst().end())), section);
        } else {
            links.forEach(link -> related(words1, link, Optional.empty(), section));
            draft.structure(words1.whole());
        }
        return true;
    }

    private void related(Run words1, Run.Mark link, Optional<String> label, Section section) {
        var at = label.isPresent() ? words1.whole() : words1.at(link.start(), link.end());
        var shown = words1.plain().substring(link.start(), link.end());
        var target = link.target().isBlank() ? shown : link.target();
        draft.add(new Claim.Related(
                draft.source(at, section, Confidence.SURE, Rule.RELATED),
                new Name(shown, Optional.of(target), Optional.empty()),
                label));
    }

    /** The words behind a link or label, without the dash or colon that joins them. */
    static Optional<String> label(String behind) {
        int at = 0;
        while (at < behind.length() && " -–—:→".indexOf(behind.charAt(at)) >= 0) {
            at++;
        }
        var words = behind.substring(at).strip();
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private boolean checklist(Piece.Item item, Section section) {
        if (item.words().isBlank()) {
            return false;
        }
        var side = section.topic() == Topic.VALID ? Claim.Direction.UP : Claim.Direction.DOWN;
        boolean done = item.box().filter(c -> c == 'x' || c == 'X').isPresent();
        draft.add(new Claim.Checklist(
                draft.source(item.words().whole(), section, Confidence.SURE, Rule.CHECKLIST),
                side,
                done,
                item.words().plain().strip()));
        return true;
    }

    /** "[[Long NVIDIA]] — near-term pressure" under a heading about theses. */
    private boolean impact(Run words1, Section section) {
        var link = words1.linkIn(0, words1.length()).filter(m -> m.start() <= 4);
        int nameEnd = link.map(Run.Mark::end).orElseGet(() -> joint(words1.plain()));
        if (nameEnd <= 0) {
            return false;
        }
        var shown = NameList.cleaned(words1.plain().substring(0, nameEnd));
        var label = label(words1.plain().substring(nameEnd));
        if (shown.isEmpty() || label.isEmpty() || link.isEmpty() && ThesisTitle.parse(shown, words).isEmpty()) {
            return false;
        }
        var name = new Name(shown, link.map(Run.Mark::target).filter(t -> !t.isBlank()), Optional.empty());
        return impact(draft, section, name, label.get(), words1.whole(), Rule.THESIS_IMPACT_ITEM);
    }

    /** Adds what words mean for a thesis; false when they hold no verdict. */
    static boolean impact(Draft draft, Section section, Name thesis, String said, Stretch at, Rule rule) {
        var verdicts = Verdicts.of(said, draft.words);
        if (verdicts.verdicts().isEmpty()) {
            return false;
        }
        if (verdicts.negated()) {
            draft.lint(Draft.Grade.CHECK, Rule.IMPACT_NEGATED, at,
                    Draft.quoted(said) + " can be read both ways: write confirms or hurts");
        }
        var confidence = verdicts.negated() ? Confidence.GUESS : Confidence.SURE;
        var source = draft.source(at, section, confidence, verdicts.negated() ? Rule.IMPACT_NEGATED : rule);
        draft.add(new Claim.ThesisImpact(source, thesis, verdicts.verdicts(), said));
        return true;
    }

    private boolean scenario(Run words1, Section section) {
        int joint = joint(words1.plain());
        if (joint <= 0) {
            return false;
        }
        var said = label(words1.plain().substring(joint));
        var span = said.flatMap(draft.dates::span);
        if (span.isEmpty()) {
            return false;
        }
        addScenario(draft, section, words1.plain().substring(0, joint), span, Optional.empty(), words1.whole(), Rule.SCENARIO_ITEM);
        return true;
    }

    static void addScenario(
            Draft draft, Section section, String cell, Optional<Span> span, Optional<String> odds, Stretch at, Rule rule) {
        var label = NameList.cleaned(Section.withoutBrackets(cell));
        int open = cell.indexOf('(');
        int close = open < 0 ? -1 : cell.indexOf(')', open);
        Optional<String> cause = close > open + 1 ? Optional.of(cell.substring(open + 1, close).strip()) : Optional.empty();
        // The driver is matched when all drivers of the note are known.
        draft.add(new Claim.Scenario(
                draft.source(at, section, span.isPresent() ? Confidence.SURE : Confidence.LIKELY, rule),
                label.isEmpty() ? cell.strip() : label,
                cause.filter(c -> !c.isEmpty()),
                span,
                Optional.empty(),
                odds));
    }

    /** "Out of: Mag 7, high-growth tech". */
    private boolean flowItem(Run words1, Section section) {
        var plain = words1.plain();
        int joint = joint(plain);
        if (joint <= 0) {
            return false;
        }
        var side = words.exact("flow", NameKey.of(NameList.cleaned(plain.substring(0, joint))));
        var names = NameList.list(words1.sub(joint + 1, words1.length()).strip());
        if (side.isEmpty() || names.isEmpty()) {
            return false;
        }
        draft.add(new Claim.Flow(
                draft.source(words1.whole(), section, Confidence.SURE, Rule.FLOW_TABLE),
                side.get().equals("UP") ? Claim.Direction.UP : Claim.Direction.DOWN,
                names,
                section.period()));
        return true;
    }

    /** "Financials — rate cuts" under a heading with a side. */
    private boolean sectorItem(Run words1, Section section) {
        if (section.side().isEmpty()) {
            return false;
        }
        int joint = joint(words1.plain());
        var head = joint <= 0 ? words1 : words1.sub(0, joint).strip();
        var names = NameList.list(head);
        if (names.isEmpty() || !names.stream().allMatch(n -> n.link().isPresent() || Dictionary.bundled().knows(n.text()))) {
            return false;
        }
        var reason = joint <= 0 ? Optional.<String>empty() : label(words1.plain().substring(joint));
        for (var name : names) {
            draft.add(new Claim.SectorView(
                    draft.source(words1.whole(), section, Confidence.SURE, Rule.SECTOR_VIEW_LIST),
                    name,
                    section.side().get(),
                    reason,
                    section.period()));
        }
        return true;
    }

    /** "Public: NVDA, AVGO" under Vehicles. */
    private boolean vehicle(Run words1, Section section) {
        if (!isVehicles(section, words)) {
            return false;
        }
        int joint = joint(words1.plain());
        boolean labelled = joint > 0 && words.isWord("vehicle", NameKey.of(NameList.cleaned(words1.plain().substring(0, joint))));
        var names = NameList.list(labelled ? words1.sub(joint + 1, words1.length()).strip() : joint > 0 ? words1.sub(0, joint).strip() : words1);
        if (names.isEmpty()) {
            return false;
        }
        draft.thesis.vehicles.addAll(names);
        draft.thesis.hasVehicleList = true;
        draft.thesis.places.add(words1.whole());
        return true;
    }

    static boolean isVehicles(Section section, Vocabulary words) {
        var key = NameKey.of(NameList.cleaned(section.shown()));
        return words.exact("lead", key).filter("VEHICLES"::equals).isPresent();
    }

    /** Where a label ends: a dash between blanks, or a colon; -1 when neither is there. */
    static int joint(String plain) {
        var s = CellGrammar.fold(plain);
        for (int i = 1; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == ':' && i + 1 < s.length() && s.charAt(i + 1) == ' ' || c == '-' && s.charAt(i - 1) == ' ' && i + 1 < s.length() && s.charAt(i + 1) == ' ') {
                return i;
            }
        }
        return -1;
    }
}
