package usecase

import (
	"fmt"
	"math/bits"

	"golang.org/x/crypto/cryptobyte/asn1"

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

func validUsage(u smki.Usage) bool { return usageBits[u] != 0 }

func appendUsage(dst []byte, u smki.Usage) []byte {
	bit := usageBits[u]
	return append(dst, byte(asn1.BIT_STRING), 2, byte(bits.TrailingZeros8(bit)), bit)
}

func (r *derReader) keyUsage(path string) smki.Usage {
	at := r.rest
	contents := r.element(path, asn1.BIT_STRING)
	if r.err != nil {
		return 0
	}
	if len(contents) == 2 {
		for u, bit := range usageBits {
			if contents[1] == bit && contents[0] == byte(bits.TrailingZeros8(bit)) {
				return u
			}
		}
	}
	r.rest = at
	r.fail(path, ErrElement)
	return 0
}

// CellUsage tells apart cells of one role and key usage. It is left out where it is
// Management. GBCS ASN.1 common types.
type CellUsage uint8

// The cell usages.
const (
	Management      CellUsage = 0
	PrePaymentTopUp CellUsage = 1
)

// String is the name of the usage.
func (u CellUsage) String() string {
	switch u {
	case Management:
		return "management"
	case PrePaymentTopUp:
		return "prepaymentTopUp"
	}
	return fmt.Sprintf("CellUsage(%d)", uint8(u))
}

func (u CellUsage) append(dst []byte) []byte {
	if u == Management {
		return dst
	}
	return appendDERInteger(dst, asn1.INTEGER, uint64(u))
}

// cellUsage reads a cell usage where there is one.
func (r *derReader) cellUsage(path string) CellUsage {
	if !r.next(asn1.INTEGER) {
		return Management
	}
	at := r.rest
	if u := CellUsage(r.small(path, asn1.INTEGER)); u == PrePaymentTopUp {
		return u
	}
	r.rest = at
	r.fail(path, ErrElement)
	return Management
}

// small reads a number from 0 to 255.
func (r *derReader) small(path string, tag asn1.Tag) uint8 {
	at := r.rest
	n := r.integer(path, tag)
	if n > 0xFF {
		r.rest = at
		r.fail(path, ErrElement)
		return 0
	}
	return uint8(n)
}

// role reads a RemotePartyRole.
func (r *derReader) role(path string) smki.Role {
	at := r.rest
	role := smki.Role(r.small(path, asn1.INTEGER))
	if r.err == nil && !validRole(role) {
		r.rest = at
		r.fail(path, ErrElement)
	}
	return role
}

func validRole(r smki.Role) bool { return r.Known() && !r.SignsXML() }

// TrustAnchorCell names the place in a Device for one certificate of a party.
//
//	SEQUENCE { role INTEGER, keyUsage BIT STRING, [cellUsage INTEGER] }
//
// GBCS ASN.1 common types.
type TrustAnchorCell struct {
	Role  smki.Role
	Usage smki.Usage
	Cell  CellUsage
}

// String is the cell in words.
func (c TrustAnchorCell) String() string {
	s := fmt.Sprintf("%v %v", c.Role, c.Usage)
	if c.Cell != Management {
		s += " " + c.Cell.String()
	}
	return s
}

func (c TrustAnchorCell) append(dst []byte) []byte {
	return appendDER(dst, asn1.SEQUENCE, false, func(b []byte) []byte {
		b = appendDERInteger(b, asn1.INTEGER, uint64(c.Role))
		return c.Cell.append(appendUsage(b, c.Usage))
	})
}

func (r *derReader) cell(path string) TrustAnchorCell {
	in := r.enter(path, asn1.SEQUENCE)
	c := TrustAnchorCell{Role: in.role(path + "/role"), Usage: in.keyUsage(path + "/keyUsage")}
	c.Cell = in.cellUsage(path + "/cellUsage")
	r.leave(path, in)
	return c
}

// validCell is the error of a cell that no Device has.
func validCell(c TrustAnchorCell) error {
	if !validRole(c.Role) || !validUsage(c.Usage) || c.Cell > PrePaymentTopUp {
		return fmt.Errorf("%v is no Trust Anchor Cell", c)
	}
	return nil
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

// String is the name of the status.
func (s CredentialStatus) String() string {
	switch s {
	case CredentialSuccess:
		return "success"
	case CredentialBadCertificate:
		return "badCertificate"
	case CredentialNoTrustAnchor:
		return "noTrustAnchor"
	case CredentialInsufficientMemory:
		return "insufficientMemory"
	case CredentialTrustAnchorNotFound:
		return "trustAnchorNotFound"
	case CredentialResourcesBusy:
		return "resourcesBusy"
	case CredentialOther:
		return "other"
	}
	return fmt.Sprintf("CredentialStatus(%d)", uint8(s))
}
