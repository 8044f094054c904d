package openapi

import (
	"encoding"
	"encoding/json"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// builder makes schemas of types, and of values where the type leaves open what they are.
type builder struct {
	names   map[reflect.Type]string
	schemas object
	problem object                      // the schema of what comes in place of an answer
	seen    map[fieldOf][]reflect.Value // what fields hold whose type is open
}

// fieldOf is a field of a type.
type fieldOf struct {
	of reflect.Type
	i  int
}

// anything is the schema of what is not described further.
var anything = object{"nullable": true}

// special are the types that write themselves.
var special = map[reflect.Type]object{
	reflect.TypeFor[time.Time]():     {"type": "string", "format": "date-time"},
	reflect.TypeFor[calendar.Date](): {"type": "string", "description": "2022-01-28, or empty"},
	reflect.TypeFor[register.Secret](): {"type": "object", "nullable": true,
		"description": "a text that is kept apart: what stands for it",
		"properties":  object{"secret": object{"type": "string"}, "hash": object{"type": "string"}}},
	reflect.TypeFor[json.RawMessage](): anything,
	reflect.TypeFor[[]byte]():          {"type": "string", "format": "byte", "nullable": true},
}

var (
	marshaler = reflect.TypeFor[json.Marshaler]()
	texter    = reflect.TypeFor[encoding.TextMarshaler]()
)

// open reports whether values of a type can hold what the type does not say.
func open(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer:
		return open(t.Elem())
	}
	return false
}

// observe notes what is in the open fields of a value, and of those below it.
func (b *builder) observe(v reflect.Value) {
	if !v.IsValid() || special[v.Type()] != nil {
		return
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			b.observe(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() && !f.Anonymous {
				continue
			}
			if open(f.Type) {
				at := fieldOf{v.Type(), i}
				b.seen[at] = append(b.seen[at], v.Field(i))
			}
			b.observe(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() > reflect.Complex128 && v.Type().Elem().Kind() != reflect.String {
			for i := range v.Len() {
				b.observe(v.Index(i))
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			b.observe(v.MapIndex(key))
		}
	}
}

// schema is the schema of a type; the samples are values of it.
func (b *builder) schema(t reflect.Type, samples []reflect.Value) object {
	if s := special[t]; s != nil {
		return s
	}
	switch {
	case t.Kind() == reflect.Interface:
		return b.dynamic(samples)
	case t.Kind() == reflect.Pointer:
		return nullable(b.schema(t.Elem(), nil))
	case t.Implements(marshaler):
		return anything
	case t.Implements(texter):
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Float32, reflect.Float64:
		return object{"type": "number"}
	case reflect.Slice, reflect.Array:
		var elements []reflect.Value
		for _, s := range samples {
			for i := range s.Len() {
				elements = append(elements, s.Index(i))
			}
		}
		return nullable(object{"type": "array", "items": b.schema(t.Elem(), elements)})
	case reflect.Map:
		return nullable(b.mapping(t, samples))
	case reflect.Struct:
		return b.component(t)
	}
	return object{"type": "integer"}
}

// nullable is a schema that null fits too.
func nullable(s object) object {
	if s["$ref"] != nil {
		return object{"allOf": []any{s}, "nullable": true}
	}
	s = maps.Clone(s)
	s["nullable"] = true
	return s
}

// dynamic is the schema of values whose type is open: one of those that were seen.
func (b *builder) dynamic(samples []reflect.Value) object {
	byType := map[reflect.Type][]reflect.Value{}
	var types []reflect.Type
	null := false
	for _, s := range samples {
		if s.IsNil() {
			null = true
			continue
		}
		t := s.Elem().Type()
		if byType[t] == nil {
			types = append(types, t)
		}
		byType[t] = append(byType[t], s.Elem())
	}
	slices.SortFunc(types, func(a, b reflect.Type) int {
		return strings.Compare(a.String(), b.String())
	})
	var all []any
	for _, t := range types {
		all = append(all, b.pointed(t, byType[t]))
	}
	var s object
	switch len(all) {
	case 0:
		return anything
	case 1:
		s = all[0].(object)
	default:
		s = object{"anyOf": all}
	}
	if null {
		return nullable(s)
	}
	return s
}

// pointed is the schema of values that were seen: of what pointers among them lead to, or null.
func (b *builder) pointed(t reflect.Type, samples []reflect.Value) object {
	if t.Kind() != reflect.Pointer {
		return b.schema(t, samples)
	}
	var below []reflect.Value
	for _, s := range samples {
		if !s.IsNil() {
			below = append(below, s.Elem())
		}
	}
	return nullable(b.schema(t.Elem(), below))
}

// mapping is the schema of a map: its keys are told where its values can be anything.
func (b *builder) mapping(t reflect.Type, samples []reflect.Value) object {
	if t.Elem().Kind() != reflect.Interface {
		var values []reflect.Value
		for _, s := range samples {
			for _, key := range s.MapKeys() {
				values = append(values, s.MapIndex(key))
			}
		}
		return object{"type": "object", "additionalProperties": b.schema(t.Elem(), values)}
	}
	byKey := map[string][]reflect.Value{}
	for _, s := range samples {
		for _, key := range s.MapKeys() {
			byKey[key.String()] = append(byKey[key.String()], s.MapIndex(key))
		}
	}
	properties, required := object{}, []string{}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		properties[key] = b.dynamic(byKey[key])
		if len(byKey[key]) == len(samples) {
			required = append(required, key)
		}
	}
	return closed(properties, required)
}

// closed is an object that has these properties and no others.
func closed(properties object, required []string) object {
	s := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// component is a struct, described once by its name.
func (b *builder) component(t reflect.Type) object {
	name, known := b.names[t]
	if !known {
		name = b.name(t)
		if name == "" {
			return b.structure(t)
		}
		b.names[t] = name
		b.schemas[name] = object{} // it may hold itself
		b.schemas[name] = b.structure(t)
	}
	return object{"$ref": "#/components/schemas/" + name}
}

// name is what a type is called: a kind of record by its own name, others after their package.
func (b *builder) name(t reflect.Type) string {
	if t.Name() == "" {
		return ""
	}
	name := strings.Map(func(r rune) rune {
		if r == '[' || r == ']' || r == '/' || r == '*' || r == ',' {
			return '_'
		}
		return r
	}, t.Name())
	if of := path.Base(t.PkgPath()); of != "record" {
		name = of + "." + name
	}
	for b.schemas[name] != nil {
		name += "_"
	}
	return name
}

// structure is a struct as JSON writes it: what is embedded stands beside its own fields.
func (b *builder) structure(t reflect.Type) object {
	properties, required := object{}, map[string]bool{}
	b.fields(t, properties, required)
	return closed(properties, slices.Sorted(maps.Keys(required)))
}

// fields adds the fields of a struct. Those that are there already hide those that are embedded.
func (b *builder) fields(t reflect.Type, properties object, required map[string]bool) {
	var embedded []reflect.Type
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if below := f.Type; f.Anonymous && name == "" {
			if below.Kind() == reflect.Pointer {
				below = below.Elem()
			}
			if below.Kind() == reflect.Struct {
				embedded = append(embedded, below)
				continue
			}
		}
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if _, hidden := properties[name]; hidden {
			continue
		}
		properties[name] = b.schema(f.Type, b.seen[fieldOf{t, i}])
		if !strings.Contains(options, "omit") {
			required[name] = true
		}
	}
	for _, e := range embedded {
		b.fields(e, properties, required)
	}
}
