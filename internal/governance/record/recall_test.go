package record_test

import (
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestRecall takes back what is not due yet, of the events that are named or of all, and counts
// what was due.
func TestRecall(t *testing.T) {
	for _, each := range []struct {
		events, left []string
		told         int
	}{
		{nil, []string{"opened"}, 1},
		{[]string{"opened"}, []string{"opened", "closed", "soon"}, 1},
		{[]string{"soon", "closed"}, []string{"opened"}, 0},
		{[]string{"soon"}, []string{"opened", "closed"}, 0},
	} {
		w := governancetest.New(t)
		act := func(do func(tx *register.Tx) error) {
			t.Helper()
			if _, err := w.Code.Register().Act(t.Context(),
				register.Act{Who: register.ByClock, Verb: "test"}, do); err != nil {
				t.Fatal(err)
			}
		}
		const about = "MP192"
		act(func(tx *register.Tx) error {
			for event, due := range map[string]time.Duration{"opened": 0, "closed": time.Hour,
				"soon": time.Minute} {
				if err := record.Leave(tx, record.Notice{About: about, Event: event, Topic: "requests",
					To: []string{"staff"}, Why: event, Due: tx.Now().Add(due)}); err != nil {
					return err
				}
			}
			return record.Leave(tx, record.Notice{About: "MP078", Event: "soon", Topic: "requests",
				To: []string{"staff"}, Why: "of another", Due: tx.Now().Add(time.Hour)})
		})
		act(func(tx *register.Tx) error {
			told, err := record.Recall(tx, about, each.events...)
			if told != each.told {
				t.Errorf("%q: %d were due, want %d", each.events, told, each.told)
			}
			return err
		})
		act(func(tx *register.Tx) error {
			all, err := register.All[*record.Notice](tx.View, register.Query{Key: "about", Is: about})
			var left []string
			for _, n := range all {
				left = append(left, n.Event)
			}
			if want := slices.Sorted(slices.Values(each.left)); !slices.Equal(slices.Sorted(
				slices.Values(left)), want) {
				t.Errorf("%q: left are %q, want %q", each.events, left, want)
			}
			other, failed := register.All[*record.Notice](tx.View,
				register.Query{Key: "about", Is: "MP078"})
			if len(other) != 1 || failed != nil {
				t.Errorf("%q: of another record %d are left: %v", each.events, len(other), failed)
			}
			return err
		})
	}
}
