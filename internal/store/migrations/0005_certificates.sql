-- The SMKI repository: every certificate that is known, of organisations, Devices and
-- authorities. Private keys are files in the data directory and never here. EUI-64s
-- are text as DUIS writes them.
-- +goose Up
CREATE TABLE certificate (
    serial     text     NOT NULL PRIMARY KEY, -- lower-case hexadecimal, no leading zeros
    eui        text     NOT NULL,
    kind       text     NOT NULL,             -- organisation device authority
    role       bigint   NOT NULL,             -- of remote parties; 127 for Devices
    purpose    text     NOT NULL,             -- DS KA CS
    status     text     NOT NULL,             -- P pending, I in use, N not in use, R revoked
    prepayment smallint NOT NULL,             -- 1: the supplier's key for top-ups
    imported   smallint NOT NULL,             -- 1: trusted as it stands; 0: our own
    not_before bigint   NOT NULL,             -- microseconds UTC
    not_after  bigint   NOT NULL,
    der        bytea    NOT NULL
);
CREATE INDEX certificate_by_eui ON certificate (eui, purpose, status);

-- +goose Down
DROP TABLE certificate;
