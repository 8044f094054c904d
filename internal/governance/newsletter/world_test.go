package newsletter_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// start is when the facts of January 2022 count as known.
var start = time.Date(2022, 1, 20, 0, 0, 0, 0, time.UTC)

// doc is a register as a file, to be altered.
type doc struct {
	tb  testing.TB
	all yaml.MapSlice
}

// january is the register of January 2022 that is shipped.
func january(tb testing.TB) *doc {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("..", "demo", "january-2022.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	return parse(tb, text)
}

func parse(tb testing.TB, text []byte) *doc {
	tb.Helper()
	d := &doc{tb: tb}
	if err := yaml.UnmarshalWithOptions(text, &d.all, yaml.UseOrderedMap()); err != nil {
		tb.Fatal(err)
	}
	return d
}

func (d *doc) text() []byte {
	d.tb.Helper()
	text, err := yaml.Marshal(d.all)
	if err != nil {
		d.tb.Fatal(err)
	}
	return text
}

// each calls fn for every record, which returns what takes its place; nil: nothing.
func (d *doc) each(fn func(list string, rec yaml.MapSlice) yaml.MapSlice) {
	for i := range d.all {
		records, is := d.all[i].Value.([]any)
		if !is {
			continue
		}
		var kept []any
		for _, r := range records {
			if after := fn(fmt.Sprint(d.all[i].Key), r.(yaml.MapSlice)); after != nil {
				kept = append(kept, after)
			}
		}
		d.all[i].Value = kept
	}
}

func field(rec yaml.MapSlice, name string) any {
	for _, f := range rec {
		if f.Key == name {
			return f.Value
		}
	}
	return nil
}

// set gives a field of a record another value; nil is null.
func (d *doc) set(id, name string, value any) {
	d.tb.Helper()
	found := false
	d.each(func(_ string, rec yaml.MapSlice) yaml.MapSlice {
		if field(rec, "id") != id {
			return rec
		}
		found = true
		for i := range rec {
			if rec[i].Key == name {
				rec[i].Value = value
				return rec
			}
		}
		return append(rec, yaml.MapItem{Key: name, Value: value})
	})
	if !found {
		d.tb.Fatalf("no record %s", id)
	}
}

// drop takes records out, with what names them.
func (d *doc) drop(ids ...string) {
	d.each(func(_ string, rec yaml.MapSlice) yaml.MapSlice {
		if id, _ := field(rec, "id").(string); slices.Contains(ids, id) {
			return nil
		}
		return without(rec, ids).(yaml.MapSlice)
	})
}

// without is a value without ids in it.
func without(v any, ids []string) any {
	switch v := v.(type) {
	case string:
		if slices.Contains(ids, v) {
			return nil
		}
	case []any:
		var kept []any
		for _, e := range v {
			if e = without(e, ids); e != nil {
				kept = append(kept, e)
			}
		}
		return kept
	case yaml.MapSlice:
		for i := range v {
			v[i].Value = without(v[i].Value, ids)
		}
		return v
	}
	return v
}

// add puts a record, written as YAML, at the end of a list.
func (d *doc) add(list, record string) {
	d.tb.Helper()
	var rec yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(record), &rec, yaml.UseOrderedMap()); err != nil {
		d.tb.Fatal(err)
	}
	for i := range d.all {
		if d.all[i].Key == list {
			records, _ := d.all[i].Value.([]any)
			d.all[i].Value = append(records, rec)
			return
		}
	}
	d.all = append(d.all, yaml.MapItem{Key: list, Value: []any{rec}})
}

// world is a register with the facts of a file.
type world struct {
	tb    testing.TB
	code  *governance.Code
	clock *clock.Adjustable
}

func open(tb testing.TB, texts ...[]byte) *world {
	tb.Helper()
	db, err := store.Open(tb.Context(), store.Config{Dir: tb.TempDir()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	w := &world{tb: tb, clock: clock.NewFrozen(start)}
	w.code, err = governance.Open(tb.Context(),
		governance.Config{DB: db, Clock: w.clock, Random: rand.NewChaCha8([32]byte{})})
	if err != nil {
		tb.Fatal(err)
	}
	var sources []file.Source
	for i, text := range texts {
		sources = append(sources, file.Source{Name: fmt.Sprintf("%d.yaml", i), Text: text})
	}
	from, err := file.Read(sources...)
	if err != nil {
		tb.Fatal(err)
	}
	if err := w.code.Import(tb.Context(), from, nil); err != nil {
		tb.Fatal(err)
	}
	return w
}

// at is the issue of the edition of a day, as all of it was known at the beginning.
func (w *world) at(day string) *newsletter.Issue { return w.make(newsletter.Parties(), day, "") }

func (w *world) make(reader *policy.Reader, day, id string) *newsletter.Issue {
	w.tb.Helper()
	so, err := calendar.ParseAsAt(day)
	if err != nil {
		w.tb.Fatal(err)
	}
	i, err := newsletter.Make(w.code.Register().View(w.tb.Context(), reader,
		register.Moment{So: so, Known: start}), id)
	if err != nil {
		w.tb.Fatal(err)
	}
	return i
}

// print is all that an issue tells, in short: a line for each item, day of a meeting and
// deadline.
func print(i *newsletter.Issue) (lines []string) {
	for _, s := range i.Sections {
		for _, item := range s.Items {
			if s.ID == "key_meeting_dates" {
				for _, e := range item.Entries {
					lines = append(lines, "meets "+e.Dates[0].On.String()+" "+e.ID)
				}
				continue
			}
			var refs []string
			for _, r := range item.Refs() {
				refs = append(refs, r.ID)
			}
			lines = append(lines, s.ID+" "+strings.Join(refs, " "))
		}
	}
	for _, d := range i.Deadlines {
		at, id := "", d.ID
		if !d.At.IsZero() {
			at = d.At.Format(" 15:04")
		}
		if d.Part != "" {
			id = d.Part
		}
		lines = append(lines, "until "+d.On.String()+at+" "+id)
	}
	return lines
}
