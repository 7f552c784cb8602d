-- Where in its chat a message goes. Empty: below what is there. Else lines: REPLACE and the message; PRIVATE, the person and the handle.
ALTER TABLE delivery ADD COLUMN placement TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery_archive ADD COLUMN placement TEXT NOT NULL DEFAULT '';

-- What the buttons under messages mean. chat_id is empty for one that several chats share, owner for one that everybody may press.
-- used_at, result: the one use of a button that changes something, and a line of what it led to.
CREATE TABLE button (
    token      TEXT    NOT NULL PRIMARY KEY,
    chat_id    TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    command    TEXT    NOT NULL,
    effect     TEXT    NOT NULL,
    way        TEXT    NOT NULL,
    armed_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    result     TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX button_chat ON button (chat_id);
CREATE INDEX button_expires ON button (expires_at);
