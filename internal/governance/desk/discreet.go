package desk

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Discreet is a view whose data name no record that its reader may not see: where a field with
// ref holds the id of one, JSON leaves it out, as pages leave out the link. Whether a record is
// hidden or was never there makes no difference. Feeds and calendars say of their entries when
// the records that they lead to have changed.
func (d *Desk) Discreet(
	show func(*page.Ask) (*page.View, error),
) func(*page.Ask) (*page.View, error) {
	return func(ask *page.Ask) (*page.View, error) {
		view, err := show(ask)
		if err != nil || view.Data == nil {
			return view, err
		}
		v, err := d.View(ask)
		if err != nil {
			return nil, err
		}
		view.Data = discreet{v, view.Data}
		if view.List != nil {
			view.List.Date = dating(v)
		}
		return view, nil
	}
}

// discreet is data as the reader of a view may read them: found out when somebody does.
type discreet struct {
	view *register.View
	data any
}

// Unwrap is the data as the subject gave them, for those who describe their shape.
func (d discreet) Unwrap() any { return d.data }

// MarshalJSON writes the data.
func (d discreet) MarshalJSON() ([]byte, error) {
	data, err := Discern(d.view, []any{d.data})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err = e.Encode(data[0])
	return b.Bytes(), err
}

// Discern copies records, or data with ref in their fields, so that they name only records that
// the reader of a view may see: with one query for all of them.
func Discern[T any](v *register.View, values []T) ([]T, error) {
	var names []register.Hit
	rewrite(reflect.ValueOf(&values).Elem(), rules{func(field reflect.Value, kinds string) {
		for _, id := range idsOf(field) {
			for kind := range strings.FieldsSeq(kinds) {
				names = append(names, register.Hit{Kind: kind, ID: id})
			}
		}
	}, func(about []register.Hit) bool {
		names = append(names, about...)
		return true
	}})
	seen, err := v.Some(names)
	if err != nil {
		return nil, err
	}
	rewrite(reflect.ValueOf(&values).Elem(), rules{func(field reflect.Value, kinds string) {
		kept := slices.DeleteFunc(idsOf(field), func(id string) bool {
			return !slices.ContainsFunc(strings.Fields(kinds), func(kind string) bool {
				return seen[register.Hit{Kind: kind, ID: id}]
			})
		})
		switch {
		case field.Kind() == reflect.Slice:
			field.Set(reflect.ValueOf(kept))
		case len(kept) == 0:
			field.SetString("")
		}
	}, func(about []register.Hit) bool {
		return !slices.ContainsFunc(about, func(of register.Hit) bool { return !seen[of] })
	}})
	return values, nil
}

// Rename copies records so that where a field with ref holds an id, it holds what name makes of
// it; empty: it is left out, and so is a part that tells of a record which name leaves out.
func Rename[T any](values []T, name func(kinds, id string) string) []T {
	rewrite(reflect.ValueOf(&values).Elem(), rules{func(field reflect.Value, kinds string) {
		kept := []string{}
		for _, id := range idsOf(field) {
			if id = name(kinds, id); id != "" {
				kept = append(kept, id)
			}
		}
		switch {
		case field.Kind() == reflect.Slice && !field.IsNil():
			field.Set(reflect.ValueOf(kept))
		case field.Kind() == reflect.String:
			field.SetString(strings.Join(kept, ""))
		}
	}, func(about []register.Hit) bool {
		return !slices.ContainsFunc(about, func(of register.Hit) bool {
			return name(of.Kind, of.ID) == ""
		})
	}})
	return values
}

// idsOf are the ids that a field with ref holds, the caller's to keep.
func idsOf(field reflect.Value) []string {
	switch id := field.Interface().(type) {
	case string:
		if id != "" {
			return []string{id}
		}
	case []string:
		return slices.Clone(id)
	}
	return nil
}

// rules say what becomes of the parts of data that name records: ref may set a field, and a
// part that tells of records is kept where keep says so.
type rules struct {
	ref  func(field reflect.Value, kinds string)
	keep func(about []register.Hit) bool
}

// rewrite follows the rules for everything below a value that can be set. What leads there is
// copied first: nobody else sees what is done.
func rewrite(v reflect.Value, by rules) {
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Anonymous && !f.IsExported() && f.Type.Kind() == reflect.Pointer {
				// JSON writes what it leads to, and nobody can set it: what is hidden would be named.
				panic("desk: " + v.Type().String() + " embeds " + f.Name + ": embed it by an exported name")
			}
			if kinds := f.Tag.Get("ref"); kinds != "" {
				by.ref(v.Field(i), kinds)
			} else if f.IsExported() || f.Anonymous {
				rewrite(v.Field(i), by)
			}
		}
		return
	}
	if !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		own := reflect.New(v.Elem().Type())
		own.Elem().Set(v.Elem())
		rewrite(own.Elem(), by)
		if v.Kind() == reflect.Interface {
			own = own.Elem()
		}
		v.Set(own)
	case reflect.Slice:
		if v.IsNil() || v.Type().Elem().Kind() <= reflect.Complex128 {
			return // no element is one that holds others
		}
		own := reflect.MakeSlice(v.Type(), 0, v.Len())
		for i := range v.Len() {
			if part, tells := v.Index(i).Interface().(record.Telling); !tells || by.keep(part.About()) {
				own = reflect.Append(own, v.Index(i))
			}
		}
		v.Set(own)
		for i := range v.Len() {
			rewrite(v.Index(i), by)
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		own := reflect.MakeMapWithSize(v.Type(), v.Len())
		for i := v.MapRange(); i.Next(); {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(i.Value())
			rewrite(value, by)
			own.SetMapIndex(i.Key(), value)
		}
		v.Set(own)
	}
}
