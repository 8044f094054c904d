package newsletter

import (
	"reflect"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// made are the items of an edition as the records make them now: those for Parties, and of
// those that read otherwise for everyone, both.
func made(v *register.View, e *record.Edition) (items []*record.EditionItem, m *maker, err error) {
	var issues [2]*Issue
	for n, reader := range []*policy.Reader{Parties(), policy.Public()} {
		if m, err = newMaker(v.As(reader), e); err != nil {
			return nil, nil, err
		}
		if issues[n], err = m.issue(record.EditionDraft); err != nil {
			return nil, nil, err
		}
	}
	place := map[string]int{}
	for n, mark := range []policy.Mark{policy.Green, policy.White} {
		for _, s := range issues[n].Sections {
			for _, i := range s.Items {
				if place[i.Key] == 0 {
					place[i.Key] = len(place) + 1
				}
				items = append(items, &record.EditionItem{Edition: e.ID, Section: s.ID, Key: i.Key,
					Place: place[i.Key], For: mark, Headline: i.Headline, Body: i.Body, Entries: i.Entries})
			}
		}
	}
	return merged(items), m, nil
}

// merged leaves out what is for Parties and reads the same for everyone.
func merged(items []*record.EditionItem) (rest []*record.EditionItem) {
	white := map[string]*record.EditionItem{}
	for _, i := range items {
		if i.For == policy.White {
			white[i.Key] = i
		}
	}
	for _, i := range items {
		if w := white[i.Key]; i.For == policy.White || w == nil || !sameText(w, i) {
			rest = append(rest, i)
		}
	}
	return rest
}

// sameText reports whether two items read alike.
func sameText(a, b *record.EditionItem) bool {
	return a.Section == b.Section && a.Headline == b.Headline && a.Body == b.Body &&
		reflect.DeepEqual(a.Entries, b.Entries)
}

// as is an item in the collection: its key, and for whom.
type as struct {
	key   string
	reads policy.Mark
}

// unsent is who may see an item until its edition is sent.
var unsent = policy.Label{Mark: policy.Staff}

// asItem is what an item says.
func asItem(i *record.EditionItem) *Item {
	return &Item{Key: i.Key, Headline: i.Headline, Body: i.Body, Entries: i.Entries}
}

// collectItems keeps the items of an edition as the records make them.
func collectItems(x *desk.Doing[*record.Edition]) error {
	e := x.Record
	items, m, err := made(x.Tx.View, e)
	if err != nil {
		return err
	}
	e.Day, e.Since = m.day, m.since
	if m.before != nil {
		e.Previous = m.before.ID
	}
	return keep(x.Tx, e, items)
}

// keep puts the items of an edition in place of those that were kept before.
func keep(tx *register.Tx, e *record.Edition, items []*record.EditionItem) error {
	old, err := register.All[*record.EditionItem](tx.View, register.Query{Key: "edition", Is: e.ID})
	if err != nil {
		return err
	}
	before, edited := map[as]*record.EditionItem{}, map[string]*record.EditionItem{}
	for _, i := range old {
		before[as{i.Key, i.For}] = i
		if i.Edited {
			edited[i.Key] = i
		}
	}
	for _, i := range items {
		at := as{i.Key, i.For}
		if was := edited[i.Key]; was != nil {
			i.Headline, i.Body, i.Place = was.Headline, was.Body, was.Place
			i.LeftOut, i.Edited = was.LeftOut, true
		}
		if was := before[at]; was != nil {
			i.Head = was.Head
		} else if i.ID, err = tx.NewID("edition-item"); err != nil {
			return err
		}
		i.Visible = unsent
		if was := before[at]; was == nil || !reflect.DeepEqual(was, i) {
			if err := tx.Put(i); err != nil {
				return err
			}
		}
		delete(before, at)
	}
	for _, gone := range old {
		if before[as{gone.Key, gone.For}] == nil {
			continue
		}
		if err := tx.End("edition_item", gone.ID, tx.Now()); err != nil {
			return err
		}
	}
	return nil
}

// differences are what has changed in the records since the items of an edition were
// collected.
func differences(v *register.View, e *record.Edition) (changes []string, err error) {
	kept, err := register.All[*record.EditionItem](v, register.Query{Key: "edition", Is: e.ID})
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	items, _, err := made(v, e)
	if err != nil {
		return nil, err
	}
	before := map[as]*record.EditionItem{}
	for _, i := range kept {
		before[as{i.Key, i.For}] = i
	}
	seen := map[string]bool{}
	say := func(text string) {
		if !seen[text] {
			seen[text], changes = true, append(changes, text)
		}
	}
	for _, i := range items {
		at := as{i.Key, i.For}
		was := before[at]
		delete(before, at)
		switch {
		case was == nil:
			say("New: " + i.Headline)
		case was.LeftOut:
		case !reflect.DeepEqual(was.Entries, i.Entries) || !was.Edited && !sameText(was, i):
			say("Changed: " + i.Headline)
		}
	}
	for _, i := range kept {
		if before[as{i.Key, i.For}] != nil {
			say("No longer: " + i.Headline)
		}
	}
	return changes, nil
}

// publishItems freezes the items of an edition, and lets all see them whom they are for.
func publishItems(x *desk.Doing[*record.Edition]) error {
	tx, e := x.Tx, x.Record
	changes, err := differences(tx.View, e)
	if err != nil {
		return err
	}
	if len(changes) > 0 && len(x.In.All(stands)) == 0 {
		return page.Faults{{Field: stands, Text: "The records have changed since the items were " +
			"collected: say that it is published as it was approved, or send it back"}}
	}
	e.SentAt, e.PublishedOn = tx.Now(), today(tx.View)
	items, err := register.All[*record.EditionItem](tx.View, register.Query{Key: "edition", Is: e.ID})
	if err != nil {
		return err
	}
	for _, i := range items {
		if i.LeftOut {
			continue // it stays the administrator's
		}
		i.Visible = policy.Label{Mark: i.For}
		if err := tx.Put(i); err != nil {
			return err
		}
	}
	return announce(tx, e)
}
