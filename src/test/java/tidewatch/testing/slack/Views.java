package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.testing.fake.Json;

/** {@code views.*}: modals and home tabs. */
final class Views {
    /** Characters of JSON in one view. */
    private static final int SIZE = 250_000;

    private final World world;
    private final Set<String> exchanged = new HashSet<>();

    Views(World world) {
        this.world = world;
    }

    void register(Methods methods) {
        methods.add("views.publish", 4, "", "user_id view hash", this::publish);
        methods.add("views.open", 4, "", "trigger_id interactivity_pointer view", this::open);
        methods.add("views.push", 4, "", "trigger_id interactivity_pointer view", this::push);
        methods.add("views.update", 4, "", "view view_id external_id hash", this::update);
    }

    private ObjectNode answer(View view) {
        return Json.object().set("view", view.json(Json.object()));
    }

    /** The view of a call, looked through, with ids of blocks filled in. */
    private ObjectNode given(Team team, Arguments in, String type) {
        var tree = in.tree("view", "invalid_arguments").orElseThrow(() -> ApiError.missing("view"));
        return given(team, tree, type);
    }

    /** @throws ApiError when the service would refuse it */
    ObjectNode given(Team team, JsonNode tree, String type) {
        if (Json.text(tree).length() > SIZE) {
            throw new ApiError("view_too_large");
        }
        var wrong = wrong(team, tree, type);
        if (!wrong.isEmpty()) {
            throw ApiError.because("invalid_arguments", wrong);
        }
        Blocks.lint(world, tree.get("blocks"));
        ObjectNode view = tree.deepCopy();
        view.set("blocks", Blocks.filled(world, tree.get("blocks")));
        return view;
    }

    private List<String> wrong(Team team, JsonNode view, String type) {
        var findings = new Findings();
        var blocks = new ArrayList<String>();
        findings.union("/view", () -> {
            if (!findings.object(view, "/view") || !findings.required(view, "/view", "type")) {
                return;
            }
            if (!view.get("type").asText().equals(type)) {
                findings.add("unsupported type: " + view.get("type").asText(), "/view/type");
                return;
            }
            findings.string(view, "/view", "callback_id", 255);
            findings.stringOrEmpty(view, "/view", "private_metadata", 3000);
            findings.stringOrEmpty(view, "/view", "external_id", 255);
            if (type.equals("modal")) {
                findings.only(
                        view, "/view",
                        "type title blocks close submit private_metadata callback_id clear_on_close notify_on_close external_id submit_disabled");
                findings.requiredText(view, "/view", "title", 24, true);
                findings.text(view, "/view", "close", 24, true);
                findings.text(view, "/view", "submit", 24, true);
                if (!view.has("submit") && inputs(view)) {
                    findings.add("missing required field: submit", "/view");
                }
            } else {
                findings.only(view, "/view", "type blocks private_metadata callback_id external_id title close submit");
            }
            if (findings.required(view, "/view", "blocks")) {
                var surface = type.equals("modal") ? Blocks.Surface.MODAL : Blocks.Surface.HOME;
                blocks.addAll(Blocks.wrong(world, team, surface, view.get("blocks"), "/view/blocks"));
            }
        });
        var all = new ArrayList<String>(findings.errors());
        if (!blocks.isEmpty() && all.isEmpty()) {
            all.add("failed to match all allowed schemas [json-pointer:/view]");
        }
        all.addAll(blocks);
        return all;
    }

    private static boolean inputs(JsonNode view) {
        for (var block : view.path("blocks")) {
            if (block.path("type").asText().equals("input")) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode publish(Team team, Arguments in) {
        var person = Optional.ofNullable(world.people.get(in.required("user_id")))
                .filter(one -> one.team.equals(team.id) && !one.deleted)
                .orElseThrow(() -> new ApiError("user_not_found"));
        var given = given(team, in, "home");
        if (person.home.isPresent()) {
            var home = person.home.get();
            changed(home, in);
            home.given = given;
            home.hash = hash();
            return answer(home);
        }
        var home = made(team, person.id, given);
        person.home = Optional.of(home);
        return answer(home);
    }

    private View made(Team team, String user, ObjectNode given) {
        var view = new View(world.id("V"), team.id, user, world.app, team.botId, given, hash());
        var external = given.path("external_id").asText();
        boolean taken = world.views.values().stream().anyMatch(one -> one.open && one.given.path("external_id").asText().equals(external));
        if (!external.isEmpty() && taken) {
            throw new ApiError("duplicate_external_id");
        }
        world.views.put(view.id, view);
        return view;
    }

    private String hash() {
        return world.now().getEpochSecond() + "." + world.secret(8);
    }

    /** @throws ApiError hash_conflict, when the caller saw an older form */
    private static void changed(View view, Arguments in) {
        if (in.has("hash") && !in.text("hash").equals(view.hash)) {
            throw new ApiError("hash_conflict");
        }
    }

    /** A trigger that still opens something. */
    private World.Trigger trigger(Team team, Arguments in) {
        var trigger = Optional.ofNullable(world.triggers.get(in.required("trigger_id")))
                .filter(one -> one.team().equals(team.id))
                .orElseThrow(() -> new ApiError("invalid_trigger_id"));
        if (world.now().isAfter(trigger.until())) {
            throw new ApiError("expired_trigger_id");
        }
        if (exchanged.contains(in.text("trigger_id"))) {
            throw new ApiError("exchanged_trigger_id");
        }
        return trigger;
    }

    private ObjectNode open(Team team, Arguments in) {
        var trigger = trigger(team, in);
        var view = made(team, trigger.user(), given(team, in, "modal"));
        exchanged.add(in.text("trigger_id"));
        return answer(view);
    }

    private ObjectNode push(Team team, Arguments in) {
        var trigger = trigger(team, in);
        var top = top(trigger.user()).orElseThrow(() -> new ApiError("not_found"));
        if (top.below.flatMap(one -> one.below).isPresent()) {
            throw new ApiError("push_limit_reached");
        }
        var view = made(team, trigger.user(), given(team, in, "modal"));
        exchanged.add(in.text("trigger_id"));
        view.below = Optional.of(top);
        view.root = top.root;
        return answer(view);
    }

    /** The modal a person sees. */
    Optional<View> top(String user) {
        return world.views.values().stream().filter(view -> view.open && !view.home() && view.user.equals(user)).reduce((one, later) -> later);
    }

    private ObjectNode update(Team team, Arguments in) {
        var view = world.views.values().stream()
                .filter(one -> one.team.equals(team.id) && one.open)
                .filter(one -> in.has("view_id") ? one.id.equals(in.text("view_id"))
                        : in.has("external_id") && one.given.path("external_id").asText().equals(in.text("external_id")))
                .findFirst()
                .orElseThrow(() -> new ApiError("not_found"));
        changed(view, in);
        view.given = given(team, in, view.home() ? "home" : "modal");
        view.hash = hash();
        return answer(view);
    }

    /** What the app answered to a submission: errors, another view, or nothing, which closes. Answers what the person sees as errors. */
    ObjectNode answered(Team team, View view, JsonNode payload) {
        switch (payload.path("response_action").asText()) {
            case "errors" -> {
                return payload.path("errors") instanceof ObjectNode errors ? errors : Json.object();
            }
            case "clear" -> world.views.values().forEach(one -> one.open &= !one.user.equals(view.user) || one.home());
            case "update" -> {
                view.given = given(team, payload.path("view"), "modal");
                view.hash = hash();
            }
            case "push" -> {
                var above = made(team, view.user, given(team, payload.path("view"), "modal"));
                above.below = Optional.of(view);
                above.root = view.root;
            }
            default -> view.open = false;
        }
        return Json.object();
    }
}
