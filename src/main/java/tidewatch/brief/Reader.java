package tidewatch.brief;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.SameBet;
import tidewatch.evidence.Weighed;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;

/**
 * For whom a brief is written: anyone, or one chat with its copy. For a chat it says what changed since the last brief that reached it; a chat
 * without one is told the facts as they are, and nothing is "changed". Immutable.
 */
final class Reader {
    /** Nobody in particular: the facts as they are. */
    static final Reader ANYONE = new Reader(Optional.empty(), Optional.empty(), Optional.empty());

    /** A day that comes into sight as the days go by is no news; these days of the calendar are within five sessions of any morning. */
    private static final int IN_SIGHT_DAYS = 6;

    private final Optional<Copy> copy;
    private final Optional<Brief> frozen;
    private final Optional<Brief> base;

    private Reader(Optional<Copy> copy, Optional<Brief> frozen, Optional<Brief> base) {
        this.copy = copy;
        this.frozen = frozen;
        this.base = base;
    }

    /** The reader of a copy of these facts. A base that knows later prices than they is none. */
    static Reader of(Brief facts, Copy copy) {
        return new Reader(
                Optional.of(copy), Optional.of(facts), copy.base().filter(base -> !base.session().isAfter(facts.session())));
    }

    Optional<Copy> copy() {
        return copy;
    }

    /** True for a chat that has had a brief: only then can something have changed. */
    boolean knows() {
        return base.isPresent();
    }

    /** {@code your last brief}, or {@code your brief of Mon 5 Jan} where sessions lie between; empty without a base. */
    String lastBrief() {
        if (frozen.isEmpty() || base.isEmpty() || copy.isEmpty()) {
            return "";
        }
        var last = base.get();
        boolean daily = !last.session().isBefore(frozen.get().days().before());
        var day = last.at().withZoneSameInstant(copy.get().at().getZone()).toLocalDate();
        return daily ? "your last brief" : "your brief of " + Wording.day(day);
    }

    /** Whether the brief of the session before reached this reader; nobody in particular has all of them. */
    boolean hadTheLast(Brief facts) {
        return copy.isEmpty() || base.filter(last -> last.session().equals(facts.days().before())).isPresent();
    }

    /** True when the last brief had the same prices: what they alone say has been said. */
    boolean knowsThePrices(Brief facts) {
        return base.filter(last -> last.session().equals(facts.session())).isPresent();
    }

    /** Its facts as this reader is told them: theses, notes and the call against the base, moments in the reader's zone. */
    Brief told(Brief facts, ZonedDateTime at) {
        var theses = ThesesSection.sorted(facts.theses().lines().stream().map(this::told).toList(), facts.theses().bets());
        var checks = base.isEmpty() ? facts.noteCheck() : unseen(facts.noteCheck());
        return new Brief(
                facts.id(),
                at,
                facts.session(),
                facts.sample(),
                facts.coverage(),
                TopCallSection.facts(facts.coverage(), theses, checks, facts.rotation(), this),
                facts.tape(),
                facts.rotation(),
                facts.flows(),
                theses,
                facts.movers(),
                facts.scenarios(),
                facts.ahead().in(at.getZone()),
                checks,
                facts.footer(),
                facts.days(),
                facts.sectorWeek(),
                facts.stale(),
                facts.scorecard(),
                facts.figures());
    }

    private ThesesSection.Line told(ThesesSection.Line line) {
        if (base.isEmpty()) {
            return line.told(line.changedFrom());
        }
        return line.told(before(line, base).map(ThesesSection.Line::steady).filter(status -> status != line.steady()));
    }

    private static Optional<ThesesSection.Line> before(ThesesSection.Line line, Optional<Brief> in) {
        return in.stream()
                .flatMap(brief -> brief.theses().lines().stream())
                .filter(one -> one.name().equals(line.name()) && one.note().equals(line.note()))
                .findFirst();
    }

    /** The status at this close where it is another than the one that held; it is told once it holds for two closes. */
    Optional<Weighed.Status> atThisClose(ThesesSection.Line told) {
        return before(told, frozen).map(ThesesSection.Line::status).filter(status -> status != told.status());
    }

    /** A thesis that the last brief did not have. */
    boolean isNew(ThesesSection.Line line) {
        return knows() && before(line, base).isEmpty();
    }

    /** Theses that the last brief did not call one trade; a reader without one is told. */
    boolean isNew(SameBet bet) {
        return base.stream().flatMap(last -> last.theses().bets().stream()).noneMatch(one -> Set.copyOf(one.theses()).equals(Set.copyOf(bet.theses())));
    }

    /** A row of the rotation list that the last brief did not name on this side. */
    boolean isNew(RotationSection.Row row) {
        return base.filter(last -> !last.coverage().lacks(last.rotation().benchmark()))
                .filter(last -> last.rotation().rows().stream().noneMatch(one -> same(one, row)))
                .isPresent();
    }

    /** Rows that the last brief named on this side and this one does not, though it could: their prices are here. */
    List<RotationSection.Row> gone(Brief facts, Direction side) {
        return gone(facts.coverage(), facts.rotation()).filter(row -> row.side() == side).toList();
    }

    private Stream<RotationSection.Row> gone(CoverageSection.Facts coverage, RotationSection.Facts rotation) {
        return base.filter(_ -> !coverage.lacks(rotation.benchmark())).stream()
                .flatMap(last -> last.rotation().rows().stream())
                .filter(row -> !coverage.lacks(row.id()) && rotation.rows().stream().noneMatch(one -> same(one, row)));
    }

    private static boolean same(RotationSection.Row one, RotationSection.Row other) {
        return one.side() == other.side() && one.id().equals(other.id());
    }

    /** True when the rotation list names what it did not name, or no longer what it did. */
    boolean rotated(CoverageSection.Facts coverage, RotationSection.Facts rotation) {
        return rotation.rows().stream().anyMatch(this::isNew) || gone(coverage, rotation).findAny().isPresent();
    }

    /** A driver's state before, where it is another now; drivers of another note have none. */
    Optional<Claim.Driver.State> was(ScenarioSection.DriverLine driver, Brief facts) {
        return sameNote(facts).stream()
                .flatMap(last -> last.scenarios().drivers().stream())
                .filter(one -> one.name().equals(driver.name()))
                .findFirst()
                .map(ScenarioSection.DriverLine::state)
                .filter(state -> state != driver.state());
    }

    /** A scenario's answer before, where it is another now. */
    Optional<ClockReading.Answer> was(ScenarioSection.ScenarioLine scenario, Brief facts) {
        return sameNote(facts).stream()
                .flatMap(last -> last.scenarios().scenarios().stream())
                .filter(one -> one.label().equals(scenario.label()) && one.window().equals(scenario.window()))
                .findFirst()
                .map(ScenarioSection.ScenarioLine::answer)
                .filter(answer -> answer != scenario.answer());
    }

    /** The base, when its drivers and scenarios are of the same note. */
    Optional<Brief> sameNote(Brief facts) {
        return base.filter(last -> last.scenarios().note().equals(facts.scenarios().note()));
    }

    /** A name of a flow that agreed with the note and now does not, or the other way round. */
    boolean turned(FlowSection.Row row, Brief facts) {
        return base.stream()
                .filter(last -> last.flows().note().equals(facts.flows().note()) && last.flows().sinceNote() == facts.flows().sinceNote())
                .flatMap(last -> last.flows().rows().stream())
                .anyMatch(one -> one.name().equals(row.name()) && one.direction() == row.direction() && one.agrees() != row.agrees());
    }

    /** A dated thing that could have been in the last brief and was not: somebody wrote it down, or announced it, since. */
    boolean isNew(AheadSection.Item item) {
        if (base.isEmpty() || copy.isEmpty()) {
            return false;
        }
        var last = base.get();
        boolean inSight = !item.slug().isEmpty() || !item.begins().isAfter(last.date().plusDays(IN_SIGHT_DAYS));
        return inSight && last.ahead().in(copy.get().at().getZone()).all().noneMatch(one -> one.same(item));
    }

    /** A question whose window has ended since. */
    boolean endedSince(AheadSection.Item item) {
        return base.isEmpty() || !item.ends().isBefore(base.get().date());
    }

    /** Figures that the last brief did not check, or not with this verdict. */
    private NoteCheckSection.Facts unseen(NoteCheckSection.Facts checks) {
        var last = base.orElseThrow();
        var since = last.session();
        var notes = new ArrayList<>(checks.notes());
        checks.earlier().stream().filter(note -> note.date().filter(day -> !day.isBefore(since)).isPresent()).forEach(notes::add);
        return new NoteCheckSection.Facts(notes.stream()
                .map(note -> new NoteCheckSection.NoteResult(
                        note.path(),
                        note.title(),
                        note.date(),
                        note.lines().stream().filter(line -> !seen(line, note, last)).toList()))
                .filter(note -> !note.lines().isEmpty())
                .toList());
    }

    private static boolean seen(NoteCheckSection.Line line, NoteCheckSection.NoteResult note, Brief last) {
        return known(note, last).anyMatch(one -> one.entity().equals(line.entity())
                && one.written().equals(line.written())
                && one.stated() == line.stated()
                && one.verdict().equals(line.verdict()));
    }

    private static Stream<NoteCheckSection.Line> known(NoteCheckSection.NoteResult note, Brief last) {
        return last.noteCheck().notes().stream()
                .filter(one -> one.path().equals(note.path()))
                .flatMap(one -> one.lines().stream());
    }

    /** True for a note of which the last brief told some figures: what is told now is the rest. */
    boolean toldPartOf(NoteCheckSection.NoteResult note) {
        return knows()
                && frozen.stream()
                        .flatMap(facts -> Stream.concat(facts.noteCheck().notes().stream(), facts.noteCheck().earlier().stream()))
                        .anyMatch(whole -> whole.path().equals(note.path()) && whole.lines().size() > note.lines().size());
    }

    /** True when nothing but prices is another than in the last brief. */
    boolean nothingNew(Brief facts) {
        return facts.theses().changed().isEmpty()
                && facts.theses().lines().stream().noneMatch(this::isNew)
                && !rotated(facts.coverage(), facts.rotation())
                && facts.noteCheck().notes().isEmpty()
                && !scenariosChanged(facts)
                && facts.ahead().soon().stream().noneMatch(this::isNew);
    }

    boolean scenariosChanged(Brief facts) {
        return knows()
                && (sameNote(facts).isEmpty()
                        ? !facts.scenarios().note().isEmpty()
                        : facts.scenarios().drivers().stream().anyMatch(driver -> was(driver, facts).isPresent())
                                || facts.scenarios().scenarios().stream().anyMatch(scenario -> was(scenario, facts).isPresent()));
    }
}
