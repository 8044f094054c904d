package page

import (
	"strconv"
	"strings"
	"time"
)

// markup is HTML in the making.
type markup struct {
	b     []byte
	self  Address        // addresses are written relative to it
	whole bool           // addresses are written as they are
	level int            // of the next heading
	taken map[string]int // ids and names of landmarks in use, and how often each was asked for
}

// The ids of what stands around the main part.
const (
	idMain    = "main"
	idSearch  = "search-words"
	idActions = "what-you-can-do"
	idFaults  = "there-is-a-problem"
)

// The names of what stands around the main part, and of the tabs within.
const (
	navSite   = "Site"
	navCrumbs = "Breadcrumbs"
	navTabs   = "Views of this record"
	navFoot   = "About the site"
)

// begin starts the markup of a main part on b.
func begin(b []byte, self Address) *markup {
	if !self.valid() {
		self = "/"
	}
	return &markup{b: b, self: self, level: 1}
}

// raw appends markup.
func (m *markup) raw(s string) { m.b = append(m.b, s...) }

// text appends text.
func (m *markup) text(s string) { m.b = escape(m.b, s) }

// attribute appends an attribute with its value.
func (m *markup) attribute(name, value string) {
	m.raw(" ")
	m.raw(name)
	m.raw(`="`)
	m.text(value)
	m.raw(`"`)
}

// void appends an element without content, of pairs of attributes and values.
func (m *markup) void(name string, pairs ...string) {
	m.raw("<" + name)
	for i := 0; i+1 < len(pairs); i += 2 {
		m.attribute(pairs[i], pairs[i+1])
	}
	m.raw(">\n")
}

// element appends text in an element: open is the start tag whole, name closes it.
func (m *markup) element(open, text, name string) {
	m.raw(open)
	m.text(text)
	m.raw("</")
	m.raw(name)
	m.raw(">\n")
}

// heading appends a heading of the level that is due, at most 6.
func (m *markup) heading(text string) {
	n := strconv.Itoa(min(m.level, 6))
	m.element("<h"+n+">", text, "h"+n)
}

// id makes an id of a name that is not in use yet, and takes it.
func (m *markup) id(name string) string { return m.unique(Fragment(name), "-") }

// landmark appends the name of a landmark, that no other has.
func (m *markup) landmark(name string) {
	m.attribute("aria-label", m.unique(strings.TrimSpace(name), " "))
}

// unique takes a name, with a number behind it where it is in use.
func (m *markup) unique(name, between string) string {
	if m.taken == nil {
		m.taken = map[string]int{idMain: 1, idSearch: 1, idActions: 1, idFaults: 1,
			navSite: 1, navCrumbs: 1, navTabs: 1, navFoot: 1}
	}
	for n := m.taken[name]; n > 0; {
		n++
		m.taken[name] = n
		if one := name + between + strconv.Itoa(n); m.taken[one] == 0 {
			name = one
			break
		}
	}
	m.taken[name] = 1
	return name
}

// Fragment is what leads to a section of a view, by its id, or its title where it has none:
// "Working group reports" is working-group-reports. Where several come to one, it leads to the
// first.
func Fragment(name string) string {
	b := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '_':
			b = append(b, c)
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	if s := strings.TrimRight(string(b), "-"); s != "" {
		return s
	}
	return "section"
}

// or is text, or what stands in for it where there is none to be seen.
func or(text, instead string) string {
	if strings.TrimSpace(text) == "" {
		return instead
	}
	return text
}

// link appends a link, and its words alone where it leads nowhere. Attributes are those of
// the element beside its address, such as ` class="action"`.
func (m *markup) link(l Link, attributes string) {
	href, outside := m.href(l)
	text := or(l.Text, or(href, "Link"))
	if href == "" {
		m.text(text)
	} else {
		m.raw("<a" + attributes)
		if outside {
			m.raw(` rel="external"`)
		}
		m.attribute("href", href)
		m.raw(">")
		m.text(text)
		m.raw("</a>")
	}
	if l.Note != "" {
		m.raw(` <span class="note">`)
		m.text(l.Note)
		m.raw("</span>")
	}
}

// links appends a list of links, each an item with these attributes. The one that leads to
// where the reader is is marked.
func (m *markup) links(links []Link, attributes string) {
	for _, l := range links {
		m.raw("<li>")
		if l.To == m.self {
			m.link(l, attributes+` aria-current="page"`)
		} else {
			m.link(l, attributes)
		}
		m.raw("</li>\n")
	}
}

// address is how the page refers to an address.
func (m *markup) address(a Address) string {
	if m.whole {
		return string(a)
	}
	return relative(m.self, a)
}

// href is where a link leads; empty where that is no address that may be followed.
func (m *markup) href(l Link) (href string, outside bool) {
	if l.To.valid() {
		return m.address(l.To), false
	}
	scheme, rest, _ := strings.Cut(l.Out, ":")
	if strings.ContainsFunc(l.Out, isOdd) {
		return "", false
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		if strings.HasPrefix(rest, "//") && len(rest) > 2 {
			return l.Out, true
		}
	case "mailto":
		if rest != "" {
			return l.Out, false
		}
	}
	return "", false
}

// isOdd reports whether r has no place in an address.
func isOdd(r rune) bool { return r <= ' ' || r == '\\' || unfit(r, 1) }

// words appends a run of inlines.
func (m *markup) words(words Words) {
	for _, each := range words {
		switch each := each.(type) {
		case T:
			m.text(string(each))
		case Strong:
			m.mark("<strong>", string(each), "</strong>")
		case Code:
			m.mark("<code>", string(each), "</code>")
		case Missing:
			m.mark(`<span class="missing">`, string(each), "</span>")
		case When:
			m.when(each)
		case Link:
			m.link(each, "")
		case Tag:
			m.tag(each)
		case Ins:
			m.redline("ins", "inserted", "insertion", string(each))
		case Del:
			m.redline("del", "deleted", "deletion", string(each))
		case Term:
			m.term(each)
		}
	}
}

// mark appends text between tags, where there is any to be seen.
func (m *markup) mark(open, text, end string) {
	if strings.TrimSpace(text) == "" {
		m.text(text)
		return
	}
	m.raw(open)
	m.text(text)
	m.raw(end)
}

// when appends an instant or a day.
func (m *markup) when(w When) {
	machine, text := "", w.Text
	if !w.At.IsZero() {
		machine = w.At.UTC().Format(time.RFC3339)
		text = or(text, dayOf(w.At))
	} else if day, err := time.Parse(time.DateOnly, w.Day); err == nil {
		machine = w.Day
		text = or(text, day.Format(dayFormat))
	}
	if machine == "" {
		m.text(text)
		return
	}
	m.raw("<time")
	m.attribute("datetime", machine)
	m.raw(">")
	m.text(text)
	m.raw("</time>")
}

// tag appends a state in words.
func (m *markup) tag(t Tag) {
	m.mark(`<span class="tag`+t.Tone.class(" tag")+`">`, t.Text, "</span>")
}

// class is what the style sheet calls a tone, after a prefix; nothing for an unknown one.
func (t Tone) class(prefix string) string {
	switch t {
	case Good, Wait, Stop, Alert:
		return prefix + "-" + string(t)
	}
	return ""
}
