package tidewatch.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another program that takes the lock of a home, says so, and keeps it until its input ends. */
final class HomeLockHolder {
    private HomeLockHolder() {}

    public static void main(String[] arguments) throws IOException {
        var attempt = HomeLock.take(Path.of(arguments[0]));
        System.out.println(attempt instanceof HomeLock.Taken ? "taken" : attempt.toString());
        while (System.in.read() >= 0) {
            // Nothing is meant by what comes.
        }
    }
}
