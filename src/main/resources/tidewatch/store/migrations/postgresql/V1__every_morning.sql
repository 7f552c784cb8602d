-- Instants are milliseconds since 1970 in UTC, dates are text of ISO 8601, booleans are 0 and 1, ids are text.
-- Text compares byte by byte, as it does in SQLite, whatever the locale of the database.
-- The same tables, columns and indexes stand in ../sqlite; a test compares the two.

-- A chat and how it wants to be written to. not_before: a platform told us to wait with this chat until then.
CREATE TABLE chat (
    chat_id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    platform      TEXT COLLATE "C" NOT NULL,
    sender        TEXT COLLATE "C" NOT NULL,
    thread_id     TEXT COLLATE "C",
    is_group      INTEGER NOT NULL,
    zone          TEXT COLLATE "C" NOT NULL,
    state         TEXT COLLATE "C" NOT NULL,
    muted_until   BIGINT,
    quiet_from    TEXT COLLATE "C",
    quiet_to      TEXT COLLATE "C",
    classes       TEXT COLLATE "C" NOT NULL,
    catchup       TEXT COLLATE "C" NOT NULL,
    scope         TEXT COLLATE "C" NOT NULL,
    not_before    BIGINT  NOT NULL DEFAULT 0,
    paused_reason TEXT COLLATE "C" NOT NULL DEFAULT ''
);

-- One per chat and kind, for ever: ended ones stay for their version. local_time or offset_min, never both. days: MONDAY,TUESDAY,...
CREATE TABLE subscription (
    sub_id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    chat_id         TEXT COLLATE "C" NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL,
    local_time      TEXT COLLATE "C",
    offset_min      INTEGER,
    zone            TEXT COLLATE "C" NOT NULL,
    days            TEXT COLLATE "C" NOT NULL,
    weekly          INTEGER NOT NULL,
    wrap            INTEGER NOT NULL,
    left_out        TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL,
    reason          TEXT COLLATE "C",
    paused_until    BIGINT,
    version         INTEGER NOT NULL,
    planned_through BIGINT  NOT NULL,
    next_due        BIGINT,
    UNIQUE (chat_id, kind),
    CHECK ((local_time IS NULL) <> (offset_min IS NULL))
);
CREATE INDEX subscription_to_plan ON subscription (state, next_due);
CREATE INDEX subscription_to_wake ON subscription (paused_until) WHERE state = 'PAUSED';

-- The outbox. One row per chat, kind and slot, with one final state and one reason.
CREATE TABLE delivery (
    delivery_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    chat_id       TEXT COLLATE "C" NOT NULL,
    sender        TEXT COLLATE "C" NOT NULL,
    thread_id     TEXT COLLATE "C",
    kind          TEXT COLLATE "C" NOT NULL,
    slot_key      TEXT COLLATE "C" NOT NULL,
    sub_id        TEXT COLLATE "C",
    sub_version   INTEGER,
    as_of         TEXT COLLATE "C",
    priority      INTEGER NOT NULL,
    due_at        BIGINT  NOT NULL,
    fresh_until   BIGINT  NOT NULL,
    expires_at    BIGINT  NOT NULL,
    state         TEXT COLLATE "C" NOT NULL,
    reason        TEXT COLLATE "C",
    attempt       INTEGER NOT NULL,
    written       INTEGER NOT NULL,
    resends       INTEGER NOT NULL,
    not_before    BIGINT  NOT NULL,
    silent        INTEGER NOT NULL,
    urgent        INTEGER NOT NULL,
    headline      TEXT COLLATE "C" NOT NULL,
    brief_id      TEXT COLLATE "C",
    base_brief_id TEXT COLLATE "C",
    content_hash  TEXT COLLATE "C",
    digest_id     TEXT COLLATE "C",
    suspect_since BIGINT,
    sent_at       BIGINT,
    -- Not of the value: whose claim it is, what the platform shows poorer, how its copy of a
    -- brief differs from others, when the row became final.
    lease_owner   TEXT COLLATE "C",
    lease_epoch   BIGINT,
    lease_until   BIGINT,
    degradations  TEXT COLLATE "C" NOT NULL DEFAULT '',
    copy          TEXT    NOT NULL DEFAULT '',
    ended_at      BIGINT,
    UNIQUE (chat_id, kind, slot_key),
    CHECK ((sub_id IS NULL) = (sub_version IS NULL))
);
CREATE UNIQUE INDEX delivery_one_in_flight ON delivery (chat_id) WHERE state = 'SENDING';
CREATE INDEX delivery_claimable ON delivery (sender, priority, due_at, delivery_id) WHERE state IN ('READY', 'RETRY_WAIT');
CREATE INDEX delivery_line ON delivery (chat_id, priority, due_at, delivery_id) WHERE state IN ('READY', 'RETRY_WAIT');
CREATE INDEX delivery_planned ON delivery (state, due_at) WHERE state = 'PLANNED';
CREATE INDEX delivery_held ON delivery (chat_id, not_before) WHERE state = 'HELD';
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE state = 'SENDING';
CREATE INDEX delivery_unknown ON delivery (sender, due_at) WHERE state = 'UNKNOWN';
CREATE INDEX delivery_expiring ON delivery (expires_at)
    WHERE state IN ('PLANNED', 'READY', 'HELD', 'RETRY_WAIT', 'UNKNOWN');
CREATE INDEX delivery_dead ON delivery (due_at) WHERE state = 'DEAD';
CREATE INDEX delivery_due ON delivery (due_at);
CREATE INDEX delivery_digest ON delivery (digest_id) WHERE digest_id IS NOT NULL;
CREATE INDEX delivery_brief ON delivery (brief_id) WHERE brief_id IS NOT NULL;

-- The messages that a row is sent as. message_ref: what the platform calls the one that arrived.
CREATE TABLE delivery_part (
    delivery_id  TEXT COLLATE "C" NOT NULL REFERENCES delivery (delivery_id) ON DELETE CASCADE,
    part_no      INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    sent         INTEGER NOT NULL,
    content_hash TEXT COLLATE "C" NOT NULL,
    message_ref  TEXT COLLATE "C",
    sent_at      BIGINT,
    PRIMARY KEY (delivery_id, part_no)
);
CREATE INDEX delivery_part_content ON delivery_part (content_hash);

-- The bytes of parts, each once however many chats get them. Forgotten some days after the last one was sent.
CREATE TABLE rendered (
    content_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    payload      TEXT COLLATE "C" NOT NULL,
    plain        TEXT COLLATE "C" NOT NULL,
    kept_at      BIGINT  NOT NULL
);

-- Each try of each part: inserted with the claim, completed once. result: a word; detail: a sentence without any secret.
CREATE TABLE delivery_attempt (
    delivery_id TEXT COLLATE "C" NOT NULL REFERENCES delivery (delivery_id) ON DELETE CASCADE,
    attempt     INTEGER NOT NULL,
    part_no     INTEGER NOT NULL,
    node        TEXT COLLATE "C" NOT NULL,
    epoch       BIGINT  NOT NULL,
    started_at  BIGINT  NOT NULL,
    ended_at    BIGINT,
    result      TEXT COLLATE "C" NOT NULL DEFAULT '',
    detail      TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (delivery_id, attempt, part_no)
);

-- Finished rows after some months. life: parts and tries in words, for the trace.
CREATE TABLE delivery_archive (
    delivery_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    chat_id       TEXT COLLATE "C" NOT NULL,
    sender        TEXT COLLATE "C" NOT NULL,
    thread_id     TEXT COLLATE "C",
    kind          TEXT COLLATE "C" NOT NULL,
    slot_key      TEXT COLLATE "C" NOT NULL,
    sub_id        TEXT COLLATE "C",
    sub_version   INTEGER,
    as_of         TEXT COLLATE "C",
    priority      INTEGER NOT NULL,
    due_at        BIGINT  NOT NULL,
    fresh_until   BIGINT  NOT NULL,
    expires_at    BIGINT  NOT NULL,
    state         TEXT COLLATE "C" NOT NULL,
    reason        TEXT COLLATE "C",
    attempt       INTEGER NOT NULL,
    written       INTEGER NOT NULL,
    resends       INTEGER NOT NULL,
    not_before    BIGINT  NOT NULL,
    silent        INTEGER NOT NULL,
    urgent        INTEGER NOT NULL,
    headline      TEXT COLLATE "C" NOT NULL,
    brief_id      TEXT COLLATE "C",
    base_brief_id TEXT COLLATE "C",
    content_hash  TEXT COLLATE "C",
    digest_id     TEXT COLLATE "C",
    suspect_since BIGINT,
    sent_at       BIGINT,
    ended_at      BIGINT,
    life          TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX delivery_archive_chat ON delivery_archive (chat_id, due_at);

-- What the last brief of a chat and kind was: the base of the next one's comparison.
CREATE TABLE last_delivered (
    chat_id  TEXT COLLATE "C" NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL,
    brief_id TEXT COLLATE "C" NOT NULL,
    at       BIGINT  NOT NULL,
    PRIMARY KEY (chat_id, kind)
);

-- What was heard. form: SAID or MEMBERSHIP; body: the words, or what changed. seq: the order of arrival.
CREATE TABLE inbound_update (
    seq         BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sender      TEXT COLLATE "C" NOT NULL,
    update_key  TEXT COLLATE "C" NOT NULL,
    form        TEXT COLLATE "C" NOT NULL,
    chat_id     TEXT COLLATE "C" NOT NULL,
    thread_id   TEXT COLLATE "C",
    person      TEXT COLLATE "C" NOT NULL,
    sent_at     BIGINT  NOT NULL,
    origin      TEXT COLLATE "C" NOT NULL,
    body        TEXT COLLATE "C" NOT NULL,
    received_at BIGINT  NOT NULL,
    handled_at  BIGINT,
    result      TEXT COLLATE "C" NOT NULL DEFAULT '',
    UNIQUE (sender, update_key)
);
CREATE INDEX inbound_pending ON inbound_update (sender, seq) WHERE handled_at IS NULL;
CREATE INDEX inbound_received ON inbound_update (received_at);
CREATE INDEX inbound_chat ON inbound_update (chat_id);

CREATE TABLE inbound_offset (
    sender TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value  TEXT COLLATE "C" NOT NULL
);

-- Built once per key. facts: JSON; missing: one line each.
CREATE TABLE brief (
    brief_id     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    profile      TEXT COLLATE "C" NOT NULL,
    slot_key     TEXT COLLATE "C" NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,
    data_asof    TEXT COLLATE "C" NOT NULL,
    state        TEXT COLLATE "C" NOT NULL,
    builds       INTEGER NOT NULL DEFAULT 0,
    cause        TEXT COLLATE "C" NOT NULL DEFAULT '',
    facts        TEXT COLLATE "C" NOT NULL DEFAULT '',
    content_hash TEXT COLLATE "C" NOT NULL DEFAULT '',
    missing      TEXT COLLATE "C" NOT NULL DEFAULT '',
    frozen_at    BIGINT,
    UNIQUE (profile, slot_key, kind, data_asof)
);
CREATE INDEX brief_slot ON brief (slot_key);

-- What chats wait for, by the number that people type. spec: all of it, as JSON; the columns before it are what is searched by.
CREATE TABLE watch (
    chat_id    TEXT COLLATE "C" NOT NULL,
    number     INTEGER NOT NULL,
    person     TEXT COLLATE "C" NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,
    slug       TEXT COLLATE "C" NOT NULL,
    what       TEXT COLLATE "C" NOT NULL,
    question   TEXT COLLATE "C",
    note_id    TEXT COLLATE "C",
    state      TEXT COLLATE "C" NOT NULL,
    over       INTEGER NOT NULL,
    look_from  BIGINT,
    urgent     INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    spec       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (chat_id, number)
);
CREATE INDEX watch_look ON watch (look_from) WHERE look_from IS NOT NULL;

-- The last number that a chat gave: none is given twice.
CREATE TABLE watch_number (
    chat_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    last    INTEGER NOT NULL
);

CREATE TABLE watch_fire (
    fire_key    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    chat_id     TEXT COLLATE "C" NOT NULL,
    number      INTEGER NOT NULL,
    fired_at    BIGINT NOT NULL,
    delivery_id TEXT COLLATE "C",
    FOREIGN KEY (chat_id, number) REFERENCES watch (chat_id, number) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX watch_fire_watch ON watch_fire (chat_id, number);

-- The right to do one thing alone. A sender's pause stands beside its lease and outlives it; epoch 0 was never held.
CREATE TABLE leader_lease (
    name          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner         TEXT COLLATE "C" NOT NULL,
    epoch         BIGINT  NOT NULL,
    lease_until   BIGINT  NOT NULL,
    paused_until  BIGINT  NOT NULL DEFAULT 0,
    paused_reason TEXT COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE tick (
    name         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    last_success BIGINT  NOT NULL,
    node         TEXT COLLATE "C" NOT NULL
);

-- One row: when any node was last alive.
CREATE TABLE heartbeat (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at   BIGINT  NOT NULL
);

CREATE TABLE outage (
    started_at BIGINT  NOT NULL PRIMARY KEY,
    ended_at   BIGINT  NOT NULL
);

CREATE TABLE remembered (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- Rows change state some five times: room for the new version on the same page, and dead ones swept early.
ALTER TABLE delivery SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
