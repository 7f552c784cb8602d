package tidewatch.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tidewatch.notes.LiveVault;

/**
 * Looks at a folder of notes in a thread of its own: soon after the file system tells of a change in it, and each
 * {@link VaultFolder#EACH} in any case, for what is told is incomplete (events are lost in a burst and in folders that are new). Where a
 * folder lies on another machine nothing is told at all, and it is walked only.
 */
final class VaultWatch implements NoteSource.Watching {
    /** Programs that save write several times: what is told within this is one change. */
    private static final Duration GATHERED = Duration.ofMillis(50);

    /** Kinds of file systems that lie elsewhere, by the start of their name. */
    private static final List<String> ELSEWHERE = List.of("nfs", "cifs", "smb", "fuse", "9p", "afp", "webdav", "dav", "vboxsf", "vmhgfs", "ceph", "gluster");

    private final Path root;
    private final Supplier<LiveVault.Sight> look;
    private final Supplier<List<Path>> folders;
    private final Supplier<Instant> clock;
    private final Consumer<LiveVault.Change> told;
    private final Consumer<RuntimeException> broken;
    private final Map<Path, WatchKey> registered = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("vault").unstarted(this::run);
    private Optional<WatchService> service = Optional.empty();

    VaultWatch(
            Path root,
            Supplier<LiveVault.Sight> look,
            Supplier<List<Path>> folders,
            Supplier<Instant> clock,
            Consumer<LiveVault.Change> told,
            Consumer<RuntimeException> broken) {
        this.root = root;
        this.look = look;
        this.folders = folders;
        this.clock = clock;
        this.told = told;
        this.broken = broken;
    }

    void start() {
        service = service();
        thread.start();
    }

    private Optional<WatchService> service() {
        try {
            var type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
            return ELSEWHERE.stream().anyMatch(type::startsWith) ? Optional.empty() : Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException none) {
            // No folder yet, or no more watches to be had on this machine: walking finds everything, only later.
            return Optional.empty();
        }
    }

    private void run() {
        try {
            while (ended.getCount() > 0) {
                wait(once());
            }
        } catch (InterruptedException | ClosedWatchServiceException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks; returns how long nothing need be done. */
    private Duration once() {
        try {
            var sight = look.get();
            boolean listening = register();
            if (!sight.change().isNothing()) {
                told.accept(sight.change());
            }
            if (listening) {
                // What was written between the walk and the listening was told to nobody.
                return Duration.ZERO;
            }
            return sight.again()
                    .map(at -> Duration.between(clock.get(), at))
                    .filter(pause -> pause.compareTo(VaultFolder.EACH) < 0)
                    .map(pause -> pause.isNegative() ? GATHERED : pause)
                    .orElse(VaultFolder.EACH);
        } catch (ClosedWatchServiceException ending) {
            throw ending;
        } catch (RuntimeException fault) {
            broken.accept(fault);
            return VaultFolder.EACH;
        }
    }

    /** Asks to be told of folders that are new, and forgets those that are gone; true when there was a new one. */
    private boolean register() {
        if (service.isEmpty()) {
            return false;
        }
        boolean listening = false;
        var now = folders.get();
        registered.entrySet().removeIf(entry -> !now.contains(entry.getKey()) || !entry.getValue().isValid());
        for (var folder : now) {
            if (!registered.containsKey(folder)) {
                try {
                    registered.put(
                            folder,
                            folder.register(
                                    service.get(),
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
                    listening = true;
                } catch (IOException refused) {
                    // Gone again, or the machine's limit of watches is reached: the walk sees it.
                    return listening;
                }
            }
        }
        return listening;
    }

    /** Until something is told, this pause is over, or it ends. */
    private void wait(Duration pause) throws InterruptedException {
        if (service.isEmpty()) {
            boolean _ = ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        var key = service.get().poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return;
        }
        boolean _ = ended.await(GATHERED.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.get().poll();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        service.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException unclean) {
                throw new UncheckedIOException(unclean);
            }
        });
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
