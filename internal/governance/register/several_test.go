package register_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestTogether asks for records and for what has happened to them together and one by one, as
// several readers and at several moments.
func TestTogether(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		marks := []policy.Mark{policy.White, policy.Green, policy.Staff, policy.Party}
		var names []register.Hit
		for i := range 210 {
			names = append(names, register.Hit{Kind: "thing", ID: fmt.Sprintf("thing-%d", i*7%211)})
		}
		for round := range 3 {
			r.act(t, func(tx *register.Tx) error {
				for i, n := range names[:205] {
					if round > 0 && i%8 != 0 {
						continue
					}
					rec := &thing{ID: n.ID, Title: fmt.Sprint("round ", round), Scope: "p",
						Mark: marks[(i+round*i/8)%len(marks)], Who: register.NewSecret(fmt.Sprint(i))}
					if err := tx.PutFrom(rec, day.AddDate(0, round-1, 0)); err != nil {
						return err
					}
				}
				return nil
			})
			c.Advance(time.Hour)
		}
		odd := []register.Hit{{Kind: "thing", ID: "\x00"}, {Kind: "none", ID: "a"}, {ID: "thing-1"}}
		names = append(append(names, odd...), names[0])
		said := map[version]register.Record{}
		for _, reader := range []*policy.Reader{policy.Public(), policy.System(),
			policy.NewReader(policy.Rights{Parties: []string{"p"}})} {
			for _, so := range []time.Time{day.AddDate(0, -2, 0), day, day.AddDate(0, 3, 0)} {
				for _, known := range []time.Time{day, day.Add(90 * time.Minute), day.Add(9 * time.Hour)} {
					alike(t, r.at(reader, so, known), names, said)
				}
			}
		}
		r.act(t, func(tx *register.Tx) error {
			if within, err := tx.Standing(names); len(within) > 0 || err != nil {
				t.Errorf("within an act: %d versions, %v", len(within), err)
			}
			return nil
		})
	})
}

// version is one of a record.
type version struct {
	register.Hit
	register.Version
}

// alike compares what a view gives together with what it gives one by one; and with what the
// versions that stand have said before.
func alike(
	t *testing.T, v *register.View, names []register.Hit, said map[version]register.Record,
) {
	t.Helper()
	standing, err := v.Standing(names)
	if err != nil {
		t.Fatal(err)
	}
	found, err := v.Several(names)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := v.Changed(names)
	if err != nil {
		t.Fatal(err)
	}
	there := map[register.Hit]bool{}
	for i, n := range names {
		rec, err := v.Record(n.Kind, n.ID)
		if err != nil && !errors.Is(err, register.ErrNotFound) {
			t.Fatal(err)
		}
		if err == nil {
			there[n] = true
		}
		if err == nil && !reflect.DeepEqual(found[n], rec) || err != nil && found[n] != nil {
			t.Fatalf("%v: together %+v, alone %+v, %v", n, found[n], rec, err)
		}
		if i%20 == 0 {
			past(t, v, n, changed[n])
		}
	}
	for n, rec := range found {
		is := version{n, standing[n]}
		if before := said[is]; before != nil && !reflect.DeepEqual(before, rec) {
			t.Errorf("%v said %+v, and says %+v", is, before, rec)
		}
		said[is] = rec
	}
	if len(found) != len(there) || len(standing) != len(there) {
		t.Errorf("found %d together, and %d one by one", len(found), len(there))
	}
}

// past compares parts of a history with the whole, and its end with what was found for several.
func past(t *testing.T, v *register.View, n register.Hit, last time.Time) {
	t.Helper()
	all, err := v.History(n.Kind, n.ID)
	if err != nil {
		t.Fatal(err)
	}
	var want register.Past
	if len(all) > 0 {
		want = register.Past{Events: len(all), First: all[0].Known, Last: all[len(all)-1].Known}
	}
	got, err := v.Past(n.Kind, n.ID)
	if err != nil || got != want || last != want.Last {
		t.Fatalf("%v: %+v, last %v, %v, want %+v", n, got, last, err, want)
	}
	var parts []register.Event
	for len(parts) < len(all)+1 {
		some, err := v.HistoryFrom(n.Kind, n.ID, len(parts), 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			break
		}
		parts = append(parts, some...)
	}
	if !reflect.DeepEqual(parts, all) {
		t.Fatalf("%v: %d events in parts, %d at once", n, len(parts), len(all))
	}
}

// TestManyLabels gives a reader so many labels that a query does not name each of them.
func TestManyLabels(t *testing.T) {
	each(t, func(t *testing.T, r rig, _ *clock.Adjustable) {
		var grants []string
		r.act(t, func(tx *register.Tx) error {
			for i := range 120 {
				id := fmt.Sprint("r", i)
				if i%2 == 0 {
					grants = append(grants, id)
				}
				mark := []policy.Mark{policy.Red, policy.Red, policy.Amber}[i%3]
				if err := tx.Put(&thing{ID: id, Title: "red " + id, Mark: mark, Scope: id}); err != nil {
					return err
				}
			}
			return nil
		})
		for _, rights := range []policy.Rights{{Grants: grants}, {Bodies: grants}, {},
			{Grants: grants[:5], Bodies: grants}} {
			reader := policy.NewReader(rights)
			v := r.now(reader)
			var wanted, wantIDs []string
			for _, rec := range must(register.All[*thing](r.now(policy.System()), register.Query{})) {
				if reader.May(rec.Label()) {
					wanted, wantIDs = append(wanted, rec.Title), append(wantIDs, rec.ID)
				}
			}
			want(t, "list", listed(t, v, register.Query{}), strings.Join(wanted, " "))
			want(t, "count", must(register.Count[*thing](v, register.Query{})), len(wanted))
			want(t, "search", len(must(v.Search("red", 0))), len(wanted))
			want(t, "changes", len(must(v.Changes(time.Time{}, 0))), len(wanted))
			ids := must(v.IDs("thing", register.Query{}))
			want(t, "ids", strings.Join(ids, " "), strings.Join(wantIDs, " "))
			want(t, "last", strings.Join(must(v.IDs("thing", register.Query{Desc: true, Limit: 1})), " "),
				strings.Join(wantIDs[max(0, len(wantIDs)-1):], " "))
		}
	})
}

// must is a value that is had without an error.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
