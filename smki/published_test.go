package smki_test

import (
	"bytes"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
)

// usages are the ends of file names of the published directory.
var usages = map[string]smki.Usage{
	"-ds": smki.DigitalSignature, "-ka": smki.KeyAgreement, "-pp-ka": smki.KeyAgreement,
}

// published lists the certificates of the published directory by file name.
func published(t testing.TB) map[string][]byte {
	t.Helper()
	dir := filepath.Join(shared.Dir(t), "rtds", "keystore")
	files, err := filepath.Glob(filepath.Join(dir, "*.pem"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]byte{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(text)
		if block.Type == "CERTIFICATE" {
			found[strings.TrimSuffix(filepath.Base(file), ".pem")] = block.Bytes
		}
	}
	return found
}

// TestPublishedCertificates reads every certificate of the published directory. The
// octets say whose it is: those of the EUI-64 that its file is named after are in it.
func TestPublishedCertificates(t *testing.T) {
	all := published(t)
	if len(all) != 416 {
		t.Errorf("%d certificates, want 416", len(all))
	}
	strangers, kinds := 0, map[smki.Kind]int{}
	for name, der := range all {
		c, err := smki.ParseCertificate(der)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		kinds[c.Kind]++
		id := eui.MustParse(name[:16])
		if !bytes.Contains(der, id[:]) {
			strangers++ // a certificate of somebody else: the EUI cannot be that of the name
			if c.EUI == id {
				t.Errorf("%s: EUI %s is not in the certificate", name, c.EUI)
			}
		} else if err := c.Check(id, usages[name[16:]]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if c.Kind == smki.Organisation && !bytes.Contains(c.RawSubject, []byte(hexRole(c.Role))) {
			t.Errorf("%s: role %s is not in the subject", name, c.Role)
		}
		if !bytes.Equal(c.Raw, der) || !bytes.Contains(der, c.RawTBSCertificate) ||
			!bytes.Contains(der, c.RawSubject) || !bytes.Contains(der, c.RawSubjectPublicKeyInfo) {
			t.Errorf("%s: raw parts are not those of the file", name)
		}
		if want, err := smki.SubjectKeyID(c.ECDSA()); err != nil || !bytes.Equal(c.SubjectKeyId, want) {
			t.Errorf("%s: key identifier %X, want %X, %v", name, c.SubjectKeyId, want, err)
		}
		if err := c.CheckProfile(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if public, err := c.ECDSA().ECDH(); err != nil || !public.Equal(c.ECDH()) {
			t.Errorf("%s: the two keys differ: %v", name, err)
		}
	}
	if strangers != 1 || kinds[smki.Device] != 400 || kinds[smki.Organisation] != 16 {
		t.Errorf("%d strangers, want 1; kinds %v, want 400 devices, 16 organisations", strangers, kinds)
	}
}

func hexRole(r smki.Role) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{digits[r>>4], digits[r&15]})
}

// TestPublishedDirectory checks the three things that a loader has to take: a key
// whose certificate is somebody else's, keys without certificate, a bare public key.
func TestPublishedDirectory(t *testing.T) {
	s, err := smki.ReadDirectory(os.DirFS(filepath.Join(shared.Dir(t), "rtds", "keystore")))
	if err != nil {
		t.Fatal(err)
	}
	wan, other := eui.MustParse("90b3d51f30000007"), eui.MustParse("90b3d51f30030000")
	problems := s.Problems()
	if len(problems) != 1 {
		t.Errorf("problems %v, want one", problems)
	}
	for _, p := range problems {
		if p.Where != wan.Hex()+"-ka" {
			t.Errorf("problem %s", p)
		}
	}
	if keys := s.Keys(wan, smki.KeyAgreement); len(keys) != 1 || keys[0].Certificate != nil ||
		keys[0].Key == nil || !keys[0].Key.PublicKey.Equal(keys[0].Public) {
		t.Errorf("key agreement keys of %s: %v", wan, keys)
	}
	if _, complete := s.Find(wan, smki.WANProvider, smki.KeyAgreement); complete {
		t.Error("a certificate for a key that has none")
	}
	if c, ok := s.Find(other, smki.Supplier, smki.KeyAgreement); !ok || c.PrePayment ||
		!c.Key.PublicKey.Equal(c.Certificate.ECDSA()) {
		t.Errorf("key agreement of %s: %v", other, c)
	}
	for _, id := range []string{"123456789abcdef0", "abababababababab"} {
		if key, ok := s.Private(eui.MustParse(id), smki.KeyAgreement); !ok || key == nil {
			t.Errorf("%s: the key without certificate is lost", id)
		}
	}
	bare := eui.MustParse("fffffffffffffffe")
	if public, ok := s.Public(bare, smki.KeyAgreement); !ok || public == nil {
		t.Errorf("%s: the bare public key is lost", bare)
	}
	if key, ok := s.Private(bare, smki.KeyAgreement); ok {
		t.Errorf("%s: private key %v from nowhere", bare, key)
	}
	for _, id := range []eui.ID{other, eui.MustParse("90b3d51f30010000")} {
		pp, ok := s.FindPrePayment(id)
		ka, both := s.Find(id, smki.Supplier, smki.KeyAgreement)
		if !ok || !both || pp.Key.Equal(ka.Key) {
			t.Errorf("%s: prepayment %v, other %v", id, pp, ka)
		}
	}
	device := eui.MustParse("00db1234567890a0")
	if found := s.Certificates(device); len(found) != 2 {
		t.Errorf("%d certificates of %s, want 2", len(found), device)
	}
}

// TestPublishedKeyStore reads the JSON store, which says of each certificate whose it
// is, what for and in which role: ParseKeyStore refuses what does not agree.
func TestPublishedKeyStore(t *testing.T) {
	s, err := smki.ParseKeyStore(shared.File(t, "keys", "zaz1-keystore.json"))
	if err != nil {
		t.Fatal(err)
	}
	later, prePayment, xml := 0, 0, 0
	for _, c := range s.Credentials() {
		if !c.Complete() || !c.Key.PublicKey.Equal(c.Public) {
			t.Errorf("%s: not complete", c.Name)
		}
		want, err := smki.SubjectKeyID(c.Public)
		if err != nil || !bytes.Equal(c.Certificate.SubjectKeyId, want) {
			t.Errorf("%s: key identifier %X, want %X", c.Name, c.Certificate.SubjectKeyId, want)
		}
		if err := c.Certificate.CheckProfile(); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
		if !c.InUse() {
			later++
		}
		if c.PrePayment {
			prePayment++
		}
		if c.Role().SignsXML() {
			xml++
		}
	}
	if n := len(s.Credentials()); n != 33 || later != 10 || prePayment != 3 || xml != 4 {
		t.Errorf("%d credentials, %d of them not in use, %d for prepayment, %d for XML: "+
			"want 33, 10, 3, 4", n, later, prePayment, xml)
	}
	for _, party := range []string{"90b3d51f30010000", "90b3d51f30020000", "90b3d51f30000002"} {
		for _, usage := range []smki.Usage{smki.DigitalSignature, smki.KeyAgreement} {
			keys := s.Keys(eui.MustParse(party), usage)
			if len(keys) < 2 || !strings.HasPrefix(keys[0].Name, "Z1-") || keys[0].PrePayment {
				t.Errorf("%s %s: first of %d is %q", party, usage, len(keys), keys[0].Name)
			}
		}
	}
	written, err := s.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := smki.ParseKeyStore(written)
	if err != nil {
		t.Fatal(err)
	}
	if twice, err := again.AppendJSON(nil); err != nil || !bytes.Equal(twice, written) {
		t.Errorf("written twice it differs: %v", err)
	}
}

// TestDecimalRole reads a certificate whose role is written as the decimal number.
func TestDecimalRole(t *testing.T) {
	c, err := smki.ParseCertificatePEM(shared.File(t, "keys", "dsp-xml-sign-pre-1.4.1.pem"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Role != smki.DSPXMLSign || c.IssuerName() != "CN=Z1,OU=07" ||
		c.EUI != eui.MustParse("90b3d51f30000002") {
		t.Errorf("%s issued by %s", c, c.IssuerName())
	}
}

func BenchmarkParseCertificate(b *testing.B) {
	for name, file := range map[string]string{
		"organisation": "90b3d51f30010000-ds", "device": "00db1234567890a0-ds",
	} {
		der := published(b)[file]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := smki.ParseCertificate(der); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
