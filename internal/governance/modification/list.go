package modification

import (
	"maps"
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
	{byImpact, "Who is affected", []choice{
		{"", "Whoever is affected"},
		{"LS", "Large Suppliers"}, {"SS", "Small Suppliers"}, {networks, "network operators"},
		{"EN", "Electricity Networks"}, {"GN", "Gas Networks"}, {"OSP", "Other SEC Parties"},
		{"DCC", "the DCC"}, {unknown, "Not known"},
	}},
}

// What the list can be narrowed to beside a Party Category: both kinds of network, and that the
// register does not say who is affected.
const (
	byImpact = "impacted"
	networks = "NET"
	unknown  = "unknown"
)

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
		List: &page.List{Title: "Modifications", Columns: lineColumns}}
	data := map[string]any{"modifications": found}
	if of := affected(ask.Query.Get(byImpact)); of != "" {
		view.Lead = "Changes of the Code that affect " + of + "."
	}
	narrow, err := filters(v, self, ask.Query)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(narrow, items(found, view.List))
	desk.Paged(view, self, ask.Query, next)
	if affected(ask.Query.Get(byImpact)) != "" && ask.Query.Get("after") == "" {
		perhaps, err := mayAffect(v, view, self, ask.Query)
		if err != nil {
			return nil, err
		}
		data["impact_not_known"] = perhaps
	}
	view.Data = data
	if !ask.Moment.AsAt && ask.Who != "" {
		view.Actions, err = s.draftActions(ask)
	}
	return view, err
}

// affected is what a value of the filter by who is affected is called within a sentence; empty
// where there is none, or it says that it is not known.
func affected(value string) string {
	for _, f := range listFilters {
		for _, c := range f.choices {
			if f.name == byImpact && c.value == value && value != "" && value != unknown {
				return c.text
			}
		}
	}
	return ""
}

// mayAffect adds those of which it is not known whom they affect: the first of them, and where
// the others are. That the register does not say so does not mean that nobody is affected.
func mayAffect(
	v *register.View, view *page.View, self page.Address, query url.Values,
) ([]line, error) {
	values := maps.Clone(query)
	values.Set(byImpact, unknown)
	found, next, err := lines(v, values)
	if err != nil || len(found) == 0 {
		return found, err
	}
	const few = 8
	all := page.Nav{Label: "Whom they affect is not known"}
	if next != "" || len(found) > few {
		found = found[:min(few, len(found))]
		all.Links = []page.Link{{Text: "All of which it is not known", To: self.With(values)}}
	}
	section := page.Section{Title: "Whom these affect is not known",
		Blocks: []page.Block{items(found, &page.List{})}}
	if len(all.Links) > 0 {
		section.Blocks = append(section.Blocks, all)
	}
	view.Blocks = append(view.Blocks, section)
	return found, nil
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
		item := page.Item{Head: page.Words{page.Link{Text: l.Number + " " + text, To: to}},
			Tag: tag(l.State)}
		if len(l.Impacted) > 0 {
			item.Body = []page.Words{page.Say("Affects " + desk.Plains(l.Impacted))}
		}
		items.Items = append(items.Items, item)
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

// affectsNetworks reports whether a Modification affects network operators of either kind.
func affectsNetworks(m *record.Modification) bool {
	all := m.Categories()
	return slices.Contains(all, "EN") || slices.Contains(all, "GN")
}

// lines are a page of the list, with the state of each as the clock has it.
func lines(v *register.View, query url.Values) (lines []line, next string, err error) {
	lines = []line{} // in JSON, no line is an empty list
	q := register.Query{Key: "number", Desc: true, Limit: desk.PageSize, After: query.Get("after")}
	of := query.Get(byImpact)
	for _, name := range []string{"path", byImpact, "release"} {
		if value := query.Get(name); value != "" && value != networks && value != unknown {
			q.Where = append(q.Where, register.Key{Name: name, Value: value})
		}
	}
	if of == unknown {
		for _, c := range categoryChoices {
			q.Not = append(q.Not, register.Key{Name: byImpact, Value: c.value})
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
			func(m *record.Modification) bool {
				return stage != "" && states[m.ID] != stage || of == networks && !affectsNetworks(m)
			}))
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
