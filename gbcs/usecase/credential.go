package usecase

import (
	"math/bits"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/smki"
)

// usageBits are the bits of the BIT STRING that says what a certificate's key is for.
//
//	03 02 07 80  digitalSignature
//	03 02 03 08  keyAgreement
//	03 02 02 04  keyCertSign
//
// GBCS ASN.1 common types.
var usageBits = map[smki.Usage]byte{
	smki.DigitalSignature: 0x80,
	smki.KeyAgreement:     0x08,
	smki.KeyCertSign:      0x04,
}

// KeyUsage is a place for what the key of a certificate is for.
type KeyUsage struct {
	Name   string
	Clause string
}

// Is gives the place a value.
func (s *KeyUsage) Is(v smki.Usage) Arg { return Arg{s, v} }

// Of finds the value among args, and whether it is there.
func (s *KeyUsage) Of(args Args) (smki.Usage, bool) { return of[smki.Usage](args, s) }

// Info is what the declaration says.
func (s *KeyUsage) Info() Info { return Info{Name: s.Name, Type: "key usage", Clause: s.Clause} }

func (s *KeyUsage) check(value any) error {
	if usageBits[value.(smki.Usage)] == 0 {
		return &ArgError{s.Name, ErrRange}
	}
	return nil
}

func (s *KeyUsage) text(value any) string { return value.(smki.Usage).String() }
func (s *KeyUsage) tag() dlms.Tag         { return dlms.TagOctetString }
func (s *KeyUsage) size() int             { return 2 }

func (s *KeyUsage) take(w wire) any {
	u, _ := usageOf(w.b) // it was valid when it was read
	return u
}

func (s *KeyUsage) give(value any) wire {
	bit := usageBits[value.(smki.Usage)]
	return wire{b: []byte{byte(bits.TrailingZeros8(bit)) & 7, bit}}
}

func (s *KeyUsage) valid(b []byte) error {
	if _, ok := usageOf(b); !ok {
		return ErrElement
	}
	return nil
}

func usageOf(b []byte) (smki.Usage, bool) {
	for u, bit := range usageBits {
		if len(b) == 2 && b[1] == bit && b[0] == byte(bits.TrailingZeros8(bit)) {
			return u, true
		}
	}
	return 0, false
}

// PartyRole is the role of a Remote Party in a Trust Anchor Cell.
// GBCS ASN.1 common types.
var PartyRole = &Slot[smki.Role]{
	Name: "remotePartyRole", Codes: roleCodes(), Closed: true, Clause: "GBCS ASN.1 common types",
}

// roleCodes are the roles that a certificate of a Device's can have.
func roleCodes() (codes []Code) {
	for r := smki.Root; r <= smki.Other; r++ {
		if r.Known() && !r.SignsXML() {
			codes = append(codes, Code{Value: uint64(r), Name: r.String()})
		}
	}
	return codes
}

// CellUsage tells apart cells of one role and key usage.
type CellUsage uint8

// The cell usages. Management is left out on the wire.
const (
	Management      CellUsage = 0
	PrePaymentTopUp CellUsage = 1
)

// The parts of a Trust Anchor Cell.
//
//	SEQUENCE { role INTEGER, keyUsage BIT STRING, [cellUsage INTEGER] }
//
// GBCS ASN.1 common types.
var (
	CellKeyUsage = &KeyUsage{Name: "keyUsage", Clause: "GBCS ASN.1 common types"}
	CellUse      = &Slot[CellUsage]{
		Name: "cellUsage", Codes: []Code{
			{Value: 0, Name: "management"}, {Value: 1, Name: "prePaymentTopUp"},
		},
		Min: PrePaymentTopUp, Max: PrePaymentTopUp, Clause: "GBCS ASN.1 common types",
	}
)

// trustAnchorCell is a cell whose values stand for themselves.
var trustAnchorCell = Seq{Integer(PartyRole), NamedBits(CellKeyUsage), Opt{Integer(CellUse)}}

// CellArgs are the values of a cell.
func CellArgs(role smki.Role, usage smki.Usage, use CellUsage) Args {
	args := Args{PartyRole.Is(role), CellKeyUsage.Is(usage)}
	if use != Management {
		args = append(args, CellUse.Is(use))
	}
	return args
}

// CredentialStatus says how reading or replacing a credential went. GBCS ASN.1 common
// types.
type CredentialStatus uint8

// The statuses.
const (
	CredentialSuccess             CredentialStatus = 0
	CredentialBadCertificate      CredentialStatus = 5
	CredentialNoTrustAnchor       CredentialStatus = 10
	CredentialInsufficientMemory  CredentialStatus = 17
	CredentialTrustAnchorNotFound CredentialStatus = 25
	CredentialResourcesBusy       CredentialStatus = 30
	CredentialOther               CredentialStatus = 127
)

// StatusCode is a status in a Response. GBCS ASN.1 common types.
var StatusCode = &Slot[CredentialStatus]{
	Name: "statusCode", Clause: "GBCS ASN.1 common types",
	Codes: []Code{
		{Value: 0, Name: "success"},
		{Value: 5, Name: "badCertificate", Failed: true},
		{Value: 10, Name: "noTrustAnchor", Failed: true},
		{Value: 17, Name: "insufficientMemory", Failed: true},
		{Value: 25, Name: "trustAnchorNotFound", Failed: true},
		{Value: 30, Name: "resourcesBusy", Failed: true},
		{Value: 127, Name: "other", Failed: true},
	},
}
