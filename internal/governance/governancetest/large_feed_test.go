package governancetest_test

import (
	"cmp"
	"encoding/json"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// TestLargeFeed copies the large register by its feed, as three readers, then marks a record and
// asks for what has changed, and sends the digests of a day to everybody. It prints what that
// takes, and fails for no time. What it changes, it changes in a copy of its own.
func TestLargeFeed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "copy")
	if out, err := exec.Command("cp", "-R", largeDir(t), dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b := newBrowser(t, store.Config{Dir: dir}, governancetest.LargeEnd)
	cursors := map[string]string{}
	for _, who := range readers3 {
		cursors[who] = b.copied(t, who)
	}
	b.marked(t, cursors)
	b.told(t)
}

// fed is what a page of the feed says.
type fed struct {
	Records []struct {
		Kind, ID string
		Gone     bool
	}
	Cursor string
	More   bool
}

// page asks for a page of the feed; took is of a processor.
func (b *browser) page(t *testing.T, who, cursor string) (p fed, octets int, took time.Duration) {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := spent()
	view, err := b.w.View(who, "/feed?"+url.Values{"limit": {"1000"}, "cursor": {cursor}}.Encode())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(view.Data)
	took = spent() - began
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p, len(text), took
}

// copied copies all that somebody may see.
func (b *browser) copied(t *testing.T, who string) (cursor string) {
	t.Helper()
	var all []time.Duration
	records, octets, began := 0, 0, time.Now()
	for more := true; more; {
		p, n, took := b.page(t, who, cursor)
		all = append(all, took)
		records, octets = records+len(p.Records), octets+n
		cursor, more = p.Cursor, p.More
	}
	slices.Sort(all)
	if records == 0 {
		t.Errorf("%s copies nothing", who)
	}
	t.Logf("%s: %d records in %d pages, %d octets, %s; of a page median %s, 95 %% %s, slowest %s",
		cmp.Or(who, "public"), records, len(all), octets, time.Since(began).Round(time.Millisecond),
		all[len(all)/2], all[len(all)*95/100], all[len(all)-1])
	return cursor
}

// marked hides the Modification with the longest history, and shows it again: both times everybody
// asks for what has changed.
func (b *browser) marked(t *testing.T, cursors map[string]string) {
	t.Helper()
	id := b.most(t, `SELECT id, COUNT(*) FROM register_event WHERE kind = $1
		GROUP BY id ORDER BY COUNT(*) DESC LIMIT 2`, "modification")[0]
	for _, label := range []policy.Label{{Mark: policy.Staff}, {}} {
		b.w.Clock.Set(b.w.Code.Now().Add(time.Minute))
		b.act(t, func(tx *register.Tx) error {
			m, err := register.Get[*record.Modification](tx.View, id)
			if err != nil {
				return err
			}
			m.Visible = label
			return tx.Put(m)
		})
		for _, who := range readers3 {
			p, octets, took := b.page(t, who, cursors[who])
			cursors[who] = p.Cursor
			t.Logf("%s %q: %s is told of %d records in %s, %d octets", id, label.Mark,
				cmp.Or(who, "public"), len(p.Records), took, octets)
			if len(p.Records) == 0 {
				t.Errorf("%s is told nothing", who)
			}
		}
	}
}

// act changes the register as the clock does.
func (b *browser) act(t *testing.T, do func(*register.Tx) error) {
	t.Helper()
	if _, err := b.w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock,
		Verb: "measure"}, do); err != nil {
		t.Fatal(err)
	}
}

// told sends the digests of a day to all the people, each of whom has a change to be told of.
func (b *browser) told(t *testing.T) {
	t.Helper()
	people := 0
	b.act(t, func(tx *register.Tx) error {
		all, err := register.All[*record.Person](tx.View, register.Query{})
		for _, p := range all {
			if p.Email.Text() != "" || err != nil {
				continue
			}
			people++
			p.Email = register.NewSecret(p.ID + "@large.example")
			err = tx.Put(p)
		}
		return err
	})
	for _, what := range []string{"their first look", "a day with a change", "a day without one"} {
		day := calendar.Default().Next(calendar.DateOf(b.w.Code.Now()).AddDays(1))
		if what == "a day with a change" {
			b.act(t, func(tx *register.Tx) error {
				m, err := register.Get[*record.Modification](tx.View, "MP192")
				if err != nil {
					return err
				}
				m.Note = day.String()
				return tx.Put(m)
			})
		}
		b.w.Clock.Set(day.At(8, 0))
		began := time.Now()
		if err := b.w.Code.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s, %d people: %s", what, people, time.Since(began).Round(time.Millisecond))
	}
}
