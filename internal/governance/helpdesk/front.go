package helpdesk

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// frontRoutes are the front door.
func (s subject) frontRoutes() []page.Route {
	return []page.Route{{Pattern: string(helpdeskAddress), Title: "The helpdesk", View: s.front}}
}

// frontData is the front door as programs read it.
type frontData struct {
	Helpdesks []helpdeskRow `json:"helpdesks"`
	Questions []questionRow `json:"questions"`
	Targets   []target      `json:"targets"`
}

// target is what the helpdesk gives itself or others.
type target struct {
	What string `json:"what"`
	Days int    `json:"days"`
	Of   string `json:"of"` // what kind of days
}

// targets are the times that things take, all [D].
var targets = []target{
	{"First reply", replyDays, "opening hours"},
	{"Answer", resolveDays, "opening hours"},
	{"Reminder where the helpdesk waits for you", remindDays, "Working Days"},
	{"Closed where the helpdesk waits for you", lapseDays, "Working Days"},
	{"Open again what was answered, within", reopenDays, "Working Days"},
}

// front is the front door: whether somebody is there, how to ask, and what was asked.
func (s subject) front(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	view := &page.View{Kicker: "Helpdesk", Title: "Helpdesk", Crumbs: []page.Link{desk.Home()},
		Actions: []page.Link{{Text: "Ask a question", To: askAddress},
			{Text: "Give feedback", To: feedbackAddress}}}
	var data frontData
	all, err := register.All[*record.Helpdesk](v, register.Query{})
	if err != nil {
		return nil, err
	}
	for i, h := range all {
		row := rowOfHelpdesk(v, h)
		data.Helpdesks = append(data.Helpdesks, row)
		contact, err := shelf.Reaching(v, "Contact", []string{h.Contact})
		if err != nil {
			return nil, err
		}
		rows := append([]page.Row{{Term: "Hours", Values: []page.Words{{page.Link{
			Text: openingHours(h), To: desk.AddressOf(h)}}}}}, contact...)
		if i == 0 {
			view.Title, view.Tag = row.Sentence, openTag(row.Open)
		} else {
			rows = append(rows, page.Fact("Now", page.T(row.Sentence)))
		}
		view.Blocks = append(view.Blocks, page.Summary{Rows: rows})
	}
	if len(all) == 0 {
		view.Lead = "When somebody is there is not known."
	}
	questions, err := s.frontQuestions(v, &data)
	if err != nil {
		return nil, err
	}
	data.Targets = targets
	view.Blocks = append(view.Blocks, page.Section{Title: "Ask", Blocks: []page.Block{
		page.Items{Items: frontLinks(v)}}}, questions, targetSection())
	view.Data = data
	return view, nil
}

// frontLinks lead from the front door to what can be done.
func frontLinks(v *register.View) []page.Item {
	item := func(text string, to page.Address, body string) page.Item {
		return page.Item{Head: page.Words{page.Link{Text: text, To: to}},
			Body: []page.Words{page.Say(body)}}
	}
	yours := item("Your questions", page.At("tickets"), "What you have asked, and how far it is.")
	if v.Reader().Staff {
		yours = item("Queue", page.At("tickets"), "What was asked, with what is due next first.")
	}
	items := []page.Item{
		item("Ask a question", askAddress, "You get a reference, and by when an answer is due."),
		yours,
		item("Give feedback", feedbackAddress, "What is good, and what should be better."),
		item("What you said, what was done", page.At("feedback-responses"),
			"What became of feedback."),
	}
	if v.Reader().Staff {
		items = append(items, item("Feedback received", page.At("feedback-received"), "To be looked at."),
			item("Figures", statisticsAddress, "How many questions, about what, answered in time."))
	}
	return items
}

// frontQuestions are the first questions with answers.
func (s subject) frontQuestions(v *register.View, data *frontData) (page.Block, error) {
	const few = 5
	found, err := register.Find[*record.QuestionAnswer](v, register.Query{Key: "state",
		Is: string(record.QuestionPublished), Limit: few})
	if err != nil {
		return nil, err
	}
	told, err := tellQuestions(v, found.Records)
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "None is published yet."}
	for i, each := range told {
		items.Items = append(items.Items, each.Item)
		data.Questions = append(data.Questions, told[i].Data.(questionRow))
	}
	return page.Section{Title: "Questions and answers", Blocks: []page.Block{items,
		page.Para{Words: page.Words{page.Link{Text: "All questions and answers",
			To: page.At("questions")}}}}}, nil
}

// targetSection says how long things take.
func targetSection() page.Block {
	table := page.Table{Caption: "How long things take", RowHeads: true,
		Columns: []page.Column{{Title: "What"}, {Title: "Days", Number: true}, {Title: "Of"}}}
	for _, t := range targets {
		table.Rows = append(table.Rows, []page.Words{page.Say(t.What), page.Say(fmt.Sprint(t.Days)),
			page.Say(t.Of)})
	}
	return page.Section{Title: "How long it takes", Blocks: []page.Block{table,
		page.Para{Words: page.Say("A day of opening hours is as long as the helpdesk is open on a day. " +
			"The clock runs in opening hours alone, and stands still while the helpdesk waits for you; " +
			"the page of your question shows how it counts. These times are our convention.")}}}
}
