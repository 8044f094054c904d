package smki

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"slices"
)

// maxSerialBits bounds serial numbers: X.509 allows 20 octets, SMKI uses 16.
const maxSerialBits = 128

// keyIDSize is the length of a key identifier, in octets.
const keyIDSize = 8

// SubjectKeyID is the identifier of a public key on P-256: 8 octets, of which the
// first four bits are 0100 and the others the last 60 bits of the SHA-1 of the
// uncompressed point. RFC 5280 4.2.1.2 (method 2).
func SubjectKeyID(public *ecdsa.PublicKey) ([]byte, error) {
	point, err := public.Bytes()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	sum := sha1.Sum(point)
	id := bytes.Clone(sum[len(sum)-keyIDSize:])
	id[0] = 0x40 | id[0]&0x0F
	return id, nil
}

// CheckProfile says whether the certificate is built as one of its kind has to be;
// it fails with [ErrProfile] and what is wrong. Dates and issuer are not looked at.
//
//	all           version 3, ECDSA with SHA-256, serial number of 1 to 128 bits,
//	              key identifiers of 8 octets, the subject's made from its key;
//	              key usage and policies critical, no other critical extension
//	              that is not understood
//	organisation  role and x500UniqueIdentifier in the subject, no authority
//	device        subject empty, subject alternative name critical, no authority
//	authority     critical basic constraints with cA; policies may be absent
func (c *Certificate) CheckProfile() error {
	for _, check := range []func() string{c.checkForm, c.checkKeyIDs, c.checkExtensions, c.checkKind} {
		if wrong := check(); wrong != "" {
			return fmt.Errorf("%w: certificate %x of %s: %s", ErrProfile, c.SerialNumber, c.EUI, wrong)
		}
	}
	return nil
}

func (c *Certificate) checkForm() string {
	switch {
	case c.Version != 3:
		return fmt.Sprintf("version %d: want 3", c.Version)
	case c.SignatureAlgorithm != x509.ECDSAWithSHA256:
		return fmt.Sprintf("signed with %s: want ECDSA with SHA-256", c.SignatureAlgorithm)
	case c.SerialNumber.Sign() <= 0 || c.SerialNumber.BitLen() > maxSerialBits:
		return "serial number is not of 1 to 128 bits"
	case !c.NotBefore.Before(c.NotAfter):
		return "ends before it begins"
	}
	return ""
}

func (c *Certificate) checkKeyIDs() string {
	want, err := SubjectKeyID(c.ECDSA())
	switch {
	case err != nil:
		return err.Error()
	case !bytes.Equal(c.SubjectKeyId, want):
		return fmt.Sprintf("subject key identifier %X: want %X", c.SubjectKeyId, want)
	case len(c.AuthorityKeyId) != 0 && len(c.AuthorityKeyId) != keyIDSize:
		return fmt.Sprintf("authority key identifier %X: want 8 octets", c.AuthorityKeyId)
	}
	return ""
}

func (c *Certificate) checkExtensions() string {
	if len(c.UnhandledCriticalExtensions) > 0 {
		return fmt.Sprintf("critical extension %s is not understood", c.UnhandledCriticalExtensions[0])
	}
	critical := []asn1.ObjectIdentifier{oidKeyUsage, oidPolicies}
	switch c.Kind {
	case Device:
		critical = append(critical, oidSubjectAltName)
	case Authority:
		critical = []asn1.ObjectIdentifier{oidKeyUsage, oidBasicConstraints}
	}
	for _, oid := range critical {
		if !slices.ContainsFunc(c.Extensions, func(e pkix.Extension) bool {
			return e.Id.Equal(oid) && e.Critical
		}) {
			return fmt.Sprintf("extension %s is not there or not critical", oid)
		}
	}
	return ""
}

func (c *Certificate) checkKind() string {
	switch {
	case c.IsCA != (c.Kind == Authority):
		return "basic constraints do not fit the key usage"
	case c.Kind == Device && len(c.Subject.Names) > 0:
		return "subject of a Device is not empty"
	case c.Kind == Organisation && (c.Role == Root || c.Role == IssuingAuthority):
		return fmt.Sprintf("an organisation in role %s", c.Role)
	case c.Kind == Authority && c.Role != Root && c.Role != IssuingAuthority:
		return fmt.Sprintf("an authority in role %s", c.Role)
	}
	return ""
}

func isSubjectAltName(e pkix.Extension) bool { return e.Id.Equal(oidSubjectAltName) }
