package ca_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
)

// unzip reads the archive as the published client does: certificates by their
// folder, each key by swapping folder and extension.
func unzip(t *testing.T, c *ca.CA) map[string]*smki.Credential {
	t.Helper()
	archive, err := c.OrgCryptoZip()
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]byte{}
	for _, f := range r.File {
		entry, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if texts[f.Name], err = io.ReadAll(entry); err != nil {
			t.Fatal(err)
		}
	}
	found := map[string]*smki.Credential{}
	for name, text := range texts {
		folder, file, _ := strings.Cut(name, "/cert/")
		if file == "" {
			continue
		}
		if folder == "" || strings.Contains(folder, "/") || strings.Contains(folder, "cert") {
			t.Errorf("%s is not one folder down", name)
		}
		certificate, err := smki.ParseCertificatePEM(text)
		if err != nil {
			t.Fatal(err)
		}
		stem := strings.TrimSuffix(file, ".pem")
		key, err := smki.ParseKeyPEM(texts[folder+"/key/"+stem+".key"])
		if err != nil || !key.PublicKey.Equal(certificate.ECDSA()) {
			t.Errorf("%s: its key does not fit: %v", name, err)
		}
		found[stem] = &smki.Credential{Certificate: certificate, Key: key, Name: stem}
	}
	if len(texts) != 2*len(found) {
		t.Errorf("%d entries for %d certificates", len(texts), len(found))
	}
	return found
}

func TestOrgCryptoZip(t *testing.T) {
	w := newWorld(t)
	c := w.open(t)
	for _, want := range wants {
		organisation(t, c, want)
	}
	found := unzip(t, c)
	if len(found) != len(wants) { // and no authority among them
		t.Errorf("%d certificates, want %d", len(found), len(wants))
	}
	for _, name := range []string{"Z1-supplier-90B3D51F30010000-ds", "Z1-supplier-90B3D51F30010000-ka",
		"Z1-supplierPP-90B3D51F30010000-ka", "xml-sign-90B3D51F30010000-ds"} {
		if found[name] == nil {
			t.Errorf("%s is not there", name)
		}
	}
	first, err := c.OrgCryptoZip()
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.open(t).OrgCryptoZip()
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same keys make another archive: %v", err)
	}
}

// TestOrgCryptoZipPublished hands the published keys over: they keep their names.
func TestOrgCryptoZipPublished(t *testing.T) {
	w := newWorld(t)
	var err error
	w.keys, err = smki.ParseKeyStore(shared.File(t, "keys", "zaz1-keystore.json"))
	if err != nil {
		t.Fatal(err)
	}
	found := unzip(t, w.open(t))
	for _, credential := range w.keys.Credentials() {
		got := found[credential.Name]
		if got == nil || !got.Certificate.Equal(credential.Certificate.Certificate) {
			t.Errorf("%s is not there", credential.Name)
		}
	}
}

// TestOrgCryptoZipNames hands over what must not become a path.
func TestOrgCryptoZipNames(t *testing.T) {
	given := organisation(t, newWorld(t).open(t), wants[0])
	w := newWorld(t)
	w.keys = &smki.KeyStore{}
	w.keys.Add(&smki.Credential{Certificate: given.Certificate, Key: given.Key, Name: "../../cert/x"})
	if found := unzip(t, w.open(t)); found["Z1-supplier-90B3D51F30010000-ds"] == nil {
		t.Errorf("got %v", found)
	}
}
