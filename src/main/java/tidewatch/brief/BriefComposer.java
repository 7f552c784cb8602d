package tidewatch.brief;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.Section.Length;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Meta;
import tidewatch.message.PlainRenderer;

/** Facts, then words: gathers the facts of a brief and writes them in the order of its sections. Pure: the same input gives the same bytes. */
public final class BriefComposer {
    /** A brief is read in two minutes on a phone (product design, "The brief"). */
    private static final int CHAT_CHARACTERS = 2000;

    private static final Section TAPE = new TapeSection();
    private static final Section ROTATION = new RotationSection();
    private static final Section FLOWS = new FlowSection();
    private static final Section THESES = new ThesesSection();
    private static final Section MOVERS = new MoversSection();
    private static final Section SCENARIOS = new ScenarioSection();
    private static final Section AHEAD = new AheadSection();
    private static final Section NOTE_CHECK = new NoteCheckSection();
    private static final Section FOOTER = new FooterSection();

    private static final List<Section> ORDER = List.of(
            new CoverageSection(), new TopCallSection(), TAPE, ROTATION, FLOWS, THESES, MOVERS, SCENARIOS, AHEAD, NOTE_CHECK, FOOTER);

    /** What a chat's brief can do without, in the order in which it does, and how it is called: what changes slowly waits best. */
    private static final Map<Section, String> PATIENT = patient();

    private static Map<Section, String> patient() {
        var patient = new LinkedHashMap<Section, String>();
        patient.put(FLOWS, "your flows");
        patient.put(SCENARIOS, "drivers and scenarios");
        patient.put(MOVERS, "movers");
        patient.put(NOTE_CHECK, "the note check");
        patient.put(AHEAD, "what is ahead");
        patient.put(THESES, "your theses");
        patient.put(ROTATION, "the rotation table");
        patient.put(TAPE, "the tape");
        return patient;
    }

    private BriefComposer() {}

    /** The facts. Figures are numbered in the order in which a reader of the full brief meets them; those that it does not show follow. */
    public static Brief facts(BriefInput in) {
        // Who stands first is known when all has been said: a first pass is read, and the second one numbers what it holds accordingly.
        var draft = facts(in, FigureBook.ofBrief(in.panel()));
        var book = FigureBook.ofBrief(in.panel());
        ReadingOrder.of(write(draft, Length.FULL, Set.of())).forEach(number -> book.adopt(draft.figures().get(number - 1)));
        return facts(in, book);
    }

    private static Brief facts(BriefInput in, FigureBook book) {
        var coverage = CoverageSection.facts(in.panel());
        var tape = TapeSection.facts(in, book);
        var rotation = RotationSection.facts(in, book);
        var flows = FlowSection.facts(in, book);
        var theses = ThesesSection.facts(in, book);
        var movers = MoversSection.facts(in, book);
        var noteCheck = NoteCheckSection.facts(in, book);
        return new Brief(
                in.today().toString(),
                in.at(),
                in.panel().asOf(),
                in.sample(),
                coverage,
                TopCallSection.facts(coverage, theses, noteCheck, rotation),
                tape,
                rotation,
                flows,
                theses,
                movers,
                ScenarioSection.facts(in),
                AheadSection.facts(in),
                noteCheck,
                FooterSection.facts(in),
                book.figures());
    }

    /**
     * The words. A chat's brief that would be longer than {@link #CHAT_CHARACTERS} says less in each section; where that is not enough it
     * leaves out sections, the most patient first, and names them. Header, call and footer always stand.
     */
    public static Doc compose(Brief brief, Length length) {
        var doc = write(brief, length, Set.of());
        if (length != Length.CHAT || characters(doc) <= CHAT_CHARACTERS) {
            return doc;
        }
        doc = write(brief, Length.TIGHT, Set.of());
        var left = new LinkedHashSet<Section>();
        for (var section : PATIENT.keySet()) {
            if (characters(doc) <= CHAT_CHARACTERS) {
                break;
            }
            if (!section.write(brief, Length.TIGHT).isEmpty()) {
                left.add(section);
                doc = write(brief, Length.TIGHT, left);
            }
        }
        // What was left out first may have been too short to help: the last ones made the room that it needs.
        for (var section : List.copyOf(left).reversed()) {
            var fewer = new LinkedHashSet<>(left);
            fewer.remove(section);
            var longer = write(brief, Length.TIGHT, fewer);
            if (characters(longer) <= CHAT_CHARACTERS) {
                left = fewer;
                doc = longer;
            }
        }
        return doc;
    }

    /** The words for one chat. */
    public static Doc compose(Brief brief, Copy copy) {
        return compose(brief, copy.length());
    }

    private static int characters(Doc doc) {
        return new PlainRenderer().render(doc.withActions(List.of()), Capabilities.plain(Capabilities.UNLIMITED)).text().length();
    }

    private static Doc write(Brief brief, Length length, Set<Section> left) {
        var blocks = new ArrayList<Block>();
        for (var section : ORDER) {
            if (section == FOOTER && !left.isEmpty()) {
                var names = PATIENT.entrySet().stream().filter(entry -> left.contains(entry.getKey())).map(Map.Entry::getValue).toList();
                blocks.add(Block.para("Left out for length: " + String.join(", ", names) + "; see /brief full."));
            }
            if (!left.contains(section)) {
                blocks.addAll(section.write(brief, length));
            }
        }
        var title = "Rotation brief · " + Wording.longDay(brief.date()) + " · " + Wording.time(brief.at());
        var actions = new ArrayList<Action>();
        if (length != Length.FULL) {
            actions.add(Action.Run.read("Full brief", "/brief " + brief.id() + " full"));
        }
        actions.add(Action.Run.read("Sources", "/why " + brief.id()));
        var meta = new Meta(
                brief.id(),
                Meta.Kind.BRIEF,
                brief.at().toInstant(),
                Optional.of(brief.session()),
                brief.at().getZone(),
                false,
                "");
        var summary = (brief.sample() ? "SAMPLE. " : "") + TopCallSection.summary(brief);
        return new Doc(title, Doc.summaryOf(summary), blocks, actions, meta);
    }
}
