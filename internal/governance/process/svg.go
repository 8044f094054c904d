package process

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// Style is a style sheet for what [Machine.SVG] draws, for either colour scheme: it takes
// the custom properties --ink, --paper, --line, --soft and --accent where the page has
// them. Whoever writes another keeps the sizes of the text, which the boxes are made for.
const Style = `.process { font-family: system-ui, sans-serif; }
.process text { fill: var(--ink, currentColor); stroke: none; text-anchor: middle; }
.process .state text { font-size: 12px; }
.process .step text { font-size: 11px; paint-order: stroke; stroke: var(--paper, Canvas);
  stroke-width: 4px; stroke-linejoin: round; }
.process .state rect { fill: var(--paper, Canvas); stroke: var(--soft, currentColor); }
.process .step .line { fill: none; stroke: var(--soft, currentColor); }
.process .step .head { fill: var(--soft, currentColor); stroke: none; }
.process .timed .line { stroke-dasharray: 5 3; }
.process .state.past rect { fill: var(--line, none); }
.process .state.current rect { stroke: var(--accent, currentColor); stroke-width: 3px; }
.process .state .inner, .process .state.current .inner { stroke-width: 1px; }
.process .state.current text { font-weight: 700; }
.process .mark { fill: none; stroke: var(--accent, currentColor); stroke-width: 2px; }
.process .taken .line, .process .next .line { stroke: var(--accent, currentColor); }
.process .taken .line { stroke-width: 2.5px; }
.process .taken .head, .process .next .head { fill: var(--accent, currentColor); }
`

// SVG draws m as an element for an HTML page: the main path in a row, all other states in
// one below, the steps between them as labelled arrows, dashed where the clock takes them.
// The state called current is marked, those of past, in the order in which the thing was in
// them, are ticked; either may be empty. The picture has a title and a description for
// those who do not see it, and tips for a pointer.
//
// All ids begin with id, which is to be unlike that of any other picture on the page. There
// are no style attributes and no script; colours are those of the page's style sheet, such
// as [Style], and without one it is a drawing in the colour of the text. m is one that
// [Machine.Check] passes.
func (m *Machine) SVG(id, current string, past []string) string {
	d := drawing{picture: layout(m), current: current, past: past}
	id = html.EscapeString(id)
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="process" role="img"`+
		` aria-labelledby="%s-title %s-desc" width="%d" height="%d" viewBox="0 0 %d %d"`+
		` fill="none" stroke="currentColor" text-anchor="middle">`,
		id, id, d.width, d.height, d.width, d.height)
	d.printf(`<title id="%s-title">%s</title>`, id, html.EscapeString(m.Title))
	d.printf(`<desc id="%s-desc">%s</desc>`, id, html.EscapeString(d.describe()))
	for _, h := range d.hops {
		d.hop(h)
	}
	for _, use := range []string{"", " next", " taken"} { // those of note on top
		for _, n := range d.nets {
			d.lines(n, use)
		}
	}
	for i := range d.boxes {
		d.box(i)
	}
	for _, n := range d.nets {
		d.label(n)
	}
	d.printf("</svg>\n")
	return d.text.String()
}

// drawing is a picture with what becomes of it, as SVG.
type drawing struct {
	*picture
	current string
	past    []string
	text    strings.Builder
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(&d.text, format, args...) }

// describe says in words what the picture shows.
func (d *drawing) describe() string {
	m := d.machine
	labels := func(states []int) string {
		var all []string
		for _, i := range states {
			all = append(all, m.label(m.States[i].Name))
		}
		return strings.Join(all, ", ")
	}
	text := "Main path: " + labels(d.upper) + "."
	if len(d.lower) > 0 {
		text += " Beside it: " + labels(d.lower) + "."
	}
	if len(d.past) > 0 {
		var all []string
		for _, name := range d.past {
			all = append(all, m.label(name))
		}
		text += " Passed: " + strings.Join(all, ", ") + "."
	}
	if d.current == "" {
		return text
	}
	text += " Now: " + m.label(d.current) + "."
	var next []string
	for _, s := range m.Next(d.current) {
		next = append(next, s.Label+", to "+m.label(s.To))
	}
	if len(next) > 0 {
		text += " Possible now: " + strings.Join(next, "; ") + "."
	}
	return text
}

// class is how a line for s that leads from one state is shown.
func (d *drawing) class(s Step, from string) string {
	class := "step"
	if s.Timed {
		class += " timed"
	}
	return class + d.use(s, from)
}

// use is what a line for s that leads from one state is to the thing: one it took, one it
// may take next. Where several steps lead the same way it took the one declared first, as
// far as the states say.
func (d *drawing) use(s Step, from string) string {
	way := append(slices.Clip(d.past), d.current)
	for i := range len(way) - 1 {
		if way[i] == from && way[i+1] == s.To && d.first(from, s.To).Label == s.Label {
			return " taken"
		}
	}
	if from == d.current {
		return " next"
	}
	return ""
}

// first is the step declared first that leads from one state to the other.
func (d *drawing) first(from, to string) Step {
	for _, s := range d.machine.Next(from) {
		if s.To == to {
			return s
		}
	}
	return Step{}
}

// tip is what a pointer is shown over a line for s.
func (d *drawing) tip(s Step, from string) string {
	return html.EscapeString(fmt.Sprintf("%s: from %s to %s, by %s",
		s.Label, d.machine.label(from), d.machine.label(s.To), s.takers()))
}

// hop draws an arrow between two boxes of the upper row, its label above them.
func (d *drawing) hop(h hop) {
	left, right := d.boxes[d.upper[h.at]], d.boxes[d.upper[h.at+1]]
	from := d.machine.States[d.upper[h.at]].Name
	x, to, y := left.x+left.w, right.x, left.y+9
	d.printf(`<g class="%s"><title>%s</title>`, d.class(h.step, from), d.tip(h.step, from))
	d.printf(`<path class="line" d="M%d %dH%d"/>`, x, y, to-7)
	d.head(to, y, -7, 0)
	d.lettering((x+to)/2, left.y-5-stepLine*(len(h.lines)-1), stepLine, h.lines)
	d.printf("</g>\n")
}

// head draws the head of an arrow that ends at x, y and comes from dx, dy.
func (d *drawing) head(x, y, dx, dy int) {
	across := func(v int) int { return v * 4 / 7 }
	d.printf(`<path class="head" fill="currentColor" stroke="none" d="M%d %dL%d %dL%d %dz"/>`,
		x, y, x+dx+across(dy), y+dy+across(dx), x+dx-across(dy), y+dy-across(dx))
}

// lettering writes lines around x, the first on y.
func (d *drawing) lettering(x, y, line int, lines []string) {
	for i, text := range lines {
		d.printf(`<text x="%d" y="%d" font-size="%d" fill="currentColor" stroke="none">%s</text>`,
			x, y+i*line, line-2, html.EscapeString(text))
	}
}

// lines draws those lines of n that are of the given use.
func (d *drawing) lines(n *net, use string) {
	last := len(n.ends) - 1
	for i, state := range n.states[:last] {
		from := d.machine.States[state].Name
		if d.use(n.step, from) != use {
			continue
		}
		d.printf(`<g class="%s"><title>%s</title>`, d.class(n.step, from), d.tip(n.step, from))
		d.line(n.ends[i].x, d.edge(state), d.trackY(n), n.ends[last].x, d.edge(n.to()))
		d.printf("</g>\n")
	}
}

// edge is where lines meet the box of a state.
func (d *drawing) edge(state int) int {
	b := d.boxes[state]
	if b.lower {
		return b.y
	}
	return b.y + b.h
}

// trackY is how far down the track of n lies.
func (d *drawing) trackY(n *net) int { return d.tracks + (n.track+1)*pitch }

// line draws an arrow from x, y along the track to toX, toY, with rounded corners. Its path
// begins at the head, so that the dashes of lines that join fall on each other.
func (d *drawing) line(x, y, track, toX, toY int) {
	right, down, on := sign(toX-x), sign(track-y), sign(toY-track)
	r := min(bend, right*(toX-x)/2)
	d.printf(`<path class="line" d="M%d %dV%dQ%d %d %d %dH%dQ%d %d %d %dV%d"/>`,
		toX, toY-on*7, track+on*r, toX, track, toX-right*r, track,
		x+right*r, x, track, x, track-down*r, y)
	d.head(toX, toY, 0, -on*7)
}

func sign(v int) int {
	if v < 0 {
		return -1
	}
	return 1
}

// label writes that of n above its track.
func (d *drawing) label(n *net) {
	d.printf(`<g class="step">`)
	d.lettering(n.label, d.trackY(n)-4, stepLine, []string{n.step.Label})
	d.printf("</g>\n")
}

// box draws state i.
func (d *drawing) box(i int) {
	b, s := d.boxes[i], d.machine.States[i]
	class := "state"
	switch {
	case s.Name == d.current:
		class += " current"
	case slices.Contains(d.past, s.Name):
		class += " past"
	}
	if s.Final {
		class += " final"
	}
	d.printf(`<g class="%s"><title>%s</title>`, class, html.EscapeString(s.Doc))
	d.printf(`<rect x="%d" y="%d" width="%d" height="%d" rx="8"/>`, b.x, b.y, b.w, b.h)
	if s.Final {
		d.printf(`<rect class="inner" x="%d" y="%d" width="%d" height="%d" rx="5"/>`,
			b.x+3, b.y+3, b.w-6, b.h-6)
	}
	first := b.y + b.h/2 + 4 - stateLine*(len(b.lines)-1)/2
	d.lettering(b.x+b.w/2, first, stateLine-1, b.lines)
	if strings.Contains(class, "past") {
		d.printf(`<path class="mark" d="M%d %dl2 3l5 -7"/>`, b.x+b.w-13, b.y+9)
	}
	d.printf("</g>\n")
}
