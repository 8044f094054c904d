package register_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// furnish puts into a register something of everything that its tables can hold.
func furnish(t *testing.T, r rig, c *clock.Adjustable) {
	r.put(t, &thing{ID: "n", Title: "one thing", Mark: policy.White, Tags: []string{"a", "b"},
		Who: register.NewSecret("a person")})
	r.put(t, &thing{ID: "m", Title: "another", Mark: policy.Amber, Scope: "ssc",
		Who: register.NewSecret("somebody")}, &thing{ID: "gone", Title: "gone", Mark: policy.Staff,
		Who: register.NewSecret("who has left")})
	c.Advance(time.Hour)
	r.put(t, &thing{ID: "n", Title: "one thing changed", Mark: policy.White,
		Who: register.NewSecret("another person")})
	r.act(t, func(tx *register.Tx) error {
		return tx.PutFrom(&thing{ID: "n", Title: "to come", Mark: policy.Green}, day.AddDate(0, 1, 0))
	})
	r.act(t, func(tx *register.Tx) error { return tx.End("thing", "gone", tx.Now()) })
	r.erase(t, "gone", "its time is over")
	r.act(t, later(day.Add(2*time.Hour), titled("settled")))
	r.act(t, later(day.AddDate(1, 0, 0), map[string]any{"who": "in a year"}))
	r.act(t, later(day.AddDate(1, 0, 0), titled("in a year")))
	c.Advance(time.Hour)
	r.settle(t)
	r.put(t, &thing{ID: "last", Title: "last", Mark: policy.White})
}

var tables = []string{"register_version", "register_key", "register_head", "register_event",
	"register_secret", "register_word", "register_due"}

// TestTampered changes, takes away or adds any one thing, and the verifier finds it.
func TestTampered(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		furnish(t, r, c)
		r.sound(t)
		for _, table := range tables {
			columns, rows := contents(t, r.db, table)
			if len(rows) == 0 {
				t.Fatalf("%s is empty", table)
			}
			few := 12 // rows that stand for all
			if strings.HasSuffix(t.Name(), "postgres") {
				few = 4
			}
			every, all := (len(rows)+few-1)/few, rows
			rows = nil
			for i := len(all) - 1; i >= 0; i -= every {
				rows = append(rows, all[i])
			}
			for i, column := range columns {
				t.Run(table+"/"+column, func(t *testing.T) {
					altered := 0
					for n, row := range rows {
						altered += alter(t, r, table, columns, row, i, n)
					}
					if altered < len(rows) {
						t.Errorf("%d of %d rows could be altered", altered, len(rows))
					}
				})
			}
			t.Run(table+"/deleted", func(t *testing.T) {
				for _, row := range rows {
					where, args := match(columns, row, 0)
					exec(t, r.db, `DELETE FROM `+table+where, args...)
					found(t, r, row)
					insert(t, r.db, table, row)
				}
			})
			t.Run(table+"/added", func(t *testing.T) {
				row := slices.Clone(rows[0])
				for i, column := range columns { // a key that is free, whichever it is
					if slices.Contains([]string{"id", "seq", "token", "place"}, column) {
						row[i] = others(row[i])[0]
					}
				}
				insert(t, r.db, table, row)
				found(t, r, row)
				where, args := match(columns, row, 0)
				exec(t, r.db, `DELETE FROM `+table+where, args...)
			})
		}
		r.sound(t)
	})
}

// alter gives one column of a row two other values, the nth and one more that can stand
// there, and puts it back each time.
func alter(
	t *testing.T, r rig, table string, columns []string, row []any, i, n int,
) (altered int) {
	t.Helper()
	all := others(row[i])
	n %= len(all)
	for _, other := range append(all[n:], all[:n]...) {
		if altered == 2 {
			break
		}
		was := slices.Clone(row)
		now := slices.Clone(row)
		now[i] = other
		swap := func(from, to []any) error {
			where, args := match(columns, from, 1)
			return try(r.db, `UPDATE `+table+` SET `+columns[i]+` = $1`+where,
				append([]any{to[i]}, args...)...)
		}
		if swap(was, now) != nil {
			continue // the key of another row
		}
		altered++
		found(t, r, fmt.Sprintf("%v for %v in %v", other, row[i], row))
		if err := swap(now, was); err != nil {
			t.Fatal(err)
		}
	}
	return altered
}

func found(t *testing.T, r rig, what any) {
	t.Helper()
	faults, err := r.Verify(context.Background(), nil)
	if err != nil || len(faults) == 0 {
		t.Errorf("not found: %v; %v", what, err)
	}
}

// others are values that are not the given one.
func others(value any) (all []any) {
	var candidates []any
	switch v := value.(type) {
	case int64:
		candidates = []any{v + 1000, int64(0), int64(math.MaxInt64), int64(math.MinInt64), v - 1}
	case string:
		candidates = []any{v + "x", "", "white", "{}", strings.Replace(v, "a", "b", 1)}
	case []byte:
		candidates = []any{append(slices.Clone(v), 'x'), []byte{}, []byte("white")}
	}
	for _, c := range candidates {
		if b, is := c.([]byte); is && bytes.Equal(b, value.([]byte)) {
			continue
		} else if !is && c == value {
			continue
		}
		all = append(all, c)
	}
	return all
}

// contents are all rows of a table.
func contents(t *testing.T, db *store.DB, table string) (columns []string, all [][]any) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT * FROM `+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if columns, err = rows.Columns(); err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i := range row {
			if b, is := row[i].([]byte); is && b == nil { // as NULL it would be put back
				row[i] = []byte{}
			}
		}
		all = append(all, row)
	}
	return columns, all
}

// match is the condition that a row is exactly this one; before arguments come before.
func match(columns []string, row []any, before int) (where string, args []any) {
	for i, column := range columns {
		where += fmt.Sprintf(" AND %s = $%d", column, before+i+1)
	}
	return " WHERE 1 = 1" + where, row
}

func insert(t *testing.T, db *store.DB, table string, row []any) {
	t.Helper()
	list := make([]string, len(row))
	for i := range row {
		list[i] = fmt.Sprintf("$%d", i+1)
	}
	exec(t, db, `INSERT INTO `+table+` VALUES (`+strings.Join(list, ", ")+`)`, row...)
}

// TestVerifyMeanwhile verifies while others act, and hears of no fault.
func TestVerifyMeanwhile(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		stop := make(chan struct{})
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				_, err := r.Act(context.Background(), writes, func(tx *register.Tx) error {
					id := fmt.Sprint("n", i%3)
					if i%7 == 6 {
						return tx.Erase("thing", id, "again and again")
					}
					return tx.Put(&thing{ID: id, Title: fmt.Sprint("t", i), Mark: policy.Marks()[i%9],
						Scope: "x", Who: register.NewSecret("x")})
				})
				if err != nil && i > 7 {
					t.Error(err)
				}
			}
		}()
		for range 5 {
			r.sound(t)
		}
		close(stop)
		<-ended
		r.sound(t)
	})
}

// TestVerifyProgress is told of every record, and stops where the caller leaves.
func TestVerifyProgress(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		furnish(t, r, c)
		var told []string
		_, err := r.Verify(t.Context(), func(done, total int) {
			told = append(told, fmt.Sprint(done, "/", total))
		})
		want(t, "progress", strings.Join(told, " "), "1/4 2/4 3/4 4/4")
		if err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		faults, err := r.Verify(ctx, func(int, int) { cancel() })
		if err == nil || len(faults) > 0 {
			t.Errorf("the caller left: %v, %v", faults, err)
		}
	})
}
