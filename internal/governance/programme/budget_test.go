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
