package notice

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// frequencies are how soon people can be told, in words.
func frequencies(t record.Topic) []page.Option {
	all := []page.Option{{Value: string(record.AtOnce), Label: "At once"},
		{Value: string(record.Daily), Label: "In a digest each Working Day"},
		{Value: string(record.Weekly), Label: "In a digest on the first Working Day of a week"},
		{Value: string(record.Never), Label: "Never"}}
	switch t.ID {
	case topicRequests: // nobody else would see them
		return all[:2]
	case topicDeadlines: // they come when it is time
		return all[1:]
	}
	return all
}

// The fields beside those of topics.
const (
	fieldTopic  = "topic-"
	fieldFormat = "format"
	formatText  = "text"
	formatHTML  = "html"
)

// fields ask about topics, filled in as a reader has chosen.
func fields(topics []record.Topic, by *reader) (all []page.Field) {
	for _, t := range topics {
		all = append(all, page.Field{Name: fieldTopic + t.ID, Label: t.Title, Hint: t.Lead,
			Control: page.Choice, Options: frequencies(t), Values: []string{string(by.how(t))}})
	}
	return append(all, format(by.sub != nil && by.sub.TextOnly))
}

// format asks how messages are written.
func format(textOnly bool) page.Field {
	f := page.Field{Name: fieldFormat, Label: "How messages are written", Control: page.Choice,
		Options: []page.Option{{Value: formatHTML, Label: "Formatted, with links in the words"},
			{Value: formatText, Label: "Text alone"}}, Values: []string{formatHTML}}
	if textOnly {
		f.Values = []string{formatText}
	}
	return f
}

// choose takes what was chosen about topics.
func choose(sub *record.Subscription, topics []record.Topic, in page.Input) {
	sub.Choices = slices.DeleteFunc(sub.Choices, func(c record.Choice) bool {
		return slices.ContainsFunc(topics, func(t record.Topic) bool { return t.ID == c.Topic })
	})
	for _, t := range topics {
		how := record.Frequency(in.Text(fieldTopic + t.ID))
		sub.Choices = append(sub.Choices, record.Choice{Topic: t.ID, How: how})
	}
	sub.TextOnly = in.Text(fieldFormat) == formatText
}

// public are the topics for everybody who has an address.
func public() []record.Topic {
	return slices.DeleteFunc(record.Topics(), func(t record.Topic) bool { return !t.Public })
}

// digestSays explains digests.
func digestSays() page.Para {
	return page.Para{Words: page.Say("What you choose at once comes at once. All else comes " +
		"together, in at most one message each Working Day at 8am, and only where there is " +
		"something to say.")}
}

// ownForm is the page on which a person chooses; for who is not signed in, the one on which they
// leave an address.
func (d *Dispatcher) ownForm(ask *page.Ask) (*page.Form, error) {
	if ask.Who == "" {
		return d.leaveForm(), nil
	}
	v, err := d.config.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	person, err := register.Get[*record.Person](v.As(policy.System()), ask.Who)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	sub, version, err := d.mine(v, ask.Who)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "What you are told", Crumbs: []page.Link{desk.Home()},
		Lead: "How soon you are told of what, by mail.", Submit: "Save what you chose",
		Version: version, Before: []page.Block{digestSays()},
		Fields: fields(record.Topics(), &reader{person: person, sub: sub}),
		After: []page.Block{page.Nav{Label: "Messages", Links: []page.Link{
			{Text: "The messages that were sent to you", To: "/messages"}}}}}
	switch address := person.Email.Text(); {
	case address == "":
		form.Before = append(form.Before, page.Notice{Tone: page.Alert, Title: "No address is known",
			Words: page.Say("The register has no e-mail address of yours, so nothing reaches you. The " +
				"administrator adds it: ask the helpdesk.")})
	case sub.State == record.SubscriptionBounced:
		form.Before = append(form.Before, page.Notice{Tone: page.Alert, Title: "Messages came back",
			Words: page.Words{page.T("Messages to " + address + " came back, and nothing more is sent: " +
				sub.Why + " "), page.Link{Text: "It works again", To: "/subscriptions/again"}}})
	default:
		form.Before = append(form.Before, page.Para{Words: page.Say("Messages go to " + address + ".")})
	}
	return form, nil
}

// submitOwn takes what a person chose, or an address.
func (d *Dispatcher) submitOwn(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return d.leave(ask, in)
	}
	err := d.config.Desk.Act(ask, register.Act{Verb: "choose what to be told of"},
		func(tx *register.Tx) error {
			if err := tx.Unchanged("subscription", OfPerson(ask.Who), in.Version); err != nil {
				return err
			}
			sub, _, err := d.mine(tx.View, ask.Who)
			if err != nil {
				return err
			}
			choose(sub, record.Topics(), in)
			if sub.ConfirmedAt.IsZero() {
				sub.ConfirmedAt = tx.Now()
			}
			return tx.Put(sub)
		})
	return &page.Done{To: "/subscriptions", Notice: "Saved. It holds from now on."}, err
}

// againForm asks whether an address works again.
func (d *Dispatcher) againForm(ask *page.Ask) (*page.Form, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	v, err := d.config.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	sub, version, err := d.mine(v, ask.Who)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Send to your address again", Submit: "It works again",
		Crumbs: crumbs(), Version: version,
		Lead: "Messages to you came back. Once your address takes mail again, say so here."}
	if sub.State != record.SubscriptionBounced {
		form.Faults, form.Shut = page.Faults{{Text: "Nothing came back: messages are sent to you."}}, true
	}
	return form, nil
}

// again takes it that an address works again.
func (d *Dispatcher) again(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	err := d.config.Desk.Act(ask, register.Act{Verb: "say that an address works again"},
		func(tx *register.Tx) error {
			sub, _, err := d.mine(tx.View, ask.Who)
			if err != nil {
				return err
			}
			if sub.State != record.SubscriptionBounced {
				return page.Faults{{Text: "Nothing came back: messages are sent to you."}}
			}
			sub.State, sub.Why = record.SubscriptionConfirmed, ""
			return tx.Put(sub)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: "/subscriptions", Notice: "Messages are sent to you again."},
		d.forgetBounces(ask.Context, OfPerson(ask.Who))
}

// topicNames are topics in words.
func topicNames(topics []record.Topic) string {
	var names []string
	for _, t := range topics {
		names = append(names, t.Title)
	}
	return strings.Join(names, ", ")
}
