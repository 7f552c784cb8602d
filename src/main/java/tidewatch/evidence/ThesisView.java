package tidewatch.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.evidence.Weighed.Status;
import tidewatch.market.PricePanel;
import tidewatch.notes.Claim;

/**
 * One thesis as a person knows it, with everything that is weighed for it.
 *
 * @param name such as "Long NVIDIA"
 * @param sign +1 long, -1 short, 0 when its name states no direction
 * @param notes paths of the notes that state it or speak of it, its own first
 * @param quotes where they do
 * @param weighed at least one, the leading one first
 * @param closing present when its own note says that it is closed
 */
public record ThesisView(
        String name, int sign, List<String> notes, List<Claim.Source> quotes, List<Weighed> weighed, Optional<Closing> closing) {
    public ThesisView {
        Objects.requireNonNull(closing);
        notes = List.copyOf(notes);
        quotes = List.copyOf(quotes);
        weighed = List.copyOf(weighed);
        if (weighed.isEmpty()) {
            throw new IllegalArgumentException("Thesis " + name + " has nothing weighed and no reason");
        }
    }

    /** Of a thesis that is not closed. */
    public ThesisView(String name, int sign, List<String> notes, List<Claim.Source> quotes, List<Weighed> weighed) {
        this(name, sign, notes, quotes, weighed, Optional.empty());
    }

    /**
     * The one that speaks for the thesis: in its own direction, so that "leaning for" beside its name never means the pressure on it; still
     * running; longest on the scales, so that naming it again does not start it anew. Near-term pressure leads only when it is all there is.
     */
    public Weighed lead() {
        return weighed.getFirst();
    }

    /** Whether a hypothesis runs with the thesis (its own direction) or against it ("near-term pressure"). */
    public boolean ownDirection(Weighed one) {
        return one.hypothesis().map(Hypothesis::sign).filter(sign -> sign != this.sign).isEmpty();
    }

    /** All theses, by name. */
    public static List<ThesisView> all(Hypotheses hypotheses, PricePanel panel, String benchmark) {
        var scales = ThesisStatus.on(panel, benchmark);
        return all(hypotheses, (thesis, tested) -> of(thesis, tested.stream().map(scales::weigh).toList()));
    }

    /** One thesis made of its hypotheses, which come in the order of all. */
    interface Making {
        Optional<ThesisView> of(Hypotheses.Thesis thesis, List<Hypothesis> tested);
    }

    static List<ThesisView> all(Hypotheses hypotheses, Making making) {
        var places = new HashMap<String, Integer>();
        hypotheses.testable().forEach(one -> places.put(one.id(), places.size()));
        var views = new ArrayList<ThesisView>();
        for (var thesis : hypotheses.theses()) {
            var tested = thesis.ids().stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .sorted()
                    .map(hypotheses.testable()::get)
                    .toList();
            making.of(thesis, tested).ifPresent(views::add);
        }
        views.sort(Comparator.comparing(ThesisView::name, String.CASE_INSENSITIVE_ORDER).thenComparing(ThesisView::name));
        return views;
    }

    /** Absent when nothing was weighed and nothing refused. */
    static Optional<ThesisView> of(Hypotheses.Thesis thesis, List<Weighed> weighed) {
        var all = new ArrayList<>(weighed);
        all.sort(order(thesis.sign()));
        thesis.untestable().forEach(one -> all.add(one.weighed()));
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new ThesisView(
                        thesis.name(), thesis.sign(), thesis.notes(), thesis.quotes(), all, thesis.closing()));
    }

    private static Comparator<Weighed> order(int sign) {
        return Comparator.comparing((Weighed one) -> !of(one, h -> h.sign() == sign).orElse(false))
                .thenComparing(one -> one.status() == Status.UNTESTABLE)
                .thenComparing(one -> one.status() == Status.STALE)
                .thenComparing(one -> of(one, Hypothesis::written).orElse(LocalDate.MAX))
                .thenComparing(one -> of(one, Hypothesis::kind).orElse(Hypothesis.Kind.FLOW))
                .thenComparingInt(one -> -of(one, Hypothesis::horizon).orElse(0))
                .thenComparing(one -> of(one, Hypothesis::id).orElse(""));
    }

    private static <T> Optional<T> of(Weighed one, Function<Hypothesis, T> what) {
        return one.hypothesis().map(what);
    }
}
