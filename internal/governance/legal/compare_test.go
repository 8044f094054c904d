package legal_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
)

func sameDocument(a, b *legal.Document) bool {
	if a == nil || b == nil {
		return a == b
	}
	if len(a.Clauses) == 0 && len(b.Clauses) == 0 {
		x, y := *a, *b
		x.Clauses, y.Clauses = nil, nil
		return reflect.DeepEqual(x, y)
	}
	return reflect.DeepEqual(a, b)
}

// perhaps is a document, or none.
func perhaps(s source, d *legal.Document) *legal.Document {
	if s.chance(12) {
		return nil
	}
	return d
}

func TestAmendmentsMakeOneVersionOfTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		before := document(s)
		after := document(s)
		if s.chance(2) {
			after = edited(s, before)
		}
		before, after = perhaps(s, before), perhaps(s, after)
		r := legal.Compare(before, after)
		got, err := r.Apply(before)
		if err != nil || !sameDocument(got, after) {
			t.Fatalf("%v\n%+v\nbecomes %+v\nwant %+v\n%+v", err, before, got, after, r.Amendments)
		}
		back, err := r.Reverse().Apply(after)
		if err != nil || !sameDocument(back, before) {
			t.Fatalf("back: %v\n%+v\nbecomes %+v\nwant %+v\n%+v", err, after, back, before,
				r.Reverse().Amendments)
		}
		if again := r.Reverse().Reverse(); !reflect.DeepEqual(again, r) {
			t.Fatalf("undone twice it is\n%+v\nnot\n%+v", again, r)
		}
		if n := len(legal.Compare(before, before).Amendments); n > 0 {
			t.Fatalf("%d amendments make a document of itself", n)
		}
		if same := sameDocument(before, after); same != (len(r.Amendments) == 0) {
			t.Fatalf("the same is %v, with %d amendments", same, len(r.Amendments))
		}
	})
}

// told is amendments in a few words each.
func told(r legal.Redline) string {
	var all []string
	for _, a := range r.Amendments {
		words := string(a.Kind) + " " + a.Number
		if a.Was != "" {
			words += " was " + a.Was
		}
		if a.Kind != legal.Change && a.Kind != legal.Head {
			words += " after " + a.After
		}
		all = append(all, strings.TrimSpace(words))
	}
	return strings.Join(all, "; ")
}

func TestAmendments(t *testing.T) {
	before := sectionFDocument()
	clause := func(number, text string) legal.Clause {
		return legal.Clause{Number: number, Text: text}
	}
	for _, c := range []struct {
		name   string
		change func(d *legal.Document)
		want   string
	}{
		{"nothing", func(*legal.Document) {}, ""},
		{"words", func(d *legal.Document) { d.Clauses[2].Text = "x" }, "change F8.7(a)"},
		{"title", func(d *legal.Document) { d.Title = "x" }, "head"},
		{"inserted", func(d *legal.Document) {
			d.Clauses = slices.Insert(d.Clauses, 6, clause("F8.7A", "New."))
		}, "insert F8.7A after F8.7(b)(ii)"},
		{"first", func(d *legal.Document) {
			d.Clauses = slices.Insert(d.Clauses, 0, clause("F7", "New."))
		}, "insert F7 after"},
		{"deleted", func(d *legal.Document) { d.Clauses = slices.Delete(d.Clauses, 4, 6) },
			"delete F8.7(b)(i) after F8.7(b); delete F8.7(b)(ii) after F8.7(b)(i)"},
		{"deleted, and another in its place", func(d *legal.Document) {
			d.Clauses[11] = legal.Clause{Number: "F8.8[rate]", Term: "Rate", Text: "means a price of it."}
		}, "delete F8.8[party] after F8.8[tariff]; insert F8.8[rate] after F8.8[tariff]"},
		{"renumbered with its parts", func(d *legal.Document) {
			for i := range d.Clauses[1:6] {
				c := &d.Clauses[i+1]
				c.Number = strings.Replace(c.Number, "F8.7", "F8.6", 1)
			}
		}, "renumber F8.6 was F8.7 after F8; renumber F8.6(a) was F8.7(a) after F8.6; " +
			"renumber F8.6(b) was F8.7(b) after F8.6(a); " +
			"renumber F8.6(b)(i) was F8.7(b)(i) after F8.6(b); " +
			"renumber F8.6(b)(ii) was F8.7(b)(ii) after F8.6(b)(i)"},
		{"renumbered, with nearly the same words", func(d *legal.Document) {
			d.Clauses[2] = clause("F8.7(c)", "each Communications Hub which is not installed; and")
		}, "renumber F8.7(c) was F8.7(a) after F8.7"},
		{"moved", func(d *legal.Document) {
			d.Clauses[10], d.Clauses[11] = d.Clauses[11], d.Clauses[10]
		}, "move F8.8[party] after F8.8[communications-hub](b)"},
		{"short words are no sign", func(d *legal.Document) {
			d.Clauses[4] = clause("F8.7(b)(iii)", "is elsewhere.")
		}, "delete F8.7(b)(i) after F8.7(b); insert F8.7(b)(iii) after F8.7(b)"},
	} {
		after := copied(before)
		c.change(after)
		r := legal.Compare(before, after)
		if got := told(r); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
	if got := told(legal.Compare(nil, &legal.Document{Name: "Section F"})); got != "head" {
		t.Errorf("an empty document begins with %q", got)
	}
}

// An amendment stands in a document that has changed elsewhere meanwhile.
func TestAmendmentsApplyToADocumentThatChangedElsewhere(t *testing.T) {
	before := sectionFDocument()
	after := copied(before)
	after.Clauses[2].Text = "each Hub; and"
	now := copied(before)
	now.Clauses[11].Text = "means all of us."
	now.Clauses = append(now.Clauses, legal.Clause{Number: "F8.9", Text: "New."})
	got, err := legal.Compare(before, after).Apply(now)
	if err != nil {
		t.Fatal(err)
	}
	want := copied(now)
	want.Clauses[2].Text = "each Hub; and"
	if !sameDocument(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if now.Clauses[2].Text == "each Hub; and" {
		t.Error("the document that was given is changed")
	}
}

func TestAmendmentsAreRefusedWhereTheyDoNotFit(t *testing.T) {
	before := sectionFDocument()
	with := func(change func(d *legal.Document)) *legal.Document {
		d := copied(before)
		change(d)
		return d
	}
	insert := with(func(d *legal.Document) {
		d.Clauses = slices.Insert(d.Clauses, 6, legal.Clause{Number: "F8.7A", Text: "New."})
	})
	gone := with(func(d *legal.Document) { d.Clauses = slices.Delete(d.Clauses, 4, 6) })
	words := with(func(d *legal.Document) { d.Clauses[4].Text = "x" })
	title := with(func(d *legal.Document) { d.Title = "x" })
	other := with(func(d *legal.Document) { d.Title = "y" })
	for _, c := range []struct {
		before, after, to *legal.Document
		want              string
	}{
		{before, words, gone, "section-f has no clause F8.7(b)(i)"},
		{before, words, words, "the words of F8.7(b)(i) are not those"},
		{before, gone, words, "the words of F8.7(b)(i) are not those"},
		{before, insert, insert, "a clause F8.7A already"},
		{before, insert, gone, `no clause "F8.7(b)(ii)" for F8.7A`},
		{before, title, other, "the name, title, kind or notice is not"},
		{nil, before, before, "section-f exists already"},
		{before, nil, nil, "section-f does not exist"},
		{before, nil, insert, "clause F8.7A is none that the redline knows"},
	} {
		d, err := legal.Compare(c.before, c.after).Apply(c.to)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
		if d != nil {
			t.Errorf("%s: a document in spite of it", c.want)
		}
	}
}

// Whether a redline fits is not left to chance: Apply gives the amended document, or an error and
// none, and never one whose numbers are not unique.
func TestAmendmentsOfOneDocumentAppliedToAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		before := document(s)
		r := legal.Compare(before, edited(s, before))
		d, err := r.Apply(edited(s, before))
		if (d == nil) == (err == nil) {
			t.Fatalf("%v and %v", d, err)
		}
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, c := range d.Clauses {
			if seen[c.Number] {
				t.Fatalf("%s is there twice", c.Number)
			}
			seen[c.Number] = true
		}
		for _, a := range r.Amendments {
			if a.Now != nil && !slices.Contains(d.Clauses, *a.Now) {
				t.Fatalf("%s was not amended", fmt.Sprint(*a.Now))
			}
		}
	})
}
