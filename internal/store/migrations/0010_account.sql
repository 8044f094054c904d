-- What sign-in needs. It is personal, stands outside every journal, and is deleted when it
-- has served. Persons are named by their identifier in the register.
-- +goose Up
CREATE TABLE account_session (
    id     text   NOT NULL PRIMARY KEY, -- a digest: the token is with the reader alone
    person text   NOT NULL,             -- empty: nobody has signed in
    made   bigint NOT NULL,             -- wall time, as is all time here
    seen   bigint NOT NULL,
    notice text   NOT NULL              -- what the next page says once
);
CREATE INDEX account_session_by_person ON account_session (person);
CREATE INDEX account_session_by_seen ON account_session (seen);

-- What a passkey knows a person by: random, so that it says nothing about them.
CREATE TABLE account_handle (
    person text NOT NULL PRIMARY KEY,
    handle text NOT NULL UNIQUE         -- hexadecimal
);

CREATE TABLE account_passkey (
    id         text   NOT NULL PRIMARY KEY, -- the credential's own, hexadecimal
    person     text   NOT NULL,
    name       text   NOT NULL,             -- what the person calls it
    credential bytea  NOT NULL,             -- public key and counters
    made       bigint NOT NULL,
    used       bigint NOT NULL              -- 0: never
);
CREATE INDEX account_passkey_by_person ON account_passkey (person);

-- Whom an identity provider means.
CREATE TABLE account_binding (
    issuer  text   NOT NULL,
    subject text   NOT NULL,
    person  text   NOT NULL,
    made    bigint NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX account_binding_by_person ON account_binding (person);

-- A sign-in or a registration under way: what was asked, until it is answered once.
CREATE TABLE account_ceremony (
    id      text   NOT NULL PRIMARY KEY,    -- a digest of what the answer brings back
    session text   NOT NULL,                -- the session that asked
    data    bytea  NOT NULL,
    until   bigint NOT NULL
);
CREATE INDEX account_ceremony_by_until ON account_ceremony (until);
CREATE INDEX account_ceremony_by_session ON account_ceremony (session);

-- +goose Down
DROP TABLE account_ceremony;
DROP TABLE account_binding;
DROP TABLE account_passkey;
DROP TABLE account_handle;
DROP TABLE account_session;
