package srv

import (
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Service is a web service of the DCC that takes requests. DUIS 2.4.
type Service uint8

// The web services.
const (
	NoService      Service = iota
	Transformation         // critical requests in, Pre-Commands out
	SendCommand            // requests and Signed Pre-Commands in, acknowledgements out
	NonDevice              // requests that the DCC answers itself, and local commands
)

// serviceOf is the web service that takes each Command Variant. DUIS 3.1.
var serviceOf = [...]Service{
	1: SendCommand, // non-critical, over the SM WAN
	2: NonDevice,   // non-critical, for local delivery
	3: SendCommand, // non-critical, both
	4: Transformation,
	5: SendCommand, // Signed Pre-Command, over the SM WAN
	6: NonDevice,   // Signed Pre-Command, for local delivery
	7: SendCommand, // Signed Pre-Command, both
	8: NonDevice,   // answered by the DCC
	9: NoService,   // inside the DCC only
}

var services = [...]struct{ name, path string }{
	NoService:      {"none", ""},
	Transformation: {"Transform", "/api/v1/serviceT"},
	SendCommand:    {"Send Command", "/api/v1/serviceS"},
	NonDevice:      {"Non-Device", "/api/v1/serviceD"},
}

// ServiceOf is the web service that takes requests of Command Variant cv; NoService
// where none does.
func ServiceOf(cv uint8) Service {
	if int(cv) >= len(serviceOf) {
		return NoService
	}
	return serviceOf[cv]
}

// String is the name of the service.
func (s Service) String() string {
	if int(s) < len(services) {
		return services[s].name
	}
	return fmt.Sprintf("Service(%d)", uint8(s))
}

// Path is the path of the service's URL, as the published clients expect it.
func (s Service) Path() string {
	if int(s) < len(services) {
		return services[s].path
	}
	return ""
}

// remoteParties are the trust anchor cells in which Devices hold the certificates of
// Users, by role. Whoever is not here is an Unknown Remote Party everywhere.
var remoteParties = map[duis.UserRole]usecase.Parties{
	duis.IS: usecase.Supplier,
	duis.GS: usecase.Supplier,
	duis.ED: usecase.NetworkOperator,
	duis.GT: usecase.NetworkOperator,
	duis.LC: usecase.LoadController,
}

// RemoteParty is the party that a User in this role may be to a Device, and whether
// it may be one. DUIS 3.3.
func RemoteParty(role duis.UserRole) (usecase.Parties, bool) {
	party, ok := remoteParties[role]
	return party, ok
}
