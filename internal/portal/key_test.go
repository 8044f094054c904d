package portal_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
)

// keys are keys in memory.
type keys struct {
	mu  sync.Mutex
	all map[string]portal.Key
}

func (k *keys) AddKey(_ context.Context, key portal.Key) (bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.all) == 3 {
		return false, nil
	}
	k.all[key.ID] = key
	return true, nil
}

func (k *keys) Keys(_ context.Context, person string) (all []portal.Key, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(k.all)) {
		if k.all[id].Person == person {
			all = append(all, k.all[id])
		}
	}
	return all, nil
}

func (k *keys) Key(_ context.Context, id string) (key portal.Key, known bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key, known = k.all[id]
	return key, known, nil
}

func (k *keys) UsedKey(_ context.Context, id string, day time.Time) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	key := k.all[id]
	key.Used = day
	k.all[id] = key
	return nil
}

func (k *keys) RemoveKey(_ context.Context, person, id string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all[id].Person == person {
		delete(k.all, id)
	}
	return nil
}

// calendars is the Code with a calendar of whoever asks.
type calendars struct{ *code }

func (c calendars) Routes() []page.Route {
	return append(c.code.Routes(), page.Route{Pattern: "/calendar/mine",
		View: func(ask *page.Ask) (*page.View, error) {
			if ask.Who == "" {
				return nil, page.ErrSignIn
			}
			if ask.Query.Get("fault") != "" {
				return nil, errHushed
			}
			entry := page.Entry{ID: "mine", Title: "A meeting of " + ask.Who, To: "/modifications/MP1",
				Updated: putRight, Day: "2022-02-04"}
			return &page.View{Title: "Your calendar", List: &page.List{Title: "Your calendar",
				Dated: true, Entries: []page.Entry{entry}}}, nil
		}})
}

func openKeys(t *testing.T) (*world, *keys) {
	t.Helper()
	kept := &keys{all: map[string]portal.Key{}}
	return open(t, func(c *portal.Config) {
		c.Keys, c.Code = kept, calendars{c.Code.(*code)}
	}), kept
}

var secrets = regexp.MustCompile(`mains_[A-Za-z0-9_-]+`)

// makeKey makes a key, and finds it on the page that shows it.
func (b *browser) makeKey(name string) string {
	b.t.Helper()
	b.post("/account/keys/new", url.Values{"name": {name}, "days": {"30"}}).
		sends(b.t, http.StatusSeeOther, "/account/keys")
	key := secrets.FindString(b.get("/account/keys").want(b.t, http.StatusOK, name).body)
	if key == "" {
		b.t.Fatal("no key is shown")
	}
	return key
}

// TestKey: a program reads what its person may see, and does nothing else.
func TestKey(t *testing.T) {
	w, kept := openKeys(t)
	person, program := w.browser().signIn("p1"), w.browser()
	key := person.makeKey("Nightly copy")
	person.get("/account/keys").want(t, http.StatusOK, "Nightly copy", "Never used").lacks(t, key)
	for id, k := range kept.all {
		if strings.Contains(key, id) || strings.Contains(fmt.Sprint(k), key) {
			t.Errorf("the key is kept: %+v", k)
		}
	}
	bearer := func(key string) []string { return []string{"Authorization", "Bearer " + key} }
	me := program.get("/account.json", bearer(key)...).want(t, http.StatusOK, `"id": "p1"`)
	if got := me.Header.Get("Cache-Control"); got != "no-store" || len(me.Cookies()) > 0 {
		t.Errorf("Cache-Control %q, cookies %v", got, me.Cookies())
	}
	if !strings.Contains(me.Header.Get("Vary"), "Authorization") {
		t.Errorf("Vary: %s", me.Header.Get("Vary"))
	}
	program.get("/modifications/MP1.json", bearer(key)...).want(t, http.StatusOK, "Right title")
	program.ask("HEAD", "/modifications", "", bearer(key)...).want(t, http.StatusOK)
	person.get("/account/keys").want(t, http.StatusOK, "Last used on 1 March 2026")
	for _, path := range []string{"/modifications/MP1/vote", "/account/keys", "/account/keys/new"} {
		program.get(path, bearer(key)...).want(t, http.StatusForbidden, "A key only reads")
	}
	program.post("/modifications/MP1/vote", url.Values{"reason": {"yes"}}, bearer(key)...).
		want(t, http.StatusForbidden, "A key only reads")
	if len(w.code.votes) > 0 {
		t.Errorf("a key has voted: %v", w.code.votes)
	}
	for _, bad := range []string{"", "mains_", key[:len(key)-1], key + "A",
		"mains_" + strings.Repeat("A", 43), strings.TrimPrefix(key, "mains_")} {
		program.get("/modifications", bearer(bad)...).
			want(t, http.StatusUnauthorized, "That key is not good")
	}
	program.get("/modifications", "Authorization", "Basic cDE6eA==").want(t, http.StatusUnauthorized)
	// Whoever has a cookie too comes by the key alone, good or not.
	w.browser().signIn("p2").get("/account.json", bearer(key)...).want(t, http.StatusOK, `"id": "p1"`)
	person.get("/account.json", bearer("mains_x")...).want(t, http.StatusUnauthorized)

	w.wall.Advance(30 * 24 * time.Hour)
	program.get("/account.json", bearer(key)...).want(t, http.StatusUnauthorized)
	person.signIn("p1").get("/account/keys").want(t, http.StatusOK, "Expired")
}

// TestKeyRemoved: one that is removed is good for nothing, and nobody removes another's.
func TestKeyRemoved(t *testing.T) {
	w, kept := openKeys(t)
	person, program := w.browser().signIn("p1"), w.browser()
	key := person.makeKey("Copy")
	var at string
	for id := range kept.all {
		at = "/account/keys/" + id[:16]
	}
	other := w.browser().signIn("p2")
	other.get(at).want(t, http.StatusNotFound)
	other.post(at, nil).want(t, http.StatusNotFound)
	w.browser().get(at).want(t, http.StatusSeeOther)
	program.get("/account.json", "Authorization", "bearer "+key).want(t, http.StatusOK)
	person.get(at).want(t, http.StatusOK, "Remove Copy")
	person.post(at, nil).sends(t, http.StatusSeeOther, "/account/keys")
	program.get("/account.json", "Authorization", "Bearer "+key).want(t, http.StatusUnauthorized)
	for range 3 {
		person.makeKey("Copy")
	}
	person.post("/account/keys/new", url.Values{"name": {"One more"}, "days": {"30"}}).
		want(t, http.StatusUnprocessableEntity, "as many keys")
	person.post("/account/keys/new", url.Values{"name": {"Ever"}, "days": {"4000"}}).
		want(t, http.StatusUnprocessableEntity)
}

// TestKeyOfNobody: the key of somebody who is not in the register any more is not good.
func TestKeyOfNobody(t *testing.T) {
	w, _ := openKeys(t)
	key := w.browser().signIn("p1").makeKey("Copy")
	delete(w.code.people, "p1")
	w.browser().get("/account.json", "Authorization", "Bearer "+key).want(t, http.StatusUnauthorized)
}

// TestSecretCalendar: the address gives the calendar of its person as iCal, and nothing else; the
// secret stands in no answer but the first, and in no log.
func TestSecretCalendar(t *testing.T) {
	w, kept := openKeys(t)
	person, program := w.browser().signIn("p1"), w.browser()
	person.post("/account/keys/new-calendar", url.Values{"name": {"Telephone"}}).
		sends(t, http.StatusSeeOther, "/account/keys")
	secret := secrets.FindString(person.get("/account/keys").want(t, http.StatusOK,
		w.server.URL+"/calendar/mains_").body)
	at := "/calendar/" + secret
	got := program.get(at+".ics").want(t, http.StatusOK, "A meeting of p1", "/calendar/mine").
		lacks(t, secret)
	if got.Header.Get("Cache-Control") != "no-store" || len(got.Cookies()) > 0 {
		t.Errorf("headers %v", got.Header)
	}
	for _, path := range []string{at, at + ".json", at + ".atom", "/as-at/2022-01-20" + at + ".ics",
		"/calendar/mains_x.ics", "/calendar/" + secret[:20] + ".ics"} {
		program.get(path).want(t, http.StatusNotFound).lacks(t, "A meeting")
	}
	program.get("/account.json", "Authorization", "Bearer "+secret).want(t, http.StatusUnauthorized)
	key := person.makeKey("Copy")
	program.get("/calendar/"+key+".ics").want(t, http.StatusNotFound)
	program.get(at+".ics?fault=yes").want(t, http.StatusInternalServerError)
	if log := w.log.String(); strings.Contains(log, secret) || !strings.Contains(log, "/calendar/…") {
		t.Errorf("the log says %s", log)
	}
	for id, k := range kept.all {
		if k.Use == "calendar" {
			person.post("/account/keys/"+id[:16], nil).want(t, http.StatusSeeOther)
		}
	}
	program.get(at+".ics").want(t, http.StatusNotFound)
}

// TestReadingLimits: who asks too often is told so and when to ask again; a key apart from an
// address, and who has signed in, or is this machine, not at all.
func TestReadingLimits(t *testing.T) {
	w, _ := openKeys(t)
	key := w.browser().signIn("p1").makeKey("Copy")
	from := func(address string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/modifications.json", nil)
		r.RemoteAddr = address
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		answer := httptest.NewRecorder()
		w.server.Config.Handler.ServeHTTP(answer, r)
		return answer
	}
	const outside = "198.51.100.7:1234"
	first := from(outside)
	if got := first.Header().Get("RateLimit-Policy"); got != `"address";q=1200;w=60` {
		t.Errorf("RateLimit-Policy: %s", got)
	}
	if got := first.Header().Get("RateLimit"); got != `"address";r=1199;t=1` {
		t.Errorf("RateLimit: %s", got)
	}
	for range 1199 {
		if got := from(outside).Code; got != http.StatusOK {
			t.Fatalf("status %d", got)
		}
	}
	late := from(outside)
	if late.Code != http.StatusTooManyRequests || late.Header().Get("Retry-After") != "1" ||
		!strings.Contains(late.Body.String(), "too often") {
		t.Errorf("%d %v %s", late.Code, late.Header(), late.Body)
	}
	if got := from(outside, "Authorization", "Bearer mains_guess").Code; got !=
		http.StatusTooManyRequests {
		t.Errorf("guessing keys is not held back: %d", got)
	}
	if got := from("198.51.100.8:1"); got.Code != http.StatusOK {
		t.Errorf("another address: %d", got.Code)
	}
	mine := from(outside, "Authorization", "Bearer "+key)
	if mine.Code != http.StatusOK || mine.Header().Get("RateLimit") != `"key";r=599;t=1` {
		t.Errorf("with a key: %d %v", mine.Code, mine.Header())
	}
	for range 600 {
		mine = from(outside, "Authorization", "Bearer "+key)
	}
	if mine.Code != http.StatusTooManyRequests {
		t.Errorf("the key after 601 requests: %d", mine.Code)
	}
	w.wall.Advance(time.Second)
	if got := from(outside).Code; got != http.StatusOK {
		t.Errorf("a second later: %d", got)
	}
	for _, address := range []string{"127.0.0.1:1", "[::1]:1"} {
		if got := from(address).Header().Get("RateLimit"); got != "" {
			t.Errorf("%s is counted: %s", address, got)
		}
	}
}
