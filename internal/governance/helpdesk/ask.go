package helpdesk

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// What a question may have. [D]
const (
	mostSubject = 200    // characters
	mostText    = 10_000 // characters of a text that is typed, or comes by mail
)

const askAddress = helpdeskAddress + "/ask"

// askRoutes are how a question is asked.
func (s subject) askRoutes() []page.Route {
	return []page.Route{{Pattern: string(askAddress), Form: s.askForm, Submit: s.submitAsk,
		Preview: s.previewAsk}}
}

// asking is a question while it is made.
type asking struct {
	person, name, address string
	subject, text         string
	category              record.TicketCategory
	channel               string
	follows               string
	entry                 record.TicketEntry // what else is known of how it came
}

// askForm asks for a question.
func (s subject) askForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	o, err := officeOf(v)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Ask a question", Crumbs: crumbs(), Submit: "Send the question",
		Lead:    o.Sentence(v.Moment().So) + ".",
		Preview: &page.Preview{Button: "Look for an answer"},
		Fields: []page.Field{
			{Name: "subject", Label: "Your question in a line", Control: page.Line, Limit: mostSubject},
			{Name: "text", Label: "Your question", Control: page.Area, Limit: mostText,
				Hint: "Name what it is about, such as MP192. Write no passwords or keys."},
			{Name: "category", Label: "What it is about", Control: page.Select, Options: categories}},
		After: []page.Block{page.Para{Words: page.Words{page.T(
			"Only you and the helpdesk see what you write. How long an answer takes is said on "),
			page.Link{Text: "the page of the helpdesk", To: helpdeskAddress}, page.T(".")}}},
	}
	switch {
	case v.Reader().Staff:
		form.Lead = "Enter what somebody asked in another way, such as by telephone."
		form.Fields = append(form.Fields,
			page.Field{Name: "name", Label: "Who asks", Control: page.Line, Optional: true},
			page.Field{Name: "email", Label: "Their e-mail address", Control: page.Email, Optional: true,
				Hint: "Replies go there. Without it nobody is told."})
	case ask.Who == "":
		form.Fields = append(form.Fields,
			page.Field{Name: "name", Label: "Your name", Control: page.Line, Complete: "name"},
			page.Field{Name: "email", Label: "Your e-mail address", Control: page.Email,
				Complete: "email", Hint: "The answer goes there"})
	}
	if from := ask.Query.Get("follows"); from != "" {
		if t, err := register.Get[*record.Ticket](v, from); err == nil {
			form.Before = []page.Block{page.Para{Words: page.Words{page.T("It goes on from "),
				desk.Link(t), page.T(".")}}}
			form.Fields = append(form.Fields, page.Field{Name: "follows", Control: page.Hidden,
				Values: []string{t.ID}})
		}
	}
	return form, nil
}

// previewAsk shows the answers that there are to what is typed.
func (s subject) previewAsk(ask *page.Ask, in page.Input) ([]page.Block, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := suggested(v, in.Text("subject")+" "+in.Text("text"))
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "No question that is answered here is like yours yet."}
	for _, q := range found {
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(q)},
			Body: []page.Words{page.Say(beginning(q.Answer))}})
	}
	return []page.Block{page.Section{Title: "Answered already", Blocks: []page.Block{items}}}, nil
}

// submitAsk takes a question.
func (s subject) submitAsk(ask *page.Ask, in page.Input) (*page.Done, error) {
	a := asking{person: ask.Who, subject: in.Text("subject"), text: plain(in.Text("text")),
		category: record.TicketCategory(in.Text("category")), channel: "web_form",
		follows: in.Text("follows")}
	var t *record.Ticket
	err := s.acting(ask, "ask the helpdesk", func(tx *register.Tx) (err error) {
		rights, err := desk.Rights(tx.View, ask.Who)
		if err != nil {
			return err
		}
		if rights.Staff {
			a.person, a.channel = "", "entered"
		}
		if a.person == "" {
			a.name, a.address = in.Text("name"), in.Text("email")
		}
		if err := a.goesOn(tx, policy.NewReader(rights)); err != nil {
			return err
		}
		t, err = open(tx, a)
		return err
	})
	if err != nil {
		return nil, err
	}
	to := desk.AddressOf(t)
	if ask.Who == "" {
		to = linkOf(t)
	}
	notice := "Your question is with the helpdesk. Its reference is " + t.Reference() + "."
	if !t.Due.IsZero() {
		notice += " A reply is due by " + calendar.Moment(t.Due) + "."
	}
	return &page.Done{To: to, Notice: notice}, nil
}

// goesOn drops what it goes on from where whoever asks may not see that.
func (a *asking) goesOn(tx *register.Tx, reader *policy.Reader) error {
	if a.follows == "" {
		return nil
	}
	before, err := register.Get[*record.Ticket](tx.View, a.follows)
	if errors.Is(err, register.ErrNotFound) || err == nil && !reader.May(before.Label()) {
		a.follows, err = "", nil
	}
	return err
}

// plain is a text with the line ends that are kept.
func plain(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// open makes a ticket of a question.
func open(tx *register.Tx, a asking) (*record.Ticket, error) {
	o, err := officeOf(tx.View)
	if err != nil {
		return nil, err
	}
	t := &record.Ticket{Category: a.category, Channel: a.channel, Person: a.person,
		Name: secretOf(a.name), Address: secretOf(a.address), Subject: secretOf(a.subject),
		Follows: a.follows, OpenedAt: tx.Now().UTC().Truncate(minute)}
	if t.ID, err = tx.NewID("ticket"); err != nil {
		return nil, err
	}
	if t.Token, err = record.NewToken(tx); err != nil {
		return nil, err
	}
	if person, err := register.Get[*record.Person](tx.View, a.person); err == nil {
		t.Party = person.WorksFor
	} else if !errors.Is(err, register.ErrNotFound) {
		return nil, err
	}
	if t.About, err = related(tx.View, t, a.subject+"\n"+a.text); err != nil {
		return nil, err
	}
	o.enter(t, record.TicketNew, tx.Now())
	if err := tx.Put(t); err != nil {
		return nil, err
	}
	a.entry.Kind, a.entry.By, a.entry.Channel = record.EntryQuestion, a.person, a.channel
	if err := enter(tx, t, a.entry, a.text); err != nil {
		return nil, err
	}
	return t, received(tx, t, a.entry.LeftOut)
}

// enter adds what somebody wrote to a ticket.
func enter(tx *register.Tx, t *record.Ticket, e record.TicketEntry, text string) (err error) {
	e.Ticket, e.Person, e.At, e.Text = t.ID, t.Person, tx.Now(), register.NewSecret(text)
	if e.ID, err = tx.NewID("entry"); err != nil {
		return err
	}
	return tx.Put(&e)
}
