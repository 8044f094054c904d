package page

// AppendPrint appends the view as a document to be printed, whole in itself: its style is within
// it, it fetches nothing, and its links lead to the site as readers reach it, base as of
// [View.AppendAtom]. What leads around on the site, and what can be done there, is left out.
func (v *View) AppendPrint(b []byte, f Frame, base string) []byte {
	self := v.Self
	if !self.valid() {
		self = f.Self
	}
	m := begin(b, f.Self)
	m.raw("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
	m.void("meta", "http-equiv", "Content-Security-Policy",
		"content", "default-src 'none'; style-src 'unsafe-inline'")
	m.void("base", "href", base+string(f.Self))
	f.title(m, head{title: v.Title, kicker: v.Kicker})
	m.raw("<style>\n" + string(style) + "</style>\n</head>\n<body>\n<header class=\"site\">\n")
	m.element(`<p class="name">`, siteName, "p")
	m.raw("</header>\n")
	if f.AsAt != nil {
		m.element(`<p class="banner">`, f.asAt(), "p")
	}
	m = &markup{b: v.AppendMain(m.b, f.Self)}
	m.raw("<footer class=\"site\">\n")
	if f.Currency != "" {
		m.element("<p>", f.Currency, "p")
	}
	m.element("<p>", "This page: "+base+string(self), "p")
	m.raw("<p>" + simulation + "</p>\n</footer>\n</body>\n</html>\n")
	return m.b
}
