package data

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// naming knows which records name a record in a field with ref, or did so since it was made.
// What a reader is given of them changes when they lose or gain sight of that one, and nobody has
// touched them. It is made when it is first asked, and from then on follows the register.
type naming struct {
	mu    sync.Mutex
	place register.Place         // up to where it has followed
	ids   map[register.Hit]int32 // nil: it is not made yet
	hits  []register.Hit         // by these numbers
	by    map[int32][]int32      // who names one
}

// batch is how many records are read at once.
const batch = 500

// of are those that may name one of several records at the moment of a view, which sees
// everything and is of now.
func (n *naming) of(
	v *register.View, named map[register.Hit]bool,
) (naming []register.Hit, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.ids == nil || n.place.At.After(v.Moment().Known.Add(slack)) {
		err = n.make(v)
	}
	if err == nil {
		err = n.follow(v)
	}
	if err != nil {
		n.ids = nil
		return nil, err
	}
	for of := range named {
		if id, known := n.ids[of]; known {
			for _, by := range n.by[id] {
				naming = append(naming, n.hits[by])
			}
		}
	}
	slices.SortFunc(naming, func(a, b register.Hit) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
	})
	return naming, nil
}

// make reads everything.
func (n *naming) make(v *register.View) (err error) {
	n.ids, n.hits, n.by = map[register.Hit]int32{}, nil, map[int32][]int32{}
	if n.place, err = v.Newest(); err != nil {
		return err
	}
	for _, l := range record.Lists() {
		q := register.Query{Limit: batch}
		for more := true; more; more = q.After != "" {
			var found []register.Record
			if found, q.After, err = v.Records(l.Kind, q); err != nil {
				return err
			}
			n.note(found)
		}
	}
	return nil
}

// follow reads what has changed since.
func (n *naming) follow(v *register.View) error {
	for {
		turns, err := v.Turns(n.place, batch)
		if err != nil || len(turns) == 0 {
			return err
		}
		names := make([]register.Hit, len(turns))
		for i, t := range turns {
			names[i] = t.Of
		}
		found, err := v.Several(names)
		if err != nil {
			return err
		}
		for _, rec := range found {
			n.note([]register.Record{rec})
		}
		n.place = n.place.Then(turns, batch)
	}
}

// note notes whom records name.
func (n *naming) note(records []register.Record) {
	for _, rec := range records {
		kind, id := rec.Named()
		by := n.number(register.Hit{Kind: kind, ID: id})
		for _, named := range namedBy(rec) {
			if of := n.number(named); !slices.Contains(n.by[of], by) {
				n.by[of] = append(n.by[of], by)
			}
		}
	}
}

// number is the number of a record.
func (n *naming) number(of register.Hit) int32 {
	id, known := n.ids[of]
	if !known {
		id = int32(len(n.hits))
		n.ids[of], n.hits = id, append(n.hits, of)
	}
	return id
}

// namedBy are the records that a record names.
func namedBy(rec register.Record) (names []register.Hit) {
	desk.Rename([]register.Record{rec}, func(kinds, id string) string {
		for kind := range strings.FieldsSeq(kinds) {
			names = append(names, register.Hit{Kind: kind, ID: id})
		}
		return id
	})
	return names
}
