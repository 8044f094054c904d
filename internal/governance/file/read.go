package file

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// maxFile bounds a file: that of January 2022 has 30 kB.
const maxFile = 8 << 20

// laterList is the list of facts that are known only later.
const laterList = "later_facts"

// reader reads one file.
type reader struct {
	file     string
	register *Register
	faults   Faults
}

func (r *reader) fault(n ast.Node, path, text string, args ...any) {
	line := 0
	if n != nil && n.GetToken() != nil {
		line = n.GetToken().Position.Line
	}
	r.faults = append(r.faults, Fault{r.file, line, path, fmt.Sprintf(text, args...)})
}

// read reads the file into the register.
func (r *reader) read(text []byte) {
	if len(text) > maxFile {
		r.fault(nil, "", "the file is larger than %d MB: is it a register?", maxFile>>20)
		return
	}
	if !utf8.Valid(text) {
		r.fault(nil, "", "the file is not UTF-8 text")
		return
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		r.syntax(err)
		return
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		r.fault(nil, "", "want one YAML document, and there are %d: is it a register?", len(file.Docs))
		return
	}
	mapping, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		r.fault(file.Docs[0].Body, "", "want lists of records by name, such as modifications:")
		return
	}
	for _, v := range mapping.Values {
		r.top(v)
	}
}

// syntax is a fault that the parser found.
func (r *reader) syntax(err error) {
	var wrong *yaml.SyntaxError
	if errors.As(err, &wrong) && wrong.Token != nil {
		r.faults = append(r.faults,
			Fault{r.file, wrong.Token.Position.Line, "", "this is no YAML: " + wrong.Message})
		return
	}
	r.fault(nil, "", "this is no YAML: %v", err)
}

// top reads an entry of the file.
func (r *reader) top(v *ast.MappingValueNode) {
	name, _ := scalar(v.Key)
	switch name {
	case "schema_version":
		if text, _ := scalar(v.Value); text != "2" {
			r.fault(v.Value, name, "version %s is not known here: want 2", text)
		}
	case "timezone":
		if text, _ := scalar(v.Value); text != "Europe/London" {
			r.fault(v.Value, name, "%s: want Europe/London", text)
		}
	case "known_at":
		r.set(reflect.ValueOf(&r.register.KnownAt).Elem(), v.Value, name)
	case "source":
		if m, ok := v.Value.(*ast.MappingNode); ok {
			for _, f := range m.Values {
				if key, _ := scalar(f.Key); key == "title" {
					r.register.Title, _ = scalar(f.Value)
				}
			}
		}
	case "expected": // what an edition should come to; not ours to read
	case laterList:
		r.each(v.Value, name, func(n ast.Node, path string) {
			l := later{}
			r.set(reflect.ValueOf(&l).Elem(), n, path)
			l.entry = entry{r.file, n.GetToken().Position.Line, path, nil}
			r.register.later = append(r.register.later, l)
		})
	default:
		r.list(name, v)
	}
}

// list reads a list of records.
func (r *reader) list(name string, v *ast.MappingValueNode) {
	for _, l := range record.Lists() {
		if l.Name != name {
			continue
		}
		r.each(v.Value, name, func(n ast.Node, path string) {
			rec := l.New().(record.Titled)
			before := len(r.faults)
			r.set(reflect.ValueOf(rec).Elem(), n, path)
			if len(r.faults) == before {
				r.register.entries = append(r.register.entries,
					entry{r.file, n.GetToken().Position.Line, path, rec})
			}
		})
		return
	}
	var names []string
	for _, l := range record.Lists() {
		names = append(names, l.Name)
	}
	r.fault(v.Key, name, "there is no such list: want one of %s", strings.Join(names, ", "))
}

// each calls fn for every element of a list.
func (r *reader) each(n ast.Node, path string, fn func(ast.Node, string)) {
	if null(n) {
		return
	}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.fault(n, path, "want a list")
		return
	}
	for i, value := range list.Values {
		fn(value, fmt.Sprintf("%s[%d]", path, i))
	}
}

// null reports whether a value is not known.
func null(n ast.Node) bool {
	_, is := n.(*ast.NullNode)
	return n == nil || is
}

// scalar is the text of a value, as it is written.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

var (
	timeType   = reflect.TypeFor[time.Time]()
	secretType = reflect.TypeFor[register.Secret]()
	dateType   = reflect.TypeFor[calendar.Date]()
)

// set reads a value into a field of a record.
func (r *reader) set(v reflect.Value, n ast.Node, path string) {
	if null(n) {
		return
	}
	if text, handled := v.Addr().Interface().(encoding.TextUnmarshaler); handled {
		r.text(text, v.Type(), n, path)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == secretType {
			if text, ok := r.word(n, path); ok {
				v.Set(reflect.ValueOf(register.NewSecret(text)))
			}
			return
		}
		r.fields(v, n, path)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.set(v.Elem(), n, path)
	case reflect.Slice:
		r.each(n, path, func(n ast.Node, path string) {
			element := reflect.New(v.Type().Elem()).Elem()
			r.set(element, n, path)
			v.Set(reflect.Append(v, element))
		})
	case reflect.Map:
		r.entries(v, n, path)
	case reflect.String:
		if text, ok := r.word(n, path); ok {
			v.SetString(text)
		}
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
		} else {
			r.fault(n, path, "want true or false")
		}
	case reflect.Int, reflect.Int64:
		text, _ := scalar(n)
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			r.fault(n, path, "want a whole number")
		}
		v.SetInt(number)
	default:
		r.fault(n, path, "a %s is not read from files", v.Type())
	}
}

// word is a text of one line or more; YAML's own numbers and truths are texts here too.
func (r *reader) word(n ast.Node, path string) (string, bool) {
	text, ok := scalar(n)
	if !ok {
		r.fault(n, path, "want a text")
		return "", false
	}
	return strings.TrimSpace(text), true
}

// text reads a value that has a written form of its own.
func (r *reader) text(into encoding.TextUnmarshaler, t reflect.Type, n ast.Node, path string) {
	text, ok := r.word(n, path)
	if !ok {
		return
	}
	if err := into.UnmarshalText([]byte(text)); err != nil {
		switch t {
		case timeType:
			r.fault(n, path, "%q is no instant: want such as 2022-01-28T17:00:00+00:00", text)
		case dateType:
			r.fault(n, path, "%q is no date: want such as 2022-01-28", text)
		default:
			r.fault(n, path, "%v", err)
		}
	}
}

// entries reads a mapping by name.
func (r *reader) entries(v reflect.Value, n ast.Node, path string) {
	mapping, ok := n.(*ast.MappingNode)
	if !ok {
		r.fault(n, path, "want names with values")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, e := range mapping.Values {
		key, _ := scalar(e.Key)
		value := reflect.New(v.Type().Elem()).Elem()
		r.set(value, e.Value, path+"."+key)
		v.SetMapIndex(reflect.ValueOf(key), value)
	}
}

// fields reads a mapping into a struct.
func (r *reader) fields(v reflect.Value, n ast.Node, path string) {
	mapping, ok := n.(*ast.MappingNode)
	if !ok {
		r.fault(n, path, "want fields with values")
		return
	}
	fields := map[string]reflect.Value{}
	names := named(v, fields)
	for _, e := range mapping.Values {
		key, _ := scalar(e.Key)
		field, known := fields[key]
		if !known {
			r.fault(e.Key, path+"."+key, "there is no such field: want one of %s",
				strings.Join(names, ", "))
			continue
		}
		r.set(field, e.Value, path+"."+key)
	}
}

// named collects the fields of a struct by the names of their JSON, in their order.
func named(v reflect.Value, fields map[string]reflect.Value) (names []string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "" && f.IsExported():
			names = append(names, named(v.Field(i), fields)...)
		case name != "":
			fields[name] = v.Field(i)
			names = append(names, name)
		}
	}
	return names
}
