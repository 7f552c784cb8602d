-- Instants are milliseconds since 1970 in UTC, dates are text of ISO 8601, booleans are 0 and 1, ids are text.
-- The same tables, columns and indexes stand in ../postgresql; a test compares the two.

-- A chat and how it wants to be written to. not_before: a platform told us to wait with this chat until then.
CREATE TABLE chat (
    chat_id       TEXT    NOT NULL PRIMARY KEY,
    platform      TEXT    NOT NULL,
    sender        TEXT    NOT NULL,
    thread_id     TEXT,
    is_group      INTEGER NOT NULL,
    zone          TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    muted_until   INTEGER,
    quiet_from    TEXT,
    quiet_to      TEXT,
    classes       TEXT    NOT NULL,
    catchup       TEXT    NOT NULL,
    scope         TEXT    NOT NULL,
    not_before    INTEGER NOT NULL DEFAULT 0,
    paused_reason TEXT    NOT NULL DEFAULT ''
) STRICT;

-- One per chat and kind, for ever: ended ones stay for their version. local_time or offset_min, never both. days: MONDAY,TUESDAY,...
CREATE TABLE subscription (
    sub_id          TEXT    NOT NULL PRIMARY KEY,
    chat_id         TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    local_time      TEXT,
    offset_min      INTEGER,
    zone            TEXT    NOT NULL,
    days            TEXT    NOT NULL,
    weekly          INTEGER NOT NULL,
    wrap            INTEGER NOT NULL,
    left_out        TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    reason          TEXT,
    paused_until    INTEGER,
    version         INTEGER NOT NULL,
    planned_through INTEGER NOT NULL,
    next_due        INTEGER,
    UNIQUE (chat_id, kind),
    CHECK ((local_time IS NULL) <> (offset_min IS NULL))
) STRICT;
CREATE INDEX subscription_to_plan ON subscription (state, next_due);
CREATE INDEX subscription_to_wake ON subscription (paused_until) WHERE state = 'PAUSED';

-- The outbox. One row per chat, kind and slot, with one final state and one reason.
CREATE TABLE delivery (
    delivery_id   TEXT    NOT NULL PRIMARY KEY,
    chat_id       TEXT    NOT NULL,
    sender        TEXT    NOT NULL,
    thread_id     TEXT,
    kind          TEXT    NOT NULL,
    slot_key      TEXT    NOT NULL,
    sub_id        TEXT,
    sub_version   INTEGER,
    as_of         TEXT,
    priority      INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    fresh_until   INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    state         TEXT    NOT NULL,
    reason        TEXT,
    attempt       INTEGER NOT NULL,
    written       INTEGER NOT NULL,
    resends       INTEGER NOT NULL,
    not_before    INTEGER NOT NULL,
    silent        INTEGER NOT NULL,
    urgent        INTEGER NOT NULL,
    headline      TEXT    NOT NULL,
    brief_id      TEXT,
    base_brief_id TEXT,
    content_hash  TEXT,
    digest_id     TEXT,
    suspect_since INTEGER,
    sent_at       INTEGER,
    -- Not of the value: whose claim it is, what the platform shows poorer, how its copy of a
    -- brief differs from others, when the row became final.
    lease_owner   TEXT,
    lease_epoch   INTEGER,
    lease_until   INTEGER,
    degradations  TEXT    NOT NULL DEFAULT '',
    copy          TEXT    NOT NULL DEFAULT '',
    ended_at      INTEGER,
    UNIQUE (chat_id, kind, slot_key),
    CHECK ((sub_id IS NULL) = (sub_version IS NULL))
) STRICT;
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
    delivery_id  TEXT    NOT NULL REFERENCES delivery (delivery_id) ON DELETE CASCADE,
    part_no      INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    sent         INTEGER NOT NULL,
    content_hash TEXT    NOT NULL,
    message_ref  TEXT,
    sent_at      INTEGER,
    PRIMARY KEY (delivery_id, part_no)
) STRICT;
CREATE INDEX delivery_part_content ON delivery_part (content_hash);

-- The bytes of parts, each once however many chats get them. Forgotten some days after the last one was sent.
CREATE TABLE rendered (
    content_hash TEXT    NOT NULL PRIMARY KEY,
    payload      TEXT    NOT NULL,
    plain        TEXT    NOT NULL,
    kept_at      INTEGER NOT NULL
) STRICT;

-- Each try of each part: inserted with the claim, completed once. result: a word; detail: a sentence without any secret.
CREATE TABLE delivery_attempt (
    delivery_id TEXT    NOT NULL REFERENCES delivery (delivery_id) ON DELETE CASCADE,
    attempt     INTEGER NOT NULL,
    part_no     INTEGER NOT NULL,
    node        TEXT    NOT NULL,
    epoch       INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    result      TEXT    NOT NULL DEFAULT '',
    detail      TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (delivery_id, attempt, part_no)
) STRICT;

-- Finished rows after some months. life: parts and tries in words, for the trace.
CREATE TABLE delivery_archive (
    delivery_id   TEXT    NOT NULL PRIMARY KEY,
    chat_id       TEXT    NOT NULL,
    sender        TEXT    NOT NULL,
    thread_id     TEXT,
    kind          TEXT    NOT NULL,
    slot_key      TEXT    NOT NULL,
    sub_id        TEXT,
    sub_version   INTEGER,
    as_of         TEXT,
    priority      INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    fresh_until   INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    state         TEXT    NOT NULL,
    reason        TEXT,
    attempt       INTEGER NOT NULL,
    written       INTEGER NOT NULL,
    resends       INTEGER NOT NULL,
    not_before    INTEGER NOT NULL,
    silent        INTEGER NOT NULL,
    urgent        INTEGER NOT NULL,
    headline      TEXT    NOT NULL,
    brief_id      TEXT,
    base_brief_id TEXT,
    content_hash  TEXT,
    digest_id     TEXT,
    suspect_since INTEGER,
    sent_at       INTEGER,
    ended_at      INTEGER,
    life          TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX delivery_archive_chat ON delivery_archive (chat_id, due_at);

-- What the last brief of a chat and kind was: the base of the next one's comparison.
CREATE TABLE last_delivered (
    chat_id  TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    brief_id TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (chat_id, kind)
) STRICT;

-- What was heard. form: SAID or MEMBERSHIP; body: the words, or what changed. seq: the order of arrival.
CREATE TABLE inbound_update (
    seq         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sender      TEXT    NOT NULL,
    update_key  TEXT    NOT NULL,
    form        TEXT    NOT NULL,
    chat_id     TEXT    NOT NULL,
    thread_id   TEXT,
    person      TEXT    NOT NULL,
    sent_at     INTEGER NOT NULL,
    origin      TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    handled_at  INTEGER,
    result      TEXT    NOT NULL DEFAULT '',
    UNIQUE (sender, update_key)
) STRICT;
CREATE INDEX inbound_pending ON inbound_update (sender, seq) WHERE handled_at IS NULL;
CREATE INDEX inbound_received ON inbound_update (received_at);
CREATE INDEX inbound_chat ON inbound_update (chat_id);

CREATE TABLE inbound_offset (
    sender TEXT NOT NULL PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;

-- Built once per key. facts: JSON; missing: one line each.
CREATE TABLE brief (
    brief_id     TEXT    NOT NULL PRIMARY KEY,
    profile      TEXT    NOT NULL,
    slot_key     TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    data_asof    TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    builds       INTEGER NOT NULL DEFAULT 0,
    cause        TEXT    NOT NULL DEFAULT '',
    facts        TEXT    NOT NULL DEFAULT '',
    content_hash TEXT    NOT NULL DEFAULT '',
    missing      TEXT    NOT NULL DEFAULT '',
    frozen_at    INTEGER,
    UNIQUE (profile, slot_key, kind, data_asof)
) STRICT;
CREATE INDEX brief_slot ON brief (slot_key);

-- What chats wait for, by the number that people type. spec: all of it, as JSON; the columns before it are what is searched by.
CREATE TABLE watch (
    chat_id    TEXT NOT NULL,
    number     INTEGER NOT NULL,
    person     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    slug       TEXT NOT NULL,
    what       TEXT NOT NULL,
    question   TEXT,
    note_id    TEXT,
    state      TEXT NOT NULL,
    over       INTEGER NOT NULL,
    look_from  INTEGER,
    urgent     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    spec       TEXT NOT NULL,
    PRIMARY KEY (chat_id, number)
) STRICT;
CREATE INDEX watch_look ON watch (look_from) WHERE look_from IS NOT NULL;

-- The last number that a chat gave: none is given twice.
CREATE TABLE watch_number (
    chat_id TEXT NOT NULL PRIMARY KEY,
    last    INTEGER NOT NULL
) STRICT;

CREATE TABLE watch_fire (
    fire_key    TEXT NOT NULL PRIMARY KEY,
    chat_id     TEXT NOT NULL,
    number      INTEGER NOT NULL,
    fired_at    INTEGER NOT NULL,
    delivery_id TEXT,
    FOREIGN KEY (chat_id, number) REFERENCES watch (chat_id, number) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT;
CREATE INDEX watch_fire_watch ON watch_fire (chat_id, number);

-- The right to do one thing alone. A sender's pause stands beside its lease and outlives it; epoch 0 was never held.
CREATE TABLE leader_lease (
    name          TEXT    NOT NULL PRIMARY KEY,
    owner         TEXT    NOT NULL,
    epoch         INTEGER NOT NULL,
    lease_until   INTEGER NOT NULL,
    paused_until  INTEGER NOT NULL DEFAULT 0,
    paused_reason TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE tick (
    name         TEXT    NOT NULL PRIMARY KEY,
    last_success INTEGER NOT NULL,
    node         TEXT    NOT NULL
) STRICT;

-- One row: when any node was last alive.
CREATE TABLE heartbeat (
    name TEXT    NOT NULL PRIMARY KEY,
    at   INTEGER NOT NULL
) STRICT;

CREATE TABLE outage (
    started_at INTEGER NOT NULL PRIMARY KEY,
    ended_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE remembered (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
