package notice

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Routes are the addresses of subscriptions, of messages, and of notices before they go.
func (d *Dispatcher) Routes() []page.Route {
	return []page.Route{
		{Pattern: "/subscriptions", Form: d.ownForm, Submit: d.submitOwn},
		{Pattern: "/subscriptions/again", Form: d.againForm, Submit: d.again},
		{Pattern: "/subscriptions/of/{id}/{token}", Form: d.addressForm, Submit: d.submitAddress},
		{Pattern: "/subscriptions/confirm/{id}/{token}", Form: d.confirmForm, Submit: d.confirmed},
		{Pattern: "/subscriptions/stop/{id}/{scope}/{token}", Form: d.stopForm, Submit: d.submitStop},
		{Pattern: "/messages", View: d.messages},
		{Pattern: "/messages/{key}", View: d.oneMessage},
		{Pattern: "/notices", View: d.notices},
		{Pattern: "/notices/new", Form: d.writeForm, Submit: d.write, Preview: d.preview},
		{Pattern: "/notices/{id}", View: d.oneNotice,
			Examples: d.config.Desk.Examples("notice")},
		{Pattern: "/notices/{id}/cancel", Form: d.cancelForm, Submit: d.cancel},
	}
}

// found is the subscription of an id, as the system sees it, with its version.
func (d *Dispatcher) found(
	ask *page.Ask, id string,
) (sub *record.Subscription, version string, err error) {
	v := d.config.Desk.Now(ask.Context)
	sub, meta, err := register.GetMeta[*record.Subscription](v, id)
	return sub, meta.Version, err
}

// mine is the subscription of a person of the register; a new one where they chose nothing yet.
func (d *Dispatcher) mine(
	v *register.View, person string,
) (sub *record.Subscription, version string, err error) {
	sub, meta, err := register.GetMeta[*record.Subscription](v, OfPerson(person))
	if errors.Is(err, register.ErrNotFound) {
		return &record.Subscription{Head: record.Head{ID: OfPerson(person)}, Person: person,
			State: record.SubscriptionConfirmed}, "", nil
	}
	return sub, meta.Version, err
}

// personOf is the person whose subscription has an id; empty: it is one of an address.
func personOf(id string) string {
	person, is := strings.CutPrefix(id, OfPerson(""))
	if !is {
		return ""
	}
	return person
}

// proven refuses an address of the site whose token does not prove what it is for. It says no
// more than that there is nothing.
func (d *Dispatcher) proven(ask *page.Ask, purpose string) error {
	if !d.proves(ask.Path["token"], ask.Path["id"], purpose) {
		return page.ErrNotFound
	}
	return nil
}

// crumbs lead to what is below the page of choices.
func crumbs() []page.Link {
	return []page.Link{desk.Home(), {Text: "What you are told", To: "/subscriptions"}}
}

// Waking is a submission after which is looked whether there is something to tell.
func (d *Dispatcher) Waking(
	submit func(*page.Ask, page.Input) (*page.Done, error),
) func(*page.Ask, page.Input) (*page.Done, error) {
	return func(ask *page.Ask, in page.Input) (*page.Done, error) {
		done, err := submit(ask, in)
		if err == nil {
			d.Wake()
		}
		return done, err
	}
}
