package legal_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// source is what random documents are made from: a number from 0 to below n.
type source func(n int) int

// drawn is a source whose numbers rapid knows, and makes small where a test fails. Those are small
// more often than not: three times in four they come from a seed instead, all alike.
func drawn(t *rapid.T) source {
	if rapid.IntRange(0, 3).Draw(t, "seeded") > 0 {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		return r.IntN
	}
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
}

func pick[T any](s source, from ...T) T { return from[s(len(from))] }

func (s source) chance(n int) bool { return s(n) == n-1 }

// awkward is what Markdown, YAML or the grammar could take for something else.
var awkward = []string{
	"*", "**", "***", "#", "##", "# a", "-", "- ", "---", "+ x", "=", "===", "1.", "1. a", "2)",
	"(a)", "(a) b", "- (a) c", "F8.7", "F8.7 A", "5.3 kW", "**F8.7**", "[x](y)", "[", "]", "<b>",
	">", "> q", "`", "```", "~~~", "|", "| a | b |", "| a \\| b |", "\\", "\\\\", "\\*", "&amp;",
	"&", "$x$", "\n", "\n\n", "\n\n\n", "\r\n", "\t", "  ", "\u00a0", "\u2028", "é", "日本", "£5",
	"\"", "'", ": ", " #", "_a_", "!", "![i](u)", "\x00", "\x7f", "\xff", "\ufeff", "***\n",
	"| --- |", "|x", "\n| a |\n| b |\n", "’", "\u0085",
}

var wordsOfText = []string{
	"the", "Party", "shall", "return", "each", "Communications", "Hub", "within", "one", "month", "of",
	"installation;", "and", "or", "where", "Section", "F8.7", "applies,", "notice", "to",
}

// text is the words of a clause, with what is awkward in them now and then.
func text(s source) string {
	var b strings.Builder
	hard := s.chance(3)
	for range s(9) {
		if hard && s.chance(2) {
			b.WriteString(awkward[s(len(awkward))])
		} else {
			b.WriteString(wordsOfText[s(len(wordsOfText))])
		}
		if !s.chance(6) {
			b.WriteByte(' ')
		}
	}
	return legal.Plain(b.String())
}

func line(s source) string { return legal.Plain(strings.ReplaceAll(text(s), "\n", " ")) }

// document makes a document that keeps to the structure.
func document(s source) *legal.Document {
	d := &legal.Document{
		Name:  pick(s, "Section F", "Section F", "Schedule 8", "Appendix: L"),
		Title: line(s), Kind: pick(s, legal.Kinds()...), Notice: text(s),
	}
	for range s(6) {
		insert(s, d)
	}
	return repaired(d)
}

// repaired takes away what does not hold any more after clauses came or went.
func repaired(d *legal.Document) *legal.Document {
	for i := range d.Clauses {
		c := &d.Clauses[i]
		parts := i+1 < len(d.Clauses) && isPart(d.Clauses[i+1].Number, c.Number)
		if !parts {
			c.Closing = ""
		}
	}
	return d
}

func isPart(number, of string) bool {
	return strings.HasPrefix(number, of+"(") || strings.HasPrefix(number, of+"[")
}

// end is the index after all parts of the i-th clause.
func end(d *legal.Document, i int) int {
	j := i + 1
	for j < len(d.Clauses) && isPart(d.Clauses[j].Number, d.Clauses[i].Number) {
		j++
	}
	return j
}

var terms = []string{"Party", "Communications Hub", "Working Day", "£ & Co", "1st *Tier*", "[Code]"}

// insert puts a clause with parts at a place where one may stand.
func insert(s source, d *legal.Document) {
	at, whole := 0, ""
	if len(d.Clauses) > 0 {
		i := s(len(d.Clauses))
		at = end(d, i)
		whole = legal.Parent(d.Clauses[i].Number)
		if !isPart(d.Clauses[i].Number, whole) {
			whole = ""
		}
		if s.chance(2) && strings.Count(d.Clauses[i].Number, "(") < 3 {
			whole = d.Clauses[i].Number
		}
	}
	c := legal.Clause{Text: text(s), Closing: text(s)}
	switch {
	case whole == "":
		c.Number = pick(s, "F8", "F9", "5", "F8.7", "F8.7A", "F8.8", "F9.1", "5.3.1", "F10")
		if s.chance(3) {
			c.Heading = line(s)
		}
	case s.chance(3) && !strings.Contains(whole, "["):
		c.Term = pick(s, terms...)
		c.Number = whole + "[" + legal.Slug(c.Term) + "]"
	default:
		c.Number = whole + pick(s, "(a)", "(b)", "(c)", "(i)", "(ii)", "(1)", "(A)")
	}
	if d.Find(c.Number) >= 0 {
		return
	}
	d.Clauses = slices.Insert(d.Clauses, at, c)
	for range s(3) {
		part := legal.Clause{Number: fmt.Sprintf("%s(%c)", c.Number, 'a'+s(5)), Text: text(s)}
		if d.Find(part.Number) < 0 {
			d.Clauses = slices.Insert(d.Clauses, end(d, at), part)
		}
	}
}

// copied is a document with clauses of its own.
func copied(d *legal.Document) *legal.Document {
	c := *d
	c.Clauses = slices.Clone(d.Clauses)
	return &c
}

// edited is another version of a document.
func edited(s source, d *legal.Document) *legal.Document {
	d = copied(d)
	for range 1 + s(3) {
		edit(s, d)
	}
	return repaired(d)
}

func edit(s source, d *legal.Document) {
	if len(d.Clauses) == 0 {
		insert(s, d)
		return
	}
	i := s(len(d.Clauses))
	c := &d.Clauses[i]
	switch s(9) {
	case 0, 1:
		c.Text = text(s)
	case 2:
		c.Text = legal.Plain(c.Text + " " + text(s))
	case 3:
		c.Closing = text(s)
	case 4:
		d.Clauses = slices.Delete(d.Clauses, i, end(d, i))
	case 5:
		insert(s, d)
	case 6:
		renumber(s, d, i)
	case 7:
		move(s, d, i)
	case 8:
		switch s(3) {
		case 0:
			d.Title = line(s)
		case 1:
			d.Notice = text(s)
		case 2:
			d.Kind = pick(s, legal.Kinds()...)
		}
	}
}

// renumber gives a clause and its parts another number.
func renumber(s source, d *legal.Document, i int) {
	was := d.Clauses[i].Number
	is := legal.Parent(was) + pick(s, "(x)", "(y)", "(z)")
	switch {
	case d.Clauses[i].Term != "":
		return
	case !strings.ContainsAny(was, "([") || !isPart(was, legal.Parent(was)):
		is = pick(s, "F7", "F8.9", "F11", "6")
	}
	if d.Find(is) >= 0 {
		return
	}
	for j := range d.Clauses[i:end(d, i)] {
		c := &d.Clauses[i+j]
		c.Number = is + strings.TrimPrefix(c.Number, was)
	}
}

// move puts a clause with its parts after another of the same whole, or first.
func move(s source, d *legal.Document, i int) {
	whole := legal.Parent(d.Clauses[i].Number)
	if !isPart(d.Clauses[i].Number, whole) {
		whole = ""
	}
	moved := slices.Clone(d.Clauses[i:end(d, i)])
	d.Clauses = slices.Delete(d.Clauses, i, end(d, i))
	var places []int
	if whole == "" {
		places = append(places, 0)
	}
	for j := range d.Clauses {
		up := legal.Parent(d.Clauses[j].Number)
		if !isPart(d.Clauses[j].Number, up) {
			up = ""
		}
		if up == whole {
			places = append(places, end(d, j))
		}
	}
	if len(places) == 0 {
		places = []int{i}
	}
	d.Clauses = slices.Insert(d.Clauses, pick(s, places...), moved...)
}
