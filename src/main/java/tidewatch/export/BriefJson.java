package tidewatch.export;

import java.util.List;
import java.util.Optional;
import tidewatch.brief.AheadSection;
import tidewatch.brief.Brief;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Figure;
import tidewatch.brief.FlowSection;
import tidewatch.brief.FooterSection;
import tidewatch.brief.MoversSection;
import tidewatch.brief.NoteCheckSection;
import tidewatch.brief.RotationSection;
import tidewatch.brief.ScenarioSection;
import tidewatch.brief.ScorecardSection;
import tidewatch.brief.TapeSection;
import tidewatch.brief.ThesesSection;
import tidewatch.brief.TopCallSection;
import tidewatch.market.Origin;
import tidewatch.notes.Claim.Direction;

/**
 * The facts of a brief as one JSON object: a member a section, in the order in which a reader meets them, then every figure with all that
 * is needed to compute it again. A section's figures stand in place as number and value; the number leads to {@code figures}. When a price
 * was retrieved is not said, so that the same prices and notes give the same bytes on any machine. Fields and words:
 * {@code deploy/JSON.md}, "The brief".
 */
public final class BriefJson {
    private BriefJson() {}

    /** One line, without its end. */
    public static String of(Brief brief) {
        return Json.object(json -> json.text("id", brief.id())
                .text("at", DatesJson.moment(brief.at()))
                .text("zone", brief.at().getZone().getId())
                .date("session", brief.session())
                .flag("sample", brief.sample())
                .object("coverage", fields -> coverage(fields, brief.coverage()))
                .object("call", fields -> call(fields, brief.call()))
                .object("tape", fields -> tape(fields, brief.tape()))
                .object("rotation", fields -> rotation(fields, brief.rotation()))
                .object("flows", fields -> flows(fields, brief.flows()))
                .objects("theses", brief.theses().lines(), BriefJson::thesis)
                .objects("oneTrade", brief.theses().bets(), (fields, bet) -> fields.texts("theses", bet.theses())
                        .number("correlation", bet.least())
                        .count("weeks", bet.weeks()))
                .object("movers", fields -> movers(fields, brief.movers()))
                .object("scenarios", fields -> scenarios(fields, brief.scenarios()))
                .object("ahead", fields -> ahead(fields, brief.ahead()))
                .objects("noteCheck", brief.noteCheck().notes(), BriefJson::note)
                .object("scorecard", fields -> scorecard(fields, brief.scorecard()))
                .object("next", fields -> next(fields, brief.footer()))
                .objects("figures", brief.figures(), BriefJson::figure));
    }

    private static void scorecard(Json json, ScorecardSection.Facts facts) {
        json.objects("before", facts.said(), (fields, said) -> {
                    fields.word("direction", said.side()).text("id", said.id()).text("name", said.name());
                    value(fields, "day", said.day());
                })
                .objects("scored", facts.scored(), (fields, one) -> {
                    fields.text("title", one.title()).text("note", one.note()).flag("cameIn", one.came()).count("horizon", one.horizon());
                    value(fields, "moved", one.moved());
                })
                .objects("rates", facts.rates(), (fields, rate) -> {
                    rate.horizon().ifPresent(horizon -> fields.count("horizon", horizon));
                    fields.count("scored", rate.scored())
                            .count("cameIn", rate.came())
                            .number("effective", rate.effective())
                            .hundredfold("lowPct", rate.low())
                            .hundredfold("highPct", rate.high())
                            .hundredfold("basePct", rate.base());
                });
    }

    private static void coverage(Json json, CoverageSection.Facts facts) {
        json.date("session", facts.session())
                .count("have", facts.have())
                .count("total", facts.total())
                .hundredfold("sharePct", facts.share())
                .flag("degraded", facts.degraded())
                .flag("provisional", facts.provisional())
                .objects("missing", facts.missing(), (fields, one) -> fields.text("symbol", one.symbol()).text("why", one.why()))
                .texts("dead", facts.dead());
    }

    /** By name: what it says of them stands in their sections. */
    private static void call(Json json, TopCallSection.Facts facts) {
        json.word("kind", facts.kind())
                .texts("theses", facts.theses().stream().map(ThesesSection.Line::name).toList())
                .text("note", facts.note().map(NoteCheckSection.NoteResult::path))
                .texts("rows", facts.rows().stream().map(RotationSection.Row::id).toList());
    }

    private static void tape(Json json, TapeSection.Facts facts) {
        json.objects("rows", facts.rows(), (fields, row) -> {
                    fields.text("name", row.name()).text("id", row.id());
                    value(fields, "day", row.day());
                    value(fields, "week", row.week());
                    fields.flag("spread", row.spread());
                })
                .texts("absent", facts.absent());
    }

    private static void rotation(Json json, RotationSection.Facts facts) {
        json.text("benchmark", facts.benchmark())
                .objects("into", side(facts, Direction.UP), BriefJson::row)
                .objects("outOf", side(facts, Direction.DOWN), BriefJson::row)
                .texts("narrow", facts.narrow())
                .object("verdict", facts.verdict(), (fields, verdict) -> fields.count("searched", verdict.searched())
                        .objects("leaders", verdict.leaders(), BriefJson::leader));
    }

    private static void leader(Json json, RotationSection.Leader leader) {
        json.text("id", leader.start().rowId()).text("name", leader.name());
        value(json, "move", leader.move());
        value(json, "afterBeta", leader.left());
        json.object("start", fields -> StartJson.put(fields, leader.start()));
    }

    private static List<RotationSection.Row> side(RotationSection.Facts facts, Direction side) {
        return facts.rows().stream().filter(row -> row.side() == side).toList();
    }

    private static void row(Json json, RotationSection.Row row) {
        json.text("id", row.id()).text("name", row.name());
        value(json, "day", row.day());
        value(json, "week", row.week());
        value(json, "month", row.month());
        value(json, "afterBeta", row.left());
        json.flag("mostlyTheMarket", row.mostlyMarket());
        json.date("since", row.since()).count("sessions", row.sessions());
        Breadths.put(json, row.breadth());
        json.objects("touches", row.touches(), (fields, touch) -> fields.text("thesis", touch.thesis()).text("note", touch.note()).flag("with", touch.with()));
    }

    private static void flows(Json json, FlowSection.Facts facts) {
        json.textIfAny("note", facts.note())
                .date("date", facts.date())
                .flag("sinceNote", facts.sinceNote())
                .objects("rows", facts.rows(), (fields, row) -> {
                    fields.word("direction", row.direction())
                            .text("name", row.name())
                            .texts("measuredOn", row.measuredOn())
                            .flag("standIn", row.standIn());
                    value(fields, "relative", row.relative());
                    fields.flag("agrees", row.agrees());
                })
                .texts("unmeasured", facts.unmeasured());
    }

    private static void thesis(Json json, ThesesSection.Line line) {
        json.text("name", line.name())
                .text("note", line.note())
                .text("status", line.status().name())
                .textIfAny("why", line.why())
                .text("changedFrom", line.changedFrom().map(Enum::name));
        if (line.sign() != 0) {
            json.word("direction", line.sign() > 0 ? Direction.UP : Direction.DOWN);
        }
        json.texts("measuredOn", line.measuredOn())
                .flag("standIn", line.standIn())
                .texts("against", line.against())
                .date("start", line.start())
                .count("sessions", line.sessions());
        if (line.horizon() > 0) {
            json.count("horizon", line.horizon());
        }
        value(json, "since", line.since());
        value(json, "afterBeta", line.afterBeta());
        value(json, "before", line.before());
        line.z().ifPresent(z -> json.number("z", z));
        json.flag("mostlyTheMarket", line.mostlyTheMarket());
    }

    private static void movers(Json json, MoversSection.Facts facts) {
        json.objects("streaks", facts.streaks(), BriefJson::mover)
                .objects("up", facts.up(), BriefJson::mover)
                .objects("down", facts.down(), BriefJson::mover);
    }

    private static void mover(Json json, MoversSection.Mover mover) {
        json.text("symbol", mover.symbol()).text("name", mover.name());
        value(json, "day", mover.day());
        json.number("sigmas", mover.sigmas())
                .count("streak", mover.streak())
                .textIfAny("company", mover.company())
                .object("remark", mover.remark(), (fields, remark) -> fields.text("words", remark.words()).text("note", remark.note()));
    }

    private static void scenarios(Json json, ScenarioSection.Facts facts) {
        json.textIfAny("note", facts.note())
                .date("date", facts.date())
                .objects("drivers", facts.drivers(), (fields, driver) -> {
                    fields.text("name", driver.name()).word("state", driver.state());
                    Windows.put(fields, "window", driver.window());
                })
                .objects("scenarios", facts.scenarios(), (fields, scenario) -> {
                    fields.text("label", scenario.label()).text("words", scenario.words());
                    Windows.put(fields, "window", scenario.window());
                    fields.text("origin", scenario.originWords()).count("day", scenario.day()).word("answer", scenario.answer());
                });
    }

    private static void ahead(Json json, AheadSection.Facts facts) {
        json.objects("ended", facts.ended(), BriefJson::item)
                .objects("soon", facts.soon(), BriefJson::item)
                .objects("later", facts.later(), BriefJson::item);
    }

    private static void item(Json json, AheadSection.Item item) {
        json.text("what", item.what()).textIfAny("slug", item.slug());
        Windows.put(json, "window", item.window());
        json.text("question", item.question());
    }

    private static void note(Json json, NoteCheckSection.NoteResult note) {
        json.text("path", note.path())
                .text("title", note.title())
                .date("date", note.date())
                .count("held", note.held())
                .objects("lines", note.lines(), (fields, line) -> {
                    fields.text("entity", line.entity())
                            .text("written", CheckJson.plain(line.written()))
                            .count("line", line.line())
                            .flag("stated", line.stated())
                            .date("session", line.session());
                    Verdicts.put(fields, line.verdict(), unit(line));
                    fields.flag("holds", line.holds())
                            .objects("figures", line.figures(), BriefJson::valueFields);
                });
    }

    /** A figure against something is told in points, and so are the moves of its verdict. */
    private static String unit(NoteCheckSection.Line line) {
        return line.figures().stream().anyMatch(figure -> figure.unit() == Figure.Unit.POINTS) ? "Pp" : "Pct";
    }

    private static void next(Json json, FooterSection.Facts facts) {
        json.date("date", facts.next()).text("time", facts.time().toString()).text("skipped", facts.skipped()).text("closedToday", facts.closedToday());
    }

    private static void value(Json json, String field, Figure figure) {
        json.object(field, fields -> valueFields(fields, figure));
    }

    private static void value(Json json, String field, Optional<Figure> figure) {
        figure.ifPresent(present -> value(json, field, present));
    }

    /** A figure in place: its number in the list of all, and its value, so that most readers need not look it up. */
    private static void valueFields(Json json, Figure figure) {
        json.count("figure", figure.number());
        amount(json, figure);
    }

    private static void amount(Json json, Figure figure) {
        json.number(switch (figure.unit()) {
            case PERCENT, SHARE -> "valuePct";
            case POINTS, DISTANCE -> "valuePp";
            case PRICE, INDEX, RATIO -> "value";
        }, figure.value());
    }

    private static void figure(Json json, Figure figure) {
        var from = figure.provenance();
        json.count("number", figure.number()).text("label", figure.label());
        amount(json, figure);
        json.text("formula", from.formula())
                .texts("instruments", from.instruments())
                .texts("against", from.against())
                .date("from", from.from())
                .date("to", from.to())
                .objects("closes", from.closes(), (fields, close) -> fields.text("symbol", close.symbol())
                        .date("session", close.session())
                        .text("what", close.what())
                        .number("price", close.price()))
                .flag("adjusted", from.adjusted())
                .objects("origins", from.origins().stream().map(Feed::of).distinct().toList(), (fields, feed) ->
                        fields.text("provider", feed.provider()).text("feed", feed.feed()));
    }

    /** An origin without the time of retrieval: files that were copied at different times are one feed. */
    private record Feed(String provider, String feed) {
        static Feed of(Origin origin) {
            return new Feed(origin.provider(), origin.feed());
        }
    }
}
