-- Which documents of the Code refer to a clause, so that none of them is read to find out.
-- +goose Up
CREATE TABLE repo_reference (
    place   bytea NOT NULL, -- that is referred to: the slug of its document, a space, its number
    hash    bytea NOT NULL, -- the blob that refers to it
    clauses text  NOT NULL, -- the numbers of the clauses that do, parted by spaces
    PRIMARY KEY (place, hash)
);

-- +goose Down
DROP TABLE repo_reference;
