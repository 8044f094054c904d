package notice

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// answer adds to a letter about a ticket what the notice does not say: what the helpdesk has
// replied, which files are not kept, and where whoever asked without signing in finds the page.
func (r *round) answer(l *letter.Letter, n *record.Notice) error {
	m, err := record.Mailed(r.all, n)
	if err != nil {
		return err
	}
	if m.Reply != "" {
		l.Blocks = append(l.Blocks, page.Section{Title: "The reply",
			Blocks: []page.Block{page.Prose{Text: m.Reply}}})
	}
	if m.Files != "" {
		l.Blocks = append(l.Blocks, page.Section{Title: "Not kept", Blocks: []page.Block{
			page.Prose{Text: "- " + strings.ReplaceAll(m.Files, "\n", "\n- ")}}})
	}
	if m.Link != "" && n.Person == "" {
		l.Blocks = append(l.Blocks, page.Para{Words: page.Words{
			page.Link{Text: "The page of your question", To: page.Address(m.Link)}}})
	}
	return nil
}

// thread lets an answer to a message find the ticket that it is about, where it is to whoever
// asked and the helpdesk takes mail; their program of mail shows what is about one ticket together.
func (r *round) thread(m *post.Message, n *record.Notice) error {
	helpdesk := r.config.Post.Helpdesk()
	if helpdesk == "" || n.About == "" {
		return nil
	}
	t, err := register.Get[*record.Ticket](r.all, n.About)
	if errors.Is(err, register.ErrNotFound) {
		return nil
	}
	if err != nil || n.Person != t.Person || n.Person == "" && n.Address.Text() == "" {
		return err
	}
	m.ReplyTo = t.Plus(helpdesk)
	m.MessageID = t.MessageID(n.ID, r.config.Post.Domain())
	m.InReplyTo = t.MessageID("ticket", r.config.Post.Domain())
	m.References = []string{m.InReplyTo}
	return nil
}

// forgetTickets erases the messages about a ticket of which what was written was removed: they have
// its replies and its link.
func (r *round) forgetTickets(events []register.Event) error {
	for _, e := range events {
		if e.Kind != "ticket" {
			continue
		}
		t, err := register.Get[*record.Ticket](r.all, e.ID)
		if errors.Is(err, register.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if _, _, gone := t.Subject.Erased(); !gone {
			continue
		}
		about, err := register.All[*record.Notice](r.all, register.Query{Key: "about", Is: t.ID})
		if err != nil {
			return err
		}
		for _, n := range about {
			if err := r.config.Post.EraseKeys(r.ctx, messageOf(n)); err != nil {
				return err
			}
		}
	}
	return nil
}
