package tidewatch.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.evidence.RecordedClaim.Author;
import tidewatch.market.PricePanel;
import tidewatch.notes.Vault;
import tidewatch.rotation.RotationList;

/**
 * What is to be written into the {@link Ledger} at the close of a session: claims that have begun, and outcomes of those whose horizon is
 * there (rotation design, section 14). Pure.
 */
public final class Bookkeeping {
    /** A row that enters the list is a claim over a month and one over a quarter. */
    public static final List<Integer> CALLED_FOR = List.of(21, 63);

    /** From the sixth session of evidence on a claim that is first seen could have been chosen for how it went: it is imported. */
    private static final int SEEN_WITHIN = 5;

    /** A price this many sessions older than the horizon still stands for it, as in {@link ThesisStatus}. */
    private static final int OLD_PRICE = 5;

    /** Half a tenth of a point: a figure that was computed again and differs by less reads the same. Adjusted closes are rounded anew with each dividend. */
    private static final double SAME = 5e-4;

    private Bookkeeping() {}

    /**
     * Claims of the notes that begin at or before the panel's last session and may be scored; those that the ledger has are among them.
     *
     * @param known the ledger: a claim of a note that was renamed since keeps its entry, and is not here
     */
    public static List<RecordedClaim> ofNotes(
            Hypotheses hypotheses, Vault vault, List<Ledger.Entry> known, PricePanel panel, String benchmark, Instant now) {
        var scales = ThesisStatus.on(panel, benchmark);
        var gone = new HashSet<String>();
        known.forEach(entry -> entry.claim().source()
                .filter(source -> vault.note(source.file()).isEmpty())
                .ifPresent(source -> gone.add(withoutPath(entry.claim().id(), source.file()))));
        var claims = new ArrayList<RecordedClaim>();
        for (var one : hypotheses.testable()) {
            if (one.scored()) {
                var start = scales.weigh(one).start();
                start.map(day -> claim(one, day, vault, panel, now))
                        .filter(claim -> !gone.contains(withoutPath(claim.id(), one.note())))
                        .ifPresent(claims::add);
            }
        }
        return List.copyOf(claims);
    }

    private static RecordedClaim claim(Hypothesis one, LocalDate start, Vault vault, PricePanel panel, Instant now) {
        var source = one.claim().source();
        return new RecordedClaim(
                one.id() + "@" + start,
                Author.NOTES,
                one.title(),
                one.sign(),
                one.asset().symbols(),
                one.standIn(),
                one.against().symbols(),
                start,
                one.horizon(),
                one.horizonWhy(),
                Optional.of(new RecordedClaim.Source(one.note(), source.place().line(), source.quote())),
                StatedProbability.of(one.claim(), vault.note(one.note())),
                panel.asOf(),
                panel.size() - 1 - panel.indexOf(start) > SEEN_WITHIN,
                ThesisStatus.METHOD,
                now);
    }

    private static String withoutPath(String id, String path) {
        return id.replace("|" + path + "@", "|@");
    }

    /**
     * Rows that entered the list since the session that was written up last, each over a month and over a quarter; they begin with the close
     * at which the list is written up, so that no one of them knows what came after it had entered. Where nothing was written up before, the
     * rows that entered at this close.
     */
    public static List<RecordedClaim> ofList(RotationList list, PricePanel panel, Optional<LocalDate> last, Instant now) {
        var since = last.orElse(panel.calendar().previous(panel.asOf()));
        return Stream.concat(
                        list.into().stream().map(named -> new Side(named, 1)),
                        list.outOf().stream().map(named -> new Side(named, -1)))
                .filter(side -> side.named().since().isAfter(since))
                .flatMap(side -> CALLED_FOR.stream().map(horizon -> call(side, horizon, panel, now)))
                .toList();
    }

    private record Side(RotationList.Named named, int sign) {}

    private static RecordedClaim call(Side side, int horizon, PricePanel panel, Instant now) {
        var row = side.named().row();
        var id = String.join("|", "list", side.sign() > 0 ? "+" : "-", row.id(), String.join("+", row.basket().symbols()),
                String.join("+", row.against().symbols()), Integer.toString(horizon)) + "@" + panel.asOf();
        return new RecordedClaim(
                id,
                Author.LIST,
                row.name().substring(0, 1).toUpperCase(Locale.ROOT) + row.name().substring(1) + (side.sign() > 0 ? " into the list" : " out of the list"),
                side.sign(),
                row.basket().symbols(),
                false,
                row.against().symbols(),
                panel.asOf(),
                horizon,
                horizon + " sessions",
                Optional.empty(),
                Optional.empty(),
                panel.asOf(),
                false,
                ThesisStatus.METHOD,
                now);
    }

    /**
     * Outcomes that are to be written: of claims whose horizon has come, and of those whose figure is another one by now. What cannot be
     * computed, because the panel does not reach back to the start or a price is missing at an end, is not here.
     *
     * @param entries the ledger
     * @param fresh claims that are being written with them
     */
    public static List<RecordedOutcome> outcomes(List<Ledger.Entry> entries, List<RecordedClaim> fresh, PricePanel panel, Instant now) {
        var lines = new Lines(panel);
        var lastLine = new HashMap<String, RecordedOutcome>();
        var claims = new ArrayList<RecordedClaim>();
        for (var entry : entries) {
            claims.add(entry.claim());
            entry.outcome().ifPresent(outcome -> lastLine.put(entry.claim().id(), outcome));
        }
        var there = new HashSet<String>();
        claims.forEach(claim -> there.add(claim.id()));
        fresh.stream().filter(claim -> there.add(claim.id())).forEach(claims::add);
        var outcomes = new ArrayList<RecordedOutcome>();
        for (var claim : claims) {
            outcome(claim, lines, Optional.ofNullable(lastLine.get(claim.id())), now).ifPresent(outcomes::add);
        }
        return List.copyOf(outcomes);
    }

    private static Optional<RecordedOutcome> outcome(RecordedClaim claim, Lines lines, Optional<RecordedOutcome> before, Instant now) {
        var panel = lines.panel();
        int t0 = panel.indexOf(claim.start());
        int end = t0 + claim.horizon();
        if (t0 < 0 || end >= panel.size()) {
            return Optional.empty();
        }
        double[] y = lines.relative(claim.basket(), claim.yardstick());
        int at = Lines.lastPoint(y, end, end - OLD_PRICE);
        var sigma = Double.isNaN(y[t0]) ? Optional.<Double>empty() : ThesisStatus.sigma(y, t0);
        if (at <= t0 || sigma.isEmpty()) {
            return Optional.empty();
        }
        double excess = claim.sign() * (y[at] - y[t0]);
        boolean same = before.filter(line -> line.method() == ThesisStatus.METHOD && Math.abs(line.excess() - excess) < SAME
                && line.hit() == excess > 0).isPresent();
        if (same) {
            return Optional.empty();
        }
        return Optional.of(new RecordedOutcome(
                claim.id(),
                before.map(RecordedOutcome::line).orElse(0) + 1,
                panel.session(end),
                excess,
                excess / (ThesisStatus.WIDER * sigma.get() * Math.sqrt(at - t0)),
                closes(claim, panel, t0, at),
                ThesisStatus.METHOD,
                now,
                before.map(line -> line.method() == ThesisStatus.METHOD ? "prices were restated" : "the method changed")));
    }

    private static List<String> closes(RecordedClaim claim, PricePanel panel, int from, int to) {
        return Stream.concat(claim.asset().stream(), claim.against().stream())
                .distinct()
                .flatMap(symbol -> panel.find(symbol).stream())
                .flatMap(series -> Stream.of(from, to)
                        .filter(t -> !Double.isNaN(series.close(t)))
                        .map(t -> series.instrument().symbol() + " " + panel.session(t) + " " + String.format(Locale.ROOT, "%.4f", series.close(t))))
                .toList();
    }
}
