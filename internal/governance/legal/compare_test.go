package legal_test

import (
	"reflect"
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
