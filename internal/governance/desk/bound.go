package desk

import (
	"net/url"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/page"
)

// Bound is a part of a record as a form asks for it: the form shows what the record says, and
// what is sent is what it then says.
type Bound[T any] struct {
	Fields func(*register.View, T) ([]page.Field, error)
	Set    func(T, page.Input) error // of a form that was checked
}

// Asked are the fields of several.
func Asked[T any](bound []Bound[T]) func(*register.View, T) ([]page.Field, error) {
	return func(v *register.View, rec T) (fields []page.Field, err error) {
		for _, b := range bound {
			each, err := b.Fields(v, rec)
			if err != nil {
				return nil, err
			}
			fields = append(fields, each...)
		}
		return fields, nil
	}
}

// Taken sets several. What is wrong with them is said of all at once.
func Taken[T record.Titled](bound []Bound[T]) func(*Doing[T]) error {
	return func(d *Doing[T]) error {
		var faults page.Faults
		for _, b := range bound {
			err := b.Set(d.Record, d.In)
			if more, are := err.(page.Faults); are {
				faults = append(faults, more...)
			} else if err != nil {
				return err
			}
		}
		return faults.Err()
	}
}

// BoundText is one value, as text or as one of the options of the field.
func BoundText[T any](f page.Field, at func(T) *string) Bound[T] {
	return Bound[T]{
		Fields: func(_ *register.View, rec T) ([]page.Field, error) {
			return []page.Field{filled(f, *at(rec))}, nil
		},
		Set: func(rec T, in page.Input) error {
			*at(rec) = strings.ReplaceAll(in.Text(f.Name), "\r\n", "\n")
			return nil
		},
	}
}

// BoundLines are several values: of an area one a line, else those that are chosen.
func BoundLines[T any](f page.Field, at func(T) *[]string) Bound[T] {
	return Bound[T]{
		Fields: func(_ *register.View, rec T) ([]page.Field, error) {
			f := f
			if f.Control == page.Area {
				return []page.Field{filled(f, strings.Join(*at(rec), "\n"))}, nil
			}
			f.Values = *at(rec)
			return []page.Field{f}, nil
		},
		Set: func(rec T, in page.Input) error {
			*at(rec) = nil
			for _, text := range in.All(f.Name) {
				for line := range strings.SplitSeq(text, "\n") {
					if line = strings.TrimSpace(line); line != "" {
						*at(rec) = append(*at(rec), line)
					}
				}
			}
			return nil
		},
	}
}

// BoundDay is a day, or none where the field is left empty.
func BoundDay[T any](f page.Field, at func(T) *calendar.Date) Bound[T] {
	f.Control = page.Day
	return Bound[T]{
		Fields: func(_ *register.View, rec T) ([]page.Field, error) {
			return []page.Field{filled(f, at(rec).String())}, nil
		},
		Set: func(rec T, in page.Input) (err error) {
			*at(rec), err = DayOf(in, f.Name)
			return err
		},
	}
}

// BoundRef is the id of a record of a kind, among those that a query finds.
func BoundRef[T any](f page.Field, kind string, q register.Query, at func(T) *string) Bound[T] {
	f.Control = page.Select
	b := BoundText(f, at)
	b.Fields = func(v *register.View, rec T) ([]page.Field, error) {
		f := filled(f, *at(rec))
		var err error
		f.Options, err = options(v, kind, q, f.Values)
		return []page.Field{f}, err
	}
	return b
}

// BoundRefs are the ids of records of a kind, among those that a query finds.
func BoundRefs[T any](f page.Field, kind string, q register.Query, at func(T) *[]string) Bound[T] {
	f.Control = page.Checks
	b := BoundLines(f, at)
	b.Fields = func(v *register.View, rec T) ([]page.Field, error) {
		f := f
		f.Values = *at(rec)
		var err error
		f.Options, err = options(v, kind, q, f.Values)
		return []page.Field{f}, err
	}
	return b
}

// mostOptions is how many records a field offers.
const mostOptions = 100

// options are records to choose from, with those that are chosen already.
func options(
	v *register.View, kinds string, q register.Query, chosen []string,
) (list []page.Option, err error) {
	q.Limit = mostOptions
	offered := map[string]bool{}
	offer := func(rec record.Titled) {
		offered[rec.Identity()] = true
		list = append(list, page.Option{Value: rec.Identity(), Label: rec.Heading()})
	}
	for kind := range strings.FieldsSeq(kinds) {
		found, _, err := v.Records(kind, q)
		if err != nil {
			return nil, err
		}
		for _, each := range found {
			if rec, ok := each.(record.Titled); ok && !offered[rec.Identity()] {
				offer(rec)
			}
		}
	}
	for _, id := range chosen {
		if offered[id] {
			continue
		}
		rec, ok, err := Find(v, kinds, id)
		if err != nil {
			return nil, err
		}
		if ok {
			offer(rec)
		}
	}
	return list, nil
}

// filled is a field with a value, where there is one.
func filled(f page.Field, value string) page.Field {
	if value != "" {
		f.Values = []string{value}
	}
	return f
}

// DayOf is the day in a field; no day where it is left empty.
func DayOf(in page.Input, field string) (calendar.Date, error) {
	text, wrong := in.Day(field)
	if wrong != "" {
		return calendar.Date{}, page.Faults{{Field: field, Text: "The day " + wrong}}
	}
	if text == "" {
		return calendar.Date{}, nil
	}
	d, err := calendar.ParseDate(text)
	if err != nil {
		return d, page.Faults{{Field: field, Text: "Enter a day that exists"}}
	}
	return d, nil
}

// TimeOf is the time of day in a field, London time, on a day; the zero time where it is left
// empty. A time that the clocks of London skip on that day is refused.
func TimeOf(in page.Input, field string, on calendar.Date) (time.Time, error) {
	text := in.Text(field)
	if text == "" {
		return time.Time{}, nil
	}
	var m calendar.Minutes
	if err := m.UnmarshalText([]byte(text)); err != nil {
		return time.Time{}, page.Faults{{Field: field, Text: "Enter a time such as 14:30"}}
	}
	if forward, skips := on.Skips(m); skips {
		return time.Time{}, page.Faults{{Field: field, Text: m.Clock() + " on " + on.Long() +
			" does not exist: the clocks go forward at " + forward.Clock()}}
	}
	return on.At(0, int(m)), nil
}

// MailIn is the e-mail address in a field, without a name.
func MailIn(in page.Input, field string) (string, error) {
	_, address, err := mail.ParseAddress(in.Text(field))
	if err != nil {
		return "", page.Faults{{Field: field, Text: "Enter an e-mail address such as name@example.com"}}
	}
	return address, nil
}

// LinkIn is the address of a page or file elsewhere in a field; empty where it is left empty.
func LinkIn(in page.Input, field string) (string, error) {
	text := in.Text(field)
	link, err := url.Parse(text)
	if text != "" &&
		(err != nil || link.Host == "" || link.Scheme != "https" && link.Scheme != "http") {
		return "", page.Faults{{Field: field, Text: "Enter the whole address, such as " +
			"https://www.example.org/consultation"}}
	}
	return text, nil
}

// ClockField asks for a time of day, and shows that of an instant.
func ClockField(name, label string, at time.Time) page.Field {
	f := page.Field{Name: name, Label: label, Control: page.Line, Limit: len("14:30"),
		Hint: "London time, such as 14:30"}
	if !at.IsZero() {
		f.Values = []string{at.In(calendar.London()).Format("15:04")}
	}
	return f
}

// DayField asks for a day, and shows one.
func DayField(name, label string, on calendar.Date) page.Field {
	return filled(page.Field{Name: name, Label: label, Control: page.Day}, on.String())
}
