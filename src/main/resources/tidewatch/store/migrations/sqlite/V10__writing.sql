-- The message that words answer, as its platform calls it; NULL where they answer none.
ALTER TABLE inbound_update ADD COLUMN reply_to TEXT;

-- What this program wrote, or is about to write, into the user's notes: one row for each brief and form (a page, a section of the daily
-- note). print: names the bytes. occasion: the day, week or holiday of the brief; a later brief of it takes the place of an earlier one.
CREATE TABLE written_note (
    form     TEXT    NOT NULL,
    brief_id TEXT    NOT NULL,
    occasion TEXT    NOT NULL,
    path     TEXT    NOT NULL,
    print    TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    cause    TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (form, brief_id)
) STRICT;
CREATE INDEX written_note_path ON written_note (path);
