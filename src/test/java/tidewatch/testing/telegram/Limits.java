package tidewatch.testing.telegram;

/**
 * How much the fake takes.
 *
 * @param perSecond messages of the bot in any second
 * @param chatPerSecond messages to one chat, on average
 * @param chatBurst messages to one chat at once
 * @param groupPerMinute messages to one group, supergroup or channel in any minute
 * @param pollPause seconds that a repeated short poll, and the second of two conflicts, is made to wait
 */
public record Limits(int perSecond, double chatPerSecond, int chatBurst, int groupPerMinute, double pollPause) {
    /** What the service's FAQ says; the pause is in its source. */
    public static final Limits REAL = new Limits(30, 1, 3, 20, 3);

    /** For benchmarks. */
    public static final Limits NONE = new Limits(Integer.MAX_VALUE, 1e9, Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
}
