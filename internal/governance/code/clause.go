package code

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// clause is the page of a provision: its words, and all that is known of them.
func (s subject) clause(ask *page.Ask) (*page.View, error) {
	number, version, at := strings.Cut(ask.Path["clause"], "@")
	if at {
		return s.versioned(ask, number, version)
	}
	r, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	doc, err := r.find(ask.Path["document"], number)
	if err != nil {
		return nil, err
	}
	i := doc.Find(number)
	if i < 0 {
		for _, c := range doc.Clauses {
			if strings.EqualFold(c.Number, number) {
				return nil, &page.Moved{To: r.at(doc.Slug(), c.Number)}
			}
		}
		return nil, page.ErrNotFound
	}
	from, to := family(doc, i)
	setting, err := r.setting(doc)
	if err != nil {
		return nil, err
	}
	slug, c := doc.Slug(), doc.Clauses[i]
	view := &page.View{Title: show.Where(slug, number), Kicker: doc.Name + ": " + doc.Title,
		Crumbs: r.crumbs(doc),
		Blocks: show.Standing(r.standing, today(ask))}
	if c.Heading == "" {
		view.Lead = heading(doc, i)
	}
	view.Blocks = append(view.Blocks, show.Clauses(doc, doc.Clauses[from:to], setting))
	data := clauseData{Standing: show.Data(r.standing), Document: slug, Number: c.Number,
		Clauses: show.ClausesData(doc.Clauses[from:to])}
	if err := r.around(view, &data, doc, from, to); err != nil {
		return nil, err
	}
	if err := r.made(view, &data, slug, number); err != nil {
		return nil, err
	}
	if err := r.proposed(view, &data, slug, number); err != nil {
		return nil, err
	}
	if err := r.referring(view, &data, slug, number); err != nil {
		return nil, err
	}
	view.Data = data
	if !ask.Moment.AsAt && ask.Who != "" {
		view.Actions = append(view.Actions, page.Link{Text: "Watch this clause",
			To: watchAt(slug, number, "")})
	}
	return view, nil
}

// clauseData is a clause as programs read it.
type clauseData struct {
	Standing   show.StandingData `json:"standing"`
	Document   string            `json:"document"`
	Number     string            `json:"number"`
	Clauses    []show.ClauseData `json:"clauses"`
	Previous   string            `json:"previous,omitempty"`
	Next       string            `json:"next,omitempty"`
	MadeBy     []show.MakingData `json:"made_by"`
	ProposedBy []proposedData    `json:"proposed_by"`
	Guidance   []show.PlaceData  `json:"guidance"`
	Referring  []show.PlaceData  `json:"referred_to_by"`
}

// proposedData is a Modification that would change a clause.
type proposedData struct {
	Modification string `json:"modification" ref:"modification"`
	Title        string `json:"title,omitempty"`
	Stage        string `json:"stage,omitempty"`
	LegalText    string `json:"legal_text,omitempty" ref:"legal_text"`
}

// versioned leads to a clause as a version of the Code had it.
func (s subject) versioned(ask *page.Ask, number, version string) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	on, err := wording.DayOfVersion(v, version)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	ask.Moment.So, ask.Moment.AsAt = on.Start(), true
	ask.Path["clause"] = number
	view, err := s.clause(ask)
	if err != nil {
		return nil, err
	}
	view.Self = show.At(ask.Path["document"], number+"@"+version)
	return view, nil
}

// heading is the heading that a clause stands under.
func heading(doc *legal.Document, i int) string {
	for ; i >= 0; i-- {
		if doc.Clauses[i].Heading != "" {
			return doc.Clauses[i].Heading
		}
	}
	return ""
}

// around adds the links to the provisions beside a clause and to what it stands in.
func (r *reading) around(
	view *page.View, data *clauseData, doc *legal.Document, from, to int,
) error {
	slug := doc.Slug()
	data.Previous, data.Next = beside(doc, from, to)
	nav := page.Nav{Label: "Provisions beside this one"}
	add := func(text, number string) {
		if number != "" {
			nav.Links = append(nav.Links, page.Link{Text: text + show.Short(number),
				To: r.at(slug, number)})
		}
	}
	add("Previous: ", data.Previous)
	add("Next: ", data.Next)
	add("Part of ", legal.Parent(doc.Clauses[from].Number))
	nav.Links = append(nav.Links, page.Link{Text: "In its place in " + doc.Name,
		To: r.at(slug, "") + page.Address("#"+doc.Clauses[from].Number)})
	view.Blocks = append(view.Blocks, nav)
	return nil
}

// made adds which changes made the clause what it is.
func (r *reading) made(view *page.View, data *clauseData, slug, number string) error {
	history, err := r.library.History(r.View, slug, number)
	if err != nil {
		return err
	}
	data.MadeBy = show.HistoryData(history)
	items := page.Items{Empty: "It is as it was when the Code was adopted here."}
	for _, m := range history {
		items.Items = append(items.Items, making(m, slug, number))
	}
	view.Blocks = append(view.Blocks,
		page.Section{Title: "What changed it", Blocks: []page.Block{items}})
	return nil
}

// making says what a text of the Code changed.
func making(m wording.Making, slug, number string) page.Item {
	item := page.Item{Head: page.Words{desk.On(m.On)}}
	if m.Release != nil {
		item.Head = append(item.Head, page.T(", with the "), desk.Link(m.Release))
	} else {
		item.Head = append(item.Head, page.T(", when it was adopted"))
	}
	var by page.Words
	for _, mod := range m.Modifications {
		if len(by) > 0 {
			by = append(by, page.T(", "))
		}
		by = append(by, page.Link{Text: called(mod), To: desk.AddressOf(mod)})
	}
	if len(by) > 0 {
		item.Body = append(item.Body, append(page.Words{page.T("By ")}, by...))
	}
	for _, c := range m.Corrections {
		item.Body = append(item.Body, page.Words{page.T("Corrected on "), desk.At(c.At),
			page.T(", from "), desk.On(c.From), page.T(" on: " + c.Reason)})
	}
	if m.Record.Base != "" {
		to := show.RedlineAt(m.Record.ID, slug)
		if number != "" {
			to += page.Address("#" + number)
		}
		item.Body = append(item.Body, page.Words{page.Link{Text: "What it changed", To: to}})
	}
	return item
}

// called is a Modification with its number and its title.
func called(m *record.Modification) string {
	if m.Title == "" {
		return m.Number()
	}
	return m.Number() + " " + m.Title
}

// proposed adds which proposals touch the clause.
func (r *reading) proposed(view *page.View, data *clauseData, slug, number string) error {
	touching, err := wording.Touching(r.View, slug, number)
	if err != nil {
		return err
	}
	data.ProposedBy = []proposedData{}
	items := page.Items{Empty: "No proposal that is known of touches it."}
	for _, t := range touching {
		item := page.Item{Head: page.Words{page.Link{Text: called(t.Modification),
			To: desk.AddressOf(t.Modification)}},
			Tag: stage(t.Modification)}
		one := proposedData{Modification: t.Modification.ID, Title: t.Modification.Title,
			Stage: t.Modification.Stage}
		if t.LegalText == nil {
			item.Body = append(item.Body, page.Say("Says that it changes this; it has no legal text yet."))
		} else {
			one.LegalText = t.LegalText.ID
			item.Body = append(item.Body, page.Words{
				page.Link{Text: "What it would change", To: desk.AddressOf(t.Modification) +
					"/legal-text" + page.Address("#"+number)}, page.T("; "),
				page.Link{Text: "this clause as it would be", To: show.At(slug, number).With(
					map[string][]string{"with": {t.Modification.ID}})}})
		}
		items.Items = append(items.Items, item)
		data.ProposedBy = append(data.ProposedBy, one)
	}
	view.Blocks = append(view.Blocks,
		page.Section{Title: "Proposals that touch it", Blocks: []page.Block{items}})
	return nil
}

// stage is that of a Modification in words; nil where it is not known.
func stage(m *record.Modification) *page.Tag {
	if m.Stage == "" {
		return nil
	}
	text := strings.TrimPrefix(desk.Plain("stage: "+m.Stage), "stage: ")
	return &page.Tag{Text: desk.Upper(desk.Plain(text)), Tone: page.Wait}
}
