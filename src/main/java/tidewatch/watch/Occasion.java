package tidewatch.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/** When a reminder is for. */
public sealed interface Occasion {
    /** When a step is due in a chat whose mornings are these. A clock time has no other moment than its own. */
    Instant due(Step step, Morning morning);

    /**
     * Days, on whatever clock the chat has.
     *
     * @param to the last one, the same as {@code from} for a single day; absent when no end is known
     */
    record Days(LocalDate from, Optional<LocalDate> to) implements Occasion {
        public Days {
            Objects.requireNonNull(from);
            if (to.filter(from::isAfter).isPresent()) {
                throw new IllegalArgumentException("Days from " + from + " to " + to.get());
            }
        }

        public static Days day(LocalDate day) {
            return new Days(day, Optional.of(day));
        }

        public static Days of(LocalDate from, LocalDate to) {
            return new Days(from, Optional.of(to));
        }

        @Override
        public Instant due(Step step, Morning morning) {
            return switch (step) {
                case OPEN, AT -> morning.of(from);
                case CLOSE -> morning.of(to.orElseThrow(() -> new IllegalStateException("Days without an end do not close")).plusDays(1));
            };
        }

        public boolean single() {
            return to.filter(from::equals).isPresent();
        }
    }

    /** A moment that the person named: the reminder comes then, and stays there when the chat moves to another zone. */
    record Clock(Instant at) implements Occasion {
        public Clock {
            Objects.requireNonNull(at);
        }

        @Override
        public Instant due(Step step, Morning morning) {
            return at;
        }
    }

    /**
     * A dated event whose moment is known: the reminder comes on the last morning before it.
     *
     * @param from its first day at its own place
     * @param to its last day there
     */
    record Event(LocalDate from, LocalDate to, Instant moment) implements Occasion {
        public Event {
            Objects.requireNonNull(moment);
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("An event from " + from + " to " + to);
            }
        }

        @Override
        public Instant due(Step step, Morning morning) {
            return switch (step) {
                case OPEN, AT -> morning.before(moment);
                case CLOSE -> {
                    var here = moment.atZone(morning.zone()).toLocalDate();
                    yield morning.of((here.isAfter(to) ? here : to).plusDays(1));
                }
            };
        }
    }
}
