package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.BriefInput;
import tidewatch.chat.NoteScope;
import tidewatch.evidence.Bookkeeping;
import tidewatch.evidence.Hypotheses;
import tidewatch.evidence.Ledger;

/**
 * Writes up each session once: claims that have begun and outcomes whose horizon is there, of all notes, as soon as the prices are complete,
 * and half a day later with those that there are. Sessions that passed while nothing ran are not made up: what was not written down before
 * its outcome was never said. Any number of nodes may run it. No failure takes the tick down.
 */
public final class RecordRun {
    /** So long after they should be there complete prices are waited for. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    private static final Duration BUILD = Duration.ofMinutes(3);
    /** After a failure. */
    private static final Duration REST = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Leases leases;
    private final BriefSource source;
    private final PriceReadiness readiness;
    private final String node;
    private final DeliveryEvent.Listener listener;
    private LocalDate done = LocalDate.MIN;
    private Instant rested = Instant.MIN;

    public RecordRun(
            Ledger ledger, Leases leases, BriefSource source, PriceReadiness readiness, String node, DeliveryEvent.Listener listener) {
        this.ledger = ledger;
        this.leases = leases;
        this.source = source;
        this.readiness = readiness;
        this.node = node;
        this.listener = listener;
    }

    /** Writes up the last session whose prices should be there, unless that is done; returns whether it was written. */
    public boolean run(Instant now) {
        var session = readiness.asOf(now);
        if (!session.isAfter(done) || now.isBefore(rested)) {
            return false;
        }
        try {
            return page(session, now);
        } catch (RuntimeException fault) {
            rested = now.plus(REST);
            listener.on(new DeliveryEvent.Fault("record of " + session, fault));
            return false;
        }
    }

    private boolean page(LocalDate session, Instant now) {
        if (written(session)) {
            done = session;
            return false;
        }
        boolean patient = readiness.calendar().session(session).filter(one -> now.isBefore(readiness.ready(one).plus(PATIENCE))).isPresent();
        if (patient && !source.complete(session)) {
            return false;
        }
        var lease = leases.acquire("record", node, BUILD);
        if (lease.isEmpty()) {
            return false;
        }
        try {
            var input = source.gather(session, now, NoteScope.EVERYTHING).value();
            // Where the prices of that session are missing altogether there is nothing to write up yet.
            boolean there = input.filter(one -> one.panel().asOf().equals(session)).isPresent();
            boolean wrote = there && !written(session) && write(input.get(), now);
            rested = there ? rested : now.plus(REST);
            return wrote;
        } finally {
            leases.release(lease.get());
        }
    }

    private boolean written(LocalDate session) {
        return ledger.last().filter(last -> !last.isBefore(session)).isPresent();
    }

    private boolean write(BriefInput in, Instant now) {
        var panel = in.panel();
        var known = ledger.all();
        var benchmark = in.universe().benchmark();
        var claims = new ArrayList<>(
                Bookkeeping.ofNotes(Hypotheses.of(in.vault(), in.universe(), panel), in.vault(), known, panel, benchmark, now));
        claims.addAll(Bookkeeping.ofList(in.list(), panel, ledger.last(), now));
        var outcomes = Bookkeeping.outcomes(known, List.copyOf(claims), panel, now);
        return ledger.write(panel.asOf(), now, List.copyOf(claims), outcomes);
    }
}
