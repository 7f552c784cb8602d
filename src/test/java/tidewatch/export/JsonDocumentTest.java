package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.brief.TopCallSection;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.Weighed;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Confidence;
import tidewatch.notes.DateReading;
import tidewatch.notes.Span;
import tidewatch.notes.Window;
import tidewatch.rotation.Followed;
import tidewatch.rotation.MomentumBacktest;
import tidewatch.rotation.Odds;
import tidewatch.rotation.RotationMap;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.Strength;

/** The document says what the code does: the same fields, the same words, examples from the golden files. */
class JsonDocumentTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What each chapter documents, as it is printed now; the golden tests compare the same texts with the golden files. */
    private static final Map<String, List<String>> PRINTED = Map.of(
            "The brief", List.of(BriefJsonTest.example()),
            "The rotation table", List.of(RotationJsonTest.example()),
            "A backtest of the rotation list", List.of(RotationBacktestJsonTest.example()),
            "The base rates", List.of(BaseRatesJsonTest.example()),
            "A claim", FactsJsonTest.lines().toList(),
            "A figure of a note", CheckJsonTest.lines(),
            "A date phrase", DatesJsonTest.lines(),
            "A delivery", DeliveryJsonTest.lines().toList(),
            "The industry-momentum backtest", List.of(MomentumJsonTest.example()));

    @Test
    void every_printed_field_is_documented_and_every_documented_field_is_printed() throws IOException {
        var walk = new Walk(JsonDocument.read());
        for (var chapter : PRINTED.entrySet()) {
            for (var text : chapter.getValue()) {
                walk.object(MAPPER.readTree(text), JsonDocument.anchor(chapter.getKey()), chapter.getKey());
            }
        }
        assertThat(walk.faults).as("printed and not in %s", JsonDocument.FILE).isEmpty();
        assertThat(walk.unseen()).as("in %s and printed by no example", JsonDocument.FILE).isEmpty();
    }

    /** Goes through printed objects along their tables. */
    private static final class Walk {
        private final JsonDocument document;
        private final Set<String> seen = new LinkedHashSet<>();
        private final Set<String> faults = new LinkedHashSet<>();

        Walk(JsonDocument document) {
            this.document = document;
        }

        void object(JsonNode node, String anchor, String path) {
            var fields = node.properties();
            var words = Stream.of("kind", "verdict").map(name -> node.path(name).asText()).collect(Collectors.toSet());
            for (var entry : fields) {
                if (!field(anchor, entry.getKey(), entry.getValue(), words, path + "." + entry.getKey())) {
                    faults.add(path + "." + entry.getKey() + " " + words);
                }
            }
        }

        /** Whether the table at the anchor, or one that it includes, has this field for one of these words. */
        private boolean field(String anchor, String name, JsonNode value, Set<String> words, String path) {
            for (var row : document.objects().getOrDefault(anchor, List.of())) {
                if (row.names().isEmpty() && field(row.object().orElseThrow(), name, value, words, path)) {
                    return true;
                }
                if (row.names().contains(name) && (row.kinds().isEmpty() || row.kinds().stream().anyMatch(words::contains))) {
                    row.kinds().stream().filter(words::contains).forEach(word -> seen.add(anchor + " " + name + " " + word));
                    seen.add(anchor + " " + name);
                    value(value, row, path);
                    return true;
                }
            }
            return false;
        }

        private void value(JsonNode value, JsonDocument.Field row, String path) {
            if (value.isArray()) {
                value.forEach(one -> value(one, row, path + "[]"));
            } else if (value.isObject()) {
                row.object().ifPresentOrElse(anchor -> object(value, anchor, path), () -> faults.add(path + " is an object"));
            } else {
                row.list().filter(list -> !document.words().getOrDefault(list, Set.of()).contains(value.asText()))
                        .ifPresent(list -> faults.add(path + ": " + value + " is no word of " + list));
            }
            if (value.isNull()) {
                faults.add(path + " is null");
            }
        }

        Set<String> unseen() {
            var unseen = new TreeSet<String>();
            document.objects().forEach((anchor, rows) -> rows.forEach(row -> row.names().forEach(name -> {
                if (!seen.contains(anchor + " " + name)) {
                    unseen.add(anchor + " " + name);
                }
                // Which verdict has which figure depends on the instrument; which claim has which field does not.
                if (anchor.equals("a-claim")) {
                    row.kinds().stream().filter(kind -> !seen.contains(anchor + " " + name + " " + kind))
                            .forEach(kind -> unseen.add(anchor + " " + name + " of " + kind));
                }
            })));
            return unseen;
        }
    }

    @Test
    void the_closed_lists_are_those_of_the_code() throws IOException {
        var code = new LinkedHashMap<String, Set<String>>();
        code.put("amount unit", words(Amount.Unit.values()));
        code.put("backtest row", words(MomentumBacktest.Kind.values()));
        code.put("bound", words(DateReading.Bound.values()));
        code.put("call", words(TopCallSection.Kind.values()));
        code.put("claim", FactsJsonTest.CLAIMS.stream().map(Claim::kind).collect(Collectors.toSet()));
        code.put("confidence", words(Confidence.values()));
        code.put("date", words(DateReading.Kind.values()));
        code.put("delivery kind", words(DeliveryKind.values()));
        code.put("delivery reason", words(DeliveryReason.values()));
        code.put("delivery state", words(DeliveryState.values()));
        code.put("direction", words(Claim.Direction.values()));
        code.put("driver state", words(Claim.Driver.State.values()));
        code.put("edge", words(DateReading.Edge.values()));
        code.put("group", words(Followed.Group.values()));
        code.put("horizon", words(Claim.ThesisImpact.Horizon.values()));
        code.put("impact", words(Claim.ThesisImpact.Kind.values()));
        code.put("mark", words(DateReading.Mark.values()));
        code.put("odds are", words(Odds.Bound.values()));
        code.put("per", words(Claim.Streak.Per.values()));
        code.put("phase", words(Claim.RotationTiming.Phase.values()));
        code.put("precision", words(Window.Precision.values()));
        code.put("quadrant", words(RotationMap.Quadrant.values()));
        code.put("row kind", words(RotationRow.Kind.values()));
        code.put("row state", words(RotationRow.State.values()));
        code.put("scenario answer", words(ClockReading.Answer.values()));
        code.put("side", words(Followed.Side.values()));
        code.put("sign", words(Amount.Sign.values()));
        code.put("since", words(Verdict.Since.Start.values()));
        code.put("span unit", words(Span.Unit.values()));
        code.put("status", Arrays.stream(Weighed.Status.values()).map(Enum::name).collect(Collectors.toSet()));
        code.put("strength", words(Strength.values()));
        code.put("verdict", CheckJsonTest.CHECKS.stream().map(check -> Verdicts.word(check.verdict())).collect(Collectors.toSet()));
        code.put("where", words(Verdict.IntradayOnly.Where.values()));
        assertThat(JsonDocument.read().words()).isEqualTo(code);
    }

    private static Set<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Json::word).collect(Collectors.toSet());
    }

    @Test
    void examples_are_from_the_golden_files() throws IOException {
        var examples = JsonDocument.read().examples();
        assertThat(examples.keySet()).isEqualTo(PRINTED.keySet());
        for (var chapter : examples.entrySet()) {
            var printed = PRINTED.getOrDefault(chapter.getKey(), List.of());
            for (var example : chapter.getValue()) {
                if (printed.size() == 1) {
                    assertThat(missing(MAPPER.readTree(example), MAPPER.readTree(printed.getFirst()), chapter.getKey())).isEmpty();
                } else {
                    assertThat(printed).contains(example.split("\n"));
                }
            }
        }
    }

    /** Members of an excerpt that the whole does not have; each element of a list must be an excerpt of an element. */
    private static List<String> missing(JsonNode excerpt, JsonNode whole, String path) {
        var missing = new ArrayList<String>();
        if (excerpt.isObject() && whole.isObject()) {
            excerpt.properties().forEach(entry -> missing.addAll(
                    missing(entry.getValue(), whole.path(entry.getKey()), path + "." + entry.getKey())));
        } else if (excerpt.isArray() && whole.isArray()) {
            for (var one : excerpt) {
                Function<JsonNode, List<String>> in = other -> missing(one, other, path + "[]");
                if (whole.valueStream().map(in).noneMatch(List::isEmpty)) {
                    missing.add(path + ": " + one);
                }
            }
        } else if (!excerpt.equals(whole)) {
            missing.add(path + ": " + excerpt);
        }
        return missing;
    }

    @Test
    void every_chapter_and_link_leads_to_a_table() throws IOException {
        var document = JsonDocument.read();
        assertThat(document.objects()).containsKeys(PRINTED.keySet().stream().map(JsonDocument::anchor).toArray(String[]::new));
        for (var table : document.objects().values()) {
            for (var row : table) {
                row.object().ifPresent(anchor -> assertThat(document.objects()).containsKey(anchor));
                row.list().ifPresent(list -> assertThat(document.words()).containsKey(list));
            }
        }
    }
}
