package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;

/** The block {@code data_visualization}. */
final class Charts {
    private static final int A_MESSAGE = 2;

    private final Findings findings;
    private final int series;
    private int seen;

    /** @param newer whether a chart takes 12 series, as newer texts say, instead of 6 */
    Charts(Findings findings, boolean newer) {
        this.findings = findings;
        this.series = newer ? 12 : 6;
    }

    void chart(JsonNode block, String pointer) {
        if (++seen > A_MESSAGE) {
            findings.add("too many data_visualization blocks", pointer);
        }
        findings.only(block, pointer, "type block_id title chart");
        findings.requiredString(block, pointer, "title", 50);
        if (!findings.required(block, pointer, "chart") || !findings.object(block.get("chart"), pointer + "/chart")) {
            return;
        }
        var chart = block.get("chart");
        var place = pointer + "/chart";
        switch (chart.path("type").asText()) {
            case "pie" -> {
                findings.only(chart, place, "type segments");
                findings.items(chart, place, "segments", 1, series, (segment, spot) -> {
                    point(segment, spot);
                    if (segment.path("value").isNumber() && segment.get("value").asDouble() <= 0) {
                        findings.add("must be greater than 0", spot + "/value");
                    }
                });
            }
            case "bar", "area", "line" -> lines(chart, place);
            default -> findings.add("unsupported type: " + chart.path("type").asText(), place + "/type");
        }
    }

    private void lines(JsonNode chart, String place) {
        findings.only(chart, place, "type series axis_config");
        var categories = new HashSet<String>();
        if (findings.required(chart, place, "axis_config")) {
            var axes = chart.get("axis_config");
            var axis = place + "/axis_config";
            findings.only(axes, axis, "categories x_label y_label");
            findings.string(axes, axis, "x_label", 50);
            findings.string(axes, axis, "y_label", 50);
            findings.items(axes, axis, "categories", 1, 20, (category, spot) -> {
                findings.words(category, spot, 1, 20);
                categories.add(category.asText());
            });
        }
        var names = new HashSet<String>();
        findings.items(chart, place, "series", 1, series, (one, spot) -> {
            findings.only(one, spot, "name data");
            findings.requiredString(one, spot, "name", 20);
            if (!names.add(one.path("name").asText())) {
                findings.add("series names must be unique", spot + "/name");
            }
            var labels = new HashSet<String>();
            findings.items(one, spot, "data", 1, 20, (value, at) -> {
                point(value, at);
                var label = value.path("label").asText();
                if (!categories.contains(label) || !labels.add(label)) {
                    findings.add("label must match one of the categories, once", at + "/label");
                }
            });
            if (!labels.containsAll(categories)) {
                findings.add("must have one data point for every category", spot + "/data");
            }
        });
    }

    private void point(JsonNode point, String pointer) {
        if (findings.object(point, pointer)) {
            findings.only(point, pointer, "label value");
            findings.requiredString(point, pointer, "label", 20);
            if (findings.required(point, pointer, "value") && !point.get("value").isNumber()) {
                findings.add("must provide a number", pointer + "/value");
            }
        }
    }
}
