package notice_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// TestDeadlines: a deadline is told of five Working Days before and on the Working Day before,
// anew where it moves, and not any more once the Party has answered.
func TestDeadlines(t *testing.T) {
	s := begin(t)
	s.At("2022-01-21T08:00") // five Working Days before Friday 28 January
	s.to(s.fresh(), signs, "1 deadline: SEC digest, 21 January 2022", "SEC Panel Draft Budget",
		"By 5pm on 28 January 2022", "Because you act for Demo Large Supplier A, which it asks.",
		"!MP192")
	s.At("2022-01-26T08:00")
	s.none(s.fresh(), signs)
	s.At("2022-01-27T08:00")
	s.to(s.fresh(), signs, "1 deadline", "SEC Panel Draft Budget")
	s.At("2022-01-28T08:00") // five before Friday 4 February
	s.to(s.fresh(), signs, "2 deadlines", "MP192", "ECoS", "!Draft Budget")
	s.extend()
	s.fresh()
	s.At("2022-01-31T08:00")
	s.to(s.fresh(), signs, "MP192", "Now closes 5pm on 11 February 2022",
		"!By 5pm on 11 February 2022")
	s.At("2022-02-03T08:00")
	s.to(s.fresh(), signs, "ECoS", "!By 5pm on 11 February 2022")
	s.At("2022-02-04T08:00") // five before the new day
	s.to(s.fresh(), signs, "By 5pm on 11 February 2022")
	s.Do(signs, mp192+"/respond", "q1-position", "support", "q1-text", "It is sound")
	s.Do(signs, mp192+"/respond/check")
	s.At("2022-02-10T08:00")
	for _, m := range s.fresh() {
		if m.Person == signs || m.Person == delegate {
			s.holds(m, "!By 5pm on 11 February 2022")
		}
	}
}

// TestAtOnce: one message of one act, also after looking again.
func TestAtOnce(t *testing.T) {
	s := begin(t)
	s.choose(signs, "consultations", "at_once", "format", "text")
	s.choose(rival, "consultations", "never", "deadlines", "never")
	s.fresh()
	s.extend()
	all := s.fresh()
	m := s.to(all, signs, "MP192 Refinement Consultation now closes 5pm on 11 February",
		"!Move the closing", "Because you act for")
	if strings.Contains(string(m.Raw), "text/html") {
		t.Error("a reader who asked for text alone has HTML")
	}
	if m.link("/unsubscribe/")+m.link("/subscriptions/stop/") == "" {
		t.Errorf("no link that ends it:\n%s", m.text)
	}
	s.none(all, delegate)
	if again := s.fresh(); len(again) != 0 {
		t.Errorf("told again: %v", subjects(again))
	}
	s.At("2022-01-21T08:00")
	all = s.fresh()
	s.to(all, delegate, "MP192 Refinement Consultation", "change: SEC digest")
	s.to(all, signs, "Draft Budget", "!MP192") // of the deadlines, which come in digests
	s.none(all, rival)
}

// TestOwnActs: nobody is told what they did themselves.
func TestOwnActs(t *testing.T) {
	s := begin(t)
	s.extend()
	s.At("2022-01-21T08:00")
	for _, m := range s.fresh() {
		if m.Person == analyst {
			s.holds(m, "!MP192")
		}
	}
}

// TestHidden: a notice about what somebody may not see does not reach them, whoever it says it is
// to, and the administrator sees so beforehand.
func TestHidden(t *testing.T) {
	s := begin(t)
	s.act(func(tx *register.Tx) error {
		return tx.Put(&record.Publication{Head: record.Head{ID: "publication-secret",
			Visible: policy.Label{Mark: policy.Staff}}, Title: "Not for everybody"})
	})
	s.fresh()
	s.act(func(tx *register.Tx) error {
		c, err := register.Get[*record.Consultation](tx.View, "consultation-mp192-refinement")
		if err != nil {
			return err
		}
		c.Visible = policy.Label{Mark: policy.Staff}
		if err := tx.Put(c); err != nil {
			return err
		}
		return record.Leave(tx, record.Notice{About: c.ID, Event: "x", Topic: "requests",
			To: []string{"person:" + signs, "staff"}, Why: "It is ready", Due: tx.Now()})
	})
	all := s.fresh()
	s.none(all, signs)
	s.to(all, analyst, "It is ready", "MP192 Refinement Consultation",
		"because you run the processes of the Code")
	s.At("2022-01-28T08:00")
	for _, m := range s.fresh() {
		if m.Person != analyst && !strings.HasPrefix(m.Person, "demo-secas") {
			s.holds(m, "!MP192 Refinement", "!Not for everybody", "!It is ready")
		}
	}
}

// TestAddress: an address gets nothing before it is confirmed, by a press and not by looking, and
// nothing after it is ended; what is answered says nothing about who is known.
func TestAddress(t *testing.T) {
	s := begin(t)
	leave := func(address string) string {
		return s.Do(public, "/subscriptions", "address", address, "topics", "consultations",
			"topics", "modifications", "how", "daily", "format", "html").Notice
	}
	s.Refused(public, "/subscriptions", "e-mail address, such as", "address", "nobody",
		"topics", "releases", "how", "daily")
	first := leave("someone@example.com")
	all := s.fresh()
	if len(all) != 1 || all[0].Address != "someone@example.com" {
		t.Fatalf("messages: %v", subjects(all))
	}
	confirm := all[0].link("/subscriptions/confirm/")
	if again := leave("Someone@Example.com"); again != first {
		t.Errorf("answered %q, and the first time %q", again, first)
	}
	if again := s.fresh(); len(again) != 0 {
		t.Errorf("asked again at once: %v", subjects(again))
	}
	s.extend()
	s.At("2022-01-21T08:00")
	for _, m := range s.fresh() {
		if m.Person == "" {
			t.Errorf("before it is confirmed: %s", m.Subject)
		}
	}
	if _, err := s.Form(public, confirm); err != nil { // looking confirms nothing
		t.Fatal(err)
	}
	for _, wrong := range []string{confirm[:len(confirm)-1] + "!", "/subscriptions/of/x/y"} {
		if _, err := s.Form(public, wrong); !errors.Is(err, page.ErrNotFound) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	own := string(s.Do(public, confirm).To)
	s.Refused(public, confirm, "confirmed already")
	if again := leave("someone@example.com"); again != first {
		t.Errorf("answered %q, and the first time %q", again, first)
	}
	all = s.fresh()
	if len(all) != 1 || !strings.Contains(all[0].text, "confirmed already") ||
		all[0].link("/subscriptions/of/") != own {
		t.Errorf("left again, after it was confirmed: %v", subjects(all))
	}
	s.act(func(tx *register.Tx) error {
		m, err := register.Get[*record.Modification](tx.View, "MP192")
		if err != nil {
			return err
		}
		m.Note = "changed"
		return tx.Put(m)
	})
	s.At("2022-01-24T08:00")
	m := s.outsider("1 change: SEC digest, 24 January 2022",
		"MP192 Extend Scheduled Services for SMETS1 Devices", "Set the scene",
		"Because you chose Modifications.", "!deadline")
	s.unsubscribe(m, own)
}

// outsider is the one message to an address that is not of the register.
func (s *story) outsider(words ...string) letter {
	s.t.Helper()
	var found []letter
	for _, m := range s.fresh() {
		if m.Person == "" {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		s.t.Fatalf("%d messages to addresses, want one: %v", len(found), subjects(found))
	}
	s.holds(found[0], words...)
	return found[0]
}

// unsubscribe ends the messages to an address by one press of its mail program.
func (s *story) unsubscribe(m letter, own string) {
	s.t.Helper()
	h := s.Code.Notices().Unsubscribe()
	call := func(method, to string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, to, strings.NewReader("List-Unsubscribe=One-Click")))
		return w
	}
	header := string(m.Raw)
	_, header, _ = strings.Cut(header, "List-Unsubscribe: <http://localhost")
	to, _, _ := strings.Cut(header, ">")
	if w := call(http.MethodGet, to); w.Code != http.StatusSeeOther ||
		!strings.HasPrefix(w.Header().Get("Location"), "/subscriptions/stop/") {
		s.t.Errorf("GET: %d %s", w.Code, w.Header())
	}
	if w := call(http.MethodPost, to+"x"); w.Code != http.StatusNotFound {
		s.t.Errorf("with a wrong token: %d", w.Code)
	}
	if w := call(http.MethodPost, strings.Replace(to, "/digest/", "/at-once/", 1)); w.Code !=
		http.StatusNotFound {
		s.t.Errorf("with the token of something else: %d", w.Code)
	}
	if form, err := s.Form(public, own); err != nil || form.Shut {
		s.t.Fatalf("looking has ended it: %v", err)
	}
	for range 2 {
		if w := call(http.MethodPost, to); w.Code != http.StatusOK {
			s.t.Errorf("POST: %d %s", w.Code, w.Body)
		}
	}
	form, err := s.Form(public, own)
	if err != nil || !form.Shut {
		s.t.Errorf("the page after the end: %v", err)
	}
	s.At("2022-02-28T08:00")
	for _, m := range s.fresh() {
		if m.Person == "" {
			s.t.Errorf("after the end: %s", m.Subject)
		}
	}
	all, err := register.All[*record.Subscription](s.Code.Register().View(s.t.Context(),
		policy.System(), register.Moment{So: s.Code.Now(), Known: s.Code.Now()}), register.Query{})
	if err != nil || len(all) != 1 || all[0].Address.Text() != "" {
		s.t.Errorf("kept: %v, %v", all, err)
	}
}

// TestNotConfirmed: an address that nobody confirms is removed.
func TestNotConfirmed(t *testing.T) {
	s := begin(t)
	s.Do(public, "/subscriptions", "address", "someone@example.com", "topics", "releases",
		"how", "weekly", "format", "html")
	confirm := s.fresh()[0].link("/subscriptions/confirm/")
	s.At("2022-01-27T10:01")
	s.Refused(public, confirm, "too old")
	s.At("2022-01-28T10:00")
	s.fresh()
	s.Refused(public, confirm, "too old")
	if done := s.Do(public, "/subscriptions", "address", "someone@example.com", "topics", "releases",
		"how", "weekly", "format", "html"); done.To != "/subscriptions" {
		t.Errorf("leads to %s", done.To)
	}
	if again := s.fresh(); len(again) != 1 || again[0].link("/confirm/") == confirm {
		t.Errorf("left anew: %v", subjects(again))
	}
}
