-- One SQL text for SQLite and PostgreSQL. What holds for every migration here:
--
--   text      characters, UTF-8, without NUL (PostgreSQL refuses it)
--   bytea     octets; to SQLite a name like any other, Go sees []byte from both
--   bigint    integers, counts, and instants: microseconds UTC since 1970
--   smallint  truth: 0 or 1, as a Go int; "boolean" reads back as different Go
--             types, and pgx does not send a Go bool to a smallint
--
-- No column is NULL: an absent value has a value of its own. No AUTOINCREMENT,
-- SERIAL, timestamp, or unsigned 64-bit number (SQLite and bigint are signed).
-- A migration that has been released is never edited; the next number mends it.
-- +goose Up
CREATE TABLE meta (
    key   text NOT NULL PRIMARY KEY,
    value text NOT NULL
);

-- +goose Down
DROP TABLE meta;
