package tidewatch.brief;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.BriefInput.Context;
import tidewatch.brief.BriefInput.NoteFigures;
import tidewatch.brief.BriefInput.View;
import tidewatch.brief.BriefInput.Watched;
import tidewatch.evidence.Hypotheses;
import tidewatch.evidence.Hypothesis;
import tidewatch.evidence.Weighed;
import tidewatch.evidence.Weighing;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Confidence;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Resolution;
import tidewatch.notes.Vault;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationSettings;
import tidewatch.rotation.RotationTable;
import tidewatch.rotation.Starts;

/** Makes a {@link BriefInput}: one pass, no clock, no I/O. */
final class Gathering {
    private static final int EARLIER_SESSIONS = 5;

    private final ZonedDateTime at;
    private final PricePanel panel;
    private final Universe universe;
    private final Vault vault;
    private final List<Note> newestFirst;
    private final Weighing.Look look;

    Gathering(ZonedDateTime at, Weighing weighing, Vault vault) {
        this.at = at;
        this.panel = weighing.panel();
        this.universe = weighing.universe();
        this.vault = vault;
        this.look = weighing.look(vault);
        this.newestFirst = vault.notes().stream()
                .sorted(Comparator.comparing((Note note) -> note.date().orElse(LocalDate.MIN)).reversed().thenComparing(Note::path))
                .toList();
    }

    BriefInput input(RotationSettings rotation, EventList events, LocalTime briefTime, boolean sample) {
        var table = RotationTable.of(panel, universe);
        var hypotheses = look.hypotheses();
        var theses = look.theses();
        return new BriefInput(
                at,
                panel,
                universe,
                vault,
                table,
                RotationList.of(panel, universe, table),
                Starts.of(panel, universe, table, rotation.correction()),
                theses,
                views(hypotheses),
                checks(panel.asOf(), LocalDate.MAX),
                checks(panel.calendar().plus(panel.asOf(), -EARLIER_SESSIONS), panel.asOf()),
                context(),
                watched(),
                mentioned(hypotheses),
                events,
                briefTime,
                sample);
    }

    /** Sector views and flows, those of the newest note first. */
    private List<View> views(Hypotheses hypotheses) {
        var views = new ArrayList<View>();
        var places = new HashMap<String, Integer>();
        newestFirst.forEach(note -> places.put(note.path(), places.size()));
        for (var kind : List.of(Hypothesis.Kind.FLOW, Hypothesis.Kind.SECTOR_VIEW)) {
            for (var weighed : look.views(kind)) {
                weighed.hypothesis().ifPresent(hypothesis -> view(hypothesis.claim(), weighed).ifPresent(views::add));
            }
            for (var untestable : hypotheses.untestable()) {
                if (untestable.kind() == kind) {
                    view(untestable.claim(), untestable.weighed()).ifPresent(views::add);
                }
            }
        }
        views.sort(Comparator.comparingInt((View view) -> places.getOrDefault(view.note().path(), -1))
                .thenComparingInt(view -> view.claim().source().place().start()));
        return views;
    }

    private Optional<View> view(Claim claim, Weighed weighed) {
        Optional<Direction> direction = claim instanceof Claim.Flow flow
                ? Optional.of(flow.direction())
                : claim instanceof Claim.SectorView view ? Optional.of(view.direction()) : Optional.empty();
        var words = weighed.title().replaceFirst("^(Into|Out of) ", "").replaceFirst(" (favored|at risk)$", "");
        return direction.flatMap(way -> vault.note(claim.source().place().file()).map(note -> new View(note, claim, words, way, weighed)));
    }

    /**
     * Figures of the notes of these days, the last excluded. Those since the last session a reader has not seen checked yet; those of the
     * week before only somebody who missed a brief.
     */
    private List<NoteFigures> checks(LocalDate from, LocalDate until) {
        var checks = new ArrayList<NoteFigures>();
        for (var note : newestFirst) {
            if (note.date().filter(day -> !day.isBefore(from) && day.isBefore(until)).isPresent()) {
                var figures = look.figures(note);
                if (!figures.isEmpty()) {
                    checks.add(new NoteFigures(note, figures));
                }
            }
        }
        return checks;
    }

    private List<Context> context() {
        var contexts = new ArrayList<Context>();
        for (var note : newestFirst) {
            var drivers = note.claims(Claim.Driver.class);
            var scenarios = note.claims(Claim.Scenario.class);
            if (!drivers.isEmpty() || !scenarios.isEmpty()) {
                contexts.add(new Context(note, drivers, look.clocks(note, at.toLocalDate())));
            }
        }
        return contexts;
    }

    /** Watch items that are more than a guess; one slug with one window is one item with several notes. */
    private List<Watched> watched() {
        var items = new LinkedHashMap<String, Claim.WatchItem>();
        var notes = new LinkedHashMap<String, List<Note>>();
        for (var note : newestFirst) {
            for (var item : note.claims(Claim.WatchItem.class)) {
                if (item.source().confidence() != Confidence.GUESS) {
                    var key = item.slug() + " " + item.window();
                    items.putIfAbsent(key, item);
                    notes.computeIfAbsent(key, _ -> new ArrayList<>()).add(note);
                }
            }
        }
        return items.entrySet().stream()
                .map(entry -> new Watched(entry.getValue(), notes.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    /** Symbols that figures and theses of the notes speak of. */
    private Set<String> mentioned(Hypotheses hypotheses) {
        var symbols = new HashSet<String>();
        hypotheses.testable().stream()
                .filter(hypothesis -> hypothesis.kind() == Hypothesis.Kind.THESIS || hypothesis.kind() == Hypothesis.Kind.IMPACT)
                .forEach(hypothesis -> symbols.addAll(hypothesis.asset().symbols()));
        Map<Name, Optional<String>> known = new LinkedHashMap<>();
        for (var note : vault.notes()) {
            for (var claim : note.claims()) {
                entity(claim).flatMap(name -> known.computeIfAbsent(name, _ -> symbol(name, note))).ifPresent(symbols::add);
            }
        }
        return symbols;
    }

    private Optional<String> symbol(Name name, Note note) {
        return vault.resolver().resolve(name, note.path()) instanceof Resolution.One one
                ? one.id().flatMap(universe::vehicle).filter(vehicle -> vehicle.basket().symbols().size() == 1)
                        .map(vehicle -> vehicle.basket().symbols().get(0))
                : Optional.empty();
    }

    private static Optional<Name> entity(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> Optional.of(move.entity());
            case Claim.RelativeMove relative -> Optional.of(relative.entity());
            case Claim.Streak streak -> Optional.of(streak.entity());
            case Claim.WordMove word -> Optional.of(word.entity());
            case Claim.Level level -> Optional.of(level.entity());
            case Claim.Flow _, Claim.RotationTiming _, Claim.SectorView _, Claim.Driver _, Claim.Thesis _, Claim.ThesisImpact _ ->
                Optional.empty();
            case Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> Optional.empty();
        };
    }
}
