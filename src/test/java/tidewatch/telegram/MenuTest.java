package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;

class MenuTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private record Verb(String name, String help) implements Command {
        @Override
        public List<String> examples() {
            return List.of("/" + name);
        }

        @Override
        public Reply answer(Request request) {
            throw new AssertionError("A menu runs nothing");
        }
    }

    private static Menu menu(Command... commands) {
        return new Menu(List.of(commands), command -> command.name().equals("pair"));
    }

    @Test
    void all_commands_in_private_and_those_of_owners_not_in_groups() {
        var kept = menu(new Verb("brief", "The brief of today"), new Verb("pair", "Lets somebody in")).publish(rig.client(), Optional.empty());

        assertThat(kept.value()).isPresent();
        assertThat(rig.api.requests("setMyCommands"))
                .extracting(request -> request.json().toString())
                .containsExactly(
                        "{\"commands\":[{\"command\":\"brief\",\"description\":\"The brief of today\"},"
                                + "{\"command\":\"pair\",\"description\":\"Lets somebody in\"}],\"scope\":{\"type\":\"all_private_chats\"}}",
                        "{\"commands\":[{\"command\":\"brief\",\"description\":\"The brief of today\"}],\"scope\":{\"type\":\"all_group_chats\"}}");
    }

    @Test
    void telegram_is_told_only_when_it_is_another_than_the_last_time() {
        var menu = menu(new Verb("brief", "The brief of today"));
        var kept = menu.publish(rig.client(), Optional.empty()).value();

        assertThat(menu.publish(rig.client(), kept).value()).isEqualTo(kept);
        assertThat(rig.api.requests("setMyCommands")).hasSize(2);
        menu(new Verb("brief", "Another sentence")).publish(rig.client(), kept);
        assertThat(rig.api.requests("setMyCommands")).hasSize(4);
    }

    @Test
    void a_menu_that_was_not_taken_is_told_again_the_next_time() {
        rig.api.script("setMyCommands", ScriptedApi.ok("true"), ScriptedApi.html(502));
        var menu = menu(new Verb("brief", "The brief of today"));

        var kept = menu.publish(rig.client(), Optional.of("old"));

        assertThat(kept.value()).contains("old");
        assertThat(kept.problems()).singleElement().satisfies(problem ->
                assertThat(problem.sentence()).startsWith("Telegram did not take the menu of commands; typing them works."));
    }

    @Test
    void every_name_and_description_has_the_form_that_telegram_takes() {
        var many = new ArrayList<Command>();
        many.add(new Verb("prices-accept", "With a hyphen"));
        many.add(new Verb("größe", "With letters of another language"));
        many.add(new Verb("long", "word ".repeat(100)));
        for (int i = 0; i < 120; i++) {
            many.add(new Verb("c" + i, "x"));
        }
        new Menu(many, _ -> false).publish(rig.client(), Optional.empty());

        var commands = rig.api.requests("setMyCommands").getFirst().json().path("commands");
        assertThat(commands).hasSize(100).allSatisfy(command -> {
            assertThat(command.path("command").textValue()).matches("[a-z0-9_]{1,32}");
            assertThat(command.path("description").textValue()).hasSizeBetween(1, 256);
        });
        assertThat(commands.get(0).path("command").textValue()).isEqualTo("prices_accept");
        assertThat(commands.get(1).path("description").textValue()).endsWith("word…");
    }
}
