package legal_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// known is the clauses of other documents: slug, space, number.
type known map[string]bool

func (k known) Knows(slug, number string) bool { return k[strings.TrimSpace(slug+" "+number)] }

func TestCheckOfNumbers(t *testing.T) {
	for _, c := range []struct {
		numbers string
		want    string // the numbers of the faults
	}{
		{"F8 F8.7 F8.8 F8.9 F9 F9.1", ""},
		{"F8 F8.7 F8.7A F8.7B F8.8", ""},
		{"F8 F8.7 F8.9", "F8.9"},
		{"F8 F8.8 F8.7", "F8.7"},
		{"F8 F10", "F10"},
		{"F8 F8A F8B F9", ""},
		{"F8.7", "F8.7"},
		{"5 5.1 5.1.1 5.1.2 5.2 6", ""},
		{"5 5.1 5.1.1 5.1.3 5.2 6", "5.1.3"},
		{"5 5(a) 5(b) 5(b)(i) 5(b)(ii) 5(c)", ""},
		{"5 5(a) 5(aA) 5(aB) 5(b)", ""},
		{"5 5(a) 5(c)", "5(c)"},
		{"5 5(b)", "5(b)"},
		{"5 5(a) 5(b) 5(b)(i) 5(b)(iii)", "5(b)(iii)"},
		{"5 5(1) 5(2) 5(3)", ""},
		{"5 5(A) 5(B) 5(D)", "5(D)"},
		{"5 5(a) 5(b) 5(c) 5(d) 5(e) 5(f) 5(g) 5(h) 5(i) 5(j)", ""},
		{"5 5(i) 5(ii) 5(iii) 5(iv) 5(v) 5(vi) 5(vii) 5(viii) 5(ix) 5(x) 5(xi)", ""},
		{"5 5(a) 5.1 5(b)", "5(b)"}, // it stands among the parts of another
		{"5 5(a) 5[x] 5(b) 5.1", ""},
	} {
		d := &legal.Document{Name: "Schedule 8", Kind: legal.Schedule}
		for _, number := range strings.Fields(c.numbers) {
			clause := legal.Clause{Number: number, Text: "Not used."}
			if strings.HasSuffix(number, "]") {
				clause.Term = number[len(number)-2 : len(number)-1]
			}
			d.Clauses = append(d.Clauses, clause)
		}
		faults := d.Check(nil)
		var got []string
		for _, f := range faults {
			got = append(got, f.Number)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.numbers, faults, c.want)
		}
	}
}

func TestPartsOfTwoLettersFollowTheAlphabet(t *testing.T) {
	d := &legal.Document{Name: "Schedule 8", Kind: legal.Schedule,
		Clauses: []legal.Clause{{Number: "5"}}}
	add := func(part string) {
		d.Clauses = append(d.Clauses, legal.Clause{Number: "5(" + part + ")"})
	}
	for c := 'a'; c <= 'z'; c++ {
		add(string(c))
	}
	add("aa")
	add("bb")
	if f := d.Check(nil); f != nil {
		t.Error(f)
	}
	add("dd")
	if f := d.Check(nil); len(f) != 1 || !strings.Contains(f[0].Say, "5(bb)") {
		t.Error(f)
	}
}

func TestCheckOfReferences(t *testing.T) {
	others := known{"appendix-l": true, "appendix-l 5.3": true, "section-g": true}
	d := &legal.Document{Name: "Section F", Kind: legal.Section, Clauses: []legal.Clause{
		{Number: "F8"},
		{Number: "F8.7", Text: "See Section F8.8(a), Section F and Appendix L:",
			Closing: "see clause F9."},
		{Number: "F8.7(a)", Text: "clause 5.3 of Appendix L, and Section G"},
		{Number: "F8.8", Text: "See Section F8.7(a), clause 5.4 of Appendix L, and Schedule 8."},
	}}
	var got []string
	for _, f := range d.Check(others) {
		got = append(got, f.Number+" "+strings.SplitN(f.Say, ",", 2)[0])
	}
	want := []string{
		"F8.7 it refers to Section F8.8(a)", "F8.7 it refers to clause F9",
		"F8.8 it refers to clause 5.4 of Appendix L", "F8.8 it refers to Schedule 8",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q, want %q", got, want)
	}
	if n := len(d.Check(nil)); n != 2 {
		t.Errorf("%d faults without the other documents, want 2: those of this one", n)
	}
}
