-- Prices that were fetched, checked and kept; how far each session and each source is; what was used of each source's limits.

-- One row: a number that grows in every transaction after which the prices read differently. Whoever writes prices holds the row.
CREATE TABLE price_revision (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    revision BIGINT NOT NULL
);
INSERT INTO price_revision (one, revision) VALUES (1, 0);

-- Where bars came from. Never changed, never deleted: bars name it by its number.
CREATE TABLE price_origin (
    origin_id  INTEGER NOT NULL PRIMARY KEY,
    provider   TEXT COLLATE "C" NOT NULL,
    feed       TEXT COLLATE "C" NOT NULL,
    fetched_at BIGINT NOT NULL,
    UNIQUE (provider, feed, fetched_at)
);

-- The last answers of the sources, in a few words each.
CREATE TABLE price_fetch (
    fetch_id  INTEGER NOT NULL PRIMARY KEY,
    origin_id INTEGER NOT NULL REFERENCES price_origin (origin_id),
    request   TEXT COLLATE "C" NOT NULL,
    bars      INTEGER NOT NULL,
    outcome   TEXT COLLATE "C" NOT NULL
);

-- home and basis are NULL until there are bars. first_session, last_session and bars are those of its chunks. asked_from: the first day of
-- which a history was asked for; actions_through: the last one of which corporate actions were.
CREATE TABLE price_series (
    series_id       INTEGER NOT NULL PRIMARY KEY,
    symbol          TEXT COLLATE "C" NOT NULL UNIQUE,
    home            TEXT COLLATE "C",
    basis           TEXT COLLATE "C",
    first_session   TEXT COLLATE "C",
    last_session    TEXT COLLATE "C",
    bars            INTEGER NOT NULL DEFAULT 0,
    asked_from      TEXT COLLATE "C",
    actions_through TEXT COLLATE "C",
    stale           TEXT COLLATE "C"
);

-- The bars of one series and quarter (20261 is the first of 2026). data: columns of n bars, little-endian: 4 bytes epoch day; 8 bytes each
-- of open, high, low, close, volume and, where the source has one, the adjusted close; 4 bytes origin_id; 1 byte flags; then 4 bytes CRC-32
-- of all before.
CREATE TABLE price_chunk (
    series_id INTEGER NOT NULL REFERENCES price_series (series_id),
    quarter   INTEGER NOT NULL,
    rev       INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    data      BYTEA NOT NULL,
    PRIMARY KEY (series_id, quarter)
) WITH (toast_tuple_target = 8160);
-- As it is, beside the other columns: 3 kB that do not get smaller are read a fifth faster there than from where the server would put them.
ALTER TABLE price_chunk ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX price_chunk_by_quarter ON price_chunk (quarter);

-- Chunks whose checksum was wrong, as they were. missing: fewer bars than it had have been fetched since.
CREATE TABLE price_chunk_damaged (
    series_id INTEGER NOT NULL REFERENCES price_series (series_id),
    quarter   INTEGER NOT NULL,
    rev       INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    data      BYTEA NOT NULL,
    missing   INTEGER NOT NULL,
    PRIMARY KEY (series_id, quarter, rev)
);

-- kind: SPLIT, DIVIDEND, FACTOR.
CREATE TABLE corporate_action (
    symbol   TEXT COLLATE "C" NOT NULL,
    ex       TEXT COLLATE "C" NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL,
    value    DOUBLE PRECISION NOT NULL,
    provider TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (symbol, ex, kind, value)
);

-- Bars that are kept and not used. Prices are NULL where they are no numbers.
CREATE TABLE bar_suspect (
    symbol     TEXT COLLATE "C" NOT NULL,
    session    TEXT COLLATE "C" NOT NULL,
    open       DOUBLE PRECISION,
    high       DOUBLE PRECISION,
    low        DOUBLE PRECISION,
    close      DOUBLE PRECISION,
    volume     DOUBLE PRECISION,
    provider   TEXT COLLATE "C" NOT NULL,
    feed       TEXT COLLATE "C" NOT NULL,
    fetched_at BIGINT NOT NULL,
    rule       TEXT COLLATE "C" NOT NULL,
    sentence   TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,
    decided_by TEXT COLLATE "C",
    decided_at BIGINT,
    PRIMARY KEY (symbol, session)
);
CREATE INDEX bar_suspect_by_state ON bar_suspect (state);

-- Sessions of which a series has no bar, with the reason.
CREATE TABLE bar_gap (
    symbol  TEXT COLLATE "C" NOT NULL,
    session TEXT COLLATE "C" NOT NULL,
    why     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (symbol, session)
);
CREATE INDEX bar_gap_by_session ON bar_gap (session);

-- Accepted closes that were replaced.
CREATE TABLE price_change (
    symbol       TEXT COLLATE "C" NOT NULL,
    session      TEXT COLLATE "C" NOT NULL,
    changed_at   BIGINT NOT NULL,
    close_before DOUBLE PRECISION NOT NULL,
    close_after  DOUBLE PRECISION NOT NULL,
    provider     TEXT COLLATE "C" NOT NULL,
    why          TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (symbol, session, changed_at)
);
CREATE INDEX price_change_by_time ON price_change (changed_at);

CREATE TABLE session_state (
    session   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    stage     TEXT COLLATE "C" NOT NULL,
    wanted    INTEGER NOT NULL,
    have      INTEGER NOT NULL,
    explained INTEGER NOT NULL,
    attempts  INTEGER NOT NULL,
    next_at   BIGINT,
    note      TEXT COLLATE "C" NOT NULL
);

-- key_print is empty where the source takes no key.
CREATE TABLE provider_state (
    provider         TEXT COLLATE "C" NOT NULL,
    key_print        TEXT COLLATE "C" NOT NULL,
    failures         INTEGER NOT NULL,
    openings         INTEGER NOT NULL,
    closed_until     BIGINT,
    trouble          TEXT COLLATE "C",
    trouble_sentence TEXT COLLATE "C",
    trouble_until    BIGINT,
    last_success     BIGINT,
    last_attempt     BIGINT,
    PRIMARY KEY (provider, key_print)
);

-- What is not asked of a source before a moment. subject: a symbol, or another thing that is asked for.
CREATE TABLE price_setback (
    provider         TEXT COLLATE "C" NOT NULL,
    subject          TEXT COLLATE "C" NOT NULL,
    trouble          TEXT COLLATE "C" NOT NULL,
    trouble_sentence TEXT COLLATE "C" NOT NULL,
    trouble_until    BIGINT,
    tries            INTEGER NOT NULL,
    again_at         BIGINT NOT NULL,
    PRIMARY KEY (provider, subject)
);

-- Whoever reserves a call holds the row of its account: provider, or provider:print of the key. calls: all that were ever reserved.
CREATE TABLE call_account (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    calls   BIGINT NOT NULL
);

-- Calls that were reserved, one row an instant. symbol_calls: the symbols in them, each as often as it was named.
CREATE TABLE call_used (
    account      TEXT COLLATE "C" NOT NULL,
    used_at      BIGINT NOT NULL,
    calls        BIGINT NOT NULL,
    symbol_calls INTEGER NOT NULL,
    PRIMARY KEY (account, used_at)
);

-- What a source counts beyond what we did, of one of its rules.
CREATE TABLE call_unseen (
    account TEXT COLLATE "C" NOT NULL,
    rule    TEXT COLLATE "C" NOT NULL,
    used_at BIGINT NOT NULL,
    units   INTEGER NOT NULL,
    PRIMARY KEY (account, rule, used_at)
);

-- When a symbol was last named in a call, where a source counts symbols.
CREATE TABLE symbol_used (
    account TEXT COLLATE "C" NOT NULL,
    symbol  TEXT COLLATE "C" NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (account, symbol)
);
