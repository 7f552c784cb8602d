package tidewatch.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final List<Section> ORDER = List.of(
            new CoverageSection(),
            new TopCallSection(),
            new TapeSection(),
            new RotationSection(),
            new FlowSection(),
            new ThesesSection(),
            new MoversSection(),
            new ScenarioSection(),
            new AheadSection(),
            new NoteCheckSection(),
            new FooterSection());

    private BriefComposer() {}

    /** The facts. Figures are numbered in the order in which a reader meets them. */
    public static Brief facts(BriefInput in) {
        var book = FigureBook.ofBrief(in.panel());
        var coverage = CoverageSection.facts(in.panel());
        // The call stands first and is made of figures that other sections own: a first pass finds which, so that they are numbered first.
        var draft = FigureBook.ofBrief(in.panel());
        var theses = ThesesSection.facts(in, draft);
        var noteCheck = NoteCheckSection.facts(in, draft);
        var rotation = RotationSection.facts(in, draft);
        TopCallSection.facts(coverage, theses, noteCheck, rotation).figures().forEach(book::adopt);
        var tape = TapeSection.facts(in, book);
        rotation = RotationSection.facts(in, book);
        var flows = FlowSection.facts(in, book);
        theses = ThesesSection.facts(in, book);
        var movers = MoversSection.facts(in, book);
        noteCheck = NoteCheckSection.facts(in, book);
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

    /** The words. A chat's brief that would be longer than {@link #CHAT_CHARACTERS} says less in each section. */
    public static Doc compose(Brief brief, Length length) {
        var doc = write(brief, length);
        return length == Length.CHAT && characters(doc) > CHAT_CHARACTERS ? write(brief, Length.TIGHT) : doc;
    }

    private static int characters(Doc doc) {
        return new PlainRenderer().render(doc.withActions(List.of()), Capabilities.plain(Capabilities.UNLIMITED)).text().length();
    }

    private static Doc write(Brief brief, Length length) {
        var blocks = new ArrayList<Block>();
        for (var section : ORDER) {
            blocks.addAll(section.write(brief, length));
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
