package wording

import (
	"context"
	"slices"

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

// merger adds changes one after the other, and remembers them.
type merger struct {
	repo *repo.Repo
	ctx  context.Context
	keep Keeping
	made []made
	in   []string // ids of the Modifications that are in it
}

// made is a change from one commit to another, and who made it.
type made struct{ who, base, commit string }

// who made the last change that a conflict is with: of the clause itself; else of a part of it or
// of what it is a part of. It is empty where none of the changes is in its way, but what they
// were added to.
func (m *merger) who(slug, number string) (who string, err error) {
	for _, each := range slices.Backward(m.made) {
		redlines, err := m.repo.Compare(m.ctx, each.base, each.commit)
		if err != nil {
			return "", err
		}
		for _, r := range redlines {
			if r.Slug != slug {
				continue
			}
			for _, a := range r.Amendments {
				if a.Number == number || a.Was == number && number != "" {
					return each.who, nil
				}
				for _, n := range []string{a.Number, a.Was} {
					near := number == "" || legal.Part(n, number) || n != "" && legal.Part(number, n)
					if who == "" && near {
						who = each.who
					}
				}
			}
		}
	}
	return who, nil
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
	for _, r := range redlines {
		ours, err := w.Document(m.ctx, r.Slug)
		if err != nil {
			return nil, nil, err
		}
		merged, conflicts := legal.Merge(r.Before, ours, r.After)
		if m.keep == KeepWords && len(conflicts) > 0 {
			merged, conflicts = legal.Merge(yielding(r.Before, ours, conflicts), ours, r.After)
		}
		for _, c := range conflicts {
			c.Slug = r.Slug
			first, err := m.who(r.Slug, c.Number)
			if err != nil {
				return nil, nil, err
			}
			clashes = append(clashes, Clash{c, first, who})
		}
		put[r.Slug] = merged
	}
	if len(clashes) == 0 {
		m.made = append(m.made, made{who, base, commit})
	}
	return put, clashes, nil
}

// yielding is a document as if it had said already what another says in the clauses of conflicts:
// a change of it then stands against nothing there.
func yielding(base, ours *legal.Document, conflicts []legal.Conflict) *legal.Document {
	if base == nil || ours == nil {
		return base
	}
	doc := *base
	doc.Clauses = slices.Clone(base.Clauses)
	for _, c := range conflicts {
		i, j := doc.Find(c.Number), ours.Find(c.Number)
		if i >= 0 && j >= 0 {
			doc.Clauses[i] = ours.Clauses[j]
		}
	}
	return &doc
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
