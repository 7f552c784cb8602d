package tidewatch.notes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the thesis that a note is: in its title, its file name or its properties, with status, vehicles and levels. */
final class ThesisReader {
    private final Draft draft;
    private final FrontMatter front;
    private final Vocabulary words;

    ThesisReader(Draft draft, FrontMatter front) {
        this.draft = draft;
        this.front = front;
        this.words = draft.words;
    }

    /** Adds the note's thesis when it is one; lines that speak of it are prose when it is none. */
    void note(Optional<Piece.Heading> title) {
        var name = title.map(h -> h.words().plain().strip());
        var legs = name.flatMap(t -> ThesisTitle.parse(t, words));
        if (legs.isEmpty()) {
            var file = NoteParser.fileTitle(draft.path);
            legs = ThesisTitle.parse(file, words);
            name = legs.isPresent() ? Optional.of(file) : name;
        }
        if (legs.isEmpty()) {
            legs = directed(title.map(h -> h.words().plain().strip()).orElse(NoteParser.fileTitle(draft.path)));
            name = Optional.of(name.orElse(NoteParser.fileTitle(draft.path)));
        }
        if (legs.isEmpty()) {
            legs = held(title.map(h -> h.words().plain().strip()).orElse(NoteParser.fileTitle(draft.path)));
        }
        if (legs.isPresent() && isThesis(legs.get()) && (!isMood(name.orElse("")) || isNamed(legs.get()))) {
            var sides = legs.get();
            var ticker = ticker();
            if (sides.size() == 1
                    && ticker.isPresent()
                    && sides.getFirst().entity().ticker().isEmpty()) {
                var leg = sides.getFirst();
                sides = List.of(new Claim.Thesis.Leg(
                        new Name(leg.entity().text(), leg.entity().link(), ticker), leg.direction()));
            }
            var at = title.map(h -> h.words().whole()).orElse(new Stretch(0, 0));
            var status = draft.thesis.status.or(() -> front.first("status"));
            var benchmark =
                    draft.thesis.benchmark.or(() -> front.first("benchmark").map(Name::of));
            draft.add(new Claim.Thesis(
                    draft.source(at, Section.top(), Confidence.SURE, Rule.THESIS_TITLE),
                    name.orElse(NoteParser.fileTitle(draft.path)),
                    sides,
                    status,
                    draft.thesis.vehicles.stream().distinct().toList(),
                    benchmark));
            draft.thesis.places.forEach(draft::structure);
        } else {
            draft.thesis.places.forEach(at -> draft.prose(at, Section.top()));
        }
    }

    /** Front matter {@code direction: long} makes a note a thesis on its own name or ticker. */
    private Optional<List<Claim.Thesis.Leg>> directed(String title) {
        var said = front.first("direction").or(() -> front.first("side")).or(() -> front.first("position"));
        return said.flatMap(v -> words.exact(WordKind.THESIS, NameKey.of(v)))
                .map(role -> List.of(new Claim.Thesis.Leg(
                        new Name(title, Optional.empty(), ticker()),
                        role.equals("UP") ? Claim.Direction.UP : Claim.Direction.DOWN)));
    }

    /** A note called or filed as a thesis, on a ticker, that says it is held: who holds is long. */
    private Optional<List<Claim.Thesis.Leg>> held(String title) {
        var status = draft.thesis.status.or(() -> front.first("status")).or(() -> front.first("position"));
        boolean holds = status.map(said -> NameKey.of(said.split(" [(\u2014\u2013-]", 2)[0])).filter(said -> words.isWord(WordKind.HELD, said)).isPresent();
        boolean thesis = NameKey.of(title).contains("thesis") || isFiled("thes");
        return holds && thesis && ticker().isPresent()
                ? Optional.of(List.of(new Claim.Thesis.Leg(new Name(title, Optional.empty(), ticker()), Claim.Direction.UP)))
                : Optional.empty();
    }

    private boolean isFiled(String under) {
        var folder = NameKey.of(draft.path.contains("/") ? draft.path.substring(0, draft.path.lastIndexOf('/')) : "");
        return folder.contains(under) || front.all("tags").stream().anyMatch(tag -> NameKey.of(tag).contains(under));
    }

    /** "Bullish but choppy, ..." speaks of the day; "Bullish on banks" and "Bullish NVDA" of something. */
    private static boolean isMood(String title) {
        var key = NameKey.of(title);
        return (key.startsWith("bullish ") || key.startsWith("bearish ")) && !key.startsWith("on ", 8);
    }

    private static boolean isNamed(List<Claim.Thesis.Leg> legs) {
        return legs.stream().allMatch(leg -> Dictionary.bundled().knows(leg.entity().text()));
    }

    Optional<String> ticker() {
        return front.first("ticker")
                .or(() -> front.first("symbol"))
                .map(t -> t.startsWith("$") ? t.substring(1) : t)
                .map(String::strip);
    }

    /** "Long walks" is a title like any other: something must speak for a position. */
    private boolean isThesis(List<Claim.Thesis.Leg> legs) {
        boolean known = legs.stream()
                .anyMatch(leg -> leg.entity().ticker().isPresent()
                        || Dictionary.bundled().knows(leg.entity().text()));
        boolean said = draft.thesis.hasVehicleList || draft.thesis.status.isPresent() || ticker().isPresent();
        boolean lists = draft.claims().stream().anyMatch(c -> c instanceof Claim.Checklist);
        boolean filed = isFiled("thes") || isFiled("trade") || isFiled("position");
        return known || said || lists || filed;
    }

    /** A heading inside a note that is a position on a known name. */
    void heading(Section section) {
        if (section.level() < 2 || section.level() > 6) {
            return;
        }
        var legs = ThesisTitle.parse(section.shown(), words);
        boolean known = legs.isPresent()
                && legs.get().stream()
                        .allMatch(leg -> leg.entity().ticker().isPresent()
                                || Dictionary.bundled().knows(leg.entity().text()));
        if (known && (!isMood(section.shown()) || isNamed(legs.get()))) {
            draft.add(new Claim.Thesis(
                    draft.source(section.at(), section, Confidence.LIKELY, Rule.THESIS_TITLE),
                    section.shown(),
                    legs.get(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()));
        }
    }

    private static final List<String> LEVELS = List.of("entry", "stop", "target", "thesis-break", "fair value");

    /** {@code entry: 340}, {@code stop: 98.5}, {@code target: 400} in the front matter. */
    void levels() {
        if (LEVELS.stream().allMatch(key -> front.all(key).isEmpty())) {
            return;
        }
        var name = draft.claims().stream()
                .filter(c -> c instanceof Claim.Thesis t && t.legs().size() == 1)
                .map(c -> ((Claim.Thesis) c).legs().getFirst().entity())
                .findFirst()
                .or(() -> ticker().map(
                                t -> new Name(NoteParser.fileTitle(draft.path), Optional.empty(), Optional.of(t))));
        if (name.isEmpty()) {
            return;
        }
        for (var key : LEVELS) {
            var verb = words.exact(WordKind.LEVEL, key).orElse(key.toUpperCase(Locale.ROOT));
            for (var value : front.all(key)) {
                int line = draft.text.indexOf("\n" + key + ":");
                if (line < 0 || line >= front.end()) {
                    continue;
                }
                int end = draft.text.indexOf('\n', line + 1);
                int stop =
                        end > 0 && draft.text.charAt(end - 1) == '\r' ? end - 1 : end < 0 ? draft.text.length() : end;
                draft.cells
                        .readLevel(value, verb)
                        .ifPresent(price -> draft.add(new Claim.Level(
                                draft.source(
                                        new Stretch(line + 1, stop),
                                        Section.top(),
                                        Confidence.SURE,
                                        Rule.LEVEL_PROPERTY),
                                name.get(),
                                price.verb(),
                                price.price(),
                                price.currency())));
            }
        }
    }
}
