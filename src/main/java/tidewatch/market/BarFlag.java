package tidewatch.market;

import java.util.EnumSet;
import java.util.Set;

/** What is known of a bar beside its figures. Stored as bits by {@link #ordinal()}: the order never changes, new ones go last. */
@SuppressWarnings("EnumOrdinal") // the order is the stored form
public enum BarFlag {
    /** Fetched before the source calls the session final; it may still change a little. */
    PROVISIONAL,
    /** Its prices contradict each other by less than a hundredth of a percent: the source rounds. */
    ROUNDED,
    /** Open, high and low are not trusted; close and volume are. */
    NO_RANGE,
    /** Nobody traded (volume 0): there is no close that day. */
    NO_TRADE,
    /** A jump with the marks of a true one that no second source has confirmed. */
    UNCONFIRMED,
    /** Another source says something else. */
    DISPUTED,
    /** The level changed here for a reason that nobody knows: no return spans it. */
    BREAK;

    public static byte bits(Set<BarFlag> flags) {
        int bits = 0;
        for (BarFlag flag : flags) {
            bits |= 1 << flag.ordinal();
        }
        return (byte) bits;
    }

    public static Set<BarFlag> of(byte bits) {
        var flags = EnumSet.noneOf(BarFlag.class);
        for (BarFlag flag : values()) {
            if (flag.in(bits)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    public boolean in(byte bits) {
        return (bits & (1 << ordinal())) != 0;
    }
}
