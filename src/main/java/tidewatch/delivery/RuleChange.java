package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Sha256;

/**
 * What becomes of planned briefs when the rules under them change: new rules of time zones, or another calendar of the exchange. Rows that
 * are still right stay as they are; a row of a session that is none any more ends as such; one that is due at another instant now ends and
 * is planned anew. Subscriptions keep their version: nothing about them has changed.
 */
final class RuleChange {
    /** Rows that no byte has left for, so that they can be taken back. */
    static final Set<DeliveryState> WAITING = Set.of(DeliveryState.PLANNED, DeliveryState.READY, DeliveryState.RETRY_WAIT);

    private static final String ZONES = "tz";
    private static final String CALENDAR = "calendar";
    /** Rows are planned an hour ahead, so this is far more than are open in one hour of the largest service that is planned for. */
    private static final int OPEN_MOST = 1_000_000;

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final PriceReadiness readiness;
    private final Ticks ticks;
    private final DeliveryEvent.Listener listener;
    private final String zones;
    private final String calendar;

    RuleChange(Subscriptions subscriptions, Outbox outbox, PriceReadiness readiness, Ticks ticks, DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.readiness = readiness;
        this.ticks = ticks;
        this.listener = listener;
        this.zones = ZoneRulesProvider.getVersions(TradingCalendar.ZONE.getId()).lastEntry().getKey();
        this.calendar = fingerprint(readiness);
    }

    /** Plans anew if the rules are others than those that are remembered; then remembers these. */
    void follow(Instant now) {
        var knownZones = ticks.remembered(ZONES);
        var knownCalendar = ticks.remembered(CALENDAR);
        if (knownZones.equals(zones) && knownCalendar.equals(calendar)) {
            return;
        }
        if (!knownZones.isEmpty() || !knownCalendar.isEmpty()) {
            takeBack(now);
            restart(now);
        }
        ticks.remember(ZONES, zones);
        ticks.remember(CALENDAR, calendar);
    }

    private void takeBack(Instant now) {
        for (Delivery row : outbox.list(new Outbox.Filter(WAITING, Optional.empty(), Optional.empty()), OPEN_MOST)) {
            if (row.kind().isBrief() && row.subscription().isPresent()) {
                var owner = subscriptions.find(row.subscription().get().subscription());
                owner.flatMap(one -> wrong(row, one.rule(), now))
                        .filter(why -> outbox.end(row.id(), why))
                        .ifPresent(why -> listener.on(new DeliveryEvent.Ended(row, why)));
            }
        }
    }

    /** Why a row cannot stay; absent when it can. */
    private Optional<DeliveryReason> wrong(Delivery row, SlotRule rule, Instant now) {
        var key = SlotKey.parse(row.slot());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var slot = slot(key.get(), row, rule);
        if (slot.isEmpty()) {
            boolean closed = key.get() instanceof SlotKey.OfSession(var day) && !readiness.calendar().isSession(day);
            return Optional.of(closed ? DeliveryReason.NO_SESSION : DeliveryReason.VERSION);
        }
        boolean same = slot.get().due().equals(row.due()) && row.asOf().equals(Optional.of(slot.get().asOf()));
        return same || !row.due().isAfter(now) ? Optional.empty() : Optional.of(DeliveryReason.VERSION);
    }

    private Optional<Slot> slot(SlotKey key, Delivery row, SlotRule rule) {
        return switch (key) {
            case SlotKey.OfSession(var day) -> rule.slot(day, readiness).filter(slot -> slot.key().equals(key));
            case SlotKey.OfHoliday(var day) -> rule.slot(day, readiness).filter(slot -> slot.key().equals(key));
            case SlotKey.OfWeek _ ->
                row.asOf().stream()
                        .flatMap(last -> last.datesUntil(last.plusDays(8)))
                        .flatMap(day -> rule.slot(day, readiness).stream())
                        .filter(slot -> slot.key().equals(key))
                        .findFirst();
        };
    }

    /** Every subscription looks again from now on, or from its first brief without a row. What is planned already is left alone. */
    private void restart(Instant now) {
        var last = "";
        for (var page = subscriptions.active(last, Outbox.CHUNK); !page.isEmpty(); page = subscriptions.active(last, Outbox.CHUNK)) {
            var steps = new ArrayList<Outbox.Step>();
            for (Subscription one : page) {
                var next = one.again(now, readiness);
                if (!next.equals(one.nextDue())) {
                    steps.add(new Outbox.Step(one, List.of(), one.plannedThrough().isBefore(now) ? one.plannedThrough() : now, next));
                }
                last = one.id();
            }
            outbox.planEach(steps);
        }
    }

    /** All sessions of a generation and when they close: whatever moves one of them changes it. */
    private static String fingerprint(PriceReadiness readiness) {
        var all = new StringBuilder();
        for (var day : readiness.calendar().sessions(LocalDate.of(2016, 1, 1), LocalDate.of(2040, 12, 31))) {
            var close = readiness.calendar().session(day).map(Session::close).orElseThrow();
            all.append(day).append(' ').append(close).append('\n');
        }
        return Sha256.hex(all.append(readiness.readyAfter()).toString());
    }
}
