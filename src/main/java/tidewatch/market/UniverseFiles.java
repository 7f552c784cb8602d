package tidewatch.market;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.ConfigTable.Row;
import tidewatch.market.Universe.Candidate;
import tidewatch.market.Universe.Listed;
import tidewatch.market.Universe.Member;
import tidewatch.market.Universe.Pair;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Reads the files of the universe, each either a user's or the shipped one. One reader makes one universe. */
final class UniverseFiles {
    private static final List<String> GROUPS =
            List.of("benchmark", "sector", "style", "theme", "cross-asset", "index", "volatility", "other");
    private static final List<String> KINDS =
            Arrays.stream(Instrument.Kind.values()).map(k -> k.name().toLowerCase(Locale.ROOT)).toList();
    private static final List<String> YES = List.of("yes", "no", "");

    /** A user's file of a name as a table; empty where the shipped one is to be used. */
    interface Source {
        Optional<Found<ConfigTable>> table(String file, List<String> required, List<String> optional);
    }

    private final Source source;
    private final List<Problem> problems = new ArrayList<>();

    private UniverseFiles(Source source) {
        this.source = source;
    }

    /** Files that are in the folder, the others as shipped. */
    static Source folder(Path folder) {
        return (file, required, optional) -> {
            Path path = folder.resolve(file);
            return Files.exists(path) ? Optional.of(ConfigTable.read(path, required, optional)) : Optional.empty();
        };
    }

    /** Files given as text, by name, the others as shipped. */
    static Source texts(Map<String, String> texts) {
        return (file, required, optional) ->
                Optional.ofNullable(texts.get(file)).map(text -> ConfigTable.parse(file, text, required, optional));
    }

    static Found<Universe> read(Source source) {
        var files = new UniverseFiles(source);
        Map<String, Member> members = files.members();
        List<Listed> listed = files.listed();
        Map<String, Basket> baskets = files.baskets();
        Map<String, String> names = new HashMap<>();
        members.values().forEach(m -> names.put(m.instrument().symbol(), m.instrument().name()));
        listed.forEach(row -> names.put(row.instrument().symbol(), row.instrument().name()));
        var universe = new Universe(listed, members, baskets, files.vehicles(baskets, names), files.pairs(baskets, names));
        return new Found<>(universe, files.problems);
    }

    /** The rows of a user's file; of the shipped file where the user has none or none that can be read. */
    private List<Row> rows(String name, List<String> required, List<String> optional) {
        Optional<Found<ConfigTable>> table = source.table(name, required, optional);
        if (table.isPresent()) {
            problems.addAll(table.get().problems());
            if (!table.get().value().rows().isEmpty()) {
                return table.get().value().rows();
            }
            problems.add(Problem.of(Reason.NOTICE, name + " holds no row that can be used; the shipped one is used"));
        }
        return ConfigTable.shipped(name, required, optional).rows();
    }

    private List<Listed> listed() {
        var listed = new LinkedHashMap<String, Listed>();
        for (Row row : rows("universe.csv", List.of("symbol", "name", "kind", "group"), List.of("of", "core"))) {
            String kind = row.cell("kind").toLowerCase(Locale.ROOT);
            String symbol = row.cell("symbol");
            if (!oneOf(row, "kind", kind, KINDS)
                    || !oneOf(row, "group", row.cell("group"), GROUPS)
                    || !oneOf(row, "core", row.cell("core"), YES)
                    || !symbol(row, "symbol", symbol)) {
                continue;
            }
            Instrument.Kind of = Instrument.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            String sector = of == Instrument.Kind.STOCK ? row.cell("of") : "";
            String name = row.cell("name").isEmpty() ? symbol : row.cell("name");
            var entry = new Listed(
                    new Instrument(symbol, name, of, sector, ""), row.cell("group"), row.cell("of"), row.cell("core").equals("yes"));
            if (listed.putIfAbsent(symbol, entry) != null) {
                problems.add(row.problem(Reason.CONFLICT, "symbol", symbol + " is listed twice; the first row is used"));
            }
        }
        return List.copyOf(listed.values());
    }

    private Map<String, Member> members() {
        var members = new LinkedHashMap<String, Member>();
        for (Row row : rows(
                "gics-sp500.csv", List.of("Symbol", "Security", "GICS Sector", "GICS Sub-Industry"), List.of("Date added"))) {
            String symbol = row.cell("Symbol");
            if (!symbol(row, "Symbol", symbol)) {
                continue;
            }
            if (row.cell("GICS Sector").isEmpty()) {
                problems.add(row.problem(Reason.GARBLED, "GICS Sector", "is empty; the row is left out"));
                continue;
            }
            String name = row.cell("Security").isEmpty() ? symbol : row.cell("Security");
            var instrument = new Instrument(
                    symbol, name, Instrument.Kind.STOCK, row.cell("GICS Sector"), row.cell("GICS Sub-Industry"));
            members.putIfAbsent(symbol, new Member(instrument, date(row.cell("Date added"))));
        }
        return members;
    }

    private static Optional<LocalDate> date(String cell) {
        try {
            return Optional.of(LocalDate.parse(cell));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The user's baskets, then the shipped ones of other ids, to which shipped vehicles and pairs refer. */
    private Map<String, Basket> baskets() {
        List<String> columns = List.of("id", "name", "members");
        Map<String, Basket> baskets = baskets(rows("baskets.csv", columns, List.of()));
        if (source.table("baskets.csv", columns, List.of()).isPresent()) {
            baskets(ConfigTable.shipped("baskets.csv", columns, List.of()).rows()).forEach(baskets::putIfAbsent);
        }
        return baskets;
    }

    private Map<String, Basket> baskets(List<Row> rows) {
        var baskets = new LinkedHashMap<String, Basket>();
        for (Row row : rows) {
            List<String> symbols = Arrays.stream(row.cell("members").split(" +"))
                    .filter(s -> !s.isEmpty())
                    .toList();
            if (!symbols.stream().allMatch(s -> symbol(row, "members", s))) {
                continue;
            }
            try {
                if (baskets.putIfAbsent(row.cell("id"), new Basket(row.cell("id"), row.cell("name"), symbols)) != null) {
                    problems.add(row.problem(Reason.CONFLICT, "id", row.cell("id") + " is listed twice; the first row is used"));
                }
            } catch (IllegalArgumentException e) {
                problems.add(row.problem(Reason.GARBLED, "members", e.getMessage() + "; the row is left out"));
            }
        }
        return baskets;
    }

    /** The user's rows, and the shipped ones of ids that the user does not mention. */
    private Map<String, List<Candidate>> vehicles(Map<String, Basket> baskets, Map<String, String> names) {
        List<String> columns = List.of("id", "vehicle");
        List<String> optional = List.of("stand_in");
        Map<String, List<Candidate>> vehicles = vehicles(rows("vehicles.csv", columns, optional), baskets, names);
        if (source.table("vehicles.csv", columns, optional).isPresent()) {
            vehicles(ConfigTable.shipped("vehicles.csv", columns, optional).rows(), baskets, names)
                    .forEach(vehicles::putIfAbsent);
        }
        return vehicles;
    }

    private Map<String, List<Candidate>> vehicles(List<Row> rows, Map<String, Basket> baskets, Map<String, String> names) {
        var vehicles = new LinkedHashMap<String, List<Candidate>>();
        for (Row row : rows) {
            if (row.cell("id").isEmpty()) {
                problems.add(row.problem(Reason.GARBLED, "id", "is empty; the row is left out"));
                continue;
            }
            if (oneOf(row, "stand_in", row.cell("stand_in"), YES)) {
                leg(row, "vehicle", baskets, names)
                        .ifPresent(basket -> vehicles.computeIfAbsent(row.cell("id"), id -> new ArrayList<>())
                                .add(new Candidate(basket, row.cell("stand_in").equals("yes"))));
            }
        }
        return vehicles;
    }

    private List<Pair> pairs(Map<String, Basket> baskets, Map<String, String> names) {
        var byId = new LinkedHashMap<String, List<Pair>>();
        for (Row row : rows("pairs.csv", List.of("id", "name", "long", "short"), List.of())) {
            Optional<Basket> bought = leg(row, "long", baskets, names);
            Optional<Basket> sold = leg(row, "short", baskets, names);
            if (row.cell("id").isEmpty()) {
                problems.add(row.problem(Reason.GARBLED, "id", "is empty; the row is left out"));
            } else if (bought.isPresent() && sold.isPresent()) {
                byId.computeIfAbsent(row.cell("id"), id -> new ArrayList<>())
                        .add(new Pair(row.cell("id"), row.cell("name"), bought.get(), sold.get(), List.of()));
            }
        }
        return byId.values().stream()
                .map(rows -> {
                    Pair first = rows.getFirst();
                    return new Pair(first.id(), first.name(), first.longLeg(), first.shortLeg(), rows.subList(1, rows.size()));
                })
                .toList();
    }

    /** A basket by its id, or a symbol as a basket of one. */
    private Optional<Basket> leg(Row row, String column, Map<String, Basket> baskets, Map<String, String> names) {
        String word = row.cell(column);
        Basket basket = baskets.get(word);
        if (basket != null) {
            return Optional.of(basket);
        }
        if (Instrument.isSymbol(word)) {
            return Optional.of(new Basket(word, names.getOrDefault(word, word), List.of(word)));
        }
        problems.add(row.problem(
                Reason.UNKNOWN_NAME,
                column,
                "\"" + word + "\" is neither a symbol nor a basket of baskets.csv" + hint(word, baskets.keySet()) + "; the row is left out"));
        return Optional.empty();
    }

    private boolean symbol(Row row, String column, String word) {
        if (!Instrument.isSymbol(word)) {
            String upper = word.toUpperCase(Locale.ROOT);
            String hint = Instrument.isSymbol(upper) ? "; write " + upper : "; it must be like BRK.B or ^RUT";
            problems.add(row.problem(Reason.GARBLED, column, "\"" + word + "\" is no symbol" + hint + ". The row is left out"));
            return false;
        }
        return true;
    }

    private boolean oneOf(Row row, String column, String word, List<String> valid) {
        if (!valid.contains(word)) {
            List<String> words = valid.stream().filter(v -> !v.isEmpty()).toList();
            problems.add(row.problem(
                    Reason.BAD_ARGUMENT,
                    column,
                    "\"" + word + "\" is none of " + String.join(", ", words) + hint(word, words) + "; the row is left out"));
            return false;
        }
        return true;
    }

    private static String hint(String word, Collection<String> valid) {
        return ConfigTable.nearest(word, valid).map(n -> " (is \"" + n + "\" meant?)").orElse("");
    }
}
