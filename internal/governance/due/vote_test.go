package due_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestVotes: a vote waits for whoever votes for a seat of its roll that has said nothing, as long
// as it is open; a seat that somebody has taken since does not count.
func TestVotes(t *testing.T) {
	w := governancetest.New(t)
	const member = "demo-ls-a-delegate" // sits on the Change Board
	r := w.Code.Register()
	now := r.Now()
	roll := func(holder, alternate string, vacant bool) []record.RollSeat {
		return []record.RollSeat{{Seat: "seat-other", Holder: "demo-ls-b-delegate"},
			{Seat: "seat-own", Holder: holder, Alternate: alternate, Vacant: vacant}}
	}
	votes := map[string]record.ChangeVote{
		"own":       {Roll: roll(member, "", false)},
		"alternate": {Roll: roll("demo-ls-b-signatory", member, false)},
		"voted":     {Roll: roll(member, "", false)},
		"others":    {Roll: roll(member, "", false)}, // another seat has voted
		"not-on":    {Roll: roll("demo-ls-b-signatory", "", false)},
		"vacant":    {Roll: roll(member, "", true)},
		"closed":    {Roll: roll(member, "", false), ClosesAt: now},
		"counted":   {Roll: roll(member, "", false), State: "counted"},
	}
	if _, err := r.Act(t.Context(), register.Act{Who: register.ByClock, Verb: "put"},
		func(tx *register.Tx) error {
			for id, vote := range votes {
				vote.ID, vote.Modification, vote.OpenedAt = id, "MP192", now
				if vote.ClosesAt.IsZero() {
					vote.ClosesAt = now.Add(48 * time.Hour)
				}
				if err := tx.Put(&vote); err != nil {
					return err
				}
			}
			for vote, seat := range map[string]string{"voted": "seat-own", "others": "seat-other"} {
				if err := tx.Put(&record.ChangeBallot{Head: record.Head{ID: vote + "-" + seat},
					Vote: vote, Seat: seat, At: now}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
		t.Fatal(err)
	}
	reader, err := w.Code.Reader(t.Context(), member)
	if err != nil {
		t.Fatal(err)
	}
	now = r.Now()
	all, err := due.Needs(r.View(t.Context(), reader, register.Moment{So: now, Known: now}), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range all {
		if id, is := strings.CutPrefix(n.Key, "vote "); is {
			got = append(got, id)
		}
	}
	slices.Sort(got)
	if want := []string{"alternate", "others", "own"}; !slices.Equal(got, want) {
		t.Errorf("%q wait, want %q", got, want)
	}
}
