package tidewatch.delivery;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** On which days of the week a chat asks for briefs. */
public sealed interface DaysWish {
    /** Each session, whatever its day. */
    record Sessions() implements DaysWish {}

    /**
     * The bare word "weekdays". From Monday to Friday on the chat's clock, unless that would leave out the brief of Friday's session
     * because it comes on the chat's Saturday; then each session is meant.
     */
    record Weekdays() implements DaysWish {}

    /** These days by name, on the chat's clock. */
    record Named(Set<DayOfWeek> days) implements DaysWish {
        public Named {
            Objects.requireNonNull(days);
            if (days.isEmpty()) {
                throw new IllegalArgumentException("A brief on no day is no brief; /unsubscribe ends it");
            }
            days = Set.copyOf(days);
        }
    }

    /** Monday to Friday. */
    Set<DayOfWeek> MONDAY_TO_FRIDAY = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
}
