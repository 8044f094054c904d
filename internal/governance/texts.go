package governance

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// Texts is the text of a Code that a register begins with.
type Texts struct {
	On        calendar.Date                // since when it is in force
	Documents []*legal.Document            // all of them
	Drafts    map[string][]*legal.Document // what Modifications would change, by their ids
	Demo      bool                         // written for a demonstration
}

// firstVersion is that of the legal text that a register begins with.
const firstVersion = "0.1"

// records commits the texts, and gives the records that name the commits.
func (t *Texts) records(
	ctx context.Context, l *wording.Library, at time.Time,
) (records []register.Record, err error) {
	put, err := bySlug(t.Documents)
	if err != nil {
		return nil, err
	}
	adopted, err := l.Commit(ctx,
		wording.Edit{Put: put, Message: "Adopt the text of the Code", At: at})
	if err != nil {
		return nil, err
	}
	basis := record.Stated
	if t.Demo {
		basis = record.DemoFact
	}
	head := func(id string) record.Head { return record.Head{ID: id, Demo: t.Demo, Basis: basis} }
	records = append(records, &record.CodeText{Head: head(record.CodeTextOf("adopted")),
		AdoptedOn: t.On, Commit: adopted.Commit, Documents: adopted.Documents, DraftedAt: at})
	for _, id := range slices.Sorted(maps.Keys(t.Drafts)) {
		if put, err = bySlug(t.Drafts[id]); err != nil {
			return nil, err
		}
		draft, err := l.Commit(ctx, wording.Edit{On: adopted.Commit, Put: put, At: at,
			Message: "Legal text of " + id + ", version " + firstVersion})
		if err != nil {
			return nil, err
		}
		records = append(records, &record.LegalText{Head: head("legal-text-" + legal.Slug(id)),
			Modification: id, Version: firstVersion, Base: adopted.Commit, Commit: draft.Commit,
			Documents: draft.Documents, Clauses: draft.Clauses, AddedAt: at, PublishedAt: at})
	}
	return records, nil
}

// bySlug are documents by their slugs. It fails where two have the same.
func bySlug(documents []*legal.Document) (map[string]*legal.Document, error) {
	all := map[string]*legal.Document{}
	for _, d := range documents {
		if all[d.Slug()] != nil {
			return nil, fmt.Errorf("two documents are called %s: give one another name", d.Name)
		}
		all[d.Slug()] = d
	}
	return all, nil
}
