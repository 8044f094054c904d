// Package survey is surveys: who is asked what by whom, who agreed to be called, to whom those were
// handed over, and what came of it. That somebody agreed is known to them and to the administrator
// alone.
package survey

import (
	"net/url"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a survey.
const (
	upcoming  = "upcoming"
	opened    = "open"
	closed    = "closed"
	results   = record.SurveyPublished
	withdrawn = "withdrawn"
)

// by is who takes the steps of a survey.
const by = "code administrator"

// Life is the life of a survey. [D]
var Life = &process.Machine{
	Name: "survey", Title: "Survey", Start: upcoming,
	States: []process.State{
		{Name: upcoming, Label: "Upcoming", Doc: "It is announced."},
		{Name: opened, Label: "Open", Doc: "People are asked."},
		{Name: closed, Label: "Closed", Doc: "Nobody is asked any more."},
		{Name: results, Label: "Results published", Doc: "What came of it is known.", Final: true},
		{Name: withdrawn, Label: "Withdrawn", Doc: "It is not carried out.", Final: true},
	},
	Steps: []process.Step{
		{Event: "open", Label: "Open it", From: []string{upcoming}, To: opened, By: []string{by}},
		{Event: "close", Label: "Close it", From: []string{opened}, To: closed, By: []string{by}},
		{Event: "publish", Label: "Publish the results", From: []string{upcoming, opened, closed},
			To: results, By: []string{by}},
		{Event: "opening_day", Label: "Its first day comes", From: []string{upcoming}, To: opened,
			Timed: true},
		{Event: "closing_day", Label: "Its last day ends", From: []string{opened}, To: closed,
			Timed: true, Doc: "At 5pm of the day on which it says that it closes."},
		{Event: "withdraw", Label: "Withdraw it", From: []string{upcoming, opened, closed},
			To: withdrawn, By: []string{by}, Reason: true},
	},
}

// stateOf is the state of a survey at an instant.
func stateOf(s survey, so time.Time) string {
	state := s.Status
	if state == upcoming && !s.OpensOn.IsZero() && !so.Before(s.OpensOn.Start()) {
		state = opened
	}
	if state == opened && !s.ClosesOn.IsZero() && !so.Before(calendar.CloseOfDay(s.ClosesOn)) {
		state = closed
	}
	return state
}

type survey = *record.Survey

// Routes are the addresses of surveys, of consents, and of hand-overs.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	return slices.Concat(surveys().Routes(d), s.consents(), s.handovers())
}

type subject struct{ *desk.Desk }

func surveys() shelf.Of[survey] {
	bound := surveyFields()
	take := func(event string) desk.Deed[survey] {
		return desk.Take(Life, event, desk.StaffOf[survey])
	}
	end := take("withdraw")
	end.Do = func(d *desk.Doing[survey]) error {
		d.Record.Withdrawn = d.In.Text("reason")
		if err := drop(d.Tx, d.Record); err != nil {
			return err
		}
		return over(d.Tx, d.Record)
	}
	return shelf.Of[survey]{
		Listing: desk.Listing[survey]{Kind: kindSurvey, Parts: surveyParts,
			Tell:    shelf.Each(tellSurvey),
			Columns: []string{"id", "title", "state", "opens_on", "closes_on"}, Dated: true},
		Adding: desk.Adding[survey]{Label: "Add a survey", Fields: desk.Asked(bound),
			Do: takeSurvey(bound), New: func(id string) survey {
				return &record.Survey{Head: record.Head{ID: id}, Status: upcoming}
			}},
		Deeds: desk.Deeds[survey]{Machine: Life, State: func(s survey) string { return s.Status },
			Now: func(v *register.View, s survey) (string, error) {
				return stateOf(s, v.Moment().So), nil
			},
			Enter: func(s survey, state string) { s.Status = state },
			Deeds: []desk.Deed[survey]{{Name: "change", Label: "Change the details",
				May: desk.StaffOf[survey], Fields: desk.Asked(bound), Do: takeSurvey(bound)},
				take("open"), take("close"), publish(), addResult(), takeBack(), end}},
		Show: showSurvey,
	}
}

func surveyFields() []desk.Bound[survey] {
	type S = survey
	return []desk.Bound[S]{
		shelf.Title(func(s S) *string { return &s.Title }),
		shelf.Owners("owners", "From", func(s S) *[]string { return &s.Owners }),
		shelf.Groups("audience", "For whom", func(s S) *[]string { return &s.Audience }),
		shelf.Area("purpose", "Purpose", "", func(s S) *string { return &s.Purpose }),
		desk.BoundText(page.Field{Name: "participation", Label: "How people take part",
			Control: page.Choice, Optional: true, Options: shelf.Options(optIn, "By opting in", "open",
				"Anybody answers")}, func(s S) *string { return &s.Participation }),
		shelf.Area("consent", "What who opts in agrees to",
			"Consent is explicit, dated, and can be taken back",
			func(s S) *string { return &s.Consent }),
		shelf.Line("mode", "How it is carried out", "", func(s S) *string { return &s.Mode }),
		shelf.Line("agency", "Agency", "Who asks, where it is somebody else",
			func(s S) *string { return &s.Agency }),
		desk.BoundDay(page.Field{Name: "opens", Label: "Opens on", Optional: true},
			func(s S) *calendar.Date { return &s.OpensOn }),
		desk.BoundDay(page.Field{Name: "closes", Label: "Closes on", Optional: true,
			Hint: "At 5pm of that day"}, func(s S) *calendar.Date { return &s.ClosesOn }),
		shelf.Contacts("questions", "Questions to", func(s S) *[]string { return &s.QuestionsTo }),
		shelf.Contacts("feedback", "Feedback to", func(s S) *[]string { return &s.FeedbackVia }),
	}
}

// takeSurvey sets what a survey says; it opens before it closes. Where the text changes that people
// agree to, who agreed to the one before is asked again.
func takeSurvey(bound []desk.Bound[survey]) func(*desk.Doing[survey]) error {
	return func(d *desk.Doing[survey]) error {
		s, before := d.Record, d.Record.Consent
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		if !s.ClosesOn.IsZero() && s.ClosesOn.Before(s.OpensOn) {
			return page.Faults{{Field: "closes", Text: "Enter a day from " + s.OpensOn.Long() + " on"}}
		}
		if before == "" || s.Consent == before {
			return nil
		}
		s.ConsentVersion++
		return askAgain(d.Tx, s)
	}
}

// surveyParts are those to come and open, and below them those with results.
func surveyParts(v *register.View, _ url.Values) []desk.Part {
	so := v.Moment().So
	return []desk.Part{
		{Name: "current", Title: "Upcoming and open", Empty: "There is none at present.",
			Query: record.StillOpen(so)},
		{Name: "results", Title: "Results", Empty: "None are known of.",
			Query: register.Query{Key: "status", Is: results}},
		{Name: "past", Title: "Closed and withdrawn", Query: record.Closed(so)},
	}
}

// surveyRow is a survey as programs read it: its state also says what the clock has done, and
// stands in the place of its status, which does not.
type surveyRow struct {
	*record.Survey
	Status string `json:"status,omitempty"` // left out
	State  string `json:"state"`
	// Unpublished are results that the administrator alone is told of.
	Unpublished []record.Finding `json:"unpublished_results,omitempty"`
}

func tellSurvey(v *register.View, s survey) desk.Told {
	state := stateOf(s, v.Moment().So)
	tag := shelf.StateTag(Life, state, opened, results)
	text := answer(s, state)
	return desk.Told{Data: surveyRow{Survey: s, State: state},
		Item: page.Item{Head: page.Words{desk.Link(s)}, Tag: &tag, Body: []page.Words{page.Say(text)}},
		Entry: page.Entry{ID: s.ID, Title: s.Title, Summary: text + ".", To: desk.AddressOf(s),
			Day: s.ClosesOn.String(), Cancelled: state == withdrawn,
			Cells: []string{s.ID, s.Title, state, s.OpensOn.String(), s.ClosesOn.String()}}}
}

// answer says whether people are asked, or what came of it.
func answer(s survey, state string) string {
	switch state {
	case upcoming:
		if s.OpensOn.IsZero() {
			return "Upcoming; the day it opens is not known"
		}
		return "Opens on " + s.OpensOn.Long()
	case opened:
		if s.ClosesOn.IsZero() {
			return "Open; the day it closes is not known"
		}
		return "Open until 5pm on " + s.ClosesOn.Long()
	case closed:
		return "Closed; its results are not published yet"
	case results:
		if s.Outcome != "" {
			return "Results: " + s.Outcome
		}
		return "Its results are published"
	}
	return "Withdrawn"
}

// showSurvey is the page of a survey.
func showSurvey(l *shelf.Look[survey]) error {
	s := l.Rec
	state := stateOf(s, l.So)
	tag := shelf.StateTag(Life, state, opened, results)
	l.Title, l.Tag, l.Data = answer(s, state), &tag, surveyRow{Survey: s, State: state}
	questions, err := shelf.Reaching(l.V, "Questions to", s.QuestionsTo)
	if err != nil {
		return err
	}
	feedback, err := shelf.Reaching(l.V, "Feedback to", s.FeedbackVia)
	if err != nil {
		return err
	}
	rows := append(questions, feedback...)
	if s.Participation == optIn && s.Consent == "" {
		rows = append(rows, page.Fact("What who opts in agrees to", desk.NotKnown))
	}
	if err := l.Facts(rows, "status", "questions_to", "feedback_via", "results"); err != nil {
		return err
	}
	if err := offerConsent(l, state); err != nil {
		return err
	}
	if state == results || len(s.Results) > 0 {
		l.Section("Results", figures(s.Results)...)
	}
	return offerVeiled(l, state)
}
