package tidewatch.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
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
    private static final int SHOWN_MAX = 60;

    private final List<Command> commands;
    private final Map<String, Command> byVerb = new LinkedHashMap<>();
    private final Sentences sentences;
    private final Supplier<Instant> now;
    private final ZoneId zone;
    private final BiConsumer<String, RuntimeException> broken;
    private final AtomicLong faults = new AtomicLong();

    /**
     * @param commands in the order of help
     * @param now the moment for which answers are given
     * @param zone in which times are told
     * @param broken takes a fault of ours with the reference that the person was told
     */
    public Conversation(
            List<Command> commands, Names names, Supplier<Instant> now, ZoneId zone, BiConsumer<String, RuntimeException> broken) {
        this.commands = List.copyOf(commands);
        this.now = Objects.requireNonNull(now);
        this.zone = Objects.requireNonNull(zone);
        this.broken = Objects.requireNonNull(broken);
        for (var command : commands) {
            register(command.name(), command);
            command.aliases().forEach(alias -> register(alias, command));
        }
        this.sentences = new Sentences(names, byVerb.keySet());
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

    /** Answers one line. Never throws: a fault of ours is told with a reference and handed to the listener. */
    public Reply say(String typed) {
        var at = now.get();
        try {
            return route(Line.of(typed), at);
        } catch (RuntimeException fault) {
            var reference = "T" + Long.toString(at.getEpochSecond() % 46656, 36).toUpperCase(Locale.ROOT)
                    + faults.incrementAndGet();
            broken.accept(reference, fault);
            return Reply.failed(notice(
                    at, "Something broke on my side (ref " + reference + "). Nothing was changed.", List.of()));
        }
    }

    /** What would be run for this line, without running it; for tests of the rules and for echo. */
    public Routing routing(String typed) {
        var line = Line.of(typed);
        if (line.sentence()) {
            return line.rest().isEmpty() ? new Routing.Unclear(List.of("/help")) : sentences.route(line.rest());
        }
        var command = byVerb.get(line.verb());
        if (command != null) {
            return new Routing.Run(commandLine(command.name(), line.rest()));
        }
        var near = Spelling.near(line.verb(), byVerb.keySet()).stream()
                .map(verb -> Objects.requireNonNull(byVerb.get(verb)).name())
                .distinct()
                .map(name -> commandLine(name, line.rest()))
                .toList();
        return new Routing.Unclear(near);
    }

    private static String commandLine(String name, String rest) {
        return rest.isEmpty() ? "/" + name : "/" + name + " " + rest;
    }

    private Reply route(Line line, Instant at) {
        var typed = line.sentence() ? line.rest() : commandLine(line.verb(), line.rest());
        return switch (routing(typed)) {
            case Routing.Run(String commandLine) -> run(Line.of(commandLine), at);
            case Routing.Unclear(List<String> near) -> Reply.failed(unclear(line, near, at));
        };
    }

    private Reply run(Line line, Instant at) {
        var command = Optional.ofNullable(byVerb.get(line.verb()))
                .orElseThrow(() -> new IllegalStateException("A rule leads to /" + line.verb() + ", which is no command"));
        return command.answer(new Request(command.name(), line.arguments(), line.rest(), at, zone));
    }

    private Doc unclear(Line line, List<String> near, Instant at) {
        var said = line.sentence() ? "\"" + shown(line.rest()) + "\"" : "/" + shown(line.verb());
        if (line.rest().isEmpty() && line.sentence()) {
            return notice(at, "Type a command or a question, for example /brief or \"what rotated this month?\".", near);
        }
        var words = line.sentence() ? "I did not understand " + said + "." : "I don't know " + said + ".";
        return near.isEmpty()
                ? notice(at, words + " /help lists what I answer.", List.of("/help"))
                : notice(at, words + " Did you mean:", near);
    }

    private static String shown(String words) {
        if (words.length() <= SHOWN_MAX) {
            return words;
        }
        return words.codePoints()
                        .limit(SHOWN_MAX)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + " …";
    }

    private Doc notice(Instant at, String words, List<String> commandLines) {
        var actions = new ArrayList<Action>();
        for (var line : commandLines) {
            actions.add(Action.Run.read(line, line));
        }
        var meta = new Meta("", Meta.Kind.NOTICE, at, Optional.empty(), zone, false, "");
        return new Doc("", Doc.summaryOf(words), List.of(Block.para(Inline.text(words))), actions, meta);
    }
}
