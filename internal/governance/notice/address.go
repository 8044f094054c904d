package notice

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The fields of an address that is left.
const (
	fieldAddress = "address"
	fieldTopics  = "topics"
	fieldHow     = "how"
)

// leaveForm asks for an address.
func (d *Dispatcher) leaveForm() *page.Form {
	topics := page.Field{Name: fieldTopics, Label: "What you want to be told of", Control: page.Checks}
	for _, t := range public() {
		topics.Options = append(topics.Options, page.Option{Value: t.ID, Label: t.Title, Hint: t.Lead})
	}
	how := page.Field{Name: fieldHow, Label: "How soon", Control: page.Choice,
		Options: frequencies(record.Topic{})[:3], Values: []string{string(record.Daily)}}
	return &page.Form{Title: "Be told of changes", Crumbs: []page.Link{desk.Home()},
		Lead: "By mail, to any address. People of the register sign in, and choose among more.",
		Fields: []page.Field{{Name: fieldAddress, Label: "Your e-mail address", Control: page.Email,
			Complete: "email"}, topics, how, format(false)},
		Before: []page.Block{digestSays()},
		After: []page.Block{page.Para{Words: page.Say("You are asked by mail whether the address is " +
			"yours. Nothing else is sent to it before you say so, and each message has a link that ends " +
			"them. The address is kept for this alone, and removed when you end it.")}},
		Submit: "Ask for messages"}
}

// leave takes an address. What is answered does not say whether it was known.
func (d *Dispatcher) leave(ask *page.Ask, in page.Input) (*page.Done, error) {
	address, err := desk.MailIn(in, fieldAddress)
	if err != nil {
		return nil, err
	}
	err = d.config.Desk.Act(ask, register.Act{Verb: "ask for messages"},
		func(tx *register.Tx) error {
			sub, err := d.left(tx, address)
			if err != nil || sub == nil {
				return err
			}
			sub.AskedAt = tx.Now()
			if sub.State != record.SubscriptionConfirmed {
				sub.State, sub.Why, sub.Choices = record.SubscriptionAsked, "", nil
				sub.TextOnly = in.Text(fieldFormat) == formatText
				for _, t := range in.All(fieldTopics) {
					sub.Choices = append(sub.Choices, record.Choice{Topic: t,
						How: record.Frequency(in.Text(fieldHow))})
				}
			}
			return tx.Put(sub)
		})
	if err != nil {
		return nil, err
	}
	d.Wake()
	return &page.Done{To: "/subscriptions", Notice: "A message is on its way to the address. Follow " +
		"the link in it within seven days."}, nil
}

// left is the subscription of an address, a new one where there is none; nil where it was asked a
// moment ago.
func (d *Dispatcher) left(tx *register.Tx, address string) (*record.Subscription, error) {
	all, err := register.All[*record.Subscription](tx.View, register.Query{})
	if err != nil {
		return nil, err
	}
	for _, sub := range all {
		if sub.Person != "" || !strings.EqualFold(sub.Address.Text(), address) {
			continue
		}
		if !record.AsksAgain(sub.AskedAt, sub.AskedAt, tx.Now()) {
			return nil, nil
		}
		return sub, nil
	}
	id, err := tx.NewID("subscription")
	return &record.Subscription{Head: record.Head{ID: id}, Address: register.NewSecret(address)}, err
}

// confirmForm asks whoever has the token to press once: a program that follows links confirms
// nothing.
func (d *Dispatcher) confirmForm(ask *page.Ask) (*page.Form, error) {
	if err := d.proven(ask, forConfirm); err != nil {
		return nil, err
	}
	sub, version, err := d.found(ask, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	var topics []record.Topic
	by := &reader{sub: sub}
	for _, t := range public() {
		if by.how(t) != record.Never {
			topics = append(topics, t)
		}
	}
	form := &page.Form{Title: "Confirm your address", Crumbs: crumbs(), Version: version,
		Submit: "This is my address", Lead: "You are told of: " + topicNames(topics) + "."}
	if why := d.late(sub, ask); why != "" {
		form.Faults, form.Shut, form.Lead = page.Faults{{Text: why}}, true, ""
	}
	return form, nil
}

// late says why an address cannot be confirmed any more; empty: it can.
func (d *Dispatcher) late(sub *record.Subscription, ask *page.Ask) string {
	switch {
	case sub.State == record.SubscriptionConfirmed:
		return "This address is confirmed already."
	case sub.State != record.SubscriptionAsked || !record.Confirms(sub.AskedAt, ask.Moment.So):
		return "This link is too old. Leave your address again."
	}
	return ""
}

// confirmed takes it that an address is whose token it is.
func (d *Dispatcher) confirmed(ask *page.Ask, in page.Input) (*page.Done, error) {
	if err := d.proven(ask, forConfirm); err != nil {
		return nil, err
	}
	id := ask.Path["id"]
	err := d.config.Desk.Act(ask, register.Act{Verb: "confirm an address"},
		func(tx *register.Tx) error {
			sub, err := register.Get[*record.Subscription](tx.View, id)
			if err != nil {
				return err
			}
			if why := d.late(sub, ask); why != "" {
				return page.Faults{{Text: why}}
			}
			sub.State, sub.ConfirmedAt = record.SubscriptionConfirmed, tx.Now()
			return tx.Put(sub)
		})
	return &page.Done{To: page.At("subscriptions", "of", id, d.token(id, forPage)),
		Notice: "Your address is confirmed. This page is yours: each message leads to it."}, err
}

// addressForm is the page on which whoever has an address chooses.
func (d *Dispatcher) addressForm(ask *page.Ask) (*page.Form, error) {
	if err := d.proven(ask, forPage); err != nil {
		return nil, err
	}
	sub, version, err := d.found(ask, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	form := &page.Form{Title: "What you are told", Crumbs: []page.Link{desk.Home()},
		Lead:   "How soon you are told of what, by mail.",
		Submit: "Save what you chose", Version: version,
		Before: []page.Block{digestSays(), page.Para{Words: page.Say("Messages go to " +
			sub.Address.Text() + ". Whoever has this link can change what is sent there.")}},
		After: []page.Block{page.Para{Words: page.Say("Where you choose never for all, nothing more is " +
			"sent, and your address is removed.")}},
		Fields: fields(public(), &reader{sub: sub})}
	if sub.State == record.SubscriptionBounced {
		form.Before = append(form.Before, page.Notice{Tone: page.Alert, Title: "Messages came back",
			Words: page.Say("Messages to this address came back, and nothing more is sent. Save what you " +
				"chose, and they are sent again.")})
	}
	if sub.State == record.SubscriptionEnded {
		form.Shut, form.Before, form.After, form.Fields, form.Lead = true, nil, nil, nil, ""
		form.Faults = page.Faults{{Text: "These messages have ended, and the address was removed. " +
			"To get some again, leave your address anew."}}
	}
	return form, nil
}

// submitAddress takes what whoever has an address chose.
func (d *Dispatcher) submitAddress(ask *page.Ask, in page.Input) (*page.Done, error) {
	if err := d.proven(ask, forPage); err != nil {
		return nil, err
	}
	id := ask.Path["id"]
	done := &page.Done{To: page.At("subscriptions", "of", id, d.token(id, forPage)),
		Notice: "Saved. It holds from now on."}
	address := ""
	err := d.config.Desk.Act(ask, register.Act{Verb: "choose what to be told of"},
		func(tx *register.Tx) error {
			sub, err := register.Get[*record.Subscription](tx.View, id)
			if err != nil {
				return err
			}
			if sub.State == record.SubscriptionEnded {
				return page.Faults{{Text: "These messages have ended. Leave your address anew."}}
			}
			if err := tx.Unchanged("subscription", id, in.Version); err != nil {
				return err
			}
			choose(sub, public(), in)
			sub.State, sub.Why = record.SubscriptionConfirmed, ""
			address, err = end(tx, sub)
			return err
		})
	if err != nil {
		return nil, err
	}
	return done, d.removed(ask.Context, address)
}
