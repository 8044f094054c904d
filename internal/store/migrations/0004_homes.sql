-- Homes and their Devices. A home is a seed: only what was written to a Device, and
-- what moves to and from it, stands here. EUI-64s are text as DUIS writes them, times
-- microseconds UTC.
-- +goose Up
CREATE TABLE estate (
    id    smallint NOT NULL PRIMARY KEY, -- 1: there is one estate
    homes bigint   NOT NULL,
    seed  text     NOT NULL              -- a digest: another seed is refused
);

-- The certificates that all Devices were made with, in DER.
CREATE TABLE estate_anchor (
    position    bigint   NOT NULL PRIMARY KEY,
    certificate bytea    NOT NULL,
    prepayment  smallint NOT NULL        -- 1: the cell for top-ups
);

-- What a Device remembers. One that nobody has talked to has no row.
CREATE TABLE home_device (
    eui     text   NOT NULL PRIMARY KEY,
    version bigint NOT NULL,             -- counts the writes
    state   bytea  NOT NULL
);

-- Hubs without power.
CREATE TABLE home_dark (
    hub   text   NOT NULL PRIMARY KEY,
    since bigint NOT NULL
);

-- What waits in a hub for a Device that is asleep.
CREATE TABLE home_mailbox (
    hub      text   NOT NULL,
    device   text   NOT NULL,
    digest   text   NOT NULL,            -- of message: the same octets wait once
    position bigint NOT NULL,            -- order of arrival
    due      bigint NOT NULL,            -- when the Device wakes
    message  bytea  NOT NULL,
    PRIMARY KEY (device, digest)
);
CREATE INDEX home_mailbox_by_due ON home_mailbox (due);
CREATE INDEX home_mailbox_by_hub ON home_mailbox (hub);

-- What waits in a hub for the WAN.
CREATE TABLE home_uplink (
    id       text   NOT NULL PRIMARY KEY, -- Device and how many it had sent
    hub      text   NOT NULL,
    device   text   NOT NULL,
    event    text   NOT NULL,             -- empty: a message
    position bigint NOT NULL,             -- order in the hub
    due      bigint NOT NULL,             -- not before
    message  bytea  NOT NULL
);
CREATE INDEX home_uplink_by_due ON home_uplink (due);
CREATE INDEX home_uplink_by_hub ON home_uplink (hub, position);

-- Faults that somebody asked for.
CREATE TABLE home_fault (
    name  text   NOT NULL PRIMARY KEY,
    fault text   NOT NULL,                -- JSON, as it was asked for
    seen  bigint NOT NULL                 -- Commands that it might have struck
);

-- +goose Down
DROP TABLE home_fault;
DROP TABLE home_uplink;
DROP TABLE home_mailbox;
DROP TABLE home_dark;
DROP TABLE home_device;
DROP TABLE estate_anchor;
DROP TABLE estate;
