-- The text of the Code: git objects, which are never changed and never go. Which commit is what,
-- and for whom, the register says.
-- +goose Up
CREATE TABLE repo_object (
    hash bytea  NOT NULL PRIMARY KEY, -- SHA-1, as git has it
    kind bigint NOT NULL, -- as in a pack: 1 commit, 2 tree, 3 blob, 4 tag
    size bigint NOT NULL, -- octets of the content
    data bytea  NOT NULL  -- the content, zlib: as in a pack
);

-- What the head of a document says, so that contents are listed without the documents.
CREATE TABLE repo_document (
    hash  bytea NOT NULL PRIMARY KEY, -- the blob
    name  text  NOT NULL,
    title text  NOT NULL,
    kind  text  NOT NULL
);

-- The commits in the order in which they were made: parents come before their children.
CREATE TABLE repo_commit (
    seq  bigint NOT NULL PRIMARY KEY, -- from 1, the root
    hash bytea  NOT NULL UNIQUE
);

-- Which commit changed a clause. What was renumbered stands under both numbers.
CREATE TABLE repo_change (
    slug   text   NOT NULL,
    number text   NOT NULL, -- that it is found by; empty: the head of the document
    seq    bigint NOT NULL, -- of the commit
    op     text   NOT NULL,
    now    text   NOT NULL, -- the number afterwards; of what was deleted, that which it had
    was    text   NOT NULL, -- the number before, where it was another
    PRIMARY KEY (slug, number, seq)
);

-- +goose Down
DROP TABLE repo_change;
DROP TABLE repo_commit;
DROP TABLE repo_document;
DROP TABLE repo_object;
