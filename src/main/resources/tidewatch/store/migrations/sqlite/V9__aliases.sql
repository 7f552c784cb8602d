-- What people said names of their notes mean. The same tables, columns and indexes stand in ../postgresql; a test compares the two.

-- name_key: the name as names are compared. folder: below which it holds; empty for the whole vault. means: an id, or none.
-- asked_in: the place for which it was asked, empty where it was said without being asked.
CREATE TABLE alias (
    name_key TEXT NOT NULL,
    folder   TEXT NOT NULL,
    name     TEXT NOT NULL,
    means    TEXT NOT NULL,
    asked_in TEXT NOT NULL,
    said_at  INTEGER NOT NULL,
    PRIMARY KEY (name_key, folder)
) STRICT;

-- Names that were asked about. asked_by: the message that asked unasked. put_off: until when nobody wants to be asked.
CREATE TABLE alias_question (
    name_key TEXT PRIMARY KEY NOT NULL,
    asked_by TEXT,
    put_off  INTEGER
) STRICT;
