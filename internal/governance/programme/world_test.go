package programme_test

import (
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
