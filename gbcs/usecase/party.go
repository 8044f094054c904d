package usecase

import (
	"fmt"
	"math/bits"
	"strings"
)

// Role is the RemotePartyRole of a certificate or a Trust Anchor Cell, as messages
// write it.
type Role uint8

// The roles. GBCS RemotePartyRole.
const (
	RoleRoot                Role = 0
	RoleRecovery            Role = 1
	RoleSupplier            Role = 2
	RoleNetworkOperator     Role = 3
	RoleAccessControlBroker Role = 4
	RoleTransitionalCoS     Role = 5
	RoleWANProvider         Role = 6
	RoleIssuingAuthority    Role = 7
	RoleLoadController      Role = 8
	RoleOther               Role = 127
)

var roleNames = [...]string{
	"root", "recovery", "supplier", "network operator", "access control broker",
	"transitional change of supplier", "WAN provider", "issuing authority", "load controller",
}

// String is the role in words, else its number.
func (r Role) String() string {
	switch {
	case int(r) < len(roleNames):
		return roleNames[r]
	case r == RoleOther:
		return "other"
	}
	return fmt.Sprintf("Role(%d)", uint8(r))
}

// Party is the set that holds only a party of role r; empty for roles that originate
// nothing.
func (r Role) Party() Parties {
	if r > RoleLoadController {
		return 0
	}
	return 1 << r
}

// Parties is a set of Remote Parties by their role: Supplier|NetworkOperator.
type Parties uint16

// The parties that may originate Commands.
const (
	Recovery            Parties = 1 << RoleRecovery
	Supplier            Parties = 1 << RoleSupplier
	NetworkOperator     Parties = 1 << RoleNetworkOperator
	AccessControlBroker Parties = 1 << RoleAccessControlBroker
	TransitionalCoS     Parties = 1 << RoleTransitionalCoS
	WANProvider         Parties = 1 << RoleWANProvider
	LoadController      Parties = 1 << RoleLoadController
)

// Has reports whether all parties in other, at least one, are in p.
func (p Parties) Has(other Parties) bool { return other != 0 && p&other == other }

// HasRole reports whether a party of role r is in p.
func (p Parties) HasRole(r Role) bool { return p.Has(r.Party()) }

// Role is the role of the one party in p, and false where p is not one party.
func (p Parties) Role() (Role, bool) {
	if bits.OnesCount16(uint16(p)) != 1 {
		return 0, false
	}
	return Role(bits.TrailingZeros16(uint16(p))), true
}

// String is the name of each party in p, joined by commas.
func (p Parties) String() string {
	var names []string
	for i, name := range roleNames {
		if p.Has(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
