-- Webhooks: where people want to be told of changes, and what was sent there. They are personal
-- and stand outside every journal. Instants are of the clock of the system.
-- +goose Up
CREATE TABLE data_hook (
    id       text   NOT NULL PRIMARY KEY,
    person   text   NOT NULL,
    target   text   NOT NULL,
    topics   text   NOT NULL, -- ids, with blanks between them
    secret   text   NOT NULL, -- base64: both sides sign with it
    made     bigint NOT NULL,
    at       bigint NOT NULL, -- up to which turn of the register it has come
    of_kind  text   NOT NULL,
    of_id    text   NOT NULL,
    since    bigint NOT NULL, -- while it is on its way: when it had come to all; else 0
    stopped  bigint NOT NULL, -- 0: it goes on
    why      text   NOT NULL  -- it was stopped
);
CREATE INDEX data_hook_by_person ON data_hook (person);

CREATE TABLE data_delivery (
    id       text   NOT NULL PRIMARY KEY, -- what the receiver knows it by
    hook     text   NOT NULL,
    made     bigint NOT NULL,
    kind     text   NOT NULL, -- of the record; empty: it is a test
    record   text   NOT NULL,
    known    bigint NOT NULL, -- the instant of its turn
    gone     bigint NOT NULL, -- 1: the record is gone
    tries    bigint NOT NULL,
    due      bigint NOT NULL, -- when it is sent next; 0: not any more
    state    text   NOT NULL, -- waiting, taken, given_up, dropped
    tried    bigint NOT NULL, -- when it was sent last; 0: never
    answer   text   NOT NULL  -- what the last try came to
);
CREATE INDEX data_delivery_by_hook ON data_delivery (hook, made, id);
CREATE INDEX data_delivery_by_due ON data_delivery (due) WHERE due > 0;

-- +goose Down
DROP TABLE data_delivery;
DROP TABLE data_hook;
