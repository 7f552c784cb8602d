package tidewatch.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Resolution;

/**
 * Counts what delivery tells and says it as text for Prometheus, all names beginning {@code tidewatch_}. No label holds a chat, a person or a
 * word of theirs. What lies in the store is asked once for each scrape; what cannot be asked then is left out of it, never told as zero.
 * Any thread.
 */
final class Metrics implements DeliveryEvent.Listener {
    /** Commands come from people; a series for each invention of theirs would never end. */
    private static final int COMMANDS_MOST = 100;

    /** States whose depth is told even when it is none; the final ones but dead are history. */
    private static final List<DeliveryState> DEPTHS =
            Arrays.stream(DeliveryState.values()).filter(state -> !state.isFinal() || state == DeliveryState.DEAD).toList();

    private static final Duration[] LATENCIES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InstantSource clock;
    private final Readings readings;
    private final Map<String, AtomicInteger> leading = new ConcurrentHashMap<>();
    private final MultiGauge depth = MultiGauge.builder("tidewatch.outbox.depth").description("Rows in each state").register(registry);
    private final MultiGauge oldest = MultiGauge.builder("tidewatch.outbox.oldest")
            .description("How long the oldest row waits that may be sent")
            .baseUnit("seconds")
            .register(registry);
    private final MultiGauge dataAge =
            MultiGauge.builder("tidewatch.data.age").description("Since the newest data of a source").baseUnit("seconds").register(registry);
    private final MultiGauge notes = MultiGauge.builder("tidewatch.vault.notes").description("Notes read").register(registry);

    /**
     * What is asked at each scrape. Each may throw.
     *
     * @param depth as the outbox says it
     * @param oldestWaiting due time of the oldest row that may be sent
     * @param newestData of each source, the instant of its newest data
     * @param notes how many notes are read
     */
    record Readings(
            Supplier<Map<DeliveryState, Integer>> depth,
            Supplier<Optional<Instant>> oldestWaiting,
            Supplier<Map<String, Instant>> newestData,
            Supplier<Integer> notes) {
        Readings {
            Objects.requireNonNull(depth);
            Objects.requireNonNull(oldestWaiting);
            Objects.requireNonNull(newestData);
            Objects.requireNonNull(notes);
        }
    }

    Metrics(InstantSource clock, Readings readings) {
        this.clock = clock;
        this.readings = readings;
        registry.config().meterFilter(MeterFilter.maximumAllowableTags("tidewatch.inbound", "command", COMMANDS_MOST, MeterFilter.deny()));
    }

    @Override
    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Finished finished -> finished(finished);
            case DeliveryEvent.LateResult _ -> count("late.result");
            case DeliveryEvent.Throttled throttled -> {
                count("rate.limited", "scope", Journal.word(throttled.scope()));
                registry.timer("tidewatch.retry.after").record(throttled.pause());
            }
            case DeliveryEvent.Resolved resolved -> resolved(resolved);
            case DeliveryEvent.Reaped reaped -> {
                add("delivery.unknown", reaped.count().unknown());
                add("delivery.expired", reaped.count().expired(), "reason", Journal.word(DeliveryReason.STALE));
            }
            case DeliveryEvent.Ended ended -> ended(ended.row(), ended.reason());
            case DeliveryEvent.Leading lead -> leads(lead.lease().name()).set(1);
            case DeliveryEvent.NoLongerLeading lost -> {
                leads(lost.lease().name()).set(0);
                count("lease.lost");
            }
            case DeliveryEvent.BreakerOpen _ -> count("breaker.open");
            case DeliveryEvent.SenderDown _ -> count("sender.down");
            case DeliveryEvent.BriefFrozen frozen -> {
                registry.timer("tidewatch.brief.build").record(frozen.took());
                if (!frozen.complete()) {
                    count("brief.degraded");
                }
            }
            case DeliveryEvent.BriefBroken _ -> count("brief.broken");
            case DeliveryEvent.Answered answered -> count("inbound", "command", answered.verb(), "result", answered.ok() ? "ok" : "failed");
            case DeliveryEvent.Denied denied -> count("authz.denied", "platform", denied.chat().platform(), "why", denied.why().replace(' ', '_'));
            case DeliveryEvent.Admitted _ -> count("access.changed");
            case DeliveryEvent.TickStalled stalled -> {
                if (!stalled.renewed()) {
                    count("tick.stalled", "name", stalled.tick());
                }
            }
            case DeliveryEvent.Fault _ -> count("fault");
            case DeliveryEvent.Planned planned -> add("delivery.planned", planned.rows());
            case DeliveryEvent.Composed _, DeliveryEvent.Claimed _, DeliveryEvent.PartSent _, DeliveryEvent.LinkTold _ -> {}
        }
    }

    private void finished(DeliveryEvent.Finished finished) {
        Claim claim = finished.claim();
        Delivery row = claim.delivery();
        var platform = row.chat().platform();
        var kind = Journal.word(row.kind());
        count("delivery", "platform", platform, "kind", kind, "outcome", Journal.word(finished.outcome()));
        registry.timer("tidewatch.send", "platform", platform).record(finished.took());
        switch (finished.outcome()) {
            case Outcome.Arrived _ ->
                Timer.builder("tidewatch.delivery.latency")
                        .description("From due to sent")
                        .tags("platform", platform, "kind", kind)
                        .serviceLevelObjectives(LATENCIES)
                        .register(registry)
                        .record(positive(Duration.between(row.due(), clock.instant())));
            case Outcome.Lost _ -> count("delivery.unknown");
            case Outcome.Over over -> ended(row, over.reason());
            case Outcome.Again _, Outcome.PutBack _, Outcome.Barred _, Outcome.Moved _ -> {}
        }
    }

    /** A repeat that says so, or one that was looked for first: either way there may be two. */
    private void resolved(DeliveryEvent.Resolved resolved) {
        switch (resolved.resolution()) {
            case Resolution.Resend _ -> count("delivery.duplicate.possible");
            case Resolution.Look _ -> {}
            case Resolution.End end -> ended(resolved.row(), end.reason());
        }
    }

    private void ended(Delivery row, DeliveryReason reason) {
        switch (reason.state()) {
            case EXPIRED -> {
                count("delivery.expired", "reason", Journal.word(reason));
                if (row.kind().isBrief()) {
                    count("brief.missed");
                }
            }
            case DEAD -> count("delivery.dead", "reason", Journal.word(reason));
            case PLANNED, READY, HELD, SENDING, RETRY_WAIT, UNKNOWN, SENT, FOLDED, CANCELLED -> {}
        }
    }

    /** The time that a write of the store took. */
    void committed(Duration took) {
        registry.timer("tidewatch.commit").record(took);
    }

    private AtomicInteger leads(String sender) {
        return leading.computeIfAbsent(sender, name -> {
            var value = new AtomicInteger();
            Gauge.builder("tidewatch.leader", value, AtomicInteger::get)
                    .description("1 while this node sends and polls")
                    .tags("sender", name)
                    .register(registry);
            return value;
        });
    }

    private void count(String name, String... labels) {
        add(name, 1, labels);
    }

    private void add(String name, int amount, String... labels) {
        registry.counter("tidewatch." + name, labels).increment(amount);
    }

    /** The clock may have gone back a little. */
    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** The text of a scrape. */
    synchronized String text() {
        var now = clock.instant();
        ask(depth, () -> {
            var rows = readings.depth().get();
            return DEPTHS.stream().map(state -> row(rows.getOrDefault(state, 0), "state", Journal.word(state))).toList();
        });
        ask(oldest, () -> List.of(row(readings.oldestWaiting().get().map(due -> seconds(due, now)).orElse(0.0))));
        ask(dataAge, () -> readings.newestData().get().entrySet().stream()
                .map(one -> row(seconds(one.getValue(), now), "source", one.getKey()))
                .toList());
        ask(notes, () -> List.of(row(readings.notes().get())));
        return registry.scrape();
    }

    private static double seconds(Instant from, Instant until) {
        return positive(Duration.between(from, until)).toMillis() / 1000.0;
    }

    private static MultiGauge.Row<Number> row(Number value, String... labels) {
        return MultiGauge.Row.of(Tags.of(labels), value);
    }

    /** A reading that breaks leaves no row, and is counted. */
    private void ask(MultiGauge gauge, Supplier<List<MultiGauge.Row<Number>>> rows) {
        List<MultiGauge.Row<Number>> read;
        try {
            read = rows.get();
        } catch (RuntimeException broken) {
            count("reading.failed");
            read = List.of();
        }
        gauge.register(read.stream().<MultiGauge.Row<?>>map(one -> one).toList(), true);
    }
}
