package file

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// maxID is how long an id may be, in octets.
const maxID = 200

// check finds what only shows when all is read: ids that are there twice, references to
// nothing, codes that nobody declares, dates that contradict each other. Of what could not be
// read, the id counts.
func (r *Register) check() (faults Faults) {
	r.byID, r.asked = map[string]entry{}, map[string][]string{}
	add := func(e entry, id string) {
		if text := badID(id); text != "" {
			if !e.broken || id != "" {
				faults = append(faults, e.fault("id", "%s", text))
			}
			return
		}
		if first, twice := r.byID[id]; twice {
			faults = append(faults, e.fault("id", "%s is also in line %d of %s", id,
				lineAt(first.node, "id"), first.file))
			return
		}
		r.byID[id] = e
	}
	for _, e := range r.entries {
		add(e, e.record.Identity())
		if rec, does := e.record.(record.Consulting); does {
			id := rec.Asks().Consultation
			r.asked[id] = append(r.asked[id], rec.Identity())
		}
	}
	for _, l := range r.later {
		add(l.entry, l.ID)
	}
	for _, e := range r.entries {
		if !e.broken {
			faults = append(faults, e.contradictions()...)
			faults = append(faults, r.asks(e)...)
		}
		r.references(e, "", reflect.ValueOf(e.record).Elem(), &faults)
	}
	for i := range r.later {
		if !r.later[i].broken {
			faults = append(faults, r.checkLater(&r.later[i])...)
		}
	}
	return faults
}

// badID says what is wrong with an id; empty: nothing is.
func badID(id string) string {
	switch {
	case id == "":
		return "is missing"
	case len(id) > maxID:
		return fmt.Sprintf("has %d octets: want at most %d", len(id), maxID)
	case id == "." || id == "..":
		return fmt.Sprintf("%q: want a name", id)
	case strings.ContainsFunc(id, func(c rune) bool {
		return c == '/' || unicode.IsSpace(c) || unicode.IsControl(c)
	}):
		return fmt.Sprintf("%q: leave out blanks and slashes", id)
	}
	return ""
}

func (e entry) fault(field, text string, args ...any) Fault {
	path := e.path
	if field != "" {
		path += "." + field
	}
	return Fault{e.file, lineAt(e.node, field), path, fmt.Sprintf(text, args...)}
}

// contradictions are what a record says against itself.
func (e entry) contradictions() (faults Faults) {
	if !e.record.Label().Mark.Valid() {
		faults = append(faults, e.fault("visible", "%q: there is no such mark", e.record.Label()))
	}
	checked, ok := e.record.(interface{ Check() map[string]string })
	if !ok {
		return faults
	}
	for field, text := range checked.Check() {
		faults = append(faults, e.fault(field, "%s", text))
	}
	return faults
}

// references checks that every id that a record names is there, and of a right kind, and that
// codes are known.
func (r *Register) references(e entry, path string, v reflect.Value, faults *Faults) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		value := v.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := path
		if name != "" {
			at = strings.TrimPrefix(path+"."+name, ".")
		}
		if codes := Codes(v.Type(), name); len(codes) > 0 {
			r.code(e, at, codes, value, faults)
			continue
		}
		if kinds := f.Tag.Get("ref"); kinds != "" {
			for n, id := range texts(value) {
				if value.Kind() == reflect.Slice {
					r.reference(e, element(at, n), kinds, id, faults)
				} else {
					r.reference(e, at, kinds, id, faults)
				}
			}
			continue
		}
		r.within(e, at, value, faults)
	}
}

// within checks the references in what a field holds.
func (r *Register) within(e entry, path string, v reflect.Value, faults *Faults) {
	switch {
	case v.Kind() == reflect.Struct:
		r.references(e, path, v, faults)
	case v.Kind() == reflect.Pointer && !v.IsNil():
		r.within(e, path, v.Elem(), faults)
	case v.Kind() == reflect.Slice:
		for j := range v.Len() {
			r.within(e, element(path, j), v.Index(j), faults)
		}
	}
}

// element is the path of one of a list.
func element(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// texts are the text, or the texts, that a field holds.
func texts(v reflect.Value) []string {
	switch text := v.Interface().(type) {
	case string:
		return []string{text}
	case []string:
		return text
	}
	return nil
}

func (r *Register) reference(e entry, field, kinds, id string, faults *Faults) {
	if id == "" {
		return
	}
	named, known := r.byID[id]
	if known && named.record == nil {
		known = false // a fact of later_facts
	}
	if !known {
		*faults = append(*faults, e.fault(field, "there is no record %s: add it, or mend the id", id))
		return
	}
	if kind, _ := named.record.Named(); !slices.Contains(strings.Fields(kinds), kind) {
		*faults = append(*faults, e.fault(field, "%s is %s: want %s", id, oneOf(kind), oneOf(kinds)))
	}
}

// asks checks that the consultation of a record is one for it, and on that record alone.
func (r *Register) asks(e entry) Faults {
	rec, does := e.record.(record.Consulting)
	if !does {
		return nil
	}
	id := rec.Asks().Consultation
	c, is := r.byID[id].record.(*record.Consultation)
	if !is {
		return nil
	}
	if why, _ := c.Unfit(rec); why != "" {
		return Faults{e.fault("consultation", "%s %s", id, why)}
	}
	if all := r.asked[id]; len(all) > 0 && all[0] != rec.Identity() {
		return Faults{e.fault("consultation", "%s is the consultation of %s: it is on one alone", id,
			all[0])}
	}
	return nil
}

// oneOf are kinds in words: an edition or a body.
func oneOf(kinds string) string {
	var words []string
	for kind := range strings.FieldsSeq(kinds) {
		article := "a "
		if strings.ContainsRune("aeiou", rune(kind[0])) {
			article = "an "
		}
		words = append(words, article+strings.ReplaceAll(kind, "_", " "))
	}
	return strings.Join(words, " or ")
}

// checkLater checks a fact that is known only later: that it is one, and that the record
// takes it.
func (r *Register) checkLater(l *later) (faults Faults) {
	at, err := calendar.ParseAsAt(l.KnownFrom)
	switch {
	case err != nil:
		faults = append(faults, l.fault("known_from", "%s",
			strings.TrimPrefix(err.Error(), "calendar: ")))
	case !r.KnownAt.IsZero() && !at.After(r.KnownAt):
		faults = append(faults, l.fault("known_from", "is not after known_at, %s: write the fact into "+
			"the record", r.KnownAt.Format(time.RFC3339)))
	}
	l.known = at
	of, known := r.byID[l.Ref]
	if !known || of.record == nil {
		return append(faults, l.fault("ref", "there is no record %s: add it, or mend the id", l.Ref))
	}
	kind, _ := of.record.Named()
	fields := map[string]reflect.Value{}
	names := named(reflect.ValueOf(of.record).Elem(), fields)
	if _, ok := fields[l.Field]; !ok || l.Field == "id" {
		names = slices.DeleteFunc(names, func(n string) bool { return n == "id" })
		return append(faults, l.fault("field", "%s has no field %q that may change: want one of %s",
			oneOf(kind), l.Field, strings.Join(names, ", ")))
	}
	if of.broken {
		return faults
	}
	return append(faults, r.checkValue(l, of)...)
}

// checkValue tries what a record becomes by a fact.
func (r *Register) checkValue(l *later, of entry) (faults Faults) {
	body, err := json.Marshal(of.record)
	if err == nil {
		after := reflect.New(reflect.TypeOf(of.record).Elem()).Interface().(record.Titled)
		var set []byte
		if set, err = json.Marshal(map[string]string{l.Field: l.Value}); err == nil {
			if err = json.Unmarshal(body, after); err == nil {
				err = json.Unmarshal(set, after)
			}
		}
		if err == nil {
			changed := l.entry
			changed.record = after
			faults = append(faults, changed.contradictions()...)
			faults = append(faults, r.asks(changed)...)
			r.references(changed, "value", reflect.ValueOf(after).Elem(), &faults)
		}
	}
	if err != nil {
		faults = append(faults, l.fault("value", "%q does not go into the field %s", l.Value, l.Field))
	}
	return faults
}
