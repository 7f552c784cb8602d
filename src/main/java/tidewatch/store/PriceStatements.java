package tidewatch.store;

/** The statements by which prices are written, prepared once for the connection that writes. */
final class PriceStatements {
    final Prepared fetch =
            new Prepared("INSERT INTO price_fetch (fetch_id, origin_id, request, bars, outcome) VALUES (:id, :origin, :request, :bars, :outcome)");

    final Prepared series = new Prepared("INSERT INTO price_series (series_id, symbol) VALUES (:id, :symbol)");

    final Prepared summary = new Prepared(
            """
            UPDATE price_series SET home = :home, basis = :basis, first_session = :first, last_session = :last, bars = :bars, stale = :stale
            WHERE series_id = :id
            """);

    final Prepared chunk = new Prepared(
            """
            INSERT INTO price_chunk (series_id, quarter, rev, n, data) VALUES (:series, :quarter, :rev, :n, :data)
            ON CONFLICT (series_id, quarter) DO UPDATE SET rev = excluded.rev, n = excluded.n, data = excluded.data
            """);

    final Prepared dropChunk = new Prepared("DELETE FROM price_chunk WHERE series_id = :series AND quarter = :quarter");

    final Prepared damaged = new Prepared(
            """
            INSERT INTO price_chunk_damaged (series_id, quarter, rev, n, data, missing) VALUES (:series, :quarter, :rev, :n, :data, :missing)
            ON CONFLICT (series_id, quarter, rev) DO UPDATE SET missing = excluded.missing
            """);

    final Prepared replaced = new Prepared(
            "UPDATE price_chunk_damaged SET missing = 0 WHERE series_id = :series AND quarter = :quarter AND missing = 1 AND n <= :n");

    final Prepared dropAction = new Prepared("DELETE FROM corporate_action WHERE symbol = :symbol AND ex = :ex AND kind = :kind");

    final Prepared action =
            new Prepared("INSERT INTO corporate_action (symbol, ex, kind, value, provider) VALUES (:symbol, :ex, :kind, :value, :provider)");

    final Prepared suspect = new Prepared("INSERT INTO bar_suspect (" + SuspectRow.COLUMNS
            + """
            ) VALUES (:symbol, :session, :open, :high, :low, :close, :volume, :provider, :feed, :fetched, :rule, :sentence, :state, :by, :at)
            ON CONFLICT (symbol, session) DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                volume = excluded.volume, provider = excluded.provider, feed = excluded.feed, fetched_at = excluded.fetched_at,
                rule = excluded.rule, sentence = excluded.sentence, state = excluded.state, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at
            """);

    final Prepared gap = new Prepared(
            """
            INSERT INTO bar_gap (symbol, session, why) VALUES (:symbol, :session, :why)
            ON CONFLICT (symbol, session) DO UPDATE SET why = excluded.why
            """);

    final Prepared dropGap = new Prepared("DELETE FROM bar_gap WHERE symbol = :symbol AND session = :session");

    final Prepared change = new Prepared(
            """
            INSERT INTO price_change (symbol, session, changed_at, close_before, close_after, provider, why)
            VALUES (:symbol, :session, :at, :before, :after, :provider, :why)
            ON CONFLICT (symbol, session, changed_at) DO UPDATE SET close_before = excluded.close_before, close_after = excluded.close_after,
                provider = excluded.provider, why = excluded.why
            """);
}
