package process

import (
	"cmp"
	"slices"
)

// order gives each net its rank so that few lines cross: it takes one net at a time past all
// others and leaves it where it crossed least, until none is better off elsewhere.
func (p *picture) order() {
	slices.SortStableFunc(p.nets, func(a, b *net) int { return cmp.Compare(a.depth(), b.depth()) })
	for i, n := range p.nets {
		n.rank = i
		centre := p.boxes[n.to()].centre()
		n.outer = span{centre, centre}
		for _, state := range n.states {
			n.outer = n.outer.with(p.boxes[state].centre())
		}
	}
	for i := range p.boxes {
		p.attach(&p.boxes[i])
	}
	for better := true; better; {
		better = false
		for _, n := range slices.Clone(p.nets) {
			cost, least, rank := 0, 0, n.rank
			note := func(change int) {
				if cost += change; cost < least {
					least, rank, better = cost, n.rank, true
				}
			}
			for n.rank > 0 {
				note(p.swap(n.rank - 1))
			}
			for n.rank < len(p.nets)-1 {
				note(p.swap(n.rank))
			}
			for n.rank > rank {
				p.swap(n.rank - 1)
			}
		}
	}
}

// depth is how far down n belongs before anything is known about crossings: what stays in
// the upper row comes first, what stays in the lower one last.
func (n *net) depth() int {
	lower := 0
	for _, e := range n.ends {
		if e.lower {
			lower++
		}
	}
	return 100 * lower / len(n.ends)
}

// swap exchanges the nets of rank and the rank below and says how much worse that is. Where
// both meet the same box their lines change places there; no other line moves.
func (p *picture) swap(rank int) (worse int) {
	a, b := p.nets[rank], p.nets[rank+1]
	beside := slices.ContainsFunc(a.states, func(s int) bool { return slices.Contains(b.states, s) })
	cost := func() int {
		if beside {
			return p.cost(a) + p.cost(b) - cross(a, b)
		}
		return cross(a, b)
	}
	worse -= cost()
	p.nets[rank], p.nets[rank+1] = b, a
	a.rank, b.rank = rank+1, rank
	if beside {
		for _, state := range a.states {
			p.attach(&p.boxes[state])
		}
	}
	return worse + cost()
}

// cost says how bad the place of n is: how often it crosses other nets, then how long its
// track is.
func (p *picture) cost(n *net) int {
	cost := n.extent.right - n.extent.left
	for _, o := range p.nets {
		cost += cross(n, o)
	}
	return cost
}

// cross is what it costs that a and b cross.
func cross(a, b *net) int {
	if a == b {
		return 0
	}
	return 1000 * (a.through(b.rank, b.extent) + b.through(a.rank, a.extent))
}

// through counts the lines of n that run up or down through s on the track of rank: those
// to the lower row if n is above it, to the upper row if it is not.
func (n *net) through(rank int, s span) (lines int) {
	for _, e := range n.ends {
		if s.left < e.x && e.x < s.right && e.lower == (n.rank < rank) {
			lines++
		}
	}
	return lines
}

// attach gives each line that meets b its place on the edge of b. Of those that come from
// the left, the one with the nearest track is outermost, so that they do not cross; from
// the right likewise. Lines to the upper row stand on multiples of grid and lines to the
// lower row between them, so that no two lie on each other.
func (p *picture) attach(b *box) {
	for i := 1; i < len(b.ties); i++ { // an insertion sort: they are few and nearly in order
		t, key, j := b.ties[i], p.side(b, b.ties[i].net), i
		for ; j > 0 && p.side(b, b.ties[j-1].net) > key; j-- {
			b.ties[j] = b.ties[j-1]
		}
		b.ties[j] = t
	}
	step := grid
	if b.w >= 2*grid*(len(b.ties)+1) { // there is room
		step = 2 * grid
	}
	x := (b.centre() - step*(len(b.ties)-1)/2 + grid/2) / grid * grid
	if b.lower {
		x += grid / 2
	}
	for _, t := range b.ties {
		n := t.net
		n.ends[t.i].x = x
		n.extent = span{n.ends[0].x, n.ends[0].x}
		for _, e := range n.ends {
			n.extent = n.extent.with(e.x)
		}
		x += step
	}
}

// side says how far left or right on the edge of b the lines of n belong, no two nets alike.
func (p *picture) side(b *box, n *net) int {
	near, most := n.rank, len(p.nets)
	if b.lower {
		near = most - n.rank
	}
	switch {
	case n.outer.left == n.outer.right:
		return near // both ways, or neither
	case n.outer.right == b.centre():
		return near - 2*most
	case n.outer.left == b.centre():
		return 3*most - near
	}
	return near
}

// settle puts the labels where the fewest lines run through them, gives each net the
// uppermost track where neither its line nor its label touches those of an earlier one,
// and so knows how high the picture is.
func (p *picture) settle() {
	tracks := 0
	for i, n := range p.nets {
		p.placeLabel(n)
		room := n.room()
		for _, o := range p.nets[:i] {
			if r := o.room(); r.left < room.right && room.left < r.right {
				n.track = max(n.track, o.track+1)
			}
		}
		tracks = max(tracks, n.track+1)
	}
	for _, i := range p.upper {
		p.tracks = p.boxes[i].y + p.boxes[i].h
	}
	p.height = p.tracks + margin
	if tracks > 0 {
		p.height = p.tracks + (tracks+1)*pitch
	}
	for _, i := range p.lower {
		p.boxes[i].y = p.height
	}
	if len(p.lower) > 0 {
		p.height += p.boxes[p.lower[0]].h + margin
	}
}

// room is what n needs of its track: its line and its label, with some air.
func (n *net) room() span {
	half := letters(n.step.Label) * stepLetter / 2
	s := n.extent.with(n.label - half).with(n.label + half)
	return span{s.left - grid/2, s.right + grid/2}
}

// placeLabel finds the centre of the label of n: within its line where that is long enough,
// where the fewest lines run through it, and near the end it leads to.
func (p *picture) placeLabel(n *net) {
	half := letters(n.step.Label)*stepLetter/2 + grid/3
	line, to := n.extent, n.ends[len(n.ends)-1].x
	centres := span{line.left + half, line.right - half}
	if centres.left > centres.right {
		centres = span{centres.right, centres.left}
	}
	least := -1
	for x := centres.left; x <= centres.right; x += grid / 2 {
		lines := 0
		for _, o := range p.nets {
			lines += o.through(n.rank, span{x - half, x + half})
		}
		if c := lines*1000 + max(x-to, to-x); least < 0 || c < least {
			least, n.label = c, x
		}
	}
	n.label = max(n.label, margin+half)
	p.width = max(p.width, n.label+half+margin)
}
