package legal

import (
	"fmt"
	"slices"
	"strings"
)

// Conflict is a place where two changes of one version are in each other's way.
type Conflict struct {
	Slug   string
	Number string // of the clause; empty: of the head, or of the document as a whole
	// Base, Ours and Theirs are the clause in the three versions; nil: it is not there. Not to be
	// changed.
	Base, Ours, Theirs *Clause
	Why                string
}

// String is the conflict as a sentence: where, and why.
func (c Conflict) String() string {
	if c.Number == "" {
		return c.Slug + ": " + c.Why
	}
	return c.Slug + " " + c.Number + ": " + c.Why
}

// Merge brings two changes of one version together. nil is a document that is not there. What both
// did is done once. Where they are in each other's way it gives conflicts, in the order of the
// numbers, and no document. Which change is ours and which theirs makes no difference to what it
// finds. The document may be one of the arguments, and is not to be changed then.
//
// In conflict is a clause
//
//   - whose words both change, and not to the same words: clauses are not merged word by word
//   - that one deletes and the other changes, renumbers, or puts parts under
//   - that both insert or renumber to the same number, and not with the same words
//   - that both renumber or move, and not alike
//   - that both insert at one place, with numbers that do not say which comes first
//   - that would not hold together with the others: see [Document.Structure]
func Merge(base, ours, theirs *Document) (*Document, []Conflict) {
	switch {
	case sameDocument(ours, theirs) || sameDocument(base, theirs):
		return ours, nil
	case sameDocument(base, ours):
		return theirs, nil
	case ours == nil || theirs == nil:
		return nil, []Conflict{{Slug: base.Slug(), Why: "one takes the document away, and the other " +
			"changes it: say which shall be"}}
	case base == nil:
		base = &Document{}
	}
	m := merger{
		slug: ours.Slug(), base: base.Clauses,
		ours:   side{clauses: ours.Clauses, matching: match(base.Clauses, ours.Clauses)},
		theirs: side{clauses: theirs.Clauses, matching: match(base.Clauses, theirs.Clauses)},
	}
	d := m.head(base, ours, theirs)
	m.survivors()
	m.added()
	d.Clauses = m.clauses(m.sequence())
	if len(m.conflicts) == 0 {
		m.check(d)
	}
	if len(m.conflicts) > 0 {
		return nil, m.told()
	}
	return d, nil
}

// sameDocument says whether two documents are, or both are none.
func sameDocument(a, b *Document) bool {
	if a == nil || b == nil || a == b {
		return a == b
	}
	return sameHead(a, b) && slices.Equal(a.Clauses, b.Clauses)
}

// merger is the work of merging two changes.
type merger struct {
	slug         string
	base         []Clause
	ours, theirs side
	merged       []Clause // of each clause of base what becomes of it
	survives     []bool   // whether it is still there
	conflicts    []Conflict
	noted        map[string]struct{} // the numbers of conflicts
}

// side is one of the changes.
type side struct {
	clauses []Clause
	matching
}

// conflict notes a conflict, one a number.
func (m *merger) conflict(number, why string, args ...any) {
	if m.noted == nil {
		m.noted = make(map[string]struct{})
	}
	if _, ok := m.noted[number]; ok {
		return
	}
	m.noted[number] = struct{}{}
	m.conflicts = append(m.conflicts, Conflict{Slug: m.slug, Number: number,
		Why: fmt.Sprintf(why, args...)})
}

// told is the conflicts in their order, each with its clauses.
func (m *merger) told() []Conflict {
	find := func(clauses []Clause, of func(*Conflict) **Clause) {
		at := places(clauses)
		for k := range m.conflicts {
			if i, ok := at[m.conflicts[k].Number]; ok {
				*of(&m.conflicts[k]) = &clauses[i]
			}
		}
	}
	find(m.base, func(c *Conflict) **Clause { return &c.Base })
	find(m.ours.clauses, func(c *Conflict) **Clause { return &c.Ours })
	find(m.theirs.clauses, func(c *Conflict) **Clause { return &c.Theirs })
	// Numbers that do not say which comes first are in the order of their letters, either way round.
	slices.SortFunc(m.conflicts, func(a, b Conflict) int {
		return strings.Compare(a.Number, b.Number)
	})
	slices.SortStableFunc(m.conflicts, func(a, b Conflict) int {
		n, _ := order(a.Number, b.Number)
		return n
	})
	return m.conflicts
}

// head merges all but the clauses.
func (m *merger) head(base, ours, theirs *Document) *Document {
	d := &Document{}
	for _, f := range []struct {
		name               string
		to                 *string
		base, ours, theirs string
	}{
		{"name", &d.Name, base.Name, ours.Name, theirs.Name},
		{"title", &d.Title, base.Title, ours.Title, theirs.Title},
		{"kind", (*string)(&d.Kind), string(base.Kind), string(ours.Kind), string(theirs.Kind)},
		{"notice", &d.Notice, base.Notice, ours.Notice, theirs.Notice},
	} {
		value, ok := three(f.base, f.ours, f.theirs)
		if !ok {
			m.conflict("", "both change the %s of the document: say which shall be", f.name)
		}
		*f.to = value
	}
	return d
}

// three is what becomes of a value that two may have changed; ok is false when both did, and not
// alike.
func three[T comparable](base, ours, theirs T) (value T, ok bool) {
	switch {
	case ours == theirs || theirs == base:
		return ours, true
	case ours == base:
		return theirs, true
	}
	return ours, false
}

// survivors merges each clause of base.
func (m *merger) survivors() {
	m.merged = make([]Clause, len(m.base))
	m.survives = make([]bool, len(m.base))
	for i, was := range m.base {
		j, k := m.ours.to(i), m.theirs.to(i)
		if j < 0 || k < 0 {
			if j >= 0 && m.ours.clauses[j] != was || k >= 0 && m.theirs.clauses[k] != was {
				m.conflict(was.Number, "one deletes it, and the other changes it: say which shall be")
			}
			continue
		}
		m.survives[i] = true
		our, their := m.ours.clauses[j], m.theirs.clauses[k]
		words, ok := three(wordsOf(was), wordsOf(our), wordsOf(their))
		if !ok {
			m.conflict(was.Number, "both change its words, and not alike: write the words that both "+
				"mean")
		}
		words.Number, ok = three(was.Number, our.Number, their.Number)
		if !ok {
			m.conflict(was.Number, "it becomes %s and %s: choose one number", min(our.Number,
				their.Number), max(our.Number, their.Number))
		}
		m.merged[i] = words
	}
}

// check notes what does not hold together.
func (m *merger) check(d *Document) {
	there := places(d.Clauses)
	var ours, theirs map[string]int
	for i := range d.Clauses {
		number := d.Clauses[i].Number
		up := Parent(number)
		if _, ok := there[up]; ok || up == "" {
			continue
		}
		if ours == nil {
			ours, theirs = places(m.ours.clauses), places(m.theirs.clauses)
		}
		if !orphan(ours, number, up) && !orphan(theirs, number, up) {
			m.conflict(number, "one deletes %s, and the other has a part of it: say which shall be", up)
		}
	}
	for _, f := range d.Structure() {
		m.conflict(f.Number, "the two together do not hold: %s", f.Say)
	}
}

// orphan says whether a version has a clause and not what it is a part of.
func orphan(version map[string]int, number, up string) bool {
	_, ok := version[number]
	_, whole := version[up]
	return ok && !whole
}
