package seat

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// standDown takes a nomination back, until the nominations are settled: whoever is nominated does,
// or a signatory of the Party.
func standDown() desk.Deed[*record.Nomination] {
	return desk.Deed[*record.Nomination]{
		Name: "withdrawal", Label: "Withdraw the nomination", Danger: true,
		May: func(r *policy.Reader, n *record.Nomination) bool {
			return !n.Standing && !n.Withdrawn && (r.Acts(n.Party) || r.Person == n.Person)
		},
		Hindrance: func(v *register.View, n *record.Nomination) (string, error) {
			if v.Reader().Person == "" {
				return "", nil // in an act: Do asks
			}
			return theirs(v, v.Reader(), n)
		},
		Do: func(x *desk.Doing[*record.Nomination]) error {
			why, err := theirs(x.Tx.View, x.Reader, x.Record)
			if err != nil {
				return err
			}
			if why != "" {
				return committee.Refuse("%s", why)
			}
			x.Record.Withdrawn = true
			return nil
		},
	}
}

// theirs says why a nomination is not for a reader to take back; empty where it is.
func theirs(v *register.View, r *policy.Reader, n *record.Nomination) (string, error) {
	if r.Person == n.Person {
		return "", nil
	}
	person, err := register.Get[*record.Person](v.As(policy.System()), r.Person)
	if err != nil || person.Role == signatory {
		return "", err
	}
	return "A signatory of the Party takes it back, or whoever is nominated", nil
}

// signatory is the role of whoever binds a Party: they nominate and vote for it.
const signatory = "signatory"

// entitled is the Party that a reader nominates and votes for in an election: as its
// signatory, where it is of the constituency and has a Voting Group.
func entitled(v *register.View, e *record.Election) (*record.Party, error) {
	r := v.Reader()
	if r.Person == "" {
		return nil, page.ErrSignIn
	}
	if len(r.Parties) == 0 {
		return nil, page.ErrForbidden
	}
	person, err := register.Get[*record.Person](v, r.Person)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	party, err := register.Get[*record.Party](v, person.WorksFor)
	switch {
	case err != nil:
		return nil, desk.Refusal(err)
	case person.Role != signatory || !of(party.Category, e.Constituency) || party.VotingGroup == "",
		!desk.Votes(party):
		return nil, page.ErrForbidden
	}
	return party, nil
}

// electorOf is the election of a path, and the Party that whoever asks speaks for in it.
func (b subject) electorOf(
	ask *page.Ask,
) (*register.View, *record.Election, *record.Party, error) {
	v, e, err := b.electionOf(ask)
	if err != nil {
		return nil, nil, nil, err
	}
	party, err := entitled(v, e)
	return v, e, party, err
}

// nominateForm asks whom a Party puts up.
func (b subject) nominateForm(ask *page.Ask) (*page.Form, error) {
	v, e, party, err := b.electorOf(ask)
	if err != nil {
		return nil, err
	}
	people, err := workers(v, party.ID)
	if err != nil {
		return nil, err
	}
	return &page.Form{
		Title: "Nominate somebody", Kicker: party.Heading(), Submit: "Nominate",
		Crumbs: append(desk.Crumbs("election"), desk.Link(e)),
		Fields: []page.Field{
			{Name: "person", Label: "Whom?", Control: page.Select, Options: people},
			{Name: "statement", Label: "Their experience", Control: page.Area, Rows: 6, Limit: 3000,
				Absent: "Enter a short summary of their experience",
				Hint:   "It is published with their name once nominations are settled"},
		},
	}, nil
}

// nominate puts somebody up. A Party has one nomination at a time.
func (b subject) nominate(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The nomination is with SECAS."}
	act := register.Act{Verb: "nominate somebody"}
	return done, b.partake(ask, act, "nominate", func(x part) error {
		all, err := register.All[*record.Nomination](x.View,
			register.Query{Key: "election", Is: x.election.ID})
		if err != nil {
			return err
		}
		for _, n := range all {
			if n.Party == x.party.ID && !n.Withdrawn {
				return committee.Refuse("Your Party has nominated somebody already: withdraw that " +
					"nomination first")
			}
		}
		person, err := register.Get[*record.Person](x.view, in.Text("person"))
		if err != nil || person.WorksFor != x.party.ID {
			return committee.Wrong("person", "Whom: choose somebody of your Party")
		}
		n := &record.Nomination{Election: x.election.ID, Party: x.party.ID, Person: person.ID,
			Called:    register.NewSecret(person.Heading()),
			Statement: register.NewSecret(in.Text("statement"))}
		if n.ID, err = x.NewID("nomination"); err != nil {
			return err
		}
		done.To = desk.AddressOf(n)
		return x.Put(n)
	})
}

// nominations are those that a reader may see before they are settled: those of their own
// Party, and all of them for the administrator.
func (b subject) nominations(v *register.View, e *record.Election) (page.Block, error) {
	if e.Settled != "" {
		return nil, nil
	}
	found, err := register.All[*record.Nomination](v, register.Query{Key: "election", Is: e.ID})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	names, items := b.Names(v), page.Items{}
	for _, n := range found {
		who, err := nominee(names, n)
		if err != nil {
			return nil, err
		}
		from, err := names.Of(n.Party)
		if err != nil {
			return nil, err
		}
		item := page.Item{Head: page.Words{page.Link{Text: who, To: desk.AddressOf(n)}},
			Body: []page.Words{page.Say("Nominated by " + from)}}
		if n.Withdrawn {
			item.Tag = &page.Tag{Text: "Withdrawn", Tone: page.Stop}
		}
		items.Items = append(items.Items, item)
	}
	return committee.Section("Nominations", items), nil
}

// nomination is the page of a nomination.
func (b subject) nomination(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	n, err := register.Get[*record.Nomination](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	e, err := register.Get[*record.Election](v, n.Election)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	who, err := nominee(b.Names(v), n)
	if err != nil {
		return nil, err
	}
	rows, err := desk.Facts(v, n, "election")
	if err != nil {
		return nil, err
	}
	rule := committee.RuleOf(&record.Body{Head: record.Head{ID: e.Body}})
	title := electionTitle(e, rule.Short)
	view := &page.View{
		Title: who, Kicker: "Nomination", Crumbs: append(desk.Crumbs("election"),
			page.Link{Text: title, To: desk.AddressOf(e)}),
		Blocks: []page.Block{page.Summary{Rows: rows}, committee.Section("Experience",
			committee.Text(n.Statement))},
		Data: struct {
			ID        string `json:"id"`
			Election  string `json:"election"`
			Name      string `json:"name"`
			Party     string `json:"nominated_by"`
			Statement string `json:"statement,omitempty"`
			Withdrawn bool   `json:"withdrawn,omitempty"`
		}{n.ID, n.Election, who, n.Party, n.Statement.Text(), n.Withdrawn},
		Actions: b.deeds.Offers(v, n),
	}
	return view, desk.Dated(v, n, view)
}

// nominee is what somebody is called who is nominated.
func nominee(n *committee.Names, x *record.Nomination) (string, error) {
	if name := x.Called.Text(); name != "" {
		return name, nil
	}
	return n.Person(x.Person)
}
