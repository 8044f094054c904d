package smki

import (
	"crypto/ecdsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"io"
	"math/big"
	"time"

	"github.com/mains-energy/mains/eui"
)

// serialSize is the length of the serial numbers that [NewSerial] draws, in octets.
const serialSize = 10

// NewSerial draws a serial number of exactly 79 bits, 78 of them random: unguessable,
// and short enough for readers of XML signatures that take 24 decimal digits at most.
// It fails when random does.
func NewSerial(random io.Reader) (*big.Int, error) {
	var b [serialSize]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return nil, fmt.Errorf("smki: draw a serial number: %w", err)
	}
	b[0] = 0x40 | b[0]&0x3F
	return new(big.Int).SetBytes(b[:]), nil
}

// Template is what a certificate is to say; [Issue] makes it from one. All fields but
// the name are needed, except that only organisations and roots need the EUI in the
// subject: an issuing authority is known by its common name, as the published ones are.
type Template struct {
	Kind       Kind
	EUI        eui.ID // owner; not written for an issuing authority
	Role       Role   // organisations and authorities: the organisational unit
	Usage      Usage  // DigitalSignature or KeyAgreement; ignored for authorities
	CommonName string // authorities need one, Devices have none
	Public     *ecdsa.PublicKey
	Serial     *big.Int
	NotBefore  time.Time // whole seconds; parts of one are dropped
	NotAfter   time.Time
}

// Issue makes the certificate of a template, signed with the key of issuer; the
// same inputs give the same certificate but for the signature. For a root, issuer
// holds the key of the template and no certificate. It fails with [ErrProfile] where
// the template says something that its kind cannot be. GBCS, certificate profiles.
func Issue(random io.Reader, t Template, issuer *Credential) (*Certificate, error) {
	template, err := t.x509()
	if err != nil {
		return nil, err
	}
	parent := template
	if issuer.Certificate != nil {
		parent = issuer.Certificate.Certificate
	}
	der, err := x509.CreateCertificate(random, template, parent, t.Public, issuer.Key)
	if err != nil {
		return nil, fmt.Errorf("smki: issue a certificate for %s: %w", t.EUI, err)
	}
	c, err := ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return c, c.CheckProfile()
}

// x509 is the template in the terms of crypto/x509.
func (t Template) x509() (*x509.Certificate, error) {
	switch {
	case t.Serial == nil || t.Serial.Sign() <= 0 || t.Public == nil:
		return nil, fmt.Errorf("%w: a template needs a positive serial number and a key", ErrProfile)
	case t.EUI.IsZero() && (t.Kind != Authority || t.Role == Root):
		return nil, fmt.Errorf("%w: a template needs the EUI-64 of the owner", ErrProfile)
	case t.Kind == Authority && t.CommonName == "":
		return nil, fmt.Errorf("%w: the template of an authority needs a name", ErrProfile)
	case t.Kind != Device && !t.Role.Known():
		return nil, fmt.Errorf("%w: %s", ErrRole, t.Role)
	}
	subject, err := t.subject()
	if err != nil {
		return nil, err
	}
	keyID, err := SubjectKeyID(t.Public)
	if err != nil {
		return nil, err
	}
	c := &x509.Certificate{
		SerialNumber: t.Serial, SubjectKeyId: keyID, RawSubject: subject,
		NotBefore: t.NotBefore.UTC(), NotAfter: t.NotAfter.UTC(),
		SignatureAlgorithm: x509.ECDSAWithSHA256,
	}
	if c.ExtraExtensions, err = t.extensions(); err != nil {
		return nil, err
	}
	switch {
	case t.Kind == Authority:
		c.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
		c.BasicConstraintsValid, c.IsCA = true, true
		c.MaxPathLen = 1 // a root stands above issuing authorities, they above nobody
		if t.Role != Root {
			c.MaxPathLen, c.MaxPathLenZero = 0, true
		}
	case t.Usage == DigitalSignature:
		c.KeyUsage = x509.KeyUsageDigitalSignature
	case t.Usage == KeyAgreement:
		c.KeyUsage = x509.KeyUsageKeyAgreement
	default:
		return nil, fmt.Errorf("%w: %s in the template of %s", ErrUsage, t.Usage, t.EUI)
	}
	return c, nil
}

// subject is the subject's name in DER: empty for Devices. Texts are UTF8Strings, as
// in the published certificates: some clients read nothing else.
func (t Template) subject() ([]byte, error) {
	name := pkix.RDNSequence{}
	add := func(oid asn1.ObjectIdentifier, value any) {
		name = append(name, pkix.RelativeDistinguishedNameSET{{Type: oid, Value: value}})
	}
	text := func(s string) asn1.RawValue {
		return asn1.RawValue{Tag: asn1.TagUTF8String, Bytes: []byte(s)}
	}
	if t.Kind != Device {
		if t.CommonName != "" {
			add(oidCommonName, text(t.CommonName))
		}
		add(oidOrganisationalUnit, text(fmt.Sprintf("%02X", uint8(t.Role))))
		if t.Kind == Organisation || t.Role == Root {
			add(oidUniqueIdentifier, bitString(t.EUI))
		}
	}
	b, err := asn1.Marshal(name)
	if err != nil {
		return nil, fmt.Errorf("%w: the name of %s: %w", ErrProfile, t.EUI, err)
	}
	return b, nil
}

// extensions are those that crypto/x509 would not write or not mark critical.
func (t Template) extensions() ([]pkix.Extension, error) {
	policies, err := asn1.Marshal([]struct{ Policy asn1.ObjectIdentifier }{{oidPolicy}})
	if err != nil {
		return nil, fmt.Errorf("smki: certificate policies: %w", err)
	}
	all := []pkix.Extension{{Id: oidPolicies, Critical: true, Value: policies}}
	if t.Kind == Device {
		all = append(all, pkix.Extension{Id: oidSubjectAltName, Critical: true,
			Value: hardwareNameOf(t.EUI)})
	}
	return all, nil
}
