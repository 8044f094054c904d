package governance

import (
	"cmp"
	"context"
	"errors"
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

// Adopt makes documents the text that is in force since a day, in a register that has none yet.
// What was there before is not changed by it: a Modification does that.
func (c *Code) Adopt(ctx context.Context, t *Texts) error {
	if len(t.Documents) == 0 {
		return errors.New("a text has at least one document: name one")
	}
	now := c.desk.Now(ctx)
	if today := calendar.DateOf(now.Moment().So); t.On.After(today) {
		return fmt.Errorf("%s is to come: a text is adopted that is in force already", t.On.Long())
	}
	if n, err := register.Count[*record.CodeText](now, register.Query{}); err != nil || n > 0 {
		return cmp.Or(err, errors.New("this register has a text already: Modifications and Releases "+
			"change it, and an error of drafting is corrected on the page of its Release"))
	}
	if c.register.Last().IsZero() {
		return errors.New("there is no register yet: import one first, or start with a demo")
	}
	records, err := t.records(ctx, c.desk.Library, c.register.Now())
	if err != nil {
		return err
	}
	act := register.Act{Who: register.ByClock, Verb: "adopt the text of the Code"}
	_, err = c.register.Act(ctx, act, func(tx *register.Tx) error {
		for _, rec := range records {
			if err := tx.PutFrom(rec, time.Time{}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}
