-- Who may what, and where. The same tables, columns and indexes stand in ../sqlite; a test compares the two.

-- Who was let in. number: what people type. scope: which notes, as a folder a line; NULL when nobody said.
CREATE TABLE person (
    person TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    role   TEXT COLLATE "C" NOT NULL,
    scope  TEXT COLLATE "C",
    since  BIGINT  NOT NULL
);

-- The last number that was given: none is given twice. One row.
CREATE TABLE person_number (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
);

-- Chats that were let in. person: whose private chat it is. scope: the notes that a group may see, as above.
CREATE TABLE approved_chat (
    chat_id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    place        TEXT COLLATE "C" NOT NULL,
    person       TEXT COLLATE "C",
    members_read INTEGER NOT NULL,
    scope        TEXT COLLATE "C" NOT NULL,
    approved_by  TEXT COLLATE "C" NOT NULL,
    approved_at  BIGINT  NOT NULL,
    CHECK ((person IS NULL) <> (place = 'PRIVATE'))
);
CREATE INDEX approved_chat_person ON approved_chat (person) WHERE person IS NOT NULL;

-- Codes by their hashes. wrong: tries of others while it was open.
CREATE TABLE pairing_code (
    code_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    role       TEXT COLLATE "C" NOT NULL,
    platform   TEXT COLLATE "C",
    expires_at BIGINT  NOT NULL,
    wrong      INTEGER NOT NULL,
    over       INTEGER NOT NULL
);

-- What kind of chat it was said in.
ALTER TABLE inbound_update ADD COLUMN place TEXT COLLATE "C" NOT NULL DEFAULT 'PRIVATE';
