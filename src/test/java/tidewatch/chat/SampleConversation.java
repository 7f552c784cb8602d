package tidewatch.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Meta;

/** A conversation with the verbs of the product whose answers only say what was asked. Its morning is Friday 6 February 2026. */
final class SampleConversation {
    static final Instant MORNING = Instant.parse("2026-02-06T12:00:00Z");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** What was run, in order. */
    final List<Request> asked = new ArrayList<>();

    /** References and faults handed to the listener. */
    final List<String> references = new ArrayList<>();

    final List<RuntimeException> faults = new ArrayList<>();
    final Conversation conversation;

    SampleConversation() {
        this(List.of());
    }

    SampleConversation(List<Command> more) {
        var commands = new ArrayList<Command>();
        commands.add(echo("brief", "b", "morning"));
        commands.add(echo("rotation", "r", "rotate"));
        commands.add(echo("sectors", "s", "sector", "themes"));
        commands.add(echo("map", "m", "quadrants"));
        commands.add(echo("winners", "w", "top", "gainers", "leaders"));
        commands.add(echo("losers", "l", "laggards", "worst", "decliners"));
        commands.add(echo("quote", "q", "price"));
        commands.add(echo("theses", "views", "bets"));
        commands.add(echo("thesis", "t"));
        commands.add(echo("drivers", "d", "driver", "catalysts"));
        commands.add(echo("calendar", "cal"));
        commands.add(echo("scenarios", "scenario", "clock"));
        commands.add(echo("check", "verify", "c"));
        commands.add(echo("note", "n", "read", "open"));
        commands.add(echo("notes", "search", "find"));
        commands.add(echo("related", "links", "rel"));
        commands.add(echo("why", "source", "sources"));
        commands.add(new Echo("watch", List.of("remind", "remindme", "reminder"), Action.Effect.EFFECT, asked));
        commands.add(echo("watches", "reminders", "watchlist"));
        commands.add(new Echo("unwatch", List.of("unremind"), Action.Effect.EFFECT, asked));
        commands.add(echo("status", "health", "ping"));
        commands.add(new Echo("tomorrow", List.of("next"), Action.Effect.EFFECT, asked));
        commands.add(echo("help", "h", "?", "commands"));
        commands.add(new Echo("start", List.of(), Action.Effect.EFFECT, asked));
        commands.addAll(more);
        conversation = new Conversation(commands, new SampleNames(), () -> MORNING, _ -> NEW_YORK, (reference, fault) -> {
            references.add(reference);
            faults.add(fault);
        });
    }

    private Command echo(String name, String... aliases) {
        return new Echo(name, List.of(aliases), Action.Effect.READ, asked);
    }

    /** Answers with the request itself. */
    record Echo(String name, List<String> aliases, Action.Effect effect, List<Request> asked) implements Command {
        @Override
        public String help() {
            return "Says what was asked";
        }

        @Override
        public List<String> examples() {
            return List.of("/" + name);
        }

        @Override
        public Reply answer(Request request) {
            asked.add(request);
            var meta = Meta.answer(request.at(), Optional.empty(), request.zone());
            return Reply.ok(new Doc("", "asked " + request.verb(), List.of(Block.para("asked " + request.verb())), List.of(), meta));
        }
    }
}
