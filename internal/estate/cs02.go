package estate

import (
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// provideCredentials says, for each role that is asked about, what is in its Trust Anchor
// Cells and which counter was accepted last. A role without a cell that holds anything is
// answered by a status. GBCS CS02a.
func provideCredentials(a *action, u *unit, c *command) (payload []byte, ok bool) {
	q, err := usecase.ParseCS02aRequest(c.Payload)
	if err != nil {
		return nil, false // it was parsed before
	}
	t := a.trustOf(u.Device)
	ok = true
	var p usecase.CS02aResponse
	for _, role := range q.Roles {
		answer := usecase.RoleCredentials{
			Role: role, CurrentSeqNumber: u.Counters[smki.Role(role)], Cells: t.contents(role),
		}
		if len(answer.Cells) == 0 {
			answer.Status = usecase.CredentialTrustAnchorNotFound
			ok = false
		}
		p = append(p, answer)
	}
	return p.Append(nil), ok
}

// contents are the cells of role, as CS02a reports them.
func (t trust) contents(role smki.Role) []usecase.CellContents {
	var out []usecase.CellContents
	for _, c := range t {
		if c.role != role {
			continue
		}
		one := usecase.CellContents{Usage: c.usage, SubjectUniqueID: c.party}
		copy(one.SubjectKeyIdentifier[:], c.keyID)
		if c.prePayment {
			one.Cell = usecase.PrePaymentTopUp
		}
		out = append(out, one)
	}
	return out
}
