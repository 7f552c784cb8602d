package tidewatch.delivery;

import java.time.Duration;
import java.time.LocalTime;
import tidewatch.message.Times;

/** The time of day of a subscription. */
public sealed interface SlotTime {
    /** How it is typed and echoed. */
    String words();

    /** A time on the chat's own clock. Where the clocks skip it, the brief comes as much later; where they repeat it, the first time. */
    record At(LocalTime time) implements SlotTime {
        public At {
            if (time.getSecond() != 0 || time.getNano() != 0) {
                throw new IllegalArgumentException("A brief comes at a full minute, not at " + time);
            }
        }

        @Override
        public String words() {
            return Times.time(time);
        }
    }

    /** So long after the close of each session, early closes included; at the earliest when its prices are complete. */
    record AfterClose(Duration offset) implements SlotTime {
        private static final Duration MOST = Duration.ofHours(12);

        public AfterClose {
            if (offset.isNegative() || offset.compareTo(MOST) > 0 || offset.getSeconds() % 60 != 0 || offset.getNano() != 0) {
                throw new IllegalArgumentException("After the close means 0 to 720 full minutes, not " + offset);
            }
        }

        @Override
        public String words() {
            return "after close " + offset.toMinutes() + "m";
        }
    }
}
