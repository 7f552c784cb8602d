package tidewatch.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How a process is named in leases and traces: machine, number and a word of chance, so that a restart is another node. */
final class NodeName {
    private NodeName() {}

    static String ofThisProcess() {
        var chance = Long.toString(ThreadLocalRandom.current().nextLong(1L << 30, 1L << 31), 36);
        return machine() + "-" + ProcessHandle.current().pid() + "-" + chance;
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
