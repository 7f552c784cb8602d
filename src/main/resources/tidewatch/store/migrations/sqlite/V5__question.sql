-- What people are being asked, until they answer, do something else, or time is up. thread_id is empty where a chat has no threads.
-- command: what the answer is put behind.
CREATE TABLE question (
    chat_id   TEXT    NOT NULL,
    person    TEXT    NOT NULL,
    thread_id TEXT    NOT NULL,
    command   TEXT    NOT NULL,
    until     INTEGER NOT NULL,
    PRIMARY KEY (chat_id, person, thread_id)
) STRICT;
