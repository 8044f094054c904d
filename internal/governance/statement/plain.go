package statement

import (
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// checked is what is checked of accessibility on every change of the software, and how; short is
// what is known to fall short.
var checked = []struct{ what, how string }{
	{"Markup", "Every kind of page is parsed: one heading of the first level, headings in order, " +
		"labels of fields, heads of tables, names of links and buttons, landmarks."},
	{"Colour", "The contrast of each pair of colours that meet is computed: 4.5 to 1 for text and " +
		"3 to 1 for controls at least (WCAG 2.2, 1.4.3 and 1.4.11), in the light and the dark palette."},
	{"Rules", "Pages are looked at by axe in a browser."},
	{"Keyboard", "Pages are gone through by the keyboard: everything that can be used is reached, " +
		"in order, shows that it is, and lets go again."},
	{"Reflow", "Nothing is wider than a narrow window or cut off, also with text set apart " +
		"(1.4.10, 1.4.12)."},
	{"Preferences", "Forced colours, reduced motion and print are tried."},
	{"Without scripts", "All that can be done here can be done without scripts, but for signing in " +
		"by passkey, which browsers offer only to scripts."},
}

var short = []string{
	"Nobody who uses a screen reader or other assistive technology every day has tested this site.",
	"Pictures of plans and processes have their content in a table or in words beside them; wide " +
		"tables scroll on their own on a narrow window.",
	"Papers and files that come from others are as accessible as their authors made them.",
	"There is no version in Welsh or in easy read.",
}

// accessibility is how accessible the site is, as far as that is checked.
func accessibility(*register.View) *page.View {
	t := page.Table{Caption: "What is checked, and how", RowHeads: true,
		Columns: []page.Column{{Title: "What"}, {Title: "How"}}}
	data := map[string]any{"aim": "WCAG 2.2 AA", "known_shortfalls": short}
	tried := map[string]string{}
	for _, c := range checked {
		t.Rows = append(t.Rows, []page.Words{page.Say(c.what), page.Say(c.how)})
		tried[c.what] = c.how
	}
	data["checked"] = tried
	items := page.Items{}
	for _, s := range short {
		items.Items = append(items.Items, page.Item{Head: page.Say(s)})
	}
	return &page.View{Title: "Accessibility",
		Lead: "The aim is WCAG 2.2, level AA. It was not audited by anybody else.", Data: data,
		Blocks: []page.Block{page.Section{Title: "What is checked", Blocks: []page.Block{t}},
			page.Section{Title: "What falls short", Blocks: []page.Block{items}},
			page.Section{Title: "Tell us", Blocks: []page.Block{page.Para{Words: page.Say("Where " +
				"something is in your way, tell the helpdesk which page it is and what you use.")}}}}}
}

// Cookie is one that the site sets.
type Cookie struct {
	Name  string `json:"name"`
	Why   string `json:"why"`
	Until string `json:"until"`
}

// Cookies are all that the site sets. Over TLS the name begins with __Host-.
func Cookies() []Cookie {
	return []Cookie{{Name: "mains_session", Why: "To know who has signed in, and to say once what " +
		"became of a form that was sent", Until: "Until signing out, after 8 hours without use, and " +
		"after 24 hours at most"}}
}

// cookies is which cookies are set.
func cookies(*register.View) *page.View {
	t := page.Table{Caption: "Cookies", RowHeads: true,
		Columns: []page.Column{{Title: "Name"}, {Title: "Why"}, {Title: "How long"}}}
	for _, c := range Cookies() {
		t.Rows = append(t.Rows, []page.Words{{page.Code(c.Name)}, page.Say(c.Why), page.Say(c.Until)})
	}
	return &page.View{Title: "One cookie, for who signs in or sends a form", Kicker: "Cookies",
		Lead: "Nothing here counts readers, and nothing is loaded from other sites. The cookie is " +
			"needed to sign in, so there is no banner that asks.",
		Data: map[string]any{"cookies": Cookies()}, Blocks: []page.Block{t,
			page.Para{Words: page.Say("Over an encrypted connection its name begins with __Host-, by " +
				"which browsers make sure that this very site has set it. Scripts cannot read it.")}}}
}
