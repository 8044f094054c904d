package process

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The measures of a picture, in its own units; a unit is a pixel where it is shown at its
// natural size. Nobody here knows the fonts of the reader: the widths of a letter are those
// of a wide one at the sizes of [Style].
const (
	stateLetter = 7  // mean width of a letter in a box
	stateLine   = 15 // between two lines in a box
	stepLetter  = 6
	stepLine    = 13
	grid        = 12 // least distance of two lines that leave a box
	mainGap     = 38 // between boxes of the upper row: room for an arrow
	sideGap     = 18 // between boxes of the lower row
	pitch       = 24 // between tracks: room for a label
	margin      = 10
	bend        = 6 // radius of a corner
)

// picture is a machine laid out. The main path is the upper row, all other states are the
// lower one. Between them run tracks, like those of a railway: each net has one. Lines that
// leave boxes go straight down or up to the track of their net, so that lines of different
// nets meet at right angles only.
type picture struct {
	machine       *Machine
	boxes         []box // by the index of the state
	upper, lower  []int // states, from left to right
	hops          []hop
	nets          []*net // from the uppermost down
	tracks        int    // where the uppermost track would have its label
	width, height int
}

// box is a state.
type box struct {
	lines      []string // its label
	x, y, w, h int      // left upper corner and size
	lower      bool     // in the lower row
	ties       []tie    // the lines that meet it, from left to right
}

func (b *box) centre() int { return b.x + b.w/2 }

// hop is a step along the upper row, from one box to the next.
type hop struct {
	step  Step
	at    int // how many boxes lie to the left of the first
	lines []string
}

// net is a step in its picture: lines from one or more states that join on a track and lead
// to one state. Steps of one label that lead to the same state share a net.
type net struct {
	step   Step
	states []int // those it leads from, then the one it leads to
	ends   []end // at the boxes of states
	outer  span  // of the centres of these boxes
	extent span  // of ends: how far its track is used
	rank   int   // from the uppermost down
	track  int   // may be shared by nets beside each other
	label  int   // centre
}

// to is the state it leads to.
func (n *net) to() int { return n.states[len(n.states)-1] }

// end is where a line of a net meets a box.
type end struct {
	x     int
	lower bool // the box is in the lower row: the line comes from above
}

// tie is one of the ends of a net, as the box there knows it.
type tie struct {
	net *net
	i   int
}

// span is from left to right.
type span struct{ left, right int }

func (s span) with(x int) span { return span{min(s.left, x), max(s.right, x)} }

// layout makes the picture of m, always the same for the same machine.
func layout(m *Machine) *picture {
	p := &picture{machine: m, boxes: make([]box, len(m.States)), upper: m.main()}
	for i, s := range m.States {
		if !slices.Contains(p.upper, i) {
			p.lower = append(p.lower, i)
			p.boxes[i].lower = true
		}
		p.boxes[i].lines = wrap(m.label(s.Name), 14)
	}
	p.connect()
	p.size()
	p.placeUpper()
	p.orderLower()
	p.order()
	p.settle()
	return p
}

// connect makes the hops and the nets.
func (p *picture) connect() {
	m := p.machine
	hopped := make([]bool, len(p.upper))
	for _, s := range m.Steps {
		to := m.index(s.To)
		for _, name := range s.From {
			from := m.index(name)
			at := slices.Index(p.upper, from)
			if from < 0 || to < 0 {
				continue // Check reports it
			}
			if at >= 0 && at+1 < len(p.upper) && p.upper[at+1] == to && !hopped[at] {
				hopped[at] = true
				p.hops = append(p.hops, hop{step: s, at: at})
				continue
			}
			n := p.net(s, to)
			n.states = slices.Insert(n.states, len(n.states)-1, from)
		}
	}
	for _, n := range p.nets {
		for i, state := range n.states {
			b := &p.boxes[state]
			b.ties = append(b.ties, tie{n, i})
			n.ends = append(n.ends, end{lower: b.lower})
		}
	}
}

// net is the one that s belongs to.
func (p *picture) net(s Step, to int) *net {
	for _, n := range p.nets {
		if n.to() == to && n.step.Label == s.Label && n.step.Timed == s.Timed {
			return n
		}
	}
	n := &net{step: s, states: []int{to}}
	p.nets = append(p.nets, n)
	return n
}

// size gives each box room for its label and for the lines that meet it.
func (p *picture) size() {
	var lines [2]int // in the highest box of either row
	row := func(b *box) *int {
		if b.lower {
			return &lines[1]
		}
		return &lines[0]
	}
	for i := range p.boxes {
		b := &p.boxes[i]
		b.w = max(84, longest(b.lines)*stateLetter+32, (len(b.ties)+2)*grid)
		*row(b) = max(*row(b), len(b.lines))
	}
	for i := range p.boxes {
		p.boxes[i].h = *row(&p.boxes[i])*stateLine + 18
	}
}

// placeUpper puts the boxes of the upper row and wraps the labels of the hops above them.
func (p *picture) placeUpper() {
	x, lines := margin, 0
	for _, i := range p.upper {
		p.boxes[i].x = x
		x += p.boxes[i].w + mainGap
	}
	for i := range p.hops {
		h := &p.hops[i]
		left, right := p.boxes[p.upper[h.at]], p.boxes[p.upper[h.at+1]]
		room := min(left.w, right.w) + mainGap - 8
		h.lines = wrap(h.step.Label, room/stepLetter)
		lines = max(lines, len(h.lines))
	}
	for _, i := range p.upper {
		p.boxes[i].y = margin + lines*stepLine
	}
	p.width = max(x-mainGap, 0) + margin
}

// orderLower sorts the lower row by where the lines of its boxes come from.
func (p *picture) orderLower() {
	pull := make([]int, len(p.boxes))
	for _, i := range p.lower {
		sum, n := 0, 0
		for _, t := range p.boxes[i].ties {
			for _, j := range t.net.states {
				if !p.boxes[j].lower {
					sum, n = sum+p.boxes[j].centre(), n+1
				}
			}
		}
		pull[i] = p.width / 2
		if n > 0 {
			pull[i] = sum / n
		}
	}
	slices.SortStableFunc(p.lower, func(a, b int) int { return cmp.Compare(pull[a], pull[b]) })
	p.placeLower(pull)
}

// placeLower puts the boxes of the lower row as near to their pull as they fit.
func (p *picture) placeLower(pull []int) {
	x := margin
	for _, i := range p.lower {
		b := &p.boxes[i]
		b.x = max(x, pull[i]-b.w/2)
		x = b.x + b.w + sideGap
	}
	limit := max(p.width, p.lowerWidth()) - margin
	for _, i := range slices.Backward(p.lower) {
		b := &p.boxes[i]
		b.x = min(b.x, limit-b.w)
		limit = b.x - sideGap
	}
	p.width = max(p.width, p.lowerWidth())
}

// lowerWidth is the least width of a picture that holds the lower row.
func (p *picture) lowerWidth() int {
	w := 2*margin - sideGap
	for _, i := range p.lower {
		w += p.boxes[i].w + sideGap
	}
	return w
}

// wrap breaks text into lines of at most width letters; a longer word has a line of its own.
func wrap(text string, width int) (lines []string) {
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && letters(lines[last])+1+letters(word) <= width {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// longest is how many letters the longest of lines has.
func longest(lines []string) (n int) {
	for _, line := range lines {
		n = max(n, letters(line))
	}
	return n
}

func letters(text string) int { return utf8.RuneCountInString(text) }
