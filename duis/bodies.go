package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// Body is the content of a request's Body: one of the structures below, by pointer.
type Body interface {
	// Element is the local name of the element, which DUIS uses to name the service.
	Element() string
}

// bodies are the declared bodies, in the order of the schema.
var bodies = []Body{
	(*ReadInstantaneousImportRegisters)(nil),
	(*RetrieveDeviceSecurityCredentialsKRP)(nil),
	(*SetRandomisedOffsetLimit)(nil),
	(*ReadInventory)(nil),
	(*SignedPreCommand)(nil),
}

// ReadInstantaneousImportRegisters is the body of SRV 4.1.1: read the active and
// reactive import registers. DUIS 3.8.17.
type ReadInstantaneousImportRegisters struct {
	ExecutionDateTime *time.Time // when the DCC shall send the command; nil: at once
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportRegisters) Element() string {
	return "ReadInstantaneousImportRegisters"
}

func (b *ReadInstantaneousImportRegisters) executionDateTime() *time.Time {
	return b.ExecutionDateTime
}

// RetrieveDeviceSecurityCredentialsKRP is the body of SRV 6.24.1: read what a
// Device holds of the credentials of one to seven remote parties, asked for in
// this order. DUIS 3.8.
type RetrieveDeviceSecurityCredentialsKRP struct {
	RemotePartyRole []RemotePartyRole `duis:",n=1..7"`
}

// Element is the name of the body's element.
func (*RetrieveDeviceSecurityCredentialsKRP) Element() string {
	return "RetrieveDeviceSecurityCredentialsKRP"
}

// RemotePartyRole names a trust anchor cell of a Device by the role of the party
// whose credentials it holds.
type RemotePartyRole string

// The remote party roles of DUIS. TransCoS is the Change of Supplier party.
const (
	RoleACB             RemotePartyRole = "ACB"
	RoleNetworkOperator RemotePartyRole = "NetworkOperator"
	RoleRecovery        RemotePartyRole = "Recovery"
	RoleRoot            RemotePartyRole = "Root"
	RoleSupplier        RemotePartyRole = "Supplier"
	RoleTransCoS        RemotePartyRole = "TransCoS"
	RoleLoadController  RemotePartyRole = "LoadController"
)

// SetRandomisedOffsetLimit is the body of SRV 7.12. DUIS 3.8.
type SetRandomisedOffsetLimit struct {
	RandomisedOffsetLimit uint16 `duis:",base=nonNegativeInteger,range=0..1799"` // seconds
}

// Element is the name of the body's element.
func (*SetRandomisedOffsetLimit) Element() string { return "SetRandomisedOffsetLimit" }

// ReadInventory is the body of SRV 8.2: look up Devices by exactly one of four
// values. DUIS 3.8.
type ReadInventory struct {
	_              choice
	UPRN           *uint64         `duis:",is=UPRN"`       // unique property reference number
	DeviceID       *eui.ID         ``                      // one Device and those around it
	MPxN           *string         `duis:",is=ImportMPxN"` // MPAN or MPRN
	PropertyFilter *PropertyFilter ``                      // part of an address
}

// Element is the name of the body's element.
func (*ReadInventory) Element() string { return "ReadInventory" }

// PropertyFilter is a part of an address.
type PropertyFilter struct {
	PostCode          string `duis:",is=PostCode"`          // 6 to 8 characters
	AddressIdentifier string `duis:",is=AddressIdentifier"` // house, at most 30 characters
}

// SignedPreCommand is the body of a critical request that the User has signed
// (Command Variants 5 to 7); the header repeats that of the Service Request.
type SignedPreCommand struct {
	ExecutionDateTime *time.Time // repeats that of the Service Request
	GBCSPayload       []byte     // the Pre-Command with the User's signature
}

// Element is the name of the body's element.
func (*SignedPreCommand) Element() string { return "SignedPreCommand" }

func (b *SignedPreCommand) executionDateTime() *time.Time { return b.ExecutionDateTime }
