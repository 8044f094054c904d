package body_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

// TestNothingLeaks does everything to a meeting of the SSC under AMBER and RED. What those who
// may see none of it are answered stays the same to the last octet, but for the step that is
// everybody's to know: that it was held.
func TestNothingLeaks(t *testing.T) {
	s := begin(t)
	outside := []string{public, party, member, delegate, official, "nobody"}
	addresses := []page.Address{"/bodies", "/bodies/ssc", "/bodies/ssc/meetings",
		"/bodies/ssc/history",
		"/meetings", "/meetings/ssc-139", "/meetings/ssc-139/history", "/meetings?body=ssc", "/papers",
		"/agenda-items", "/attendances", "/recusals", "/decisions", "/ballots", "/ballot-votes",
		"/readings", "/actions", "/actions?show=all", "/actions?body=ssc", "/search?q=threat", "/",
		"/seats", "/meetings/ssc-139/packs/amber", "/meetings/ssc-139/packs/red"}
	read := func() map[string]string {
		answers := map[string]string{}
		for _, who := range outside {
			for _, address := range addresses {
				answers[who+" "+string(address)] = s.see(who, address)
			}
		}
		return answers
	}
	before := read()
	same := func(what string) {
		t.Helper()
		for name, answer := range read() {
			if answer != before[name] {
				t.Errorf("after %s %s is\n%s\nand was\n%s", what, name, answer, before[name])
			}
		}
	}
	const at = "/meetings/ssc-139"
	item := s.item("ssc-139", "Threat to meters", "AMBER")
	s.do(secretary, at+"/agenda/publish")
	same("an agenda")
	amber := s.paper("ssc-139", "Threat in detail", "AMBER", "item", item, "why_late", "x")
	red := s.paper("ssc-139", "Threat by name", "RED", "item", item, "why_late", "x", "recipients",
		security)
	for _, p := range []page.Address{amber, red} {
		s.do(secretary, p+"/late", "answer", "accepted", "reason", "x")
	}
	same("late papers")
	s.do(secretary, at+"/packs/amber/publish")
	s.do(secretary, at+"/packs/red/publish")
	s.shows(at, "Threat in detail", security, authority)
	s.shows(at, "Threat by name", security)
	same("packs")
	s.do(security, at+"/apologies", "comes", "no")
	s.do(security, page.Address("/agenda-items/"+item+"/recusal"), "reason", "a threat to us")
	s.do("demo-ss-b-delegate", amber+"/open")
	s.do(security, red+"/open")
	same("apologies, a recusal and readings")
	ballot := s.do(secretary, "/bodies/ssc/ballots/new", append(on("closes", 2022, 1, 25), "title",
		"Threat", "question", "Is it one?", "mark", "AMBER")...)
	s.do("demo-ss-b-delegate", ballot+"/vote", "choice", "approve")
	same("a ballot")

	s.At("2022-01-26T12:00")
	s.do(secretary, at+"/attendance", s.presence("ssc", "demo-ssc-ls")...)
	before = read() // that it was held is everybody's to know, and the day has come
	s.do(secretary, at+"/decisions/new", "item", item, "title", "Threat", "decision", "It is one",
		"rationale", "We saw it", "mark", "AMBER")
	s.do(secretary, at+"/actions/new", append(on("due", 2022, 2, 1), "title", "Stop the threat",
		"holder",
		security, "mark", "AMBER", "item", item)...)
	s.do(secretary, at+"/minutes/new", "text", "We spoke of a threat.", "mark", "AMBER")
	s.do(secretary, ballot+"/count", "decision", "It is one", "rationale", "x")
	same("decisions, an action and minutes")
	for _, text := range []string{"Stop the threat", "Minutes of Security Sub-Committee Meeting 139",
		"Threat to meters", "Minutes in draft"} {
		s.shows(at, text, security, authority, secretary)
	}
}
