package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Buttons, menus and inputs: their fields and limits. */
final class Elements {
    static final Set<String> MENUS = Set.of(
            "static_select", "external_select", "users_select", "conversations_select", "channels_select", "multi_static_select",
            "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select");
    /** What an actions block takes. */
    static final Set<String> ACTIONS = Set.of(
            "button", "workflow_button", "overflow", "datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons", "rich_text_input");
    /** What an input block takes, besides menus. */
    static final Set<String> INPUTS = Set.of(
            "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input", "datepicker", "timepicker",
            "datetimepicker", "checkboxes", "radio_buttons");
    /** What stands beside a section, besides menus. */
    static final Set<String> ACCESSORIES =
            Set.of("button", "workflow_button", "image", "overflow", "datepicker", "timepicker", "checkboxes", "radio_buttons");

    private final Findings findings;
    private final Findings.Once ids;

    Elements(Findings findings, Findings.Once ids) {
        this.findings = findings;
        this.ids = ids;
    }

    /** Whether people can do something with an element of this type, so that it bears an action_id. */
    static boolean interactive(String type) {
        return ACTIONS.contains(type) || INPUTS.contains(type) || MENUS.contains(type);
    }

    /** One element where these kinds, and menus when so said, are allowed. */
    void element(JsonNode element, String pointer, Set<String> allowed, boolean menus) {
        findings.union(pointer, () -> {
            if (!findings.object(element, pointer) || !findings.required(element, pointer, "type")) {
                return;
            }
            var type = element.get("type").asText();
            if (!allowed.contains(type) && !(menus && MENUS.contains(type))) {
                findings.add("unsupported type: " + type, pointer + "/type");
                return;
            }
            if (!type.equals("image")) {
                ids.look(element, pointer);
            }
            look(type, element, pointer);
        });
    }

    private void look(String type, JsonNode element, String pointer) {
        if (element.has("confirm")) {
            confirm(element.get("confirm"), pointer + "/confirm");
        }
        findings.text(element, pointer, "placeholder", 150, true);
        findings.flag(element, pointer, "focus_on_load");
        switch (type) {
            case "button" -> button(element, pointer);
            case "image" -> {
                findings.only(element, pointer, "type image_url slack_file alt_text");
                findings.requiredString(element, pointer, "alt_text", 2000);
                findings.address(element, pointer, "image_url");
                if (!element.has("image_url") && !element.has("slack_file")) {
                    findings.add("missing required field: image_url", pointer);
                }
            }
            case "static_select", "multi_static_select" -> menu(element, pointer);
            case "overflow" -> {
                findings.only(element, pointer, "type action_id options confirm");
                findings.items(element, pointer, "options", 1, 5, (option, place) -> option(option, place, true, true));
            }
            case "checkboxes", "radio_buttons" -> {
                findings.only(element, pointer, "type action_id options initial_options initial_option confirm focus_on_load");
                findings.items(element, pointer, "options", 1, 10, (option, place) -> option(option, place, false, false));
                initial(element, pointer);
            }
            case "plain_text_input" -> {
                findings.only(
                        element, pointer,
                        "type action_id initial_value multiline min_length max_length dispatch_action_config focus_on_load placeholder");
                findings.flag(element, pointer, "multiline");
                findings.whole(element, pointer, "min_length", 0, 3000);
                findings.whole(element, pointer, "max_length", 1, 3000);
                findings.stringOrEmpty(element, pointer, "initial_value", 3000);
            }
            case "number_input" -> {
                if (findings.required(element, pointer, "is_decimal_allowed")) {
                    findings.flag(element, pointer, "is_decimal_allowed");
                }
            }
            case "datepicker" -> shape(element, pointer, "initial_date", "\\d{4}-\\d{2}-\\d{2}");
            case "timepicker" -> shape(element, pointer, "initial_time", "([01]\\d|2[0-3]):[0-5]\\d");
            case "datetimepicker" -> shape(element, pointer, "initial_date_time", "\\d{10}");
            default -> {
                // The rest is told by its id and placeholder alone.
            }
        }
    }

    private void shape(JsonNode element, String pointer, String field, String pattern) {
        if (element.has(field) && !element.get(field).asText().matches(pattern)) {
            findings.add("must be a valid format", pointer + "/" + field);
        }
    }

    private void button(JsonNode element, String pointer) {
        findings.only(element, pointer, "type text action_id url value style confirm accessibility_label");
        findings.requiredText(element, pointer, "text", 75, true);
        findings.address(element, pointer, "url");
        findings.stringOrEmpty(element, pointer, "value", 2000);
        if (element.has("style") && !element.get("style").isTextual()) {
            findings.add("must provide a string", pointer + "/style");
        } else {
            findings.oneOf(element, pointer, "style", "primary danger");
        }
        findings.string(element, pointer, "accessibility_label", 75);
    }

    private void menu(JsonNode element, String pointer) {
        findings.only(
                element, pointer,
                "type action_id placeholder options option_groups initial_option initial_options confirm max_selected_items focus_on_load");
        if (element.has("option_groups")) {
            if (element.has("options")) {
                findings.add("cannot have both options and option_groups", pointer);
            }
            findings.items(element, pointer, "option_groups", 1, 100, (group, place) -> {
                findings.only(group, place, "label options");
                findings.requiredText(group, place, "label", 75, true);
                findings.items(group, place, "options", 1, 100, (option, spot) -> option(option, spot, true, false));
            });
        } else {
            findings.items(element, pointer, "options", 1, 100, (option, place) -> option(option, place, true, false));
        }
        findings.whole(element, pointer, "max_selected_items", 1, 100);
        initial(element, pointer);
    }

    /** What is chosen at first must be one of the options. */
    private void initial(JsonNode element, String pointer) {
        if (element.has("initial_option") && !offered(element, element.get("initial_option"))) {
            findings.add("must be one of the options", pointer + "/initial_option");
        }
        if (element.has("initial_options")) {
            findings.items(element, pointer, "initial_options", 1, 100, (option, place) -> {
                if (!offered(element, option)) {
                    findings.add("must be one of the options", place);
                }
            });
        }
    }

    private static boolean offered(JsonNode element, JsonNode option) {
        for (var one : element.path("options")) {
            if (one.equals(option)) {
                return true;
            }
        }
        for (var group : element.path("option_groups")) {
            if (offered(group, option)) {
                return true;
            }
        }
        return false;
    }

    private void option(JsonNode option, String pointer, boolean plain, boolean url) {
        if (!findings.object(option, pointer)) {
            return;
        }
        findings.only(option, pointer, url ? "text value description url" : "text value description");
        findings.requiredText(option, pointer, "text", 75, plain);
        findings.requiredString(option, pointer, "value", 150);
        findings.text(option, pointer, "description", 75, plain);
        findings.address(option, pointer, "url");
    }

    private void confirm(JsonNode confirm, String pointer) {
        if (findings.object(confirm, pointer)) {
            findings.only(confirm, pointer, "title text confirm deny style");
            findings.requiredText(confirm, pointer, "title", 100, true);
            findings.requiredText(confirm, pointer, "text", 300, false);
            findings.requiredText(confirm, pointer, "confirm", 30, true);
            findings.requiredText(confirm, pointer, "deny", 30, true);
            findings.oneOf(confirm, pointer, "style", "primary danger");
        }
    }
}
