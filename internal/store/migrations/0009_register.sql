-- The register of the Code. Every record is dated twice: a version holds what was so from
-- so_from until so_until, as it was known from known_from until known_until. Instants are
-- microseconds UTC; intervals hold their start and not their end. An open end is
-- 9223372036854775807, and what was always so is so from -9223372036854775808. A version is
-- never edited but for the end of its being known. What is sorted by is octets, which sort
-- alike on every engine.
-- +goose Up
CREATE TABLE register_version (
    kind        text   NOT NULL,
    id          text   NOT NULL,
    known_from  bigint NOT NULL,
    so_from     bigint NOT NULL,
    known_until bigint NOT NULL,
    so_until    bigint NOT NULL,
    event       bigint NOT NULL, -- that made it
    mark        text   NOT NULL, -- who may see it: amber
    label       text   NOT NULL, -- and within what: amber:ssc
    body        text   NOT NULL, -- JSON
    PRIMARY KEY (kind, id, known_from, so_from)
);
-- What was known and is not any more; and what is known to end.
CREATE INDEX register_version_past ON register_version (kind, known_until)
    WHERE known_until < 9223372036854775807;
CREATE INDEX register_version_ends ON register_version (kind, so_until)
    WHERE known_until = 9223372036854775807 AND so_until < 9223372036854775807;

-- How versions are found: a row for each key of each version, with what a list asks of it.
CREATE TABLE register_key (
    kind        text   NOT NULL,
    name        text   NOT NULL,
    place       bytea  NOT NULL, -- in the order of the list: the value, an octet 0, the id
    id          text   NOT NULL,
    known_from  bigint NOT NULL,
    so_from     bigint NOT NULL,
    known_until bigint NOT NULL,
    so_until    bigint NOT NULL,
    mark        text   NOT NULL,
    label       text   NOT NULL,
    PRIMARY KEY (kind, id, known_from, so_from, name, place)
);
-- What holds of it. This index and the next have every column that lists ask for: to look at
-- rows one by one would take ten times as long.
CREATE INDEX register_key_all ON register_key
    (kind, name, place, known_from, so_from, known_until, so_until, mark, label, id);
-- What is known and is so without an end: of most lists of now that is all.
CREATE INDEX register_key_now
    ON register_key (kind, name, place, so_from, known_from, mark, label, id)
    WHERE known_until = 9223372036854775807 AND so_until = 9223372036854775807;

-- The labels of a record as known now, without gaps in what is so: a reader of the past is
-- judged by that of today too.
CREATE TABLE register_head (
    kind     text   NOT NULL,
    id       text   NOT NULL,
    so_from  bigint NOT NULL,
    so_until bigint NOT NULL,
    mark     text   NOT NULL,
    label    text   NOT NULL,
    PRIMARY KEY (kind, id, so_from)
);
-- Whether somebody may see any record of a kind.
CREATE INDEX register_head_by_label ON register_head (kind, mark, label);

-- The journal: one row a change of a record. hash is over the row and the hash before it.
CREATE TABLE register_event (
    seq     bigint NOT NULL PRIMARY KEY,
    known   bigint NOT NULL,
    actor   text   NOT NULL, -- the person, or the clock
    behalf  text   NOT NULL, -- the Party acted for
    verb    text   NOT NULL,
    reason  text   NOT NULL,
    kind    text   NOT NULL,
    id      text   NOT NULL,
    so_from bigint NOT NULL,
    mark    text   NOT NULL, -- of the label
    label   text   NOT NULL, -- who may see it: that of the record after; empty: nobody
    was     text   NOT NULL, -- the label of the record before; empty: there was none
    before  text   NOT NULL, -- JSON; empty: there was none
    after   text   NOT NULL, -- JSON; empty: it ended
    erased  text   NOT NULL, -- why its secrets were erased; empty: they were not
    due     text   NOT NULL, -- JSON of a fact dated so_from; empty: it is none
    hash    bytea  NOT NULL
);
CREATE INDEX register_event_by_record ON register_event (kind, id, seq, known, mark, label);
CREATE INDEX register_event_by_known ON register_event (known, seq);
-- What was said of times to come.
CREATE INDEX register_event_ahead ON register_event (so_from)
    WHERE so_from > known AND due = '';

-- Personal data and confidential text, outside the chain, which holds a salted hash of them.
CREATE TABLE register_secret (
    token   text   NOT NULL PRIMARY KEY,
    hash    text   NOT NULL, -- of salt and content, hexadecimal
    kind    text   NOT NULL, -- the record it belongs to
    id      text   NOT NULL,
    salt    bytea  NOT NULL, -- empty once erased
    content text   NOT NULL, -- empty once erased
    erased  bigint NOT NULL, -- microseconds UTC, 0 while it stands
    why     text   NOT NULL
);
CREATE INDEX register_secret_by_record ON register_secret (kind, id);

-- Words of what is known now and is so now or later, for search. The index has every column
-- that search asks for.
CREATE TABLE register_word (
    place    bytea  NOT NULL, -- the kind, an octet 0, the id
    word     bytea  NOT NULL,
    so_from  bigint NOT NULL, -- always, where it was so when it was written
    so_until bigint NOT NULL,
    weight   bigint NOT NULL,
    mark     text   NOT NULL,
    label    text   NOT NULL,
    PRIMARY KEY (place, word, so_from)
);
CREATE INDEX register_word_found
    ON register_word (word, weight DESC, place, so_from, so_until, mark, label);

-- Facts that count as known from an instant to come.
CREATE TABLE register_due (
    known  bigint NOT NULL,
    seq    bigint NOT NULL, -- the event that tells of it
    act    text   NOT NULL, -- JSON
    PRIMARY KEY (known, seq)
);

-- +goose Down
DROP TABLE register_due;
DROP TABLE register_word;
DROP TABLE register_secret;
DROP TABLE register_event;
DROP TABLE register_head;
DROP TABLE register_key;
DROP TABLE register_version;
