package tidewatch.testing;

import java.time.InstantSource;
import tidewatch.contract.WatchlistContract;
import tidewatch.watch.Watchlist;

class MemoryWatchlistTest extends WatchlistContract {
    @Override
    protected Watchlist watchlist() {
        return new MemoryWatchlist(new MemoryStore(InstantSource.fixed(T0)));
    }
}
