package legal

// Op is what an amendment does to a clause, or a [Span] to words.
type Op string

// The operations. Words know the first three only.
const (
	Equal    Op = "equal"
	Insert   Op = "insert"
	Delete   Op = "delete"
	Change   Op = "change"   // other words, at the same number and place
	Move     Op = "move"     // another place among the clauses; perhaps other words too
	Renumber Op = "renumber" // another number; perhaps another place and other words too
	Head     Op = "head"     // name, title, kind or notice, or that the document begins or ends
)

// Amendment is what happens to one clause.
type Amendment struct {
	Kind Op
	// Number is that of the clause afterwards; of one that is deleted, that which it had.
	// Empty: [Head].
	Number string
	// Was is the number before, where it was another.
	Was string
	// After is the number of the clause that this one stands right after, in the document as it
	// becomes; of one that is deleted, in the document as it was. Empty: it is the first.
	After string
	// Before and Now are the clause as it was and as it becomes; nil: there is none. They are
	// clauses of the documents that were compared, and not to be changed.
	Before, Now *Clause
}

// Redline is all that is different between two versions of a document.
type Redline struct {
	Slug          string
	Before, After *Document // nil: there was none. Not to be changed.
	// Amendments are in the order of the text: what is deleted stands before what comes in its
	// place.
	Amendments []Amendment
}

// Compare finds what is different between two versions of a document; nil: there is none. Clauses
// are the same where they have the same number. One that is gone, and has come with the same or
// nearly the same words at a number that was free, is renumbered.
func Compare(before, after *Document) Redline {
	r := Redline{Before: before, After: after}
	var was, is []Clause
	if before != nil {
		r.Slug, was = before.Slug(), before.Clauses
	}
	if after != nil {
		r.Slug, is = after.Slug(), after.Clauses
	}
	if before == nil && after == nil {
		return r
	}
	if before == nil || after == nil || !sameHead(before, after) {
		r.Amendments = append(r.Amendments, Amendment{Kind: Head})
	}
	m := match(was, is)
	r.amend(m, was, is)
	return r
}

// sameHead says whether all but the clauses is the same.
func sameHead(a, b *Document) bool {
	return a.Name == b.Name && a.Title == b.Title && a.Kind == b.Kind && a.Notice == b.Notice
}

// amend adds the amendments of clauses, in the order of the text.
func (r *Redline) amend(m matching, was, is []Clause) {
	i := m.same
	for j := m.same; j <= len(is)-m.sameEnd; j++ {
		// What stays where it is says how far the text before has come.
		end := len(was) - m.sameEnd
		if j < len(is)-m.sameEnd {
			if !m.stays(j) {
				continue
			}
			end = m.from(j)
		}
		r.deleted(m, was, i, end)
		r.placed(m, was, is, j)
		i = end + 1
	}
}

// deleted adds the clauses of was from i up to end that are gone.
func (r *Redline) deleted(m matching, was []Clause, i, end int) {
	for ; i < end; i++ {
		if m.to(i) < 0 {
			r.Amendments = append(r.Amendments, Amendment{Kind: Delete, Number: was[i].Number,
				After: numberBefore(was, i), Before: &was[i]})
		}
	}
}

// placed adds the clauses of is up to j that no amendment was added for yet: those before j have
// come to where they are, and j itself stays.
func (r *Redline) placed(m matching, was, is []Clause, j int) {
	first := j
	for first > m.same && !m.stays(first-1) {
		first--
	}
	for k := first; k <= j && k < len(is)-m.sameEnd; k++ {
		a := Amendment{Kind: Insert, Number: is[k].Number, After: numberBefore(is, k), Now: &is[k]}
		if i := m.from(k); i >= 0 {
			a.Before = &was[i]
			switch {
			case was[i].Number != is[k].Number:
				a.Kind, a.Was = Renumber, was[i].Number
			case k < j:
				a.Kind = Move
			case was[i] == is[k]:
				continue
			default:
				a.Kind = Change
			}
		}
		r.Amendments = append(r.Amendments, a)
	}
}

// numberBefore is the number of the clause before the i-th.
func numberBefore(clauses []Clause, i int) string {
	if i == 0 {
		return ""
	}
	return clauses[i-1].Number
}

// Reverse is the redline that undoes this one.
func (r Redline) Reverse() Redline {
	back := Redline{Slug: r.Slug, Before: r.After, After: r.Before}
	if r.Before != nil {
		back.Slug = r.Before.Slug()
	}
	var place map[string]int
	if r.Before != nil && len(r.Amendments) > 0 {
		place = places(r.Before.Clauses)
	}
	for _, a := range r.Amendments {
		a.Before, a.Now = a.Now, a.Before
		switch a.Kind {
		case Insert:
			a.Kind = Delete // it stood where it was put
		case Delete:
			a.Kind = Insert // and comes back to where it stood
		case Renumber:
			a.Number, a.Was = a.Was, a.Number
		}
		if a.Kind == Move || a.Kind == Renumber || a.Kind == Change {
			if i, ok := place[a.Number]; ok {
				a.After = numberBefore(r.Before.Clauses, i)
			}
		}
		back.Amendments = append(back.Amendments, a)
	}
	return back
}

// places is the index of each number.
func places(clauses []Clause) map[string]int {
	m := make(map[string]int, len(clauses))
	for i := len(clauses) - 1; i >= 0; i-- { // of two the first
		m[clauses[i].Number] = i
	}
	return m
}
