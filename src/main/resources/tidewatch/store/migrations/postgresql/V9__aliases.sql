-- What people said names of their notes mean. The same tables, columns and indexes stand in ../sqlite; a test compares the two.

-- name_key: the name as names are compared. folder: below which it holds; empty for the whole vault. means: an id, or none.
-- asked_in: the place for which it was asked, empty where it was said without being asked.
CREATE TABLE alias (
    name_key TEXT COLLATE "C" NOT NULL,
    folder   TEXT COLLATE "C" NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    means    TEXT COLLATE "C" NOT NULL,
    asked_in TEXT COLLATE "C" NOT NULL,
    said_at  BIGINT NOT NULL,
    PRIMARY KEY (name_key, folder)
);

-- Names that were asked about. asked_by: the message that asked unasked. put_off: until when nobody wants to be asked.
CREATE TABLE alias_question (
    name_key TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    asked_by TEXT COLLATE "C",
    put_off  BIGINT
);
