package register_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// thing is the record of these tests.
type thing struct {
	ID      string          `json:"id"`
	Title   string          `json:"title"`
	Status  string          `json:"status,omitempty"`
	Tags    []string        `json:"tags,omitempty"`
	Number  int64           `json:"number,omitempty"`
	Mark    policy.Mark     `json:"mark"`
	Scope   string          `json:"scope,omitempty"`
	Who     register.Secret `json:"who"`
	Remarks []remark        `json:"remarks,omitempty"`
}

type remark struct {
	Text string          `json:"text"`
	Role string          `json:"role,omitempty"`
	By   register.Secret `json:"by"`
}

func (n *thing) Named() (kind, id string) { return "thing", n.ID }
func (n *thing) Label() policy.Label      { return policy.Label{Mark: n.Mark, Scope: n.Scope} }
func (n *thing) Words() []string {
	texts := []string{n.Title, n.Status}
	for _, r := range n.Remarks {
		texts = append(texts, r.Text)
	}
	return texts
}

func (n *thing) Keys() []register.Key {
	keys := []register.Key{{Name: "status", Value: n.Status}, {Name: "title", Value: n.Title}}
	for _, tag := range n.Tags {
		keys = append(keys, register.Key{Name: "tag", Value: tag})
	}
	return keys
}

// day is when the tests begin.
var day = time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)

// rig is a register with what it stands on.
type rig struct {
	*register.Register
	db *store.DB
}

var things = []register.Kind{{Name: "thing", New: func() register.Record { return new(thing) }}}

// seeds gives each register other random octets.
var seeds atomic.Uint32

func random() *rand.ChaCha8 {
	n := seeds.Add(1)
	return rand.NewChaCha8([32]byte{byte(n), byte(n >> 8), byte(n >> 16)})
}

func over(t testing.TB, db *store.DB, c clock.Clock) rig {
	t.Helper()
	r, err := register.Open(context.Background(),
		register.Config{DB: db, Clock: c, Random: random(), Kinds: things})
	if err != nil {
		t.Fatal(err)
	}
	return rig{r, db}
}

// each runs a test with an empty register on every engine and a frozen clock.
func each(t *testing.T, test func(t *testing.T, r rig, c *clock.Adjustable)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := clock.NewFrozen(day)
		test(t, over(t, db, c), c)
	})
}

var writes = register.Act{Who: "writer", Verb: "write", Reason: "a test"}

func (r rig) act(t testing.TB, do func(*register.Tx) error) time.Time {
	t.Helper()
	known, err := r.Act(context.Background(), writes, do)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

func (r rig) put(t testing.TB, recs ...*thing) time.Time {
	t.Helper()
	return r.act(t, func(tx *register.Tx) error {
		for _, rec := range recs {
			if err := tx.Put(rec); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r rig) at(reader *policy.Reader, so, known time.Time) *register.View {
	return r.View(context.Background(), reader, register.Moment{So: so, Known: known})
}

func (r rig) now(reader *policy.Reader) *register.View {
	now := r.Now()
	return r.at(reader, now, now)
}

// title is that of a record, or "-" where there is none.
func title(t testing.TB, v *register.View, id string) string {
	t.Helper()
	rec, err := register.Get[*thing](v, id)
	if errors.Is(err, register.ErrNotFound) {
		return "-"
	}
	if err != nil {
		t.Fatal(err)
	}
	return rec.Title
}

// listed are the titles that a query finds, in their order.
func listed(t testing.TB, v *register.View, q register.Query) string {
	t.Helper()
	recs, err := register.All[*thing](v, q)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, rec := range recs {
		titles = append(titles, rec.Title)
	}
	return strings.Join(titles, " ")
}

// sound fails where the verifier finds a fault.
func (r rig) sound(t testing.TB) {
	t.Helper()
	faults, err := r.Verify(context.Background(), nil)
	if err != nil || len(faults) > 0 {
		t.Errorf("verify: %v, %v", faults, err)
	}
}

func want[T comparable](t testing.TB, what string, got, wanted T) {
	t.Helper()
	if got != wanted {
		t.Errorf("%s: got %v, want %v", what, got, wanted)
	}
}

// exec changes rows of the database around the register.
func exec(t testing.TB, db *store.DB, statement string, args ...any) {
	t.Helper()
	if err := try(db, statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func try(db *store.DB, statement string, args ...any) error {
	return db.Write(context.Background(), func(tx *sql.Tx) error {
		done, err := tx.ExecContext(context.Background(), statement, args...)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); n == 0 || err != nil {
			return fmt.Errorf("%d rows: %w", n, err)
		}
		return nil
	})
}
