package tidewatch.app;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tidewatch.brief.BriefInput;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Wording;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Meta;
import tidewatch.terminal.Completions;
import tidewatch.terminal.PipedChat;
import tidewatch.terminal.PrintedScreen;
import tidewatch.terminal.TerminalChat;
import tidewatch.terminal.TerminalSettings;

/** {@code tidewatch chat}, and {@code tidewatch} alone: the conversation in this terminal; lines of a pipe are answered one by one. */
@Command(name = "chat", mixinStandardHelpOptions = true, description = "The chat in this terminal; the same as no verb.")
final class ChatVerb implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() {
        return chat(common);
    }

    static int chat(Common common) {
        var app = App.start(common);
        boolean person = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        Optional<Path> history = person ? Optional.of(app.home().resolve("history")) : Optional.empty();
        var settings = TerminalSettings.of(System.getenv(), history);
        if (!person) {
            var screen = new PrintedScreen(System.out, settings);
            try (var deliveries = new ChatDeliveries(app, screen, false)) {
                deliveries.now();
                return new PipedChat(app.conversation()::say, System.in, System.out, settings, deliveries::now).run();
            }
        }
        var commands = app.conversation().commands().stream().map(command -> "/" + command.name()).toList();
        var completions = new Completions(() -> commands, app.names()::all);
        try (var chat = TerminalChat.open(app.conversation()::say, completions, settings);
                var deliveries = new ChatDeliveries(app, chat, true);
                var _ = app.indexing().start()) {
            chat.tell(welcome(app));
            deliveries.now();
            return chat.run(deliveries::now);
        } catch (IOException noTerminal) {
            throw new UncheckedIOException("The terminal cannot be opened", noTerminal);
        }
    }

    /** The first screen: what this is, which close, what to type. */
    private static Doc welcome(App app) {
        var blocks = new ArrayList<Block>();
        blocks.add(Block.para("Your notes are claims, the market is the evidence."));
        var known = app.desk().at(app.moment()).value();
        known.ifPresent(in -> blocks.add(Block.para(CoverageSection.words(CoverageSection.facts(in.panel()))
                + (in.sample() ? ". " + Wording.SAMPLE + "; the clock stands on " + Wording.longDay(in.today()) + "." : "."))));
        blocks.add(Block.para("Type /brief" + (known.filter(BriefInput::sample).isPresent() ? ", /tomorrow" : "")
                + ", /help, or a question such as \"what rotated this month?\". Tab completes, /quit ends."));
        return new Doc(
                "Tidewatch", "Tidewatch is ready", blocks, List.of(), Meta.answer(app.moment(), Optional.empty(), app.desk().zone()));
    }
}
