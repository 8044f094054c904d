package repo

import (
	"context"
	"database/sql"
	"errors"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Op is what a commit did to a clause.
type Op string

// What is done to clauses.
const (
	Inserted Op = "inserted"
	Deleted  Op = "deleted"
	Changed  Op = "changed" // its words, or where it stands
	// Renumbered has another number than before; its words may have changed too.
	Renumbered Op = "renumbered"
)

// Change says that a commit changed a clause.
type Change struct {
	Commit string // 40 hexadecimal digits
	Op     Op
	Was    string // the number before; empty where it was inserted
	Now    string // the number after; empty where it was deleted
}

// change is a row of the index.
type change struct {
	slug, number string
	Change
}

// changes is what the index says of a commit.
func (r *Repo) changes(ctx context.Context, before, after *tree,
	fresh map[plumbing.Hash]*legal.Document,
) ([]change, error) {
	redlines, err := r.redlines(ctx, pairs(before, after), fresh)
	var all []change
	for _, redline := range redlines {
		if !sameHead(redline.Before, redline.After) {
			all = append(all, change{slug: redline.Slug, Change: Change{Op: op(
				redline.Before != nil, redline.After != nil)}})
		}
		for _, a := range redline.Amendments {
			all = append(all, changesOf(redline.Slug, a)...)
		}
	}
	return all, err
}

func sameHead(a, b *legal.Document) bool {
	return a != nil && b != nil &&
		a.Name == b.Name && a.Title == b.Title && a.Kind == b.Kind && a.Notice == b.Notice
}

func op(was, is bool) Op {
	switch {
	case !was:
		return Inserted
	case !is:
		return Deleted
	}
	return Changed
}

// changesOf is one row for an amendment, or two where it renumbers; none where it amends no
// clause.
func changesOf(slug string, a legal.Amendment) []change {
	if a.Before == nil && a.Now == nil {
		return nil
	}
	c := Change{Op: op(a.Before != nil, a.Now != nil)}
	if a.Before != nil {
		c.Was = a.Before.Number
	}
	if a.Now != nil {
		c.Now = a.Now.Number
	}
	if c.Was == c.Now || c.Was == "" {
		return []change{{slug, c.Now, c}}
	}
	if c.Now == "" {
		return []change{{slug, c.Was, c}}
	}
	c.Op = Renumbered
	return []change{{slug, c.Was, c}, {slug, c.Now, c}}
}

func insertChanges(ctx context.Context, tx *sql.Tx, seq int64, all []change) error {
	return insertRows(ctx, tx, `repo_change (slug, number, seq, op, was, now)`, all,
		func(c change) []any {
			return []any{c.slug, c.number, seq, string(c.Op), c.Was, c.Now}
		})
}

// Changes lists the commits that changed a clause against their first parent, or against the
// Base that was given: in the order in which they were made, with those that no act of the
// register names. Number "" is the head of the document: its name, title, kind or notice. A clause that was renumbered is
// listed under both numbers: go on with Was.
func (r *Repo) Changes(ctx context.Context, slug, number string) (all []Change, err error) {
	rows, err := r.db.QueryContext(ctx, `SELECT m.hash, c.op, c.was, c.now
		FROM repo_change c JOIN repo_commit m ON m.seq = c.seq
		WHERE c.slug = $1 AND c.number = $2 ORDER BY c.seq`, slug, number)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c Change
		var hash []byte
		if err := rows.Scan(&hash, &c.Op, &c.Was, &c.Now); err != nil {
			return nil, err
		}
		c.Commit = plumbing.Hash(hash).String()
		all = append(all, c)
	}
	return all, rows.Err()
}
