// Package home is the home page of the Code: what needs the reader, what closes next, what
// meets next, what is new.
package home

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Routes are the addresses of the home page.
func Routes(d *desk.Desk) []page.Route {
	h := home{d}
	return []page.Route{{Pattern: "/{$}", View: h.front}}
}

type home struct{ *desk.Desk }

// front is the home page.
func (h home) front(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	open, err := register.Find[*record.Consultation](v, register.Query{
		Key: "closes", From: register.InstantKey(ask.Moment.So), Limit: 10})
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "No consultation is open."}
	for _, c := range open.Records {
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(c)},
			Body: []page.Words{{page.T("Closes on "), desk.On(c.ClosesOn)}}})
	}
	return &page.View{Title: "The Smart Energy Code", Data: map[string]any{"open": open.Records},
		Blocks: []page.Block{page.Section{Title: "What closes next", Blocks: []page.Block{items}}}}, nil
}
