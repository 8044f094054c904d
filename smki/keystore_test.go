package smki_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

// held makes one credential of each sort that a key store can hold.
func held(t testing.TB) *smki.KeyStore {
	t.Helper()
	root, issuing := authorities(t)
	s := &smki.KeyStore{}
	s.Add(root)
	s.Add(issuing)
	for _, name := range slices.Sorted(maps.Keys(leaves)) {
		template := leaves[name]
		c := issue(t, template, issuing)
		c.EUI[0] = byte(len(s.Credentials())) // owners apart, as file names have to be
		template.EUI = c.EUI
		made := issue(t, template, issuing)
		if template.Kind != smki.Device {
			made.Name = smki.ConventionalName(made.EUI, template.Role, template.Usage, false)
		}
		s.Add(made)
	}
	pp := issue(t, leaves["supplier KA"], issuing)
	pp.PrePayment = true
	pp.Name = smki.ConventionalName(owner, smki.Supplier, smki.KeyAgreement, true)
	s.Add(pp)
	without := issue(t, smki.Template{EUI: eui.ID{7, 1}, Role: smki.Supplier}, issuing)
	s.Add(&smki.Credential{Certificate: without.Certificate,
		Name: smki.ConventionalName(without.EUI, smki.Supplier, smki.DigitalSignature, false)})
	s.Add(&smki.Credential{EUI: eui.ID{7, 2}, Usage: smki.KeyAgreement, Key: newKey(t)})
	s.Add(&smki.Credential{EUI: eui.ID{7, 3}, Usage: smki.KeyAgreement, Public: &newKey(t).PublicKey})
	return s
}

func same(a, b *smki.Credential) bool {
	return a.EUI == b.EUI && a.Usage == b.Usage && a.Name == b.Name && a.PrePayment == b.PrePayment &&
		a.Public.Equal(b.Public) && (a.Key == nil) == (b.Key == nil) &&
		(a.Certificate == nil) == (b.Certificate == nil) &&
		(a.Certificate == nil || a.Certificate.Equal(b.Certificate.Certificate))
}

func holds(s *smki.KeyStore, want *smki.Credential) bool {
	return slices.ContainsFunc(s.Credentials(), func(c *smki.Credential) bool { return same(c, want) })
}

// TestDirectoryRoundTrip writes a store of everything and reads it back.
func TestDirectoryRoundTrip(t *testing.T) {
	s := held(t)
	files, err := s.Files()
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{"README": {Data: []byte("x")}, "90b3d51f30010000-zz.pem": {Data: []byte("x")},
		".unfinished-1": {Data: []byte("x")}, "seed": {Data: []byte("x")}}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: text}
	}
	got, err := smki.ReadDirectory(dir)
	if err != nil || len(got.Problems()) > 0 {
		t.Fatal(err, got.Problems())
	}
	if len(got.Credentials()) != len(s.Credentials()) {
		t.Errorf("%d credentials, want %d", len(got.Credentials()), len(s.Credentials()))
	}
	for _, want := range s.Credentials() {
		if want.Usage == smki.KeyCertSign {
			want.Name = smki.ConventionalName(want.EUI, want.Role(), want.Usage, false)
		}
		if !holds(got, want) {
			t.Errorf("%s is not read back", want.FileName())
		}
	}
}

// TestJSONRoundTrip: the JSON form holds what has a certificate and is no authority.
func TestJSONRoundTrip(t *testing.T) {
	s := held(t)
	text, err := s.AppendJSON([]byte("before"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := smki.ParseKeyStore(bytes.TrimPrefix(text, []byte("before")))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, want := range s.Credentials() {
		if want.Certificate == nil || want.Usage == smki.KeyCertSign {
			continue
		}
		n++
		if !holds(got, want) {
			t.Errorf("%s is not read back", want.FileName())
		}
	}
	if n != 9 || len(got.Credentials()) != n {
		t.Errorf("%d credentials, want %d, 9", len(got.Credentials()), n)
	}
}

// TestDirectoryProblems puts files in wrong places.
func TestDirectoryProblems(t *testing.T) {
	_, issuing := authorities(t)
	ds := issue(t, leaves["supplier DS"], issuing)
	ka := issue(t, leaves["supplier KA"], issuing)
	key := func(c *smki.Credential) []byte {
		text, err := smki.EncodeKeyPEM(c.Key)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	own, other := owner.Hex(), "0102030405060708"
	for name, test := range map[string]struct {
		files map[string][]byte
		want  []string // problems
		bare  string   // owner whose private key has no certificate
	}{
		"in place": {map[string][]byte{own + "-ds.pem": ds.Certificate.EncodePEM(),
			own + "-ds.key": key(ds)}, nil, ""},
		"another's pair": {map[string][]byte{other + "-ds.pem": ds.Certificate.EncodePEM(),
			other + "-ds.key": key(ds)}, []string{"the certificate is of " + owner.String()}, other},
		"another's certificate": {map[string][]byte{other + "-ds.pem": ds.Certificate.EncodePEM(),
			other + "-ds.key": key(ka)}, []string{"the certificate is of " + owner.String(),
			"the private key is not that of the certificate"}, other},
		"another key": {map[string][]byte{own + "-ds.pem": ds.Certificate.EncodePEM(),
			own + "-ds.key": key(ka)}, []string{"the private key is not that of the certificate"}, own},
		"another usage": {map[string][]byte{own + "-ds.pem": ka.Certificate.EncodePEM(),
			own + "-ds.key": key(ka)}, []string{"the certificate is for keyAgreement"}, ""},
		"not for XML": {map[string][]byte{own + "-xml.pem": ds.Certificate.EncodePEM()},
			[]string{"the certificate is for role supplier"}, ""},
	} {
		dir := fstest.MapFS{}
		for file, text := range test.files {
			dir[file] = &fstest.MapFile{Data: text}
		}
		s, err := smki.ReadDirectory(dir)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, p := range s.Problems() {
			got = append(got, p.What)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: problems %q, want %q", name, got, test.want)
		}
		if len(s.Certificates(owner)) != 1 {
			t.Errorf("%s: the certificate is lost", name)
		}
		bare := ""
		for _, c := range s.Credentials() {
			if c.Certificate == nil {
				bare = c.EUI.Hex()
			}
		}
		if bare != test.bare {
			t.Errorf("%s: bare key of %q, want %q", name, bare, test.bare)
		}
	}
}

func TestReadDirectoryRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"90b3d51f30010000-ds.pem": "no PEM", "90b3d51f30010000-ds.key": "no PEM",
		"90b3d51f30010000-ka.pem":    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
		"90b3d51f30010000-ka.key":    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
		"90b3d51f30010000-pp-ka.key": strings.Repeat(" ", 1<<16+1),
	} {
		_, err := smki.ReadDirectory(fstest.MapFS{name: {Data: []byte(text)}})
		if !errors.Is(err, smki.ErrMalformed) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want ErrMalformed that names the file", name, err)
		}
	}
}

func TestFilesRefuses(t *testing.T) {
	_, issuing := authorities(t)
	s := &smki.KeyStore{}
	s.Add(issue(t, leaves["supplier DS"], issuing))
	s.Add(issue(t, leaves["supplier DS"], issuing))
	if files, err := s.Files(); err == nil {
		t.Errorf("two for one name: %d files", len(files))
	}
}

// entry is one credential in the JSON form, to be changed.
type entry struct {
	owner, usage, serial string
	fields               map[string]any
}

func TestParseKeyStoreRefuses(t *testing.T) {
	_, issuing := authorities(t)
	c, other := issue(t, leaves["supplier DS"], issuing), issue(t, leaves["supplier KA"], issuing)
	pem := func(c *smki.Credential) string {
		text, err := smki.EncodeKeyPEM(c.Key)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, test := range map[string]struct {
		change func(*entry)
		want   error
	}{
		"good": {func(*entry) {}, nil},
		"no key, name or role": {func(e *entry) {
			e.fields = map[string]any{"certificate": e.fields["certificate"]}
		}, nil},
		"another owner":         {func(e *entry) { e.owner = "0102030405060708" }, smki.ErrOwner},
		"no owner":              {func(e *entry) { e.owner = "supplier" }, smki.ErrName},
		"another usage":         {func(e *entry) { e.usage = "keyAgreement" }, smki.ErrUsage},
		"unknown usage":         {func(e *entry) { e.usage = "DS" }, smki.ErrUsage},
		"another serial number": {func(e *entry) { e.serial += "0" }, smki.ErrMalformed},
		"serial number in hex":  {func(e *entry) { e.serial = "abc" }, smki.ErrMalformed},
		"another role":          {func(e *entry) { e.fields["role"] = 3 }, smki.ErrRole},
		"role out of range":     {func(e *entry) { e.fields["role"] = 258 }, smki.ErrMalformed},
		"another key":           {func(e *entry) { e.fields["privateKey"] = pem(other) }, smki.ErrKey},
		"no key in it":          {func(e *entry) { e.fields["privateKey"] = "key" }, smki.ErrMalformed},
		"no certificate":        {func(e *entry) { delete(e.fields, "certificate") }, smki.ErrMalformed},
	} {
		e := entry{owner.Hex(), "digitalSignature", c.Certificate.SerialNumber.String(), map[string]any{
			"certificate": string(c.Certificate.EncodePEM()), "privateKey": pem(c), "name": "x", "role": 2}}
		test.change(&e)
		text, err := json.Marshal(map[string]any{e.owner: map[string]any{
			e.usage: map[string]any{e.serial: e.fields}}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = smki.ParseKeyStore(text)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

// TestFind: generations, prepayment and XML signing keys of one owner are told apart,
// in whichever order they were added.
func TestFind(t *testing.T) {
	_, issuing := authorities(t)
	ka := func(name string, prePayment bool) *smki.Credential {
		c := issue(t, leaves["supplier KA"], issuing)
		c.Name, c.PrePayment = name, prePayment
		return c
	}
	later, first := ka("Z1b-supplier-ka", false), ka("Z1-supplier-ka", false)
	pp := ka("Z1-supplierPP-ka", true)
	xml, ds := issue(t, leaves["XML sign"], issuing), issue(t, leaves["supplier DS"], issuing)
	all := []*smki.Credential{pp, later, first, xml, ds}
	for range 2 {
		slices.Reverse(all)
		s := &smki.KeyStore{}
		for _, c := range all {
			s.Add(c)
		}
		for name, check := range map[string]struct {
			want *smki.Credential
			find func() (*smki.Credential, bool)
		}{
			"KA": {first, func() (*smki.Credential, bool) {
				return s.Find(owner, smki.Supplier, smki.KeyAgreement)
			}},
			"PP": {pp, func() (*smki.Credential, bool) { return s.FindPrePayment(owner) }},
			"XML": {xml, func() (*smki.Credential, bool) {
				return s.Find(owner, smki.XMLSign, smki.DigitalSignature)
			}},
			"serial": {later, func() (*smki.Credential, bool) {
				return s.BySerial(later.Certificate.SerialNumber)
			}},
			"keys": {ds, func() (*smki.Credential, bool) {
				return s.Keys(owner, smki.DigitalSignature)[0], true
			}},
		} {
			if got, ok := check.find(); !ok || !same(got, check.want) {
				t.Errorf("%s: found %v", name, got)
			}
		}
		if public, ok := s.Public(owner, smki.KeyAgreement); !ok || !public.Equal(first.Public) {
			t.Error("the public key for messages is another")
		}
		if _, ok := s.Find(owner, smki.NetworkOperator, smki.DigitalSignature); ok {
			t.Error("found a role that is not there")
		}
	}
}

// TestAddJoins adds the same in parts, and more than once.
func TestAddJoins(t *testing.T) {
	_, issuing := authorities(t)
	c := issue(t, leaves["supplier DS"], issuing)
	s := &smki.KeyStore{}
	s.Add(&smki.Credential{})
	s.Add(&smki.Credential{EUI: owner, Usage: smki.DigitalSignature, Key: c.Key})
	s.Add(&smki.Credential{Certificate: c.Certificate, Name: "n"})
	s.Add(c)
	if all := s.Credentials(); len(all) != 1 || !all[0].Complete() || all[0].Name != "n" {
		t.Errorf("%d credentials", len(all))
	}
}
