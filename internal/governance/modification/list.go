package modification

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// choice is a value that a list can be narrowed to, and what it is called.
type choice struct{ value, text string }

// filter narrows the list of Modifications by a key of the register.
type filter struct {
	name    string // of the query parameter, and of the key
	text    string
	choices []choice
}

// listFilters are those with fixed values; a release is asked for by its id.
var listFilters = []filter{
	{"stage", "Stage", []choice{
		{"", "Any stage"},
		{development, label(development)}, {refinement, label(refinement)}, {report, label(report)},
		{changeBoard, label(changeBoard)}, {withAuthority, label(withAuthority)},
		{pending, label(pending)}, {implemented, label(implemented)}, {rejected, label(rejected)},
		{withdrawn, label(withdrawn)},
	}},
	{"path", "Path", []choice{
		{"", "Any path"},
		{string(record.SelfGovernance), "Self-Governance"},
		{string(record.AuthorityDetermined), "Authority Determined"},
		{string(record.AuthorityLed), "Authority-Led"}, {string(record.FastTrack), "Fast-Track"},
	}},
	{"impacted", "Who is affected", []choice{
		{"", "Whoever is affected"},
		{"LS", "Large Suppliers"}, {"SS", "Small Suppliers"}, {"EN", "Electricity Networks"},
		{"GN", "Gas Networks"}, {"OSP", "Other SEC Parties"}, {"DCC", "the DCC"},
	}},
}

// mostPages is how many pages of the register one page of the list looks through for states
// that follow by the clock: then it ends, with a link to the rest.
const mostPages = 4

// list is all Modifications, the highest number first.
func (s subject) list(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	found, next, err := lines(v, ask.Query)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	self := page.At("modifications")
	view := &page.View{Title: "Modifications", Crumbs: []page.Link{desk.Home()},
		Lead: "Changes of the Code, from an idea to a Release.",
		Data: map[string]any{"modifications": found},
		List: &page.List{Title: "Modifications", Columns: lineColumns}}
	narrow, err := filters(v, self, ask.Query)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(narrow, items(found, view.List))
	desk.Paged(view, self, ask.Query, next)
	if !ask.Moment.AsAt && ask.Who != "" {
		view.Actions, err = s.draftActions(ask)
	}
	return view, err
}

// items are the lines of a list, for people and as entries.
func items(lines []line, list *page.List) page.Items {
	items := page.Items{Empty: "No Modification is like that."}
	for _, l := range lines {
		text := l.Title
		if text == "" {
			text = "title not known"
		}
		to := page.At("modifications", l.ID)
		items.Items = append(items.Items, page.Item{
			Head: page.Words{page.Link{Text: l.Number + " " + text, To: to}}, Tag: tag(l.State)})
		list.Entries = append(list.Entries, page.Entry{ID: "modification-" + l.ID,
			Title: l.Number + " " + text, Summary: label(l.State), To: to, Cells: l.cells()})
	}
	return items
}

// filters are links that narrow the list, each set as a line of its own.
func filters(v *register.View, self page.Address, query url.Values,
) (blocks []page.Block, err error) {
	all := slices.Clone(listFilters)
	if id := query.Get("release"); id != "" {
		rec, ok, err := desk.Find(v, "release", id)
		if err != nil {
			return nil, err
		}
		text := id
		if ok {
			text = rec.Heading()
		}
		all = append(all, filter{"release", "Release", []choice{{"", "Any Release"}, {id, text}}})
	}
	for _, f := range all {
		nav := page.Nav{Label: f.text}
		for _, c := range f.choices {
			values := url.Values{}
			for _, other := range all {
				if value := query.Get(other.name); value != "" && other.name != f.name {
					values.Set(other.name, value)
				}
			}
			if c.value != "" {
				values.Set(f.name, c.value)
			}
			nav.Links = append(nav.Links, page.Link{Text: c.text, To: self.With(values)})
		}
		blocks = append(blocks, nav)
	}
	return blocks, nil
}

// lines are a page of the list, with the state of each as the clock has it.
func lines(v *register.View, query url.Values) (lines []line, next string, err error) {
	lines = []line{} // in JSON, no line is an empty list
	q := register.Query{Key: "number", Desc: true, Limit: desk.PageSize, After: query.Get("after")}
	for _, name := range []string{"path", "impacted", "release"} {
		if value := query.Get(name); value != "" {
			q.Where = append(q.Where, register.Key{Name: name, Value: value})
		}
	}
	stage := query.Get("stage")
	if stage != "" {
		q.Key = "" // the number, in one of the stages from which it follows
		for _, s := range reachable(stage) {
			q.Keys = append(q.Keys, record.InStage(s))
		}
	}
	for range mostPages {
		found, err := register.Find[*record.Modification](v, q)
		if err != nil {
			return nil, "", err
		}
		states, err := statesOf(v, found.Records)
		if err != nil {
			return nil, "", err
		}
		records, err := desk.Discern(v, slices.DeleteFunc(found.Records,
			func(m *record.Modification) bool { return stage != "" && states[m.ID] != stage }))
		if err != nil {
			return nil, "", err
		}
		for _, m := range records {
			lines = append(lines, lineOf(m, states[m.ID]))
		}
		if q.After = found.Next; found.Next == "" || len(lines) > 0 {
			break
		}
	}
	return lines, q.After, nil
}
