package modification

import (
	"errors"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The roles of people in a Party. A delegate prepares, a signatory binds.
const (
	signatory = "signatory"
	delegate  = "delegate"
)

// consumerBody is the role of an organisation that speaks for consumers and may propose.
const consumerBody = "consumer body"

// hand is somebody as the register knows them at a moment, with what they may do.
type hand struct {
	policy.Rights        // without Parties that may not propose
	role          string // of the person
	worksFor      string
	consumer      bool // for a consumer body
	dcc           bool // for the DCC
}

// handIn is the hand of a person in an act, by the rights that they have then.
func handIn(tx *register.Tx) (*hand, error) {
	rights, err := desk.Rights(tx.View, tx.Act().Who)
	if err != nil {
		return nil, err
	}
	return handOf(tx.View, tx.Act().Who, rights)
}

// hand is the hand of who asks, by the rights that they have now.
func (s subject) hand(ask *page.Ask, v *register.View) (*hand, error) {
	reader, err := s.Reader(ask.Context, ask.Who)
	if err != nil {
		return nil, err
	}
	return handOf(v, ask.Who, reader.Rights)
}

// handOf is the hand of a person with rights. It is read for a rule: the view sees everything.
func handOf(v *register.View, who string, rights policy.Rights) (*hand, error) {
	v = v.As(policy.System())
	h := &hand{Rights: rights}
	person, err := register.Get[*record.Person](v, who)
	if errors.Is(err, register.ErrNotFound) {
		return h, nil
	}
	if err != nil {
		return nil, err
	}
	h.role, h.worksFor = person.Role, person.WorksFor
	h.dcc = h.worksFor == dccID
	employer, ok, err := desk.Find(v, "party organisation", h.worksFor)
	if err != nil || !ok {
		return h, err
	}
	switch e := employer.(type) {
	case *record.Party:
		h.dcc = h.dcc || e.Category == "DCC"
		if !desk.Votes(e) {
			h.Parties = nil
		}
	case *record.Organisation:
		h.consumer = e.Role == consumerBody && h.role != desk.RoleMember
	}
	return h, nil
}

// is reports whether the hand may act in one of the roles with a Modification, and which.
// What a body does is noted by the code administrator; so is what a Proposer does whom the
// register does not know.
func (h *hand) is(roles []string, m *record.Modification) (role string, ok bool) {
	i := slices.IndexFunc(roles, func(role string) bool {
		switch role {
		case secas, csc, panel, board:
			return h.Staff
		case authority:
			return h.Authority
		case dcc:
			return h.dcc && len(h.Parties) > 0 || h.worksFor == dccID
		case party:
			return h.binds()
		case proposer:
			return m.Proposer == "" && h.Staff || h.binds() && h.worksFor == m.Proposer ||
				h.speaksFor(m.Proposer)
		}
		return false
	})
	if i < 0 {
		return "", false
	}
	return roles[i], true
}

// binds reports whether what the person does is done by their Party or consumer body.
func (h *hand) binds() bool {
	return h.consumer || len(h.Parties) > 0 && h.role == signatory
}

// speaksFor reports whether the person acts for one that is neither: the Panel, by its members
// and its secretary, or the Authority.
func (h *hand) speaksFor(id string) bool {
	return id == panelID && (h.Panel || h.Staff) || id == authorityID && h.Authority
}

// behalf is for whom the hand acts in a role.
func (h *hand) behalf(role string, m *record.Modification) string {
	switch role {
	case csc, panel, board:
		return bodies[role]
	case secas:
		return administratorID
	case authority:
		return authorityID
	case proposer:
		if m.Proposer != "" {
			return m.Proposer
		}
	}
	return h.worksFor
}
