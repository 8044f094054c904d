package bulletin_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/bulletin"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff = "demo-secas-analyst"
	party = "demo-ls-a-signatory"
)

func TestMachines(t *testing.T) {
	for _, m := range []*process.Machine{bulletin.VacancyLife} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

// kinds are the lists of this package, each with a deed of one of its records.
var kinds = map[string]string{
	"/vacancies":    "/vacancy-operations-analyst/fill",
	"/publications": "/publication-operations-report/mark",
}

// TestRights: everyone reads; the administrator alone adds and changes.
func TestRights(t *testing.T) {
	s := governancetest.NewSite(t)
	for list, one := range kinds {
		for _, address := range []string{list + "/new", list + one} {
			s.Closed("", address, page.ErrSignIn)
			s.Closed(party, address, page.ErrForbidden)
		}
		if v := s.Page(party, list); len(v.Actions) != 0 || v.List == nil || len(v.List.Entries) == 0 {
			t.Errorf("%s offers a Party %v, and lists %v", list, v.Actions, v.List)
		}
		if v := s.Page(staff, list); len(v.Actions) != 1 {
			t.Errorf("%s offers the administrator %v", list, v.Actions)
		}
		for _, e := range s.Page("", list).List.Entries {
			s.Page("", string(e.To))
			s.Page(staff, string(e.To))
			s.Page("", string(e.To)+"/history")
		}
	}
}

func TestVacancy(t *testing.T) {
	s := governancetest.NewSite(t)
	const one = "/vacancies/vacancy-operations-analyst"
	s.Says(one, "Open; the day it closes is not known", "Closes", "not known", "Apply to", "not known")
	s.Do(staff, one+"/change", "closes", "2022-02-11", "apply", "helpdesk", "salary", "By experience")
	s.Says(one, "Open until 5pm on 11 February 2022", "Apply to", "SECAS Helpdesk", "By experience")
	s.At("2022-02-11T16:59:59.999999Z")
	s.Says(one, "Open until 5pm on 11 February 2022")
	s.Says("/vacancies?show=open", "Operations Analyst")
	s.At("2022-02-11T17:00")
	s.Says(one, "Closed at 5pm on 11 February 2022")
	s.Says("/vacancies?show=past", "Operations Analyst")
	s.Refused(staff, one+"/close", "it is in the state “Closed”")
	s.Do(staff, one+"/fill")
	s.Says(one, "Filled")
	s.Refused(staff, one+"/withdraw", "Nothing is possible any more", "reason", "x")
	const other = "/vacancies/vacancy-senior-committee-administrator"
	s.Refused(staff, other+"/withdraw", "Reason")
	s.Do(staff, other+"/withdraw", "reason", "The team has changed")
	s.Says(other, "Withdrawn", "The team has changed")
	s.Says("/vacancies", "There is none at present", "Closed, filled and withdrawn", "Filled")
	to := s.Do(staff, "/vacancies/new", "title", "Demo post", "team", "SECAS").To
	s.Says(string(to), "Open; the day it closes is not known", "Demo post", "11 February 2022")
	s.Says("/vacancies", "Open", "Demo post")
	s.Refused(staff, "/vacancies/new", "Title")
}

// TestPublication: who may see a publication follows from its mark, and a mark is lowered only
// where the body that it comes from agrees.
func TestPublication(t *testing.T) {
	s := governancetest.NewSite(t)
	const tgu, report = "/publications/publication-tgu", "/publications/publication-operations-report"
	s.Says(report, "Operations Report", "WHITE", "Everyone",
		"January 2022 WHITE SEC Panel Meeting 100",
		"SEC Panel Meeting 100")
	hidden := func(who, address string, hides bool) {
		t.Helper()
		if _, err := s.View(who, address); hides != (err == page.ErrNotFound) {
			t.Errorf("%s as %q: %v", address, who, err)
		}
	}
	hidden("", tgu, true)
	hidden(party, tgu, false)
	if n := len(s.Page("", "/publications?kind=paper").List.Entries); n != 1 {
		t.Errorf("everyone is listed %d papers", n)
	}
	if n := len(s.Page(party, "/publications?kind=paper").List.Entries); n != 2 {
		t.Errorf("a Party is listed %d papers", n)
	}
	s.Do(staff, report+"/mark", "class", "GREEN", "reason", "Not for everyone")
	hidden("", report, true)
	s.Refused(staff, report+"/mark", "Enter who agreed", "class", "WHITE", "reason", "x")
	s.Refused(staff, report+"/mark", "Choose another one", "class", "GREEN", "reason", "x")
	s.Refused(staff, report+"/mark", "Choose the body", "class", "AMBER", "reason", "x")
	s.Do(staff, report+"/mark", "class", "WHITE", "agreed", "SEC Panel, Meeting 101", "reason",
		"Agreed")
	hidden("", report, false)
	s.Says(report, "Lower mark agreed", "SEC Panel, Meeting 101")
	s.Refused(staff, "/publications/new", "Choose the body", "title", "Demo", "kind", "report",
		"class",
		"AMBER")
	to := string(s.Do(staff, "/publications/new", "title", "Demo report", "kind", "report", "class",
		"AMBER", "body", "ssc").To)
	hidden(party, to, true)
	hidden(staff, to, false)
	s.Do(staff, to+"/change", "title", "Demo report of the group")
	s.Do(staff, to+"/withdraw", "reason", "Made in error")
	hidden(staff, to, true)
}

// TestSuperseded: a publication leads to the one that replaces it, and replaces not itself; to
// lower the mark of one of a body, the meeting at which the body agreed is named.
func TestSuperseded(t *testing.T) {
	s := governancetest.NewSite(t)
	add := func(pairs ...string) string {
		return string(s.Do(staff, "/publications/new", append(pairs, "kind", "guidance")...).To)
	}
	id := func(address string) string { return address[len("/publications/"):] }
	old := add("title", "Guidance, version 1", "class", "GREEN", "body", "panel")
	next := add("title", "Guidance, version 2", "class", "WHITE", "supersedes", id(old), "derived",
		id(old))
	const later = "There is a later one: Guidance, version 2"
	if text := s.Text(staff, old); !strings.Contains(text, later) {
		t.Error(text)
	}
	if text := s.Text(staff, next); !strings.Contains(text, "Redacted from Guidance, version 1") {
		t.Error(text)
	}
	if text := s.Text("", next); strings.Contains(text, "version 1") {
		t.Errorf("everyone is told of the GREEN one: %s", text)
	}
	s.Refused(staff, old+"/change", "replaced by it", "supersedes", id(next))
	s.Refused(staff, old+"/mark", "Choose the meeting", "class", "WHITE", "agreed", "SEC Panel",
		"reason", "x")
	s.Do(staff, old+"/mark", "class", "WHITE", "agreed", "SEC Panel", "meeting", "panel-100",
		"reason", "Agreed")
	s.Says(old, "There is a later one", "Agreed at", "SEC Panel Meeting 100")
}

// TestSeats: vacant seats of committees stand below the posts: those of the list of seats, each
// once. One whose holder is not known is none of them.
func TestSeats(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says("/vacancies", "Seats on committees", "All seats of all committees")
	for id, seat := range map[string]record.Seat{
		"left":    {Vacant: true, Until: calendar.Date{Year: 2022, Month: 1, Day: 1}},
		"unknown": {Until: calendar.Date{Year: 2022, Month: 1, Day: 1}},
		"ends":    {Holder: "demo-chair", Until: calendar.Date{Year: 2024, Month: 1, Day: 1}},
	} {
		seat.ID, seat.Body, seat.Constituency = id, "panel", "OTHER"
		if _, err := s.Code.Register().Act(t.Context(), register.Act{Who: staff, Verb: "add a seat"},
			func(tx *register.Tx) error { return tx.Put(&seat) }); err != nil {
			t.Fatal(err)
		}
	}
	vacant := func() (seats []string) {
		var told struct{ Seats []struct{ Seat string } }
		decode(t, s.Page("", "/vacancies"), &told)
		for _, each := range told.Seats {
			seats = append(seats, each.Seat)
		}
		return seats
	}
	before := vacant()
	if n := strings.Count(strings.Join(before, " "), "left"); n != 1 ||
		slices.Contains(before, "unknown") {
		t.Errorf("vacant are %q", before)
	}
	s.At("2025-01-20T10:00") // a term is over
	after := vacant()
	var listed struct{ Seats []struct{ ID string } }
	decode(t, s.Page("", "/seats?show=vacant"), &listed)
	for i, seat := range listed.Seats {
		if i >= len(after) || after[i] != seat.ID {
			t.Fatalf("vacant are %q, and the list of seats has %v", after, listed.Seats)
		}
	}
	if len(after) != len(listed.Seats) || len(after) <= len(before) {
		t.Errorf("%d seats are vacant years later, %d were, and the list has %d", len(after),
			len(before), len(listed.Seats))
	}
}

// decode reads the data of a page.
func decode(t *testing.T, v *page.View, into any) {
	t.Helper()
	text, err := v.AppendJSON(nil)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}
