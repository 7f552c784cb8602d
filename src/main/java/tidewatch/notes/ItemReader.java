package tidewatch.notes;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.Section.Topic;

/** Reads list items by the topic of their section; what no topic claims is read as prose. */
final class ItemReader {
    private final Draft draft;
    private final Vocabulary words;
    private final ProseReader prose;
    /** The heading that was last asked whether vehicles stand below it. */
    private @Nullable String asked;

    private boolean vehicles;

    ItemReader(Draft draft, ProseReader prose) {
        this.draft = draft;
        this.words = draft.words;
        this.prose = prose;
    }

    void item(Piece.Item item, Section section) {
        var run = item.words();
        if (run.length() > ProseReader.LONGEST) {
            draft.prose(item.at(), section);
            return;
        }
        boolean closed =
                item.box().filter(c -> c == 'x' || c == 'X' || c == '-').isPresent();
        boolean read = switch (section.topic()) {
            case RELATED -> relatedItem(run, section);
            case VALID, INVALID -> checklist(item, section);
            case WATCH -> !closed && !isMove(run, section) && watch(run, section, Rule.WATCH_ITEM);
            case THESES -> impact(run, section);
            case DURATION -> scenario(run, section);
            case FLOW -> flowItem(run, section);
            case SECTORS -> sectorItem(run, section);
            case DRIVERS, MOVES, NONE -> false;
        };
        if (read || vehicle(run, section)) {
            return;
        }
        boolean openTask = item.box().isPresent() && !closed;
        if (openTask) {
            draft.dates.find(run.plain(), DateContext.Mode.FORWARD, section.asOf()).stream()
                    .filter(found -> found.reading() instanceof DateReading.Refused)
                    .forEach(found -> WatchReader.doubt(draft, run, found));
        }
        if (openTask && hasDate(run, section) && watch(run, section, Rule.WATCH_TASK)) {
            return;
        }
        prose.read(run, section, Confidence.SURE);
    }

    /** Below a heading that only inherits its topic, "Healthcare leads (+2.6%)" is a move and nothing to look out for. */
    private boolean isMove(Run run, Section section) {
        return !section.ownTopic() && !draft.cells.findFigures(run.readable()).isEmpty() && !hasDate(run, section);
    }

    private boolean hasDate(Run run, Section section) {
        return draft.dates.find(run.plain(), DateContext.Mode.FORWARD, section.asOf()).stream()
                .anyMatch(d -> d.reading().window().isPresent());
    }

    private boolean watch(Run run, Section section, Rule rule) {
        // "Risk factors:" heads the items nested in it.
        if (run.isBlank() || run.plain().stripTrailing().endsWith(":")) {
            return false;
        }
        WatchReader.item(draft, section, run, Optional.empty(), rule, Confidence.SURE);
        return true;
    }

    private boolean relatedItem(Run run, Section section) {
        var links = run.marks().stream().filter(Run.Mark::isLink).toList();
        if (links.isEmpty()) {
            return false;
        }
        if (links.size() == 1) {
            related(
                    run,
                    links.getFirst(),
                    label(run.plain().substring(links.getFirst().end())),
                    section);
        } else {
            links.forEach(link -> related(run, link, Optional.empty(), section));
            draft.structure(run.whole());
        }
        return true;
    }

    void related(Run run, Run.Mark link, Optional<String> label, Section section) {
        var at = label.isPresent() ? run.whole() : run.at(link.start(), link.end());
        var shown = run.plain().substring(link.start(), link.end());
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
    private boolean impact(Run run, Section section) {
        var link = run.linkIn(0, run.length()).filter(m -> m.start() <= 4);
        int nameEnd = link.map(Run.Mark::end).orElseGet(() -> joint(run.plain()));
        if (nameEnd <= 0) {
            return false;
        }
        var shown = NameList.cleaned(run.plain().substring(0, nameEnd));
        var label = label(run.plain().substring(nameEnd));
        if (shown.isEmpty()
                || label.isEmpty()
                || (link.isEmpty() && ThesisTitle.parse(shown, words).isEmpty())) {
            return false;
        }
        var name = new Name(shown, link.map(Run.Mark::target).filter(t -> !t.isBlank()), Optional.empty());
        return impact(draft, section, name, label.get(), run.whole(), Rule.THESIS_IMPACT_ITEM);
    }

    /** Adds what words mean for a thesis; false when they hold no verdict. */
    static boolean impact(Draft draft, Section section, Name thesis, String said, Stretch at, Rule rule) {
        var verdicts = Verdicts.of(said, draft.words);
        if (verdicts.verdicts().isEmpty()) {
            return false;
        }
        if (verdicts.negated()) {
            draft.lint(
                    Draft.Grade.CHECK,
                    Rule.IMPACT_NEGATED,
                    at,
                    Draft.quoted(said) + " can be read both ways: write confirms or hurts");
        }
        var confidence = verdicts.negated() ? Confidence.GUESS : Confidence.SURE;
        var source = draft.source(at, section, confidence, verdicts.negated() ? Rule.IMPACT_NEGATED : rule);
        draft.add(new Claim.ThesisImpact(source, thesis, verdicts.verdicts(), said));
        return true;
    }

    private boolean scenario(Run run, Section section) {
        int joint = joint(run.plain());
        if (joint <= 0) {
            return false;
        }
        var said = label(run.plain().substring(joint));
        var span = said.map(words -> words.substring(0, Math.min(words.length(), 40)))
                .flatMap(draft.dates::span);
        var label = run.plain().substring(0, joint);
        // A line of a timeline, "Apr 5: held for 24 hours", is no scenario.
        if (span.isEmpty() || draft.dates.isDated(label)) {
            return false;
        }
        addScenario(
                draft,
                section,
                run.plain().substring(0, joint),
                span,
                Optional.empty(),
                run.whole(),
                Rule.SCENARIO_ITEM);
        return true;
    }

    static void addScenario(
            Draft draft,
            Section section,
            String cell,
            Optional<Span> span,
            Optional<String> odds,
            Stretch at,
            Rule rule) {
        var label = NameList.cleaned(Section.withoutBrackets(cell));
        int open = cell.indexOf('(');
        int close = open < 0 ? -1 : cell.indexOf(')', open);
        Optional<String> cause =
                close > open + 1 ? Optional.of(cell.substring(open + 1, close).strip()) : Optional.empty();
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
    private boolean flowItem(Run run, Section section) {
        var plain = run.plain();
        int joint = joint(plain);
        if (joint <= 0) {
            return false;
        }
        var side = words.exact(WordKind.FLOW, NameKey.of(NameList.cleaned(plain.substring(0, joint))));
        var names = NameList.list(run.sub(joint + 1, run.length()).strip());
        if (side.isEmpty() || names.isEmpty()) {
            return false;
        }
        draft.add(new Claim.Flow(
                draft.source(run.whole(), section, Confidence.SURE, Rule.FLOW_TABLE),
                side.get().equals("UP") ? Claim.Direction.UP : Claim.Direction.DOWN,
                names,
                section.period()));
        return true;
    }

    /** "Financials — rate cuts" under a heading with a side. */
    private boolean sectorItem(Run run, Section section) {
        if (section.side().isEmpty()) {
            return false;
        }
        int joint = joint(run.plain());
        var head = joint <= 0 ? run : run.sub(0, joint).strip();
        var names = NameList.list(head);
        if (names.isEmpty()
                || !names.stream()
                        .allMatch(n -> (n.link().isPresent()
                                        && n.text().chars().filter(c -> c == ' ').count() < 4) || Dictionary.bundled().knows(n.text()))) {
            return false;
        }
        boolean partLinked = head.marks().stream().anyMatch(m -> m.isLink() && m.end() - m.start() < head.length() - 3)
                && names.size() == 1
                && !Dictionary.bundled().knows(names.getFirst().text());
        if (partLinked) {
            // "[[NASA]] announces a plan": the link is a word of a sentence.
            return false;
        }
        var reason = joint <= 0 ? Optional.<String>empty() : label(run.plain().substring(joint));
        for (var name : names) {
            draft.add(new Claim.SectorView(
                    draft.source(run.whole(), section, Confidence.SURE, Rule.SECTOR_VIEW_LIST),
                    name,
                    section.side().get(),
                    reason,
                    section.period()));
        }
        return true;
    }

    /** "Public: NVDA, AVGO" under Vehicles. */
    private boolean vehicle(Run run, Section section) {
        if (!section.shown().equals(asked)) {
            asked = section.shown();
            vehicles = isVehicles(section, words);
        }
        if (!vehicles) {
            return false;
        }
        int joint = joint(run.plain());
        boolean labelled = joint > 0
                && words.isWord(
                        WordKind.VEHICLE, NameKey.of(NameList.cleaned(run.plain().substring(0, joint))));
        var names = NameList.list(
                labelled
                        ? run.sub(joint + 1, run.length()).strip()
                        : joint > 0 ? run.sub(0, joint).strip() : run);
        if (names.isEmpty()) {
            return false;
        }
        draft.thesis.vehicles.addAll(names);
        draft.thesis.hasVehicleList = true;
        draft.thesis.places.add(run.whole());
        return true;
    }

    static boolean isVehicles(Section section, Vocabulary words) {
        var key = NameKey.of(NameList.cleaned(section.shown()));
        return words.exact(WordKind.LEAD, key).filter("VEHICLES"::equals).isPresent();
    }

    /** Where a label ends: a dash between blanks, or a colon; -1 when neither is there. */
    static int joint(String plain) {
        var s = Folded.of(plain);
        for (int i = 1; i < s.length(); i++) {
            char c = s.charAt(i);
            if ((c == ':' && i + 1 < s.length() && s.charAt(i + 1) == ' ')
                    || (c == '-' && s.charAt(i - 1) == ' ' && i + 1 < s.length() && s.charAt(i + 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }
}
