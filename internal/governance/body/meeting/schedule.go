package meeting

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// whenFields ask when and where a meeting is held.
func whenFields(m *record.Meeting) []page.Field {
	on := desk.DayField("day", "Day", m.HeldOn)
	on.Absent = "Enter the day of the meeting"
	starts, ends := desk.ClockField("starts", "Starts", m.StartsAt), desk.ClockField("ends", "Ends",
		m.EndsAt)
	starts.Optional, ends.Optional = true, true
	place := page.Field{Name: "place", Label: "Place", Control: page.Line, Optional: true, Limit: 200,
		Hint: "For everyone to see: no links to join by"}
	if m.Place != "" {
		place.Values = []string{m.Place}
	}
	return []page.Field{on, starts, ends, place}
}

// setWhen takes when and where a meeting is held.
func setWhen(tx *register.Tx, m *record.Meeting, in page.Input) error {
	on, err := committee.WorkingDay(tx, in, "day", "Day")
	if err != nil {
		return err
	}
	starts, err := desk.TimeOf(in, "starts", on)
	if err != nil {
		return err
	}
	ends, err := desk.TimeOf(in, "ends", on)
	switch {
	case err != nil:
		return err
	case !ends.IsZero() && starts.IsZero():
		return committee.Wrong("starts", "Starts: say when it starts, since you say when it ends")
	case !ends.IsZero() && !ends.After(starts):
		return committee.Wrong("ends", "Ends: it must be after the start at %s", calendar.Clock(starts))
	case !starts.IsZero() && !starts.After(tx.Now()):
		return committee.Wrong("starts", "Starts: %s has passed", calendar.Moment(starts))
	}
	m.HeldOn, m.HeldMonth, m.Weekday = on, "", strings.ToLower(on.Weekday().String())
	m.StartsAt, m.EndsAt, m.Place = starts, ends, in.Text("place")
	return nil
}

// scheduleForm asks for a new meeting of a body.
func (b subject) scheduleForm(ask *page.Ask) (*page.Form, error) {
	v, body, err := b.StaffOf(ask)
	if err != nil {
		return nil, err
	}
	rule := committee.RuleOf(body)
	text := "It is called by its day."
	switch rule.Numbering {
	case committee.Numbered:
		number, err := nextNumber(v, body.ID)
		if err != nil {
			return nil, err
		}
		text = fmt.Sprintf("It will be %s. No number is used twice, not that of a cancelled meeting "+
			"either.", rule.TitleOf(number, ""))
	case committee.Monthly:
		text = "There is one each month, called by it."
	}
	return &page.Form{
		Title: "Schedule a meeting", Kicker: body.Heading(), Submit: "Schedule",
		Crumbs: append(desk.Crumbs("body"), desk.Link(body)),
		Before: []page.Block{page.Para{Words: page.Say(text)}}, Fields: whenFields(&record.Meeting{}),
	}, nil
}

// nextNumber is the number of the next meeting of a body: one more than any before.
func nextNumber(v *register.View, body string) (int, error) {
	last, err := register.Find[*record.Meeting](v, register.Query{Key: "number", Desc: true, Limit: 1,
		From: record.MeetingNumber(body, 0), To: record.MeetingNumber(body, 999_999)})
	if err != nil || len(last.Records) == 0 {
		return 1, err
	}
	return last.Records[0].Number + 1, nil
}

// schedule enters a new meeting.
func (b subject) schedule(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{}
	act := register.Act{Verb: "schedule a meeting", Behalf: ask.Path["id"]}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		body, err := register.Get[*record.Body](v, ask.Path["id"])
		if err != nil {
			return err
		}
		m := &record.Meeting{Body: body.ID}
		if err := setWhen(tx, m, in); err != nil {
			return err
		}
		rule := committee.RuleOf(body)
		if err := identify(tx, &rule, m); err != nil {
			return err
		}
		done.To = desk.AddressOf(m)
		done.Notice = m.Title + " is scheduled."
		if due, ok := committee.DeadlinesOf(desk.Calendar(tx.View), m.HeldOn); ok {
			done.Notice += " Papers are published by " + calendar.Moment(due.Papers.By) + "."
			if !due.Papers.InTime(tx.Now()) {
				done.Notice += " That has passed: every paper will be late."
			}
		}
		return tx.Put(m)
	})
}

// identify gives a meeting its number, its title and its id: panel-101, or
// working_group-2022-02, or imf-2022-01-27.
func identify(tx *register.Tx, r *committee.Rule, m *record.Meeting) (err error) {
	last := ""
	switch r.Numbering {
	case committee.Numbered:
		if m.Number, err = nextNumber(tx.View, m.Body); err != nil {
			return err
		}
		last = strconv.Itoa(m.Number)
	case committee.Monthly:
		last = string(m.Month())
	case committee.ByDay:
		last = m.HeldOn.String()
	}
	m.ID, m.Title = m.Body+"-"+last, r.TitleOf(m.Number, m.Month())
	_, err = register.Get[*record.Meeting](tx.View, m.ID)
	switch {
	case err == nil:
		return committee.Wrong("day", "Day: there is a meeting for it already, %s: move that one",
			m.Title)
	case errors.Is(err, register.ErrNotFound):
		return nil
	}
	return err
}
