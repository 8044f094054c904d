package smki_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"testing"

	"github.com/mains-energy/mains/smki"
)

var (
	oidUnit       = asn1.ObjectIdentifier{2, 5, 4, 11}
	oidIdentifier = asn1.ObjectIdentifier{2, 5, 4, 45}
	oidAltName    = asn1.ObjectIdentifier{2, 5, 29, 17}
	oidPolicies   = asn1.ObjectIdentifier{2, 5, 29, 32}
)

// draft is an X.509 certificate before it is signed, to be spoilt.
type draft struct {
	x509.Certificate
	name []pkix.AttributeTypeAndValue
	key  *ecdsa.PrivateKey
}

// newDraft is a good organisation certificate, made without the package under test
// but for the key identifier.
func newDraft(t *testing.T) *draft {
	t.Helper()
	d := &draft{key: newKey(t)}
	id, err := smki.SubjectKeyID(&d.key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	d.Certificate = x509.Certificate{
		SerialNumber: big.NewInt(77), NotBefore: from, NotAfter: to, SubjectKeyId: id,
		KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{Id: oidPolicies, Critical: true,
			Value: []byte{0x30, 6, 0x30, 4, 6, 2, 0x2A, 3}}},
	}
	d.name = []pkix.AttributeTypeAndValue{{Type: oidUnit, Value: "02"},
		{Type: oidIdentifier, Value: asn1.BitString{Bytes: owner[:], BitLength: 64}}}
	return d
}

// altName is a hardwareModuleName with a serial number.
func altName(t testing.TB, oid asn1.ObjectIdentifier, serial []byte) []byte {
	t.Helper()
	type module struct {
		Type   asn1.ObjectIdentifier
		Serial []byte
	}
	type other struct {
		Type  asn1.ObjectIdentifier
		Value module `asn1:"explicit,tag:0"`
	}
	b, err := asn1.Marshal(struct {
		Name other `asn1:"tag:0"`
	}{other{oid, module{asn1.ObjectIdentifier{1, 2, 3}, serial}}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (d *draft) sign(t *testing.T) []byte {
	t.Helper()
	var name pkix.RDNSequence
	for _, attribute := range d.name {
		name = append(name, pkix.RelativeDistinguishedNameSET{attribute})
	}
	var err error
	if d.RawSubject, err = asn1.Marshal(name); err != nil {
		t.Fatal(err)
	}
	der, err := x509.CreateCertificate(rand.Reader, &d.Certificate, &d.Certificate,
		&d.key.PublicKey, d.key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestParseRefuses(t *testing.T) {
	hardware := asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 8, 4}
	device := func(d *draft, value []byte) {
		d.name = nil
		d.ExtraExtensions = append(d.ExtraExtensions,
			pkix.Extension{Id: oidAltName, Critical: true, Value: value})
	}
	for name, test := range map[string]struct {
		change func(*draft)
		want   error
	}{
		"good organisation": {func(*draft) {}, nil},
		"good device":       {func(d *draft) { device(d, altName(t, hardware, owner[:])) }, nil},
		"another curve": {func(d *draft) {
			d.key, _ = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
		}, smki.ErrKey},
		"two usages":      {func(d *draft) { d.KeyUsage |= x509.KeyUsageKeyAgreement }, smki.ErrUsage},
		"no usage":        {func(d *draft) { d.KeyUsage = 0 }, smki.ErrUsage},
		"no name":         {func(d *draft) { d.name = nil }, smki.ErrName},
		"no identifier":   {func(d *draft) { d.name = d.name[:1] }, smki.ErrName},
		"two identifiers": {func(d *draft) { d.name = append(d.name, d.name[1]) }, smki.ErrName},
		"identifier of 7 octets": {func(d *draft) {
			d.name[1].Value = asn1.BitString{Bytes: owner[:7], BitLength: 56}
		}, smki.ErrName},
		"identifier of 63 bits": {func(d *draft) {
			d.name[1].Value = asn1.BitString{Bytes: owner[:], BitLength: 63}
		}, smki.ErrName},
		"identifier as text": {func(d *draft) { d.name[1].Value = "90B3D51F" }, smki.ErrName},
		"identifier is zero": {func(d *draft) {
			d.name[1].Value = asn1.BitString{Bytes: make([]byte, 8), BitLength: 64}
		}, smki.ErrName},
		"no role":      {func(d *draft) { d.name = d.name[1:] }, smki.ErrRole},
		"two roles":    {func(d *draft) { d.name = append(d.name, d.name[0]) }, smki.ErrName},
		"unknown role": {func(d *draft) { d.name[0].Value = "09" }, smki.ErrRole},
		"decimal role": {func(d *draft) { d.name[0].Value = "127" }, smki.ErrRole},
		"role in words": {func(d *draft) {
			d.name[0].Value = "supplier"
		}, smki.ErrRole},
		"both names": {func(d *draft) {
			name := d.name
			device(d, altName(t, hardware, owner[:]))
			d.name = name
		}, smki.ErrName},
		"serial of 7 octets": {func(d *draft) {
			device(d, altName(t, hardware, owner[:7]))
		}, smki.ErrName},
		"another name form": {func(d *draft) {
			device(d, altName(t, oidUnit, owner[:]))
		}, smki.ErrName},
		"host name": {func(d *draft) {
			device(d, []byte{0x30, 3, 0x82, 1, 'x'})
		}, smki.ErrName},
	} {
		d := newDraft(t)
		test.change(d)
		got, err := smki.ParseCertificate(d.sign(t))
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, test.want)
		}
	}
}

func TestCheckProfile(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*draft)
		good   bool
	}{
		"good": {func(*draft) {}, true},
		"128 bits": {func(d *draft) {
			d.SerialNumber = new(big.Int).Lsh(big.NewInt(1), 127)
		}, true},
		"129 bits": {func(d *draft) {
			d.SerialNumber = new(big.Int).Lsh(big.NewInt(1), 128)
		}, false},
		"another key's":         {func(d *draft) { d.SubjectKeyId = newDraft(t).SubjectKeyId }, false},
		"no key identifier":     {func(d *draft) { d.SubjectKeyId = nil }, false},
		"first bits not 0100":   {func(d *draft) { d.SubjectKeyId[0] |= 0x80 }, false},
		"policies not critical": {func(d *draft) { d.ExtraExtensions[0].Critical = false }, false},
		"no policies":           {func(d *draft) { d.ExtraExtensions = nil }, false},
		"authority":             {func(d *draft) { d.BasicConstraintsValid, d.IsCA = true, true }, false},
		"role of an authority":  {func(d *draft) { d.name[0].Value = "07" }, false},
		"SHA-384":               {func(d *draft) { d.SignatureAlgorithm = x509.ECDSAWithSHA384 }, false},
		"dates reversed": {func(d *draft) {
			d.NotBefore, d.NotAfter = d.NotAfter, d.NotBefore
		}, false},
		"unknown extension": {func(d *draft) {
			d.ExtraExtensions = append(d.ExtraExtensions, pkix.Extension{
				Id: asn1.ObjectIdentifier{1, 2, 3}, Value: []byte{5, 0}})
		}, true},
		"unknown critical extension": {func(d *draft) {
			d.ExtraExtensions = append(d.ExtraExtensions, pkix.Extension{
				Id: asn1.ObjectIdentifier{1, 2, 3}, Critical: true, Value: []byte{5, 0}})
		}, false},
		"device": {func(d *draft) {
			d.name = nil
			d.ExtraExtensions = append(d.ExtraExtensions, pkix.Extension{Id: oidAltName, Critical: true,
				Value: altName(t, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 8, 4}, owner[:])})
		}, true},
		"device with a subject": {func(d *draft) {
			d.name = []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{2, 5, 4, 3}, Value: "x"}}
			d.ExtraExtensions = append(d.ExtraExtensions, pkix.Extension{Id: oidAltName, Critical: true,
				Value: altName(t, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 8, 4}, owner[:])})
		}, false},
		"device name not critical": {func(d *draft) {
			d.name = nil
			d.ExtraExtensions = append(d.ExtraExtensions, pkix.Extension{Id: oidAltName,
				Value: altName(t, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 8, 4}, owner[:])})
		}, false},
	} {
		d := newDraft(t)
		test.change(d)
		c, err := smki.ParseCertificate(d.sign(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		err = c.CheckProfile()
		if (err == nil) != test.good || err != nil && !errors.Is(err, smki.ErrProfile) {
			t.Errorf("%s: %v, want good: %v", name, err, test.good)
		}
	}
}
