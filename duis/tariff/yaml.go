package tariff

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	syntax "github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds of a file: one that uses all that a meter has is a fifth of the octets and has some
// hundred lines, for whose number squared the library takes time. What is in brackets lies at
// most three deep, as in {seasons: [{winter: 1 May}]}.
const (
	maxFile    = 64 << 10
	maxLines   = 4096
	maxNesting = 3
)

// entry is a key with its value, or with the entries below it.
type entry struct {
	line       int
	key, value string
	below      []entry
}

// readEntries reads the entries of a file.
func readEntries(text []byte) ([]entry, error) {
	if len(text) > maxFile {
		return nil, fault("", "the file is larger than %d kB: is it one of a tariff?", maxFile>>10)
	}
	if !utf8.Valid(text) {
		return nil, fault("", "the file is not UTF-8 text")
	}
	source := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text))
	source = strings.TrimPrefix(source, "\uFEFF")
	if strings.Count(source, "\n") > maxLines {
		return nil, fault("", "the file has more than %d lines: is it one of a tariff?", maxLines)
	}
	if i := strings.IndexFunc(source, forbidden); i >= 0 {
		return nil, &Fault{1 + strings.Count(source[:i], "\n"), "",
			"there is a control character: leave it out"}
	}
	tokens := lexer.Tokenize(source)
	if err := refuse(tokens); err != nil {
		return nil, err
	}
	// Of a key that is there twice, mappingOf knows the name in full.
	file, err := syntax.Parse(tokens, 0, syntax.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxFault(err)
	}
	var body ast.Node
	for _, doc := range file.Docs {
		switch _, directive := doc.Body.(*ast.DirectiveNode); {
		case directive, doc.Body == nil && body == nil:
		case body != nil:
			return nil, &Fault{lineOf(doc), "", "a second document begins: give each tariff its own file"}
		default:
			body = doc.Body
		}
	}
	if body == nil {
		return nil, nil
	}
	return mappingOf(body, "")
}

// lineOf is where a document begins.
func lineOf(doc *ast.DocumentNode) int {
	if doc.Start != nil {
		return doc.Start.Position.Line
	}
	return doc.Body.GetToken().Position.Line
}

// forbidden are the characters that no YAML has.
func forbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\u0085'
}

// refuse refuses what no tariff needs, before anything is built of it.
func refuse(tokens token.Tokens) error {
	depth := 0
	for _, tk := range tokens {
		text := ""
		switch tk.Type {
		case token.AnchorType, token.AliasType:
			text = "anchors and aliases are not read: write the value again, or put a text that begins " +
				"with & or * in quotes"
		case token.TagType:
			if !strings.HasPrefix(tk.Value, "!!") {
				text = "tags are not read: leave it out, or put a text that begins with ! in quotes"
			}
		case token.SequenceEntryType:
			if tk.Prev != nil && tk.Prev.Type == token.SequenceEntryType {
				text = "a list is in a list: write names and values"
			}
		case token.MappingStartType, token.SequenceStartType:
			if depth++; depth > maxNesting {
				text = "brackets are too deep in each other: write names and values"
			}
		case token.MappingEndType, token.SequenceEndType:
			depth--
		}
		if text != "" {
			return &Fault{tk.Position.Line, keyBefore(tk), text}
		}
	}
	return nil
}

// keyBefore is the key that a token is the value of, in one line.
func keyBefore(tk *token.Token) string {
	colon := tk.Prev
	if colon == nil || colon.Type != token.MappingValueType || colon.Prev == nil ||
		colon.Prev.Position.Line != tk.Position.Line {
		return ""
	}
	return colon.Prev.Value
}

// remedies say in our words what the parser says in those of YAML.
var remedies = []struct{ says, text string }{
	{"mapping value is not allowed", "there is a second colon with a blank behind it: put the text " +
		"in quotes, or give what follows a line of its own, below and indented"},
	{"value is not allowed in this context", "there is something behind the value: leave it out, or " +
		"indent as the lines above"},
	{"could not find end character", "the quotes do not end: put a second one behind the text"},
	{"could not find flow mapping end", "the braces do not end: put } behind the last value"},
	{"cannot start any token", "there is a tab: indent with blanks"},
}

// syntaxFault makes a fault of what the parser says.
func syntaxFault(err error) *Fault {
	var wrong *yaml.SyntaxError
	if !errors.As(err, &wrong) || wrong.Token == nil {
		return fault("", "the file is no YAML: %v", err)
	}
	tk := wrong.Token
	f := &Fault{tk.Position.Line, keyBefore(tk), wrong.Message}
	if next := tk.Next; next != nil && next.Type == token.MappingValueType &&
		next.Position.Line > f.Line { // the text goes on until there
		return &Fault{next.Position.Line, "", "is indented, and the line above takes nothing below " +
			"it: begin where that line begins"}
	}
	if strings.HasPrefix(f.Text, "non-map value") {
		f.Text = noEntry(tk.Value)
	}
	for _, r := range remedies {
		if strings.Contains(f.Text, r.says) {
			f.Text = r.text
		}
	}
	return f
}

// noEntry is said of a text alone.
func noEntry(text string) string {
	return fmt.Sprintf("%q: want a name, a colon, a blank and a value", text)
}

// mappingOf reads the entries of a mapping: those of the file, or those below a field.
func mappingOf(n ast.Node, field string) (entries []entry, err error) {
	mapping, ok := untagged(n).(*ast.MappingNode)
	if !ok {
		return nil, &Fault{n.GetToken().Position.Line, field, noEntry(n.GetToken().Value)}
	}
	lines := map[string]int{}
	for _, v := range mapping.Values {
		e := entry{line: v.Key.GetToken().Position.Line}
		if e.key, ok = textOf(v.Key); !ok {
			return nil, &Fault{e.line, field, "want a name before the colon"}
		}
		if first, twice := lines[e.key]; twice {
			return nil, &Fault{e.line, below(field, e.key),
				fmt.Sprintf("is also in line %d: leave one out", first)}
		}
		lines[e.key] = e.line
		if e.value, ok = textOf(v.Value); !ok {
			if e.below, err = belowOf(v.Value, below(field, e.key)); err != nil {
				return nil, err
			}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// belowOf reads the entries below a field: a mapping, or a list of them where a name may be
// there twice, as that of a season.
func belowOf(n ast.Node, field string) (entries []entry, err error) {
	list, ok := untagged(n).(*ast.SequenceNode)
	if !ok {
		return mappingOf(n, field)
	}
	for _, item := range list.Values {
		more, err := mappingOf(item, field)
		if err != nil {
			return nil, err
		}
		entries = append(entries, more...)
	}
	return entries, nil
}

// below is a key of the second level with that of the first.
func below(field, key string) string {
	if field == "" {
		return key
	}
	return field + ": " + key
}

// textOf is the text of a scalar, of a number as it was written: no amount is ever rounded.
func textOf(n ast.Node) (string, bool) {
	switch n := untagged(n).(type) {
	case *ast.MappingKeyNode:
		return textOf(n.Value)
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode,
		*ast.MergeKeyNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// untagged is what a tag such as !!str stands before: all is read as text.
func untagged(n ast.Node) ast.Node {
	if tag, ok := n.(*ast.TagNode); ok {
		return tag.Value
	}
	return n
}

// quoted is a string as a file has it, in quotes where it must be. An amount needs none.
func quoted(s string) string {
	if _, err := ParsePence(s); err == nil {
		return s
	}
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	if token.IsNeedQuoted(s) || s[0] == '?' || strings.ContainsFunc(s, odd) {
		return strconv.Quote(s)
	}
	return s
}
