package statement

import (
	"reflect"
	"strings"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// field is a field of a record that holds personal data or confidential text.
type field struct {
	Kind  string
	Name  string // of the JSON
	Label string
	Shown bool // who may see the record reads it; else its subject says who does
}

// secrets are all fields of the register that hold personal data or confidential text, in the
// order of the kinds.
func secrets() (all []field) {
	for _, l := range record.Lists() {
		all = append(all, secretsOf(l.Kind, reflect.TypeOf(l.New()).Elem(), nil)...)
	}
	return all
}

var secretType = reflect.TypeFor[register.Secret]()

// secretsOf are those of a struct; within are the structs that it lies in.
func secretsOf(kind string, of reflect.Type, within []reflect.Type) (all []field) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct {
		return nil
	}
	for _, outer := range within {
		if outer == of {
			return nil
		}
	}
	within = append(within, of)
	for i := range of.NumField() {
		f := of.Field(i)
		inner := f.Type
		for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner != secretType {
			all = append(all, secretsOf(kind, inner, within)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		label := f.Tag.Get("label")
		if label == "" || label == "-" {
			label = strings.ReplaceAll(name, "_", " ")
		}
		all = append(all, field{kind, name, label, f.Tag.Get("shown") != ""})
	}
	return all
}
