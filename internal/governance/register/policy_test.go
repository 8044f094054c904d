package register_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestLowered: who sees a record since its mark was lowered sees nothing of before.
func TestLowered(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "hush", Mark: policy.Staff})
		before := r.Now()
		c.Advance(time.Hour)
		r.put(t, &thing{ID: "n", Title: "told", Mark: policy.White})
		v := r.now(policy.Public())
		events, err := v.History("thing", "n")
		if err != nil || len(events) != 1 {
			t.Fatal(events, err)
		}
		want(t, "before", events[0].Before, "")
		want(t, "number in the journal", events[0].Seq, 0)
		changes, err := v.Changes(time.Time{}, 0)
		if err != nil || len(changes) != 1 || changes[0].Before != "" {
			t.Error(changes, err)
		}
		want(t, "then", title(t, r.at(policy.Public(), before, before), "n"), "-")
		staff := policy.NewReader(policy.Rights{Staff: true})
		events, err = r.now(staff).History("thing", "n")
		if err != nil || len(events) != 2 || !strings.Contains(events[1].Before, "hush") {
			t.Error(events, err)
		}
		want(t, "number in the journal", events[1].Seq, 2)
	})
}

// TestRaised: raising a mark hides the past too, at once; also where it is to be lowered
// again at a date to come.
func TestRaised(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "told", Mark: policy.White})
		then := r.Now()
		c.Advance(time.Hour)
		r.put(t, &thing{ID: "n", Title: "hush", Mark: policy.Staff})
		lowered := day.AddDate(0, 1, 0)
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(&thing{ID: "n", Title: "told again", Mark: policy.White}, lowered)
		})
		look := func(what, now, past, coming string, events int) {
			t.Helper()
			want(t, what+", now", title(t, r.now(policy.Public()), "n"), now)
			want(t, what+", then", title(t, r.at(policy.Public(), then, then), "n"), past)
			v := r.at(policy.Public(), lowered, r.Now())
			want(t, what+", when lowered", title(t, v, "n"), coming)
			want(t, what+", listed", listed(t, v, register.Query{}), strings.Trim(coming, "-"))
			got, err := r.now(policy.Public()).History("thing", "n")
			if err != nil || len(got) != events {
				t.Errorf("%s: %d events, want %d: %v", what, len(got), events, err)
			}
		}
		look("raised", "-", "-", "-", 0)
		c.Set(lowered)
		look("lowered", "told again", "told", "told again", 2)
		r.sound(t)
	})
}

// TestToBeRaised: a mark to be raised at a date is raised then, and not before.
func TestToBeRaised(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "told", Mark: policy.White})
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(&thing{ID: "n", Title: "hush", Mark: policy.Staff}, day.Add(time.Hour))
		})
		v := r.now(policy.Public())
		want(t, "before", title(t, v, "n"), "told")
		hits, err := v.Search("told", 10)
		if err != nil || len(hits) != 1 {
			t.Errorf("search before: %v, %v", hits, err)
		}
		v = r.at(policy.Public(), day.Add(time.Hour), r.Now())
		want(t, "of the time after", title(t, v, "n"), "-")
		c.Advance(time.Hour)
		want(t, "after", title(t, r.at(policy.Public(), day, day), "n"), "-")
		hits, err = r.now(policy.Public()).Search("told", 10)
		if err != nil || len(hits) != 0 {
			t.Errorf("search after: %v, %v", hits, err)
		}
		r.sound(t)
	})
}

// TestEndedLabel: a record that has ended is judged by the label it had.
func TestEndedLabel(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "told", Mark: policy.White})
		then := r.Now()
		r.put(t, &thing{ID: "n", Title: "hush", Mark: policy.Staff})
		r.act(t, func(tx *register.Tx) error { return tx.End("thing", "n", tx.Now()) })
		want(t, "then", title(t, r.at(policy.Public(), then, then), "n"), "-")
		r.sound(t)
	})
}

// TestChangesPages: a page of changes is full whatever lies between them unseen.
func TestChangesPages(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		for i := range 20 {
			mark := policy.Staff
			if i%4 == 0 {
				mark = policy.White
			}
			r.put(t, &thing{ID: "n", Title: "x", Mark: mark})
			r.put(t, &thing{ID: "m", Title: "x", Mark: policy.White})
		}
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		for limit, wanted := range map[int]int{0: 26, -1: 26, 1: 1, 5: 5, 25: 25, 30: 26} {
			events, err := r.now(policy.Public()).Changes(time.Time{}, limit)
			if err != nil || len(events) != wanted {
				t.Errorf("limit %d: %d events, want %d: %v", limit, len(events), wanted, err)
			}
		}
	})
}

// TestScope: labels are told apart by all of their scope.
func TestScope(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		scopes := []string{"a", "a:b", "a:b:c", ":", "a b", "é", "A"}
		for i, scope := range scopes {
			r.put(t, &thing{ID: string(rune('a' + i)), Title: scope, Mark: policy.Amber, Scope: scope})
		}
		for _, scope := range scopes {
			reader := policy.NewReader(policy.Rights{Bodies: []string{scope, ""}})
			want(t, scope, listed(t, r.now(reader), register.Query{}), scope)
		}
		var nobody policy.Reader
		want(t, "nobody", listed(t, r.now(&nobody), register.Query{}), "")
		r.sound(t)
	})
}

// TestNothingLeaks adds, changes and ends records of every mark, also at dates to come. What
// is answered to those who may not see them stays as it was, to the last cursor.
func TestNothingLeaks(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		var marked []policy.Label
		for i, mark := range policy.Marks() {
			if i%3 != 1 && strings.HasSuffix(t.Name(), "postgres") {
				continue // the others are seen by SQLite
			}
			marked = append(marked, policy.Label{Mark: mark, Scope: "x"})
		}
		readers := []*policy.Reader{policy.Public(), policy.NewReader(policy.Rights{Staff: true}),
			policy.NewReader(policy.Rights{Person: "x"}), policy.NewReader(policy.Rights{Authority: true}),
			policy.NewReader(policy.Rights{Parties: []string{"x"}}),
			policy.NewReader(policy.Rights{Bodies: []string{"x"}}),
			policy.NewReader(policy.Rights{Grants: []string{"x"}, Panel: true})}
		for i, text := range vocabulary { // what everybody sees
			r.put(t, &thing{ID: fmt.Sprint("n", i, i), Title: text, Status: "open", Tags: []string{"x"},
				Mark: policy.White})
		}
		for _, label := range marked {
			rec := func(id, text string) *thing {
				return &thing{ID: id, Title: text, Status: "open", Tags: []string{"x", "y"},
					Mark: label.Mark, Scope: label.Scope, Who: register.NewSecret("x")}
			}
			mark := string(label.Mark)
			first, second, third := "n1"+mark, "n"+mark, "n9"+mark
			before := all(t, r, readers, first, second, third)
			for name, do := range map[string]func(*register.Tx) error{
				"add": func(tx *register.Tx) error {
					return errors.Join(tx.Put(rec(first, "alpha")), tx.Put(rec(second, "zeta")),
						tx.Put(rec(third, "beta alphabet")))
				},
				"change": func(tx *register.Tx) error {
					return errors.Join(tx.Put(rec(first, "beta")), tx.PutFrom(rec(second, "a"), day),
						tx.PutFrom(rec(first, "gamma"), day.AddDate(1, 0, 0)))
				},
				"date": func(tx *register.Tx) error {
					return tx.Later(tx.Now().Add(time.Hour), register.Dated{Kind: "thing", ID: third})
				},
				"erase": func(tx *register.Tx) error { return tx.Erase("thing", first, "x") },
				"end":   func(tx *register.Tx) error { return tx.End("thing", second, day) },
			} {
				c.Advance(time.Second)
				if _, err := r.Act(t.Context(), writes, do); err != nil &&
					!errors.Is(err, register.ErrNotFound) {
					t.Fatal(err)
				}
				after := all(t, r, readers, first, second, third)
				for i, reader := range readers {
					if !reader.May(label) && before[i] != after[i] {
						t.Errorf("%s %s changes what %v %v sees:\n%s\nwas\n%s", name, label, reader.Marks(),
							reader.Labels(), after[i], before[i])
					}
				}
				before = after
			}
			r.act(t, func(tx *register.Tx) error { // away with what the others may see
				for _, id := range []string{first, second, third} {
					if err := tx.End("thing", id, time.Time{}); !errors.Is(err, register.ErrNotFound) &&
						err != nil {
						return err
					}
				}
				return nil
			})
		}
		r.sound(t)
	})
}

// all are the answers to all questions for each reader, cursors and versions too.
func all(t *testing.T, r rig, readers []*policy.Reader, ids ...string) (answers []string) {
	t.Helper()
	for _, reader := range readers {
		v := r.now(reader)
		var b strings.Builder
		for question := 0; question < kinds*len(questions); question += kinds - 1 {
			text, err := answer(v, question)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&b, question, text)
		}
		for _, key := range []string{"id", "status", "title", "tag"} {
			for q := (register.Query{Key: key, Limit: 2}); ; {
				page, err := register.Find[*thing](v, q)
				if err != nil {
					t.Fatal(err)
				}
				for _, rec := range page.Records {
					_, meta, err := register.GetMeta[*thing](v, rec.ID)
					fmt.Fprintln(&b, rec.ID, meta, err)
				}
				fmt.Fprintln(&b, key, page.Next)
				if q.After = page.Next; q.After == "" {
					break
				}
			}
		}
		for _, id := range ids {
			_, _, err := register.GetMeta[*thing](v, id)
			events, of := v.History("thing", id)
			fmt.Fprintln(&b, err, events, of)
		}
		answers = append(answers, b.String())
	}
	return answers
}
