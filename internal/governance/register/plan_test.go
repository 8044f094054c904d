package register

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// watched keeps the longest query of a view, which is the one that finds.
type watched struct {
	querier
	query string
	args  []any
}

func (w *watched) note(query string, args []any) {
	if len(query) > len(w.query) {
		w.query, w.args = query, args
	}
}

func (w *watched) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	w.note(query, args)
	return w.querier.QueryContext(ctx, query, args...)
}

func (w *watched) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	w.note(query, args)
	return w.querier.QueryRowContext(ctx, query, args...)
}

type card struct{ ID, Status string }

func (n *card) Named() (kind, id string) { return "card", n.ID }
func (n *card) Label() policy.Label      { return policy.Label{Mark: policy.White} }
func (n *card) Words() []string          { return []string{n.Status} }
func (n *card) Keys() []Key              { return []Key{{"status", n.Status}} }

// TestPlans asks SQLite how it would answer. No table is read from end to end. A page of now
// comes, in its order, out of the index that has only what is so now; what is sorted is what
// has changed since, what is known to end, or the history of one record.
func TestPlans(t *testing.T) {
	db := storetest.Open(t, store.Config{Dir: t.TempDir()})
	day := time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)
	r, err := Open(t.Context(), Config{DB: db, Clock: clock.NewFrozen(day),
		Random: rand.NewChaCha8([32]byte{}),
		Kinds:  []Kind{{Name: "card", New: func() Record { return new(card) }}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Act(t.Context(), Act{}, func(tx *Tx) error {
		return tx.Put(&card{ID: "n", Status: "open"})
	}); err != nil {
		t.Fatal(err)
	}
	long := Moment{So: day.AddDate(-1, 0, 0), Known: day.AddDate(-1, 0, 0)}
	reader := policy.NewReader(policy.Rights{Person: "x", Parties: []string{"p", "q"}})
	now := Moment{day, day}
	byID := `SEARCH k USING INDEX sqlite_autoindex_register_key_1 ` +
		`(kind=? AND id=? AND known_from=? AND so_from=?`
	for _, test := range []struct {
		name string
		at   Moment
		ask  func(*View) error
		uses string // in the plan
		sort int    // sorts
	}{
		{"get", now, func(v *View) error { _, err := v.Record("card", "n"); return err },
			"SEARCH v USING INDEX sqlite_autoindex_register_version_1 (kind=? AND id=?", 0},
		{"page", now, asks(Query{Limit: 25}), "k USING COVERING INDEX register_key_now", 3},
		{"page changed since", now, asks(Query{Limit: 25}),
			"SEARCH d USING INDEX register_version_past (kind=? AND known_until>?", 3},
		{"page to end", now, asks(Query{Limit: 25}),
			"SEARCH d USING INDEX register_version_ends (kind=? AND so_until>?", 3},
		{"page of versions", now, asks(Query{Limit: 25}), byID, 3},
		{"page of a value", now, asks(Query{Key: "status", Is: "open", Limit: 25}),
			"register_key_now (kind=? AND name=? AND place>? AND place<?)", 3},
		{"among", now, asks(Query{Among: []string{"a", "b"}}),
			"register_key_now (kind=? AND name=? AND place=? ", 2},
		{"among values", now, asks(Query{Key: "status", Among: []string{"a", "b"}}),
			"register_key_now (kind=? AND name=? AND place>? AND place<?)", 3},
		{"filtered", now, asks(Query{Where: []Key{{"status", "open"}}, Limit: 25}),
			"SEARCH f EXISTS USING COVERING INDEX sqlite_autoindex_register_key_1 (kind=? AND id=?", 3},
		{"of the past", long, asks(Query{Limit: 25}),
			"k USING COVERING INDEX register_key_all (kind=? AND name=?)", 0},
		{"filtered past", long, asks(Query{Not: []Key{{"status", "open"}}}),
			"SEARCH f USING COVERING INDEX sqlite_autoindex_register_key_1 (kind=? AND id=?", 0},
		{"history", now, func(v *View) error { _, err := v.History("card", "n"); return err },
			"register_event_by_record (kind=? AND id=?)", 1},
		{"changes", now, func(v *View) error { _, err := v.Changes(long.So, 25); return err },
			"register_event_by_known (known>? AND known<?)", 0},
		{"turns", now, func(v *View) error { _, err := v.Turns(Place{At: long.So}, 25); return err },
			"register_event_by_known (known>? AND known<?)", 2},
		{"turns to come", now, func(v *View) error { _, err := v.Turns(Place{At: day}, 25); return err },
			"register_event_ahead (so_from>? AND so_from<?)", 2},
		{"search", now, func(v *View) error { _, err := v.Search("op", 25); return err },
			"COVERING INDEX register_word_found (word>? AND word<?)", 2},
		{"unchanged", now, func(v *View) error { _, err := v.latest("card", "n"); return err },
			"register_event_by_record (kind=? AND id=?)", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := &watched{querier: db}
			v := r.View(t.Context(), reader, test.at)
			v.q = w
			if err := test.ask(v); err != nil {
				t.Fatal(err)
			}
			plan := w.plan(t, db)
			scans := strings.Count(plan, "SCAN")
			// These are parts of the query itself, and no tables.
			for _, part := range []string{"o", "q", "t", "x", "z", "CONSTANT ROW"} {
				scans -= strings.Count(plan, "SCAN "+part+"\n")
			}
			if scans > 0 || !strings.Contains(plan, test.uses) ||
				strings.Count(plan, "USE TEMP B-TREE") != test.sort {
				t.Errorf("want no SCAN, %d sorts and %q:\n%s", test.sort, test.uses, plan)
			}
		})
	}
}

func asks(q Query) func(*View) error {
	return func(v *View) error { _, _, err := v.find("card", q); return err }
}

// plan is how SQLite answers the first query.
func (w *watched) plan(t *testing.T, db *store.DB) string {
	t.Helper()
	var plan []string
	if err := each(t.Context(), db, func(rows *sql.Rows) error {
		var id, parent, unused int
		var text string
		err := rows.Scan(&id, &parent, &unused, &text)
		plan = append(plan, text)
		return err
	}, `EXPLAIN QUERY PLAN `+w.query, w.args...); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "\n")
}
