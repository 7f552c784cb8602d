package tidewatch.schedule;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.spi.TriggerFiredBundle;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Timetable;

/**
 * The timetable on Quartz: in memory on one node, in the tables of a PostgreSQL database on several, where each tick runs once for all. What
 * was missed is not made up for: whoever slept over ten minutes gets one tick, not ten. Everything is in UTC. Its threads are daemons.
 *
 * <p>{@link #start} once, then {@link #close} once. Faults of Quartz itself are told to the listener, so its own logger for them, {@code
 * org.quartz.core.ErrorLogger}, may be off.
 */
public final class QuartzTimetable implements Timetable {
    /** Of jobs and triggers; whatever lies in it and is no tick of ours is removed at the start. */
    private static final String GROUP = "tick";

    private static final String SCHEDULER = "tidewatch";
    private static final String THREADS = "4";

    /** Quartz asks one connection for each of its own threads: scheduler, check-in, misfires, and one for jobs that end. */
    private static final String CONNECTIONS = "5";

    /** How often a node says that it lives; the others take over about twelve seconds after its last word. */
    private static final String CHECK_IN_MS = "5000";

    private static final long LATE_LEAST_MS = 500;
    private static final long LATE_MOST_MS = 30_000;

    private final Optional<ClusterTables> cluster;
    private final DeliveryEvent.Listener listener;
    private final Map<String, Tick> ticks = new HashMap<>();
    private final Faults faults = new Faults();
    private Optional<Scheduler> scheduler = Optional.empty();

    private QuartzTimetable(Optional<ClusterTables> cluster, DeliveryEvent.Listener listener) {
        this.cluster = cluster;
        this.listener = Objects.requireNonNull(listener);
    }

    /** For one node. A tick that comes each so often comes at once for the first time. */
    public static QuartzTimetable inMemory(DeliveryEvent.Listener listener) {
        return new QuartzTimetable(Optional.empty(), listener);
    }

    /** For several nodes. */
    public static QuartzTimetable clustered(ClusterTables tables, DeliveryEvent.Listener listener) {
        return new QuartzTimetable(Optional.of(tables), listener);
    }

    /**
     * Sets what is not set, and runs.
     *
     * @throws IllegalStateException when the tables of the cluster cannot be reached or are missing; nothing runs then
     */
    @Override
    public synchronized void start(List<Tick> wanted) {
        if (scheduler.isPresent()) {
            throw new IllegalStateException("The timetable runs already");
        }
        wanted.forEach(tick -> ticks.put(tick.name(), tick));
        try {
            var quartz = open(properties(wanted));
            scheduler = Optional.of(quartz);
            quartz.setJobFactory((fired, _) -> job(fired));
            quartz.getListenerManager().addSchedulerListener(faults);
            for (var old : quartz.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
                if (!ticks.containsKey(old.getName())) {
                    quartz.deleteJob(old);
                }
            }
            for (var tick : wanted) {
                schedule(quartz, tick);
            }
            quartz.start();
        } catch (SchedulerException broken) {
            close();
            throw new IllegalStateException(
                    "The clock cannot start: " + String.valueOf(broken.getMessage()).lines().findFirst().orElse("no reason was told")
                            + (cluster.isPresent() ? ". Check that the database answers and that its migrations have run." : ""),
                    broken);
        }
    }

    /** A tick that this version does not know was set by a newer one on the same tables: it is left to that one's next turn. */
    private TickJob job(TriggerFiredBundle fired) {
        var name = fired.getJobDetail().getKey().getName();
        var tick = ticks.get(name);
        return new TickJob(name, tick == null ? () -> {} : tick.action(), listener);
    }

    /** Taken out of the registry that all of the JVM shares: this scheduler is nobody else's. */
    private static Scheduler open(Properties properties) throws SchedulerException {
        synchronized (QuartzTimetable.class) {
            var quartz = new StdSchedulerFactory(properties).getScheduler();
            SchedulerRepository.getInstance().remove(SCHEDULER);
            return quartz;
        }
    }

    private Properties properties(List<Tick> wanted) {
        var set = new Properties();
        set.setProperty("org.quartz.scheduler.instanceName", SCHEDULER);
        set.setProperty("org.quartz.scheduler.threadName", "tidewatch-clock");
        set.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        set.setProperty("org.quartz.scheduler.jmx.export", "false");
        set.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        set.setProperty("org.quartz.threadPool.threadCount", THREADS);
        set.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        set.setProperty("org.quartz.threadPool.threadNamePrefix", "tidewatch-tick");
        set.setProperty("org.quartz.jobStore.misfireThreshold", Long.toString(lateness(wanted).toMillis()));
        if (cluster.isPresent()) {
            clustered(set, cluster.get());
        } else {
            set.setProperty("org.quartz.scheduler.instanceId", "single");
            set.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        }
        return set;
    }

    private static void clustered(Properties set, ClusterTables tables) {
        // The pool's name is also global in the JVM.
        var pool = "clock-" + tables.node().replaceAll("[^A-Za-z0-9-]", "-");
        set.setProperty("org.quartz.scheduler.instanceId", tables.node());
        set.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        set.setProperty("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        set.setProperty("org.quartz.jobStore.tablePrefix", "quartz_");
        set.setProperty("org.quartz.jobStore.useProperties", "true");
        set.setProperty("org.quartz.jobStore.isClustered", "true");
        set.setProperty("org.quartz.jobStore.clusterCheckinInterval", CHECK_IN_MS);
        set.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        set.setProperty("org.quartz.jobStore.makeThreadsDaemons", "true");
        set.setProperty("org.quartz.jobStore.dataSource", pool);
        var source = "org.quartz.dataSource." + pool + ".";
        set.setProperty(source + "provider", "hikaricp");
        set.setProperty(source + "driver", "org.postgresql.Driver");
        set.setProperty(source + "URL", tables.url());
        set.setProperty(source + "maxConnections", CONNECTIONS);
        // Quartz hands on an empty user, which the driver takes for one; a user in the URL goes before this one.
        set.setProperty(source + "user", tables.user().orElseGet(() -> System.getProperty("user.name")));
        tables.password().ifPresent(password -> set.setProperty(source + "password", password.reveal()));
    }

    /**
     * A tick later than this is missed and waits for its next time. Below half of the shortest cadence, so that two that are due never run
     * one after the other; else as patient as can be, since a slow moment should not cost a tick.
     */
    private static Duration lateness(List<Tick> wanted) {
        long shortest = wanted.stream().mapToLong(tick -> tick.cadence().longest().toMillis()).min().orElse(LATE_MOST_MS);
        return Duration.ofMillis(Math.clamp(shortest / 2, LATE_LEAST_MS, LATE_MOST_MS));
    }

    /** Sets a tick unless it stands in the tables as it should be: another node's clock is not moved by a second node that starts. */
    private static void schedule(Scheduler quartz, Tick tick) throws SchedulerException {
        // Run again by another node when its own died under it.
        quartz.addJob(JobBuilder.newJob(TickJob.class).withIdentity(jobKey(tick.name())).storeDurably().requestRecovery().build(), true);
        var trigger = trigger(tick);
        var standing = quartz.getTrigger(trigger.getKey());
        try {
            if (standing == null) {
                quartz.scheduleJob(trigger);
            } else if (!same(standing, trigger)) {
                quartz.rescheduleJob(trigger.getKey(), trigger);
            }
        } catch (ObjectAlreadyExistsException set) {
            // Another node that starts at the same moment has set it.
        }
    }

    private static Trigger trigger(Tick tick) {
        var builder = TriggerBuilder.newTrigger().withIdentity(tick.name(), GROUP).forJob(jobKey(tick.name()));
        return switch (tick.cadence()) {
            case Every every ->
                builder.withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(every.period().toMillis())
                                .repeatForever()
                                .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build();
            case Daily daily -> {
                var at = daily.utc();
                yield builder.withSchedule(
                                CronScheduleBuilder.cronSchedule(at.getSecond() + " " + at.getMinute() + " " + at.getHour() + " * * ?")
                                        .inTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC))
                                        .withMisfireHandlingInstructionDoNothing())
                        .build();
            }
        };
    }

    private static boolean same(Trigger one, Trigger other) {
        if (one.getMisfireInstruction() != other.getMisfireInstruction()) {
            return false;
        }
        if (one instanceof SimpleTrigger simple && other instanceof SimpleTrigger wanted) {
            return simple.getRepeatInterval() == wanted.getRepeatInterval() && simple.getRepeatCount() == wanted.getRepeatCount();
        }
        return one instanceof CronTrigger cron
                && other instanceof CronTrigger wanted
                && cron.getCronExpression().equals(wanted.getCronExpression())
                && cron.getTimeZone().hasSameRules(wanted.getTimeZone());
    }

    private static JobKey jobKey(String tick) {
        return JobKey.jobKey(tick, GROUP);
    }

    @Override
    public synchronized void renew(String name) {
        var tick = ticks.get(name);
        if (tick == null || scheduler.isEmpty()) {
            return;
        }
        try {
            scheduler.get().unscheduleJob(TriggerKey.triggerKey(name, GROUP));
            schedule(scheduler.get(), tick);
        } catch (SchedulerException broken) {
            listener.on(new DeliveryEvent.Fault("renewing the tick " + name, new IllegalStateException(broken)));
        }
    }

    /** What breaks in Quartz itself. At the end it interrupts its own thread and takes the answer for a fault: that is none. */
    private final class Faults extends SchedulerListenerSupport {
        private volatile boolean closing;

        @Override
        public void schedulerError(String message, SchedulerException cause) {
            if (!closing) {
                listener.on(new DeliveryEvent.Fault("the clock", new IllegalStateException(message, cause)));
            }
        }
    }

    /** The scheduler, for tests that break it. */
    synchronized Scheduler quartz() {
        return scheduler.orElseThrow();
    }

    @Override
    public synchronized void close() {
        faults.closing = true;
        try {
            if (scheduler.isPresent()) {
                scheduler.get().shutdown(true);
            }
        } catch (SchedulerException broken) {
            listener.on(new DeliveryEvent.Fault("stopping the clock", new IllegalStateException(broken)));
        }
    }
}
