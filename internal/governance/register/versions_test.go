package register_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

func TestSpells(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		put := func(from time.Time, text string, mark policy.Mark) {
			r.act(t, func(tx *register.Tx) error {
				return tx.PutFrom(&thing{ID: "n", Title: text, Mark: mark,
					Who: register.NewSecret("secret of " + text)}, from)
			})
		}
		spells := func(reader *policy.Reader) (text string) {
			all, err := register.Spells[*thing](r.now(reader), "n")
			if err != nil {
				t.Fatal(err)
			}
			hours := func(at time.Time) string {
				if at.IsZero() {
					return ""
				}
				return fmt.Sprint(at.Sub(day).Hours())
			}
			for _, s := range all {
				want(t, "secret", s.Record.Who.Text(), "secret of "+s.Record.Title)
				text += fmt.Sprintf("%s–%s %s; ", hours(s.From), hours(s.Until), s.Record.Title)
			}
			return text
		}
		put(time.Time{}, "always", policy.White)
		put(day.Add(-2*time.Hour), "hush", policy.Staff)
		r.act(t, func(tx *register.Tx) error { return tx.End("thing", "n", day.Add(-time.Hour)) })
		put(day.Add(time.Hour), "to come", policy.White)
		staff := policy.NewReader(policy.Rights{Staff: true})
		want(t, "staff", spells(staff), "–-2 always; -2–-1 hush; 1– to come; ")
		want(t, "public", spells(policy.Public()), "") // it was hush when it ended
		c.Advance(time.Hour)
		want(t, "public, later", spells(policy.Public()), "–-2 always; 1– to come; ")
		_, err := register.Spells[*thing](r.now(staff), "\xff")
		want(t, "no such id", errors.Is(err, register.ErrNotFound), true)
	})
}
