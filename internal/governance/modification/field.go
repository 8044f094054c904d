package modification

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// text is a question that is answered in a line.
func text(name, label, hint, absent string) page.Field {
	return page.Field{Name: name, Label: label, Hint: hint, Control: page.Line, Absent: absent}
}

// area is a question that is answered in several lines.
func area(name, label, hint, absent string) page.Field {
	return page.Field{Name: name, Label: label, Hint: hint, Control: page.Area, Absent: absent,
		Rows: 6}
}

// optional is a field that may be left empty.
func optional(f page.Field) page.Field {
	f.Optional, f.Absent = true, ""
	return f
}

// filled is a field with what it holds now.
func filled(f page.Field, values ...string) page.Field {
	if len(values) > 0 && values[0] != "" {
		f.Values = values
	}
	return f
}

// choose is a question with few answers, all shown.
func choose(name, label string, choices []choice, absent string) page.Field {
	return page.Field{Name: name, Label: label, Control: page.Choice, Options: options(choices),
		Absent: absent}
}

// tick is a question with any number of answers.
func tick(name, label, hint string, choices []choice) page.Field {
	return page.Field{Name: name, Label: label, Hint: hint, Control: page.Checks,
		Options: options(choices)}
}

// pick is a question with many answers.
func pick(name, label, hint string, choices []choice, absent string) page.Field {
	return page.Field{Name: name, Label: label, Hint: hint, Control: page.Select,
		Options: options(choices), Absent: absent}
}

func options(choices []choice) (list []page.Option) {
	for _, c := range choices {
		list = append(list, page.Option{Value: c.value, Label: c.text})
	}
	return list
}

// count is a question for a whole number.
func count(name, label, hint string, now int) page.Field {
	f := page.Field{Name: name, Label: label, Hint: hint, Control: page.Number, Limit: 9,
		Absent: "Enter a number; 0 if there is none"}
	return filled(f, strconv.Itoa(now))
}

// whole reads a whole number of a field, from least to most.
func whole(in page.Input, name string, least, most int, faults *page.Faults) int {
	n, err := strconv.Atoi(in.Text(name))
	if err != nil || n < least || n > most {
		faults.Add(name, "Enter a whole number from %d to %d", least, most)
		return 0
	}
	return n
}

// mostPounds is the largest cost that a form takes.
const mostPounds = 999_999_999

// mostDays is the longest that a timetable gives an activity, in Working Days.
const mostDays = 500

// day reads a day of a field; faults where none was given or it is not after another.
func day(in page.Input, name string, after calendar.Date, faults *page.Faults) calendar.Date {
	typed, _ := in.Day(name) // the form has checked it
	on, err := calendar.ParseDate(typed)
	switch {
	case err != nil:
		faults.Add(name, "Enter a day")
	case !on.After(after):
		faults.Add(name, "Enter a day after %s", after.Long())
	}
	return on
}

// meetingOf asks at which meeting a body decided.
func meetingOf(d *dossier, role string) (page.Field, error) {
	found, err := register.Find[*record.Meeting](d.v, register.Query{Key: "held", Desc: true,
		Where: []register.Key{{Name: "body", Value: bodies[role]}}, Limit: 12})
	if err != nil {
		return page.Field{}, err
	}
	choices := []choice{{"", "None of these"}}
	for _, m := range found.Records {
		choices = append(choices, choice{m.ID, m.Title + ", " + m.HeldOn.Long()})
	}
	return optional(pick("meeting", "At which meeting of "+role+"?",
		"If it was decided at one", choices, "")), nil
}

// fixed are fields that are the same for every Modification.
func fixed(fields ...page.Field) func(*dossier) ([]page.Field, error) {
	return func(*dossier) ([]page.Field, error) { return fields, nil }
}

// atMeeting are fields, and then at which meeting a body decided.
func atMeeting(role string, fields ...page.Field) func(*dossier) ([]page.Field, error) {
	return func(d *dossier) ([]page.Field, error) {
		meeting, err := meetingOf(d, role)
		return append(fields[:len(fields):len(fields)], meeting), err
	}
}

// linesOf are the lines of a text that say something.
func linesOf(text string) (lines []string) {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// categoryChoices are the Party Categories as answers.
var categoryChoices = []choice{{"LS", "Large Suppliers"}, {"SS", "Small Suppliers"},
	{"EN", "Electricity Networks"}, {"GN", "Gas Networks"}, {"OSP", "Other SEC Parties"},
	{"DCC", "The DCC"}}

// another is a Modification that a form names by any of its numbers.
func another(c *change, name string) (*record.Modification, error) {
	other, err := known(c.tx.View, c.in.Text(name))
	switch {
	case err == page.ErrNotFound:
		return nil, page.Faults{{Field: name, Text: fmt.Sprintf("There is no Modification %q. Enter a "+
			"number such as MP197", c.in.Text(name))}}
	case err != nil:
		return nil, err
	case other.ID == c.m.ID:
		return nil, page.Faults{{Field: name, Text: "Enter the number of another Modification"}}
	}
	return other, nil
}
