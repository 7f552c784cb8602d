package tidewatch.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What names mean when nothing in the vault says so: indices, sectors, themes, styles, funds and well-known companies from
 * {@code dictionary.csv}, the S&P 500 from the shipped sector map. A name of the former hides the same name of the latter (Nasdaq is the
 * index, not Nasdaq, Inc.); two rows of the former with one name are two meanings. Immutable; read once.
 */
public final class Dictionary {
    private static final Set<String> SUFFIXES = Set.of(
            "inc",
            "inc.",
            "corp",
            "corp.",
            "corporation",
            "company",
            "companies",
            "co",
            "co.",
            "plc",
            "ltd",
            "ltd.",
            "limited",
            "incorporated",
            "group",
            "holdings",
            "international",
            "enterprises",
            "technologies",
            "technology",
            "pharmaceuticals",
            "resorts",
            "networks",
            "platforms",
            "resources");

    /** Words that are no company without their second word: "Waters", "American", "General". */
    private static final Set<String> EVERYDAY = Set.of(
            "american",
            "general",
            "national",
            "global",
            "universal",
            "arch",
            "align",
            "texas",
            "dollar",
            "public",
            "best",
            "first",
            "old",
            "air",
            "steel",
            "capital",
            "united",
            "edison",
            "philip morris",
            "gen",
            "match");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Last of the constants: reading the files needs the others. */
    private static final Dictionary BUNDLED = load();

    /**
     * One meaning.
     *
     * @param kind {@code stock etf index sector theme style private}
     * @param name the words to show
     */
    public record Entry(String kind, String id, String name) {}

    private final Map<String, List<Entry>> names;
    private final NearNames near;
    private final Map<String, Entry> tickers;
    private final Map<String, Entry> ids;
    /** The telling words of all names of an id. */
    private final Map<String, Set<String>> words;
    private final Set<String> stopWords;
    private final Set<String> capitalised;

    private Dictionary(
            Map<String, List<Entry>> names,
            Map<String, Entry> tickers,
            Map<String, Entry> ids,
            Set<String> stopWords,
            Set<String> capitalised) {
        this.names = names;
        this.near = new NearNames(names.keySet());
        this.tickers = tickers;
        this.ids = ids;
        this.words = new HashMap<>();
        names.forEach((name, entries) -> entries.forEach(
                entry -> words.computeIfAbsent(entry.id, _ -> new HashSet<>()).addAll(tellingWords(name))));
        this.stopWords = stopWords;
        this.capitalised = capitalised;
    }

    /** The shipped dictionary. */
    public static Dictionary bundled() {
        return BUNDLED;
    }

    /** Meanings of a name, in any case; several when it is ambiguous. Tickers are not looked at. */
    public List<Entry> named(String name) {
        var key = NameKey.of(name);
        var found = names.get(key);
        if (found == null && key.startsWith("the ")) {
            found = names.get(key.substring(4));
        }
        return found == null ? List.of() : found;
    }

    /** The listed instrument of this ticker in any case, stop words included. */
    public Optional<Entry> ticker(String symbol) {
        return Optional.ofNullable(tickers.get(symbol.toUpperCase(Locale.ROOT).replace('-', '.')));
    }

    /** Whether a title or another name may be that of an entry: it is one of its names, or shares a telling word with one. */
    boolean mayBe(Entry entry, String name) {
        var telling = words.getOrDefault(entry.id, Set.of());
        return named(name).contains(entry) || tellingWords(NameKey.of(name)).stream().anyMatch(telling::contains);
    }

    /** "Corporation", "general" and their like tell no company from another. */
    private static List<String> tellingWords(String key) {
        return Arrays.stream(NO_WORD.split(key)).filter(word -> word.length() > 2 && !SUFFIXES.contains(word) && !EVERYDAY.contains(word)).toList();
    }

    /** Whether a bare capital word is a word first and a ticker only with a sign of being one. */
    public boolean isStopWord(String word) {
        return stopWords.contains(word.toUpperCase(Locale.ROOT));
    }

    /** The entry of an id. */
    public Optional<Entry> entry(String id) {
        return Optional.ofNullable(ids.get(id));
    }

    /** Meanings of a name or bare ticker, as a cell or a chat writes it. */
    List<Entry> meanings(String words) {
        var found = named(words);
        if (!found.isEmpty() || words.length() > 6 || isStopWord(words.strip())) {
            return found;
        }
        return ticker(words.strip()).map(List::of).orElse(List.of());
    }

    /** Whether the words name something. */
    boolean knows(String words) {
        return !meanings(words).isEmpty();
    }

    /**
     * Meanings of words inside a sentence: companies and funds only with a capital as their names have it, tickers only in capitals and
     * only when they are no words, and no style whose plain name is an everyday word.
     */
    List<Entry> inProse(String words) {
        var found = named(words);
        // Scripts without capitals write every name as a name.
        boolean capital = !words.isEmpty()
                && (Character.isUpperCase(words.codePointAt(0))
                        || Character.getType(words.codePointAt(0)) == Character.OTHER_LETTER);
        if (!found.isEmpty()) {
            boolean named = found.stream().anyMatch(e -> capitalised.contains(e.kind()));
            return capital || (!named && words.indexOf(' ') > 0) ? found : List.of();
        }
        boolean shouted =
                words.length() >= 2 && words.length() <= 5 && words.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return shouted && !isStopWord(words) ? ticker(words).map(List::of).orElse(List.of()) : List.of();
    }

    /** Names within a typing slip, the closest first, at most three: suggestions only. */
    List<String> near(String words) {
        var best = new ArrayList<Map.Entry<Integer, String>>();
        near.of(NameKey.of(words)).forEach(one -> Optional.ofNullable(names.get(one.getKey())).ifPresent(entries -> best.add(Map.entry(one.getValue(), entries.getFirst().name()))));
        best.sort(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        return best.stream().map(Map.Entry::getValue).distinct().limit(3).toList();
    }

    private static Dictionary load() {
        var names = new HashMap<String, List<Entry>>();
        var tickers = new HashMap<String, Entry>();
        var ids = new LinkedHashMap<String, Entry>();
        var listed = CsvRows.of(Vocabulary.resource("/tidewatch/config/gics-sp500.csv"));
        var shownNames = new HashMap<String, String>();
        for (var row : listed) {
            shownNames.put("stock:" + row.field(0), spoken(row.field(1)).getLast());
        }
        for (var row : CsvRows.of(Vocabulary.resource("dictionary.csv"))) {
            if (row.field(0).equals("kind")) {
                continue;
            }
            // The short names people use ("Google") find a company; its listed name is the one to show.
            var entry = new Entry(row.field(0), row.field(1), shownNames.getOrDefault(row.field(1), row.field(2)));
            ids.putIfAbsent(entry.id, entry);
            add(names, row.field(2), entry);
            for (var alias : row.field(3).split("\\|", -1)) {
                if (!alias.isBlank()) {
                    add(names, alias, entry);
                }
            }
            if (entry.kind.equals("stock") || entry.kind.equals("etf")) {
                tickers.put(entry.id.substring(entry.id.indexOf(':') + 1), entry);
            }
        }
        var own = Set.copyOf(names.keySet());
        for (var row : listed) {
            if (row.field(0).equals("Symbol")) {
                continue;
            }
            var id = "stock:" + row.field(0);
            var spoken = spoken(row.field(1));
            var entry = ids.computeIfAbsent(id, i -> new Entry("stock", i, spoken.getLast()));
            tickers.putIfAbsent(row.field(0), entry);
            for (var name : spoken) {
                // A second share class bears the name of the first and is known by its ticker only.
                if (!own.contains(NameKey.of(name)) && !names.containsKey(NameKey.of(name))) {
                    add(names, name, entry);
                }
            }
        }
        var stop = new HashSet<String>();
        for (var line : Vocabulary.resource("stop-words.txt").lines().toList()) {
            if (!line.startsWith("#")) {
                stop.addAll(List.of(line.strip().split(" ")));
            }
        }
        return new Dictionary(names, tickers, ids, stop, Set.of("stock", "etf", "private", "index"));
    }

    private static void add(Map<String, List<Entry>> names, String name, Entry entry) {
        var list = names.computeIfAbsent(NameKey.of(name), k -> new ArrayList<>(1));
        if (list.stream().noneMatch(e -> e.id.equals(entry.id))) {
            list.add(entry);
        }
    }

    /** A listed name and the shorter forms people use: "The Coca-Cola Company" is Coca-Cola. The last one is the one to show. */
    static List<String> spoken(String listed) {
        var forms = new ArrayList<String>();
        var name = listed.replace('–', '-').replace('’', '\'');
        int bracket = name.indexOf(" (");
        name = bracket > 0 ? name.substring(0, bracket) : name;
        name = name.startsWith("The ") ? name.substring(4) : name;
        forms.add(listed);
        forms.add(name);
        var shown = name;
        while (true) {
            int cut = name.lastIndexOf(' ');
            if (cut <= 0) {
                break;
            }
            var last = name.substring(cut + 1).toLowerCase(Locale.ROOT);
            var head = name.substring(0, cut).strip();
            head = head.endsWith(",") ? head.substring(0, head.length() - 1) : head;
            head = head.endsWith(" &") ? head.substring(0, head.length() - 2) : head;
            boolean legal = Set.of(
                            "inc",
                            "inc.",
                            "corp",
                            "corp.",
                            "corporation",
                            "company",
                            "companies",
                            "co",
                            "co.",
                            "plc",
                            "ltd",
                            "ltd.",
                            "limited",
                            "incorporated")
                    .contains(last);
            if (!SUFFIXES.contains(last)
                    || head.length() < 3
                    || (!legal && EVERYDAY.contains(head.toLowerCase(Locale.ROOT)))) {
                break;
            }
            forms.add(head);
            name = head;
            shown = legal ? head : shown;
        }
        forms.remove(shown);
        forms.add(shown);
        return forms.stream().distinct().toList();
    }
}
