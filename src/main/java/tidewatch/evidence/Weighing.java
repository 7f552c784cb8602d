package tidewatch.evidence;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.market.Vehicle;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/**
 * All that is weighed of notes on one panel, kept from one look at the vault to the next: what a changed note does not touch is not worked out
 * again. Nobody can tell by the answers: they are those of {@link Hypotheses}, {@link ThesisView}, {@link ClaimCheck} and {@link ScenarioClock}.
 *
 * <p>A note counts as the same while it is the same object, which a vault hands on from snapshot to snapshot. Where a note comes, goes or is
 * called otherwise, any name anywhere may mean something else, and all is worked out anew. Not for several threads.
 */
public final class Weighing {
    private final PricePanel panel;
    private final Universe universe;
    private Optional<EntityResolver> names = Optional.empty();
    private Hypotheses.Memo read = new Hypotheses.Memo();
    private final IdentityHashMap<Hypothesis, Weighed> weighed = new IdentityHashMap<>();
    private IdentityHashMap<Hypotheses.Thesis, Made> theses = new IdentityHashMap<>();
    private int looks;
    private final Map<String, Figures> figures = new HashMap<>();
    private final Map<String, Clocks> clocks = new HashMap<>();

    private record Made(List<Hypothesis> tested, Optional<ThesisView> view) {}

    private record Figures(Note note, List<FigureCheck> all) {}

    private record Clocks(Note note, LocalDate today, List<ClockReading> all) {}

    private Weighing(PricePanel panel, Universe universe) {
        this.panel = panel;
        this.universe = universe;
    }

    /** Nothing yet, on this panel. */
    public static Weighing on(PricePanel panel, Universe universe) {
        return new Weighing(panel, universe);
    }

    public PricePanel panel() {
        return panel;
    }

    public Universe universe() {
        return universe;
    }

    /** Of the notes of a vault; the caller cuts it to those that may be known ({@link Vault#asOf}). The look before this one may no longer be asked. */
    public Look look(Vault vault) {
        var now = vault.resolver();
        if (names.filter(now::agrees).isEmpty()) {
            read = new Hypotheses.Memo();
            weighed.clear();
            theses.clear();
            figures.clear();
            clocks.clear();
        }
        names = Optional.of(now);
        looks++;
        return new Look(vault);
    }

    /** One state of the notes. What is asked is worked out when it is asked, and prices are made into lines once for all of it. */
    public final class Look {
        private final EntityResolver resolver;
        private final Measured.Means means;
        private final Lines lines = new Lines(panel);
        private final ThesisStatus scales = ThesisStatus.on(lines, universe.benchmark());
        private final List<Note> notes;
        private Optional<Hypotheses> hypotheses = Optional.empty();
        private final int turn = looks;

        private Look(Vault vault) {
            this.resolver = new KnownNames(vault.resolver());
            var vehicles = new HashMap<String, Optional<Vehicle>>();
            var all = Measured.Means.of(resolver, universe, panel);
            this.means = new Measured.Means(
                    all.meaning(), id -> vehicles.computeIfAbsent(id, all.vehicles()), all.listed(), all.yardstick(), panel);
            this.notes = vault.notes();
        }

        /** Leaves out what was weighed for notes that have changed since. */
        private void forget(List<Hypothesis> now) {
            Set<Hypothesis> here = Collections.newSetFromMap(new IdentityHashMap<>());
            here.addAll(now);
            weighed.keySet().removeIf(one -> !here.contains(one));
        }

        private void check() {
            if (turn != looks) {
                throw new IllegalStateException("A later look has begun");
            }
        }

        /** As {@link Hypotheses#of}. */
        public Hypotheses hypotheses() {
            check();
            if (hypotheses.isEmpty()) {
                var now = Hypotheses.of(notes, means, read);
                if (weighed.size() > 2 * now.testable().size()) {
                    forget(now.testable());
                }
                hypotheses = Optional.of(now);
            }
            return hypotheses.get();
        }

        /** As {@link ThesisView#all}. */
        public List<ThesisView> theses() {
            var kept = new IdentityHashMap<Hypotheses.Thesis, Made>();
            var views = ThesisView.all(hypotheses(), (thesis, tested) -> {
                var known = theses.get(thesis);
                var made = known != null && known.tested().equals(tested)
                        ? known
                        : new Made(tested, ThesisView.of(thesis, tested.stream().map(this::weigh).toList()));
                kept.put(thesis, made);
                return made.view();
            });
            theses = kept;
            return views;
        }

        /** As {@link Hypotheses#weigh}. */
        public List<Weighed> views(Hypothesis.Kind kind) {
            return hypotheses().weigh(kind, this::weigh);
        }

        private Weighed weigh(Hypothesis one) {
            return weighed.computeIfAbsent(one, scales::weigh);
        }

        /** As {@link ClaimCheck#note}. */
        @SuppressWarnings("ReferenceEquality") // Comparing two notes word by word would cost more than checking one.
        public List<FigureCheck> figures(Note note) {
            check();
            var known = figures.get(note.path());
            if (known == null || known.note() != note) {
                known = new Figures(note, ClaimCheck.note(note, resolver, means, lines));
                figures.put(note.path(), known);
            }
            return known.all();
        }

        /** As {@link ScenarioClock#of}. */
        @SuppressWarnings("ReferenceEquality")
        public List<ClockReading> clocks(Note note, LocalDate today) {
            check();
            var known = clocks.get(note.path());
            if (known == null || known.note() != note || !known.today().equals(today)) {
                known = new Clocks(note, today, ScenarioClock.of(note, means, lines, today));
                clocks.put(note.path(), known);
            }
            return known.all();
        }
    }
}
