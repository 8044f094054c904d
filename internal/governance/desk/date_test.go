package desk_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// TestDate: every entry of a list says when it last changed, one that has changed again too.
func TestDate(t *testing.T) {
	w := governancetest.New(t)
	known, err := w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock,
		Verb: "change"}, func(tx *register.Tx) error {
		m, err := register.Get[*record.Modification](tx.View, "MP192")
		if err != nil {
			return err
		}
		m.Note = "Changed"
		return tx.Put(m)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/modifications", "/consultations", "/meetings", "/parties",
		"/events", "/releases", "/calendar"} {
		for _, e := range entries(t, w, address) {
			if e.Updated.IsZero() || e.Updated.After(known) ||
				e.ID == "modification-MP192" && !e.Updated.Equal(known.Truncate(time.Microsecond)) {
				t.Errorf("%s: %s was updated %v", address, e.ID, e.Updated)
			}
		}
	}
}

// entries are those of a list that everyone may see, with when each changed; there are some.
func entries(t *testing.T, w *governancetest.World, address string) []page.Entry {
	t.Helper()
	v, err := w.View("", address)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Date(); err != nil {
		t.Fatal(err)
	}
	if len(v.List.Entries) == 0 {
		t.Errorf("%s is empty", address)
	}
	return v.List.Entries
}

// TestDateByClock: what the clock closes has not changed since.
func TestDateByClock(t *testing.T) {
	w := governancetest.New(t)
	w.Clock.Set(time.Date(2022, 2, 20, 10, 0, 0, 0, time.UTC))
	for _, address := range []string{"/consultations?state=closed", "/meetings", "/calendar"} {
		for _, e := range entries(t, w, address) {
			if e.Updated.After(governancetest.Start) {
				t.Errorf("%s: %s was updated %v", address, e.ID, e.Updated)
			}
		}
	}
}
