package tidewatch.delivery;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many commands one person may send: twenty a minute, five at once. Who sends more is told so once, and then nothing until five may come
 * at once again. Counted by the times at which they were sent, so that a backlog counts as what it was. Any thread.
 */
final class CommandCap {
    private static final int A_MINUTE = 20;
    private static final int AT_ONCE = 5;
    private static final int COUNTED_MAX = 16;

    /** What is done with a command. */
    enum Verdict {
        RUN,
        TELL,
        SILENCE
    }

    private final RecentChats<Person> people;

    CommandCap(LongSupplier nanos) {
        this.people = new RecentChats<>(nanos, _ -> new Person());
    }

    private static final class Person {
        private long at = Long.MIN_VALUE;
        private boolean told;
        /** An update that is tried again, because the store failed, counts once. */
        private final Map<String, Verdict> counted = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
                return size() > COUNTED_MAX;
            }
        };

        private final Bucket bucket = new Buckets(() -> at)
                .of(Bandwidth.builder().capacity(AT_ONCE).refillGreedy(A_MINUTE, Duration.ofMinutes(1)).build());
    }

    /**
     * @param key of the update
     */
    synchronized Verdict take(String who, String key, Instant sent) {
        Person person = people.get(who);
        return person.counted.computeIfAbsent(key, _ -> judge(person, sent));
    }

    private static Verdict judge(Person person, Instant sent) {
        // A platform's clock that steps back gives nobody more, and takes nothing away.
        person.at = Math.max(person.at, Duration.between(Instant.EPOCH, sent).toNanos());
        if (person.bucket.getAvailableTokens() == AT_ONCE) {
            person.told = false;
        }
        if (person.bucket.tryConsume(1)) {
            return Verdict.RUN;
        }
        if (person.told) {
            return Verdict.SILENCE;
        }
        person.told = true;
        return Verdict.TELL;
    }
}
