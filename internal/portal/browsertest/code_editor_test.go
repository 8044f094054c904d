package browsertest_test

import (
	"net/http"
	"strings"
	"testing"
)

// editing is how somebody changes a legal text: with script or without.
type editing struct {
	scripts  bool
	version  string // that comes of it
	from, to string // words of H4.4, and what is written for them
	said     string // of that in the redline of the Code
}

// edits are the two, in the order in which they save.
var edits = []editing{
	{true, "0.2", "at a time.", "at a time, whoever made them.", "whoever made them"},
	{false, "0.3", "made them.", "made any of them.", "whoever made any of them"},
}

// editor changes the legal text of a Modification, sees the redline and what is wrong with it, and
// saves.
func (s *suite) editor(t *testing.T) {
	for _, e := range edits {
		name := "without script"
		if e.scripts {
			name = "with script"
		}
		t.Run(name, func(t *testing.T) { s.edit(t, e) })
	}
}

// edit is one of them.
func (s *suite) edit(t *testing.T, e editing) {
	const field = "The text of Section H, H4"
	tab := s.tab(t)
	tab.scripts(e.scripts)
	tab.signIn(analyst.name, "/modifications/MP192/legal-text")
	tab.follow("Change the legal text")
	tab.list("Document", "section-h")
	tab.fill("Clause", "H4")
	tab.press("Go on")
	tab.reads("Save as version "+e.version, "Nobody else sees it")

	text := tab.value(field)
	change := func(from, to string) {
		t.Helper()
		if strings.Count(text, from) != 1 {
			t.Fatalf("the text has %q not once:\n%s", from, text)
		}
		tab.fill(field, strings.Replace(text, from, to, 1))
		if !e.scripts {
			tab.press("Preview")
		}
	}
	top := func() float64 {
		return ask[float64](tab, "(ready(find.field(%s)), find.field(%s).getBoundingClientRect().top)",
			field, field)
	}
	before := top()
	change("tell the User so.", "tell the User so within a day.")
	tab.awaits("Nothing is saved yet", "H4.5", "inserted: within a day")
	if after := top(); e.scripts && after != before {
		t.Errorf("who types sees the field move from %v to %v", before, after)
	}
	change("**H4.5**", "**H4.5")
	tab.awaits("There is a problem", "line ")
	if !e.scripts {
		tab.answers(http.StatusUnprocessableEntity)
	}
	tab.fill("What is new in this version?", "Schedules are counted")
	change(e.from, e.to)
	tab.awaits("Nothing is saved yet", e.said)
	if e.scripts {
		tab.lacks("There is a problem", "within a day")
		if !ask[bool](tab, `(([box, status, clause]) => status.top >= box.top &&
			clause.top >= status.bottom - 1 && clause.bottom <= box.bottom)(
			[".preview", ".preview [role=status]", "[id='H4.4']"].map((e) =>
				document.querySelector(e).getBoundingClientRect()))`) {
			t.Error("what was typed last, or what is said of it, is out of sight in the preview")
		}
		tab.shoot("code-preview")
		// axe cannot tell what lies under words that a box cuts off.
		ask[string](tab, `document.querySelector(".preview").style.maxHeight = "none"`)
		tab.audit(s.axe)
		tab.contrast(s.axe, "prefers-color-scheme: dark")
		tab.fits()
	}
	tab.press("Save as version " + e.version)
	tab.at("/modifications/MP192/legal-text")
	tab.reads("Saved as version "+e.version, "Schedules are counted", e.said)
}

// list chooses an option of a list, by its value.
func (tab *tab) list(label, value string) {
	tab.Helper()
	if got := ask[string](tab, "find.field(%s).value = %s, find.field(%s).value", label, value,
		label); got != value {
		tab.Fatalf("%s: the list %q has no %q", tab.where(), label, value)
	}
}
