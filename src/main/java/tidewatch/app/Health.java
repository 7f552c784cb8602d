package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidewatch.delivery.Answers;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Timetable;
import tidewatch.delivery.Watchdog;
import tidewatch.problem.Problem;
import tidewatch.web.Check;

/**
 * How the service is, asked anew each time: probes in a fixed order, each a {@link Check} or several. Red is what keeps messages from going
 * out; yellow is worth a look. A probe that throws is red, and the log says why.
 */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    /** A row that may be sent and waits this long is late by every promise. */
    private static final Duration WAIT_LONG = Duration.ofMinutes(15);

    private static final Duration WAIT_SHORT = Duration.ofMinutes(1);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final List<Probe> probes;

    /** Looks at one thing. */
    record Probe(String name, Supplier<List<Check>> look) {}

    Health(List<Probe> probes) {
        this.probes = List.copyOf(probes);
    }

    /** Everything that was looked at, now. */
    List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (var probe : probes) {
            try {
                checks.addAll(probe.look().get());
            } catch (RuntimeException broken) {
                LOG.warn("The check {} broke", probe.name(), broken);
                checks.add(Check.red(probe.name(), "It could not be looked at; the log says why."));
            }
        }
        return checks;
    }

    private static Probe one(String name, Supplier<Check> look) {
        return new Probe(name, () -> List.of(look.get()));
    }

    /** A thread that must live. */
    static Probe thread(String name, BooleanSupplier alive) {
        return one(name, () -> alive.getAsBoolean() ? Check.green(name, "Runs.") : Check.red(name, "Its thread has ended. Restart the service."));
    }

    /**
     * The database answers.
     *
     * @param ask anything that goes there and back, and throws when it does not answer
     */
    static Probe database(InstantSource clock, Runnable ask) {
        return one("database", () -> {
            var from = clock.instant();
            ask.run();
            var took = Duration.between(from, clock.instant());
            var words = "Answers in " + took.toMillis() + " ms.";
            return took.compareTo(SLOW) > 0 ? Check.yellow("database", words) : Check.green("database", words);
        });
    }

    /**
     * The tables have the form that this program needs.
     *
     * @param fault absent when they have
     */
    static Probe schema(Supplier<Optional<Problem>> fault) {
        return one("schema", () -> fault.get()
                .map(problem -> Check.red("schema", problem.line()))
                .orElseGet(() -> Check.green("schema", "The tables are those of this version.")));
    }

    /** Of each sender, who leads: this node, another one, or nobody. Named {@code sender telegram:123}. */
    static Probe senders(Supplier<List<String>> senders, Leases leases, String node) {
        return new Probe("senders", () -> senders.get().stream().map(sender -> sender(sender, leases, node)).toList());
    }

    private static Check sender(String sender, Leases leases, String node) {
        var name = "sender " + sender;
        var paused = leases.paused(sender);
        if (paused.isPresent()) {
            return Check.yellow(name, "Waits until " + paused.get().until() + ": " + paused.get().reason());
        }
        return leases.holder(sender)
                .map(lease -> Check.green(
                        name,
                        lease.owner().equals(node)
                                ? "Leader: this node sends, for the " + lease.epoch() + ". time that the lead was taken."
                                : "Standby: " + lease.owner() + " sends."))
                .orElseGet(() -> Check.red(name, "No node leads, so nothing is sent."));
    }

    /** Of each account that this node is to hear for, whether it hears. Named {@code link telegram:123}. */
    static Probe links(Supplier<Map<String, Answers.Link>> links) {
        return new Probe("links", () -> new TreeMap<>(links.get())
                .entrySet().stream().map(link -> link("link " + link.getKey(), link.getValue())).toList());
    }

    private static Check link(String name, Answers.Link link) {
        return switch (link.state()) {
            case UP -> Check.green(name, "What is said is heard.");
            case DEGRADED -> Check.yellow(name, link.reason());
            case DOWN -> Check.red(name, link.reason());
        };
    }

    /**
     * The newest session with prices. Never red: without them a brief still goes out, and says so.
     *
     * @param newest absent when there are none
     * @param expected the session whose prices should be complete by now
     */
    static Probe prices(Supplier<Optional<LocalDate>> newest, Supplier<LocalDate> expected) {
        return one("prices", () -> {
            var wanted = expected.get();
            return newest.get()
                    .map(day -> day.isBefore(wanted)
                            ? Check.yellow("prices", "The newest are of " + day + "; those of " + wanted + " should be there.")
                            : Check.green("prices", "The newest are of " + day + "."))
                    .orElseGet(() -> Check.yellow("prices", "There are none."));
        });
    }

    /** How long the oldest row waits that may be sent. */
    static Probe outbox(InstantSource clock, Supplier<Optional<Instant>> oldestWaiting) {
        return one("outbox", () -> oldestWaiting
                .get()
                .map(due -> {
                    var waits = Duration.between(due, clock.instant());
                    var words = "The oldest message waits " + words(waits) + ".";
                    return waits.compareTo(WAIT_LONG) > 0
                            ? Check.red("outbox", words)
                            : waits.compareTo(WAIT_SHORT) > 0 ? Check.yellow("outbox", words) : Check.green("outbox", words);
                })
                .orElseGet(() -> Check.green("outbox", "No message waits.")));
    }

    /**
     * The clock comes. Yellow when a tick is silent beyond the watchdog's patience, for the watchdog then does its work.
     *
     * @param since when this node began to watch: what was before is not held against the clock
     */
    static Probe ticks(InstantSource clock, List<Timetable.Tick> ticks, Instant since, Supplier<Map<String, Instant>> lastSuccess) {
        return one("ticks", () -> {
            var last = lastSuccess.get();
            var now = clock.instant();
            var silent = new ArrayList<String>();
            for (var tick : ticks) {
                var heard = Optional.ofNullable(last.get(tick.name())).filter(since::isBefore).orElse(since);
                var silence = Duration.between(heard, now);
                if (silence.compareTo(Watchdog.patience(tick.cadence())) > 0) {
                    silent.add(tick.name() + " for " + words(silence));
                }
            }
            return silent.isEmpty()
                    ? Check.green("ticks", "All come: " + ticks.stream().map(Timetable.Tick::name).collect(Collectors.joining(", ")) + ".")
                    : Check.yellow("ticks", "Silent, and run by the watchdog: " + String.join(", ", silent) + ".");
        });
    }

    private static String words(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
