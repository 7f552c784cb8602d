package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** {@code /scenarios}: the clock of each scenario, from every origin that the note gives. */
final class ScenariosCommand implements Command {
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
            var items = new ArrayList<List<Inline>>();
            for (var clock : context.clocks()) {
                items.add(List.of(
                        Inline.strong(clock.scenario().label()),
                        Inline.text(clock.scenario().span().map(span -> ", " + Wording.span(span)).orElse("")
                                + " from " + clock.originWords() + ": " + Wording.window(clock.window(), in.today())
                                + ", day " + clock.day() + ", " + Wording.clock(clock.answer()) + ".")));
            }
            answer.add(Block.bullets(items));
        }
        return answer.empty()
                ? answer.complain("I found no scenarios in your notes. A table with a column Scenario and a column Duration holds them.").reply()
                : answer.button("Drivers", "/drivers").reply();
    }
}
