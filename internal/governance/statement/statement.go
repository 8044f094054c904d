// Package statement is what the site says of itself: what personal data it keeps and why, how
// accessible it is, which cookies it sets, and how the system stands. What the pages say is made
// from what is declared in the code, so that it stays true.
package statement

import (
	"context"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// operator is the organisation that runs the processes of the Code, and this site.
const operator = "secas"

// Foot are the links to the statements, for the foot of every page.
func Foot() []page.Link {
	return []page.Link{{Text: "Privacy", To: "/privacy"},
		{Text: "Accessibility", To: "/accessibility"},
		{Text: "Cookies", To: "/cookies"}, {Text: "Status", To: "/status"}}
}

// Config is what the statements are made from.
type Config struct {
	Desk *desk.Desk
	// Mail counts the mail that waits to be sent, and that could not be.
	Mail func(context.Context) (waiting, failed int, err error)
	// Forget erases what is kept of a person beside the register.
	Forget func(ctx context.Context, person string) error
	// Watch measures the parts of the system.
	Watch *Watch
	// LastBackup is when a backup of the whole installation was last made; zero: never.
	LastBackup func(context.Context) (time.Time, error)
}

// Routes are the addresses of the statements, and of erasing personal data.
func (c Config) Routes() []page.Route {
	route := func(address string, say func(*register.View) *page.View) page.Route {
		return page.Route{Pattern: address, View: func(ask *page.Ask) (*page.View, error) {
			v, err := c.Desk.View(ask)
			if err != nil {
				return nil, err
			}
			view := say(v)
			rows, err := operatorRows(v)
			view.Crumbs = []page.Link{desk.Home()}
			view.Blocks = append(view.Blocks, page.Section{Title: "Whom to ask",
				Blocks: []page.Block{page.Summary{Rows: rows}}})
			return view, err
		}}
	}
	return append([]page.Route{route("/privacy", privacy), route("/accessibility", accessibility),
		route("/cookies", cookies), {Pattern: "/status", Title: "Status", View: c.status},
		{Pattern: string(eraseAddress), Form: c.eraseForm, Submit: c.erase}},
		announced().Routes(c.Desk)...)
}

// operatorRows say who runs the site and how they are reached, as far as the register says it.
func operatorRows(v *register.View) ([]page.Row, error) {
	who, err := desk.Links(v, "organisation", operator)
	if err != nil {
		return nil, err
	}
	desks, err := register.All[*record.Helpdesk](v, register.Query{})
	if err != nil {
		return nil, err
	}
	var contacts []string
	for _, h := range desks {
		contacts = append(contacts, h.Contact)
	}
	reach, err := shelf.Reach(v, contacts...)
	or := func(said []page.Words) []page.Words {
		if len(said) == 0 {
			return []page.Words{{desk.NotKnown}}
		}
		return said
	}
	return []page.Row{{Term: "Run by", Values: or(who)}, {Term: "Contact", Values: or(reach)}}, err
}
