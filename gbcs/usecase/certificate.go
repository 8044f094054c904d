package usecase

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/smki"
)

// DeviceCertificate is a certificate of the Device's own, in DER. GBCS CS02d.
var DeviceCertificate = certificatePlace("deviceCertificate", "GBCS CS02d")

// CertificationRequest is what a Device asks a certificate with for a key that it has just
// made: PKCS #10, in DER. GBCS CS02c.
var CertificationRequest = &Octets{
	Name: "CertificationRequest", Element: true, Show: certificationRequestText,
	Clause: "GBCS CS02c",
}

// certificatePlace is a place for a certificate in DER.
func certificatePlace(name, clause string) *Octets {
	return &Octets{Name: name, Element: true, Show: certificateText, Clause: clause}
}

// certificateText says whose certificate it is, for what, of which key and from when until
// when. An authority has a name and no identifier.
func certificateText(der []byte) string {
	c, err := smki.ParseCertificate(der)
	if err != nil {
		return unreadable(der, err)
	}
	who := c.String()
	if c.EUI.IsZero() {
		who = fmt.Sprintf("%s %s %s", c.Subject.CommonName, c.Role, c.Usage)
	}
	return fmt.Sprintf("%s, subject key identifier %X, valid from %s until %s", who, c.SubjectKeyId,
		c.NotBefore.UTC().Format(time.RFC3339), c.NotAfter.UTC().Format(time.RFC3339))
}

// certificationRequestText says who asks, for what, and whether it is signed with the key
// that it is for.
func certificationRequestText(der []byte) string {
	r, err := smki.ParseCertificationRequest(der)
	if err != nil {
		return unreadable(der, err)
	}
	who := r.Role.String()
	if r.Kind == smki.Device {
		who = r.Kind.String()
	}
	signed := "signed with its key"
	if r.CheckSignature() != nil {
		signed = "not signed with its key"
	}
	return fmt.Sprintf("%s %s %s, %s", r.EUI, who, r.Usage, signed)
}

// unreadable is what there is to say about octets that should be something else.
func unreadable(der []byte, err error) string {
	return fmt.Sprintf("%d octets: %v", len(der), err)
}
