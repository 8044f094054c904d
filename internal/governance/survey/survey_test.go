package survey_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/survey"
	"github.com/mains-energy/mains/internal/page"
)

// The people and the surveys of the stories.
const (
	staff     = "demo-secas-analyst"
	person    = "demo-ls-a-delegate"
	colleague = "demo-ls-a-signatory"
	other     = "demo-en-a-signatory"
	outsider  = "demo-beis-official"
	annual    = "/surveys/survey-annual-customer-satisfaction"
	codes     = "/surveys/survey-ofgem-cross-code-2021"
	mine      = annual + "/consent"
)

func TestMachine(t *testing.T) {
	if err := survey.Life.Check(); err != nil {
		t.Error(err)
	}
}

func TestSurvey(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says(annual, "Upcoming; the day it opens is not known", "What who opts in agrees to",
		"not known",
		"by opting in")
	for _, address := range []string{"/surveys/new", annual + "/open", annual + "/hand-over"} {
		s.Closed("", address, page.ErrSignIn)
		s.Closed(person, address, page.ErrForbidden)
	}
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
	if text, err := s.Page("", annual).AppendJSON(nil); err != nil ||
		!strings.Contains(string(text), `"state": "closed"`) ||
		strings.Contains(string(text), `"status"`) {
		t.Errorf("one truth for programs: %s, %v", text, err)
	}
	s.Says(annual, "Closed; its results are not published yet")
	s.Do(staff, annual+"/publish", "outcome", "Most are content")
	s.Says(annual, "Results: Most are content")
	to := string(s.Do(staff, "/surveys/new", "title", "Demo survey", "audience", "sec_parties").To)
	s.Do(staff, to+"/open")
	s.Says(to, "Open; the day it closes is not known")
	s.Do(staff, to+"/close")
	s.Do(staff, to+"/change", "closes", "2022-04-29")
	cancelled := func() bool {
		for _, e := range s.Page("", "/surveys").List.Entries {
			if string(e.To) == to {
				return e.Cancelled
			}
		}
		t.Fatal("it is in no list")
		return false
	}
	if cancelled() {
		t.Error("calendars have it as cancelled")
	}
	s.Do(staff, to+"/withdraw", "reason", "Too few answers")
	s.Says(to, "Withdrawn", "Too few answers")
	if !cancelled() {
		t.Error("withdrawn, and calendars have it as before")
	}
}

// TestFigures: results stand in a table, and the numbers among them in pictures, those of one
// unit in each; where none are known, that is said.
func TestFigures(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says(codes, "Results: ", "Feedback to", "Feedback Form", "What follows", "Its figures are",
		"not known")
	if html := governancetest.Main(s.Page("", codes), codes); strings.Contains(html, "<svg") {
		t.Errorf("a picture of nothing: %s", html)
	}
	s.Refused(staff, codes+"/add-result", "Enter a year", "metric", "Content", "value", "87%",
		"year", "21")
	for _, result := range [][]string{
		{"Content with <us> & others", "87%", "81% in 2020", "2021"},
		{"Clear words", "62.5%", "", ""},
		{"Marks", "4.2 of 5", "3.9 of 5 across the codes", "2021"},
		{"Said most", "be quicker", "", "2021"},
	} {
		s.Do(staff, codes+"/add-result", "metric", result[0], "value", result[1], "comparison",
			result[2], "year", result[3])
	}
	s.Says(codes, "Results in per cent", "Results in points of 5", "Figures", "Content with",
		"87%", "81% in 2020", "2021", "Clear words", "62.5%", "not known", "Said most", "be quicker")
	html := governancetest.Main(s.Page("", codes), codes)
	for want, count := range map[string]int{"<svg": 2, `<rect `: 3, `<path `: 2,
		`width="400" height="18"`: 1, "Content with &lt;us&gt; &amp; others": 5} {
		if got := strings.Count(html, want); got != count {
			t.Errorf("%d of %s, want %d:\n%s", got, want, count, html)
		}
	}
}

// everywhere are the forms in which a survey is told of.
func everywhere(t *testing.T, s governancetest.Site, who, survey string) string {
	t.Helper()
	var b []byte
	for _, address := range []string{survey, "/surveys", survey + "/history", survey + "/redline",
		"/feed", "/search?q=Content", "/changes", "/survey-results"} {
		v, err := s.View(who, address)
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		b = append(b, governancetest.Main(v, address)...)
		if b, err = v.AppendJSON(b); err != nil {
			t.Fatal(err)
		}
		b = v.AppendAtom(v.AppendCSV(b), "https://mains.example", page.Address(address))
	}
	return string(b)
}

// TestVeiled: what is entered of the results is known to nobody but the administrator, nor that it
// was, until they are published; then it is to everybody.
func TestVeiled(t *testing.T) {
	s := governancetest.NewSite(t)
	to := string(s.Do(staff, "/surveys/new", "title", "Demo survey", "audience", "sec_parties").To)
	s.Do(staff, to+"/open")
	s.Do(staff, to+"/close")
	s.At("2022-01-21T10:00")
	publicly := everywhere(t, s, "", to)
	s.Do(staff, to+"/add-result", "metric", "Content", "value", "87.5%", "year", "2021")
	s.Do(staff, to+"/add-result", "metric", "Clear words", "value", "61.5%")
	s.Do(staff, to+"/add-result", "metric", "Wrong", "value", "9.5%")
	has(t, s, staff, to, "not published yet", "for the code administrator alone", "87.5%", "61.5%")
	has(t, s, staff, "/survey-results", "Content: 87.5%")
	if text := everywhere(t, s, staff, to); !strings.Contains(text, `"unpublished_results": [`) {
		t.Errorf("programs of the administrator are told of none: %s", text)
	}
	for _, who := range []string{"", person, outsider} {
		text := everywhere(t, s, who, to)
		for _, no := range []string{"87.5", "61.5", "9.5%", "Add a result", "add a result"} {
			if strings.Contains(text, no) {
				t.Errorf("%q is told %s: %s", who, no, text)
			}
		}
		if who == "" && text != publicly {
			t.Errorf("something has changed for everybody:\n%s\n%s", publicly, text)
		}
	}
	form, err := s.Form(staff, to+"/take-back")
	if err != nil || len(form.Fields[0].Options) != 3 {
		t.Fatalf("to take back: %+v, %v", form, err)
	}
	for _, o := range form.Fields[0].Options {
		if o.Label == "Wrong: 9.5%" {
			s.Do(staff, to+"/take-back", "result", o.Value, "reason", "Of another survey")
		}
	}
	s.Refused(staff, to+"/publish", "Choose also “Content: 87.5%”", "outcome", "Fine", "results", "")
	s.Do(staff, to+"/publish", "outcome", "Fine")
	s.Says(to, "Results: Fine", "Content", "87.5%", "Clear words", "61.5%")
	hasNot(t, s, "", to, "9.5%")
	hasNot(t, s, staff, to, "not published")
	before, err := s.ViewAsAt("", to, governancetest.Start.AddDate(0, 0, 1),
		governancetest.Start.AddDate(0, 0, 1))
	if text, _ := before.AppendJSON(nil); err != nil || strings.Contains(string(text), "87.5") {
		t.Errorf("as it was before: %s, %v", text, err)
	}
	s.Do(staff, to+"/add-result", "metric", "Late", "value", "5.5%")
	s.Says(to, "5.5%")
	other := string(s.Do(staff, "/surveys/new", "title", "Another", "audience", "sec_parties").To)
	s.Do(staff, other+"/add-result", "metric", "Never to be known", "value", "3.5%")
	has(t, s, staff, "/survey-results", "Never to be known")
	s.Do(staff, other+"/withdraw", "reason", "Too few")
	hasNot(t, s, staff, "/survey-results", "Never to be known")
	s.Refused(staff, other+"/add-result", "It was withdrawn", "metric", "x", "value", "1")
}

// TestCheck: a file has no results that would be read before they are published.
func TestCheck(t *testing.T) {
	one := &record.Survey{Status: "closed", Results: []record.Finding{{Metric: "Content"}}}
	if one.Check()["results"] == "" {
		t.Error("results of a survey that is closed are taken")
	}
	if one.Status = "results_published"; len(one.Check()) > 0 {
		t.Errorf("published: %v", one.Check())
	}
}

// TestTakeBack: a result that was noted in error is taken back.
func TestTakeBack(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Closed(person, codes+"/take-back", page.ErrForbidden)
	form, err := s.Form(staff, codes+"/take-back")
	if err != nil || !strings.Contains(form.Faults.Error(), "has no results") {
		t.Errorf("taking back what is not there: %+v, %v", form, err)
	}
	s.Do(staff, codes+"/add-result", "metric", "Content", "value", "87%")
	s.Do(staff, codes+"/add-result", "metric", "Clear words", "value", "62%")
	s.Do(staff, codes+"/take-back", "result", "0", "reason", "Of another year")
	if text := s.Text("", codes); strings.Contains(text, "87%") || !strings.Contains(text, "62%") {
		t.Errorf("after one was taken back: %s", text)
	}
}

// asked is a site whose annual survey says what people agree to.
func asked(t *testing.T) governancetest.Site {
	s := governancetest.NewSite(t)
	s.Do(staff, annual+"/change", "opens", "2022-03-01", "closes", "2022-03-31", "agency",
		"Demo Agency", "consent", "Demo Agency may telephone me once about the services.")
	return s
}

// consents agrees as somebody, with a telephone.
func consents(s governancetest.Site, who, phone string) {
	s.Do(who, mine+"/give", "name", "Asked "+who, "phone", phone, "agree", "yes")
}

// notices are those of an event.
func notices(t *testing.T, s governancetest.Site, event string) []*record.Notice {
	t.Helper()
	r := s.Code.Register()
	now := r.Now()
	left, err := register.All[*record.Notice](r.View(t.Context(), policy.System(),
		register.Moment{So: now, Known: now}), register.Query{Key: "event", Is: event})
	if err != nil {
		t.Fatal(err)
	}
	return left
}

func has(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	text := s.Text(who, address)
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Fatalf("%s as %q does not say %q:\n%s", address, who, want, text)
		}
	}
}

func hasNot(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	text := s.Text(who, address)
	for _, no := range words {
		if strings.Contains(text, no) {
			t.Errorf("%s as %q says %q:\n%s", address, who, no, text)
		}
	}
}

// TestConsent: who is asked agrees to a text that stands there, changes how they are called, and
// takes it back; nobody but they and the administrator learns of it.
func TestConsent(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Refused(person, mine+"/give", "is not known yet", "agree", "yes")
	s = asked(t)
	if _, err := s.View("", mine); !errors.Is(err, page.ErrSignIn) {
		t.Errorf("the public: %v", err)
	}
	s.Closed("", mine+"/give", page.ErrSignIn)
	s.Closed("", mine+"/withdraw", page.ErrSignIn)
	s.Refused(outsider, mine+"/give", "People of SEC Parties are asked", "agree", "yes")
	s.Refused(person, codes+"/consent/give", "Nobody is asked", "agree", "yes")
	s.Refused(person, mine+"/withdraw", "nothing to withdraw")
	has(t, s, person, mine, "You have not agreed", "What you would agree to", "telephone me once")
	s.Refused(person, mine+"/give", "Tick that you agree", "name", "x", "phone", "01632 960001")
	consents(s, person, "01632 960001")
	has(t, s, person, mine, "You have agreed to be called", "telephone me once", "01632 960001",
		"10am on 20 January 2022")
	for _, who := range []string{"", colleague, other, outsider} {
		for _, address := range []string{annual, "/survey-consents", "/changes", annual + "/history",
			"/parties/demo-ls-a", "/survey-handovers"} {
			hasNot(t, s, who, address, "01632 960001", "Agree to be called", "consent-", "agree to be called for")
		}
	}
	has(t, s, colleague, mine, "You have not agreed")
	has(t, s, staff, annual, "Agree to be called", "1")

	s.At("2022-01-21T10:00")
	consents(s, person, "01632 960002") // a second time
	has(t, s, person, mine, "01632 960002", "10am on 20 January 2022", "Details changed")
	hasNot(t, s, person, mine, "01632 960001")
	if n := len(s.Page(staff, "/survey-consents").List.Entries); n != 1 {
		t.Errorf("%d consents", n)
	}

	s.At("2022-01-22T10:00")
	s.Do(person, mine+"/withdraw")
	has(t, s, person, mine, "You have not agreed", "No longer", "telephone me once", "Withdrawn",
		"10am on 22 January 2022", "removed on 22 January 2022: the consent was withdrawn")
	hasNot(t, s, staff, "/survey-consents", "01632")
	for _, e := range s.Page(staff, "/survey-consents").List.Entries {
		for _, address := range []string{string(e.To), string(e.To) + "/history"} {
			hasNot(t, s, staff, address, "01632", "Asked")
		}
	}
	s.Refused(person, mine+"/withdraw", "nothing to withdraw")
	consents(s, person, "01632 960003") // and changes their mind
	has(t, s, person, mine, "You have agreed", "01632 960003", "No longer")
}

// TestText: who agreed to an earlier text is asked again, and not called before.
func TestText(t *testing.T) {
	s := asked(t)
	consents(s, person, "01632 960001")
	s.Do(staff, annual+"/change", "consent", "Another agency may telephone me.")
	has(t, s, person, mine, "not called before you agree again", "What you would agree to",
		"Another agency", "Demo Agency may telephone me once")
	has(t, s, staff, annual, "Agreed to an earlier text")
	s.Refused(staff, annual+"/hand-over", "Nobody agrees to be called")
	n := notices(t, s, "consent_text_changed")
	if len(n) != 1 || n[0].Person != person || strings.Contains(n[0].Why+n[0].Text, "01632") {
		t.Errorf("told: %+v", n)
	}
	s.At("2022-01-21T10:00")
	consents(s, person, "01632 960001")
	has(t, s, person, mine, "You have agreed", "Another agency", "10am on 21 January 2022")
	hasNot(t, s, person, mine, "Demo Agency may")
}

// TestHandover: only those whose consent stands are handed over; of those who withdraw later it is
// said that the agency is to delete them.
func TestHandover(t *testing.T) {
	s := asked(t)
	s.Refused(staff, annual+"/hand-over", "Nobody agrees to be called", "to", "Demo Agency")
	consents(s, person, "01632 960001")
	consents(s, colleague, "01632 960002")
	consents(s, other, "01632 960003")
	s.Do(colleague, mine+"/withdraw")
	form, err := s.Form(staff, annual+"/hand-over")
	if err != nil {
		t.Fatal(err)
	}
	html := string(form.AppendHTML(nil, page.Frame{Self: "/"}))
	for phone, in := range map[string]bool{"960001": true, "960002": false, "960003": true} {
		if strings.Contains(html, phone) != in {
			t.Errorf("who is handed over: %s: want %v", phone, in)
		}
	}
	to := string(s.Do(staff, annual+"/hand-over").To)
	has(t, s, staff, to, "Hand-over to Demo Agency", "2", "Nobody has withdrawn since")
	csv := string(s.Page(staff, to).AppendCSV(nil))
	if !strings.Contains(csv, "960001") || !strings.Contains(csv, "960003") ||
		strings.Contains(csv, "960002") {
		t.Errorf("the CSV: %s", csv)
	}
	for _, who := range []string{"", person, outsider} {
		if _, err := s.View(who, to); !errors.Is(err, page.ErrNotFound) {
			t.Errorf("%q: %v", who, err)
		}
		s.Closed("", annual+"/hand-over", page.ErrSignIn)
	}

	s.At("2022-01-24T10:00")
	s.Do(person, mine+"/withdraw")
	consents(s, other, "01632 960004")
	has(t, s, staff, "/queue", "Hand-over to", "Withdrawn or ended since it was told: 1")
	has(t, s, staff, to, "Tell the agency to delete", "10am on 24 January 2022", "To be told",
		"Changed since", "01632 960004")
	hasNot(t, s, staff, to, "960001", "960003")
	if csv := string(s.Page(staff, to).AppendCSV(nil)); strings.Contains(csv, "960001") {
		t.Errorf("the CSV has who withdrew: %s", csv)
	}
	if n := notices(t, s, "consent_withdrawn"); len(n) != 1 || n[0].To[0] != "staff" {
		t.Errorf("told: %+v", n)
	}
	s.Do(staff, to+"/told")
	has(t, s, staff, to, "Told")
	hasNot(t, s, staff, to, "To be told")
	hasNot(t, s, staff, "/queue", "Hand-over to")
	consents(s, person, "01632 960005") // again: another consent
	has(t, s, staff, to, "Tell the agency to delete", "Told")
	hasNot(t, s, staff, to, "960005")
}

// TestOver: nobody agrees once the survey is over, everybody can withdraw until then, and with the
// results all details are erased.
func TestOver(t *testing.T) {
	s := asked(t)
	consents(s, person, "01632 960001")
	consents(s, other, "01632 960003")
	s.At("2022-03-31T17:00")
	s.Refused(colleague, mine+"/give", "The survey is over", "agree", "yes")
	s.Refused(staff, annual+"/hand-over", "The survey is over")
	s.Do(other, mine+"/withdraw")
	has(t, s, person, mine, "You have agreed", "01632 960001")
	s.Do(staff, annual+"/publish", "outcome", "Most are content")
	has(t, s, person, mine, "No longer", "Ended", "the survey is over")
	hasNot(t, s, person, mine, "01632")
}

// TestLeft: as a Party ceases, the consents of its people end, and whoever they were handed over to
// is to delete them; those of others stand.
func TestLeft(t *testing.T) {
	s := asked(t)
	consents(s, person, "01632 960171")
	consents(s, other, "01632 960172")
	handed := string(s.Do(staff, annual+"/hand-over", "to", "Demo Agency").To)
	s.Do("demo-secas-administrator", "/parties/demo-ls-a/cease", "reason", "It is over")
	text := s.Text(staff, handed)
	if strings.Contains(text, "960171") || !strings.Contains(text, "960172") ||
		!strings.Contains(text, "To be told") {
		t.Errorf("the hand-over says %s", text)
	}
	if n := notices(t, s, "consent_withdrawn"); len(n) != 1 {
		t.Errorf("%d notices that the agency is to delete one", len(n))
	}
	if text := s.Text(person, mine); strings.Contains(text, "960171") ||
		!strings.Contains(text, "You have not agreed") || !strings.Contains(text, "No longer") {
		t.Errorf("the page of the person says %s", text)
	}
}
