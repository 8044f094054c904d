package wording

import (
	"context"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// Clash is a clause that two changes would have say different things.
type Clash struct {
	legal.Conflict
	Ours   string // what came first
	Theirs string // what cannot be added to it
}

// merger adds changes one after the other, and remembers which touched what.
type merger struct {
	repo    *repo.Repo
	ctx     context.Context
	touched map[string]string // who changed a place last
}

// touch notes that somebody changed places.
func (m *merger) touch(who string, places []string) {
	if m.touched == nil {
		m.touched = map[string]string{}
	}
	for _, p := range places {
		m.touched[p] = who
	}
}

// combine is what a change from one commit to another puts over a wording, or where the two are
// in each other's way. It changes nothing.
func (m *merger) combine(
	w *Text, base, commit, who string,
) (put map[string]*legal.Document, clashes []Clash, err error) {
	redlines, err := m.repo.Compare(m.ctx, base, commit)
	if err != nil {
		return nil, nil, err
	}
	put = map[string]*legal.Document{}
	var places []string
	for _, r := range redlines {
		ours, err := w.Document(m.ctx, r.Slug)
		if err != nil {
			return nil, nil, err
		}
		merged, conflicts := legal.Merge(r.Before, ours, r.After)
		for _, c := range conflicts {
			c.Slug = r.Slug
			clashes = append(clashes, Clash{c, m.touched[record.Place(r.Slug, c.Number)], who})
		}
		put[r.Slug] = merged
		places = append(places, placesOf(r)...)
	}
	if len(clashes) == 0 {
		m.touch(who, places)
	}
	return put, clashes, nil
}

// placesOf are the clauses that a redline changes.
func placesOf(r legal.Redline) (places []string) {
	for _, a := range r.Amendments {
		if a.Number != "" {
			places = append(places, record.Place(r.Slug, a.Number))
		}
		if a.Was != "" && a.Was != a.Number {
			places = append(places, record.Place(r.Slug, a.Was))
		}
	}
	return places
}

// Changed are the documents and the clauses that redlines change, as records name them.
func Changed(redlines []legal.Redline) (documents, clauses []string) {
	for _, r := range redlines {
		documents = append(documents, r.Slug)
		clauses = append(clauses, placesOf(r)...)
	}
	return documents, clauses
}
