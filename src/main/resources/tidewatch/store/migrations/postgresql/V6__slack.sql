-- By which the platform lets us answer words where we could not write ourselves; NULL where it gave nothing. A capability: never shown.
ALTER TABLE inbound_update ADD COLUMN reply_handle TEXT COLLATE "C";
