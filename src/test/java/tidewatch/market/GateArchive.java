package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidewatch.market.BarGate.Case;
import tidewatch.market.BarGate.Held;
import tidewatch.market.BarGate.Incoming;
import tidewatch.market.BarGate.Judged;
import tidewatch.market.BarGate.Look;
import tidewatch.market.BarGate.NextStep;
import tidewatch.problem.Problem;

/** One instrument behind the gate: keeps in memory what the gate lets in, as the archive does, and hands it the last bars only. */
final class GateArchive {
    static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    static final Duration FINAL_AFTER = Duration.ofHours(4);
    /** Bars that the gate is shown before the first incoming one. */
    private static final int SHOWN = 80;

    private final BarGate gate = new BarGate(CALENDAR);
    private final Instrument instrument;
    private final String home;
    private final boolean all;
    private Basis basis;
    final TreeMap<LocalDate, Bar> bars = new TreeMap<>();
    final TreeMap<LocalDate, Suspect> suspects = new TreeMap<>();
    final List<PriceChange> changes = new ArrayList<>();
    final List<NextStep> steps = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    private List<CorporateAction> actions = List.of();
    int refused;

    /** An accepted bar. */
    record Bar(double open, double high, double low, double close, double volume, Set<BarFlag> flags, String provider) {
        boolean has(BarFlag flag) {
            return flags.contains(flag);
        }
    }

    GateArchive(Instrument instrument, Basis basis, String home) {
        this(instrument, basis, home, false);
    }

    /** @param all whether the gate is shown all that is held each time */
    GateArchive(Instrument instrument, Basis basis, String home, boolean all) {
        this.instrument = instrument;
        this.basis = basis;
        this.home = home;
        this.all = all;
    }

    /** Some hours after the close of this session, when its bars are final. */
    static Instant evening(LocalDate session) {
        return CALENDAR.session(session).orElseThrow().close().plus(Duration.ofHours(5));
    }

    /** Half an hour after the close: provisional. */
    static Instant early(LocalDate session) {
        return CALENDAR.session(session).orElseThrow().close().plus(Duration.ofMinutes(30));
    }

    Held held(LocalDate before) {
        LocalDate first = suspects.values().stream().filter(Suspect::isOpen).map(Suspect::session).findFirst().orElse(before);
        first = first.isBefore(before) ? first : before;
        LocalDate from = all || bars.isEmpty() ? LocalDate.MIN : CALENDAR.plus(first, -SHOWN);
        var columns = new BarColumns(bars.size());
        bars.tailMap(from).forEach((day, b) -> columns.add(
                (int) day.toEpochDay(),
                b.open(),
                b.high(),
                b.low(),
                b.close(),
                b.volume(),
                BarFlag.bits(b.flags()),
                new Origin(b.provider(), "test", Instant.EPOCH)));
        return new Held(
                columns.series(instrument, basis, new Origin(home, "test", Instant.EPOCH), actions, List.of()),
                home,
                List.copyOf(suspects.values()));
    }

    Judged take(PriceSeries incoming, Instant now) {
        return take(incoming, Look.NEWS, false, now);
    }

    Judged take(PriceSeries incoming, Look look, boolean actionsAsked, Instant now) {
        LocalDate first = incoming.size() == 0 ? bars.isEmpty() ? LocalDate.EPOCH : bars.lastKey() : incoming.date(0);
        Held held = look == Look.WHOLE ? held(LocalDate.EPOCH) : held(first);
        return enter(gate.judge(new Case(held, new Incoming(incoming, FINAL_AFTER, look, actionsAsked)), now));
    }

    Judged rule(LocalDate session, boolean accept, Suspect.Decision decision) {
        return enter(gate.rule(held(session), session, accept, decision));
    }

    Judged enter(Judged judged) {
        if (judged.whole()) {
            bars.clear();
        }
        if (judged.bars().size() > 0) {
            basis = judged.bars().basis();
        }
        for (int i = 0; i < judged.bars().size(); i++) {
            PriceSeries b = judged.bars();
            bars.put(
                    b.date(i),
                    new Bar(
                            b.open(i),
                            b.high(i),
                            b.low(i),
                            b.close(i),
                            b.volume(i),
                            BarFlag.of(b.flags(i)),
                            b.origin(i).provider()));
        }
        judged.suspects().forEach(s -> suspects.put(s.session(), s));
        if (!judged.actions().isEmpty()) {
            var together = new TreeMap<String, CorporateAction>();
            actions.forEach(a -> together.put(a.getClass() + " " + a.ex(), a));
            judged.actions().forEach(a -> together.put(a.getClass() + " " + a.ex(), a));
            actions = List.copyOf(together.values());
        }
        changes.addAll(judged.changes());
        steps.clear();
        steps.addAll(judged.next());
        problems.clear();
        problems.addAll(judged.problems());
        refused += judged.refused();
        return judged;
    }

    Set<LocalDate> open() {
        return suspects.values().stream().filter(Suspect::isOpen).map(Suspect::session).collect(Collectors.toSet());
    }

    Suspect suspect(LocalDate day) {
        return Optional.ofNullable(suspects.get(day)).orElseThrow();
    }

    Optional<Bar> bar(LocalDate day) {
        return Optional.ofNullable(bars.get(day));
    }

    boolean asks(NextStep.What what) {
        return steps.stream().anyMatch(s -> s.what() == what);
    }

    /** Bars and states of suspects: what two ways to one archive must agree on. */
    Map<LocalDate, String> picture() {
        var picture = new TreeMap<LocalDate, String>();
        bars.forEach((day, b) -> picture.put(day, b.toString()));
        suspects.forEach((day, s) -> picture.merge(day, s.state() + " " + s.rule() + " " + s.close(), (a, b) -> a + " " + b));
        return picture;
    }
}
