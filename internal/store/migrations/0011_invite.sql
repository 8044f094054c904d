-- What lets a person in who has no other way yet, once. As all of sign-in it stands outside
-- every journal.
-- +goose Up
CREATE TABLE account_invitation (
    person text   NOT NULL PRIMARY KEY, -- one at a time: a new one ends the old
    id     text   NOT NULL UNIQUE,      -- a digest: the token is in the address alone
    until  bigint NOT NULL              -- wall time
);
CREATE INDEX account_invitation_by_until ON account_invitation (until);

-- +goose Down
DROP TABLE account_invitation;
