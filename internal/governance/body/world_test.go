package body_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Those who act in the stories.
const (
	public    = ""
	secretary = "demo-secas-secretary"
	analyst   = "demo-secas-analyst"
	authority = "demo-authority-official"
	chair     = "demo-chair"
	member    = "demo-ls-a-member"     // of the Panel
	delegate  = "demo-ls-a-delegate"   // on the Change Board and the Operations Group
	security  = "demo-ls-a-security"   // on the SSC
	party     = "demo-ss-d-delegate"   // of a Party, on no body
	binder    = "demo-ls-a-signatory"  // binds Demo Large Supplier A
	binder2   = "demo-ls-a2-signatory" // and an affiliate of it
	binderB   = "demo-ls-b-signatory"  // of another Voting Group
	other     = "demo-osp-a-signatory" // of another Party Category
	alternate = "demo-ls-a-admin"      // of the same Party as member
	official  = "demo-beis-official"   // an observer
)

// story is the demo register with somebody to act in it.
type story struct {
	governancetest.Site
	t *testing.T
}

func begin(t *testing.T) *story {
	t.Helper()
	return &story{governancetest.NewSite(t), t}
}

// with are the values of a form: name, value, name, value. A name that comes again has both.
func with(pairs []string) map[string][]string {
	values := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = append(values[pairs[i]], pairs[i+1])
	}
	return values
}

// do submits a form, which is sound and taken, and returns where that leads: a page that is
// sound, and offers what can be opened.
func (s *story) do(who string, address page.Address, pairs ...string) page.Address {
	s.t.Helper()
	to := s.Do(who, string(address), pairs...).To
	if _, err := s.View(who, string(to)); err == nil { // it may not be theirs to see any more
		s.offers(who, to)
	}
	return to
}

// offers checks that a page is sound, and that whatever it offers can be opened.
func (s *story) offers(who string, address page.Address) {
	s.t.Helper()
	for _, a := range s.Page(who, string(address)).Actions {
		_, err := s.Form(who, string(a.To))
		var faults page.Faults
		if err != nil && !errors.As(err, &faults) {
			s.t.Errorf("%s offers %q to %q, and that is %v", address, a.Text, who, err)
		}
	}
}

// refuse submits a form, which is not taken: want is in what is said, or is the error.
func (s *story) refuse(want any, who string, address page.Address, pairs ...string) {
	s.t.Helper()
	done, err := s.Submit(who, string(address), with(pairs))
	if err == nil {
		s.t.Fatalf("%s as %q: taken, and led to %s: want %v", address, who, done.To, want)
	}
	switch want := want.(type) {
	case error:
		if !errors.Is(err, want) {
			s.t.Errorf("%s as %q: %v: want %v", address, who, err, want)
		}
	case string:
		var faults page.Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
			s.t.Errorf("%s as %q: %v: want a fault with %q", address, who, err, want)
		}
	}
}

// see is everything that a page says to somebody, in every form.
func (s *story) see(who string, address page.Address) string {
	s.t.Helper()
	view, err := s.View(who, string(address))
	if err != nil {
		return "refused: " + err.Error()
	}
	return all(s.t, view, address)
}

// all is a view in every form.
func all(t *testing.T, view *page.View, address page.Address) string {
	t.Helper()
	text, err := view.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	const base = "https://mains.example"
	forms := []string{governancetest.Main(view, string(address)), string(text),
		string(view.AppendAtom(nil, base, address)), string(view.AppendCSV(nil)),
		string(view.AppendICal(nil, base, address))}
	for _, a := range view.Actions {
		forms = append(forms, a.Text+" "+string(a.To))
	}
	return strings.Join(forms, "\n")
}

// shows checks that a page says something to each of some people.
func (s *story) shows(address page.Address, text string, people ...string) {
	s.t.Helper()
	for _, who := range people {
		s.Page(who, string(address)) // which is sound
		if got := s.see(who, address); !strings.Contains(got, text) {
			s.t.Errorf("%s as %q does not say %q:\n%s", address, who, text, got)
		}
	}
}

// hides checks that a page does not say something to any of some people.
func (s *story) hides(address page.Address, text string, people ...string) {
	s.t.Helper()
	for _, who := range people {
		if got := s.see(who, address); strings.Contains(got, text) {
			s.t.Errorf("%s as %q says %q:\n%s", address, who, text, got)
		}
	}
}

// missing checks that a page is not there for each of some people.
func (s *story) missing(address page.Address, people ...string) {
	s.t.Helper()
	for _, who := range people {
		if _, err := s.View(who, string(address)); !errors.Is(err, page.ErrNotFound) {
			s.t.Errorf("%s as %q: %v: want not found", address, who, err)
		}
	}
}

// just sets the clock to an instant of London, some microseconds before or after.
func (s *story) just(text string, micros int) {
	s.t.Helper()
	at, err := calendar.ParseAsAt(text)
	if err != nil {
		s.t.Fatal(err)
	}
	s.AtInstant(at.Add(time.Duration(micros) * time.Microsecond))
}

// now is the register as everything is known of it.
func (s *story) now() *register.View {
	r := s.Code.Register()
	now := r.Now()
	return r.View(s.t.Context(), policy.System(), register.Moment{So: now, Known: now})
}

// get is a record as it is now.
func get[T register.Record](s *story, id string) T {
	s.t.Helper()
	rec, err := register.Get[T](s.now(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return rec
}

// id is the last part of an address.
func id(address page.Address) string {
	text := string(address)
	return text[strings.LastIndexByte(text, '/')+1:]
}

// change puts a record as somebody changes it.
func change[T register.Record](s *story, id string, do func(T)) {
	s.t.Helper()
	rec := get[T](s, id)
	do(rec)
	if _, err := s.Code.Register().Act(s.t.Context(), register.Act{Who: register.ByClock,
		Verb: "change"}, func(tx *register.Tx) error { return tx.Put(rec) }); err != nil {
		s.t.Fatal(err)
	}
}

// item adds an item to the agenda of a meeting, and returns its id.
func (s *story) item(meeting, title, mark string) string {
	s.t.Helper()
	s.do(secretary, page.Address("/meetings/"+meeting+"/agenda/new"), "title", title, "purpose",
		"decision", "mark", mark)
	items, err := register.All[*record.AgendaItem](s.now(),
		register.Query{Key: "meeting", Is: meeting})
	if err != nil {
		s.t.Fatal(err)
	}
	i := slices.IndexFunc(items, func(a *record.AgendaItem) bool { return a.Title == title })
	return items[i].ID
}

// paper adds a paper to a meeting, and returns its address.
func (s *story) paper(meeting, title, mark string, more ...string) page.Address {
	s.t.Helper()
	return s.do(secretary, page.Address("/meetings/"+meeting+"/papers/new"), append([]string{"title",
		title, "mark", mark, "text", "What " + title + " says."}, more...)...)
}

// on is a day as a form takes it.
func on(field string, year, month, day int) []string {
	return []string{field + "-day", fmt.Sprint(day), field + "-month", fmt.Sprint(month),
		field + "-year", fmt.Sprint(year)}
}

// join joins values of forms.
func join(lists ...[]string) []string { return slices.Concat(lists...) }

// presence are the seats of a body that are there, as a form takes them.
func (s *story) presence(body string, but ...string) (pairs []string) {
	s.t.Helper()
	seats, err := register.All[*record.Seat](s.now(), register.Query{Key: "body", Is: body})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, seat := range seats {
		if seat.Holder != "" && !slices.Contains(but, seat.ID) {
			pairs = append(pairs, "members", seat.ID)
		}
	}
	return pairs
}
