package duis

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write the generated document anew")

// TestDocs keeps docs/duis.md.
func TestDocs(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# DUIS documents\n\nThe elements of requests and responses, generated from " +
		"their declarations in package `duis`.\n" +
		"Order is that of the document. After a name, `?` is at most once, `{1..7}` how often, and " +
		"no\nsign is once; `@` is an attribute. A range includes its ends. The unit is that of the " +
		"value as\nthe document has it.\n")
	b.WriteString("\n## Request\n\n")
	writeTree(&b, "Request", requestPlan)
	b.WriteString("\n## Bodies\n")
	writeSections(&b, bodies)
	b.WriteString("\n## Response\n\n")
	writeTree(&b, "Response", responsePlan)
	b.WriteString("\n## Messages\n")
	writeSections(&b, messages)
	b.WriteString("\n## Payloads\n")
	writeSections(&b, payloads)
	b.WriteString("\n## DCC Alerts\n")
	writeSections(&b, alerts)
	path := filepath.Join("..", "docs", "duis.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("docs/duis.md is not current: go generate ./duis")
	}
}

// writeSections writes the alternatives of an interface.
func writeSections[T interface{ Element() string }](b *bytes.Buffer, declared []T) {
	for _, value := range declared {
		fmt.Fprintf(b, "\n### %s\n\n", value.Element())
		part := &particle{name: value.Element(), min: 1, max: 1}
		compiler.inside(part, reflect.TypeOf(value), options{})
		b.WriteString("```text\n")
		writeParticle(b, 0, part)
		b.WriteString("```\n")
	}
}

func writeTree(b *bytes.Buffer, name string, c *content) {
	b.WriteString("```text\n" + name + "\n")
	writeContent(b, 1, c)
	b.WriteString("```\n")
}

// writeContent writes attributes and children.
func writeContent(b *bytes.Buffer, depth int, c *content) {
	for _, a := range c.attrs {
		writeLine(b, depth, "@"+a.name+": "+described(a))
	}
	if c.choice {
		writeLine(b, depth, "one of:")
		depth++
	}
	if len(c.parts) > 0 && c.parts[0].key != "" {
		writeKeys(b, depth, c)
		return
	}
	for _, p := range c.parts {
		writeParticle(b, depth, p)
	}
}

func writeParticle(b *bytes.Buffer, depth int, p *particle) {
	name := p.name + often(p)
	switch {
	case p.kind == signature || p.space == namespaceSignature:
		writeLine(b, depth, "ds:Signature"+often(p))
	case p.kind == foreign:
		writeLine(b, depth, name+": of the MMC schema")
	case p.kind == presence || p.inner != nil && len(p.inner.parts)+len(p.inner.attrs) == 0:
		writeLine(b, depth, name+": empty")
	case p.simple != nil:
		writeLine(b, depth, name+": "+described(p))
	case p.inner.value != nil:
		writeLine(b, depth, name+": "+described(p.inner.value))
		writeContent(b, depth+1, p.inner)
	case p.name != "" && len(p.inner.parts) > 0 && p.inner.parts[0].goType != nil:
		writeLine(b, depth, name+": one of the "+fmt.Sprint(len(p.inner.parts))+" below")
	case p.name != "":
		writeLine(b, depth, name)
		writeContent(b, depth+1, p.inner)
	case len(p.inner.parts) > 0 && p.inner.parts[0].goType != nil:
		writeLine(b, depth, "none or one of the "+fmt.Sprint(len(p.inner.parts))+" payloads")
	default:
		writeGroup(b, depth, p)
	}
}

// writeGroup writes particles that have no element of their own.
func writeGroup(b *bytes.Buffer, depth int, p *particle) {
	switch {
	case p.inner.choice && p.min == 0:
		writeLine(b, depth, "none or one of:")
	case p.inner.choice:
		writeLine(b, depth, "one of:")
	case p.absent && p.min == 0:
		writeLine(b, depth, "none or all of:")
	case p.absent:
		writeLine(b, depth, "all of:")
	default:
		depth--
	}
	for _, inside := range p.inner.parts {
		writeParticle(b, depth+1, inside)
	}
}

// writeKeys writes elements that differ in their names only, several in a line.
func writeKeys(b *bytes.Buffer, depth int, c *content) {
	first := c.parts[0]
	line := ""
	for i, p := range c.parts {
		line += p.name + often(p)
		switch {
		case i == len(c.parts)-1 && first.simple != nil:
			line += ": " + described(first)
		case i == len(c.parts)-1 && first.kind == presence:
			line += ": empty"
		case i < len(c.parts)-1:
			line += ", "
		}
		if len(line) > 84 || i == len(c.parts)-1 {
			writeLine(b, depth, strings.TrimRight(line, " "))
			line = ""
		}
	}
	if first.kind == structure {
		writeContent(b, depth+1, first.inner)
	}
}

func writeLine(b *bytes.Buffer, depth int, text string) {
	b.WriteString(strings.Repeat("  ", depth) + text + "\n")
}

// often is how often p occurs, where that is not once.
func often(p *particle) string {
	switch {
	case p.min == 1 && p.max == 1:
		return ""
	case p.min == 0 && p.max == 1:
		return " ?"
	case p.max == math.MaxInt:
		return fmt.Sprintf(" {%d..}", p.min)
	}
	return fmt.Sprintf(" {%d..%d}", p.min, p.max)
}

// described is the type of a value, what narrows it, and the unit.
func described(p *particle) string {
	s := p.simple
	notes := []string{string(s.base)}
	if s.name == "EUI" || s.name == "RequestID" {
		notes = []string{s.name}
	}
	switch {
	case len(s.enum) > 30:
		notes = append(notes, fmt.Sprintf("one of %d", len(s.enum)))
	case s.enum != nil:
		notes = append(notes, "one of "+strings.Join(s.enum, " | "))
	case s.pattern == identifiers:
		notes = append(notes, "EUI-64s joined by commas")
	case s.pattern != nil:
		notes = append(notes, "of the form "+s.written())
	}
	letters := "characters"
	if s.base == xsBase64 || s.base == xsHex {
		letters = "octets"
	}
	if slices.ContainsFunc(s.facets(), func(f facet) bool { return strings.HasSuffix(f.name, "ength") }) {
		notes = append(notes, s.lengths()+" "+letters)
	}
	if low, high := s.base.bounds(); s.bounded || low > math.MinInt32-1 && high < math.MaxInt64 {
		notes = append(notes, s.limits())
	}
	if s.digits > 0 {
		notes = append(notes, fmt.Sprintf("at most %d digits", s.digits))
	}
	if p.unit != "" {
		notes = append(notes, "in "+p.unit)
	}
	if p.since != "" {
		notes = append(notes, "since DUIS "+p.since)
	}
	return strings.Join(notes, ", ")
}
