-- The record: claims before their outcome, outcomes at their horizon. Nothing in it is ever changed. The same tables, columns and indexes
-- stand in ../sqlite; a test compares the two.

-- author: NOTES or LIST. asset, against: symbols, a JSON list each. start: the session at whose close it begins. note, line, quote: where a
-- note says it. known_to: session of the newest prices when it was written down. imported: more than five sessions
-- of its evidence were there by then.
CREATE TABLE recorded_claim (
    claim_id    TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    author      TEXT COLLATE "C" NOT NULL,
    title       TEXT    NOT NULL,
    sign        INTEGER NOT NULL,
    asset       TEXT COLLATE "C" NOT NULL,
    stand_in    INTEGER NOT NULL,
    against     TEXT COLLATE "C" NOT NULL,
    start       TEXT COLLATE "C" NOT NULL,
    horizon     INTEGER NOT NULL,
    horizon_why TEXT    NOT NULL,
    note        TEXT COLLATE "C",
    line        INTEGER,
    quote       TEXT,
    probability DOUBLE PRECISION,
    known_to    TEXT COLLATE "C" NOT NULL,
    imported    INTEGER NOT NULL,
    method      INTEGER NOT NULL,
    at          BIGINT NOT NULL
);

-- line: 1, and one more for each that supersedes it for a reason. closes: of both ends, a JSON list.
CREATE TABLE recorded_outcome (
    claim_id TEXT COLLATE "C" NOT NULL REFERENCES recorded_claim (claim_id),
    line     INTEGER NOT NULL,
    session  TEXT COLLATE "C" NOT NULL,
    excess   DOUBLE PRECISION NOT NULL,
    z        DOUBLE PRECISION NOT NULL,
    closes   TEXT    NOT NULL,
    method   INTEGER NOT NULL,
    reason   TEXT,
    at       BIGINT NOT NULL,
    PRIMARY KEY (claim_id, line)
);

-- Sessions that were written up.
CREATE TABLE recorded_session (
    session  TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    claims   INTEGER NOT NULL,
    outcomes INTEGER NOT NULL,
    at       BIGINT NOT NULL
);
