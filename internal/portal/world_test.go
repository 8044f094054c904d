package portal_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
)

// network is a network that says what it is told to.
type network struct{ fault error }

func (network) Now() time.Time { return time.Date(2022, 1, 31, 12, 0, 0, 0, time.UTC) }

func (n network) Devices(context.Context) ([]portal.Device, error) {
	esme := portal.Device{ID: "00-DB-12-34-56-78-90-A0", Type: "ESME", Status: "Commissioned"}
	return []portal.Device{esme}, n.fault
}

func (network) Requests(_ context.Context, limit int) ([]portal.Request, error) {
	requests := make([]portal.Request, limit)
	for i := range requests {
		requests[i] = portal.Request{ID: "<script>", Variant: "4.1.1", State: "sending"}
	}
	return requests, nil
}

func (network) Deliveries(context.Context, int) ([]portal.Delivery, error) { return nil, nil }

func (network) Delivery(context.Context, string) (portal.Delivery, []byte, error) {
	return portal.Delivery{}, nil, page.ErrNotFound
}

// code is a Code of a few addresses. Its register knows one modification, MP1, whose title
// was put right on 25 January; and people.
type code struct {
	mu     sync.Mutex
	people map[string]portal.Person
	votes  []string
	fault  error
	first  string // what is said to who sends a text without its preview; empty: it is taken
}

var (
	codeNow   = time.Date(2022, 1, 31, 12, 0, 0, 500, time.UTC)
	putRight  = time.Date(2022, 1, 25, 0, 0, 0, 0, time.UTC)
	errHushed = errors.New("the database is secret")
	errMoment = errors.New("calendar: write a day as in 2022-01-20, or a time")
	wallNow   = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	idle      = 8 * time.Hour
	absolute  = 24 * time.Hour
	somebody  = portal.Person{ID: "p1", Name: "Regulation manager", What: "At a supplier",
		Group: "A supplier", Roles: []string{"Regulation manager.", "Votes in group LS"},
		Demo: true}
	secretary = portal.Person{ID: "p2", Name: "Committee <secretary>", Group: "Committees",
		Tip: "To see meetings", Demo: true}
	realPerson = portal.Person{ID: "p3", Name: "Somebody else"}
)

func (c *code) Now() time.Time { return codeNow }

func (c *code) Frame(ask *page.Ask) page.Frame {
	return page.Frame{
		Nav:     []page.Link{{Text: "Modifications", To: "/modifications"}},
		Notices: []page.Notice{{Words: page.Say("The clock stands still.")}},
	}
}

func (c *code) ParseMoment(text string) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, errMoment
}

func (c *code) Moment(t time.Time) string { return t.Format("15:04:05 on 2 January 2006") }

func (c *code) Person(_ context.Context, id string) (portal.Person, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.people[id]
	if !ok {
		return portal.Person{}, page.ErrNotFound
	}
	return p, nil
}

func (c *code) Demo(context.Context) ([]portal.Person, error) {
	return []portal.Person{somebody, secretary}, nil
}

func (c *code) Routes() []page.Route {
	return []page.Route{
		{Pattern: "/", View: func(*page.Ask) (*page.View, error) {
			return &page.View{Title: "Home", Data: map[string]string{"page": "home"}}, c.fault
		}},
		{Pattern: "/modifications", View: c.list},
		{Pattern: "/modifications/{id}", View: c.one},
		{Pattern: "/modifications/{id}/vote", Form: c.vote, Submit: c.voted},
		{Pattern: "/modifications/{id}/text", Form: c.text, Submit: c.voted, Preview: previewed},
		{Pattern: "/panics", View: func(*page.Ask) (*page.View, error) { panic("a subject") }},
		{Pattern: "/refusals/{kind}", View: refusing},
		{Pattern: "/refusals/{kind}/of/{token}", View: refusing},
		{Pattern: "/refusals/{kind}/form", Form: func(ask *page.Ask) (*page.Form, error) {
			_, err := refusing(ask)
			return nil, err
		}, Submit: c.voted},
	}
}

func refusing(ask *page.Ask) (*page.View, error) {
	switch ask.Path["kind"] {
	case "sign-in":
		return nil, fmt.Errorf("pack: %w", page.ErrSignIn)
	case "forbidden":
		return nil, page.ErrForbidden
	case "fault":
		return nil, errHushed
	case "away":
		return nil, &page.Moved{To: "//evil.example/"}
	}
	return nil, fmt.Errorf("pack: %w", page.ErrNotFound)
}

func (c *code) list(ask *page.Ask) (*page.View, error) {
	entry := page.Entry{ID: "mp1", Title: "MP1", To: "/modifications/MP1", Updated: putRight,
		Day: "2022-02-04", Cells: []string{"MP1"}}
	return &page.View{Title: "Modifications", Data: []string{"MP1", ask.Query.Get("state")},
		List: &page.List{Title: "Modifications", Dated: true, Columns: []string{"Number"},
			Entries: []page.Entry{entry}},
		Blocks: []page.Block{page.Prose{Text: strings.Repeat("MP1 is a modification.\n\n", 200)}}}, nil
}

func (c *code) one(ask *page.Ask) (*page.View, error) {
	switch ask.Path["id"] {
	case "DP1":
		return nil, &page.Moved{To: "/modifications/MP1"}
	case "MP1":
	default:
		return nil, page.ErrNotFound
	}
	title := "Wrong title"
	if !ask.Moment.Known.Before(putRight) {
		title = "Right title"
	}
	data := map[string]any{"title": title, "so": ask.Moment.So, "as_at": ask.Moment.AsAt}
	return &page.View{Title: title, Data: data,
		Blocks:  []page.Block{page.Para{Words: page.Words{page.Link{Text: "All", To: "/modifications"}}}},
		Actions: []page.Link{{Text: "Vote", To: "/modifications/MP1/vote"}}}, nil
}

func (c *code) vote(ask *page.Ask) (*page.Form, error) {
	if ask.Path["id"] != "MP1" {
		return nil, page.ErrNotFound
	}
	return &page.Form{Title: "Vote on MP1", Submit: "Vote", Version: "7",
		Fields: []page.Field{{Name: "reason", Label: "Reason", Control: page.Area,
			Absent: "Enter a reason for your vote"}}}, nil
}

func (c *code) voted(ask *page.Ask, in page.Input) (*page.Done, error) {
	if strings.Contains(in.Text("reason"), "maybe") {
		var faults page.Faults
		faults.Add("reason", "Make up your mind")
		return nil, fmt.Errorf("vote: %w", faults)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.votes = append(c.votes, ask.Who+": "+in.Text("reason")+in.Text("seat"))
	return &page.Done{To: "/modifications/MP1", Notice: "Your vote is counted."}, nil
}

// accounts is accounts in memory.
type accounts struct {
	mu         sync.Mutex
	sessions   map[string]portal.Session
	ceremonies map[string]portal.Ceremony
	handles    map[string]string // person: handle
	passkeys   map[string]portal.Passkey
	bound      map[portal.Subject]string
	invited    map[string]portal.Invitation
}

func newAccounts() *accounts {
	return &accounts{sessions: map[string]portal.Session{}, ceremonies: map[string]portal.Ceremony{},
		handles: map[string]string{}, passkeys: map[string]portal.Passkey{},
		bound: map[portal.Subject]string{}, invited: map[string]portal.Invitation{}}
}

// locked runs do alone.
func (a *accounts) locked(do func()) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	do()
	return nil
}

func (a *accounts) Session(_ context.Context, id string) (s portal.Session, ok bool, err error) {
	return s, ok, a.locked(func() { s, ok = a.sessions[id] })
}

func (a *accounts) Begin(_ context.Context, s portal.Session, old string) error {
	return a.locked(func() { delete(a.sessions, old); a.sessions[s.ID] = s })
}

// change changes a session that is there.
func (a *accounts) change(id string, do func(*portal.Session)) error {
	return a.locked(func() {
		if s, ok := a.sessions[id]; ok {
			do(&s)
			a.sessions[id] = s
		}
	})
}

func (a *accounts) Seen(_ context.Context, id string, at time.Time) error {
	return a.change(id, func(s *portal.Session) { s.Seen = at })
}

func (a *accounts) Note(_ context.Context, id, notice string) error {
	return a.change(id, func(s *portal.Session) { s.Notice = notice })
}

func (a *accounts) Noted(_ context.Context, id string) (notice string, err error) {
	return notice, a.change(id, func(s *portal.Session) { notice, s.Notice = s.Notice, "" })
}

func (a *accounts) End(_ context.Context, id string) error {
	return a.locked(func() { delete(a.sessions, id) })
}

func (a *accounts) EndOthers(_ context.Context, person, but string) error {
	return a.locked(func() {
		for id, s := range a.sessions {
			if s.Person == person && id != but {
				delete(a.sessions, id)
			}
		}
	})
}

func (a *accounts) Sweep(_ context.Context, made, seen, _ time.Time) error {
	return a.locked(func() {
		for id, s := range a.sessions {
			if s.Made.Before(made) || s.Seen.Before(seen) {
				delete(a.sessions, id)
			}
		}
	})
}

func (a *accounts) Expect(_ context.Context, c portal.Ceremony) error {
	return a.locked(func() { a.ceremonies[c.ID] = c })
}

func (a *accounts) Take(
	_ context.Context, id, session string, now time.Time,
) (c portal.Ceremony, ok bool, err error) {
	return c, ok, a.locked(func() {
		if c, ok = a.ceremonies[id]; ok && c.Session == session {
			delete(a.ceremonies, id)
		}
		ok = ok && c.Session == session && now.Before(c.Until)
	})
}

func (a *accounts) Invite(_ context.Context, i portal.Invitation) error {
	return a.locked(func() { a.invited[i.ID] = i })
}

func (a *accounts) Invited(
	_ context.Context, id string, now time.Time,
) (person string, ok bool, err error) {
	return person, ok, a.locked(func() {
		i, known := a.invited[id]
		delete(a.invited, id)
		person, ok = i.Person, known && now.Before(i.Until)
	})
}

func (a *accounts) Handle(
	_ context.Context, person string, fresh []byte,
) (handle []byte, err error) {
	return handle, a.locked(func() {
		if _, ok := a.handles[person]; !ok {
			a.handles[person] = string(fresh)
		}
		handle = []byte(a.handles[person])
	})
}

func (a *accounts) Handled(_ context.Context, handle []byte) (person string, ok bool, err error) {
	return person, ok, a.locked(func() {
		for each, h := range a.handles {
			if h == string(handle) {
				person, ok = each, true
			}
		}
	})
}

func (a *accounts) AddPasskey(_ context.Context, p portal.Passkey) (added bool, err error) {
	return added, a.locked(func() {
		if _, ok := a.passkeys[hex.EncodeToString(p.ID)]; !ok {
			added = true
			a.passkeys[hex.EncodeToString(p.ID)] = p
		}
	})
}

func (a *accounts) Passkeys(_ context.Context, person string) (all []portal.Passkey, err error) {
	return all, a.locked(func() {
		for _, p := range a.passkeys {
			if p.Person == person {
				all = append(all, p)
			}
		}
	})
}

func (a *accounts) UsedPasskey(_ context.Context, id, credential []byte, at time.Time) error {
	return a.locked(func() {
		p := a.passkeys[hex.EncodeToString(id)]
		p.Credential, p.Used = bytes.Clone(credential), at
		a.passkeys[hex.EncodeToString(id)] = p
	})
}

func (a *accounts) RemovePasskey(_ context.Context, person string, id []byte) error {
	return a.locked(func() {
		if a.passkeys[hex.EncodeToString(id)].Person == person {
			delete(a.passkeys, hex.EncodeToString(id))
		}
	})
}

func (a *accounts) Bound(_ context.Context, s portal.Subject) (person string, ok bool, err error) {
	return person, ok, a.locked(func() { person, ok = a.bound[s] })
}

// world is a portal on all of these.
type world struct {
	t        *testing.T
	code     *code
	accounts *accounts
	wall     *clock.Adjustable
	log      *bytes.Buffer
	server   *httptest.Server
}

// open opens a world, changed by change.
func open(t *testing.T, change func(*portal.Config)) *world {
	t.Helper()
	people := map[string]portal.Person{"p1": somebody, "p2": secretary, "p3": realPerson}
	w := &world{t: t, code: &code{people: people}, accounts: newAccounts(),
		wall: clock.NewFrozen(wallNow), log: &bytes.Buffer{}}
	var handler http.Handler
	w.server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(rw, r)
	}))
	t.Cleanup(w.server.Close)
	c := portal.Config{
		Network: network{}, OrgCrypto: func() ([]byte, error) { return []byte("an archive"), nil },
		Code: w.code, Accounts: w.accounts, Demo: true, Wall: w.wall,
		Random: rand.NewChaCha8([32]byte{1}), Log: slog.New(slog.NewTextHandler(w.log, nil)),
	}
	if change != nil {
		change(&c)
	}
	p, err := portal.New(c)
	if err != nil {
		t.Fatal(err)
	}
	handler = p.Handler()
	return w
}

// answer is what came back.
type answer struct {
	*http.Response
	body string
}

// browser keeps cookies and follows nothing by itself.
type browser struct {
	*world
	client *http.Client
}

func (w *world) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &browser{w, &http.Client{Jar: jar, Transport: &http.Transport{DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// ask sends a request; headers are given as name and value in turn.
func (b *browser) ask(method, path, body string, headers ...string) answer {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.server.URL + path
	}
	req, err := http.NewRequestWithContext(b.t.Context(), method, path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
	}
	resp, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{resp, string(text)}
}

func (b *browser) get(path string, headers ...string) answer {
	b.t.Helper()
	return b.ask("GET", path, "", headers...)
}

// post sends a form.
func (b *browser) post(path string, values url.Values, headers ...string) answer {
	b.t.Helper()
	return b.ask("POST", path, values.Encode(),
		append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)...)
}

// want fails the test where the status or a part of the body is not there.
func (a answer) want(t *testing.T, status int, parts ...string) answer {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s %s: %s, want %d\n%s", a.Request.Method, a.Request.URL, a.Status, status, a.body)
	}
	for _, part := range parts {
		if !strings.Contains(a.body, part) {
			t.Errorf("%s %s lacks %q:\n%s", a.Request.Method, a.Request.URL, part, a.body)
		}
	}
	return a
}

// lacks fails the test where a part is in the body.
func (a answer) lacks(t *testing.T, parts ...string) answer {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(a.body, part) {
			t.Errorf("%s %s has %q:\n%s", a.Request.Method, a.Request.URL, part, a.body)
		}
	}
	return a
}

// sends fails the test where the reader is not sent on to an address.
func (a answer) sends(t *testing.T, status int, to string) answer {
	t.Helper()
	a.want(t, status)
	if got := a.Header.Get("Location"); got != to {
		t.Errorf("%s %s: sent to %q, want %q", a.Request.Method, a.Request.URL, got, to)
	}
	return a
}

// signIn signs a browser in as somebody of the demo.
func (b *browser) signIn(id string) *browser {
	b.t.Helper()
	b.post("/sign-in", url.Values{"person": {id}}).sends(b.t, http.StatusSeeOther, "/")
	return b
}
