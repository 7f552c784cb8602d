-- Who may what, and where. The same tables, columns and indexes stand in ../postgresql; a test compares the two.

-- Who was let in. number: what people type. scope: which notes, as a folder a line; NULL when nobody said.
CREATE TABLE person (
    person TEXT    NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    role   TEXT    NOT NULL,
    scope  TEXT,
    since  INTEGER NOT NULL
) STRICT;

-- The last number that was given: none is given twice. One row.
CREATE TABLE person_number (
    name TEXT    NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- Chats that were let in. person: whose private chat it is. scope: the notes that a group may see, as above.
CREATE TABLE approved_chat (
    chat_id      TEXT    NOT NULL PRIMARY KEY,
    place        TEXT    NOT NULL,
    person       TEXT,
    members_read INTEGER NOT NULL,
    scope        TEXT    NOT NULL,
    approved_by  TEXT    NOT NULL,
    approved_at  INTEGER NOT NULL,
    CHECK ((person IS NULL) <> (place = 'PRIVATE'))
) STRICT;
CREATE INDEX approved_chat_person ON approved_chat (person) WHERE person IS NOT NULL;

-- Codes by their hashes. wrong: tries of others while it was open.
CREATE TABLE pairing_code (
    code_hash  TEXT    NOT NULL PRIMARY KEY,
    role       TEXT    NOT NULL,
    platform   TEXT,
    expires_at INTEGER NOT NULL,
    wrong      INTEGER NOT NULL,
    over       INTEGER NOT NULL
) STRICT;

-- What kind of chat it was said in.
ALTER TABLE inbound_update ADD COLUMN place TEXT NOT NULL DEFAULT 'PRIVATE';
