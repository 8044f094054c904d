package file

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

// check finds what only shows when all is read: ids that are there twice, references to
// nothing, dates that contradict each other.
func (r *Register) check() (faults Faults) {
	where := map[string]entry{}
	for _, e := range r.entries {
		kind, id := e.record.Named()
		switch first, twice := where[id]; {
		case id == "":
			faults = append(faults, e.fault("id", "is missing"))
		case strings.ContainsAny(id, "/ \x00"):
			faults = append(faults, e.fault("id", "%q: leave out blanks and slashes", id))
		case twice:
			faults = append(faults, e.fault("id", "%s is also in line %d of %s", id, first.line, first.file))
		}
		where[id] = e
		r.kinds[id] = kind
		if checked, ok := e.record.(interface{ Check() map[string]string }); ok {
			for field, text := range checked.Check() {
				faults = append(faults, e.fault(field, "%s", text))
			}
		}
	}
	for _, e := range r.entries {
		r.references(e, reflect.ValueOf(e.record).Elem(), &faults)
	}
	for i := range r.later {
		faults = append(faults, r.checkLater(&r.later[i])...)
	}
	return faults
}

func (e entry) fault(field, text string, args ...any) Fault {
	path := e.path
	if field != "" {
		path += "." + field
	}
	return Fault{e.file, e.line, path, fmt.Sprintf(text, args...)}
}

// references checks that every id that a record names is there, and of a right kind.
func (r *Register) references(e entry, v reflect.Value, faults *Faults) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		value := v.Field(i)
		kinds := f.Tag.Get("ref")
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case kinds != "":
			for _, id := range ids(value) {
				r.reference(e, name, kinds, id, faults)
			}
		case value.Kind() == reflect.Struct:
			r.references(e, value, faults)
		case value.Kind() == reflect.Pointer && !value.IsNil() &&
			value.Elem().Kind() == reflect.Struct:
			r.references(e, value.Elem(), faults)
		case value.Kind() == reflect.Slice && value.Type().Elem().Kind() == reflect.Struct:
			for j := range value.Len() {
				r.references(e, value.Index(j), faults)
			}
		}
	}
}

func ids(v reflect.Value) []string {
	switch id := v.Interface().(type) {
	case string:
		return []string{id}
	case []string:
		return id
	}
	return nil
}

func (r *Register) reference(e entry, field, kinds, id string, faults *Faults) {
	if id == "" {
		return
	}
	kind, known := r.kinds[id]
	switch {
	case !known:
		*faults = append(*faults, e.fault(field, "there is no record %s: add it, or mend the id", id))
	case !slices.Contains(strings.Fields(kinds), kind):
		*faults = append(*faults, e.fault(field, "%s is a %s: want a %s", id, kind,
			strings.Join(strings.Fields(kinds), " or a ")))
	}
}

// checkLater checks a fact that is known only later.
func (r *Register) checkLater(l *later) (faults Faults) {
	kind, known := r.kinds[l.Ref]
	if !known {
		return Faults{l.fault("ref", "there is no record %s", l.Ref)}
	}
	for _, e := range r.entries {
		if k, id := e.record.Named(); k == kind && id == l.Ref {
			fields := map[string]reflect.Value{}
			names := named(reflect.ValueOf(e.record).Elem(), fields)
			if _, ok := fields[l.Field]; !ok {
				faults = append(faults, l.fault("field", "a %s has no field %s: want one of %s", kind,
					l.Field, strings.Join(names, ", ")))
			}
		}
	}
	at, err := calendar.ParseAsAt(l.KnownFrom)
	if err != nil {
		faults = append(faults, l.fault("known_from", "%v", err))
	}
	l.known = at
	return faults
}
