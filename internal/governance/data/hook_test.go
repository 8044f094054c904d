package data_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/data"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/page"
)

// here allows the machine itself, where the receivers of tests are.
var here = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// receiver is a program that webhooks are sent to.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []received
}

type received struct {
	id, at, signature string
	body              []byte
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{status: http.StatusOK}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(q.Body)
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got = append(r.got, received{q.Header.Get("webhook-id"), q.Header.Get("webhook-timestamp"),
			q.Header.Get("webhook-signature"), body})
		w.WriteHeader(r.status)
		fmt.Fprint(w, "an answer\nof two lines")
	}))
	t.Cleanup(r.Close)
	return r
}

// take is what has arrived since it was asked last.
func (r *receiver) take() (got []received) {
	r.mu.Lock()
	defer r.mu.Unlock()
	got, r.got = r.got, nil
	return got
}

func (r *receiver) answer(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

// hooked is a world with webhooks that may lead to this machine.
type hooked struct {
	*testing.T
	w      *governancetest.World
	h      *data.Hub
	r      *receiver
	wall   *clock.Adjustable // of receivers
	opened byte              // how often the hub was opened
}

const owner = "demo-ls-a-signatory"

func newHooked(t *testing.T, allow []netip.Prefix) *hooked {
	t.Helper()
	w := &hooked{t, governancetest.New(t), nil, newReceiver(t),
		clock.NewFrozen(time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)), 0}
	w.open(data.Config{Outside: outside.Config{Allow: allow, Time: 2 * time.Second}})
	return w
}

// open opens the hub, as after a restart.
func (w *hooked) open(c data.Config) {
	w.Helper()
	w.opened++
	c.DB, c.Clock, c.Wall, c.Random = w.w.DB, w.w.Clock, w.wall, rand.NewChaCha8([32]byte{w.opened})
	c.Desk = desk.New(w.w.Code.Register(), w.w.Code.Library())
	h, err := data.Open(w.Context(), c)
	if err != nil {
		w.Fatal(err)
	}
	w.h = h
}

// route is that of a pattern, of this hub.
func (w *hooked) route(pattern string) page.Route {
	w.Helper()
	i := slices.IndexFunc(w.h.Routes(), func(r page.Route) bool { return r.Pattern == pattern })
	if i < 0 {
		w.Fatalf("no route %s", pattern)
	}
	return w.h.Routes()[i]
}

func (w *hooked) ask(who string, path map[string]string) *page.Ask {
	now := w.w.Code.Now()
	return &page.Ask{Context: w.Context(), Who: who, Path: path,
		Moment: page.Moment{So: now, Known: now}}
}

// submit submits a form.
func (w *hooked) submit(
	who, pattern string, path map[string]string, values map[string][]string,
) (*page.Done, error) {
	w.Helper()
	return w.route(pattern).Submit(w.ask(who, path), page.Input{Values: values})
}

// add adds a webhook of the owner to the receiver, and gives its id and secret.
func (w *hooked) add(topics ...string) (id, secret string) {
	w.Helper()
	done, err := w.submit(owner, "/webhooks/new", nil,
		map[string][]string{"target": {w.r.URL}, "topics": topics})
	if err != nil {
		w.Fatal(err)
	}
	words := strings.Fields(done.Notice)
	i := slices.IndexFunc(words, func(s string) bool { return strings.HasPrefix(s, "whsec_") })
	return strings.TrimPrefix(string(done.To), "/webhooks/"), words[i]
}

func (w *hooked) settle() []received {
	w.Helper()
	if err := w.h.Settle(w.Context()); err != nil {
		w.Fatal(err)
	}
	return w.r.take()
}

// put puts a survey with a mark.
func (w *hooked) put(id string, mark policy.Mark) {
	w.Helper()
	w.w.Clock.Advance(time.Second)
	if _, err := w.w.Code.Register().Act(w.Context(), register.Act{Who: register.ByClock,
		Verb: "put"}, func(tx *register.Tx) error {
		head := record.Head{ID: id, Visible: policy.Label{Mark: mark}}
		return tx.Put(&record.Survey{Head: head, Title: "A title that is not sent"})
	}); err != nil {
		w.Fatal(err)
	}
}

// page is the page of a webhook as its owner sees it.
func (w *hooked) page(id string) string {
	w.Helper()
	view, err := w.route("/webhooks/{id}").View(w.ask(owner, map[string]string{"id": id}))
	if err != nil {
		w.Fatal(err)
	}
	return governancetest.Main(view, "/webhooks/"+id)
}

func (w *hooked) says(id string, words ...string) {
	w.Helper()
	text := w.page(id)
	for _, want := range words {
		if !strings.Contains(text, want) {
			w.Errorf("the page of the webhook lacks %q:\n%s", want, text)
		}
	}
}

// linesOf are type and id of the records of messages.
func linesOf(t *testing.T, all []received) (lines []string) {
	t.Helper()
	for _, m := range all {
		var body struct {
			Type string `json:"type"`
			Data struct{ Kind, ID, Address string }
		}
		if err := json.Unmarshal(m.body, &body); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.TrimSpace(body.Type+" "+body.Data.ID+" "+body.Data.Address))
	}
	return lines
}

// TestWebhook: whoever asked to is told of what they may see, signed, and of nothing else.
func TestWebhook(t *testing.T) {
	w := newHooked(t, here)
	id, secret := w.add("publications")
	if got := w.settle(); len(got) > 0 {
		t.Errorf("nothing has happened: %v", linesOf(t, got))
	}
	w.put("survey-1", policy.White)
	w.put("survey-2", policy.Staff)
	w.put("survey-3", policy.Green)
	if _, err := w.w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock, Verb: "put"},
		func(tx *register.Tx) error { // of no topic that was chosen
			return tx.Put(&record.Release{Head: record.Head{ID: "release-1"}})
		}); err != nil {
		t.Fatal(err)
	}
	got := w.settle()
	want := []string{"record.changed survey-1 /surveys/survey-1",
		"record.changed survey-3 /surveys/survey-3"}
	if lines := linesOf(t, got); !slices.Equal(lines, want) {
		t.Errorf("told of %q, want %q", lines, want)
	}
	for _, m := range got {
		verify(t, secret, m)
		if now := fmt.Sprint(w.wall.Now().Unix()); m.at != now {
			t.Errorf("signed at %s, and the receiver has %s", m.at, now)
		}
		if strings.Contains(string(m.body), "title") {
			t.Errorf("it says what the record says: %s", m.body)
		}
	}
	w.says(id, "Taken", "200 OK", "survey-1")
	if text := w.page(id); strings.Contains(text, strings.TrimPrefix(secret, "whsec_")) {
		t.Error("the page shows the secret")
	}
	w.put("survey-3", policy.Staff)
	if lines := linesOf(t, w.settle()); !slices.Equal(lines, []string{"record.gone survey-3"}) {
		t.Errorf("what was hidden: %q", lines)
	}
	w.put("survey-3", policy.Staff)
	if got := w.settle(); len(got) > 0 {
		t.Errorf("what is hidden is told of: %q", linesOf(t, got))
	}
}

// verify checks a signature with another implementation of HMAC.
func verify(t *testing.T, secret string, m received) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there, which checks signatures independently")
	}
	const program = `import base64,hashlib,hmac,sys
secret=base64.b64decode(sys.argv[1].removeprefix("whsec_"))
signed=sys.argv[2].encode()+b"."+sys.argv[3].encode()+b"."+sys.stdin.buffer.read()
print("v1,"+base64.b64encode(hmac.new(secret,signed,hashlib.sha256).digest()).decode())`
	run := exec.CommandContext(t.Context(), python, "-c", program, secret, m.id, m.at)
	run.Stdin = strings.NewReader(string(m.body))
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSpace(string(out)); m.signature != want {
		t.Errorf("signature %s, want %s", m.signature, want)
	}
}

// TestWebhookTriesAgain: what is not taken is sent again, with growing waits, under the same id and
// in the same order; and at last the webhook stops, and its owner is told.
func TestWebhookTriesAgain(t *testing.T) {
	w := newHooked(t, here)
	id, secret := w.add("publications")
	w.r.answer(http.StatusServiceUnavailable)
	w.put("survey-1", policy.White)
	w.put("survey-2", policy.White)
	first := w.settle()
	if lines := linesOf(t, first); len(lines) != 1 {
		t.Fatalf("after a failure more is sent: %q", lines)
	}
	w.says(id, "Waiting", "503 Service Unavailable: an answer of two lines", "Sent again")
	if got := w.settle(); len(got) > 0 {
		t.Errorf("sent again at once: %d", len(got))
	}
	w.w.Clock.Advance(5 * time.Second)
	w.wall.Advance(5 * time.Second)
	second := w.settle()
	if len(second) != 1 || second[0].id != first[0].id || second[0].at == first[0].at ||
		string(second[0].body) != string(first[0].body) {
		t.Errorf("sent again as %+v, was %+v", second, first)
	}
	verify(t, secret, second[0])
	w.w.Clock.Advance(4 * time.Minute)
	if got := w.settle(); len(got) > 0 {
		t.Errorf("sent too soon: %d", len(got))
	}
	w.r.answer(http.StatusNoContent)
	w.w.Clock.Advance(time.Minute)
	if lines := linesOf(t, w.settle()); len(lines) != 2 {
		t.Errorf("when it answers again: %q", lines)
	}
	w.r.answer(http.StatusBadGateway)
	w.put("survey-1", policy.White)
	n := 0
	for range 200 {
		n += len(w.settle())
		w.w.Clock.Advance(time.Hour)
	}
	if n != 9 {
		t.Errorf("tried %d times, want 9", n)
	}
	w.says(id, "Stopped", "was not taken in 9 tries", "Given up")
	w.stopped(1)
	w.put("survey-2", policy.White)
	if got := w.settle(); len(got) > 0 {
		t.Error("it is sent to all the same")
	}
	w.r.answer(http.StatusOK)
	at := map[string]string{"id": id}
	if _, err := w.submit(owner, "/webhooks/{id}/start", at, nil); err != nil {
		t.Fatal(err)
	}
	if lines := linesOf(t, w.settle()); len(lines) != 2 {
		t.Errorf("started again: %q", lines)
	}
}

// stopped counts the notices to the owner that a webhook has stopped.
func (w *hooked) stopped(want int) {
	w.Helper()
	now := w.w.Code.Now()
	v := w.w.Code.Register().View(w.Context(), policy.System(),
		register.Moment{So: now, Known: now})
	all, err := register.All[*record.Notice](v, register.Query{Key: "event", Is: "webhook_stopped"})
	if err != nil || len(all) != want {
		w.Errorf("%d notices, want %d: %v", len(all), want, err)
	}
	for _, n := range all {
		if n.Person != owner {
			w.Errorf("a notice to %q", n.Person)
		}
	}
}

// TestWebhookOfWhatWasHidden: what its owner may not see any more, when it is sent again, is not.
func TestWebhookOfWhatWasHidden(t *testing.T) {
	w := newHooked(t, here)
	id, _ := w.add("publications")
	w.r.answer(http.StatusInternalServerError)
	w.put("survey-1", policy.White)
	w.settle()
	w.put("survey-1", policy.Staff)
	w.r.answer(http.StatusOK)
	w.w.Clock.Advance(time.Minute)
	if lines := linesOf(t, w.settle()); !slices.Equal(lines, []string{"record.gone survey-1"}) {
		t.Errorf("%q", lines)
	}
	w.says(id, "Not sent")
}

// TestWebhookGone: 410 stops it at once.
func TestWebhookGone(t *testing.T) {
	w := newHooked(t, here)
	id, _ := w.add("publications")
	w.r.answer(http.StatusGone)
	w.put("survey-1", policy.White)
	if got := w.settle(); len(got) != 1 {
		t.Errorf("%d messages", len(got))
	}
	w.says(id, "410 Gone", "Stopped")
	w.stopped(1)
}

// TestWebhookTests: a test, one more time, a removal; and all of it the owner's alone.
func TestWebhookTests(t *testing.T) {
	w := newHooked(t, here)
	id, secret := w.add("publications")
	at := map[string]string{"id": id}
	if _, err := w.submit(owner, "/webhooks/{id}/test", at, nil); err != nil {
		t.Fatal(err)
	}
	got := w.settle()
	if lines := linesOf(t, got); !slices.Equal(lines, []string{"test"}) {
		t.Fatalf("%q", lines)
	}
	verify(t, secret, got[0])
	one := map[string]string{"id": id, "delivery": got[0].id}
	if _, err := w.submit(owner, "/webhooks/{id}/again/{delivery}", one, nil); err != nil {
		t.Fatal(err)
	}
	if again := w.settle(); len(again) != 1 || again[0].id != got[0].id {
		t.Errorf("sent again: %+v", again)
	}
	for _, who := range []string{"demo-ss-d-signatory", "demo-secas-analyst", ""} {
		want := page.ErrNotFound
		if who == "" {
			want = page.ErrSignIn
		}
		if _, err := w.route("/webhooks/{id}").View(w.ask(who, at)); !errors.Is(err, want) {
			t.Errorf("%q sees it: %v", who, err)
		}
		for _, deed := range []string{"/test", "/start", "/remove", "/again/{delivery}"} {
			pattern := "/webhooks/{id}" + deed
			if _, err := w.submit(who, pattern, one, nil); !errors.Is(err, want) {
				t.Errorf("%q does %s: %v", who, deed, err)
			}
			if _, err := w.route(pattern).Form(w.ask(who, one)); !errors.Is(err, want) {
				t.Errorf("%q is asked for %s: %v", who, deed, err)
			}
		}
	}
	for pattern, want := range map[string]string{"/webhooks": `"target":"` + w.r.URL + `"`,
		"/webhooks/{id}": `"id":"` + got[0].id + `","made":"2022-01-20T10:00:00Z","state":"taken"`} {
		view, err := w.route(pattern).View(w.ask(owner, at))
		if err != nil {
			t.Fatal(err)
		}
		text, err := view.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		if said := plain(t, text); !strings.Contains(said, want) ||
			strings.Contains(said, strings.TrimPrefix(secret, "whsec_")) {
			t.Errorf("%s: want %s in %s, and no secret", pattern, want, said)
		}
	}
	if _, err := w.submit(owner, "/webhooks/{id}/remove", at, nil); err != nil {
		t.Fatal(err)
	}
	w.put("survey-1", policy.White)
	if got := w.settle(); len(got) > 0 {
		t.Errorf("removed, and told of %q", linesOf(t, got))
	}
}

// TestWebhookTargets: what leads within is refused when it is typed, and, where it came to lead
// there later, when it is sent to.
func TestWebhookTargets(t *testing.T) {
	w := newHooked(t, nil)
	for target, want := range map[string]string{
		w.r.URL: "no machine on the internet", "http://10.0.0.1/": "no machine on the internet",
		"http://169.254.169.254/latest/meta-data": "no machine on the internet",
		"http://[::1]:8080/":                      "no machine on the internet",
		"ftp://host.example/":                     "begin with https://",
		"nonsense":                                "begin with https://",
		"https://user:word@host.example/":         "name or password",
		"https://host.example:25/":                "port 25",
	} {
		_, err := w.submit(owner, "/webhooks/new", nil,
			map[string][]string{"target": {target}, "topics": {"publications"}})
		var faults page.Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", target, err, want)
		}
	}
	if _, err := w.submit(owner, "/webhooks/new", nil, map[string][]string{
		"target": {"https://93.184.216.34/"}, "topics": {"deadlines"}}); err == nil {
		t.Error("a topic without records was taken")
	}
	open := newHooked(t, here)
	id, _ := open.add("publications")
	open.open(data.Config{})
	open.put("survey-1", policy.White)
	if got := open.settle(); len(got) > 0 {
		t.Error("a target within was sent to")
	}
	open.says(id, "the target leads nowhere that messages are sent to")
}

// TestWebhookHeld: while messages are held nothing is sent, a test neither, and the page says so;
// let go, all of it is sent.
func TestWebhookHeld(t *testing.T) {
	w := newHooked(t, here)
	id, _ := w.add("publications")
	w.put("survey-1", policy.White)
	w.open(data.Config{Outside: outside.Config{Allow: here}, Hold: true})
	w.put("survey-2", policy.White)
	if _, err := w.submit(owner, "/webhooks/{id}/test", map[string]string{"id": id}, nil); err != nil {
		t.Fatal(err)
	}
	if got := w.settle(); len(got) > 0 {
		t.Errorf("sent while it is held: %q", linesOf(t, got))
	}
	w.says(id, "Nothing is sent", "holds the messages of webhooks")
	w.open(data.Config{Outside: outside.Config{Allow: here}})
	if text := w.page(id); strings.Contains(text, "Nothing is sent") {
		t.Errorf("it is let go, and the page says:\n%s", text)
	}
	want := []string{"record.changed survey-1 /surveys/survey-1",
		"record.changed survey-2 /surveys/survey-2", "test"}
	got := linesOf(t, w.settle())
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("let go, it sends %q, want %q", got, want)
	}
}

// TestWebhookLimits: a person has so many and no more; the clock that is set back loses nothing
// that comes after.
func TestWebhookLimits(t *testing.T) {
	w := newHooked(t, here)
	for range 10 {
		w.add("publications")
	}
	if _, err := w.submit(owner, "/webhooks/new", nil, map[string][]string{"target": {w.r.URL},
		"topics": {"publications"}}); err == nil || !strings.Contains(err.Error(), "as many webhooks") {
		t.Errorf("%v", err)
	}
	one := newHooked(t, here)
	one.add("publications")
	one.put("survey-1", policy.White)
	one.settle()
	one.w.Clock.Set(governancetest.Start.Add(-time.Hour))
	if got := one.settle(); len(got) > 0 {
		t.Errorf("the clock was set back: %q", linesOf(t, got))
	}
	one.w.Clock.Set(governancetest.Start.Add(time.Hour))
	one.put("survey-2", policy.White)
	if lines := linesOf(t, one.settle()); len(lines) == 0 ||
		!strings.Contains(lines[len(lines)-1], "survey-2") {
		t.Errorf("after that: %q", lines)
	}
}

// TestWebhookRuns: a worker sends what there is, and ends when it is told to.
func TestWebhookRuns(t *testing.T) {
	w := newHooked(t, here)
	w.add("publications")
	w.put("survey-1", policy.White)
	ctx, cancel := context.WithCancel(t.Context())
	w.r.Config.Handler = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { cancel() })
	if err := w.h.Run(ctx); err != nil {
		t.Errorf("%v", err)
	}
	if ctx.Err() == nil {
		t.Error("it ended without having sent anything")
	}
}
