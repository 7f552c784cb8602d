package tidewatch.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tidewatch.brief.BriefInput;
import tidewatch.brief.FigureBook;
import tidewatch.brief.NoteCheckSection;
import tidewatch.evidence.ClaimCheck;
import tidewatch.export.CheckJson;
import tidewatch.message.Inlines;

/** {@code tidewatch check PATH --as-of D}: the figures of notes recomputed. Exit code 1 when one of them does not hold at the close. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Recompute the figures of notes.")
final class CheckVerb implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "PATH", description = "A folder of notes or one note.")
    private Path path = Path.of("");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default. json is one figure a line.")
    private Format format = Format.text;

    @Override
    public Integer call() {
        common.vault = path;
        var app = App.start(common);
        var found = app.desk().at(app.moment());
        app.warn();
        if (found.value().isEmpty()) {
            return Exit.FINDINGS; // the reason is among the warnings
        }
        var in = found.value().get();
        boolean all = true;
        for (var note : in.vault().notes()) {
            var figures = ClaimCheck.note(note, in.vault().resolver(), in.universe(), in.panel());
            all &= figures.stream().allMatch(figure -> figure.holds());
            if (format == Format.json) {
                figures.forEach(figure -> System.out.println(CheckJson.line(note, figure, in.panel())));
            } else if (!figures.isEmpty()) {
                print(new BriefInput.NoteFigures(note, figures), in);
            }
        }
        return all ? Exit.FINE : Exit.FINDINGS;
    }

    private static void print(BriefInput.NoteFigures check, BriefInput in) {
        var result = NoteCheckSection.result(check, FigureBook.ofAnswer(in.panel()));
        System.out.println(result.title() + ": " + result.held() + " of " + result.lines().size() + " figures hold");
        for (var line : result.lines()) {
            var words = Inlines.line(NoteCheckSection.verdict(line), in.at().getZone());
            System.out.println(result.path() + ":" + line.line() + " " + line.entity() + " " + line.written() + ": " + words);
        }
    }
}
