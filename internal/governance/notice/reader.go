package notice

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// reader is somebody whom messages reach: a person of the register, or whoever has a confirmed
// address.
type reader struct {
	id      string // of the subscription
	person  *record.Person
	address string
	sub     *record.Subscription // nil: a person who has chosen nothing
}

// OfPerson is the id of the subscription of a person.
func OfPerson(person string) string { return "subscription-of-" + person }

// how is how soon a reader is told of a topic.
func (r *reader) how(t record.Topic) record.Frequency {
	if r.sub != nil {
		for _, c := range r.sub.Choices {
			if c.Topic == t.ID {
				return c.How
			}
		}
	}
	switch {
	case r.person == nil:
		return record.Never // an address gets what it asked for
	case t.Usual == "":
		return record.Daily
	}
	return t.Usual
}

// chose reports whether a reader chose how soon they are told of a topic.
func (r *reader) chose(t record.Topic) bool {
	return r.sub != nil && slices.ContainsFunc(r.sub.Choices, func(c record.Choice) bool {
		return c.Topic == t.ID
	})
}

// audience is everybody whom messages reach, and what is asked of them again and again.
type audience struct {
	readers []*reader // by id
	byID    map[string]*reader
	people  []*record.Person // all of the register, also those whom nothing reaches
	parties map[string]*record.Party
	bounced int // people and addresses to whom messages came back
	unknown int // people without an address
}

// everybody finds who can be told.
func everybody(v *register.View) (*audience, error) {
	people, err := register.All[*record.Person](v, register.Query{})
	if err != nil {
		return nil, err
	}
	subs, err := register.All[*record.Subscription](v, register.Query{})
	if err != nil {
		return nil, err
	}
	parties, err := register.All[*record.Party](v, register.Query{})
	if err != nil {
		return nil, err
	}
	a := &audience{people: people, byID: map[string]*reader{}, parties: map[string]*record.Party{}}
	for _, p := range parties {
		a.parties[p.ID] = p
	}
	byID, taken := map[string]*record.Subscription{}, map[string]bool{}
	for _, s := range subs {
		byID[s.ID] = s
	}
	for _, p := range people {
		address := p.Email.Text()
		sub := byID[OfPerson(p.ID)]
		taken[strings.ToLower(address)] = true
		if by := ofRegister(p, sub); by != nil {
			a.add(by)
		} else if address == "" {
			a.unknown++
		} else {
			a.bounced++
		}
	}
	for _, s := range subs {
		address := strings.ToLower(s.Address.Text())
		if s.Person == "" && s.State == record.SubscriptionBounced {
			a.bounced++
		}
		if by := ofAddress(s); by != nil && !taken[address] {
			taken[address] = true // whoever asked twice is told once
			a.add(by)
		}
	}
	delete(a.byID, "")
	return a, nil
}

// ofRegister is a person as a reader, by what they chose (nil: nothing yet); nil where nothing
// reaches them.
func ofRegister(p *record.Person, sub *record.Subscription) *reader {
	address := p.Email.Text()
	if address == "" || sub != nil && sub.State == record.SubscriptionBounced {
		return nil
	}
	return &reader{id: OfPerson(p.ID), person: p, address: address, sub: sub}
}

// ofAddress is whoever left an address as a reader; nil where nothing reaches them.
func ofAddress(sub *record.Subscription) *reader {
	if sub == nil || sub.Person != "" || sub.State != record.SubscriptionConfirmed {
		return nil
	}
	return &reader{id: sub.ID, address: strings.ToLower(sub.Address.Text()), sub: sub}
}

func (a *audience) add(r *reader) {
	a.readers = append(a.readers, r)
	a.byID[r.id] = r
}

// audience is everybody, found once in a round.
func (r *round) audience() (*audience, error) {
	if r.who == nil {
		found, err := everybody(r.all)
		if err != nil {
			return nil, err
		}
		r.who = found
	}
	return r.who, nil
}

// seen is the register as a reader may see it.
func (r *round) seen(by *reader) (*register.View, error) {
	if by.person == nil {
		return r.view(r.ctx, policy.Public(), r.now), nil
	}
	p, err := r.config.Desk.Reader(r.ctx, by.person.ID)
	if err != nil {
		return nil, err
	}
	return r.view(r.ctx, p, r.now), nil
}
