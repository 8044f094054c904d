package body

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// whenFields ask when and where a meeting is held.
func whenFields(m *record.Meeting) []page.Field {
	text := func(t time.Time) []string {
		if t.IsZero() {
			return nil
		}
		return []string{t.In(calendar.London()).Format("15:04")}
	}
	fields := []page.Field{
		{Name: "day", Label: "Day", Control: page.Day, Absent: "Enter the day of the meeting"},
		{Name: "starts", Label: "Starts", Control: page.Line, Optional: true, Limit: 5,
			Hint: "London time, as in 10:00", Values: text(m.StartsAt)},
		{Name: "ends", Label: "Ends", Control: page.Line, Optional: true, Limit: 5,
			Hint: "London time, as in 12:30", Values: text(m.EndsAt)},
		{Name: "place", Label: "Place", Control: page.Line, Optional: true, Limit: 200,
			Hint: "For everyone to see: no links to join by"},
	}
	if !m.HeldOn.IsZero() {
		fields[0].Values = []string{m.HeldOn.String()}
	}
	if m.Place != "" {
		fields[3].Values = []string{m.Place}
	}
	return fields
}

// setWhen takes when and where a meeting is held.
func setWhen(tx *register.Tx, m *record.Meeting, in page.Input) error {
	on, err := workingDay(tx, in, "day", "Day")
	if err != nil {
		return err
	}
	starts, begins, err := timeOfDay(in, "starts", "Starts")
	if err != nil {
		return err
	}
	ends, finishes, err := timeOfDay(in, "ends", "Ends")
	switch {
	case err != nil:
		return err
	case finishes && !begins:
		return wrong("starts", "Starts: say when it starts, since you say when it ends")
	case finishes && ends <= starts:
		return wrong("ends", "Ends: it must be after the start at %s", starts)
	}
	m.HeldOn, m.HeldMonth, m.Weekday = on, "", strings.ToLower(on.Weekday().String())
	m.StartsAt, m.EndsAt, m.Place = time.Time{}, time.Time{}, in.Text("place")
	if begins {
		m.StartsAt = on.At(int(starts)/60, int(starts)%60)
		if !m.StartsAt.After(tx.Now()) {
			return wrong("starts", "Starts: %s has passed", calendar.Moment(m.StartsAt))
		}
	}
	if finishes {
		m.EndsAt = on.At(int(ends)/60, int(ends)%60)
	}
	return nil
}

// scheduleForm asks for a new meeting of a body.
func (b bodies) scheduleForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	if err := staff(v); err != nil {
		return nil, err
	}
	body, err := register.Get[*record.Body](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := ruleOf(body)
	text := "It is called by its day."
	switch rule.Numbering {
	case Numbered:
		number, err := nextNumber(v, body.ID)
		if err != nil {
			return nil, err
		}
		text = fmt.Sprintf("It will be %s. No number is used twice, not that of a cancelled meeting "+
			"either.", rule.title(number, ""))
	case Monthly:
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
func (b bodies) schedule(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{}
	act := register.Act{Verb: "schedule a meeting", Behalf: ask.Path["id"]}
	return done, b.act(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := staff(v); err != nil {
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
		rule := ruleOf(body)
		if err := identify(tx, &rule, m); err != nil {
			return err
		}
		done.To = desk.AddressOf(m)
		done.Notice = m.Title + " is scheduled."
		if due, ok := deadlinesOf(desk.Calendar(tx.View), m.HeldOn); ok {
			done.Notice += " Papers are published by " + calendar.Moment(due.papers.By) + "."
			if !due.papers.InTime(tx.Now()) {
				done.Notice += " That has passed: every paper will be late."
			}
		}
		return tx.Put(m)
	})
}

// identify gives a meeting its number, its title and its id: panel-101, or
// working_group-2022-02, or imf-2022-01-27.
func identify(tx *register.Tx, r *Rule, m *record.Meeting) (err error) {
	last := ""
	switch r.Numbering {
	case Numbered:
		if m.Number, err = nextNumber(tx.View, m.Body); err != nil {
			return err
		}
		last = strconv.Itoa(m.Number)
	case Monthly:
		last = string(m.Month())
	case ByDay:
		last = m.HeldOn.String()
	}
	m.ID, m.Title = m.Body+"-"+last, r.title(m.Number, m.Month())
	_, err = register.Get[*record.Meeting](tx.View, m.ID)
	switch {
	case err == nil:
		return wrong("day", "Day: there is a meeting for it already, %s: move that one", m.Title)
	case errors.Is(err, register.ErrNotFound):
		return nil
	}
	return err
}
