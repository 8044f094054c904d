package page

import "strings"

// The name of the site, and what it says of itself on every page.
const (
	siteName   = "mains"
	simulation = "A simulation with test keys. It has no link to the live network."
)

// Frame is what stands around a view or a form. The portal fills it in.
type Frame struct {
	// Self is the address that was asked for, with its query and without suffix and prefix.
	Self Address
	// Base is what relative addresses are resolved against, where that is not the address of
	// the document: the prefix of an as-at view and Self. Empty: there is none.
	Base string

	Nav     []Link   // the parts of the site; the one that Self lies in is marked
	Foot    []Link   // further links: the network console, help
	Notices []Notice // what is said once, and what holds for the whole site

	Person  string  // who is signed in, as shown; empty: nobody
	Account Address // the pages of who is signed in
	SignIn  Address // empty: there is no signing in
	SignOut Address

	Search   Address // where the search box leads, with the words as q; empty: /search
	Searched string  // what was searched for

	// AsAt is set where the register is looked at as at a moment: the page has another
	// colour and no actions. Links in the header are then written relative as well, so that
	// they stay at the moment; those of the footer and of signing in lead to now.
	AsAt *AsAt
	// Currency says how current the page is: "The register as it stands at 10:32 on …".
	Currency string
}

// AsAt is the banner of a view as at a moment.
type AsAt struct {
	Moment Moment
	Text   string  // "You see the register as it was on 20 January 2022."
	Leave  Address // the same page as of now; empty: Self
}

// head is what stands around content, as far as it depends on the content.
type head struct {
	title, kicker string
	crumbs        []Link
	kinds         []Kind
	self          Address // the address of the content where that is not the one asked for
	faulty        bool    // something typed is at fault
	script        bool    // the script of forms is wanted
	actions       bool    // there is something to do, below the main part
}

// open appends a document up to its main part.
func (f *Frame) open(b []byte, h head) []byte {
	m := begin(b, f.Self)
	m.raw("<!doctype html>\n<html lang=\"en-GB\"")
	if f.AsAt != nil {
		m.raw(` class="as-at"`)
	}
	m.raw(">\n<head>\n<meta charset=\"utf-8\">\n")
	if f.Base != "" {
		m.void("base", "href", f.Base)
	}
	m.void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	f.title(m, h)
	m.void("link", "rel", "stylesheet", "href", string(StyleAddress()))
	if h.script {
		m.raw(`<script defer`)
		m.attribute("src", string(ScriptAddress()))
		m.raw("></script>\n")
	}
	self := m.self
	if h.self.valid() && h.self != self {
		self = h.self
		m.void("link", "rel", "canonical", "href", m.address(self))
	}
	for _, k := range h.kinds {
		m.void("link", "rel", "alternate", "type", k.Media, "title", k.Name,
			"href", m.address(self.As(k.Suffix)))
	}
	m.raw("</head>\n<body>\n<a class=\"skip\" href=\"#" + idMain + "\">Skip to the content</a>\n")
	f.header(m)
	f.banner(m)
	f.notices(m)
	if len(h.crumbs) > 0 {
		m.raw("<nav class=\"crumbs\" aria-label=\"" + navCrumbs + "\">\n<ol>\n")
		m.links(h.crumbs, "")
		m.raw("</ol>\n</nav>\n")
	}
	if h.actions {
		m.raw("<p class=\"jump\"><a href=\"#" + idActions + "\">What you can do here</a></p>\n")
	}
	return m.b
}

// title appends the title of the document.
func (f *Frame) title(m *markup, h head) {
	m.raw("<title>")
	if h.faulty {
		m.raw("Error: ")
	}
	m.text(or(h.title, or(h.kicker, "Untitled")))
	if h.title != "" && h.kicker != "" {
		m.raw(" – ")
		m.text(h.kicker)
	}
	if f.AsAt != nil && !f.AsAt.Moment.So.IsZero() {
		m.raw(" (as at " + dayOf(f.AsAt.Moment.So) + ")")
	}
	m.raw(" – " + siteName + "</title>\n")
}

// header appends the name of the site, its parts, the search box and who is signed in.
func (f *Frame) header(m *markup) {
	m.whole = f.AsAt == nil
	m.raw("<header class=\"site\">\n<div class=\"bar\">\n<p class=\"name\"><a")
	m.attribute("href", m.address("/"))
	m.raw(">" + siteName + "</a></p>\n<form class=\"search\" role=\"search\"")
	search := f.Search
	if !search.valid() {
		search = "/search"
	}
	m.attribute("action", m.address(search))
	m.raw(">\n<label class=\"away\" for=\"" + idSearch + "\">Search the register</label>\n")
	m.void("input", "id", idSearch, "name", "q", "type", "search", "value", f.Searched)
	m.raw("<button type=\"submit\">Search</button>\n</form>\n")
	f.person(m)
	m.raw("</div>\n")
	if len(f.Nav) > 0 {
		m.raw("<nav class=\"parts\" aria-label=\"" + navSite + "\">\n<ul>\n")
		for _, l := range f.Nav {
			m.raw("<li>")
			m.link(l, current(m.self, l.To))
			m.raw("</li>\n")
		}
		m.raw("</ul>\n</nav>\n")
	}
	m.raw("</header>\n")
	m.whole = false
}

// current marks a part of the site as the one where the reader is, or is within.
func current(self, part Address) string {
	here, _ := self.split()
	switch {
	case here == string(part):
		return ` aria-current="page"`
	case part != "/" && strings.HasPrefix(here, string(part)+"/"):
		return ` aria-current="true"`
	}
	return ""
}

// person appends who is signed in, or where to sign in. These lead to now.
func (f *Frame) person(m *markup) {
	whole := m.whole
	m.whole = true
	switch {
	case f.Person != "":
		m.raw(`<p class="person"><span class="away">Signed in as </span>`)
		m.link(Link{Text: f.Person, To: f.Account}, "")
		if f.SignOut.valid() {
			m.raw(" ")
			m.link(Link{Text: "Sign out", To: f.SignOut}, "")
		}
		m.raw("</p>\n")
	case f.SignIn.valid():
		m.raw(`<p class="person">`)
		m.link(Link{Text: "Sign in", To: f.SignIn}, "")
		m.raw("</p>\n")
	}
	m.whole = whole
}

// banner appends the sentence of a view as at a moment.
func (f *Frame) banner(m *markup) {
	if f.AsAt == nil {
		return
	}
	leave := f.AsAt.Leave
	if !leave.valid() {
		leave = m.self
	}
	m.raw("<aside class=\"banner\" aria-label=\"As at a moment\">\n<p><strong>")
	m.text(f.asAt())
	m.raw("</strong> <a")
	m.attribute("href", string(leave))
	m.raw(">See this page as it is now</a></p>\n</aside>\n")
}

// kinds appends where the other forms of the page are.
func (f *Frame) kinds(m *markup, h head) {
	self := m.self
	if h.self.valid() {
		self = h.self
	}
	m.raw(`<p class="kinds">This page`)
	for i, k := range h.kinds {
		switch {
		case k.Suffix == suffixPDF && i > 0:
			m.raw("; to print: ")
		case k.Suffix == suffixPDF:
			m.raw(" to print: ")
		case i > 0:
			m.raw(", ")
		default:
			m.raw(" for programs: ")
		}
		m.link(Link{Text: k.Name, To: self.As(k.Suffix)}, "")
	}
	m.raw("</p>\n")
}

// asAt says as at when the view is.
func (f *Frame) asAt() string {
	return or(f.AsAt.Text, "You see the register as it was on "+dayOf(f.AsAt.Moment.So)+".")
}

// notices appends what is said once, and what holds for the whole site.
func (f *Frame) notices(m *markup) {
	if len(f.Notices) == 0 {
		return
	}
	m.whole = true
	m.raw("<div class=\"notices\" role=\"status\">\n")
	for _, n := range f.Notices {
		m.notice(n)
	}
	m.raw("</div>\n")
	m.whole = false
}

// actions appends what this reader can do here now.
func (f *Frame) actions(b []byte, actions []Link) []byte {
	if len(actions) == 0 {
		return b
	}
	m := begin(b, f.Self)
	m.whole = true
	m.raw("<section class=\"actions\" aria-labelledby=\"" + idActions + "\">\n")
	m.raw("<h2 id=\"" + idActions + "\">What you can do</h2>\n<ul>\n")
	m.links(actions, ` class="action"`)
	m.raw("</ul>\n</section>\n")
	return m.b
}

// close appends what comes after the main part.
func (f *Frame) close(b []byte, h head) []byte {
	m := begin(b, f.Self)
	m.raw("<footer class=\"site\">\n")
	if f.Currency != "" {
		m.element("<p>", f.Currency, "p")
	}
	if len(h.kinds) > 0 {
		f.kinds(m, h)
	}
	if len(f.Foot) > 0 {
		m.whole = true
		m.raw("<nav class=\"links\" aria-label=\"" + navFoot + "\">\n<ul>\n")
		m.links(f.Foot, "")
		m.raw("</ul>\n</nav>\n")
	}
	m.raw("<p>" + simulation + "</p>\n</footer>\n</body>\n</html>\n")
	return m.b
}
