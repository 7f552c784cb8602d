package tidewatch.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets writes of several threads that wait for the one connection of a file share its commit, which costs most of a small write: whoever
 * is done while others wait leaves the commit to the last of them. To its caller a write is a transaction as always: it is on the disk
 * when it returns, and one that breaks takes back what it did itself (a savepoint) and nothing of the others. Where the commit itself
 * fails, all that shared it have failed.
 *
 * <p>What goes {@link Order#NEXT} stands behind two others at most, the one that runs and the one whose turn is, and its commit waits for
 * nobody in turn: an acknowledgement is not kept waiting by ten thousand briefs on their way out.
 *
 * <p>Each work runs in the thread of its caller, one at a time. A caller must hold no lock that another's work needs.
 */
final class SharedCommit {
    /**
     * A commit is shared by so many at most: each more makes it cheaper, and the first wait longer. With 16 answers took 40 ms where 8 were
     * enough, for whoever waits for one group is back in time for the next.
     */
    private static final int MOST = 4;

    private static final String HERE = "here";

    private final Jdbi jdbi;
    private final String name;
    private final long waitMillis;
    private final ReentrantLock lock = new ReentrantLock(true);
    /** Those that can wait stand here, so that one of them at most stands before who comes first. */
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger hurried = new AtomicInteger();
    /** Begun and left for the next; touched with the lock only. */
    private Optional<Group> left = Optional.empty();

    /**
     * @param name of the database, for its errors
     * @param waitMillis for which a write waits for those before it; one in turn once more for those that go next
     */
    SharedCommit(Jdbi jdbi, String name, long waitMillis) {
        this.jdbi = jdbi;
        this.name = name;
        this.waitMillis = waitMillis;
    }

    /** Writes that share a commit. */
    private final class Group {
        private final Handle handle;
        private final CompletableFuture<Void> committed = new CompletableFuture<>();
        private int writes;

        Group(Handle handle) {
            this.handle = handle;
        }

        boolean over() {
            return committed.isDone();
        }

        /** Runs one. What it throws is thrown once what it did is taken back; if that cannot be, all are. */
        <T> T run(Function<Handle, T> work) {
            boolean shared = writes > 0;
            if (shared) {
                handle.savepoint(HERE);
            }
            try {
                T answer = work.apply(handle);
                if (shared) {
                    handle.releaseSavepoint(HERE);
                }
                writes++;
                return answer;
            } catch (RuntimeException | Error broken) {
                back(shared, broken);
                throw broken;
            }
        }

        private void back(boolean shared, Throwable broken) {
            try {
                if (shared) {
                    handle.rollbackToSavepoint(HERE);
                } else {
                    handle.rollback();
                    close();
                    committed.complete(null);
                }
            } catch (RuntimeException gone) {
                // Some errors (a full disk) end the whole transaction inside of SQLite.
                broken.addSuppressed(gone);
                fail(broken);
            }
        }

        void commit() {
            try {
                handle.commit();
            } catch (RuntimeException refused) {
                fail(refused);
                return;
            }
            close();
            committed.complete(null);
        }

        private void fail(Throwable why) {
            try {
                handle.rollback();
            } catch (RuntimeException again) {
                why.addSuppressed(again);
            }
            close();
            committed.completeExceptionally(why);
        }

        private void close() {
            try {
                handle.close();
            } catch (RuntimeException unclean) {
                // It is out of the pool's hands; what was committed is, and the next write takes another connection.
            }
        }
    }

    /** Who goes before whom where several wait. */
    enum Order {
        /** As they came. */
        IN_TURN,
        /** Before all that are in turn, and its commit waits for none of them. */
        NEXT
    }

    /**
     * Runs the work and returns when it is on the disk.
     *
     * @throws StoreException when it cannot begin or commit; else what the work throws
     */
    <T> T write(Order order, Function<Handle, T> work) {
        enter(order);
        Group group;
        T answer;
        try {
            group = left.isPresent() ? left.get() : begin();
            left = Optional.empty();
            try {
                answer = group.run(work);
            } finally {
                if (!group.over()) {
                    leave(group, order);
                }
            }
        } finally {
            lock.unlock();
            sweep();
        }
        await(group);
        return answer;
    }

    private void enter(Order order) {
        boolean ours = false;
        waiting.incrementAndGet();
        try {
            ours = order == Order.NEXT ? next() : inTurn();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
        if (!ours) {
            sweep();
            throw new StoreException(StoreException.Kind.BUSY, name + " is busy: those who write before us are not done. Nothing was written.");
        }
    }

    private boolean next() throws InterruptedException {
        hurried.incrementAndGet();
        try {
            return lock.tryLock(waitMillis, TimeUnit.MILLISECONDS);
        } finally {
            hurried.decrementAndGet();
        }
    }

    private boolean inTurn() throws InterruptedException {
        if (!turn.tryLock(waitMillis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            return lock.tryLock(waitMillis, TimeUnit.MILLISECONDS);
        } finally {
            turn.unlock();
        }
    }

    private Group begin() {
        var handle = jdbi.open();
        try {
            handle.begin();
        } catch (RuntimeException refused) {
            handle.close();
            throw refused;
        }
        return new Group(handle);
    }

    private void leave(Group group, Order order) {
        var shares = order == Order.NEXT ? hurried : waiting;
        if (shares.get() > 0 && group.writes < MOST) {
            left = Optional.of(group);
        } else {
            group.commit();
        }
    }

    /** Commits what was left for somebody who gave up waiting. */
    private void sweep() {
        while (waiting.get() == 0 && lock.tryLock()) {
            try {
                if (left.isEmpty()) {
                    return;
                }
                left.get().commit();
                left = Optional.empty();
            } finally {
                lock.unlock();
            }
        }
    }

    private void await(Group group) {
        try {
            group.committed.join();
        } catch (CompletionException failed) {
            throw StoreException.shared(name, failed.getCause() == null ? failed : failed.getCause());
        }
    }
}
