package consultation

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// howProtected says how answers that were not given in public are kept so.
var howProtected = fmt.Sprintf("Answers given in public are counted exactly. Anonymous answers, "+
	"and those given in confidence, are counted apart, and only where at least %d stand behind a "+
	"figure: Party Categories with fewer are taken together, and so are positions; a split that "+
	"would tell what everybody said is left out. Where fewer than %d gave such an answer, or "+
	"none, nothing is shown.", threshold, threshold)

// published is an answer as pages give it to programs.
type published struct {
	given
	ID       string `json:"id"`
	Party    string `json:"party,omitempty" ref:"party"`
	From     string `json:"from,omitempty"`
	Category string `json:"category,omitempty"`
	Late     bool   `json:"late,omitempty"`
}

func publishedOf(a *record.Answer) published {
	return published{ID: a.ID, Party: a.Party, From: a.From, Category: string(a.Category),
		Late: a.Late,
		given: given{Question: a.Question, Position: a.Position, Text: a.Text.Text(),
			Cost: a.Cost.Text(), LeadTime: a.LeadTime.Text(), Given: string(a.Confidentiality),
			Disposition: a.Disposition, Reason: a.Reason}}
}

// responsesView is the page of the responses: what is published, to one question; and for the
// administrator, who has responded.
func (s subject) responsesView(ask *page.Ask) (*page.View, error) {
	v, c, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	view := frame(v, c, tabResponses)
	view.Title, view.Tag = "Responses", nil
	if c.Responses == nil {
		view.Title = "No response is published yet"
		view.Blocks = []page.Block{page.Para{Words: page.Say("Nothing is published yet. Responses are " +
			"published after the closing, when they have been read, each answer as it was given. Until " +
			"then only the code administrator can see who has responded.")}}
		view.Data = map[string]any{"answers": []published{}}
	} else if err := answersTo(v, c, view, ask); err != nil {
		return nil, err
	}
	if v.Reader().Staff {
		view.Actions = ownerActions(c, stateAt(c, v.Moment().So))
		who, err := respondents(v, c, ask)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(view.Blocks, who)
	}
	return view, nil
}

// answersTo puts the published answers to one question into a view.
func answersTo(v *register.View, c *record.Consultation, view *page.View, ask *page.Ask) error {
	question := ask.Query.Get("question")
	if question == "" {
		question = Questions(c)[0].ID
	}
	found, err := register.Find[*record.Answer](v, register.Query{Key: "question",
		Is: c.ID + " " + question, Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return desk.Refusal(err)
	}
	nav := page.Nav{Label: "Questions"}
	for _, q := range Questions(c) {
		link := page.Link{Text: questionName(c, q.ID),
			To: at(c, "responses").With(map[string][]string{"question": {q.ID}})}
		if q.ID == question {
			link.Note = "shown below"
		}
		nav.Links = append(nav.Links, link)
	}
	items := page.Items{Empty: "No answer to it is published."}
	list := &page.List{Title: c.Heading() + ": responses", Columns: []string{"id", "question", "from",
		"category", "position", "text", "cost_in_pounds", "lead_time_in_months", "given", "late",
		"disposition", "reason"}}
	data := []published{}
	for _, a := range found.Records {
		p := publishedOf(a)
		items.Items = append(items.Items, answerItem(a))
		data = append(data, p)
		late := ""
		if p.Late {
			late = "yes"
		}
		list.Entries = append(list.Entries, page.Entry{ID: a.ID, Title: from(a), Summary: p.Text,
			Updated: c.Responses.At, To: desk.AddressOf(a), Cells: []string{p.ID, p.Question, p.From,
				p.Category, p.Position, p.Text,
				p.Cost, p.LeadTime, p.Given, late, p.Disposition, p.Reason}})
	}
	view.List, view.Data = list, map[string]any{"question": question, "answers": data}
	view.Blocks = append(view.Blocks, page.Section{Title: "Summary",
		Blocks: []page.Block{page.Prose{Text: c.Responses.Text}}}, nav,
		page.Section{Title: questionName(c, question), Blocks: []page.Block{items}})
	desk.Paged(view, at(c, "responses"), ask.Query, found.Next)
	return nil
}

// from says who gave an answer, as far as that may be said.
func from(a *record.Answer) string {
	switch {
	case a.Confidentiality == record.Anonymous:
		return "Anonymous"
	case a.Confidentiality == record.InConfidence:
		return a.From + ", in confidence"
	}
	return a.From
}

// answerItem is an answer in a list for people.
func answerItem(a *record.Answer) page.Item {
	item := page.Item{Head: page.Words{page.Link{Text: from(a), To: desk.AddressOf(a)}}}
	if a.Late {
		item.Tag = &page.Tag{Text: "Late", Tone: page.Alert}
	}
	line := func(words ...page.Inline) { item.Body = append(item.Body, words) }
	if a.Position != "" {
		line(page.Strong(labelOf(positions[:], a.Position)))
	}
	if when, why, erased := a.Text.Erased(); erased {
		line(page.Missing("removed on " + calendar.DateOf(when).Long() + ": " + why))
	}
	for _, text := range textLines(a.Text.Text()) {
		line(page.T(text))
	}
	if cost := a.Cost.Text(); cost != "" {
		line(page.T("Cost: £" + cost))
	}
	if months := a.LeadTime.Text(); months != "" {
		line(page.T("Lead time in months: " + months))
	}
	if a.Disposition != "" {
		line(page.T("What became of it: "), page.Strong(labelOf(dispositions, a.Disposition)),
			page.T(strings.TrimRight(". "+a.Reason, " ")))
	}
	return item
}

// answerView is the page of one answer.
func (s subject) answerView(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	a, err := register.Get[*record.Answer](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	c, err := get(v, a.Consultation)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: from(a), Kicker: c.Heading(), Crumbs: append(crumbs(c),
		page.Link{Text: tabResponses, To: at(c, "responses")}), Data: publishedOf(a),
		Blocks: []page.Block{page.Section{Title: questionName(c, a.Question),
			Blocks: []page.Block{page.Items{Items: []page.Item{answerItem(a)}}}}}}
	return view, desk.Dated(v, a, view)
}

// respondents are who has responded, for the administrator.
func respondents(
	v *register.View, c *record.Consultation, ask *page.Ask,
) (page.Section, error) {
	found, err := register.Find[*record.Response](v, register.Query{Key: "consultation", Is: c.ID,
		Limit: desk.PageSize, After: ask.Query.Get("respondents-after")})
	if err != nil {
		return page.Section{}, desk.Refusal(err)
	}
	table := page.Table{Caption: "Who has responded", RowHeads: true, Empty: "Nobody has responded.",
		Columns: []page.Column{{Title: "From"}, {Title: "Reference"}, {Title: "Status"},
			{Title: "Version", Number: true}, {Title: "When"}, {Title: "Late"}}}
	for _, r := range found.Records {
		late, sent := "", page.Words{page.Missing("nothing sent")}
		if r.Late {
			late = "late"
		}
		if !r.SubmittedAt.IsZero() {
			sent = page.Words{desk.At(r.SubmittedAt)}
		}
		table.Rows = append(table.Rows, []page.Words{
			{page.Link{Text: r.From, To: forParty(c, r.Party, "response")}},
			{page.Code(r.Reference())}, page.Say(desk.Plain(string(r.Status))),
			page.Say(fmt.Sprint(r.Version)), sent, page.Say(late)})
	}
	section := page.Section{Title: "Who has responded", Blocks: []page.Block{
		page.Para{Words: page.Say("Only the code administrator sees this.")}, table}}
	if found.Next != "" {
		section.Blocks = append(section.Blocks, page.Nav{Label: "Respondents", Links: []page.Link{
			{Text: "More of them", To: at(c, "responses").With(
				map[string][]string{"respondents-after": {found.Next}})}}})
	}
	return section, nil
}

// collationView is the page of who said what, by category.
func (s subject) collationView(ask *page.Ask) (*page.View, error) {
	v, c, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	view := frame(v, c, tabCollation)
	view.Title, view.Tag = "Collation", nil
	batches, err := register.All[*record.Collation](v, register.Query{Key: "consultation", Is: c.ID})
	if err != nil {
		return nil, err
	}
	if len(batches) == 0 {
		view.Title = "No response is counted yet"
		view.Blocks = []page.Block{page.Para{Words: page.Say("Nothing is counted in public yet.")}}
	}
	for i, b := range sorted(batches) {
		title := "By the closing"
		if i > 0 {
			title = "Late responses, and answers that were too few before"
		}
		blocks := append([]page.Block{page.Para{Words: page.Words{page.T("Published "), desk.At(b.At)}}},
			collationBlocks(c, b)...)
		view.Blocks = append(view.Blocks, page.Section{Title: title, Blocks: blocks})
	}
	view.Blocks = append(view.Blocks, page.Section{Title: "How answers are protected",
		Blocks: []page.Block{page.Para{Words: page.Say(howProtected)}}})
	view.Data = map[string]any{"collations": sorted(batches), "threshold": threshold}
	return view, nil
}

// collationBlocks are the tables of a collation.
func collationBlocks(c *record.Consultation, b *record.Collation) (blocks []page.Block) {
	for _, q := range b.Questions {
		table := page.Table{Caption: questionName(c, q.Question), RowHeads: true,
			Empty:   questionName(c, q.Question) + ": no figure can be shown.",
			Columns: []page.Column{{Title: "From"}, {Title: "Given"}, {Title: "Answers", Number: true}}}
		for _, p := range positions {
			table.Columns = append(table.Columns, page.Column{Title: p.label, Number: true})
		}
		for _, row := range q.Rows {
			table.Rows = append(table.Rows, tableRow(row))
		}
		blocks = append(blocks, table)
		for _, a := range []struct {
			what, unit string
			average    int
		}{{"The cost", "pounds", q.Cost}, {"The lead time", "months", q.LeadTime}} {
			if a.average > 0 {
				blocks = append(blocks, page.Para{Words: page.Say(fmt.Sprintf("%s in answers that were not "+
					"given in public: about %d %s on average.", a.what, a.average, a.unit))})
			}
		}
	}
	return blocks
}

// tableRow is a row of a collation. Positions that are counted together share a figure.
func tableRow(row record.Count) []page.Words {
	var names []string
	for _, c := range row.Categories {
		names = append(names, categoryName(c))
	}
	cells := []page.Words{page.Say(strings.Join(names, ", ")),
		page.Say(labelOf(confidentialities, string(row.Given))), page.Say(fmt.Sprint(row.Answers))}
	for _, p := range positions {
		cell := page.Words{page.Missing("not shown")}
		for _, shown := range row.Positions {
			for _, code := range shown.Positions {
				if code == p.code {
					text := fmt.Sprint(shown.Answers)
					if len(shown.Positions) > 1 && shown.Answers > 0 {
						text += " together"
					}
					cell = page.Say(text)
				}
			}
		}
		if row.Answers == 0 {
			cell = page.Say("0")
		}
		cells = append(cells, cell)
	}
	return cells
}
