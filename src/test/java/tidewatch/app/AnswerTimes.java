package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** How long answers took, in milliseconds, by what was asked; and how people take turns who ask. */
final class AnswerTimes {
    /**
     * Something that was said.
     *
     * @param chat in which one person speaks
     * @param number by which the service knows it; 0 where it needs none
     */
    record Said(String chat, Instant at, String command, long number) {}

    /** What was said, and by how many nanoseconds the people themselves were late at most. */
    record Spoken(List<Said> said, long late) {}

    private record Time(String command, double millis) {}

    private final List<Time> times = new ArrayList<>();

    void add(String command, Duration took) {
        times.add(new Time(command, took.toNanos() / 1e6));
    }

    int count() {
        return times.size();
    }

    AnswerTimes of(String command) {
        var some = new AnswerTimes();
        times.stream().filter(one -> one.command().equals(command)).forEach(some.times::add);
        return some;
    }

    /** The time within which this share of the answers came, by nearest rank; NaN where there are none. */
    double at(double share) {
        var sorted = times.stream().mapToDouble(Time::millis).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.1f ms", at(0.5), at(0.95), at(0.99), at(1));
    }

    /** Speaks evenly in time, as long as somebody is there to hear it. */
    static Spoken speak(int rate, int seconds, BooleanSupplier heard, Supplier<Said> speaks) {
        int count = rate * seconds;
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        long late = 0;
        var said = new ArrayList<Said>(count);
        for (int i = 0; i < count && heard.getAsBoolean(); i++) {
            long due = start + i * step;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            late = Math.max(late, System.nanoTime() - due);
            said.add(speaks.get());
        }
        return new Spoken(said, late);
    }

    /**
     * For each that was said the message that answers it. Answers of one chat come in order, so where there are as many as were asked for
     * they belong to each other; else it is the first message before the next was said there.
     *
     * @param sent by chat, in order
     */
    static <C> Map<Said, Optional<C>> answered(List<Said> said, Map<String, List<C>> sent, Function<C, Instant> at) {
        var asked = new HashMap<String, List<Said>>();
        said.forEach(one -> asked.computeIfAbsent(one.chat(), _ -> new ArrayList<>()).add(one));
        var found = new HashMap<Said, Optional<C>>();
        asked.forEach((chat, questions) -> {
            var answers = sent.getOrDefault(chat, List.of());
            for (int i = 0; i < questions.size(); i++) {
                var one = questions.get(i);
                var end = i + 1 < questions.size() ? questions.get(i + 1).at() : Instant.MAX;
                found.put(one, answers.size() == questions.size()
                        ? Optional.of(answers.get(i))
                        : answers.stream().filter(call -> !at.apply(call).isBefore(one.at()) && at.apply(call).isBefore(end)).findFirst());
            }
        });
        return found;
    }
}
