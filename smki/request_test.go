package smki_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
)

var (
	oidUsage  = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidModule = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 8, 4}
)

// asking is a certification request before it is signed, to be spoilt.
type asking struct {
	key        *ecdsa.PrivateKey
	name       []pkix.AttributeTypeAndValue
	extensions []pkix.Extension
}

// newAsking is a good request of a Device for digital signature, made without the
// package under test.
func newAsking(t testing.TB) *asking {
	a := &asking{key: newKey(t)}
	a.extensions = []pkix.Extension{
		{Id: oidUsage, Critical: true, Value: []byte{3, 2, 7, 0x80}},
		{Id: oidAltName, Critical: true, Value: altName(t, oidModule, owner[:])},
	}
	return a
}

// newOrganisation is a good request of a supplier for key agreement.
func newOrganisation(t testing.TB) *asking {
	a := newAsking(t)
	a.extensions = []pkix.Extension{{Id: oidUsage, Critical: true, Value: []byte{3, 2, 3, 8}}}
	a.name = []pkix.AttributeTypeAndValue{{Type: oidUnit, Value: "02"},
		{Type: oidIdentifier, Value: asn1.BitString{Bytes: owner[:], BitLength: 64}}}
	return a
}

func (a *asking) sign(t testing.TB) []byte {
	t.Helper()
	name := pkix.RDNSequence{}
	for _, attribute := range a.name {
		name = append(name, pkix.RelativeDistinguishedNameSET{attribute})
	}
	subject, err := asn1.Marshal(name)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{
		RawSubject: subject, ExtraExtensions: a.extensions,
	}, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestParseCertificationRequest(t *testing.T) {
	for name, test := range map[string]struct {
		asking *asking
		kind   smki.Kind
		role   smki.Role
		usage  smki.Usage
	}{
		"device":       {newAsking(t), smki.Device, smki.Other, smki.DigitalSignature},
		"organisation": {newOrganisation(t), smki.Organisation, smki.Supplier, smki.KeyAgreement},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := smki.ParseCertificationRequest(test.asking.sign(t))
			if err != nil {
				t.Fatal(err)
			}
			if r.EUI != owner || r.Kind != test.kind || r.Role != test.role || r.Usage != test.usage {
				t.Errorf("of %s, %s, %s, for %s", r.EUI, r.Kind, r.Role, r.Usage)
			}
			if !r.ECDSA().Equal(&test.asking.key.PublicKey) {
				t.Error("another key")
			}
			if err := r.CheckProfile(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestParseCertificationRequestRefuses spoils one thing at a time.
func TestParseCertificationRequestRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*asking)
		want   error
	}{
		"another curve": {func(a *asking) {
			a.key, _ = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
		}, smki.ErrKey},
		"no usage":   {func(a *asking) { a.extensions = a.extensions[1:] }, smki.ErrUsage},
		"two usages": {func(a *asking) { a.extensions[0].Value = []byte{3, 2, 3, 0x88} }, smki.ErrUsage},
		"usage no bits": {func(a *asking) { a.extensions[0].Value = []byte{4, 1, 0x80} },
			smki.ErrMalformed},
		"no name": {func(a *asking) { a.extensions = a.extensions[:1] }, smki.ErrName},
		"short name": {func(a *asking) {
			a.extensions[1].Value = altName(t, oidModule, owner[:7])
		}, smki.ErrName},
		"unknown role": {func(a *asking) {
			*a = *newOrganisation(t)
			a.name[0].Value = "09"
		}, smki.ErrRole},
		"no role": {func(a *asking) {
			*a = *newOrganisation(t)
			a.name = a.name[1:]
		}, smki.ErrRole},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAsking(t)
			test.change(a)
			if _, err := smki.ParseCertificationRequest(a.sign(t)); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestRequestProfileRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*asking)
		spoil  func([]byte)
		want   string
	}{
		"usage not critical": {change: func(a *asking) { a.extensions[0].Critical = false },
			want: "2.5.29.15"},
		"name not critical": {change: func(a *asking) { a.extensions[1].Critical = false },
			want: "2.5.29.17"},
		"subject": {change: func(a *asking) {
			a.name = []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{2, 5, 4, 3}, Value: "x"}}
		}, want: "not empty"},
		"hash": {change: func(*asking) {}, spoil: func(der []byte) {
			at := bytes.LastIndex(der, []byte{0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2})
			der[at+7] = 3 // SHA-384
		}, want: "SHA384"},
		"version": {change: func(*asking) {}, spoil: func(der []byte) {
			der[bytes.Index(der, []byte{2, 1, 0})+2] = 1
		}, want: "version 1"},
		"signature": {change: func(*asking) {}, spoil: func(der []byte) { der[len(der)-1] ^= 1 },
			want: "not signed"},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAsking(t)
			test.change(a)
			der := a.sign(t)
			if test.spoil != nil {
				test.spoil(der)
			}
			r, err := smki.ParseCertificationRequest(der)
			if err != nil {
				t.Fatal(err)
			}
			err = r.CheckProfile()
			if !errors.Is(err, smki.ErrProfile) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// TestTruncatedRequest takes the end off requests, and adds to them.
func TestTruncatedRequest(t *testing.T) {
	for _, der := range [][]byte{newAsking(t).sign(t), newOrganisation(t).sign(t)} {
		for n := range der {
			if _, err := smki.ParseCertificationRequest(der[:n]); !errors.Is(err, smki.ErrMalformed) {
				t.Fatalf("the first %d of %d octets: %v", n, len(der), err)
			}
		}
		_, err := smki.ParseCertificationRequest(append(bytes.Clone(der), 0))
		if !errors.Is(err, smki.ErrMalformed) {
			t.Errorf("an octet more: %v", err)
		}
	}
}

// TestPublishedRequest reads the request that the published ESME answers CS02c with.
func TestPublishedRequest(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shared.Dir(t), "rtds", "gbcs", "6.17_CS02c",
		"CS02c_6.17_SUCCESS_RESPONSE_GBCS.HEX"))
	if err != nil {
		t.Fatal(err)
	}
	message, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(message, []byte{0x30, 0x82}) // nothing before it begins so
	size := 4 + int(message[at+2])<<8 + int(message[at+3])
	r, err := smki.ParseCertificationRequest(message[at : at+size])
	if err != nil {
		t.Fatal(err)
	}
	esme := eui.MustParse("00-DB-12-34-56-78-90-A0")
	if r.EUI != esme || r.Kind != smki.Device || r.Usage != smki.DigitalSignature {
		t.Errorf("of %s, %s, for %s", r.EUI, r.Kind, r.Usage)
	}
	if err := r.CheckProfile(); err != nil {
		t.Error(err)
	}
}

// FuzzParseCertificationRequest: no panic, errors of known causes, and the octets stay
// as they were given.
func FuzzParseCertificationRequest(f *testing.F) {
	f.Add(newAsking(f).sign(f))
	f.Add(newOrganisation(f).sign(f))
	f.Fuzz(func(t *testing.T, der []byte) {
		given := bytes.Clone(der)
		r, err := smki.ParseCertificationRequest(der)
		if !bytes.Equal(given, der) {
			t.Error("the argument has changed")
		}
		if err != nil {
			if !caused(err) {
				t.Errorf("unknown cause: %v", err)
			}
			return
		}
		if r.ECDSA() == nil || r.EUI.IsZero() && r.Kind != smki.Authority {
			t.Errorf("no key or no owner: %s", r.EUI)
		}
		_ = r.CheckProfile() // it may say anything, but return
	})
}
