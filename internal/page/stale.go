package page

import (
	"slices"
	"strings"
	"time"
)

// staleAdvice is what has to be said before what has changed meanwhile is replaced.
const staleAdvice = "Choose whether what stands here takes the place of what is saved now, " +
	"where they differ"

// stale shows, beside what was typed, what is saved now where that is something else. To save
// takes a choice then.
func (f *Form) stale(saved []Field) {
	differs := false
	for i := range f.Fields {
		field := &f.Fields[i]
		typed, now := field.spoken(field.Values), saved[i].spoken(saved[i].Values)
		if field.Control == Hidden || field.Control == Password || typed == now {
			continue
		}
		differs, field.saved = true, or(now, "nothing")
		name := or(strings.TrimRight(field.Label, ":. "), field.Name)
		if field.Group != "" {
			name = field.Group + ", " + name
		}
		f.Faults = append(slices.Clip(f.Faults),
			Fault{field.Name, name + ": differs from what is saved now"})
	}
	if differs && !f.Shut {
		f.Fields = append(f.Fields, Field{Name: staleName, Control: Hidden, Values: []string{"yes"}},
			Field{Name: replaceName, Label: "What is saved now", Control: Checks, Optional: true,
				Options: []Option{{Value: "yes", Label: "Replace it with what stands here"}}})
	}
}

// spoken is what values of a field say to people.
func (f *Field) spoken(values []string) string {
	var said []string
	for _, value := range values {
		value = strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n"))
		for _, o := range f.Options {
			if o.Value == value && value != "" {
				value = or(o.Label, value)
			}
		}
		if value != "" {
			said = append(said, value)
		}
	}
	if f.Control == Day {
		in := Input{Values: map[string][]string{f.Name: values}}
		if len(values) == len(dayParts) {
			in.Values = map[string][]string{}
			for i, part := range dayParts {
				in.Values[f.Name+part] = values[i : i+1]
			}
		}
		day, _ := in.Day(f.Name)
		if on, err := time.Parse(time.DateOnly, day); err == nil {
			return on.Format("2 January 2006")
		}
	}
	return strings.Join(said, ", ")
}
