package desk

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Field is a field of a record that people read.
type Field struct {
	Name  string // of the JSON
	Label string
	Kinds string // of the records whose ids it holds, separated by blanks
	Value reflect.Value
}

// Fields are the fields of a record with a label, in the order of its declaration.
func Fields(rec register.Record) (fields []Field) {
	return fieldsOf(reflect.ValueOf(rec).Elem())
}

func fieldsOf(v reflect.Value) (fields []Field) {
	var note []Field // of the head: said last
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			note = fieldsOf(v.Field(i))
			continue
		}
		label := f.Tag.Get("label")
		if label == "" {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields = append(fields, Field{name, label, f.Tag.Get("ref"), v.Field(i)})
	}
	return append(fields, note...)
}

// NotKnown is said where the register knows that there is something and not what.
const NotKnown = page.Missing("not known")

// Facts are the labelled fields of a record as rows, but for those named: what it says, links
// to what it names, and nothing where it says nothing. One query finds all that it names.
func Facts(v *register.View, rec register.Record, but ...string) (rows []page.Row, err error) {
	fields := slices.DeleteFunc(Fields(rec), func(f Field) bool {
		return slices.Contains(but, f.Name)
	})
	found, err := v.Several(namedIn(fields))
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if values := f.said(found); len(values) > 0 {
			rows = append(rows, page.Row{Term: f.Label, Values: values})
		}
	}
	return rows, nil
}

// namedIn are the records that fields may name.
func namedIn(fields []Field) (names []register.Hit) {
	for _, f := range fields {
		for _, id := range f.ids() {
			for kind := range strings.FieldsSeq(f.Kinds) {
				names = append(names, register.Hit{Kind: kind, ID: id})
			}
		}
	}
	return names
}

// said are the lines that a field says, with links to what it names of what was found.
func (f Field) said(found map[register.Hit]register.Record) []page.Words {
	if f.Kinds != "" {
		return linked(first(found, f.Kinds, f.ids()), f.ids())
	}
	return f.Lines()
}

// ids are those that a field with Kinds holds.
func (f Field) ids() []string {
	if f.Kinds == "" {
		return nil
	}
	return idsOf(f.Value)
}

// Lines are the lines that a field says which names no record.
func (f Field) Lines() []page.Words {
	if f.Value.Kind() == reflect.String {
		if text, known := codes[f.Name+": "+f.Value.String()]; known {
			return []page.Words{page.Say(text)}
		}
	}
	return plain(f.Value)
}

// plain are the lines of a value that names no record.
func plain(v reflect.Value) (lines []page.Words) {
	switch value := v.Interface().(type) {
	case calendar.Date:
		if !value.IsZero() {
			lines = append(lines, page.Words{On(value)})
		}
		return lines
	case time.Time:
		if !value.IsZero() {
			lines = append(lines, page.Words{At(value)})
		}
		return lines
	case register.Secret:
		return secret(value)
	case fmt.Stringer:
		return []page.Words{page.Say(value.String())}
	case bool:
		if value {
			lines = append(lines, page.Say("yes"))
		}
		return lines
	}
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			lines = append(lines, page.Say(Plain(v.String())))
		}
	case reflect.Int:
		if v.Int() != 0 {
			lines = append(lines, page.Say(fmt.Sprint(v.Int())))
		}
	case reflect.Slice:
		for i := range v.Len() {
			lines = append(lines, plain(v.Index(i))...)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			lines = plain(v.Elem())
		}
	case reflect.Struct:
		lines = append(lines, structure(v))
	}
	return lines
}

// unsaid is the label of a field of a small struct that is no matter of people's.
const unsaid = "-"

// structure is a small struct on one line.
func structure(v reflect.Value) (line page.Words) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		var texts []string
		for _, words := range plain(v.Field(i)) {
			texts = append(texts, Text(words))
		}
		label := f.Tag.Get("label")
		if f.Anonymous || len(texts) == 0 || label == unsaid {
			continue
		}
		if len(line) > 0 {
			line = append(line, page.T(", "))
		}
		text := strings.Join(texts, ", ")
		if label != "" {
			text = strings.ToLower(label[:1]) + label[1:] + ": " + text
		}
		line = append(line, page.T(text))
	}
	return line
}

// Text is what words say, without their marks.
func Text(words page.Words) string {
	var b strings.Builder
	for _, w := range words {
		switch w := w.(type) {
		case page.T:
			b.WriteString(string(w))
		case page.Strong:
			b.WriteString(string(w))
		case page.Code:
			b.WriteString(string(w))
		case page.Missing:
			b.WriteString(string(w))
		case page.When:
			b.WriteString(w.Text)
		case page.Link:
			b.WriteString(w.Text)
		case page.Tag:
			b.WriteString(w.Text)
		}
	}
	return b.String()
}

// secret says a secret, or that it was removed.
func secret(s register.Secret) []page.Words {
	if when, why, erased := s.Erased(); erased {
		return []page.Words{{page.Missing("removed on " + calendar.DateOf(when).Long() + ": " + why)}}
	}
	if s.Text() == "" {
		return nil
	}
	return []page.Words{page.Say(s.Text())}
}

// On is a day as pages write it.
func On(d calendar.Date) page.When { return page.When{Text: d.Long(), Day: d.String()} }

// At is an instant as pages write it.
func At(t time.Time) page.When { return page.When{Text: calendar.Moment(t), At: t} }

// OnOrUnknown is a day, or that it is not known.
func OnOrUnknown(d calendar.Date) page.Inline {
	if d.IsZero() {
		return NotKnown
	}
	return On(d)
}

// Plain makes words of a code of the register: sec_parties becomes "SEC Parties".
func Plain(code string) string {
	if text, known := codes[code]; known {
		return text
	}
	if strings.Contains(code, " ") || code != strings.ToLower(code) {
		return code // words already
	}
	return strings.ReplaceAll(code, "_", " ")
}

// codes are the codes that are not their own words.
var codes = map[string]string{
	"sec_parties":                 "SEC Parties",
	"supplier_parties":            "Supplier Parties",
	"network_parties":             "Network Parties",
	"electricity_network_parties": "Electricity Network Parties",
	"device_manufacturers":        "device manufacturers",
	"stage: development":          "Development Stage",
	"stage: refinement":           "Refinement Process",
	"stage: report":               "Report Phase",
	"panel_budget":                "Panel budget consultation",
	"jip_change_request":          "Joint Industry Plan change request consultation",
	"refinement":                  "Refinement Consultation",
	"modification_report":         "Modification Report Consultation",
	"development_feedback":        "Feedback on new Draft Proposals",
	"text_only":                   "text only: no system changes",
	"opt_in":                      "by opting in",
	"web_form":                    "web form",
	"link":                        "online",
	"LS":                          "Large Supplier",
	"SS":                          "Small Supplier",
	"EN":                          "Electricity Network",
	"GN":                          "Gas Network",
	"OSP":                         "Other SEC Party",
	"NET":                         "Networks",
	"CON":                         "Consumers",
	"CHAIR":                       "Chair",
	"sec":                         "SEC body",
	"transitional":                "transitional forum, outside the Code",
	"results_published":           "results published",
}

// Plains are several codes in words, one after the other.
func Plains(codes []string) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = Plain(c)
	}
	return strings.Join(words, ", ")
}

// Basis is what a page says of a record whose facts are not as printed; empty where there is
// nothing to say.
func Basis(h *record.Head) string {
	switch {
	case h.Demo:
		return "Demo record: nobody real."
	case h.Basis == record.Public:
		return "From public sources, not from the newsletter."
	case h.Basis == record.Assumed:
		return "Our convention, not printed anywhere."
	}
	return ""
}
