package desk

import (
	"reflect"
	"slices"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// redline is what became of a field from one version to another.
type redline struct {
	Field  string   `json:"field"`
	Label  string   `json:"label"`
	Before []string `json:"before"`
	After  []string `json:"after"`
	Lines  []line   `json:"lines"`
}

// redlined are the fields of two versions, what they are called first, and then those that a
// subject adds. One query finds all that they name.
func redlined(v *register.View, ends [2]version, more [][2]Field) (fields []*redline, err error) {
	var records [2]register.Record
	var called [2]Field
	for i, s := range ends {
		called[i], records[i] = Field{Name: "title", Label: "Title", Value: title(s.rec)}, s.rec
		if s.rec == nil {
			records[i] = s.fresh
		}
	}
	pairs := append([][2]Field{called}, compared(records[0], records[1])...)
	pairs = append(pairs, more...)
	var names []register.Hit
	for _, pair := range pairs {
		names = append(names, namedIn(pair[:])...)
	}
	found, err := v.Several(names)
	if err != nil {
		return nil, err
	}
	for _, pair := range pairs {
		was, is := parted(pair[0].said(found)), parted(pair[1].said(found))
		if len(was)+len(is) > 0 {
			fields = append(fields, &redline{Field: pair[0].Name, Label: pair[0].Label,
				Before: textsOf(was), After: textsOf(is), Lines: align(was, is)})
		}
	}
	if len(fields) > 0 && fields[0].Field == called[0].Name &&
		slices.ContainsFunc(fields[1:], func(f *redline) bool {
			return slices.Equal(f.Before, fields[0].Before) && slices.Equal(f.After, fields[0].After)
		}) {
		fields = fields[1:] // it is called what one of its fields says
	}
	return fields, nil
}

// title is what a record is called, where it is called more than its id.
func title(rec record.Titled) reflect.Value {
	if rec == nil || rec.Heading() == rec.Identity() {
		return reflect.ValueOf("")
	}
	return reflect.ValueOf(rec.Heading())
}

func textsOf(lines []page.Words) []string {
	texts := make([]string, len(lines))
	for i, words := range lines {
		texts[i] = Text(words)
	}
	return texts
}

// differs reports whether anything became of the field.
func (r *redline) differs() bool { return !slices.Equal(r.Before, r.After) }

// removed reports whether a version says that its text was removed.
func (r *redline) removed() bool {
	return slices.ContainsFunc(r.Lines, func(l line) bool {
		return slices.ContainsFunc(slices.Concat(l.was, l.is), func(w page.Inline) bool {
			_, is := w.(page.Missing)
			return is
		})
	})
}
