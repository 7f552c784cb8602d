package tidewatch.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Resolution;

/**
 * The claims of a note, each as one line of JSON: first what every claim has (its kind, the rule that read it, its place and its exact
 * words), then the fields of its kind. What the note does not state is left out. Fields and words: {@code deploy/JSON.md}, "A claim".
 */
public final class FactsJson {
    private FactsJson() {}

    /** In reading order. */
    public static Stream<String> lines(Note note, EntityResolver resolver) {
        return note.claims().stream().map(claim -> line(claim, new Names(resolver, note.path())));
    }

    private static String line(Claim claim, Names names) {
        return Json.object(json -> {
            var source = claim.source();
            var place = source.place();
            json.text("kind", claim.kind())
                    .text("rule", source.rule())
                    .word("confidence", source.confidence())
                    .text("file", place.file())
                    .count("line", place.line())
                    .count("start", place.start())
                    .count("end", place.end())
                    .text("quote", source.quote())
                    .texts("trail", source.trail());
            Windows.put(json, "asOf", source.asOf());
            fields(json, claim, names);
        });
    }

    private static void fields(Json json, Claim claim, Names names) {
        switch (claim) {
            case Claim.Move move -> {
                names.put(json, "entity", move.entity());
                amount(json, "amount", move.amount());
                json.text("period", move.period()).text("remark", move.remark());
            }
            case Claim.RelativeMove move -> {
                names.put(json, "entity", move.entity());
                names.put(json, "benchmark", move.benchmark());
                amount(json, "amount", move.amount());
                json.text("period", move.period()).text("remark", move.remark());
            }
            case Claim.Streak streak -> {
                names.put(json, "entity", streak.entity());
                json.count("length", streak.length())
                        .word("direction", streak.direction())
                        .word("per", streak.per())
                        .text("remark", streak.remark());
            }
            case Claim.WordMove word -> {
                names.put(json, "entity", word.entity());
                json.text("word", word.word());
                word.direction().ifPresent(direction -> json.word("direction", direction));
                json.text("remark", word.remark());
            }
            case Claim.Level level -> {
                names.put(json, "entity", level.entity());
                json.text("verb", level.verb());
                level.price().ifPresent(price -> amount(json, "price", price));
                json.text("currency", level.currency());
            }
            case Claim.Flow flow -> {
                json.word("direction", flow.direction());
                names.put(json, "names", flow.names());
                Windows.put(json, "window", flow.period());
            }
            case Claim.RotationTiming timing -> {
                json.word("phase", timing.phase());
                Windows.put(json, "window", timing.window());
            }
            case Claim.SectorView view -> {
                names.put(json, "sector", view.sector());
                json.word("direction", view.direction()).text("reason", view.reason());
                Windows.put(json, "window", view.period());
            }
            case Claim.Driver driver -> {
                driver.number().ifPresent(number -> json.count("number", number));
                json.text("name", driver.name())
                        .text("text", driver.text())
                        .objects("effects", driver.effects(), (fields, one) -> fields.text("cause", one.cause()).text("effect", one.effect()));
                Windows.put(json, "window", driver.window());
            }
            case Claim.Thesis thesis -> {
                json.text("name", thesis.name()).objects("legs", thesis.legs(), (fields, leg) -> {
                    names.put(fields, "entity", leg.entity());
                    fields.word("direction", leg.direction());
                });
                json.text("status", thesis.status());
                names.put(json, "vehicles", thesis.vehicles());
                thesis.benchmark().ifPresent(benchmark -> names.put(json, "benchmark", benchmark));
            }
            case Claim.ThesisImpact impact -> {
                names.put(json, "thesis", impact.thesis());
                json.objects("verdicts", impact.verdicts(), (fields, one) -> fields.word("horizon", one.horizon()).word("verdict", one.kind()))
                        .text("words", impact.words());
            }
            case Claim.Checklist item -> json.word("side", item.side()).flag("done", item.done()).text("text", item.text());
            case Claim.Scenario scenario -> {
                json.text("label", scenario.label()).text("cause", scenario.cause());
                json.object("span", scenario.span(), (fields, span) -> {
                    fields.count("least", span.least());
                    span.most().ifPresent(most -> fields.count("most", most));
                    fields.word("unit", span.unit());
                });
                json.text("driver", scenario.driver()).text("odds", scenario.odds());
            }
            case Claim.WatchItem item -> {
                json.text("slug", item.slug()).text("what", item.what());
                Windows.put(json, "window", item.window());
                json.text("evidence", item.evidence());
            }
            case Claim.Related related -> {
                names.put(json, "target", related.target());
                json.text("label", related.label());
            }
            case Claim.Prose _ -> {}
        }
    }

    /** An edge that is not there is left out; the unit is said, and also in the names where it is percent or points. */
    private static void amount(Json json, String field, Amount amount) {
        var unit = switch (amount.unit()) {
            case PERCENT -> "Pct";
            case POINTS -> "Pp";
            case BASIS_POINTS -> "Bp";
            case PRICE, FACTOR -> "";
        };
        json.object(field, fields -> fields.number("value" + unit, amount.value())
                .number("low" + unit, amount.low())
                .number("high" + unit, amount.high())
                .word("unit", amount.unit())
                .word("sign", amount.sign())
                .count("decimals", amount.decimals())
                .flag("approximate", amount.approximate()));
    }

    /** Writes names with what they mean in one note. */
    private record Names(EntityResolver resolver, String file) {
        void put(Json json, String field, Name name) {
            json.object(field, fields -> fields(fields, name));
        }

        void put(Json json, String field, List<Name> names) {
            json.objects(field, names, this::fields);
        }

        private void fields(Json json, Name name) {
            json.text("text", name.text()).text("link", name.link()).text("ticker", name.ticker());
            switch (resolver.resolve(name, file)) {
                case Resolution.One(Optional<String> id, Optional<String> note, var confidence) ->
                    json.text("id", id).text("note", note).word("confidence", confidence);
                case Resolution.Ambiguous(var candidates) -> json.objects(
                        "candidates", candidates, (fields, one) -> fields.text("id", one.id()).text("shown", one.shown()));
                case Resolution.Unknown(var near) -> {
                    if (!near.isEmpty()) {
                        json.texts("near", near);
                    }
                }
            }
        }
    }
}
