// Package pagetest holds HTML to what every page of the site promises: markup that needs no
// repair, one main part, headings in order, names for all that can be used, and nothing that
// the content policy would refuse. Tests call [Check] on whatever is served.
package pagetest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Check lists what is wrong with a document, each as "line 12: <a>: has no words"; nothing
// where all is well. It is stricter than HTML: see the package.
func Check(document []byte) (faults []string) {
	root, faults := parse(string(document))
	c := &checker{faults: faults, ids: map[string]*node{}}
	for n := range root.all() {
		c.nodes = append(c.nodes, n)
		c.identify(n)
	}
	for _, n := range c.nodes {
		c.content(n)
		c.attributes(n)
		c.named(n)
	}
	c.document()
	c.outline()
	c.landmarks()
	return c.faults
}

// checker collects what is wrong.
type checker struct {
	nodes  []*node // the elements in order
	ids    map[string]*node
	faults []string
}

func (c *checker) fault(n *node, text string, args ...any) {
	c.faults = append(c.faults,
		fmt.Sprintf("line %d: <%s>: ", n.line, n.name)+fmt.Sprintf(text, args...))
}

// missing notes what is wrong with the document as a whole.
func (c *checker) missing(text string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(text, args...))
}

// all goes through the elements below n in order.
func (n *node) all() func(yield func(*node) bool) {
	return func(yield func(*node) bool) {
		var walk func(*node) bool
		walk = func(n *node) bool {
			for _, child := range n.children {
				if child.name != "" && (!yield(child) || !walk(child)) {
					return false
				}
			}
			return true
		}
		walk(n)
	}
}

// of lists the elements of a name.
func (c *checker) of(name string) (list []*node) {
	for _, n := range c.nodes {
		if n.name == name && !n.within("svg") {
			list = append(list, n)
		}
	}
	return list
}

// identify notes the id of an element.
func (c *checker) identify(n *node) {
	id, found := n.lookup("id")
	switch {
	case !found:
		return
	case id == "" || strings.ContainsAny(id, " \t\r\n"):
		c.fault(n, "id %q is empty or has space in it", id)
	case c.ids[id] != nil:
		c.fault(n, "id %q is also that of line %d", id, c.ids[id].line)
	}
	c.ids[id] = n
}

// references are the attributes whose values are ids.
var references = names(`aria-controls aria-describedby aria-details aria-errormessage aria-flowto
	aria-labelledby aria-owns for form headers list`)

// aria are the attributes of WAI-ARIA that may be used.
var aria = append(names(`aria-checked aria-current aria-disabled aria-expanded aria-hidden
	aria-invalid aria-label aria-live aria-pressed aria-required aria-selected aria-sort
	aria-valuemax aria-valuemin aria-valuenow aria-valuetext aria-busy aria-atomic aria-level`),
	references...)

// roles are the roles that may be used.
var roles = names(`alert group img list listitem log navigation none note presentation progressbar
	radiogroup region search status timer tooltip`)

// attributes holds the attributes of an element to what they may be.
func (c *checker) attributes(n *node) {
	for _, a := range n.attributes {
		switch {
		case a.name == "style":
			c.fault(n, "has a style of its own: use the style sheet")
		case strings.HasPrefix(strings.ToLower(a.name), "on"):
			c.fault(n, "has a handler, %s", a.name)
		case strings.HasPrefix(a.name, "aria-") && !slices.Contains(aria, a.name):
			c.fault(n, "%s is not an attribute that is used here", a.name)
		case a.name == "role" && !slices.Contains(roles, a.value):
			c.fault(n, "role %q is not one that is used here", a.value)
		case a.name == "tabindex":
			if i, err := strconv.Atoi(a.value); err != nil || i > 0 {
				c.fault(n, "tabindex %q: want 0 or -1", a.value)
			}
		case slices.Contains(references, a.name):
			c.refers(n, a)
		case a.name == "href" || a.name == "src" || a.name == "action":
			c.address(n, a)
		}
	}
	c.inline(n)
}

// refers asks for the elements that an attribute names.
func (c *checker) refers(n *node, a attribute) {
	ids := strings.Fields(a.value)
	if len(ids) == 0 {
		c.fault(n, "%s names nothing", a.name)
	}
	for _, id := range ids {
		if c.ids[id] == nil {
			c.fault(n, "%s names %q, which is not there", a.name, id)
		}
	}
}

// address holds an address to the schemes that may be followed, and a fragment to the
// document.
func (c *checker) address(n *node, a attribute) {
	if n.name == "use" || n.name == "base" {
		return
	}
	scheme, _, found := strings.Cut(a.value, ":")
	switch {
	case strings.TrimSpace(a.value) == "":
		c.fault(n, "%s is empty", a.name)
	case a.value[0] == '#':
		if c.ids[a.value[1:]] == nil {
			c.fault(n, "%s leads to %q, which is not there", a.name, a.value)
		}
	case found && !strings.ContainsAny(scheme, "/?#.") &&
		!slices.Contains([]string{"http", "https", "mailto"}, strings.ToLower(scheme)):
		c.fault(n, "%s has the scheme %q", a.name, scheme)
	case strings.ContainsAny(a.value, " \t\r\n\\"):
		c.fault(n, "%s has space or a backslash in it: %q", a.name, a.value)
	}
}

// inline refuses what a content policy without inline code refuses.
func (c *checker) inline(n *node) {
	switch n.name {
	case "style":
		c.fault(n, "use the style sheet")
	case "script":
		if !n.has("src") || n.words() != "" {
			c.fault(n, "has code in the page")
		}
	case "meta":
		if strings.EqualFold(n.get("http-equiv"), "refresh") {
			c.fault(n, "moves the reader on")
		}
	}
}

// document asks for what a document has once.
func (c *checker) document() {
	for _, n := range c.of("html") {
		if strings.TrimSpace(n.get("lang")) == "" {
			c.fault(n, "has no lang")
		}
	}
	for _, name := range []string{"html", "head", "title", "body", "main"} {
		if found := c.of(name); len(found) != 1 {
			c.missing("%d <%s>: want one", len(found), name)
		} else if name == "title" && found[0].words() == "" {
			c.fault(found[0], "is empty")
		}
	}
	charset, viewport := false, false
	for _, n := range c.of("meta") {
		charset = charset || strings.EqualFold(n.get("charset"), "utf-8")
		viewport = viewport || n.get("name") == "viewport"
		if n.get("name") == "viewport" && (strings.Contains(n.get("content"), "user-scalable") ||
			strings.Contains(n.get("content"), "maximum-scale")) {
			c.fault(n, "keeps readers from magnifying the page")
		}
	}
	if !charset {
		c.missing(`no <meta charset="utf-8">`)
	}
	if !viewport {
		c.missing(`no <meta name="viewport">`)
	}
}
