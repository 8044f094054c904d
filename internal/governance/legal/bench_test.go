package legal_test

import (
	"fmt"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// long is a document of about 100 KB.
func long() *legal.Document {
	d := &legal.Document{Name: "Section F", Title: "Long", Kind: legal.Section}
	const text = "Each Party shall, subject to Section F8.7(a) and clause 5.3 of Appendix L, " +
		"return the Communications Hub within 15 Working Days after the date of the notice (as " +
		"the case may be)"
	for n := range 20 {
		top := fmt.Sprintf("F%d", n+1)
		d.Clauses = append(d.Clauses, legal.Clause{Number: top, Heading: "Returns"})
		for k := range 6 {
			number := fmt.Sprintf("%s.%d", top, k+1)
			d.Clauses = append(d.Clauses, legal.Clause{Number: number,
				Text: fmt.Sprintf("%s, in case %d:", text, n*10+k), Closing: "in each case."})
			for i := range 3 {
				d.Clauses = append(d.Clauses, legal.Clause{
					Number: fmt.Sprintf("%s(%c)", number, 'a'+i), Text: text + "; and"})
			}
		}
	}
	return d
}

func BenchmarkParse(b *testing.B) {
	file := long().Append(nil)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := legal.Parse("", file); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	d := long()
	file := d.Append(nil)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		file = d.Append(file[:0])
	}
}

// amended is the document with ten clauses changed, from the k-th on, and one inserted.
func amended(d *legal.Document, k int) *legal.Document {
	d = copied(d)
	for i := range 10 {
		d.Clauses[(k+i*40)%len(d.Clauses)].Text += " and more"
	}
	d.Clauses = append(d.Clauses, legal.Clause{Number: fmt.Sprintf("F%d", 30+k), Text: "New."})
	return d
}

func BenchmarkCompare(b *testing.B) {
	before := long()
	after := amended(before, 1)
	b.ReportAllocs()
	for b.Loop() {
		legal.Compare(before, after)
	}
}

func BenchmarkMerge(b *testing.B) {
	base := long()
	ours, theirs := amended(base, 1), amended(base, 2)
	if d, conflicts := legal.Merge(base, ours, theirs); d == nil {
		b.Fatal(conflicts)
	}
	b.ReportAllocs()
	for b.Loop() {
		legal.Merge(base, ours, theirs)
	}
}

func BenchmarkUses(b *testing.B) {
	var terms []legal.Term
	for i := range 1000 {
		terms = append(terms, legal.Term{Term: fmt.Sprintf("Communications Thing %c%d", 'A'+i%26, i)})
	}
	terms = append(terms, legal.Term{Term: "Communications Hub"}, legal.Term{Term: "Working Day"})
	finder := legal.NewFinder(terms)
	text := string(long().Append(nil))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		finder.Uses(text)
	}
}

func BenchmarkReferences(b *testing.B) {
	d := long()
	text := string(d.Append(nil))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		legal.References(d, text)
	}
}
