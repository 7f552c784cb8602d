package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidewatch.app.Chat;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ApprovedChat;
import tidewatch.chat.ChatId;
import tidewatch.chat.Conversation;
import tidewatch.chat.Decision;
import tidewatch.chat.Gate;
import tidewatch.chat.Incoming;
import tidewatch.chat.Line;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Person;
import tidewatch.chat.Role;
import tidewatch.message.Action;
import tidewatch.testing.FixedAccess;
import tidewatch.testing.Golden;

/** Every command, each role, each kind of chat: what the gate does, as one table that a person can check. */
class AccessMatrixTest {
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");
    private static final NoteScope SECTORS = NoteScope.of(List.of("Sectors"));

    /** Lines of a command that need another role than the command in general. */
    private static final List<String> SPECIAL = List.of(
            "/settings reminders silent", "/settings members read", "/settings scope \"Sectors\"", "/pair here", "/pair off", "/pair telegram:-100", "/people 3 editor", "/aliases Marathon = MPC", "/aliases forget Marathon", "/aliases export", "/capture add new 2026-02-06T07:12 daily words",
            "/capture evidence long nvidia", "/capture evidence add 0123456789ab 2026-02-06 0123456789ab Long NVIDIA",
            "/capture learned add 0123456789ab 2026-02-06T07:12 [[Long NVIDIA]] words");

    private record Place(Incoming.Place kind, NoteScope scope, boolean members, boolean approved) {}

    private static final Map<String, Place> PLACES = places();

    private static Map<String, Place> places() {
        var places = new LinkedHashMap<String, Place>();
        places.put("private", new Place(Incoming.Place.PRIVATE, NoteScope.NOTHING, false, true));
        places.put("group", new Place(Incoming.Place.GROUP, NoteScope.NOTHING, false, true));
        places.put("group with notes", new Place(Incoming.Place.GROUP, SECTORS, false, true));
        places.put("group, members read", new Place(Incoming.Place.GROUP, SECTORS, true, true));
        places.put("channel, members read", new Place(Incoming.Place.CHANNEL, NoteScope.NOTHING, true, true));
        places.put("group not let in", new Place(Incoming.Place.GROUP, NoteScope.NOTHING, false, false));
        return places;
    }

    private static Optional<Person> person(String who) {
        return Role.of(who).map(role -> new Person("telegram:7", 1, role, Optional.empty(), NOW));
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Let(_, Optional<Decision.Aside> aside) -> aside.map(one -> one.always() ? "privately" : "yes, more privately").orElse("yes");
            case Decision.Silence _ -> "-";
            case Decision.Say(String words) -> words.startsWith("That needs") ? words.replaceFirst("^That needs an? (\\w+),.*$", "needs $1") : words.startsWith("I do not answer") ? "not let in" : "no notes";
            case Decision.SayPrivately _ -> "one private line";
        };
    }

    private static String decide(String line, String who, Place place, boolean codeOpen) {
        var commands = new Conversation(Chat.sample().commands(), _ -> Optional.empty(), () -> NOW, _ -> ZoneOffset.UTC, (_, fault) -> {
            throw fault;
        });
        var chat = new ChatId("telegram", place.kind() == Incoming.Place.PRIVATE ? "7" : "-100");
        var envelope = new Incoming.Envelope("1", "telegram:1", chat, Optional.empty(), "telegram:7", NOW, Incoming.Origin.DIRECT, place.kind());
        var person = person(who);
        var approved = Optional.of(place).filter(one -> one.approved() && (one.kind() != Incoming.Place.PRIVATE || person.isPresent()))
                .map(one -> one.kind() == Incoming.Place.PRIVATE
                        ? ApprovedChat.alone(chat, "telegram:7", NOW)
                        : ApprovedChat.group(chat, one.kind(), "telegram:5", NOW).withScope(one.scope()).withMembersRead(one.members()));
        var gate = new Gate(new FixedAccess(new AccessBook.Seen(person, approved, codeOpen)));
        var named = commands.named(Line.of(line));
        return word(gate.decide(gate.standing(envelope, NOW), envelope, named, _ -> named));
    }

    @Test
    void every_command_each_role_each_kind_of_chat() {
        var table = new StringBuilder();
        for (var place : PLACES.entrySet()) {
            table.append("## ").append(place.getKey()).append('\n').append('\n');
            table.append(String.format("%-28s %-18s %-20s %-20s %-20s %-20s%n", "", "stranger", "stranger, code open", "reader", "editor", "owner"));
            var lines = new ArrayList<String>();
            Chat.sample().commands().forEach(command -> {
                lines.add("/" + command.name());
                SPECIAL.stream().filter(line -> line.startsWith("/" + command.name() + " ")).forEach(lines::add);
            });
            for (var line : lines) {
                table.append(String.format("%-28s %-18s %-20s %-20s %-20s %-20s%n",
                        line,
                        decide(line, "stranger", place.getValue(), false),
                        decide(line, "stranger", place.getValue(), true),
                        decide(line, "reader", place.getValue(), false),
                        decide(line, "editor", place.getValue(), false),
                        decide(line, "owner", place.getValue(), false)));
            }
            table.append('\n');
        }
        Golden.check("command/access-matrix.txt", table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void no_change_is_open_to_who_only_reads() {
        for (var command : Chat.sample().commands()) {
            if (command.atTheDoor()) {
                continue;
            }
            var lines = new ArrayList<>(List.of("something"));
            command.examples().forEach(line -> lines.add(Line.of(line).rest()));
            SPECIAL.stream().map(Line::of).filter(line -> line.verb().equals(command.name())).forEach(line -> lines.add(line.rest()));
            for (var rest : lines) {
                if (command.effect(rest) == Action.Effect.EFFECT && !rest.isEmpty()) {
                    assertThat(command.role(rest, Incoming.Place.GROUP)).as(command.name() + " " + rest).isNotEqualTo(Role.READER);
                }
            }
        }
    }
}
