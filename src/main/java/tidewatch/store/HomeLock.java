package tidewatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Keeps a second program away from a home folder: a lock on the file {@code tidewatch.lock} in it, with the number of the process inside.
 * The system gives it back when the process dies, whatever way.
 */
public final class HomeLock implements AutoCloseable {
    public static final String NAME = "tidewatch.lock";

    /** The lock lies far behind the number, so that the number may be read where a lock forbids reading. */
    private static final long AT = Long.MAX_VALUE - 1;

    private static final int NUMBER_MAX = 20;

    /**
     * Folders that this process holds. A system that locks by process would grant the second lock, and drop the first when the second file
     * is closed.
     */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private HomeLock(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** What came of trying. */
    public sealed interface Attempt {}

    /** It is ours until it is closed. */
    public record Taken(HomeLock lock) implements Attempt {}

    /** Another holds it, or it cannot be held at all. */
    public record Refused(Problem problem) implements Attempt {}

    /** Tries once, without waiting. The folder is made when there is none. */
    public static Attempt take(Path home) {
        try {
            DatabaseFile.makeFolder(home.toAbsolutePath().normalize());
            return takeIn(home.toRealPath());
        } catch (IOException failed) {
            var sentence = "The home folder cannot be locked (" + failed.getClass().getSimpleName()
                    + "). Make it writable for the user that runs Tidewatch, or set home.";
            return new Refused(Problem.of(Reason.UNREADABLE, sentence));
        }
    }

    private static Attempt takeIn(Path folder) throws IOException {
        synchronized (OURS) {
            if (OURS.contains(folder)) {
                return another(Long.toString(ProcessHandle.current().pid()));
            }
            var file = folder.resolve(NAME);
            DatabaseFile.makePrivate(file);
            var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                var lock = channel.tryLock(AT, 1, false);
                if (lock == null) {
                    var holder = number(channel);
                    channel.close();
                    return another(holder);
                }
                write(channel, Long.toString(ProcessHandle.current().pid()));
                OURS.add(folder);
                return new Taken(new HomeLock(folder, channel, lock));
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        }
    }

    private static Attempt another(String pid) {
        var who = pid.isEmpty() ? "Another Tidewatch" : "Another Tidewatch (pid " + pid + ")";
        return new Refused(Problem.of(Reason.REFUSED, who + " is using this database. Stop it, or set home."));
    }

    /** What its holder wrote; empty when it has not come to that, or is no number. */
    private static String number(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(NUMBER_MAX);
        channel.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip().toLowerCase(Locale.ROOT);
        return text.matches("[0-9]+") ? text : "";
    }

    private static void write(FileChannel channel, String pid) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** Gives it back. The file stays, empty: removing it could take it from under the next holder. */
    @Override
    public void close() {
        synchronized (OURS) {
            if (!OURS.remove(folder)) {
                return;
            }
            try (channel) {
                channel.truncate(0);
                lock.release();
            } catch (IOException failed) {
                // The system takes it back with the process.
            }
        }
    }
}
