package contact

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// TestStanding: whenever an entry was confirmed, it is listed until the next quarter asks, then for
// ten Working Days a confirmation is due, and then it is marked; never the other way.
func TestStanding(t *testing.T) {
	c := calendar.Default()
	rapid.Check(t, func(t *rapid.T) {
		confirmed := calendar.Date{Year: 2021, Month: time.January, Day: 1}.AddDays(
			rapid.IntRange(0, 1000).Draw(t, "confirmed")).At(rapid.IntRange(0, 23).Draw(t, "hour"), 30)
		q := record.Quarter(calendar.DateOf(confirmed))
		following := record.NextQuarter(calendar.DateOf(confirmed))
		if confirmed.Before(q.Start()) || !confirmed.Before(following.Start()) ||
			record.NextQuarter(following.AddDays(-1)) != following ||
			record.Quarter(following) != following {
			t.Fatalf("%s is in the quarter from %s until %s", confirmed, q, following)
		}
		asked, expires, err := record.Confirming(c, following)
		if err != nil {
			t.Fatal(err)
		}
		first, last := calendar.DateOf(asked), calendar.DateOf(expires)
		if !c.WorkingDay(first) || c.Between(following.AddDays(-1), first) != 1 ||
			c.Between(first, last) != record.ConfirmDays {
			t.Fatalf("asked on %s of the quarter from %s, by %s", first, following, last)
		}
		e := &record.OperationalContact{State: record.ContactActive, ConfirmedAt: confirmed}
		so := confirmed.Add(time.Duration(rapid.IntRange(0, 24*400).Draw(t, "hours")) * time.Hour)
		want := stale
		if so.Before(asked) {
			want = active
		} else if so.Before(expires) {
			want = due
		}
		if got := standingOf(c, e, so); got.state != want {
			t.Fatalf("confirmed at %s, at %s: %s, want %s", confirmed, so, got.state, want)
		}
		for _, state := range []record.ContactState{record.ContactDraft, record.ContactRemoved} {
			e.State = state
			if got := standingOf(c, e, so); got.state != string(state) {
				t.Fatalf("%s became %s by the clock", state, got.state)
			}
		}
	})
}
