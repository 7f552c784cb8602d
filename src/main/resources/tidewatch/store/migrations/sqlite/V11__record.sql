-- The record: claims before their outcome, outcomes at their horizon. Nothing in it is ever changed. The same tables, columns and indexes
-- stand in ../postgresql; a test compares the two.

-- author: NOTES or LIST. asset, against: symbols, a JSON list each. start: the session at whose close it begins. note, line, quote: where a
-- note says it. known_to: session of the newest prices when it was written down. imported: more than five sessions
-- of its evidence were there by then.
CREATE TABLE recorded_claim (
    claim_id    TEXT    PRIMARY KEY NOT NULL,
    author      TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    sign        INTEGER NOT NULL,
    asset       TEXT    NOT NULL,
    stand_in    INTEGER NOT NULL,
    against     TEXT    NOT NULL,
    start       TEXT    NOT NULL,
    horizon     INTEGER NOT NULL,
    horizon_why TEXT    NOT NULL,
    note        TEXT,
    line        INTEGER,
    quote       TEXT,
    probability REAL,
    known_to    TEXT    NOT NULL,
    imported    INTEGER NOT NULL,
    method      INTEGER NOT NULL,
    at          INTEGER NOT NULL
) STRICT;

-- line: 1, and one more for each that supersedes it for a reason. closes: of both ends, a JSON list.
CREATE TABLE recorded_outcome (
    claim_id TEXT    NOT NULL REFERENCES recorded_claim (claim_id),
    line     INTEGER NOT NULL,
    session  TEXT    NOT NULL,
    excess   REAL    NOT NULL,
    z        REAL    NOT NULL,
    closes   TEXT    NOT NULL,
    method   INTEGER NOT NULL,
    reason   TEXT,
    at       INTEGER NOT NULL,
    PRIMARY KEY (claim_id, line)
) STRICT;

-- Sessions that were written up.
CREATE TABLE recorded_session (
    session  TEXT    PRIMARY KEY NOT NULL,
    claims   INTEGER NOT NULL,
    outcomes INTEGER NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
