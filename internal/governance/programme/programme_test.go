package programme_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
)

// TestBudget: what is not known stays so, and the dates are shown with their working.
func TestBudget(t *testing.T) {
	s := governancetest.NewSite(t)
	const one = "/budgets/budget-2022-2025"
	s.Says(one, "Out for consultation until 5pm on 28 January 2022", "Approved Budget",
		"15 Working Days after it is published", "not known", "On 1 April 2022 at the earliest",
		"Outcome", "not known", "SEC Panel Meeting 101", "2022 to 2023", "not known", "2024 to 2025")
	s.At("2022-01-28T17:00")
	s.Says(one, "The consultation has closed; its outcome is not known")
	s.At("2022-02-18T16:00")
	s.Says(one, "The consultation has closed; its outcome is not known", "Outcome", "not known")
	s.Refused(staff, one+"/publish", "Possible are: Note the responses as considered")
	s.Do(staff, one+"/consider")
	s.Says(one, "The responses are considered")
	s.Do(staff, one+"/approve", "version", "1.0", "meeting", "panel-101")
	s.Refused(staff, one+"/publish", "a day up to 18 February 2022", "on", "2022-02-19")
	s.Do(staff, one+"/publish")
	s.Says(one, "Becomes the Approved Budget on 11 March 2022",
		"15 Working Days after Friday 18 February 2022 is Friday 11 March 2022; 3 weekends")
	s.At("2022-03-10T23:59:59")
	s.Says(one, "Becomes the Approved Budget on 11 March 2022")
	s.At("2022-03-11T00:00")
	s.Says(one, "The Approved Budget: it takes effect on 1 April 2022")
	s.At("2022-04-01T00:00")
	s.Says(one, "In effect since 1 April 2022")
	s.Refused(staff, one+"/amounts", "Enter whole pounds", "pounds-2022", "1.5")
	s.Do(staff, one+"/amounts", "pounds-2022", "1250000")
	s.Says(one, "2022 to 2023", "1,250,000", "2023 to 2024", "not known")
	s.Do(staff, one+"/amend", "reason", "A committee more")
	s.Says(one, "The consultation has closed", "Why it is amended", "A committee more")
}

// TestLateBudget: one that is published late takes effect when it is the Approved Budget.
func TestLateBudget(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Refused(staff, "/budgets/new", "Enter a year", "title", "Demo budget", "year", "23")
	to := string(s.Do(staff, "/budgets/new", "title", "Demo budget", "year", "2023", "version",
		"0.1").To)
	s.Says(to, "Draft", "1 April 2023", "31 March 2026", "2025 to 2026")
	s.Do(staff, to+"/review")
	s.Do(staff, to+"/to-panel")
	s.Do(staff, to+"/consult", "consultation", "consultation-panel-budget-2022-2025")
	s.Do(staff, to+"/consider")
	s.Do(staff, to+"/approve")
	s.Says(to, "Approved, and not published yet")
	s.AtInstant(time.Date(2023, 3, 24, 12, 0, 0, 0, time.UTC))
	s.Do(staff, to+"/publish")
	s.Says(to, "Becomes the Approved Budget on 18 April 2023", "Takes effect", "18 April 2023")
	s.At("2023-04-18T00:00")
	s.Says(to, "In effect since 18 April 2023")
	s.Do(staff, to+"/supersede")
	s.Says(to, "Superseded")
}

// TestChangeRequest: the steps are told with their conditions, and the plan changes only when
// the request is baselined, without an objection that is not resolved.
func TestChangeRequest(t *testing.T) {
	s := governancetest.NewSite(t)
	const one, plan = "/change-requests/jip-cr-ecos-2022-01-14", "/plans/jip-ecos"
	s.Says(plan, "ECoS Go Live is proposed for 30 June 2023", "ECoS JIP change request",
		"ECoS Go Live: proposed for 30 June 2023. Not named: date not printed.",
		"ECoS Go Live", "date not printed", "30 June 2023", "not named")
	s.Says(one, "Out for consultation until 5pm on 4 February 2022", "Steps", "14 January 2022",
		"27 January 2022", "to come", "Implementation Managers Forum", "5pm on 4 February 2022",
		"February 2022, day", "not known", "Condition:", "Smart Metering Delivery Group", "Condition:",
		"After")
	s.Do(staff, one+"/discuss", "on", "2022-01-27", "what", "Questions were answered", "meeting",
		"imf-2022-01-27")
	s.Says(one, "Discussed", "Questions were answered")
	s.Refused(staff, one+"/take-stock", "Its consultation closes by the clock")
	s.At("2022-02-04T17:00")
	s.Says(one, "The consultation has closed; what comes of it is not known")
	s.Do(staff, one+"/take-stock")
	s.Refused(staff, one+"/recommend", "Enter a day, or a month", "on", "", "month", "soon", "what",
		"x")
	s.Do(staff, one+"/recommend", "on", "", "month", "2022-02", "what", "Recommended", "meeting",
		"imf-2022-02")
	s.Refused(staff, one+"/baseline", "Say first, under objections", "what", "x")
	s.Do(staff, one+"/objections", "objections", "open")
	s.Refused(staff, one+"/baseline", "not resolved", "what", "x")
	s.Says(plan, "is proposed for 30 June 2023")
	s.Do(staff, one+"/objections", "objections", "resolved")
	s.Do(staff, one+"/baseline", "what", "Baselined", "meeting", "smdg-2022-02")
	s.Says(one, "Baselined")
	s.Says(plan, "As baselined on 4 February 2022", "version 1", "ECoS Go Live: baseline 30 June 2023")
	s.Refused(staff, one+"/reject", "Nothing is possible any more", "reason", "x")
	before, err := s.ViewAsAt("", plan, governancetest.Start, governancetest.Start)
	if err != nil || before.Title != "ECoS Go Live is proposed for 30 June 2023" {
		t.Errorf("the plan of before says %q, %v", before.Title, err)
	}
}

func TestPlan(t *testing.T) {
	s := governancetest.NewSite(t)
	to := string(s.Do(staff, "/plans/new", "title", "Demo <plan> & more", "programme", "Demo").To)
	s.Says(to, "It has no milestones yet")
	s.Refused(staff, to+"/propose", "add one first", "reason", "x")
	s.Do(staff, to+"/add-milestone", "title", "First & <last> of a very long name of milestone indeed",
		"baseline", "2022-03-01")
	s.Says(to, "Nothing is proposed", "1 March 2022", "not known")
	id := milestoneOf(t, s, to+"/propose")
	s.Do(staff, to+"/propose", "milestone", id, "on", "2022-04-01", "title", "First", "reason", "Late")
	s.Says(to, "First is proposed for 1 April 2022", "31 days later")
	s.Do(staff, to+"/propose", "milestone", id, "on", "2022-02-01", "reason", "Early")
	s.Says(to, "28 days earlier")
	request := string(s.Do(staff, "/change-requests/new", "title", "Demo request", "plan",
		to[len("/plans/"):], "raised", "dcc", "to", "imf", "new", "1", "live", "2022-04-01").To)
	s.Says(request, "Drafted", "Which steps come, is", "not known")
	s.Refused(staff, "/change-requests/new", "how many milestones", "title", "x", "plan", "jip-ecos",
		"raised", "dcc", "to", "imf", "new", "-1")
	s.Do(staff, request+"/issue")
	s.Do(staff, request+"/open", "consultation", "consultation-ecos-jip-cr")
	s.Says(request, "Out for consultation until 5pm on 4 February 2022")
	s.Do(staff, request+"/revise", "reason", "Another one comes")
	s.Says(request, "Revised", "Another one comes")
	s.Do(staff, to+"/withdraw", "reason", "Made in error")
	s.Says(request, "Revised")
}

// milestoneOf is the only milestone that a form offers.
func milestoneOf(t *testing.T, s governancetest.Site, address string) string {
	t.Helper()
	form, err := s.Form(staff, address)
	if err != nil || len(form.Fields[0].Options) != 1 {
		t.Fatalf("%s: %v", address, err)
	}
	return form.Fields[0].Options[0].Value
}
