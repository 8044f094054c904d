package page

import (
	"fmt"
	"slices"
	"strings"
)

// Form is a page that asks. It is posted to its own address.
type Form struct {
	Title  string
	Kicker string
	Lead   string
	Crumbs []Link
	Before []Block // what to read first
	Fields []Field
	After  []Block // what to know before pressing the button
	Submit string  // words of the button: "Submit response"
	Danger bool    // what follows cannot be undone
	// Version is handed back as it is: what the form was made from, to find out whether it has
	// changed since.
	Version string
	// Once is handed back as it is: what tells one showing of the form from all others, so that
	// what is sent twice is done once. The portal sets it.
	Once string
	// Second is a second button, such as "Save draft"; its press sets Input.Second.
	Second string
	// Draft says that the second button keeps what is unfinished: nothing has to be filled in
	// for it, and what is filled in must be right.
	Draft bool
	// Preview, where it is set, is a button that shows what would come of what is filled in, and
	// does nothing: see [Route].Preview. Nothing has to be filled in for it.
	Preview *Preview
	// Also says what is wrong beyond what the fields declare, so that all of it is said at once.
	Also func(Input) Faults
	// Shut says that nothing can be sent now. Then nothing is asked; what was typed before is
	// shown again, to be copied.
	Shut bool
	// Faults are what is wrong with what was posted, or why it is shut. [Form.Filled] sets them.
	Faults Faults
}

// Control is how a field is filled in.
type Control string

// The controls.
const (
	Line     Control = "line"   // one line of text
	Area     Control = "area"   // several lines
	Choice   Control = "choice" // one of the options, all shown
	Select   Control = "select" // one of many options
	Checks   Control = "checks" // any of the options
	Day      Control = "day"    // a date: day, month, year
	Email    Control = "email"
	Phone    Control = "phone"
	Number   Control = "number"
	Password Control = "password"
	Hidden   Control = "hidden"
)

// Field is one question of a form.
type Field struct {
	Name     string // of the input; letters, digits, - and _, which it does not begin with
	Label    string
	Hint     string
	Control  Control
	Options  []Option
	Values   []string // what is filled in; of a Day: 2022-01-28, or day, month, year as typed
	Optional bool     // said beside the label
	Fault    string   // what is wrong with it: "Enter a reason"
	Absent   string   // said where it is left empty: "Enter a reason"; empty: made of the label
	Limit    int      // characters; 0: the default of the control
	Rows     int      // of an Area
	Plain    bool     // of an Area: plain text with marks, shown wide, each sign as wide as others
	Complete string   // the autocomplete token, where the field is about the reader
	Group    string   // fields in a row with the same group are set together under this legend

	saved string // what is saved now, where something else was typed: see Form.stale
}

// Option is one of several.
type Option struct {
	Value string
	Label string
	Hint  string
}

// Input is what was posted, by field.
type Input struct {
	Values  map[string][]string
	Version string
	Once    string // of the showing of the form; empty: a program posted it
	Second  bool   // the second button was pressed
	Preview bool   // the preview was asked for
	Seen    string // which preview was shown last: see [Form.Unseen]
	// Stale says that it was posted from a form that showed what has changed meanwhile, and
	// Replace that it takes the place of that all the same.
	Stale, Replace bool
}

// Text is the value of a field without the space around it.
func (in Input) Text(name string) string {
	if v := in.Values[name]; len(v) > 0 {
		return strings.TrimSpace(v[0])
	}
	return ""
}

// All are the values of a field with several.
func (in Input) All(name string) []string { return in.Values[name] }

// Faults say what is wrong with what was typed, by field; the name "" is for the form as a
// whole. The form is shown again with what was typed.
type Faults []Fault

// Fault is one of them.
type Fault struct {
	Field string
	Text  string // what to do: "Enter a reason for your vote"
}

func (f Faults) Error() string {
	texts := make([]string, len(f))
	for i, each := range f {
		texts[i] = each.Text
	}
	return strings.Join(texts, "; ")
}

// Add notes one fault.
func (f *Faults) Add(field, text string, args ...any) {
	*f = append(*f, Fault{field, fmt.Sprintf(text, args...)})
}

// Err is the faults as an error, nil where there is none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// Filled is the form with what was posted, and with what is wrong beside each field.
// Passwords are not filled in again.
func (form Form) Filled(in Input, faults Faults) *Form {
	saved, fields := form.Fields, slices.Clone(form.Fields)
	for i := range fields {
		f := &fields[i]
		switch f.Control {
		case Password:
			f.Values = nil
		case Day:
			f.Values = in.parts(f.Name)
		default:
			f.Values = in.Values[f.Name]
		}
		for _, fault := range faults {
			if fault.Field == f.Name && f.Fault == "" {
				f.Fault = fault.Text
			}
		}
	}
	form.Fields, form.Faults = fields, faults
	if in.Version != form.Version || in.Stale && !in.Replace {
		form.stale(saved)
	}
	return &form
}
