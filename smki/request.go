package smki

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"slices"

	"golang.org/x/crypto/cryptobyte"

	"github.com/mains-energy/mains/eui"
)

// CertificationRequest is what somebody sends to an authority who wants a certificate
// for a key, in PKCS #10: the request, and what it says about who asks. A value made
// by [ParseCertificationRequest] has a P-256 key; it is not changed afterwards.
type CertificationRequest struct {
	*x509.CertificateRequest
	EUI   eui.ID // who asks; zero for an authority that bears none
	Kind  Kind
	Role  Role // as in a [Certificate]
	Usage Usage
}

// ParseCertificationRequest reads a certification request in DER, of any of the three
// kinds. It copies der. Key, names and usage stand where the certificate is to have
// them, so they are read and refused as [ParseCertificate] does, with [ErrMalformed],
// [ErrKey], [ErrUsage], [ErrRole] and [ErrName]. The signature is not checked: see
// [CertificationRequest.CheckProfile]. RFC 2986 4.
func ParseCertificationRequest(der []byte) (*CertificationRequest, error) {
	parsed, err := x509.ParseCertificateRequest(bytes.Clone(der))
	if err != nil {
		return nil, malformed(err)
	}
	public, ok := parsed.PublicKey.(*ecdsa.PublicKey)
	if !ok || public.Curve != elliptic.P256() {
		return nil, fmt.Errorf("%w: the key of the request is %s", ErrKey,
			parsed.PublicKeyAlgorithm)
	}
	bits, err := requestedUsage(parsed.Extensions)
	if err != nil {
		return nil, err
	}
	// The certificate that would come of it, as far as it says who it is for.
	wanted := &Certificate{Certificate: &x509.Certificate{
		Subject: parsed.Subject, RawSubject: parsed.RawSubject, Extensions: parsed.Extensions,
	}}
	if wanted.Usage, err = usageOf(bits); err != nil {
		return nil, err
	}
	if err := wanted.readNames(layout{}); err != nil {
		return nil, err
	}
	return &CertificationRequest{parsed, wanted.EUI, wanted.Kind, wanted.Role, wanted.Usage}, nil
}

// requestedUsage reads the key usage extension; no bits where there is none.
func requestedUsage(extensions []pkix.Extension) (usage x509.KeyUsage, err error) {
	i := slices.IndexFunc(extensions, func(e pkix.Extension) bool { return e.Id.Equal(oidKeyUsage) })
	if i < 0 {
		return 0, nil
	}
	var bits asn1.BitString
	input := cryptobyte.String(extensions[i].Value)
	if !input.ReadASN1BitString(&bits) || !input.Empty() {
		return 0, fmt.Errorf("%w: key usage of the request is no BIT STRING", ErrMalformed)
	}
	for n := range min(bits.BitLength, 9) { // RFC 5280 4.2.1.3 has nine
		usage |= x509.KeyUsage(bits.At(n) << n)
	}
	return usage, nil
}

// ECDSA is the public key that is to be certified. It is shared: the caller must not
// change it.
func (r *CertificationRequest) ECDSA() *ecdsa.PublicKey {
	public, _ := r.PublicKey.(*ecdsa.PublicKey) // ParseCertificationRequest looked
	return public
}

// CheckProfile says whether the request is built as one of its kind has to be, and
// signed with the key that it is for, which proves that who asks has it; it fails with
// [ErrProfile] and what is wrong.
//
//	all     version 0, ECDSA with SHA-256, key usage critical
//	device  subject empty, subject alternative name critical
func (r *CertificationRequest) CheckProfile() error {
	critical := []asn1.ObjectIdentifier{oidKeyUsage}
	if r.Kind == Device {
		critical = append(critical, oidSubjectAltName)
	}
	wrong := ""
	switch {
	case r.Version != 0:
		wrong = fmt.Sprintf("version %d: want 0", r.Version)
	case r.SignatureAlgorithm != x509.ECDSAWithSHA256:
		wrong = fmt.Sprintf("signed with %s: want ECDSA with SHA-256", r.SignatureAlgorithm)
	case r.Kind == Device && len(r.Subject.Names) > 0:
		wrong = "subject of a Device is not empty"
	case r.CheckSignature() != nil:
		wrong = "not signed with the key that it is for"
	}
	for _, oid := range critical {
		if wrong == "" && !slices.ContainsFunc(r.Extensions, func(e pkix.Extension) bool {
			return e.Id.Equal(oid) && e.Critical
		}) {
			wrong = fmt.Sprintf("extension %s is not there or not critical", oid)
		}
	}
	if wrong != "" {
		return fmt.Errorf("%w: certification request of %s: %s", ErrProfile, r.EUI, wrong)
	}
	return nil
}
