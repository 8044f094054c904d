-- What a message tells of, so that it is looked at again before it goes; and what was to be told by
-- messages that did not go then. Instants are microseconds UTC of the system's clock.
-- +goose Up
ALTER TABLE post_message ADD COLUMN tells text NOT NULL DEFAULT ''; -- JSON of package notice

-- Changes of a topic that a reader was not told of: those known after one instant, up to another.
CREATE TABLE notice_owed (
    reader text   NOT NULL, -- of notice_reader
    topic  text   NOT NULL,
    since  bigint NOT NULL,
    until  bigint NOT NULL,
    PRIMARY KEY (reader, topic, since)
);

-- +goose Down
DROP TABLE notice_owed;
ALTER TABLE post_message DROP COLUMN tells;
