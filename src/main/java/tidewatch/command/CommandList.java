package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.chat.Command;
import tidewatch.search.NoteSearch;

/** Every command in the order of help. Help, completion and the README's table derive from this list: a new command is one line here. */
public final class CommandList {
    private CommandList() {}

    /**
     * All commands.
     *
     * @param desk what the commands ask
     * @param clock the clock of the sample market; absent with real prices, then {@code /tomorrow} says so
     * @param shelf what is kept about chats
     * @param search finds notes by their words
     * @param pad what adds lines to notes; absent where these are only read
     */
    public static List<Command> of(
            Desk desk, Optional<DemoClock> clock, Books.Shelf shelf, NoteSearch search, Optional<CaptureCommand.Pad> pad) {
        var commands = new ArrayList<Command>();
        Supplier<Optional<SentBriefs>> past = () -> shelf.ifKept().map(Books::sent);
        commands.add(new BriefCommand(desk, past));
        commands.add(new HomeCommand(desk, past, shelf));
        commands.add(new RotationCommand(desk));
        commands.add(new SectorsCommand(desk));
        commands.add(new MapCommand(desk));
        commands.add(MoversCommand.winners(desk));
        commands.add(MoversCommand.losers(desk));
        commands.add(new QuoteCommand(desk));
        commands.add(new ThesesCommand(desk));
        commands.add(new ThesisCommand(desk, shelf, pad));
        commands.add(new DriversCommand(desk));
        commands.add(new ScenariosCommand(desk));
        commands.add(new CheckCommand(desk, shelf));
        commands.add(new RecordCommand(desk, shelf));
        commands.add(new NoteCommand(desk, shelf));
        commands.add(new NotesCommand(desk, search));
        commands.add(new RelatedCommand(desk));
        commands.add(new StaleCommand(desk));
        commands.add(new LintCommand(desk, shelf));
        commands.add(new AliasesCommand(desk, shelf));
        commands.add(new CaptureCommand(desk, shelf, pad));
        commands.add(new WhyCommand(
                desk, past, () -> commands.stream().filter(Sourced.class::isInstance).map(Sourced.class::cast).toList()));
        commands.add(new WatchCommand(desk, shelf));
        commands.add(new WatchesCommand(desk, shelf));
        commands.add(new UnwatchCommand(desk, shelf));
        commands.add(new CalendarCommand(desk));
        commands.add(new SubscribeCommand(shelf));
        commands.add(new UnsubscribeCommand(shelf));
        commands.add(new QuietCommand(shelf));
        commands.add(new MuteCommand(shelf));
        commands.add(new SettingsCommand(desk, shelf));
        commands.add(new DeliveriesCommand(shelf));
        commands.add(new StatusCommand(desk, shelf, search));
        commands.add(new PricesCommand(desk));
        commands.add(new ReloadCommand(desk));
        commands.add(new TomorrowCommand(desk, clock, shelf));
        commands.add(new PeopleCommand(desk, shelf));
        commands.add(new PairCommand(shelf));
        commands.add(new WhereAmICommand());
        commands.add(new CancelCommand());
        var help = new HelpCommand(() -> List.copyOf(commands));
        commands.add(help);
        commands.add(new StartCommand(help, new PairCommand(shelf)));
        return List.copyOf(commands);
    }
}
