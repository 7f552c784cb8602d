-- Dated events as sources said them. The same tables, columns and indexes stand in ../postgresql; a test compares the two.

-- What a source says of a thing on a day. subject: the thing, in lower case, by which a date that moved is known again.
-- at_time: wall time in the zone, on the last day. kind: EARNINGS, RELEASE, HOLIDAY, EARLY_CLOSE, EXPIRY or CUSTOM; timing, period_end,
-- estimate and standing belong to EARNINGS, usual_time to RELEASE. moved_from: the day it was on before.
CREATE TABLE market_event (
    source     TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    day        TEXT    NOT NULL,
    last_day   TEXT    NOT NULL,
    at_time    TEXT,
    zone       TEXT    NOT NULL,
    symbol     TEXT,
    event_key  TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    said_by    TEXT    NOT NULL,
    published  INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    timing     TEXT,
    period_end TEXT,
    estimate   TEXT,
    standing   TEXT,
    usual_time INTEGER NOT NULL,
    first_said INTEGER NOT NULL,
    last_said  INTEGER NOT NULL,
    moved_from TEXT,
    moved_at   INTEGER,
    PRIMARY KEY (source, subject, day),
    CHECK ((moved_from IS NULL) = (moved_at IS NULL))
) STRICT;
CREATE INDEX market_event_day ON market_event (day);

-- The questions that were put to a source, and when each is to be put again.
CREATE TABLE event_question (
    source   TEXT    NOT NULL,
    part     TEXT    NOT NULL,
    asked_at INTEGER NOT NULL,
    again_at INTEGER NOT NULL,
    PRIMARY KEY (source, part)
) STRICT;
