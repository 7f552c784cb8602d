package tidewatch.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The open database. All SQL of the program runs in {@link #read} or {@link #write}: each is one transaction, and one called inside of
 * another on the same thread is part of it, so that what several tables do for one cause is on disk together or not at all. When a part of
 * it has failed nothing of it is kept, even if the exception was caught.
 *
 * <p>SQLite has one connection that writes, with {@link SharedCommit}, and four that cannot; PostgreSQL has ten. Any thread. A transaction must be short: nothing
 * waits for the network in it.
 */
public final class Database implements AutoCloseable {
    /** Longest wait for a connection, and so the longest that a stopped server holds a caller. */
    private static final long WAIT_MILLIS = 5_000;
    /** One writer holds the file for 50 ms at most, a verb of the command line for a moment longer. */
    private static final long FILE_WAIT_MILLIS = 15_000;

    /** A verb of the command line may hold the write lock for a moment. */
    private static final int BUSY_MILLIS = 10_000;

    private static final int READERS = 4;
    private static final int CONNECTIONS = 10;
    /** Times that a transaction is run which the database rolled back in favour of another. */
    private static final int RUNS_MAX = 4;

    private static final long STEP_BACK_NANOS = 50_000_000;

    private static final String LIMITS =
            "SET statement_timeout='10s'; SET lock_timeout='5s'; SET idle_in_transaction_session_timeout='15s'";

    private final Dialect dialect;
    private final String name;
    private final Jdbi writer;
    private final Jdbi reader;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    /** Of a file, which has one writing connection. */
    private final Optional<SharedCommit> shared;
    private final DataSource direct;
    private final Optional<Path> file;
    private final Optional<InstantSource> clock;
    private final ScopedValue<Open> current = ScopedValue.newInstance();

    /** The transaction of this thread. A write inside of it that failed has left it half done, and it must not be committed. */
    private static final class Open {
        private final Handle handle;
        private final boolean writes;
        private Optional<Throwable> broken = Optional.empty();

        Open(Handle handle, boolean writes) {
            this.handle = handle;
            this.writes = writes;
        }
    }

    /** Something done with a connection inside of a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Handle handle) throws SQLException;
    }

    /** Something done that answers nothing. */
    @FunctionalInterface
    public interface Step {
        void with(Handle handle) throws SQLException;
    }

    private Database(
            Dialect dialect,
            String name,
            HikariDataSource writers,
            HikariDataSource readers,
            DataSource direct,
            Optional<Path> file,
            Optional<InstantSource> clock) {
        this.dialect = dialect;
        this.name = name;
        this.writers = writers;
        this.readers = readers;
        this.direct = direct;
        this.file = file;
        this.clock = clock;
        this.writer = jdbi(writers);
        this.reader = dialect == Dialect.POSTGRESQL ? writer : jdbi(readers);
        this.shared = file.map(_ -> new SharedCommit(writer, name, FILE_WAIT_MILLIS));
    }

    private static Jdbi jdbi(DataSource source) {
        var jdbi = Jdbi.create(source);
        Bindings.install(jdbi);
        return jdbi;
    }

    /**
     * Opens what the settings name. A file is made where there is none, for its owner alone. Tables are the business of {@link Migrations}.
     *
     * @param home folder of the file; made where there is none, for its owner alone
     * @param clock of a file; a server is asked for its own
     * @throws StoreException when it cannot be opened, with what to do about it
     */
    public static Database open(StoreSettings settings, Path home, InstantSource clock) {
        return settings.isFile() ? openFile(DatabaseFile.prepare(home), clock) : server(settings, Optional.empty());
    }

    /** As {@link #open}, on this clock whatever the database: for tests and other worlds where time is made. */
    public static Database openOnClock(StoreSettings settings, Path home, InstantSource clock) {
        return settings.isFile() ? openFile(DatabaseFile.prepare(home), clock) : server(settings, Optional.of(clock));
    }

    /** @param file that {@link DatabaseFile} has prepared */
    static Database openFile(Path file, InstantSource clock) {
        var writing = sqlite(file, SQLiteConfig.TransactionMode.IMMEDIATE);
        var name = "The database " + file.getFileName();
        // The writer goes first: it makes the file a database, which readers cannot.
        var writers = pool("tidewatch-write", name, writing, 1, 1, "", FILE_WAIT_MILLIS);
        try {
            var readers = pool("tidewatch-read", name, sqlite(file, SQLiteConfig.TransactionMode.DEFERRED), READERS, 1, "PRAGMA query_only=1", FILE_WAIT_MILLIS);
            return new Database(Dialect.SQLITE, name, writers, readers, writing, Optional.of(file), Optional.of(clock));
        } catch (StoreException refused) {
            writers.close();
            throw refused;
        }
    }

    /**
     * Every commit is on the disk before it counts, readers do not wait for the writer, and the writer asks for the lock when it begins: a
     * transaction that began with a read and cannot get it later fails at once, whatever the timeout. Not as parameters of a URL: this
     * class of the driver puts its own standards above them.
     */
    private static DataSource sqlite(Path file, SQLiteConfig.TransactionMode mode) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Database server(StoreSettings settings, Optional<InstantSource> clock) {
        var source = new PGSimpleDataSource();
        source.setURL(settings.url());
        settings.user().ifPresent(source::setUser);
        settings.password().ifPresent(secret -> source.setPassword(secret.reveal()));
        source.setApplicationName("tidewatch");
        source.setConnectTimeout(5);
        source.setSocketTimeout(30);
        source.setTcpKeepAlive(true);
        var name = "The database " + String.join(",", source.getServerNames()) + "/" + source.getDatabaseName();
        var pool = pool("tidewatch", name, source, CONNECTIONS, 2, LIMITS, WAIT_MILLIS);
        return new Database(Dialect.POSTGRESQL, name, pool, pool, source, Optional.empty(), clock);
    }

    private static HikariDataSource pool(
            String pool, String name, DataSource source, int most, int idle, String first, long waitMillis) {
        var config = new HikariConfig();
        config.setPoolName(pool);
        config.setDataSource(source);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(idle);
        config.setConnectionTimeout(waitMillis);
        if (!first.isEmpty()) {
            config.setConnectionInitSql(first);
        }
        if (source instanceof SQLiteDataSource) {
            // A file does not go away; only the settings of a connection would have to be made anew.
            config.setMaxLifetime(0);
            config.setIdleTimeout(0);
            config.setKeepaliveTime(0);
        } else {
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException fault) {
            throw StoreException.of(name, fault);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    /** How it is named to people: {@code The database tidewatch.db}; no password, no path. */
    public String name() {
        return name;
    }

    /** Its file; absent for a server. */
    public Optional<Path> file() {
        return file;
    }

    /** Its name on its server. */
    String serverDatabase() {
        return direct instanceof PGSimpleDataSource server && server.getDatabaseName() != null ? server.getDatabaseName() : "";
    }

    /** Connections beside the pools, for what takes long. */
    DataSource direct() {
        return direct;
    }

    /**
     * Reads, in one transaction that cannot write; inside of a {@link #write} of this thread it sees what that has written so far.
     *
     * @throws StoreException for whatever the database refuses
     */
    public <T> T read(Work<T> work) {
        return current.isBound() ? inside(work) : transaction(reader, false, work);
    }

    /**
     * As {@link #read}, and however many statements there are, they see one moment. (A file's reader always does; of a server a plain read
     * sees with each statement what was committed before it.) Inside of another transaction it is a part of that one.
     */
    <T> T snapshot(Work<T> work) {
        if (dialect == Dialect.SQLITE || current.isBound()) {
            return read(work);
        }
        return read(handle -> {
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            return work.with(handle);
        });
    }

    /** Whether this thread is in a transaction. */
    boolean inside() {
        return current.isBound();
    }

    /**
     * Writes: all of it or nothing. Where the database itself rolled it back because another transaction was in the way (a deadlock), it
     * is run again some times, so the work must do nothing but talk to the store.
     *
     * @throws StoreException for whatever the database refuses
     * @throws IllegalStateException inside of a {@link #read} of this thread
     */
    public <T> T write(Work<T> work) {
        return write(SharedCommit.Order.IN_TURN, work);
    }

    /**
     * As {@link #write}, before all writes that wait for the one connection of a file: for what somebody waits for an answer to. The
     * others wait for as long as these keep coming.
     */
    <T> T writeNext(Work<T> work) {
        return write(SharedCommit.Order.NEXT, work);
    }

    private <T> T write(SharedCommit.Order order, Work<T> work) {
        if (current.isBound()) {
            return joined(work);
        }
        for (int run = 1; ; run++) {
            try {
                return writing(order, work);
            } catch (StoreException refused) {
                if (run == RUNS_MAX || !StoreException.rolledBackByOthers(refused)) {
                    throw refused;
                }
                // The other one waits to be woken; at once we would be before it and in its way again.
                LockSupport.parkNanos(run * STEP_BACK_NANOS);
            }
        }
    }

    /** As {@link #write}, never run twice: for work that also does something else. */
    public <T> T writeOnce(Work<T> work) {
        return current.isBound() ? joined(work) : writing(SharedCommit.Order.IN_TURN, work);
    }

    /** As {@link #write}, for work that answers nothing. */
    public void run(Step step) {
        boolean _ = write(handle -> {
            step.with(handle);
            return true;
        });
    }

    private <T> T joined(Work<T> work) {
        var open = current.get();
        if (!open.writes) {
            throw new IllegalStateException("A read must not write; write first and read inside of it");
        }
        try {
            return inside(work);
        } catch (RuntimeException fault) {
            open.broken = Optional.of(fault);
            throw fault;
        }
    }

    private <T> T inside(Work<T> work) {
        try {
            return work.with(current.get().handle);
        } catch (SQLException | JdbiException fault) {
            throw StoreException.of(name, fault);
        }
    }

    private <T> T writing(SharedCommit.Order order, Work<T> work) {
        if (shared.isEmpty()) {
            return transaction(writer, true, work);
        }
        try {
            return shared.get().write(order, handle -> {
                try {
                    return opened(handle, true, work);
                } catch (SQLException fault) {
                    throw StoreException.of(name, fault);
                }
            });
        } catch (JdbiException fault) {
            throw StoreException.of(name, fault);
        }
    }

    private <T> T transaction(Jdbi jdbi, boolean writes, Work<T> work) {
        try (var handle = jdbi.open()) {
            if (!writes && dialect == Dialect.POSTGRESQL) {
                handle.setReadOnly(true);
            }
            return handle.inTransaction(one -> opened(one, writes, work));
        } catch (SQLException | JdbiException fault) {
            throw StoreException.of(name, fault);
        }
    }

    /** Runs the work as the transaction of this thread. */
    private <T> T opened(Handle handle, boolean writes, Work<T> work) throws SQLException {
        var open = new Open(handle, writes);
        T answer = ScopedValue.where(current, open).call(() -> work.with(handle));
        if (open.broken.isPresent()) {
            throw new IllegalStateException(
                    "A write failed inside of another, which went on; nothing of either is kept", open.broken.get());
        }
        return answer;
    }

    /**
     * What time it is for whoever shares this database: the server's own clock, so that no node's is trusted; of a file the clock that it
     * was opened with. To the millisecond, as it is stored.
     */
    public Instant now(Handle handle) {
        if (clock.isPresent()) {
            return Instant.ofEpochMilli(clock.get().millis());
        }
        return Instant.ofEpochMilli(handle.createQuery("SELECT CAST(floor(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)")
                .mapTo(Long.class)
                .one());
    }

    /** {@link #now(Handle)} in a transaction of its own. */
    public Instant now() {
        return clock.isPresent() ? Instant.ofEpochMilli(clock.get().millis()) : read(this::now);
    }

    /** Waits for what is running, at most for some seconds, and lets the database go. */
    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
