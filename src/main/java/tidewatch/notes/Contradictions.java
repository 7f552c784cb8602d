package tidewatch.notes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What notes say of one thing in two places: the same entity, kind, period and day. A figure within the rounding of another one is finer
 * and counts in its stead; any other difference is shown with both quotes and neither is chosen. What was said of different days is no
 * contradiction but history. Guesses, and claims without a day, are left out.
 *
 * <p>One pass over the claims and a sort of each group that has several.
 *
 * @param pairs in the order in which their groups first stand
 * @param turns views that changed from one day to a later one, by subject and day
 */
public record Contradictions(List<Pair> pairs, List<Turn> turns) {
    /** How two places differ. */
    public enum Kind {
        /** The second lies within the rounding of the first: no alarm, the second one counts. */
        FINER,
        /** Figures that cannot both be right. */
        DIFFERS,
        /** Opposite sides: up and down, in and out, favoured and at risk, supported and hurt. */
        CONFLICT
    }

    public Contradictions {
        pairs = List.copyOf(pairs);
        turns = List.copyOf(turns);
    }

    /**
     * Two places.
     *
     * @param subject the name as the first place writes it
     * @param day for which both say it
     */
    public record Pair(Kind kind, String subject, Claim one, Claim other, Window day) {
        public Pair {
            Objects.requireNonNull(kind);
        }

        /** Whether a note is one of its places. */
        public boolean in(String path) {
            return one.source().place().file().equals(path) || other.source().place().file().equals(path);
        }

        /** As a line of lint, at the second place. */
        Finding finding() {
            var first = one.source().place();
            var said = quoted(one);
            var here = quoted(other);
            var place = other.source().place();
            var at = first.file().equals(place.file()) ? "line " + first.line() : first.shown();
            return switch (kind) {
                case FINER -> new Finding(
                        Finding.Grade.INFO,
                        place.file(),
                        place.line(),
                        subject + ": " + here + " is finer than " + said + " at " + at + " and is used",
                        Rule.CONFLICT_FINER.id());
                case DIFFERS -> new Finding(
                        Finding.Grade.CHECK,
                        place.file(),
                        place.line(),
                        subject + ": " + here + " here, " + said + " at " + at + " for the same day: mend one of them",
                        Rule.CONFLICT_DIFFERS.id());
                case CONFLICT -> new Finding(
                        Finding.Grade.CHECK,
                        place.file(),
                        place.line(),
                        subject + ": " + side(other) + " here (" + here + "), " + side(one) + " at " + at + " (" + said + ") for the same day: mend one of them",
                        Rule.CONFLICT_OPPOSED.id());
            };
        }

        private String side(Claim claim) {
            return sides(claim).stream().filter(one -> one.name().text().equals(subject)).findFirst().or(() -> sides(claim).stream().findFirst()).map(Side::words).orElseGet(
                    () -> up(claim) ? "up" : "down");
        }
    }

    /**
     * A view that changed.
     *
     * @param subject the name as the later place writes it
     * @param from the last of what was said before
     * @param to the first that said otherwise
     */
    public record Turn(String subject, String was, String is, Claim from, Claim to) {
        public boolean in(String path) {
            return from.source().place().file().equals(path) || to.source().place().file().equals(path);
        }

        /** The day of the later one. */
        public Optional<LocalDate> since() {
            return day(to);
        }
    }

    /** A side that a claim takes on a name. */
    private record Side(Name name, String kind, int sign, String words) {}

    /** What two claims must share to be about the same. */
    private record About(String entity, String kind, Window day) {}

    private record Subject(String entity, String kind) {}

    /** A name means the same in all notes of a folder. */
    private record Where(Name name, String folder, boolean note) {}

    private record Stated(Claim claim, Name name, Amount amount) {}

    private record Taken(Claim claim, Side side) {}

    public static Contradictions of(Vault vault) {
        return of(vault.notes(), vault.resolver());
    }

    /** The same of some notes only. */
    public static Contradictions of(List<Note> notes, EntityResolver resolver) {
        return new Pass(resolver).over(notes);
    }

    /** Those of which a note is one place. */
    public Contradictions in(String path) {
        return new Contradictions(
                pairs.stream().filter(pair -> pair.in(path)).toList(), turns.stream().filter(turn -> turn.in(path)).toList());
    }

    /** Those of figures alone, without history. */
    public Contradictions figures() {
        return new Contradictions(pairs.stream().filter(pair -> sides(pair.one()).isEmpty()).toList(), List.of());
    }

    /** Claims for which a finer figure stands in the same note. */
    public Set<Place> coarse() {
        var coarse = new HashSet<Place>();
        for (var pair : pairs) {
            if (pair.kind() == Kind.FINER && pair.one().source().place().file().equals(pair.other().source().place().file())) {
                coarse.add(pair.one().source().place());
            }
        }
        return Set.copyOf(coarse);
    }

    private static final class Pass {
        private final EntityResolver resolver;
        private final Map<Where, String> entities = new HashMap<>();
        private final Map<About, List<Stated>> figures = new LinkedHashMap<>();
        private final Map<About, List<Taken>> sides = new LinkedHashMap<>();
        private final Map<Subject, List<Taken>> days = new LinkedHashMap<>();

        Pass(EntityResolver resolver) {
            this.resolver = resolver;
        }

        Contradictions over(List<Note> notes) {
            for (var note : notes) {
                for (var claim : note.claims()) {
                    if (claim.source().confidence() != Confidence.GUESS) {
                        claim.source().asOf().ifPresent(day -> take(claim, day));
                    }
                }
            }
            var pairs = new ArrayList<Pair>();
            figures.forEach((about, stated) -> compare(stated, about.day(), pairs));
            sides.forEach((about, taken) -> oppose(taken, about.day(), pairs));
            var turns = new ArrayList<Turn>();
            days.values().forEach(taken -> turn(taken, turns));
            return new Contradictions(pairs, turns);
        }

        private void take(Claim claim, Window day) {
            switch (claim) {
                case Claim.Move m -> figure(m, m.entity(), "move " + m.amount().unit() + key(m.period()), m.amount(), day);
                case Claim.RelativeMove m -> figure(
                        m,
                        m.entity(),
                        "relative " + m.amount().unit() + " " + entity(m.benchmark(), m, false) + key(m.period()),
                        m.amount(),
                        day);
                case Claim.Streak s -> {
                    double length = (double) s.length() * s.direction().sign();
                    figure(s, s.entity(), "streak " + s.per(), new Amount(length, length, length, Amount.Unit.FACTOR, Amount.Sign.SIGNED, 0, false), day);
                }
                case Claim.WordMove _, Claim.Flow _, Claim.SectorView _, Claim.ThesisImpact _ -> {
                    for (var side : sides(claim)) {
                        var entity = entity(side.name(), claim, claim instanceof Claim.ThesisImpact);
                        if (entity.isEmpty()) {
                            continue;
                        }
                        sides.computeIfAbsent(new About(entity, side.kind(), day), _ -> new ArrayList<>(1)).add(new Taken(claim, side));
                        if (!(claim instanceof Claim.WordMove)) {
                            days.computeIfAbsent(new Subject(entity, side.kind()), _ -> new ArrayList<>(1)).add(new Taken(claim, side));
                        }
                    }
                }
                case Claim.Level _, Claim.RotationTiming _, Claim.Driver _, Claim.Thesis _, Claim.Checklist _, Claim.Scenario _ -> {}
                case Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> {}
            }
        }

        private void figure(Claim claim, Name name, String kind, Amount amount, Window day) {
            var entity = entity(name, claim, false);
            if (!entity.isEmpty()) {
                figures.computeIfAbsent(new About(entity, kind, day), _ -> new ArrayList<>(1)).add(new Stated(claim, name, amount));
            }
        }

        private static String key(Optional<String> period) {
            return period.map(words -> " " + NameKey.of(words)).orElse("");
        }

        /**
         * What a name stands for; empty where that is open.
         *
         * @param note whether the note that bears the name comes before what it stands for
         */
        private String entity(Name name, Claim claim, boolean note) {
            var file = claim.source().place().file();
            int slash = file.lastIndexOf('/');
            return entities.computeIfAbsent(new Where(name, slash < 0 ? "" : file.substring(0, slash), note), _ -> switch (resolver.resolve(name, file)) {
                case Resolution.One one -> (note ? one.note().or(one::id) : one.id().or(one::note)).orElseThrow();
                // What may be two things contradicts nothing.
                case Resolution.Ambiguous _ -> "";
                case Resolution.Unknown _ -> "\"" + NameKey.of(name.text());
            });
        }
    }

    /** Each figure against the finest so far, from the coarsest on. */
    private static void compare(List<Stated> group, Window day, List<Pair> pairs) {
        if (group.size() < 2) {
            return;
        }
        var distinct = new LinkedHashMap<List<Object>, Stated>();
        group.forEach(one -> distinct.putIfAbsent(List.of(one.amount.low(), one.amount.high(), one.amount.sign()), one));
        var sorted = new ArrayList<>(distinct.values());
        sorted.sort(Comparator.comparingDouble((Stated one) -> one.amount.high() - one.amount.low()).reversed());
        var now = sorted.getFirst();
        for (var next : sorted.subList(1, sorted.size())) {
            var kind = apart(now.claim, next.claim) ? differ(now.amount, next.amount) : Optional.<Kind>empty();
            if (kind.isPresent()) {
                boolean inOrder = kind.get() == Kind.FINER || group.indexOf(now) < group.indexOf(next);
                var first = inOrder ? now : next;
                var second = inOrder ? next : now;
                pairs.add(new Pair(kind.get(), first.name.text(), first.claim, second.claim, day));
            }
            if (kind.filter(Kind.FINER::equals).isPresent()) {
                now = next;
            }
        }
    }

    /** @param fine not wider than the other */
    private static Optional<Kind> differ(Amount coarse, Amount fine) {
        boolean signed = coarse.sign() == Amount.Sign.SIGNED && fine.sign() == Amount.Sign.SIGNED;
        double low = signed ? coarse.low() : size(coarse, true);
        double high = signed ? coarse.high() : size(coarse, false);
        double from = signed ? fine.low() : size(fine, true);
        double to = signed ? fine.high() : size(fine, false);
        if (from >= low && to <= high) {
            return to - from < high - low ? Optional.of(Kind.FINER) : Optional.empty();
        }
        boolean loose = coarse.approximate() || fine.approximate();
        if (loose && from <= high && to >= low || holds(low, high, value(fine, signed)) || holds(from, to, value(coarse, signed))) {
            return Optional.empty();
        }
        return Optional.of(signed && (high <= 0 && from >= 0 || to <= 0 && low >= 0) ? Kind.CONFLICT : Kind.DIFFERS);
    }

    /** Whether a written number lies in an interval; the end away from zero is the next number's. */
    private static boolean holds(double low, double high, double value) {
        return (low >= 0 || low == high ? value >= low : value > low) && (high <= 0 || low == high ? value <= high : value < high);
    }

    private static double value(Amount amount, boolean signed) {
        return signed ? amount.value() : Math.abs(amount.value());
    }

    private static double size(Amount amount, boolean least) {
        double a = Math.abs(amount.low());
        double b = Math.abs(amount.high());
        return least ? amount.low() < 0 && amount.high() > 0 ? 0 : Math.min(a, b) : Math.max(a, b);
    }

    /** The first place of each side. */
    private static void oppose(List<Taken> group, Window day, List<Pair> pairs) {
        var up = group.stream().filter(one -> one.side.sign > 0).findFirst();
        var down = group.stream().filter(one -> one.side.sign < 0).findFirst();
        if (up.isEmpty() || down.isEmpty() || !apart(up.get().claim, down.get().claim)) {
            return;
        }
        boolean upFirst = group.indexOf(up.get()) < group.indexOf(down.get());
        var one = upFirst ? up.get() : down.get();
        var other = upFirst ? down.get() : up.get();
        pairs.add(new Pair(Kind.CONFLICT, one.side.name.text(), one.claim, other.claim, day));
    }

    /** From each day to the next on which another side was taken. A day with both sides says nothing here. */
    private static void turn(List<Taken> group, List<Turn> turns) {
        if (group.size() < 2) {
            return;
        }
        var byDay = new TreeMap<LocalDate, List<Taken>>();
        group.forEach(one -> day(one.claim).ifPresent(day -> byDay.computeIfAbsent(day, _ -> new ArrayList<>(1)).add(one)));
        Optional<Taken> last = Optional.empty();
        for (var day : byDay.values()) {
            if (day.stream().map(one -> one.side.sign).distinct().count() > 1) {
                continue;
            }
            var first = day.getFirst();
            if (last.isPresent() && last.get().side.sign != first.side.sign) {
                turns.add(new Turn(first.side.name.text(), last.get().side.words, first.side.words, last.get().claim, first.claim));
            }
            last = Optional.of(day.getLast());
        }
    }

    private static Optional<LocalDate> day(Claim claim) {
        return claim.source().asOf().flatMap(window -> window.to().or(window::from));
    }

    /** One line of a table may say several things of one name; two places are two lines. */
    private static boolean apart(Claim one, Claim other) {
        var a = one.source().place();
        var b = other.source().place();
        return a.line() != b.line() || !a.file().equals(b.file());
    }

    private static boolean up(Claim claim) {
        return switch (claim) {
            case Claim.Move m -> m.amount().value() >= 0;
            case Claim.RelativeMove m -> m.amount().value() >= 0;
            case Claim.Streak s -> s.direction() == Claim.Direction.UP;
            case Claim.WordMove _, Claim.Level _, Claim.Flow _, Claim.RotationTiming _, Claim.SectorView _, Claim.Driver _, Claim.Thesis _ -> true;
            case Claim.ThesisImpact _, Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> true;
        };
    }

    /** The sides that a claim takes; what is mixed, neutral or without a direction takes none. */
    private static List<Side> sides(Claim claim) {
        Function<Optional<Window>, String> period = window -> window.map(days -> " " + days.from() + days.to()).orElse("");
        return switch (claim) {
            case Claim.WordMove w -> w.direction()
                    .map(way -> List.of(new Side(w.entity(), "word", way.sign(), way == Claim.Direction.UP ? "up" : "down")))
                    .orElse(List.of());
            case Claim.Flow f -> f.names().stream()
                    .map(name -> new Side(name, "flow" + period.apply(f.period()), f.direction().sign(), f.direction() == Claim.Direction.UP ? "into" : "out of"))
                    .toList();
            case Claim.SectorView v -> List.of(new Side(
                    v.sector(), "view" + period.apply(v.period()), v.direction().sign(), v.direction() == Claim.Direction.UP ? "favored" : "at risk"));
            case Claim.ThesisImpact i -> i.verdicts().stream()
                    .flatMap(verdict -> switch (verdict.kind()) {
                        case CONFIRM -> Optional.of(new Side(i.thesis(), "impact " + verdict.horizon(), 1, "supported" + horizon(verdict.horizon()))).stream();
                        case HURT -> Optional.of(new Side(i.thesis(), "impact " + verdict.horizon(), -1, "hurt" + horizon(verdict.horizon()))).stream();
                        case MIXED, NEUTRAL, NEW -> Optional.<Side>empty().stream();
                    })
                    .toList();
            case Claim.Move _, Claim.RelativeMove _, Claim.Streak _, Claim.Level _, Claim.RotationTiming _, Claim.Driver _, Claim.Thesis _ -> List.of();
            case Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> List.of();
        };
    }

    private static String horizon(Claim.ThesisImpact.Horizon horizon) {
        return switch (horizon) {
            case NEAR -> " near term";
            case STRUCTURAL -> " structurally";
            case NOT_STATED -> "";
        };
    }

    private static String quoted(Claim claim) {
        return Draft.quoted(claim.source().quote());
    }
}
