package consultation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// TestIndustry: anybody suggests, the helpdesk decides, and the list shows it.
func TestIndustry(t *testing.T) {
	w := newWorld(t)
	const here, suggest = "/open-industry-consultations", "/open-industry-consultations/suggest"
	ok := with(fields{"title": "Draft Charging Statement", "source": "DCC", "type": "dcc",
		"link": "https://www.example.org/charging?year=2022", "from": "reader@example.org",
		"audience": "sec_parties", "document": "Charging Statement"}, day("closes-on", 2022, 2, 10))
	for _, link := range []string{"www.example.org", "javascript:alert(1)", "ftp://example.org/x",
		"https:///nothing"} {
		w.fails(public, suggest, with(ok, fields{"link": link}), "link", "whole address")
	}
	w.fails(public, suggest, with(ok, fields{"from": "nobody"}), "from", "e-mail address")
	w.fails(public, suggest, with(ok, fields{"type": "refinement"}), "type", "what is offered")
	w.do(public, suggest, ok)
	w.do(public, suggest, with(ok, fields{"title": "Another"}))
	w.silent(public, here, "Draft Charging Statement")
	w.silent(signs, "/suggestions", "Draft Charging Statement")

	ids := map[string]string{}
	for _, g := range all[*record.Suggestion](w) {
		ids[g.Title] = "/suggestions/" + g.ID
	}
	first, second := ids["Draft Charging Statement"], ids["Another"]
	w.refused(public, first, errNotFound)
	w.refused(public, first+"/decide", errSignIn)
	w.refused(signs, first+"/decide", errForbidden)
	w.says(staff, first, "reader@example.org", "DCC")
	w.fails(staff, second+"/decide", fields{"decision": "declined"}, "reason", "Say why")
	w.do(staff, second+"/decide", fields{"decision": "declined", "reason": "Twice"})
	w.do(staff, first+"/decide", fields{"decision": "listed"})
	w.fails(staff, first+"/decide", fields{"decision": "declined", "reason": "x"}, "",
		"decided already")

	w.says(public, here, "Draft Charging Statement", "Closes on 10 February 2022", "by DCC",
		"BEGIN:VEVENT")
	w.silent(public, here, "Another", "reader@example.org")
	w.silent(public, "/consultations", "Draft Charging Statement")
	for filter, shown := range map[string]bool{"?owner=DCC": true, "?owner=BEIS": false,
		"?type=dcc":        true,
		"?type=government": false, "?audience=sec_parties": true, "?document=Charging+Statement": true,
		"?state=closed": false} {
		entries := w.view(public, here+filter).List.Entries
		if (len(entries) == 1) != shown {
			t.Errorf("%s: %d entries", filter, len(entries))
		}
	}
	id := w.view(public, here).List.Entries[0].ID
	w.says(public, address(id), "https://www.example.org/charging?year=2022", "Somebody else runs it")
	if got := w.actions(signs, address(id)); len(got) > 0 {
		t.Errorf("actions %v", got)
	}
	w.fails(signs, address(id, "respond"), answer("q1", "support", "", "public"), "",
		"Somebody else runs")
	w.clock.Set(time.Date(2022, 2, 10, 17, 0, 0, 0, time.UTC))
	w.says(public, address(id), "Closed on 10 February 2022")
}

// TestAlike: whoever decides on a suggestion is told what else has its address, and nobody
// suggests or lists what has closed.
func TestAlike(t *testing.T) {
	w := newWorld(t)
	const suggest = "/open-industry-consultations/suggest"
	suggested := func(title, link string) string {
		t.Helper()
		w.do(public, suggest, with(fields{"title": title, "source": "DCC", "type": "dcc", "link": link,
			"from": "reader@example.org"}, day("closes-on", 2022, 2, 10)))
		for _, g := range all[*record.Suggestion](w) {
			if g.Title == title {
				return "/suggestions/" + g.ID
			}
		}
		t.Fatal("it is not kept")
		return ""
	}
	const twice = "It may be there already"
	w.fails(public, suggest, with(fields{"title": "Over", "source": "DCC", "type": "dcc",
		"link": "https://www.example.org/", "from": "reader@example.org"},
		day("closes-on", 2022, 1, 19)), "closes-on", "It closed on 19 January 2022")
	first := suggested("First", "https://www.example.org/charging/?year=2022")
	w.unread(staff, first, twice)
	second := suggested("Second", "HTTPS://WWW.Example.org/charging?year=2022")
	third := suggested("Third", "http://www.example.org:80/charging?year=2021")
	w.reads(staff, first, twice, "Second, suggested")
	w.unread(staff, third, twice)
	w.do(staff, first+"/decide", fields{"decision": "listed"})
	w.reads(staff, second, twice, "First, listed: open")
	w.unread(staff, first, twice)
	told := func(form *page.Form) (text string) {
		text = string(form.AppendHTML(nil, page.Frame{Self: "/"}))
		return strings.Join(strings.Fields(tags.ReplaceAllString(text, "")), " ")
	}
	for _, address := range []string{second + "/decide", "/suggestions/decide"} {
		if text := told(w.form(staff, address)); strings.Count(strings.ToLower(text),
			strings.ToLower(twice)) != 1 || !strings.Contains(text, "First, listed: open") {
			t.Errorf("%s: %s", address, text)
		}
	}
	w.clock.Set(time.Date(2022, 2, 10, 17, 0, 0, 0, time.UTC))
	w.fails(staff, second+"/decide", fields{"decision": "listed"}, "closes-on", "It closed on 10 Feb")
	id := strings.TrimPrefix(second, "/suggestions/")
	w.fails(staff, "/suggestions/decide", fields{"decide-" + id: "listed"}, "closes-"+id,
		"It closed on 10 Feb")
	w.do(staff, second+"/decide", fields{"decision": "declined", "reason": "Twice"})
}

// TestPaged: a long list comes in pages, with nothing left out and nothing twice.
func TestPaged(t *testing.T) {
	w := newWorld(t)
	for range 30 {
		id := w.prepare(nil)
		w.do(staff, address(id, "open"), day("closes-on", 2022, 3, 1))
	}
	seen := []string{}
	for next := "/consultations?type=refinement"; next != ""; {
		v := w.view(public, next)
		for _, e := range v.List.Entries {
			seen = append(seen, e.ID)
		}
		next = string(v.List.Next)
	}
	slices.Sort(seen)
	if n := len(seen); n != 31 || len(slices.Compact(seen)) != n {
		t.Errorf("%d entries: %s", n, strings.Join(seen, " "))
	}
}
