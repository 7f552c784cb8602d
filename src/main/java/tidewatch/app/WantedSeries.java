package tidewatch.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tidewatch.market.Instrument;
import tidewatch.market.Universe;
import tidewatch.market.Wanted;
import tidewatch.notes.Claim;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Resolution;
import tidewatch.notes.Vault;

/**
 * Which series the prices are fetched of, what matters most first: the yardsticks and the sectors, what the notes speak of, the rest of the
 * universe, the members of the index. Found once for each reading of the notes. Any thread.
 */
final class WantedSeries implements Supplier<Wanted> {
    /** Groups of the universe that come before everything else. */
    private static final List<String> FIRST = List.of("benchmark", "sector", "style");

    private final Universe universe;
    private final Supplier<Vault> vault;
    private Optional<Found> found = Optional.empty();

    private record Found(Vault vault, Wanted wanted) {}

    /** @param vault the notes as they are now; the same object as long as they have not changed */
    WantedSeries(Universe universe, Supplier<Vault> vault) {
        this.universe = universe;
        this.vault = vault;
    }

    @Override
    public synchronized Wanted get() {
        var notes = vault.get();
        if (found.filter(one -> one.vault().equals(notes)).isEmpty()) {
            found = Optional.of(new Found(notes, of(universe, notes)));
        }
        return found.get().wanted();
    }

    static Wanted of(Universe universe, Vault vault) {
        var wanted = new LinkedHashMap<String, Instrument>();
        universe.core().forEach(symbol -> add(wanted, symbol, universe));
        FIRST.stream().flatMap(group -> universe.group(group).stream()).forEach(one -> wanted.putIfAbsent(one.symbol(), one));
        var mentioned = mentioned(universe, vault);
        mentioned.forEach(symbol -> add(wanted, symbol, universe));
        universe.groups().stream().flatMap(group -> universe.group(group).stream()).forEach(one -> wanted.putIfAbsent(one.symbol(), one));
        universe.baskets().stream().flatMap(basket -> basket.symbols().stream()).forEach(symbol -> add(wanted, symbol, universe));
        universe.sectors().stream().flatMap(sector -> universe.members(sector).stream()).sorted().forEach(symbol -> add(wanted, symbol, universe));
        return new Wanted(new ArrayList<>(wanted.values()), universe.core(), mentioned);
    }

    private static void add(Map<String, Instrument> wanted, String symbol, Universe universe) {
        wanted.computeIfAbsent(symbol, _ -> universe.instrument(symbol)
                .orElseGet(() -> new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", "")));
    }

    /** Symbols that the notes speak of and that can have prices, in the order of the notes. */
    static Set<String> mentioned(Universe universe, Vault vault) {
        var symbols = new LinkedHashSet<String>();
        var known = new LinkedHashMap<Name, List<String>>();
        for (Note note : vault.notes()) {
            for (Claim claim : note.claims()) {
                names(claim).forEach(name -> symbols.addAll(known.computeIfAbsent(name, _ -> symbols(name, note, universe, vault))));
            }
        }
        return symbols;
    }

    private static List<String> symbols(Name name, Note note, Universe universe, Vault vault) {
        return switch (vault.resolver().resolve(name, note.path())) {
            case Resolution.One one -> one.id().flatMap(universe::vehicle).map(vehicle -> vehicle.basket().symbols()).orElseGet(() -> ticker(name));
            case Resolution.Ambiguous _, Resolution.Unknown _ -> ticker(name);
        };
    }

    /** The ticker that is written beside a name which nothing else explains. */
    private static List<String> ticker(Name name) {
        return name.ticker().map(symbol -> symbol.toUpperCase(Locale.ROOT)).filter(Instrument::isSymbol).stream().toList();
    }

    private static Stream<Name> names(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> Stream.of(move.entity());
            case Claim.RelativeMove relative -> Stream.of(relative.entity(), relative.benchmark());
            case Claim.Streak streak -> Stream.of(streak.entity());
            case Claim.WordMove word -> Stream.of(word.entity());
            case Claim.Level level -> Stream.of(level.entity());
            case Claim.Flow flow -> flow.names().stream();
            case Claim.SectorView view -> Stream.of(view.sector());
            case Claim.Thesis thesis -> Stream.of(
                            thesis.legs().stream().map(Claim.Thesis.Leg::entity), thesis.vehicles().stream(), thesis.benchmark().stream())
                    .flatMap(names -> names);
            case Claim.ThesisImpact impact -> Stream.of(impact.thesis());
            case Claim.RotationTiming _, Claim.Driver _, Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ ->
                Stream.empty();
        };
    }
}
