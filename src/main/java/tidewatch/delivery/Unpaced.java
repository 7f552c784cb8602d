package tidewatch.delivery;

/** No limit at all. */
final class Unpaced implements Pace {
    @Override
    public long take(Target target) {
        return 0;
    }

    @Override
    public long room(int before) {
        return 0;
    }

    @Override
    public Scope throttled(String chat) {
        return Scope.CHAT;
    }
}
