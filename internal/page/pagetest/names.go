package pagetest

import (
	"slices"
	"strings"
)

// words is the text below an element as it is heard: with what pictures are called, and
// without what is hidden.
func (n *node) words() string {
	var b strings.Builder
	n.say(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *node) say(b *strings.Builder) {
	switch {
	case n.name == "":
		b.WriteString(n.text)
	case n.get("aria-hidden") == "true", n.has("hidden"):
	case n.get("aria-label") != "":
		b.WriteString(" " + n.get("aria-label") + " ")
	case n.name == "img":
		b.WriteString(" " + n.get("alt") + " ")
	default:
		for _, child := range n.children {
			child.say(b)
		}
		if !slices.Contains(phrasing, n.name) {
			b.WriteString(" ")
		}
	}
}

// called is the name of an element that an attribute gives it; empty where none does.
func (c *checker) called(n *node) string {
	var parts []string
	for _, id := range strings.Fields(n.get("aria-labelledby")) {
		if by := c.ids[id]; by != nil {
			parts = append(parts, by.words())
		}
	}
	if name := strings.TrimSpace(strings.Join(parts, " ")); name != "" {
		return name
	}
	return strings.TrimSpace(n.get("aria-label"))
}

// worded are the elements that say something themselves.
var worded = append(names("button caption figcaption label legend option summary th dt"),
	headings...)

// named asks for the names of all that can be used or found by name.
func (c *checker) named(n *node) {
	if slices.Contains(worded, n.name) || n.name == "a" && n.has("href") {
		if n.words() == "" && c.called(n) == "" {
			c.fault(n, "has no words")
		}
	}
	switch n.name {
	case "input":
		switch n.get("type") {
		case "hidden":
			c.unreserved(n, "_version", "_once", "_stale", "_seen")
		case "submit", "button", "reset":
			if n.get("value") == "" && c.called(n) == "" {
				c.fault(n, "has no words")
			}
		default:
			c.labelled(n)
		}
	case "select", "textarea":
		c.labelled(n)
	case "label":
		c.label(n)
	case "button":
		if !slices.Contains([]string{"submit", "button", "reset"}, n.get("type")) {
			c.fault(n, "has no type")
		}
	case "th":
		if !slices.Contains([]string{"col", "row", "colgroup", "rowgroup"}, n.get("scope")) {
			c.fault(n, "scope %q", n.get("scope"))
		}
	case "img":
		if !n.has("alt") {
			c.fault(n, "has no alt")
		}
	case "svg":
		c.picture(n)
	}
	switch role := n.get("role"); role {
	case "img", "region", "radiogroup", "group":
		if c.called(n) == "" && n.name != "fieldset" && n.name != "svg" {
			c.fault(n, "role %s without a name", role)
		}
	}
	if n.get("tabindex") == "0" && !n.has("role") && !slices.Contains(interactive, n.name) {
		c.fault(n, "can be reached by keyboard and has no role")
	}
}

// unreserved refuses the name of a control that begins as those of every form do, but for
// these.
func (c *checker) unreserved(n *node, but ...string) {
	if name := n.get("name"); strings.HasPrefix(name, "_") && !slices.Contains(but, name) {
		c.fault(n, "name %q begins as the inputs of every form do", name)
	}
}

// labelled asks for the label of a control.
func (c *checker) labelled(n *node) {
	c.unreserved(n, "_replace")
	if !n.has("name") {
		c.fault(n, "has no name to be posted under")
	}
	if n.get("type") == "radio" && !n.within("fieldset") {
		c.fault(n, "is one of several and stands in no fieldset")
	}
	if c.called(n) != "" || n.within("label") {
		return
	}
	for _, label := range c.of("label") {
		if id := n.get("id"); id != "" && label.get("for") == id {
			return
		}
	}
	c.fault(n, "has no label: name %q", n.get("name"))
}

// label asks for the control of a label.
func (c *checker) label(n *node) {
	controls := names("input select textarea button meter output progress")
	if to := c.ids[n.get("for")]; to != nil {
		if !slices.Contains(controls, to.name) {
			c.fault(n, "is for <%s>", to.name)
		}
		return
	}
	for below := range n.all() {
		if slices.Contains(controls, below.name) {
			return
		}
	}
	c.fault(n, "is for nothing")
}

// picture asks for what a drawing is to those who do not see it.
func (c *checker) picture(n *node) {
	for up := n; up != nil; up = up.parent {
		if up.get("aria-hidden") == "true" || up.get("role") == "img" && c.called(up) != "" {
			return
		}
	}
	for _, child := range n.children {
		if child.name == "title" && child.words() != "" && n.get("role") == "img" {
			return
		}
	}
	c.fault(n, "is neither role img with a name nor aria-hidden")
}

// outline holds the headings to one h1 and to levels that never skip. What is at fault may
// be said above the h1.
func (c *checker) outline() {
	level, count := 1, 0
	for _, n := range c.nodes {
		at := slices.Index(headings, n.name) + 1
		if at == 0 {
			continue
		}
		if at > level+1 {
			c.fault(n, "comes after a heading of level %d: %q", level, n.words())
		}
		if level = at; at == 1 {
			count++
			if !n.within("main") {
				c.fault(n, "stands outside <main>")
			}
		}
	}
	if count != 1 {
		c.missing("%d <h1>: want one", count)
	}
}

// landmarks asks for names where there are several of a kind, and for the way past them.
func (c *checker) landmarks() {
	navs := c.of("nav")
	seen := map[string]bool{}
	for _, n := range c.nodes {
		name := c.called(n)
		switch {
		case n.name != "nav" && n.get("role") != "region":
			continue
		case n.name == "nav" && len(navs) > 1 && name == "":
			c.fault(n, "is one of several and has no name")
		case name != "" && seen[n.name+name]:
			c.fault(n, "is called like another: %q", name)
		}
		seen[n.name+name] = true
	}
	if links := c.of("a"); len(links) > 0 {
		to, _ := strings.CutPrefix(links[0].get("href"), "#")
		if main := c.ids[to]; main == nil || main.name != "main" {
			c.fault(links[0], "is the first link: want one that leads to <main>")
		}
	}
	for _, n := range c.of("table") {
		heads := 0
		for below := range n.all() {
			if below.name == "th" {
				heads++
			}
		}
		if heads == 0 {
			c.fault(n, "has no <th>")
		}
	}
}
