package smki

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/eui"
)

// Certificate is an SMKI certificate: the X.509 certificate, and what it says about
// its owner. A value made by [ParseCertificate] has a P-256 key; it is not changed
// afterwards and may be shared.
type Certificate struct {
	*x509.Certificate
	EUI   eui.ID // the owner; zero for an authority that bears none
	Kind  Kind
	Role  Role // Other for Devices, IssuingAuthority for authorities without a role
	Usage Usage
}

// ParseCertificate reads a certificate in DER, of any of the three kinds. It copies
// der. It says who the owner is, not whether the certificate may be relied on: see
// [VerifyChain] and [Certificate.CheckProfile]. Its errors are [ErrMalformed],
// [ErrKey], [ErrUsage], [ErrRole] and [ErrName]. RFC 5280 4.1.
func ParseCertificate(der []byte) (*Certificate, error) {
	parsed, l, err := parseX509(bytes.Clone(der))
	if err != nil {
		return nil, err
	}
	c := &Certificate{Certificate: parsed}
	if err := c.checkKey(); err != nil {
		return nil, err
	}
	if c.Usage, err = usageOf(parsed.KeyUsage); err != nil {
		return nil, err
	}
	if err := c.readNames(l); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Certificate) checkKey() error {
	public, ok := c.PublicKey.(*ecdsa.PublicKey)
	if !ok || public.Curve != elliptic.P256() {
		return fmt.Errorf("%w: the key of certificate %x is %s", ErrKey, c.SerialNumber,
			c.PublicKeyAlgorithm)
	}
	return nil
}

// usageOf finds the one thing that a key is for.
func usageOf(bits x509.KeyUsage) (Usage, error) {
	switch bits {
	case x509.KeyUsageDigitalSignature:
		return DigitalSignature, nil
	case x509.KeyUsageKeyAgreement:
		return KeyAgreement, nil
	case x509.KeyUsageCertSign, x509.KeyUsageCertSign | x509.KeyUsageCRLSign:
		return KeyCertSign, nil
	}
	return 0, fmt.Errorf("%w: bits %#x: want digitalSignature, keyAgreement or keyCertSign, one alone",
		ErrUsage, int(bits))
}

// readNames finds out whose certificate it is. A subject alternative name that was
// understood counts as handled.
func (c *Certificate) readNames(l layout) error {
	if err := c.readSubject(); err != nil {
		return err
	}
	if c.Usage == KeyCertSign {
		c.Kind = Authority
		if len(c.Subject.OrganizationalUnit) == 0 {
			c.Role = IssuingAuthority
		}
		return nil
	}
	alternative := slices.IndexFunc(c.Extensions, isSubjectAltName)
	subject := !c.EUI.IsZero()
	switch {
	case subject && alternative < 0:
		c.Kind = Organisation
		if len(c.Subject.OrganizationalUnit) == 0 {
			return fmt.Errorf("%w: no organisational unit in the subject of %s", ErrRole, c.EUI)
		}
		return nil
	case !subject && alternative >= 0:
		id, err := hardwareName(c.Extensions[alternative].Value)
		if err != nil {
			return err
		}
		c.Kind, c.EUI, c.Role = Device, id, Other
		c.UnhandledCriticalExtensions = slices.DeleteFunc(c.UnhandledCriticalExtensions,
			oidSubjectAltName.Equal)
		return nil
	}
	return fmt.Errorf("%w: want an x500UniqueIdentifier in the subject or a "+
		"hardwareModuleName in the subject alternative name", ErrName)
}

// readSubject takes EUI-64 and role from the subject, as far as they are there.
func (c *Certificate) readSubject() error {
	identifiers, _ := uniqueIdentifiers(c.RawSubject) // walked before
	if len(identifiers) > 1 || len(c.Subject.OrganizationalUnit) > 1 {
		return fmt.Errorf("%w: more than one identifier or role in the subject", ErrName)
	}
	for _, value := range identifiers {
		id, err := identifierOf(value)
		if err != nil {
			return err
		}
		if id.IsZero() {
			return fmt.Errorf("%w: x500UniqueIdentifier is zero", ErrName)
		}
		c.EUI = id
	}
	for _, unit := range c.Subject.OrganizationalUnit {
		role, err := parseRole(unit)
		if err != nil {
			return err
		}
		c.Role = role
	}
	return nil
}

// ECDSA is the public key, for signatures. It is shared: the caller must not change
// it.
func (c *Certificate) ECDSA() *ecdsa.PublicKey {
	public, _ := c.PublicKey.(*ecdsa.PublicKey) // ParseCertificate looked
	return public
}

// ECDH is the public key, for key agreement. It panics for a Certificate that
// [ParseCertificate] did not make and whose key is not on P-256.
func (c *Certificate) ECDH() *ecdh.PublicKey {
	public, err := c.ECDSA().ECDH()
	if err != nil {
		panic(err) // the curve is P-256 and the point is on it: crypto/x509 looked
	}
	return public
}

// IssuerName is the name of the issuer as XML signatures write it, a text as in RFC
// 2253: CN=Z1,OU=07.
func (c *Certificate) IssuerName() string { return c.Issuer.String() }

// Check says whether the certificate is of id and for usage, with [ErrOwner] or
// [ErrUsage] where it is not.
func (c *Certificate) Check(id eui.ID, usage Usage) error {
	if c.EUI != id {
		return fmt.Errorf("%w: certificate %x is of %s, not of %s", ErrOwner, c.SerialNumber,
			c.EUI, id)
	}
	if c.Usage != usage {
		return fmt.Errorf("%w: certificate %x of %s is for %s, not for %s", ErrUsage,
			c.SerialNumber, c.EUI, c.Usage, usage)
	}
	return nil
}

// String says whose certificate it is: 90-B3-D5-1F-30-01-00-00 supplier
// digitalSignature.
func (c *Certificate) String() string {
	if c.Kind == Device {
		return fmt.Sprintf("%s device %s", c.EUI, c.Usage)
	}
	return fmt.Sprintf("%s %s %s", c.EUI, c.Role, c.Usage)
}

// bitString is an EUI-64 as x500UniqueIdentifier.
func bitString(id eui.ID) asn1.BitString {
	return asn1.BitString{Bytes: id[:], BitLength: 8 * eui.Size}
}
