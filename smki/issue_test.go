package smki_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

var (
	from  = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	to    = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	noEnd = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	owner = eui.MustParse("90-B3-D5-1F-30-01-00-00")
)

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// issue fills a template in and issues a certificate for a new key; issuer is nil for
// a root.
func issue(t testing.TB, template smki.Template, issuer *smki.Credential) *smki.Credential {
	t.Helper()
	made := &smki.Credential{Key: newKey(t)}
	template.Public = &made.Key.PublicKey
	if template.NotBefore.IsZero() {
		template.NotBefore, template.NotAfter = from, to
	}
	var err error
	if template.Serial, err = smki.NewSerial(rand.Reader); err != nil {
		t.Fatal(err)
	}
	if issuer == nil {
		issuer = made
	}
	if made.Certificate, err = smki.Issue(rand.Reader, template, issuer); err != nil {
		t.Fatal(err)
	}
	made.EUI, made.Usage, made.Public = template.EUI, made.Certificate.Usage, template.Public
	return made
}

var (
	rootTemplate = smki.Template{Kind: smki.Authority, Role: smki.Root,
		EUI: eui.ID{2, 1}, CommonName: "R"}
	issuingTemplate = smki.Template{Kind: smki.Authority, Role: smki.IssuingAuthority,
		EUI: eui.ID{2, 2}, CommonName: "I"}
)

// authorities are a root and an issuing authority below it.
func authorities(t testing.TB) (root, issuing *smki.Credential) {
	root = issue(t, rootTemplate, nil)
	return root, issue(t, issuingTemplate, root)
}

// leaves are the templates of what is not an authority.
var leaves = map[string]smki.Template{
	"supplier DS": {EUI: owner, Role: smki.Supplier, CommonName: "Supplier"},
	"supplier KA": {EUI: owner, Role: smki.Supplier, Usage: smki.KeyAgreement},
	"XML sign":    {EUI: owner, Role: smki.XMLSign},
	"DSP XML":     {EUI: owner, Role: smki.DSPXMLSign},
	"other KA":    {EUI: owner, Role: smki.Other, Usage: smki.KeyAgreement},
	"device DS":   {Kind: smki.Device, EUI: owner, NotBefore: from, NotAfter: noEnd},
	"device KA":   {Kind: smki.Device, EUI: owner, Usage: smki.KeyAgreement},
}

func TestIssue(t *testing.T) {
	root, issuing := authorities(t)
	if root.Certificate.EUI != rootTemplate.EUI || root.Certificate.Role != smki.Root ||
		issuing.Certificate.Role != smki.IssuingAuthority ||
		issuing.Certificate.Kind != smki.Authority || !issuing.Certificate.EUI.IsZero() {
		t.Errorf("authorities %s, %s", root.Certificate, issuing.Certificate)
	}
	const rootName = "CN=R,OU=00,2.5.4.45=#0309000201000000000000"
	if name := issuing.Certificate.IssuerName(); name != rootName {
		t.Errorf("the root's name is %s, want %s", name, rootName)
	}
	for name, template := range leaves {
		made := issue(t, template, issuing)
		got := made.Certificate
		wantRole := template.Role
		if template.Kind == smki.Device {
			wantRole = smki.Other
		}
		if got.Kind != template.Kind || got.Role != wantRole || got.IssuerName() != "CN=I,OU=07" ||
			got.Subject.CommonName != template.CommonName {
			t.Errorf("%s: %s %s %q, issued by %s", name, got.Kind, got, got.Subject.CommonName,
				got.IssuerName())
		}
		if err := got.Check(owner, template.Usage); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := got.SerialNumber.BitLen(); n != 79 || len(got.SerialNumber.String()) > 24 {
			t.Errorf("%s: serial number of %d bits, %s", name, n, got.SerialNumber)
		}
		err := smki.VerifyChain(got, []*smki.Certificate{issuing.Certificate},
			[]*smki.Certificate{root.Certificate}, from)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		again, err := smki.ParseCertificatePEM(got.EncodePEM())
		if err != nil || !again.Equal(got.Certificate) || again.String() != got.String() {
			t.Errorf("%s: read back as %v, %v", name, again, err)
		}
	}
}

func TestIssueRefuses(t *testing.T) {
	_, issuing := authorities(t)
	key := newKey(t)
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	good := smki.Template{EUI: owner, Role: smki.Supplier, Public: &key.PublicKey,
		Serial: big.NewInt(1), NotBefore: from, NotAfter: to}
	if _, err := smki.Issue(rand.Reader, good, issuing); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		change func(*smki.Template)
		want   error
	}{
		"no owner":         {func(t *smki.Template) { t.EUI = eui.ID{} }, smki.ErrProfile},
		"no serial number": {func(t *smki.Template) { t.Serial = nil }, smki.ErrProfile},
		"serial number 0":  {func(t *smki.Template) { t.Serial = new(big.Int) }, smki.ErrProfile},
		"129 bits": {func(t *smki.Template) { t.Serial = new(big.Int).Lsh(big.NewInt(1), 128) },
			smki.ErrProfile},
		"no key":            {func(t *smki.Template) { t.Public = nil }, smki.ErrProfile},
		"another curve":     {func(t *smki.Template) { t.Public = &p384.PublicKey }, smki.ErrKey},
		"unknown role":      {func(t *smki.Template) { t.Role = 9 }, smki.ErrRole},
		"organisation root": {func(t *smki.Template) { t.Role = smki.Root }, smki.ErrProfile},
		"supplier issuing": {func(t *smki.Template) {
			t.Kind, t.CommonName = smki.Authority, "S"
		}, smki.ErrProfile},
		"nameless authority": {func(t *smki.Template) {
			t.Kind, t.Role = smki.Authority, smki.IssuingAuthority
		}, smki.ErrProfile},
		"wrong usage":   {func(t *smki.Template) { t.Usage = smki.KeyCertSign }, smki.ErrUsage},
		"ends at start": {func(t *smki.Template) { t.NotAfter = t.NotBefore }, smki.ErrProfile},
	} {
		template := good
		test.change(&template)
		if got, err := smki.Issue(rand.Reader, template, issuing); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, test.want)
		}
	}
}

func TestVerifyChainRefuses(t *testing.T) {
	root, issuing := authorities(t)
	otherRoot, otherIssuing := authorities(t) // of the same names
	below := issue(t, smki.Template{Kind: smki.Authority, Role: smki.IssuingAuthority,
		CommonName: "B", EUI: eui.ID{2, 3}}, issuing)
	good := issue(t, leaves["supplier DS"], issuing)
	short := issue(t, smki.Template{Kind: smki.Authority, Role: smki.IssuingAuthority,
		CommonName: "E", NotBefore: from, NotAfter: from.AddDate(1, 0, 0)}, root)
	for name, test := range map[string]struct {
		certificate *smki.Credential
		chain       []*smki.Credential
		root        *smki.Credential
		at          time.Time
		want        error
	}{
		"good":              {good, []*smki.Credential{issuing}, root, from, nil},
		"good, at its end":  {good, []*smki.Credential{issuing}, root, to, nil},
		"good among others": {good, []*smki.Credential{otherIssuing, issuing}, root, from, nil},
		"the root itself":   {root, nil, root, from, nil},
		"directly below":    {issue(t, leaves["XML sign"], root), nil, root, from, nil},
		"not yet": {good, []*smki.Credential{issuing}, root, from.Add(-time.Second),
			smki.ErrValidity},
		"expired": {good, []*smki.Credential{issuing}, root, to.Add(time.Second),
			smki.ErrValidity},
		"authority expired": {issue(t, leaves["XML sign"], short), []*smki.Credential{short}, root, to,
			smki.ErrValidity},
		"no intermediate":      {good, nil, root, from, smki.ErrChain},
		"another root":         {good, []*smki.Credential{issuing}, otherRoot, from, smki.ErrChain},
		"another intermediate": {good, []*smki.Credential{otherIssuing}, otherRoot, from, smki.ErrChain},
		"issued by no issuer": {issue(t, leaves["device KA"], good), []*smki.Credential{good, issuing},
			root, from, smki.ErrChain},
		"authority below an authority": {issue(t, leaves["device KA"], below),
			[]*smki.Credential{below, issuing}, root, from, smki.ErrChain},
		"changed": {&smki.Credential{Certificate: changed(t, good.Certificate)},
			[]*smki.Credential{issuing}, root, from, smki.ErrChain},
	} {
		var chain []*smki.Certificate
		for _, c := range test.chain {
			chain = append(chain, c.Certificate)
		}
		err := smki.VerifyChain(test.certificate.Certificate, chain,
			[]*smki.Certificate{test.root.Certificate}, test.at)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	err := good.Certificate.Check(eui.ID{1}, smki.DigitalSignature)
	if !errors.Is(err, smki.ErrOwner) {
		t.Errorf("another owner: %v", err)
	}
	if err := good.Certificate.Check(owner, smki.KeyAgreement); !errors.Is(err, smki.ErrUsage) {
		t.Errorf("another usage: %v", err)
	}
}

// changed is c for another owner, the signature left as it was.
func changed(t testing.TB, c *smki.Certificate) *smki.Certificate {
	t.Helper()
	der := bytes.Replace(c.Raw, owner[:], []byte{9, 9, 9, 9, 9, 9, 9, 9}, 1)
	got, err := smki.ParseCertificate(der)
	if err != nil || got.EUI == c.EUI {
		t.Fatal(err)
	}
	return got
}

// TestOpenSSL lets another implementation verify what we issue.
func TestOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	root, issuing := authorities(t)
	dir := t.TempDir()
	write := func(name string, c *smki.Certificate) string {
		path := filepath.Join(dir, name+".pem")
		if err := os.WriteFile(path, c.EncodePEM(), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	rootFile, issuingFile := write("root", root.Certificate), write("issuing", issuing.Certificate)
	for name, template := range leaves {
		args := []string{"verify", "-x509_strict", "-check_ss_sig", "-attime", "1600000000",
			"-CAfile", rootFile, "-untrusted", issuingFile}
		if template.Kind == smki.Device { // its critical name, which openssl does not know
			args = append(args, "-ignore_critical")
		}
		leaf := issue(t, template, issuing).Certificate
		out, err := exec.Command(openssl, append(args, write(name, leaf))...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		args = append(args, write("changed", changed(t, leaf)))
		out, err = exec.Command(openssl, args...).CombinedOutput()
		if err == nil {
			t.Errorf("%s: openssl takes it with another owner\n%s", name, out)
		}
	}
}
