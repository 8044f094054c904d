package newsletter_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
)

// People of the demo.
const (
	analyst   = "demo-secas-analyst"
	secretary = "demo-secas-secretary"
	party     = "demo-ls-a-signatory"
	edition   = "/newsletters/edition-2022-01"
)

// newsroom is the demo, and what the tests do with the newsletter.
type newsroom struct {
	*governancetest.World
	*testing.T
}

func newNewsroom(t *testing.T) newsroom { return newsroom{governancetest.New(t), t} }

// form is the address of a form: of a step of the edition where it is no address.
func form(step string) string {
	if step[0] == '/' {
		return step
	}
	return edition + "/" + step
}

// press sends a form of the edition, and wants what it leads to.
func (n newsroom) press(who, step string, values map[string][]string) {
	n.Helper()
	n.Clock.Advance(time.Minute)
	if _, err := n.Submit(who, form(step), values); err != nil {
		n.Fatalf("%s: %v", step, err)
	}
}

// refuse sends a form of the edition, and wants a fault that says something.
func (n newsroom) refuse(who, step, says string, values map[string][]string) {
	n.Helper()
	_, err := n.Submit(who, form(step), values)
	var faults page.Faults
	if !errors.As(err, &faults) || !strings.Contains(err.Error(), says) {
		n.Errorf("%s: got %v, want a fault that says %q", step, err, says)
	}
}

// main is the main part of a page.
func (n newsroom) main(who, address string) string {
	n.Helper()
	v, err := n.View(who, address)
	if err != nil {
		n.Fatalf("%s as %q: %v", address, who, err)
	}
	document := v.AppendHTML(nil, page.Frame{Self: page.Address(address)})
	for _, fault := range pagetest.Check(document) {
		n.Errorf("%s: %s", address, fault)
	}
	return governancetest.Main(v, address)
}

func (n newsroom) says(who, address string, texts ...string) {
	n.Helper()
	main := n.main(who, address)
	for _, text := range texts {
		if says, not := strings.CutPrefix(text, "!"); strings.Contains(main, says) == not {
			n.Errorf("%s as %q: %q is there: %v\n%s", address, who, says, not, main)
		}
	}
}

// item is the address of the form of an item of the edition.
func (n newsroom) item(headline string) string {
	n.Helper()
	v, err := n.View(analyst, edition+"/items")
	if err != nil {
		n.Fatal(err)
	}
	text, err := v.AppendJSON(nil)
	if err != nil {
		n.Fatal(err)
	}
	var told struct{ Items []record.EditionItem }
	if err := json.Unmarshal(text, &told); err != nil {
		n.Fatal(err)
	}
	for _, i := range told.Items {
		if i.Headline == headline {
			return "/edition-items/" + i.ID + "/edit"
		}
	}
	n.Fatalf("no item %s", headline)
	return ""
}

// change changes a record of the register.
func change[T record.Titled](n newsroom, id string, how func(T)) {
	n.Helper()
	n.Clock.Advance(time.Minute)
	_, err := n.Code.Register().Act(n.Context(), register.Act{Who: analyst, Verb: "change"},
		func(tx *register.Tx) error {
			rec, err := register.Get[T](tx.View, id)
			if err != nil {
				return err
			}
			how(rec)
			return tx.Put(rec)
		})
	if err != nil {
		n.Fatal(err)
	}
}

// TestLife takes an edition from being collected until it is archived.
func TestLife(t *testing.T) {
	n := newNewsroom(t)
	n.says("", edition, "Being collected", "It is not published yet", "Operations Report",
		"!Transitional Governance Update")
	n.says(party, edition, "Transitional Governance Update")

	// Only the administrator makes editions, and one step after the other.
	for who, want := range map[string]error{"": page.ErrSignIn, party: page.ErrForbidden} {
		for _, step := range []string{"collect", "submit", "approve", "send-back", "publish"} {
			if _, err := n.Form(who, edition+"/"+step); !errors.Is(err, want) {
				t.Errorf("%s as %q: %v", step, who, err)
			}
		}
		if _, err := n.View(who, edition+"/items"); !errors.Is(err, want) {
			t.Errorf("items as %q: %v", who, err)
		}
		if _, err := n.Form(who, "/newsletters/new"); !errors.Is(err, want) {
			t.Errorf("new as %q: %v", who, err)
		}
	}
	n.refuse(analyst, "publish", "Possible are: Collect the items.", nil)
	n.press(analyst, "collect", nil)
	n.says(analyst, edition+"/items", "Last chance to respond", "Key Meeting Dates")

	// What is drafted is the administrator's.
	draft := n.item("Current SECAS vacancies")
	if _, err := n.View(party, strings.TrimSuffix(draft, "/edit")); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("a Party reads the draft: %v", err)
	}
	n.press(analyst, draft, map[string][]string{"headline": {"Come and work with us"},
		"text": {"There are posts.\n\n- One\n- Two"}})
	n.press(analyst, n.item("SECAS Helpdesk"), map[string][]string{"out": {"yes"}})
	n.press(analyst, n.item("Open Industry Consultations webpage"),
		map[string][]string{"place": {"99"}})
	n.refuse(analyst, draft, "1 to 9999", map[string][]string{"place": {"0"}})
	n.says("", edition, "Current SECAS vacancies", "!Come and work")

	// Two people see to it.
	n.press(analyst, "submit", nil)
	n.refuse(analyst, draft, "the edition is in the state “In review”", nil)
	n.refuse(analyst, "approve", "somebody else", nil)
	if _, err := n.Submit(secretary, form("send-back"), nil); err == nil {
		t.Error("sent back without a reason")
	}
	n.press(secretary, "send-back", map[string][]string{"reason": {"The welcome is dull"}})
	n.press(analyst, n.item("Welcome to the first SEC Newsletter of 2022"), map[string][]string{
		"headline": {"Welcome"}, "text": {"Hello."}})
	n.press(analyst, "submit", nil)
	n.press(secretary, "approve", nil)
	n.press(analyst, "publish", nil)

	n.says("", edition, ">Published<", "Come and work with us", "There are posts.", "<li>One",
		"Hello.", "!SECAS Helpdesk</h3>", "Operations Report", "!Transitional", "20 January 2022</time>")
	n.says(party, edition, "Transitional Governance Update", "Come and work with us")
	sent := n.main("", edition)
	if a, b := strings.Index(sent, "Other publications"), strings.Index(sent, "Open Industry"); a > b {
		t.Error("the page of consultations does not stand last")
	}

	// It never changes.
	n.refuse(analyst, "collect", "not possible now", nil)
	n.refuse(analyst, draft, "not possible now", nil)
	parties := n.main(party, edition)
	change(n, "consultation-panel-budget-2022-2025",
		func(c *record.Consultation) { c.Title = "Other" })
	change(n, "helpdesk", func(c *record.Contact) { c.Name = "Other desk" })
	change(n, "vacancy-operations-analyst", func(v *record.Vacancy) { v.Status = "filled" })
	n.Clock.Set(time.Date(2022, 3, 1, 10, 0, 0, 0, time.UTC))
	if err := n.Code.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n.main("", edition) != sent || n.main(party, edition) != parties {
		t.Error("the edition has changed")
	}

	// The next one says what is new since, and not again what was news then.
	n.says("", "/newsletters/next", "SEC Newsletter, March 2022", "new since 20 January 2022",
		"!Cross-Code", "Smart Energy Senior Committee", "!Smart Energy Operations Analyst")
	if _, err := n.Submit(analyst, "/newsletters/new", map[string][]string{"month": {"2022-01"},
		"headline": {"x"}}); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("two editions of a month: %v", err)
	}
	done, err := n.Submit(analyst, "/newsletters/new", map[string][]string{"month": {"2022-03"},
		"headline": {"Spring"}, "text": {"It is here."}})
	if err != nil || done.To != "/newsletters/edition-2022-03" {
		t.Fatal(done, err)
	}
	n.says("", "/newsletters/edition-2022-03", "Spring", "It is here.", "Being collected",
		"edition-2022-01")
	n.says("", edition, ">Published<")
	for _, step := range []string{"collect", "submit"} {
		if _, err := n.Submit(analyst, "/newsletters/edition-2022-03/"+step, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []string{"approve", "publish"} {
		if _, err := n.Submit(secretary, "/newsletters/edition-2022-03/"+step, nil); err != nil {
			t.Fatal(err)
		}
	}
	n.says("", edition, "Published, not the latest")
	n.says("", "/newsletters", "SEC Newsletter, March 2022", "SEC Newsletter, December 2021")
}

// TestHiddenAfterwards marks a record that an edition has told of: what was sent is sent, and is
// not said again to those who may not see the record now, as they may not in its other places.
func TestHiddenAfterwards(t *testing.T) {
	n := newNewsroom(t)
	n.press(analyst, "collect", nil)
	n.press(analyst, "submit", nil)
	n.press(secretary, "approve", nil)
	n.press(analyst, "publish", nil)
	n.says("", edition, "Operations Report", "/publications/publication-operations-report")
	for who, label := range map[string]policy.Label{"": {Mark: policy.Amber, Scope: "panel"},
		party: {Mark: policy.Red, Scope: "nobody"}} {
		change(n, "publication-operations-report", func(p *record.Publication) { p.Visible = label })
		for _, address := range []string{edition, "/edition-items", "/newsletters"} {
			n.says(who, address, "!publication-operations-report", "!Operations Report")
			v, err := n.View(who, address)
			if err != nil {
				t.Fatal(err)
			}
			text, err := v.AppendJSON(nil)
			if err != nil || strings.Contains(string(text), "publication-operations-report") {
				t.Errorf("%s as %q: %v, or the data name it", address, who, err)
			}
		}
	}
}

// TestCollectAgain holds that what was edited stays, and that the facts are brought up to
// date.
func TestCollectAgain(t *testing.T) {
	n := newNewsroom(t)
	n.press(analyst, "collect", nil)
	n.press(analyst, n.item("Other publications"), map[string][]string{"headline": {"To read"}})
	n.press(analyst, n.item("Refinement Consultation"), map[string][]string{"out": {"yes"}})
	change(n, "consultation-mp192-refinement", func(c *record.Consultation) {
		c.ClosesOn.Day, c.ClosesAt = 11, c.ClosesAt.AddDate(0, 0, 7)
	})
	change(n, "vacancy-operations-analyst", func(v *record.Vacancy) { v.Status = "filled" })
	change(n, "vacancy-senior-committee-administrator",
		func(v *record.Vacancy) { v.Status = "filled" })

	n.says(analyst, edition+"/items", "No longer: Current SECAS vacancies", "!Changed: Refinement")
	n.press(analyst, "collect", nil)
	n.says(analyst, edition+"/items", "To read", "Left out", "Refinement Consultation", "!vacancies")

	// Published all the same, it is as it was approved.
	n.press(analyst, "submit", nil)
	n.press(secretary, "approve", nil)
	change(n, "release-2022-02", func(r *record.Release) { r.Title = "Another name" })
	n.refuse(secretary, "publish", "published as it was approved", nil)
	n.press(secretary, "publish", map[string][]string{"stands": {"yes"}})
	n.says(party, edition, "To read", "Transitional", "!Another name", "!Refinement Consultation</h3>",
		"!vacancies</h3>")
}

// TestStale holds that nobody overwrites what another has done meanwhile.
func TestStale(t *testing.T) {
	n := newNewsroom(t)
	shown, err := n.Form(analyst, form("collect"))
	if err != nil {
		t.Fatal(err)
	}
	n.press(secretary, "collect", nil)
	route := n.Routes()["/newsletters/{id}/collect"]
	now := n.Code.Now()
	_, err = route.Submit(&page.Ask{Context: t.Context(), Who: analyst,
		Path: map[string]string{"id": "edition-2022-01"}, Moment: page.Moment{So: now, Known: now}},
		page.Input{Version: shown.Version})
	if err == nil || !strings.Contains(err.Error(), "changed this while you were at it") {
		t.Errorf("got %v", err)
	}
}

// TestForms holds the other forms of the pages.
func TestForms(t *testing.T) {
	n := newNewsroom(t)
	v, err := n.View("", edition)
	if err != nil {
		t.Fatal(err)
	}
	text, err := v.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	var issue struct {
		Sections  []struct{ Title string }
		Deadlines []struct{ On, At string }
	}
	if err := json.Unmarshal(text, &issue); err != nil || len(issue.Sections) != 6 ||
		len(issue.Deadlines) != 9 {
		t.Errorf("%v %v", issue, err)
	}
	calendar := string(v.AppendICal(nil, "http://127.0.0.1:8080", edition))
	for _, want := range []string{"DTSTART;VALUE=DATE:20220218",
		"DTSTART;TZID=Europe/London:20220128T170000"} {
		if !strings.Contains(calendar, want) {
			t.Errorf("the calendar has no %s:\n%s", want, calendar)
		}
	}
	for _, address := range []string{"/newsletters", "/newsletters/next", "/newsletters/rules",
		"/newsletters/edition-2021-12"} {
		n.main("", address)
	}
	n.says("", "/newsletters/edition-2021-12", "is not in the register", "17 December 2021</time>")
	n.says("", "/newsletters/rules", "Draft Proposals raised since the edition before")
	if _, err := n.View("", "/newsletters/none"); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if _, err := n.Form(analyst, "/edition-items/none/edit"); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
