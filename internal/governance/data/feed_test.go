package data_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/client/code"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// readers are one person of each kind of right.
var readers = []string{"", "demo-ls-a-signatory", "demo-ss-d-signatory", "demo-authority-official",
	"demo-secas-analyst"}

// events is how many the life of a followed register has at least.
func events() int {
	if text := os.Getenv("MAINS_EVENTS"); text != "" {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return 400
}

// life is a register to which all sorts of things happen.
type life struct {
	t      *testing.T
	where  store.Config
	w      *governancetest.World
	m      *governancetest.Monkey
	random *rand.Rand
	s      *site
	done   int     // events
	backup *backup // the last; nil: none, or it was restored
	back   int     // how often one was restored
}

// TestFeed lets copies follow a register to which everything happens: people fill in its forms,
// records are hidden and shown, end, begin again, and are dated ahead; rights change, the clock
// jumps, the server is started again, backups are restored and connections are lost. In the end
// each copy is what its reader may see.
func TestFeed(t *testing.T) {
	dir := t.TempDir()
	l := &life{t: t, where: store.Config{Dir: dir}, random: rand.New(rand.NewPCG(11, 11))}
	l.open(clock.NewFrozen(governancetest.Start))
	copies := make([]*code.Copy, len(readers))
	for i, who := range readers {
		copies[i] = l.copy(who, nil)
	}
	for l.done < events() {
		l.happens()
		i := l.random.IntN(len(copies))
		l.s.lose.Store(l.random.IntN(10) == 0)
		for range l.random.IntN(4) { // some pages; what fails is asked for again
			if _, err := copies[i].Next(t.Context()); err != nil && !lost(err) {
				t.Fatal(err)
			}
		}
		if l.random.IntN(40) == 0 { // the program is started again, in the middle
			state := copies[i].State()
			copies[i] = l.copy(readers[i], &state)
		}
		if l.random.IntN(150) == 0 {
			l.compare(copies)
		}
	}
	l.compare(copies)
	t.Logf("%d events, %d kinds of form, %d restores", l.done, len(l.m.Done), l.back)
	if l.back == 0 {
		t.Error("no backup was restored")
	}
}

// lost reports whether an answer was cut off.
func lost(err error) bool {
	var refused *code.Refused
	return !errors.As(err, &refused)
}

func (l *life) compare(copies []*code.Copy) {
	l.t.Helper()
	l.s.lose.Store(false)
	for i, c := range copies {
		if err := c.Follow(l.t.Context()); err != nil {
			l.t.Fatal(err)
		}
		same(l.t, l.w, readers[i], c)
	}
	if l.t.Failed() {
		l.t.FailNow()
	}
}

// copy is a copy for a reader, with pages of a random length.
func (l *life) copy(who string, from *code.State) *code.Copy {
	l.t.Helper()
	c, err := code.New(code.Config{Site: l.s.URL, Key: who, Limit: 1 + l.random.IntN(300)}, from)
	if err != nil {
		l.t.Fatal(err)
	}
	return c
}

// open starts the server, or starts it again.
func (l *life) open(at *clock.Adjustable) {
	l.t.Helper()
	if l.w != nil {
		if err := l.w.DB.Close(); err != nil {
			l.t.Fatal(err)
		}
	}
	l.w = governancetest.Open(l.t, l.where, at)
	done := map[string]int{}
	if l.m != nil {
		done = l.m.Done
	}
	l.m = governancetest.NewMonkey(l.t, l.w, l.random.Uint64())
	l.m.Done = done
	if l.s == nil {
		l.s = newSite(l.t, l.w)
	}
	l.s.w.Store(l.w)
}

// happens lets something happen.
func (l *life) happens() {
	l.t.Helper()
	switch n := l.random.IntN(100); {
	case n < 30:
		if err := l.m.Act(); err != nil {
			l.t.Log(err) // of the form, not of the feed
		}
	case n < 40:
		l.m.Pass()
		if err := l.w.Code.Settle(l.t.Context()); err != nil {
			l.t.Fatal(err)
		}
	case n < 41:
		l.open(l.w.Clock)
	case n < 43:
		l.restore()
	case n < 46:
		l.act("change rights", l.rights)
	default:
		l.act("change records", l.records)
	}
	l.done++
}

// restore makes a backup, or goes back to the last: sometimes the clock with it.
func (l *life) restore() {
	l.t.Helper()
	if l.backup == nil {
		l.backup = backupOf(l.t, l.w)
		return
	}
	at := l.w.Clock
	if l.random.IntN(3) == 0 {
		at = clock.NewFrozen(l.backup.made)
	}
	l.back++
	l.where = l.backup.restored(l.t, fmt.Sprint("restored ", l.back))
	l.backup = nil
	l.open(at)
}

// act does something to the register; what it refuses is refused as a whole.
func (l *life) act(verb string, do func(tx *register.Tx) error) {
	l.t.Helper()
	_, err := l.w.Code.Register().Act(l.t.Context(),
		register.Act{Who: register.ByClock, Verb: verb}, do)
	if err != nil && !errors.Is(err, register.ErrNotFound) {
		l.t.Fatal(err)
	}
}

// some are records of a kind.
func (l *life) some(tx *register.Tx, kind string, most int) []register.Record {
	ids, err := tx.IDs(kind, register.Query{})
	if err != nil || len(ids) == 0 {
		return nil
	}
	var all []register.Record
	for range most {
		if rec, err := tx.Record(kind, ids[l.random.IntN(len(ids))]); err == nil {
			all = append(all, rec)
		}
	}
	return all
}

// records changes some records of a kind: hides and shows them, ends them, from now, from a time
// ago, or from a time to come.
func (l *life) records(tx *register.Tx) error {
	lists := record.Lists()
	kind := lists[l.random.IntN(len(lists))].Kind
	if kind == "person" || kind == "seat" || kind == "party" {
		return nil // those are rights
	}
	if kind == "edition" || kind == "edition_item" {
		return nil
	}
	for _, rec := range l.some(tx, kind, 1+l.random.IntN(5)) {
		l.done++
		_, id := rec.Named()
		from := tx.Now().Add([]time.Duration{0, 0, 0, -time.Hour, time.Minute, time.Hour,
			30 * time.Hour}[l.random.IntN(7)])
		if l.random.IntN(12) == 0 {
			if err := tx.End(kind, id, from); err != nil {
				return err
			}
			continue
		}
		if l.random.IntN(15) == 0 {
			if err := tx.Erase(kind, id, "a reason"); err != nil {
				return err
			}
		}
		l.relabel(rec)
		if err := tx.PutFrom(rec, from); err != nil {
			return err
		}
		if l.random.IntN(10) == 0 {
			if err := tx.Later(tx.Now().Add(time.Duration(1+l.random.IntN(5000))*time.Second),
				register.Dated{Act: register.Act{Verb: "reach a date"}, Kind: kind, ID: id,
					Set: map[string]any{"note": fmt.Sprint("noted ", l.done)}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// relabel gives a record another mark, where it takes one, and another note.
func (l *life) relabel(rec register.Record) {
	head := reflect.ValueOf(rec).Elem().FieldByName("Head")
	head.FieldByName("Note").SetString(fmt.Sprint("changed ", l.done))
	labels := []policy.Label{{}, {}, {Mark: policy.White}, {Mark: policy.Green},
		{Mark: policy.Staff}, {Mark: policy.Amber, Scope: "ssc"},
		{Mark: policy.Party, Scope: "demo-ls-a"}, {Mark: policy.Red, Scope: "nobody"}}
	head.FieldByName("Visible").Set(reflect.ValueOf(labels[l.random.IntN(len(labels))]))
}

// rights seats or unseats people.
func (l *life) rights(tx *register.Tx) error {
	for _, rec := range l.some(tx, "seat", 1) {
		seat := rec.(*record.Seat)
		who := readers[l.random.IntN(len(readers))]
		if seat.Holder == who {
			who = ""
		}
		seat.Holder = who
		if err := tx.Put(seat); err != nil {
			return err
		}
	}
	return nil
}

// TestFeedBegins: a copy has all that its reader may see, whatever the length of pages, and no
// page has more.
func TestFeedBegins(t *testing.T) {
	w := governancetest.New(t)
	s := newSite(t, w)
	for _, who := range readers {
		for _, limit := range []int{0, 1, 7, 1000} {
			if limit == 1 && who != "" {
				continue // slow, and no other than 7
			}
			c, err := code.New(code.Config{Site: s.URL, Key: who, Limit: limit}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Follow(t.Context()); err != nil {
				t.Fatal(err)
			}
			same(t, w, who, c)
			before := c.State().Cursor
			if err := c.Follow(t.Context()); err != nil || c.State().Cursor != before {
				t.Errorf("with nothing new, the cursor changes: %v", err)
			}
		}
	}
}

// TestFeedRefuses: what is no cursor, no limit, or of another moment.
func TestFeedRefuses(t *testing.T) {
	w := governancetest.New(t)
	view, err := w.View("", "/feed?limit=3")
	if err != nil {
		t.Fatal(err)
	}
	cursor := cursorOf(t, view)
	var wrong *page.Wrong
	for _, address := range []string{"/feed?cursor=x", "/feed?cursor=" + cursor[:len(cursor)-1],
		"/feed?cursor=" + cursor[1:], "/feed?cursor=" + cursor + "A", "/feed?cursor=" + flip(cursor),
		"/feed?limit=0", "/feed?limit=1001", "/feed?limit=many", "/feed?limit=-1"} {
		if _, err := w.View("", address); !errors.As(err, &wrong) || len(wrong.Text) < 40 {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := w.ViewAsAt("", "/feed", w.Code.Now(), w.Code.Now()); !errors.As(err, &wrong) {
		t.Errorf("as at a moment: %v", err)
	}
}

// flip changes one letter.
func flip(cursor string) string {
	c := []byte(cursor)
	if c[20]++; c[20] == '{' || c[20] == ':' || c[20] == '[' || c[20] == '`' {
		c[20] = 'a'
	}
	return string(c)
}

// told is a page of the feed.
type told struct {
	Reset   bool          `json:"reset"`
	Records []code.Change `json:"records"`
	Cursor  string        `json:"cursor"`
	More    bool          `json:"more"`
}

func read(t *testing.T, view *page.View) (p told) {
	t.Helper()
	text, err := view.AppendJSON(nil)
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func cursorOf(t *testing.T, view *page.View) string {
	t.Helper()
	return read(t, view).Cursor
}

// TestFeedTellsNoMore: what happens to what a reader may not see changes no letter of what they
// are given, and what is hidden from them is gone without a word of why.
func TestFeedTellsNoMore(t *testing.T) {
	w := governancetest.New(t)
	ask := func(cursor string) told {
		view, err := w.View("", "/feed?limit=1000&cursor="+cursor)
		if err != nil {
			t.Fatal(err)
		}
		return read(t, view)
	}
	p := ask("")
	for p.More {
		p = ask(p.Cursor)
	}
	end := p.Cursor
	hide := func(mark policy.Mark, id string) {
		t.Helper()
		w.Clock.Advance(time.Hour)
		if _, err := w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock,
			Verb: "hide"}, func(tx *register.Tx) error {
			head := record.Head{ID: id, Visible: policy.Label{Mark: mark}}
			return tx.Put(&record.Survey{Head: head, Title: "A survey"})
		}); err != nil {
			t.Fatal(err)
		}
	}
	hide(policy.Staff, "zz-hidden")
	hide(policy.Staff, "zz-hidden")
	if p = ask(end); p.Cursor != end || len(p.Records) > 0 || p.More || p.Reset {
		t.Errorf("what is hidden is told of: %+v", p)
	}
	hide(policy.White, "zz-hidden")
	if p = ask(end); len(p.Records) != 1 || p.Records[0].Gone || p.Records[0].Known.IsZero() {
		t.Errorf("what is shown: %+v", p)
	}
	end = p.Cursor
	hide(policy.Staff, "zz-hidden")
	p = ask(end)
	text, err := json.Marshal(p.Records)
	want := `[{"kind":"survey","id":"zz-hidden","known":"0001-01-01T00:00:00Z",` +
		`"gone":true,"record":null}]`
	if err != nil || string(text) != want {
		t.Errorf("what was hidden is %s", text)
	}
	end = p.Cursor
	hide(policy.Staff, "zz-hidden")
	if p = ask(end); p.Cursor != end || len(p.Records) > 0 {
		t.Errorf("what was hidden is told of again: %+v", p)
	}
	if strings.Contains(end, "zz") {
		t.Errorf("the cursor %s can be read", end)
	}
}

// TestFeedResets: somebody whose rights have changed begins again, in one answer.
func TestFeedResets(t *testing.T) {
	w := governancetest.New(t)
	const who = "demo-ls-a-signatory"
	ask := func(who, cursor string) told {
		view, err := w.View(who, "/feed?limit=5&cursor="+cursor)
		if err != nil {
			t.Fatal(err)
		}
		return read(t, view)
	}
	first := ask(who, "")
	if again := ask(who, first.Cursor); again.Reset {
		t.Error("nothing has changed, and it begins again")
	}
	if other := ask("", first.Cursor); !other.Reset || len(other.Records) != 5 {
		t.Errorf("with the cursor of another: %+v", other)
	}
	if _, err := w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock, Verb: "seat"},
		func(tx *register.Tx) error {
			return tx.Put(&record.Seat{Head: record.Head{ID: "seat-new"}, Body: "ssc", Holder: who})
		}); err != nil {
		t.Fatal(err)
	}
	if p := ask(who, first.Cursor); !p.Reset || p.Cursor == first.Cursor || len(p.Records) != 5 {
		t.Errorf("with a seat on the SSC: %+v", p)
	}
	w.Clock.Advance(time.Hour)
	late := ask(who, "")
	for late.More {
		late = ask(who, late.Cursor)
	}
	if _, err := w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock, Verb: "note"},
		func(tx *register.Tx) error {
			return tx.Put(&record.Survey{Head: record.Head{ID: "survey-new"}, Title: "A survey"})
		}); err != nil {
		t.Fatal(err)
	}
	late = ask(who, late.Cursor)
	w.Clock.Advance(-50 * time.Minute)
	if p := ask(who, late.Cursor); !p.Reset {
		t.Errorf("where the clock was set back: %+v", p)
	}
}

// TestFeedAfterRestore: a copy that has what was noted after a backup begins again when that is
// restored, whatever the clock says; so does one from before, and then no more.
func TestFeedAfterRestore(t *testing.T) {
	where := store.Config{Dir: t.TempDir()}
	w := governancetest.Open(t, where, clock.NewFrozen(governancetest.Start))
	s := newSite(t, w)
	resets := 0
	c, err := code.New(code.Config{Site: s.URL, OnReset: func() error {
		resets++
		return nil
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	follow := func(want int) {
		t.Helper()
		if err := c.Follow(t.Context()); err != nil {
			t.Fatal(err)
		}
		same(t, s.w.Load(), "", c)
		if resets != want {
			t.Errorf("%d resets, want %d", resets, want)
		}
	}
	note := func(id string) {
		t.Helper()
		w.Clock.Advance(time.Hour)
		if _, err := w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock,
			Verb: "note"}, func(tx *register.Tx) error {
			return tx.Put(&record.Survey{Head: record.Head{ID: id}, Title: "A survey"})
		}); err != nil {
			t.Fatal(err)
		}
	}
	follow(0)
	kept := backupOf(t, w)
	note("survey-lost")
	follow(0)
	for n, later := range []time.Duration{time.Minute, 24 * time.Hour} {
		at := clock.NewFrozen(kept.made.Add(later))
		w = governancetest.Open(t, kept.restored(t, fmt.Sprint(n)), at)
		s.w.Store(w)
		note(fmt.Sprint("survey-", n))
		follow(n + 1)
		note(fmt.Sprint("survey-more-", n))
		follow(n + 1)
	}
}

// TestFeedOldCursors: cursors that do not say of which history they are were given once.
func TestFeedOldCursors(t *testing.T) {
	w := governancetest.New(t)
	var secret []byte
	if err := w.DB.QueryRowContext(t.Context(), `SELECT secret FROM data_secret`).
		Scan(&secret); err != nil {
		t.Fatal(err)
	}
	for version, known := range map[byte]bool{2: true, 200: false} {
		b := append([]byte{version}, make([]byte, 25)...)
		mac := hmac.New(sha256.New, secret)
		mac.Write(b)
		old := base64.RawURLEncoding.EncodeToString(mac.Sum(b)[:len(b)+12])
		view, err := w.View("", "/feed?cursor="+old)
		var wrong *page.Wrong
		if !known && !errors.As(err, &wrong) || known && (err != nil || !read(t, view).Reset) {
			t.Errorf("a cursor of version %d: %v", version, err)
		}
	}
}

// TestFeedKeepsItsSecret: cursors hold after a restart.
func TestFeedKeepsItsSecret(t *testing.T) {
	where := store.Config{Dir: filepath.Join(t.TempDir(), "data")}
	w := governancetest.Open(t, where, clock.NewFrozen(governancetest.Start))
	view, err := w.View("", "/feed")
	if err != nil {
		t.Fatal(err)
	}
	cursor := cursorOf(t, view)
	if err := w.DB.Close(); err != nil {
		t.Fatal(err)
	}
	w = governancetest.Open(t, where, clock.NewFrozen(governancetest.Start))
	if view, err = w.View("", "/feed?cursor="+cursor); err != nil || read(t, view).Reset {
		t.Errorf("after a restart: %v", err)
	}
}

// TestFeedAsksLittle: what a page costs does not grow with the register. The first pages ask for
// each kind by itself, and for the secrets of each.
func TestFeedAsksLittle(t *testing.T) {
	asked := 0
	where := store.Config{Dir: t.TempDir(), Asked: func(string) { asked++ }}
	w := governancetest.Open(t, where, clock.NewFrozen(governancetest.Start))
	for _, who := range readers {
		cursor, more := "", true
		for more {
			asked = 0
			view, err := w.View(who, "/feed?cursor="+cursor)
			if err != nil {
				t.Fatal(err)
			}
			p := read(t, view)
			if most := 3 * len(record.Lists()); asked > most {
				t.Errorf("as %q, a page asks %d queries, want at most %d", who, asked, most)
			}
			cursor, more = p.Cursor, p.More
		}
		asked = 0
		if _, err := w.View(who, "/feed?cursor="+cursor); err != nil || asked > 12 {
			t.Errorf("as %q, a page without changes asks %d queries: %v", who, asked, err)
		}
		t.Logf("as %q, a page without changes asks %d", who, asked)
	}
}
