package smki_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mains-energy/mains/smki"
)

// causes are all that a parser may answer with.
var causes = []error{smki.ErrMalformed, smki.ErrKey, smki.ErrName, smki.ErrRole,
	smki.ErrUsage, smki.ErrOwner}

func caused(err error) bool {
	for _, cause := range causes {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

// TestTruncated takes the end off certificates, and adds to it.
func TestTruncated(t *testing.T) {
	root, issuing := authorities(t)
	all := [][]byte{root.Certificate.Raw, issuing.Certificate.Raw}
	for _, template := range leaves {
		all = append(all, issue(t, template, issuing).Certificate.Raw)
	}
	for _, der := range all {
		for n := range der {
			if _, err := smki.ParseCertificate(der[:n]); !errors.Is(err, smki.ErrMalformed) {
				t.Fatalf("the first %d of %d octets: %v", n, len(der), err)
			}
		}
		_, err := smki.ParseCertificate(append(bytes.Clone(der), 0))
		if !errors.Is(err, smki.ErrMalformed) {
			t.Errorf("an octet more: %v", err)
		}
	}
}

// FuzzParseCertificate: no panic, errors of known causes; what is read has a key, an
// owner where it needs one, and the octets that were given.
func FuzzParseCertificate(f *testing.F) {
	root, issuing := authorities(f)
	f.Add(root.Certificate.Raw)
	f.Add(issuing.Certificate.Raw)
	for _, template := range leaves {
		f.Add(issue(f, template, issuing).Certificate.Raw)
	}
	f.Fuzz(func(t *testing.T, der []byte) {
		given := bytes.Clone(der)
		c, err := smki.ParseCertificate(der)
		if !bytes.Equal(given, der) {
			t.Error("the argument has changed")
		}
		if err != nil {
			if !caused(err) {
				t.Errorf("%v has no cause", err)
			}
			return
		}
		if c.ECDSA() == nil || c.ECDH() == nil || c.Kind != smki.Authority && c.EUI.IsZero() {
			t.Errorf("%s has no key or no owner", c)
		}
		if !bytes.Equal(c.Raw, der) || !bytes.Contains(der, c.RawTBSCertificate) ||
			!bytes.Contains(c.RawTBSCertificate, c.RawSubject) {
			t.Error("raw parts are not what was given")
		}
		_ = c.CheckProfile() // whatever it says
		_ = smki.VerifyChain(c, []*smki.Certificate{c, issuing.Certificate},
			[]*smki.Certificate{root.Certificate}, from)
		again, err := smki.ParseCertificatePEM(c.EncodePEM())
		if err != nil || again.String() != c.String() {
			t.Errorf("read back: %v", err)
		}
	})
}

// FuzzParseKeyStore: no panic, errors of known causes; what is read is written and
// read again alike.
func FuzzParseKeyStore(f *testing.F) {
	text, err := held(f).AppendJSON(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"90b3d51f30010000":{"digitalSignature":{"1":{"certificate":"","role":2}}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := smki.ParseKeyStore(text)
		if err != nil {
			if !caused(err) {
				t.Errorf("%v has no cause", err)
			}
			return
		}
		once, err := s.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		again, err := smki.ParseKeyStore(once)
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := again.AppendJSON(nil); err != nil || !bytes.Equal(once, twice) {
			t.Errorf("written again it differs: %v", err)
		}
	})
}
