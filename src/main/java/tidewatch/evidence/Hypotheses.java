package tidewatch.evidence;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tidewatch.evidence.Hypothesis.Kind;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Claim.ThesisImpact.Horizon;
import tidewatch.notes.Confidence;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Resolution;
import tidewatch.notes.Vault;
import tidewatch.notes.Window;

/**
 * The views of a vault made testable: theses, what notes mean for them, sectors favored or at risk, flows. Every view ends up in one of two
 * lists, measured or not with the reason; claims that are only guessed are left out. Pure.
 *
 * @param testable each with what it is measured on; ids are unique, the first writing of one meaning in a note counts
 * @param untestable what nothing can be measured on, with the reason and the next step
 * @param theses the theses by name, each with the ids of its hypotheses
 */
public record Hypotheses(List<Hypothesis> testable, List<Untestable> untestable, List<Thesis> theses) {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u202f]+");

    /** A view that cannot be weighed. {@code because} fits behind "untestable: ". */
    public record Untestable(String title, Kind kind, Claim claim, String because) {
        /** The same on the scales. */
        public Weighed weighed() {
            return Weighed.untestable(title, Optional.empty(), because, Weighed.Cause.NOT_MEASURED);
        }
    }

    /**
     * A thesis as a person knows it.
     *
     * @param name as its own note or the first naming writes it
     * @param sign +1 for long, or for a spread of a long and a short leg; -1 for short; 0 when its name states no direction
     * @param notes paths of the notes that state it or speak of it, its own first
     * @param quotes where they do, in the same order
     * @param ids of its hypotheses
     * @param untestable what of it cannot be weighed
     * @param closing present when its own note says that it is closed
     */
    public record Thesis(
            String name,
            int sign,
            List<String> notes,
            List<Claim.Source> quotes,
            Set<String> ids,
            List<Untestable> untestable,
            Optional<Closing> closing) {
        public Thesis {
            Objects.requireNonNull(closing);
            notes = List.copyOf(notes);
            quotes = List.copyOf(quotes);
            ids = Set.copyOf(ids);
            untestable = List.copyOf(untestable);
        }
    }

    public Hypotheses {
        testable = List.copyOf(testable);
        untestable = List.copyOf(untestable);
        theses = List.copyOf(theses);
    }

    /** Of all notes of a vault; the caller cuts it to the notes that may be known ({@link Vault#asOf}). */
    public static Hypotheses of(Vault vault, Universe universe, PricePanel panel) {
        return of(vault.notes(), vault.resolver(), universe, panel);
    }

    /** Of these notes. The panel says what has prices and, by its as-of session, which reviews had happened. */
    public static Hypotheses of(Collection<Note> notes, EntityResolver resolver, Universe universe, PricePanel panel) {
        return of(notes, Measured.Means.of(resolver, universe, panel));
    }

    static Hypotheses of(Collection<Note> notes, Measured.Means means) {
        return of(notes, means, new Memo());
    }

    /** The same, where only what changed since the last reading with this memory is read. */
    static Hypotheses of(Collection<Note> notes, Measured.Means means, Memo memo) {
        return new Reading(means, memo).all(notes);
    }

    /** Those of one kind. */
    public List<Hypothesis> testable(Kind kind) {
        return testable.stream().filter(one -> one.kind() == kind).toList();
    }

    /** Sector views and flows on the scales, measured ones first, each list in the order of the notes. */
    public List<Weighed> weigh(Kind kind, PricePanel panel, String benchmark) {
        return weigh(kind, ThesisStatus.on(panel, benchmark)::weigh);
    }

    List<Weighed> weigh(Kind kind, Function<Hypothesis, Weighed> scales) {
        var all = new ArrayList<Weighed>();
        testable(kind).forEach(one -> all.add(scales.apply(one)));
        untestable.stream().filter(one -> one.kind() == kind).forEach(one -> all.add(one.weighed()));
        return all;
    }

    /** Key under which the writings of one thesis meet. */
    private static String key(String name) {
        var folded = Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        return BLANKS.matcher(folded).replaceAll(" ").strip();
    }

    /**
     * What a reading found, by note and by thesis, for the next reading of notes whose names mean the same, on the same panel. A note is the
     * same while it is the same object: a vault hands on what it did not read again.
     */
    static final class Memo {
        private IdentityHashMap<Note, Part> notes = new IdentityHashMap<>();
        private Map<String, Told> theses = new HashMap<>();
    }

    /** A note that states a thesis. */
    private record Stated(Note note, Claim.Thesis claim, String key) {}

    /**
     * A note that speaks of a thesis.
     *
     * @param key of the name as it is written
     * @param linked of where it links to
     * @param leads path of the note that the name means
     */
    private record Impact(Note note, Claim.ThesisImpact claim, String key, Optional<String> linked, Optional<String> leads) {}

    /** What one note says, apart from all others. */
    private record Part(
            List<Hypothesis> testable, List<Untestable> untestable, List<Stated> stated, List<Impact> impacts) {}

    /** What came of a thesis, and of what. */
    private record Told(
            List<Stated> stated, List<Impact> impacts, Map<String, Hypothesis> found, List<Untestable> untestable, Thesis thesis) {}

    /** One pass over the notes. */
    private static final class Reading {
        private final Measured.Means means;
        private final Memo memo;
        private final Map<String, Named> theses = new LinkedHashMap<>();

        Reading(Measured.Means means, Memo memo) {
            this.means = means;
            this.memo = memo;
        }

        /** A thesis while it is gathered. */
        private static final class Named {
            final String key;
            final String name;
            final List<Stated> stated = new ArrayList<>();
            final List<Impact> impacts = new ArrayList<>();
            final Map<String, Hypothesis> found = new LinkedHashMap<>();
            final List<Untestable> untestable = new ArrayList<>();
            Optional<Closing> closing = Optional.empty();

            Named(String key, String name) {
                this.key = key;
                this.name = name;
            }
        }

        /** What a thesis is measured on, once for all that is said of it. */
        private sealed interface Side {
            record Of(int sign, Basket asset, boolean standIn, Basket against, List<Basket> legs) implements Side {}

            record Not(String because) implements Side {}
        }

        Hypotheses all(Collection<Note> notes) {
            var parts = parts(notes);
            Map<String, Hypothesis> testable = new LinkedHashMap<>();
            List<Untestable> untestable = new ArrayList<>();
            for (var part : parts) {
                part.testable().forEach(one -> testable.putIfAbsent(one.id(), one));
                untestable.addAll(part.untestable());
                part.stated().forEach(stated ->
                        theses.computeIfAbsent(stated.key(), key -> new Named(key, stated.claim().name())).stated.add(stated));
            }
            // Impacts come second, so that a thesis with a note of its own is called as that note calls it.
            var byNote = new HashMap<String, Named>();
            theses.values().forEach(one -> one.stated.forEach(stated -> byNote.putIfAbsent(stated.note().path(), one)));
            parts.forEach(part -> part.impacts().forEach(impact -> owner(impact, byNote).impacts.add(impact)));
            var told = new HashMap<String, Told>();
            var named = new ArrayList<Thesis>();
            for (var one : theses.values()) {
                var now = told(one);
                told.put(one.key, now);
                now.found().values().forEach(hypothesis -> testable.putIfAbsent(hypothesis.id(), hypothesis));
                untestable.addAll(now.untestable());
                named.add(now.thesis());
            }
            memo.theses = told;
            return new Hypotheses(List.copyOf(testable.values()), untestable, named);
        }

        private List<Part> parts(Collection<Note> notes) {
            var parts = new ArrayList<Part>(notes.size());
            var known = new IdentityHashMap<Note, Part>(notes.size());
            notes.stream().sorted(Comparator.comparing(Note::path)).forEach(note -> {
                var part = memo.notes.get(note);
                var now = part == null ? new NoteReading(note).part() : part;
                parts.add(now);
                known.put(note, now);
            });
            memo.notes = known;
            return parts;
        }

        private static boolean believed(Claim claim) {
            return claim.source().confidence() != Confidence.GUESS;
        }

        /** The thesis of this name: as it is written, as its link says, or stated in the note that the name leads to. */
        private Named owner(Impact impact, Map<String, Named> byNote) {
            return Optional.ofNullable(theses.get(impact.key()))
                    .or(() -> impact.linked().flatMap(key -> Optional.ofNullable(theses.get(key))))
                    .or(() -> impact.leads().flatMap(path -> Optional.ofNullable(byNote.get(path))))
                    .orElseGet(() -> theses.computeIfAbsent(
                            impact.key(), key -> new Named(key, impact.claim().thesis().text())));
        }

        /** What came of a thesis, as before where nothing that is said of it changed. */
        private Told told(Named one) {
            var before = Optional.ofNullable(memo.theses.get(one.key));
            if (before.filter(told -> same(told.stated(), one.stated) && same(told.impacts(), one.impacts)).isPresent()) {
                return before.get();
            }
            var thesis = thesis(one);
            // What stays equal stays the same object, so that it is not weighed again.
            before.ifPresent(told -> one.found.replaceAll((id, hypothesis) -> {
                var known = told.found().getOrDefault(id, hypothesis);
                return known.equals(hypothesis) ? known : hypothesis;
            }));
            return new Told(one.stated, one.impacts, one.found, one.untestable, thesis);
        }

        @SuppressWarnings("ReferenceEquality") // They are the same objects as long as their note is.
        private static <T> boolean same(List<T> some, List<T> others) {
            if (some.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < some.size(); i++) {
                if (some.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }

        private Thesis thesis(Named one) {
            var side = side(one);
            one.stated.forEach(stated -> stated(one, stated, side));
            one.impacts.forEach(impact -> impacts(one, impact, side));
            if (one.stated.isEmpty() && side instanceof Side.Of of && !hasOwnDirection(one, of.sign())) {
                var first = one.impacts.getFirst();
                var horizon = HorizonWords.in(one.name).orElse(HorizonWords.NOT_STATED);
                add(one, first.note(), first.claim(), Kind.THESIS, of.sign(), of, horizon, Optional.empty());
            }
            if (side instanceof Side.Not not) {
                var claim = one.stated.isEmpty()
                        ? one.impacts.getFirst().claim()
                        : one.stated.getFirst().claim();
                one.untestable.add(new Untestable(one.name, Kind.THESIS, claim, not.because()));
            }
            var sources = new ArrayList<Claim.Source>();
            one.stated.forEach(stated -> sources.add(stated.claim().source()));
            one.impacts.forEach(impact -> sources.add(impact.claim().source()));
            var paths = new LinkedHashSet<String>();
            sources.forEach(source -> paths.add(source.place().file()));
            int sign = side instanceof Side.Of of ? of.sign() : 0;
            return new Thesis(one.name, sign, List.copyOf(paths), sources, one.found.keySet(), one.untestable, one.closing);
        }

        private static boolean hasOwnDirection(Named one, int sign) {
            return one.found.values().stream().anyMatch(hypothesis -> hypothesis.sign() == sign);
        }

        private void stated(Named one, Stated stated, Side side) {
            var claim = stated.claim();
            var status = claim.status().orElse("");
            boolean closed = Closing.says(status);
            if (closed) {
                one.closing = one.closing.or(() -> Optional.of(Closing.of(stated.note(), status, held(one, stated, side))));
            }
            if (!(side instanceof Side.Of of)) {
                return;
            }
            if (closed) {
                one.untestable.add(new Untestable(one.name, Kind.THESIS, claim, "its note says: " + status));
                return;
            }
            var horizon = Optional.ofNullable(stated.note().properties().get("horizon"))
                    .or(() -> Optional.ofNullable(stated.note().properties().get("timeframe")))
                    .flatMap(HorizonWords::in)
                    .or(() -> HorizonWords.in(claim.name()))
                    .or(() -> HorizonWords.in(status))
                    .orElse(HorizonWords.NOT_STATED);
            add(one, stated.note(), claim, Kind.THESIS, of.sign(), of, horizon, Optional.empty());
        }

        /** What a closed thesis was measured on; absent without a side or a first day. */
        private Optional<Hypothesis> held(Named one, Stated stated, Side side) {
            return side instanceof Side.Of of
                    ? stated.note().date().map(day -> hypothesis(one, stated.note(), stated.claim(), Kind.THESIS, of.sign(), of, HorizonWords.NOT_STATED, Optional.empty(), day))
                    : Optional.empty();
        }

        private void impacts(Named one, Impact impact, Side side) {
            if (!(side instanceof Side.Of of)) {
                return;
            }
            for (var verdict : impact.claim().verdicts()) {
                var horizon = switch (verdict.horizon()) {
                    case NEAR -> HorizonWords.near();
                    case STRUCTURAL -> HorizonWords.structural();
                    case NOT_STATED -> HorizonWords.in(impact.claim().words()).orElse(HorizonWords.NOT_STATED);
                };
                var span = verdict.horizon() == Horizon.NOT_STATED ? Optional.<Horizon>empty() : Optional.of(verdict.horizon());
                switch (verdict.kind()) {
                    case CONFIRM, NEUTRAL, NEW ->
                        add(one, impact.note(), impact.claim(), Kind.IMPACT, of.sign(), of, horizon, span);
                    case HURT -> add(one, impact.note(), impact.claim(), Kind.IMPACT, -of.sign(), of, horizon, span);
                    case MIXED -> {}
                }
            }
        }

        private void add(
                Named one, Note note, Claim claim, Kind kind, int sign, Side.Of of, HorizonWords horizon, Optional<Horizon> span) {
            var written = written(note, claim, horizon.sessions());
            if (written.isEmpty()) {
                one.untestable.add(new Untestable(one.name, kind, claim, "the note has no date: add a line Created with its day"));
                return;
            }
            var hypothesis = hypothesis(one, note, claim, kind, sign, of, horizon, span, written.get());
            one.found.putIfAbsent(hypothesis.id(), hypothesis);
        }

        private static Hypothesis hypothesis(
                Named one, Note note, Claim claim, Kind kind, int sign, Side.Of of, HorizonWords horizon, Optional<Horizon> span, LocalDate written) {
            return new Hypothesis(
                    id(kind, one.name, sign, of.asset(), of.against(), horizon.sessions(), note),
                    one.name,
                    kind,
                    claim,
                    sign,
                    of.asset(),
                    of.standIn(),
                    of.against(),
                    written,
                    horizon.sessions(),
                    horizon.why(),
                    span,
                    of.legs());
        }

        /** What the thesis is measured on: the vehicles of its own note, else its legs; the yardstick its note names, else the benchmark. */
        private Side side(Named one) {
            for (var stated : one.stated) {
                var claim = stated.claim();
                var side = side(one.name, claim.legs(), claim.vehicles(), benchmark(stated), stated.note().path());
                if (side instanceof Side.Of) {
                    return side;
                }
            }
            for (var stated : one.stated) {
                var side = alias(stated);
                if (side.isPresent()) {
                    return side.get();
                }
            }
            if (!one.stated.isEmpty()) {
                var stated = one.stated.getFirst();
                var claim = stated.claim();
                return side(one.name, claim.legs(), claim.vehicles(), benchmark(stated), stated.note().path());
            }
            var from = one.impacts.getFirst().note().path();
            return ThesisName.parse(one.name)
                    .map(name -> side(one.name, name.legs(), List.of(), name.benchmark(), from))
                    .orElseGet(() -> new Side.Not("its name states no direction: begin it with Long or Short"));
        }

        /** Another name that the author gave to a thesis of one direction, "Long defense" for "Long global rearmament". */
        private Optional<Side> alias(Stated stated) {
            var legs = stated.claim().legs();
            var from = stated.note().path();
            if (legs.isEmpty() || legs.stream().map(Claim.Thesis.Leg::direction).distinct().count() > 1) {
                return Optional.empty();
            }
            return stated.note().aliases().stream()
                    .flatMap(alias -> ThesisName.parse(alias).stream())
                    .filter(name -> name.legs().stream().allMatch(leg -> leg.direction() == legs.getFirst().direction()))
                    .map(name -> side(stated.claim().name(), name.legs(), List.of(), benchmark(stated).or(name::benchmark), from))
                    .filter(Side.Of.class::isInstance)
                    .findFirst();
        }

        private static Optional<Name> benchmark(Stated stated) {
            return stated.claim()
                    .benchmark()
                    .or(() -> Optional.ofNullable(stated.note().properties().get("benchmark"))
                            .filter(words -> !words.isBlank())
                            .map(Name::of));
        }

        private Side side(String name, List<Claim.Thesis.Leg> legs, List<Name> vehicles, Optional<Name> benchmark, String from) {
            var longs = legs.stream().filter(leg -> leg.direction() == Direction.UP).toList();
            var shorts = legs.stream().filter(leg -> leg.direction() == Direction.DOWN).toList();
            if (!longs.isEmpty() && !shorts.isEmpty()) {
                return spread(name, longs, shorts, from);
            }
            int sign = longs.isEmpty() ? -1 : 1;
            Basket yardstick;
            if (benchmark.isPresent()) {
                switch (means.of(benchmark.get(), from)) {
                    case Measured.On on -> yardstick = on.vehicle().basket();
                    case Measured.Not not -> {
                        return new Side.Not("its yardstick: " + not.because());
                    }
                }
            } else {
                var market = means.benchmark();
                if (market.isEmpty()) {
                    return new Side.Not("there are no prices of the benchmark " + means.yardstick());
                }
                yardstick = market.get();
            }
            var tradesAs = new ArrayList<Basket>();
            boolean standIn = false;
            Optional<Measured.Not> unpriced = Optional.empty();
            for (var vehicle : vehicles) {
                switch (means.of(vehicle, from)) {
                    case Measured.On on -> {
                        tradesAs.add(on.vehicle().basket());
                        standIn |= on.vehicle().standIn();
                    }
                    case Measured.Not not -> unpriced = unpriced.or(() -> Optional.of(not).filter(one -> one.lacks() == Measured.Lacks.PRICES));
                }
            }
            if (!tradesAs.isEmpty()) {
                return against(new Side.Of(sign, together(name, tradesAs), standIn, yardstick, List.of()));
            }
            return switch (basket(name, legs, from)) {
                case Side.Of of ->
                    against(new Side.Of(sign, of.asset(), of.standIn(), yardstick, of.legs().size() > 1 ? of.legs() : List.of()));
                case Side.Not not -> unpriced.map(Reading::lacking).orElse(not);
            };
        }

        /** With what to do about it. */
        private static Side.Not lacking(Measured.Not not) {
            return new Side.Not(not.because() + switch (not.lacks()) {
                case PRICES -> ": add them to your prices, or name another ticker in the Vehicles table of its note";
                case SHARES, SYMBOL -> ": name a ticker in the Vehicles table of its note";
            });
        }

        /** Nothing can outrun itself. */
        private static Side against(Side.Of of) {
            return Set.copyOf(of.asset().symbols()).equals(Set.copyOf(of.against().symbols()))
                    ? new Side.Not(of.asset().name() + " is its own yardstick: name another behind vs")
                    : of;
        }

        private Side spread(String name, List<Claim.Thesis.Leg> longs, List<Claim.Thesis.Leg> shorts, String from) {
            return switch (basket(name + " (long leg)", longs, from)) {
                case Side.Of above ->
                    switch (basket(name + " (short leg)", shorts, from)) {
                        case Side.Of below ->
                            against(new Side.Of(1, above.asset(), above.standIn() || below.standIn(), below.asset(), List.of()));
                        case Side.Not not -> not;
                    };
                case Side.Not not -> not;
            };
        }

        /** All legs as one basket; a leg without prices leaves the others, and none at all is the reason. */
        private Side basket(String name, List<Claim.Thesis.Leg> legs, String from) {
            var parts = new ArrayList<Basket>();
            boolean standIn = false;
            Optional<Measured.Not> because = Optional.empty();
            for (var leg : legs) {
                switch (means.orStandIn(leg.entity(), from)) {
                    case Measured.On on -> {
                        parts.add(on.vehicle().basket());
                        standIn |= on.vehicle().standIn();
                    }
                    case Measured.Not not -> because = Optional.of(not);
                }
            }
            if (parts.isEmpty()) {
                return because.map(Reading::lacking).orElseGet(() -> new Side.Not("it names nothing: name a ticker in the Vehicles table of its note"));
            }
            var asset = together(name, parts);
            return new Side.Of(1, asset, standIn, asset, parts);
        }

        private static Basket together(String name, List<Basket> parts) {
            return Measured.together("thesis:" + key(name), name, parts);
        }

        /** One note at work. */
        private final class NoteReading {
            private final Note note;
            private final Map<String, Hypothesis> testable = new LinkedHashMap<>();
            private final List<Untestable> untestable = new ArrayList<>();
            private final List<Stated> stated = new ArrayList<>();
            private final List<Impact> impacts = new ArrayList<>();

            NoteReading(Note note) {
                this.note = note;
            }

            Part part() {
                note.claims().forEach(this::gather);
                return new Part(
                        List.copyOf(testable.values()), List.copyOf(untestable), List.copyOf(stated), List.copyOf(impacts));
            }

            /** Most claims are prose, and looking at one more field of each takes longer than all the rest. */
            private void gather(Claim claim) {
                switch (claim) {
                    case Claim.Thesis thesis when believed(thesis) -> stated.add(new Stated(note, thesis, key(thesis.name())));
                    case Claim.ThesisImpact impact when believed(impact) -> impacts.add(impact(impact));
                    case Claim.SectorView view when believed(view) -> sectorView(view);
                    case Claim.Flow flow when believed(flow) -> flow.names().forEach(name -> flow(flow, name));
                    case Claim.Thesis _,
                            Claim.ThesisImpact _,
                            Claim.SectorView _,
                            Claim.Flow _,
                            Claim.Move _,
                            Claim.RelativeMove _,
                            Claim.Streak _,
                            Claim.WordMove _,
                            Claim.Level _,
                            Claim.RotationTiming _,
                            Claim.Driver _,
                            Claim.Checklist _,
                            Claim.Scenario _,
                            Claim.WatchItem _,
                            Claim.Related _,
                            Claim.Prose _ -> {}
                }
            }

            private Impact impact(Claim.ThesisImpact impact) {
                var name = impact.thesis();
                var leads = means.meaning().apply(name, note.path()) instanceof Resolution.One one ? one.note() : Optional.<String>empty();
                return new Impact(note, impact, key(name.text()), name.link().map(Hypotheses::key), leads);
            }

            private void sectorView(Claim.SectorView view) {
                boolean favored = view.direction() == Direction.UP;
                var title = view.sector().text() + (favored ? " favored" : " at risk");
                var written = written(note, view, 1);
                var horizon = view.period()
                        .flatMap(period -> written.flatMap(from -> until(period, from)))
                        .or(() -> view.reason().flatMap(HorizonWords::in))
                        .orElse(HorizonWords.NOT_STATED);
                view(view, Kind.SECTOR_VIEW, title, view.sector(), view.direction(), horizon);
            }

            private void flow(Claim.Flow flow, Name name) {
                var title = (flow.direction() == Direction.UP ? "Into " : "Out of ") + name.text();
                view(flow, Kind.FLOW, title, name, flow.direction(), HorizonWords.NOT_STATED);
            }

            private void view(
                    Claim claim, Kind kind, String title, Name name, Direction direction, HorizonWords horizon) {
                var measured = means.orStandIn(name, note.path());
                var market = means.benchmark();
                var written = written(note, claim, horizon.sessions());
                if (!(measured instanceof Measured.On on)) {
                    untestable.add(new Untestable(title, kind, claim, ((Measured.Not) measured).because()));
                    return;
                }
                if (market.isEmpty()) {
                    untestable.add(new Untestable(
                            title, kind, claim, "there are no prices of the benchmark " + means.yardstick()));
                    return;
                }
                if (written.isEmpty()) {
                    untestable.add(new Untestable(title, kind, claim, "the note has no date: add a line Created with its day"));
                    return;
                }
                var asset = on.vehicle().basket();
                if (asset.symbols().equals(market.get().symbols())) {
                    untestable.add(new Untestable(title, kind, claim, asset.name() + " is the yardstick itself"));
                    return;
                }
                int sign = direction.sign();
                var id = id(kind, name.text(), sign, asset, market.get(), horizon.sessions(), note);
                testable.putIfAbsent(
                        id,
                        new Hypothesis(
                                id,
                                title,
                                kind,
                                claim,
                                sign,
                                asset,
                                on.vehicle().standIn(),
                                market.get(),
                                written.get(),
                                horizon.sessions(),
                                horizon.why(),
                                Optional.empty()));
            }
        }

        /** The sessions from the note to the end of a stated period ("for 2026"); absent when the period has no end or is over. */
        private Optional<HorizonWords> until(Window period, LocalDate written) {
            return period.to().filter(end -> end.isAfter(written)).flatMap(end -> {
                int sessions = means.panel().calendar().count(written.plusDays(1), end);
                return sessions < 1 ? Optional.empty() : Optional.of(new HorizonWords(sessions, "stated: until " + end));
            });
        }

        /**
         * The day from which the claim counts: that of its section where the section has one day, but never before the note. A review after
         * the horizon has run out renews the claim; one within it changes nothing, so that looking at a note often never hides its record.
         */
        private Optional<LocalDate> written(Note note, Claim claim, int horizon) {
            var section = claim.source()
                    .asOf()
                    .filter(days -> days.precision() == Window.Precision.DAY || days.precision() == Window.Precision.INSTANT)
                    .flatMap(days -> days.to().or(days::from));
            var first = note.date().map(date -> section.filter(date::isBefore).orElse(date)).or(() -> section);
            if (first.isEmpty() || means.panel().size() == 0) {
                return first;
            }
            var calendar = means.panel().calendar();
            var start = calendar.isSession(first.get()) ? first.get() : calendar.next(first.get());
            var review = note.reviewed().filter(day -> !day.isAfter(means.panel().asOf()));
            return review.filter(calendar.plus(start, horizon)::isBefore).or(() -> first);
        }

        /** By meaning: the same view on another line, or with a typo mended, keeps its id. */
        private static String id(Kind kind, String name, int sign, Basket asset, Basket against, int horizon, Note note) {
            return String.join(
                    "|",
                    kind.name().toLowerCase(Locale.ROOT),
                    key(name),
                    sign > 0 ? "+" : "-",
                    String.join("+", asset.symbols()),
                    String.join("+", against.symbols()),
                    Integer.toString(horizon),
                    note.path());
        }
    }
}
