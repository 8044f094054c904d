package programme_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/programme"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff = "demo-secas-analyst"
	party = "demo-ls-a-signatory"
)

func TestMachines(t *testing.T) {
	for _, m := range []*process.Machine{programme.BudgetLife, programme.RequestLife} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

// TestRights: everyone reads; the administrator alone adds and changes.
func TestRights(t *testing.T) {
	s := governancetest.NewSite(t)
	for list, one := range map[string]string{
		"/budgets":         "/budget-2022-2025/consider",
		"/plans":           "/jip-ecos/add-milestone",
		"/change-requests": "/jip-cr-ecos-2022-01-14/change",
	} {
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
	}
}

// says asks for words on a page as a person sees it.
func says(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	text := s.Text(who, address)
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Fatalf("%s as %q does not say %q:\n%s", address, who, want, text)
		}
	}
}

// silent refuses words in what people are told at an address: as a page and as data.
func silent(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	data, err := s.Page(who, address).AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range words {
		if strings.Contains(s.Text(who, address), word) || strings.Contains(string(data), word) {
			t.Errorf("%s as %q says %q", address, who, word)
		}
	}
}

// consultation is one of a type that is open until 5pm of a day.
func consultation(s governancetest.Site, kind, closes string) (id string) {
	return opened(s, kind, "", closes)
}

// opened is one that opens on a day; no day: at once.
func opened(s governancetest.Site, kind, opens, closes string) (id string) {
	to := string(s.Do(staff, "/consultations/new", "title", "Demo consultation until "+closes,
		"type", kind, "summary", "What is asked", "audience", "sec_parties", "questions",
		"What do you think?").To)
	fields := append(dayIn("closes-on", closes), "reason", "The story is short")
	if opens != "" {
		fields = append(fields, dayIn("opens-on", opens)...)
	}
	s.Do(staff, to+"/open", fields...)
	return to[len("/consultations/"):]
}

// dayIn are the fields of a day in a form.
func dayIn(field, on string) []string {
	return []string{field + "-year", on[:4], field + "-month", on[5:7], field + "-day", on[8:]}
}

// withdraw takes a consultation back.
func withdraw(s governancetest.Site, consultation string) {
	s.Do(staff, "/consultations/"+consultation+"/withdraw", "reason", "Made in error")
}
