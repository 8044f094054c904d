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

// agreed is what a merge comes to, in a form to compare: the document, or where its conflicts are.
func agreed(d *legal.Document, conflicts []legal.Conflict) string {
	if len(conflicts) == 0 {
		if d == nil {
			return "none"
		}
		return d.String()
	}
	var b strings.Builder
	for _, c := range conflicts {
		b.WriteString(c.Number + ": " + c.Why + "\n")
	}
	return b.String()
}

func TestMergeOfOneChangeIsThatChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		base := document(s)
		x := edited(s, base)
		if s.chance(3) {
			x = document(s)
		}
		base, x = perhaps(s, base), perhaps(s, x)
		for _, c := range [][3]*legal.Document{{base, base, x}, {base, x, base}, {base, x, x}} {
			got, conflicts := legal.Merge(c[0], c[1], c[2])
			if len(conflicts) > 0 || !sameDocument(got, x) {
				t.Fatalf("%v\n%v\nwant %v", conflicts, got, x)
			}
		}
	})
}

// copyWith is a document with one more clause at its end, which makes both sides of a merge differ
// from base without touching what the other does.
func copyWith(d *legal.Document, number string) *legal.Document {
	d = copied(d)
	d.Clauses = append(d.Clauses, legal.Clause{Number: number, Text: "Added at the end of it."})
	return d
}

func TestMergeWithTheSameChangeAndMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		base := document(s)
		x := edited(s, base)
		if x.Find("Z1") >= 0 {
			t.Skip()
		}
		more := copyWith(x, "Z1")
		got, conflicts := legal.Merge(base, x, more)
		if len(conflicts) > 0 || !sameDocument(got, more) {
			t.Fatalf("%v\n%v\nwant %v", conflicts, got, more)
		}
	})
}

func TestMergeIsTheSameEitherWayRound(t *testing.T) {
	merged, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		base := document(s)
		x, y := edited(s, base), edited(s, base)
		base, x, y = perhaps(s, base), perhaps(s, x), perhaps(s, y)
		d, conflicts := legal.Merge(base, x, y)
		if a, b := agreed(d, conflicts), agreed(legal.Merge(base, y, x)); a != b {
			t.Fatalf("one way:\n%s\nthe other:\n%s", a, b)
		}
		if len(conflicts) > 0 {
			refused++
			if d != nil {
				t.Fatal("a document in spite of conflicts")
			}
			return
		}
		merged++
		if d != nil {
			if f := d.Structure(); f != nil {
				t.Fatal(f)
			}
			everyWord(t, base, x, y, d)
		}
	})
	if merged == 0 || refused == 0 {
		t.Errorf("%d merged and %d refused: the test shows one of them only", merged, refused)
	}
}

// everyWord fails where a clause of the merged document is in neither change, or where one has come
// or gone that came or went in neither.
func everyWord(t *rapid.T, base, x, y, d *legal.Document) {
	t.Helper()
	words := func(d *legal.Document) map[legal.Clause]bool {
		m := map[legal.Clause]bool{}
		if d != nil {
			for _, c := range d.Clauses {
				c.Number = ""
				m[c] = true
			}
		}
		return m
	}
	inBase, inX, inY, inD := words(base), words(x), words(y), words(d)
	for c := range inD {
		if !inX[c] && !inY[c] {
			t.Fatalf("%+v is in neither change", c)
		}
	}
	for _, side := range []map[legal.Clause]bool{inX, inY} {
		for c := range side {
			if !inBase[c] && !inD[c] {
				t.Fatalf("%+v was lost", c)
			}
		}
	}
	if x == nil || y == nil {
		return
	}
	for _, c := range x.Clauses {
		if slices.Contains(y.Clauses, c) && !slices.Contains(d.Clauses, c) {
			t.Fatalf("%+v is in both changes, and was lost", c)
		}
	}
}

// block is a clause with its parts, and what is inserted after it.
type block []legal.Clause

func plain(format string, args ...any) string { return legal.Plain(fmt.Sprintf(format, args...)) }

func blocks(s source) []block {
	var all []block
	for n := range 1 + s(7) {
		number := fmt.Sprintf("F8.%d", n+1)
		b := block{{Number: number, Text: plain("clause %d of this Section %s", n, line(s))}}
		for k := range s(4) {
			b = append(b, legal.Clause{Number: fmt.Sprintf("%s(%c)", number, 'a'+k), Text: line(s)})
		}
		all = append(all, b)
	}
	return all
}

// changed is a block as one edit makes it. It knows nothing of documents or merges.
func changed(s source, b block) block {
	b = slices.Clone(b)
	number := b[0].Number
	switch s(6) {
	case 0:
		b[s(len(b))].Text = plain("changed to %s", line(s))
	case 1:
		return nil
	case 2:
		b = append(b, legal.Clause{Number: number + "(q)", Text: "one more part"})
	case 3:
		b = append(b, legal.Clause{Number: number + "A", Text: plain("one more clause, %s", line(s))})
	case 4:
		b = b[:1+s(len(b))]
	case 5:
		b[0].Heading = "On " + number
		if len(b) > 1 {
			b[0].Closing = "in each case."
		}
	}
	return b
}

func flat(blocks []block) *legal.Document {
	return &legal.Document{Name: "Section F", Kind: legal.Section,
		Clauses: append([]legal.Clause(nil), slices.Concat(blocks...)...)}
}

func TestEditsOfDifferentClausesMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		base := blocks(s)
		ours, theirs, want := slices.Clone(base), slices.Clone(base), slices.Clone(base)
		for i := range base {
			switch s(4) {
			case 0:
				ours[i] = changed(s, base[i])
				want[i] = ours[i]
			case 1:
				theirs[i] = changed(s, base[i])
				want[i] = theirs[i]
			case 2: // the same on both sides
				ours[i] = changed(s, base[i])
				theirs[i], want[i] = ours[i], ours[i]
			}
		}
		got, conflicts := legal.Merge(flat(base), flat(ours), flat(theirs))
		if len(conflicts) > 0 || !sameDocument(got, flat(want)) {
			t.Fatalf("%v\n%v\nwant %v", conflicts, got, flat(want))
		}
	})
}

func TestClauseChangedTwiceIsAlwaysInConflict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		base := flat(blocks(s))
		i := s(len(base.Clauses))
		ours, theirs := edited(s, base), edited(s, base)
		number := base.Clauses[i].Number
		a, b := ours.Find(number), theirs.Find(number)
		if a < 0 || b < 0 {
			t.Skip()
		}
		ours.Clauses[a].Text = plain("ours %s", line(s))
		theirs.Clauses[b].Text = plain("theirs %s", line(s))
		_, conflicts := legal.Merge(base, ours, theirs)
		if !slices.ContainsFunc(conflicts, func(c legal.Conflict) bool { return c.Number == number }) {
			t.Fatalf("%s was changed twice: %v", number, conflicts)
		}
	})
}

// version is changes of one document, each alone.
type version struct{ base *legal.Document }

func (v version) with(change func(d *legal.Document)) *legal.Document {
	d := copied(v.base)
	change(d)
	return repaired(d)
}

func (v version) say(number, text string) *legal.Document {
	return v.with(func(d *legal.Document) { d.Clauses[d.Find(number)].Text = text })
}

func (v version) put(after string, c ...legal.Clause) *legal.Document {
	return v.with(func(d *legal.Document) {
		d.Clauses = slices.Insert(d.Clauses, d.Find(after)+1, c...)
	})
}

func (v version) gone(from, to string) *legal.Document {
	return v.with(func(d *legal.Document) {
		d.Clauses = slices.Delete(d.Clauses, d.Find(from), d.Find(to)+1)
	})
}

func (v version) become(number, is string) *legal.Document {
	return v.with(func(d *legal.Document) { d.Clauses[d.Find(number)].Number = is })
}

// first puts a clause with its parts before another.
func (v version) first(number, before string) *legal.Document {
	return v.with(func(d *legal.Document) {
		i := d.Find(number)
		moved := slices.Clone(d.Clauses[i:end(d, i)])
		d.Clauses = slices.Delete(d.Clauses, i, end(d, i))
		d.Clauses = slices.Insert(d.Clauses, d.Find(before), moved...)
	})
}

func newClause(number, text string) legal.Clause {
	return legal.Clause{Number: number, Text: text}
}

// meeting is two changes of [sectionFDocument], and the numbers of the conflicts.
type meeting struct {
	name         string
	ours, theirs *legal.Document
	want         []string
}

func (c meeting) check(t *testing.T) {
	d, conflicts := legal.Merge(sectionFDocument(), c.ours, c.theirs)
	var got []string
	for _, x := range conflicts {
		got = append(got, x.Number)
	}
	if !reflect.DeepEqual(got, c.want) {
		t.Errorf("%s: conflicts %q, want %q: %v\n%v", c.name, got, c.want, conflicts, d)
	}
}

func TestConflicts(t *testing.T) {
	v := version{sectionFDocument()}
	for _, c := range []meeting{
		{"words", v.say("F8.7(a)", "x"), v.say("F8.7(a)", "y"), []string{"F8.7(a)"}},
		{"other words of one clause", v.say("F8.7", "x"), v.with(func(d *legal.Document) {
			d.Clauses[1].Closing = "y"
		}), []string{"F8.7"}},
		{"deleted and changed", v.gone("F8.7(b)(ii)", "F8.7(b)(ii)"), v.say("F8.7(b)(ii)", "y"),
			[]string{"F8.7(b)(ii)"}},
		{"deleted and put under", v.gone("F8.8", "F8.8[party]"),
			v.put("F8.8[party]", newClause("F8.8(a)", "new")), []string{"F8.8(a)"}},
		{"put under the last part", v.gone("F8.8[communications-hub](a)", "F8.8[communications-hub](b)"),
			v.put("F8.8[communications-hub](b)", newClause("F8.8[communications-hub](b)(i)", "new")),
			[]string{"F8.8[communications-hub](b)(i)"}},
		{"same number", v.put("F8.7(b)(ii)", newClause("F8.7A", "x")),
			v.put("F8.7(b)(ii)", newClause("F8.7A", "y")), []string{"F8.7A"}},
		{"same number in two places", v.put("F8.7(b)(ii)", newClause("F8.7A", "x")),
			v.put("F8.8[party]", newClause("F8.7A", "x")), []string{"F8.7A"}},
		{"renumbered twice", v.become("F8.7(a)", "F8.7(c)"), v.become("F8.7(a)", "F8.7(d)"),
			[]string{"F8.7(a)"}},
		{"renumbered to what is inserted", v.become("F8.7(a)", "F8.7(c)"),
			v.put("F8.7(b)(ii)", newClause("F8.7(c)", "new")), []string{"F8.7(c)"}},
		{"moved twice", v.first("F8.8[party]", "F8.8[communications-hub]"),
			v.first("F8.8[party]", "F8.8[tariff]"), []string{"F8.8[party]"}},
		{"moved past each other", v.first("F8.8[party]", "F8.8[communications-hub]"),
			v.first("F8.8[tariff]", "F8.8[communications-hub]"),
			[]string{"F8.8[party]", "F8.8[tariff]"}},
		{"moved once and elsewhere changed", v.first("F8.8[party]", "F8.8[tariff]"),
			v.say("F8.7", "x"), nil},
		{"no order", v.put("F8.8[party]", newClause("F8.8(a)", "x")),
			v.put("F8.8[party]", newClause("F8.8[zone]", "y")), []string{"F8.8(a)", "F8.8[zone]"}},
	} {
		c.check(t)
	}
}

func TestConflictsOfTheWhole(t *testing.T) {
	v := version{sectionFDocument()}
	for _, c := range []meeting{
		{"title", v.with(func(d *legal.Document) { d.Title = "x" }),
			v.with(func(d *legal.Document) { d.Title = "y" }), []string{""}},
		{"document", nil, v.say("F8.7", "x"), []string{""}},
		{"deleted, and a clause below it inserted", v.gone("F8", "F8.8[party]"),
			v.put("F8.8[party]", newClause("F8.9", "new")), []string{"F8.9"}},
		{"inserted where the other moves", v.first("F8.8", "F8.7"),
			v.put("F8.7(b)(ii)", newClause("F8.7A", "x")),
			[]string{"F8.7A"}},
		{"a part goes with what it stands after", v.first("F8.8", "F8.7"),
			v.put("F8.7(b)(ii)", newClause("F8.7(c)", "x")), nil},
		{"deleted once and elsewhere changed", v.gone("F8.8", "F8.8[party]"), v.say("F8.7", "x"), nil},
		{"order by number", v.put("F8.7(b)(ii)", newClause("F8.7B", "x")),
			v.put("F8.7(b)(ii)", newClause("F8.7A", "y")), nil},
		{"renumbered and changed elsewhere", v.become("F8.7(a)", "F8.7(c)"), v.say("F8.8", "y"), nil},
		{"renumbered and changed", v.become("F8.7(a)", "F8.7(c)"), v.say("F8.7(a)", "y"), nil},
	} {
		c.check(t)
	}
}

// numbered is a document of clauses whose words are their numbers.
func numbered(numbers ...string) *legal.Document {
	d := &legal.Document{Name: "Schedule 8", Kind: legal.Schedule}
	for _, number := range numbers {
		d.Clauses = append(d.Clauses, legal.Clause{Number: number, Text: "The words of " + number})
	}
	return d
}

func TestClausesMovedOnBothSides(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, want string }{
		{"far apart", "1 2 3 4 5 6 7 8", "2 1 3 4 5 6 7 8", "1 2 3 4 5 6 8 7", "2 1 3 4 5 6 8 7"},
		{"past each other", "1 2 3 4", "1 4 2 3", "2 3 1 4", "conflict 1 4"},
		{"to one place", "1 2 3 4 5 6", "2 3 1 4 5 6", "1 2 3 6 4 5", "conflict 1 6"},
		{"alike and one more", "1 2 3 4 5 6", "2 1 3 4 5 6", "2 1 3 4 6 5", "2 1 3 4 6 5"},
		{"alike, and one more each", "1 2 3 4 5 6 7 8 9", "2 1 3 5 4 6 7 8 9", "2 1 3 4 5 6 7 9 8",
			"2 1 3 5 4 6 7 9 8"},
		{"alike", "1 2 3 4", "2 1 3 4", "2 1 3 4", "2 1 3 4"},
		{"one clause, and not alike", "1 2 3 4 5", "2 3 1 4 5", "2 3 4 5 1", "conflict 1"},
		{"and the other deletes it", "1 2 3 4", "2 3 4 1", "2 3 4", "2 3 4"},
	} {
		read := func(s string) *legal.Document { return numbered(strings.Fields(s)...) }
		d, conflicts := legal.Merge(read(c.base), read(c.ours), read(c.theirs))
		var got []string
		if d == nil {
			got = append(got, "conflict")
		} else {
			for _, x := range d.Clauses {
				got = append(got, x.Number)
			}
		}
		for _, x := range conflicts {
			got = append(got, x.Number)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s: %v", c.name, got, c.want, conflicts)
		}
	}
}

// There are more pairs of clauses moved than are looked at, and that is said of each.
func TestVeryManyClausesMovedOnBothSides(t *testing.T) {
	var all []string
	for i := range 2000 {
		all = append(all, fmt.Sprint(i+1))
	}
	base := numbered(all...)
	ours := numbered(slices.Concat(all[300:1000], all[:300], all[1000:])...)
	theirs := numbered(slices.Concat(all[:1100], all[1700:], all[1100:1700])...)
	theirs.Clauses = append(theirs.Clauses, legal.Clause{Number: "3000", Text: "New."})
	d, conflicts := legal.Merge(base, ours, theirs)
	if d != nil || len(conflicts) != 600 {
		t.Errorf("%d conflicts, want 600", len(conflicts))
	}
}
