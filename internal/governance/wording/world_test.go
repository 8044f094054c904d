package wording_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/store"
)

// start is when the clock of a world stands at first.
var start = time.Date(2022, 1, 3, 10, 0, 0, 0, time.UTC)

// world is an empty register and a repository, and beside them what the model says that is in
// them: the facts, each dated twice, and the text of each commit.
type world struct {
	*testing.T
	code    *governance.Code
	lib     *wording.Library
	db      *store.DB
	clock   *clock.Adjustable
	facts   map[string][]fact
	commits map[string]text
	number  int // of the last record
}

// fact is what was said of a record: known from an instant, and so from another. The record is
// nil where it ended.
type fact struct {
	known, from time.Time
	rec         register.Record
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db, err := store.Open(t.Context(), store.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	at := clock.NewFrozen(start)
	code, err := governance.Open(t.Context(), governance.Config{DB: db, Clock: at,
		Random: rand.NewChaCha8([32]byte{1})})
	if err != nil {
		t.Fatal(err)
	}
	return &world{T: t, db: db, code: code, lib: code.Library(), clock: at, facts: map[string][]fact{},
		commits: map[string]text{"": {}}}
}

// now is the instant that a reader is served at.
func (w *world) now() time.Time { return w.code.Now() }

// today is its day.
func (w *world) today() calendar.Date { return calendar.DateOf(w.now()) }

// view is the register at a moment, as one who sees everything.
func (w *world) view(so, known time.Time) *register.View {
	return w.code.Register().View(w.Context(), policy.System(), register.Moment{So: so, Known: known})
}

// here is the register as it is.
func (w *world) here() *register.View { return w.view(w.now(), w.now()) }

// day sets the clock to an hour of a day.
func (w *world) day(on calendar.Date, hour int) {
	w.Helper()
	w.clock.Set(on.At(hour, 0))
	if err := w.code.Settle(w.Context()); err != nil {
		w.Fatal(err)
	}
}

// act does something to the register. What puts and ends return is noted as facts.
func (w *world) act(do func(tx *register.Tx) ([]fact, error)) {
	w.Helper()
	var all []fact
	known, err := w.code.Register().Act(w.Context(), register.Act{Who: register.ByClock, Verb: "test"},
		func(tx *register.Tx) (err error) {
			all, err = do(tx)
			return err
		})
	if err != nil {
		w.Fatal(err)
	}
	for _, f := range all {
		kind, id := f.rec.Named()
		f.known = known
		if f.from.IsZero() {
			f.from = known
		}
		if _, gone := f.rec.(*ended); gone {
			f.rec = nil
		}
		w.facts[kind+" "+id] = append(w.facts[kind+" "+id], f)
	}
}

// ended stands for a record that is no more.
type ended struct {
	register.Record
	kind, id string
}

// Named is what was ended.
func (e *ended) Named() (kind, id string) { return e.kind, e.id }

// put says that records are so from now on.
func (w *world) put(records ...register.Record) {
	w.Helper()
	w.act(func(tx *register.Tx) (all []fact, err error) {
		for _, rec := range records {
			if err := tx.Put(rec); err != nil {
				return nil, err
			}
			all = append(all, fact{rec: rec})
		}
		return all, nil
	})
}

// putFrom says that a record is so since a day.
func (w *world) putFrom(rec register.Record, from time.Time) {
	w.Helper()
	w.act(func(tx *register.Tx) ([]fact, error) {
		return []fact{{rec: rec, from: from}}, tx.PutFrom(rec, from)
	})
}

// said is what the model says of a record at a moment.
func said[T register.Record](w *world, kind, id string, so, known time.Time) (is T, ok bool) {
	for _, f := range slices.Backward(w.facts[kind+" "+id]) {
		if !f.known.After(known) && !f.from.After(so) {
			is, ok = f.rec.(T)
			return is, ok
		}
	}
	return is, false
}

// every is all that the model says of a kind at a moment, by id.
func every[T register.Record](w *world, kind string, so, known time.Time) (all []T) {
	for _, name := range slices.Sorted(maps.Keys(w.facts)) {
		if of, id, _ := strings.Cut(name, " "); of == kind {
			if rec, is := said[T](w, kind, id, so, known); is {
				all = append(all, rec)
			}
		}
	}
	return all
}

// id is a name that no record has.
func (w *world) id(kind string) string {
	w.number++
	return fmt.Sprintf("%s%03d", kind, w.number)
}

// adopt makes a text the one that is in force since a day.
func (w *world) adopt(t text, on calendar.Date) *record.CodeText {
	w.Helper()
	edited := w.commit(wording.Edit{Message: "Adopt"}, nil, t)
	rec := &record.CodeText{Head: record.Head{ID: record.CodeTextOf("adopted")}, AdoptedOn: on,
		Commit: edited.Commit, Documents: edited.Documents, DraftedAt: w.now()}
	w.putFrom(rec, time.Unix(0, 0))
	return rec
}

// commit writes what makes one text another, and notes the commit.
func (w *world) commit(e wording.Edit, was, is text) *wording.Edited {
	w.Helper()
	e.At, e.Put = w.now(), map[string]*legal.Document{}
	for place := range changes(was, is) {
		slug := document(place)[:len(document(place))-1]
		e.Put[slug] = is.doc(slug)
	}
	edited, err := w.lib.Commit(w.Context(), e)
	if err != nil {
		w.Fatal(err)
	}
	w.commits[edited.Commit] = is
	return edited
}
