package consultation

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// respondentField asks from whom a response is.
func respondentField() page.Field {
	return page.Field{Name: "respondent", Label: "Party or organisation", Control: page.Line,
		Hint: "Its name or its id, as in the register", Absent: "Enter a Party or organisation"}
}

// respondentOf is the Party or organisation that was typed, by name or id.
func respondentOf(v *register.View, typed string) (record.Titled, error) {
	rec, ok, err := desk.Find(v, "party organisation", typed)
	if err != nil || ok {
		return rec, err
	}
	for _, kind := range []string{"party", "organisation"} {
		found, _, err := v.Records(kind, register.Query{Key: "title", Is: typed, Limit: 2})
		if err != nil {
			return nil, err
		}
		if len(found) == 1 {
			return found[0].(record.Titled), nil
		}
	}
	return nil, page.Faults{{Field: "respondent", Text: "There is no Party or organisation " + typed +
		" in the register. Enter its name or its id as it stands there"}}
}

// enterForm enters a response that came another way.
func (s subject) enterForm(ask *page.Ask) (*page.Form, error) {
	v, c, version, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Enter a response for somebody", Kicker: c.Heading(), Crumbs: crumbs(c),
		Version: version, Submit: "Enter the response", Fields: []page.Field{
			respondentField(),
			{Name: "channel", Label: "How it came", Control: page.Choice, Options: options(channels)},
			desk.DayField("received-on", "Received on", calendar.Date{}),
			desk.ClockField("received-time", "Received at", time.Time{}),
		}}
	// All questions, and as if before the closing: when it was received decides.
	form.Fields = append(form.Fields, answerFields(c, nil, time.Time{})...)
	form.Also = func(in page.Input) page.Faults {
		_, _, faults := readEntered(c, in)
		return faults
	}
	if !entered(stateAt(c, v.Moment().So)) {
		form.Faults = page.Faults{{Text: notEntered}}
	}
	return form, nil
}

// notEntered is said where no response can be entered.
const notEntered = "No response is taken before the opening, or after the outcome is recorded."

// submitEnterForm enters a response on behalf of a Party or organisation.
func (s subject) submitEnterForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	reference := ""
	done, err := s.ownerDo(ask, in, "", "enter a response on behalf", "",
		func(tx *register.Tx, c *record.Consultation) error {
			who, err := respondentOf(tx.View, in.Text("respondent"))
			if err != nil {
				return err
			}
			received, answers, faults := readEntered(c, in)
			if err := faults.Err(); err != nil {
				return err
			}
			r, err := onBehalf(tx, c, who.Identity(), received)
			if err != nil {
				return err
			}
			r.Answers, r.Channel, r.From = answers, in.Text("channel"), who.Heading()
			reference = r.Reference()
			if err := tx.Put(r); err != nil {
				return err
			}
			return record.Leave(tx, record.Notice{About: c.ID, Event: "response_entered", Party: r.Party,
				To: []string{"signatories:" + r.Party}, Due: tx.Now(),
				Why: "A response to " + c.Heading() + " was entered for you: " + reference})
		})
	if err == nil {
		done.Notice = "The response is entered. Reference " + reference + "."
	}
	return done, err
}

// readEntered is when a response was received and what it says, with what is wrong with that.
func readEntered(
	c *record.Consultation, in page.Input,
) (received time.Time, answers []record.Given, faults page.Faults) {
	received, faults = readReceived(in)
	answers, more := readAnswers(c, in, time.Time{})
	faults = append(append(faults, more...), incomplete(c, answers, time.Time{})...)
	return received, answers, faults
}

// readReceived is when a response was received.
func readReceived(in page.Input) (time.Time, page.Faults) {
	day, err := desk.DayOf(in, "received-on")
	if err != nil {
		return time.Time{}, faultsOf(err)
	}
	received, err := desk.TimeOf(in, "received-time", day)
	return received, faultsOf(err)
}

// onBehalf is the response of a Party as one that came another way replaces it, or why it may
// not be entered: what was received decides, and not when it is entered.
func onBehalf(
	tx *register.Tx, c *record.Consultation, party string, received time.Time,
) (*record.Response, error) {
	refuse := func(field, text string) error { return page.Faults{{Field: field, Text: text}} }
	late, err := acceptance(tx.View, c, party)
	if err != nil {
		return nil, err
	}
	r, err := responseOf(tx.View, c, party)
	if err != nil {
		return nil, err
	}
	switch {
	case !entered(stateAt(c, tx.Now())):
		return nil, refuse("", notEntered)
	case received.After(tx.Now()):
		return nil, refuse("received-on", "That is still to come. Enter when it was received")
	case received.Before(c.OpensAt):
		return nil, refuse("received-on", "It was not open then. It opened "+calendar.Moment(c.OpensAt))
	case !deadline(c).InTime(received) && (late == nil || !received.Before(late.Until)):
		return nil, refuse("received-on", "It was received after the closing, "+
			calendar.Moment(c.ClosesAt)+". Accept it as late first, with a reason")
	case r != nil && r.Status == record.Submitted && !received.After(lastWord(r)):
		return nil, refuse("received-on", "The Party has a response of "+
			calendar.Moment(lastWord(r))+", which is not earlier: that one counts")
	case taken(r):
		return nil, refuse("", "The response of this Party is counted or published already, and "+
			"cannot be replaced.")
	case r == nil:
		r = &record.Response{Consultation: c.ID, Party: party}
		if r.ID, err = tx.NewID("response"); err != nil {
			return nil, err
		}
	}
	r.Status, r.Version, r.Late = record.Submitted, r.Version+1, !deadline(c).InTime(received)
	r.SubmittedAt, r.ReceivedAt, r.SubmittedBy = tx.Now(), received, tx.Act().Who
	return r, nil
}

// lastWord is when what a response says was sent.
func lastWord(r *record.Response) time.Time {
	if r.ReceivedAt.IsZero() {
		return r.SubmittedAt
	}
	return r.ReceivedAt
}

// taken reports whether any answer of a response has been counted or published: it cannot
// change any more, for the difference would be seen.
func taken(r *record.Response) bool {
	if r == nil {
		return false
	}
	for _, a := range r.Answers {
		if a.Counted+a.CostCounted+a.LeadTimeCounted > 0 || a.Published != "" {
			return true
		}
	}
	return false
}

// lateForm decides to take a late response.
func (s subject) lateForm(ask *page.Ask) (*page.Form, error) {
	v, c, version, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Accept a late response", Kicker: c.Heading(), Crumbs: crumbs(c),
		Version: version, Submit: "Accept it", Also: func(in page.Input) page.Faults {
			_, faults := readLate(in, v.Moment().So)
			return faults
		}, Fields: []page.Field{
			respondentField(),
			{Name: "until", Label: "Until", Control: page.Day, Hint: "5pm on that day, London time"},
			{Name: "reason", Label: "Reason", Control: page.Area, Rows: 3, Limit: 1000,
				Absent: "Give a reason"},
		}, After: []page.Block{page.Para{Words: page.Say("The decision is recorded with your name. " +
			"The Party sees it, and what it answers in public is shown as late.")}}}
	if !lateTaken(stateAt(c, v.Moment().So)) {
		form.Faults = page.Faults{{Text: notLate}}
	}
	return form, nil
}

// readLate is until when a late response is accepted, with what is wrong with the decision.
func readLate(in page.Input, now time.Time) (until time.Time, faults page.Faults) {
	day, err := desk.DayOf(in, "until")
	if until = calendar.CloseOfDay(day); err != nil || !until.After(now) {
		faults.Add("until", "Enter a day whose 5pm is still to come")
	}
	if in.Text("reason") == "" {
		faults.Add("reason", "Give a reason")
	}
	return until, faults
}

// notLate is said where there is nothing to accept.
const notLate = "A late response can be accepted after the closing, until the outcome is recorded."

// submitLateForm records the decision.
func (s subject) submitLateForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "", "accept a late response",
		"The decision is recorded. The Party can respond until then.",
		func(tx *register.Tx, c *record.Consultation) error {
			if !lateTaken(stateAt(c, tx.Now())) {
				return page.Faults{{Text: notLate}}
			}
			who, err := respondentOf(tx.View, in.Text("respondent"))
			if err != nil {
				return err
			}
			r, err := responseOf(tx.View, c, who.Identity())
			if err != nil {
				return err
			}
			until, faults := readLate(in, tx.Now())
			if taken(r) {
				faults.Add("respondent", "Its response is counted or published already, and cannot be replaced")
			}
			if err := faults.Err(); err != nil {
				return err
			}
			late := &record.LateAcceptance{Consultation: c.ID, Party: who.Identity(), Until: until,
				Reason: in.Text("reason"), DecidedAt: tx.Now(), DecidedBy: ask.Who}
			if late.ID, err = tx.NewID("late"); err != nil {
				return err
			}
			if err := tx.Put(late); err != nil {
				return err
			}
			return record.Leave(tx, record.Notice{About: c.ID, Event: "late_accepted", Party: late.Party,
				To: []string{"signatories:" + late.Party}, Due: tx.Now(),
				Why: "A late response to " + c.Heading() + " is accepted until " + calendar.Moment(until)})
		})
}
