package notice

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// aim is one whom a rule finds: a subscription, and why the notice comes to it; or an address of
// somebody who has none, with an id of its own.
type aim struct{ id, why, address string }

// rule is one of the rules by which a notice says to whom it goes: a word, and after a colon
// whose.
type rule struct {
	word string
	says string // in words, before whose it is
	// topic decides how soon people are told, where the notice names none; empty: what the notice
	// is about decides.
	topic string
	// deadline: they are told by their own deadlines, which come in good time without it.
	deadline bool
	find     func(r *round, n *record.Notice, of string) ([]aim, error)
}

// The topics that rules go by.
const (
	topicRequests  = "requests"
	topicDeadlines = "deadlines"
	topicCode      = "code"
)

// rules are all there are.
func rules() []rule {
	return []rule{
		{word: "audience", says: "people of Parties among", find: byGroup},
		{word: "silent", says: "people of Parties that have not responded to", topic: topicDeadlines,
			deadline: true, find: silent},
		{word: "involved", says: "people of Parties that have a response to", find: involved},
		{word: "body", says: "members of", find: sitting},
		{word: "party", says: "people of", find: ofParty},
		{word: "signatories", says: "signatories of", topic: topicRequests, find: signing},
		{word: "person", says: "one person:", topic: topicRequests, find: alone},
		{word: "staff", says: "people of the administrator", topic: topicRequests, find: staff},
		{word: "helpdesk", says: "people of the administrator", topic: topicRequests, find: staff},
		{word: "registrants", says: "who is registered for", topic: topicRequests, find: registered},
		{word: "seated", says: "who has a seat at", topic: topicRequests, find: seated},
		{word: "registration", says: "one who registered:", topic: topicRequests, find: registering},
		{word: "subscribers", says: "who chose the topic", find: subscribed},
		{word: wording.Watching, says: "who watches one of the clauses", topic: topicCode,
			find: watching},
	}
}

// errRule: there is no such rule.
var errRule = errors.New("there is no such rule: nobody is told by it")

// ruleOf is the rule that a notice names, and whose it is.
func ruleOf(to string) (found rule, of string, err error) {
	word, of, _ := strings.Cut(to, ":")
	for _, r := range rules() {
		if r.word == word {
			return r, of, nil
		}
	}
	return found, of, fmt.Errorf("%q: %w", to, errRule)
}

// workers are people who work for one of several, each with why that counts.
func (r *round) workers(why func(*record.Person) string) (all []aim, err error) {
	who, err := r.audience()
	if err != nil {
		return nil, err
	}
	for _, p := range who.people {
		if because := why(p); because != "" {
			all = append(all, aim{id: OfPerson(p.ID), why: because})
		}
	}
	return all, nil
}

// acts is the Party that a person acts for; nil: none. See [desk.Rights].
func (a *audience) acts(p *record.Person) *record.Party {
	party := a.parties[p.WorksFor]
	if party == nil || p.Role == desk.RoleMember || !desk.Belongs(party) {
		return nil
	}
	return party
}

// byGroup are the people of the Parties of a group.
func byGroup(r *round, n *record.Notice, group string) ([]aim, error) {
	return r.workers(func(p *record.Person) string {
		party := r.who.acts(p)
		if party == nil || !record.For([]string{group}, party.Category) {
			return ""
		}
		return "you act for " + party.Heading() + ", which it is for"
	})
}

// silent are the people of the Parties that a consultation asks and that have not answered.
func silent(r *round, n *record.Notice, consultation string) ([]aim, error) {
	c, err := register.Get[*record.Consultation](r.all, consultation)
	if errors.Is(err, register.ErrNotFound) ||
		err == nil && (c.Stage != "" || !c.ClosesAt.After(r.now)) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	sent, err := register.All[*record.Response](r.all,
		register.Query{Key: "consultation", Is: consultation})
	if err != nil {
		return nil, err
	}
	answered := map[string]bool{}
	for _, s := range sent {
		answered[s.Party] = s.Status == record.Submitted || s.Status == record.NotIntended
	}
	return r.workers(func(p *record.Person) string {
		party := r.who.acts(p)
		if party == nil || answered[party.ID] || !record.For(c.Audience, party.Category) {
			return ""
		}
		return "you act for " + party.Heading() + ", which has not responded"
	})
}

// involved are the people of the Parties that have answered a consultation, or
// said that they will not.
func involved(r *round, n *record.Notice, consultation string) ([]aim, error) {
	sent, err := register.All[*record.Response](r.all,
		register.Query{Key: "consultation", Is: consultation})
	if err != nil {
		return nil, err
	}
	answers := map[string]bool{}
	for _, s := range sent {
		answers[s.Party] = true
	}
	return r.workers(func(p *record.Person) string {
		if party := r.who.acts(p); party != nil && answers[party.ID] {
			return "you act for " + party.Heading() + ", which has a response to it"
		}
		return ""
	})
}

// sitting are those who hold a seat of a body, or are an alternate.
func sitting(r *round, n *record.Notice, body string) (all []aim, err error) {
	seats, err := register.All[*record.Seat](r.all, register.Query{Key: "body", Is: body})
	if err != nil {
		return nil, err
	}
	found, ok, err := desk.Find(r.all, "body", body)
	if err != nil || !ok {
		return nil, err
	}
	for _, s := range seats {
		if s.From.After(r.today) || !s.Until.IsZero() && !s.Until.After(r.today) {
			continue
		}
		for _, person := range []string{s.Holder, s.Alternate} {
			if person != "" {
				all = append(all, aim{id: OfPerson(person), why: "you sit on " + found.Heading()})
			}
		}
	}
	return all, nil
}

// ofParty are the people who act for a Party.
func ofParty(r *round, n *record.Notice, party string) ([]aim, error) {
	return r.workers(func(p *record.Person) string {
		if of := r.who.acts(p); of != nil && of.ID == party {
			return "you act for " + of.Heading()
		}
		return ""
	})
}

// signatory is the role of a person whose word binds a Party.
const signatory = "signatory"

// signing are the signatories of a Party.
func signing(r *round, n *record.Notice, party string) ([]aim, error) {
	return r.workers(func(p *record.Person) string {
		if of := r.who.acts(p); of != nil && of.ID == party && p.Role == signatory {
			return "you sign for " + of.Heading()
		}
		return ""
	})
}

// alone is one person.
func alone(r *round, n *record.Notice, person string) ([]aim, error) {
	return []aim{{id: OfPerson(person), why: "it concerns you"}}, nil
}

// administrator is the organisation that runs the processes of the Code.
const administrator = "secas"

// staff are the people of the administrator.
func staff(r *round, n *record.Notice, _ string) ([]aim, error) {
	return r.workers(func(p *record.Person) string {
		if p.WorksFor == administrator {
			return "you run the processes of the Code"
		}
		return ""
	})
}

// registered are those who have a place at an event, or wait for one.
func registered(r *round, n *record.Notice, event string) ([]aim, error) {
	return r.placed("registrant", event)
}

// seated are those who have a place at an event.
func seated(r *round, n *record.Notice, event string) ([]aim, error) {
	return r.placed("seated", event)
}

// placed are those whose registrations have a key with an event.
func (r *round) placed(key, event string) (all []aim, err error) {
	found, err := register.All[*record.Registration](r.all, register.Query{Key: key, Is: event})
	for _, g := range found {
		all = append(all, aimOf(g))
	}
	return all, err
}

// registering is one who registered for an event, or was asked whether they do.
func registering(r *round, n *record.Notice, registration string) ([]aim, error) {
	g, err := register.Get[*record.Registration](r.all, registration)
	if errors.Is(err, register.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return []aim{aimOf(g)}, nil
}

// aimOf is whose a registration is: somebody of the register, or an address until it is removed.
func aimOf(g *record.Registration) aim {
	why := "you are registered for it"
	switch g.State {
	case record.RegistrationAsked:
		why = "somebody gave this address to register for it"
	case record.RegistrationCancelled:
		why = "you were registered for it"
	}
	if g.Person != "" {
		return aim{id: OfPerson(g.Person), why: why}
	}
	return aim{id: g.ID, why: why, address: g.Address.Text()}
}

// subscribed are all who are told of a topic.
func subscribed(r *round, n *record.Notice, topic string) (all []aim, err error) {
	t, ok := r.topic(topic)
	if !ok {
		return nil, fmt.Errorf("there is no topic %q: nobody is told by it", topic)
	}
	who, err := r.audience()
	if err != nil {
		return nil, err
	}
	for _, each := range who.readers {
		if each.how(t) != record.Never {
			all = append(all, aim{id: each.id, why: r.chosen(each, t)})
		}
	}
	return all, nil
}

// chosen says why something of a topic comes to a reader.
func (r *round) chosen(by *reader, t record.Topic) string {
	if by.chose(t) {
		return "you chose " + t.Title
	}
	return t.Title + " come to everyone of the register who has not chosen otherwise"
}

// watching are those who watch a clause of a notice.
func watching(r *round, n *record.Notice, _ string) (all []aim, err error) {
	watches, err := register.All[*record.Watch](r.all, register.Query{})
	if err != nil {
		return nil, err
	}
	names := map[string][]string{}
	for _, w := range watches {
		if wording.Heard(n, w) {
			names[w.Person] = append(names[w.Person], w.Heading())
		}
	}
	for person, of := range names {
		slices.Sort(of)
		all = append(all, aim{id: OfPerson(person),
			why: "you watch " + strings.Join(slices.Compact(of), ", ")})
	}
	slices.SortFunc(all, func(a, b aim) int { return strings.Compare(a.id, b.id) })
	return all, nil
}
