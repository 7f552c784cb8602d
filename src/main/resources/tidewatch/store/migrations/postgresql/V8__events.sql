-- Dated events as sources said them. The same tables, columns and indexes stand in ../sqlite; a test compares the two.

-- What a source says of a thing on a day. subject: the thing, in lower case, by which a date that moved is known again.
-- at_time: wall time in the zone, on the last day. kind: EARNINGS, RELEASE, HOLIDAY, EARLY_CLOSE, EXPIRY or CUSTOM; timing, period_end,
-- estimate and standing belong to EARNINGS, usual_time to RELEASE. moved_from: the day it was on before.
CREATE TABLE market_event (
    source     TEXT COLLATE "C" NOT NULL,
    subject    TEXT COLLATE "C" NOT NULL,
    day        TEXT COLLATE "C" NOT NULL,
    last_day   TEXT COLLATE "C" NOT NULL,
    at_time    TEXT COLLATE "C",
    zone       TEXT COLLATE "C" NOT NULL,
    symbol     TEXT COLLATE "C",
    event_key  TEXT COLLATE "C" NOT NULL,
    title      TEXT COLLATE "C" NOT NULL,
    said_by    TEXT COLLATE "C" NOT NULL,
    published  INTEGER NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,
    timing     TEXT COLLATE "C",
    period_end TEXT COLLATE "C",
    estimate   TEXT COLLATE "C",
    standing   TEXT COLLATE "C",
    usual_time INTEGER NOT NULL,
    first_said BIGINT NOT NULL,
    last_said  BIGINT NOT NULL,
    moved_from TEXT COLLATE "C",
    moved_at   BIGINT,
    PRIMARY KEY (source, subject, day),
    CHECK ((moved_from IS NULL) = (moved_at IS NULL))
);
CREATE INDEX market_event_day ON market_event (day);

-- The questions that were put to a source, and when each is to be put again.
CREATE TABLE event_question (
    source   TEXT COLLATE "C" NOT NULL,
    part     TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    again_at BIGINT NOT NULL,
    PRIMARY KEY (source, part)
);
