package statement_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/statement"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff = "demo-secas-analyst"
	party = "demo-ls-a-signatory"
)

// TestStatements: the statements are linked from every page, and say who to ask.
func TestStatements(t *testing.T) {
	s := governancetest.NewSite(t)
	linked := map[page.Address]bool{}
	for _, l := range s.Code.Frame(&page.Ask{}).Foot {
		linked[l.To] = true
	}
	for address, want := range map[string][]string{
		"/privacy":       {"What is kept", "In the register", "Beside the register", "erased"},
		"/accessibility": {"WCAG 2.2", "What is checked", "What falls short"},
		"/cookies":       {"One cookie", "Nothing here counts readers", "mains_session"},
	} {
		s.Says(address, append(want, "Whom to ask", "Run by", "Contact", "SECAS@gemserv.com")...)
		if !linked[page.Address(address)] {
			t.Errorf("%s is not linked from the foot of pages", address)
		}
	}
	if !linked["/status"] {
		t.Error("/status is not linked from the foot of pages")
	}
}

// TestStatus: everyone is told that the register answers and how its parts stand; how much waits is
// the administrator's.
func TestStatus(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says("/status", "The register answers", "In service", "Register and pagesWorks10am on 20 January",
		"Mail that goes outNot used here", "Demo maintenance", "Planned", "10am on 20 January 2022",
		"Last change that everyone may see", "20 January 2022")
	told := func(who string) (text string) {
		data, err := s.Page(who, "/status").AppendJSON(nil)
		if err != nil || !json.Valid(data) {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, who := range []string{"", party} {
		if text := told(who); strings.Contains(text, "mail_waiting") ||
			strings.Contains(text, "administration") {
			t.Errorf("%q is told %s", who, text)
		}
	}
	if text := told(staff); !strings.Contains(text, `"mail_waiting"`) ||
		strings.Contains(text, "last_backup") {
		t.Errorf("the administrator is told %s", text)
	}
	if err := governance.NoteBackup(t.Context(), s.DB, s.Code.Now()); err != nil {
		t.Fatal(err)
	}
	if text := told(staff); !strings.Contains(text, `"last_backup": "2022-01-20T10:00:00Z"`) ||
		strings.Contains(told(""), "last_backup") {
		t.Errorf("after a backup the administrator is told %s", text)
	}
	before := told("")
	s.At("2022-01-20T10:05")
	s.Do("", "/open-industry-consultations/suggest", "title", "x", "source", "y", "type", "dcc",
		"link", "https://www.example.org/", "from", "reader@example.org")
	if at := `"at": "2022-01-20T10:05:00Z"`; !strings.Contains(told(""), at) {
		t.Errorf("the clock shows a change that the public may not see: %s, want %s", told(""), at)
	}
	s.At("2022-01-20T10:06")
	changed := regexp.MustCompile(`"last_public_change": ?"[^"]*"`)
	if a, b := changed.FindString(before), changed.FindString(told("")); a == "" || a != b {
		t.Errorf("a change that the public may not see shows: %s, and then %s", a, b)
	}
	then := time.Date(2022, time.January, 20, 10, 0, 0, 0, time.UTC)
	v, err := s.ViewAsAt("", "/status", then, then)
	if text := governancetest.Main(v, "/status"); err != nil || strings.Contains(text, "Works") {
		t.Errorf("as at an earlier time it says how the parts stand now: %s, %v", text, err)
	}
}

// TestPartAtFault: a part that is at fault is the first that is said, with since when, and in the
// feed; which feed of whom it is stays the administrator's.
func TestPartAtFault(t *testing.T) {
	s := governancetest.NewSite(t)
	put := func(id, fault string) {
		t.Helper()
		if _, err := s.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock,
			Verb: "read a feed"}, func(tx *register.Tx) error {
			return tx.Put(&record.IndustryFeed{Head: record.Head{ID: id}, Title: "The Wombat Agency",
				Address: "https://wombat.example/feed", ReadAt: tx.Now(), Fault: fault})
		}); err != nil {
			t.Fatal(err)
		}
	}
	feed := func() string {
		return string(s.Page("", "/status").AppendAtom(nil, "https://mains.example", "/status"))
	}
	put("one", "")
	s.Says("/status", "The register answers", "Feeds of othersWorks")
	if strings.Contains(feed(), "Feeds of others") {
		t.Errorf("the feed tells of a fault: %s", feed())
	}
	s.At("2022-01-20T11:00")
	put("one", "It answers 500")
	s.At("2022-01-20T11:10")
	s.Says("/status", "Feeds of others: at fault", "At fault11:10am", "None can be read")
	if got := feed(); !strings.Contains(got, "Feeds of others: at fault") ||
		!strings.Contains(got, "2022-01-20T11:10:00Z") {
		t.Errorf("the feed is %s", got)
	}
	put("two", "")
	s.At("2022-01-20T11:20")
	s.Says("/status", "Feeds of others: works in part", "Works in part11:20am", "Some cannot")
	put("one", "")
	s.At("2022-01-20T11:30")
	s.Says("/status", "The register answers", "Feeds of othersWorks11:30am")
	s.At("2022-01-21T11:31")
	s.Says("/status", "Feeds of others: at fault") // nobody reads them any more
	for _, who := range []string{"", party} {
		if text := s.Text(who, "/status") + feed(); strings.Contains(strings.ToLower(text), "wombat") {
			t.Errorf("%q is told whose feed it is: %s", who, text)
		}
	}
}

// TestMaintenance: the administrator announces maintenance; everybody finds it, as a page, in feeds
// and in calendars, and is told when it is moved, cancelled or over.
func TestMaintenance(t *testing.T) {
	s := governancetest.NewSite(t)
	if err := statement.MaintenanceLife.Check(); err != nil {
		t.Fatal(err)
	}
	s.Do(staff, "/maintenance/demo-maintenance/cancel", "reason", "Not of this story")
	s.Closed("", "/maintenance/new", page.ErrSignIn)
	s.Closed(party, "/maintenance/new", page.ErrForbidden)
	night := func(begins, ends string) []string {
		return []string{"title", "A new database server", "parts", "register", "parts", "webhooks",
			"begins", "2022-01-22", "begins-time", begins, "ends", "2022-01-22", "ends-time", ends}
	}
	s.Refused(staff, "/maintenance/new", "Enter an end after 8am", night("08:00", "08:00")...)
	s.Refused(staff, "/maintenance/new", "has not passed", "title", "x", "begins", "2022-01-19",
		"begins-time", "08:00", "ends", "2022-01-19", "ends-time", "09:00")
	to := string(s.Do(staff, "/maintenance/new", night("08:00", "10:00")...).To)
	s.Says(to, "Planned", "Register and pages, Webhooks", "8am on 22 January 2022")
	s.Says("/status", "The register answers", "A new database server", "Planned",
		"8am on 22 January 2022 until 10am on 22 January 2022")
	ical := func() string {
		return string(s.Page("", "/maintenance").AppendICal(nil, "https://mains.example", "/maintenance"))
	}
	for _, want := range []string{"DTSTART;TZID=Europe/London:20220122T080000",
		"DTEND;TZID=Europe/London:20220122T100000"} {
		if !strings.Contains(ical(), want) {
			t.Errorf("the calendar has no %s: %s", want, ical())
		}
	}
	s.Refused(staff, to+"/finish", "it is in the state “Planned”")
	s.Closed(party, to+"/change", page.ErrForbidden)
	s.Do(staff, to+"/change", "begins-time", "09:00")
	if got := ical(); !strings.Contains(got, "20220122T090000") {
		t.Errorf("after it was moved the calendar is %s", got)
	}
	s.At("2022-01-22T09:00")
	s.Says("/status", "Maintenance is under way", "Under way")
	s.Refused(staff, to+"/cancel", "it is in the state “Under way”", "reason", "x")
	s.At("2022-01-22T09:30")
	s.Do(staff, to+"/finish")
	s.At("2022-01-22T09:31")
	s.Says("/status", "The register answers", "No maintenance is announced")
	s.Says("/maintenance?show=past", "A new database server", "Over", "until 9:30am")
	s.Refused(staff, to+"/change", "Announce another one", night("09:00", "10:00")...)

	other := string(s.Do(staff, "/maintenance/new", "title", "Another", "begins", "2022-01-29",
		"begins-time", "08:00", "ends", "2022-01-29", "ends-time", "09:00").To)
	s.Do(staff, other+"/cancel", "reason", "Not needed")
	s.Says(other, "Cancelled", "Not needed")
	for _, e := range s.Page("", "/maintenance").List.Entries {
		if gone := e.To == page.Address(other); e.Cancelled != (gone || e.ID == "demo-maintenance") ||
			gone && e.Sequence != 1 {
			t.Errorf("in the calendar is %+v", e)
		}
	}
	s.Says("/status", "No maintenance is announced")
}

// TestErase: the administrator erases what is kept of somebody, and pages say so.
func TestErase(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Closed("", "/privacy/erase", page.ErrSignIn)
	s.Closed(party, "/privacy/erase", page.ErrForbidden)
	s.Do("", "/open-industry-consultations/suggest", "title", "x", "source", "y", "type", "dcc",
		"link", "https://www.example.org/", "from", "reader@example.org")
	one := string(s.Page(staff, "/suggestions").List.Entries[0].To)
	if text := s.Text(staff, one); !strings.Contains(text, "reader@example.org") {
		t.Fatal(text)
	}
	for _, wrong := range []string{"/modifications/MP192", "/suggestions/none", "nowhere"} {
		s.Refused(staff, "/privacy/erase", "the page of a record", "record", wrong, "reason", "Asked for")
	}
	s.Do(staff, "/privacy/erase", "record", one, "reason", "Asked for by whom it is about")
	text := s.Text(staff, one)
	if strings.Contains(text, "reader@example.org") || !strings.Contains(text, "removed on") {
		t.Error(text)
	}
	s.Do(staff, "/privacy/erase", "record", "/people/"+party, "reason", "Asked for")
}

// TestCookies: the cookie of the statement is the only one that anything here sets.
func TestCookies(t *testing.T) {
	const root, session = "../../..", "internal/portal/session.go"
	sets := regexp.MustCompile(`http\.SetCookie\(|"Set-Cookie"`)
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") ||
			strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for range sets.FindAll(text, -1) {
			found = append(found, strings.TrimPrefix(filepath.ToSlash(path), root+"/"))
		}
		return err
	})
	if err != nil || len(found) != 1 || found[0] != session {
		t.Fatalf("cookies are set in %v, want once in %s: name each in Cookies; %v", found, session, err)
	}
	text, err := os.ReadFile(filepath.Join(root, session))
	if err != nil {
		t.Fatal(err)
	}
	all := statement.Cookies()
	names := regexp.MustCompile(`(?:plain|secure)Cookie += "(.*)"`).FindAllSubmatch(text, -1)
	if len(all) != 1 || len(names) != 2 || string(names[0][1]) != all[0].Name ||
		string(names[1][1]) != "__Host-"+all[0].Name {
		t.Errorf("the statement names %v, the portal sets %q", all, names)
	}
}
