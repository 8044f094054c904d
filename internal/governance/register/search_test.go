package register_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// hits are the ids that search finds, in their order.
func hits(t testing.TB, v *register.View, text string, limit int) string {
	t.Helper()
	found, err := v.Search(text, limit)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range found {
		ids = append(ids, h.ID)
	}
	return strings.Join(ids, " ")
}

func TestSearch(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		long := strings.Repeat("é", 40) // 80 octets
		r.put(t,
			&thing{ID: "a", Title: "Smart Meter", Mark: policy.White},
			&thing{ID: "B", Title: "meter", Status: "smart", Mark: policy.White},
			&thing{ID: "c", Title: "MP-192 “Metering” naïve, 15m", Mark: policy.White},
			&thing{ID: "d", Title: long + " " + strings.Repeat("x", 64), Mark: policy.White},
			&thing{ID: "e", Title: "smart meter", Mark: policy.Staff},
		)
		for question, wanted := range map[string]string{
			"smart meter":           "a B",
			"METER smart":           "a B",
			"meter":                 "B a c",
			"mete":                  "B a c",
			"192":                   "c",
			"mp192":                 "",
			"naïve":                 "c",
			"15m mp":                "c",
			long:                    "d",
			long + "é":              "d",
			long[:10]:               "d",
			strings.Repeat("x", 70): "d",
			"":                      "",
			"\x00\xff -'\"%":        "",
			"smart nothing":         "",
		} {
			want(t, question, hits(t, r.now(policy.Public()), question, 0), wanted)
		}
		want(t, "two", hits(t, r.now(policy.Public()), "meter", 2), "B a")
		want(t, "less than none", hits(t, r.now(policy.Public()), "meter", -1), "B a c")
		r.sound(t)
	})
}

// TestSearchIsOfNow: what is found is what is so now, when changes to come are known too.
func TestSearchIsOfNow(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "old", Mark: policy.White})
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(&thing{ID: "n", Title: "new", Mark: policy.White}, day.Add(time.Hour))
		})
		r.act(t, func(tx *register.Tx) error { return tx.End("thing", "n", day.Add(2*time.Hour)) })
		for i, wanted := range []string{"old", "new", ""} {
			for _, word := range []string{"old", "new"} {
				found := ""
				if word == wanted {
					found = "n"
				}
				want(t, fmt.Sprint(i, word), hits(t, r.now(policy.Public()), word, 0), found)
			}
			r.sound(t)
			c.Advance(time.Hour)
		}
		r.put(t, &thing{ID: "n", Title: "again", Mark: policy.White})
		want(t, "again", hits(t, r.now(policy.Public()), "again", 0), "n")
		want(t, "old", hits(t, r.now(policy.Public()), "old", 0), "")
		r.sound(t)
	})
}

// TestSearchWaits: while a dated fact is not in yet, search is of the instant that readers are
// served at, and no change of a later time is found.
func TestSearchWaits(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "old", Mark: policy.White})
		r.act(t, later(day.Add(time.Hour), titled("dated")))
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(&thing{ID: "m", Title: "new", Mark: policy.White}, day.Add(2*time.Hour))
		})
		before := r.Stamp()
		c.Advance(3 * time.Hour)
		for word, wanted := range map[string]string{"old": "n", "dated": "", "new": ""} {
			want(t, word+", waiting", hits(t, r.now(policy.Public()), word, 0), wanted)
		}
		want(t, "listed", title(t, r.now(policy.Public()), "m"), "-")
		want(t, "stamp", r.Stamp(), before)
		r.settle(t)
		for word, wanted := range map[string]string{"old": "", "dated": "n", "new": "m"} {
			want(t, word+", settled", hits(t, r.now(policy.Public()), word, 0), wanted)
		}
		want(t, "listed", title(t, r.now(policy.Public()), "m"), "new")
	})
}
