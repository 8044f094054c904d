package consultation

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The filters of the list, as its query has them.
const (
	byState    = "state"
	byType     = "type"
	byOwner    = "owner"
	byAudience = "audience"
	byDocument = "document"
)

// facts are what lists and programs are told of a consultation.
type facts struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Type     string        `json:"type"`
	State    string        `json:"state"`
	Owners   []string      `json:"owners,omitempty" ref:"organisation body"`
	Source   string        `json:"source,omitempty"`
	Audience []string      `json:"audience,omitempty"`
	OpensAt  time.Time     `json:"opens_at,omitzero"`
	OpenBy   calendar.Date `json:"opened_by,omitzero"`
	ClosesOn calendar.Date `json:"closes_on,omitzero"`
	ClosesAt time.Time     `json:"closes_at,omitzero"`
	// ByConvention: the day was printed, and its time is our convention.
	ByConvention bool   `json:"closes_at_by_convention,omitempty"`
	TimeLeft     string `json:"time_left,omitempty"`
}

// factsOf are the facts of a consultation at the moment of a view.
func factsOf(v *register.View, c *record.Consultation) facts {
	so := v.Moment().So
	return facts{
		ID: c.ID, Title: c.Heading(), Type: c.Type, State: stateAt(c, so), Owners: c.Owners,
		Source: c.Source, Audience: c.Audience, OpensAt: c.OpensAt, OpenBy: c.OpenedBy,
		ClosesOn: c.ClosesOn, ClosesAt: c.ClosesAt,
		ByConvention: !c.ClosesAt.IsZero() && c.Assumed("closes_at"),
		TimeLeft:     timeLeft(desk.Calendar(v), c, so),
	}
}

// columns are those of the CSV.
var columns = []string{"id", "title", "type", "state", "owner", "audience", "opens_at",
	"opened_by", "closes_on", "closes_at", "closes_at_by_convention"}

// entry is a consultation in feeds and tables; in calendars it is its closing.
func entry(v *register.View, c *record.Consultation) page.Entry {
	f := factsOf(v, c)
	text := closing(c, v.Moment().So) + "."
	starts, day, convention := c.ClosesAt, "", "" // an instant lasts no time in a calendar
	if f.ByConvention {
		starts, day, convention = time.Time{}, c.ClosesOn.String(), "yes"
		text += " The day was published without a time; 5pm is our convention."
	}
	owners := append(slices.Clone(f.Owners), f.Source)
	return page.Entry{
		ID: c.ID, Title: f.Title, Summary: text, To: desk.AddressOf(c), Starts: starts, Day: day,
		Sequence: c.Sequence(), Cancelled: f.State == withdrawn,
		Alarms: desk.Alarms(v, c.ClosesAt),
		Cells: []string{f.ID, f.Title, f.Type, f.State, strings.TrimSpace(strings.Join(owners, " ")),
			strings.Join(f.Audience, " "), instant(f.OpensAt), f.OpenBy.String(), f.ClosesOn.String(),
			instant(f.ClosesAt), convention},
	}
}

// instant is an instant for programs; empty where it is not known.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// stages are all stages, for queries that leave them out.
var stages = []record.ConsultationStage{record.StagePlanned, record.StageCollating,
	record.StageSummarised, record.StageConcluded, record.StageWithdrawn}

// where are the keys that a record has by the filters of a query. The audience is left out where
// it is a Party Category: see [asks].
func where(query url.Values) (keys []register.Key) {
	by := []string{byType, byOwner, byDocument}
	if len(categoriesOf(query.Get(byAudience))) == 0 {
		by = append(by, byAudience)
	}
	for _, name := range by {
		if value := query.Get(name); value != "" {
			keys = append(keys, register.Key{Name: name, Value: value})
		}
	}
	return keys
}

// not are the keys of stages that a query leaves out.
func not(stages ...record.ConsultationStage) (keys []register.Key) {
	for _, s := range stages {
		keys = append(keys, register.Key{Name: "stage", Value: string(s)})
	}
	return keys
}

// part is a part of the list under a heading.
type part struct {
	title string
	state string // the filter that shows all of it
	empty string
	query register.Query
	begun bool // leaves out what is announced and does not take responses yet
}

// dated is the heading of what is open and has a closing date.
const dated = "Open"

// parts are what the list of a place shows for a state; none where there is no such state.
// Those that are open come first, by closing.
func parts(state string, so time.Time, place string, keys []register.Key) []part {
	closes, without := record.InPlace("closes", place), record.InPlace("undated", place)
	there := append(slices.Clone(keys), register.Key{Name: "place", Value: place})
	now := register.InstantKey(so.Add(time.Microsecond)) // what closes now has closed
	next := part{dated, open, "None is open with a closing date.",
		register.Query{Key: closes, From: now, Where: keys, Not: not(stages...)}, true}
	undated := part{"Open, without a closing date", open, "None.",
		register.Query{Key: without, Where: keys, Not: not(stages...)}, true}
	past := part{"Closed", closed, "None has closed.",
		register.Query{Key: closes, To: now, Desc: true, Where: keys,
			Not: not(record.StagePlanned, record.StageWithdrawn)}, false}
	switch state {
	case "":
		return []part{next, undated, past}
	case open:
		return []part{next, undated}
	case extended:
		next.title, next.state = "Open, extended", extended
		next.query.Where = append(slices.Clone(keys), register.Key{Name: extended, Value: "yes"})
		return []part{next}
	case closed:
		return []part{past}
	case planned:
		return []part{
			{"To open", planned, "None is announced.",
				register.Query{Key: record.InPlace("opens", place), From: now, Where: keys,
					Not: not(stages...)}, false},
			{"In preparation", planned, "None.",
				register.Query{Key: "stage", Is: planned, Where: there}, false},
		}
	}
	if s, known := Machine.State(state); known {
		return []part{{s.Label, state, "None.",
			register.Query{Key: "stage", Is: state, Where: there}, false}}
	}
	return nil
}

// states are those that the list can be asked for. What has closed may be on its way to an
// outcome: closed shows all of it.
var states = []choice{{open, "Open", ""}, {extended, "Open, extended", ""}, {planned, "Planned",
	""}, {closed, "Closed", ""},
	{collating, "Collating", ""}, {summarised, "Summary published", ""},
	{concluded, "Outcome recorded", ""}, {withdrawn, "Withdrawn", ""}}

// list is the page of all consultations that are run here.
func (s subject) list(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	view := &page.View{
		Title: "Consultations", Crumbs: []page.Link{desk.Home()},
		Lead: "What SEC Parties are asked. Who signs in for a Party can respond here, until the " +
			"instant of closing.",
		List: &page.List{Title: "Consultations", Columns: columns, Dated: true},
	}
	if of := ask.Query.Get(byAudience); len(categoriesOf(of)) > 0 {
		view.Lead = "What " + labelOf(groups, of) + " are asked, by name or with others."
	}
	self := page.At("consultations")
	shown, err := fill(v, view, self, ask.Query, parts(ask.Query.Get(byState), v.Moment().So,
		record.Here, where(ask.Query)))
	if err != nil {
		return nil, err
	}
	names, err := ownerNames(v)
	if err != nil {
		return nil, err
	}
	view.Blocks = append([]page.Block{addressed(self, ask.Query)}, view.Blocks...)
	view.Blocks = append(view.Blocks,
		page.Details{Summary: "Show only some", Blocks: []page.Block{
			filter(self, ask.Query, byState, "State", states),
			filter(self, ask.Query, byType, "Type", types(false)),
			filter(self, ask.Query, byOwner, "Owner", ownersOf(shown, names, ask.Query.Get(byOwner))),
		}},
		page.Nav{Label: "Related", Links: []page.Link{
			{Text: "Consultations of others in the industry", To: industryAddress}}})
	if v.Reader().Staff {
		view.Actions = []page.Link{{Text: "Prepare a consultation", To: page.At("consultations", "new")}}
	}
	return view, nil
}

// fill puts the parts of a list into a view, and returns what they show. Of several parts the
// first is paged; all of the others is a filter away.
func fill(
	v *register.View, view *page.View, self page.Address, query url.Values, list []part,
) (shown []*record.Consultation, err error) {
	if len(list) == 0 {
		return nil, page.ErrNotFound
	}
	after, next := query.Get("after"), ""
	if after != "" {
		list = list[:1]
	}
	data := []facts{}
	for i, p := range list {
		p.query.Limit = desk.PageSize
		if i == 0 {
			p.query.After = after
		}
		found, err := register.Find[*record.Consultation](v, p.query)
		if err != nil {
			return nil, desk.Refusal(err)
		}
		records, err := desk.Discern(v, slices.DeleteFunc(found.Records,
			func(c *record.Consultation) bool { return !asks(c, query.Get(byAudience)) }))
		if err != nil {
			return nil, err
		}
		mine, err := said(v, records)
		if err != nil {
			return nil, err
		}
		items := page.Items{Empty: p.empty}
		for _, c := range records {
			if p.begun && stateAt(c, v.Moment().So) == planned {
				continue
			}
			shown = append(shown, c)
			data = append(data, factsOf(v, c))
			view.List.Entries = append(view.List.Entries, entry(v, c))
			items.Items = append(items.Items, item(v, c, mine[c.ID]))
		}
		blocks := []page.Block{items}
		if i == 0 {
			next = found.Next
		} else if found.Next != "" {
			blocks = append(blocks, page.Nav{Label: p.title, Links: []page.Link{
				{Text: "All of them", To: narrowed(self, query, byState, p.state)}}})
		}
		view.Blocks = append(view.Blocks, page.Section{Title: p.title, Blocks: blocks})
	}
	told := map[string]any{"consultations": data}
	if of := query.Get(byAudience); of != "" {
		told[byAudience] = of
	}
	view.Data = told
	desk.Paged(view, self, query, next)
	return shown, nil
}

// item is a consultation in a list for people, with what Parties of the reader have said to it.
func item(v *register.View, c *record.Consultation, mine []*record.Response) page.Item {
	f := factsOf(v, c)
	line := page.Words{page.T(heading(c, v.Moment().So) + ".")}
	if f.TimeLeft != "" {
		line = append(line, page.T(" "+desk.Upper(f.TimeLeft)+"."))
	}
	about := kindOf(c.Type).name()
	if c.Source != "" {
		about += ", by " + c.Source
	}
	if len(c.Audience) > 0 {
		about += ", for " + desk.Plains(c.Audience)
	}
	body := []page.Words{line, page.Say(about)}
	for _, r := range mine {
		body = append(body, answered(r))
	}
	return page.Item{Head: page.Words{desk.Link(c)}, Tag: tag(f.State), Body: body}
}

// narrowed is a list with one more filter, or one less where value is empty.
func narrowed(self page.Address, query url.Values, name, value string) page.Address {
	values := url.Values{}
	for _, n := range []string{byState, byType, byOwner, byAudience, byDocument, byClosing} {
		if query.Get(n) != "" {
			values.Set(n, query.Get(n))
		}
	}
	values.Set(name, value)
	if value == "" {
		values.Del(name)
	}
	return self.With(values)
}

// filter are links that narrow a list by one of its filters.
func filter(
	self page.Address, query url.Values, name, label string, choices []choice,
) page.Nav {
	nav := page.Nav{Label: label, Links: []page.Link{
		{Text: label + ": all", To: narrowed(self, query, name, "")}}}
	for _, c := range choices {
		link := page.Link{Text: desk.Upper(c.label), To: narrowed(self, query, name, c.code)}
		if query.Get(name) == c.code {
			link.Note = "chosen"
		}
		nav.Links = append(nav.Links, link)
	}
	return nav
}

// types are the types of consultation, of those run here or of those listed.
func types(listed bool) (choices []choice) {
	for _, k := range kinds {
		if k.listed == listed {
			choices = append(choices, choice{k.code, k.name(), ""})
		}
	}
	return choices
}

func audienceChoices() (choices []choice) {
	for _, a := range audiences {
		choices = append(choices, choice{a, desk.Plain(a), ""})
	}
	return choices
}

// ownerLimit bounds how many bodies and organisations are read for their names.
const ownerLimit = 200

// ownerNames are what bodies and organisations are called, by id.
func ownerNames(v *register.View) (map[string]string, error) {
	names := map[string]string{}
	for _, kind := range []string{"body", "organisation"} {
		found, _, err := v.Records(kind, register.Query{Limit: ownerLimit})
		if err != nil {
			return nil, err
		}
		for _, rec := range found {
			titled := rec.(record.Titled)
			names[titled.Identity()] = titled.Heading()
		}
	}
	return names, nil
}

// ownersOf are the owners of what is shown, and the one that was chosen.
func ownersOf(
	shown []*record.Consultation, names map[string]string, chosen string,
) (choices []choice) {
	ids := []string{}
	if chosen != "" {
		ids = append(ids, chosen)
	}
	for _, c := range shown {
		ids = append(ids, c.Owners...)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if names[id] != "" {
			choices = append(choices, choice{id, names[id], ""})
		}
	}
	return choices
}
