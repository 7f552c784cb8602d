package tidewatch.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to happen, in the order of virtual time and, within one instant, of its entry; and what happened last. */
final class EventQueue {
    private static final int REMEMBERED = 50;
    /** Prints each event in whose words this stands, such as the id of a row. */
    private static final String WATCHED = System.getProperty("sim.watch", "");

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Deque<String> last = new ArrayDeque<>();
    private long sequence;
    private long now;
    private long hash = 0xcbf29ce484222325L;
    private long count;

    /** Something that happens once. */
    record Event(long at, long sequence, String label, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    /** At this instant, or now if it has passed. */
    void at(long nanos, String label, Runnable what) {
        queue.add(new Event(Math.max(nanos, now), sequence++, label, what));
    }

    /** The next event, whose time it is from now on. */
    Optional<Event> next() {
        Event event = queue.poll();
        if (event == null) {
            return Optional.empty();
        }
        now = event.at();
        count++;
        note(event.label());
        return Optional.of(event);
    }

    /** Something worth knowing happened within an event. */
    void note(String what) {
        hash = (hash ^ now) * 0x100000001b3L;
        hash = (hash ^ what.hashCode()) * 0x100000001b3L;
        if (what.endsWith(" round")) {
            // A look that found nothing, for all that is told.
            return;
        }
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.addLast(now + "\t" + what);
        if (!WATCHED.isEmpty() && what.contains(WATCHED)) {
            System.out.println(java.time.Duration.ofNanos(now) + " " + what);
        }
    }

    /** Of everything that happened, in order. */
    long hash() {
        return hash;
    }

    long count() {
        return count;
    }

    /** The last events: nanoseconds, a tab and words. */
    List<String> last() {
        return new ArrayList<>(last);
    }
}
