package committee

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Seats are seats to choose from.
func (n *Names) Seats(seats []*record.Seat) (options []page.Option, err error) {
	if err := n.Meet(seats); err != nil {
		return nil, err
	}
	for _, s := range seats {
		name, err := n.Seat(s)
		if err != nil {
			return nil, err
		}
		options = append(options, page.Option{Value: s.ID, Label: name})
	}
	return options, nil
}

// Names are what records are called on one page, each looked up once.
type Names struct {
	desk *desk.Desk
	View *register.View
	held map[string]string
}

// Names looks up what records are called, for one page.
func (b Office) Names(v *register.View) *Names {
	return &Names{b.Desk, v, map[string]string{}}
}

// Of is what a Party or organisation is called; empty where the reader may know of none.
func (n *Names) Of(id string) (string, error) {
	if name, known := n.held[id]; known || id == "" {
		return name, nil
	}
	rec, ok, err := desk.Find(n.View, "party organisation body", id)
	if err != nil {
		return "", err
	}
	if ok {
		n.held[id] = rec.Heading()
	}
	return n.held[id], nil
}

// Person is what a person is called.
func (n *Names) Person(id string) (string, error) {
	if name, known := n.held[id]; known || id == "" {
		return name, nil
	}
	name, err := n.desk.Name(n.View, id)
	n.held[id] = name
	return name, err
}

// Meet looks up at once whoever holds seats and whoever is behind them. Whom a demo does not
// name is looked up when they are asked for.
func (n *Names) Meet(seats []*record.Seat) error {
	var people, parties []string
	for _, s := range seats {
		for _, id := range []string{s.Holder, s.Alternate} {
			if id != "" {
				people = append(people, id)
			}
		}
		if s.Party != "" {
			parties = append(parties, s.Party)
		}
	}
	if len(parties) > 0 {
		found, err := register.All[*record.Party](n.View, register.Query{Among: parties})
		if err != nil {
			return err
		}
		for _, p := range found {
			n.held[p.ID] = p.Heading()
		}
	}
	if len(people) == 0 {
		return nil
	}
	found, err := register.All[*record.Person](n.View.As(policy.System()),
		register.Query{Among: people})
	for _, p := range found {
		if p.Demo {
			n.held[p.ID] = p.Heading()
		}
	}
	return err
}

// Seat is what a seat is called beside others: Large Supplier, Demo Large Supplier A.
func (n *Names) Seat(s *record.Seat) (string, error) {
	name := Constituency(s.Constituency)
	from, err := n.Of(s.Party)
	if err != nil || from == "" {
		return name, err
	}
	return name + ", " + from, nil
}

// People are the members of a body and their alternates, to choose from, each once.
func (b Office) People(v *register.View, r *Rule) (options []page.Option, err error) {
	seats, err := SeatsOf(v, r)
	if err != nil {
		return nil, err
	}
	names := b.Names(v)
	if err := names.Meet(seats); err != nil {
		return nil, err
	}
	for _, s := range Held(seats, Today(v)) {
		for _, id := range []string{s.Holder, s.Alternate} {
			if id == "" || slices.ContainsFunc(options, func(o page.Option) bool { return o.Value == id }) {
				continue
			}
			name, err := names.Person(id)
			if err != nil {
				return nil, err
			}
			options = append(options, page.Option{Value: id, Label: name,
				Hint: Constituency(s.Constituency)})
		}
	}
	return options, nil
}
