package tidewatch.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.brief.BriefInput;
import tidewatch.brief.RowFigures;
import tidewatch.brief.Touch;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.rotation.BaseRates;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.MarketBreadth;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.Start;

/** {@code /rotation [window]}: what is named in and out, the style pairs, breadth, and the flows of the newest note beside the tape. */
final class RotationCommand implements Sourced {
    /** Starts of rows that the list does not name. */
    private static final int MOST_STARTS = 3;

    private final Desk desk;

    RotationCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public List<String> aliases() {
        return List.of("r", "rotate");
    }

    @Override
    public String arguments() {
        return "[window]";
    }

    @Override
    public String help() {
        return "What relative strength went into and out of";
    }

    @Override
    public List<String> examples() {
        return List.of("/rotation", "/rotation 5d", "/rotation mtd");
    }

    @Override
    public Audience audience() {
        return Audience.MARKET;
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var asked = Windowed.windowOnly(request.arguments(), Lookback.D21);
        var answer = Answer.to(request, "Rotation, " + Wording.lookback(asked.window())).from(in);
        asked.complaints().forEach(answer::complain);
        if (!asked.hopeless()) {
            answer.add(named(in, asked.window(), answer));
            began(in, answer);
            answer.add(pairs(in, asked.window(), answer));
            breadth(in, answer);
            StructureWords.say(in, answer);
            flows(in, answer, asked.window());
        }
        return answer.button("Sectors", "/sectors " + asked.window().code());
    }

    private static List<Block> named(BriefInput in, Lookback window, Answer answer) {
        if (in.list().into().isEmpty() && in.list().outOf().isEmpty()) {
            return List.of(Block.para("Nothing stands out: no sector, theme or style is far enough from " + in.table().benchmark() + " to be named."));
        }
        var rows = Stream.concat(in.list().into().stream(), in.list().outOf().stream()).map(RotationList.Named::row).toList();
        var table = new Tables("In and out", in, answer).relativeMoves(window, rows);
        in.list().into().forEach(named -> table.row("IN " + Tables.named(named.row()), named.row()));
        in.list().outOf().forEach(named -> table.row("OUT " + Tables.named(named.row()), named.row()));
        var blocks = new ArrayList<>(table.blocks());
        var since = new ArrayList<String>();
        in.list().into().forEach(named -> since.add(since(named, in)));
        in.list().outOf().forEach(named -> since.add(since(named, in)));
        blocks.add(Block.para("Named since: " + String.join("; ", since) + "."));
        touched(in).ifPresent(blocks::add);
        if (!in.list().narrow().isEmpty()) {
            blocks.add(Block.para("Narrow, carried by few members: " + Wording.list(in.list().narrow()) + "."));
        }
        return blocks;
    }

    /** Which theses the named rows go with or against. */
    private static Optional<Block> touched(BriefInput in) {
        var parts = Stream.concat(
                        in.list().into().stream().map(named -> touched(named, Direction.UP, in)),
                        in.list().outOf().stream().map(named -> touched(named, Direction.DOWN, in)))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(Block.para("Your theses: " + String.join("; ", parts) + "."));
    }

    private static Optional<String> touched(RotationList.Named named, Direction side, BriefInput in) {
        return Touch.words(named.row().name(), side, Touch.of(named.row(), side, in));
    }

    private static String since(RotationList.Named named, BriefInput in) {
        return named.row().name() + " " + Wording.shortDay(named.since(), in.today())
                + named.breadth().map(breadth -> ", " + breadth.outrunning() + " of " + breadth.members() + " members ahead").orElse("");
    }

    /** When the moves of the named rows began, else that of the strongest one, each with what it is worth. */
    private static void began(BriefInput in, Answer answer) {
        var starts = in.starts();
        var figures = new RowFigures(in, answer.figures());
        var items = new ArrayList<List<Inline>>();
        var rows = new LinkedHashSet<String>();
        in.list().into().forEach(named -> rows.add(named.row().id()));
        in.list().outOf().forEach(named -> rows.add(named.row().id()));
        starts.standOut().stream().limit(MOST_STARTS).forEach(start -> rows.add(start.rowId()));
        if (rows.isEmpty()) {
            starts.strongest().ifPresent(start -> rows.add(start.rowId()));
        }
        for (var id : rows) {
            in.table().row(id).ifPresent(row -> starts.start(id).ifPresent(start -> items.add(began(row, start, in, figures))));
        }
        if (!items.isEmpty()) {
            answer.say("When it began, the best of all starts 3 to 126 sessions back, and what that is worth:").add(Block.bullets(items));
        }
        starts.bySurprise().stream().filter(start -> rows.contains(start.rowId())).findFirst().ifPresent(start -> in.table().row(start.rowId()).ifPresent(row -> {
            int sessions = in.panel().size() - 1 - in.panel().indexOf(start.base());
            answer.say(BaseRateWords.say(Wording.capital(row.name()), BaseRates.shipped().live(in.panel(), row, sessions), answer.figures()));
        }));
    }

    private static List<Inline> began(RotationRow row, Start start, BriefInput in, RowFigures figures) {
        var line = new ArrayList<Inline>();
        line.add(Inline.text(Tables.named(row) + ", " + Wording.shortDay(start.start(), in.today())
                + (start.dated() && !start.earliest().equals(start.latest())
                        ? " (" + Wording.shortDay(start.earliest(), in.today()) + " to " + Wording.shortDay(start.latest(), in.today()) + ")"
                        : "")
                + ": "));
        line.add(figures.since(row, start).inCell());
        line.add(Inline.text(" pp"));
        start.rest().ifPresent(rest -> {
            line.add(Inline.text(", after beta "));
            line.add(figures.left(row, start, rest).inCell());
        });
        line.add(Inline.text("; " + Wording.strength(start, in.starts().searched()) + "."));
        return line;
    }

    private static List<Block> pairs(BriefInput in, Lookback window, Answer answer) {
        var table = new Tables("Style pairs", in, answer).points(window);
        in.table().of(RotationRow.Kind.PAIR).stream().filter(RotationRow::ok).forEach(row -> table.row(row.name(), row));
        return table.blocks();
    }

    private static void breadth(BriefInput in, Answer answer) {
        var breadth = MarketBreadth.of(in.table());
        if (breadth.compared() > 0) {
            answer.say("Stocks: " + breadth.advancers() + " rose and " + breadth.decliners() + " fell of " + breadth.compared()
                    + (breadth.withSma50() > 0 ? "; " + breadth.aboveSma50() + " of " + breadth.withSma50() + " above their 50-session mean." : "."));
        }
    }

    private static void flows(BriefInput in, Answer answer, Lookback window) {
        var items = new ArrayList<List<Inline>>();
        var told = new HashSet<String>();
        var figures = new RowFigures(in, answer.figures());
        for (var view : in.flows()) {
            if (view.claim() instanceof Claim.Flow && view.weighed().hypothesis().isPresent()) {
                var hypothesis = view.weighed().hypothesis().get();
                if (!told.add(view.direction() + " " + hypothesis.asset().id())) {
                    continue; // another note says the same
                }
                in.table().row(hypothesis.asset().id()).ifPresent(row -> row.get(window.relative()).asDouble().ifPresent(move -> items.add(List.of(
                        Inline.text((view.direction() == Claim.Direction.UP ? "into " : "out of ") + view.words() + " ("
                                + String.join(" ", hypothesis.asset().symbols()) + (hypothesis.standIn() ? ", stand-in" : "") + "): "),
                        figures.relative(row, window, move).inCell(),
                        Inline.text(Math.signum(move) == view.direction().sign() ? " pp, as the note says" : " pp, not as the note says")))));
            }
        }
        if (!items.isEmpty()) {
            answer.say("The flows of your notes on the tape:").add(Block.bullets(items));
        }
    }
}
