package statement_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
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

// TestStatus: everyone is told that the register answers; what waits is the administrator's.
func TestStatus(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says("/status", "The register answers", "In service", "10am on 20 January 2022",
		"Last change that everyone may see", "20 January 2022")
	told := func(who string) (text string) {
		data, err := s.Page(who, "/status").AppendJSON(nil)
		if err != nil || !json.Valid(data) {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, who := range []string{"", party} {
		if text := told(who); strings.Contains(text, "mail") || strings.Contains(text, "administration") {
			t.Errorf("%q is told %s", who, text)
		}
	}
	if text := told(staff); !strings.Contains(text, `"mail_waiting"`) {
		t.Errorf("the administrator is told %s", text)
	}
	before := told("")
	s.At("2022-01-20T10:05")
	s.Do("", "/open-industry-consultations/suggest", "title", "x", "source", "y", "type", "dcc",
		"link", "https://www.example.org/", "from", "reader@example.org")
	s.At("2022-01-20T10:06")
	changed := regexp.MustCompile(`"last_public_change": ?"[^"]*"`)
	if a, b := changed.FindString(before), changed.FindString(told("")); a == "" || a != b {
		t.Errorf("a change that the public may not see shows: %s, and then %s", a, b)
	}
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
