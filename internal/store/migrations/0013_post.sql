-- Mail: what is to be sent and what was, as it was sent. All of it is personal and stands
-- outside every journal.
-- +goose Up
CREATE TABLE post_message (
    key         text   NOT NULL PRIMARY KEY, -- who queues the same key twice sends one message
    address     text   NOT NULL, -- in lower case; empty once erased
    person      text   NOT NULL, -- in the register; empty: an address alone, or erased
    topic       text   NOT NULL, -- empty: it concerns the reader alone
    subject     text   NOT NULL, -- empty once erased
    message_id  text   NOT NULL,
    token       text   NOT NULL, -- random: where a bounce comes back to
    bounce      text   NOT NULL, -- whose bounce it is, for who queued it
    raw         bytea  NOT NULL, -- all of it, as RFC 5322 has it; empty once erased
    state       text   NOT NULL,
    queued      bigint NOT NULL, -- microseconds UTC of the system's clock, as is all time here
    next        bigint NOT NULL, -- when it is tried again, while it waits
    changed     bigint NOT NULL, -- when it came to its state
    attempts    bigint NOT NULL,
    answer      text   NOT NULL  -- the last that a server said of it; empty once erased
);
CREATE INDEX post_message_waiting ON post_message (next) WHERE state = 'waiting';
CREATE INDEX post_message_by_queued ON post_message (queued, key);
CREATE INDEX post_message_by_person ON post_message (person, queued);
CREATE INDEX post_message_by_address ON post_message (address);
CREATE UNIQUE INDEX post_message_by_token ON post_message (token);
CREATE INDEX post_message_by_id ON post_message (message_id);

-- What came, so that what is handed over twice is taken once.
CREATE TABLE post_arrival (
    digest bytea  NOT NULL PRIMARY KEY, -- of the recipient and the message
    at     bigint NOT NULL
);
CREATE INDEX post_arrival_by_at ON post_arrival (at);

-- +goose Down
DROP TABLE post_arrival;
DROP TABLE post_message;
