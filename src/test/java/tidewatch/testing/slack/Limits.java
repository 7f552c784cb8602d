package tidewatch.testing.slack;

/**
 * How much the fake takes.
 *
 * @param channelPerSecond messages to one channel, on average
 * @param channelBurst messages to one channel at once
 * @param postsPerMinute messages in one workspace in any minute
 * @param tier2 calls of one such method in any minute, by one app in one workspace
 * @param tier3 the same
 * @param tier4 the same
 */
public record Limits(double channelPerSecond, int channelBurst, int postsPerMinute, int tier2, int tier3, int tier4) {
    /** One message a second a channel with short bursts, several hundred a minute in all, 20, 50 and 100 of the tiers. */
    public static final Limits REAL = new Limits(1, 3, 600, 20, 50, 100);

    /** For benchmarks. */
    public static final Limits NONE =
            new Limits(1e9, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    int tier(int tier) {
        return switch (tier) {
            case 2 -> tier2;
            case 3 -> tier3;
            case 4 -> tier4;
            default -> postsPerMinute;
        };
    }
}
