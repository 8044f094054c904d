package programme_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// draft is the budget of the newsletter, and asked the consultation on it.
const (
	draft = "/budgets/budget-2022-2025"
	asked = "consultation-panel-budget-2022-2025"
)

// TestBudget: what is not known stays so, nothing is done before its time, and the dates are
// shown with their working.
func TestBudget(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says(draft, "Out for consultation until 5pm on 28 January 2022", "Approved Budget",
		"15 Working Days after it is published", "not known", "On 1 April 2022 at the earliest",
		"Outcome", "not known", "SEC Panel Meeting 101", "2022 to 2023", "not known", "2024 to 2025",
		"Which versions there were is not known")
	s.Refused(staff, draft+"/consider", "Its consultation is open until 5pm on 28 January 2022")
	s.Refused(staff, draft+"/approve", "Note the responses as considered.", "version",
		"1.0")
	s.At("2022-01-28T17:00")
	s.Says(draft, "The consultation has closed; its outcome is not known")
	s.Refused(staff, draft+"/consider", "Choose a meeting on a day up to 28 January 2022", "meeting",
		"panel-101", "came", "Nothing is to change")
	s.At("2022-02-18T16:00")
	s.Refused(staff, draft+"/publish", "Note the responses as considered.")
	s.Do(staff, draft+"/consider", "meeting", "panel-101", "came", "Nothing is to change")
	s.Says(draft, "The responses are considered", "What came of the responses",
		"Nothing is to change", "Considered at", "SEC Panel Meeting 101")
	s.Refused(staff, draft+"/publish", "Possible are: Note the approval")
	for _, none := range []string{"0.5", "1.00", "01.0", "1.0."} {
		s.Refused(staff, draft+"/approve", "such as 1.0", "version", none)
	}
	s.Refused(staff, draft+"/approve", "a day from 28 January 2022 on, when its consultation closed",
		"on", "2022-01-27")
	s.Refused(staff, draft+"/approve", "a day up to 18 February 2022", "on", "2022-02-19")
	s.Refused(staff, draft+"/approve", "The meeting is on 18 February 2022", "on", "2022-02-17",
		"meeting", "panel-101")
	s.Do(staff, draft+"/approve", "version", "1.0", "meeting", "panel-101")
	told(t, s, "budget_approved")
	s.Refused(staff, draft+"/publish", "a day up to 18 February 2022", "on", "2022-02-19")
	s.Refused(staff, draft+"/publish", "a day from 18 February 2022 on, when it was approved", "on",
		"2022-02-17")
	s.Refused(staff, draft+"/amounts", "It is approved", "pounds-2022", "1")
	s.Do(staff, draft+"/publish")
	told(t, s, "budget_effective")
	s.Says(draft, "Becomes the Approved Budget on 11 March 2022",
		"15 Working Days after Friday 18 February 2022 is Friday 11 March 2022; 3 weekends")
	s.At("2022-03-10T23:59:59")
	s.Says(draft, "Becomes the Approved Budget on 11 March 2022")
	s.At("2022-03-11T00:00")
	s.Says(draft, "The Approved Budget: it takes effect on 1 April 2022")
	s.At("2022-04-01T00:00")
	s.Says(draft, "In effect since 1 April 2022")
}

// TestAmounts: amounts are by year and category, and each version is kept with its own.
func TestAmounts(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Refused(staff, "/budgets/new", "Enter a year", "title", "Demo budget", "year", "23")
	to := string(s.Do(staff, "/budgets/new", "title", "Demo budget", "year", "2023").To)
	says(t, s, staff, to, "Draft", "1 April 2023", "31 March 2026", "2025 to 2026", "Versions", "0.1",
		"the first draft")
	s.Refused(staff, to+"/amounts", "Enter whole pounds", "pounds-2023", "1.5")
	s.Do(staff, to+"/amounts", "pounds-2023", "1250000")
	says(t, s, staff, to, "2023 to 2024", "1,250,000", "2024 to 2025", "not known")
	s.Do(staff, to+"/version", "what", "The first year")
	s.Refused(staff, to+"/categories", "Enter 4 categories", "categories", "One\nTwo")
	s.Do(staff, to+"/categories", "categories", "First\nSecond\nThird\nFourth")
	s.Do(staff, to+"/amounts", "pounds-2023", "1000000", "pounds-2023-1", "200000",
		"pounds-2023-2", "30000")
	says(t, s, staff, to, "First", "Fourth", "1,000,000", "200,000", "30,000", "not known")
	s.Do(staff, to+"/amounts", "pounds-2023-3", "4000")
	says(t, s, staff, to, "1,234,000")
	s.Refused(staff, to+"/version", "after 0.2", "version", "0.2", "what", "x")
	s.Refused(staff, to+"/version", "no draft does", "version", "1.0", "what", "x")
	for _, none := range []string{"+1.2", "1.+2", "-1.2", "1", "1.2.3", "0.03", "01.2", "0.0", ".3"} {
		s.Refused(staff, to+"/version", "Enter a version such as 0.3", "version", none, "what", "x")
	}
	s.Do(staff, to+"/version", "what", "By category")
	says(t, s, staff, to, "0.1", "not known", "0.2", "The first year", "1,250,000", "0.3",
		"By category", "1,234,000")
}

// TestSuperseded: one that is published late takes effect when it is the Approved Budget, and
// takes the place of the one before; so does an amendment, which is consulted on again.
func TestSuperseded(t *testing.T) {
	s := governancetest.NewSite(t)
	s.At("2022-02-18T16:00")
	s.Refused(staff, draft+"/amend", "It is not published yet", "reason", "x", "consultation", asked)
	approve(s, draft)
	s.At("2022-05-09T12:00")
	s.Refused(staff, draft+"/amend", "It closed at 5pm on 28 January 2022, and this is of 9 May 2022",
		"reason", "A committee more", "consultation", asked)
	again := consultation(s, "panel_budget", "2022-06-01")
	s.Do(staff, draft+"/amend", "reason", "A committee more", "consultation", again)
	s.Refused(staff, draft+"/amend", "It is the consultation of SEC Panel Draft Budget 2022-2025, "+
		"amendment already", "reason", "x", "consultation", again)
	s.At("2022-06-01T17:00")
	told(t, s, "budget_draft_open")
	amendment := ""
	for _, e := range s.Page("", "/budgets").List.Entries {
		if string(e.To) != draft {
			amendment = string(e.To)
		}
	}
	s.Says(amendment, "The consultation has closed", "Why it is amended", "A committee more",
		"Amends", "SEC Panel Draft Budget 2022-2025")
	s.Says(draft, "In effect since 1 April 2022", "Amendments", "amendment")
	approve(s, amendment)
	s.Says(amendment, "Becomes the Approved Budget on 24 June 2022")
	s.Says(draft, "In effect since 1 April 2022", "Its place is taken", "on 24 June 2022")
	s.At("2022-06-24T00:00")
	s.Says(amendment, "In effect since 24 June 2022")
	s.Says(draft, "Superseded on 24 June 2022")
	s.Refused(staff, draft+"/amend", "A later one has taken its place", "reason", "x",
		"consultation", asked)

	next := string(s.Do(staff, "/budgets/new", "title", "Demo budget", "year", "2023").To)
	s.Do(staff, next+"/review")
	s.Do(staff, next+"/to-panel")
	s.Do(staff, next+"/consult", "consultation", consultation(s, "panel_budget", "2022-07-29"))
	s.AtInstant(time.Date(2023, 3, 24, 12, 0, 0, 0, time.UTC))
	approve(s, next)
	s.Says(next, "Becomes the Approved Budget on 18 April 2023", "Takes effect", "18 April 2023")
	s.At("2023-04-17T23:59:59")
	s.Says(amendment, "In effect since 24 June 2022")
	s.At("2023-04-18T00:00")
	s.Says(next, "In effect since 18 April 2023")
	s.Says(amendment, "Superseded on 18 April 2023", "Demo budget")
	s.Says("/budgets", "Demo budget", "In effect", "Superseded")
}

// TestPublishedLate: a budget whose publication is noted after the day on which it took effect is
// told of all the same.
func TestPublishedLate(t *testing.T) {
	s := governancetest.NewSite(t)
	s.At("2022-06-01T12:00")
	s.Do(staff, draft+"/consider")
	s.Do(staff, draft+"/approve", "on", "2022-02-18")
	s.Do(staff, draft+"/publish", "on", "2022-02-18")
	s.Says(draft, "In effect since 1 April 2022")
	told(t, s, "budget_effective")
}

// approve takes a budget whose consultation has closed to its publication.
func approve(s governancetest.Site, budget string) {
	s.Do(staff, budget+"/consider")
	s.Do(staff, budget+"/approve")
	s.Do(staff, budget+"/publish")
}

// TestPublishedOfFile: a budget that came approved from elsewhere is published from the day of the
// meeting on, or without one from the end of its consultation.
func TestPublishedOfFile(t *testing.T) {
	s := governancetest.NewSite(t)
	s.At("2022-03-01T12:00")
	put := func(meeting string) {
		if _, err := s.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock, Verb: "put"},
			func(tx *register.Tx) error {
				return tx.Put(&record.Budget{Head: record.Head{ID: "budget-2022-2025"}, Title: "Budget",
					State: "approved", Consultation: asked, Meeting: meeting,
					FirstYearFrom: calendar.Date{Year: 2022, Month: 4, Day: 1}})
			}); err != nil {
			t.Fatal(err)
		}
	}
	put("panel-101")
	s.Refused(staff, draft+"/publish", "from 18 February 2022 on, when it was approved", "on",
		"2022-02-17")
	put("")
	s.Refused(staff, draft+"/publish", "from 28 January 2022 on, when its consultation closed", "on",
		"2022-01-27")
	s.Do(staff, draft+"/publish", "on", "2022-01-28")
}

// TestBudgetDraftIsHidden: until its consultation a budget is known to whom it is with, and what it
// was before stays so.
func TestBudgetDraftIsHidden(t *testing.T) {
	s := governancetest.NewSite(t)
	to := string(s.Do(staff, "/budgets/new", "title", "Zebra budget", "year", "2023").To)
	s.Do(staff, to+"/amounts", "pounds-2023", "1250000")
	id := to[len("/budgets/"):]
	hidden := func(readers ...string) {
		t.Helper()
		for _, who := range readers {
			if _, err := s.View(who, to); err != page.ErrNotFound {
				t.Errorf("%q is shown a draft: %v", who, err)
			}
			for _, address := range []string{"/budgets", "/search?q=zebra"} {
				silent(t, s, who, address, "Zebra budget", id)
			}
		}
	}
	says(t, s, staff, "/budgets", "Zebra budget")
	hidden("", party, "demo-chair", "demo-authority-official")
	s.Do(staff, to+"/review")
	hidden("", party)
	for _, who := range []string{"demo-chair", "demo-authority-official"} {
		says(t, s, who, to, "With the Panel Finance and Contracts Group", "1,250,000")
	}
	s.Do(staff, to+"/to-panel")
	hidden("", party)
	says(t, s, "demo-chair", to, "With the Panel", "1,250,000")
	s.Do(staff, to+"/version", "what", "One committee less")
	s.Do(staff, to+"/amounts", "pounds-2023", "2000000")
	s.Do(staff, to+"/version", "what", "That committee again")
	s.Do(staff, to+"/consult", "consultation", consultation(s, "panel_budget", "2022-03-01"))
	s.Says(to, "Out for consultation until 5pm on 1 March 2022", "2,000,000", "0.3",
		"the draft as it is consulted on")
	s.Says("/budgets", "Zebra budget")
	for _, address := range []string{to, to + "/history", "/budgets", "/search?q=zebra"} {
		silent(t, s, "", address, "1250000", "1,250,000", "ommittee", "the first draft", "0.1", "0.2")
	}
	s.Do(staff, to+"/version", "what", "A slip of the pen is mended")
	s.Says(to, "0.3", "0.4", "A slip of the pen is mended") // everyone was asked already
}

// TestBudgetConsultationWithdrawn: nothing passes on a consultation that was withdrawn, and another
// takes its place; one of a day to come is none yet.
func TestBudgetConsultationWithdrawn(t *testing.T) {
	s := governancetest.NewSite(t)
	to := string(s.Do(staff, "/budgets/new", "title", "Demo budget", "year", "2023").To)
	s.Do(staff, to+"/review")
	s.Do(staff, to+"/to-panel")
	s.Refused(staff, to+"/consult", "It is not open yet: open it first", "consultation",
		opened(s, "panel_budget", "2022-03-01", "2022-04-01"))
	first := consultation(s, "panel_budget", "2022-02-28")
	s.Do(staff, to+"/consult", "consultation", first)
	s.Refused(staff, to+"/consult", "Its consultation is noted already", "consultation", first)
	withdraw(s, first)
	s.Says(to, "Its consultation was withdrawn; another is not noted yet", "Withdrawn")
	s.At("2022-03-01T12:00")
	s.Says(to, "Its consultation was withdrawn; another is not noted yet")
	s.Refused(staff, to+"/consider", "Its consultation was withdrawn: note another")
	s.Refused(staff, to+"/consult", "It was withdrawn: choose another", "consultation", first)
	s.Do(staff, to+"/consult", "consultation", consultation(s, "panel_budget", "2022-03-15"))
	s.Says(to, "Out for consultation until 5pm on 15 March 2022", "the draft as it is consulted on")
	s.At("2022-03-15T17:00")
	approve(s, to)
}
