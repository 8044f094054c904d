package file

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Bounds of a file: that of January 2022 has 30 kB, its brackets lie two deep, and there are
// some dozen names below each other, with the square of which the library's time grows.
const (
	maxFile    = 8 << 20
	maxNesting = 8
	maxNames   = 250
)

// laterList is the list of facts that are known only later.
const laterList = "later_facts"

// reader reads one file.
type reader struct {
	file     string
	register *Register
	faults   Faults
}

func (r *reader) fault(n ast.Node, path, text string, args ...any) {
	r.faults = append(r.faults, Fault{r.file, lineOf(n), path, fmt.Sprintf(text, args...)})
}

// lineOf is where a value begins; 0 where that is not known.
func lineOf(n ast.Node) int {
	switch v := n.(type) {
	case nil:
		return 0
	case *ast.MappingNode:
		if !v.IsFlowStyle && len(v.Values) > 0 { // its own token is a colon
			return lineOf(v.Values[0].Key)
		}
	case *ast.AnchorNode:
		return v.Start.Position.Line
	}
	if tk := n.GetToken(); tk != nil {
		return tk.Position.Line
	}
	return 0
}

// lineAt is where a field of a value stands, such as steps[1].meeting; where it is not
// written, what it would stand in.
func lineAt(n ast.Node, path string) int {
	line := lineOf(n)
	for path != "" {
		var name string
		i := strings.IndexAny(path[1:], ".[") + 1
		if i == 0 {
			i = len(path)
		}
		name, path = path[:i], path[i:]
		switch v := n.(type) {
		case *ast.MappingNode:
			n = nil
			for _, f := range v.Values {
				if key, _ := scalar(f.Key); key == strings.TrimPrefix(name, ".") {
					line, n = lineOf(f.Key), f.Value
				}
			}
		case *ast.SequenceNode:
			i, err := strconv.Atoi(strings.Trim(name, "[]"))
			if err != nil || i >= len(v.Values) {
				return line
			}
			n = v.Values[i]
			line = lineOf(n)
		default:
			return line
		}
	}
	return line
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
	source := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text))
	source = strings.TrimPrefix(source, "\uFEFF")
	if i := strings.IndexFunc(source, isForbidden); i >= 0 {
		r.faults = append(r.faults, Fault{r.file, 1 + strings.Count(source[:i], "\n"), "",
			"there is a control character: leave it out"})
		return
	}
	tokens := lexer.Tokenize(source)
	if !r.plain(tokens) {
		return
	}
	// Of a name that is there twice, fields knows the path.
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return
	}
	var body ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case body != nil:
			r.fault(doc.Body, "", "a second document begins: put it into a file of its own")
		default:
			body = doc.Body
		}
	}
	mapping, ok := body.(*ast.MappingNode)
	if !ok {
		r.fault(body, "", "want lists of records by name, such as modifications: is it a register?")
		return
	}
	r.fields(mapping, "", r.top)
}

// isForbidden reports whether no YAML has the character.
func isForbidden(c rune) bool {
	return unicode.IsControl(c) && c != '\n' && c != '\t' && c != '\u0085'
}

// plain refuses what no register needs, before anything is built of it: what is written is
// what is there, and nothing is nested without end.
func (r *reader) plain(tokens token.Tokens) bool {
	before, depth := len(r.faults), 0
	var names counter
	for _, tk := range tokens {
		text := ""
		if names.count(tk, depth) == maxNames+1 {
			text = "too many names stand below each other: is it a register?"
		}
		switch tk.Type {
		case token.AnchorType, token.AliasType:
			text = "anchors and aliases are not read: write the value again, or put a text that begins " +
				"with & or * in quotes"
		case token.MergeKeyType:
			text = "merge keys are not read: write the fields again"
		case token.TagType:
			text = "tags are not read: leave it out, or put a text that begins with ! in quotes"
		case token.DirectiveType:
			text = "directives are not read: leave it out"
		case token.MappingKeyType:
			text = "want a name, a colon, a blank and a value, or a text that begins with ? in quotes"
		case token.SequenceEntryType:
			if before := tk.Prev; before != nil && before.Type == token.SequenceEntryType &&
				before.Position.Line == tk.Position.Line {
				text = "a list is in a list: want names with values"
			}
		case token.MappingStartType, token.SequenceStartType:
			if depth++; depth == maxNesting+1 {
				text = "brackets are too deep in each other"
			}
		case token.MappingEndType, token.SequenceEndType:
			depth--
		}
		if text != "" {
			r.faults = append(r.faults, Fault{r.file, tk.Position.Line, nameBefore(tk), text})
		}
	}
	return len(r.faults) == before
}

// counter counts the names of block mappings by the column that they stand in.
type counter []struct{ column, names int }

// count takes a token, and returns how many names stand in its mapping so far; 0 where it is
// none of a block mapping.
func (c *counter) count(tk *token.Token, depth int) int {
	column := tk.Position.Column
	switch {
	case depth > 0 || tk.Type != token.MappingValueType && tk.Type != token.SequenceEntryType:
		return 0
	case tk.Type == token.MappingValueType && tk.Prev != nil:
		column = tk.Prev.Position.Column
	}
	all := *c
	for len(all) > 0 && all[len(all)-1].column > column {
		all = all[:len(all)-1]
	}
	if tk.Type == token.SequenceEntryType {
		*c = all
		return 0
	}
	if len(all) == 0 || all[len(all)-1].column < column {
		all = append(all, struct{ column, names int }{column, 0})
	}
	all[len(all)-1].names++
	*c = all
	return all[len(all)-1].names
}

// nameBefore is the name that a token is the value of, in one line.
func nameBefore(tk *token.Token) string {
	colon := tk.Prev
	if colon == nil || colon.Type != token.MappingValueType || colon.Prev == nil ||
		colon.Prev.Position.Line != tk.Position.Line {
		return ""
	}
	return colon.Prev.Value
}

// syntax is a fault that the parser found.
func (r *reader) syntax(err error) {
	var wrong *yaml.SyntaxError
	if errors.As(err, &wrong) && wrong.Token != nil {
		r.faults = append(r.faults, Fault{r.file, wrong.Token.Position.Line, nameBefore(wrong.Token),
			"this is no YAML: " + wrong.Message})
		return
	}
	r.fault(nil, "", "this is no YAML: %v", err)
}

// fields calls fn for every field of a mapping, each name once.
func (r *reader) fields(
	m *ast.MappingNode, path string, fn func(name, path string, v *ast.MappingValueNode),
) {
	lines := map[string]int{}
	for _, v := range m.Values {
		name, _ := scalar(v.Key)
		at := name
		if path != "" {
			at = path + "." + name
		}
		if first, twice := lines[name]; twice {
			r.fault(v.Key, at, "is also in line %d: leave one out", first)
			continue
		}
		lines[name] = lineOf(v.Key)
		fn(name, at, v)
	}
}

// top reads an entry of the file.
func (r *reader) top(name, _ string, v *ast.MappingValueNode) {
	switch name {
	case "schema_version":
		r.is(v.Value, name, "2")
	case "timezone":
		r.is(v.Value, name, "Europe/London")
	case "known_at":
		var at time.Time
		r.set(reflect.ValueOf(&at).Elem(), v.Value, name)
		if was := r.register.KnownAt; !was.IsZero() && !at.Equal(was) {
			r.fault(v.Value, name, "another file says %s: want one instant for all",
				was.Format(time.RFC3339))
		}
		r.register.KnownAt = at
	case "source":
		r.source(v.Value)
	case "expected": // what an edition should come to; not ours to read
	case laterList:
		r.each(v.Value, name, func(n ast.Node, path string) {
			l := later{}
			before := len(r.faults)
			r.set(reflect.ValueOf(&l).Elem(), n, path)
			l.entry = entry{r.file, n, path, nil, len(r.faults) > before}
			r.register.later = append(r.register.later, l)
		})
	default:
		r.list(name, v)
	}
}

// is wants a value to be this.
func (r *reader) is(n ast.Node, path, want string) {
	if text, _ := scalar(n); text != want {
		r.fault(n, path, "%q: want %s", text, want)
	}
}

// source reads where the facts are from.
func (r *reader) source(n ast.Node) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.fault(n, "source", "want fields with values")
		return
	}
	r.fields(m, "source", func(name, path string, v *ast.MappingValueNode) {
		switch name {
		case "title":
			r.set(reflect.ValueOf(&r.register.Title).Elem(), v.Value, path)
		case "file", "edition": // for whoever reads the file
		default:
			r.fault(v.Key, path, "there is no such field: want one of file, title, edition")
		}
	})
}

// list reads a list of records.
func (r *reader) list(name string, v *ast.MappingValueNode) {
	var names []string
	for _, l := range record.Lists() {
		names = append(names, l.Name)
		if l.Name != name {
			continue
		}
		r.each(v.Value, name, func(n ast.Node, path string) {
			rec := l.New().(record.Titled)
			before := len(r.faults)
			r.set(reflect.ValueOf(rec).Elem(), n, path)
			r.register.entries = append(r.register.entries,
				entry{r.file, n, path, rec, len(r.faults) > before})
		})
		return
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
		at := fmt.Sprintf("%s[%d]", path, i)
		if null(value) {
			r.fault(value, at, "there is nothing in this place: fill it in, or leave it out")
			continue
		}
		fn(value, at)
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
		r.structure(v, n, path)
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
		r.mapping(v, n, path)
	case reflect.String:
		r.choice(v, n, path)
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
		} else {
			r.fault(n, path, "want true or false")
		}
	case reflect.Int, reflect.Int64:
		text, _ := scalar(n)
		number, err := strconv.ParseInt(text, 10, v.Type().Bits())
		if err != nil {
			r.fault(n, path, "want a whole number")
			return
		}
		v.SetInt(number)
	default:
		r.fault(n, path, "a %s is not read from files", v.Type())
	}
}

// choice reads a text, and where its type has a list of values, holds it to that.
func (r *reader) choice(v reflect.Value, n ast.Node, path string) {
	text, ok := r.word(n, path)
	if !ok {
		return
	}
	of, limited := v.Interface().(interface{ Choices() []string })
	if limited && text != "" && !slices.Contains(of.Choices(), text) {
		r.fault(n, path, "%q is not known here: want one of %s", text, strings.Join(of.Choices(), ", "))
		return
	}
	v.SetString(text)
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
			r.fault(n, path, "%s", strings.TrimPrefix(err.Error(), "calendar: "))
		}
	}
}

// mapping reads values by name.
func (r *reader) mapping(v reflect.Value, n ast.Node, path string) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.fault(n, path, "want names with values")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	r.fields(m, path, func(name, path string, e *ast.MappingValueNode) {
		value := reflect.New(v.Type().Elem()).Elem()
		r.set(value, e.Value, path)
		v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), value)
	})
}

// structure reads a mapping into a struct.
func (r *reader) structure(v reflect.Value, n ast.Node, path string) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.fault(n, path, "want fields with values")
		return
	}
	fields := map[string]reflect.Value{}
	names := named(v, fields)
	r.fields(m, path, func(name, path string, e *ast.MappingValueNode) {
		field, known := fields[name]
		if !known {
			r.fault(e.Key, path, "there is no such field: want one of %s", strings.Join(names, ", "))
			return
		}
		r.set(field, e.Value, path)
	})
	for name := range basesOf(fields) {
		if _, known := fields[name]; !known {
			r.fault(n, path+".basis_of."+name, "there is no such field: want one of %s",
				strings.Join(names, ", "))
		}
	}
}

// basesOf are the bases that a record gives of its fields.
func basesOf(fields map[string]reflect.Value) map[string]record.Basis {
	of, has := fields["basis_of"]
	if !has {
		return nil
	}
	bases, _ := of.Interface().(map[string]record.Basis)
	return bases
}

// named collects the fields of a struct by the names of their JSON, in their order.
func named(v reflect.Value, fields map[string]reflect.Value) (names []string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "" && f.IsExported():
			names = append(names, named(v.Field(i), fields)...)
		case name != "" && name != "-":
			fields[name] = v.Field(i)
			names = append(names, name)
		}
	}
	return names
}
