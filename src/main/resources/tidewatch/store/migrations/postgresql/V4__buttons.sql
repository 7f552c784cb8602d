-- Where in its chat a message goes. Empty: below what is there. Else lines: REPLACE and the message; PRIVATE, the person and the handle.
ALTER TABLE delivery ADD COLUMN placement TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE delivery_archive ADD COLUMN placement TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What the buttons under messages mean. chat_id is empty for one that several chats share, owner for one that everybody may press.
-- used_at, result: the one use of a button that changes something, and a line of what it led to.
CREATE TABLE button (
    token      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    chat_id    TEXT COLLATE "C" NOT NULL,
    owner      TEXT COLLATE "C" NOT NULL,
    command    TEXT COLLATE "C" NOT NULL,
    effect     TEXT COLLATE "C" NOT NULL,
    way        TEXT COLLATE "C" NOT NULL,
    armed_at   BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    used_at    BIGINT,
    result     TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX button_chat ON button (chat_id);
CREATE INDEX button_expires ON button (expires_at);
