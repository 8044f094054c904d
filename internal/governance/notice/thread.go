package notice

import (
	"errors"

	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

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
