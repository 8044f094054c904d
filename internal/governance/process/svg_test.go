package process_test

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/process"
)

// node is an element of a picture.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []*node    `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// number is the value of an attribute that is a whole number.
func (n *node) number(name string) (v int) {
	if _, err := fmt.Sscan(n.attr(name), &v); err != nil {
		panic(fmt.Sprintf("%s of %s: %v", name, n.XMLName.Local, err))
	}
	return v
}

func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, c := range n.Children {
		c.walk(visit)
	}
}

// find lists the elements below n that have the class, or a class with it.
func (n *node) find(element, class string) (found []*node) {
	n.walk(func(n *node) {
		if n.XMLName.Local == element && strings.Contains(" "+n.attr("class")+" ", " "+class+" ") {
			found = append(found, n)
		}
	})
	return found
}

type fataler interface{ Fatalf(string, ...any) }

func parse(t fataler, svg string) *node {
	root := &node{}
	if err := xml.Unmarshal([]byte(svg), root); err != nil {
		t.Fatalf("not XML: %v\n%s", err, svg)
	}
	return root
}

func TestAccessible(t *testing.T) {
	m := modification()
	past := []string{"pre_submission", "development"}
	svg := m.SVG("life", "refinement", past)
	root := parse(t, svg)
	if root.attr("role") != "img" || root.attr("aria-labelledby") != "life-title life-desc" {
		t.Errorf("attributes %v", root.Attrs)
	}
	title, desc := root.Children[0], root.Children[1]
	if title.XMLName.Local != "title" || title.attr("id") != "life-title" || title.Text != m.Title {
		t.Errorf("title %+v", title)
	}
	if desc.XMLName.Local != "desc" || desc.attr("id") != "life-desc" {
		t.Errorf("desc %+v", desc)
	}
	want := "Main path: Pre-submission, Development Stage, Refinement Process, Report Phase, " +
		"Change Board, Appeal Window, Pending Implementation, Implemented. " +
		"Beside it: Lapsed, Split, Merged, On Hold, Withdrawn, Authority Decision, Rejected. " +
		"Passed: Pre-submission, Development Stage. Now: Refinement Process. " +
		"Possible now: Accept Modification Report, to Report Phase; Withdraw, to Withdrawn; " +
		"Put on hold, to On Hold; Split, to Split; Merge, to Merged."
	if desc.Text != want {
		t.Errorf("desc\n%s\nwant\n%s", desc.Text, want)
	}
	if svg != m.SVG("life", "refinement", past) {
		t.Error("two pictures of the same machine differ")
	}
}

// TestBesideOthers looks for what pages may not hold, and for ids that two pictures share.
func TestBesideOthers(t *testing.T) {
	m := modification()
	seen := map[string]bool{}
	for _, id := range []string{"a", "b"} {
		parse(t, m.SVG(id, "report", nil)).walk(func(n *node) {
			for _, a := range n.Attrs {
				if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("%s has the attribute %s", n.XMLName.Local, a.Name.Local)
				}
				if a.Name.Local == "id" && seen[a.Value] {
					t.Errorf("two elements have the id %s", a.Value)
				}
				if a.Name.Local == "id" {
					seen[a.Value] = true
				}
			}
			if n.XMLName.Local == "script" || n.XMLName.Local == "style" {
				t.Errorf("there is a %s", n.XMLName.Local)
			}
		})
	}
	if len(seen) != 4 {
		t.Errorf("ids %v, want a title and a desc for each", seen)
	}
}

func TestEscapes(t *testing.T) {
	m := modification()
	m.Title, m.States[0].Label, m.States[0].Doc = `<b>"M"&`, "a<b", "x & y"
	m.Steps[0].Label, m.Steps[13].Label = "<raise>", "<withdraw>"
	root := parse(t, m.SVG(`"id"&`, "", nil))
	if got := root.Children[0]; got.Text != m.Title || got.attr("id") != `"id"&-title` {
		t.Errorf("title %+v", got)
	}
	if got := len(root.find("g", "state")); got != len(m.States) {
		t.Errorf("%d states, want %d", got, len(m.States))
	}
}

// TestMarks counts what is shown of a thing that went to the Change Board, back to
// Refinement and to the Report Phase.
func TestMarks(t *testing.T) {
	past := []string{"pre_submission", "development", "refinement", "report", "change_board",
		"refinement"}
	root := parse(t, modification().SVG("p", "report", past))
	for _, test := range []struct {
		element, class string
		want           int
	}{
		{"g", "state", 15},
		{"g", "final", 6},
		{"g", "current", 1},
		{"g", "past", 4},
		{"path", "mark", 4},
		{"g", "taken", 5}, // raise, convert, accept_report, close_consultation, send_back
		{"g", "next", 3},  // send_back, withdraw, hold
		{"g", "timed", 5}, // close_consultation, end_window, go_live, lapse from two states
	} {
		if got := len(root.find(test.element, test.class)); got != test.want {
			t.Errorf("%d %s of class %s, want %d", got, test.element, test.class, test.want)
		}
	}
}

// arrow is a line along a track: from box to track, to where it leads, which is where its
// path begins.
type arrow struct{ fromX, fromY, track, toX, toY int }

var numbers = regexp.MustCompile(`-?\d+`)

func arrows(t fataler, root *node) (along []arrow, hops int) {
	for _, p := range root.find("path", "line") {
		var v []int
		for _, text := range numbers.FindAllString(p.attr("d"), -1) {
			var n int
			fmt.Sscan(text, &n)
			v = append(v, n)
		}
		switch len(v) {
		case 3:
			hops++
		case 13: // MxyVyQxyxyHxQxyxyVy
			along = append(along, arrow{v[10], v[12], v[4], v[0], v[1]})
		default:
			t.Fatalf("path %s", p.attr("d"))
		}
	}
	return along, hops
}

func overlap(a, b, c, d int) bool {
	return max(min(a, b), min(c, d)) < min(max(a, b), max(c, d))
}

// TestGeometry draws random machines: boxes do not touch, every line joins two of them, no
// line lies on one that leads elsewhere, and everything is within the picture.
func TestGeometry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := machines().Draw(t, "machine")
		root := parse(t, m.SVG("p", "s0", nil))
		width, height := root.number("width"), root.number("height")
		var boxes []*node
		for _, g := range root.find("g", "state") {
			boxes = append(boxes, g.Children[1])
		}
		checkBoxes(t, boxes, width, height)
		along, hops := arrows(t, root)
		want := 0
		for _, s := range m.Steps {
			want += len(s.From)
		}
		if len(along)+hops != want {
			t.Fatalf("%d and %d lines, want %d in all", len(along), hops, want)
		}
		for i, a := range along {
			if !meets(boxes, a.fromX, a.fromY, 0) || !meets(boxes, a.toX, a.toY, 7) {
				t.Fatalf("%+v does not lead from box to box", a)
			}
			for _, b := range along[:i] {
				if a.toX != b.toX && collide(a, b) {
					t.Fatalf("%+v lies on %+v", a, b)
				}
			}
		}
		for _, text := range root.find("text", "") {
			half := utf8.RuneCountInString(text.Text) * 3
			if x := text.number("x"); x-half < 0 || x+half > width || text.number("y") > height {
				t.Fatalf("%q at %d is not within %d", text.Text, x, width)
			}
		}
	})
}

func checkBoxes(t *rapid.T, boxes []*node, width, height int) {
	for i, a := range boxes {
		x, y, w, h := a.number("x"), a.number("y"), a.number("width"), a.number("height")
		if x < 0 || y < 0 || x+w > width || y+h > height {
			t.Fatalf("box %d is not within the picture", i)
		}
		for _, b := range boxes[:i] {
			if overlap(x, x+w+10, b.number("x"), b.number("x")+b.number("width")+10) &&
				overlap(y, y+h, b.number("y"), b.number("y")+b.number("height")) {
				t.Fatalf("box %d touches another", i)
			}
		}
	}
}

// meets reports whether x, y is on the lower edge of a box of the upper row or on the upper
// edge of one of the lower row, but for the length of the head of an arrow.
func meets(boxes []*node, x, y, head int) bool {
	for _, b := range boxes {
		left, top := b.number("x"), b.number("y")
		if left < x && x < left+b.number("width") &&
			(y == top+b.number("height")+head || y == top-head) {
			return true
		}
	}
	return false
}

// collide reports whether a and b share more than single points.
func collide(a, b arrow) bool {
	type upright struct{ x, from, to int }
	for _, v := range []upright{{a.fromX, a.fromY, a.track}, {a.toX, a.toY, a.track}} {
		for _, w := range []upright{{b.fromX, b.fromY, b.track}, {b.toX, b.toY, b.track}} {
			if v.x == w.x && overlap(v.from, v.to, w.from, w.to) {
				return true
			}
		}
	}
	return a.track == b.track && overlap(a.fromX, a.toX, b.fromX, b.toX)
}

// TestStyle holds the style sheet against the classes that pictures have.
func TestStyle(t *testing.T) {
	classes := map[string]bool{}
	parse(t, modification().SVG("p", "report", []string{"refinement"})).walk(func(n *node) {
		for _, class := range strings.Fields(n.attr("class")) {
			classes[class] = true
		}
	})
	styled := regexp.MustCompile(`\.([a-z]+)`).FindAllStringSubmatch(process.Style, -1)
	if len(styled) == 0 {
		t.Fatal("the style sheet styles nothing")
	}
	for _, class := range styled {
		if !classes[class[1]] {
			t.Errorf("no picture has the class %s", class[1])
		}
	}
}

// TestSharedLabel counts the labels of steps that lead to one state: steps of one label share
// it, unless the clock takes only one of them.
func TestSharedLabel(t *testing.T) {
	for _, test := range []struct {
		name  string
		timed bool
		label string
		want  int
	}{
		{"the same", false, "Return", 1},
		{"by the clock", true, "Return", 2},
		{"another label", false, "Reopen", 2},
	} {
		m := edition()
		step := process.Step{Event: "reopen", Label: test.label, From: []string{"sent"}, To: "draft",
			Timed: test.timed}
		m.Steps = append(m.Steps, step)
		labels := 0
		for _, text := range parse(t, m.SVG("p", "", nil)).find("text", "") {
			if text.Text == "Return" || text.Text == "Reopen" {
				labels++
			}
		}
		if labels != test.want {
			t.Errorf("%s: %d labels, want %d", test.name, labels, test.want)
		}
	}
}

// TestCrossings keeps the picture of the Modification as clear as it is.
func TestCrossings(t *testing.T) {
	along, _ := arrows(t, parse(t, modification().SVG("p", "", nil)))
	type crossing struct{ x, y int } // where lines that join cross another, they do so once
	crossings := map[crossing]bool{}
	for _, a := range along {
		for _, b := range along {
			if a.toX == b.toX {
				continue
			}
			for _, v := range [][3]int{{a.fromX, a.fromY, a.track}, {a.toX, a.toY, a.track}} {
				if x := v[0]; overlap(x, x+1, b.fromX, b.toX) && overlap(v[1], v[2], b.track, b.track+1) {
					crossings[crossing{x, b.track}] = true
				}
			}
		}
	}
	const most = 36
	if len(crossings) == 0 || len(crossings) > most {
		t.Errorf("%d crossings, want some and at most %d", len(crossings), most)
	}
}

func BenchmarkSVG(b *testing.B) {
	m := modification()
	b.ReportAllocs()
	for b.Loop() {
		m.SVG("p", "report", nil)
	}
}
