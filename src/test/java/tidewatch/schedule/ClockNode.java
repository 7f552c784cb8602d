package tidewatch.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import tidewatch.delivery.Timetable.Every;
import tidewatch.delivery.Timetable.Tick;

/**
 * A node in a process of its own that another process kills: arguments are the URL, the user and the node's name. Its tick says "begun" and
 * never ends.
 */
final class ClockNode {
    private ClockNode() {}

    public static void main(String[] args) throws InterruptedException {
        var tables = new ClusterTables(args[0], Optional.of(args[1]), Optional.empty(), args[2]);
        var never = new CountDownLatch(1);
        try (var timetable = QuartzTimetable.clustered(tables, event -> System.err.println(event))) {
            timetable.start(List.of(new Tick("plan", new Every(Duration.ofSeconds(1)), () -> {
                System.out.println("begun");
                try {
                    never.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            })));
            never.await();
        }
    }
}
