package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.BriefInput;
import tidewatch.brief.RowFigures;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.DriverReading;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.rotation.Lookback;

/** {@code /drivers}: the reasons that the notes give for the moves, with their state today. */
final class DriversCommand implements Sourced {
    private final Desk desk;

    DriversCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "drivers";
    }

    @Override
    public List<String> aliases() {
        return List.of("d", "driver", "catalysts");
    }

    @Override
    public String help() {
        return "Drivers of your notes and their state";
    }

    @Override
    public List<String> examples() {
        return List.of("/drivers");
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var answer = Answer.to(request, "Drivers").from(in);
        var figures = new RowFigures(in, answer.figures());
        for (var context : in.context()) {
            if (context.drivers().isEmpty()) {
                continue;
            }
            var items = new ArrayList<List<Inline>>();
            for (var driver : context.drivers()) {
                var line = new ArrayList<Inline>();
                boolean repeats = driver.text().startsWith(driver.name());
                line.add(repeats ? Inline.text(ThesisCommand.shortened(driver.text())) : Inline.strong(driver.name()));
                line.add(Inline.text(", " + Wording.driver(driver.state(in.today()))
                        + driver.window().map(window -> " (" + Wording.window(window, in.today()) + ")").orElse("")));
                for (var gauge : DriverReading.of(driver, in.today(), in.panel()).gauges()) {
                    in.table().row(gauge.symbol()).ifPresent(row -> row.get(Lookback.D21.absolute()).asDouble().ifPresent(move -> {
                        line.add(Inline.text("; " + gauge.what() + " (" + gauge.symbol() + ") "));
                        line.add(figures.own(row, Lookback.D21, move).inSentence());
                        line.add(Inline.text(" over 21 sessions"));
                    }));
                }
                if (!driver.text().isBlank() && !repeats) {
                    line.add(Inline.text(": " + ThesisCommand.shortened(driver.text())));
                }
                items.add(line);
            }
            var from = new ArrayList<Inline>();
            from.add(new Inline.NoteRef(context.note().path(), context.note().title()));
            context.note().date().ifPresent(day -> from.add(Inline.text(", " + Wording.longDay(day))));
            answer.add(new Block.Para(from));
            answer.add(Block.bullets(items));
        }
        return answer.empty()
                ? answer.complain("I found no drivers in your notes. A section headed \"Drivers\" holds them.")
                : answer.button("Scenarios", "/scenarios");
    }
}
