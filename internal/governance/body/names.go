package body

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// names are what records are called on one page, each looked up once.
type names struct {
	desk *desk.Desk
	view *register.View
	held map[string]string
}

func (b bodies) names(v *register.View) *names {
	return &names{b.Desk, v, map[string]string{}}
}

// of is what a Party or organisation is called; empty where the reader may know of none.
func (n *names) of(id string) (string, error) {
	if name, known := n.held[id]; known || id == "" {
		return name, nil
	}
	rec, ok, err := desk.Find(n.view, "party organisation body", id)
	if err != nil {
		return "", err
	}
	if ok {
		n.held[id] = rec.Heading()
	}
	return n.held[id], nil
}

// person is what a person is called.
func (n *names) person(id string) (string, error) {
	if name, known := n.held[id]; known || id == "" {
		return name, nil
	}
	name, err := n.desk.Name(n.view, id)
	n.held[id] = name
	return name, err
}

// meet looks up at once whoever holds seats and whoever is behind them. Whom a demo does not
// name is looked up when they are asked for.
func (n *names) meet(seats []*record.Seat) error {
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
		found, err := register.All[*record.Party](n.view, register.Query{Among: parties})
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
	found, err := register.All[*record.Person](n.view.As(policy.System()),
		register.Query{Among: people})
	for _, p := range found {
		if p.Demo {
			n.held[p.ID] = p.Heading()
		}
	}
	return err
}

// seatName is what a seat is called beside others: Large Supplier, Demo Large Supplier A.
func (n *names) seatName(s *record.Seat) (string, error) {
	name := plain(s.Constituency)
	from, err := n.of(s.Party)
	if err != nil || from == "" {
		return name, err
	}
	return name + ", " + from, nil
}

// nominee is what somebody is called who is nominated.
func (n *names) nominee(x *record.Nomination) (string, error) {
	if name := x.Called.Text(); name != "" {
		return name, nil
	}
	return n.person(x.Person)
}
