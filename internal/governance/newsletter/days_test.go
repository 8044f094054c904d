package newsletter_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/policy"
)

// TestInstant holds that a consultation is open until its instant.
func TestInstant(t *testing.T) {
	w := open(t, january(t).text())
	for at, open := range map[string]bool{
		"2022-01-28T16:59:59":         true,
		"2022-01-28T16:59:59.999999Z": true,
		"2022-01-28T17:00:00":         false,
		"2022-01-28T17:00:00.000001Z": false,
	} {
		if got := slices.Contains(print(w.at(at)), budget); got != open {
			t.Errorf("at %s it is in the edition: %v, want %v", at, got, open)
		}
	}
}

// TestLastChance holds that an edition says so where a consultation was open when the edition
// before came out, and closes before the next.
func TestLastChance(t *testing.T) {
	headline := func(alter func(*doc)) string {
		d := january(t)
		alter(d)
		return open(t, d.text()).at("2022-01-20").Sections[1].Items[0].Headline
	}
	const id = "consultation-panel-budget-2022-2025"
	const last = "Last chance to respond: SEC Panel Draft Budget 2022-2025"
	if got := headline(func(*doc) {}); got != last {
		t.Errorf("got %q", got)
	}
	for name, alter := range map[string]func(*doc){
		"opened since": func(d *doc) { d.set(id, "opened_by", "2021-12-18") },
		"not known":    func(d *doc) { d.set(id, "opened_by", nil) },
		"still open in the next": func(d *doc) {
			d.set("consultation-ecos-jip-cr", "closes_on", nil)
			d.set("consultation-ecos-jip-cr", "closes_at", nil)
			d.set(id, "closes_on", "2022-02-17")
			d.set(id, "closes_at", "2022-02-17T17:00:00+00:00")
			d.drop("consultation-ecos-jip-cr")
		},
	} {
		if got := headline(alter); strings.Contains(got, "Last chance") {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

// TestWhich holds which edition is that of a day, and for which day it is made.
func TestWhich(t *testing.T) {
	january22 := func(d *doc) {}
	for _, tt := range []struct {
		name    string
		alter   func(*doc)
		at      string
		edition string
		title   string
		day     string
		since   string
		id      string // the edition that is asked for; empty: that of the day
	}{
		{"its month", january22, "2022-01-20", "edition-2022-01", "SEC Newsletter, January 2022",
			"2022-01-20", "2021-12-17", ""},
		{"later in its month", january22, "2022-01-31", "edition-2022-01", "SEC Newsletter, January 2022",
			"2022-01-31", "2021-12-17", ""},
		{"the month after", january22, "2022-02-10", "", "SEC Newsletter, February 2022", "2022-02-10",
			"2022-01-14", ""},
		{"by its id, when its time is over", january22, "2022-06-01", "edition-2022-01",
			"SEC Newsletter, January 2022", "2022-01-23", "2021-12-17", "edition-2022-01"},
		{"when it came out is known", func(d *doc) {
			d.set("edition-2022-01", "published_on", "2022-01-20")
		}, "2022-06-01", "edition-2022-01", "SEC Newsletter, January 2022", "2022-01-20", "2021-12-17",
			"edition-2022-01"},
		{"it comes out later", func(d *doc) { d.set("edition-2022-01", "published_on", "2022-01-25") },
			"2022-01-20", "edition-2022-01", "SEC Newsletter, January 2022", "2022-01-20", "2021-12-17", ""},
		{"of another month", func(d *doc) { d.set("edition-2022-01", "month", "2022-02") }, "2022-02-01",
			"edition-2022-01", "SEC Newsletter, February 2022", "2022-02-01", "2021-12-17", ""},
		{"another of the month", func(d *doc) {
			d.add("editions", `{id: e2, title: Second, month: '2022-01', basis: stated}`)
			d.set("edition-2022-01", "published_on", "2022-01-06")
		}, "2022-01-20", "e2", "Second, January 2022", "2022-01-20", "2021-12-17", ""},
		{"no title and no month", func(d *doc) {
			d.set("edition-2022-01", "title", nil)
			d.set("edition-2022-01", "month", nil)
		}, "2022-01-20", "edition-2022-01", "edition-2022-01", "2022-01-20", "2021-12-17",
			"edition-2022-01"},
		{"no edition at all", func(d *doc) {
			d.drop("edition-2022-01", "edition-2021-12")
		}, "2022-01-20", "", "SEC Newsletter, January 2022", "2022-01-20", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := january(t)
			tt.alter(d)
			i := open(t, d.text()).make(newsletter.Parties(), tt.at, tt.id)
			for what, pair := range map[string][2]string{
				"edition": {i.Edition, tt.edition}, "title": {i.Title, tt.title},
				"day": {i.Day.String(), tt.day}, "since": {i.Since.String(), tt.since},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s: got %q, want %q", what, pair[0], pair[1])
				}
			}
		})
	}
}

// TestNextEdition holds what the edition of the month after says of the same facts.
func TestNextEdition(t *testing.T) {
	same(t, print(open(t, january(t).text()).at("2022-02-05")), []string{
		"governance survey-annual-customer-satisfaction",
		"governance operations-contact-list publication-critical-alert-guidance",
		"governance survey-ofgem-cross-code-2021",
		posts,
		reports,
		"modifications release-2022-02",
		"publications page-open-industry-consultations",
		"publications secas-helpdesk",
		"meets 2022-02-07 strategic_wg-7",
		"meets 2022-02-08 opsg-65",
		"meets 2022-02-09 smki_pma-90",
		"meets 2022-02-09 ssc-140",
		"meets 2022-02-15 csc-36",
		"meets 2022-02-18 panel-101",
		"until 2022-02-08 consultation-mp078-mrc",
		"until 2022-02-08 consultation-mp085a-mrc",
		"until 2022-02-24 release-2022-02",
	})
}

// TestElsewhere holds that nothing is made up for an edition that was published elsewhere.
func TestElsewhere(t *testing.T) {
	i := open(t, january(t).text()).make(policy.Public(), "2022-01-20", "edition-2021-12")
	if len(i.Sections) != 0 || !i.Final() || !strings.Contains(i.Text(""), "is not in the register") {
		t.Errorf("got %s", i.Text(""))
	}
}

// TestRules holds the table together.
func TestRules(t *testing.T) {
	sections := map[string]bool{}
	w := open(t, january(t).text())
	for _, s := range append(w.at("2022-01-20").Sections, w.at("2022-02-10").Sections...) {
		sections[s.ID] = true
	}
	names := map[string]bool{}
	for _, r := range newsletter.Rules() {
		switch {
		case !sections[r.Section]:
			t.Errorf("%s: no section %s", r.Name, r.Section)
		case names[r.Name]:
			t.Errorf("%s: two rules of the name", r.Name)
		case r.Which == "" || r.One == "" || r.Sure != newsletter.Stated && r.Sure != newsletter.Ours:
			t.Errorf("%s: it does not say which records, or under which headline", r.Name)
		case r.Many == "" && !r.Each && r.Name != "welcome":
			t.Errorf("%s: no headline for several", r.Name)
		}
		names[r.Name] = true
	}
	if err := newsletter.Machine().Check(); err != nil {
		t.Error(err)
	}
}
