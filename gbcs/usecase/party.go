package usecase

import (
	"math/bits"
	"strings"

	"github.com/mains-energy/mains/smki"
)

// PartyOf is the set that holds only a party of role r; empty for roles that originate
// nothing.
func PartyOf(r smki.Role) Parties {
	if r > smki.LoadController {
		return 0
	}
	return 1 << r
}

// Parties is a set of Remote Parties by their role: Supplier|NetworkOperator.
type Parties uint16

// The parties that may originate Commands.
const (
	Recovery            Parties = 1 << smki.Recovery
	Supplier            Parties = 1 << smki.Supplier
	NetworkOperator     Parties = 1 << smki.NetworkOperator
	AccessControlBroker Parties = 1 << smki.AccessControlBroker
	TransitionalCoS     Parties = 1 << smki.TransitionalCoS
	WANProvider         Parties = 1 << smki.WANProvider
	LoadController      Parties = 1 << smki.LoadController
)

// Has reports whether all parties in other, at least one, are in p.
func (p Parties) Has(other Parties) bool { return other != 0 && p&other == other }

// HasRole reports whether a party of role r is in p.
func (p Parties) HasRole(r smki.Role) bool { return p.Has(PartyOf(r)) }

// Role is the role of the one party in p, and false where p is not one party.
func (p Parties) Role() (smki.Role, bool) {
	if bits.OnesCount16(uint16(p)) != 1 {
		return 0, false
	}
	return smki.Role(bits.TrailingZeros16(uint16(p))), true
}

// String is the name of each party in p, joined by commas.
func (p Parties) String() string {
	var names []string
	for r := smki.Root; r <= smki.LoadController; r++ {
		if p.HasRole(r) {
			names = append(names, r.String())
		}
	}
	return strings.Join(names, ", ")
}
