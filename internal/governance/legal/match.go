package legal

import (
	"slices"
	"sort"
)

// matching says which clause of one list is which of another.
type matching struct {
	same, sameEnd int   // so many clauses at the beginning and at the end are equal
	was, is       int   // how many clauses there are
	forth         []int // of the clauses between: index in the other list; -1: none
	back          []int
	keeps         []bool // of the clauses of back: it stands in the same order as all that do
}

// to is the index that the i-th clause has afterwards; -1: it is gone.
func (m *matching) to(i int) int {
	switch {
	case i < m.same:
		return i
	case i >= m.was-m.sameEnd:
		return i - m.was + m.is
	}
	return m.forth[i-m.same]
}

// from is the index that the j-th clause had before; -1: it is new.
func (m *matching) from(j int) int {
	switch {
	case j < m.same:
		return j
	case j >= m.is-m.sameEnd:
		return j - m.is + m.was
	}
	return m.back[j-m.same]
}

// stays says whether the j-th clause stands where it stood, among those that do.
func (m *matching) stays(j int) bool {
	return j < m.same || j >= m.is-m.sameEnd || m.keeps[j-m.same]
}

// match finds which clause is which.
func match(was, is []Clause) matching {
	m := matching{was: len(was), is: len(is)}
	for m.same < len(was) && m.same < len(is) && was[m.same] == is[m.same] {
		m.same++
	}
	for m.same+m.sameEnd < min(len(was), len(is)) &&
		was[len(was)-1-m.sameEnd] == is[len(is)-1-m.sameEnd] {
		m.sameEnd++
	}
	was, is = was[m.same:len(was)-m.sameEnd], is[m.same:len(is)-m.sameEnd]
	if len(was) == 0 && len(is) == 0 {
		return m
	}
	index := slices.Repeat([]int{-1}, len(was)+len(is))
	m.forth, m.back = index[:len(was):len(was)], index[len(was):]
	m.byNumber(was, is)
	m.byWords(was, is)
	for i, j := range m.forth { // from here on in the indices of the whole
		if j >= 0 {
			m.forth[i] = j + m.same
			m.back[j] = i + m.same
		}
	}
	m.keeps = longestRise(m.back)
	return m
}

// byNumber matches the clauses that have the same number.
func (m *matching) byNumber(was, is []Clause) {
	if len(was) == len(is) { // most changes are of words: then no map is needed
		alike := true
		for i := range was {
			alike = alike && was[i].Number == is[i].Number
		}
		if alike {
			for i := range was {
				m.forth[i], m.back[i] = i, i
			}
			return
		}
	}
	place := places(was)
	for j := range is {
		if i, ok := place[is[j].Number]; ok && m.forth[i] < 0 {
			m.forth[i], m.back[j] = j, i
		}
	}
}

// renumbering matches what is gone with what is new.
type renumbering struct {
	*matching
	was, is []Clause
	gone    []int
	byWords map[Clause][]int // of the clauses that are gone, those with words; without numbers
	byIs    map[string]int   // number to index
	byWas   map[string]int
	bags    map[*Clause][]uint32
	near    bool // few enough to look for nearly the same words
}

// Words that are nearly the same: so many of a hundred words are in both.
const (
	nearly     = 75
	nearlyPart = 50      // of a part, when what it is part of was renumbered
	fewWords   = 3       // of fewer, being the same says nothing
	mostPairs  = 1 << 14 // of clauses to look at
)

// byWords matches what is gone with what is new where the words are the same or nearly.
func (m *matching) byWords(was, is []Clause) {
	r := renumbering{matching: m, was: was, is: is}
	for i := range was {
		if m.forth[i] < 0 {
			r.gone = append(r.gone, i)
		}
	}
	come := 0
	for j := range is {
		if m.back[j] < 0 {
			come++
		}
	}
	if len(r.gone) == 0 || come == 0 {
		return
	}
	r.near = len(r.gone)*come <= mostPairs
	r.byIs, r.byWas = places(is), places(was)
	r.bags = make(map[*Clause][]uint32)
	r.byWords = make(map[Clause][]int, len(r.gone))
	for _, i := range r.gone {
		key := wordsOf(was[i])
		r.byWords[key] = append(r.byWords[key], i)
	}
	for _, find := range []func(j int) int{r.withWhole, r.sameWords, r.nearWords} {
		for j := range is {
			if m.back[j] >= 0 {
				continue
			}
			if i := find(j); i >= 0 {
				m.forth[i], m.back[j] = j, i
			}
		}
	}
}

// wordsOf is a clause without its number.
func wordsOf(c Clause) Clause {
	c.Number = ""
	return c
}

// withWhole finds the part that was renumbered with what it is a part of.
func (r *renumbering) withWhole(j int) int {
	c := &r.is[j]
	up := Parent(c.Number)
	k, ok := r.byIs[up]
	if !ok || r.back[k] < 0 || r.was[r.back[k]].Number == up {
		return -1
	}
	i, ok := r.byWas[r.was[r.back[k]].Number+c.Number[len(up):]]
	if !ok || r.forth[i] >= 0 || r.alike(&r.was[i], c) < nearlyPart {
		return -1
	}
	return i
}

// sameWords finds a clause that is gone and had the same words. One that is part of a clause that
// was renumbered takes that before others.
func (r *renumbering) sameWords(j int) int {
	if i := r.withWhole(j); i >= 0 {
		return i
	}
	c := &r.is[j]
	key := wordsOf(*c)
	if _, ok := r.byWords[key]; !ok || len(r.bag(c)) < fewWords {
		return -1
	}
	left := r.byWords[key]
	for len(left) > 0 && r.forth[left[0]] >= 0 {
		left = left[1:]
	}
	r.byWords[key] = left
	if len(left) == 0 {
		return -1
	}
	return left[0]
}

// nearWords finds the clause that is gone and had the most of the same words.
func (r *renumbering) nearWords(j int) int {
	if i := r.withWhole(j); i >= 0 {
		return i
	}
	c := &r.is[j]
	if !r.near || len(r.bag(c)) < fewWords {
		return -1
	}
	best, most := -1, nearly-1
	for _, i := range r.gone {
		if r.forth[i] >= 0 {
			continue
		}
		if n := r.alike(&r.was[i], c); n > most {
			best, most = i, n
		}
	}
	return best
}

// alike is how many of a hundred words two clauses share.
func (r *renumbering) alike(a, b *Clause) int {
	if wordsOf(*a) == wordsOf(*b) {
		return 100
	}
	x, y := r.bag(a), r.bag(b)
	if len(x) == 0 || 100*2*min(len(x), len(y)) < nearlyPart*(len(x)+len(y)) {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	return 100 * 2 * shared / (len(x) + len(y))
}

// bag is the words of a clause, as sorted numbers that stand for them.
func (r *renumbering) bag(c *Clause) []uint32 {
	if bag, ok := r.bags[c]; ok {
		return bag
	}
	var bag []uint32
	for _, text := range []string{c.Heading, c.Term, c.Text, c.Closing} {
		for rest := text; rest != ""; {
			var t lexeme
			t, rest = nextLexeme(rest)
			if t.kind == wordLexeme {
				bag = append(bag, t.hash)
			}
		}
	}
	slices.Sort(bag)
	r.bags[c] = bag
	return bag
}

// longestRise marks the most elements that rise from one to the next; negative ones are none.
func longestRise(of []int) []bool {
	marks := make([]bool, len(of))
	rises := true
	last := -1
	for k, v := range of {
		if v >= 0 {
			rises = rises && v > last
			marks[k], last = true, v
		}
	}
	if rises {
		return marks
	}
	clear(marks)
	before := make([]int, len(of)) // the element before this one, in the longest that ends with it
	var ends []int                 // of the rises of each length, the element that ends lowest
	for k, v := range of {
		if v < 0 {
			continue
		}
		n := sort.Search(len(ends), func(n int) bool { return of[ends[n]] >= v })
		before[k] = -1
		if n > 0 {
			before[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	for k := ends[len(ends)-1]; k >= 0; k = before[k] {
		marks[k] = true
	}
	return marks
}
