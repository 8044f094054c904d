package browsertest_test

import (
	"net/http"
	"strings"
	"testing"
)

// cast is who takes part in the journeys, so that those with script and those without can be
// made on one site.
type cast struct {
	scripts  bool
	party    string
	meeting  string // of the Change Sub-Committee or another body without papers
	question string // that the Change Board is asked
}

// casts are the two.
var casts = []cast{
	{true, "Demo Large Supplier A", "/meetings/csc-36", "Shall the window open a week later?"},
	{false, "Demo Large Supplier B", "/meetings/opsg-65", "Shall the window close an hour earlier?"},
}

// journeys are what people come for, from the first page to the last.
func (s *suite) journeys(t *testing.T) {
	for _, c := range casts {
		name := "without script"
		if c.scripts {
			name = "with script"
		}
		t.Run(name, func(t *testing.T) {
			for name, journey := range map[string]func(*suite, *cast, *testing.T){
				"respond":   (*suite).respond,
				"vote":      (*suite).vote,
				"publish":   (*suite).publish,
				"look back": (*suite).lookBack,
				"find":      (*suite).find,
				"refused":   (*suite).refused,
			} {
				t.Run(name, func(t *testing.T) { journey(s, &c, t) })
			}
		})
	}
}

// tabFor opens a tab as the cast has it.
func (s *suite) tabFor(t *testing.T, c *cast) *tab {
	t.Helper()
	tab := s.tab(t)
	tab.scripts(c.scripts)
	return tab
}

// respond answers the consultation on MP192 for a Party, from the home page on, and takes the
// answer back.
func (s *suite) respond(c *cast, t *testing.T) {
	const asked, last = "The solution put forward", "What it means for the organisation"
	tab := s.tabFor(t, c)
	tab.open("/")
	tab.follow("Sign in")
	tab.press("Signatory of " + c.party)
	tab.at("/")
	tab.follow("Modifications")
	tab.follow("MP192")
	tab.follow("Timetable")
	tab.reads("Refinement Consultation", "4 February 2022")
	tab.follow("Facts")
	tab.follow("MP192 Refinement Consultation")
	tab.reads("Closes on 4 February 2022")
	tab.follow("Respond")

	tab.choose(asked, "Support")
	tab.fillIn(asked, "Your reasons", "It saves <two> reads & a day.")
	tab.press("Save draft")
	tab.answers(http.StatusOK)
	tab.reads("The draft is saved")
	tab.open("/")
	tab.follow("MP192 Refinement Consultation")
	tab.follow("draft")
	if got := ask[string](tab, "find.within(%s, %s).value", asked, "Your "+
		"reasons"); !strings.Contains(got,
		"<two> reads & a day") {
		t.Errorf("resumed with %q", got)
	}

	tab.choose("Its business case", "Neutral")
	tab.choose(last, "Do not support")
	tab.fillIn(last, "What it would cost you", "a lot")
	tab.press("Save and check")
	tab.faulty("What it would cost you, in pounds", "a lot")
	if !tab.chosen(last, "Do not support") {
		t.Error("what was chosen is lost")
	}
	tab.fillIn(last, "What it would cost you", "900")
	tab.press("Save and check")
	tab.reads("Check your answers", "It saves <two> reads & a day.", "Do not support", "900")
	tab.press("Submit the response")
	tab.reads("The response is with the code administrator", "Reference R-", "Submitted")

	tab.follow("Withdraw the response")
	tab.press("Withdraw the response")
	tab.answers(http.StatusOK)
	tab.reads("withdrawn")
}

// faulty fails the test where the form does not say above, and at the field, that something is
// wrong with it, or has lost what was typed.
func (tab *tab) faulty(label, typed string) {
	tab.Helper()
	tab.answers(http.StatusUnprocessableEntity)
	tab.reads("There is a problem", label+": ", "Error: ")
	if title := ask[string](tab, "document.title"); !strings.HasPrefix(title, "Error: ") {
		tab.Errorf("%s: the title is %q", tab.where(), title)
	}
	if !ask[bool](tab, `document.activeElement.matches(".faults")`) {
		tab.Errorf("%s: the reader is not led to what is wrong", tab.where())
	}
	tab.follow(label)
	if !ask[bool](tab, "document.activeElement === find.field(%s)", label) {
		tab.Errorf("%s: the link does not lead to the field", tab.where())
	}
	if got := tab.value(label); got != typed {
		tab.Errorf("%s: %q was typed, %q is there", tab.where(), typed, got)
	}
	said := `find.field(%s).getAttribute("aria-describedby").split(" ").map(
		(id) => document.getElementById(id).textContent).join(" ")`
	if text := ask[string](tab, said, label); !strings.Contains(text, "Error: ") {
		tab.Errorf("%s: the field is described by %q", tab.where(), text)
	}
}

// vote asks the Change Board something, and a member votes and changes their mind.
func (s *suite) vote(c *cast, t *testing.T) {
	office := s.tabFor(t, c)
	office.signIn("Demo SECAS secretary", "/bodies/change_board")
	office.follow("Ask for a decision by correspondence")
	office.fill("Title", "Window")
	office.fill("What are the members asked to approve?", c.question)
	office.choose("Mark", "GREEN")
	office.day("Last day for votes", "27", "January", "2022")
	office.press("Ask the members")
	office.reads("The members are asked", c.question)

	tab := s.tabFor(t, c)
	tab.signIn("Delegate of "+c.party, office.where())
	for _, choice := range []string{"Approve", "Reject"} {
		tab.follow("Vote")
		tab.choose(c.question, choice)
		tab.press("Vote")
		tab.answers(http.StatusOK)
		tab.reads("Your vote is noted")
	}
	tab.lacks("There is a problem")
}

// publish takes a paper from the secretary's hands to the public.
func (s *suite) publish(c *cast, t *testing.T) {
	tab := s.tabFor(t, c)
	tab.signIn("Demo SECAS secretary", c.meeting)
	tab.follow("Add an item")
	tab.fill("Title", "What it costs")
	tab.choose("What is it there for?", "Decision")
	tab.choose("Mark", "WHITE")
	tab.press("Add")
	tab.follow("Publish the agenda")
	tab.press("Publish")
	tab.answers(http.StatusOK)
	tab.follow("Add a paper")
	tab.fill("Title", "The costs in full")
	tab.choose("Mark", "WHITE")
	tab.fill("What it says", "It costs little.\n\n- Less than a read\n- More than nothing")
	tab.press("Add")
	tab.answers(http.StatusOK)

	public := s.tabFor(t, c)
	public.open(c.meeting)
	public.lacks("The costs in full")
	tab.open(c.meeting)
	tab.follow("Publish the WHITE pack")
	tab.press("Publish")
	tab.answers(http.StatusOK)
	public.open(c.meeting)
	public.follow("The costs in full")
	public.reads("It costs little.", "Less than a read")
}

// lookBack sees the register as at another moment, goes on there, and leaves.
func (s *suite) lookBack(c *cast, t *testing.T) {
	tab := s.tabFor(t, c)
	tab.open("/modifications")
	tab.follow("See this page as at another moment")
	tab.fill("Moment", "yesterday")
	tab.press("Go to that moment")
	tab.answers(http.StatusUnprocessableEntity)
	tab.fill("Moment", "2022-01-20T09:30")
	tab.press("Go to that moment")
	there := strings.TrimSuffix(tab.where(), "/modifications")
	if !strings.HasPrefix(there, "/as-at/") {
		t.Fatalf("led to %s", tab.where())
	}
	tab.follow("MP192")
	tab.at(there + "/modifications/MP192")
	tab.follow("History")
	tab.at(there + "/modifications/MP192/history")
	tab.follow("Consultations")
	tab.at(there + "/consultations")
	tab.follow("MP192 Refinement Consultation")
	tab.reads("You see the register as it was", "9:30am on 20 January 2022")
	tab.lacks("What you can do")
	tab.follow("See this page as it is now")
	tab.at("/consultations/consultation-mp192-refinement")
	tab.lacks("You see the register as it was")
}

// find searches, and looks ahead in the calendar.
func (s *suite) find(c *cast, t *testing.T) {
	tab := s.tabFor(t, c)
	tab.open("/")
	tab.fill("Search the register", "scheduled services")
	tab.press("Search")
	tab.reads("scheduled services")
	if got := tab.value("Search the register"); got != "scheduled services" {
		t.Errorf("the search box has %q", got)
	}
	tab.follow("MP192")
	tab.at("/modifications/MP192")
	tab.follow("mains")
	tab.follow("The whole calendar")
	tab.reads("Change Board Meeting 62", "Closes: MP192 Refinement Consultation")
	tab.follow("February 2022")
	tab.follow("SEC Panel Meeting 101")
	tab.reads("18 February 2022")
}

// refused asks for what is not the reader's: a stranger is asked who they are, and somebody
// else's form is refused.
func (s *suite) refused(c *cast, t *testing.T) {
	tab := s.tabFor(t, c)
	tab.open("/parties/demo-ls-a/details")
	tab.at("/sign-in?then=%2Fparties%2Fdemo-ls-a%2Fdetails")
	tab.press("Signatory of Demo Applicant")
	tab.answers(http.StatusForbidden)
	tab.reads("This is not yours to do")
	tab.open("/nowhere")
	tab.answers(http.StatusNotFound)
	tab.reads("There is nothing here")
}
