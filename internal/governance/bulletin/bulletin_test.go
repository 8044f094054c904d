package bulletin_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/bulletin"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff = "demo-secas-analyst"
	party = "demo-ls-a-signatory"
)

func TestMachines(t *testing.T) {
	for _, m := range []*process.Machine{bulletin.EventLife, bulletin.SurveyLife, bulletin.VacancyLife} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

// kinds are the lists of this package, each with a deed of one of its records.
var kinds = map[string]string{
	"/events":        "/event-credit-cover/cancel",
	"/surveys":       "/survey-annual-customer-satisfaction/open",
	"/vacancies":     "/vacancy-operations-analyst/fill",
	"/contact-lists": "/operations-contact-list/withdraw",
	"/publications":  "/publication-operations-report/mark",
	"/helpdesks":     "/secas-helpdesk/change",
}

// TestRights: everyone reads; the administrator alone adds and changes.
func TestRights(t *testing.T) {
	s := governancetest.NewSite(t)
	for list, one := range kinds {
		for _, address := range []string{list + "/new", list + one} {
			s.Closed("", address, page.ErrSignIn)
			s.Closed(party, address, page.ErrForbidden)
		}
		if v := s.Page(party, list); len(v.Actions) != 0 || v.List == nil || len(v.List.Entries) == 0 {
			t.Errorf("%s offers a Party %v, and lists %v", list, v.Actions, v.List)
		}
		if v := s.Page(staff, list); len(v.Actions) != 1 {
			t.Errorf("%s offers the administrator %v", list, v.Actions)
		}
		for _, e := range s.Page("", list).List.Entries {
			s.Page("", string(e.To))
			s.Page(staff, string(e.To))
			s.Page("", string(e.To)+"/history")
		}
	}
}

func TestHelpdesk(t *testing.T) {
	s := governancetest.NewSite(t)
	for _, each := range []struct{ at, want string }{
		{"2022-01-20T10:00", "Open now. Closes 5pm on Thursday 20 January 2022"},
		{"2022-01-21T17:00", "Closed now: after 5pm. Opens 9am on Monday 24 January 2022"},
		{"2022-01-22T12:00", "Closed now: Saturday. Opens 9am on Monday 24 January 2022"},
		{"2022-04-15T12:00", "Closed now: Good Friday. Opens 9am on Tuesday 19 April 2022"},
		{"2022-06-30T08:59:59", "Closed now: before 9am. Opens 9am on Thursday 30 June 2022"},
	} {
		s.At(each.at)
		s.Says("/helpdesk", each.want, "Monday to Friday, 9am to 5pm, closed on bank holidays",
			"SECAS@gemserv.com")
		s.Says("/helpdesks", "SECAS Helpdesk", each.want)
	}
	if v := s.Page("", "/helpdesk"); v.Self != "/helpdesks/secas-helpdesk" {
		t.Errorf("the short address is that of %s", v.Self)
	}
	const desk = "/helpdesks/secas-helpdesk"
	s.Refused(staff, desk+"/change", "enter a time such as 09:00", "opens", "nine")
	s.Refused(staff, desk+"/change", "Enter a time after 09:00", "closes", "09:00")
	s.Do(staff, desk+"/change", "days", "monday", "days", "wednesday", "closes", "12:30")
	s.Says(desk, "Monday, Wednesday, 9am to 12:30pm")
	s.Do(staff, desk+"/withdraw", "reason", "Questions go elsewhere")
	if _, err := s.View("", "/helpdesk"); err != page.ErrNotFound {
		t.Errorf("/helpdesk without a helpdesk: %v", err)
	}
	s.Do(staff, "/helpdesks/new", "contact", "change_team", "days", "friday", "opens", "10:00",
		"closes", "16:00")
	s.Says("/helpdesk", "Friday, 10am to 4pm", "Change Team")
}

func TestVacancy(t *testing.T) {
	s := governancetest.NewSite(t)
	const one = "/vacancies/vacancy-operations-analyst"
	s.Says(one, "Open; the day it closes is not known", "Closes", "not known", "Apply to", "not known")
	s.Do(staff, one+"/change", "closes", "2022-02-11", "apply", "helpdesk", "salary", "By experience")
	s.Says(one, "Open until 5pm on 11 February 2022", "Apply to", "SECAS Helpdesk", "By experience")
	s.At("2022-02-11T16:59:59.999999Z")
	s.Says(one, "Open until 5pm on 11 February 2022")
	s.Says("/vacancies?show=open", "Operations Analyst")
	s.At("2022-02-11T17:00")
	s.Says(one, "Closed at 5pm on 11 February 2022")
	s.Says("/vacancies?show=past", "Operations Analyst")
	s.Refused(staff, one+"/close", "it is in the state “Closed”")
	s.Do(staff, one+"/fill")
	s.Says(one, "Filled")
	s.Refused(staff, one+"/withdraw", "Nothing is possible any more", "reason", "x")
	const other = "/vacancies/vacancy-senior-committee-administrator"
	s.Refused(staff, other+"/withdraw", "Reason")
	s.Do(staff, other+"/withdraw", "reason", "The team has changed")
	s.Says(other, "Withdrawn", "The team has changed")
	s.Says("/vacancies", "There is none at present", "Closed, filled and withdrawn", "Filled")
	to := s.Do(staff, "/vacancies/new", "title", "Demo post", "team", "SECAS").To
	s.Says(string(to), "Open; the day it closes is not known", "Demo post", "11 February 2022")
	s.Says("/vacancies", "Open", "Demo post")
	s.Refused(staff, "/vacancies/new", "Title")
}

func TestSurvey(t *testing.T) {
	s := governancetest.NewSite(t)
	const annual, codes = "/surveys/survey-annual-customer-satisfaction",
		"/surveys/survey-ofgem-cross-code-2021"
	s.Says(annual, "Upcoming; the day it opens is not known", "What who opts in agrees to",
		"not known",
		"by opting in")
	s.Says(codes, "Results: ", "Feedback to", "Feedback Form", "What follows",
		"No figures are known here")
	s.Refused(staff, annual+"/change", "a day from 1 March 2022 on", "opens", "2022-03-01", "closes",
		"2022-02-28")
	s.Do(staff, annual+"/change", "opens", "2022-03-01", "closes", "2022-03-31", "consent",
		"To be telephoned by the agency")
	s.Says(annual, "Opens on 1 March 2022", "To be telephoned")
	s.At("2022-03-01T00:00")
	s.Says(annual, "Open until 5pm on 31 March 2022")
	s.Refused(staff, annual+"/open", "it is in the state “Open”")
	s.Says("/surveys?show=current", "Annual")
	s.At("2022-03-31T17:00") // of summer time
	s.Says("/surveys?show=past", "Annual")
	s.Says(annual, "Closed; its results are not known yet")
	s.Do(staff, annual+"/publish", "outcome", "Most are content")
	s.Refused(staff, annual+"/add-result", "Enter a year", "metric", "Content", "value", "87%",
		"year", "21")
	s.Do(staff, annual+"/add-result", "metric", "Content", "value", "87%", "comparison", "81% in 2021",
		"year", "2022")
	s.Says(annual, "Results: Most are content", "Content", "87%", "81% in 2021", "2022")
	to := string(s.Do(staff, "/surveys/new", "title", "Demo survey", "audience", "sec_parties").To)
	s.Do(staff, to+"/open")
	s.Says(to, "Open; the day it closes is not known")
	s.Do(staff, to+"/close")
	s.Do(staff, to+"/withdraw", "reason", "Too few answers")
	s.Says(to, "Withdrawn", "Too few answers")
}

func TestContactList(t *testing.T) {
	s := governancetest.NewSite(t)
	const one = "/contact-lists/operations-contact-list"
	s.Says(one, "Operations Contact List", "Who may use it", "Supplier Parties",
		"How to add or change details", "Operations contact update form", "Guidance",
		"Guidance to Critical Alerts", "May also add details", "Permitted uses", "not here")
	s.Do(staff, one+"/change", "uses", "Critical Alerts\r\nLoss of supply", "users",
		"supplier_parties",
		"users", "network_parties")
	s.Says(one, "Supplier Parties, Network Parties", "Loss of supply")
	s.Do(staff, one+"/withdraw", "reason", "A register takes its place")
	if _, err := s.View("", one); err != page.ErrNotFound {
		t.Errorf("withdrawn: %v", err)
	}
	s.Says("/contact-lists", "There is none")
	to := s.Do(staff, "/contact-lists/new", "title", "Demo list", "purpose", "To call somebody").To
	s.Says(string(to), "Demo list", "Who may use it", "not known", "How to add or change details",
		"not known")
}

// TestPublication: who may see a publication follows from its mark, and a mark is lowered only
// where the body that it comes from agrees.
func TestPublication(t *testing.T) {
	s := governancetest.NewSite(t)
	const tgu, report = "/publications/publication-tgu", "/publications/publication-operations-report"
	s.Says(report, "Operations Report", "WHITE", "Everyone",
		"January 2022 WHITE SEC Panel Meeting 100",
		"SEC Panel Meeting 100")
	hidden := func(who, address string, hides bool) {
		t.Helper()
		if _, err := s.View(who, address); hides != (err == page.ErrNotFound) {
			t.Errorf("%s as %q: %v", address, who, err)
		}
	}
	hidden("", tgu, true)
	hidden(party, tgu, false)
	if n := len(s.Page("", "/publications?kind=paper").List.Entries); n != 1 {
		t.Errorf("everyone is listed %d papers", n)
	}
	if n := len(s.Page(party, "/publications?kind=paper").List.Entries); n != 2 {
		t.Errorf("a Party is listed %d papers", n)
	}
	s.Do(staff, report+"/mark", "class", "GREEN", "reason", "Not for everyone")
	hidden("", report, true)
	s.Refused(staff, report+"/mark", "Enter who agreed", "class", "WHITE", "reason", "x")
	s.Refused(staff, report+"/mark", "Choose another one", "class", "GREEN", "reason", "x")
	s.Refused(staff, report+"/mark", "Choose the body", "class", "AMBER", "reason", "x")
	s.Do(staff, report+"/mark", "class", "WHITE", "agreed", "SEC Panel, Meeting 101", "reason",
		"Agreed")
	hidden("", report, false)
	s.Says(report, "Lower mark agreed", "SEC Panel, Meeting 101")
	s.Refused(staff, "/publications/new", "Choose the body", "title", "Demo", "kind", "report",
		"class",
		"AMBER")
	to := string(s.Do(staff, "/publications/new", "title", "Demo report", "kind", "report", "class",
		"AMBER", "body", "ssc").To)
	hidden(party, to, true)
	hidden(staff, to, false)
	s.Do(staff, to+"/change", "title", "Demo report of the group")
	s.Do(staff, to+"/withdraw", "reason", "Made in error")
	hidden(staff, to, true)
}
