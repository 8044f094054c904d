package duis

import (
	"fmt"
)

// UserRole is the capacity in which a User acts. It is not written in a request: the
// DCC derives it from the User ID, the service and the Device. SEC Appendix AD.
type UserRole uint8

// The User Roles.
const (
	IS  UserRole = iota + 1 // Import Supplier (electricity)
	GS                      // Gas Supplier
	ES                      // Export Supplier
	ED                      // Electricity Distributor
	GT                      // Gas Transporter
	RSA                     // Registered Supplier Agent
	OU                      // Other User
	LC                      // Load Controller
	MDR                     // Meter Data Retriever
)

var userRoles = [...]struct{ code, name string }{
	IS:  {"IS", "Import Supplier"},
	GS:  {"GS", "Gas Supplier"},
	ES:  {"ES", "Export Supplier"},
	ED:  {"ED", "Electricity Distributor"},
	GT:  {"GT", "Gas Transporter"},
	RSA: {"RSA", "Registered Supplier Agent"},
	OU:  {"OU", "Other User"},
	LC:  {"LC", "Load Controller"},
	MDR: {"MDR", "Meter Data Retriever"},
}

// ParseUserRole reads the abbreviation of a role, as [UserRole.String] writes it.
func ParseUserRole(s string) (UserRole, error) {
	for role, row := range userRoles {
		if role != 0 && row.code == s {
			return UserRole(role), nil
		}
	}
	return 0, fmt.Errorf("duis: no User Role %q: want IS, GS, ES, ED, GT, RSA, OU, LC or MDR", s)
}

// String is the abbreviation, for example IS.
func (r UserRole) String() string {
	if int(r) < len(userRoles) && r != 0 {
		return userRoles[r].code
	}
	return fmt.Sprintf("UserRole(%d)", uint8(r))
}

// Name is the role in words, for example Import Supplier; empty for no role.
func (r UserRole) Name() string {
	if int(r) < len(userRoles) {
		return userRoles[r].name
	}
	return ""
}
