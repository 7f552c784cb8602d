package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tidewatch.brief.BriefInput;
import tidewatch.chat.Names;
import tidewatch.chat.NoteScope;
import tidewatch.evidence.ThesisView;
import tidewatch.market.Basket;
import tidewatch.market.Instrument;
import tidewatch.market.Vehicle;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Resolution;
import tidewatch.notes.Vault;
import tidewatch.problem.Spelling;
import tidewatch.rotation.Movers;

/** Finds what a person's words name: a symbol, a company, a fund, a thesis, a note, a group. Reads the newest state of knowledge each time. */
public final class NameBook implements Names {
    /** Words that speak of a thesis; what they name is one or nothing, never the price behind it. */
    private static final Pattern THESIS_WORDS = Pattern.compile("(?i)^(long|short|overweight|underweight) | thesis$");

    private final Function<NoteScope, Optional<BriefInput>> input;
    private final Supplier<Optional<BriefInput>> known;

    /** @param input what is known now of the notes of a scope */
    public NameBook(Function<NoteScope, Optional<BriefInput>> input) {
        this(input, NoteScope.EVERYTHING);
    }

    private NameBook(Function<NoteScope, Optional<BriefInput>> input, NoteScope scope) {
        this.input = input;
        this.known = () -> input.apply(scope);
    }

    @Override
    public Names within(NoteScope scope) {
        return new NameBook(input, scope);
    }

    /** An instrument or basket that words name. */
    record Priced(String words, Vehicle vehicle) {}

    /**
     * Strict, for a sentence runs by it: a thesis by its name, with or without its direction; an instrument, fund or index by name or
     * ticker; a group; a note by its title. Two letters are a ticker only in capitals, for "rf" and "it" are words.
     */
    @Override
    public Optional<Kind> kind(String words) {
        var input = known.get();
        var bare = bare(words);
        boolean linked = words.strip().startsWith("[[") && words.strip().endsWith("]]");
        if (input.isEmpty() || bare.isEmpty() || !bare.equals(words.strip()) && !linked || bare.contains("[[") || bare.endsWith("'s")) {
            return Optional.empty();
        }
        var in = input.get();
        if (in.theses().stream().anyMatch(thesis -> same(thesis.name(), bare))) {
            return Optional.of(Kind.THESIS);
        }
        if (THESIS_WORDS.matcher(bare).find()) {
            return Optional.empty();
        }
        if (bare.length() < 3 && !bare.equals(bare.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var id = id(bare, in.vault());
        boolean single = id.filter(one -> one.startsWith("stock:") || one.startsWith("etf:") || one.startsWith("index:")).isPresent();
        if (single || symbol(bare, in).isPresent()) {
            return Optional.of(Kind.INSTRUMENT);
        }
        if (in.theses().stream().anyMatch(thesis -> same(undirected(thesis.name()), bare))) {
            return Optional.of(Kind.THESIS);
        }
        if (group(bare, in).isPresent()) {
            return Optional.of(Kind.GROUP);
        }
        return priced(bare, in).map(_ -> Kind.INSTRUMENT).or(() -> in.vault().named(bare).map(_ -> Kind.NOTE));
    }

    private static String undirected(String thesis) {
        return thesis.replaceFirst("(?i)^(long|short) ", "");
    }

    /** Words without the brackets of a link. */
    static String bare(String words) {
        var text = words.strip();
        if (text.startsWith("[[") && text.endsWith("]]")) {
            text = text.substring(2, text.length() - 2);
            int bar = text.indexOf('|');
            text = bar < 0 ? text : text.substring(0, bar);
        }
        return text.startsWith("$") ? text.substring(1).strip() : text.strip();
    }

    static boolean same(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> id(String words, Vault vault) {
        return vault.resolver().resolve(Name.of(words), "") instanceof Resolution.One one ? one.id() : Optional.empty();
    }

    /** A symbol of the panel, in any case; words of one or two letters only in capitals, for "a" and "it" are words. */
    private static Optional<Instrument> symbol(String words, BriefInput in) {
        var upper = words.toUpperCase(Locale.ROOT);
        boolean shouted = words.equals(upper);
        if (words.indexOf(' ') >= 0 || words.length() > 8 || !shouted && words.length() < 3) {
            return Optional.empty();
        }
        return in.panel().find(upper).or(() -> in.panel().find(upper.replace('-', '.'))).map(series -> series.instrument());
    }

    /** The meanings of a name that has several, each with the symbol to ask for where it has a price; else nothing. */
    static Map<String, Optional<String>> meanings(String words, BriefInput in) {
        var meanings = new LinkedHashMap<String, Optional<String>>();
        var bare = bare(words);
        if (bare.isEmpty()) {
            return meanings;
        }
        if (in.vault().resolver().resolve(Name.of(bare), "") instanceof Resolution.Ambiguous many) {
            for (var one : many.candidates()) {
                var symbols = in.universe().vehicle(one.id()).map(vehicle -> vehicle.basket().symbols()).orElse(List.of());
                meanings.put(one.shown(), symbols.stream().filter(symbol -> symbols.size() == 1 && in.panel().find(symbol).isPresent()).findFirst());
            }
        }
        return meanings;
    }

    /** What the words are measured on. */
    static Optional<Priced> priced(String words, BriefInput in) {
        var bare = bare(words);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        var symbol = symbol(bare, in);
        if (symbol.isPresent()) {
            return Optional.of(new Priced(words, new Vehicle(Basket.of(symbol.get()), false)));
        }
        Predicate<String> priced = one -> in.panel().find(one).isPresent();
        return id(bare, in.vault())
                .flatMap(id -> in.universe().vehicle(id))
                .filter(vehicle -> vehicle.basket().symbols().stream().anyMatch(priced))
                .map(vehicle -> new Priced(words, vehicle));
    }

    /** A thesis by its name, without "long" or "short", or by the only one whose name holds all the words. */
    static Optional<ThesisView> thesis(String words, BriefInput in) {
        var bare = bare(words).toLowerCase(Locale.ROOT);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        for (var thesis : in.theses()) {
            if (same(thesis.name(), bare)) {
                return Optional.of(thesis);
            }
        }
        var asked = words(bare);
        var holding = in.theses().stream().filter(thesis -> words(thesis.name()).containsAll(asked)).toList();
        return holding.size() == 1 ? Optional.of(holding.get(0)) : Optional.empty();
    }

    private static Set<String> words(String name) {
        return new LinkedHashSet<>(List.of(name.toLowerCase(Locale.ROOT).split("[ /,]+", -1)));
    }

    /** The symbols of a sector, theme, style or basket by name. */
    static Optional<Set<String>> group(String words, BriefInput in) {
        var bare = bare(words);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        var direct = Movers.among(in.universe(), bare);
        if (direct.isPresent()) {
            return direct;
        }
        var vehicle = id(bare, in.vault()).flatMap(id -> in.universe().vehicle(id));
        if (vehicle.isEmpty()) {
            return Optional.empty();
        }
        var symbols = vehicle.get().basket().symbols();
        if (symbols.size() > 1) {
            return Optional.of(Set.copyOf(symbols));
        }
        return sectorOf(symbols.get(0), in).map(in.universe()::members).filter(members -> !members.isEmpty());
    }

    /** The sector whose fund this is. */
    private static Optional<String> sectorOf(String fund, BriefInput in) {
        return in.panel().series().stream()
                .map(series -> series.instrument().sector())
                .filter(sector -> !sector.isEmpty())
                .distinct()
                .filter(sector -> in.universe().sectorFund(sector).filter(one -> one.symbol().equals(fund)).isPresent())
                .findFirst();
    }

    /** A note by title, alias, file name or path, else by the only title that holds all the words. */
    static Optional<Note> note(String words, Vault vault) {
        var bare = bare(words);
        var named = vault.named(bare).or(() -> vault.note(bare));
        if (named.isPresent() || bare.isEmpty()) {
            return named;
        }
        var asked = List.of(bare.toLowerCase(Locale.ROOT).split(" ", -1));
        var holding = vault.notes().stream()
                .filter(note -> asked.stream().allMatch(note.title().toLowerCase(Locale.ROOT)::contains))
                .toList();
        return holding.size() == 1 ? Optional.of(holding.get(0)) : Optional.empty();
    }

    /** Up to three known names near to words that are not known. */
    static List<String> near(String words, BriefInput in) {
        var names = new ArrayList<String>();
        in.panel().series().forEach(series -> names.add(series.instrument().symbol()));
        in.table().rows().forEach(row -> names.add(row.name()));
        in.theses().forEach(thesis -> names.add(thesis.name()));
        in.vault().notes().forEach(note -> names.add(note.title()));
        return Spelling.near(bare(words), names);
    }

    /** Near titles of notes only. */
    static List<String> nearNotes(String words, Vault vault) {
        return Spelling.near(bare(words), vault.notes().stream().map(Note::title).toList());
    }

    /** Everything that completion may offer behind a verb. */
    @Override
    public List<String> all() {
        var names = new LinkedHashSet<String>();
        known.get().ifPresent(in -> {
            in.theses().forEach(thesis -> names.add(thesis.name()));
            in.table().rows().forEach(row -> names.add(row.id()));
            in.vault().notes().forEach(note -> names.add(note.title()));
        });
        return List.copyOf(names);
    }
}
