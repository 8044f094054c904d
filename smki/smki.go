// Package smki holds the certificates and keys of the Smart Metering Key
// Infrastructure: who somebody is, in which role, and what their key is for.
//
// [ParseCertificate] reads the three kinds there are, of organisations, Devices and
// authorities. [ParseKeyStore] and [ReadDirectory] read published test keys; a
// [KeyStore] finds a key pair by owner, role and usage. [Issue] makes certificates
// from a [Template], [VerifyChain] and [Certificate.CheckProfile] judge them.
//
// All keys are for ECDSA and ECDH on P-256. Nothing here reads the clock, opens a
// file or remembers what was revoked: the repository and the authorities that run
// are elsewhere. Certificates of the DCC's transport network (DCCKI) and of RSA
// credentials (IKI) are not SMKI certificates and are refused.
package smki

import (
	"errors"
	"fmt"
)

// Role is what a certificate's owner is to Devices: the organisational unit of the
// subject, written there as two hexadecimal digits. GBCS, remotePartyRole.
type Role uint8

// The roles. [XMLSign] and [DSPXMLSign] sign DUIS documents and mean nothing to
// Devices. A Device's own certificate has no role and counts as [Other].
const (
	Root                Role = 0
	Recovery            Role = 1
	Supplier            Role = 2
	NetworkOperator     Role = 3
	AccessControlBroker Role = 4
	TransitionalCoS     Role = 5
	WANProvider         Role = 6
	IssuingAuthority    Role = 7
	LoadController      Role = 8
	Other               Role = 127
	XMLSign             Role = 135
	DSPXMLSign          Role = 137
)

// String is the name of the role in words, or its number where it has none.
func (r Role) String() string {
	switch r {
	case Root:
		return "root"
	case Recovery:
		return "recovery"
	case Supplier:
		return "supplier"
	case NetworkOperator:
		return "network operator"
	case AccessControlBroker:
		return "access control broker"
	case TransitionalCoS:
		return "transitional CoS"
	case WANProvider:
		return "WAN provider"
	case IssuingAuthority:
		return "issuing authority"
	case LoadController:
		return "load controller"
	case Other:
		return "other"
	case XMLSign:
		return "XML sign"
	case DSPXMLSign:
		return "DSP XML sign"
	}
	return fmt.Sprintf("role %d", uint8(r))
}

// Known reports whether r is one of the roles that are declared here.
func (r Role) Known() bool { return r <= LoadController || r == Other || r.SignsXML() }

// SignsXML reports whether r is a role of DUIS signatures, which no Device knows.
func (r Role) SignsXML() bool { return r == XMLSign || r == DSPXMLSign }

// parseRole reads an organisational unit: two hexadecimal digits, or the decimal
// numbers 135 and 137, which also occur.
func parseRole(unit string) (Role, error) {
	switch unit {
	case "135":
		return XMLSign, nil
	case "137":
		return DSPXMLSign, nil
	}
	var r Role
	if len(unit) != 2 {
		return 0, fmt.Errorf("%w: organisational unit %q: want two hexadecimal digits", ErrRole, unit)
	}
	for _, c := range []byte(unit) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | Role(c-'0')
		case 'A' <= c && c <= 'F':
			r = r<<4 | Role(c-'A'+10)
		case 'a' <= c && c <= 'f':
			r = r<<4 | Role(c-'a'+10)
		default:
			return 0, fmt.Errorf("%w: organisational unit %q: want two hexadecimal digits",
				ErrRole, unit)
		}
	}
	if !r.Known() {
		return 0, fmt.Errorf("%w: organisational unit %q", ErrRole, unit)
	}
	return r, nil
}

// Usage is what a key is for: the one bit of the key usage extension that is set.
// The numbers are those of the bits. RFC 5280 4.2.1.3.
type Usage uint8

// The usages. An authority may sign revocation lists with its key as well.
const (
	DigitalSignature Usage = 0
	KeyAgreement     Usage = 4
	KeyCertSign      Usage = 5
)

// String is the name of the usage as RFC 5280 spells it.
func (u Usage) String() string {
	switch u {
	case DigitalSignature:
		return "digitalSignature"
	case KeyAgreement:
		return "keyAgreement"
	case KeyCertSign:
		return "keyCertSign"
	}
	return fmt.Sprintf("key usage %d", uint8(u))
}

// Code is the usage as the SMKI repository writes it: DS or KA; CS, which no
// published reply shows, for authorities.
func (u Usage) Code() string {
	switch u {
	case DigitalSignature:
		return "DS"
	case KeyAgreement:
		return "KA"
	}
	return "CS"
}

// Kind says whose certificate it is, which decides its profile.
type Kind uint8

// The kinds. The owner of an [Organisation] certificate is named in the subject
// (x500UniqueIdentifier), that of a [Device] certificate in the subject alternative
// name (hardwareModuleName); an [Authority] issues certificates.
const (
	Organisation Kind = iota
	Device
	Authority
)

// String is the kind in lower case: organisation, device, authority.
func (k Kind) String() string {
	switch k {
	case Organisation:
		return "organisation"
	case Device:
		return "device"
	case Authority:
		return "authority"
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Causes for which a certificate is not read or not relied on, for errors.Is.
var (
	// ErrMalformed says that octets are no X.509 certificate or key.
	ErrMalformed = errors.New("smki: malformed")
	// ErrKey says that a key is not an ECDSA key on P-256.
	ErrKey = errors.New("smki: not a P-256 key")
	// ErrName says that a certificate does not name its owner by one EUI-64.
	ErrName = errors.New("smki: no EUI-64 in the certificate")
	// ErrRole says that the role in a subject is none of the known ones.
	ErrRole = errors.New("smki: unknown role")
	// ErrUsage says that a key is not for that, or for several things at once.
	ErrUsage = errors.New("smki: wrong key usage")
	// ErrOwner says that a certificate belongs to somebody else.
	ErrOwner = errors.New("smki: certificate of another owner")
	// ErrProfile says that a certificate is not built as its kind has to be.
	ErrProfile = errors.New("smki: not the certificate profile")
	// ErrChain says that no path leads from a certificate to a trusted root.
	ErrChain = errors.New("smki: no chain to a trusted root")
	// ErrValidity says that a certificate, or one above it, is not valid at the time.
	ErrValidity = errors.New("smki: outside the period of validity")
)
