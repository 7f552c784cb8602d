package tidewatch.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.problem.Spelling;

/**
 * Turns a line that a person typed into an answer: commands by name or alias, plain sentences by the rules of {@link Sentences}, near
 * commands as buttons where neither fits. Nothing that changes something ever runs on a guess.
 *
 * <p>Holds no state between lines; any thread.
 */
public final class Conversation {
    /** Characters of a person's own words that are said back. */
    private static final int SHOWN_MAX = 60;
    /** Longest command line behind a button; a longer one is offered without its arguments. */
    private static final int BUTTON_MAX = 200;

    private static final int OFFERED_MAX = 3;
    /** More words than a command takes are prose. */
    private static final int BARE_MAX = 12;
    private static final List<String> HELP = List.of("/help");

    private final List<Command> commands;
    private final Map<String, Command> byVerb = new LinkedHashMap<>();
    private final Names names;
    private final Supplier<Instant> now;
    private final Function<ChatId, ZoneId> zones;
    private final BiConsumer<String, RuntimeException> broken;
    private final AtomicLong faults = new AtomicLong();

    /**
     * @param commands in the order of help
     * @param now the moment for which answers are given
     * @param zones in which times are told, by chat
     * @param broken takes a fault of ours with the reference that the person was told
     */
    public Conversation(
            List<Command> commands,
            Names names,
            Supplier<Instant> now,
            Function<ChatId, ZoneId> zones,
            BiConsumer<String, RuntimeException> broken) {
        this.commands = List.copyOf(commands);
        this.now = Objects.requireNonNull(now);
        this.zones = Objects.requireNonNull(zones);
        this.broken = Objects.requireNonNull(broken);
        for (var command : commands) {
            register(command.name(), command);
            command.aliases().forEach(alias -> register(alias, command));
        }
        this.names = Objects.requireNonNull(names);
    }

    private void register(String verb, Command command) {
        var other = byVerb.putIfAbsent(Line.verb(verb), command);
        if (other != null) {
            throw new IllegalArgumentException("Both /" + other.name() + " and /" + command.name() + " answer to " + verb);
        }
    }

    public List<Command> commands() {
        return commands;
    }

    /** Answers a line from the terminal. */
    public Reply say(String typed) {
        return say(typed, Asker.TERMINAL);
    }

    /** Answers one line. Never throws: a fault of ours is told with a reference and handed to the listener. */
    public Reply say(String typed, Asker asker) {
        try {
            return attempt(typed, asker);
        } catch (RuntimeException fault) {
            return broken(fault, asker);
        }
    }

    /** As {@link #say}, but a fault of ours is thrown, so that a transaction around an effect is undone before anything is said. */
    public Reply attempt(String typed, Asker asker) {
        var at = now.get();
        var zone = zones.apply(asker.chat());
        var line = Line.of(typed);
        return switch (routing(line, at, () -> zone, asker.rights().scope())) {
            case Routing.Run(String commandLine) -> run(Line.of(commandLine), at, zone, asker);
            case Routing.Unclear(List<String> near) -> Reply.failed(unclear(line, near, at, zone));
        };
    }

    /** These words as an answer that is none of a command's. */
    public Reply said(String words, Asker asker) {
        return Reply.ok(notice(now.get(), zones.apply(asker.chat()), words, List.of()));
    }

    /** What is said about a fault of ours, which is handed to the listener with the same reference. */
    public Reply broken(RuntimeException fault, Asker asker) {
        var at = now.get();
        var reference = "T" + Long.toString(Math.floorMod(at.getEpochSecond(), 46656), 36).toUpperCase(Locale.ROOT)
                + faults.incrementAndGet();
        broken.accept(reference, fault);
        return Reply.failed(notice(
                at, zones.apply(asker.chat()), "Something broke on my side (ref " + reference + "). Nothing was changed.", List.of()));
    }

    /** The command that this line would run; empty when it is not certain enough to run one. */
    public Optional<String> verb(String typed, Asker asker) {
        return asked(typed, asker).map(asked -> asked.command().name());
    }

    /**
     * A command line that would be run.
     *
     * @param rest everything behind the verb
     */
    public record Asked(Command command, String rest) {
        public boolean changes() {
            return command.effect(rest) == Action.Effect.EFFECT;
        }
    }

    /** What would be run for this line, without running it; empty when it is not certain enough. */
    public Optional<Asked> asked(String typed, Asker asker) {
        return routing(Line.of(typed), now.get(), () -> zones.apply(asker.chat()), asker.rights().scope()) instanceof Routing.Run(String commandLine)
                ? Optional.of(Line.of(commandLine)).map(line -> new Asked(named(line.verb()), line.rest()))
                : Optional.empty();
    }

    /** The command that this line names by its verb. Sentences are not read, so nothing of notes or prices is asked. */
    public Optional<Asked> named(Line typed) {
        var line = slashed(typed);
        return line.sentence() ? Optional.empty() : Optional.ofNullable(byVerb.get(line.verb())).map(command -> new Asked(command, line.rest()));
    }

    /** The command line that this line would run: of a sentence what it was understood as; empty when it is not certain enough. */
    public Optional<String> commandLine(String typed, Asker asker) {
        return routing(Line.of(typed), now.get(), () -> zones.apply(asker.chat()), asker.rights().scope()) instanceof Routing.Run(String line)
                ? Optional.of(line)
                : Optional.empty();
    }

    /** The command to which words belong that answer a message of ours; empty when there is none. */
    public Optional<Command> takingReplies() {
        return commands.stream().filter(Command::takesReplies).findFirst();
    }

    /** The command of a command line; empty when there is none. */
    public Optional<Command> command(String commandLine) {
        return Optional.ofNullable(byVerb.get(Line.of(commandLine).verb()));
    }

    /** What would be run for this line, without running it; for tests of the rules and for echo. */
    public Routing routing(String typed) {
        return routing(Line.of(typed), now.get(), () -> zones.apply(ChatId.TERMINAL), NoteScope.EVERYTHING);
    }

    /** Whether this line would change something: then it is run in one transaction with the mark that it was. */
    public boolean changes(String typed, Asker asker) {
        return asked(typed, asker).filter(Asked::changes).isPresent();
    }

    /** With its verb, where it was typed without a slash and is a command all the same. */
    private Line slashed(Line line) {
        if (!line.sentence() || line.arguments().isEmpty()) {
            return line;
        }
        var head = line.arguments().getFirst();
        var rest = line.rest().startsWith(head) ? line.rest().substring(head.length()).strip() : "";
        return Optional.ofNullable(byVerb.get(Line.verb(head)))
                .filter(command -> command.plain(rest))
                .map(command -> Line.of(commandLine(command.name(), rest)))
                .orElse(line);
    }

    /** @param zone looked up for sentences only, which speak of days */
    private Routing routing(Line typed, Instant at, Supplier<ZoneId> zone, NoteScope scope) {
        var line = slashed(typed);
        var known = names.within(scope);
        if (line.sentence()) {
            return switch (certain(new Sentences(known).route(line, at.atZone(zone.get()).toLocalDate()))) {
                case Routing.Run run -> run;
                case Routing.Unclear(List<String> near) -> bare(line, near);
            };
        }
        var command = byVerb.get(line.verb());
        if (command != null) {
            return new Routing.Run(commandLine(command.name(), line.rest()));
        }
        var near = new LinkedHashSet<String>();
        var verbs = byVerb.keySet().stream().filter(verb -> mistypable(line.verb(), verb)).toList();
        for (var verb : Spelling.near(line.verb(), verbs)) {
            near.add(commandLine(named(verb).name(), line.rest()));
        }
        known.kind(line.rest()).ifPresent(kind -> near.add(Reading.about(new Piece.Named(line.rest(), kind))));
        return offered(List.copyOf(near));
    }

    /**
     * Where nothing better is offered for a sentence that begins with the name of a command, that command with what follows: so people type
     * where the platform keeps slashes to itself.
     */
    private Routing bare(Line line, List<String> near) {
        var head = line.arguments().isEmpty() ? "" : line.arguments().getFirst();
        var command = Optional.ofNullable(byVerb.get(Line.verb(head)))
                .filter(one -> Line.verb(one.name()).equals(Line.verb(head)) && line.rest().startsWith(head))
                .filter(one -> !one.atTheDoor() && line.arguments().size() <= BARE_MAX);
        return command.isPresent() && (near.isEmpty() || near.equals(HELP))
                ? offered(List.of(commandLine(command.get().name(), line.rest().substring(head.length()).strip())))
                : new Routing.Unclear(near);
    }

    /** Two slips make any short verb of any other, so a short one must at least begin alike. */
    private static boolean mistypable(String typed, String verb) {
        return verb.length() > 2 && (typed.length() > 4 || typed.charAt(0) == verb.charAt(0));
    }

    /** A sentence is never certain enough for an effect. */
    private Routing certain(Routing routing) {
        return switch (routing) {
            case Routing.Run(String line) -> effect(line).filter(Action.Effect.READ::equals).isPresent() ? routing : offered(List.of(line));
            case Routing.Unclear(List<String> near) -> offered(near);
        };
    }

    /** At most three buttons, of commands that exist, short enough to be read; help when there is none. */
    private Routing offered(List<String> near) {
        var seen = new HashSet<String>();
        var lines = near.stream()
                .filter(line -> effect(line).isPresent())
                .map(line -> line.length() <= BUTTON_MAX ? line : "/" + named(Line.of(line).verb()).name())
                .filter(line -> seen.add(line.toLowerCase(Locale.ROOT)))
                .limit(OFFERED_MAX)
                .toList();
        return new Routing.Unclear(!lines.isEmpty() || !byVerb.containsKey("help") ? lines : HELP);
    }

    /** What a command line does; absent when there is no such command. */
    private Optional<Action.Effect> effect(String commandLine) {
        return Optional.ofNullable(byVerb.get(Line.of(commandLine).verb())).map(Command::effect);
    }

    private Command named(String verb) {
        return Objects.requireNonNull(byVerb.get(verb));
    }

    private static String commandLine(String name, String rest) {
        return rest.isEmpty() ? "/" + name : "/" + name + " " + rest;
    }

    private Reply run(Line line, Instant at, ZoneId zone, Asker asker) {
        var command = Optional.ofNullable(byVerb.get(line.verb()))
                .orElseThrow(() -> new IllegalStateException("A rule leads to /" + line.verb() + ", which is no command"));
        return command.answer(new Request(command.name(), line.arguments(), line.rest(), at, zone, asker));
    }

    private Doc unclear(Line line, List<String> near, Instant at, ZoneId zone) {
        if (line.sentence() && line.rest().isEmpty()) {
            return notice(at, zone, "Type a command or a question, for example /brief or \"what rotated this month?\".", near);
        }
        if (line.sentence() && near.size() == 1 && effect(near.getFirst()).filter(Action.Effect.EFFECT::equals).isPresent()) {
            return notice(at, zone, "A sentence changes nothing by itself. Press this to do it:", near);
        }
        var words = line.sentence()
                ? "I did not understand \"" + shown(line.rest()) + "\"."
                : "I don't know /" + shown(line.verb()) + ".";
        return near.equals(HELP) || near.isEmpty() ? notice(at, zone, words + " /help lists what I answer.", near) : notice(at, zone, words + " Did you mean:", near);
    }

    private static String shown(String words) {
        if (words.codePointCount(0, words.length()) <= SHOWN_MAX) {
            return words;
        }
        return words.codePoints()
                        .limit(SHOWN_MAX)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + " …";
    }

    private Doc notice(Instant at, ZoneId zone, String words, List<String> commandLines) {
        var actions = new ArrayList<Action>();
        for (var line : commandLines) {
            actions.add(new Action.Run(shown(line), line, effect(line).orElse(Action.Effect.READ), Optional.empty()));
        }
        var meta = new Meta("", Meta.Kind.NOTICE, at, Optional.empty(), zone, false, "");
        return new Doc("", Doc.summaryOf(words), List.of(Block.para(Inline.text(words))), actions, meta);
    }
}
