package tidewatch.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefInput;
import tidewatch.brief.FigureBook;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;
import tidewatch.message.Meta;

/**
 * An answer while it is put together: blocks, buttons, what could not be answered, and the last line that says which close every price is
 * from. Confined to one answer.
 */
final class Answer {
    private static final int SHOWN_MAX = 60;
    /** A command line that is longer is no name but prose, and too long for a button. */
    private static final int SOURCES_MAX = 160;

    private final Request request;
    private final String title;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Optional<Prices> prices = Optional.empty();
    private Optional<FigureBook> figures = Optional.empty();
    private Optional<String> asks = Optional.empty();
    private boolean sampleNotes;

    private Answer(Request request, String title) {
        this.request = request;
        this.title = title;
    }

    static Answer to(Request request, String title) {
        return new Answer(request, title);
    }

    /** The answer holds prices of this state of knowledge: its last line names the close. */
    Answer from(BriefInput in) {
        prices = Optional.of(new Prices(in.panel().asOf(), in.sample()));
        figures = Optional.of(FigureBook.ofAnswer(in.panel()));
        return this;
    }

    /** The answer holds prices of this brief. */
    Answer from(Brief brief) {
        prices = Optional.of(new Prices(brief.session(), brief.sample()));
        return this;
    }

    /** The answer holds notes: where they are those of the sample, whose figures are invented, its last line says so. */
    Answer of(Desk.Setup setup) {
        sampleNotes = setup.sampleNotes();
        return this;
    }

    /** Makes the figures of an answer with prices, each with its source; those that were made so are offered to be explained. */
    FigureBook figures() {
        return figures.orElseThrow();
    }

    Answer add(Block block) {
        blocks.add(block);
        return this;
    }

    Answer add(List<Block> some) {
        blocks.addAll(some);
        return this;
    }

    Answer say(String words) {
        blocks.add(Block.para(words));
        return this;
    }

    /** One argument that could not be answered, in a sentence; the others still are. */
    Answer complain(String sentence) {
        complaints.add(sentence);
        return this;
    }

    Answer button(String label, String commandLine) {
        actions.add(Action.Run.read(label, commandLine));
        return this;
    }

    /** A button that changes something. */
    Answer effect(String label, String commandLine) {
        actions.add(new Action.Run(label, commandLine, Action.Effect.EFFECT, Optional.empty()));
        return this;
    }

    /** It asks for the missing argument of this verb: the next words of the person are taken for it. */
    Answer asks(String verb) {
        asks = Optional.of("/" + verb);
        return this;
    }

    boolean empty() {
        return blocks.isEmpty();
    }

    /** Failed when nothing but complaints came out. */
    Reply reply() {
        boolean ok = !blocks.isEmpty();
        var all = new ArrayList<Block>();
        complaints.forEach(sentence -> all.add(Block.para(sentence)));
        all.addAll(blocks);
        if (all.isEmpty()) {
            all.add(Block.para("There is nothing to say."));
        }
        if (ok) {
            prices.map(Prices::close)
                    .or(() -> sampleNotes ? Optional.of(Wording.SAMPLE) : Optional.empty())
                    .ifPresent(line -> all.add(new Block.Footer(List.of(Inline.text(line)))));
        }
        var summary = all.stream()
                .filter(Block.Para.class::isInstance)
                .map(Block.Para.class::cast)
                .findFirst()
                .map(para -> Inlines.line(para.text(), request.zone()))
                .filter(words -> !words.isBlank())
                .orElse(title);
        var meta = Meta.answer(request.at(), prices.map(Prices::session), request.zone());
        var buttons = new ArrayList<>(actions);
        sources().filter(_ -> ok).ifPresent(buttons::add);
        var doc = new Doc(title, Doc.summaryOf(summary.isBlank() ? "Answer" : summary), all, buttons, meta);
        return new Reply(doc, ok, asks);
    }

    /** Where its figures come from; absent where it holds none. */
    private Optional<Action> sources() {
        var line = (request.verb() + " " + request.rest()).strip();
        return figures.filter(book -> !book.figures().isEmpty() && line.length() <= SOURCES_MAX).map(_ -> Action.Run.read("Sources", "/why " + line));
    }

    /** "Close of Thu 8 Jan 2026", and that prices are invented where they are. */
    static String close(BriefInput in) {
        return new Prices(in.panel().asOf(), in.sample()).close();
    }

    private record Prices(LocalDate session, boolean sample) {
        String close() {
            return "Close of " + Wording.longDay(session) + (sample ? " · " + Wording.SAMPLE : "");
        }
    }

    /** Words of a person as an answer repeats them: a line's worth at most, whole characters. */
    static String shown(String words) {
        return cut(words, SHOWN_MAX);
    }

    /** At most so many characters, none of them halved, with a mark where something is left out. */
    static String cut(String words, int most) {
        var line = words.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= most ? line : line.substring(0, line.offsetByCodePoints(0, most)).strip() + " …";
    }
}
