package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.ClockReading;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.rotation.BaseRates;

/** {@code /scenarios}: the clock of each scenario, from every origin that the note gives. */
final class ScenariosCommand implements Command {
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
        return Ask.prices(desk, request, this::from);
    }

    private Reply from(Request request, BriefInput in) {
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
            baseRate(context).ifPresent(answer::say);
        }
        return answer.empty()
                ? answer.complain("I found no scenarios in your notes. A table with a column Scenario and a column Duration holds them.").reply()
                : answer.button("Drivers", "/drivers").reply();
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
        origins.forEach((words, spread) -> items.add(List.of(Inline.text("from " + words + ", close of " + Wording.shortDay(spread.base(), in.today()) + ": "
                + points(spread.now()) + " now, most " + points(spread.peak()) + " on " + Wording.shortDay(spread.peakOn(), in.today()) + "; "
                + spread.ended()
                        .map(day -> "it ended on " + Wording.shortDay(day, in.today()) + ", a customary month's move (" + plain(spread.threshold()) + ") below that")
                        .orElse("a fall of a customary month's move (" + plain(spread.threshold()) + ") below that ends it")
                + "."))));
        answer.add(Block.bullets(items));
    }

    /** How long moves of this size have lasted, while it runs: no forecast. */
    private static Optional<String> baseRate(BriefInput.Context context) {
        return context.clocks().stream()
                .filter(clock -> clock.spread().filter(spread -> spread.ended().isEmpty()).isPresent())
                .findFirst()
                .map(clock -> Wording.capital(Wording.baseRate("the move from " + clock.originWords(), live(clock.spread().orElseThrow()))));
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

    private static String points(double ratio) {
        return Numbers.write(Numbers.bare(ratio * 100));
    }

    private static String plain(double ratio) {
        return Numbers.write(Tables.unsigned(ratio * 100, 1));
    }
}
