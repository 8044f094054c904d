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

-- Which documents of the Code refer to a clause, so that none of them is read to find out.
CREATE TABLE repo_reference (
    place   bytea NOT NULL, -- that is referred to: the slug of its document, a space, its number
    hash    bytea NOT NULL, -- the blob that refers to it
    clauses text  NOT NULL, -- the numbers of the clauses that do, parted by spaces
    PRIMARY KEY (place, hash)
);

-- +goose Down
DROP TABLE repo_reference;
DROP TABLE repo_document;
DROP TABLE repo_object;
