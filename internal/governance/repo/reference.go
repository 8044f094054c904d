package repo

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Mention is a place that a document refers to.
type Mention struct {
	Slug, Number string   // what is referred to; without a number the document as a whole
	In           string   // the slug of the document that refers to it
	Clauses      []string // the numbers of its clauses that do, in the order of the text
}

// Of reports whether a clause or a part of it is referred to; without a number, whatever it is of
// the document.
func (m Mention) Of(slug, number string) bool {
	return m.Slug == slug && (number == "" || m.Number == number || legal.Part(m.Number, number))
}

// Mentions are the places that a document refers to, each once, in the order of its text.
func Mentions(d *legal.Document) (all []Mention) {
	type place struct{ slug, number string }
	known := map[place]int{}
	in := d.Slug()
	for i := range d.Clauses {
		c := &d.Clauses[i]
		for _, text := range [...]string{c.Text, c.Closing} {
			for _, r := range legal.References(d, text) {
				at, ok := known[place{r.Slug, r.Number}]
				if !ok {
					at = len(all)
					known[place{r.Slug, r.Number}] = at
					all = append(all, Mention{Slug: r.Slug, Number: r.Number, In: in})
				}
				m := &all[at]
				if n := len(m.Clauses); n == 0 || m.Clauses[n-1] != c.Number {
					m.Clauses = append(m.Clauses, c.Number)
				}
			}
		}
	}
	return all
}

// mentionOf is a row of the index.
type mentionOf struct {
	blob plumbing.Hash
	Mention
}

func (m mentionOf) row() []any {
	return []any{[]byte(m.Slug + " " + m.Number), m.blob[:], strings.Join(m.Clauses, " ")}
}

// Referring are the mentions of a clause, of a document where there is no number, or of a part of
// them, in the order of the documents that refer to it. It reads no document.
func (e *Edition) Referring(
	ctx context.Context, slug, number string,
) (found []Mention, err error) {
	place := []byte(slug + " " + number)
	rows, err := e.r.db.QueryContext(ctx, `SELECT place, hash, clauses FROM repo_reference
		WHERE place >= $1 AND place < $2`, place, append(place[:len(place):len(place)], 0xff))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	byBlob := map[plumbing.Hash][]Mention{}
	var hash, clauses sql.RawBytes
	var to []byte
	for rows.Next() {
		if err := rows.Scan(&to, &hash, &clauses); err != nil {
			return nil, err
		}
		m := Mention{Slug: slug, Number: string(to[len(slug)+1:])}
		if m.Of(slug, number) {
			m.Clauses = strings.Split(string(clauses), " ")
			byBlob[plumbing.Hash(hash)] = append(byBlob[plumbing.Hash(hash)], m)
		}
	}
	if len(byBlob) == 0 {
		return nil, rows.Err()
	}
	for _, entry := range e.tree.entries {
		for _, m := range byBlob[entry.blob] {
			m.In = entry.slug
			found = append(found, m)
		}
	}
	return found, rows.Err()
}
