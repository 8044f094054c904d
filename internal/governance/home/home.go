// Package home is what the Code has for everyone on arrival: what needs the reader, what
// closes and meets next, what is new, what has changed since they last looked; the calendar,
// the search, and the administrator's work queue.
package home

import (
	"maps"
	"net/url"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Routes are the addresses of the home page and of what it leads to.
func Routes(d *desk.Desk) []page.Route {
	h := home{d}
	return []page.Route{
		{Pattern: "/{$}", Title: "The Smart Energy Code", View: h.front},
		{Pattern: "/changes", View: h.changes},
		{Pattern: "/changes/seen", Form: h.seenForm, Submit: h.seen},
		{Pattern: "/search", Title: "Search", View: h.search},
		{Pattern: "/calendar", View: h.everything},
		{Pattern: "/calendar/bodies/{id}", View: h.ofBody, Examples: d.Examples("body")},
		{Pattern: "/calendar/parties/{id}", View: h.ofParty, Examples: d.Examples("party")},
		{Pattern: "/calendar/topics/{id}", View: h.ofTopic, Examples: topicExamples},
		{Pattern: "/queue", View: h.queue},
	}
}

type home struct{ *desk.Desk }

// How many of each the home page shows.
const few = 8

// front is what the front page says.
type front struct {
	Needs  []due.Need `json:"needs_you"`
	Closes []due.Need `json:"closes_next,omitempty"` // for who acts for no Party
	Next   []due.Date `json:"next"`
	New    []proposal `json:"new_draft_proposals"`
	Live   []item     `json:"releases"`
}

// item is a record in a list.
type item struct {
	ID    string       `json:"id"`
	Title string       `json:"title"`
	To    page.Address `json:"address"`
}

// front is the home page.
func (h home) front(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	var data front
	today := calendar.DateOf(ask.Moment.So)
	view := &page.View{Title: "The Smart Energy Code",
		Lead: "What is changing, by when to answer, who decides, and what it will do."}
	if ask.Who != "" {
		if data.Needs, err = due.Needs(v, few); err != nil {
			return nil, err
		}
		view.Title = "What needs you"
		view.Blocks = append(view.Blocks, byWeek(data.Needs, today, "Nothing waits for you.")...)
	}
	if len(v.Reader().Parties) > 0 {
		view.Blocks = append(view.Blocks,
			more("Responses of your Party, and what became of them", "/responses"))
	} else if data.Closes, err = due.Closing(v, few); err != nil {
		return nil, err
	} else {
		view.Blocks = append(view.Blocks, page.Section{Title: "What SEC Parties are asked",
			Blocks: append(byWeek(data.Closes, today, "Nothing is open that closes."), asking(),
				more("All consultations", "/consultations"))})
	}
	if data.Next, err = due.Dates(v, due.Span{From: today, To: today.AddDays(31), Most: limit},
		due.Everybody()); err != nil {
		return nil, err
	}
	shown := data.Next[:min(len(data.Next), few)]
	view.Blocks = append(view.Blocks, page.Section{Title: "What comes next", Blocks: []page.Block{
		timeline(shown), more("The whole calendar", "/calendar")}})
	if data.New, err = h.proposals(v, today); err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, page.Section{Title: "New Draft Proposals",
		Blocks: []page.Block{proposed(data.New), affecting(),
			more("All Modifications", "/modifications")}})
	if data.Live, err = h.releases(v, today); err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks,
		page.Section{Title: "Coming SEC Releases", Blocks: []page.Block{
			listed(data.Live, "None is planned."), more("All SEC Releases", "/releases")}},
		page.Section{Title: "Everything else", Blocks: []page.Block{others()}})
	view.Data = data
	if ask.Who == "" {
		view.Blocks = append(view.Blocks, more("What has changed in the last seven days", "/changes"),
			more("Be told of changes by mail", "/subscriptions"))
	} else {
		view.Actions = append(view.Actions, page.Link{Text: "What has changed since you last looked",
			To: "/changes"}, page.Link{Text: "What you are told by mail", To: "/subscriptions"})
		if v.Reader().Staff {
			view.Actions = append(view.Actions, page.Link{Text: "The work queue", To: "/queue"},
				page.Link{Text: "Notices to people", To: "/notices"})
		}
	}
	return view, nil
}

func more(text string, to page.Address) page.Block {
	return page.Nav{Label: text, Links: []page.Link{{Text: text, To: to}}}
}

func listed(all []item, empty string) page.Block {
	items := page.Items{Empty: empty}
	for _, i := range all {
		items.Items = append(items.Items, page.Item{Head: page.Words{page.Link{Text: i.Title, To: i.To}}})
	}
	return items
}

// others are links to the rest of the register.
func others() page.Block {
	nav := page.Nav{Label: "The register"}
	for _, kind := range []string{"body", "party", "event", "budget", "plan", "change_request",
		"survey", "vacancy", "contact_list", "publication", "question_answer"} {
		l := desk.ListOf(kind)
		nav.Links = append(nav.Links, page.Link{Text: l.Title, To: page.At(l.Path)})
	}
	nav.Links = append(nav.Links, page.Link{Text: "Helpdesk", To: "/helpdesk"},
		page.Link{Text: "Open data", To: "/open-data"})
	return nav
}

// proposal is a Draft Proposal in a list.
type proposal struct {
	item
	Impacted []string `json:"impacted_categories,omitempty"` // none: not known
}

// proposals are the Draft Proposals of the last six weeks.
func (h home) proposals(v *register.View, today calendar.Date) (found []proposal, err error) {
	const weeks = 6
	page, err := register.Find[*record.Modification](v, register.Query{Key: "raised_after",
		From: today.AddDays(-7 * weeks).String(), To: today.AddDays(1).String(), Desc: true,
		Limit: few, Where: []register.Key{{Name: "stage", Value: "development"}}})
	for _, m := range page.Records {
		found = append(found, proposal{item{m.ID, m.ID + " " + m.Title, desk.AddressOf(m)},
			m.Categories()})
	}
	return found, err
}

// proposed are Draft Proposals, each with whom it affects.
func proposed(all []proposal) page.Block {
	items := page.Items{Empty: "None in the last six weeks."}
	for _, p := range all {
		affects := page.Words{page.T("Whom it affects is "), desk.NotKnown}
		if len(p.Impacted) > 0 {
			affects = page.Say("Affects " + desk.Plains(p.Impacted))
		}
		items.Items = append(items.Items, page.Item{
			Head: page.Words{page.Link{Text: p.Title, To: p.To}}, Body: []page.Words{affects}})
	}
	return items
}

// groups are those that a reader looks for, as the lists of Modifications and of consultations
// have them; NET are both kinds of network.
var groups = []struct{ code, name string }{{"LS", "Large Suppliers"}, {"SS", "Small Suppliers"},
	{"NET", "network operators"}, {"OSP", "Other SEC Parties"}}

// byGroup leads to a list that is narrowed to each of the groups, in a sentence that begins with
// some words.
func byGroup(words string, list page.Address, name string, with url.Values) page.Para {
	sentence := page.Words{page.T(words + " ")}
	for i, g := range groups {
		if i > 0 {
			sentence = append(sentence, page.T(", "))
		}
		query := url.Values{name: {g.code}}
		maps.Copy(query, with)
		sentence = append(sentence, page.Link{Text: g.name, To: list.With(query)})
	}
	return page.Para{Words: sentence}
}

// affecting leads to the Draft Proposals that affect a group.
func affecting() page.Block {
	return byGroup("Draft Proposals that affect", "/modifications", "impacted",
		url.Values{"stage": {"development"}})
}

// asking leads to all that a group is asked.
func asking() page.Block {
	return byGroup("All that is asked of", "/consultations", "audience", nil)
}

// releases are those to come, the next first.
func (h home) releases(v *register.View, today calendar.Date) (found []item, err error) {
	page, err := register.Find[*record.Release](v, register.Query{Key: "goes_live",
		From: today.String(), Limit: few})
	for _, r := range page.Records {
		found = append(found, item{r.ID, r.Title + ", " + r.GoesLiveOn.Long(), desk.AddressOf(r)})
	}
	return found, err
}

// instantOf is when a day begins, as keys have it.
func instantOf(d calendar.Date) string { return register.InstantKey(d.Start()) }
