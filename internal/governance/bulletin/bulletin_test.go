package bulletin_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/bulletin"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/file"
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
	for _, address := range []string{one, "/vacancies"} { // one truth: what the clock has made of it
		text, err := s.Page("", address).AppendJSON(nil)
		if !strings.Contains(string(text), `"state": "closed"`) ||
			strings.Contains(string(text), `"status"`) {
			t.Errorf("%s: %s, %v", address, text, err)
		}
	}
	s.Refused(staff, one+"/close", "it is in the state “Closed”")
	s.Do(staff, one+"/fill")
	s.Says(one, "Filled")
	s.Refused(staff, one+"/withdraw", "Nothing is possible any more", "reason", "x")
	const other = "/vacancies/vacancy-senior-committee-administrator"
	s.Refused(staff, other+"/withdraw", "Reason")
	s.Do(staff, other+"/withdraw", "reason", "The team has changed")
	s.Says(other, "Withdrawn", "The team has changed")
	for _, e := range s.Page("", "/vacancies").List.Entries {
		if e.Cancelled != (string(e.To) == other) {
			t.Errorf("in calendars it is %+v", e)
		}
	}
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
	s.Refused(staff, report+"/mark", "Body", "class", "AMBER", "body", "nobody", "reason", "x")
	s.Do(staff, report+"/mark", "class", "WHITE", "agreed", "SEC Panel, Meeting 101", "reason",
		"Agreed", "body", "ssc")
	s.Refused(staff, report+"/mark", "Choose the body", "class", "AMBER", "reason", "not needed then")
	hidden("", report, false)
	s.Says(report, "Lower mark agreed", "SEC Panel, Meeting 101")
	s.Refused(staff, "/publications/new", "Choose the body", "title", "Demo", "kind", "report",
		"class",
		"AMBER")
	const web = "/publications/page-open-industry-consultations"
	s.Do(staff, web+"/mark", "class", "AMBER", "body", "ssc", "reason", "At once")
	hidden(party, web, true)
	hidden(staff, web, false)
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

// TestVersions: whoever holds a version of a publication finds its digest, and what it says where
// it is a text; who may not see the publication sees no version of it.
func TestVersions(t *testing.T) {
	s := governancetest.NewSite(t)
	const one = "/publications/publication-operations-report"
	const digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" // of hello
	add := func(pairs ...string) { t.Helper(); s.Do(staff, one+"/add-version", pairs...) }
	refused := func(want string, pairs ...string) {
		t.Helper()
		s.Refused(staff, one+"/add-version", want, pairs...)
	}
	s.Closed("", one+"/add-version", page.ErrSignIn)
	s.Closed(party, one+"/add-version", page.ErrForbidden)
	if form, err := s.Form(staff, one+"/take-back"); err != nil ||
		!strings.Contains(form.Faults.Error(), "has no versions") {
		t.Errorf("taking back what is not there: %+v, %v", form, err)
	}
	refused("where the file is, or its text", "version", "1")
	refused("SHA-256 of the file", "version", "1", "link", "https://www.example.org/1.pdf")
	refused("SHA-256 of the file", "version", "1", "link", "https://www.example.org/1.pdf", "sha256",
		digest[1:])
	refused("the whole address", "version", "1", "link", "1.pdf", "sha256", digest)
	refused("the whole address", "version", "1", "link", "javascript:alert(1)", "sha256", digest)
	refused("Enter where the file is that", "version", "1", "sha256", digest, "text", "hello")
	refused("numbers after dots", "version", "1.json", "text", "hello")
	refused("numbers after dots", "version", "a/b", "text", "hello")
	add("version", "1.0", "text", "hello")
	refused("a version 1.0 already", "version", "1.0", "text", "other")
	add("version", "2.0", "link", "https://www.example.org/2.pdf", "sha256",
		strings.ToUpper(digest[:8])+" "+digest[8:], "what", "Figures of December")
	s.Says(one, "Versions", "version 2.0", "https://www.example.org/2.pdf", "version 1.0", "its text",
		digest)
	s.Says(one+"/versions/1.0", "Replaced", "There is a later one: version 2.0", digest, "hello")
	s.Says(one+"/versions/2.0", "Latest", "Figures of December", "https://www.example.org/2.pdf",
		digest, "20 January 2022")
	var data struct {
		Version, Text string
		TextSHA256    string `json:"text_sha256"`
		Latest        bool
	}
	decode(t, s.Page("", one+"/versions/1.0"), &data)
	if sum := sha256.Sum256([]byte(data.Text)); data.Text != "hello" || data.Latest ||
		data.TextSHA256 != hex.EncodeToString(sum[:]) || data.TextSHA256 != digest {
		t.Errorf("version 1.0 is %+v", data)
	}
	for _, none := range []string{"3.0", "1", "0"} {
		if _, err := s.View("", one+"/versions/"+none); err != page.ErrNotFound {
			t.Errorf("version %s: %v", none, err)
		}
	}
	s.At("2022-01-20T10:10")
	s.Do(staff, one+"/take-back", "which", "2.0", "reason", "Not the one")
	s.Says(one+"/versions/1.0", "Latest")
	before := time.Date(2022, time.January, 20, 10, 5, 0, 0, time.UTC)
	if v, err := s.ViewAsAt("", one+"/versions/2.0", before, before); err != nil ||
		v.Tag.Text != "Latest" {
		t.Errorf("before it was taken back it is %+v, %v", v, err)
	}
	s.Do(staff, one+"/mark", "class", "GREEN", "reason", "Not for everyone")
	for who, hides := range map[string]bool{"": true, party: false} {
		if _, err := s.View(who, one+"/versions/1.0"); hides != (err == page.ErrNotFound) {
			t.Errorf("the text of a GREEN publication as %q: %v", who, err)
		}
	}
	s.Do(staff, "/privacy/erase", "record", one, "reason", "Asked for")
	text := s.Text(staff, one+"/versions/1.0")
	if strings.Contains(text, "hello") || !strings.Contains(text, "removed on 10:10am on 20 January 2022") {
		t.Errorf("it is not erased: %s", text)
	}
}

// TestVersionsInFile: a file is refused that has a version which nobody can check.
func TestVersionsInFile(t *testing.T) {
	for given, want := range map[string]string{
		"{version: 1.json, text: x}":                                   "is no version",
		"{version: '1'}":                                               "neither a link nor a text",
		"{version: '1', link: 'https://www.example.org/'}":             "needs sha256 beside link",
		"{version: '1', link: 'https://www.example.org/', sha256: AB}": "needs sha256 beside link",
		"{version: '1', text: x}, {version: '1', text: y}":             "two of the name 1",
		"{version: '1', text: x}":                                      "",
	} {
		_, err := file.Read(file.Source{Name: "f.yaml", Text: []byte("schema_version: 2\n" +
			"timezone: Europe/London\nknown_at: 2022-01-20T10:00:00Z\npublications:\n" +
			"  - {id: a, title: A, kind: report, versions: [" + given + "]}\n")})
		if want == "" && err != nil ||
			want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", given, err, want)
		}
	}
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
