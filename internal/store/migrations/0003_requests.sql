-- The journal of the gateway. A request is acknowledged when its row is durable;
-- whatever moves is carried from here and can be carried again.
-- Counters are 64 bits unsigned and stand as twenty decimal digits, so that they
-- sort as numbers on every engine.
-- +goose Up
CREATE TABLE request (
    id             text     NOT NULL PRIMARY KEY, -- RequestID, upper case
    written        text     NOT NULL,             -- RequestID as the User wrote it
    originator     text     NOT NULL,
    target         text     NOT NULL,
    reference      text     NOT NULL,             -- Service Reference
    variant        text     NOT NULL,             -- Service Reference Variant
    use_case       text     NOT NULL,
    hub            text     NOT NULL,
    region         text     NOT NULL,
    state          text     NOT NULL,             -- docs/states.md draws them
    answer_to      text     NOT NULL,             -- recipient of the Device's answer
    answer_counter text     NOT NULL,             -- and the counter it repeats
    document       bytea    NOT NULL,             -- the signed request, while its date is awaited
    command        bytea    NOT NULL,             -- the sealed Command: sent again as it is
    attempts       bigint   NOT NULL,
    reached        smallint NOT NULL,             -- the last attempt got to the hub
    received       bigint   NOT NULL,             -- microseconds UTC
    due            bigint   NOT NULL              -- when the scheduler looks at it next
);
CREATE INDEX request_by_answer ON request (target, answer_to, answer_counter);
CREATE INDEX request_by_due ON request (state, due);
CREATE INDEX request_by_received ON request (received);

-- The last counter accepted from an originator for a target. Top-ups count apart,
-- their counters being multiples of 2^32.
CREATE TABLE last_counter (
    originator text NOT NULL,
    target     text NOT NULL,
    series     text NOT NULL,
    counter    text NOT NULL,
    PRIMARY KEY (originator, target, series)
);

-- What is to be posted to a User, signed once and posted as it is.
CREATE TABLE delivery (
    id           text   NOT NULL PRIMARY KEY, -- says what it answers: one row an answer
    service_user text   NOT NULL,
    request      text   NOT NULL,             -- empty for alerts
    document     bytea  NOT NULL,
    state        text   NOT NULL,             -- docs/states.md draws them
    attempts     bigint NOT NULL,
    created      bigint NOT NULL,
    due          bigint NOT NULL,
    fault        text   NOT NULL              -- of the last attempt
);
CREATE INDEX delivery_by_due ON delivery (state, due);
CREATE INDEX delivery_by_user ON delivery (service_user, state);
CREATE INDEX delivery_by_created ON delivery (created);

-- Where the answer to one request goes, when not to the User's own address.
CREATE TABLE receiver (
    request text NOT NULL PRIMARY KEY,
    url     text NOT NULL
);

-- +goose Down
DROP TABLE receiver;
DROP TABLE delivery;
DROP TABLE last_counter;
DROP TABLE request;
