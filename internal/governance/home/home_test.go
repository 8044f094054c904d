package home_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
)

const (
	signs  = "demo-ls-a-signatory"
	rival  = "demo-ls-b-signatory"
	about  = "MP192" // whose consultation is asked
	asking = "/consultations/consultation-mp192-refinement"
)

// holds is what a page says of some things, and not of others.
func holds(t *testing.T, s governancetest.Site, who, address string, words ...string) {
	t.Helper()
	text := s.Text(who, address)
	for _, word := range words {
		without, not := strings.CutPrefix(word, "!")
		if strings.Contains(text, without) == not {
			t.Errorf("%s as %q: %s:\n%s", address, who, word, text)
		}
	}
}

// offers are the texts of what a page offers.
func offers(s governancetest.Site, who, address string) string {
	var texts []string
	for _, a := range s.Page(who, address).Actions {
		texts = append(texts, a.Text)
	}
	return strings.Join(texts, ", ")
}

// TestResponses: the people of a Party find what it has sent from the home page, the list of
// consultations and the search, and are told what is not submitted; nobody else is.
func TestResponses(t *testing.T) {
	s := governancetest.NewSite(t)
	const party = "Demo Large Supplier A"
	holds(t, s, signs, "/", party+" has not responded", "Responses of your Party")
	holds(t, s, "", "/", "!Responses of your Party")
	s.Do(signs, asking+"/respond", "q1-position", "support", "q1-text", "It is sound")
	holds(t, s, signs, "/", party+" has a draft")
	done := s.Do(signs, asking+"/respond/check")
	receipt := string(done.To)
	holds(t, s, signs, receipt, "Submitted 20 January 2022", "!Published", "!not submitted")
	reference := s.Page(signs, "/responses").List.Entries[0].Cells[0]
	holds(t, s, signs, "/responses", reference+": ", about)
	holds(t, s, signs, "/consultations", "Your Party has responded: "+reference)
	search := "/search?q=" + url.QueryEscape(reference)
	holds(t, s, signs, search, "Response "+reference)
	own := string(s.Page(signs, "/responses").List.Entries[0].To)
	holds(t, s, signs, own, "It is sound", "Reference "+reference)
	for _, who := range []string{"", rival} {
		holds(t, s, who, search, "!Response R-")
		holds(t, s, who, "/consultations", "!Your Party has responded")
		holds(t, s, who, "/responses", "!"+reference)
	}

	save := func(text string) {
		t.Helper()
		if _, err := s.SubmitSecond(signs, asking+"/respond",
			map[string][]string{"q1-text": {text}}); err != nil {
			t.Fatal(err)
		}
	}
	save("It is sound")
	holds(t, s, signs, receipt, "!not submitted")
	save("It is not sound")
	holds(t, s, signs, "/", party+" has changes that are not submitted")
	holds(t, s, signs, receipt, "You have changes that are not submitted", "!It is not sound")
	want := "Go on with the changes of your Party, Discard the changes, Withdraw the response"
	if got := offers(s, signs, own); got != want {
		t.Errorf("offered %s", got)
	}
	s.Do(signs, asking+"/discard-draft?party=demo-ls-a")
	holds(t, s, signs, "/", "!"+party+" has changes")
	holds(t, s, signs, receipt, "!not submitted", "It is sound")

	s.Do(signs, asking+"/withdraw-response")
	holds(t, s, signs, "/", "The response of "+party+" was withdrawn")
	holds(t, s, signs, receipt, "!What was submitted last counts", "Nothing of this counts now")
	if got := offers(s, signs, receipt); got != "Respond again" {
		t.Errorf("offered %s", got)
	}
	form, err := s.Form(signs, asking+"/respond")
	if err != nil {
		t.Fatal(err)
	}
	if html := string(form.AppendHTML(nil, page.Frame{})); !strings.Contains(html, "It is sound") {
		t.Error("the form does not begin with what was said last")
	}
	s.Do(signs, asking+"/respond")
	s.Do(signs, asking+"/respond/check")
	holds(t, s, signs, receipt, "Version 2", "It is sound")
}

// TestCalendar: the page says until when it shows, and leads to every month; a subscription has
// twelve months before, and all that is to come.
func TestCalendar(t *testing.T) {
	s := governancetest.NewSite(t)
	s.At("2022-02-20T10:00")
	holds(t, s, "", "/calendar", "From 20 February 2022 until 22 May 2022", "Earlier: January 2022",
		"The whole of February 2022", "March 2022", "April 2022", "Later: May 2022")
	holds(t, s, "", "/calendar?month=2022-01", "January 2022", "Earlier: December 2021",
		"From today on", "Later: February 2022", "SEC Panel")
	v := s.Page("", "/calendar")
	shown := len(v.List.Entries)
	if err := v.Gather(); err != nil {
		t.Fatal(err)
	}
	first, last := v.List.Entries[0].Cells[0], v.List.Entries[len(v.List.Entries)-1].Cells[0]
	if len(v.List.Entries) <= shown || first > "2022-01-31" || last < "2022-06-01" {
		t.Errorf("%d on the page; a subscription has %d from %s to %s", shown, len(v.List.Entries),
			first, last)
	}
	for _, e := range v.List.Entries {
		if e.Updated.IsZero() {
			t.Errorf("%s was never updated", e.ID)
		}
	}
}

// TestCalendarOfThePast: where nothing is ahead there still is a calendar, and what it had until a
// year ago is on it; a year later it is empty.
func TestCalendarOfThePast(t *testing.T) {
	s := governancetest.NewSite(t)
	for at, has := range map[string]bool{"2023-01-10T10:00": true, "2024-01-10T10:00": false} {
		s.At(at)
		for address, id := range map[string]string{"/calendar": "panel-101",
			"/calendar/bodies/panel": "panel-101", "/calendar/topics/meetings": "panel-101",
			"/meetings": "meeting-panel-101", "/bodies/panel/meetings": "meeting-panel-101",
			"/parties/demo-ls-a/meetings": "meeting-panel-101"} {
			v := s.Page("", address)
			if n := len(v.List.Entries); n > 0 {
				t.Errorf("%s at %s shows %d that are ahead", address, at, n)
			}
			if !slices.ContainsFunc(v.Kinds(), func(k page.Kind) bool { return k.Suffix == ".ics" }) {
				t.Errorf("%s at %s is no calendar", address, at)
			}
			if err := v.Gather(); err != nil {
				t.Fatal(err)
			}
			text := string(v.AppendICal(nil, "https://mains.example", page.Address(address)))
			if strings.Contains(text, "UID:"+id+"@") != has ||
				!strings.HasSuffix(text, "END:VCALENDAR\r\n") {
				t.Errorf("%s at %s: %s is to be on it: %t:\n%s", address, at, id, has, text)
			}
		}
	}
}

// TestSearchForNumbers finds a Modification by its number, however that is written.
func TestSearchForNumbers(t *testing.T) {
	s := governancetest.NewSite(t)
	for text, want := range map[string]string{"192": "MP192", "mp 192": "MP192", "MP-192": "MP192",
		"mp192": "MP192", "dp 192": "MP192", "DP-197": "DP197", "197": "DP197", "85a": "MP085A",
		"mp 85 A": "MP085A", "SECMP-15": "SECMP0015", "15": "SECMP0015"} {
		v := s.Page("", "/search?q="+url.QueryEscape(text))
		if got := governancetest.Main(v, "/search"); !strings.Contains(got,
			`href="modifications/`+want+`"`) {
			t.Errorf("%q does not find %s:\n%s", text, want, got)
		}
	}
	holds(t, s, "", "/search?q=192000192", "Nothing has all these words")
}

// TestSearchInTheCode finds clauses of the text by their words, their numbers and their terms.
func TestSearchInTheCode(t *testing.T) {
	s := governancetest.NewSite(t)
	for asked, want := range map[string]string{
		"warehouse":          `href="code/section-f/F8.7%28a%29"`,
		"f8.7":               `href="code/section-f/F8.7"`,
		"communications hub": `href="code/section-a/A1.1%5Bcommunications-hub%5D"`,
		"carrier warehous":   `href="code/section-f/F8.7%28a%29"`,
	} {
		v := s.Page("", "/search?q="+url.QueryEscape(asked))
		_, code, _ := strings.Cut(governancetest.Main(v, "/search"), "In the Code")
		if first, _, _ := strings.Cut(code, "</a>"); !strings.Contains(first, want) {
			t.Errorf("%s: first is %s, want %s", asked, first, want)
		}
	}
	s.Says("/search?q=zzzz", "Nothing has all these words")
}
