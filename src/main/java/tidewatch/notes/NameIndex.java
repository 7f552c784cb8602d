package tidewatch.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds notes and meanings by name: hash maps from keys to notes, built once for a snapshot, so that no link costs a scan. The steps, the
 * first with any hit decides: the user's aliases, a ticker beside the name, a link, a note's title or alias, a note's ticker, the bundled
 * dictionary, the leg of a thesis title; a name within a typing slip is only ever suggested.
 */
final class NameIndex implements EntityResolver {
    private static final Comparator<Note> NEAREST_PATH =
            Comparator.comparingInt((Note n) -> n.path().length()).thenComparing(Note::path);
    private static final List<String> TAILS = List.of(
            " stocks", " stock", " shares", " sector", " names", " plays", " etf", " index", " thesis", "'s", "s");

    private static final int NEAR_KEPT = 20_000;

    private final Dictionary dictionary = Dictionary.bundled();
    private final Aliases aliases;
    private final Called called;
    private final Map<String, Note> byPath;
    private final Map<String, List<Note>> byPathKey;
    private final Map<String, List<Note>> byFile;
    private final Map<String, List<Note>> byTitle;
    private final Map<String, List<Note>> byTicker;

    /** How the notes of an index are called. One object for all indexes of which it is known that their notes are called the same. */
    private static final class Called {
        private final Map<String, List<String>> near = new ConcurrentHashMap<>();
        private volatile @Nullable NearNames titles;
    }

    NameIndex(Collection<Note> notes, Aliases aliases) {
        this(notes, aliases, new Called());
    }

    private NameIndex(Collection<Note> notes, Aliases aliases, Called called) {
        this(called, aliases, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (var note : notes) {
            each(note, (map, key) -> {
                var list = map.computeIfAbsent(key, k -> new ArrayList<>(1));
                if (!bears(list, note)) {
                    list.add(note);
                }
            });
        }
        for (var map : List.of(byFile, byTitle, byTicker, byPathKey)) {
            map.values().forEach(list -> list.sort(NEAREST_PATH));
        }
    }

    private NameIndex(
            Called called,
            Aliases aliases,
            Map<String, Note> byPath,
            Map<String, List<Note>> byPathKey,
            Map<String, List<Note>> byFile,
            Map<String, List<Note>> byTitle,
            Map<String, List<Note>> byTicker) {
        this.called = called;
        this.aliases = aliases;
        this.byPath = byPath;
        this.byPathKey = byPathKey;
        this.byFile = byFile;
        this.byTitle = byTitle;
        this.byTicker = byTicker;
    }

    /** Of these notes alone; each is in this one, with other claims perhaps. */
    NameIndex among(Collection<Note> some) {
        return new NameIndex(some, aliases, some.size() == byPath.size() ? called : new Called());
    }

    Aliases aliases() {
        return aliases;
    }

    /** {@inheritDoc} Names lead to notes by what these are called, and by nothing else that they say. */
    @Override
    public boolean agrees(EntityResolver other) {
        return other instanceof NameIndex index
                && (called == index.called
                        || aliases.equals(index.aliases)
                        && byPath.size() == index.byPath.size()
                        && byPath.values().stream().allMatch(note -> index.note(note.path()).filter(one -> alike(one, note)).isPresent()));
    }

    private static boolean alike(Note one, Note other) {
        return one.title().equals(other.title()) && one.ticker().equals(other.ticker()) && one.aliases().equals(other.aliases());
    }

    /** The same notes, with other words of the user for names. */
    NameIndex with(Aliases others) {
        return new NameIndex(new Called(), others, byPath, byPathKey, byFile, byTitle, byTicker);
    }

    /** These notes in place of the others; a note that changed is in both. Lists are shared with this one and never changed. */
    NameIndex with(Collection<Note> gone, Collection<Note> come) {
        var before = new HashMap<String, Note>();
        gone.forEach(note -> before.put(note.path(), note));
        boolean same = gone.size() == come.size()
                && come.stream().allMatch(note -> Optional.ofNullable(before.get(note.path())).filter(one -> alike(one, note)).isPresent());
        var next = new NameIndex(
                same ? called : new Called(), aliases, new HashMap<>(byPath), new HashMap<>(byPathKey), new HashMap<>(byFile), new HashMap<>(byTitle), new HashMap<>(byTicker));
        for (var note : gone) {
            next.each(note, (map, key) -> {
                var left = new ArrayList<>(map.getOrDefault(key, List.of()));
                left.removeIf(one -> one.path().equals(note.path()));
                if (left.isEmpty()) {
                    map.remove(key);
                } else {
                    map.put(key, left);
                }
            });
            next.byPath.remove(note.path());
        }
        for (var note : come) {
            next.each(note, (map, key) -> {
                var more = new ArrayList<>(map.getOrDefault(key, List.of()));
                if (!bears(more, note)) {
                    more.add(note);
                    more.sort(NEAREST_PATH);
                    map.put(key, more);
                }
            });
        }
        return next;
    }

    /** Gives each key by which a note is found, with the map that it belongs to, and keeps its path. */
    private void each(Note note, BiConsumer<Map<String, List<Note>>, String> key) {
        byPath.put(note.path(), note);
        key.accept(byPathKey, NameKey.of(withoutMd(note.path())));
        var file = NameKey.of(NoteParser.fileTitle(note.path()));
        key.accept(byFile, file);
        key.accept(byTitle, NameKey.of(note.title()));
        key.accept(byTitle, file);
        note.aliases().forEach(alias -> key.accept(byTitle, NameKey.of(alias)));
        note.ticker().ifPresent(ticker -> key.accept(byTicker, NameKey.of(ticker)));
    }

    private static boolean bears(List<Note> list, Note note) {
        return list.stream().anyMatch(one -> one.path().equals(note.path()));
    }

    /** The keys of {@link LinkGraph} under which a link to this note may stand. */
    static Set<String> linkKeys(Note note) {
        var keys = new HashSet<String>();
        keys.add(LinkGraph.key(NoteParser.fileTitle(note.path())));
        keys.add(LinkGraph.key(note.title()));
        note.aliases().forEach(alias -> keys.add(LinkGraph.key(alias)));
        return keys;
    }

    static String withoutMd(String path) {
        return path.endsWith(".md") ? path.substring(0, path.length() - 3) : path;
    }

    Optional<Note> note(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** By title, alias or file name; of several the one with the shortest path. */
    Optional<Note> named(String name) {
        var key = NameKey.of(unlinked(name));
        return first(byTitle.get(key)).or(() -> first(byFile.get(key))).or(() -> first(byTicker.get(key)));
    }

    private static Optional<Note> first(@Nullable List<Note> notes) {
        return notes == null ? Optional.empty() : Optional.of(notes.getFirst());
    }

    /** Where a link leads, and whether other notes could be meant as well. */
    record Target(Note note, boolean tie) {}

    /** Exact path, then a file of that name in the same folder, then the shortest path, then a title or alias. */
    Optional<Target> target(String link, String fromFile) {
        var key = NameKey.of(withoutMd(link.startsWith("./") ? link.substring(2) : link));
        if (key.isEmpty()) {
            return note(fromFile).map(n -> new Target(n, false));
        }
        var folder = fromFile.contains("/") ? fromFile.substring(0, fromFile.lastIndexOf('/') + 1) : "";
        var exact = first(byPathKey.get(key)).or(() -> first(byPathKey.get(NameKey.of(folder) + key)));
        if (exact.isPresent()
                && (key.contains("/") || folder.isEmpty() || exact.get().path().startsWith(folder))) {
            return exact.map(n -> new Target(n, false));
        }
        int slash = key.lastIndexOf('/');
        var files = byFile.getOrDefault(slash < 0 ? key : key.substring(slash + 1), List.of());
        if (slash >= 0) {
            files = files.stream()
                    .filter(n -> NameKey.of(withoutMd(n.path())).endsWith("/" + key))
                    .toList();
        }
        if (files.isEmpty()) {
            files = byTitle.getOrDefault(key, List.of());
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var near = files.stream()
                .filter(n -> !folder.isEmpty()
                        && n.path().startsWith(folder)
                        && n.path().indexOf('/', folder.length()) < 0)
                .findFirst();
        boolean tie = files.size() > 1 && near.isEmpty();
        return Optional.of(new Target(near.orElse(files.getFirst()), tie));
    }

    @Override
    public Resolution resolve(Name asked, String fromFile) {
        var found = resolve(asked, fromFile, true);
        if (!aliases.nothing(asked.text(), fromFile)) {
            return found;
        }
        // Somebody said that it means nothing listed: a ticker beside it and a note of that name still count.
        return found instanceof Resolution.One one && (one.note().isPresent() || NameList.single(asked).ticker().isPresent())
                ? found
                : new Resolution.Unknown(List.of());
    }

    /**
     * The same; the leg of a thesis is resolved without looking at legs again, for a note "Long X" may bear the alias "X" and would lead to
     * itself.
     */
    private Resolution resolve(Name asked, String fromFile, boolean legs) {
        var name = NameList.single(
                asked.text().contains("[[")
                        ? new Name(
                                unlinked(asked.text()),
                                asked.link().or(() -> Optional.of(unlinked(asked.text()))),
                                asked.ticker())
                        : asked);
        var own = aliases.id(name.text(), fromFile)
                .or(() -> asked.link().flatMap(l -> aliases.id(l, fromFile)))
                .or(() -> aliases.id(asked.text(), fromFile));
        var target = name.link().flatMap(l -> target(l, fromFile));
        if (own.isPresent()) {
            return new Resolution.One(own, target.map(t -> t.note().path()), Confidence.SURE);
        }
        if (name.ticker().isPresent()) {
            var note = target.map(Target::note).or(() -> first(byTitle.get(NameKey.of(name.text()))));
            return new Resolution.One(Optional.of(listed(name.ticker().get())), note.map(Note::path), Confidence.SURE);
        }
        if (target.isPresent()) {
            var found = meaning(target.get().note(), target.get().tie() ? Confidence.LIKELY : Confidence.SURE, fromFile, legs);
            return orListed(found, name.link().orElseThrow());
        }
        var text = name.text().strip();
        var title = name.link().map(l -> l.substring(l.lastIndexOf('/') + 1)).orElse(text);
        for (var words : title.equals(text) ? List.of(text) : List.of(title, text)) {
            var titled = byTitle.getOrDefault(NameKey.of(words), List.of());
            if (!titled.isEmpty()) {
                var found = meaning(
                        nearest(titled, fromFile), titled.size() > 1 ? Confidence.LIKELY : Confidence.SURE, fromFile, legs);
                return orListed(found, words);
            }
        }
        var byOwnTicker = first(byTicker.get(NameKey.of(text)));
        if (byOwnTicker.isPresent()) {
            return meaning(byOwnTicker.get(), Confidence.SURE, fromFile, legs);
        }
        for (var words : title.equals(text) ? List.of(text) : List.of(title, text)) {
            var known = known(words, fromFile, legs);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Resolution.Unknown(near(text));
    }

    private static Note nearest(List<Note> notes, String fromFile) {
        var folder = fromFile.contains("/") ? fromFile.substring(0, fromFile.lastIndexOf('/') + 1) : "";
        return notes.stream()
                .filter(n -> !folder.isEmpty() && n.path().startsWith(folder))
                .findFirst()
                .orElse(notes.getFirst());
    }

    /** What a note stands for: its ticker, an alias that is one, its title in the dictionary, the leg of its thesis; else only itself. */
    private Resolution meaning(Note note, Confidence confidence, String fromFile, boolean legs) {
        Optional<String> path = Optional.of(note.path());
        if (note.ticker().isPresent()) {
            return new Resolution.One(Optional.of(listed(note.ticker().get())), path, confidence);
        }
        for (var alias : note.aliases()) {
            if (NameList.isTicker(alias) && isOwnTicker(alias, note)) {
                return new Resolution.One(Optional.of(listed(alias)), path, confidence);
            }
        }
        for (var words : List.of(note.title(), NoteParser.fileTitle(note.path()))) {
            var known = known(words, fromFile, legs);
            if (known.isPresent()) {
                return switch (known.get()) {
                    case Resolution.One one ->
                        new Resolution.One(one.id(), path, Draft.weaker(confidence, one.confidence()));
                    case Resolution.Ambiguous many -> many;
                    case Resolution.Unknown none -> new Resolution.One(Optional.empty(), path, confidence);
                };
            }
        }
        return new Resolution.One(Optional.empty(), path, confidence);
    }

    /** Capitals among the aliases are the ticker of this note's company, or short for something else: ROK is Rockwell, or Korea. */
    private boolean isOwnTicker(String alias, Note note) {
        return dictionary.ticker(alias).filter(entry ->
                dictionary.mayBe(entry, note.title())
                        || dictionary.mayBe(entry, NoteParser.fileTitle(note.path()))
                        || note.aliases().stream().anyMatch(other -> !other.equals(alias) && dictionary.mayBe(entry, other))).isPresent();
    }

    /** Where a note of several subjects bears a listed name as an alias ("Utilities"), the name keeps its meaning. */
    private Resolution orListed(Resolution found, String words) {
        if (found instanceof Resolution.One one && one.id().isEmpty()) {
            var named = dictionary.named(words);
            if (named.size() == 1) {
                return new Resolution.One(Optional.of(named.getFirst().id()), one.note(), Confidence.LIKELY);
            }
        }
        return found;
    }

    /** The dictionary's answer, for the words as they are, without a tail such as "stocks", or for the one leg of a thesis title. */
    private Optional<Resolution> known(String words, String fromFile, boolean withLegs) {
        var found = dictionary.meanings(words);
        var confidence = Confidence.SURE;
        var key = NameKey.of(words);
        for (var tail : TAILS) {
            if (found.isEmpty() && key.length() > tail.length() + 2 && key.endsWith(tail)) {
                found = dictionary.named(key.substring(0, key.length() - tail.length()));
                confidence = Confidence.LIKELY;
            }
        }
        if (found.size() == 1) {
            return Optional.of(new Resolution.One(Optional.of(found.getFirst().id()), Optional.empty(), confidence));
        }
        if (found.size() > 1) {
            return Optional.of(new Resolution.Ambiguous(found.stream()
                    .map(e -> new Resolution.Ambiguous.Candidate(e.id(), spoken(e)))
                    .toList()));
        }
        if (!withLegs) {
            return Optional.empty();
        }
        var legs = ThesisTitle.parse(words);
        if (legs.isPresent()
                && legs.get().size() == 1
                && !NameKey.of(legs.get().getFirst().entity().text()).equals(key)) {
            return switch (resolve(legs.get().getFirst().entity(), fromFile, false)) {
                case Resolution.One one ->
                    one.id().isPresent()
                            ? Optional.of(new Resolution.One(one.id(), Optional.empty(), Confidence.LIKELY))
                            : Optional.empty();
                case Resolution.Ambiguous many -> Optional.of(many);
                case Resolution.Unknown none -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static String spoken(Dictionary.Entry e) {
        boolean listed = e.kind().equals("stock") || e.kind().equals("etf");
        return listed ? e.name() + " (" + e.id().substring(e.id().indexOf(':') + 1) + ")" : e.name();
    }

    private String listed(String ticker) {
        var symbol = ticker.strip();
        return dictionary
                .ticker(symbol)
                .map(Dictionary.Entry::id)
                .orElse("stock:" + symbol.toUpperCase(java.util.Locale.ROOT));
    }

    /** Each name that means nothing is looked for once: many claims share one, and there may be thousands of titles. */
    private List<String> near(String words) {
        var key = NameKey.of(words);
        if (key.length() < 5) {
            return List.of();
        }
        var known = called.near.get(key);
        if (known == null) {
            known = search(key, words);
            // Chats ask for any words; those of notes are far fewer.
            if (called.near.size() < NEAR_KEPT) {
                called.near.put(key, known);
            }
        }
        return known;
    }

    private List<String> search(String key, String words) {
        var found = new ArrayList<String>();
        titles().of(key).forEach(one -> Optional.ofNullable(byTitle.get(one.getKey())).ifPresent(titled -> found.add(titled.getFirst().title())));
        found.sort(Comparator.naturalOrder());
        found.addAll(dictionary.near(words));
        return found.stream().distinct().limit(3).toList();
    }

    private NearNames titles() {
        var known = called.titles;
        if (known == null) {
            known = new NearNames(byTitle.keySet());
            called.titles = known;
        }
        return known;
    }

    @Override
    public String shown(String id) {
        return dictionary.entry(id).map(Dictionary.Entry::name).orElse(id);
    }

    private static String unlinked(String words) {
        var plain = words.strip();
        int open = plain.indexOf("[[");
        int close = plain.indexOf("]]", Math.max(0, open));
        if (open < 0 || close < open + 3) {
            return plain;
        }
        var inner = plain.substring(open + 2, close);
        int bar = inner.indexOf('|');
        inner = bar > 0 ? inner.substring(0, bar) : inner;
        int hash = inner.indexOf('#');
        inner = hash > 0 ? inner.substring(0, hash) : inner;
        return inner.isBlank() ? plain : inner.strip();
    }
}
