package pagetest

import (
	"slices"
	"strings"
)

// names makes a list of words.
func names(text string) []string { return strings.Fields(text) }

var (
	// phrasing are the elements that may stand within a line.
	phrasing = names(`a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd
		label mark meter output progress q s samp select small span strong sub sup svg textarea
		time u var wbr`)
	// flow are the elements that may stand in a body beside those.
	flow = names(`address article aside blockquote details dialog div dl fieldset figure footer
		form h1 h2 h3 h4 h5 h6 header hgroup hr main nav ol p pre search section table ul`)
	// lines are the elements that hold nothing but phrasing.
	lines = names(`abbr b bdi bdo button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark
		legend meter output p pre progress q s samp small span strong sub summary sup time u var`)
	// interactive are the elements that may not stand within a link or a button.
	interactive = names("a button details input label select textarea")
	headings    = names("h1 h2 h3 h4 h5 h6")
)

// only lists the children that an element may have, where these are few; no text stands
// directly in it.
var only = map[string][]string{
	"html":     names("head body"),
	"head":     names("base link meta script title"),
	"ul":       names("li"),
	"ol":       names("li"),
	"dl":       names("div dt dd"),
	"table":    names("caption colgroup thead tbody tfoot"),
	"colgroup": names("col"),
	"thead":    names("tr"),
	"tbody":    names("tr"),
	"tfoot":    names("tr"),
	"tr":       names("th td"),
	"select":   names("option optgroup"),
	"optgroup": names("option"),
	"hgroup":   append(names("p"), headings...),
}

// parents lists where an element may stand, where these places are few.
var parents = map[string][]string{
	"head": names("html"), "body": names("html"),
	"base": names("head"), "link": names("head"), "meta": names("head"), "title": names("head"),
	"li": names("ul ol"), "dt": names("dl div"), "dd": names("dl div"),
	"caption": names("table"), "colgroup": names("table"), "col": names("colgroup"),
	"thead": names("table"), "tbody": names("table"), "tfoot": names("table"),
	"tr": names("thead tbody tfoot"), "th": names("tr"), "td": names("tr"),
	"option": names("select optgroup datalist"), "optgroup": names("select"),
	"legend": names("fieldset"), "summary": names("details"), "figcaption": names("figure"),
	"script": names("head body"),
}

// filled are the elements that must hold others.
var filled = names("ul ol dl table tr")

// first lists what an element must begin with.
var first = map[string]string{"fieldset": "legend", "details": "summary"}

// apart lists what an element may not stand within, however deep.
var apart = map[string][]string{
	"form": names("form"), "main": names("main article aside nav header footer section form"),
	"header": names("header footer"), "footer": names("header footer"), "label": names("label"),
	"table": names("caption"), "h1": names("nav footer"), "dialog": names("a button"),
}

// content holds an element to the places where it may stand, and to what may stand in it.
func (c *checker) content(n *node) {
	if n.name == "svg" || n.within("svg") {
		return
	}
	parent := n.parent.name
	allowed, special := parents[n.name]
	switch {
	case parent == "" && n.name != "html":
		c.fault(n, "stands outside <html>")
	case special && !slices.Contains(allowed, parent):
		c.fault(n, "stands in <%s>", parent)
	case !special && n.name != "html" && !slices.Contains(phrasing, n.name) &&
		!slices.Contains(flow, n.name):
		c.fault(n, "is not an element that is used here")
	}
	c.children(n)
	if line := holder(n); slices.Contains(flow, n.name) && slices.Contains(lines, line) &&
		!(slices.Contains(headings, n.name) && (line == "legend" || line == "summary")) {
		c.fault(n, "stands in <%s>, which holds one line", line)
	}
	if slices.Contains(interactive, n.name) && n.within("a", "button") {
		c.fault(n, "stands in a link or button")
	}
	if names := apart[n.name]; len(names) > 0 && n.within(names...) {
		c.fault(n, "stands within one of %s", strings.Join(names, ", "))
	}
}

// holder is the name of the element that decides what may stand at n.
func holder(n *node) string {
	for n = n.parent; n.name == "a" || n.name == "ins" || n.name == "del"; {
		n = n.parent
	}
	return n.name
}

// children holds what stands in n to the lists.
func (c *checker) children(n *node) {
	list, special := only[n.name]
	elements := 0
	for _, child := range n.children {
		if child.name == "" {
			if special && strings.TrimSpace(child.text) != "" {
				c.fault(n, "has text directly in it: %.40q", strings.TrimSpace(child.text))
			}
			continue
		}
		if special && !slices.Contains(list, child.name) {
			c.fault(child, "stands in <%s>", n.name)
		}
		if want := first[n.name]; want != "" && (child.name == want) != (elements == 0) {
			c.fault(n, "wants one <%s>, at its beginning", want)
		}
		elements++
	}
	if elements == 0 && (first[n.name] != "" || slices.Contains(filled, n.name)) {
		c.fault(n, "is empty")
	}
	if n.name == "div" && n.parent.name == "dl" {
		c.terms(n)
	}
}

// terms holds a group of a description list to terms that are followed by values.
func (c *checker) terms(n *node) {
	var order []string
	for _, child := range n.children {
		if child.name != "" {
			order = append(order, child.name)
		}
	}
	sorted := slices.IsSortedFunc(order, func(a, b string) int { return strings.Compare(b, a) })
	if !sorted || !slices.Contains(order, "dt") || !slices.Contains(order, "dd") {
		c.fault(n, "wants a <dt> and then a <dd>")
	}
}
