package account_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

var noon = time.Date(2022, 1, 31, 12, 0, 0, 0, time.UTC)

// each runs a test on empty accounts of every engine.
func each(t *testing.T, test func(*testing.T, *account.Accounts)) {
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, account.New(db)) })
}

// must fails the test on an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func session(id, person string, at time.Time) account.Session {
	return account.Session{ID: id, Person: person, Made: at, Seen: at}
}

// there lists which of the sessions a and b and so on are known.
func there(t *testing.T, a *account.Accounts, ids string) (known string) {
	t.Helper()
	for _, id := range strings.Split(ids, "") {
		s, ok, err := a.Session(t.Context(), id)
		must(t, err)
		if s.ID != id {
			t.Errorf("session %q is called %q", id, s.ID)
		}
		if ok {
			known += id
		}
	}
	return known
}

func TestSession(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		want := session("a", "person-1", noon)
		want.Notice = "Signed in."
		must(t, a.Begin(t.Context(), want, ""))
		must(t, a.Seen(t.Context(), "a", noon.Add(time.Hour)))
		want.Seen = noon.Add(time.Hour)
		got, ok, err := a.Session(t.Context(), "a")
		if diff := cmp.Diff(want, got); !ok || err != nil || diff != "" {
			t.Errorf("%v, %v, %s", ok, err, diff)
		}
		must(t, a.Begin(t.Context(), session("b", "person-1", noon), "a"))
		if got := there(t, a, "abc"); got != "b" {
			t.Errorf("after b took the place of a there are %q", got)
		}
		if err := a.Begin(t.Context(), session("b", "person-2", noon), ""); err == nil {
			t.Error("a session took the identifier of another")
		}
		must(t, a.End(t.Context(), "b"))
		must(t, a.End(t.Context(), "b"))
		if got := there(t, a, "ab"); got != "" {
			t.Errorf("after the end there are %q", got)
		}
	})
}

func TestNoticeOnce(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		must(t, a.Begin(t.Context(), session("a", "", noon), ""))
		must(t, a.Note(t.Context(), "a", "Saved."))
		var all sync.WaitGroup
		heard := make(chan string, 8)
		for range cap(heard) {
			all.Go(func() {
				notice, err := a.Noted(context.Background(), "a")
				if err != nil {
					t.Error(err)
				}
				heard <- notice
			})
		}
		all.Wait()
		close(heard)
		told := ""
		for notice := range heard {
			told += notice
		}
		if told != "Saved." {
			t.Errorf("eight who asked heard %q", told)
		}
		if notice, err := a.Noted(t.Context(), "nobody"); notice != "" || err != nil {
			t.Errorf("no session: %q, %v", notice, err)
		}
	})
}

func TestEndOthersAndSweep(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		for i, id := range strings.Split("abcd", "") {
			must(t, a.Begin(t.Context(), session(id, "person-1", noon.Add(time.Duration(i)*time.Hour)), ""))
		}
		must(t, a.Begin(t.Context(), session("z", "person-2", noon), ""))
		must(t, a.Seen(t.Context(), "b", noon.Add(9*time.Hour)))
		must(t, a.Sweep(t.Context(), noon.Add(time.Hour), noon.Add(3*time.Hour), noon))
		if got := there(t, a, "abcdz"); got != "bd" {
			t.Errorf("a and z are made too early, c is seen too early; there are %q", got)
		}
		must(t, a.Begin(t.Context(), session("z", "person-2", noon), ""))
		must(t, a.EndOthers(t.Context(), "person-1", "d"))
		if got := there(t, a, "abcdz"); got != "dz" {
			t.Errorf("after the others ended there are %q", got)
		}
	})
}

func TestCeremony(t *testing.T) {
	until := noon.Add(time.Minute)
	for _, c := range []struct {
		name        string
		id, session string
		now         time.Time
		want, again bool
	}{
		{"in time", "x", "a", noon, true, false},
		{"too late", "x", "a", until, false, false},
		{"not asked", "y", "a", noon, false, true},
		{"by another session", "x", "b", noon, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, a *account.Accounts) {
				asked := account.Ceremony{ID: "x", Session: "a", Data: []byte{0, 1}, Until: until}
				must(t, a.Begin(t.Context(), session("a", "", noon), ""))
				must(t, a.Expect(t.Context(), asked))
				got, ok, err := a.Take(t.Context(), c.id, c.session, c.now)
				if ok != c.want || err != nil || ok && cmp.Diff(asked, got) != "" {
					t.Errorf("got %+v, %v, %v", got, ok, err)
				}
				if _, ok, err := a.Take(t.Context(), "x", "a", noon); ok != c.again || err != nil {
					t.Errorf("taken once more: %v, %v", ok, err)
				}
			})
		})
	}
}

func TestInvitation(t *testing.T) {
	until := noon.Add(time.Hour)
	each(t, func(t *testing.T, a *account.Accounts) {
		invite := func(id, person string) {
			t.Helper()
			must(t, a.Invite(t.Context(), account.Invitation{ID: id, Person: person, Until: until}))
		}
		for _, c := range []struct {
			name   string
			before func()
			id     string
			now    time.Time
			want   string
		}{
			{"in time", func() { invite("x", "person-1") }, "x", until.Add(-1), "person-1"},
			{"a second time", func() {}, "x", noon, ""},
			{"too late", func() { invite("y", "person-1") }, "y", until, ""},
			{"of another's id", func() { invite("a", "person-1"); invite("b", "person-2") }, "b", noon,
				"person-2"},
			{"still there", func() {}, "a", noon, "person-1"},
			{"taken back", func() { invite("c", "person-1"); invite("d", "person-1") }, "c", noon, ""},
			{"in its place", func() {}, "d", noon, "person-1"},
			{"swept", func() {
				invite("e", "person-1")
				must(t, a.Sweep(t.Context(), noon, noon, until))
			}, "e", noon, ""},
		} {
			c.before()
			got, ok, err := a.Invited(t.Context(), c.id, c.now)
			if got != c.want || ok != (c.want != "") || err != nil {
				t.Errorf("%s: %q, %v, %v, want %q", c.name, got, ok, err, c.want)
			}
		}
	})
}

// A ceremony is over with the session that began it, and in time by itself.
func TestCeremonyEnds(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		for name, end := range map[string]func() error{
			"end":     func() error { return a.End(t.Context(), "a") },
			"rotated": func() error { return a.Begin(t.Context(), session("b", "", noon), "a") },
			"swept": func() error {
				return a.Sweep(t.Context(), time.Time{}, time.Time{}, noon.Add(time.Minute))
			},
		} {
			must(t, a.End(t.Context(), "a"))
			must(t, a.Begin(t.Context(), session("a", "", noon), ""))
			must(t, a.Expect(t.Context(), account.Ceremony{
				ID: name, Session: "a", Data: []byte{}, Until: noon.Add(time.Minute)}))
			must(t, end())
			if _, ok, err := a.Take(t.Context(), name, "a", noon); ok || err != nil {
				t.Errorf("%s: still expected: %v", name, err)
			}
		}
	})
}

func TestPasskeys(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		first := account.Passkey{ID: []byte{0, 0xFF}, Person: "person-1", Name: "Laptop",
			Credential: []byte("key 1"), Made: noon}
		second := first
		second.ID, second.Name, second.Made = []byte{1}, "Telephone", noon.Add(time.Hour)
		stolen := first
		stolen.Person = "person-2"
		for i, p := range []account.Passkey{second, first, stolen} {
			if added, err := a.AddPasskey(t.Context(), p); added != (i < 2) || err != nil {
				t.Errorf("passkey %d added: %v, %v", i, added, err)
			}
		}
		first.Credential, first.Used = []byte("key 1, used"), noon.Add(2*time.Hour)
		must(t, a.UsedPasskey(t.Context(), first.ID, first.Credential, first.Used))
		must(t, a.RemovePasskey(t.Context(), "person-2", first.ID))
		got, err := a.Passkeys(t.Context(), "person-1")
		if diff := cmp.Diff([]account.Passkey{first, second}, got); err != nil || diff != "" {
			t.Errorf("%v, %s", err, diff)
		}
		must(t, a.RemovePasskey(t.Context(), "person-1", first.ID))
		if got, err := a.Passkeys(t.Context(), "person-1"); len(got) != 1 || err != nil {
			t.Errorf("one was removed: %v, %v", got, err)
		}
	})
}

func TestHandle(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		for _, fresh := range []string{"first", "second"} {
			got, err := a.Handle(t.Context(), "person-1", []byte(fresh))
			if !bytes.Equal(got, []byte("first")) || err != nil {
				t.Errorf("with %s at hand the handle is %q, %v", fresh, got, err)
			}
		}
		who, ok, err := a.Handled(t.Context(), []byte("first"))
		if who != "person-1" || !ok || err != nil {
			t.Errorf("handle of %q, %v, %v", who, ok, err)
		}
		if _, ok, err := a.Handled(t.Context(), []byte("second")); ok || err != nil {
			t.Errorf("a handle of nobody: %v, %v", ok, err)
		}
		if _, err := a.Handle(t.Context(), "person-2", []byte("first")); err == nil {
			t.Error("two persons have one handle")
		}
	})
}

func TestBinding(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		subject := account.Subject{Issuer: "https://login.example", Name: "42"}
		bound := func(s account.Subject) string {
			t.Helper()
			person, ok, err := a.Bound(t.Context(), s)
			must(t, err)
			if ok != (person != "") {
				t.Errorf("%v is %q, %v", s, person, ok)
			}
			return person
		}
		for _, person := range []string{"person-1", "person-2"} {
			must(t, a.Bind(t.Context(), subject, person, noon))
			if got := bound(subject); got != person {
				t.Errorf("bound to %q, want %q", got, person)
			}
		}
		other := account.Subject{Issuer: "https://other.example", Name: "42"}
		if got := bound(other); got != "" {
			t.Errorf("another issuer's subject is %q", got)
		}
		must(t, a.Unbind(t.Context(), other))
		must(t, a.Unbind(t.Context(), subject))
		if got := bound(subject); got != "" {
			t.Errorf("after unbinding still %q", got)
		}
	})
}

// Erase leaves nothing of a person, and everything of others.
func TestErase(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		subject := func(person string) account.Subject {
			return account.Subject{Issuer: "https://login.example", Name: "subject of " + person}
		}
		for i, person := range []string{"person-1", "person-2"} {
			id := string(rune('a' + i))
			must(t, a.Begin(t.Context(), session(id, person, noon), ""))
			must(t, a.Expect(t.Context(), account.Ceremony{
				ID: id, Session: id, Data: []byte{1}, Until: noon.Add(time.Hour)}))
			_, err := a.AddPasskey(t.Context(), account.Passkey{ID: []byte(id), Person: person,
				Credential: []byte{1}, Made: noon})
			must(t, err)
			_, err = a.Handle(t.Context(), person, []byte(id))
			must(t, err)
			must(t, a.Bind(t.Context(), subject(person), person, noon))
			must(t, a.Invite(t.Context(), account.Invitation{
				ID: id, Person: person, Until: noon.Add(time.Hour)}))
			_, err = a.AddKey(t.Context(), account.Key{ID: id, Person: person, Made: noon})
			must(t, err)
		}
		must(t, a.Erase(t.Context(), "person-1"))
		for i, person := range []string{"person-1", "person-2"} {
			id, want := string(rune('a'+i)), i == 1
			_, known, err := a.Session(t.Context(), id)
			must(t, err)
			_, asked, err := a.Take(t.Context(), id, id, noon)
			must(t, err)
			keys, err := a.Passkeys(t.Context(), person)
			must(t, err)
			_, handled, err := a.Handled(t.Context(), []byte(id))
			must(t, err)
			_, bound, err := a.Bound(t.Context(), subject(person))
			must(t, err)
			_, invited, err := a.Invited(t.Context(), id, noon)
			must(t, err)
			_, keyed, err := a.Key(t.Context(), id)
			must(t, err)
			got := []bool{known, asked, len(keys) == 1, handled, bound, invited, keyed}
			if diff := cmp.Diff([]bool{want, want, want, want, want, want, want}, got); diff != "" {
				t.Errorf("%s: session, ceremony, passkey, handle, binding, invitation, key: %s", person, diff)
			}
		}
		if err := a.Erase(t.Context(), ""); err == nil {
			t.Error("erased nobody, which is every session that has not signed in")
		}
	})
}

func TestKeys(t *testing.T) {
	each(t, func(t *testing.T, a *account.Accounts) {
		k := account.Key{ID: "k1", Person: "person-1", Name: "Copy", Use: "data", Made: noon,
			Until: noon.Add(time.Hour)}
		for i := range 21 {
			k.ID = "k" + string(rune('a'+i))
			added, err := a.AddKey(t.Context(), k)
			must(t, err)
			if added != (i < 20) {
				t.Errorf("key %d: added %v", i, added)
			}
		}
		k.ID = "ka"
		must(t, a.UsedKey(t.Context(), "ka", noon))
		k.Used = noon
		got, known, err := a.Key(t.Context(), "ka")
		must(t, err)
		if diff := cmp.Diff(k, got); !known || diff != "" {
			t.Errorf("known %v: %s", known, diff)
		}
		must(t, a.RemoveKey(t.Context(), "person-2", "ka")) // is nobody's key of theirs
		all, err := a.Keys(t.Context(), "person-1")
		must(t, err)
		must(t, a.RemoveKey(t.Context(), "person-1", "ka"))
		_, known, err = a.Key(t.Context(), "ka")
		must(t, err)
		if len(all) != 20 || known {
			t.Errorf("%d keys, known after it was removed: %v", len(all), known)
		}
	})
}
