package governancetest

import (
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

// mostLinks is how many links from the home page an answer may lie.
const mostLinks = 3

// The people who ask, and who act before they do.
const (
	everybody = ""
	ourPerson = "demo-ls-a-delegate"
	ourSigner = "demo-ls-a-signatory"
	small     = "demo-ss-d-delegate"
	analyst   = "demo-secas-analyst"
	secretary = "demo-secas-secretary"
)

// The consultations that people act on before somebody asks.
const (
	onBudget = "/consultations/consultation-panel-budget-2022-2025"
	onMP192  = "/consultations/consultation-mp192-refinement"
)

// question is what a regulation manager wants to know. What answers it was written down from
// the newsletter and from what happens before they ask, not from what the pages say.
type question struct {
	name   string
	who    string
	before func(Site) // what has happened
	at     string     // when they ask, in London; empty: 10:00 on 20 January 2022
	facts  []string   // which stand on the page, one after the other
	not    []string   // what does not stand there
	// data is part of the JSON of the page, or of the address in json: objects have at least
	// these members, and lists have these elements in this order and may have others.
	data string
	json string
}

var questions = []question{
	{name: "what must we answer this week", who: ourPerson, at: "2022-01-24T10:00",
		facts: []string{"What needs you", "This week", "SEC Panel Draft Budget 2022-2025",
			"5pm on 28 January 2022", "Later", "MP192 Refinement Consultation", "4 February 2022",
			"MP078 Modification Report Consultation", "8 February 2022"},
		data: `{"needs_you": [
			{"what": "SEC Panel Draft Budget 2022-2025", "at": "2022-01-28T17:00:00Z", "this_week": true},
			{"what": "MP192 Refinement Consultation", "by": "2022-02-04", "this_week": false},
			{"what": "MP078 Modification Report Consultation", "by": "2022-02-08"},
			{"what": "MP085A Modification Report Consultation", "by": "2022-02-08"}]}`},
	{name: "what must we answer this week, once we have answered", who: ourPerson,
		before: func(s Site) { respond(s, onBudget, "The sums are right") }, at: "2022-01-24T10:00",
		facts: []string{"What needs you", "This week", "Nothing this week", "Later",
			"MP192 Refinement Consultation", "4 February 2022"},
		data: `{"needs_you": [{"what": "MP192 Refinement Consultation", "this_week": false}]}`},
	{name: "what must anybody answer this week", at: "2022-01-24T10:00",
		facts: []string{"This week", "SEC Panel Draft Budget 2022-2025", "5pm on 28 January 2022",
			"Later", "MP192 Refinement Consultation", "4 February 2022"},
		data: `{"closes_next": [{"what": "SEC Panel Draft Budget 2022-2025", "this_week": true,
			"at": "2022-01-28T17:00:00Z"}, {"what": "MP192 Refinement Consultation"}]}`},

	{name: "what closes next",
		facts: []string{"SEC Panel Draft Budget 2022-2025", "Closes 5pm on 28 January 2022",
			"6 Working Days", "ECoS", "Closes 5pm on 4 February 2022", "MP192", "4 February 2022",
			"MP078", "8 February 2022", "MP085A", "8 February 2022"},
		data: `{"consultations": [
			{"id": "consultation-panel-budget-2022-2025", "closes_at": "2022-01-28T17:00:00Z",
				"state": "open"},
			{"id": "consultation-ecos-jip-cr", "closes_at": "2022-02-04T17:00:00Z"},
			{"id": "consultation-mp192-refinement", "closes_on": "2022-02-04"},
			{"id": "consultation-mp078-mrc", "closes_on": "2022-02-08"},
			{"id": "consultation-mp085a-mrc", "closes_on": "2022-02-08"}]}`},
	{name: "what closes next, on the day after the budget", at: "2022-01-29T10:00",
		facts: []string{"Open", "ECoS", "Closes 5pm on 4 February 2022", "Closed",
			"SEC Panel Draft Budget 2022-2025"},
		data: `{"consultations": [{"id": "consultation-ecos-jip-cr", "state": "open"},
			{"id": "consultation-panel-budget-2022-2025", "state": "closed"}]}`},

	{name: "what must a Small Supplier answer",
		facts: []string{"What Small Suppliers are asked", "Open", "SEC Panel Draft Budget 2022-2025",
			"28 January 2022", "ECoS", "4 February 2022", "MP192", "4 February 2022", "MP078",
			"8 February 2022", "MP085A", "8 February 2022"},
		data: `{"audience": "SS", "consultations": [{"id": "consultation-panel-budget-2022-2025"},
			{"id": "consultation-ecos-jip-cr"}, {"id": "consultation-mp192-refinement"},
			{"id": "consultation-mp078-mrc"}, {"id": "consultation-mp085a-mrc"},
			{"id": "feedback-new-draft-proposals"}]}`},
	{name: "what must a Small Supplier answer, where networks alone are asked something",
		before: func(s Site) { ask(s, "What wires cost", "network_parties") },
		facts:  []string{"What Small Suppliers are asked", "SEC Panel Draft Budget 2022-2025", "MP192"},
		not:    []string{"What wires cost"},
		data: `{"audience": "SS", "consultations": [{"id": "consultation-panel-budget-2022-2025"},
			{"id": "consultation-mp192-refinement"}]}`},
	{name: "what must a Small Supplier answer, asked by one", who: small,
		facts: []string{"What needs you", "SEC Panel Draft Budget 2022-2025", "28 January 2022",
			"Demo Small Supplier D has not responded", "MP192", "4 February 2022", "MP085A"},
		data: `{"needs_you": [{"what": "SEC Panel Draft Budget 2022-2025"},
			{"what": "MP192 Refinement Consultation"}]}`},

	// The newsletter does not say whom its three new Draft Proposals affect: it asks Parties.
	{name: "what new proposals touch network operators",
		facts: []string{"Changes of the Code that affect network operators",
			"No Modification is like that", "is not known",
			"DP199", "DP198", "DP197"},
		not: []string{"MP192"},
		data: `{"modifications": [], "impact_not_known": [{"id": "DP199"}, {"id": "DP198"},
			{"id": "DP197"}]}`},
	{name: "what new proposals touch network operators, after one was raised", at: "2022-01-25T10:00",
		before: func(s Site) { propose(s, "Voltage at the end of a feeder", "EN", "DCC") },
		facts: []string{"Changes of the Code that affect network operators",
			"DP200 Voltage at the end of a feeder", "Affects Electricity Network, DCC", "not known",
			"DP199", "DP198", "DP197"},
		data: `{"modifications": [{"id": "DP200", "impacted_categories": ["EN", "DCC"]}],
			"impact_not_known": [{"id": "DP199"}]}`},

	{name: "is MP192 live and since when",
		facts: []string{"MP192", "Refinement Process", "In force", "Not yet",
			"MP192 Refinement Consultation", "4 February 2022"},
		data: `{"id": "MP192", "stage": "Refinement Process", "in_force": false}`},
	{name: "is MP116 live and since when, on its day", at: "2022-02-24T10:00",
		facts: []string{"MP116", "Implemented", "In force", "Since 24 February 2022",
			"February 2022 SEC Release"},
		data: `{"id": "MP116", "stage": "Implemented", "in_force": true,
			"in_force_since": "2022-02-24"}`},
	{name: "is MP116 live and since when, before its day", at: "2022-02-23T23:59",
		facts: []string{"MP116", "Pending Implementation", "In force",
			"Not yet", "24 February 2022", "February 2022 SEC Release"},
		data: `{"id": "MP116", "in_force": false, "goes_live_on": "2022-02-24"}`},

	// Its consultation closes on 8 February; papers take five Working Days, until the 15th; the
	// Change Board meets on the last Wednesday of a month, and has announced number 62 alone.
	{name: "who decides MP078 and when",
		facts: []string{"MP078", "Decided by", "The Change Board", "its path is", "not known",
			"When it is decided", "23 February 2022", "no meeting is announced yet"},
		data: `{"id": "MP078", "decision": {"by": "the Change Board", "on": "2022-02-23",
			"expected": true}}`},
	{name: "who decides MP078 and when, once the meeting is announced", at: "2022-01-25T10:00",
		before: func(s Site) { schedule(s, "change_board", "24", "2", "2022") },
		facts: []string{"MP078", "Decided by", "The Change Board", "When it is decided",
			"Change Board Meeting 63", "24 February 2022"},
		data: `{"decision": {"by": "the Change Board", "on": "2022-02-24", "expected": false}}`},

	{name: "what is in the June Release and what supports it",
		facts: []string{"June 2022 SEC Release", "Thursday 30 June 2022", "Intended", "SECMP0015",
			"SECMP0024", "MP104", "Supporting change", "DP199", "Development"},
		data: `{"id": "release-2022-06", "goes_live_on": "2022-06-30", "contents": [],
			"intended": [{"id": "SECMP0015"}, {"id": "SECMP0024"}, {"id": "MP104"}],
			"supporting_changes": [{"id": "DP199", "supports": ["SECMP0015", "SECMP0024", "MP104"]}]}`},
	{name: "what is in the June Release and what supports it, on its day", at: "2022-06-30T10:00",
		facts: []string{"June 2022 SEC Release", "Intended", "SECMP0015", "SECMP0024", "MP104",
			"Supporting change", "DP199", "Development"},
		data: `{"id": "release-2022-06", "supporting_changes": [{"id": "DP199",
			"stage": "development"}]}`},

	// Nothing has changed it since the demo's text was adopted; DP197 is about it, and so is MP140.
	{name: "what changed in F8.7 and which proposals touch it",
		facts: []string{"Section F", "F8.7", "In force", "since 4 November 2021", "What changed it",
			"as it was when the Code was adopted", "Proposals that touch it",
			"DP197 Reallocating Third Party Communications Hubs", "MP140 CH Stock Transfer"},
		data: `{"document": "section-f", "number": "F8.7", "made_by": [], "proposed_by": [
			{"modification": "DP197", "stage": "development"}, {"modification": "MP140"}]}`},

	{name: "who sits on the Change Board", facts: changeBoard(), data: changeBoardData()},

	// Five Working Days before Friday 18 February are Friday 11 February.
	{name: "when is the next Panel and its paper day",
		facts: []string{"SEC Panel", "Next meeting", "SEC Panel Meeting 101",
			"Friday 18 February 2022", "Papers", "by 5pm on 11 February 2022"},
		data: `{"id": "panel", "next_meeting": {"id": "panel-101", "held_on": "2022-02-18",
			"papers_by": "2022-02-11T17:00:00Z"}}`},

	{name: "what happened to my comment on the budget", who: ourPerson, before: budgetDecided,
		at: "2022-02-21T10:00",
		facts: []string{"SEC Panel Draft Budget 2022-2025", "Response of Demo Large Supplier A",
			"The second year is too dear", "What became of it", "Accepted",
			"The second year was cut", "What was decided", "The Panel agreed the budget"},
		data: `{"consultation": "consultation-panel-budget-2022-2025", "party": "demo-ls-a",
			"answers": [{"text": "The second year is too dear", "disposition": "accepted",
				"reason": "The second year was cut"}],
			"outcome": {"text": "The Panel agreed the budget with a lower second year."}}`},
	{name: "what happened to the comments on the budget", before: budgetDecided,
		at: "2022-02-21T10:00",
		facts: []string{"SEC Panel Draft Budget 2022-2025", "You asked, we did",
			"One response, on the second year", "The Panel agreed the budget",
			"The second year is too dear", "Accepted", "The second year was cut"},
		data: `{"outcome": {"text": "The Panel agreed the budget with a lower second year."},
			"answers": [{"disposition": "accepted"}]}`},

	{name: "what has changed since I last looked", who: small, at: "2022-01-26T10:00",
		before: func(s Site) {
			s.At("2022-01-24T09:00")
			extend(s, "/consultations/consultation-mp078-mrc", "9", "Parties asked for a day")
			s.At("2022-01-25T09:00")
			s.Do(small, "/changes/seen")
			s.At("2022-01-25T15:00")
			extend(s, onMP192, "11", "Parties asked for a week")
		},
		facts: []string{"What has changed", "Since you last looked, 9am on 25 January 2022",
			"3pm on 25 January 2022", "MP192 Refinement Consultation"},
		not: []string{"MP078 Modification Report Consultation"},
		data: `{"changes": [{"what": "Move the closing of a consultation",
			"records": [{"id": "consultation-mp192-refinement"}]}]}`},
	{name: "what has changed of late", at: "2022-01-26T10:00",
		before: func(s Site) {
			s.At("2022-01-25T15:00")
			extend(s, onMP192, "11", "Parties asked for a week")
		},
		facts: []string{"What has changed", "In the last seven days", "3pm on 25 January 2022",
			"MP192 Refinement Consultation"},
		data: `{"changes": [{"records": [{"id": "consultation-mp192-refinement"}]}]}`},
}

// changeBoard are its 23 seats, as the demo fills them.
func changeBoard() []string {
	facts := []string{"Change Board", "Members"}
	for _, letter := range strings.Split("ABCDEFGHIJKLM", "") {
		facts = append(facts, "Large Supplier", "Delegate of Demo Large Supplier "+letter)
	}
	return append(facts, "Small Supplier", "Delegate of Demo Small Supplier A",
		"Delegate of Demo Small Supplier B", "Delegate of Demo Small Supplier C",
		"Networks", "Delegate of Demo Electricity Network A", "Delegate of Demo Electricity Network B",
		"Delegate of Demo Gas Network A", "Delegate of Demo Other SEC Party A",
		"Delegate of Demo Other SEC Party B", "Delegate of Demo Other SEC Party C",
		"Consumers", "Delegate of Demo Consumer Body A")
}

// changeBoardData are the ids of the 23 seats.
func changeBoardData() string {
	var seats []string
	for _, id := range strings.Fields("ls-a ls-b ls-c ls-d ls-e ls-f ls-g ls-h ls-i ls-j ls-k ls-l " +
		"ls-m ss-1 ss-2 ss-3 net-1 net-2 net-3 osp-1 osp-2 osp-3 con") {
		seats = append(seats, `{"id": "demo-change_board-`+id+`"}`)
	}
	return `{"id": "change_board", "seats": [` + strings.Join(seats, ", ") + `]}`
}

// respond answers the whole of a consultation for demo-ls-a.
func respond(s Site, to, text string) {
	s.Do(ourSigner, to+"/respond", "q1-position", "support", "q1-text", text,
		"q1-given", "public")
	s.Do(ourSigner, to+"/respond/check")
}

// ask opens a consultation for a group, until 14 February.
func ask(s Site, title, group string) {
	done := s.Do(analyst, "/consultations/new", "title", title, "type", "rfi",
		"summary", title, "audience", group, "questions", title)
	s.Do(analyst, string(done.To)+"/open", "closes-on-day", "14", "closes-on-month", "2",
		"closes-on-year", "2022")
}

// propose raises a Draft Proposal of demo-en-a, with its number DP200.
func propose(s Site, title string, impacted ...string) {
	pairs := []string{"title", title, "issue", "It cannot be read.", "path", "self_governance",
		"path_reason", "No effect on consumers.", "contact", "someone@example.org"}
	for _, c := range impacted {
		pairs = append(pairs, "impacted", c)
	}
	const proposer = "demo-en-a-signatory"
	done := s.Do(proposer, "/draft-proposals/new", pairs...)
	s.Do(proposer, string(done.To))
	s.Do(analyst, strings.TrimSuffix(string(done.To), "/submit")+"/raise")
}

// schedule announces the next meeting of a body.
func schedule(s Site, body, day, month, year string) {
	s.Do(secretary, "/bodies/"+body+"/meetings/new", "day-day", day, "day-month", month,
		"day-year", year)
}

// extend moves the closing of a consultation to a day of February.
func extend(s Site, consultation, day, why string) {
	s.Do(analyst, consultation+"/extend", "closes-on-day", day, "closes-on-month", "2",
		"closes-on-year", "2022", "reason", why)
}

// budgetDecided is the consultation on the budget from a response to its outcome.
func budgetDecided(s Site) {
	respond(s, onBudget, "The second year is too dear")
	s.At("2022-01-31T10:00")
	s.Do(analyst, onBudget+"/collate")
	s.Do(analyst, onBudget+"/publish", "summary", "One response, on the second year.")
	for _, a := range s.Page(analyst, onBudget+"/outcome").Actions {
		if a.Text == "Say what became of the next answer" {
			s.Do(analyst, string(a.To), "disposition", "accepted", "why", "The second year was cut")
		}
	}
	s.At("2022-02-18T15:00")
	s.Do(analyst, onBudget+"/conclude", "outcome",
		"The Panel agreed the budget with a lower second year.")
}

// TestQuestions asks each question as its reader: following links alone, from the home page; and
// with one call for data.
func TestQuestions(t *testing.T) {
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			s := NewSite(t)
			if q.before != nil {
				q.before(s)
			}
			if q.at != "" {
				s.At(q.at)
			}
			path, seen := crawl(s, &q)
			if path == nil {
				t.Fatalf("none of the %d pages at most %d links from home has all of it", seen, mostLinks)
			}
			t.Logf("%d pages looked at: %s", seen, strings.Join(path, " > "))
			last := path[len(path)-1]
			s.Page(q.who, last)
			if q.json != "" {
				last = q.json
			}
			if err := q.answered(s, last); err != "" {
				t.Errorf("the data of %s: %s", last, err)
			}
		})
	}
}

// crawl looks for a page that answers a question, breadth first, and returns the way there and
// how many pages it saw. It knows the home page alone, and follows links without script: those
// of the page, of what stands around it, and of what it offers.
func crawl(s Site, q *question) (path []string, seen int) {
	ways := map[string][]string{"/": {"/"}}
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		view, err := s.View(q.who, at)
		if err != nil { // a form, or not for this reader
			continue
		}
		seen++
		if q.onPage(html.UnescapeString(text(Main(view, at)))) {
			return ways[at], seen
		}
		if len(ways[at]) > mostLinks {
			continue
		}
		for _, to := range linked(s, view, at) {
			if ways[to] == nil {
				ways[to] = append(slices.Clip(ways[at]), to)
				queue = append(queue, to)
			}
		}
	}
	return nil, seen
}

// onPage reports whether a page has the facts, in their order.
func (q *question) onPage(text string) bool {
	for _, no := range q.not {
		if strings.Contains(text, no) {
			return false
		}
	}
	for _, fact := range q.facts {
		_, after, found := strings.Cut(text, fact)
		if !found {
			return false
		}
		text = after
	}
	return true
}

// linked are the addresses of the site that a page leads to.
func linked(s Site, view *page.View, at string) (all []string) {
	self, err := url.Parse(at)
	if err != nil {
		return nil
	}
	frame := s.Code.Frame(&page.Ask{})
	frame.Self = page.Address(at)
	for _, match := range hrefs.FindAllSubmatch(view.AppendHTML(nil, frame), -1) {
		to, err := self.Parse(html.UnescapeString(string(match[1])))
		if err != nil || to.Host != "" || to.Scheme != "" {
			continue
		}
		to.Fragment = ""
		all = append(all, to.String())
	}
	return all
}

// answered says what the data of an address lacks of what a question wants; empty: nothing.
func (q *question) answered(s Site, address string) string {
	view, err := s.View(q.who, address)
	if err != nil {
		return err.Error()
	}
	data, err := view.AppendJSON(nil)
	if err != nil {
		return err.Error()
	}
	var got, want any
	if err := json.Unmarshal([]byte(q.data), &want); err != nil {
		return "what is wanted: " + err.Error()
	}
	if err := json.Unmarshal(data, &got); err != nil {
		return err.Error()
	}
	if !within(want, got) {
		return "want " + q.data + "\ngot " + string(data)
	}
	return ""
}

// within reports whether data has at least what is wanted.
func within(want, got any) bool {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		for name, value := range want {
			member, has := object[name]
			ok = ok && has && within(value, member)
		}
		return ok
	case []any:
		list, ok := got.([]any)
		if len(want) == 0 {
			return ok && len(list) == 0
		}
		for _, each := range want {
			i := slices.IndexFunc(list, func(e any) bool { return within(each, e) })
			if i < 0 {
				return false
			}
			list = list[i+1:]
		}
		return ok
	}
	return want == got
}

// TestNoAnswer: what is not so is found on no page, however many the crawler looks at, and in no
// data.
func TestNoAnswer(t *testing.T) {
	s := NewSite(t)
	q := question{facts: []string{"SEC Panel Draft Budget 2022-2025", "5pm on 29 January 2022"},
		data: `{"consultations": [{"id": "consultation-mp192-refinement"},
			{"id": "consultation-panel-budget-2022-2025"}]}`} // the other way round
	if path, seen := crawl(s, &q); path != nil || seen < 500 {
		t.Errorf("%d pages looked at; found at %v", seen, path)
	}
	if q.answered(s, "/consultations") == "" {
		t.Error("the data are taken in any order")
	}
	for _, data := range []string{`{"consultations": []}`, `{"consultations": [{"id": "other"}]}`,
		`{"no_such_member": null}`, `[]`} {
		if q.data = data; q.answered(s, "/consultations") == "" {
			t.Errorf("%s is taken", data)
		}
	}
}
