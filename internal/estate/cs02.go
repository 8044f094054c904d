package estate

import (
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// provideCredentials says, for each role that is asked about, what is in its Trust Anchor
// Cells and which counter was accepted last. A role without a cell that holds anything is
// answered by a status. GBCS CS02a.
func provideCredentials(a *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	asked, _ := usecase.CredentialRoles.Elements(c.tree.Args())
	t := a.trust(u)
	ok = true
	var roles []usecase.Args
	for _, element := range asked {
		role, _ := usecase.PartyRole.Of(element)
		one := usecase.Args{usecase.PartyRole.Is(role)}
		if cells := t.contents(role); len(cells) > 0 {
			one = append(one, usecase.StatusCode.Is(usecase.CredentialSuccess),
				usecase.CurrentSeqNumber.Is(u.Counters[role]), usecase.CellContents.Is(cells...))
		} else {
			one = append(one, usecase.StatusCode.Is(usecase.CredentialTrustAnchorNotFound))
			ok = false
		}
		roles = append(roles, one)
	}
	return usecase.Args{usecase.RoleCredentials.Is(roles...)}, ok
}

// contents are the cells of role, as CS02a reports them.
func (t trust) contents(role smki.Role) []usecase.Args {
	var out []usecase.Args
	for _, c := range t {
		if c.role != role {
			continue
		}
		one := usecase.Args{
			usecase.CellKeyUsage.Is(c.usage), usecase.ExistingSubjectUniqueID.Is(c.party),
			usecase.ExistingSubjectKeyID.Is(c.keyID),
		}
		if c.prePayment {
			one = append(one, usecase.CellUse.Is(usecase.PrePaymentTopUp))
		}
		out = append(out, one)
	}
	return out
}
