package process

import (
	"cmp"
	"slices"
)

// order gives each net its rank so that few lines cross: it moves one net at a time to
// where it crosses least, until no move helps.
func (p *picture) order() {
	for _, n := range p.nets {
		centre := p.boxes[n.to].centre()
		n.outer = span{centre, centre}
		for _, i := range n.from {
			n.outer = n.outer.with(p.boxes[i].centre())
		}
	}
	slices.SortStableFunc(p.nets, func(a, b *net) int { return cmp.Compare(a.depth(), b.depth()) })
	best := p.cost()
	for better := true; better; {
		better = false
		for i := range p.nets {
			at := i
			for j := range p.nets {
				p.move(i, j)
				if c := p.cost(); c < best {
					best, at, better = c, j, true
				}
				p.move(j, i)
			}
			p.move(i, at)
		}
	}
	p.cost() // puts ranks and ends as the order that was kept has them
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

// move takes the net at index from out and puts it back at index to.
func (p *picture) move(from, to int) {
	n := p.nets[from]
	if from < to {
		copy(p.nets[from:], p.nets[from+1:to+1])
	} else {
		copy(p.nets[to+1:], p.nets[to:from])
	}
	p.nets[to] = n
}

// cost puts the ends in the order that the ranks ask for and says how bad the result is:
// crossings first, then the length of all tracks.
func (p *picture) cost() int {
	for i, n := range p.nets {
		n.rank = i
	}
	for i := range p.boxes {
		p.attach(&p.boxes[i])
	}
	crossings, length := 0, 0
	for _, n := range p.nets {
		s := n.extent()
		length += s.right - s.left
		for _, o := range p.nets {
			if o != n {
				crossings += o.through(n.rank, s)
			}
		}
	}
	return crossings*1000 + length
}

// extent is how far the track of n is used.
func (n *net) extent() span {
	s := span{n.ends[0].x, n.ends[0].x}
	for _, e := range n.ends[1:] {
		s = s.with(e.x)
	}
	return s
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
		t.net.ends[t.i].x = x
		x += step
	}
}

// side says how far left or right on the edge of b the lines of n belong.
func (p *picture) side(b *box, n *net) int {
	near := n.rank
	if b.lower {
		near = len(p.nets) - n.rank
	}
	centre := b.centre()
	switch {
	case n.outer.left < n.outer.right && n.outer.right == centre:
		return near - len(p.nets) - 1
	case n.outer.left < n.outer.right && n.outer.left == centre:
		return len(p.nets) + 1 - near
	}
	return 0
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
	s := n.extent().with(n.label - half).with(n.label + half)
	return span{s.left - grid/2, s.right + grid/2}
}

// placeLabel finds the centre of the label of n: within its line where that is long enough,
// where the fewest lines run through it, and near the end it leads to.
func (p *picture) placeLabel(n *net) {
	half := letters(n.step.Label)*stepLetter/2 + grid/3
	line, to := n.extent(), n.ends[len(n.from)].x
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
