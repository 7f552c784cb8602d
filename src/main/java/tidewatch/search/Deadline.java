package tidewatch.search;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.lucene.index.QueryTimeout;

/** Until when an answer may take; asked for between two pieces of work. Any thread. */
record Deadline(LongSupplier nanos, long until) implements QueryTimeout {
    static Deadline in(Duration most, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + most.toNanos());
    }

    boolean over() {
        return nanos.getAsLong() - until > 0;
    }

    @Override
    public boolean shouldExit() {
        return over();
    }
}
