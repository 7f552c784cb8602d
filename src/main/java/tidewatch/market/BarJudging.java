package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tidewatch.market.BarCheck.Fault;
import tidewatch.market.BarCheck.Rule;
import tidewatch.market.BarGate.Held;
import tidewatch.market.BarGate.Incoming;
import tidewatch.market.BarGate.Judged;
import tidewatch.market.BarGate.Look;
import tidewatch.market.BarGate.NextStep;
import tidewatch.market.BarGate.NextStep.What;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * One answer at the {@link BarGate}: puts what is held, what is suspected and what came on one line of days, chooses for each day which of
 * them is to stand there, lets the rules of {@link BarCheck} and {@link JumpRule} judge what is not held yet, and writes down the outcome.
 * Used once, by one thread.
 */
final class BarJudging {
    /** What decided, where no person or source did. */
    static final String THREE_CLOSES = "three closes";

    /** A second look that differs by more replaces the bar (market-data design, section 6.8). */
    private static final double SAME = 1e-4;
    /** Closes that differ by more show that the basis has moved (section 6.3). */
    private static final double MOVED = 2e-4;

    private static final double ONE_FACTOR = 1e-3;
    /** Sources that differ by no more agree (section 7). */
    private static final double AGREE = .005;
    /** How a double says the same number. */
    private static final double NOISE = 1e-9;
    /** Two sources may date one split some days apart. */
    private static final int SAME_ACTION_DAYS = 5;

    private static final int NAMED = 4;
    /** Neighbours on each side that tell by which factor a refetched history differs from the one held. */
    private static final int AROUND = 5;

    /** An owner's word. */
    record Ruling(LocalDate session, boolean accept, Suspect.Decision decision) {}

    /** Whose bar stands on a day. */
    private enum Take {
        NOTHING,
        HELD,
        SUSPECT,
        NEW
    }

    /** A day, with what is there for it. Indices are -1 where there is nothing. */
    private static final class Slot {
        final int day;
        int held = -1;
        int row = -1;
        Optional<Suspect> suspect = Optional.empty();
        Take take = Take.NOTHING;
        /** Accepted whatever it looks like. */
        boolean forced;
        /** Another source's bar stands for the home's. */
        boolean replaces;
        /** Flags of the outcome. */
        byte flags;
        /** Who settles the suspect, where that is known beforehand. */
        Optional<Suspect.Decision> decision = Optional.empty();

        Optional<Fault> fault = Optional.empty();
        /** New close / held close around this day; 1 unless a whole history came. */
        double scale = 1;

        Slot(int day) {
            this.day = day;
        }

        LocalDate date() {
            return LocalDate.ofEpochDay(day);
        }

        boolean open() {
            return suspect.isPresent() && suspect.get().isOpen();
        }

        void flag(BarFlag flag) {
            flags |= BarFlag.bits(EnumSet.of(flag));
        }

        void unflag(BarFlag flag) {
            flags &= (byte) ~BarFlag.bits(EnumSet.of(flag));
        }

        /** Whether a rule keeps the bar out. */
        boolean heldBack() {
            return fault.isPresent() && switch (fault.get().rule()) {
                case RANGE, COPY, JUMP, ROW -> true;
                case NO_RANGE, NO_TRADE, BREAK -> false;
            };
        }
    }

    private final TradingCalendar calendar;
    private final PriceSeries old;
    private final PriceSeries news;
    private final String homeId;
    private final List<Suspect> suspects;
    private final Incoming incoming;
    private final Instant now;
    private final Optional<Ruling> ruling;
    private final String symbol;
    private final String provider;
    /** Whether the answer is the home's. */
    private final boolean home;

    private final boolean whole;
    private final Basis basis;
    private final LocalDate today;
    private final int lastClosed;
    private final LocalDate finalDay;
    private final List<CorporateAction> known;
    private final List<CorporateAction> fresh;
    private final Actions actions;

    private Slot[] slots = {};
    private final List<Problem> problems = new ArrayList<>();
    private final List<NextStep> steps = new ArrayList<>();
    private int refused;
    private int same;
    private int notOfThisBasis;
    /** Bars held that cannot stand beside a whole history that lacks their day. */
    private int lost;

    BarJudging(TradingCalendar calendar, Held held, Incoming incoming, Instant now, Optional<Ruling> ruling) {
        this.calendar = calendar;
        this.old = held.bars();
        this.news = incoming.bars();
        this.homeId = held.home();
        this.suspects = held.suspects();
        this.incoming = incoming;
        this.now = now;
        this.ruling = ruling;
        this.symbol = old.instrument().symbol();
        this.provider = news.origin().provider();
        this.home = provider.equals(homeId);
        this.whole = incoming.look() == Look.WHOLE;
        this.basis = whole || (home && old.size() == 0 && news.size() > 0) ? news.basis() : old.basis();
        this.today = now.atZone(TradingCalendar.ZONE).toLocalDate();
        this.lastClosed = (int) calendar.lastClosed(now).toEpochDay();
        this.finalDay = now.minus(incoming.finalAfter()).atZone(TradingCalendar.ZONE).toLocalDate();
        this.fresh = freshActions();
        this.known = union(old.actions(), fresh);
        this.actions = new Actions(known, (int) today.toEpochDay());
    }

    Judged judge() {
        int[] rows = sessionsOnly();
        slots = line(rows);
        scales();
        boolean blocked = home && !whole && moved();
        for (Slot slot : slots) {
            choose(slot, blocked);
        }
        ruling.ifPresent(this::apply);
        check();
        return outcome();
    }

    // ---- actions

    private static String key(CorporateAction action) {
        return switch (action) {
            case Split _ -> "split " + action.ex();
            case PriceFactor _ -> "factor " + action.ex();
            case CashDividend _ -> "dividend " + action.ex();
        };
    }

    private static List<CorporateAction> union(Collection<CorporateAction> before, Collection<CorporateAction> more) {
        if (more.isEmpty()) {
            return List.copyOf(before);
        }
        var all = new HashMap<String, CorporateAction>();
        before.forEach(a -> all.put(key(a), a));
        more.forEach(a -> all.put(key(a), a));
        return List.copyOf(all.values());
    }

    /** Those of the answer that are not held. Another source's fills in only what the home does not know of. */
    private List<CorporateAction> freshActions() {
        if (news.actions().isEmpty()) {
            return List.of();
        }
        var held = new HashMap<String, CorporateAction>();
        old.actions().forEach(a -> held.put(key(a), a));
        return news.actions().stream()
                .filter(a -> !a.equals(held.get(key(a))))
                .filter(a -> home || old.actions().stream().noneMatch(b -> sameEvent(a, b)))
                .toList();
    }

    private static boolean sameEvent(CorporateAction a, CorporateAction b) {
        return (a instanceof CashDividend) == (b instanceof CashDividend)
                && Math.abs(a.ex().toEpochDay() - b.ex().toEpochDay()) <= SAME_ACTION_DAYS;
    }

    // ---- the line of days

    /** Positions of the rows whose session is over; the others are counted and named. */
    private int[] sessionsOnly() {
        int[] rows = new int[news.size()];
        int n = 0;
        var wrong = new HashMap<String, List<LocalDate>>();
        for (int i = 0; i < rows.length; i++) {
            Optional<String> why = noSession(news.epochDay(i));
            if (why.isEmpty()) {
                rows[n++] = i;
            } else {
                wrong.computeIfAbsent(why.get(), _ -> new ArrayList<>()).add(news.date(i));
            }
        }
        for (PriceSeries.HeldBack row : news.heldBack()) {
            noSession((int) row.day().toEpochDay())
                    .ifPresent(why -> wrong.computeIfAbsent(why, _ -> new ArrayList<>()).add(row.day()));
        }
        wrong.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            refused += e.getValue().size();
            LocalDate first = e.getValue().getFirst();
            problems.add(new Problem(
                    Reason.QUARANTINED,
                    e.getValue().size() == 1
                            ? "the row of " + first + " (" + e.getKey() + ") from " + provider + " is refused"
                            : e.getValue().size() + " rows (" + e.getKey() + ") from " + provider + " are refused, the first of " + first,
                    symbol));
        });
        return Arrays.copyOf(rows, n);
    }

    private Optional<String> noSession(int day) {
        if (day > today.toEpochDay()) {
            return Optional.of("in the future");
        }
        if (!calendar.isSession(LocalDate.ofEpochDay(day))) {
            return Optional.of("the exchange was closed");
        }
        return day > lastClosed ? Optional.of("the session is not over") : Optional.empty();
    }

    private Slot[] line(int[] rows) {
        int[] days = new int[old.size() + rows.length + suspects.size()];
        int n = 0;
        for (int i = 0; i < old.size(); i++) {
            days[n++] = old.epochDay(i);
        }
        for (int i : rows) {
            days[n++] = news.epochDay(i);
        }
        for (Suspect suspect : suspects) {
            days[n++] = (int) suspect.session().toEpochDay();
        }
        Arrays.sort(days);
        var line = new Slot[days.length];
        int distinct = 0;
        for (int i = 0; i < days.length; i++) {
            if (i == 0 || days[i] != days[i - 1]) {
                line[distinct++] = new Slot(days[i]);
            }
        }
        line = Arrays.copyOf(line, distinct);
        int at = 0;
        for (int i = 0; i < old.size(); i++) {
            at = seek(line, at, old.epochDay(i));
            line[at].held = i;
            line[at].flags = old.flags(i);
        }
        at = 0;
        for (int i : rows) {
            at = seek(line, at, news.epochDay(i));
            line[at].row = i;
        }
        for (Suspect suspect : suspects) {
            line[seek(line, 0, (int) suspect.session().toEpochDay())].suspect = Optional.of(suspect);
        }
        return line;
    }

    private static int seek(Slot[] line, int from, int day) {
        int at = from;
        while (line[at].day != day) {
            at++;
        }
        return at;
    }

    /** For a whole history: by which factor it differs from the one held, around each day. */
    private void scales() {
        if (!whole) {
            return;
        }
        // Bars that another source lent say nothing of how the home's history has changed; a new home is compared with all.
        boolean anyOwn = Arrays.stream(slots).anyMatch(s -> s.held >= 0 && s.row >= 0 && own(s));
        int[] both = IntStream.range(0, slots.length)
                .filter(i -> slots[i].held >= 0 && slots[i].row >= 0 && (!anyOwn || own(slots[i])))
                .toArray();
        double[] ratio = Arrays.stream(both)
                .mapToDouble(i -> news.close(slots[i].row) / old.close(slots[i].held))
                .toArray();
        int b = 0;
        for (int i = 0; i < slots.length && both.length > 0; i++) {
            while (b < both.length - 1 && both[b] < i) {
                b++;
            }
            double[] near = Arrays.copyOfRange(ratio, Math.max(0, b - AROUND), Math.min(ratio.length, b + AROUND + 1));
            Arrays.sort(near);
            slots[i].scale = near[near.length / 2];
        }
    }

    // ---- has the basis moved?

    /** Compares the closes of sessions that are held and came again. True when new bars must not stand beside those held. */
    private boolean moved() {
        if (old.size() == 0 || news.size() == 0) {
            return false;
        }
        if (old.basis() != news.basis()) {
            step(
                    What.REFETCH,
                    news.date(0),
                    provider + " gives prices of another basis (" + news.basis() + ") than those held (" + old.basis() + ")");
            return true;
        }
        int common = 0;
        var differing = new ArrayList<Slot>();
        double newest = 1;
        for (Slot slot : slots) {
            if (slot.held < 0 || slot.row < 0 || !own(slot) || mayStillSettle(slot)) {
                continue;
            }
            common++;
            newest = ratio(slot);
            if (Math.abs(newest - 1) > MOVED) {
                differing.add(slot);
            }
        }
        if (differing.isEmpty()) {
            return false;
        }
        double[] ratios = differing.stream().mapToDouble(this::ratio).sorted().toArray();
        double median = ratios[ratios.length / 2];
        boolean one = differing.size() == common
                && Math.abs(ratios[0] / median - 1) <= ONE_FACTOR
                && Math.abs(ratios[ratios.length - 1] / median - 1) <= ONE_FACTOR;
        boolean adjusted = basis != Basis.RAW;
        if (incoming.look() == Look.AGAIN && !(one && adjusted)) {
            return false;
        }
        LocalDate first = differing.getFirst().date();
        step(
                What.REFETCH,
                first,
                one && adjusted
                        ? "closes that " + provider + " gives now differ from those held by one factor, " + BarCheck.plain(median)
                                + ": its adjustment has moved"
                        : differing.size() + " of " + common + " closes that " + provider + " gives again differ from those held, the first of "
                                + first + ": " + BarCheck.plain(news.close(differing.getFirst().row)) + ", held "
                                + BarCheck.plain(old.close(differing.getFirst().held)));
        return adjusted && Math.abs(newest - 1) > MOVED;
    }

    private double ratio(Slot slot) {
        return news.close(slot.row) / old.close(slot.held);
    }

    private boolean own(Slot slot) {
        return old.origin(slot.held).provider().equals(provider);
    }

    /** A provisional bar may change without a move of the basis: before the next session opens no ex-date can have come. */
    private boolean mayStillSettle(Slot slot) {
        return BarFlag.PROVISIONAL.in(old.flags(slot.held))
                && (basis == Basis.RAW
                        || calendar.session(calendar.next(slot.date())).filter(s -> !s.open().isAfter(now)).isEmpty());
    }

    // ---- whose bar stands on a day

    private void choose(Slot slot, boolean blocked) {
        if (slot.held >= 0) {
            slot.take = Take.HELD;
        } else if (slot.open() && !whole && !(jumped(slot) && nothingBefore(slot))) {
            slot.take = Take.SUSPECT;
        }
        if (whole) {
            chooseWhole(slot);
        } else if (slot.row < 0 || blocked) {
            if (slot.row >= 0 && slot.held >= 0) {
                same++;
            }
        } else if (slot.held >= 0) {
            chooseBesideHeld(slot);
        } else if (slot.open()) {
            chooseBesideSuspect(slot);
        } else {
            chooseNew(slot);
        }
    }

    private static boolean jumped(Slot slot) {
        return slot.suspect.map(Suspect::rule).filter(Rule.JUMP.name()::equals).isPresent();
    }

    /** Whether no bar that is held could be compared with it: then a jump stays what it was found to be. */
    private boolean nothingBefore(Slot slot) {
        return old.size() == 0 || old.epochDay(0) >= slot.day;
    }

    private void chooseWhole(Slot slot) {
        boolean lent = slot.held >= 0 && !own(slot) && standsIn(slot, old.basis());
        if (slot.row < 0) {
            // A bar that another source lent, or that the new history lacks, stays where it means the same.
            if (slot.held >= 0 && !(standsIn(slot, old.basis()) && Math.abs(slot.scale - 1) <= ONE_FACTOR)) {
                slot.take = Take.NOTHING;
                lost++;
            }
            return;
        }
        if (repeats(slot)) {
            switch (slot.suspect.orElseThrow().state()) {
                case REFUSED, REPLACED -> slot.take = lent ? Take.HELD : Take.NOTHING;
                case ACCEPTED -> take(slot, true);
                case BREAK -> take(slot, false);
                case OPEN -> throw new IllegalStateException();
            }
            return;
        }
        take(slot, false);
    }

    private void take(Slot slot, boolean forced) {
        slot.take = Take.NEW;
        slot.forced = forced;
        slot.flags = provisional(slot.day) ? BarFlag.bits(EnumSet.of(BarFlag.PROVISIONAL)) : 0;
    }

    private void chooseBesideHeld(Slot slot) {
        boolean settles = BarFlag.PROVISIONAL.in(slot.flags) && !provisional(slot.day);
        if (own(slot)) {
            boolean open = BarFlag.PROVISIONAL.in(slot.flags) || incoming.look() == Look.AGAIN;
            if (settles || (open && differs(slot))) {
                take(slot, false);
            } else {
                same++;
            }
        } else if (home) {
            boolean known = repeats(slot);
            if (!known && (settles || differs(slot))) {
                boolean far = !near(news.close(slot.row), old.close(slot.held));
                take(slot, false);
                if (far) {
                    slot.flag(BarFlag.DISPUTED);
                }
            } else {
                same++;
            }
        } else {
            same++;
            if (BarFlag.UNCONFIRMED.in(slot.flags)) {
                confirm(slot);
            }
        }
    }

    /** Another source on a jump that nobody has confirmed. */
    private void confirm(Slot slot) {
        OptionalDouble here = growth(slot, old.close(slot.held));
        OptionalDouble there = growthThere(slot);
        boolean comparable = here.isPresent() && there.isPresent();
        boolean sameMove = comparable && near(here.getAsDouble(), there.getAsDouble());
        boolean agrees;
        if (standsIn(slot, news.basis())) {
            agrees = near(news.close(slot.row), old.close(slot.held));
            if (agrees && comparable && !sameMove) {
                missingAction(slot, "there " + provider + " has the same price, without a jump before it");
                return;
            }
        } else if (comparable) {
            agrees = sameMove;
        } else {
            return;
        }
        slot.unflag(BarFlag.UNCONFIRMED);
        if (!agrees) {
            slot.flag(BarFlag.DISPUTED);
        }
    }

    private void chooseBesideSuspect(Slot slot) {
        Suspect suspect = slot.suspect.orElseThrow();
        if (suspect.origin().provider().equals(provider)) {
            if (!sameAs(slot, suspect)) {
                take(slot, false);
            }
            return;
        }
        if (home) {
            boolean agrees = near(news.close(slot.row), suspect.close())
                    && suspect.rule().equals(Rule.JUMP.name())
                    && standsIn(slot, news.basis())
                    && !splitLike(slot, news.close(slot.row));
            take(slot, agrees);
            return;
        }
        settle(slot, suspect);
    }

    /**
     * A second source on a suspect of the home.
     *
     * <p>That both have the same price proves no jump: after a split that nobody applied every honest source has the new price. So a jump
     * that looks like a split is believed only to a source whose adjusted history jumps too.
     */
    private void settle(Slot slot, Suspect suspect) {
        boolean comparable = standsIn(slot, news.basis());
        boolean agrees = comparable && near(news.close(slot.row), suspect.close());
        Rule rule = rule(suspect);
        switch (rule) {
            case JUMP -> {
                OptionalDouble here = growth(slot, suspect.close());
                OptionalDouble there = growthThere(slot);
                boolean bothMoves = here.isPresent() && there.isPresent() && news.basis() != Basis.RAW;
                boolean sameMove = bothMoves && near(here.getAsDouble(), there.getAsDouble());
                if (sameMove) {
                    accept(slot);
                } else if (agrees && bothMoves) {
                    missingAction(slot, provider + " has the same price that day and no jump before it");
                } else if (agrees && splitLike(slot, suspect.close())) {
                    missingAction(slot, provider + " has the same price, as it would after a split");
                } else if (agrees) {
                    accept(slot);
                } else if (comparable) {
                    replace(slot, true);
                }
            }
            case RANGE -> {
                if (agrees) {
                    accept(slot);
                } else if (comparable) {
                    replace(slot, true);
                }
            }
            case COPY -> {
                if (agrees && !differs(slot, suspect)) {
                    accept(slot);
                } else if (comparable) {
                    replace(slot, !agrees);
                }
            }
            case ROW, NO_RANGE, NO_TRADE, BREAK -> {
                if (comparable) {
                    replace(slot, false);
                }
            }
        }
        if (!comparable && !slot.forced) {
            notOfThisBasis++;
        }
    }

    private void accept(Slot slot) {
        slot.forced = true;
        slot.flags = flagsThen(slot.suspect.orElseThrow());
        slot.decision = Optional.of(new Suspect.Decision(provider, now));
    }

    private void replace(Slot slot, boolean disputed) {
        take(slot, false);
        slot.replaces = true;
        if (disputed) {
            slot.flag(BarFlag.DISPUTED);
        }
    }

    private void missingAction(Slot slot, String why) {
        step(What.ASK_ACTIONS, slot.date(), "the price jumps on " + slot.date() + " and an action may be missing: " + why);
    }

    private void chooseNew(Slot slot) {
        if (repeats(slot)) {
            switch (slot.suspect.orElseThrow().state()) {
                case REFUSED, REPLACED -> same++;
                case ACCEPTED -> take(slot, true);
                case BREAK -> take(slot, false);
                case OPEN -> throw new IllegalStateException();
            }
        } else if (home || standsIn(slot, news.basis())) {
            take(slot, false);
        } else {
            notOfThisBasis++;
        }
    }

    private void apply(Ruling word) {
        for (Slot slot : slots) {
            if (slot.open() && slot.date().equals(word.session())) {
                slot.decision = Optional.of(word.decision());
                if (word.accept()) {
                    slot.forced = true;
                    slot.flags = flagsThen(slot.suspect.orElseThrow());
                } else {
                    slot.take = Take.NOTHING;
                }
            }
        }
    }

    /** Whether the row is one that was decided on before. */
    private boolean repeats(Slot slot) {
        return slot.suspect.isPresent() && !slot.open() && sameAs(slot, slot.suspect.get());
    }

    private boolean sameAs(Slot slot, Suspect suspect) {
        boolean scaled = Math.abs(slot.scale - 1) > SAME;
        double most = scaled ? ONE_FACTOR : NOISE;
        return alike(news.open(slot.row), suspect.open() * slot.scale, most)
                && alike(news.high(slot.row), suspect.high() * slot.scale, most)
                && alike(news.low(slot.row), suspect.low() * slot.scale, most)
                && alike(news.close(slot.row), suspect.close() * slot.scale, most)
                && (scaled || alike(news.volume(slot.row), suspect.volume(), most));
    }

    private boolean differs(Slot slot) {
        return !alike(news.close(slot.row), old.close(slot.held), SAME)
                || !alike(news.open(slot.row), old.open(slot.held), SAME)
                || !alike(news.high(slot.row), old.high(slot.held), SAME)
                || !alike(news.low(slot.row), old.low(slot.held), SAME);
    }

    private boolean differs(Slot slot, Suspect suspect) {
        return !alike(news.close(slot.row), suspect.close(), SAME)
                || !alike(news.open(slot.row), suspect.open(), SAME)
                || !alike(news.high(slot.row), suspect.high(), SAME)
                || !alike(news.low(slot.row), suspect.low(), SAME);
    }

    private static boolean alike(double a, double b, double most) {
        return (Double.isNaN(a) && Double.isNaN(b)) || a == b || Math.abs(a / b - 1) <= most;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a / b - 1) <= AGREE;
    }

    private static Rule rule(Suspect suspect) {
        for (Rule rule : Rule.values()) {
            if (rule.name().equals(suspect.rule())) {
                return rule;
            }
        }
        return Rule.ROW;
    }

    private boolean standsIn(Slot slot, Basis other) {
        return SeriesSwap.mayStandIn(basis, other, known, slot.date(), today);
    }

    private boolean splitLike(Slot slot, double close) {
        OptionalDouble growth = growth(slot, close);
        return growth.isEmpty() || !JumpRule.splitLike(growth.getAsDouble()).isEmpty();
    }

    /** What the price did since the last bar held. */
    private OptionalDouble growth(Slot slot, double close) {
        return before(slot)
                .map(k -> OptionalDouble.of(actions.growth(basis, k.day, old.close(k.held), slot.day, close)))
                .orElse(OptionalDouble.empty());
    }

    /** The same move in the answer's own series; empty when it lacks the session before. */
    private OptionalDouble growthThere(Slot slot) {
        return before(slot)
                .filter(k -> k.row >= 0)
                .map(k -> OptionalDouble.of(
                        actions.growth(news.basis(), k.day, news.close(k.row), slot.day, news.close(slot.row))))
                .orElse(OptionalDouble.empty());
    }

    private Optional<Slot> before(Slot slot) {
        Optional<Slot> last = Optional.empty();
        for (Slot one : slots) {
            if (one.day >= slot.day) {
                break;
            }
            if (one.held >= 0 && !BarFlag.NO_TRADE.in(one.flags)) {
                last = Optional.of(one);
            }
        }
        return last;
    }

    private boolean provisional(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return !date.isBefore(finalDay) && provisionalAt(date, now);
    }

    private boolean provisionalAt(LocalDate date, Instant at) {
        return calendar.session(date)
                .filter(s -> s.close().plus(incoming.finalAfter()).isAfter(at))
                .isPresent();
    }

    private byte flagsThen(Suspect suspect) {
        return provisionalAt(suspect.session(), suspect.origin().fetchedAt())
                ? BarFlag.bits(EnumSet.of(BarFlag.PROVISIONAL))
                : 0;
    }

    // ---- the rules

    private void check() {
        Bars bars = place();
        int traded = slots.length;
        for (int i = slots.length - 1; i >= 0; i--) {
            if (bars.volume[i] > 0 || (slots[i].take == Take.HELD && BarFlag.NO_TRADE.in(slots[i].flags))) {
                traded = i;
            }
        }
        for (Fault fault : BarCheck.eachBar(bars, i -> judged(slots[i]), traded)) {
            Slot slot = slots[fault.at()];
            slot.fault = Optional.of(fault);
            switch (fault.rule()) {
                case COPY -> bars.drop(fault.at());
                case NO_RANGE -> slot.flag(BarFlag.NO_RANGE);
                case NO_TRADE -> slot.flag(BarFlag.NO_TRADE);
                case RANGE, JUMP, BREAK, ROW -> {}
            }
        }
        int broken = -1;
        for (int i = 0; i < slots.length; i++) {
            Slot slot = slots[i];
            if (slot.take == Take.NOTHING || (slot.take == Take.HELD && BarFlag.NO_TRADE.in(slot.flags))) {
                bars.drop(i);
            } else if (slot.take == Take.HELD) {
                if (BarFlag.NO_RANGE.in(slot.flags)) {
                    bars.dropRange(i);
                }
                if (BarFlag.BREAK.in(slot.flags)) {
                    broken = i;
                }
            } else if (slot.forced && BarCheck.range(bars.open[i], bars.high[i], bars.low[i], bars.close[i]).isPresent()) {
                slot.flag(BarFlag.NO_RANGE);
                bars.dropRange(i);
            } else if (slot.fault.isEmpty() && BarCheck.rounded(bars.open[i], bars.high[i], bars.low[i], bars.close[i])) {
                slot.flag(BarFlag.ROUNDED);
            }
        }
        double[] closes = bars.close.clone();
        JumpRule.Walk walk = new JumpRule(
                        bars,
                        new JumpRule.Given(
                                i -> slots[i].take == Take.HELD || slots[i].forced,
                                i -> BarFlag.UNCONFIRMED.in(slots[i].flags),
                                i -> BarFlag.BREAK.in(slots[i].flags),
                                i -> slots[i].take == Take.SUSPECT && jumped(slots[i])),
                        incoming.actionsAsked())
                .walk();
        for (Fault fault : walk.faults()) {
            slots[fault.at()].fault = Optional.of(fault);
            if (fault.rule() == Rule.BREAK) {
                slots[fault.at()].flag(BarFlag.BREAK);
            }
        }
        walk.loud().stream().forEach(i -> slots[i].flag(BarFlag.UNCONFIRMED));
        if (!walk.stayed().isEmpty()) {
            Slot slot = slots[walk.stayed().nextSetBit(0)];
            step(
                    What.ASK_ACTIONS,
                    slot.date(),
                    "the price has stayed at the level of " + slot.date() + " for three closes and no known action explains it");
        }
        if (broken > 0) {
            cameBack(broken, walk, closes);
        }
    }

    /** A level that was taken for a break and is gone again was a fault: the series as a whole shows which bars. */
    private void cameBack(int broken, JumpRule.Walk walk, double[] closes) {
        Optional<Slot> last = before(slots[broken]);
        if (last.isEmpty()) {
            return;
        }
        for (int i = broken + 1; i < slots.length && i <= broken + JumpRule.FAULT_MAX; i++) {
            int at = i;
            boolean jumped = walk.loud().get(i) || walk.faults().stream().anyMatch(f -> f.at() == at && f.rule() == Rule.JUMP);
            double growth = actions.growth(basis, last.get().day, old.close(last.get().held), slots[i].day, closes[i]);
            if (jumped && !JumpRule.beyond(old.instrument().kind(), growth)) {
                step(
                        What.REFETCH,
                        slots[broken].date(),
                        "the price is back where it was before the unexplained jump of " + slots[broken].date());
                return;
            }
        }
    }

    private static boolean judged(Slot slot) {
        return !slot.forced && (slot.take == Take.NEW || slot.take == Take.SUSPECT);
    }

    /** All rows as they came, those too that are only looked back at. */
    private Bars place() {
        int[] days = new int[slots.length];
        for (int i = 0; i < days.length; i++) {
            days[i] = slots[i].day;
        }
        var bars = new Bars(old.instrument(), basis, days, actions);
        for (int i = 0; i < slots.length; i++) {
            Slot slot = slots[i];
            switch (slot.take) {
                case HELD -> put(bars, i, old, slot.held);
                case NEW -> put(bars, i, news, slot.row);
                case SUSPECT -> put(bars, i, slot.suspect.orElseThrow());
                case NOTHING -> {
                    if (slot.row >= 0 && home) {
                        put(bars, i, news, slot.row);
                    } else if (slot.suspect.isPresent() && !whole) {
                        put(bars, i, slot.suspect.get());
                    }
                }
            }
        }
        return bars;
    }

    private static void put(Bars bars, int at, PriceSeries from, int i) {
        bars.open[at] = from.open(i);
        bars.high[at] = from.high(i);
        bars.low[at] = from.low(i);
        bars.close[at] = from.close(i);
        bars.volume[at] = from.volume(i);
    }

    private static void put(Bars bars, int at, Suspect suspect) {
        bars.open[at] = suspect.open();
        bars.high[at] = suspect.high();
        bars.low[at] = suspect.low();
        bars.close[at] = suspect.close();
        bars.volume[at] = suspect.volume();
    }

    // ---- the outcome

    private final List<Suspect> settledOrNew = new ArrayList<>();
    private final List<PriceChange> changes = new ArrayList<>();
    private int held;
    private int lastAccepted = Integer.MIN_VALUE;
    private boolean afterBreak;

    private Judged outcome() {
        var out = new BarColumns(whole ? slots.length : news.size() + suspects.size() + flagged());
        for (Slot slot : slots) {
            switch (slot.take) {
                case NOTHING -> refuseByOwner(slot);
                case HELD -> {
                    if (whole || slot.flags != old.flags(slot.held)) {
                        out.add(old, slot.held, slot.flags);
                    }
                    askAbout(slot);
                    accepted(slot);
                }
                case SUSPECT -> suspectAgain(slot, out);
                case NEW -> newBar(slot, out);
            }
        }
        heldBackRows();
        if (notOfThisBasis > 0) {
            problems.add(new Problem(
                    Reason.NOTICE,
                    notOfThisBasis + " bars of " + provider + " cannot stand beside those of " + homeId
                            + ", for they lie before an action that the two may count differently",
                    symbol));
        }
        if (lost > 0) {
            problems.add(new Problem(
                    Reason.NOTICE,
                    lost + " bars of days that the whole history from " + provider + " lacks go, for their prices are of another basis",
                    symbol));
        }
        if (held > NAMED) {
            problems.add(new Problem(Reason.QUARANTINED, (held - NAMED) + " more bars are held back", symbol));
        }
        PriceSeries bars = out.series(old.instrument(), basis, news.origin(), known, List.of());
        return new Judged(bars, whole && bars.size() > 0, settledOrNew, fresh, changes, same, refused, problems, steps);
    }

    /** Held bars that another source confirmed or disputed. */
    private int flagged() {
        int n = 0;
        for (Slot slot : slots) {
            n += slot.take == Take.HELD && slot.flags != old.flags(slot.held) ? 1 : 0;
        }
        return n;
    }

    private void accepted(Slot slot) {
        if (!BarFlag.NO_TRADE.in(slot.flags)) {
            lastAccepted = slot.day;
        }
    }

    private void refuseByOwner(Slot slot) {
        if (slot.open() && slot.decision.isPresent()) {
            settledOrNew.add(slot.suspect.orElseThrow().settled(Suspect.State.REFUSED, slot.decision.get()));
        } else if (slot.open()) {
            askAbout(slot);
        }
    }

    private void suspectAgain(Slot slot, BarColumns out) {
        Suspect suspect = slot.suspect.orElseThrow();
        if (!(suspect.close() > 0) || Double.isInfinite(suspect.close()) || slot.heldBack()) {
            askAbout(slot);
            return;
        }
        if (!slot.forced) {
            slot.flags |= flagsThen(suspect);
        }
        out.add(
                slot.day,
                suspect.open(),
                suspect.high(),
                suspect.low(),
                suspect.close(),
                suspect.volume(),
                slot.flags,
                suspect.origin());
        explained(slot, suspect);
        askAbout(slot);
        accepted(slot);
    }

    /** The suspect's own bar is used after all. */
    private void explained(Slot slot, Suspect suspect) {
        boolean breaks = BarFlag.BREAK.in(slot.flags);
        afterBreak |= breaks;
        if (breaks) {
            breakProblem(slot);
        }
        boolean byBreak = afterBreak && slot.decision.isEmpty();
        settledOrNew.add(suspect.settled(
                byBreak ? Suspect.State.BREAK : Suspect.State.ACCEPTED,
                slot.decision.orElseGet(() -> new Suspect.Decision(byBreak ? THREE_CLOSES : explanation(slot), now))));
    }

    private String explanation(Slot slot) {
        return actions.all().stream()
                .filter(a -> a.ex().toEpochDay() > lastAccepted && a.ex().toEpochDay() <= slot.day)
                .findFirst()
                .map(a -> switch (a) {
                    case Split _ -> "split of " + a.ex();
                    case PriceFactor _ -> "spin-off of " + a.ex();
                    case CashDividend _ -> "dividend of " + a.ex();
                })
                .orElse("the closes before it");
    }

    private void breakProblem(Slot slot) {
        problems.add(new Problem(
                Reason.QUARANTINED,
                slot.fault.map(Fault::why).orElse("a jump") + " and the price stayed there; no return spans it. Add the split if there was one",
                symbol + " " + slot.date()));
    }

    private void newBar(Slot slot, BarColumns out) {
        if (slot.heldBack()) {
            newSuspect(slot);
            return;
        }
        int row = slot.row;
        if (slot.held >= 0) {
            carryMarks(slot);
            change(slot);
        }
        out.add(news, row, slot.flags);
        if (slot.open()) {
            Suspect suspect = slot.suspect.orElseThrow();
            boolean sameSource = suspect.origin().provider().equals(provider);
            if (!slot.replaces && (sameSource ? sameAs(slot, suspect) : near(news.close(row), suspect.close()))) {
                if (!sameSource) {
                    slot.decision = Optional.of(new Suspect.Decision(provider, now));
                }
                explained(slot, suspect);
            } else {
                settledOrNew.add(suspect.settled(Suspect.State.REPLACED, new Suspect.Decision(provider, now)));
            }
        } else if (BarFlag.BREAK.in(slot.flags)) {
            breakProblem(slot);
            if (slot.suspect.isEmpty() || slot.suspect.get().state() != Suspect.State.BREAK) {
                settledOrNew.add(asSuspect(slot).settled(Suspect.State.BREAK, new Suspect.Decision(THREE_CLOSES, now)));
            }
        }
        afterBreak |= BarFlag.BREAK.in(slot.flags);
        askAbout(slot);
        accepted(slot);
    }

    /** What a second source said of a jump holds for a bar that is the same but for a little. */
    private void carryMarks(Slot slot) {
        byte before = old.flags(slot.held);
        if (near(news.close(slot.row), old.close(slot.held) * slot.scale)) {
            slot.unflag(BarFlag.UNCONFIRMED);
            if (BarFlag.UNCONFIRMED.in(before) && !BarFlag.BREAK.in(slot.flags)) {
                slot.flag(BarFlag.UNCONFIRMED);
            }
            if (BarFlag.DISPUTED.in(before)) {
                slot.flag(BarFlag.DISPUTED);
            }
        }
    }

    private void change(Slot slot) {
        double before = old.close(slot.held);
        double after = news.close(slot.row);
        double most = Math.abs(slot.scale - 1) > SAME ? ONE_FACTOR : SAME;
        if (alike(after, before * slot.scale, most)) {
            return;
        }
        String why = whole
                ? "whole history fetched again"
                : !own(slot) ? "the home's own bar" : incoming.look() == Look.AGAIN ? "asked for again" : "second look";
        changes.add(new PriceChange(symbol, slot.date(), before, after, provider, why, now));
    }

    private void newSuspect(Slot slot) {
        Fault fault = slot.fault.orElseThrow();
        if (slot.held >= 0 && !whole) {
            problems.add(new Problem(
                    Reason.QUARANTINED,
                    "what " + provider + " gives now looks wrong (" + fault.why() + "); the bar held stays",
                    symbol + " " + slot.date()));
            askAbout(slot);
            accepted(slot);
            return;
        }
        if (slot.open() && !slot.suspect.orElseThrow().origin().provider().equals(provider)) {
            askAbout(slot);
            return;
        }
        if (!(slot.open() && sameAs(slot, slot.suspect.orElseThrow()) && Math.abs(slot.scale - 1) <= SAME)) {
            suspect(asSuspect(slot));
        }
        step(What.ASK_SECOND_SOURCE, slot.date(), fault.why());
    }

    private Suspect asSuspect(Slot slot) {
        Fault fault = slot.fault.orElseThrow();
        int row = slot.row;
        return new Suspect(
                symbol,
                slot.date(),
                news.open(row),
                news.high(row),
                news.low(row),
                news.close(row),
                news.volume(row),
                news.origin(row),
                fault.rule().name(),
                fault.why(),
                Suspect.State.OPEN,
                Optional.empty());
    }

    private void suspect(Suspect one) {
        settledOrNew.add(one);
        if (held++ < NAMED) {
            problems.add(new Problem(Reason.QUARANTINED, one.sentence() + "; the bar is held back", symbol + " " + one.session()));
        }
    }

    /** Rows that the source's reader could not make a bar of. */
    private void heldBackRows() {
        for (PriceSeries.HeldBack row : news.heldBack()) {
            int day = (int) row.day().toEpochDay();
            if (noSession(day).isPresent()) {
                continue;
            }
            boolean taken = !home
                    || Arrays.stream(slots).anyMatch(s -> s.day == day && (s.held >= 0 || s.row >= 0 || s.suspect.isPresent()));
            if (taken) {
                continue;
            }
            suspect(new Suspect(
                    symbol,
                    row.day(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    news.origin(),
                    Rule.ROW.name(),
                    row.why(),
                    Suspect.State.OPEN,
                    Optional.empty()));
            step(What.ASK_SECOND_SOURCE, row.day(), row.why());
        }
    }

    private void askAbout(Slot slot) {
        boolean heldBack = slot.open() && (slot.take == Take.NOTHING || slot.heldBack() || !(slot.suspect.orElseThrow().close() > 0));
        if (heldBack && slot.held < 0) {
            step(What.ASK_SECOND_SOURCE, slot.date(), slot.suspect.orElseThrow().sentence());
        } else if (BarFlag.UNCONFIRMED.in(slot.flags) && slot.take != Take.NOTHING && !slot.heldBack()) {
            step(What.ASK_SECOND_SOURCE, slot.date(), "a jump that no second source has confirmed");
        }
    }

    private void step(What what, LocalDate session, String sentence) {
        steps.add(new NextStep(what, session, sentence));
    }
}
