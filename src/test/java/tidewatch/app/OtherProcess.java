package tidewatch.app;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A process of its own that a benchmark measures, with the classes of this one; what it says goes to a file. Ends with {@link #close}. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final Duration patience;

    private OtherProcess(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
    }

    /**
     * Starts it.
     *
     * @param log below which its output is written, in a file of that name
     * @param patience how long anything may take to come about
     * @param command options of the JVM, the class, its arguments
     */
    static OtherProcess start(Path log, String name, Duration patience, List<String> command) throws IOException {
        var line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xmx384m", "-cp", System.getProperty("java.class.path")));
        line.addAll(command);
        var process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.resolve(name + ".log").toFile()).start();
        return new OtherProcess(process, patience);
    }

    boolean alive() {
        return process.isAlive();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /** Processor time that it has used, in seconds. */
    double cpu() {
        return cpu(process.toHandle());
    }

    /** That of this process. */
    static double ownCpu() {
        return cpu(ProcessHandle.current());
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The share of a core that it uses while nobody wants anything. */
    double idle(int seconds) throws InterruptedException {
        boolean _ = process.waitFor(2, TimeUnit.SECONDS);
        double before = cpu();
        boolean _ = process.waitFor(seconds, TimeUnit.SECONDS);
        return (cpu() - before) / seconds;
    }

    void until(BooleanSupplier holds) {
        var end = Instant.now().plus(patience);
        while (!holds.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("It did not come about; the process " + (process.isAlive() ? "lives" : "ended") + "; see its log below target");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
