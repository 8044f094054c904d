package legal

import "slices"

// mostCrossings bounds how many pairs of moved clauses are looked at.
const mostCrossings = 1 << 16

// kept is the clauses of base that are still there, in the order of one change.
func (m *merger) kept(s *side) []int {
	kept := make([]int, 0, len(m.base))
	for j := range s.clauses {
		if i := s.from(j); i >= 0 && m.survives[i] {
			kept = append(kept, i)
		}
	}
	return kept
}

// sequence is the order of the clauses of base that are still there.
func (m *merger) sequence() []int {
	ours, theirs := m.kept(&m.ours), m.kept(&m.theirs)
	switch {
	case slices.Equal(ours, theirs) || slices.IsSorted(theirs):
		return ours
	case slices.IsSorted(ours):
		return theirs
	}
	return m.bothMoved(ours, theirs)
}

// bothMoved is the order where both changes moved clauses, and not alike. Those that neither moved
// keep their order; between two of them may stand what one change moved there.
func (m *merger) bothMoved(ours, theirs []int) []int {
	stays := make([]int, len(m.base)) // for how many of the two it does
	for _, order := range [][]int{ours, theirs} {
		for k, keeps := range longestRise(order) {
			if keeps {
				stays[order[k]]++
			}
		}
	}
	moves := make([]int, len(m.base)) // by whom: 1 ours, 2 theirs
	between := [2]map[int][]int{}     // after which clause that stays, what is moved there
	both := make(map[int]int)         // of what both move, after which clause ours does
	for who, order := range [][]int{ours, theirs} {
		between[who] = make(map[int][]int)
		last := -1
		for k, keeps := range longestRise(order) {
			i := order[k]
			switch {
			case stays[i] == 2:
				last = i
			case stays[i] == 0:
				between[who][last] = append(between[who][last], i)
				if who == 0 {
					both[i] = last
				} else if both[i] != last {
					m.conflict(m.base[i].Number, "both move it or what is around it, and not alike: say "+
						"where it shall be")
				}
			case !keeps:
				moves[i] = who + 1
				between[who][last] = append(between[who][last], i)
			}
		}
	}
	var out []int
	put := func(after int) {
		a, b := between[0][after], between[1][after]
		if slices.Equal(a, b) { // both did the same
			b = nil
		} else if len(a) > 0 && len(b) > 0 {
			for _, i := range slices.Concat(a, b) {
				m.conflict(m.base[i].Number, "both move clauses to one place: say which comes first")
			}
		}
		out = append(append(out, a...), b...)
	}
	put(-1)
	for i := range m.base {
		if m.survives[i] && stays[i] == 2 {
			out = append(out, i)
			put(i)
		}
	}
	m.crossings(out, ours, theirs, moves)
	return out
}

// crossings notes the pairs, one moved by each, that both changes have in the other order.
func (m *merger) crossings(out, ours, theirs, moves []int) {
	var places [3][]int
	for k, order := range [][]int{out, ours, theirs} {
		places[k] = make([]int, len(m.base))
		for at, i := range order {
			places[k][i] = at
		}
	}
	var mine, yours []int
	for i, who := range moves {
		switch who {
		case 1:
			mine = append(mine, i)
		case 2:
			yours = append(yours, i)
		}
	}
	const why = "both move clauses past each other: say which comes first"
	if len(mine)*len(yours) > mostCrossings {
		for _, i := range slices.Concat(mine, yours) {
			m.conflict(m.base[i].Number, why)
		}
		return
	}
	for _, x := range mine {
		for _, y := range yours {
			before := places[1][x] < places[1][y]
			if before == (places[2][x] < places[2][y]) &&
				before != (places[0][x] < places[0][y]) {
				m.conflict(m.base[x].Number, why)
				m.conflict(m.base[y].Number, why)
			}
		}
	}
}

// added notes the clauses that both insert, and not alike.
func (m *merger) added() {
	theirs := make(map[string]int)
	for k := range m.theirs.clauses {
		if m.theirs.from(k) < 0 {
			theirs[m.theirs.clauses[k].Number] = k
		}
	}
	for j := range m.ours.clauses {
		c := &m.ours.clauses[j]
		if m.ours.from(j) >= 0 {
			continue
		}
		if k, ok := theirs[c.Number]; ok && m.theirs.clauses[k] != *c {
			m.conflict(c.Number, "both insert it, and with different words: choose another number for "+
				"one, or the words that both mean")
		}
	}
}

// gap is what one change inserts after a clause of base that is still there.
type gap struct {
	clauses []Clause
	next    int // the clause of base that follows in that change; -1: none
}

// gaps is what one change inserts, by the clause that it follows; -1: the beginning.
func (m *merger) gaps(s *side) map[int]gap {
	gaps := make(map[int]gap)
	last, from := -1, 0
	for j := 0; j <= len(s.clauses); j++ {
		i := -1
		if j < len(s.clauses) {
			i = s.from(j)
			if i >= 0 && !m.survives[i] { // the other change deletes it
				if from < j {
					gaps[last] = gap{clauses: append(gaps[last].clauses, s.clauses[from:j]...)}
				}
				from = j + 1
				continue
			}
			if i < 0 {
				continue
			}
		}
		g := gap{clauses: append(gaps[last].clauses, s.clauses[from:j]...), next: i}
		if len(g.clauses) > 0 {
			gaps[last] = g
		}
		last, from = i, j+1
	}
	return gaps
}

// clauses is the clauses of base in their order, and between them what is inserted.
func (m *merger) clauses(sequence []int) []Clause {
	ours, theirs := m.gaps(&m.ours), m.gaps(&m.theirs)
	out := make([]Clause, 0, max(len(m.ours.clauses), len(m.theirs.clauses)))
	for k := -1; k < len(sequence); k++ {
		i, next := -1, -1
		if k >= 0 {
			i = sequence[k]
			out = append(out, m.merged[i])
		}
		if k+1 < len(sequence) {
			next = sequence[k+1]
		}
		a, b := ours[i], theirs[i]
		m.placed(a, next)
		m.placed(b, next)
		out = m.both(out, a.clauses, b.clauses)
	}
	return out
}

// placed notes the clauses that are inserted where the other change moved what is around. A part
// goes with what it stands after.
func (m *merger) placed(g gap, next int) {
	if g.next == next {
		return
	}
	for i := range g.clauses {
		if depth(g.clauses[i].Number) == 0 {
			m.conflict(g.clauses[i].Number, "one inserts it where the other moves clauses: say where "+
				"it shall be")
			return
		}
	}
}

// both adds what the two changes insert at one place.
func (m *merger) both(out, ours, theirs []Clause) []Clause {
	if len(ours) == 0 || len(theirs) == 0 {
		return append(append(out, ours...), theirs...)
	}
	shared := common(ours, theirs)
	if !slices.Equal(shared, common(theirs, ours)) {
		for _, number := range shared {
			m.conflict(number, "both insert clauses, in another order: say which comes first")
		}
		return out
	}
	is := func(number string) func(Clause) bool {
		return func(c Clause) bool { return c.Number == number }
	}
	for _, number := range shared {
		j := slices.IndexFunc(ours, is(number))
		k := slices.IndexFunc(theirs, is(number))
		out = append(m.interleave(out, ours[:j], theirs[:k]), ours[j])
		ours, theirs = ours[j+1:], theirs[k+1:]
	}
	return m.interleave(out, ours, theirs)
}

// common is the numbers of a that are in b too, in the order of a.
func common(a, b []Clause) []string {
	there := places(b)
	var numbers []string
	for i := range a {
		if _, ok := there[a[i].Number]; ok {
			numbers = append(numbers, a[i].Number)
		}
	}
	return numbers
}

// interleave adds clauses of two changes in the order of their numbers.
func (m *merger) interleave(out, ours, theirs []Clause) []Clause {
	if len(ours) == 0 || len(theirs) == 0 {
		return append(append(out, ours...), theirs...)
	}
	at := len(out)
	a, b := ours, theirs
	for len(a) > 0 && len(b) > 0 {
		if n, _ := order(a[0].Number, b[0].Number); n < 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	out = append(append(out, a...), b...)
	for k := at + 1; k < len(out); k++ {
		if n, ok := order(out[k-1].Number, out[k].Number); n < 0 && ok {
			continue
		}
		for _, c := range slices.Concat(ours, theirs) {
			m.conflict(c.Number, "both insert clauses at one place, and the numbers do not say which "+
				"comes first: say so")
		}
		break
	}
	return out
}
