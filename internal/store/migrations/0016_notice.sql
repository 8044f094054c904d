-- Who was told what. It names people by the ids of their subscriptions, and stands outside every
-- journal. Instants are microseconds UTC of the system's clock; days are of London.
-- +goose Up
CREATE TABLE notice_state (
    name  text NOT NULL PRIMARY KEY, -- cursor: told up to then; digest: the last day; key: of tokens
    value text NOT NULL
);

CREATE TABLE notice_reader (
    id    text NOT NULL PRIMARY KEY, -- of their subscription, which may be still to be made
    day   text NOT NULL, -- the last Working Day whose digest was made, also where it had nothing
    week  text NOT NULL, -- the Monday of the last week whose digest was made
    since text NOT NULL  -- by topic the instant up to which changes were told, as JSON
);

-- For whom a notice is, as was found when it was due.
CREATE TABLE notice_line (
    notice  text NOT NULL,
    reader  text NOT NULL, -- of notice_reader; or address: who is not in the register
    topic   text NOT NULL,
    why     text NOT NULL, -- why it comes to them
    message text NOT NULL, -- the key of the message that tells of it; empty: none yet; -: none will
    PRIMARY KEY (notice, reader)
);
CREATE INDEX notice_line_waiting ON notice_line (reader) WHERE message = '';
CREATE INDEX notice_line_of_reader ON notice_line (reader, message);

-- The notices whose recipients were found.
CREATE TABLE notice_done (
    notice text   NOT NULL PRIMARY KEY,
    at     bigint NOT NULL,
    fault  text   NOT NULL -- what the administrator has to know; empty: nothing
);

-- The deadlines that somebody was told of.
CREATE TABLE notice_deadline (
    reader  text NOT NULL,
    item    text NOT NULL, -- first or last, what waits, and its day
    message text NOT NULL,
    PRIMARY KEY (reader, item)
);

-- Messages that came back for now.
CREATE TABLE notice_bounce (
    reader text   NOT NULL PRIMARY KEY,
    count  bigint NOT NULL,
    since  bigint NOT NULL
);

-- +goose Down
DROP TABLE notice_bounce;
DROP TABLE notice_deadline;
DROP TABLE notice_done;
DROP TABLE notice_line;
DROP TABLE notice_reader;
DROP TABLE notice_state;
