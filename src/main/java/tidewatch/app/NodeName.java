package tidewatch.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** How a process is named in leases and traces: machine, number and a word of chance, so that a restart is another node. */
final class NodeName {
    private static final Pattern PARTS = Pattern.compile("(.+)-(\\d{1,18})-([0-9a-z]+)");

    private NodeName() {}

    static String ofThisProcess() {
        var chance = Long.toString(ThreadLocalRandom.current().nextLong(1L << 30, 1L << 31), 36);
        return machine() + "-" + ProcessHandle.current().pid() + "-" + chance;
    }

    /**
     * Whether this was a process of this machine that has ended; of another machine nobody here knows.
     *
     * @param node as {@link #ofThisProcess} named it
     */
    static boolean ended(String node) {
        var parts = PARTS.matcher(node);
        if (!parts.matches() || !parts.group(1).equals(machine())) {
            return false;
        }
        long pid = Long.parseLong(parts.group(2));
        // Whoever had our number before us is gone too.
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    private static String machine() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> {
                    try {
                        return InetAddress.getLocalHost().getHostName();
                    } catch (UnknownHostException nameless) {
                        return "node";
                    }
                })
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]", "-");
    }
}
