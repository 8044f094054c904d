package register_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// TestUnchanged lets many change one record at once: of those who saw the same version
// exactly one wins, and nothing is lost.
func TestUnchanged(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "n", Mark: policy.White})
		var mu sync.Mutex
		won := map[string]int{}
		var all sync.WaitGroup
		const writers, rounds = 64, 3
		for w := range writers {
			all.Go(func() {
				for range rounds {
					n, meta, err := register.GetMeta[*thing](r.now(policy.Public()), "n")
					if err != nil {
						t.Error(err)
						return
					}
					n.Number++
					_, err = r.Act(context.Background(), register.Act{Who: fmt.Sprint(w), Verb: "count"},
						func(tx *register.Tx) error {
							if err := tx.Unchanged("thing", "n", meta.Version); err != nil {
								return err
							}
							return tx.Put(n)
						})
					var conflict *register.Conflict
					switch {
					case err == nil:
						mu.Lock()
						won[meta.Version]++
						mu.Unlock()
					case !errors.As(err, &conflict):
						t.Error(err)
					case conflict.Kind != "thing" || conflict.ID != "n" || conflict.Event.Verb == "" ||
						conflict.Event.After == "":
						t.Errorf("a conflict that names no event: %+v", conflict)
					}
				}
			})
		}
		all.Wait()
		for version, n := range won {
			want(t, "winners of "+version, n, 1)
		}
		n, err := register.Get[*thing](r.now(policy.Public()), "n")
		if err != nil || n.Number != int64(len(won)) || len(won) == 0 {
			t.Errorf("counted %d, %d have won: %v", n.Number, len(won), err)
		}
		events, err := r.now(policy.Public()).History("thing", "n")
		if err != nil || len(events) != 1+len(won) {
			t.Errorf("%d events, %d have won: %v", len(events), len(won), err)
		}
		r.sound(t)
	})
}

// TestVersions: a form is refused by whatever has happened to its record since.
func TestVersions(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		id, began := "", day
		n := func(text string) *thing { return &thing{ID: id, Title: text, Mark: policy.White} }
		from := func(text string, ahead time.Duration) func() {
			return func() {
				r.act(t, func(tx *register.Tx) error { return tx.PutFrom(n(text), began.Add(ahead)) })
			}
		}
		end := func(tx *register.Tx) error { return tx.End("thing", id, tx.Now()) }
		for name, between := range map[string]func(){
			"a change":            func() { r.put(t, n("new")) },
			"the same said anew":  func() { r.put(t, n("old")) },
			"a change to come":    from("x", time.Hour),
			"a change much later": from("x", 9*time.Hour),
			"a correction":        from("x", -time.Hour),
			"what was to come":    func() { c.Advance(3 * time.Hour) },
			"an erasure":          func() { r.erase(t, id, "x") },
			"an end":              func() { r.act(t, end) },
		} {
			began = began.Add(24 * time.Hour)
			c.Set(began)
			id = name
			r.put(t, n("old"))
			from("dated", 2*time.Hour)()
			from("dated again", 8*time.Hour)()
			_, meta, err := register.GetMeta[*thing](r.now(policy.Public()), id)
			if err != nil {
				t.Fatal(err)
			}
			want(t, "known", meta.Known, began)
			unchanged := func(tx *register.Tx) error { return tx.Unchanged("thing", id, meta.Version) }
			r.put(t, &thing{ID: "m", Title: "another", Mark: policy.White})
			r.act(t, unchanged)
			between()
			_, err = r.Act(t.Context(), writes, unchanged)
			var conflict *register.Conflict
			if !errors.As(err, &conflict) {
				t.Errorf("%s: got %v, want a Conflict", name, err)
			}
		}
		r.sound(t)
	})
}

func TestUnchangedNone(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		none := func(version string) error {
			_, err := r.Act(t.Context(), writes, func(tx *register.Tx) error {
				return tx.Unchanged("thing", "n", version)
			})
			return err
		}
		if err := none(""); err != nil {
			t.Error(err)
		}
		if err := none("x"); !errors.Is(err, register.ErrNotFound) {
			t.Error(err)
		}
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		var conflict *register.Conflict
		if err := none(""); !errors.As(err, &conflict) {
			t.Error(err)
		}
		if err := none("x"); !errors.As(err, &conflict) {
			t.Error(err)
		}
	})
}

// TestReadYourWrites: whoever has acted sees it at once, whatever others do meanwhile.
func TestReadYourWrites(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		refusal := errors.New("no")
		var all sync.WaitGroup
		for w := range 16 {
			all.Go(func() {
				for i := range 20 {
					id, text := fmt.Sprint("n", w), fmt.Sprint(i)
					known, err := r.Act(context.Background(), writes, func(tx *register.Tx) error {
						if err := tx.Put(&thing{ID: id, Title: text, Mark: policy.White}); err != nil {
							return err
						}
						switch (w + i) % 5 {
						case 0:
							return refusal
						case 1:
							panic("boom")
						}
						return nil
					})
					if err != nil {
						continue
					}
					if now := r.Now(); now.Before(known) {
						t.Errorf("known from %s and served at %s", known, now)
					}
					want(t, id, title(t, r.now(policy.Public()), id), text)
					want(t, id, title(t, r.at(policy.Public(), known, known), id), text)
				}
			})
		}
		all.Wait()
		r.sound(t)
	})
}

// TestRefusedActs: what fails in any way leaves nothing, and those beside it stand.
func TestRefusedActs(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "before", Mark: policy.White})
		c.Advance(time.Hour)
		served := r.Now()
		put := func(tx *register.Tx) error {
			return tx.Put(&thing{ID: "n", Title: "after", Mark: policy.White, Who: register.NewSecret("x")})
		}
		tooLong := &thing{ID: "m", Title: strings.Repeat("x", 2<<20), Mark: policy.White}
		refusal := errors.New("no")
		var panicked bool
		var ctx context.Context
		var cancel context.CancelFunc
		for name, do := range map[string]func(*register.Tx) error{
			"error":     func(tx *register.Tx) error { return errors.Join(put(tx), refusal) },
			"panic":     func(tx *register.Tx) error { panicked = true; _ = put(tx); panic("boom") },
			"too long":  func(tx *register.Tx) error { return errors.Join(put(tx), tx.Put(tooLong)) },
			"cancelled": func(tx *register.Tx) error { cancel(); return put(tx) },
			"done in part, and do passes over it": func(tx *register.Tx) error {
				if err := tx.Put(&thing{ID: "m", Title: "in part", Mark: policy.White}); err == nil {
					t.Error("it was done")
				}
				return nil
			},
		} {
			ctx, cancel = context.WithCancel(t.Context())
			// In the way of what would be put now.
			exec(t, r.db, `INSERT INTO register_version (kind, id, known_from, so_from, known_until,
				so_until, event, mark, label, body) VALUES ('thing', 'm', $1, $1, 0, 0, 0, '', '', '')`,
				r.Now().Add(time.Microsecond).UnixMicro())
			if _, err := r.Act(ctx, writes, do); err == nil {
				t.Errorf("%s: stands", name)
			}
			cancel()
			exec(t, r.db, `DELETE FROM register_version WHERE id = 'm'`)
		}
		want(t, "panicked", panicked, true)
		want(t, "title", title(t, r.now(policy.Public()), "n"), "before")
		want(t, "as served", title(t, r.at(policy.Public(), served, served), "n"), "before")
		events, err := r.now(policy.System()).Changes(time.Time{}, 0)
		if err != nil || len(events) != 1 {
			t.Error(events, err)
		}
		r.sound(t)
		r.act(t, put)
		want(t, "after all", title(t, r.now(policy.Public()), "n"), "after")
		r.sound(t)
	})
}

func TestImport(t *testing.T) {
	storetest.EachConfig(t, func(t *testing.T, config store.Config) {
		c := clock.NewFrozen(day)
		db := storetest.Open(t, config)
		r := over(t, db, c)
		put := func(text string) func(*register.Tx) error {
			return func(tx *register.Tx) error {
				for _, id := range []string{"n", "m", "n"} {
					rec := &thing{ID: id, Title: text, Mark: policy.White, Who: register.NewSecret(text)}
					if err := tx.PutFrom(rec, time.Time{}); err != nil {
						return err
					}
				}
				return nil
			}
		}
		known := day.AddDate(0, 0, -3).Add(500 * time.Nanosecond)
		for _, bad := range []time.Time{{}, time.Unix(0, 0), time.Unix(-1, 0)} {
			if err := r.Import(t.Context(), bad, writes, put("x")); err == nil {
				t.Errorf("imported as known from %s", bad)
			}
		}
		if err := r.Import(t.Context(), known, writes, put("imported")); err != nil {
			t.Fatal(err)
		}
		if err := r.Import(t.Context(), known, writes, put("x")); !errors.Is(err, register.ErrNotEmpty) {
			t.Errorf("got %v, want ErrNotEmpty", err)
		}
		known = known.Truncate(time.Microsecond)
		v := r.at(policy.Public(), day, known.Add(-1))
		want(t, "before", title(t, v, "n"), "-")
		want(t, "since", title(t, r.at(policy.Public(), time.Time{}, known), "n"), "imported")
		want(t, "last", r.Last(), known)
		r.put(t, &thing{ID: "n", Title: "changed", Mark: policy.White})
		want(t, "now", title(t, r.now(policy.Public()), "n"), "changed")
		want(t, "since", title(t, r.at(policy.Public(), day, known), "n"), "imported")
		r.sound(t)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		r = over(t, storetest.Open(t, config), c)
		want(t, "opened again", title(t, r.now(policy.Public()), "n"), "changed")
		r.sound(t)
	})
}

// TestImportAndAct starts both at once.
func TestImportAndAct(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		var all sync.WaitGroup
		put := func(text string) func(*register.Tx) error {
			return func(tx *register.Tx) error {
				return tx.Put(&thing{ID: "n", Title: text, Mark: policy.White})
			}
		}
		for range 4 {
			all.Go(func() {
				err := r.Import(context.Background(), day.Add(time.Millisecond), writes, put("imported"))
				if err != nil && !errors.Is(err, register.ErrNotEmpty) {
					t.Error(err)
				}
			})
			all.Go(func() {
				if _, err := r.Act(context.Background(), writes, put("acted")); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		want(t, "now", title(t, r.now(policy.Public()), "n"), "acted")
		r.sound(t)
	})
}

func TestNames(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		good := []string{"a", "A", "a:b", "a b", "é", "a%2Fb", "'; --", "日本", "a\"b", "\\", "?q=1#f",
			"$1", strings.Repeat("x", 200), "...", "-", "\u200d", "𝔘"}
		for _, id := range good {
			r.put(t, &thing{ID: id, Title: id, Status: "here", Mark: policy.White})
		}
		for _, id := range good {
			want(t, id, title(t, r.now(policy.Public()), id), id)
			events, err := r.now(policy.Public()).History("thing", id)
			if err != nil || len(events) != 1 {
				t.Errorf("%q: %v, %v", id, events, err)
			}
			page, err := register.Find[*thing](r.now(policy.Public()), register.Query{Is: id})
			if err != nil || len(page.Records) != 1 {
				t.Errorf("%q: %v, %v", id, page, err)
			}
		}
		r.sound(t)
		for _, id := range []string{"", ".", "..", "a/b", "a\x00b", "a\nb", "\x7f", "\xff",
			strings.Repeat("x", 201)} {
			if _, err := r.Act(t.Context(), writes, func(tx *register.Tx) error {
				return tx.Put(&thing{ID: id, Title: "x", Mark: policy.White})
			}); err == nil {
				t.Errorf("%q: taken", id)
			}
			// Whoever asks for it hears that it is not there, and no more.
			want(t, fmt.Sprintf("%q", id), title(t, r.now(policy.Public()), id), "-")
			events, err := r.now(policy.Public()).History("thing", id)
			if err != nil || len(events) != 0 {
				t.Errorf("%q: %v, %v", id, events, err)
			}
		}
	})
}

// TestPages asks for all records page by page, in both orders.
func TestPages(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		var titles []string
		for i, text := range []string{"", "a", "a", "a b", "a!", "ab", "B", "é", "Z", "z", "~", "\x01"} {
			r.put(t, &thing{ID: fmt.Sprintf("%c-%d", 'Z'-i, i), Title: text, Mark: policy.White})
			titles = append(titles, text)
		}
		sorted := listed(t, r.now(policy.Public()), register.Query{Key: "title"})
		want(t, "in octets", sorted, " \x01 B Z a a a b a! ab z ~ é")
		for _, desc := range []bool{false, true} {
			q := register.Query{Key: "title", Desc: desc}
			whole, err := register.All[*thing](r.now(policy.Public()), q)
			if err != nil || len(whole) != len(titles) {
				t.Fatal(len(whole), err)
			}
			q.Limit = 5
			for i := 0; i < len(whole); {
				page, err := register.Find[*thing](r.now(policy.Public()), q)
				if err != nil || len(page.Records) == 0 {
					t.Fatal(page, err)
				}
				for _, rec := range page.Records {
					want(t, fmt.Sprint(desc, i), rec.ID, whole[i].ID)
					i++
				}
				if (page.Next == "") != (i == len(whole)) {
					t.Errorf("%d of %d, and the next page is %q", i, len(whole), page.Next)
				}
				q.After = page.Next
			}
		}
		for _, cursor := range []string{"?", "AAAA", "_w", "//", strings.Repeat("A", 9999)} {
			_, err := register.Find[*thing](r.now(policy.Public()), register.Query{After: cursor})
			if err != nil && !errors.Is(err, register.ErrNotFound) {
				t.Errorf("cursor %q: %v", cursor, err)
			}
		}
	})
}

func TestBounds(t *testing.T) {
	each(t, func(t *testing.T, r rig, _ *clock.Adjustable) { testBounds(t, r) })
}

func testBounds(t *testing.T, r rig) {
	words := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "w%d ", i)
		}
		return b.String()
	}
	tags := func(n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprint(i))
		}
		return list
	}
	long := make([]byte, 1000)
	source := rand.NewChaCha8([32]byte{1})
	_, _ = source.Read(long) // never fails
	for i := range long {
		long[i] = 'a' + long[i]%26
	}
	for _, test := range []struct {
		name string
		rec  thing
		says string // of what is refused
	}{
		{"long key", thing{Status: string(long)}, ""},
		{"too long a key", thing{Status: string(long) + "x"}, "key status has 1001 octets"},
		{"NUL in a key", thing{Status: "a\x00b"}, "NUL"},
		{"NUL in a body", thing{Who: register.NewSecret("a"), Remarks: []remark{{Text: "a\x00b"}}}, ""},
		{"not UTF-8", thing{Title: "\xff"}, ""},
		{"NUL in a secret", thing{Who: register.NewSecret("a\x00b")}, "secret is no text"},
		{"a long secret", thing{Who: register.NewSecret(strings.Repeat("x", 1<<20))}, ""},
		{"too long a secret", thing{Who: register.NewSecret(strings.Repeat("x", 1<<20+1))}, "1048577"},
		{"many words", thing{Remarks: []remark{{Text: words(4000)}}}, ""},
		{"too many words", thing{Remarks: []remark{{Text: words(4001)}}}, "4001 words"},
		{"many keys", thing{Tags: tags(997)}, ""},
		{"too many keys", thing{Tags: tags(998)}, "1001 keys"},
		{"a long body", thing{Remarks: []remark{{Text: strings.Repeat("x", 1<<20-200)}}}, ""},
		{"too long a body", thing{Remarks: []remark{{Text: strings.Repeat("x", 1<<20)}}}, "octets: at most"},
		{"no mark", thing{Mark: "grey"}, "no mark"},
		{"NUL in a scope", thing{Mark: policy.Amber, Scope: "a\x00b"}, "scope"},
	} {
		rec := test.rec
		if rec.ID = "n"; rec.Mark == "" {
			rec.Mark = policy.White
		}
		_, err := r.Act(t.Context(), writes, func(tx *register.Tx) error { return tx.Put(&rec) })
		if test.says == "" && err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says) ||
			!strings.Contains(err.Error(), "thing n")) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.says)
		}
	}
	r.sound(t)
}

// TestLongest puts the longest of everything into one record, in letters that take room.
func TestLongest(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		dice := rand.New(rand.NewPCG(1, 2))
		long := func(octets int) string {
			b := make([]byte, octets)
			for i := range b {
				b[i] = byte('!' + dice.IntN(14)) // no slash
			}
			return string(b)
		}
		rec := &thing{ID: long(200), Title: long(1000), Status: long(1000), Tags: []string{long(1000)},
			Mark: policy.Confidential, Scope: long(200)}
		for _, word := range []int{64, 65, 1000} {
			rec.Remarks = append(rec.Remarks, remark{Text: strings.Repeat("é", word)})
		}
		r.put(t, rec)
		r.put(t, rec)
		want(t, "found", listed(t, r.now(policy.System()), register.Query{Key: "tag", Is: rec.Tags[0],
			Where: []register.Key{{Name: "status", Value: rec.Status}}}), rec.Title)
		r.sound(t)
	})
}

// TestConnectionLost loses the connection within an act: it fails, and those after it go on.
func TestConnectionLost(t *testing.T) {
	url := storetest.Postgres(t)
	c := clock.NewFrozen(day)
	r := over(t, storetest.Open(t, store.Config{URL: url}), c)
	r.put(t, &thing{ID: "n", Title: "before", Mark: policy.White})
	other, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	_, err = r.Act(t.Context(), writes, func(tx *register.Tx) error {
		err := tx.Put(&thing{ID: "n", Title: "lost", Mark: policy.White})
		_, of := other.ExecContext(t.Context(), `SELECT pg_terminate_backend(pid)
			FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
		return errors.Join(err, of)
	})
	if err == nil {
		t.Error("the act stands")
	}
	want(t, "after it", title(t, r.now(policy.Public()), "n"), "before")
	r.put(t, &thing{ID: "n", Title: "after", Mark: policy.White})
	want(t, "after all", title(t, r.now(policy.Public()), "n"), "after")
	r.sound(t)
}

func TestActTexts(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		for _, act := range []register.Act{
			{Who: "\xff"}, {Behalf: "a\x00"}, {Verb: "\xc3"}, {Reason: strings.Repeat("x", 10_001)},
		} {
			_, err := r.Act(t.Context(), act, func(tx *register.Tx) error {
				return tx.Put(&thing{ID: "n", Title: "x", Mark: policy.White})
			})
			if err == nil {
				t.Errorf("%q: taken", act)
			}
		}
		r.sound(t)
	})
}

// TestNewID opens a register again with the random source of before: no id comes again.
func TestNewID(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		seen := map[string]bool{}
		for range 3 {
			again, err := register.Open(t.Context(), register.Config{DB: r.db, Clock: c,
				Random: rand.NewChaCha8([32]byte{7}), Kinds: things})
			if err != nil {
				t.Fatal(err)
			}
			for range 10 {
				_, err := again.Act(t.Context(), writes, func(tx *register.Tx) error {
					id, err := tx.NewID("n")
					if err != nil || seen[id] {
						t.Errorf("%s, %v: seen %v", id, err, seen[id])
					}
					seen[id] = true
					return tx.Put(&thing{ID: id, Mark: policy.White, Who: register.NewSecret("x")})
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		stuck, err := register.Open(t.Context(), register.Config{DB: r.db, Clock: c,
			Random: zeros{}, Kinds: things})
		if err != nil {
			t.Fatal(err)
		}
		var errs []error
		for range 2 {
			_, err := stuck.Act(t.Context(), writes, func(tx *register.Tx) error {
				id, err := tx.NewID("n")
				return errors.Join(err, tx.Put(&thing{ID: id, Mark: policy.White}))
			})
			errs = append(errs, err)
		}
		if errs[0] != nil || errs[1] == nil || !strings.Contains(errs[1].Error(), "random") {
			t.Error(errs)
		}
	})
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// TestUnreadable: a body that cannot be read is an error each time, and holds nothing up.
func TestUnreadable(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White})
		exec(t, r.db, `UPDATE register_version SET body = '{"id":'`)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for range 40 {
			v := r.View(ctx, policy.Public(), register.Moment{So: r.Now(), Known: r.Now()})
			if _, err := register.Find[*thing](v, register.Query{}); err == nil || ctx.Err() != nil {
				t.Fatalf("got %v; %v", err, ctx.Err())
			}
			if _, err := r.Act(ctx, writes, func(tx *register.Tx) error {
				_, err := register.All[*thing](tx.View, register.Query{})
				if err == nil {
					t.Error("read")
				}
				return errors.Join(err, tx.Put(&thing{ID: "n", Title: "x", Mark: policy.White}))
			}); err == nil || ctx.Err() != nil {
				t.Fatalf("got %v; %v", err, ctx.Err())
			}
		}
	})
}

func TestKinds(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		make := func() register.Record { return new(thing) }
		for name, kinds := range map[string][]register.Kind{
			"twice":         {{Name: "thing", New: make}, {Name: "thing", New: make}},
			"one type":      {{Name: "thing", New: make}, {Name: "other", New: make}},
			"no name":       {{New: make}},
			"no pointer":    {{Name: "flat", New: func() register.Record { return flat{} }}},
			"slash in name": {{Name: "a/b", New: make}},
		} {
			_, err := register.Open(t.Context(),
				register.Config{DB: r.db, Clock: c, Random: random(), Kinds: kinds})
			if err == nil {
				t.Errorf("%s: taken", name)
			}
		}
		_, err := r.Act(t.Context(), writes, func(tx *register.Tx) error { return tx.Put(flat{}) })
		if err == nil {
			t.Error("a record of no declared kind was taken")
		}
	})
}

type flat struct{}

func (flat) Named() (kind, id string) { return "flat", "f" }
func (flat) Label() policy.Label      { return policy.Label{Mark: policy.White} }
func (flat) Words() []string          { return nil }
func (flat) Keys() []register.Key     { return nil }
