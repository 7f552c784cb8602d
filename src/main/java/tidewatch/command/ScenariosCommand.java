package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.FigureBook;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.ScenarioClock;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.rotation.BaseRates;

/** {@code /scenarios}: the clock of each scenario, from every origin that the note gives. */
final class ScenariosCommand implements Sourced {
    /** Names of one side that are shown. */
    private static final int SIDES_MAX = 6;

    private final Desk desk;

    ScenariosCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "scenarios";
    }

    @Override
    public List<String> aliases() {
        return List.of("scenario", "clock");
    }

    @Override
    public String help() {
        return "The clock of each scenario of your notes";
    }

    @Override
    public List<String> examples() {
        return List.of("/scenarios");
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var answer = Answer.to(request, "Scenarios").from(in);
        for (var context : in.context()) {
            if (context.clocks().isEmpty()) {
                continue;
            }
            var from = new ArrayList<Inline>();
            from.add(new Inline.NoteRef(context.note().path(), context.note().title()));
            context.note().date().ifPresent(day -> from.add(Inline.text(", " + Wording.longDay(day))));
            answer.add(new Block.Para(from));
            measured(context, in, answer);
            var items = new ArrayList<List<Inline>>();
            for (var clock : context.clocks()) {
                items.add(List.of(
                        Inline.strong(clock.scenario().label()),
                        Inline.text(clock.scenario().span().map(span -> ", " + Wording.span(span)).orElse("")
                                + " from " + clock.originWords() + ": " + Wording.window(clock.window(), in.today())
                                + ", day " + clock.day() + ", " + Wording.clock(clock.answer())
                                + Wording.againstScenario(clock, in.today()).map(words -> "; " + words).orElse("") + ".")));
            }
            answer.add(Block.bullets(items));
            baseRate(context, answer.figures()).ifPresent(answer::say);
        }
        return answer.empty()
                ? answer.complain("I found no scenarios in your notes. A table with a column Scenario and a column Duration holds them.")
                : answer.button("Drivers", "/drivers");
    }

    /** What the note says money goes into against what it leaves, from each origin: where it stands, its highest, what ends it. */
    private static void measured(BriefInput.Context context, BriefInput in, Answer answer) {
        var origins = new LinkedHashMap<String, ClockReading.Spread>();
        context.clocks().forEach(clock -> clock.spread().ifPresent(spread -> origins.putIfAbsent(clock.originWords(), spread)));
        if (origins.isEmpty()) {
            return;
        }
        var first = origins.values().iterator().next();
        answer.say("Measured: " + Wording.listed(first.into(), SIDES_MAX) + " against " + Wording.listed(first.outOf(), SIDES_MAX)
                + (first.standIn() ? " (some as stand-ins)" : "") + ", in points.");
        var items = new ArrayList<List<Inline>>();
        origins.forEach((words, spread) -> items.add(line(context.note().title(), words, spread, in, answer.figures())));
        answer.add(Block.bullets(items));
    }

    private static List<Inline> line(String title, String words, ClockReading.Spread spread, BriefInput in, FigureBook book) {
        var panel = in.panel();
        int base = panel.indexOf(spread.base());
        int last = in.back(0);
        int peak = panel.indexOf(spread.peakOn());
        var label = title + " from " + words;
        var line = new ArrayList<Inline>();
        line.add(Inline.text("from " + words + ", close of " + Wording.shortDay(spread.base(), in.today()) + ": "));
        line.add(moved(label + ", now", spread.now(), spread, base, last, book).inSentence());
        line.add(Inline.text(" now, most "));
        line.add(moved(label + ", most", spread.peak(), spread, base, peak, book).inSentence());
        line.add(Inline.text(" on " + Wording.shortDay(spread.peakOn(), in.today()) + "; "
                + spread.ended().map(day -> "it ended on " + Wording.shortDay(day, in.today()) + ", a customary month's move (").orElse("a fall of a customary month's move (")));
        line.add(book.made(
                label + ", a customary month's move", spread.threshold() * 100, Figure.Unit.DISTANCE,
                "exp(sd of the relative log returns before the origin x root of " + ScenarioClock.MONTH + ") - 1", spread.intoSymbols(), spread.outOfSymbols(), 0, base).inSentence());
        line.add(Inline.text(spread.ended().isPresent() ? ") below that." : ") below that ends it."));
        return line;
    }

    private static Figure moved(String label, double ratio, ClockReading.Spread spread, int from, int to, FigureBook book) {
        return book.made(
                label, ratio * 100, Figure.Unit.POINTS,
                "(1 + move into) / (1 + move out of) - 1; each move: product over the sessions of (1 + mean move of what the side is measured on) - 1",
                spread.intoSymbols(), spread.outOfSymbols(), from, to);
    }

    /** How long moves of this size have lasted, while it runs: no forecast. */
    private static Optional<String> baseRate(BriefInput.Context context, FigureBook book) {
        return context.clocks().stream()
                .filter(clock -> clock.spread().filter(spread -> spread.ended().isEmpty()).isPresent())
                .findFirst()
                .map(clock -> Wording.capital(BaseRateWords.say("the move from " + clock.originWords(), live(clock.spread().orElseThrow()), book)));
    }

    private static BaseRates.Live live(ClockReading.Spread spread) {
        double size = Math.log1p(spread.peak()) / Math.log1p(spread.threshold());
        return BaseRates.SIZES.reversed().stream()
                .filter(k -> size >= k)
                .findFirst()
                .flatMap(BaseRates.shipped()::at)
                .<BaseRates.Live>map(rate -> new BaseRates.Live.Passed(rate, spread.peakOn(), 0))
                .orElseGet(BaseRates.Live.TooSmall::new);
    }

}
