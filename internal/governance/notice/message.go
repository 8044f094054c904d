package notice

import (
	"errors"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/page"
)

// oneMessage is a message as it was sent: for whom it was sent to, and for the administrator.
func (d *Dispatcher) oneMessage(ask *page.Ask) (*page.View, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	v, err := d.config.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	m, err := d.config.Post.Get(ask.Context, ask.Path["key"])
	theirs := m.Person == ask.Who && m.State.Given() || v.Reader().Staff
	if errors.Is(err, post.ErrNotFound) ||
		err == nil && (!theirs || m.Queued.After(ask.Moment.Known)) {
		return nil, page.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	text := mail.Parse(mail.Envelope{Raw: m.Raw}).Text
	rows := []page.Row{page.Fact("To", page.T(m.Address)), page.Fact("Written", desk.At(m.Queued))}
	if v.Reader().Staff {
		rows = append(rows, page.Fact("State", *tagOf(m.State)), page.Fact("Since", desk.At(m.Changed)))
		said := "The server said"
		if m.State == post.Withheld {
			said = "Why"
		}
		if m.Answer != "" {
			rows = append(rows, page.Fact(said, page.T(m.Answer)))
		}
	}
	view := &page.View{Title: titled(m), Kicker: "Message", Blocks: []page.Block{
		page.Summary{Rows: rows}, page.Section{Title: "As it was written", Blocks: []page.Block{
			page.Prose{Text: text}}}},
		Crumbs: append(crumbs(), page.Link{Text: "Messages", To: "/messages"}),
		Data:   map[string]any{"subject": m.Subject, "to": m.Address, "text": text}}
	if len(m.Raw) == 0 {
		view.Title = "A message that was removed"
	}
	return view, nil
}
