package desk

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// step is what a record was before an event and after it, as the reader of a view may read
// it: nil where there was nothing, or nothing to be seen.
type step struct{ before, after register.Record }

// steps are those of events of a record, which is given as it is now.
func (d *Desk) steps(
	v *register.View, now register.Record, events []register.Event,
) (steps []step, err error) {
	var records []any
	for _, e := range events {
		for _, body := range []string{e.Before, e.After} {
			rec := ListOf(e.Kind).New()
			if body != "" {
				if err := json.Unmarshal([]byte(body), rec); err != nil {
					return nil, err
				}
			}
			records = append(records, rec)
		}
	}
	if records, err = Discern(v, records); err != nil {
		return nil, err
	}
	texts := texts{}
	texts.learn(now)
	for i, e := range slices.Backward(events) { // what one begins with, the one before has made
		after, before := records[2*i+1].(register.Record), records[2*i].(register.Record)
		if err := texts.tell(d, v, after, e, e.Known); err != nil {
			return nil, err
		}
		if i == 0 {
			err = texts.tell(d, v, before, e, e.Known.Add(-time.Microsecond))
		}
		if err != nil {
			return nil, err
		}
	}
	for i, e := range events {
		var s step
		if e.Before != "" {
			s.before = records[2*i].(register.Record)
			texts.fill(s.before)
		}
		if e.After != "" {
			s.after = records[2*i+1].(register.Record)
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// texts are secrets by what bodies hold in their place.
type texts map[string]register.Secret

// learn notes the secrets of a record that was read from the register.
func (t texts) learn(rec register.Record) {
	eachSecret(reflect.ValueOf(rec), func(s *register.Secret) { t[sealOf(*s)] = *s })
}

// fill fills in the secrets of a record that was read from a body, and reports whether all
// are known.
func (t texts) fill(rec register.Record) (all bool) {
	all = true
	eachSecret(reflect.ValueOf(rec), func(s *register.Secret) {
		text, known := t[sealOf(*s)]
		if known {
			*s = text
		}
		all = all && (known || s.Empty())
	})
	return all
}

// tell fills in the secrets of a record of an event; those that are not known yet it looks up
// in what was so then.
func (t texts) tell(
	d *Desk, v *register.View, rec register.Record, e register.Event, known time.Time,
) error {
	if t.fill(rec) {
		return nil
	}
	so := e.From
	if so.IsZero() || so.Equal(e.Known) {
		so = known
	}
	then, ok, err := Find(d.then(v, register.Moment{So: so, Known: known}), e.Kind, e.ID)
	if err != nil || !ok {
		return err
	}
	t.learn(then)
	t.fill(rec)
	return nil
}

// sealOf is what a body holds in the place of a secret.
func sealOf(s register.Secret) string {
	text, err := s.MarshalJSON()
	if err != nil {
		return "" // it is in no body
	}
	return string(text)
}

// eachSecret calls fn for the secrets in a value.
func eachSecret(v reflect.Value, fn func(*register.Secret)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachSecret(v.Elem(), fn)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachSecret(v.Index(i), fn)
		}
	case reflect.Struct:
		if s, is := v.Addr().Interface().(*register.Secret); is {
			fn(s)
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				eachSecret(v.Field(i), fn)
			}
		}
	}
}

// spoken says for people what each of some steps has changed: fields with a label, and of
// those the lines that differ. One query finds all that they name.
func spoken(v *register.View, steps []step) ([][]page.Words, error) {
	pairs := make([][][2]Field, len(steps))
	var names []register.Hit
	for i, s := range steps {
		if s.before == nil || s.after == nil {
			continue // it began or ended, which was said
		}
		pairs[i] = compared(s.before, s.after)
		for _, pair := range pairs[i] {
			names = append(names, namedIn(pair[:])...)
		}
	}
	found, err := v.Several(names)
	if err != nil {
		return nil, err
	}
	said := make([][]page.Words, len(steps))
	for i := range steps {
		for _, pair := range pairs[i] {
			before, after := pair[0].said(found), pair[1].said(found)
			gone, come := without(before, after), without(after, before)
			if len(gone)+len(come) == 0 {
				continue
			}
			line := page.Words{page.Strong(pair[0].Label), page.T(" was ")}
			line = append(append(line, together(gone)...), page.T(", became "))
			said[i] = append(said[i], append(line, together(come)...))
		}
	}
	return said, nil
}

// compared are the fields of two records of a kind with a label; of long lists of ids only what
// differs.
func compared(before, after register.Record) (pairs [][2]Field) {
	is := Fields(after)
	for i, was := range Fields(before) {
		pair := [2]Field{was, is[i]}
		if was.Kinds != "" {
			gone, come := except(was.ids(), is[i].ids()), except(is[i].ids(), was.ids())
			pair[0].Value, pair[1].Value = reflect.ValueOf(gone), reflect.ValueOf(come)
		}
		pairs = append(pairs, pair)
	}
	return pairs
}

// except are ids that are not among others.
func except(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return slices.Contains(others, id)
	})
}

// without are the lines that are not among others.
func without(lines, others []page.Words) (left []page.Words) {
	for _, line := range lines {
		if !slices.ContainsFunc(others, func(o page.Words) bool { return Text(o) == Text(line) }) {
			left = append(left, line)
		}
	}
	return left
}

// together are lines in one; long texts are cut.
func together(lines []page.Words) (words page.Words) {
	const most = 1000
	for _, line := range lines {
		if len(words) > 0 {
			words = append(words, page.T("; "))
		}
		for _, word := range line {
			if text, is := word.(page.T); is && len(text) > most {
				word = page.T(strings.ToValidUTF8(string(text[:most]), "") + " …")
			}
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return page.Words{page.Missing("nothing")}
	}
	return words
}

// differences are the fields that differ, by name, as programs read them.
func (s step) differences() (fields []changed, err error) {
	was, is := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for rec, into := range map[register.Record]*map[string]json.RawMessage{
		s.before: &was, s.after: &is,
	} {
		if rec == nil {
			continue
		}
		text, err := json.Marshal(rec)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, into); err != nil {
			return nil, err
		}
	}
	names := map[string]bool{}
	for name := range was {
		names[name] = true
	}
	for name := range is {
		names[name] = true
	}
	for name := range names {
		if string(was[name]) != string(is[name]) {
			fields = append(fields, changed{name, was[name], is[name]})
		}
	}
	slices.SortFunc(fields, func(a, b changed) int {
		if a.Field < b.Field {
			return -1
		}
		return 1
	})
	return fields, nil
}
