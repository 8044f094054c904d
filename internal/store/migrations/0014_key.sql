-- Keys by which programs read in the name of a person, and secret addresses of calendars. As all
-- that lets somebody in, they stand outside every journal.
-- +goose Up
CREATE TABLE account_key (
    id     text   NOT NULL PRIMARY KEY, -- a digest: the key is with its person alone
    person text   NOT NULL,
    name   text   NOT NULL,             -- what the person calls it
    use    text   NOT NULL,             -- what it is good for: data, calendar
    made   bigint NOT NULL,             -- wall time, as is all time here
    until  bigint NOT NULL,             -- 0: it does not expire
    used   bigint NOT NULL              -- the beginning of the day, UTC; 0: never
);
CREATE INDEX account_key_by_person ON account_key (person);

-- By what a cursor of the feed is known to be ours. There is one row.
CREATE TABLE data_secret (
    one    bigint NOT NULL PRIMARY KEY,
    secret bytea  NOT NULL
);

-- +goose Down
DROP TABLE data_secret;
DROP TABLE account_key;
