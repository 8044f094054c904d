package register_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// note is a record for the tests.
type note struct {
	ID    string          `json:"id"`
	Text  string          `json:"text"`
	Mark  policy.Mark     `json:"mark"`
	Who   register.Secret `json:"who"`
	About string          `json:"about,omitempty"`
}

func (n *note) Named() (kind, id string) { return "note", n.ID }
func (n *note) Label() policy.Label      { return policy.Label{Mark: n.Mark} }
func (n *note) Words() []string          { return []string{n.Text} }
func (n *note) Keys() []register.Key     { return []register.Key{{Name: "about", Value: n.About}} }

func open(t *testing.T, at *clock.Adjustable) *register.Register {
	t.Helper()
	db, err := store.Open(context.Background(), store.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	r, err := register.Open(context.Background(), register.Config{
		DB: db, Clock: at, Random: rand.NewChaCha8([32]byte{}),
		Kinds: []register.Kind{{Name: "note", New: func() register.Record { return new(note) }}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var day = time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)

func put(t *testing.T, r *register.Register, n *note) time.Time {
	t.Helper()
	known, err := r.Act(context.Background(), register.Act{Who: "a", Verb: "write"},
		func(tx *register.Tx) error { return tx.Put(n) })
	if err != nil {
		t.Fatal(err)
	}
	return known
}

func TestAsAt(t *testing.T) {
	c := clock.NewFrozen(day)
	r := open(t, c)
	first := put(t, r, &note{ID: "n", Text: "one thing", Mark: policy.White,
		Who: register.NewSecret("a person")})
	c.Advance(time.Hour)
	second := put(t, r, &note{ID: "n", Text: "another thing", Mark: policy.White, About: "x"})
	for at, want := range map[time.Time]string{first: "one thing", second: "another thing"} {
		v := r.View(t.Context(), policy.Public(), register.Moment{So: at, Known: at})
		n, err := register.Get[*note](v, "n")
		if err != nil || n.Text != want {
			t.Fatalf("as at %s: %v, %v", at, n, err)
		}
	}
	v := r.View(t.Context(), policy.Public(), register.Moment{So: first, Known: first})
	n, err := register.Get[*note](v, "n")
	if err != nil || n.Who.Text() != "a person" {
		t.Fatalf("%v %v", n, err)
	}
	hits, err := v.Search("anoth", 10)
	if err != nil || len(hits) != 1 {
		t.Fatal(hits, err)
	}
	faults, err := r.Verify(t.Context(), nil)
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}
