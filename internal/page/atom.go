package page

import (
	"net/url"
	"strings"
	"time"
)

// AppendAtom appends the list of the view as a feed, RFC 4287. Base is the site as readers
// reach it, "https://mains.example", without a slash at the end; self is the address that was
// asked for, without suffix. Nothing is appended without a list.
func (v *View) AppendAtom(b []byte, base string, self Address) []byte {
	if v.List == nil {
		return b
	}
	m := &markup{b: b}
	path, _ := self.split()
	m.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
	m.raw("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n")
	m.element("<title>", or(v.List.Title, or(v.Title, "Untitled")), "title")
	m.element("<id>", tagURI(base, "feed"+path), "id")
	updated := v.latest()
	m.instant(updated)
	m.raw("<author><name>" + siteName + "</name></author>\n")
	m.feedLink("self", "application/atom+xml", base, self.As(".atom"))
	m.feedLink("alternate", "text/html", base, self)
	if v.List.Next.valid() {
		m.feedLink("next", "application/atom+xml", base, v.List.Next.As(".atom"))
	}
	entries := v.List.entries()
	for i := range entries {
		e := &entries[i]
		m.raw("<entry>\n")
		m.element("<title>", or(e.Title, "Untitled"), "title")
		m.element("<id>", tagURI(base, e.ID), "id")
		if e.Updated.IsZero() {
			m.instant(updated)
		} else {
			m.instant(e.Updated)
		}
		if e.To.valid() {
			m.feedLink("alternate", "text/html", base, e.To)
		} else {
			m.feedLink("alternate", "text/html", base, self)
		}
		if e.Summary != "" {
			m.element("<summary>", e.Summary, "summary")
		}
		m.raw("</entry>\n")
	}
	m.raw("</feed>\n")
	return m.b
}

// latest is when the view or an entry of its list last changed.
func (v *View) latest() time.Time {
	latest := time.Unix(0, 0) // a feed must say when; there was no register before
	for _, t := range []time.Time{v.Published, v.Updated} {
		if t.After(latest) {
			latest = t
		}
	}
	for _, e := range v.List.entries() {
		if e.Updated.After(latest) {
			latest = e.Updated
		}
	}
	return latest
}

// entries are those of the feed.
func (l *List) entries() []Entry {
	if l.Feed != nil {
		return l.Feed
	}
	return l.Entries
}

// instant appends when something was last changed.
func (m *markup) instant(t time.Time) {
	m.element("<updated>", t.UTC().Format(time.RFC3339), "updated")
}

// feedLink appends a link of a feed.
func (m *markup) feedLink(rel, media, base string, to Address) {
	m.raw("<link")
	m.attribute("rel", rel)
	m.attribute("type", media)
	m.attribute("href", base+string(to))
	m.raw("/>\n")
}

// tagURI names a thing of the site for ever, RFC 4151, whatever its address is.
func tagURI(base, id string) string {
	return "tag:" + host(base) + ",2022:" + strings.ReplaceAll(url.PathEscape(id), "%2F", "/")
}

// host is the name of the site within its address.
func host(base string) string {
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "localhost"
}
