package smki

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/mains-energy/mains/eui"
)

// Object identifiers of SMKI certificates. The policy is that of the published
// organisation certificates, the hardware type that of the published Devices.
var (
	oidCommonName         = asn1.ObjectIdentifier{2, 5, 4, 3}
	oidOrganisationalUnit = asn1.ObjectIdentifier{2, 5, 4, 11}
	oidUniqueIdentifier   = asn1.ObjectIdentifier{2, 5, 4, 45}
	oidHardwareModuleName = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 8, 4}
	oidHardwareType       = asn1.ObjectIdentifier{1, 2, 826, 0, 1, 8641679, 1, 2, 2}
	oidPolicy             = asn1.ObjectIdentifier{1, 2, 826, 0, 1, 8641679, 1, 2, 1, 4}

	oidKeyUsage         = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidSubjectAltName   = asn1.ObjectIdentifier{2, 5, 29, 17}
	oidBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
	oidPolicies         = asn1.ObjectIdentifier{2, 5, 29, 32}
)

// layout is where the parts of a certificate are. All slices alias it.
//
//	Certificate    ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
//	TBSCertificate ::= SEQUENCE { [0] version, serialNumber, signature, issuer,
//	                              validity, subject, subjectPublicKeyInfo, … }
type layout struct {
	tbs, issuer, subject, key []byte   // elements, with tag and length
	identifiers               [][]byte // x500UniqueIdentifier values in both names, with tag
}

// walk finds the parts of a certificate, as far as they are needed: crypto/x509
// judges the whole.
func walk(certificate []byte) (l layout, ok bool) {
	input := cryptobyte.String(certificate)
	var outer, element, tbs cryptobyte.String
	if !input.ReadASN1(&outer, der.SEQUENCE) || !input.Empty() ||
		!outer.ReadASN1Element(&element, der.SEQUENCE) {
		return layout{}, false
	}
	l.tbs = element
	if !element.ReadASN1(&tbs, der.SEQUENCE) ||
		!tbs.SkipOptionalASN1(der.Tag(0).ContextSpecific().Constructed()) ||
		!tbs.SkipASN1(der.INTEGER) || !tbs.SkipASN1(der.SEQUENCE) {
		return layout{}, false
	}
	var issuer, subject, key cryptobyte.String
	if !tbs.ReadASN1Element(&issuer, der.SEQUENCE) || !tbs.SkipASN1(der.SEQUENCE) ||
		!tbs.ReadASN1Element(&subject, der.SEQUENCE) ||
		!tbs.ReadASN1Element(&key, der.SEQUENCE) {
		return layout{}, false
	}
	l.issuer, l.subject, l.key = issuer, subject, key
	for _, name := range []cryptobyte.String{issuer, subject} {
		found, ok := uniqueIdentifiers(name)
		if !ok {
			return layout{}, false
		}
		l.identifiers = append(l.identifiers, found...)
	}
	return l, true
}

// uniqueIdentifiers lists the x500UniqueIdentifier values of a name.
//
//	Name ::= SEQUENCE OF SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
func uniqueIdentifiers(name cryptobyte.String) (found [][]byte, ok bool) {
	var sets cryptobyte.String
	if !name.ReadASN1(&sets, der.SEQUENCE) {
		return nil, false
	}
	for !sets.Empty() {
		var set cryptobyte.String
		if !sets.ReadASN1(&set, der.SET) {
			return nil, false
		}
		for !set.Empty() {
			var attribute, value cryptobyte.String
			var oid asn1.ObjectIdentifier
			var tag der.Tag
			if !set.ReadASN1(&attribute, der.SEQUENCE) ||
				!attribute.ReadASN1ObjectIdentifier(&oid) ||
				!attribute.ReadAnyASN1Element(&value, &tag) {
				return nil, false
			}
			if oid.Equal(oidUniqueIdentifier) {
				found = append(found, value)
			}
		}
	}
	return found, true
}

// parseX509 is x509.ParseCertificate for names that hold an x500UniqueIdentifier,
// whose BIT STRING that function does not take. A copy in which these values pass
// for T61Strings is parsed instead; lengths do not move. What is hashed or compared
// later, and what names print, is pointed back at the octets as they were. The slice
// belongs to the result.
func parseX509(certificate []byte) (*x509.Certificate, layout, error) {
	l, ok := walk(certificate)
	if !ok {
		return nil, layout{}, fmt.Errorf("%w: no X.509 certificate in DER", ErrMalformed)
	}
	if len(l.identifiers) == 0 {
		c, err := x509.ParseCertificate(certificate)
		return c, l, malformed(err)
	}
	disguised := bytes.Clone(certificate)
	same, _ := walk(disguised) // the same octets: it walks as well
	for _, value := range same.identifiers {
		if value[0] == byte(der.BIT_STRING) {
			value[0] = byte(der.T61String)
		}
	}
	c, err := x509.ParseCertificate(disguised)
	if err != nil {
		return nil, layout{}, malformed(err)
	}
	c.Raw, c.RawTBSCertificate = certificate, l.tbs
	c.RawIssuer, c.RawSubject, c.RawSubjectPublicKeyInfo = l.issuer, l.subject, l.key
	i := 0
	for _, names := range [][]pkix.AttributeTypeAndValue{c.Issuer.Names, c.Subject.Names} {
		for j := range names {
			if names[j].Type.Equal(oidUniqueIdentifier) && i < len(l.identifiers) {
				names[j].Value = asn1.RawValue{FullBytes: l.identifiers[i]}
				i++
			}
		}
	}
	return c, l, nil
}

func malformed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrMalformed, err)
}

// identifierOf reads an x500UniqueIdentifier: BIT STRING of 64 bits.
func identifierOf(value []byte) (eui.ID, error) {
	input := cryptobyte.String(value)
	var bits []byte
	if !input.ReadASN1BitStringAsBytes(&bits) || !input.Empty() || len(bits) != eui.Size {
		return eui.ID{}, fmt.Errorf("%w: x500UniqueIdentifier is not 64 bits", ErrName)
	}
	return eui.ID(bits), nil
}

// hardwareName reads a subject alternative name that is one hardwareModuleName:
//
//	SEQUENCE { [0] { OID 1.3.6.1.5.5.7.8.4, [0] SEQUENCE {
//	    hwType OBJECT IDENTIFIER, hwSerialNum OCTET STRING (EUI-64) } } }
//
// RFC 4108 5.
func hardwareName(value []byte) (eui.ID, error) {
	explicit := der.Tag(0).ContextSpecific().Constructed()
	input := cryptobyte.String(value)
	var names, other, wrapped, name, serial cryptobyte.String
	var oid, hardware asn1.ObjectIdentifier
	if !input.ReadASN1(&names, der.SEQUENCE) || !input.Empty() ||
		!names.ReadASN1(&other, explicit) || !names.Empty() ||
		!other.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidHardwareModuleName) ||
		!other.ReadASN1(&wrapped, explicit) || !other.Empty() ||
		!wrapped.ReadASN1(&name, der.SEQUENCE) || !wrapped.Empty() ||
		!name.ReadASN1ObjectIdentifier(&hardware) ||
		!name.ReadASN1(&serial, der.OCTET_STRING) || !name.Empty() || len(serial) != eui.Size {
		return eui.ID{}, fmt.Errorf(
			"%w: subject alternative name is not one hardwareModuleName of 8 octets", ErrName)
	}
	return eui.ID(serial), nil
}

// hardwareNameOf writes what hardwareName reads.
func hardwareNameOf(id eui.ID) []byte {
	explicit := der.Tag(0).ContextSpecific().Constructed()
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(explicit, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidHardwareModuleName)
			b.AddASN1(explicit, func(b *cryptobyte.Builder) {
				b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidHardwareType)
					b.AddASN1OctetString(id[:])
				})
			})
		})
	})
	return b.BytesOrPanic() // the identifiers are literals
}
