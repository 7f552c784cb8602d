-- Prices that were fetched, checked and kept; how far each session and each source is; what was used of each source's limits.

-- One row: a number that grows in every transaction after which the prices read differently. Whoever writes prices holds the row.
CREATE TABLE price_revision (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO price_revision (one, revision) VALUES (1, 0);

-- Where bars came from. Never changed, never deleted: bars name it by its number.
CREATE TABLE price_origin (
    origin_id  INTEGER NOT NULL PRIMARY KEY,
    provider   TEXT    NOT NULL,
    feed       TEXT    NOT NULL,
    fetched_at INTEGER NOT NULL,
    UNIQUE (provider, feed, fetched_at)
) STRICT;

-- The last answers of the sources, in a few words each.
CREATE TABLE price_fetch (
    fetch_id  INTEGER NOT NULL PRIMARY KEY,
    origin_id INTEGER NOT NULL REFERENCES price_origin (origin_id),
    request   TEXT    NOT NULL,
    bars      INTEGER NOT NULL,
    outcome   TEXT    NOT NULL
) STRICT;

-- home and basis are NULL until there are bars. first_session, last_session and bars are those of its chunks. asked_from: the first day of
-- which a history was asked for; actions_through: the last one of which corporate actions were.
CREATE TABLE price_series (
    series_id       INTEGER NOT NULL PRIMARY KEY,
    symbol          TEXT    NOT NULL UNIQUE,
    home            TEXT,
    basis           TEXT,
    first_session   TEXT,
    last_session    TEXT,
    bars            INTEGER NOT NULL DEFAULT 0,
    asked_from      TEXT,
    actions_through TEXT,
    stale           TEXT
) STRICT;

-- The bars of one series and quarter (20261 is the first of 2026). data: columns of n bars, little-endian: 4 bytes epoch day; 8 bytes each
-- of open, high, low, close, volume and, where the source has one, the adjusted close; 4 bytes origin_id; 1 byte flags; then 4 bytes CRC-32
-- of all before.
CREATE TABLE price_chunk (
    series_id INTEGER NOT NULL REFERENCES price_series (series_id),
    quarter   INTEGER NOT NULL,
    rev       INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    data      BLOB    NOT NULL,
    PRIMARY KEY (series_id, quarter)
) STRICT;
CREATE INDEX price_chunk_by_quarter ON price_chunk (quarter);

-- Chunks whose checksum was wrong, as they were. missing: fewer bars than it had have been fetched since.
CREATE TABLE price_chunk_damaged (
    series_id INTEGER NOT NULL REFERENCES price_series (series_id),
    quarter   INTEGER NOT NULL,
    rev       INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    data      BLOB    NOT NULL,
    missing   INTEGER NOT NULL,
    PRIMARY KEY (series_id, quarter, rev)
) STRICT;

-- kind: SPLIT, DIVIDEND, FACTOR.
CREATE TABLE corporate_action (
    symbol   TEXT NOT NULL,
    ex       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    value    REAL NOT NULL,
    provider TEXT NOT NULL,
    PRIMARY KEY (symbol, ex, kind, value)
) STRICT;

-- Bars that are kept and not used. Prices are NULL where they are no numbers.
CREATE TABLE bar_suspect (
    symbol     TEXT    NOT NULL,
    session    TEXT    NOT NULL,
    open       REAL,
    high       REAL,
    low        REAL,
    close      REAL,
    volume     REAL,
    provider   TEXT    NOT NULL,
    feed       TEXT    NOT NULL,
    fetched_at INTEGER NOT NULL,
    rule       TEXT    NOT NULL,
    sentence   TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    decided_by TEXT,
    decided_at INTEGER,
    PRIMARY KEY (symbol, session)
) STRICT;
CREATE INDEX bar_suspect_by_state ON bar_suspect (state);

-- Sessions of which a series has no bar, with the reason.
CREATE TABLE bar_gap (
    symbol  TEXT NOT NULL,
    session TEXT NOT NULL,
    why     TEXT NOT NULL,
    PRIMARY KEY (symbol, session)
) STRICT;
CREATE INDEX bar_gap_by_session ON bar_gap (session);

-- Accepted closes that were replaced.
CREATE TABLE price_change (
    symbol       TEXT    NOT NULL,
    session      TEXT    NOT NULL,
    changed_at   INTEGER NOT NULL,
    close_before REAL    NOT NULL,
    close_after  REAL    NOT NULL,
    provider     TEXT    NOT NULL,
    why          TEXT    NOT NULL,
    PRIMARY KEY (symbol, session, changed_at)
) STRICT;
CREATE INDEX price_change_by_time ON price_change (changed_at);

CREATE TABLE session_state (
    session   TEXT    NOT NULL PRIMARY KEY,
    stage     TEXT    NOT NULL,
    wanted    INTEGER NOT NULL,
    have      INTEGER NOT NULL,
    explained INTEGER NOT NULL,
    attempts  INTEGER NOT NULL,
    next_at   INTEGER,
    note      TEXT    NOT NULL
) STRICT;

-- key_print is empty where the source takes no key.
CREATE TABLE provider_state (
    provider         TEXT    NOT NULL,
    key_print        TEXT    NOT NULL,
    failures         INTEGER NOT NULL,
    openings         INTEGER NOT NULL,
    closed_until     INTEGER,
    trouble          TEXT,
    trouble_sentence TEXT,
    trouble_until    INTEGER,
    last_success     INTEGER,
    last_attempt     INTEGER,
    PRIMARY KEY (provider, key_print)
) STRICT;

-- What is not asked of a source before a moment. subject: a symbol, or another thing that is asked for.
CREATE TABLE price_setback (
    provider         TEXT    NOT NULL,
    subject          TEXT    NOT NULL,
    trouble          TEXT    NOT NULL,
    trouble_sentence TEXT    NOT NULL,
    trouble_until    INTEGER,
    tries            INTEGER NOT NULL,
    again_at         INTEGER NOT NULL,
    PRIMARY KEY (provider, subject)
) STRICT;

-- Whoever reserves a call holds the row of its account: provider, or provider:print of the key. calls: all that were ever reserved.
CREATE TABLE call_account (
    account TEXT    NOT NULL PRIMARY KEY,
    calls   INTEGER NOT NULL
) STRICT;

-- Calls that were reserved, one row an instant. symbol_calls: the symbols in them, each as often as it was named.
CREATE TABLE call_used (
    account      TEXT    NOT NULL,
    used_at      INTEGER NOT NULL,
    calls        INTEGER NOT NULL,
    symbol_calls INTEGER NOT NULL,
    PRIMARY KEY (account, used_at)
) STRICT;

-- What a source counts beyond what we did, of one of its rules.
CREATE TABLE call_unseen (
    account TEXT    NOT NULL,
    rule    TEXT    NOT NULL,
    used_at INTEGER NOT NULL,
    units   INTEGER NOT NULL,
    PRIMARY KEY (account, rule, used_at)
) STRICT;

-- When a symbol was last named in a call, where a source counts symbols.
CREATE TABLE symbol_used (
    account TEXT    NOT NULL,
    symbol  TEXT    NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (account, symbol)
) STRICT;
