package page

import "time"

// AppendHTML appends the view as a whole document.
func (v *View) AppendHTML(b []byte, f Frame) []byte {
	h := head{title: v.Title, kicker: v.Kicker, crumbs: v.Crumbs, kinds: v.Kinds(), self: v.Self,
		actions: f.AsAt == nil && len(v.Actions) > 0}
	b = f.open(b, h)
	b = v.AppendMain(b, f.Self)
	if h.actions {
		b = f.actions(b, v.Actions)
	}
	return f.close(b, h)
}

// AppendMain appends the main part alone, as it stands in the document of the view. Self is
// the address that was asked for, without suffix. The main part depends on the view and on
// this address alone: addresses in it are relative, so that it is the same, byte for byte,
// below a prefix.
func (v *View) AppendMain(b []byte, self Address) []byte {
	m := begin(b, self)
	m.raw("<main id=\"" + idMain + "\" tabindex=\"-1\">\n")
	m.title(v.Kicker, v.Title)
	if v.Tag != nil {
		m.raw(`<p class="state">`)
		m.tag(*v.Tag)
		m.raw("</p>\n")
	}
	if v.Lead != "" {
		m.element(`<p class="lead">`, v.Lead, "p")
	}
	m.tabs(v.Tabs)
	m.blocks(v.Blocks)
	m.dates(v)
	m.raw("</main>\n")
	return m.b
}

// title appends the one h1, and what stands above it.
func (m *markup) title(kicker, title string) {
	if kicker == "" || title == "" {
		m.heading(or(title, or(kicker, "Untitled")))
	} else {
		m.raw("<hgroup>\n")
		m.element(`<p class="kicker">`, kicker, "p")
		m.heading(or(title, "Untitled"))
		m.raw("</hgroup>\n")
	}
	m.level++
}

// tabs appends the other views of the record.
func (m *markup) tabs(tabs []Tab) {
	if len(tabs) == 0 {
		return
	}
	m.raw("<nav class=\"tabs\" aria-label=\"" + navTabs + "\">\n<ul>\n")
	for _, t := range tabs {
		m.raw("<li>")
		if t.Current {
			m.raw(`<a aria-current="page"`)
		} else {
			m.raw("<a")
		}
		if t.To.valid() {
			m.attribute("href", m.address(t.To))
		}
		m.raw(">")
		m.text(or(t.Text, "View"))
		m.raw("</a></li>\n")
	}
	m.raw("</ul>\n</nav>\n")
}

// dates appends what the page says about itself in plain words.
func (m *markup) dates(v *View) {
	history := v.History.valid()
	if v.Published.IsZero() && v.Updated.IsZero() && !history {
		return
	}
	m.raw(`<p class="dates">`)
	switch {
	case !v.Published.IsZero():
		m.date(or(v.Recorded, "Published")+" ", v.Published)
		if !v.Updated.IsZero() && dayOf(v.Updated) != dayOf(v.Published) {
			m.date(", last updated ", v.Updated)
		}
		m.raw(".")
	case !v.Updated.IsZero():
		m.date("Last updated ", v.Updated)
		m.raw(".")
	}
	if history {
		if m.b[len(m.b)-1] == '.' {
			m.raw(" ")
		}
		m.link(Link{Text: "See all updates", To: v.History}, "")
	}
	m.raw("</p>\n")
}

// date appends words and the day of an instant.
func (m *markup) date(words string, t time.Time) {
	m.text(words)
	m.when(When{At: t})
}

// Date fills in when each entry of the feed last changed, which feeds and calendars say: it is
// asked for before [View.AppendAtom] alone.
func (v *View) Date() error {
	if v.List == nil || v.List.Date == nil {
		return nil
	}
	return v.List.Date(v.List.entries())
}

// Gather makes the list that of the calendar, and dates it: before [View.AppendICal] alone.
func (v *View) Gather() (err error) {
	if v.List == nil {
		return nil
	}
	if v.List.Feed = nil; v.List.Calendar != nil {
		if v.List.Entries, err = v.List.Calendar(); err != nil {
			return err
		}
	}
	return v.Date()
}
