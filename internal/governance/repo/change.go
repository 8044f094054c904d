package repo

import (
	"context"
	"database/sql"
	"errors"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Change says that a commit changed a clause.
type Change struct {
	Commit string   // 40 hexadecimal digits
	Op     legal.Op // what it did
	Number string   // afterwards; of a clause that was deleted, that which it had
	Was    string   // the number before, where it was another
}

// change is a row of the index.
type change struct {
	slug, number string // that it is found by
	Change
}

// changes is what the index says of a commit.
func (r *Repo) changes(ctx context.Context, before, after *tree,
	fresh map[plumbing.Hash]*legal.Document,
) ([]change, error) {
	redlines, err := r.redlines(ctx, pairs(before, after), fresh)
	var all []change
	for _, redline := range redlines {
		for _, a := range redline.Amendments {
			c := Change{Op: a.Kind, Number: a.Number, Was: a.Was}
			all = append(all, change{redline.Slug, a.Number, c})
			if a.Was != "" {
				all = append(all, change{redline.Slug, a.Was, c})
			}
		}
	}
	return all, err
}

func insertChanges(ctx context.Context, tx *sql.Tx, seq int64, all []change) error {
	return insertRows(ctx, tx, `repo_change (slug, number, seq, op, now, was)`, all,
		func(c change) []any {
			return []any{c.slug, c.number, seq, string(c.Op), c.Number, c.Was}
		})
}

// Changes lists the commits that changed a clause against their first parent, or against the
// Base that was given: in the order in which they were made, with those that no act of the
// register names. Number "" is the head of the document: its name, title, kind or notice. A
// clause that was renumbered is listed under both numbers: go on with Was.
func (r *Repo) Changes(ctx context.Context, slug, number string) (all []Change, err error) {
	rows, err := r.db.QueryContext(ctx, `SELECT m.hash, c.op, c.now, c.was
		FROM repo_change c JOIN repo_commit m ON m.seq = c.seq
		WHERE c.slug = $1 AND c.number = $2 ORDER BY c.seq`, slug, number)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c Change
		var hash []byte
		if err := rows.Scan(&hash, &c.Op, &c.Number, &c.Was); err != nil {
			return nil, err
		}
		c.Commit = plumbing.Hash(hash).String()
		all = append(all, c)
	}
	return all, rows.Err()
}
